"""Self-checks: right, wrong and slips of the pen are told apart, and nothing a student types raises."""

import itertools
import re
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordsdata import classroom, parameters
from recordsdata.classroom import exercises, judge
from recordsdata.exercises import EXERCISES, Exercise
from recordsdata.runner.finding import find_notebook
from recordsdata.runner.given import defaults_of

P = SimpleNamespace(notebook="99_test")
MADE_UP = {
    "99.1": Exercise(
        "How many?", lambda p: 250.5, "Look at the row.", ((lambda p: 20.9, "That is a month, not a year."),)
    )
}


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (19.4, 19.40),
        (np.float64(19.41), 19.40),
        (pd.Series([19.4]), 19.40),
        (np.array(19.4), 19.40),
        (np.array([19.4]), 19.40),
        (pd.DataFrame({"pay": [19.4]}), 19.40),
        (Decimal("19.40"), 19.40),
        (Fraction(97, 5), 19.40),
        (np.int64(3), 3),
        (np.array(["Ohio", "Iowa"]), ["Ohio", "Iowa"]),
        (194_700, 194_720),
        (0.322, 0.322),
        (32.2, 0.322),
        (3, 3),
        (" OHIO", "Ohio"),
        (True, True),
        (np.bool_(False), False),
        (["Ohio", "Iowa"], ["Ohio", "Iowa"]),
        (pd.Series([1, 2]), [1, 2]),
        (("Iowa", "Ohio"), {"Ohio", "Iowa"}),
    ],
)
def test_reasonable_forms_are_right(answer, right):
    assert judge(answer, right) == "right"


@pytest.mark.parametrize(
    ("answer", "right", "says"),
    [
        (20.0, 19.4, ""),
        (4, 3, ""),
        (200, 199, ""),
        (10**400, 19.4, ""),
        (0.194, 19.4, "is it a share, or percent?"),
        (1940, 19.4, "is it a share, or percent?"),
        (-19.4, 19.4, "look at the sign"),
        (300, 3, ""),
        (itertools.count(), [1, 2], "entries; 2 are asked for"),
        ("19.40", 19.4, "it is text: leave the quotes off"),
        ("$44,010", 44010, "it is text: leave the quotes off"),
        ("12", 19.4, ""),
        ("nineteen", 19.4, "The answer is a number"),
        (True, 1.0, "The answer is a number"),
        (None, 19.4, "The answer is a number"),
        ("Califronia", "California", "check the spelling"),
        ("Texas", "California", ""),
        ("29-2071", "29-2072", ""),
        (5, "Ohio", "in quotes"),
        (False, True, ""),
        ("True", True, "Answer True or False"),
        (["Iowa", "Ohio"], ["Ohio", "Iowa"], "another order"),
        (["Ohio"], ["Ohio", "Iowa"], "has 1 entries; 2 are asked for"),
        (["Ohio", "Ohio"], {"Ohio", "Iowa"}, ""),
        ("Ohio", ["Ohio", "Iowa"], "square brackets"),
    ],
)
def test_wrong_answers_and_slips(answer, right, says):
    verdict = judge(answer, right)
    assert verdict != "right"
    assert says in verdict
    assert bool(says) == bool(verdict)


ANYTHING = st.one_of(
    st.none(),
    st.text(),
    st.floats(),
    st.integers(),
    st.binary(),
    st.lists(st.one_of(st.none(), st.floats(), st.text())),
    st.dictionaries(st.text(), st.integers()),
    st.complex_numbers(),
    st.just(pd.DataFrame({"a": [1, 2]})),
    st.just(pd.Series([], dtype=float)),
    st.just(pd.NA),
    st.just(print),
)


@given(ANYTHING, st.sampled_from([19.4, 3, 0.3, "Ohio", True, ["a", "b"], {"a"}]))
def test_nothing_a_student_types_raises(answer, right):
    assert isinstance(judge(answer, right), str)


class Spiteful:
    """Raises at whatever is done with it."""

    def __getattribute__(self, name):
        raise RuntimeError(name)

    def _raise(self, *_):
        raise RuntimeError("no")

    __eq__ = __float__ = __iter__ = __len__ = __str__ = __repr__ = __bool__ = _raise
    __hash__ = None


@pytest.mark.parametrize("right", [19.4, 3, "Ohio", True, ["a"], {"a"}])
def test_an_object_that_raises_at_everything_is_a_wrong_answer(right):
    assert judge(Spiteful(), right) != "right"


def test_a_number_of_an_exercise_may_be_anything(monkeypatch, capsys):
    monkeypatch.setattr(classroom, "EXERCISES", MADE_UP)
    for number in (99.1, ["99.1"], None, ""):
        exercises(P)(number, 250.5)
    first, *others = capsys.readouterr().out.splitlines()
    assert first == "**99.1** Right."
    for line, start in zip(others, ("['99.1']", "None", ""), strict=True):
        assert line.startswith(f"There is no exercise {start} in this notebook.")


def test_a_check_answers_in_four_ways(monkeypatch, capsys):
    monkeypatch.setattr(classroom, "EXERCISES", MADE_UP)
    check = exercises(P)
    for answer, says in (
        (..., "**99.1** Not answered yet. How many?\n"),
        (250.5, "**99.1** Right.\n"),
        (20.9, "**99.1** That is a month, not a year. Look at the row.\n"),
        (1, "**99.1** Not yet. Look at the row.\n"),
        ("250.5", "**99.1** The number is right, but it is text: leave the quotes off. Look at the row.\n"),
    ):
        check("99.1", answer)
        assert capsys.readouterr().out == says
    check("99.4", 1)
    assert capsys.readouterr().out == "There is no exercise 99.4 in this notebook. There are: 99.1.\n"


def test_every_notebook_has_three_exercises():
    numbers = sorted(f"{name[:2]}.{k}" for name in parameters.NOTEBOOKS for k in (1, 2, 3))
    assert sorted(EXERCISES) == numbers


def test_no_hint_gives_the_answer_away():
    for number, exercise in EXERCISES.items():
        name = next(name for name in parameters.NOTEBOOKS if name[:2] == number[:2])
        right = exercise.answer(parameters.check_values(name, defaults_of(find_notebook(name))))
        if isinstance(right, str):
            assert len(right) == 1 or right not in exercise.hint, number  # "A" is a word as well
        else:
            given = {f"{right:{form}}" for form in (".1f", ".2f", ",.2f", ",.0f", "g")}
            assert not given & set(re.findall(r"-?[\d,]+\.?\d*", exercise.hint)) - {"1", "4", "6"}, number
