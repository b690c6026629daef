"""Small counts in a table with totals: hide those from 1 to 10, and enough others to protect them.

- `suppress(counts)` takes counts without totals, two-way (DataFrame) or a list (Series), and gives one row a
  cell, totals included: row, column, count (missing where hidden) and status.
- `bounds(cells)` says what an attacker can work out of each hidden cell: the least and the largest value.
- `published(cells)` lays the cells out as a table with totals for readers.

What the attacker is taken to know: every count that is shown, totals too; that rows and columns add up; that
a zero is never hidden; which of the hidden counts of the table are `first` (hidden because they are 1 to 10)
and which are `complementary` (hidden so that the first cannot be worked back, always more than 10); and of a
hidden total only that it is no negative number. He still faces, for each first cell, every whole number from
1 to 10.

A total from 1 to 10 is hidden as well, and this follows for it. Where it is the sum of one count, it is
that count, and may be anything from 1 to 10. Where it is the sum of more, it may also be more than 10,
since each of them may be 10; but whoever knows that there are two knows that it is at least 2. No way of
hiding could promise more.

Why that can be computed exactly: each cell is an arrow from its row to its column, each total an arrow back,
and counts that add up are a flow round this network. The values that one arrow may take while all the others
stay within their limits are then all the whole numbers between a least and a largest one, which a search for
paths along which counts can be shifted finds.
"""

from __future__ import annotations

import heapq
from collections import deque
from typing import NamedTuple

import pandas as pd

__all__ = ["SMALLEST", "TOTAL", "bounds", "published", "suppress", "with_only_small_hidden"]

SMALLEST = 11  # the smallest count that may be shown besides zero (standards: small-cells)
TOTAL = "total"  # the row and the column that hold the totals
ENDLESS = 10**12


class _Arrow(NamedTuple):
    """A cell: from where to where its count flows, its true count, and the limits known of it when hidden."""

    start: int
    end: int
    value: int
    low: int
    high: int


def suppress(counts: pd.DataFrame | pd.Series[int]) -> pd.DataFrame:
    """Hide small counts and enough others that the small ones cannot be worked back from the totals.

    Parameters
    ----------
    counts : DataFrame or Series
        Counts without totals: whole numbers of 0 or more, rows and columns named once. A Series is a list
        with one total.

    Returns
    -------
    DataFrame
        One row a cell, row by row, totals included (their row or column is `TOTAL`): row, column, count
        (Int64, missing where hidden) and status: shown, first (1 to 10) or complementary. A list has the
        column "count". The true counts are not in it.

    Raises
    ------
    TypeError
        When neither a DataFrame nor a Series is given.
    ValueError
        When there is no count, a count is missing, negative or not whole, or a name is taken twice or
        is "total".

    See Also
    --------
    bounds : what can be worked out of the result.

    Notes
    -----
    Counts of 1 to 10 neither shown nor derivable, zero may be shown: the rule of the Centers for Medicare &
    Medicaid Services for cells. Complementary cells are chosen so that few counts are lost: for each small
    cell the cheapest paths, then every one that turns out to be needless is shown again. That is a good
    choice, not proven to be the best.

    Examples
    --------
    >>> cells = suppress(pd.Series({"home": 40, "hospice": 4, "died": 25}))
    >>> cells[["row", "status"]].values.tolist()
    [['home', 'shown'], ['hospice', 'first'], ['died', 'complementary'], ['total', 'shown']]
    """
    table = _checked(counts)
    arrows = _arrows(table)
    inner = [i for i, (row, column) in enumerate(_names(table)) if TOTAL not in (row, column)]
    first = [i for i in inner if 0 < arrows[i].value < SMALLEST]
    always = [i for i, arrow in enumerate(arrows) if 0 < arrow.value < SMALLEST]
    hidden = set(always)
    for i in first:
        for up in (True, False):
            _open_paths(arrows, hidden, i, up)
    for i in sorted(hidden - set(always), key=lambda j: -arrows[j].value):
        if all(_safe(arrows, hidden - {i}, j) for j in first):
            hidden -= {i}
    return _cells(table, arrows, hidden)


