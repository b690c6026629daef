"""Recognise a wage release in tables of text, and bring it into the schema of the shipped tables.

What a layout calls a column, which words and symbols it uses and which rows it repeats is here; no release is
named by its file. A cell that is neither a number nor a known symbol is an error that says where it stands.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from recordsdata import datasets
from recordsdata.releases.reading import ReleaseError, Sheet, Source

__all__ = ["Dataset", "read_wages", "schema_of"]

MEASURES = [
    "tot_emp",
    "emp_prse",
    "jobs_1000",
    "loc_quotient",
    "pct_total",
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
]
NAMES = {
    "area": "area_code", "area_name": "area_title", "st": "state", "prim_state": "state",
    "naics": "industry_code", "naics_title": "industry_title", "naics_titl": "industry_title",
    "group": "occ_level", "occ_group": "occ_level", "o_group": "occ_level", "occ_titl": "occ_title",
    "occ_title": "occ_title",
    "loc_q": "loc_quotient", "locq": "loc_quotient", "pct_tot": "pct_total",
    "employment": "tot_emp",
}  # fmt: skip
NAMES |= {f"{unit}_wpct{n}": f"{unit}_pct{n}" for unit in "ha" for n in (10, 25, 75, 90)}
NAMES |= {f"{unit}_pct50": f"{unit}_median" for unit in "ha"} | {f"{u}_wpct50": f"{u}_median" for u in "ha"}
KEYS = {
    "wages_national": ["year", "occ_code"],
    "wages_area": ["year", "area_code", "occ_code"],
    "wages_industry": ["year", "industry_code", "ownership", "occ_code"],
}
# From the weakest to the strongest: a group of measures has one status, the strongest among its cells.
STATUSES = ("released", "not_in_source", "not_applicable", "top_coded", "suppressed")
SYMBOLS = {"": 1, "-": 2, "–": 2, "—": 2, "#": 3, "*": 4, "**": 4}
NUMBER = r"^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$"
LEVELS = {"detail": "detailed"} | {w: w for w in ("total", "major", "minor", "broad", "detailed", "")}
OWNERS = {"1": "Federal government", "2": "State government", "3": "Local government", "5": "Private",
          "57": "Private, with local government gambling establishments and casino hotels",
          "58": "Private, with state and local government hospitals",
          "59": "Private, with the Postal Service",
          "123": "Federal, state and local government", "235": "Private, state and local government",
          "35": "Private and local government", "25": "Private and state government",
          "23": "State and local government", "": "All owners in the industry",
          "1235": "All owners in the industry"}  # fmt: skip
AREA_TYPES = {"1": "nation", "2": "state", "3": "state", "4": "metro", "5": "metro", "6": "nonmetro"}
WIDTHS = {"state": 2, "metro": 5, "nonmetro": 7, "nation": 2}
SECTORS = {"31": "31-33", "44": "44-45", "48": "48-49"}  # named by their first in some years


@dataclass(frozen=True)
class Dataset:
    """Rows of one table from one release: `frame` has the table's columns and others as published.

    Attributes
    ----------
    table, release, kind : str
        Such as "wages_area", "2024", "metro".
    frame : pandas.DataFrame
        Typed as `load` types the table.
    notes : tuple of str
        What was seen on the way, for the reader.
    """

    table: str
    release: str
    kind: str
    frame: pd.DataFrame
    notes: tuple[str, ...] = field(default=())


def schema_of(table: str) -> dict[str, str]:
    """Return the columns of a shipped table, each with the status column that goes with it, or ""."""
    fields = datasets._resource(table)["schema"]["fields"]
    return {field["name"]: field.get("statusColumn", "") for field in fields}


def read_wages(source: Source) -> list[Dataset]:
    """Read the wage release in a workbook or a text table; an empty list where there is none.

    Raises
    ------
    ReleaseError
        It is one, but broken: what is wrong, and where.
    """
    from recordsdata.releases.years import release_year

    out = []
    for sheet in source.sheets:
        header = _header(sheet)
        if header is None:
            continue
        at, names = header
        table = sheet.cells.slice(at + 1)
        columns = {name: _text(table.column(i)) for i, name in enumerate(names) if name}
        where = f"{source.name}{f', sheet {sheet.name}' if sheet.name else ''}"
        for i in (i for i, name in enumerate(names) if not name):
            if stray := [text for text in _text(table.column(i)).to_pylist() if text]:
                raise ReleaseError(
                    f"{where}: column {i + 1} has no name, and holds {stray[0][:60]!r}. The file is damaged."
                )
        columns, notes = _rows(columns, where)
        parts = _typed(columns, where)
        texts = [text for other in source.sheets for text in _first_texts(other)]
        year, how = release_year(source, sheet.name, texts, parts)
        for part in parts:
            frame = part.frame.assign(year=np.int64(year))
            known = {name for table in KEYS for name in schema_of(table)}
            unknown = [name for name in names if name and name not in known | _EXTRAS]
            said = (
                *notes,
                *part.notes,
                how,
                *([f"columns kept as published: {', '.join(unknown)}"] if unknown else []),
            )
            part = replace(part, release=str(year), frame=frame, notes=said)
            out.append(once(part, where))
    return out


_EXTRAS = {"annual", "hourly", "area_type", "i_group", "own_code", "pct_rpt", "ownership"}


def _text(column: Any) -> Any:
    import pyarrow.compute as pc

    text = pc.utf8_trim_whitespace(pc.fill_null(column, ""))
    return text.combine_chunks() if hasattr(text, "combine_chunks") else text


def _canonical(cell: str) -> str:
    name = re.sub(r"[^a-z0-9]+", "_", cell.lower()).strip("_")
    return NAMES.get(name, name)


def _header(sheet: Sheet) -> tuple[int, list[str]] | None:
    """Find the line of column names among the first thirty, and the names in our words."""
    for at, row in enumerate(sheet.cells.slice(0, 30).to_pylist()):
        cells = [_canonical(str(cell or "")) for cell in row.values()]
        if "occ_code" in cells and ("a_mean" in cells or "tot_emp" in cells):
            if "state" in cells and "st" in [str(cell or "").strip().lower() for cell in row.values()]:
                raw = [re.sub(r"\W+", "_", str(c or "").strip().lower()) for c in row.values()]
                cells = ["area_title" if r == "state" else c for r, c in zip(raw, cells, strict=True)]
            twice = sorted({cell for cell in cells if cell and cells.count(cell) > 1})
            if twice:
                raise ReleaseError(f"The table {sheet.name} has two columns called {', '.join(twice)}.")
            return at, cells
    return None


def _first_texts(sheet: Sheet) -> list[str]:
    """Return the longer texts of the first and last rows, where a sheet describes itself."""
    rows = (
        sheet.cells.slice(0, 5).to_pylist() + sheet.cells.slice(max(0, sheet.cells.num_rows - 12)).to_pylist()
    )
    return [str(cell) for row in rows for cell in row.values() if cell and len(str(cell)) > 8]


def _rows(columns: dict[str, Any], where: str) -> tuple[dict[str, Any], list[str]]:
    """Leave out blank lines and the notes under a table; a row of figures without a code is an error."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not {"tot_emp", "h_mean", "a_mean", "occ_title"} <= columns.keys():
        lost = sorted({"tot_emp", "h_mean", "a_mean", "occ_title"} - columns.keys())
        raise ReleaseError(f"{where} has no column {', '.join(lost)}, which every wage release has.")
    code = pc.replace_substring_regex(columns["occ_code"], r"^(\d\d)-?(\d{4})(\.00)?$", r"\1-\2")
    good = pc.match_substring_regex(code, r"^\d\d-\d{4}$")
    bad = np.flatnonzero(~good.to_numpy(zero_copy_only=False))
    texts = {str(name): values.take(pa.array(bad)).to_pylist() for name, values in columns.items()}
    notes = []
    for i, row in enumerate(bad):
        cells = [values[i] for values in texts.values() if values[i]]
        if len(cells) > 2 or any(re.match(NUMBER, cell) for cell in cells):
            old = re.fullmatch(r"\d{5}", texts["occ_code"][i])
            raise ReleaseError(
                f"{where}, line {row + 2}: {texts['occ_code'][i]!r} is not an occupation code"
                + (
                    " but one of the classification to 1998; releases from 1999 on can be imported."
                    * bool(old)
                    or "."
                )
            )
        notes += [f"note under the table: {cell[:160]}" for cell in cells]
    columns = columns | {"occ_code": code}
    kept = {name: values.filter(good) for name, values in columns.items()}
    if not len(kept["occ_code"]):
        raise ReleaseError(f"{where} has column names and no rows. The file is empty or was cut short.")
    return kept, notes


