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

from recordsdata import datasets, outlook
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


def _projected(p: SimpleNamespace, column: str) -> float:
    said = outlook.rounds(datasets.load("projections"), datasets.load("occupation_family"), p.occupation)
    return float(said.loc[said["round"] == p.round, column].iloc[0])


def _bases(occ_code: str) -> dict[str, float]:
    rows = datasets.load("projections").query("occ_code == @occ_code")
    return dict(zip(rows["round"], rows["emp_base_k"], strict=True))


def _trend_error() -> float:
    """Error, in percent of the outcome of 2024, of going on as from 2012 to 2014: medical assistants."""
    base = _bases("31-9092")
    trend = base["2014-24"] + 5 * (base["2014-24"] - base["2012-22"])
    return 100 * (trend / base["2024-34"] - 1)


def _share_needed(tipping: bool) -> float:
    """Share of 29-9021 with which the projection 2014-24 of 29-2071 beats no change, or is exactly right."""
    names = "projections", "soc_crosswalk", "breaks", "occupation_family"
    *tables, families = map(datasets.load, names)
    scored = outlook.score(outlook.rounds(tables[0], families, "29-2071"), *tables)
    row = scored[(scored["round"] == "2014-24") & (scored["forecast"] == "no_change")].iloc[0]
    goal = row["tipping_k"] if tipping else 2 * row["tipping_k"] - row["forecast_k"]
    return float((goal - row["low_k"]) / (row["high_k"] - row["low_k"]))


# Each notebook's author adds its three exercises here, with small pure functions of p above this table.
EXERCISES: dict[str, Exercise] = {
    "05.1": Exercise(
        "By how many percent does the round that `round` names expect the occupation to grow over its ten "
        "years?",
        lambda p: _projected(p, "pct"),
        "Look at the row of that round in the first table: the change stands there in thousands and in "
        "percent. A decline is a negative number.",
        ((lambda p: _projected(p, "chg_k"), "That is the change in thousand jobs, not in percent."),),
    ),
    "05.2": Exercise(
        "A third forecast without work, for medical assistants and 2024: go on as from 2012 to 2014, with "
        "the same number of jobs added each year. By how many percent of what came to pass is it off? Below "
        "zero is too low.",
        lambda p: _trend_error(),
        "Jobs added a year: half of the base of 2014 less the base of 2012. Add ten years of them to the "
        "base of 2014, divide by the base of 2024, take away 1, and turn it into percent.",
        (
            (lambda p: -_trend_error(), "The size is right: was the forecast too low or too high?"),
            (
                lambda p: 100 * (_bases("31-9092")["2014-24"] / _bases("31-9092")["2024-34"] - 1),
                "That is the error of no change: the ten years of growth are missing.",
            ),
        ),
    ),
    "05.3": Exercise(
        "Which share of 29-9021 has to be former records work of 29-2071 before the projection 2014-24 lies "
        "nearer to the outcome than no change does?",
        lambda p: _share_needed(tipping=True),
        "The two forecasts are equally far from the outcome when it lies halfway between them. How much of "
        "29-9021 must be added to 29-2072 to get there? Then argue: does anything here tell the true share?",
        (
            (
                lambda p: _share_needed(tipping=False),
                "With that share the projection is exactly right; nearer than no change it is before.",
            ),
        ),
    ),
}
