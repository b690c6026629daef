"""What many runs cost: a sweep beside papermill, the floor under both, memory, re-runs and nbval.

By itself: `python -m tests.benchmarks.runner`. BENCH_ROUNDS, BENCH_STATES and BENCH_MANY make it shorter.
"""

from __future__ import annotations

import json
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from recordsdata.runner.finding import find_notebook, list_notebooks
from tests.benchmarks.bench import QUIET, print_machine, timed

NOTEBOOK = find_notebook("03")
SMALL = bool(os.environ.get("CI"))  # CI only sees that it runs
ROUNDS = int(os.environ.get("BENCH_ROUNDS", 1 if SMALL else 5))
STATES = int(os.environ.get("BENCH_STATES", 2 if SMALL else 51))
MANY = int(os.environ.get("BENCH_MANY", 0 if SMALL else 1000))
PAPERMILL = [sys.executable, "-m", "papermill", "--no-progress-bar", "-k", "python3"]

# The floor: the cells as a plain script, in a process in which the imports are done.
FLOOR = """
import json, sys
import recordsdata.runner.parent as parent
parent._import_as_in_a_kernel()
import recordsdata.display
recordsdata.display._emit = lambda *arguments: None
cells = json.loads(open(sys.argv[1], encoding="utf-8").read())["cells"]
code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
code = [compile(text, "cell", "exec") for text in code]
print("ready", flush=True)
sys.stdin.readline()
for state in sys.argv[2:]:
    names = {"__name__": "__main__"}
    exec(code[0], names)
    names["focus"] = state
    for text in code[1:]:
        exec(text, names)
"""


def states() -> list[str]:
    """List the states that the notebook may point out, as many as wanted."""
    from recordsdata.parameters import combinations
    from recordsdata.runner.given import defaults_of

    found = combinations(NOTEBOOK.stem, {"focus": None}, defaults_of(NOTEBOOK))
    return [one["focus"] for one in found][:STATES]


def seconds_of(command: list[str]) -> float:
    """Run a command; return its seconds."""
    return timed(lambda: subprocess.run(command, check=True, **QUIET)) / 1000  # type: ignore[call-overload]


def weighed(command: list[str]) -> float:
    """Run a command; return the most MiB that it and all its children held at once (PSS).

    Looking costs 6 % of a core, so that a run is either timed or weighed.
    """
    most = 0.0
    process = subprocess.Popen(command, **QUIET)  # type: ignore[call-overload]
    done = threading.Event()

    def watch() -> None:
        nonlocal most
        while not done.wait(0.25):
            held = 0.0
            try:
                for one in [here := psutil.Process(process.pid), *here.children(recursive=True)]:
                    try:
                        held += one.memory_full_info().pss
                    except psutil.Error:
                        continue
            except psutil.Error:
                break
            most = max(most, held / 2**20)

    watcher = threading.Thread(target=watch)
    watcher.start()
    status = process.wait()
    done.set()
    watcher.join()
    assert status == 0, command
    return most


def sweep(places: list[str], folder: Path) -> list[str]:
    """Sweep over the places."""
    given = ["-p", "focus", ",".join(places), "--output", str(folder)]
    return [sys.executable, "-m", "recordsdata.cli", "sweep", str(NOTEBOOK), *given]


def papermill_in_sequence(places: list[str], folder: Path) -> list[str]:
    """Run papermill's command line for one place after the other."""
    commands = (
        shlex.join([*PAPERMILL, str(NOTEBOOK), str(folder / f"{p}.ipynb"), "-r", "focus", p]) for p in places
    )
    return ["sh", "-c", " && ".join(commands)]


def papermill_by_xargs(places: list[str], folder: Path) -> list[str]:
    """Run papermill's command line in two processes at a time."""
    inside = shlex.join([*PAPERMILL, str(NOTEBOOK), f"{folder}/{{}}.ipynb", "-r", "focus", "{}"])
    return ["sh", "-c", f"printf '%s\\n' {' '.join(places)} | xargs -P2 -I{{}} {inside}"]


def floor(places: list[str]) -> float:
    """Run the cells alone, in two processes; return the seconds from when both have imported."""
    halves = [
        subprocess.Popen(
            [sys.executable, "-c", FLOOR, str(NOTEBOOK), *places[half::2]],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for half in (0, 1)
    ]
    for one in halves:
        assert one.stdout is not None
        one.stdout.readline()
    begun = time.perf_counter()
    for one in halves:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    statuses = [one.wait() for one in halves]
    took = time.perf_counter() - begun
    for one in halves:
        one.communicate()
    assert statuses == [0, 0]
    return took


WAYS: dict[str, Callable[[list[str], Path], list[str]]] = {
    "sweep": sweep,
    "papermill": papermill_in_sequence,
    "xargs -P2": papermill_by_xargs,
}


def many_runs(count: int, folder: Path) -> list[str]:
    """Sweep over a notebook of one cell, which costs what a run costs and no more."""
    cells = [
        {
            "cell_type": "code",
            "source": source,
            "metadata": {"tags": tags},
            "outputs": [],
            "execution_count": None,
        }
        for source, tags in (
            ("number: int = 0", ["parameters"]),
            ("import pandas as pd\npd.Series([number])", []),
        )
    ]
    path = folder / "little.ipynb"
    folder.mkdir(exist_ok=True)
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}))
    given = ["-p", "number", ",".join(map(str, range(count))), "--output", str(folder / f"many-{count}")]
    return [sys.executable, "-m", "recordsdata.cli", "sweep", str(path), *given]


