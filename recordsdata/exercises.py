"""The exercises: what is asked, the right answer computed from the data, and what a wrong one suggests."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pandas as pd

from recordsdata import datasets
from recordsdata.claims import check_claims
from recordsdata.places import places, ranking
from recordsdata.wages import interval, occupation_code, to_money_of
from recordsdata.wording import judge as judge_figure

__all__ = ["EXERCISES", "Exercise"]


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


def _verdicts(p: SimpleNamespace) -> pd.Series[Any]:
    return check_claims(datasets.load("claims"), as_of=p.as_of, section=p.section)["verdict"]


def _smallest_nearly(p: SimpleNamespace) -> int:
    return next(n for n in range(200, 300) if judge_figure("300", "nearly", n) == "right as worded")


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
    "01.1": Exercise(
        "How many of the statements shown have the verdict 'not checkable'?",
        lambda p: int((_verdicts(p) == "not checkable").sum()),
        "The table of the ten verdicts counts them for your `as_of` and `section`.",
        (
            (lambda p: len(_verdicts(p)), "That is every statement shown, whatever its verdict."),
            (
                lambda p: int((~_verdicts(p).isin(["exact", "right as worded"])).sum()),
                "That is every statement not found right. Not checkable is not the same as wrong.",
            ),
        ),
    ),
    "01.2": Exercise(
        "Which is the smallest whole number of jobs that is right as worded for 'nearly 300'?",
        _smallest_nearly,
        "It must be below 300, round to 300 in hundreds, and, because 300 ends in zeros, be less than a tenth away.",
        (
            (
                lambda p: 250,
                "250 rounds to 300, but 300 ends in zeros: a figure must also be less than a tenth away.",
            ),
            (lambda p: 270, "270 is a tenth away, and less than a tenth is asked for."),
            (
                lambda p: 295,
                "That reads 300 as meant in tens. Its last digit that is not a zero counts hundreds.",
            ),
        ),
    ),
    "01.3": Exercise(
        "May one say that 46,690 was taken from the mean of general hospitals: A, B or C?",
        lambda p: "B",
        "Compare how many figures are expected by chance within 5 and within 50 dollars with how many are there.",
        (
            (lambda p: "A", "An exact match makes luck unlikely; it does not say what the author read."),
            (lambda p: "C", "Within 50 dollars a few may fall by chance; only one is the same once rounded."),
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
