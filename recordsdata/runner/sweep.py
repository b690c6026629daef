"""Run one notebook for many parameters: checked first, resumable, each result whole or not at all.

A sweep that has nothing to do answers at once, so what running needs is imported when something must run.
"""

from __future__ import annotations

import contextlib
import csv
import functools
import hashlib
import itertools
import json
import os
import re
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

from recordsdata.runner.finding import RunError, Stamp, find_notebook, list_notebooks, stamp
from recordsdata.runner.manifest import (
    MANIFEST,
    Run,
    SweepError,
    held,
    opened,
    recall,
    remember,
    settled,
    write_row,
)

__all__ = ["Outcome", "Plan", "do_run", "named_sweeps", "plan", "sweep"]

Wanted = Sequence[tuple[str, str]]
EVERY = "*"
REFUSED = 3  # exit status of a process that expands


class Plan(NamedTuple):
    """The runs that a request stands for, and those that are still to do."""

    notebook: Path
    stamp: Stamp
    runs: list[Run]
    to_do: list[Run]


class Outcome(NamedTuple):
    """What a sweep did.

    Attributes
    ----------
    done, kept : int
        How many runs were done now, and how many were up to date before.
    failed : dict of str to str
        The runs that failed, each with its error.
    """

    done: int
    kept: int
    failed: dict[str, str]


def sweep(
    notebook: str | Path,
    wanted: Wanted,
    output: str | Path,
    *,
    jobs: int | None = None,
    timeout: float | None = None,
    force: bool = False,
    progress: bool = False,
    cluster: str | None = None,
) -> Outcome:
    """Run a notebook for every combination of parameters that is not up to date already.

    Parameters
    ----------
    notebook : str or path
        A named sweep of `notebooks/sweeps.yml`, or a notebook as `find_notebook` takes it.
    wanted : sequence of (str, str)
        Names and values as typed: a value, several with commas between ("2018,2025"; a value that holds a
        comma stands in double quotes), or "all" for every one that is allowed. Where a parameter has a
        value "all" of its own, "*" asks for every one. Without any, the sets that `notebooks/sweeps.yml`
        lists for the notebook.
    output : str or path
        The folder for the results and for `manifest.sqlite`, which says what was done.
    jobs : int, optional
        How many runs at a time; as many as there are cores when left out.
    timeout : float, optional
        The seconds that any one cell may take.
    force : bool, default False
        Do every run, up to date or not.
    progress : bool, default False
        Show a progress bar on standard error.
    cluster : str, optional
        The address of a dask scheduler whose workers do the runs; see `CLUSTER.md`.

    Returns
    -------
    Outcome

    Raises
    ------
    SweepError
        A combination is not accepted, and no kernel was started; the folder cannot be used; or another
        sweep is at work in it. A cluster cannot be used; what was done until then is kept.
    """
    if jobs and cluster:
        raise SweepError(
            "--jobs is for this machine: the threads of its workers say what a cluster does at a time."
        )
    if cluster and _from_store(_asked(notebook, wanted)[1]):
        raise SweepError(
            "--cluster takes source 'shipped' only: other machines have not imported what is imported here."
        )
    folder = Path(output).resolve()
    with opened(folder) as manifest, held(folder):
        _, stamped, runs, to_do = planned = plan(
            notebook, wanted, folder, manifest, force=force, meanwhile=None if cluster else _begin_imports
        )
        _remove_halves(folder)
        if not to_do:
            return Outcome(0, len(runs), {})
        failed = {}
        for run, outcome in _outcomes(planned, folder, jobs, timeout, progress, cluster):
            write_row(manifest, run, stamped, **outcome)
            if outcome["status"] == "failed":
                failed[run.name] = outcome["error"]
        _remove_halves(folder)  # a worker that was killed may have left one
    return Outcome(len(to_do) - len(failed), len(runs) - len(to_do), failed)


def plan(
    notebook: str | Path,
    wanted: Wanted,
    folder: Path,
    manifest: sqlite3.Connection | None = None,
    *,
    force: bool = False,
    meanwhile: Callable[[], None] | None = None,
) -> Plan:
    """Say what a sweep would run, without running or writing anything.

    Parameters
    ----------
    notebook, wanted, force
        As `sweep` takes them.
    folder : pathlib.Path
        The results' folder.
    manifest : sqlite3.Connection, optional
        Its manifest, to write into; without one, nothing is written.
    meanwhile : callable, optional
        What to begin while another process checks the combinations; not called where they are known.

    Returns
    -------
    Plan
    """
    if manifest is None:
        existing = (folder / MANIFEST).is_file()
        address = f"{(folder / MANIFEST).absolute().as_uri()}?mode=ro" if existing else ":memory:"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as reading:
            path, asked = _asked(notebook, wanted)
            stamped = _stamped(path, asked)
            runs = (recall(reading, asked, stamped) if existing else None) or _expanded(path, asked)
            done = settled(reading, folder, stamped) if existing and not force else set()
    else:
        path, asked = _asked(notebook, wanted)
        stamped = _stamped(path, asked)
        known = recall(manifest, asked, stamped)
        runs = _expanded(path, asked, meanwhile) if known is None else known
        if known is None:
            remember(manifest, asked, stamped, runs)
        done = set() if force else settled(manifest, folder, stamped)
    return Plan(path, stamped, runs, [run for run in runs if run.name not in done])


