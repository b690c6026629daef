"""What the audit costs: beside plain pandas masks at a million encounters, and from one to ten million.

`bench_audit()` prints both; by itself: `python -m tests.benchmarks.audit`.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
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
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"seconds": took, "gib": peak / 2**20, "findings": len(result.findings)}


def in_own_process(engine: str, folder: Path, pieces: int) -> dict[str, float]:
    """Run an audit in a Python of its own, so that its memory is its own."""
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "tests.benchmarks.audit",
        engine,
        str(folder),
        str(pieces),
    ]
    command += [engine, str(folder), str(pieces)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def bench_audit() -> list[str]:
    """Measure and print; return what is over its limit."""
    over: list[str] = []
    tables, _ = make_records(PATIENTS, seed=1, defects=0.01)
    rows = {name: len(tables[name]) for name in ("encounters", "diagnoses", "access_log")}
    print("\naudit of " + ", ".join(f"{count:,} {name}" for name, count in rows.items()))
    codes = masks.code_sets()
    lab._icd_codes()
    frames = {engine: lab.to_engine(tables, engine) for engine in ("pandas", "polars", "duckdb")}
    tasks: dict[str, Callable[[], object]] = {"masks": lambda: masks.audit(tables, AS_OF, codes)}
    tasks |= {name: lambda name=name: lab.audit(frames[name]) for name in frames}  # type: ignore[misc]
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(ROUNDS):
        for name, do in tasks.items():
            begun = time.perf_counter()
            do()
            times[name].append(time.perf_counter() - begun)
    print(f"  median of {ROUNDS} interleaved round(s)")
    for name, took in times.items():
        ratio = statistics.median(a / b for a, b in zip(took, times["masks"], strict=True))
        limit = f"(limit {LIMITS[name]})" if name in LIMITS else ""
        print(f"  {name:<8} {statistics.median(took):8.1f} s  ratio {ratio:6.3f} {limit}")
        if not SMALL and ratio > LIMITS.get(name, float("inf")):
            over.append(f"audit on {name}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sizes = write_pieces(folder, PIECES, PATIENTS)
        print(f"\naudit from Parquet files, 1 and {PIECES} pieces, in processes of their own")
        for engine in ("polars", "duckdb"):
            first, last = (in_own_process(engine, folder, pieces) for pieces in (1, PIECES))
            growth = (last["seconds"] / sum(sizes)) / (first["seconds"] / sizes[0])
            for count, figures in ((sizes[0], first), (sum(sizes), last)):
                print(
                    f"  {engine:<8} {count:>12,} encounters {figures['seconds']:8.1f} s "
                    f"{figures['gib']:6.2f} GiB {figures['findings']:>10,.0f} findings"
                )
            print(f"  {engine:<8} time a row grows {growth:.2f} times (limit {GROWTH}; memory {MEMORY} GiB)")
            if (growth > GROWTH and not SMALL) or last["gib"] > MEMORY:
                over.append(f"audit on {engine} at scale")
    return over


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    if len(sys.argv) == 4:
        print(json.dumps(run(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))))
    else:
        print(f"over the limit: {', '.join(bench_audit()) or 'nothing'}")