def with_only_small_hidden(counts: pd.DataFrame | pd.Series[int]) -> pd.DataFrame:
    """Hide the counts from 1 to 10 of a table and nothing else: not enough, and so a lesson.

    Parameters
    ----------
    counts : DataFrame or Series
        As `suppress` takes them.

    Returns
    -------
    DataFrame
        As `suppress` gives it.

    Raises
    ------
    TypeError, ValueError
        As in `suppress`.

    Examples
    --------
    >>> bounds(with_only_small_hidden(pd.Series({"home": 40, "hospice": 4, "died": 25})))["least"].tolist()
    [4]
    """
    table = _checked(counts)
    arrows = _arrows(table)
    return _cells(table, arrows, {i for i, arrow in enumerate(arrows) if 0 < arrow.value < SMALLEST})


def _cells(table: pd.DataFrame, arrows: list[_Arrow], hidden: set[int]) -> pd.DataFrame:
    rows = []
    for i, (row, column) in enumerate(_names(table)):
        small = TOTAL not in (row, column) and 0 < arrows[i].value < SMALLEST
        status = "first" if small else "complementary" if i in hidden else "shown"
        rows.append((row, column, None if i in hidden else arrows[i].value, status))
    return pd.DataFrame(rows, columns=["row", "column", "count", "status"]).astype({"count": "Int64"})


def _checked(counts: object) -> pd.DataFrame:
    if isinstance(counts, pd.Series):
        counts = counts.to_frame("count")
    if not isinstance(counts, pd.DataFrame):
        raise TypeError(f"Counts must be a DataFrame or a Series, not {type(counts).__name__}.")
    if counts.empty:
        raise ValueError("The table of counts is empty. At least one cell is needed.")
    for side, names in (("row", counts.index), ("column", counts.columns)):
        if not names.is_unique:
            raise ValueError(
                f"The {side} {names[names.duplicated()][0]!r} stands there twice. Add the two up first."
            )
        if TOTAL in names:
            raise ValueError(f"A {side} is called {TOTAL!r}: leave the totals out, they are computed.")
    for column in counts.columns:
        values = counts[column]
        whole = pd.api.types.is_numeric_dtype(values.dtype) and not pd.api.types.is_bool_dtype(values.dtype)
        if not whole or values.isna().any() or (values < 0).any() or (values % 1 != 0).any():
            raise ValueError(
                f"Column {column!r} must hold whole numbers of 0 or more, none missing; found "
                f"{values.tolist()[:5]!r}."
            )
    return counts.astype("int64")


def _names(table: pd.DataFrame) -> list[tuple[object, object]]:
    columns = (
        [*table.columns] if table.shape[1] == 1 and table.columns[0] == "count" else [*table.columns, TOTAL]
    )
    return [(row, column) for row in [*table.index, TOTAL] for column in columns]


def _arrows(table: pd.DataFrame) -> list[_Arrow]:
    """The cells in the order of `_names`, as arrows of a network in which what flows in flows out."""
    if table.shape[1] == 1 and table.columns[0] == "count":  # a list: every count from 0 to 1, the total back
        counts = table["count"].tolist()
        return [_arrow(0, 1, count, False) for count in counts] + [_arrow(1, 0, sum(counts), True)]
    rows, columns = table.shape
    all_rows, all_columns = rows + columns, rows + columns + 1
    arrows = []
    for r, values in enumerate(table.to_numpy().tolist()):
        arrows += [_arrow(r, rows + c, count, False) for c, count in enumerate(values)]
        arrows.append(_arrow(all_columns, r, sum(values), True))
    arrows += [_arrow(rows + c, all_rows, int(total), True) for c, total in enumerate(table.sum())]
    return [*arrows, _arrow(all_rows, all_columns, int(table.to_numpy().sum()), True)]


def _arrow(start: int, end: int, count: int, total: bool) -> _Arrow:
    if total:
        return _Arrow(start, end, count, 0, ENDLESS)
    return _Arrow(start, end, count, *((1, SMALLEST - 1) if count < SMALLEST else (SMALLEST, ENDLESS)))


def _goal(arrow: _Arrow, up: bool) -> int:
    """By how much a hidden count must be able to grow or shrink."""
    return arrow.high - arrow.value if up else arrow.value - arrow.low


def _shift(arrows: list[_Arrow], hidden: set[int], i: int, up: bool, goal: int) -> int:
    """By how much cell i can grow (or shrink), up to a goal, while all hidden cells keep their limits."""
    source, sink = (arrows[i].end, arrows[i].start) if up else (arrows[i].start, arrows[i].end)
    moved: dict[int, int] = {}
    done = 0
    while done < goal:
        path = _path(arrows, hidden - {i}, moved, source, sink)
        if not path:
            break
        step = min(goal - done, *(_room(arrows[j], moved.get(j, 0), way) for j, way in path))
        for j, way in path:
            moved[j] = moved.get(j, 0) + way * step
        done += step
    return done