def _from_store(asked: Asked) -> bool:
    return any(value != "shipped" for one in asked for _, value in one.get("source", ()))


def _stamped(path: Path, asked: Asked) -> Stamp:
    """Hash what the results depend on; where imported releases are asked for, those too."""
    made = stamp(path)
    if not _from_store(asked):
        return made
    from recordsdata.releases.store import fingerprint_of_all

    return made._replace(data=f"{made.data}+{fingerprint_of_all()}")


Given = list[tuple[bool, Any]]  # values of one parameter, each with whether it is a text as typed
Asked = tuple[dict[str, Given], ...]  # sets of parameters


def named_sweeps(notebooks: Path) -> dict[str, Any]:
    """Read the named sweeps beside the notebooks; there are none where there is no file."""
    import yaml

    path = notebooks / "sweeps.yml"
    return dict(yaml.safe_load(path.read_text("utf-8"))) if path.is_file() else {}


def _asked(notebook: str | Path, wanted: Wanted) -> tuple[Path, Asked]:
    """Find the notebook, and the sets of parameters that are wanted, in the words of the request."""
    name = str(notebook)
    known = list_notebooks()
    if not wanted or not (name[:2].isdigit() or name.endswith(".ipynb")):
        sweeps = named_sweeps(known[0].parent) if known else {}
        if isinstance(one := sweeps.get(name), dict):
            parameters = {key: _as_list(value) for key, value in one.get("parameters", {}).items()}
            return find_notebook(one["notebook"]), (parameters | _typed(wanted),)
        path = find_notebook(notebook)
        if not wanted:
            sets = sweeps.get(path.stem, [{}])
            return path, tuple({key: [(False, value)] for key, value in one.items()} for one in sets)
    return find_notebook(notebook), (_typed(wanted),)


def _as_list(value: Any) -> Given:
    values = value if isinstance(value, list) else [value]
    return [(one in ("all", EVERY), one) for one in values]


def _typed(wanted: Wanted) -> dict[str, Given]:
    found: dict[str, Given] = {}
    for name, text in wanted:
        values = next(csv.reader([text], skipinitialspace=True), [""]) or [""]
        found.setdefault(name, []).extend((True, value) for value in values)
    return found


def _begin_imports() -> None:
    """Import what runs need while another process does something, and let the kernels' parent do the same."""
    from recordsdata.runner.forking import begin

    begin()
    import recordsdata.runner.run  # noqa: F401