def numbers(column: Any, where: str, name: str, symbols: dict[str, int]) -> tuple[Any, Any]:
    """Parse one column of text: values as float64 with NaN, and the place in `STATUSES` of each cell."""
    import pyarrow as pa
    import pyarrow.compute as pc

    encoded = column.dictionary_encode()
    encoded = encoded.combine_chunks() if isinstance(encoded, pa.ChunkedArray) else encoded
    words, at = encoded.dictionary, encoded.indices.to_numpy()
    plain = pc.match_substring_regex(words, NUMBER)
    digits = pc.replace_substring(pc.if_else(plain, words, None), ",", "")
    values = pc.cast(digits, pa.float64()).to_numpy(zero_copy_only=False)
    codes = np.array([symbols.get(w, -1) for w in words.to_pylist()], dtype="int8")
    codes[plain.to_numpy(zero_copy_only=False)] = 0
    if (codes < 0).any():
        wrong = int(np.argmax(codes < 0))
        line = int(np.argmax(at == wrong)) + 2
        allowed = " ".join(filter(None, symbols))
        raise ReleaseError(
            f"{where}, about line {line}, column {name}: {words[wrong].as_py()[:60]!r} is neither a number "
            f"nor one of the symbols {allowed}."
        )
    return values[at], codes[at]


