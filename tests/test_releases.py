"""Releases as BLS publishes them: fixtures of each layout are written here, from the shipped figures.

With `--releases FOLDER` the files in FOLDER are imported too, and compared cell by cell with another reader.
"""

from __future__ import annotations

import contextlib
import csv
import functools
import io
import os
import random
import re
import signal
import struct
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import nbformat
import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from recordsdata import cli, datasets, display, parameters, releases, wages
from recordsdata.releases import ReleaseError, import_file, layouts, reading, store
from recordsdata.runner import finding, sweep

for module in ("fastexcel", "openpyxl", "pyarrow", "xlrd", "xlwt"):
    pytest.importorskip(module)
import openpyxl  # noqa: E402
import xlrd  # noqa: E402
import xlwt  # noqa: E402

SOC = r"\d\d-\d{4}"
WAGES = layouts.MEASURES
EMPLOYMENT = ["tot_emp", "emp_prse", "jobs_1000", "loc_quotient", "pct_total"]
NATIONAL = ["occ_code", "occ_title", "occ_group", "tot_emp", "emp_prse", "h_mean", "a_mean", "mean_prse"]
NATIONAL += [f"{u}_{p}" for u in "ha" for p in ("pct10", "pct25", "median", "pct75", "pct90")]
NATIONAL += ["annual", "hourly"]
WIDE = ["area", "area_title", "area_type", "prim_state", "naics", "naics_title", "i_group", "own_code"]
WIDE += ["occ_code", "occ_title", "o_group", "tot_emp", "emp_prse", "jobs_1000", "loc_quotient", "pct_total"]
WIDE += ["pct_rpt", *NATIONAL[5:]]
AREAS = ["area", "st", "state", *NATIONAL[:5], "jobs_1000", "loc_quotient", *NATIONAL[5:]]
METROS = ["prim_state", "area", "area_name", *AREAS[3:]]
OWNED = ["naics", "naics_title", "ownership", *NATIONAL[:5], "pct_total", *NATIONAL[5:]]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a store of its own."""
    monkeypatch.setenv("RECORDSDATA_DIR", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(autouse=True, scope="module")
def read_once() -> Iterator[None]:
    """Read each shipped table once: it is the same for every import, and takes most of a small one's time."""
    with pytest.MonkeyPatch.context() as patch:
        load = datasets.load
        once = functools.cache(load)
        patch.setattr(
            datasets,
            "load",
            lambda name, source="shipped": (once if source == "shipped" else load)(name, source).copy(),
        )
        yield


def shipped(table: str, year: int, query: str = "") -> pd.DataFrame:
    rows = datasets.load(table).query("year == @year")
    return (rows.query(query) if query else rows).reset_index(drop=True)


def cell(row: dict[str, Any], column: str) -> Any:
    """Print one figure as a workbook of BLS does."""
    if pd.notna(row[column]):
        number = row[column]
        return int(number) if float(number).is_integer() else number
    status = row[STATUS[column]]
    employment = column in EMPLOYMENT
    return {"suppressed": "**" if employment else "*", "top_coded": "#", "not_applicable": "*"}.get(
        status, ""
    )


STATUS = {
    c: s
    for t in ("wages_national", "wages_area", "wages_industry")
    for c, s in layouts.schema_of(t).items()
    if s
}
AREA_CODES = {"state": "2", "metro": "4", "nonmetro": "6"}


def as_published(frame: pd.DataFrame, columns: list[str]) -> list[list[Any]]:
    """Turn rows of a shipped table into rows of a layout with these columns."""
    out = []
    for row in frame.to_dict("records"):
        words = {
            "area": row.get("area_code", "99"),
            "area_title": row.get("area_title", "U.S."),
            "area_name": row.get("area_title"),
            "state": row.get("area_title"),
            "st": row.get("state"),
            "prim_state": row.get("state", "US"),
            "area_type": AREA_CODES.get(row.get("area_type", ""), "1"),
            "naics": row.get("industry_code", "000000"),
            "naics_title": row.get("industry_title", "Cross-industry"),
            "i_group": "sector" if "industry_code" in row else "cross-industry",
            "own_code": OWN_CODES.get(row.get("ownership", ""), "1235"),
            "ownership": row.get("ownership"),
            "occ_code": row["occ_code"],
            "occ_title": row["occ_title"],
            "occ_group": row["occ_level"],
            "o_group": row["occ_level"],
            "pct_rpt": "~",
            "annual": "TRUE" if row["h_mean_status"] == "not_applicable" else "",
            "hourly": "TRUE" if row["a_mean_status"] == "not_applicable" else "",
        }
        out.append([words[c] if c in words else cell(row, c) if c in row else "" for c in columns])
    return out


OWN_CODES = {words: code for code, words in layouts.OWNERS.items() if code}


def write_xlsx(path: Path, rows: list[list[Any]], sheet: str = "national_dl", notes: list[str] = ()) -> Path:
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet(sheet)
    for row in rows:
        page.append([None if value == "" else value for value in row])
    if notes:
        described = book.create_sheet("Field Descriptions")
        for note in notes:
            described.append([note])
    book.save(path)
    return path


def write_xls(path: Path, rows: list[list[Any]], sheet: str = "national_dl") -> Path:
    book = xlwt.Workbook()
    page = book.add_sheet(sheet)
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            page.write(i, j, value)
    book.save(str(path))
    return path


def write_csv(path: Path, rows: list[list[Any]], thousands: bool = False, delimiter: str = ",") -> Path:
    text = io.StringIO()
    shown = [[f"{v:,}" if thousands and isinstance(v, int | float) else v for v in row] for row in rows]
    csv.writer(text, delimiter=delimiter).writerows(shown)
    path.write_text(text.getvalue(), encoding="cp1252" if delimiter == ";" else "utf-8")
    return path


def write_flat(folder: Path, national: pd.DataFrame, areas: pd.DataFrame, year: int = 2025) -> Path:
    """Write rows as flat files: one line a figure, a footnote where there is none."""
    folder.mkdir(exist_ok=True)
    order = [
        "tot_emp",
        "emp_prse",
        "h_mean",
        "a_mean",
        "mean_prse",
        *NATIONAL[8:18],
        "jobs_1000",
        "loc_quotient",
    ]
    notes = {"suppressed": "8", "top_coded": "5", "not_applicable": "4"}
    lines = ["series_id                     \tyear\tperiod\t       value\tfootnote_codes"]
    places = {"0000000": ("00", "National")}
    for frame in (national, areas):
        for row in frame.to_dict("records"):
            code = row.get("area_code", "")
            area = {0: "0000000", 2: code + "00000", 5: "00" + code, 7: code}[len(code)]
            kind = {"": "N", "state": "S"}.get(row.get("area_type", ""), "M")
            if code:
                fips = POSTAL[row["state"]]
                places[area] = (fips, row["area_title"])
            for number, column in enumerate(order, 1):
                if column in row and (pd.notna(row[column]) or row[STATUS[column]] in notes):
                    value = repr(row[column]) if pd.notna(row[column]) else "-"
                    note = "" if pd.notna(row[column]) else notes[row[STATUS[column]]]
                    job = row["occ_code"].replace("-", "")
                    lines.append(
                        f"OEU{kind}{area}000000{job}{number:02}     \t{year}\tA01\t{value:>12}\t{note}"
                    )
    (folder / "oe.data.0.Current").write_text("\n".join(lines) + "\n")
    both = pd.concat([national, areas]).drop_duplicates("occ_code")
    level = {"total": 0, "major": 0, "minor": 1, "broad": 2, "detailed": 3}
    tables = {
        "area": ["state_code\tarea_code\tareatype_code\tarea_name"]
        + [f"{fips}\t{code}\tM\t{title}" for code, (fips, title) in places.items()],
        "industry": ["industry_code\tindustry_name\tdisplay_level", "000000\tCross-Industry\t0"],
        "occupation": ["occupation_code\toccupation_name\tdisplay_level"]
        + [f"{r.occ_code.replace('-', '')}\t{r.occ_title}\t{level[r.occ_level]}" for r in both.itertuples()],
        "footnote": ["footnote_code\tfootnote_text", "8\tEstimate not released."],
    }
    for name, rows in tables.items():
        (folder / f"oe.{name}").write_text("\n".join(rows) + "\n")
    return folder / "oe.data.0.Current"


POSTAL = {
    r.state: r.area_code
    for r in datasets.load("wages_area").query("area_type == 'state'").itertuples(index=False)
}