def _room(arrow: _Arrow, moved: int, way: int) -> int:
    return arrow.high - arrow.value - moved if way > 0 else arrow.value + moved - arrow.low


def _path(
    arrows: list[_Arrow], usable: set[int], moved: dict[int, int], source: int, sink: int
) -> list[tuple[int, int]]:
    """The shortest path on which counts can be shifted: (cell, +1 where it grows, -1 where it shrinks)."""
    leaving: dict[int, list[tuple[int, int, int]]] = {}
    for j in usable:
        arrow = arrows[j]
        for way, start, end in ((1, arrow.start, arrow.end), (-1, arrow.end, arrow.start)):
            if _room(arrow, moved.get(j, 0), way) > 0:
                leaving.setdefault(start, []).append((end, j, way))
    came: dict[int, tuple[int, int, int]] = {source: (-1, -1, 0)}
    queue = deque([source])
    while queue:
        node = queue.popleft()
        if node == sink:
            path = []
            while node != source:
                node, j, way = came[node]
                path.append((j, way))
            return path[::-1]
        for end, j, way in leaving.get(node, ()):
            if end not in came:
                came[end] = (node, j, way)
                queue.append(end)
    return []


def _safe(arrows: list[_Arrow], hidden: set[int], i: int) -> bool:
    """Whether a small cell can still be anything from 1 to 10."""
    return all(
        _shift(arrows, hidden, i, up, _goal(arrows[i], up)) == _goal(arrows[i], up) for up in (True, False)
    )


def _open_paths(arrows: list[_Arrow], hidden: set[int], i: int, up: bool) -> None:
    """Hide, at little cost, cells on paths along which cell i can grow (or shrink) as far as it must."""
    goal = _goal(arrows[i], up)
    source, sink = (arrows[i].end, arrows[i].start) if up else (arrows[i].start, arrows[i].end)
    moved: dict[int, int] = {}
    done = 0
    while done < goal:
        leaving: dict[int, list[tuple[int, int, int, int]]] = {}
        for j, arrow in enumerate(arrows):
            if j == i or arrow.value == 0:
                continue
            for way, start, end in ((1, arrow.start, arrow.end), (-1, arrow.end, arrow.start)):
                room = _room(arrow, moved.get(j, 0), way)
                if room > 0:
                    # A cell with little room would call for another path soon.
                    price = 0 if j in hidden else arrow.value + (arrow.value if room < goal - done else 0)
                    leaving.setdefault(start, []).append((end, j, way, price))
        path = _cheapest(leaving, source, sink)
        step = min(goal - done, *(_room(arrows[j], moved.get(j, 0), way) for j, way in path))
        for j, way in path:
            moved[j] = moved.get(j, 0) + way * step
            hidden.add(j)
        done += step


def _cheapest(
    leaving: dict[int, list[tuple[int, int, int, int]]], source: int, sink: int
) -> list[tuple[int, int]]:
    """The path that hides the fewest counts. There always is one: through the totals."""
    best: dict[int, tuple[int, int]] = {source: (0, 0)}
    came: dict[int, tuple[int, int, int]] = {}
    queue = [(0, 0, source)]
    while queue:
        cost, length, node = heapq.heappop(queue)
        if node == sink:
            break
        if (cost, length) > best[node]:
            continue
        for end, j, way, price in leaving.get(node, ()):
            reached = (cost + price, length + 1)
            if end not in best or reached < best[end]:
                best[end] = reached
                came[end] = (node, j, way)
                heapq.heappush(queue, (*reached, end))
    path = []
    node = sink
    while node != source:
        node, j, way = came[node]
        path.append((j, way))
    return path[::-1]