def nothing_to_do(count: int, folder: Path) -> float:
    """Time a sweep of which every run is recorded and there already."""
    from recordsdata.runner.manifest import opened, write_row
    from recordsdata.runner.sweep import plan

    wanted = [
        ("hours", ",".join(map(str, range(10, 60)))),
        ("tuition_per_year", ",".join(map(str, range(100)))),
    ]
    wanted = (
        [("hours", ",".join(map(str, range(10, 61)))), ("tuition_per_year", "0")] if count == 51 else wanted
    )
    output = folder / f"idle-{count}"
    with opened(output) as manifest:
        planned = plan("07", wanted, output, manifest)
        (output / planned.notebook.stem).mkdir()
        for run in planned.runs:
            (output / f"{run.name}.ipynb").write_text("{}")
            write_row(manifest, run, planned.stamp, status="done", size=2)
    given = [part for name, values in wanted for part in ("-p", name, values)]
    command = [sys.executable, "-m", "recordsdata.cli", "sweep", "07", *given, "--output", str(output)]
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        times.append(time.perf_counter() - begun)
        assert said.startswith(f"0 done, 0 failed, {len(planned.runs)} up to date"), said
    return statistics.median(times)


def bench_verify() -> float:
    """Return the time to verify the notebooks, as a share of nbval's on plain kernels in sequence."""
    paths = [str(path) for path in list_notebooks()][: 1 if SMALL else None]
    nbval = ["-m", "pytest", "--nbval", "--nbval-kernel-name=python3", "-q", "-p", "no:cacheprovider"]
    plain = [sys.executable, *nbval, *paths]
    quick = [sys.executable, "-m", "recordsdata.cli", "verify", *paths]
    took = [(seconds_of(plain), seconds_of(quick)) for _ in range(ROUNDS)]
    seconds = [statistics.median(one) for one in zip(*took, strict=True)]
    print(f"\nnbval over {len(paths)} notebooks: plain {seconds[0]:.1f} s, verify {seconds[1]:.1f} s")
    return seconds[1] / seconds[0]


def main() -> list[str]:
    """Measure and print; return the names of what is over its limit."""
    print_machine()
    places = states()
    took: dict[str, list[float]] = {name: [] for name in (*WAYS, "floor")}
    held: dict[str, list[float]] = {"sweep": [], "xargs -P2": []}
    for number in range(ROUNDS):
        for name, way in WAYS.items():
            with tempfile.TemporaryDirectory() as folder:
                took[name].append(seconds_of(way(places, Path(folder))))
        took["floor"].append(floor(places))
        for name, values in held.items():
            # xargs holds as much after a few places as after all; a sweep's own process might grow.
            some = places if name == "sweep" else places[:: max(1, len(places) // 10)]
            with tempfile.TemporaryDirectory() as folder:
                values.append(weighed(WAYS[name](some, Path(folder))))
        last = ", ".join(f"{name} {values[-1]:.1f} s" for name, values in took.items())
        print(f"round {number + 1} of {ROUNDS}: {last}", flush=True)
    seconds = {name: statistics.median(values) for name, values in took.items()}
    memory = {name: statistics.median(values) for name, values in held.items()}
    print(
        f"\n{len(places)} states of {NOTEBOOK.stem}, median of {ROUNDS} interleaved round(s), set-up included"
    )
    for name, value in seconds.items():
        print(f"  {name:<18} {value:8.1f} s")
    for name, value in memory.items():
        print(f"  {name:<18} {value:8.0f} MiB at most (PSS)")
    above = 1000 * (seconds["sweep"] - seconds["floor"]) / len(places)
    limits = [
        ("times papermill", seconds["papermill"] / seconds["sweep"], 5.0, False),
        ("times xargs", seconds["xargs -P2"] / seconds["sweep"], 2.7, False),
        ("ms above the floor", above, 250.0, True),
        ("memory to xargs'", memory["sweep"] / memory["xargs -P2"], 1.0, True),
    ]
    with tempfile.TemporaryDirectory() as folder:
        limits += [
            ("s, 51 up to date", nothing_to_do(51, Path(folder)), 1.0, True),
            ("s, 5,000 up to date", nothing_to_do(5000, Path(folder)), 5.0, True),
        ]
        if MANY:
            few = statistics.median(
                seconds_of(many_runs(50, Path(folder, f"few-{n}"))) for n in range(ROUNDS)
            )
            lots = seconds_of(many_runs(MANY, Path(folder, "many")))
            weights = [weighed(many_runs(count, Path(folder, f"weight-{count}"))) for count in (50, MANY)]
            limits += [
                (f"a run of {MANY} to 50", (lots / MANY) / (few / 50), 1.15, True),
                (f"memory, {MANY} to 50", weights[1] / weights[0], 1.1, True),
            ]
    limits.append(("nbval, quick to plain", bench_verify(), 0.5, True))
    for name, value, limit, at_most in limits:
        print(f"  {name:<22} {value:8.2f}    ({'at most' if at_most else 'at least'} {limit})")
    return [name for name, value, limit, at_most in limits if (value > limit if at_most else value < limit)]


if __name__ == "__main__":
    print(f"over the limit: {', '.join(main()) or 'nothing'}")