def _typed(columns: dict[str, Any], where: str) -> list[Dataset]:
    """Type the columns, split the rows by the table they belong to, and say why a value is missing."""
    size = len(columns["occ_code"])
    frame = pd.DataFrame(
        {n: pd.Series(v.to_pandas(), dtype="str") for n, v in columns.items() if n not in MEASURES}
    )
    flags = {}
    for flag in ("annual", "hourly"):
        words = frame[flag].str.upper() if flag in frame else pd.Series("", frame.index)
        if not words.isin(["TRUE", "", "FALSE"]).all():
            raise ReleaseError(
                f"{where}, column {flag}: {words[~words.isin(['TRUE', ''])].iloc[0]!r} is not TRUE."
            )
        flags[flag] = words.eq("TRUE").to_numpy()
    values, codes = {}, {}
    for name in MEASURES:
        if name not in columns:
            values[name], codes[name] = np.full(size, np.nan), np.ones(size, "int8")
            continue
        values[name], codes[name] = numbers(columns[name], where, name, SYMBOLS)
        other = flags["annual" if name.startswith("h_") else "hourly"]
        if name[:2] in ("h_", "a_"):
            codes[name] = np.where(other & (codes[name] == 4), np.int8(2), codes[name])
    frame = frame.assign(occ_title=frame["occ_title"].str.removesuffix("*").str.strip())
    frame["occ_level"] = _levels(frame, where)
    parts = _places(frame, where)
    return [_part(frame[mask], table, kind, values, codes, mask, columns) for table, kind, mask in parts]