def bounds(cells: pd.DataFrame) -> pd.DataFrame:
    """Work out, as an attacker would, what each hidden count can be.

    Parameters
    ----------
    cells : DataFrame
        What `suppress` gives: row, column, count, status. No more than that is used.

    Returns
    -------
    DataFrame
        The hidden cells: row, column, status, least, largest (Int64, missing where there is no limit). Every
        whole number between the two is possible.

    Raises
    ------
    ValueError
        When a column is missing, a cell is, or no counts fit what is shown.

    Examples
    --------
    >>> cells = suppress(pd.Series({"home": 40, "hospice": 4, "died": 25}))
    >>> bounds(cells)[["row", "least", "largest"]].values.tolist()
    [['hospice', 1, 10], ['died', 19, 28]]
    """
    lost = [name for name in ("row", "column", "count", "status") if name not in cells.columns]
    if lost:
        raise ValueError(f"Column {lost[0]!r} is missing: give bounds() what suppress() returns.")
    grid = cells.pivot(index="row", columns="column", values="count")
    rows = [row for row in pd.unique(cells["row"]) if row != TOTAL]
    columns = [column for column in pd.unique(cells["column"]) if column != TOTAL]
    table = pd.DataFrame(1, index=rows, columns=columns)
    names = _names(table)
    if len(cells) != len(names) or TOTAL not in grid.index:
        raise ValueError(
            f"There are {len(cells)} cells where {len(names)} are needed: every row by every column, and "
            "totals."
        )
    known = {
        (row, column): count
        for row, column, count in cells[["row", "column", "count"]].itertuples(index=False)
    }
    status = dict(zip(zip(cells["row"], cells["column"], strict=True), cells["status"], strict=True))
    arrows, hidden = [], set()
    for i, (name, arrow) in enumerate(zip(names, _arrows(table), strict=True)):
        if status[name] == "shown":
            arrows.append(arrow._replace(value=int(known[name]), low=0, high=ENDLESS))
            continue
        low, high = (0, ENDLESS) if TOTAL in name else (1, SMALLEST - 1)
        if TOTAL not in name and status[name] == "complementary":
            low, high = SMALLEST, ENDLESS
        arrows.append(arrow._replace(value=low, low=low, high=high))
        hidden.add(i)
    arrows = _fitted(arrows, hidden)
    found = []
    for i in sorted(hidden):
        more = _shift(arrows, hidden, i, True, arrows[i].high - arrows[i].value)
        less = _shift(arrows, hidden, i, False, arrows[i].value - arrows[i].low)
        largest = arrows[i].value + more
        found.append(
            (*names[i], status[names[i]], arrows[i].value - less, largest if largest < ENDLESS // 2 else None)
        )
    result = pd.DataFrame(found, columns=["row", "column", "status", "least", "largest"])
    return result.astype({"least": "Int64", "largest": "Int64"})


def _fitted(arrows: list[_Arrow], hidden: set[int]) -> list[_Arrow]:
    """Any counts for the hidden cells that fit the ones that are shown."""
    moved: dict[int, int] = {}
    over: dict[int, int] = {}
    for arrow in arrows:
        over[arrow.end] = over.get(arrow.end, 0) + arrow.value
        over[arrow.start] = over.get(arrow.start, 0) - arrow.value
    for source in over:
        while over[source] > 0:
            paths = ((sink, _path(arrows, hidden, moved, source, sink)) for sink in over if over[sink] < 0)
            sink, path = next(((sink, path) for sink, path in paths if path), (-1, []))
            if not path:
                raise ValueError(
                    "No counts fit what is shown: a count or a status was changed after suppress()."
                )
            step = min(
                over[source], -over[sink], *(_room(arrows[j], moved.get(j, 0), way) for j, way in path)
            )
            for j, way in path:
                moved[j] = moved.get(j, 0) + way * step
            over[source] -= step
            over[sink] += step
    return [arrow._replace(value=arrow.value + moved.get(i, 0)) for i, arrow in enumerate(arrows)]


def published(cells: pd.DataFrame, mark: str = "hidden") -> pd.DataFrame:
    """Lay the cells out as the table that is published, as text: nothing tells why a count is hidden.

    Parameters
    ----------
    cells : DataFrame
        What `suppress` gives.
    mark : str
        What stands for a hidden count.

    Returns
    -------
    DataFrame
        Rows by columns with totals, counts as text.

    Examples
    --------
    >>> published(suppress(pd.Series({"home": 40, "hospice": 4, "died": 25})))["count"].tolist()
    ['40', 'hidden', 'hidden', '69']
    """
    text = cells.assign(
        count=cells["count"].map("{:,}".format, na_action="ignore").astype("object").fillna(mark)
    )
    wide = text.pivot(index="row", columns="column", values="count")
    wide = wide.reindex(index=list(pd.unique(cells["row"])), columns=list(pd.unique(cells["column"])))
    wide.index.name = wide.columns.name = None
    return wide
