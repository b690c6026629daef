"""De-identification by Safe Harbor, a scanner for what is left, and who still stands out.

- `deidentify_text(text, known=())` gives a free text back with each identifier replaced by a tag of its
  kind: [NAME], [PLACE], [DATE], [PHONE], [EMAIL], [URL], [IP], [NUMBER] or [ID]. Whole calendar years stay
  (those that would tell an age over 89 go), ages over 89 become 90+, ages up to 89 stay, and so do times of
  day, doses, laboratory values, vital signs and diagnosis codes. `known` are strings (names, addresses,
  numbers of this patient, of relatives and staff) that go wherever they appear.
- `scan_text(text, known=())` lists what `deidentify_text` would take out: kind, start, end, text.
- `deidentify(tables, seed=None)` gives the tables of the lab back without the 18 identifiers.
- `scan(tables)` lists what is left in any tables: table, column, record, kind, text.
- `IDENTIFIERS` says what the 18 kinds are, A to R of 45 CFR 164.514(b)(2)(i), and what becomes of each.
- `k_anonymity(frame, quasi_identifiers, k)` and `l_diversity(frame, quasi_identifiers, sensitive, l)` list
  the rows that stand out.

A text that is not a string, or longer than `LONGEST` characters, is an error; so is a table or a column
that the schema of the lab does not have.

Two limits that no program removes. Safe Harbor also asks that nobody who releases the data has actual
knowledge that what is left could point to a person; and it is one of two ways, the other is the
determination of an expert (45 CFR 164.514(b)(1)).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from recordsdata.records.freetext import find

__all__ = [
    "IDENTIFIERS",
    "LONGEST",
    "deidentify",
    "deidentify_text",
    "k_anonymity",
    "l_diversity",
    "scan",
    "scan_text",
]

LONGEST = 2_000_000  # characters of one text; a longer one is an error, not an endless wait
IDENTIFIERS: tuple[tuple[str, str, str], ...] = ()


def deidentify_text(text: str, known: Collection[str] = ()) -> str:
    """Replace each identifier in a free text by a tag of its kind."""
    _check_text(text, known)
    parts, place = [], 0
    for one in find(text, known):
        parts += [text[place : one.start], one.instead]
        place = one.end
    return "".join([*parts, text[place:]])


def scan_text(text: str, known: Collection[str] = ()) -> pd.DataFrame:
    """List the identifiers in a free text: kind, start, end, text."""
    _check_text(text, known)
    rows = [(f.kind, f.start, f.end, text[f.start : f.end]) for f in find(text, known)]
    return pd.DataFrame(rows, columns=["kind", "start", "end", "text"])


def _check_text(text: object, known: object) -> None:
    if not isinstance(text, str):
        raise TypeError(f"A text to de-identify must be a string, not {type(text).__name__} ({text!r:.60}).")
    if len(text) > LONGEST:
        raise ValueError(f"The text has {len(text):,} characters; at most {LONGEST:,} are read. Split it.")
    if isinstance(known, str) or not isinstance(known, Collection):
        raise TypeError(f"known must be a list of strings, not {type(known).__name__}: write [{known!r:.40}].")
    for value in known:
        if not isinstance(value, str):
            raise TypeError(f"known must hold strings only, and {value!r:.60} is {type(value).__name__}.")


def deidentify(tables: Mapping[str, pd.DataFrame], seed: int | None = None) -> dict[str, pd.DataFrame]:
    """Take the 18 identifiers out of tables of the practice lab."""
    raise NotImplementedError


def scan(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """List what is left in any tables: table, column, record, kind, text."""
    raise NotImplementedError


def k_anonymity(frame: pd.DataFrame, quasi_identifiers: Sequence[str], k: int) -> pd.DataFrame:
    """List the rows whose combination of quasi-identifiers fewer than k rows share, with `group_size`."""
    raise NotImplementedError


def l_diversity(
    frame: pd.DataFrame, quasi_identifiers: Sequence[str], sensitive: str, l: int  # noqa: E741
) -> pd.DataFrame:
    """List the rows whose group has fewer than l different sensitive values, with `values`."""
    raise NotImplementedError
