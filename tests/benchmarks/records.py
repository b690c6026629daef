"""What a million made-up encounters cost, in a process of their own."""

from __future__ import annotations

import os
import subprocess
import sys

PATIENTS = 50_000 if os.environ.get("CI") else 530_000  # some 1.9 encounters each
TIME_LIMIT, MEMORY_LIMIT = 60.0, 4.0  # seconds, GiB; for a million encounters

_CODE = """
import resource, sys, time
from recordsdata.records.make import make_records
begun = time.perf_counter()
tables, truth = make_records(int(sys.argv[1]), seed=1, defects=0.01)
took = time.perf_counter() - begun
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
print(len(tables["encounters"]), int(truth["defect"].sum()), took, peak)
"""


def bench_make(patients: int = PATIENTS) -> list[str]:
    """Make all tables, defects planted and truth returned; print, and return what is over its limit."""
    run = subprocess.run(
        [sys.executable, "-c", _CODE, str(patients)], capture_output=True, text=True, check=True
    )
    encounters, defects, took, peak = (float(word) for word in run.stdout.split())
    print(f"\nmake_records: {encounters:,.0f} encounters, all tables, {defects:,.0f} records spoilt")
    print(f"  wall               {took:8.1f} s    (limit {TIME_LIMIT:.0f})")
    print(f"  peak memory        {peak:8.2f} GiB  (limit {MEMORY_LIMIT:.0f})")
    over = ["make_records, time"] if took > TIME_LIMIT else []
    return over + (["make_records, memory"] if peak > MEMORY_LIMIT else [])


if __name__ == "__main__":
    bench_make()
