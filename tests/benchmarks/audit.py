"""What the audit costs: beside plain pandas masks at a million encounters, and from one to ten million.

`bench_audit()` prints both; by itself: `python -m tests.benchmarks.audit`. Both sides start from tables in
the memory of their engine, check the keys, join, judge and write out the same findings as pandas tables,
which are counted. Handing pandas tables to another engine is no part of an audit (who works on Polars reads
his files with it) and is printed beside it. Processor time stands beside wall time: the work of others on the
machine changes it less; an engine on several cores takes less wall time than processor time.
"""

from __future__ import annotations

import json
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from recordsdata.records import audit as lab
from recordsdata.records.make import make_records
from recordsdata.records.schema import AS_OF
from tests.benchmarks import masks

SMALL = bool(os.environ.get("CI"))  # CI only sees that it runs
PATIENTS = 10_000 if SMALL else 530_000  # about 1.9 encounters each: a million
ROUNDS = 1 if SMALL else 3
PIECES = 3 if SMALL else 10
LIMITS = {"pandas": 1.0, "polars": 0.15}  # times the plain pandas masks
GROWTH = 1.2  # time a row at ten pieces, times that at one
MEMORY = 8.0  # GiB


def write_pieces(folder: Path, pieces: int, patients: int) -> list[int]:
    """Write made-up records as Parquet, a file a piece, each of another seed and with ids of its own."""
    import polars as pl

    sizes = []
    for piece in range(pieces):
        tables, _ = make_records(patients, seed=100 + piece, defects=0.01)
        sizes.append(len(tables["encounters"]))
        for name in masks.KEYS:
            frame = tables[name]
            ids = [
                c
                for c in frame.columns
                if c.endswith("_id") or c in ("attending", "coder", "surgeon", "author")
            ]
            frame = frame.assign(**{c: frame[c].str[:1] + f"{piece:02d}" + frame[c].str[1:] for c in ids})
            if "ssn" in frame:
                frame = frame.assign(ssn=frame["ssn"] + f"-{piece:02d}")
            (folder / name).mkdir(exist_ok=True)
            pl.from_pandas(frame).write_parquet(folder / name / f"{piece:02d}.parquet")
        del tables
    return sizes