def excerpt(year: int = 2024) -> pd.DataFrame:
    """Two major groups of a shipped year: enough to tell the year from, small enough to break often."""
    return shipped("wages_national", year, "occ_code.str[:2].isin(['29', '31'])")


def some(areas: pd.DataFrame) -> pd.DataFrame:
    """Take the rows of every fourth area: whole areas, of which there are enough."""
    return areas[areas["area_code"].isin(sorted(set(areas["area_code"]))[::4])].reset_index(drop=True)


def contents(home: Path) -> dict[str, bytes]:
    return {str(p.relative_to(home)): p.read_bytes() for p in sorted(home.rglob("*")) if p.is_file()}


def same(found: pd.DataFrame, expected: pd.DataFrame, keys: list[str]) -> None:
    left, right = (f.sort_values(keys, ignore_index=True) for f in (found, expected))
    pd.testing.assert_frame_equal(left[list(right.columns)], right, check_exact=True)


class TestLayouts:
    """What was shipped, written in each layout of BLS and imported, is the shipped table again."""

    @pytest.mark.parametrize(
        ("year", "header", "suffix"),
        [
            (2012, str.upper, "xlsx"),
            (2018, str.lower, "csv"),
            (2020, str.upper, "csv"),
            (2024, str.lower, "xlsx"),
        ],
    )
    def test_national(self, tmp_path, year, header, suffix):
        frame = shipped("wages_national", year)
        columns = WIDE if year > 2018 else NATIONAL
        rows = [[header(c) for c in columns], *as_published(frame, columns)]
        write = {"csv": write_csv, "xlsx": write_xlsx}[suffix]
        (outcome,), _ = import_file(write(tmp_path / f"renamed.{suffix}", rows))
        assert (outcome.name, outcome.action) == (f"wages_national/{year}-national", "stored")
        same(datasets.load("wages_national", source="store").query("year == @year"), frame, ["occ_code"])

    def test_old_workbook_with_group(self, tmp_path):
        frame = shipped("wages_national", 2013, "'11' <= occ_code < '32'")
        rows = as_published(frame, NATIONAL)
        header = ["GROUP" if c == "occ_group" else c.upper() for c in NATIONAL]
        import_file(write_xls(tmp_path / "x.xls", [header, *rows]))
        same(store.select("wages_national"), frame, ["occ_code"])

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_text_with_thousands_footers_and_any_order(self, tmp_path, delimiter):
        frame = shipped("wages_national", 2016)
        rows = as_published(frame, NATIONAL)
        random.Random(1).shuffle(rows)
        order = random.Random(2).sample(range(len(NATIONAL)), len(NATIONAL))
        rows = [[row[i] for i in order] for row in [NATIONAL, *rows]]
        blank = [[""] * len(NATIONAL), [""] * len(NATIONAL)]
        notes = [["Note: * = not released, a, b"], ["Source: BLS"] + [""] * (len(NATIONAL) - 1)]
        path = write_csv(tmp_path / "a.csv", [["OES, May"], *rows, *blank, *notes], True, delimiter)
        (outcome,), _ = import_file(path)
        assert any("Source: BLS" in note for note in outcome.notes)
        same(store.select("wages_national"), frame, ["occ_code"])

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
    @pytest.mark.parametrize(
        "dialect",
        [
            {"delimiter": ";", "lineterminator": "\r\n"},
            {"delimiter": "\t", "lineterminator": "\r", "quoting": csv.QUOTE_NONNUMERIC},
            {"quoting": csv.QUOTE_ALL, "lineterminator": "\n\n"},
        ],
    )
    def test_text_as_programs_save_it(self, tmp_path, encoding, dialect):
        frame = excerpt()
        frame.loc[3, "occ_title"] = "Caf\u00e9 keepers,\nand others"
        text = io.StringIO()
        csv.writer(text, **dialect).writerows([["OEWS"], NATIONAL, *as_published(frame, NATIONAL)])
        (tmp_path / "a.csv").write_bytes(text.getvalue().encode(encoding))
        import_file(tmp_path / "a.csv")
        same(store.select("wages_national"), frame, ["occ_code"])

    def test_several_sheets_of_one_release(self, tmp_path):
        frame = excerpt()
        book = xlwt.Workbook()
        for name, part in (("first", frame.head(50)), ("second", frame.tail(-50))):
            page = book.add_sheet(name)
            for i, row in enumerate([NATIONAL, *as_published(part, NATIONAL)]):
                for j, value in enumerate(row):
                    page.write(i, j, value)
        book.save(str(tmp_path / "a.xls"))
        import_file(tmp_path / "a.xls")
        same(store.select("wages_national"), frame, ["occ_code"])

    @pytest.mark.parametrize(("kind", "columns"), [("state", AREAS), ("metro", METROS), ("nonmetro", METROS)])
    def test_areas(self, tmp_path, kind, columns):
        frame = some(shipped("wages_area", 2025, f"area_type == {kind!r}"))
        rows = [[c.upper() for c in columns], *as_published(frame, columns)]
        for row in rows[1:]:  # as Excel has it where a code was typed as a number
            row[columns.index("area")] = int(row[columns.index("area")])
        import_file(write_xlsx(tmp_path / f"{kind}_M2025_dl.xlsx", rows))
        same(store.select("wages_area"), frame, ["area_code", "occ_code"])

    def test_all_in_one_and_split_in_an_archive(self, tmp_path):
        nation = excerpt()
        sectors = shipped("wages_industry", 2024)
        states = some(shipped("wages_area", 2025, "area_type == 'state'"))
        header = [c.upper() for c in WIDE]
        rows = as_published(nation, WIDE) + as_published(sectors, WIDE)
        write_xlsx(tmp_path / "all.xlsx", [header, *rows], "All May 2024 data")
        half = len(states) // 2
        parts = [states.iloc[:half], states.iloc[half:]]
        with zipfile.ZipFile(tmp_path / "oesm25all.zip", "w") as archive:
            archive.write(tmp_path / "all.xlsx", "oesm24all/all.xlsx")
            for number, part in enumerate(parts):
                path = write_xlsx(tmp_path / "s.xlsx", [header, *as_published(part, WIDE)])
                archive.write(path, f"oesm24all/state_M2025_dl_{number}.xlsx")
            path = write_xlsx(tmp_path / "f.xlsx", [["May 2024 OEWS Estimates"], ["Field", "Description"]])
            archive.write(path, "oesm24all/field_descriptions.xlsx")
        outcomes, aside = import_file(tmp_path / "oesm25all.zip")
        assert sorted(o.name for o in outcomes) == [
            "wages_area/2025-state", "wages_industry/2024-sectors", "wages_national/2024-national",
        ]  # fmt: skip
        assert "field_descriptions.xlsx" in aside[0]
        same(store.select("wages_national"), nation, ["occ_code"])
        same(store.select("wages_area"), states, ["area_code", "occ_code"])
        same(store.select("wages_industry"), sectors, ["industry_code", "ownership", "occ_code"])

    def test_hospitals_by_owner(self, tmp_path):
        frame = shipped("wages_industry", 2016)
        rows = [[c.upper() for c in OWNED], *as_published(frame, OWNED)]
        import_file(write_xlsx(tmp_path / "nat4d_owner.xlsx", rows))
        same(store.select("wages_industry"), frame, ["industry_code", "ownership", "occ_code"])

    def test_flat_files(self, tmp_path):
        nation = shipped("wages_national", 2025)
        areas = shipped("wages_area", 2025)
        outcomes, _ = import_file(write_flat(tmp_path / "flat", nation, areas))
        assert [o.name.split("-")[1] for o in outcomes] == ["national", "state", "metro", "nonmetro"]
        same(store.select("wages_national"), nation, ["occ_code"])
        same(store.select("wages_area"), areas, ["area_code", "occ_code"])

    def test_code_twice_is_once(self, tmp_path):
        frame = excerpt()
        rows = as_published(frame, NATIONAL)
        twin = list(rows[-1])
        twin[2] = "broad"
        (outcome,), _ = import_file(write_csv(tmp_path / "a.csv", [NATIONAL, twin, *rows]))
        assert any("stand twice" in note for note in outcome.notes)
        same(store.select("wages_national"), frame, ["occ_code"])
        twin[3] = twin[3] + 10
        with pytest.raises(ReleaseError, match="two rows with different figures"):
            import_file(write_csv(tmp_path / "b.csv", [NATIONAL, twin, *rows]))

    def test_other_columns_are_kept_as_published(self, tmp_path):
        rows = as_published(excerpt(), WIDE)
        import_file(write_xlsx(tmp_path / "a.xlsx", [["new_one", *WIDE], *[["x7", *row] for row in rows]]))
        stored = pd.read_parquet(next(store.folder().rglob("*.parquet")))
        assert set(stored["pct_rpt"]) == {"~"}
        assert set(stored["new_one"]) == {"x7"}

    def test_two_reasons_in_one_group_are_both_kept(self, tmp_path):
        rows = as_published(excerpt(), NATIONAL)
        rows[3][8], rows[3][12] = "*", "#"
        (outcome,), _ = import_file(write_csv(tmp_path / "a.csv", [NATIONAL, *rows]))
        stored = (
            pd.read_parquet(next(store.folder().rglob("*.parquet"))).set_index("occ_code").loc[rows[3][0]]
        )
        assert (stored["h_pct_status"], stored["symbols"]) == ("suppressed", "h_pct10=* h_pct90=#")
        assert any("two reasons" in note for note in outcome.notes)


