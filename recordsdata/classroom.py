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
from recordsdata.employers import employers
from recordsdata.places import rank_sets
from recordsdata.wages import occupation_code

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


def _employers(p: SimpleNamespace) -> pd.DataFrame:
    code = occupation_code(p.occupation, p.year, datasets.load("occupation_family"))
    tables = datasets.load("wages_industry"), datasets.load("wages_national")
    return employers(*tables, code, p.year, p.detail)


def _first_three(p: SimpleNamespace, column: str = "share") -> float:
    return float(_employers(p)[column].head(3).sum())


def _of_those_listed(p: SimpleNamespace) -> float:
    return 100 * _first_three(p, "tot_emp") / float(_employers(p)["tot_emp"].sum())


def _first_with_pay(p: SimpleNamespace) -> pd.Series[Any]:
    frame = _employers(p)
    return frame[frame["rest_mean"].notna()].iloc[0]


def _mean_of_all(p: SimpleNamespace) -> float:
    first = _first_with_pay(p)
    return float(first["rest_mean"] + first["premium"] * first["share"] / 100)


def _may_name_the_best(p: SimpleNamespace) -> str:
    frame = _employers(p)
    sets = rank_sets(frame["h_mean"], frame["h_mean"] * frame["mean_prse"] / 100)
    return "A" if sets.loc[sets["rank"] == 1, "rank_high"].eq(1).all() else "B"


# Each notebook's author adds its three exercises here, with small pure functions of p above this table.
EXERCISES: dict[str, Exercise] = {
    "04.1": Exercise(
        "What percent of all jobs of the occupation do the first three employers of `frame` have together?",
        _first_three,
        "Add the first three entries of the column `share`: may you? Yes, no employer here lies in another.",
        (
            (
                lambda p: _first_three(p, "tot_emp"),
                "That is a number of jobs; the question is about percent.",
            ),
            (_of_those_listed, "That is their part of the jobs listed. Divide by all jobs, listed or not."),
        ),
    ),
    "04.2": Exercise(
        "Take the first employer of `frame` that has mean pay. What do all the other jobs pay on average, in "
        "USD an hour?",
        lambda p: float(_first_with_pay(p)["rest_mean"]),
        "The mean of all is share x its mean + (1 - share) x mean of the others: solve for the last one. A "
        "share of 27 percent is 0.27.",
        (
            (_mean_of_all, "That is the mean of all jobs, with this employer's own inside."),
            (lambda p: float(_first_with_pay(p)["h_mean"]), "That is the employer's own mean."),
        ),
    ),
    "04.3": Exercise(
        "A newspaper wants to print which employer of `frame` pays best on average. A, B or C?",
        _may_name_the_best,
        "Look at the true ranks, `rank_low` to `rank_high`, of the employer that ranks first as published.",
        ((lambda p: "C", "A median has no published error here, so it cannot make a ranking any surer."),),
    ),
}
