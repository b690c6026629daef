"""Self-checks: tell a student at once whether an answer is right, wrong, or a slip of the pen."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from difflib import SequenceMatcher, get_close_matches
from itertools import islice
from numbers import Real
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from recordsdata.display import show_text
from recordsdata.exercises import EXERCISES

if TYPE_CHECKING:
    from recordsdata.exercises import Exercise

__all__ = ["exercises", "explain", "judge"]


def exercises(p: SimpleNamespace) -> Callable[[str, Any], None]:
    """Make the `check` of a notebook.

    Parameters
    ----------
    p : types.SimpleNamespace
        The accepted parameters, from `recordsdata.parameters.check`.

    Returns
    -------
    callable
        `check(number, answer)` shows whether the answer is right for these parameters. `...` asks again.

    Examples
    --------
    >>> check = exercises(SimpleNamespace(notebook="01_is_the_article_right", as_of=2018, section="all"))
    >>> check("01.9", 1)
    There is no exercise 01.9 in this notebook. There are: 01.1, 01.2, 01.3.
    """
    own = {number: e for number, e in EXERCISES.items() if number[:2] == p.notebook[:2]}

    def check(number: str, answer: Any) -> None:
        number = str(number)  # 2.1 without quotes, or whatever else was typed
        if number not in own:
            near = get_close_matches(number, own, 1)
            meant = f" Did you mean {near[0]}?" if near and near[0][-1] == number[-1] else ""
            show_text(f"There is no exercise {number} in this notebook. There are: {', '.join(own)}.{meant}")
            return
        exercise = own[number]
        if answer is ...:
            show_text(f"**{number}** Not answered yet. {exercise.question}")
            return
        verdict = explain(exercise, answer, p)
        if verdict == "right":
            show_text(f"**{number}** Right.")
        else:
            show_text(f"**{number}** {verdict or 'Not yet.'} {exercise.hint}")

    return check


def explain(exercise: Exercise, answer: Any, p: SimpleNamespace) -> str:
    """Say of an answer whether it is right, and else what it suggests.

    Parameters
    ----------
    exercise : recordsdata.exercises.Exercise
    answer : object
        Whatever a student wrote.
    p : types.SimpleNamespace
        The notebook's accepted parameters.

    Returns
    -------
    str
        As `judge` returns, or the sentence about a usual mistake.
    """
    verdict = judge(answer, exercise.answer(p))
    if verdict != "right":
        for wrong, says in exercise.slips:
            if judge(answer, wrong(p)) == "right":
                return says
    return verdict


def judge(answer: Any, right: Any) -> str:
    """Compare an answer with the right one.

    Parameters
    ----------
    answer : object
        Whatever a student wrote.
    right : number, str, bool, list, tuple, set or frozenset
        The right answer. Whole numbers below 1,000 agree exactly, others
        within half a percent; a share may be given in percent.

    Returns
    -------
    str
        "right", "" for a wrong idea, or a sentence about a slip of the pen.

    Examples
    --------
    >>> judge(19.4, 19.40), judge("ohio ", "Ohio"), judge(32.2, 0.322)
    ('right', 'right', 'right')
    >>> judge("19.40", 19.40)
    'The number is right, but it is text: leave the quotes off.'
    >>> judge(["Texas", "Ohio"], ["Ohio", "Texas"])
    'The right ones, in another order.'
    """
    try:
        return _judge(answer, right)
    except Exception:  # an object that cannot be compared, counted or shown is a wrong answer, not an error
        return ""


def _judge(answer: Any, right: Any) -> str:
    if isinstance(answer, pd.DataFrame | np.ndarray | np.generic):
        answer = answer.to_numpy().ravel().tolist() if isinstance(answer, pd.DataFrame) else answer.tolist()
    if isinstance(right, (list, tuple, set, frozenset)):
        return _judge_list(answer, right)
    if isinstance(answer, pd.Series | pd.Index | list | tuple) and len(answer) == 1:
        answer = next(iter(answer))
    if isinstance(right, bool):
        return "right" if answer is right else _not_of_kind(answer, bool, "Answer True or False.")
    if isinstance(right, Real):
        return _judge_number(answer, float(right))
    return _judge_text(answer, str(right))


def _not_of_kind(answer: Any, kind: type, says: str) -> str:
    return "" if isinstance(answer, kind) else says


def _judge_number(answer: Any, right: float) -> str:
    if isinstance(answer, Decimal):
        answer = float(answer)
    if isinstance(answer, bool) or not isinstance(answer, Real):
        try:
            typed = float(str(answer).replace(",", "").replace("$", "").rstrip("%").strip())
        except ValueError:
            return "The answer is a number."
        if _judge_number(typed, right) == "right":
            return "The number is right, but it is text: leave the quotes off."
        return ""
    ways = (right, right * 100) if 0 < abs(right) < 1 else (right,)  # a share may be given in percent
    loose = 0.005 if right % 1 or abs(right) >= 1000 else 0  # a rank or a small count is exact
    given = float(answer)

    def near(wanted: float) -> bool:
        return math.isclose(given, wanted, rel_tol=loose, abs_tol=1e-9)

    if any(map(near, ways)):
        return "right"
    if given and loose and (near(right / 100) or near(right * 100)):
        return "A hundred times too small or too large: is it a share, or percent?"
    return "The size is right; look at the sign." if given and near(-right) else ""


def _judge_text(answer: Any, right: str) -> str:
    if not isinstance(answer, str):
        return "The answer is text, in quotes."
    given, wanted = answer.casefold().strip(), right.casefold().strip()
    if given == wanted:
        return "right"
    close = SequenceMatcher(None, given, wanted).ratio() > 0.85 and not any(c.isdigit() for c in wanted)
    return "Nearly: check the spelling." if close else ""


def _judge_list(answer: Any, right: Any) -> str:
    if isinstance(answer, str) or not hasattr(answer, "__iter__"):
        return "The answer is a list, in square brackets."
    given, wanted = list(islice(answer, 10_000)), list(right)  # some iterators have no end
    if len(given) != len(wanted):
        return f"The list has {len(given)} entries; {len(wanted)} are asked for."
    rest = list(wanted)
    for entry in given:
        found = [other for other in rest if judge(entry, other) == "right"]
        if not found:
            return ""
        rest.remove(found[0])
    in_order = all(judge(a, b) == "right" for a, b in zip(given, wanted, strict=True))
    return "right" if in_order or isinstance(right, (set, frozenset)) else "The right ones, in another order."
