"""The exercises: what is asked, the right answer computed from the data, and what a wrong one suggests."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pandas as pd

from recordsdata import datasets, outlook, schooling
from recordsdata.claims import check_claims
from recordsdata.employers import employers
from recordsdata.places import places, rank_sets, ranking
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


def _tables(p: SimpleNamespace, *names: str) -> Iterator[pd.DataFrame]:
    return (datasets.load(name, p.source) for name in names)


def _nation(p: SimpleNamespace, year: int, occupation: str) -> pd.Series[Any]:
    families, rows = _tables(p, "occupation_family", "wages_national")
    code = occupation_code(occupation, year, families)
    return rows[(rows["year"] == year) & (rows["occ_code"] == code)].iloc[0]


def _article_pay_in_base_money(p: SimpleNamespace) -> float:
    return to_money_of(19.40, 2018, p.base_year, datasets.load("prices"))


def _interval_width(p: SimpleNamespace) -> float:
    row = _nation(p, p.year, "records")
    low, high = interval(float(row["a_mean"]), float(row["mean_prse"]))
    return high - low


def _places(p: SimpleNamespace) -> pd.DataFrame:
    families, areas, nation = _tables(p, "occupation_family", "wages_area", "wages_national")
    return places(areas, nation, occupation_code(p.occupation, p.year, families), p.year, p.level)


def _most_jobs(p: SimpleNamespace) -> pd.Series[Any]:
    frame = _places(p)
    return frame[frame["in_nation"]].nlargest(1, "tot_emp").iloc[0]


def _quotient_by_hand(p: SimpleNamespace) -> float:
    families, wages = _tables(p, "occupation_family", "wages_national")
    wages = wages[wages["year"] == p.year].set_index("occ_code")["tot_emp"]
    code = occupation_code(p.occupation, p.year, families)
    return float(_most_jobs(p)["jobs_1000"] / (1000 * wages[code] / wages["00-0000"]))


def _may_pay_best(p: SimpleNamespace) -> int | str:
    first = ranking(_places(p), "h_mean")["rank_low"]
    return int((first == 1).sum()) if first.notna().any() else "unknown"


@functools.lru_cache(maxsize=1)
def _checked(as_of: int, section: str) -> pd.Series[Any]:
    return check_claims(datasets.load("claims"), as_of=as_of, section=section)["verdict"]


def _verdicts(p: SimpleNamespace) -> pd.Series[Any]:
    return _checked(p.as_of, p.section)


def _smallest_nearly(p: SimpleNamespace) -> int:
    return next(n for n in range(200, 300) if judge_figure("300", "nearly", n) == "right as worded")


def _employers(p: SimpleNamespace) -> pd.DataFrame:
    families, industry, nation = _tables(p, "occupation_family", "wages_industry", "wages_national")
    return employers(industry, nation, occupation_code(p.occupation, p.year, families), p.year, p.detail)


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


def _quartile_gap(p: SimpleNamespace, low: str = "low", high: str = "high") -> float:
    programs, areas = _tables(p, "programs", "wages_area")
    rows, *_ = schooling.graduates(programs, areas, p.credential, p.state)
    middle = schooling.spread(rows, ["credential_level"]).iloc[0]
    return float(middle[high] - middle[low])


def _first_school_year(p: SimpleNamespace) -> tuple[float, float]:
    """Compute the tuition, and the pay not earned, of the part of the first year that is spent at school."""
    programs, areas, national, minimum_wages = _tables(
        p, "programs", "wages_area", "wages_national", "minimum_wages"
    )
    *_, place = schooling.graduates(programs, areas, p.credential, p.state)
    wages = schooling.starting_wages(place, national, areas, minimum_wages).set_index("start")["hourly"]
    part = min(1.0, p.years)
    return part * p.tuition_per_year, part * float(wages[p.start]) * p.hours * schooling.WEEKS


def _projected(p: SimpleNamespace, column: str) -> float:
    projections, families = _tables(p, "projections", "occupation_family")
    said = outlook.rounds(projections, families, p.occupation)
    return float(said.loc[said["round"] == p.round, column].iloc[0])


@functools.lru_cache(maxsize=1)
def _made(patients: int, seed: int, defect_rate: float) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Make the records of a notebook once for all its exercises: the tables, and the truth about them."""
    from recordsdata.records.make import make_records  # only the practice lab needs it

    return make_records(patients, seed, defect_rate)