EP_HEADERS = {
    "one line": [[
        "2022 National Employment Matrix title", "2022 National Employment Matrix code", "Occupation type",
        "Employment, 2022", "Employment, 2032", "Employment change, numeric, 2022-32",
        "Employment change, percent, 2022-32", "Percent self employed, 2022",
        "Occupational openings, 2022-32 annual average", "Median annual wage, 2022(1)",
        "Typical education needed for entry", "Work experience in a related occupation",
    ]],
    "merged": [
        ["2022 National Employment Matrix title and code", "", "Occupation\ntype", "Employment", "",
         "Employment change, 2022-32", "", "Percent self employed, 2022",
         "Occupational openings, 2022-32 annual average", "Median annual wage, 2022(1)",
         "Typical education needed for entry", "Work experience in a related occupation"],
        ["", "", "", 2022, 2032, "Number", "Percent", "", "", "", "", ""],
    ],
}  # fmt: skip


class TestProjections:
    @pytest.mark.parametrize("header", list(EP_HEADERS))
    def test_round(self, tmp_path, header):
        known = datasets.load("projections").query("round == '2022-32'").reset_index(drop=True)
        title = "Table 1.7 Occupational projections, 2022–32, and worker characteristics, 2022"
        rows = [
            ["  " + r.occ_title, r.occ_code, "Line item", r.emp_base_k, r.emp_proj_k, r.chg_k, r.pct, "—",
             r.openings_k, ">=$239,200", r.education if pd.notna(r.education) else "—", "None"]
            for r in known.itertuples()
        ]  # fmt: skip
        book = openpyxl.Workbook()
        book.active.append(["Occupation.xlsx Contents"])
        page = book.create_sheet("Table 1.7")
        for row in [[title], *EP_HEADERS[header], *rows, ["Footnotes:"], ["Source: BLS"]]:
            page.append(row)
        book.save(tmp_path / "occupation.xlsx")
        (outcome,), _ = import_file(tmp_path / "occupation.xlsx")
        assert outcome.name == "projections/2022-32-occupations"
        same(datasets.load("projections", source="store").query("round == '2022-32'"), known, ["occ_code"])
        wages = datasets.load("projection_wages", source="store")  # a bound is no figure
        assert wages.query("round == '2022-32' and wage_year == 2022").equals(
            datasets.load("projection_wages").query("round == '2022-32' and wage_year == 2022")
        )


class TestYears:
    def rows(self, change: int = 0) -> list[list[Any]]:
        rows = as_published(excerpt(), NATIONAL)
        return [[*row[:3], row[3] + change if row[3] != "**" else "**", *row[4:]] for row in rows]

    def test_figures_win_over_the_name(self, tmp_path):
        path = write_xlsx(tmp_path / "national_M2019_dl.xlsx", [NATIONAL, *self.rows()])
        (outcome,), _ = import_file(path)
        assert outcome.name == "wages_national/2024-national"
        assert any("told by the figures; its name says 2019" in note for note in outcome.notes)

    def test_name_where_nothing_else_tells(self, tmp_path):
        path = write_xlsx(tmp_path / "national_M2009_dl.xlsx", [NATIONAL, *self.rows(10)])
        assert import_file(path)[0][0].name == "wages_national/2009-national"

    def test_nothing_tells(self, tmp_path):
        with pytest.raises(ReleaseError, match=r"nothing tells its year.*national_M2012_dl"):
            import_file(write_xlsx(tmp_path / "my table.xlsx", [NATIONAL, *self.rows(10)]))

    def test_words_against_figures(self, tmp_path):
        path = write_xlsx(tmp_path / "a.xlsx", [NATIONAL, *self.rows()], notes=["May 2021 OEWS Estimates"])
        with pytest.raises(ReleaseError, match=r"says May 2021, but its figures are those of May 2024"):
            import_file(path)

    def test_new_release_brings_its_top_code(self, tmp_path):
        note = "# = indicates a wage equal to or greater than $120.00 per hour or $249,600 per year"
        notes = ["May 2026 OEWS Estimates", note]
        import_file(write_xlsx(tmp_path / "a.xlsx", [NATIONAL, *self.rows(10)], notes=notes))
        row = datasets.load("top_codes", source="store").query("year == 2026").iloc[0]
        assert (row["hourly"], row["annual"]) == (120.0, 249600.0)


def refused(path: Path, home: Path) -> str:
    before = contents(home) if home.exists() else {}
    with pytest.raises(ReleaseError) as error:
        import_file(path)
    assert (contents(home) if home.exists() else {}) == before
    return str(error.value)


