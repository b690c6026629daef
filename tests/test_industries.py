"""Industry codes: which rows may hold the same jobs, judged by another way of reading the codes."""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordsdata.datasets import load
from recordsdata.industries import DETAILS, LAYOUTS, at_detail, details_of, overlapping

INDUSTRY = load("wages_industry")


def atoms(row):
    """What a row covers, by another way than the code's: four-digit groups, each with each of four owners."""
    code, title = row["industry_code"], row["industry_title"]
    groups = [str(number) for number in range(1000, 10000)]
    if "A" in code:
        held = set(re.findall(r"\d{4}", title))
    elif "Sector" in title or row["layout"] == "sectors":
        first, *last = re.split("-+", code)
        stop = int((last or [first])[0]) - (row["layout"] == "all_industries")
        held = {g for g in groups if int(first) <= int(g[:2]) <= stop}
    elif code.startswith(("0", "999")):
        everywhere = code.endswith("1")
        held = {g for g in groups if everywhere or g.startswith(code[:4].rstrip("0"))}
    else:
        stem = code[:4].rstrip("0")
        held = {g for g in groups if g.startswith(stem)}
    words = row["ownership"].lower()
    whose = {owner for owner in ("private", "federal", "state", "local") if owner in words}
    if words.startswith("all") or row["layout"] == "sectors":
        whose = {"private", "federal", "state", "local"}
    return {(group, owner) for group in held for owner in whose}


NOW = INDUSTRY[(INDUSTRY["year"] == 2025) & (INDUSTRY["occ_code"] == "00-0000")].reset_index(drop=True)
# Within a four-digit group, finer codes are told apart by their own digits and not by these atoms.
COARSE = NOW[NOW["industry_code"].str.fullmatch(r".*-.*|\d{4}0[0-9]|\d{4}A\d")].reset_index(drop=True)
ATOMS = [atoms(row) for _, row in COARSE.iterrows()]


@given(st.lists(st.integers(0, len(COARSE) - 1), min_size=2, max_size=8, unique=True))
@settings(max_examples=300, deadline=None)
def test_overlaps_read_from_the_codes_are_those_of_sets(picked):
    found = set(overlapping(COARSE.iloc[picked]))
    expected = {
        (COARSE["industry_code"][a], COARSE["industry_code"][b])
        for place, a in enumerate(picked)
        for b in picked[place + 1 :]
        if ATOMS[a] & ATOMS[b]
    }
    assert found == expected


@pytest.mark.parametrize(
    ("codes", "clash"),
    [
        (["62--63", "622000"], True),
        (["622000", "622102"], True),
        (["622100", "622102"], True),
        (["622102", "622103"], False),
        (["622002", "622102"], True),
        (["999201", "622102"], True),  # state government includes state hospitals
        (["999201", "622103"], False),  # and not those of cities
        (["999200", "622102"], False),  # a state's other offices
        (["000001", "622105"], True),
        (["000001", "999001"], False),
        (["99-100", "999300"], True),
        (["61--62", "62--63"], False),  # half-open: 61 ends where 62 begins
        (["31--34", "339000"], True),
        (["44--46", "456000"], True),
        (["48--50", "491000"], True),
        (["4240A1", "424000"], True),
        (["4240A1", "4240A2"], False),
        (["621000", "622000"], False),
        (["524114", "524100"], True),
        (["524114", "524120"], False),
    ],
)
def test_which_rows_of_2025_share_jobs(codes, clash):
    rows = NOW.set_index("industry_code").loc[codes].reset_index()
    assert bool(overlapping(rows)) is clash


@pytest.mark.parametrize(
    ("codes", "clash"),
    [(["31-33", "42"], False), (["44-45", "48-49"], False), (["31-33", "33"], True), (["44", "44-45"], True)],
)
def test_sectors_before_2025_include_their_last_code(codes, clash):
    rows = pd.DataFrame(
        {"industry_code": codes, "industry_title": "", "layout": "sectors", "ownership": "Private"}
    )
    assert bool(overlapping(rows)) is clash


def test_rows_that_nest_are_refused():
    sectors = INDUSTRY[(INDUSTRY["year"] == 2024) & (INDUSTRY["occ_code"] == "29-2072")]
    doubled = pd.concat([sectors, sectors[sectors["industry_code"] == "44-45"].assign(industry_code="44")])
    with pytest.raises(ValueError, match="hold the same jobs"):
        at_detail(doubled, "sectors")


def test_every_layout_is_known():
    assert set(INDUSTRY["layout"]) == set(LAYOUTS) - {"industries_4_digit"}  # imported releases only
    assert {detail for known in LAYOUTS.values() for detail in known} == set(DETAILS)
    assert details_of(INDUSTRY, 2020) == ()


@pytest.mark.parametrize(
    ("year", "detail", "says"),
    [
        (2018, "sectors", "They can show: hospitals_and_schools"),
        (2020, "sectors", "0 rows .* nothing, give the rows"),
        (2025, "sector", "'sector'.*industries, sectors, hospitals_and_schools"),
    ],
)
def test_what_a_year_cannot_show_is_said(year, detail, says):
    rows = INDUSTRY[(INDUSTRY["year"] == year) & (INDUSTRY["occ_code"] == "00-0000")]
    with pytest.raises(ValueError, match=says):
        at_detail(rows, detail)


def test_two_years_at_once_are_refused():
    with pytest.raises(ValueError, match="one year and occupation"):
        at_detail(INDUSTRY[INDUSTRY["occ_code"] == "00-0000"], "sectors")