def _certificate_only(p: SimpleNamespace, open_too: bool, grown: bool = True) -> float:
    tables, _ = _made(p.patients, p.seed, p.defect_rate)
    still_open = int((tables["certificates"]["follow_back"] == "open").sum()) if open_too else 0
    alone = int((tables["tumors"]["source"] == "7").sum())
    return 100 * (alone + still_open) / (len(tables["tumors"]) + (still_open if grown else 0))


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


@functools.lru_cache(maxsize=1)
def _audited(patients: int, seed: int, defect_rate: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Audit made-up records: the scorecard by rule, and the score by kind of defect."""
    from recordsdata.records.audit import audit
    from recordsdata.records.score import score

    tables, truth = _made(patients, seed, defect_rate)
    result = audit(tables)
    return result.scorecard.set_index("rule"), score(result.findings, truth).set_index("kind")


def _rule(p: SimpleNamespace, rule: str) -> Any:
    return _audited(p.patients, p.seed, p.defect_rate)[0].loc[rule]


def _kind(p: SimpleNamespace, kind: str) -> Any:
    return _audited(p.patients, p.seed, p.defect_rate)[1].loc[kind]


@functools.lru_cache(maxsize=1)
def _accuracies(patients: int, seed: int, defect_rate: float) -> pd.Series[Any]:
    from recordsdata.records.agreement import accuracy

    tables, _ = _made(patients, seed, defect_rate)
    return accuracy(tables, seed=seed).set_index("measure")["percent"]


def _drg_change_rate(p: SimpleNamespace, measure: str = "DRG") -> float:
    return 100 - float(_accuracies(p.patients, p.seed, p.defect_rate)[measure])


def _ward() -> pd.DataFrame:
    """Count the patients of the practice ward on its three days."""
    from recordsdata.records import department, indicators

    three_days = pd.Timestamp("2026-03-01"), pd.Timestamp("2026-03-04")
    return department.census_by_day(indicators.inpatient_stays(department.practice_ward()), three_days)


def _histories(p: SimpleNamespace, hours: float, aged: bool = False) -> float:
    """Compute the percentage of stays with a history so many hours after admission or earlier."""
    from recordsdata.records import deadlines, indicators

    tables, _ = _made(p.patients, p.seed, p.defect_rate)
    stays = indicators.inpatient_stays(tables["encounters"])
    charts = deadlines.charts(stays, tables["documents"], tables["procedures"])
    written = indicators.take(charts, indicators.span_of(p.period))
    ok = (written["history"].eq("in time") | aged) & (written["history_hours"] <= hours)
    return float(100 * ok.mean())


EXERCISES: dict[str, Exercise] = {
    "00.1": Exercise(
        "In May of `year`, how many jobs were there in all occupations together?",
        lambda p: int(_nation(p, p.year, "00-0000")["tot_emp"]),
        "Look for the code 00-0000 in the table of a few rows, under Jobs. Write the number without commas.",
        ((lambda p: int(_nation(p, p.year, "records")["tot_emp"]), "Those are the jobs of one occupation."),),
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
        lambda p: float(_nation(p, 2018, "records")["h_median"]),
        "Change the two values in the box below the title, run all cells, and read the answer up front.",
        (
            (lambda p: float(_nation(p, 2018, "records")["h_mean"]), "That is the mean."),
            (lambda p: float(_nation(p, 2018, "records")["a_median"]), "That is the pay of a year."),
            (lambda p: float(_nation(p, 2025, "records")["h_median"]), "That is the median of 2025."),
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
        "Compare how many figures would lie within 50 dollars if they were spread evenly with how many are there. "
        "What does that say of the chance of an exact match? And what else points to the same row?",
        (
            (
                lambda p: "A",
                "Figures crowd here, so how likely luck is, is not known; nor does a match say what the author read.",
            ),
            (
                lambda p: "C",
                "Several are near, but only one is the same once rounded, and the 32 percent point to its row too.",
            ),
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
    "07.1": Exercise(
        "How many USD a year lie between the upper and the lower quartile of the institutions, four years "
        "after completion?",
        _quartile_gap,
        "Take the lower quartile from the upper quartile: between them lies the middle half.",
        (
            (lambda p: _quartile_gap(p, "least", "most"), "That is from the smallest to the largest."),
            (lambda p: -_quartile_gap(p), "The other way round: a distance is not negative."),
            (lambda p: _quartile_gap(p, "low", "middle"), "That reaches to the middle only."),
        ),
    ),
    "07.2": Exercise(
        "What does the first year of schooling cost: tuition and the pay that is not earned meanwhile? "
        "(With `years` below 1, only that part of the year.)",
        lambda p: sum(_first_school_year(p)),
        "Work at once brings the hourly wage times the hours a week times 52. Add what the "
        "school asks for, and take the part of the year that is spent at school.",
        (
            (
                lambda p: _first_school_year(p)[0],
                "That is the tuition. What could have been earned meanwhile?",
            ),
            (lambda p: _first_school_year(p)[1], "That is the pay that is not earned. Add the tuition."),
            (
                lambda p: _first_school_year(p)[1] - _first_school_year(p)[0],
                "Both are costs: add them.",
            ),
        ),
    ),
    "07.3": Exercise(
        '"Whoever enrols will earn as much as these graduates": A, B or C?',
        lambda p: "B",
        "Ask who is in the figure: those who enrolled, or those who finished?",
        (
            (lambda p: "A", "A median tells of those who are counted. Not all who enrol are."),
            (lambda p: "C", "These medians have no published interval, so none can settle it."),
        ),
    ),
    "11.1": Exercise(
        "How many percent of the records that rule ENC-12 judged break it? Give two decimals.",
        lambda p: float(_rule(p, "ENC-12")["percent"]),
        "Look up the rule in `card`: divide what it found by what it checked, times 100.",
        (
            (lambda p: int(_rule(p, "ENC-12")["found"]), "That is the number of records. Of how many?"),
            (
                lambda p: float(_rule(p, "ENC-12")["found"] / _rule(p, "ENC-12")["checked"]),
                "That is the share. Percent is a hundred times that.",
            ),
            (
                lambda p: float(100 * _rule(p, "ENC-12")["found"] / _rule(p, "ENC-01")["checked"]),
                "You divided by all encounters. A visit needs no discharge summary, nor does a stay that ended "
                "less than 30 days ago.",
            ),
        ),
    ),
    "11.2": Exercise(
        "How many of the alarms of possible duplicates (kind `duplicate_patient`) are false?",
        lambda p: int(_kind(p, "duplicate_patient")["false_alarms"]),
        "Look up the kind in `told`: take the alarms that are right from all alarms.",
        (
            (lambda p: int(_kind(p, "duplicate_patient")["alarms"]), "Those are all alarms, right ones too."),
            (lambda p: int(_kind(p, "duplicate_patient")["right"]), "Those are the right ones."),
            (
                lambda p: int(_kind(p, "duplicate_patient")["missed"]),
                "Those are the planted records that no rule found: missed, which is not the same as false.",
            ),
        ),
    ),
    "11.3": Exercise(
        "May the records that rule PAT-07 finds be merged without looking at them: A, B or C?",
        lambda p: "B",
        "What happens to a pair of twins whose records are made one?",
        (
            (lambda p: "A", "Recall says how much is found, not how much of what is found is right."),
            (lambda p: "C", "An alarm that is sometimes false still tells where to look."),
        ),
    ),
    "12.1": Exercise(
        "What is the DRG change rate of this audit, in percent?",
        _drg_change_rate,
        "The change rate and the DRG accuracy add up to 100 percent.",
        (
            (
                lambda p: 100 - _drg_change_rate(p),
                "That is the DRG accuracy: the share of cases whose DRG stays.",
            ),
            (
                lambda p: _drg_change_rate(p, "case over case"),
                "Those are the cases with any wrong code. Not every wrong code changes the DRG.",
            ),
            (lambda p: _drg_change_rate(p, "code over code"), "That is the share of wrong codes."),
        ),
    ),
    "12.2": Exercise(
        "Both say yes in 20 of 50 stays, both no in 15, only the first yes in 5, only the second in 10. What is kappa?",
        lambda p: 0.4,
        "The first says yes in 25 of 50, the second in 30. By chance both say yes in 0.5 x 0.6 of the stays, and both "
        "no in 0.5 x (1 - 0.6). Take that from the share on which they agree, and divide by what chance leaves.",
        (
            (lambda p: 0.7, "That is the share on which they agree, chance included."),
            (lambda p: 0.5, "That is what chance alone would give."),
            (
                lambda p: 0.2,
                "That is how far they are above chance. Divide it by what chance leaves to be won.",
            ),
        ),
    ),
    "12.3": Exercise(
        "The Medicare Code Editor has nothing to say. What may the department report: A, B or C?",
        lambda p: "B",
        "Look at the table of what there was to find: which errors pass both programs?",
        (
            (
                lambda p: "A",
                "The editor reads the claim, not the chart: a valid code for another illness passes.",
            ),
            (
                lambda p: "C",
                "A complication that was not coded changes the index, and the editor cannot see it.",
            ),
        ),
    ),
    "13.1": Exercise(
        "How many cases are there likely in all, those included that the registry lacks?",
        lambda p: 500,
        "For which share of the certificates was the case known before? The 450 are that share of all.",
        (
            (lambda p: 462, "That is how many the registry has. Which share of all are they?"),
            (lambda p: 558, "Certificates of known cases count the same cases again."),
            (lambda p: 495, "A tenth *of all* is missing: divide by 0.9, do not add a tenth."),
        ),
    ),
    "13.2": Exercise(
        "What percent of the cases would be known from the certificate only, if nobody is found for any that is open?",
        lambda p: _certificate_only(p, open_too=True),
        "Each open certificate becomes one more case, and one more that is known from the certificate only.",
        (
            (
                lambda p: _certificate_only(p, open_too=False),
                "That is the share today. Add the open ones.",
            ),
            (
                lambda p: _certificate_only(p, open_too=True, grown=False),
                "The open ones become cases as well: they count below the line, too.",
            ),
        ),
    ),
    "13.3": Exercise(
        "What may the registrar write: A, B or C?",
        lambda p: "B",
        "What was counted is one thing, what 120 cases can tell of the way of working another.",
        (
            (
                lambda p: "A",
                "The count is right. But could a registry that repeats 1 in 100 have got it, too?",
            ),
            (lambda p: "C", "The certificate goes by what was counted, and that is zero."),
        ),
    ),
    "14.1": Exercise(
        "A patient lives in ZIP code 03601. What stands in the column zip3 after de-identification?",
        lambda p: "000" if "036" in set(datasets.load("zip3_restricted")["zip3"]) else "036",
        "Take the first three digits, and look them up in the list of areas where few people live. What does the rule want there?",
        (
            (lambda p: "036", "These are the right digits, but few people live there: look at the list."),
            (lambda p: "03601", "That is the whole code; at most three digits may stay."),
        ),
    ),
    "14.2": Exercise(
        "A list of discharges shows home 40 and the total 69; hospice (1 to 10) and died are hidden. How many may have died at most?",
        lambda p: 69 - 40 - 1,
        "Hospice and died make up the total less home. If as many as possible died, how few went to the hospice, given that its count is from 1 to 10?",
        (
            (lambda p: 29, "Then nobody went to the hospice; but a zero would have been shown."),
            (lambda p: 19, "That is the least: with 10 in the hospice."),
        ),
    ),
    "14.3": Exercise(
        "Twelve men look alike, and all have the diagnosis I10. With k = 11 and l = 2, the group is: A, B or C?",
        lambda p: "B",
        "Count the men for k, and the different diagnoses for l.",
        (
            (lambda p: "A", "Twelve are enough for k. How many different diagnoses are there?"),
            (lambda p: "C", "It is the other way round: which of the two counts persons?"),
        ),
    ),
    "15.1": Exercise(
        "How many inpatient service days did this ward give on 1, 2 and 3 March together?",
        lambda p: int(_ward()["service_days"].sum()),
        "Take the days one by one: who is in the house at midnight, at the end of the day? Then add who came "
        "and left on that same day.",
        (
            (
                lambda p: int(_ward()["census"].sum()),
                "Those are the midnights: no midnight sees a same-day stay.",
            ),
            (
                lambda p: 10,
                "Those are all days of all stays: some of them lie before 1 March or after 3 March.",
            ),
            (lambda p: 6, "That is how many stays there are."),
        ),
    ),
    "15.2": Exercise(
        "Of the stays discharged in `period`, what percent would have a history and physical in time if the "
        "limit were 12 hours after admission, not 24?",
        lambda p: _histories(p, 12),
        "Count the rows of `written` that are in time and have at most 12 `history_hours`; divide by all rows, "
        "those without a history among them, and turn it into percent.",
        (
            (lambda p: _histories(p, 24), "That is with the limit of 24 hours."),
            (lambda p: _histories(p, 12, aged=True), "A history of more than 30 days before does not count."),
            (lambda p: 100 - _histories(p, 12), "That is the percentage that would not be in time."),
        ),
    ),
    "15.3": Exercise(
        "The average stay was 0.4 days longer in the last week; both points lie inside the limits, and there is "
        "no run. What do you answer the director: A, B or C?",
        lambda p: "B",
        "What do the limits show: what is good, or what this process does anyway?",
        (
            (
                lambda p: "A",
                "For any two weeks one can find something that happened. The chart has no signal.",
            ),
            (lambda p: "C", "The limits say what is usual here. They do not say that it is good enough."),
        ),
    ),
}