def peak_memory() -> float:
    """Say how many GiB this process held at most; without what Linux hands down from the parent."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.findall(r"VmHWM:\s+(\d+) kB", status.read_text())[0]) / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**30  # macOS counts in bytes


def run(engine: str, folder: Path, pieces: int) -> dict[str, float]:
    """Audit the first pieces in this process; say how long it took and how much memory it had at most."""
    lab._icd_codes()
    files = {name: [str(folder / name / f"{n:02d}.parquet") for n in range(pieces)] for name in masks.KEYS}
    tables: dict[str, Any]
    if engine == "polars":
        import polars as pl

        tables = {name: pl.scan_parquet(paths) for name, paths in files.items()}
    else:
        import duckdb

        connection = duckdb.connect()
        connection.execute("SET memory_limit = '5GB'")
        connection.execute(f"SET temp_directory = '{folder}'")
        tables = {name: connection.read_parquet(paths) for name, paths in files.items()}
    begun = time.perf_counter()
    result = lab.audit(tables)
    took = time.perf_counter() - begun
    return {"seconds": took, "gib": peak_memory(), "findings": len(result.findings)}


def in_own_process(engine: str, folder: Path, pieces: int) -> dict[str, float]:
    """Run an audit in a Python of its own, so that its memory is its own."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.audit"]
    command += [engine, str(folder), str(pieces)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def bench_masks() -> list[str]:
    """Measure beside the plain masks, and print; return what is over its limit."""
    over: list[str] = []
    tables, _ = make_records(PATIENTS, seed=1, defects=0.01)
    rows = {name: len(tables[name]) for name in ("encounters", "diagnoses", "access_log")}
    print("\naudit of " + ", ".join(f"{count:,} {name}" for name, count in rows.items()))
    names = ("narwhals", "pandas", "polars", "duckdb")
    print(
        f"  {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}, ",
        end="",
    )
    print(", ".join(f"{name} {version(name)}" for name in names))
    codes = masks.code_sets()
    lab._icd_codes()
    frames, handing = {}, {}
    for engine in ("pandas", "polars", "duckdb"):
        begun = time.perf_counter()
        frames[engine] = lab.to_engine(tables, engine)
        handing[engine] = time.perf_counter() - begun
    tasks: dict[str, Callable[[], object]] = {"masks": lambda: masks.audit(tables, AS_OF, codes)}
    tasks |= {name: lambda name=name: lab.audit(frames[name]) for name in frames}  # type: ignore[misc]
    times: dict[str, list[float]] = {name: [] for name in tasks}
    work: dict[str, list[float]] = {name: [] for name in tasks}
    found: dict[str, Any] = {}
    for _ in range(ROUNDS):
        for name, do in tasks.items():
            begun, worked = time.perf_counter(), time.process_time()
            found[name] = do()
            times[name].append(time.perf_counter() - begun)
            work[name].append(time.process_time() - worked)
    print(f"  median of {ROUNDS} interleaved round(s); ratio to the masks in wall time and in processor time")
    for name in tasks:
        ratio, effort = (
            statistics.median(a / b for a, b in zip(taken[name], taken["masks"], strict=True))
            for taken in (times, work)
        )
        limit = f"(limit {LIMITS[name]})" if name in LIMITS else ""
        handed = f"; handed over in {handing[name]:.1f} s" if handing.get(name, 0) > 0.05 else ""
        print(
            f"  {name:<8} {statistics.median(times[name]):8.1f} s  wall {ratio:6.3f} {limit:<12} "
            f"processor {effort:6.3f}{handed}"
        )
        if not SMALL and ratio > LIMITS.get(name, float("inf")):
            over.append(f"audit on {name}")
        findings = found[name] if name == "masks" else found[name].findings
        if len(findings) != len(found["masks"]):
            over.append(f"audit on {name}, other findings")
    return over


def bench_scale() -> list[str]:
    """Measure one and many pieces, and print; return what is over its limit.

    One engine within the limits is enough: whoever has ten million rows can choose it.
    """
    within = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sizes = write_pieces(folder, PIECES, PATIENTS)
        print(f"\naudit from Parquet files, 1 and {PIECES} pieces, in processes of their own")
        for engine in ("polars", "duckdb"):
            rounds = [
                [in_own_process(engine, folder, pieces) for pieces in (1, PIECES)] for _ in range(ROUNDS)
            ]
            grown = [(last["seconds"] / sum(sizes)) / (first["seconds"] / sizes[0]) for first, last in rounds]
            growth, memory = statistics.median(grown), max(last["gib"] for _, last in rounds)
            for place, count in enumerate((sizes[0], sum(sizes))):
                runs = [one[place] for one in rounds]
                print(
                    f"  {engine:<8} {count:>12,} encounters "
                    f"{statistics.median(one['seconds'] for one in runs):8.1f} s "
                    f"{max(one['gib'] for one in runs):6.2f} GiB {runs[0]['findings']:>10,.0f} findings"
                )
            print(
                f"  {engine:<8} time a row grows {growth:.2f} times, median of {ROUNDS} round(s) by turns "
                f"({', '.join(f'{one:.2f}' for one in grown)}; limit {GROWTH}; memory {MEMORY} GiB)"
            )
            if (growth <= GROWTH or SMALL) and memory <= MEMORY:
                within.append(engine)
    print(f"  within both limits: {', '.join(within) or 'no engine'}")
    return [] if within else ["audit at scale, on every engine"]


def bench_audit() -> list[str]:
    """Measure and print; return what is over its limit."""
    return bench_masks() + bench_scale()


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    if len(sys.argv) == 4:
        print(json.dumps(run(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))))
    else:
        print(f"over the limit: {', '.join(bench_audit()) or 'nothing'}")
