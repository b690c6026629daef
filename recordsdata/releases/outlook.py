"""Read a workbook of the Employment Projections into the tables of the outlook.

A header may run over three lines with merged cells; the words above a column, put together, say what it is.
Tables of the same workbook that repeat a figure have to agree with it.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd

from recordsdata.releases.layouts import NUMBER, Dataset, schema_of
from recordsdata.releases.reading import SOC, ReleaseError, Sheet, Source

__all__ = ["read_projections"]

ROUND = re.compile(r"\b(20\d\d)[-–](\d\d)\b")
# What the words above a column must hold, in the order of the search: the first that fits is taken.
COLUMNS = (
    ("exits_k", "separations(?!.*rate).*exits|^labor force exits"),
    ("transfers_k", "separations(?!.*rate).*transfers|^occupational transfers"),
    ("seps_k", "separations,.* total|^total occupational separations,"),
    ("exit_rate", "rate.*exits|exit rate"),
    ("transfer_rate", "rate.*transfers|transfer rate"),
    ("total_sep_rate", "separations rate"),
    ("openings_k", "openings"),
    ("self_employed", "self.employed"),
    ("median_wage", "median annual wage"),
    ("distribution", "distribution"),
    ("pct", "change.*percent"),
    ("chg_k", "change.*(number|numeric)"),
    ("education", "education"),
    ("experience", "work experience"),
    ("training", "training"),
    ("occupation_type", "occupation type"),
    ("employment", "employment"),
)
SCHOOLING = {
    "less than high school diploma": "lt_hs", "high school diploma or equivalent": "hs",
    "some college, no degree": "some_col", "associate's degree": "assoc", "bachelor's degree": "bach",
    "master's degree": "mast", "doctoral or professional degree": "doct",
}  # fmt: skip
FIGURES = {"emp_base_k", "emp_proj_k", "chg_k", "pct", "openings_k", "exits_k", "transfers_k", "seps_k"}
FIGURES |= {"exit_rate", "transfer_rate", "total_sep_rate", *SCHOOLING.values()}


def read_projections(source: Source) -> list[Dataset]:
    """Read the workbook of one round; an empty list where it is none.

    Raises
    ------
    ReleaseError
        A table lacks a column, holds what is no figure, or disagrees with another table of the workbook.
    """
    tables: dict[str, tuple[str, pd.DataFrame]] = {}
    titles = [_title(sheet) for sheet in source.sheets]
    rounds = sorted({"-".join(m.groups()) for title in titles for m in ROUND.finditer(title)})
    years = sorted(
        {m[1] + "-" + m[2][2:] for t in titles for m in re.finditer(r"(20\d\d) and projected (20\d\d)", t)}
    )
    if not (rounds or years) or not any(re.match("Table 1", title) for title in titles):
        return []
    if len({*rounds, *years}) > 1:
        raise ReleaseError(f"{source.name} speaks of several rounds: {', '.join(sorted({*rounds, *years}))}.")
    released = (years or rounds)[0]
    aside = []
    for sheet, title in zip(source.sheets, titles, strict=True):
        if re.search(
            "by (detailed|major occ)|worker characteristics|separations and|Fastest|most job|largest",
            title,
        ):
            frame = _frame(sheet, f"{source.name}, sheet {sheet.name}", released)
            tables[sheet.name] = (title, frame)
        elif title:
            aside.append(sheet.name)
    return _datasets(source, tables, released, aside)


def _title(sheet: Sheet) -> str:
    """Return the first text of a sheet, on one line."""
    rows = sheet.cells.slice(0, 1).to_pylist()
    return " ".join(str(next(iter(rows[0].values())) or "").split()) if rows and rows[0] else ""


def _frame(sheet: Sheet, where: str, released: str) -> pd.DataFrame:
    """Return the rows with an occupation code, as text, under our names for the columns."""
    rows = [[str(cell or "").strip() for cell in row.values()] for row in sheet.cells.to_pylist()]
    is_data = [len(row) > 1 and bool(re.fullmatch(SOC, row[1])) for row in rows]
    if True not in is_data:
        raise ReleaseError(f"{where} has no rows with an occupation code.")
    first = is_data.index(True)
    header = rows[1:first]
    starts: set[int] = set()
    for row in header[:-1]:  # a merged cell stands in its first column, and ends where one above it begins
        starts |= {i for i, cell in enumerate(row) if cell}
        for i in range(1, len(row)):
            row[i] = row[i] if i in starts else row[i - 1]
    names = ["occ_title", "occ_code"]
    for i in range(2, len(rows[first])):
        words = " ".join(" ".join(dict.fromkeys(row[i] for row in header if row[i])).split())
        names.append(_named(words, released, where))
    if len(set(names)) < len(names):
        raise ReleaseError(f"{where}: two columns seem to be one: {', '.join(names)}.")
    for number, (row, good) in enumerate(zip(rows[first:], is_data[first:], strict=True), first + 1):
        if not good and sum(bool(re.match(NUMBER, cell)) for cell in row) > 1:
            raise ReleaseError(f"{where}, line {number}: {row[1]!r} is not an occupation code.")
    frame = pd.DataFrame(
        [row for row, good in zip(rows, is_data, strict=True) if good], columns=names, dtype="str"
    )
    frame["occ_title"] = frame["occ_title"].str.replace(r"(\(\d\))+$", "", regex=True)
    if (twice := frame["occ_code"].duplicated()).any():
        raise ReleaseError(f"{where}: {frame['occ_code'][twice].iloc[0]} stands twice.")
    return frame


def _named(words: str, released: str, where: str) -> str:
    low = words.lower()
    if low in SCHOOLING:
        return SCHOOLING[low]
    name = next((name for name, pattern in COLUMNS if re.search(pattern, low)), None)
    if name in ("employment", "distribution"):
        years = re.findall(r"\b20\d\d\b", words)
        ends = {released[:4]: "base", f"20{released[-2:]}": "proj"}
        if not years or years[-1] not in ends:
            raise ReleaseError(f"{where}: the column {words!r} has none of the years {' and '.join(ends)}.")
        end = ends[years[-1]]
        return f"emp_{end}_k" if name == "employment" else f"share_{end}"
    if name == "median_wage":
        year = re.search(r"20\d\d", words)
        return f"median_wage {year[0] if year else released[:4]}"
    return name or re.sub(r"\W+", "_", low).strip("_") or "unnamed"


def _datasets(
    source: Source, tables: dict[str, tuple[str, pd.DataFrame]], released: str, aside: list[str]
) -> list[Dataset]:
    """Choose the widest table of each kind, compare the others with it, and type the figures."""
    wanted = {
        "projections": {"emp_base_k", "pct", "openings_k", "education"},
        "separations": {"exit_rate", "seps_k"},
        "education": {"lt_hs", "doct"},
    }
    out = []
    texts: dict[str, pd.DataFrame] = {}
    for table, needed in wanted.items():
        sheet = next((name for name, (_, frame) in tables.items() if needed <= set(frame)), None)
        if sheet is None:
            if table == "projections":
                raise ReleaseError(
                    f"{source.name} has no table with {', '.join(sorted(needed))}. Take the whole workbook."
                )
            continue
        texts[sheet] = tables[sheet][1]
        said = (
            f"from sheet {sheet}; beside it in the workbook: {', '.join(aside)} (links and prose, left aside)"
        )
        out.append(_dataset(table, released, *tables[sheet], f"{source.name}, sheet {sheet}", said))
    compared = [name for name in tables if name not in texts]
    odd = []
    for name in compared:
        for other, chosen in texts.items():
            both = tables[name][1].merge(chosen, on="occ_code", suffixes=("", " chosen"))
            lost = set(tables[name][1]["occ_code"]) - set(chosen["occ_code"])
            if len(lost) and "occupation" in tables[name][0] and "emp_base_k" in chosen:
                odd.append(f"{name} has {len(lost)} codes that {other} lacks, such as {min(lost)}")
            for column in (c for c in both if f"{c} chosen" in both and c != "occ_title"):
                differ = both[both[column] != both[f"{column} chosen"]]
                for row in differ.to_dict("records")[:5]:
                    odd.append(
                        f"{row['occ_code']}, {column}: {row[column]!r} in {name}, "
                        f"{row[f'{column} chosen']!r} in {other}"
                    )
    notes = [f"odd: {line}" for line in odd]
    return [
        Dataset(d.table, d.release, d.kind, d.frame, (*d.notes, *(notes if i == 0 else [])))
        for i, d in enumerate(out)
    ]


def _dataset(table: str, released: str, title: str, frame: pd.DataFrame, where: str, said: str) -> Dataset:
    out: dict[str, Any] = {"round": released, "occ_code": frame["occ_code"], "occ_title": frame["occ_title"]}
    for name in frame.columns[2:]:
        column, wage = str(name), str(name).startswith("median_wage ")
        if column in FIGURES:
            plain = frame[column].str.match(NUMBER)
            empty = frame[column].isin(["", "—", "–", "-"])
            if (wrong := ~plain & ~empty).any():
                raise ReleaseError(f"{where}: {frame[column][wrong].iloc[0]!r} is not a figure ({column}).")
            out[column] = pd.to_numeric(frame[column].where(plain).str.replace(",", "")).astype("float64")
        elif wage:
            out["median_wage"] = frame[column]  # as published: a figure, a bound or a dash
            out["wage_year"] = column.split()[1]
        else:
            out[column] = frame[column]
    if table == "projections":
        total = int(released[:4]) < 2016
        out["openings_kind"] = "ten_year_total" if total else "annual"
        schooling = frame["education"].replace(
            {"Postsecondary non-degree award": "Postsecondary nondegree award"}
        )
        status = np.where(
            schooling.eq(""), "not_in_source", np.where(schooling.eq("—"), "not_applicable", "released")
        )
        out["education"] = schooling.mask(schooling.isin(["", "—"]))
        out["education_status"] = pd.array(status, dtype="str")
        known = out["openings_k"].notna()
        out["openings_status"] = pd.array(np.where(known, "released", "not_in_source"), dtype="str")
    if table == "education":
        years = re.findall(r"20\d\d", title)
        out["years"] = years[0] if len(years) == 1 else f"{years[0]}-{years[-1][2:]}"
        out.pop("round")
    required = [name for name in schema_of(table) if name not in out]
    if required:
        raise ReleaseError(f"{where} has no column for {', '.join(required)}.")
    typed = pd.DataFrame(out)
    typed = typed.astype({name: "str" for name in typed if pd.api.types.is_object_dtype(typed[name])})
    kind = str(out.get("years", "occupations"))
    return Dataset(table, released, kind, typed, (f"the round stands in the file; {said}",))
