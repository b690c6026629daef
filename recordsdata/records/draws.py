"""Draws that are the same on every machine, and columns made from them.

Only the raw 64-bit numbers of the generator are used, with whole-number arithmetic: what numpy makes of them
(normal, gamma, shuffle) may change with its version, and the last digit of a logarithm with the machine.
Times are whole minutes since 1970, dates whole days, so that a table of a million rows stays small.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Draw = np.random.PCG64

MISSING = int(np.iinfo(np.int64).min)  # a missing time or date, as numpy itself marks it
DAY = 1440  # minutes


def stream(seed: int, name: str) -> Draw:
    """Return a source of random numbers of its own for one table, so that tables do not shift each other."""
    return np.random.PCG64(np.random.SeedSequence([seed, zlib.crc32(name.encode())]))


def below(draw: Draw, high: Any, size: int) -> Ints:
    """Draw whole numbers from 0 up to, not including, `high`: a number or one a row, at most 2**31."""
    raw = draw.random_raw(size) >> np.uint64(32)
    drawn: Ints = ((raw * np.asarray(high).astype(np.uint64)) >> np.uint64(32)).astype(np.int64)
    return drawn


def chance(draw: Draw, permille: Any, size: int) -> Bools:
    """Draw True in so many of a thousand."""
    return below(draw, 1_000_000, size) < np.asarray(permille) * 1000


def pick(draw: Draw, weights: Sequence[int] | Ints, size: int) -> Ints:
    """Draw places of a list in proportion to whole-number weights."""
    totals = np.cumsum(np.asarray(weights, dtype=np.int64))
    return np.searchsorted(totals, below(draw, totals[-1], size), side="right").astype(np.int64)


def pick_by_row(draw: Draw, weights: Ints, rows: Ints) -> Ints:
    """Draw a column for each of `rows`, in proportion to the weights in that row of a matrix."""
    totals = np.cumsum(weights.ravel())
    ends = totals[weights.shape[1] - 1 :: weights.shape[1]]
    starts = ends - weights.sum(axis=1)
    keys = starts[rows] + below(draw, (ends - starts)[rows], len(rows))
    picked: Ints = (np.searchsorted(totals, keys, side="right") - rows * weights.shape[1]).astype(np.int64)
    return picked


def shuffled(draw: Draw, size: int) -> Ints:
    """Return the numbers from 0 to size - 1 in random order."""
    return np.argsort(draw.random_raw(size), kind="stable").astype(np.int64)


def sample(draw: Draw, rows: Ints, count: int) -> Ints:
    """Draw `count` of the rows, each at most once, in random order."""
    return rows[shuffled(draw, len(rows))[:count]]


def day(text: str) -> int:
    """Return a date as days since 1970."""
    return int(np.datetime64(text, "D").astype(np.int64))


def dates(days: Ints) -> Any:
    """Return days as a column of dates."""
    return _moments(days, DAY)


def times(minutes: Ints) -> Any:
    """Return minutes as a column of times."""
    return _moments(minutes, 1)


def _moments(values: Ints, minutes: int) -> Any:
    """Return counts of so many minutes as times; MISSING stays missing."""
    return np.where(values == MISSING, MISSING, values * (minutes * 60_000_000)).view("datetime64[us]")


def whole(values: Ints, known: Any = True) -> Any:
    """Return a column of whole numbers that are missing where they are not known."""
    return pd.Series(values).astype("Int64").where(np.broadcast_to(known, values.shape)).array


def words(vocabulary: Sequence[str], places: Ints) -> Any:
    """Return the words at these places as a column of text; -1 is missing."""
    array = pd.array(list(vocabulary), dtype="str")
    return array.take(places, allow_fill=bool((places < 0).any()))


def digits(numbers: Ints, width: int) -> npt.NDArray[np.uint8]:
    """Return numbers as rows of ASCII digits, with zeros in front."""
    out = np.empty((len(numbers), width), dtype=np.uint8)
    rest = numbers.astype(np.int64)
    for place in range(width - 1, -1, -1):
        rest, out[:, place] = rest // 10, rest % 10 + 48
    return out


def text(*parts: str | npt.NDArray[np.uint8]) -> Any:
    """Join constants and rows of digits into a column of text, all rows of one length."""
    rows = max(len(part) for part in parts if not isinstance(part, str))
    full = [
        np.broadcast_to(np.frombuffer(part.encode(), dtype=np.uint8), (rows, len(part)))
        if isinstance(part, str)
        else part
        for part in parts
    ]
    joined = np.ascontiguousarray(np.concatenate(full, axis=1))
    return pd.array(joined.view(f"S{joined.shape[1]}").ravel().astype(f"U{joined.shape[1]}"), dtype="str")


def overwrite(column: Any, rows: Ints, values: Sequence[str | None]) -> Any:
    """Return a column of text with other words in some rows."""
    if len(rows) == 0:
        return column
    changed = column.copy()
    changed[rows] = pd.array(list(values), dtype="str")
    return changed