class TestUnsafe:
    """Nothing of this is stored, and each answer says what is wrong."""

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"%PDF-1.7 ...", "PDF"),
            (b"<!DOCTYPE html><html>Access denied</html>", "web page"),
            (b"", "empty file"),
            (b"\x00\x01\x02", "not a text file"),
            (b"PK\x03\x04 cut", "damaged or was cut short"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "cannot be read as a workbook"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "macros"),
            (b"a,b,c\n1,2,3\n", "no line of column names"),
            (b"occ_code,tot_emp\n", "no column a_mean"),
            ((b"occ_code,occ_title,tot_emp,h_mean,a_mean\n"), "no rows"),
        ],
    )
    def test_other_files(self, tmp_path, home, content, says):
        path = tmp_path / "national_M2024_dl.xlsx"
        path.write_bytes(content)
        assert says in refused(path, home)

    def test_no_such_file(self, tmp_path, home):
        assert "There is no file" in refused(tmp_path / "x.zip", home)
        assert "is a folder" in refused(tmp_path, home)
        assert "File name too long" in refused(tmp_path / ("x" * 300), home)

    @pytest.mark.parametrize("members", [["mimetype", "content.xml"], ["[Content_Types].xml", "word/a.xml"]])
    def test_other_documents(self, tmp_path, home, members):
        with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
            for name in members:
                archive.writestr(name, "x")
        assert "no workbook of Excel" in refused(tmp_path / "a.xlsx", home)

    @pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_damaged_archive_of_each_method(self, tmp_path, home, method):
        with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as archive:
            archive.writestr("a.csv", ",".join(NATIONAL) * 9)
        raw = bytearray((tmp_path / "a.zip").read_bytes())
        for at in range(36, 80, 4):
            raw[at] ^= 255
        (tmp_path / "a.zip").write_bytes(raw)
        assert "a.zip is damaged or was cut short" in refused(tmp_path / "a.zip", home)

    def test_no_space_to_unpack(self, tmp_path, home, monkeypatch):
        path = write_xlsx(tmp_path / "a.xlsx", [NATIONAL, *as_published(excerpt(), NATIONAL)])
        full = "import sys; sys.exit('reason: [Errno 28] Error. Detail: [errno 28] No space left on device')"
        (tmp_path / "workbook.py").write_text(full)
        monkeypatch.setattr(reading, "__file__", str(tmp_path / "reading.py"))
        assert "a.xlsx: No space left for what is unpacked" in refused(path, home)

    def test_a_store_that_cannot_be_written(self, tmp_path, monkeypatch):
        path = write_csv(tmp_path / "a.csv", [NATIONAL, *as_published(excerpt(), NATIONAL)])
        monkeypatch.setenv("RECORDSDATA_DIR", str(path / "below a file"))
        with pytest.raises(ReleaseError, match=r"^a\.csv: Not a directory .*below a file"):
            import_file(path)

    @pytest.mark.parametrize("name", ["../x.csv", "/etc/x.csv", "a/../../x.csv", "C:\\x.csv"])
    def test_paths_that_climb(self, tmp_path, home, name):
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            archive.writestr(name, "x")
        assert "leads out of the archive" in refused(tmp_path / "a.zip", home)

    def test_bomb_that_says_its_size(self, tmp_path, home):
        with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.csv", b"0" * 1_000_000)
        raw = (tmp_path / "a.zip").read_bytes()
        (tmp_path / "a.zip").write_bytes(
            raw.replace(struct.pack("<I", 1_000_000), struct.pack("<I", 3_000_000_000))
        )
        assert "would unpack to 3,000,000,000" in refused(tmp_path / "a.zip", home)

    @pytest.mark.parametrize("name", ["a.csv", "xl/worksheets/sheet1.xml"])
    def test_bomb_that_lies_about_its_size(self, tmp_path, home, name):
        with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, b"0" * 50_000_000)
            archive.writestr("[Content_Types].xml" if name.startswith("xl/") else "b.csv", "<Types/>")
        raw = (tmp_path / "a.zip").read_bytes()
        (tmp_path / "a.zip").write_bytes(raw.replace(struct.pack("<I", 50_000_000), struct.pack("<I", 1_000)))
        assert "damaged" in refused(tmp_path / "a.zip", home)

    def edit(self, path: Path, change: Callable[[str, bytes], bytes], **more: bytes) -> Path:
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in {**{n: change(n, c) for n, c in members.items()}, **more}.items():
                archive.writestr(name, content)
        return path

    @pytest.mark.parametrize(
        ("old", "new", "says"),
        [
            (b"<worksheet", b'<!DOCTYPE a [<!ENTITY x "y">]><worksheet', "entities"),
            (b'<c r="A2"', b'<c r="XFD1048576"', "beyond column BZ"),
            (b'<c r="A2"', b'<c r="A9999999"', "beyond column BZ"),
            (
                b'<c r="A2" t="inlineStr"><is><t>29-0000</t></is></c>',
                b'<c r="A2" t="e"><v>#N/A</v></c>',
                "error",
            ),
        ],
    )
    def test_tricks_in_a_workbook(self, tmp_path, home, old, new, says):
        path = write_xlsx(tmp_path / "a.xlsx", [NATIONAL, *as_published(excerpt(), NATIONAL)])
        if b"inlineStr" in old:
            old, new = b'<c r="D2"', b'<c r="D2" t="e"'
            self.edit(path, lambda n, c: re.sub(rb'<c r="D2"[^>]*>', b'<c r="D2" t="e">', c, count=1))
        else:
            self.edit(path, lambda n, c: c.replace(old, new, 1) if "sheet1" in n else c)
        assert says in refused(path, home)

    def test_macros(self, tmp_path, home):
        path = write_xlsx(tmp_path / "a.xlsx", [NATIONAL, *as_published(excerpt(), NATIONAL)])
        self.edit(path, lambda n, c: c, **{"xl/vbaProject.bin": b"x"})
        assert "macros" in refused(path, home)

    def test_protected_archive_and_archive_in_archive(self, tmp_path, home):
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            archive.writestr("a.csv", "x")
        raw = bytearray((tmp_path / "a.zip").read_bytes())
        with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
            archive.writestr("a.zip", bytes(raw))
        raw[6] |= 1
        raw[raw.index(b"PK\x01\x02") + 8] |= 1
        (tmp_path / "a.zip").write_bytes(raw)
        assert "password" in refused(tmp_path / "a.zip", home)
        assert "archive in an archive" in refused(tmp_path / "b.zip", home)

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
    def test_cut_short(self, tmp_path, home, share):
        rows = [NATIONAL, *as_published(excerpt(), NATIONAL)]
        for path in (write_xlsx(tmp_path / "a.xlsx", rows), write_xls(tmp_path / "a.xls", rows)):
            raw = path.read_bytes()
            path.write_bytes(raw[: int(len(raw) * share)])
            refused(path, home)

    def test_flat_file_alone(self, tmp_path, home):
        path = write_flat(tmp_path / "flat", excerpt(2025), shipped("wages_area", 2025).head(0))
        (tmp_path / "flat" / "oe.area").unlink()
        assert "oe.area is not there" in refused(path, home)

    def test_wrong_cell_says_where(self, tmp_path, home):
        rows = as_published(excerpt(), NATIONAL)
        rows[4][5] = "n/a"
        says = refused(write_csv(tmp_path / "a.csv", [NATIONAL, *rows]), home)
        assert "line 6, column h_mean: 'n/a' is neither a number" in says
        rows[4][5], rows[4][0] = 1.0, "13002"
        assert "'13002' is not an occupation code but one of the classification to 1998" in refused(
            write_csv(tmp_path / "c.csv", [NATIONAL, *rows]), home
        )
        rows[4][0] = "29-10x1"
        assert "'29-10x1' is not an occupation code" in refused(
            write_csv(tmp_path / "b.csv", [NATIONAL, *rows]), home
        )

    def test_cell_beside_the_table(self, tmp_path, home):
        rows = as_published(excerpt(), NATIONAL)
        rows[7].append("#")
        path = write_xlsx(tmp_path / "x.xlsx", [NATIONAL, *rows])
        assert f"column {len(NATIONAL) + 1} has no name, and holds '#'" in refused(path, home)

    def test_columns_out_of_place(self, tmp_path, home):
        frame = excerpt().rename(columns={"h_pct25": "h_pct75", "h_pct75": "h_pct25"})
        assert "out of place" in refused(
            write_csv(tmp_path / "a.csv", [NATIONAL, *as_published(frame, NATIONAL)]), home
        )

    def test_lost_rows(self, tmp_path, home):
        frame = shipped("wages_national", 2024).query("not occ_code.str.startswith('4')")
        assert "rows are lost" in refused(
            write_csv(tmp_path / "a.csv", [NATIONAL, *as_published(frame, NATIONAL)]), home
        )


class TestOddities:
    """A figure at odds with the others of its file is stored as it is, and reported."""

    @pytest.mark.parametrize(
        "column", ["h_mean", "a_mean", "h_pct10", "a_pct25", "h_median", "a_pct75", "h_pct90"]
    )
    def test_pay(self, tmp_path, column):
        rows = as_published(excerpt(), NATIONAL)
        row = next(r for r in rows if all(isinstance(v, int | float) for v in r[3:18]))
        row[NATIONAL.index(column)] *= 1.1
        (outcome,), _ = import_file(write_csv(tmp_path / "a.csv", [NATIONAL, *rows]))
        assert any("hourly pay by 2,080 is not annual pay" in n and row[0] in n for n in outcome.notes)
        found = store.select("wages_national").set_index("occ_code").loc[row[0], column]
        assert found == row[NATIONAL.index(column)]

    @pytest.mark.parametrize("factor", [2, 0.5])
    def test_jobs(self, tmp_path, factor):
        rows = as_published(shipped("wages_national", 2024), NATIONAL)
        row = next(r for r in rows if r[0] == "29-1141")
        row[3] = int(row[3] * factor) // 10 * 10
        (outcome,), _ = import_file(write_csv(tmp_path / "a.csv", [NATIONAL, *rows]))
        assert any(n.startswith("odd: wages_national 2024 national: 29-1140") for n in outcome.notes)

    @pytest.mark.parametrize(
        ("column", "says"), [("jobs_1000", "jobs_1000 does not follow"), ("tot_emp", "jobs_1000")]
    )
    def test_shares(self, tmp_path, column, says):
        frame = shipped("wages_area", 2025, "area_type == 'state'")
        at = frame.index[frame["occ_code"].eq("29-0000")][3]
        frame.loc[at, column] = frame.loc[at, column] * 2
        path = write_xlsx(tmp_path / "state_M2025.xlsx", [AREAS, *as_published(frame, AREAS)])
        (outcome,), _ = import_file(path)
        assert any(says in n and frame.loc[at, "area_code"] in n for n in outcome.notes)

    def test_sound_release_has_none_on_pay(self, tmp_path):
        rows = as_published(shipped("wages_national", 2024), NATIONAL)
        (outcome,), _ = import_file(write_csv(tmp_path / "a.csv", [NATIONAL, *rows]))
        odd = [note for note in outcome.notes if note.startswith("odd")]
        assert all("may not be published on its own" in note for note in odd)
        assert len(odd) < 4

    def test_neighbouring_year(self, tmp_path):
        frame = excerpt().assign(
            tot_emp=lambda f: (f["tot_emp"] * 2) // 10 * 10, a_mean=np.nan, h_mean=np.nan
        )
        path = write_xlsx(tmp_path / "national_M2026_dl.xlsx", [NATIONAL, *as_published(frame, NATIONAL)])
        (outcome,), _ = import_file(path)
        assert any("times what May 2025 has" in note for note in outcome.notes)

    def test_new_classification_is_explained(self, tmp_path):
        (outcome,), _ = import_file(
            write_csv(
                tmp_path / "a.csv", [NATIONAL, *as_published(shipped("wages_national", 2019), NATIONAL)]
            )
        )
        assert not any("29-2098" in note for note in outcome.notes)


