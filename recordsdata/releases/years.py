"""Find the year of a wage release: in its own words, in its figures, last in its file's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from recordsdata import datasets
from recordsdata.releases.reading import ReleaseError, Source

if TYPE_CHECKING:
    from recordsdata.releases.layouts import Dataset

__all__ = ["release_year", "year_in_figures"]

IN_NAMES = (
    r"(?:^|[_ ])M_?(20\d\d)",
    r"oesm(\d\d)(?!\d)",
    r"May[_ ]?(20\d\d)",
    r"oes_?(\d\d)(?:nat|st|ma|in|all)",
)
ENOUGH = 0.5  # of the rows that both have; neighbouring years agree in under a hundredth


def _years(texts: Sequence[str], patterns: Sequence[str]) -> list[int]:
    found = [m[1] for text in texts for p in patterns for m in re.finditer(p, text, re.I)]
    return sorted({int(year) + 2000 * (len(year) == 2) for year in found})


def year_in_figures(parts: Sequence[Dataset]) -> int | None:
    """Return the shipped year whose figures of employment these rows are, if they are of one."""
    for part in parts:
        keys = {
            "wages_national": ["occ_code"],
            "wages_area": ["area_code", "occ_code"],
            "wages_industry": ["industry_code", "ownership", "occ_code"],
        }[part.table]
        shipped = datasets.load(part.table).dropna(subset="tot_emp")
        both = shipped.merge(part.frame.dropna(subset="tot_emp"), on=keys, suffixes=("", "_here"))
        compared = Counter(both["year"])
        same = Counter(both["year"][both["tot_emp"] == both["tot_emp_here"]])
        good = [year for year, n in compared.items() if n >= 10 and same[year] / n > ENOUGH]
        if len(good) == 1:
            return int(good[0])
    return None


def release_year(
    source: Source, sheet: str, texts: Sequence[str], parts: Sequence[Dataset]
) -> tuple[int, str]:
    """Return the year and how it was found.

    Raises
    ------
    ReleaseError
        Nothing tells the year, or two things tell different ones.
    """
    said = _years([sheet, *[t for t in texts if "OES" in t or "OEWS" in t or "Occupational" in t]], IN_NAMES)
    if len(said) > 1:
        raise ReleaseError(f"{source.name} speaks of several years: {', '.join(map(str, said))}.")
    figures = year_in_figures(parts)
    named = _years([source.name], IN_NAMES) or _years(source.around, IN_NAMES)
    if said and figures and said[0] != figures:
        raise ReleaseError(f"{source.name} says May {said[0]}, but its figures are those of May {figures}.")
    for found, how in (
        (said, "the year stands in the file"),
        ([figures] if figures else [], "the year was told by the figures"),
        (named, "the year was told by the name alone"),
    ):
        if len(found) == 1:
            other = "" if named in ([], found) else f"; its name says {', '.join(map(str, named))}"
            return int(found[0] or 0), how + other
    raise ReleaseError(
        f"{source.name}: nothing tells its year. Give the file the name that BLS gave it, such as "
        "national_M2012_dl.xls."
    )