def _expanded(path: Path, asked: Asked, meanwhile: Callable[[], None] | None = None) -> list[Run]:
    """Expand in a process of its own: this one, which lives as long as the sweep, does without the tables."""
    with subprocess.Popen(
        [sys.executable, "-c", "from recordsdata.runner.sweep import answer; answer()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        if meanwhile:
            meanwhile()
        said, errors = process.communicate(json.dumps([str(path), asked]))
    if process.returncode == REFUSED:
        raise SweepError(said)
    if process.returncode:
        raise SweepError(f"The parameters could not be checked:\n{errors}")
    return [Run(*run) for run in json.loads(said)]


def answer() -> None:
    """Expand the request on standard input to runs on standard output; or say what is wrong with it."""
    from recordsdata.parameters import ParameterError

    path, asked = json.load(sys.stdin)
    asked = tuple({name: [tuple(v) for v in given] for name, given in one.items()} for one in asked)
    try:
        print(json.dumps(_expand(Path(path), asked)), end="")
    except (ParameterError, RunError) as error:
        print(error, end="")
        sys.exit(REFUSED)


def _expand(path: Path, asked: Asked) -> list[Run]:
    """Turn a request into runs, each combination checked."""
    from recordsdata.parameters import NOTEBOOKS, combinations
    from recordsdata.runner.given import check_names, defaults_of

    defaults = defaults_of(path)
    found: dict[str, Run] = {}
    for one in asked:
        check_names(path, one)
        values = {name: _values(path, name, given) for name, given in one.items()}
        if path.stem in NOTEBOOKS:
            combined = combinations(path.stem, values, defaults)
        else:
            combined = [
                defaults | dict(zip(values, chosen, strict=True))
                for chosen in itertools.product(*_known_values(path, values))
            ]
        for chosen in combined:
            run = _run(path, chosen, defaults)
            found[run.name] = run
    return list(found.values())


def _values(path: Path, name: str, given: Given) -> list[Any] | None:
    """Give each text its type; None stands for every value that is allowed."""
    from recordsdata.datasets import load
    from recordsdata.parameters import NOTEBOOKS
    from recordsdata.runner.given import defaults_of, parse_value

    if given == [(True, EVERY)]:
        return None
    if given == [(True, "all")]:
        parameter = next((p for p in NOTEBOOKS.get(path.stem, ()) if p.name == name), None)
        beside = SimpleNamespace(**defaults_of(path))
        # Some parameters have a value "all" of their own, which then is what is meant.
        if parameter and "all" not in list(parameter.allowed(beside, load)):
            return None
    return [parse_value(path, name, value) if typed else value for typed, value in given]


def _known_values(path: Path, values: Mapping[str, list[Any] | None]) -> Iterator[list[Any]]:
    from recordsdata.parameters import ParameterError

    for name, some in values.items():
        if some is None:
            raise ParameterError(
                f"Nothing says which values the parameter {name!r} of {path} may have: name those you want."
            )
        yield some


def _run(path: Path, values: dict[str, Any], defaults: Mapping[str, Any]) -> Run:
    """Name a run by what differs from the defaults, readable, and by a hash of all, unmistakable."""
    given = {
        name: value
        for name, value in values.items()
        if (type(value), value) != (type(defaults.get(name)), defaults.get(name))
    }
    words = "_".join(f"{name}-{value}" for name, value in given.items()) or "defaults"
    words = re.sub(r"[^A-Za-z0-9_.-]+", "-", words)[:80].strip(".-")
    check = hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:10]
    return Run(f"{path.stem}/{words}-{check}", values, given)


def _outcomes(
    planned: Plan,
    folder: Path,
    jobs: int | None,
    timeout: float | None,
    progress: bool,
    cluster: str | None,
) -> Iterator[tuple[Run, dict[str, Any]]]:
    """Do what is to do, and yield each outcome as it comes, in whatever order."""
    from tqdm import tqdm

    source = planned.notebook.resolve()
    if cluster is None:
        _begin_imports()
        at_a_time = min(jobs or os.cpu_count() or 1, len(planned.to_do))
        turn = threading.BoundedSemaphore(at_a_time)
        work = functools.partial(do_run, source, folder=folder, timeout=timeout, turn=turn)
        done = _done_here(work, planned.to_do, at_a_time + 1)
    else:
        from recordsdata.runner.cluster import outcomes

        done = outcomes(cluster, source, planned.to_do, folder, timeout)
    try:
        yield from tqdm(done, total=len(planned.to_do), desc=source.stem, unit="run", disable=not progress)
    except OSError as error:
        raise SweepError(
            f"The sweep stopped: {error}. What was done until now is kept in {folder}: the same "
            "command goes on from there."
        ) from error


def do_run(
    source: Path,
    name: str,
    given: dict[str, Any],
    *,
    folder: Path,
    timeout: float | None,
    turn: threading.BoundedSemaphore | None = None,
) -> dict[str, Any]:
    """Do one run, here or on a worker; its outcome is a row of the manifest.

    Its kernel waits for its `turn` before the first cell.

    Raises
    ------
    OSError
        The result cannot be written. What the notebook did wrong is an outcome, not an error.
    """
    from recordsdata.runner.run import execute

    output = folder / f"{name}.ipynb"
    begun, clock = datetime.now(UTC).isoformat(timespec="seconds"), time.perf_counter()
    outcome: dict[str, Any] = {"status": "done", "error": None}
    try:
        ran = execute(source, given, output, timeout=timeout, turn=turn)
        outcome |= {
            "memory_mib": ran.memory_mib,
            "size": output.stat().st_size,
            "results": json.dumps(ran.recorded),
        }
    except RunError as error:
        outcome |= {"status": "failed", "error": str(error)}
    return outcome | {"begun": begun, "seconds": time.perf_counter() - clock}


def _done_here(
    work: Callable[..., dict[str, Any]], runs: list[Run], threads: int
) -> Iterator[tuple[Run, dict[str, Any]]]:
    from concurrent import futures

    # A thread waits for a kernel's process. One more than work at a time starts the next kernel, which waits
    # idly for a third of a second, and holds little memory before its first cell.
    with futures.ThreadPoolExecutor(threads) as pool:
        pending = {pool.submit(work, run.name, run.given): run for run in runs}
        try:
            for one in futures.as_completed(pending):
                yield pending.pop(one), one.result()
        finally:
            for one in pending:
                one.cancel()


def _remove_halves(folder: Path) -> None:
    """Remove what a killed sweep was writing; whole files have other names."""
    for path in folder.glob("*/.*.ipynb.*"):
        path.unlink(missing_ok=True)