class TestStore:
    def file(self, path: Path, change: int = 0) -> Path:
        rows = as_published(excerpt(), NATIONAL)
        rows[5][3] += change
        return write_xlsx(path, [NATIONAL, *rows])

    def test_again_changes_nothing(self, tmp_path, home):
        path = self.file(tmp_path / "a.xlsx")
        import_file(path)
        before = contents(home)
        assert import_file(path)[0][0].action == "unchanged"
        (tmp_path / "b.csv").write_bytes(b"")
        copy = write_csv(tmp_path / "b.csv", [NATIONAL, *as_published(excerpt(), NATIONAL)])
        assert import_file(copy)[0][0].action == "unchanged"  # another file that says the same
        assert contents(home) == before

    def test_other_file_of_the_release(self, tmp_path, home):
        import_file(self.file(tmp_path / "a.xlsx"))
        before = contents(home)
        other = self.file(tmp_path / "b.xlsx", 10)
        (outcome,), _ = import_file(other)
        assert outcome.action == "differs"
        assert contents(home) == before
        assert any("1 x tot_emp differ" in note for note in outcome.notes)
        assert import_file(other, replace=True)[0][0].action == "replaced"
        assert releases.installed()["source"].tolist() == ["b.xlsx"]

    def test_provenance(self, tmp_path):
        path = self.file(tmp_path / "a.xlsx")
        import_file(path)
        row = releases.installed().iloc[0]
        import hashlib

        assert row["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert (row["source"], row["rows"], row["release"]) == ("a.xlsx", len(excerpt()), "2024")
        assert releases.used("wages_national", 2024)["sha256"].tolist() == [row["sha256"]]
        assert releases.used("wages_national", 2023).empty

    def test_load_puts_imported_beside_shipped(self, tmp_path):
        import_file(self.file(tmp_path / "a.xlsx", 10))
        table, before = datasets.load("wages_national", source="store"), datasets.load("wages_national")
        assert table.dtypes.equals(before.dtypes)
        assert len(table.query("year == 2024")) == len(excerpt())
        assert (
            table.query("year != 2024")
            .reset_index(drop=True)
            .equals(before.query("year != 2024").sort_values(["year", "occ_code"], ignore_index=True))
        )
        pd.testing.assert_frame_equal(datasets.load("prices", source="store"), datasets.load("prices"))

    def test_missing_packages_are_named(self, tmp_path, monkeypatch):
        path = self.file(tmp_path / "a.xlsx")
        import_file(path)
        monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "pyarrow" else name)
        for do in (lambda: import_file(path), lambda: datasets.load("prices", "store")):
            with pytest.raises(ReleaseError, match="need pyarrow: pip install 'recordsdata"):
                do()

    def test_sources_of_load(self):
        with pytest.raises(ValueError, match="Nothing is imported yet"):
            datasets.load("wages_national", source="store")
        with pytest.raises(ValueError, match="'shipped' or 'store'"):
            datasets.load("wages_national", source="mine")

    def test_verify_finds_each_changed_value(self, tmp_path):
        import_file(self.file(tmp_path / "a.xlsx"))
        path = next(store.folder().rglob("*.parquet"))
        raw = path.read_bytes()
        assert [wrong for _, wrong in releases.verify()] == [""]
        chances, found, before = random.Random(3), 0, pd.read_parquet(path)
        for _ in range(40):
            at = chances.randrange(len(raw))
            path.write_bytes(raw[:at] + bytes([raw[at] ^ 1 << chances.randrange(8)]) + raw[at + 1 :])
            ((_, wrong),) = releases.verify()
            found += bool(wrong)
            assert wrong or pd.read_parquet(path).equals(before)  # a byte that no value depends on
        assert found > 30

    @pytest.mark.parametrize("where", ["mkstemp", "fsync", "replace"])
    def test_failure_on_the_way_leaves_nothing(self, tmp_path, home, monkeypatch, where):
        def fail(*_: Any, **__: Any) -> None:
            raise OSError("No space left on device")

        monkeypatch.setattr({"mkstemp": "tempfile.mkstemp"}.get(where, f"os.{where}"), fail)
        with pytest.raises(ReleaseError, match=r"a\.xlsx: No space left on device"):
            import_file(self.file(tmp_path / "a.xlsx"))
        monkeypatch.undo()
        assert not [p for p in home.rglob("*") if p.is_file()]


def run_cells(notebook: str, **given: Any) -> tuple[str, dict[str, Any]]:
    """Run a notebook's cells in this process; return what it shows, and what it records."""
    code = [
        c["source"] for c in finding.read_cells(finding.find_notebook(notebook)) if c["cell_type"] == "code"
    ]
    namespace: dict[str, Any] = {}
    recorded: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()) as shown, pytest.MonkeyPatch.context() as patch:
        patch.setattr(display, "record_result", lambda **values: recorded.update(values))
        exec(code[0], namespace)
        namespace.update(given)
        for number, cell in enumerate(code[1:], 1):
            exec(compile(cell, f"{notebook}, code cell {number}", "exec"), namespace)
    return shown.getvalue(), recorded


class TestSource:
    """Notebooks on imported releases: a national one and one by state, of a year that nothing here has."""

    NURSES: ClassVar = {"source": "store", "occupation": "Registered Nurses", "year": 2026}
    QUICK: ClassVar = [NURSES, {**NURSES, "area": "Ohio"}, {**NURSES, "measure": "h_median", "focus": "Ohio"}]

    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def imported(cls, tmp_path_factory):
        folder = tmp_path_factory.mktemp("releases")
        national = shipped("wages_national", 2025)
        national["tot_emp"] = (1.02 * national["tot_emp"]).round(-1)  # else the figures tell another year
        states = shipped("wages_area", 2025, "area_type == 'state'")
        nurses = states["occ_code"] == "31-9092"
        states["occ_code"] = states["occ_code"].mask(nurses, "29-1141")
        states["occ_title"] = states["occ_title"].mask(nurses, "Registered Nurses")
        states["tot_emp"] = (1.02 * states["tot_emp"]).round(-1)
        whole = states[states["occ_code"] == "00-0000"].set_index("area_code")["tot_emp"]
        states["jobs_1000"] = (1000 * states["tot_emp"] / states["area_code"].map(whole)).round(3)
        files = {"national": (national, NATIONAL), "state": (states, AREAS)}
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("RECORDSDATA_DIR", str(folder / "home"))
            for name, (frame, columns) in files.items():
                rows = [columns, *as_published(frame, columns)]
                import_file(write_xlsx(folder / f"{name}_M2026_dl.xlsx", rows, f"{name}_M2026_dl"))
        return folder / "home"

    @pytest.fixture(autouse=True)
    def home(self, imported, monkeypatch):
        monkeypatch.setenv("RECORDSDATA_DIR", str(imported))

    def test_every_occupation_year_and_area_that_is_there(self):
        asked = {**self.NURSES, "area": "Ohio", "base_year": 2026}
        p = parameters.check_values("02_what_does_it_pay", asked)
        assert (p.occupation, p.year, p.area) == ("29-1141", 2026, "39")
        with pytest.raises(parameters.ParameterError, match="2011 to 2025"):
            parameters.check_values("02_what_does_it_pay", {**asked, "source": "shipped"})
        with pytest.raises(parameters.ParameterError, match=r"Did you mean '29-1141' \(Registered Nurses\)"):
            parameters.check_values("02_what_does_it_pay", {**asked, "occupation": "Registered Nurse"})
        wanted = {"source": None, "year": None}
        found = parameters.combinations("03_where_are_the_jobs", wanted, JOBS)
        assert {(one["source"], one["year"]) for one in found} == {
            *(("shipped", year) for year in (2018, 2025)),
            *(("store", year) for year in (2018, 2025, 2026)),
        }

    def test_a_family_goes_on_in_later_releases(self):
        families = datasets.load("occupation_family", "store")
        assert wages.occupation_code("records", 2026, families) == "29-2072"
        assert wages.occupation_code("records", 2018, families) == "29-2071"
        with pytest.raises(ValueError, match="29-2071 2011-2018"):
            wages.occupation_code("29-2071", 2026, families)

    def test_a_store_that_is_empty_is_no_choice(self, monkeypatch, tmp_path):
        monkeypatch.setenv("RECORDSDATA_DIR", str(tmp_path))
        with pytest.raises(parameters.ParameterError, match="Nothing is imported yet"):
            parameters.check_values("03_where_are_the_jobs", {**JOBS, "source": "store"})

    @pytest.mark.parametrize(
        ("notebook", "given", "reads"),
        [
            ("00", NURSES, "wages_national"),
            ("02", {**NURSES, "area": "Ohio"}, "wages_area"),
            ("03", {**NURSES, "measure": "h_median", "focus": "Ohio"}, "wages_area"),
            # the rest with --soak
            ("02", {**NURSES, "base_year": 2026}, "wages_national"),
            ("02", {**NURSES, "occupation": "29-0000"}, "wages_national"),
            ("03", {**NURSES, "occupation": "records", "measure": "h_mean_local"}, "wages_national"),
            ("04", {"source": "store"}, ""),
            ("05", {"source": "store"}, ""),
            ("06", {"source": "store", "occupation": "Registered Nurses"}, ""),
            ("07", {"source": "store", "state": "Ohio"}, ""),
        ],
    )
    def test_notebooks_run_and_name_their_releases(self, notebook, given, reads, request):
        if not (request.config.getoption("--soak") or given in self.QUICK):
            pytest.skip("drawing takes seconds: --soak")
        shown, recorded = run_cells(notebook, **given)
        assert re.findall(r".*\b(?:nan|NaN|None|<NA>)\b.*", shown) == []
        assert re.search(r"^\S+ [0-9a-f]{12}(;|$)", recorded["releases"])
        if reads:
            stored = releases.installed().set_index("table").loc[reads]
            assert f"{stored['name']} {stored['sha256'][:12]}" in recorded["releases"]
            assert "2026" in shown

    def test_what_is_shipped_stays_what_it_is(self, monkeypatch, tmp_path):
        names = ("wages_national", "wages_area", "occupation_family", "sources")
        stored = [datasets.load(name) for name in names]
        monkeypatch.setenv("RECORDSDATA_DIR", str(tmp_path))
        for name, frame in zip(names, stored, strict=True):
            pd.testing.assert_frame_equal(datasets.load(name), frame)
            assert "2026" not in frame.astype("str").to_numpy().ravel()

    def test_a_sweep_is_out_of_date_after_an_import(self, tmp_path):
        path, asked = sweep._asked("02", [("source", "store")])
        before = sweep._stamped(path, asked)
        assert sweep._stamped(path, sweep._asked("02", [("year", "2025")])[1]) != before
        (store.folder() / "wages_area" / "2027-state.parquet").write_bytes(b"more")
        assert sweep._stamped(path, asked) != before
        (store.folder() / "wages_area" / "2027-state.parquet").unlink()
        assert sweep._stamped(path, asked) == before


