"""Industries as the releases list them: what a code covers, and which rows hold the same jobs."""

from __future__ import annotations

import re
from typing import Any, Final

import pandas as pd

__all__ = ["DETAILS", "LAYOUTS", "at_detail", "details_of", "overlapping"]

# How finely employers are told apart, in words, and what each layout of the releases can show.
DETAILS: Final = {
    "industries": "industries (four-digit groups) of the whole economy",
    "sectors": "sectors of the whole economy",
    "hospitals_and_schools": "hospitals and schools by owner",
}
LAYOUTS: Final = {
    "schools_hospitals": ("hospitals_and_schools",),
    "sectors": ("sectors",),
    "all_industries": ("industries", "sectors", "hospitals_and_schools"),
    "industries_4_digit": ("industries",),
}
_OWNERS: Final = ("Private", "Federal", "State", "Local")


def details_of(wages_industry: pd.DataFrame, year: int) -> tuple[str, ...]:
    """List how finely the release of one year tells employers apart.

    Parameters
    ----------
    wages_industry : pandas.DataFrame
        The table of that name.
    year : int
        Of the release (May).

    Returns
    -------
    tuple of str
        Keys of `DETAILS`; empty for a year that the table lacks, or has too finely or coarsely only.

    Examples
    --------
    >>> from recordsdata.datasets import load
    >>> [details_of(load("wages_industry"), year) for year in (2018, 2024)]
    [('hospitals_and_schools',), ('sectors',)]
    """
    layouts = wages_industry.loc[wages_industry["year"] == year, "layout"].unique()
    shown = {detail for layout in layouts for detail in LAYOUTS.get(layout, ())}
    return tuple(detail for detail in DETAILS if detail in shown)


def _spans(code: str, title: str, layout: str, owner: str) -> list[tuple[int, int]]:
    """Read which half-open stretches of the six-digit industry line a row covers."""
    if code == "000001" or re.fullmatch("999[0-3]01", code):  # one owner's jobs in every industry
        return [(0, 1_000_000)]
    if "A" in code:  # several four-digit groups, listed in the title
        return [(int(group) * 100, (int(group) + 1) * 100) for group in re.findall(r"\d{4}", title)]
    first, *last = re.split("-+", code)
    if last or layout == "sectors":
        # Sectors: "62--63" (2025) ends before 63, "31-33" (before) ends with 33.
        end = int(last[0]) if layout == "all_industries" else int(last[0] if last else first) + 1
        return [(int(first) * 10_000, end * 10_000)]
    # In 2025 the last digit of a school's or hospital's code may be its owner: 622102, state.
    by_owner = layout == "all_industries" and not owner.startswith("All") and not code.startswith("999")
    digits = (code[:5] if by_owner else code).rstrip("0")
    return [(int(digits.ljust(6, "0")), (int(digits) + 1) * 10 ** (6 - len(digits)))]


def _cells(rows: pd.DataFrame) -> list[tuple[list[tuple[int, int]], frozenset[str]]]:
    out = []
    for row in rows.itertuples():
        words = str(row.ownership)
        named = {owner for owner in _OWNERS if owner.lower() in words.lower()}
        # A sector's words on ownership say what it leaves out; what is there may belong to anyone.
        whose = frozenset(_OWNERS if row.layout == "sectors" or words.startswith("All") else named)
        out.append((_spans(str(row.industry_code), str(row.industry_title), str(row.layout), words), whose))
    return out


def _holds(outer: Any, inner: Any) -> bool:
    within = all(any(a <= c and d <= b for a, b in outer[0]) for c, d in inner[0])
    return within and inner[1] <= outer[1] and outer != inner


def overlapping(rows: pd.DataFrame) -> list[tuple[str, str]]:
    """Find the pairs of rows that may count the same job, from the codes alone.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of `wages_industry`, of one year and occupation.

    Returns
    -------
    list of (str, str)
        Pairs of industry codes that cover a common stretch of industries and a common owner.

    Notes
    -----
    An industry code stands for a stretch of the six-digit line: 622000 for 622000 up to 623000, `62--63` for
    620000 up to 630000. A row is a stretch and a set of owners. Two rows can share a job only where both
    meet; that a government runs no establishment in an industry is not assumed.

    Examples
    --------
    >>> from recordsdata.datasets import load
    >>> frame = load("wages_industry").query("year == 2025 and occ_code == '29-2072'")
    >>> overlapping(frame[frame["industry_code"].isin(["622000", "622102", "622103", "999101"])])
    [('622000', '622102'), ('622000', '622103'), ('622000', '999101')]
    """
    cells, codes = _cells(rows), rows["industry_code"].tolist()
    return [
        (codes[i], codes[j])
        for i, (spans, whose) in enumerate(cells)
        for j, (others, whom) in enumerate(cells)
        if i < j and whose & whom and any(a < d and c < b for a, b in spans for c, d in others)
    ]


def at_detail(rows: pd.DataFrame, detail: str) -> pd.DataFrame:
    """Choose the rows of one level of detail, none inside another.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of `wages_industry`, of one year and occupation.
    detail : str
        One of `details_of` that year. "industries" takes four-digit groups, and a wider industry where the
        release has nothing finer inside it.

    Returns
    -------
    pandas.DataFrame
        Some of `rows`.

    Raises
    ------
    ValueError
        No such detail in that year, no rows, or rows that would count a job twice.

    Examples
    --------
    >>> from recordsdata.datasets import load
    >>> rows = load("wages_industry").query("year == 2025 and occ_code == '29-2072'")
    >>> {detail: len(at_detail(rows, detail)) for detail in DETAILS}
    {'industries': 46, 'sectors': 14, 'hospitals_and_schools': 12}
    """
    # A year may have several releases by industry: one of them shows the detail.
    fit = [one for one in LAYOUTS if detail in LAYOUTS[one] and one in rows["layout"].unique()]
    if not fit or rows["year"].nunique() > 1:
        shown = details_of(rows, rows["year"].max()) if rows["year"].nunique() == 1 else ()
        raise ValueError(
            f"detail is {detail!r}, for {len(rows)} rows by industry. They can show: "
            f"{', '.join(shown) or 'nothing, give the rows of one year and occupation'}."
        )
    rows = rows[rows["layout"] == fit[0]]
    if "industries" in LAYOUTS[fit[0]]:
        every_owner = r".*-.*|\d{4}00|\d{4}A\d"
        wanted = {"industries": every_owner, "sectors": ".*-.*"}.get(detail, "6(?:11|22)[1-9]0[235]")
        rows = rows[rows["industry_code"].str.fullmatch(wanted)]
    if detail == "industries":
        cells = _cells(rows)
        rows = rows[[not any(_holds(cell, other) for other in cells) for cell in cells]]
    if clash := overlapping(rows):
        raise ValueError(f"Rows {clash[0]} hold the same jobs: at the level {detail!r} shares would overlap.")
    return rows
