"""What an import, a load and the report cost, as medians of interleaved rounds: `make bench`."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from recordsdata import datasets
from recordsdata.runner.run import list_notebooks
from tests.benchmarks.audit import bench_audit
from tests.benchmarks.records import bench_make

SMALL = bool(os.environ.get("CI"))  # CI only sees that it runs
ROUNDS = 4 if SMALL else 15
IMPORT_LIMIT = 1.05  # times the import of pandas alone
LOAD_LIMITS = {"wages_national": 80.0}  # ms
# The made-up tables are larger than the others, and half of their columns are times.
LOAD_LIMITS |= {f"synthetic_{name}": 120.0 for name in ("patients", "encounters", "diagnoses", "documents")}
LOAD_LIMITS |= {"synthetic_access_log": 120.0}
LOAD_LIMIT = 25.0
REPORT_ROUNDS = 0 if SMALL else 3  # minutes each; CI makes the report in a step of its own
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
REPORT_LIMIT = 0.6  # times running the notebooks by the papermill command line, one after the other


def timed(do: Callable[[], object]) -> float:
    """Take the wall time of one call, in milliseconds."""
    begun = time.perf_counter()
    do()
    return (time.perf_counter() - begun) * 1000


def importing(module: str) -> Callable[[], object]:
    """Import a module in a Python of its own, timed from the start of that Python to its end."""
    return lambda: subprocess.run([sys.executable, "-c", f"import {module}"], check=True)


def reading(table: str) -> Callable[[], object]:
    """Read a table from its file, as the first load of a process does; later ones give what is kept."""

    def read() -> object:
        datasets._read.cache_clear()
        datasets._described.cache_clear()
        return datasets.load(table)

    return read


def papermill_in_sequence() -> None:
    """Run every notebook by the papermill command line, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        for path in list_notebooks():
            command = [sys.executable, "-m", "papermill", "--no-progress-bar", "-k", "python3"]
            subprocess.run([*command, str(path), str(Path(folder, path.name))], check=True, **QUIET)


def report() -> None:
    """Run every notebook for the report, and write its pages."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "recordsdata.cli", "report", "--output", folder]
        subprocess.run(command, check=True, **QUIET)


def interleaved(tasks: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Return the median of each task, taken in turns so that a slow moment of the machine hits them all."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    warming = 1 if rounds > 3 else 0  # a first round that only warms the file cache
    for _ in range(rounds + warming):
        for name, do in tasks.items():
            times[name].append(timed(do))
    return {name: statistics.median(values[warming:]) for name, values in times.items()}


def print_machine() -> None:
    """Say what was measured on."""
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    names = ("recordsdata", "pandas", "numpy", "matplotlib", "papermill", "nbclient", "ipykernel", "nbval")
    print(", ".join(f"{name} {version(name)}" for name in names))


def bench_report() -> list[str]:
    """Measure the report beside papermill, and print; return what is over its limit."""
    reports = interleaved({"papermill": papermill_in_sequence, "report": report}, REPORT_ROUNDS)
    share = reports["report"] / reports["papermill"]
    print(f"\nall notebooks, median of {REPORT_ROUNDS} interleaved rounds, set-up excluded")
    for name, took in reports.items():
        print(f"  {name:<18} {took / 1000:8.1f} s")
    print(f"  ratio              {share:8.3f}    (limit {REPORT_LIMIT})")
    return ["report"] if share > REPORT_LIMIT else []


def main() -> None:
    """Measure and print, machine and versions first."""
    print_machine()
    modules = interleaved({name: importing(name) for name in ("pandas", "recordsdata")}, ROUNDS)
    ratio = modules["recordsdata"] / modules["pandas"]
    print(f"\nimport, median of {ROUNDS} interleaved rounds in processes of their own")
    for name, took in modules.items():
        print(f"  {name:<18} {took:8.1f} ms")
    print(f"  ratio              {ratio:8.3f}    (limit {IMPORT_LIMIT})")

    tables = interleaved({name: reading(name) for name in datasets.catalogue()["name"]}, ROUNDS)
    print(f"\nload, median of {ROUNDS} interleaved rounds")
    for name, took in tables.items():
        print(f"  {name:<18} {took:8.1f} ms (limit {LOAD_LIMITS.get(name, LOAD_LIMIT):.0f})")

    slow = [name for name, took in tables.items() if took > LOAD_LIMITS.get(name, LOAD_LIMIT)]
    slow += ["import"] if ratio > IMPORT_LIMIT else []
    slow += (bench_report() if REPORT_ROUNDS else []) + bench_make() + bench_audit()
    print(f"\nover the limit: {', '.join(slow) or 'nothing'}")


if __name__ == "__main__":
    main()