JOBS = {
    "occupation": "records",
    "level": "state",
    "year": 2025,
    "measure": "tot_emp",
    "top_n": 10,
    "focus": "",
    "source": "shipped",
}


class TestCommands:
    def call(self, *arguments: str) -> Any:
        return CliRunner().invoke(cli.main, arguments, catch_exceptions=False)

    def test_from_the_download_to_the_pay_of_nurses(self, tmp_path):
        rows = excerpt()
        nurses = rows["occ_code"] == "29-1141"
        rows["h_median"] += 0.01 * nurses  # so that the figure can only come from the file
        rows["a_median"] += 20 * nurses
        book = write_xlsx(tmp_path / "national_M2024_dl.xlsx", [NATIONAL, *as_published(rows, NATIONAL)])
        with zipfile.ZipFile(tmp_path / "oesm24nat.zip", "w") as archive:
            archive.write(book, "oesm24nat/national_M2024_dl.xlsx")
        assert self.call("import", str(tmp_path / "oesm24nat.zip")).exit_code == 0
        given = {"source": "store", "occupation": "Registered Nurses", "year": "2024"}
        pairs = [word for pair in given.items() for word in ("-p", *pair)]
        out = tmp_path / "nurses.ipynb"
        assert self.call("run", "02", *pairs, "-o", str(out)).exit_code == 0
        cells = nbformat.read(out, as_version=4).cells
        (recorded,) = [o["data"][display.RESULT_MIME] for c in cells for o in c.get("outputs", ())
                       if display.RESULT_MIME in o.get("data", {})]  # fmt: skip
        assert recorded["pay"] == pytest.approx(float(rows.loc[nurses, "h_median"].iloc[0]))
        assert recorded["releases"].startswith("wages_national/2024-national ")

    def test_import_list_verify_remove(self, tmp_path, monkeypatch):
        monkeypatch.setenv("RECORDSDATA_DIR", str(tmp_path / "home"))
        path = write_csv(tmp_path / "a.csv", [NATIONAL, *as_published(excerpt(), NATIONAL)])
        bad = tmp_path / "b.csv"
        bad.write_bytes(b"%PDF")
        result = self.call("import", str(path), str(bad))
        assert result.exit_code == 1
        assert "a.csv: wages_national/2024-national, 1" in result.output
        assert ": stored" in result.output
        assert "b.csv: not imported. b.csv is a PDF document" in result.output
        assert "wages_national/2024-national" in self.call("releases", "list").output
        assert self.call("releases", "verify").output.startswith("ok")
        result = self.call("releases", "remove", "wages_national/2024")
        assert result.exit_code == 1
        assert "Did you mean 'wages_national/2024-national'?" in result.output
        assert self.call("releases", "remove", "wages_national/2024-national").exit_code == 0
        assert releases.installed().empty


def as_read(path: Path) -> list[dict[str, str]]:
    """Read a table with another reader: every cell as text, under lower-case names."""
    if path.suffix == ".csv":
        text = path.read_bytes()
        try:
            words = text.decode("utf-8-sig")
        except UnicodeDecodeError:
            words = text.decode("cp1252")
        rows = list(csv.reader(io.StringIO(words, newline="")))
    elif path.suffix == ".xls":
        page = xlrd.open_workbook(path).sheet_by_index(0)
        rows = [page.row_values(i) for i in range(page.nrows)]
    else:
        rows = [list(row) for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)]
    lower = [[str(v if v is not None else "").strip().lower() for v in row] for row in rows]
    at = next(i for i, row in enumerate(lower) if "occ_code" in row)
    header = [re.sub("[^a-z0-9]+", "_", name).strip("_") for name in lower[at]]  # "A PCT10" is "a_pct10"
    out = []
    for row in rows[at + 1 :]:
        texts = [_digits(v) for v in row]
        named = dict(zip(header, texts, strict=False))
        if re.fullmatch(r"\d\d-?\d{4}(\.00)?", named.get("occ_code", "")):
            out.append(named)
    return out


def _digits(value: Any) -> str:
    if isinstance(value, float):  # in a workbook, to nine decimals: 0.1 + 0.2 is 0.3; BLS prints three
        return f"{value:.9f}".rstrip("0").rstrip(".")
    return "" if value is None else str(value).strip()


OTHER_NAMES = {
    "area": "area_code", "naics": "industry_code", "occ_group": "occ_level", "o_group": "occ_level",
    "group": "occ_level", "naics_title": "industry_title", "ownership": "ownership", "prim_state": "state",
}  # fmt: skip
REASONS = {
    "*": "suppressed",
    "**": "suppressed",
    "#": "top_coded",
    "": "not_in_source",
    "-": "not_applicable",
}


