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
from recordsdata.places import places, ranking
from recordsdata.wages import interval, occupation_code, to_money_of

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


def _nation(year: int, occupation: str) -> pd.Series[Any]:
    code = occupation_code(occupation, year, datasets.load("occupation_family"))
    rows = datasets.load("wages_national")
    return rows[(rows["year"] == year) & (rows["occ_code"] == code)].iloc[0]


def _article_pay_in_base_money(p: SimpleNamespace) -> float:
    return to_money_of(19.40, 2018, p.base_year, datasets.load("prices"))


def _interval_width(p: SimpleNamespace) -> float:
    row = _nation(p.year, "records")
    low, high = interval(float(row["a_mean"]), float(row["mean_prse"]))
    return high - low


def _places(p: SimpleNamespace) -> pd.DataFrame:
    load = datasets.load
    code = occupation_code(p.occupation, p.year, load("occupation_family"))
    return places(load("wages_area"), load("wages_national"), code, p.year, p.level)


def _most_jobs(p: SimpleNamespace) -> pd.Series[Any]:
    frame = _places(p)
    return frame[frame["in_nation"]].nlargest(1, "tot_emp").iloc[0]


def _quotient_by_hand(p: SimpleNamespace) -> float:
    wages = datasets.load("wages_national")
    wages = wages[wages["year"] == p.year].set_index("occ_code")["tot_emp"]
    code = occupation_code(p.occupation, p.year, datasets.load("occupation_family"))
    return float(_most_jobs(p)["jobs_1000"] / (1000 * wages[code] / wages["00-0000"]))


def _may_pay_best(p: SimpleNamespace) -> int | str:
    first = ranking(_places(p), "h_mean")["rank_low"]
    return int((first == 1).sum()) if first.notna().any() else "unknown"


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


EXERCISES: dict[str, Exercise] = {
    "00.1": Exercise(
        "In May of `year`, how many jobs were there in all occupations together?",
        lambda p: int(_nation(p.year, "00-0000")["tot_emp"]),
        "Look for the code 00-0000 in the table of a few rows, under Jobs. Write the number without commas.",
        ((lambda p: int(_nation(p.year, "records")["tot_emp"]), "Those are the jobs of one occupation."),),
    ),
    "00.2": Exercise(
        "Elementary school teachers have no median pay by the hour. Which status says why?",
        lambda p: "not_applicable",
        "Find 25-2021 in the table of a few rows, then its word in the list of statuses, written as there.",
        (
            (lambda p: "suppressed", "Suppressed would mean that the figure exists and is held back."),
            (lambda p: "not_in_source", "The release has that column; for teachers it prints a mark in it."),
        ),
    ),
    "00.3": Exercise(
        'With `occupation` "records" and `year` 2018, what is the median pay by the hour?',
        lambda p: float(_nation(2018, "records")["h_median"]),
        "Change the two values in the box below the title, run all cells, and read the answer up front.",
        (
            (lambda p: float(_nation(2018, "records")["h_mean"]), "That is the mean."),
            (lambda p: float(_nation(2018, "records")["a_median"]), "That is the pay of a year."),
            (lambda p: float(_nation(2025, "records")["h_median"]), "That is the median of 2025."),
        ),
    ),
    "02.1": Exercise(
        "In money of May of `base_year`, how many USD an hour are the 19.40 of May 2018?",
        _article_pay_in_base_money,
        "Multiply by the price index of the year whose money you want, divide by that of 2018. Where prices "
        "have risen in between, more dollars are needed.",
        (
            (
                lambda p: 19.40**2 / _article_pay_in_base_money(p),
                "You went the other way, from money of `base_year` to that of 2018.",
            ),
        ),
    ),
    "02.2": Exercise(
        "How wide, from end to end, is the 95 % interval of the mean pay by the year in `year`, in USD?",
        _interval_width,
        "The standard error is the mean times its relative standard error, divided by 100. The interval "
        "reaches 1.96 of them to each side.",
        (
            (lambda p: _interval_width(p) / 2, "That is one side, from the mean to one end."),
            (
                lambda p: _interval_width(p) / 1.959964,
                "One standard error to each side holds the truth in 68 of 100 samples only.",
            ),
            (lambda p: _interval_width(p) * 2 / 1.959964, "Nearly, but 2 standard errors are too many."),
            (lambda p: _interval_width(p) * 100, "The relative standard error is in percent."),
        ),
    ),
    "02.3": Exercise(
        '"The median pay rose from May 2011 to May `year`" (where `year` is 2011: to May 2018): A, B or C?',
        lambda p: "A" if p.year <= 2018 else "B",
        "Ask whether it is the same occupation (the column Code), the same money, and whether this statistic "
        "has an interval at all.",
        (
            (lambda p: "C", "A median has no published interval: only means and jobs have."),
            (lambda p: "B", "Look at the two codes again: here they are the same."),
            (lambda p: "A", "Look at the two codes again: here they differ."),
        ),
    ),
    "03.1": Exercise(
        "Find the area with the most jobs in the occupation, by published figure. Of every 1,000 jobs there, "
        "of all kinds, how many are in the occupation?",
        lambda p: float(_most_jobs(p)["jobs_1000"]),
        "Sort `frame` by `tot_emp`, leave out the territories, and read `jobs_1000` in the first row.",
        (
            (
                lambda p: float(_most_jobs(p)["tot_emp"]),
                "That is how many jobs it has, not how many of every 1,000.",
            ),
            (
                lambda p: float(_most_jobs(p)["loc_quotient"]),
                "That is the location quotient, which compares the area with the nation.",
            ),
            (
                lambda p: float(_places(p).query("in_nation")["jobs_1000"].max()),
                "That is the largest number of the column: it belongs to another area.",
            ),
        ),
    ),
    "03.2": Exercise(
        "Compute the location quotient of that area by hand: its jobs per 1,000 over those of the nation.",
        _quotient_by_hand,
        "The nation's jobs per 1,000 are its jobs in the occupation, divided by all its jobs, times 1,000. "
        "A quotient above 1 means that the work is more common in the area than in the nation.",
        (
            (
                lambda p: 1 / _quotient_by_hand(p),
                "Upside down: the area stands above the line, the nation below.",
            ),
            (
                lambda p: 1000 * _quotient_by_hand(p),
                "A thousand times too large: both numbers have to be per 1,000 jobs.",
            ),
            (
                lambda p: float(_most_jobs(p)["loc_quotient"]),
                "That is the published quotient, rounded to two decimals: compute it and keep more.",
            ),
        ),
    ),
    "03.3": Exercise(
        "By mean pay, how many areas may truly rank first? Count those whose rank set holds rank 1, "
        'or answer "unknown" where the source gives no standard errors.',
        _may_pay_best,
        'In `ranking(frame, "h_mean")`, count the rows where `rank_low` is 1. If there is more than one, '
        "nobody can name the best-paying area; if it is missing, how sure the order is cannot be said.",
        (
            (
                lambda p: 1,
                "One area is published first, but its figure has an error, and so have those of the others.",
            ),
            (
                lambda p: int(ranking(_places(p), "h_mean")["rank"].notna().sum()),
                "Not every area: many lie surely below others, because their intervals do not touch.",
            ),
        ),
    ),
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
