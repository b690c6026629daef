"""Small counts stay hidden from an attacker who solves whole-number programs, which the package does not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from recordsdata.records.cells import SMALLEST, TOTAL, bounds, published, suppress, with_only_small_hidden


def constraints(cells):
    """Every cell a variable; rows and columns add up to their totals."""
    place = {name: i for i, name in enumerate(zip(cells["row"], cells["column"], strict=True))}
    rows = [row for row in pd.unique(cells["row"]) if row != TOTAL]
    columns = [column for column in pd.unique(cells["column"]) if column != TOTAL]
    two_way = (rows[0], TOTAL) in place
    sums = [[(row, column) for row in rows] + [(TOTAL, column)] for column in columns]
    if two_way:
        sums.append([(row, TOTAL) for row in rows] + [(TOTAL, TOTAL)])
        sums += [[(row, column) for column in columns] + [(row, TOTAL)] for row in [*rows, TOTAL]]
    matrix = np.zeros((len(sums), len(place)))
    for line, names in enumerate(sums):
        for name in names[:-1]:
            matrix[line, place[name]] = 1
        matrix[line, place[names[-1]]] = -1
    low, high = np.zeros(len(place)), np.full(len(place), 1e7)
    for i, cell in enumerate(cells.itertuples(index=False)):
        if cell.status == "shown":
            low[i] = high[i] = cell.count
        elif cell.status == "first":
            low[i], high[i] = 1, 10
        elif TOTAL not in (cell.row, cell.column):
            low[i] = SMALLEST
    return matrix, low, high


def possible(known, i, value):
    """Whether whole numbers exist that fit everything known (`constraints`), with cell i at a value."""
    matrix, low, high = known[0], known[1].copy(), known[2].copy()
    low[i] = high[i] = value
    answer = milp(
        np.zeros(len(low)),
        constraints=LinearConstraint(matrix, 0, 0),
        bounds=Bounds(low, high),
        integrality=np.ones(len(low)),
    )
    return answer.status == 0


def assert_protected(counts):
    cells = suppress(counts)
    frame = counts.to_frame("count") if isinstance(counts, pd.Series) else counts
    truth = frame.copy()
    truth.loc[TOTAL] = truth.sum()
    if not isinstance(counts, pd.Series):
        truth[TOTAL] = truth.sum(axis=1)
    assert len(cells) == truth.size
    tried, known = 0, constraints(cells)
    for i, cell in enumerate(cells.itertuples(index=False)):
        true = truth.loc[cell.row, cell.column]
        inner = TOTAL not in (cell.row, cell.column)
        if cell.status == "shown":
            assert cell.count == true
            assert not 0 < true < SMALLEST
            continue
        assert pd.isna(cell.count)
        if cell.status == "first":
            assert inner
            assert 0 < true < SMALLEST
            for value in range(1, SMALLEST):
                assert possible(known, i, value), (cell, value)
                tried += 1
        elif inner:
            assert true >= SMALLEST
    return tried


def table(values):
    values = np.asarray(values)
    return pd.DataFrame(
        values, index=[f"r{i}" for i in range(len(values))], columns=[f"c{i}" for i in range(len(values[0]))]
    )


TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(
            st.one_of(st.integers(0, 25), st.integers(0, 2), st.integers(8, 22), st.integers(0, 400)),
            min_size=width,
            max_size=width,
        ),
        min_size=1,
        max_size=4,
    )
)


@given(TABLES)
def test_no_count_of_a_two_way_table_can_be_worked_back(values):
    assert_protected(table(values))


@given(st.lists(st.one_of(st.integers(0, 25), st.integers(0, 400)), min_size=1, max_size=6))
def test_no_count_of_a_list_can_be_worked_back(values):
    assert_protected(pd.Series(values, index=[f"r{i}" for i in range(len(values))]))


def test_random_larger_tables_hold_and_many_values_were_tried():
    rng = np.random.default_rng(11)
    tried = 0
    for mean in (4, 12, 40, 200):
        for _ in range(2):
            shape = tuple(rng.integers(3, 7, 2))
            tried += assert_protected(table(rng.poisson(mean * rng.random(shape) ** 2)))
    assert tried > 400


@given(TABLES)
def test_own_bounds_agree_with_whole_number_programs(values):
    cells = suppress(table(values))
    found = bounds(cells)
    matrix, low, high = constraints(cells)
    hidden = [i for i, status in enumerate(cells["status"]) if status != "shown"]
    assert len(found) == len(hidden)
    for i, (least, largest) in zip(hidden[:4], found[["least", "largest"]].to_numpy().tolist(), strict=False):
        for sign, own in ((1, least), (-1, largest)):
            goal = np.zeros(len(low))
            goal[i] = sign
            answer = milp(
                goal,
                constraints=LinearConstraint(matrix, 0, 0),
                bounds=Bounds(low, high),
                integrality=np.ones(len(low)),
            )
            if own is pd.NA or pd.isna(own):
                assert round(answer.x[i]) > 10**5
            else:
                assert round(answer.x[i]) == own


def test_a_worked_example():
    # c0 of r0 is hidden; without company it is 75 - 40 - 30.
    counts = table([[5, 40, 30], [60, 20, 13], [70, 80, 90]])
    naive = bounds(with_only_small_hidden(counts))
    assert naive[["least", "largest"]].to_numpy().tolist() == [[5, 5]]
    cells = suppress(counts)
    assert (cells["status"] == "first").sum() == 1
    # the cheapest company: another cell of the row, one of the column, and the one where these two meet
    assert (cells["status"] == "complementary").sum() == 3
    assert cells.loc[cells["status"] == "complementary", "column"].isin(["c0", "c1", "c2"]).all()
    shown = published(cells)
    assert shown.loc["r0", "c0"] == "hidden"
    assert shown.loc[TOTAL, TOTAL] == "408"
    assert shown.shape == (4, 4)


def test_nothing_is_hidden_where_nothing_is_small():
    assert (suppress(table([[11, 0], [0, 12]]))["status"] == "shown").all()


def test_zeros_are_always_shown():
    cells = suppress(table([[0, 3, 0], [20, 0, 40], [0, 0, 0]]))
    assert (cells.loc[cells["count"].eq(0), "status"] == "shown").all()
    assert cells["count"].eq(0).sum() >= 6


def test_the_published_table_does_not_tell_why_a_cell_is_hidden():
    shown = published(suppress(table([[5, 40], [60, 20]])))
    assert set(shown.to_numpy().ravel()) <= {"hidden", "45", "65", "60", "80", "125"}


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        (pd.DataFrame(), "empty"),
        (pd.Series(dtype="int64"), "empty"),
        (table([[1.5, 2]]), "whole numbers"),
        (table([[-1, 2]]), "whole numbers"),
        (pd.DataFrame({"a": [1, None]}), "none missing"),
        (pd.DataFrame({"a": ["1", "2"]}), "whole numbers"),
        (pd.DataFrame({"a": [True, False]}), "whole numbers"),
        (pd.DataFrame({TOTAL: [1, 2]}), "leave the totals out"),
        (pd.Series([1, 2], index=["a", "a"]), "stands there twice"),
        (pd.DataFrame([[1, 2]], columns=["a", "a"]), "stands there twice"),
    ],
)
def test_wrong_counts_teach(counts, says):
    with pytest.raises(ValueError, match=says):
        suppress(counts)


def test_something_else_than_counts_is_an_error():
    with pytest.raises(TypeError, match="DataFrame or a Series"):
        suppress([1, 2])


def test_changed_cells_are_noticed():
    cells = suppress(table([[5, 40], [60, 20]]))
    with pytest.raises(ValueError, match="'status' is missing"):
        bounds(cells.drop(columns="status"))
    with pytest.raises(ValueError, match="cells where"):
        bounds(cells.iloc[1:])
    cells.loc[cells["row"].eq(TOTAL) & cells["column"].eq(TOTAL), "count"] = 1
    with pytest.raises(ValueError, match="No counts fit"):
        bounds(cells)