def compare_cells(path: Path, table: str, frame: pd.DataFrame) -> tuple[int, list[str]]:
    """Compare each published cell with what was stored; return how many there are, and the differences."""
    keys = [k for k in layouts.KEYS[table] if k != "year"]
    stored = {tuple(row[k] for k in keys): row for row in frame.to_dict("records")}
    cells, wrong, seen = 0, [], set()
    for row in as_read(path):
        row = {OTHER_NAMES.get(name, name): value for name, value in row.items()}
        code = re.sub(r"^(\d\d)-?(\d{4}).*", r"\1-\2", row["occ_code"])
        owner = row.get("own_code", row.get("ownership", ""))
        own = layouts.OWNERS.get(owner, owner)
        named = {"occ_code": code, "ownership": own} | {k: row.get(k) for k in ("area_code", "industry_code")}
        key = tuple(named[k] for k in keys)
        found = stored.get(key)
        if found is None:
            wrong.append(f"{key} is not stored")
            continue
        seen.add(key)
        for name, text in row.items():
            cells += 1
            if name in STATUS and name in found and not isinstance(found[name], str):
                if re.fullmatch(r"-?[\d,]*\.?\d+", text):
                    ok = found[name] == float(text.replace(",", ""))
                else:
                    reason = REASONS.get(text)
                    flag = (
                        row.get("annual" if name[:2] == "h_" else "hourly", "")
                        if name[:2] in ("h_", "a_")
                        else ""
                    )
                    if text == "*" and flag.upper() == "TRUE":
                        reason = "not_applicable"
                    mixed = f"{name}={text}" in str(found.get("symbols", "")).split()
                    ok = pd.isna(found[name]) and (found[STATUS[name]] == reason or mixed)
            elif name == "occ_level":
                level = "detailed" if text.lower() == "detail" else text.lower()
                ok = not text or found[name] == level or (level == "broad" and found[name] == "detailed")
            elif name == "occ_title":
                ok = found[name] == text.removesuffix("*").strip() or row.get("occ_level") == "broad"
            elif name in ("occ_code", "ownership", "area_code", "industry_code"):
                ok = True  # the key
            elif name in WAGES:
                ok = not text or found.get(name) == text
            else:
                ok = str(found.get(name, "")) == text or (not text and pd.isna(found.get(name)))
            if not ok:
                wrong.append(f"{key} {name}: published {text!r}, stored {found.get(name)!r}")
    wrong += [f"{key} is stored and not published" for key in stored.keys() - seen]
    return cells, wrong


Rows = list[list[Any]]
JUNK = [
    "",
    "*",
    "**",
    "#",
    "-",
    "0",
    "-5",
    "1e5",
    "nan",
    "12.5",
    "99999",
    "29-1141",
    "TRUE",
    "x",
    '"',
    "1,23",
]


def base_files(folder: Path) -> list[tuple[Path, Rows, Callable[[Path, Rows], Path]]]:
    """Return, for each format, the name of a small sound file, its rows, and what writes them."""
    folder.mkdir(exist_ok=True)
    rows = [NATIONAL, *as_published(excerpt(), NATIONAL)]
    wide = [[c.upper() for c in WIDE], *as_published(excerpt(), WIDE)]
    flat = write_flat(folder / "flat", excerpt(2025), shipped("wages_area", 2025).head(40))
    lines = [line.split("\t") for line in flat.read_text().splitlines()]

    def text(path: Path, rows: Rows) -> Path:
        return write_csv(path, rows, thousands=True)

    def archive(path: Path, rows: Rows) -> Path:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as to:
            to.write(text(folder / "inside.csv", rows), "oesm24nat/a.csv")
        return path

    def data(path: Path, rows: Rows) -> Path:
        path.write_text("".join("\t".join(map(str, row)) + "\n" for row in rows))
        return path

    return [
        (folder / "a.csv", rows, text), (folder / "a.zip", rows, archive), (flat, lines, data),
        (folder / "a.csv", rows, text), (folder / "a.xls", rows, write_xls),
        (folder / "a.xlsx", wide, write_xlsx),
    ]  # fmt: skip


def mutate(
    path: Path, rows: Rows, write: Callable[[Path, Rows], Path], chances: random.Random
) -> tuple[bytes, str]:
    """Damage a file in one of the ways in which files get damaged: its bytes, or what stands in it."""
    how = chances.choice(["bytes", "cut", "hole", "lines", "cells", "columns"])
    rows = [list(row) for row in rows]
    at = chances.randrange(1, len(rows))
    if how == "lines":
        other = chances.randrange(1, len(rows))
        rows = chances.choice(
            [rows[:at] + rows[at + 1 :], [*rows, rows[at]], [*rows[:at], rows[other], *rows[at:]]]
        )
    elif how == "cells":
        for _ in range(chances.randint(1, 4)):
            row = rows[chances.randrange(len(rows))]
            spot = chances.randrange(len(row))
            numbers = [JUNK, [row[spot] * 3, -row[spot]]] if isinstance(row[spot], int | float) else [JUNK]
            row[spot] = chances.choice(chances.choice(numbers))
    elif how == "columns":
        i, j = chances.sample(range(len(rows[0])), 2)
        gone = chances.random() < 0.2
        for row in rows[chances.randint(0, 1) :]:
            row[i], row[j] = row[j], row[i]
            if gone:
                del row[j]
    raw = bytearray(write(path, rows).read_bytes())
    if how == "bytes":
        for _ in range(chances.randint(1, 8)):
            raw[chances.randrange(len(raw))] = chances.randrange(256)
    elif how == "cut":
        del raw[chances.randrange(len(raw)) :]
    elif how == "hole":
        at = chances.randrange(len(raw))
        del raw[at : at + chances.randint(1, 4000)]
    return bytes(raw), how


def at_odds(frame: pd.DataFrame) -> dict[str, set[str]]:
    """Find, row by row, the figures that others of the file contradict: what a report says, and the codes."""
    rows = frame.to_dict("records")
    parts: dict[tuple[str, str], list[float]] = {}
    out: dict[str, set[str]] = {}
    for row in rows:
        code, place = row["occ_code"], row.get("area_code", "")
        if row["occ_level"] == "detailed" and not pd.isna(row["tot_emp"]):
            for group in (f"{code[:2]}-0000", f"{code[:6]}0"):
                parts.setdefault((place, group), []).append(row["tot_emp"])
        for unit in "ha":
            ladder = [row[f"{unit}_{p}"] for p in ("pct10", "pct25", "median", "pct75", "pct90")]
            known = [value for value in ladder if not pd.isna(value)]
            if known != sorted(known):
                out.setdefault("percentiles are not in order", set()).add(code)
        for measure in ("mean", "pct10", "pct25", "median", "pct75", "pct90"):
            if (
                abs(row[f"h_{measure}"] * 2080 - row[f"a_{measure}"]) > 16
            ):  # false for a value that is missing
                out.setdefault("hourly pay by 2,080 is not annual pay", set()).add(code)
    for row in rows:
        held = parts.get((row.get("area_code", ""), row["occ_code"]), [])
        if row["occ_level"] in ("major", "broad") and sum(held) - row["tot_emp"] > 5 * (len(held) + 1):
            out.setdefault("have more jobs", set()).add(row["occ_code"])
    return out


def flat_cells(path: Path) -> dict[tuple[str, str, int], float]:
    out = {}
    for line in path.read_bytes().decode("utf-8", "replace").split("\n")[1:]:
        parts = line.rstrip("\r").split("\t")
        if len(parts) == 5 and re.fullmatch(r"-?\d+(\.\d+)?", parts[3].strip()):
            series = parts[0].strip()
            out[series[4:11], series[17:23], int(series[23:])] = float(parts[3])
    return out


def says_the_same(path: Path, original: Path, frames: dict[Path, pd.DataFrame]) -> list[str]:
    """List what is stored and not in the file, or in the file and not stored."""
    out = []
    if original.suffix == ".Current":
        order = [
            "tot_emp",
            "emp_prse",
            "h_mean",
            "a_mean",
            "mean_prse",
            *NATIONAL[8:18],
            "jobs_1000",
            "loc_quotient",
        ]
        stored = {}
        for frame in frames.values():
            for row in frame.to_dict("records"):
                code = row.get("area_code", "")
                area = {0: "0000000", 2: code + "00000", 5: "00" + code, 7: code}[len(code)]
                for number, name in enumerate(order, 1):
                    if name in row and pd.notna(row[name]):
                        stored[area, row["occ_code"].replace("-", ""), number] = row[name]
        read = flat_cells(path)
        # The nation's table has no column for the last two; nothing publishes them.
        out = [str(k) for k in stored.keys() ^ read.keys() if k in stored or k[0] != "0000000" or k[2] < 16]
        return out + [str(k) for k in stored.keys() & read.keys() if stored[k] != read[k]]
    if original.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            path = path.with_name("inside.csv")
            path.write_bytes(archive.read(archive.namelist()[0]))
    lost: list[set[str]] = []  # of each table, as one cell can send its row to another one
    for file, frame in frames.items():
        wrong = compare_cells(path, file.parent.name, frame)[1]
        gone = {line for line in wrong if line.endswith("is not stored")}
        lost.append({re.findall(SOC, line)[-1] for line in gone})
        out += [line for line in wrong if line not in gone]
    return out + [f"{code} is not stored" for code in set.intersection(*lost)]


