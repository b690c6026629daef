"""Self-checks: the exercises of the notebooks, their right answers and what a wrong one suggests."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from numbers import Real
from types import SimpleNamespace
from typing import Any

import pandas as pd

from recordsdata import datasets
from recordsdata.display import show_text

__all__ = ["EXERCISES", "Exercise", "exercises", "judge"]


@dataclass(frozen=True)
class Exercise:
    """One exercise.

    Attributes
    ----------
    question : str
        What is asked, in one sentence.
    answer : callable
        From the notebook's accepted parameters to the right answer: a number, text, truth value or list. A
        set means a list in any order.
    hint : str
        What to look at again; teaches, and does not give the answer away.
    slips : tuple of (callable, str)
        Common wrong answers, computed from the parameters as the right one is, and what they suggest.
    """

    question: str
    answer: Callable[[SimpleNamespace], Any]
    hint: str
    slips: tuple[tuple[Callable[[SimpleNamespace], Any], str], ...] = ()


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
        if number not in own:
            near = get_close_matches(str(number), own, 1)
            meant = f" Did you mean {near[0]}?" if near and near[0][-1] == str(number)[-1] else ""
            show_text(f"There is no exercise {number} in this notebook. There are: {', '.join(own)}.{meant}")
            return
        exercise = own[number]
        if answer is ...:
            show_text(f"**{number}** Not answered yet. {exercise.question}")
            return
        verdict = judge(answer, exercise.answer(p))
        if verdict == "right":
            show_text(f"**{number}** Right.")
            return
        for wrong, says in exercise.slips:
            if judge(answer, wrong(p)) == "right":
                verdict = says
                break
        show_text(f"**{number}** {verdict or 'Not yet.'} {exercise.hint}")

    return check


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
    if isinstance(right, (list, tuple, set, frozenset)):
        return _judge_list(answer, right)
    if isinstance(answer, pd.Series | pd.Index | list | tuple) and len(answer) == 1:
        answer = next(iter(answer))
    if isinstance(right, bool):
        if hasattr(answer, "dtype") and answer.dtype == bool:
            answer = bool(answer)
        return "right" if answer is right else _not_of_kind(answer, bool, "Answer True or False.")
    if isinstance(right, Real):
        return _judge_number(answer, float(right))
    return _judge_text(answer, str(right))


def _not_of_kind(answer: Any, kind: type, says: str) -> str:
    return "" if isinstance(answer, kind) else says


def _judge_number(answer: Any, right: float) -> str:
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
    near = (math.isclose(float(answer), way, rel_tol=loose, abs_tol=1e-9) for way in ways)
    return "right" if any(near) else ""


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
    given, wanted = list(answer), list(right)
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


def _pair_in_2020() -> pd.DataFrame:
    """Jobs of the two codes that hold records work, one row a code, May 2019 and May 2020."""
    wages = datasets.load("wages_national")
    rows = wages[wages["occ_code"].isin(["29-2098", "29-9098"]) & wages["year"].isin([2019, 2020])]
    return rows.pivot(index="occ_code", columns="year", values="tot_emp")


def _pair_change(p: SimpleNamespace) -> float:
    jobs = _pair_in_2020().sum()
    return round(100 * (float(jobs[2020]) / float(jobs[2019]) - 1), 2)


def _mean_of_changes(p: SimpleNamespace) -> float:
    jobs = _pair_in_2020()
    return float((100 * (jobs[2020] / jobs[2019] - 1)).mean())


def _error_of_change(p: SimpleNamespace, kept: float = 4 / 6) -> float:
    """Standard error of a change, in percent, if both Mays have 1 % and share so much of their panels."""
    return math.sqrt(2 * (1 - kept))


# Each notebook's author adds its three exercises here, with small pure functions of p above this table.
EXERCISES: dict[str, Exercise] = {
    "06.1": Exercise(
        "By how many percent did the jobs of 29-2098 and 29-9098 together change from May 2019 to May 2020? "
        "Give two decimals.",
        _pair_change,
        "Add up the jobs of the two codes first, in each May, and only then compare the Mays.",
        (
            (
                _mean_of_changes,
                "That is the mean of two percentages: it lets the small code count like the large.",
            ),
        ),
    ),
    "06.2": Exercise(
        "Two Mays have a relative standard error of 1 % each and share four of six panels, which enter both "
        "unchanged. What is the standard error of the change from one to the other, in percent?",
        _error_of_change,
        "The variance of a difference is the sum of the two variances less twice the covariance, and the "
        "covariance is the shared part of the variance.",
        (
            (lambda p: _error_of_change(p, 0.0), "That takes the two Mays for independent."),
            (lambda p: _error_of_change(p, 5 / 6), "That is for five shared panels: two are new each year."),
            (lambda p: 2.0, "Standard errors do not add up: variances do."),
        ),
    ),
    "06.3": Exercise(
        "What do you advise the newspaper: A, B or C?",
        lambda p: "B",
        "An interval knows the luck of the sample only. What happened to the codes between the two Mays?",
        (
            (lambda p: "A", "The interval is right, and the growth is not one of jobs."),
            (lambda p: "C", "It does not: look at the interval of 29-9098 alone."),
        ),
    ),
}
