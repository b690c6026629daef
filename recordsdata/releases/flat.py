"""Read the flat layout: `oe.data.0.Current` and the code lists that belong to it.

One line a figure, named by a series of 25 signs: survey, season, kind of area, area (7), industry (6),
occupation (6) and measure (2). A dash has a footnote that says why there is no figure.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from recordsdata import datasets
from recordsdata.releases.layouts import OWNERS, STATUSES, Dataset, schema_of
from recordsdata.releases.reading import ReleaseError, Source

__all__ = ["read_flat"]

MEASURES = [
    "tot_emp",
    "emp_prse",
    "h_mean",
    "a_mean",
    "mean_prse",
    "h_pct10",
    "h_pct25",
    "h_median",
    "h_pct75",
    "h_pct90",
    "a_pct10",
    "a_pct25",
    "a_median",
    "a_pct75",
    "a_pct90",
    "jobs_1000",
    "loc_quotient",
]  # in the order of the code list of measures, 01 to 17
FOOTNOTES = {"8": 4, "5": 3, "4": 2}  # places in STATUSES, unless oe.footnote says otherwise
WORDS = {"not released": 4, "equal to or greater": 3, "either as hourly": 2}
LEVELS = {"0": "major", "1": "minor", "2": "broad", "3": "detailed"}
OWNER_TITLES = (
    ("Privately Owned$|Private Ownership only$", OWNERS["5"]),
    ("Federal, State, and Local Government", OWNERS["123"]),
    ("^State Government|State Government Owned$", OWNERS["2"]),
    ("^Local Government|Local Government Owned$", OWNERS["3"]),
    (r"^Federal (?:Executive|Government)|\(Federal Government\)$", OWNERS["1"]),
)
SERIES = r"^OEU[NSM][0-9]{7}.{6}[0-9]{8}$"


def read_flat(source: Source) -> list[Dataset]:
    """Read every year of a flat file into the three wage tables.

    Raises
    ------
    ReleaseError
        A code list is not beside it, a line is broken, or a series stands twice.
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow import csv

    path = source.flat
    assert path is not None
    lists = {name: _code_list(path, name) for name in ("area", "industry", "occupation", "footnote")}
    names = ["series", "year", "period", "value", "footnote"]
    short = pa.dictionary(pa.int32(), pa.string())
    kinds = {"series": pa.string(), "year": short, "period": short, "value": short, "footnote": short}
    try:
        table = csv.read_csv(
            path,
            csv.ReadOptions(column_names=names, skip_rows=1, block_size=8 << 20),
            csv.ParseOptions(delimiter="\t", quote_char=False),
            csv.ConvertOptions(column_types=kinds, strings_can_be_null=False),
        )
    except pa.ArrowInvalid as error:
        raise ReleaseError(f"{source.name} is damaged: {str(error).splitlines()[0]}") from error
    if not table.num_rows:
        raise ReleaseError(f"{source.name} has column names and no rows. The file is empty or was cut short.")
    series = pc.utf8_trim_whitespace(table["series"])
    if not pc.all(good := pc.match_substring_regex(series, SERIES)).as_py():
        line = int(np.argmin(good.to_numpy())) + 2
        raise ReleaseError(
            f"{source.name}, line {line}: {series[line - 2].as_py()[:40]!r} is not an OEWS series."
        )
    years, periods = (_words(table[name], name) for name in ("year", "period"))
    for words, at, wanted in ((*years, r"20\d\d"), (*periods, "A01")):
        for word, n in zip(words, np.bincount(at, minlength=len(words)), strict=True):
            if n and not re.fullmatch(wanted, word):
                raise ReleaseError(f"{source.name}: {word!r} is not a year or period of OEWS (2024, A01).")
    cells = pc.utf8_slice_codeunits(series, 0, 23).combine_chunks().dictionary_encode()
    measure = pc.cast(pc.utf8_slice_codeunits(series, 23, 25), pa.int8()).to_numpy() - 1
    del series
    if measure.min() < 0 or measure.max() >= len(MEASURES):
        raise ReleaseError(
            f"{source.name} has measures other than 01 to {len(MEASURES)}: a layout not known yet."
        )
    values, reasons = _values(table, source.name, lists["footnote"])
    out = []
    row = cells.indices.to_numpy()
    for number, year in enumerate(years[0]):
        mine = slice(None) if len(years[0]) == 1 else years[1] == number
        place = row[mine].astype(np.int64) * len(MEASURES) + measure[mine]
        if np.bincount(place).max(initial=0) > 1:
            key = cells.dictionary[int(np.argmax(np.bincount(place)) // len(MEASURES))].as_py()
            raise ReleaseError(f"{source.name}: a series of {key} stands twice in {year}.")
        grid = np.full(len(cells.dictionary) * len(MEASURES), np.nan)
        codes = np.ones(len(grid), dtype=np.int8)
        grid[place], codes[place] = values[mine], reasons[mine]
        shape = (len(cells.dictionary), len(MEASURES))
        out += _tables(
            int(year), cells.dictionary, grid.reshape(shape), codes.reshape(shape), lists, source.name
        )
    return out


def _words(column: Any, name: str) -> tuple[list[str], Any]:
    """Return the words of a dictionary column and the place of each cell's word among them."""
    column = column.unify_dictionaries().combine_chunks()
    words = [str(word).strip() for word in column.dictionary.to_pylist()]
    at = column.indices.to_numpy()
    first: dict[str, int] = {}
    for place, word in enumerate(words):
        first.setdefault(word, place)
    if len(first) < len(words):  # the same word with other blanks around it
        at = np.array([first[word] for word in words])[at]
    return words, at


def _values(table: Any, name: str, footnotes: dict[str, tuple[str, ...]]) -> tuple[Any, Any]:
    """Return the figures, and the place in `STATUSES` of the reason where there is none."""
    words, at = _words(table["value"], "value")
    notes, note_at = _words(table["footnote"], "footnote")
    number = re.compile(r"-?\d+(\.\d+)?")
    figures = np.array([float(word) if number.fullmatch(word) else np.nan for word in words])
    dashes = np.array([word in ("-", "") for word in words])
    wrong = np.isnan(figures) & ~dashes
    if wrong.any() and (broken := wrong[at]).any():
        line = int(np.argmax(broken))
        raise ReleaseError(
            f"{name}, line {line + 2}: {words[at[line]][:40]!r} is neither a number nor a dash."
        )
    meaning = dict(FOOTNOTES)
    for code, (text, *_) in footnotes.items():
        meaning[code] = next((place for says, place in WORDS.items() if says in text), meaning.get(code, -1))
    reason = [max((meaning.get(code, -1) for code in re.split(r"[ ,]+", note)), default=-1) for note in notes]
    values = figures[at]
    missing = np.isnan(values)
    reasons = np.where(missing, np.array(reason, dtype=np.int8)[note_at], np.int8(0))
    if (reasons < 0).any():
        line = int(np.argmax(reasons < 0))
        raise ReleaseError(
            f"{name}, line {line + 2}: a dash with the footnote {notes[note_at[line]]!r}, which is not "
            "known. Put the file oe.footnote of the same release beside it."
        )
    return values, reasons


def _code_list(path: Path, name: str) -> dict[str, tuple[str, ...]]:
    """Read a code list from beside the data: code -> the other columns."""
    for beside in (path.with_name(f"oe.{name}"), path.with_name(f"oe.{name}.txt")):
        if not beside.is_file():
            continue
        if beside.stat().st_size > 50_000_000:
            raise ReleaseError(f"{beside.name} has {beside.stat().st_size:,} bytes: no code list is as long.")
        lines = [
            line.split("\t") for line in beside.read_text("utf-8", "replace").splitlines() if line.strip()
        ]
        header, rows = [cell.strip() for cell in lines[0]] if lines else [], lines[1:]
        also = {"area": "state_code", "occupation": "display_level"}.get(name)
        wanted = [
            f"{name}_code",
            f"{name}_{'text' if name == 'footnote' else 'name'}",
            *([also] if also else []),
        ]
        if lost := sorted(set(wanted) - set(header)):
            raise ReleaseError(f"{beside.name} is not the code list of BLS: it has no column {lost[0]}.")
        spots = [header.index(column) for column in wanted]
        out: dict[str, tuple[str, ...]] = {}
        for row in rows:
            if len(row) <= max(spots):
                raise ReleaseError(f"{beside.name}: the line {'|'.join(row)[:60]!r} is cut short.")
            out[row[spots[0]].strip()] = tuple(row[spot].strip() for spot in spots[1:])
        return out
    if name == "footnote":
        return {}
    raise ReleaseError(
        f"{path.name} needs the code lists of its release: oe.area, oe.industry and oe.occupation. Put them "
        f"into the same folder; oe.{name} is not there."
    )


def _tables(
    year: int, keys: Any, values: Any, codes: Any, lists: dict[str, dict[str, tuple[str, ...]]], name: str
) -> list[Dataset]:
    """Name places, industries and occupations, and hand the rows to the tables they belong to."""
    import pyarrow.compute as pc

    def part(start: int, end: int) -> tuple[Any, Any]:
        found = pc.utf8_slice_codeunits(keys, start, end).dictionary_encode()
        return found.dictionary.to_pylist(), found.indices.to_numpy()

    filled = (codes != 1).any(axis=1)  # of another year, where a file has several
    (kinds, kind), (areas, area), (industries, industry), (jobs, job) = (
        part(*span) for span in ((3, 4), (4, 11), (11, 17), (17, 23))
    )
    for what, found in (("area", areas), ("industry", industries), ("occupation", jobs)):
        if lost := sorted(set(found) - lists[what].keys()):
            raise ReleaseError(f"{name}: oe.{what} lacks the code {lost[0]!r}. Take both from one release.")
    kind = np.array(kinds)[kind]
    title = {code: lists["area"][code] for code in areas}
    postal = _postal_codes()
    types, codes_of = [], []
    for code in areas:
        types.append("state" if code.endswith("00000") else "metro" if code.startswith("00") else "nonmetro")
        codes_of.append({"state": code[:2], "metro": code[2:], "nonmetro": code}[types[-1]])
    level = [("total" if code == "000000" else LEVELS.get(lists["occupation"][code][1], "")) for code in jobs]
    names = [lists["industry"][code][0] for code in industries]
    owner = [next((w for p, w in OWNER_TITLES if re.search(p, n)), OWNERS[""]) for n in names]

    def spread(words: list[str], at: Any, mask: Any) -> Any:
        return pd.Series(words, dtype="str").array.take(at[mask])

    whole = np.array(industries)[industry] == "000000"
    nation = kind == "N"
    if (~nation & ~whole & filled).any():
        raise ReleaseError(f"{name} holds areas by industry; no table here takes them.")
    type_at = np.array(types)[area]
    masks = [("wages_national", "national", nation & whole & filled)]
    masks += [("wages_area", t, ~nation & (type_at == t) & filled) for t in ("state", "metro", "nonmetro")]
    masks += [("wages_industry", "all_industries", nation & ~whole & filled)]
    out = []
    for table, label, mask in masks:
        if not mask.any():
            continue
        columns: dict[str, Any] = {
            "year": np.full(int(mask.sum()), year, dtype=np.int64),
            "area_code": spread(codes_of, area, mask),
            "area_type": spread(types, area, mask),
            "area_title": spread([title[code][0] for code in areas], area, mask),
            "state": spread([postal.get(title[code][-1], "") for code in areas], area, mask),
            "industry_code": spread(industries, industry, mask),
            "industry_title": spread(names, industry, mask),
            "ownership": spread(owner, industry, mask),
            "layout": spread(["all_industries"] * len(industries), industry, mask),
            "occ_code": spread([f"{code[:2]}-{code[2:]}" for code in jobs], job, mask),
            "occ_title": spread([lists["occupation"][code][0].removesuffix("*") for code in jobs], job, mask),
            "occ_level": spread(level, job, mask),
        }
        groups: dict[str, list[str]] = {}
        for column, status in schema_of(table).items():
            if column in MEASURES:
                columns[column] = np.ascontiguousarray(values[mask, MEASURES.index(column)])
            elif column not in columns and status:
                columns[column] = np.full(int(mask.sum()), np.nan)
            if status:
                groups.setdefault(status, []).append(column)
        for status, members in groups.items():
            held = [MEASURES.index(m) for m in members if m in MEASURES]
            most = codes[mask][:, held].max(axis=1) if held else np.ones(int(mask.sum()), dtype=np.int8)
            columns[status] = pd.Series(STATUSES, dtype="str").array.take(most)
        order = [c for c in schema_of(table) if c in columns]
        out.append(
            Dataset(
                table,
                str(year),
                label,
                pd.DataFrame({c: columns[c] for c in order}),
                ("the year stands in the file",),
            )
        )
    return out


def _postal_codes() -> dict[str, str]:
    states = datasets.load("wages_area").query("area_type == 'state'").drop_duplicates("area_code")
    return dict(zip(states["area_code"], states["state"], strict=True))