class TestMutations:
    """A damaged file is refused with a reason, or stored exactly as an independent reader reads it.

    Then a figure that others of the file contradict is reported.
    """

    @pytest.mark.filterwarnings("error")
    def test_each_is_refused_or_exact(self, tmp_path, home, mutations, capsys):
        originals = base_files(tmp_path / "originals")
        answers: Counter[str] = Counter()
        failed = []
        for number in mutations:
            chances = random.Random(20_260_123 + number)
            original, rows, write = originals[number % len(originals)]
            path = original.with_name(
                f"oe.data.0.{number}" if original.suffix == ".Current" else f"m{number}{original.suffix}"
            )
            content, how = mutate(path, rows, write, chances)
            path.write_bytes(content)
            found, wrong = self.judge(path, original)
            answers.update(found)
            failed += [f"mutation {number} ({how} of {original.name}): {line}" for line in wrong]
            path.unlink()
        with capsys.disabled():
            print(f" {dict(answers)}", end="")
        assert not failed, "\n".join(failed)
        assert min(answers["stored"], answers["refused"]) > len(mutations) / 10

    def judge(self, path: Path, original: Path) -> tuple[list[str], list[str]]:
        """Import a damaged file; return what became of it, and what is wrong with that."""
        try:
            outcomes, _ = import_file(path)
        except ReleaseError as error:
            wrong = [] if len(str(error)) > 20 else [f"says only {error}"]
            return ["refused"], wrong + [f"left {left}" for left in contents(store.folder())]
        except BaseException as error:
            return ["crashed"], [f"{type(error).__name__}: {error}"]
        wrong = [f"{name}: {reason}" for name, reason in releases.verify() if reason]
        frames = {p: pd.read_parquet(p) for p in store.folder().rglob("*.parquet")}
        notes = {outcome.name: outcome.notes for outcome in outcomes}
        if {f"{p.parent.name}/{p.stem}" for p in frames} != notes.keys():
            wrong.append(f"stored {sorted(map(str, frames))}, told of {sorted(notes)}")
        try:
            wrong += says_the_same(path, original, frames)
        except Exception as error:  # the other reader fails: then the importer must have seen something too
            seen = any(note.startswith("odd") for said in notes.values() for note in said)
            wrong += [] if original.suffix == ".xls" and seen else [f"the other reader: {error!r}"]
        reported = False
        for file, frame in frames.items():
            for words, codes in at_odds(frame).items():
                reported = True
                said = " ".join(n for n in notes[f"{file.parent.name}/{file.stem}"] if words in n)
                wrong += [f"{words}: no word about {code}" for code in codes - set(re.findall(SOC, said))]
        for name in notes:
            releases.remove(name)
        return ["stored", *["reported"] * reported], wrong


KILLED = """
import os, signal, sys
from pathlib import Path
import pyarrow.compute, pyarrow.csv, pyarrow.parquet
from recordsdata.releases import import_file
from recordsdata.releases.store import _write
where, moment, count, inside = "", 0, 0, False
def step(frame, event, argument):
    global count, inside
    if frame.f_code is _write.__code__ and event in ("call", "return"):
        inside = event == "call"
    if inside or where == "anywhere":
        count += 1
        if count == moment:
            os.kill(os.getpid(), signal.SIGKILL)
while line := sys.stdin.readline():
    where, moment = line.split()[0], int(line.split()[1])
    if (child := os.fork()) == 0:
        sys.setprofile(step)
        import_file(Path(sys.argv[1]), replace=True)
        sys.setprofile(None)
        print(count, flush=True)
        os._exit(0)
    print("ended", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows neither forks nor kills")
class TestKilled:
    def test_store_is_whole_whenever_an_import_is_killed(self, tmp_path, home, request):
        """One process imports what importing needs; each import is a fork of it, killed at its moment."""
        rows = as_published(excerpt(), NATIONAL)
        old = write_csv(tmp_path / "old.csv", [NATIONAL, *rows])
        rows[5][3] += 10
        new = write_csv(tmp_path / "new.csv", [NATIONAL, *rows])
        import_file(old)
        before = store.select("wages_national")
        many = 25 if request.config.getoption("--soak") else 3
        after, seen = None, []
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(new)], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as process:

            def run(where: str, moment: int) -> list[str]:
                process.stdin.write(f"{where} {moment}\n")
                process.stdin.flush()
                said = process.stdout.readline().split()
                return said if said[0] == "ended" else said + process.stdout.readline().split()

            for where in ("anywhere", "writing"):
                steps, *ended = run(where, 0)
                assert ended == ["ended", "0"]
                after = store.select("wages_national")
                assert not before.equals(after)
                for number in range(many):
                    import_file(old, replace=True)
                    # Elsewhere the number of steps differs a little; writing ends with the renaming.
                    last = int(steps) - 1 if where == "writing" else int(int(steps) * 0.995)
                    said = run(where, 1 + (last - 1) * number // (many - 1))
                    assert said == ["ended", str(-signal.SIGKILL)]
                    assert [wrong for _, wrong in releases.verify()] == [""], (where, number)
                    found = store.select("wages_national")
                    assert found.equals(before) or found.equals(after), (where, number)
                    seen.append(bool(found.equals(after)))
            process.stdin.close()
        assert True in seen
        assert False in seen
        assert import_file(new, replace=True)[0][0].action in ("replaced", "unchanged")
        assert store.select("wages_national").equals(after)


def trial_files(config: pytest.Config) -> list[Path]:
    folder = config.getoption("--releases")
    return sorted(p for p in folder.glob("*.xls*")) if folder else []


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "mutations" in metafunc.fixturenames:
        soak = metafunc.config.getoption("--soak")
        many = [range(n, n + 250) for n in range(0, 5000, 250)] if soak else [range(40)]
        metafunc.parametrize("mutations", many, ids=lambda numbers: f"{numbers[0]}-{numbers[-1]}")
    if "trial" in metafunc.fixturenames:
        files = trial_files(metafunc.config)
        metafunc.parametrize("trial", files or [None], ids=lambda p: p.name if p else "none given")


class TestPublished:
    """Every file in the folder of `--releases`, against another reader."""

    def test_every_cell(self, trial, capsys):
        if trial is None:
            pytest.skip("no folder of releases was given: --releases FOLDER")
        outcomes, aside = import_file(trial)
        if not outcomes:
            assert "describes the columns" in aside[0]
            return
        for path in store.folder().rglob("*.parquet"):
            table = path.parent.name
            if table == "top_codes":
                continue
            frame = pd.read_parquet(path)
            cells, wrong = (compare_cells if table in layouts.KEYS else compare_projections)(
                trial, table, frame
            )
            assert wrong == []
            assert cells > 5_000
            with capsys.disabled():
                print(f" {trial.name} {table}: {cells:,} cells agree", end="")


EP_SHEETS = {"projections": "Table 1.7", "separations": "Table 1.10", "education": "Table 5.3"}
EP_COLUMNS = {
    "projections": ["occ_title", "occ_code", "occupation_type", "emp_base_k", "emp_proj_k", "chg_k", "pct",
                    "self_employed", "openings_k", "median_wage", "education", "experience", "training"],
    "separations": ["occ_title", "occ_code", "occupation_type", "emp_base_k", "emp_proj_k", "chg_k", "pct",
                    "exit_rate", "transfer_rate", "total_sep_rate", "exits_k", "transfers_k", "seps_k",
                    "openings_k"],
    "education": ["occ_title", "occ_code", "lt_hs", "hs", "some_col", "assoc", "bach", "mast", "doct"],
}  # fmt: skip


def compare_projections(path: Path, table: str, frame: pd.DataFrame) -> tuple[int, list[str]]:
    stored = frame.set_index("occ_code", drop=False).to_dict("index")
    cells, wrong = 0, []
    for row in openpyxl.load_workbook(path)[EP_SHEETS[table]].iter_rows(values_only=True):
        if not re.fullmatch(r"\d\d-\d{4}", str(row[1])):
            continue
        found = stored.pop(row[1])
        for name, value in zip(EP_COLUMNS[table], row, strict=True):
            cells += 1
            text = _digits(value)
            if name == "occ_title":
                ok = found[name] == re.sub(r"(\(\d\))+$", "", text)
            elif isinstance(found[name], float) and not pd.isna(found[name]):
                ok = found[name] == value
            else:
                ok = found[name] == text or (pd.isna(found[name]) and text == "—")
            if not ok:
                wrong.append(f"{row[1]} {name}: published {text!r}, stored {found[name]!r}")
    return cells, wrong + [f"{code} is stored and not published" for code in stored]