def _levels(frame: pd.DataFrame, where: str) -> pd.Series[str]:
    """Name the levels in one vocabulary; a release without them gets those of the next shipped year."""
    levels = frame.get("occ_level", pd.Series("", frame.index, dtype="str")).str.lower()
    unknown = levels[~levels.isin(list(LEVELS))]
    if len(unknown):
        raise ReleaseError(
            f"{where}: {unknown.iloc[0]!r} is not a level of occupations ({', '.join(LEVELS)})."
        )
    levels = levels.map(LEVELS)
    known = frame["occ_code"].map(_shipped_levels())
    return levels.mask(levels.eq(""), known).astype("str")


@functools.cache
def _shipped_levels() -> dict[str, str]:
    shipped = datasets.load("wages_national").dropna(subset="occ_level").drop_duplicates("occ_code")
    return dict(zip(shipped["occ_code"], shipped["occ_level"], strict=True))


def _places(frame: pd.DataFrame, where: str) -> list[tuple[str, str, Any]]:
    """Say which rows belong to which table and kind; fills the columns that tell places apart."""
    every = np.ones(len(frame), dtype=bool)
    area = frame.get("area_type", pd.Series("", frame.index, dtype="str"))
    if area.ne("").any():
        area = area.str.removesuffix(".0").map(AREA_TYPES)
        if area.isna().any():
            raise ReleaseError(f"{where}: area_type {frame['area_type'][area.isna()].iloc[0]!r} is unknown.")
    elif "area_code" in frame:
        length = frame["area_code"].str.lstrip("0").str.len()
        split = np.where(length <= 5, "metro", "nonmetro")
        states = "area_title" in frame and frame["area_code"].str.len().le(2).all()
        area = pd.Series("state" if states else split, frame.index)
    else:
        area = pd.Series("nation", frame.index)
    industry = frame.get("industry_code", pd.Series("000000", frame.index, dtype="str"))
    owner = frame.get("own_code", frame.get("ownership", pd.Series("", frame.index, dtype="str")))
    owner = owner.str.removesuffix(".0")
    words = {word: word for word in OWNERS.values()} | OWNERS
    if not owner.isin(list(words)).all():
        raise ReleaseError(f"{where}: the owner {owner[~owner.isin(list(words))].iloc[0]!r} is unknown.")
    cross = industry.isin(["000000", "0", ""]) & owner.map(words).eq(OWNERS[""])
    nation = area.eq("nation")
    if (~nation & ~cross).any():
        raise ReleaseError(
            f"{where} holds areas by industry or owner; no table here takes them. Import the area release."
        )
    parts: list[tuple[str, str, Any]] = []
    if (mask := (nation & cross).to_numpy() & every).any():
        parts.append(("wages_national", "national", mask))
    if "area_code" in frame:
        codes = frame["area_code"]
        for kind, width in WIDTHS.items():
            frame["area_code"] = frame["area_code"].mask(area.eq(kind), codes.str.pad(width, fillchar="0"))
    for kind in ("state", "metro", "nonmetro"):
        if (mask := area.eq(kind).to_numpy()).any():
            parts.append(("wages_area", kind, mask))
    frame["area_type"] = area.astype("str")
    frame["ownership"] = owner.map(words).astype("str")
    frame["industry_code"] = industry.mask(industry.isin(list(SECTORS)), industry.map(SECTORS)).astype("str")
    layout = _layouts(frame)
    frame["layout"] = layout
    for kind in sorted(layout[nation & ~cross].unique()):
        parts.append(("wages_industry", kind, (nation & ~cross & layout.eq(kind)).to_numpy()))
    return parts


def _layouts(frame: pd.DataFrame) -> pd.Series[str]:
    """Say how finely a row tells industries apart: sectors, industries_4_digit, schools_hospitals."""
    code, owner = frame["industry_code"], frame["ownership"]
    if "i_group" in frame and frame["i_group"].ne("").all():
        layout = frame["i_group"].str.lower().str.replace(r"[^a-z0-9]+", "_", regex=True)
        layout = layout.where(~layout.str.match(r"\d"), "industries_" + layout)
    else:
        digits = code.str.rstrip("0").str.len().clip(lower=3)
        layout = "industries_" + digits.astype("str") + "_digit"
        layout = layout.mask(code.str.len().le(2) | code.str.contains("-"), "sectors")
        layout = layout.mask(code.isin(["000000", "000001"]), "owners")
    taught = (
        code.str.match("61|622") & owner.isin([OWNERS[n] for n in "235"]) & ~layout.str.startswith("sector")
    )
    if "ownership" in frame and "i_group" not in frame and owner.nunique() > 1 and taught.all():
        layout = layout.where(~taught, "schools_hospitals")
    return layout.replace("sector", "sectors").astype("str")


def _part(
    frame: pd.DataFrame, table: str, kind: str, values: Any, codes: Any, mask: Any, columns: Any
) -> Dataset:
    known = schema_of(table)
    out: dict[str, Any] = {}
    groups: dict[str, list[str]] = {}
    notes: list[str] = []
    if (untitled := frame["occ_title"].eq("")).any():
        notes.append(f"odd: {int(untitled.sum()):,} occupations without a title")
    for name, status in known.items():
        if name in MEASURES:
            out[name] = values[name][mask]
            groups.setdefault(status, []).append(name)
            blank = int((codes[name][mask] == 1).sum())
            if 0 < blank < len(frame):  # a symbol says why there is no figure; a blank cell says nothing
                notes.append(f"odd: {blank:,} blank cells in the column {name}")
        elif name in frame:
            out[name] = frame[name].array
    mixed = np.zeros(len(frame), dtype=bool)
    for status, names in groups.items():
        stack = np.vstack([codes[name][mask] for name in names])
        most = stack.max(axis=0)
        mixed |= ((stack != most) & (stack != 0)).any(axis=0)
        out[status] = pd.Series(STATUSES, dtype="str").array.take(most)
    for name, text in columns.items():  # as published: what the table has no column for
        if name not in known or (name in MEASURES and name not in out):
            text = pd.Series(text.to_pandas(), dtype="str").array[mask]
            if name not in MEASURES or (text != "").any():
                out[name] = text
    if mixed.any():  # two reasons in one group: the symbols are kept beside the stronger reason
        present = [name for names in groups.values() for name in names if name in columns]
        texts = {name: np.array(columns[name].to_pylist(), dtype=object)[mask] for name in present}
        signs = ["" for _ in mixed]
        for i in np.flatnonzero(mixed):
            signs[i] = " ".join(f"{n}={t[i]}" for n, t in texts.items() if codes[n][mask][i])
        out["symbols"] = pd.array(signs, dtype="str")
    return Dataset(table, "", kind, pd.DataFrame(out), tuple(notes))


def once(part: Dataset, where: str) -> Dataset:
    """Keep one row where a code stands twice with the same figures (as broad and as detailed occupation)."""
    keys, frame = KEYS[part.table], part.frame
    twice = frame.duplicated(keys, keep=False)
    if not twice.any():
        return part
    rows = frame[twice].assign(detailed=frame["occ_level"].eq("detailed"))
    figures = [name for name in map(str, frame) if name in MEASURES or name.endswith("_status")]
    differ = rows.groupby(keys)[figures].nunique(dropna=False).gt(1).any(axis=1)
    if differ.any():
        first: Any = differ.idxmax()
        key = dict(zip(keys, first, strict=True))
        raise ReleaseError(f"{where}: two rows with different figures for {key}. The file is damaged.")
    best = rows.sort_values("detailed", ascending=False, kind="stable").drop_duplicates(keys).index
    kept = frame[~twice | frame.index.isin(best)]
    note = f"{len(frame) - len(kept)} rows stand twice with the same figures: the detailed one is kept"
    return replace(part, frame=kept, notes=(*part.notes, note))
