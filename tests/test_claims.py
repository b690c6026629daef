"""Verdicts: the rules for words, every claim of the article, a class's own file, and files with mistakes."""

import csv
import functools
import re
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from recordsdata import charts, datasets, methods, wording
from recordsdata.charts import bars
from recordsdata.claims import COLUMNS, check_claims, read_claims
from recordsdata.evidence import candidate_cells, expected_by_chance, share_below
from recordsdata.wording import RULES, VERDICTS, judge

SOURCE = Path(__file__).parent.parent / "data" / "source"
OWN = Path(__file__).parent / "own_claims.csv"
EXACT, RIGHT, PARTLY, FALSE = "exact", "right as worded", "supported in part", "contradicted"
RELABEL, OPEN, OLD = "right figure under a wrong label", "not checkable", "outdated"
ALIKE, IMPOSSIBLE = "consistent, though not the same occupation", "arithmetically impossible"
STATES, METROS = ("ca", "tx", "fl", "ny", "oh"), ("new-york", "los-angeles", "chicago", "dallas", "phoenix")
PLACES = [f"states-{s}" for s in STATES] + [f"metros-{m}" for m in METROS]
WAGES, JOBS = {f"{place}-wage" for place in PLACES}, {f"{place}-employment" for place in PLACES}
SCHOOLING = {
    "entry-degree-not-required", "entry-high-school", "entry-postsecondary-most", "entry-few-open",
    "education-associate-enough", "education-masters-pay",
}  # fmt: skip
NEVER = [
    "context-shortage", "context-aging", "context-recession-proof", "outlook-best-candidates",
    "pay-payscale-annual", "pay-payscale-experienced", "pay-work-life", "entry-certification",
    "education-associate-years", "education-certificate-years", "education-certificate-online",
    "education-community-cheapest", "education-online-dearer", "education-accreditor",
    "education-coursework", "education-aid", "task-documenting", "task-reviewing", "task-registries",
    "task-coding", "task-confidentiality", "task-systems", "citation-ama", "citation-breathe",
]  # fmt: skip
FOUR_PAYS = {f"employers-{who}-pay" for who in ("physicians", "nursing", "companies")}

# Every verdict, typed after looking the figures up by hand. 74 claims each.
IN_2018 = {
    EXACT: {"pay-median-annual", "pay-median-hourly"} | WAGES,
    RIGHT: {
        "outlook-growth", "outlook-faster", "pay-minimum-wage-multiple", "employers-top-two",
        "employers-hospitals-higher", "employers-physicians-share", "employers-nursing-share",
        "employers-outpatient-share", "places-top-states", "places-top-metros",
    } | JOBS,
    PARTLY: {"employers-top-five", "credential-names"} | SCHOOLING,
    RELABEL: {
        "pay-hourly-almost-20", "employers-hospitals-pay", "employers-hospitals-share",
        "employers-companies-share",
    },
    FALSE: {"occupation-label"},
    IMPOSSIBLE: {"pay-payscale-hourly"},
    "misprinted": {"employers-outpatient-pay"},
    OPEN: {*NEVER} | FOUR_PAYS,
}  # fmt: skip
IN_2025 = {
    ALIKE: {
        "outlook-faster", "pay-minimum-wage-multiple", "employers-top-two", "employers-hospitals-higher",
        "employers-nursing-share", "places-top-states", "states-tx-employment",
    },
    PARTLY: {"employers-top-five", "places-top-metros", "metros-dallas-employment"} | SCHOOLING,
    OLD: {
        "outlook-growth", "pay-hourly-almost-20", "pay-median-annual", "pay-median-hourly",
        "employers-hospitals-pay", "employers-hospitals-share", "employers-physicians-share",
        "employers-companies-share", "employers-outpatient-share", "credential-names",
    } | WAGES | FOUR_PAYS | (JOBS - {"states-tx-employment", "metros-dallas-employment"}),
    FALSE: {"occupation-label"},
    IMPOSSIBLE: {"pay-payscale-hourly"},
    "misprinted": {"employers-outpatient-pay"},
    OPEN: {*NEVER},
}  # fmt: skip
# A claim whose verdict stays when its figure is made 15 % larger or smaller, and why that is right.
SAME_WHATEVER_THE_FIGURE = {
    **dict.fromkeys(FOUR_PAYS, "no figure of 2018 at hand"),
    **dict.fromkeys({"context-shortage", "education-associate-years"}, "nothing at hand"),
    **dict.fromkeys({"pay-payscale-annual", "pay-payscale-experienced"}, "PayScale is not at hand"),
    "pay-payscale-hourly": "neither 18.99 nor 14.03 an hour is 45,830 a year",
}


@pytest.fixture(scope="module")
def claims() -> pd.DataFrame:
    return datasets.load("claims")


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return {name: datasets.load(name) for name in datasets.catalogue()["name"]}


@pytest.fixture(scope="module")
def article(claims, tables):
    """The article's claims checked as of a year, once for all tests that only read what was found."""
    return functools.cache(lambda as_of: check_claims(claims, as_of, tables))


def verdicts(claims, tables, as_of=2018, **more):
    return check_claims(claims, as_of, tables, **more).set_index("claim_id")["verdict"]


def rows(name, **keys):
    """Rows of an excerpt as published, read without any of the package's code."""
    with open(SOURCE / f"{name}.csv", encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if all(row[k] == v for k, v in keys.items())]


# The article


@pytest.mark.parametrize(("as_of", "typed"), [(2018, IN_2018), (2025, IN_2025)])
def test_every_claim_has_the_verdict_found_by_hand(article, as_of, typed):
    by_hand = {claim: verdict for verdict, some in typed.items() for claim in some}
    assert len(by_hand) == 74 == sum(map(len, typed.values()))
    assert article(as_of).set_index("claim_id")["verdict"].to_dict() == by_hand


def test_counts_of_verdicts(article):
    then, now = (article(year)["verdict"].value_counts().to_dict() for year in (2018, 2025))
    assert then == {
        OPEN: 27, RIGHT: 20, EXACT: 12, PARTLY: 8, RELABEL: 4, FALSE: 1, IMPOSSIBLE: 1, "misprinted": 1,
    }  # fmt: skip
    assert now == {OLD: 31, OPEN: 24, PARTLY: 9, ALIKE: 7, FALSE: 1, IMPOSSIBLE: 1, "misprinted": 1}


@pytest.mark.parametrize("as_of", [2018, 2019, 2021, 2024, 2025])
def test_every_claim_has_a_known_verdict_a_reason_and_what_it_lacks(article, as_of):
    found = article(as_of)
    assert len(found) == 74
    assert set(found["verdict"]) <= set(VERDICTS)
    assert found["why"].str.endswith(".").all()
    assert not found["why"].str.contains("nan|None|{|  ").any()
    assert (found.loc[found["verdict"] == OPEN, "needed"] != "").all()
    unsourced = found[(found["table"] != "") & (found["release"] == "")]
    assert unsourced.empty, unsourced["claim_id"].tolist()
    if as_of > 2018:
        # The occupation was redrawn in 2019: nothing stronger than "consistent" from then on.
        assert not set(found["verdict"]) & {EXACT, RIGHT}


def test_the_evidence_stands_where_it_is_said_to_stand(tables, article):
    looked_up = 0
    for as_of in (2018, 2025):
        for row in article(as_of).to_dict("records"):
            if not row["table"] or " / " in row["table"] or row["column"] == "valid_to":
                continue
            for where, value in zip(row["filter"].split(" / "), row["value"].split(" / "), strict=False):
                frame = tables[row["table"]]
                for key, wanted in (part.split("=") for part in where.split(", ") if part):
                    values = wanted.split(" ")
                    frame = frame[frame[key].astype(str).isin(values)]
                assert len(frame), row["claim_id"]
                cells = {f"{cell:.10g}" for cell in frame[row["column"].split(" ")].to_numpy().ravel()
                         if isinstance(cell, float)}  # fmt: skip
                single = len(frame) == 1 and re.fullmatch(r"[\d.]+", value)
                looked_up += bool(single)
                assert not single or value in cells, (row["claim_id"], value, cells)
    assert looked_up > 60


def test_key_figures_recomputed_from_the_excerpts(article):
    found = article(2018).set_index("claim_id")
    hospitals = [r for r in rows("oews_industries", year="2018", occ_code="29-2071")
                 if r["industry_code"].startswith("622")]  # fmt: skip
    general = [r for r in hospitals if r["industry_code"] == "622100"]
    jobs = {k: sum(int(r["tot_emp"]) for r in some) for k, some in (("all", hospitals), ("general", general))}
    mean = Fraction(sum(int(r["tot_emp"]) * int(r["a_mean"]) for r in general), jobs["general"])
    assert jobs == {"all": 71650, "general": 67190}
    assert f"{float(mean):,.2f}" == "46,692.55" == found.loc["employers-hospitals-pay", "found"]
    assert round(float(mean), -1) == 46690
    assert 46690 not in {int(r["a_median"]) for r in hospitals}
    nation = int(rows("oews_national", year="2018", occ_code="29-2071")[0]["tot_emp"])
    matrix = {r["ind"]: float(r["base"]) for r in rows("projections_by_industry", round="2018-28")}
    shares = [100 * jobs["all"] / nation, 100 * matrix["622000"] / matrix["TE1000"]]
    part = [100 * jobs["general"] / nation, 100 * matrix["622100"] / matrix["TE1000"]]
    assert [round(s, 1) for s in shares + part] == [34.3, 34.0, 32.2, 31.6]
    why = found.loc["employers-hospitals-share", "why"]
    assert [float(n) for n in re.findall(r"([\d.]+) percent", why)] == [34.3, 34.0, 32.2, 31.6]
    assert found.loc["pay-payscale-hourly", "found"] == f"{45830 / 2080:.2f}" == "22.03"
    assert f"{45830 / 16.51:,.0f} hours" in found.loc["pay-payscale-hourly", "why"]
    growth = rows("projections", round="2018-28", soc="29-2071")[0]
    change = 100 * (float(growth["emp_proj_k"]) / float(growth["emp_base_k"]) - 1)
    assert f"{change:.1f} percent" == "10.7 percent" == found.loc["outlook-growth", "found"]
    school = rows("education_attainment", years="2015-16", soc="29-2071")[0]
    assert (
        found.loc["entry-high-school", "found"]
        == f"{float(school['lt_hs']) + float(school['hs']):.1f} percent"
    )
    assert found.loc["pay-minimum-wage-multiple", "found"] == f"{16.51 / 7.25:.2f}"


def test_few_is_not_judged_from_few_occupations(article):
    for as_of, years, soc in ((2018, "2015-16", "29-2071"), (2025, "2021-22", "29-2072")):
        school = {r["soc"]: float(r["lt_hs"]) + float(r["hs"])
                  for r in rows("education_attainment", years=years) if r["soc"] != "00-0000"}  # fmt: skip
        mine = school.pop(soc)
        more = sum(share >= mine for share in school.values())
        why = article(as_of).set_index("claim_id").loc["entry-few-open", "why"]
        said = f"as many or more in {more} of the {len(school)} others at hand"
        assert '"Few" cannot be judged' in why
        assert said in why
        assert as_of == 2025 or said == "as many or more in 3 of the 4 others at hand"


def test_words_that_compare_say_what_they_are_taken_as(article):
    why = article(2018)["why"]
    for word, meaning in list(methods.COMPARING_WORDS.items())[1:]:
        assert why.str.contains(f'"{word.capitalize()}" is taken as {meaning}', regex=False).any()
    assert why.str.contains("by chance if they were spread evenly.", regex=False).any()


def test_top_places_recomputed_from_the_excerpts(article):
    for kind, claim in (("state", "places-top-states"), ("metro", "places-top-metros")):
        areas = rows("oews_areas", year="2018", occ_code="29-2071", area_type=kind)
        known = sorted((int(r["tot_emp"]), r["area_title"]) for r in areas if r["tot_emp"])[:-6:-1]
        said = article(2018).set_index("claim_id").loc[claim, "found"]
        assert said == "; ".join(f"{title} {jobs:,}" for jobs, title in known)


def test_employers_ranked_by_hand(article):
    found = article(2018).set_index("claim_id")
    matrix = rows("projections_by_industry", round="2018-28")
    # Four-digit industries, hospitals and head offices as the article names them.
    named = [
        r for r in matrix if re.fullmatch(r"\d{3}[1-9]00", r["ind"]) and r["ind"][:3] not in ("622", "551")
    ]
    named += [r for r in matrix if r["ind"] in ("622000", "551000")]
    top = sorted(named, key=lambda r: -float(r["base"]))[:5]
    assert {r["ind"] for r in top} == {"622000", "621100", "623100", "551000", "621400"}
    wider = {r["industry"] for r in matrix if r["ind"] in ("541000", "561000")}
    assert all(title in found.loc["employers-top-five", "why"] for title in wider)
    assert "No standard errors" in found.loc["places-top-states", "why"]


def test_candidates_for_the_hospital_median(tables):
    cells = candidate_cells("a_median", "29-2071", 2018, tables["wages_industry"])
    # 11 rows of 6 figures; mean and median of 5 industries, each with several owners, and of 611 and 622.
    published = rows("oews_industries", year="2018", occ_code="29-2071")
    assert (len(published), len({r["industry_code"] for r in published})) == (11, 5)
    assert len(cells) == 11 * 6 + 2 * (5 + 2) == 80
    near = cells[(cells["value"] - 46690).abs() <= 50].sort_values("value")
    assert near["value"].round(2).tolist() == [46640, 46650, 46672.74, 46692.55]
    within_a_tenth = sum(abs(v - 46690) <= 4669 for v in cells["value"])
    assert expected_by_chance(cells, 46690, 5) == pytest.approx(within_a_tenth * 5 / 4669)
    hospitals = tables["wages_industry"].query("year == 2018 and occ_code == '29-2071'")
    hospitals = hospitals[hospitals["industry_code"].str.startswith("622")]
    # With straight lines between percentiles, half of the hospitals' jobs pay less than some 43,600.
    assert share_below(hospitals, "a_median", 46690) == pytest.approx(0.561, abs=0.001)
    assert share_below(hospitals, "a_median", 43515) == pytest.approx(0.5, abs=0.001)


def test_credentials_are_looked_up_by_date(claims, tables):
    one = claims[claims["claim_id"] == "credential-names"]
    for names, expected in {
        "CTR": {2018: RIGHT, 2023: RIGHT, 2024: OLD, 2025: OLD},
        "ODS": {2018: FALSE, 2023: FALSE, 2024: RIGHT, 2025: RIGHT},
        "RHIT;CTR": {2018: PARTLY, 2024: OLD},
        "CTR;XYZ": {2018: PARTLY, 2024: OLD},
        "RHIT": {2018: PARTLY, 2025: PARTLY},  # its row is still to be confirmed
        "XYZ": {2018: OPEN, 2025: OPEN},
    }.items():
        found = {year: verdicts(one.assign(items=names), tables, year).iloc[0] for year in expected}
        assert found == expected


# Methods do not know ids


def test_shuffled_ids_change_nothing(claims, tables, article):
    other = claims.assign(claim_id=claims["claim_id"].sample(frac=1, random_state=7).tolist())
    assert (other["claim_id"] != claims["claim_id"]).mean() > 0.9
    for year in (2018, 2025):
        columns = ["statement", "verdict", "found", "why", "table", "filter", "value"]
        left, right = article(year)[columns], check_claims(other, year, tables)[columns]
        pd.testing.assert_frame_equal(left, right)


def test_no_claim_id_stands_in_the_code(claims):
    code = "".join(Path(module.__file__).read_text() for module in (methods, wording, bars))
    assert [name for name in claims["claim_id"] if name in code] == []


@pytest.mark.parametrize("factor", [Fraction(115, 100), Fraction(85, 100)])
def test_altered_values_get_other_verdicts(claims, tables, article, factor):
    numeric = claims["value"].fillna("").str.fullmatch(r"[\d.]+")
    assert numeric.sum() == 39

    def altered(text):
        value = Fraction(text) * factor
        return f"{float(value):.2f}" if "." in text or value < 100 else f"{round(value)}"

    values = [altered(v) if is_number else v for v, is_number in zip(claims["value"], numeric, strict=True)]
    changed = claims.assign(value=values)
    before, after = article(2018).set_index("claim_id")["verdict"], verdicts(changed, tables)
    same = {claim for claim in claims.loc[numeric, "claim_id"] if before[claim] == after[claim]}
    assert same == set(SAME_WHATEVER_THE_FIGURE)
    assert len(same) == 8
    untouched = claims.loc[~numeric, "claim_id"]
    assert (before[untouched] == after[untouched]).all()


def test_altered_tables_get_other_verdicts(claims, tables):
    area = tables["wages_area"].copy()
    here = (
        area["year"].eq(2018)
        & area["occ_code"].eq("29-2071")
        & area["state"].eq("CA")
        & area["area_type"].eq("state")
    )
    area.loc[here, ["tot_emp", "h_mean"]] = [22010.0, 24.95]
    after = verdicts(claims, tables | {"wages_area": area})
    assert after[["states-ca-employment", "states-ca-wage"]].tolist() == [PARTLY, FALSE]
    area.loc[here, "tot_emp"] = float("nan")
    area.loc[here, "emp_status"] = "suppressed"
    found = check_claims(claims, 2018, tables | {"wages_area": area}).set_index("claim_id")
    assert found.loc["states-ca-employment", "verdict"] == OPEN
    assert "suppressed" in found.loc["states-ca-employment", "why"]


def test_gaps_within_sampling_error_are_called_so(claims, article):
    why = article(2025).set_index("claim_id")["why"]
    chance = {claim for claim in why.index if "may be chance" in why[claim]}
    by_hand = set()
    for claim in claims[claims["claim_id"].isin(JOBS)].to_dict("records"):
        key = "state" if claim["area"].isalpha() else "area_code"
        kind = "state" if claim["area"].isalpha() else "metro"
        row = rows("oews_areas", year="2025", occ_code="29-2072", area_type=kind, **{key: claim["area"]})[0]
        jobs, half = float(row["tot_emp"]), 1.959964 * float(row["emp_prse"]) / 100 * float(row["tot_emp"])
        fits = IN_2025[ALIKE] | {"states-tx-employment"}
        if jobs - half <= float(claim["value"]) <= jobs + half and claim["claim_id"] not in fits:
            by_hand.add(claim["claim_id"])
    assert chance == by_hand == {f"metros-{m}-employment" for m in ("new-york", "los-angeles", "dallas")}


# The rules for words


@pytest.mark.parametrize(
    ("said", "word", "found", "verdict"),
    [
        ("22000", "nearly", 21999.99, RIGHT), ("22000", "nearly", 21500, RIGHT),
        ("22000", "nearly", 21499.99, FALSE), ("22000", "nearly", 22000, PARTLY),
        ("22000", "nearly", 22499, PARTLY), ("22000", "nearly", 22500, FALSE),
        ("10000", "nearly", 9710, RIGHT), ("10000", "nearly", 9500, RIGHT), ("10000", "nearly", 9499, FALSE),
        ("5000", "nearly", 4610, RIGHT), ("5000", "nearly", 4501, RIGHT), ("5000", "nearly", 4500, FALSE),
        ("20", "almost", 19.40, RIGHT), ("20", "almost", 18, FALSE), ("20", "almost", 18.01, RIGHT),
        ("20", "almost", 20, PARTLY), ("4", "nearly", 3.5, RIGHT), ("4", "nearly", 3.49, FALSE),
        ("17000", "over", 17000, PARTLY), ("17000", "over", 17000.01, RIGHT), ("17000", "over", 18699, RIGHT),
        ("17000", "over", 18700, PARTLY), ("17000", "over", 16499, FALSE), ("17000", "over", 16500, PARTLY),
        ("10000", "over", 9080, FALSE), ("8,500", "over", 8540, RIGHT),
        ("2", "more than", 2.28, RIGHT), ("2", "more than", 2.99, RIGHT), ("2", "more than", 3, PARTLY),
        ("2", "more than", 2, PARTLY), ("2", "more than", 1.49, FALSE),
        ("10000", "more than", 10999, RIGHT), ("10000", "more than", 11000, PARTLY),
        ("11", "rounded", 10.5, RIGHT), ("11", "rounded", 10.49, FALSE), ("11", "rounded", 11.49, RIGHT),
        ("11", "rounded", 11.5, FALSE), ("19.40", "rounded", 19.404, RIGHT), ("19.40", "", 19.406, FALSE),
        ("32", "approximately", 32.2, RIGHT), ("32", "approximately", 34.0, FALSE),
        ("16.51", "about", 22.03, FALSE),
        ("40350", "exact", 40350, EXACT), ("40350", "exact", 40350.4, FALSE),
        ("40,350", "exact", 40350, EXACT),
        ("22.80", "exact", 22.8, EXACT), ("22.8", "as printed", 22.81, FALSE),
        ("18.57", "as high as", 18.57, RIGHT), ("18.57", "as high as", 18.574, PARTLY),
        ("18.57", "as high as", 18.566, RIGHT), ("18.57", "as high as", 18.2, FALSE),
        ("0.5-1", "range", 0.5, RIGHT), ("0.5-1", "range", 1, RIGHT), ("0.5-1", "range", 1.01, FALSE),
        ("2", "usually", 2.4, RIGHT), ("-4", "about", -4.2, RIGHT), ("-4", "about", 4.2, FALSE),
        ("0", "", 0.4, RIGHT),
    ],
)  # fmt: skip
def test_rules_at_their_edges(said, word, found, verdict):
    assert judge(said, word, found) == verdict


def test_every_word_has_a_rule():
    assert set(wording.ALIASES.values()) <= set(RULES)
    assert set(datasets.load("claims")["wording"].fillna("")) <= {*RULES, *wording.ALIASES}


def rounded_half_up(value: Fraction, step: int) -> int:
    return int((value / step + Fraction(1, 2)) // 1) * step


@given(st.integers(1, 999), st.integers(0, 4), st.integers(-2000, 2000))
def test_nearly_over_and_about_agree_with_whole_number_arithmetic(head, zeros, thousandths):
    assume(head % 10)
    said = head * 10**zeros
    found = Fraction(said) + Fraction(said * thousandths, 10_000)
    assume(found == Fraction(float(found)))
    step = 10**zeros
    if step >= 10 and head == 1 and found < said:
        step //= 10
    near = rounded_half_up(found, step) == said and (zeros == 0 or abs(found - said) * 10 < said)
    over = said < found and (found - said) * 10 < said
    fits = {"approximately": near, "nearly": near and found < said, "over": over, "exact": found == said}
    for word, expected in fits.items():
        assert (judge(str(said), word, float(found)) in (EXACT, RIGHT)) == expected, (
            said,
            word,
            float(found),
        )


@given(st.integers(1, 10**7), st.sampled_from([*RULES, *wording.ALIASES]))
def test_a_figure_fits_itself_unless_the_word_forbids_it(said, word):
    text, rule = (f"{said}-{said}" if word == "range" else str(said)), wording.ALIASES.get(word, word)
    expected = {"exact": EXACT, "nearly": PARTLY, "over": PARTLY, "more than": PARTLY}.get(rule, RIGHT)
    assert judge(text, word, float(said)) == expected
    assert word == "range" or judge(f"{said:,}", word, float(said)) == expected
    assert judge(text, word, said * 1.5 + 1) in (FALSE, PARTLY)


@given(st.text("0123456789,.", min_size=1, max_size=9))
def test_readings_of_a_misprint_are_numbers_one_character_shorter(text):
    assume(not wording.FIGURE.fullmatch(text))
    for reading in wording.readings(text):
        assert wording.FIGURE.fullmatch(reading)
        shorter = {text[:i] + text[i + 1 :] for i in range(len(text))}
        assert {float(reading.replace(",", ""))} & {float(s.replace(",", "")) for s in shorter
                                                    if wording.FIGURE.fullmatch(s)}  # fmt: skip


# A class's own file


def test_own_file_about_another_occupation(tables):
    own = read_claims(OWN)
    assert verdicts(own, tables, 2025).to_dict() == {
        "median": RELABEL, "hourly": EXACT, "median-then": OLD, "misprint": "misprinted", "conversion": RIGHT,
        "jobs": RIGHT, "jobs-then": PARTLY, "growth": RIGHT, "faster": RIGHT, "states": RIGHT,
        "physicians": FALSE, "hospitals": RELABEL, "schooling": PARTLY, "credential": RIGHT, "liked": OPEN,
    }  # fmt: skip
    then = verdicts(own, tables, 2018)
    assert then[["median-then", "jobs-then", "states"]].tolist() == [EXACT, RIGHT, RIGHT]
    assert then.drop(["median-then", "jobs-then", "states", "misprint"]).eq(OPEN).all()
    # Medical assistants kept their code, so nothing is capped: "exact" and "right" stay possible in 2025.
    why = check_claims(own, 2025, tables).set_index("claim_id")["why"]
    assert not why.str.contains("redrawn").any()
    assert "The gap may be chance" not in why["growth"]


def test_own_frame_may_hold_numbers_and_few_columns(tables):
    frame = pd.DataFrame(
        {
            "claim_id": ["a", "b"], "section": ["pay", "pay"], "statement": ["one", "two"],
            "method": ["published figure"] * 2, "measure": ["a_median", "h_median"], "wording": ["exact"] * 2,
            "unit": ["USD per year", "USD per hour"], "value": [45690.0, 21.97],
            "occupation": ["31-9092"] * 2,
        }
    )  # fmt: skip
    assert verdicts(frame, tables, 2025).tolist() == [EXACT, EXACT]


HOSPITALS_2018 = {"occupation": "29-2071", "period": "2018", "industry": "622000"}


@pytest.mark.parametrize(
    ("changes", "as_of", "verdict"),
    [
        ({"wording": "range", "value": "45000-46000"}, 2025, RIGHT),
        ({"wording": "range", "value": "30000-35000", "period": "2018"}, 2025, OLD),
        (HOSPITALS_2018 | {"value": "46690"}, 2018, RELABEL),
        (HOSPITALS_2018 | {"value": "30000"}, 2018, FALSE),
        (HOSPITALS_2018 | {"value": "43480"}, 2018, OPEN),
        (HOSPITALS_2018 | {"industry": "622100", "value": "46700", "wording": "about"}, 2018, RELABEL),
        (HOSPITALS_2018 | {"industry": "622100", "value": "46690", "measure": "a_mean"}, 2018, RIGHT),
        ({"value": "33000", "period": "2001"}, 2025, OLD),
        ({"value": "50000", "period": "1999"}, 2018, OLD),
    ],
)
def test_a_published_figure_in_other_words_and_places(tables, changes, as_of, verdict):
    frame = read_claims(OWN).head(1).assign(**changes)
    found = check_claims(frame, as_of, tables).iloc[0]
    assert found["verdict"] == verdict, found["why"]
    assert "nan" not in found["why"]


def test_a_code_of_another_year_is_not_checkable(tables):
    frame = read_claims(OWN).head(1).assign(occupation="29-2071", period="2025")
    found = check_claims(frame, 2025, tables).iloc[0]
    assert found["verdict"] == OPEN
    assert "29-2071 2011-2018" in found["why"]


MISTAKES = [
    (2, "method", "publishd figure", "Did you mean 'published figure'"),
    (1, "method", "", "column method: it is empty; fill it in"),
    (3, "measure", "a_med", "Did you mean 'a_median'"),
    (1, "occupation", "31-9093x", "Did you mean '31-9093'"),
    (1, "occupation", "", "'published figure' needs it"),
    (1, "value", "forty", "Write the figure alone"),
    (1, "value", "$46,120", "Write the figure alone"),
    (1, "value", "", "'published figure' needs it"),
    (1, "wording", "neerly", "Did you mean 'nearly'"),
    (1, "unit", "USD per hour", "a_median is in USD per year"),
    (4, "area", "Ohio", "Allowed: US"),
    (4, "area", "1", "Did you mean '01'"),
    (1, "period", "May 2025", "Write a year or two"),
    (11, "industry", "62", "Write six digits"),
    (11, "unit", "jobs", "Allowed: percent"),
    (10, "items", "CA;TX;FLA", "items: 'FLA'"),
    (10, "compare_with", "state", "Did you mean 'states'"),
    (9, "relation", "faster", "Did you mean 'much faster'"),
    (9, "compare_with", "everyone", "compare_with: 'everyone'"),
    (9, "compare_with", "all employers", "goes with an industry"),
    (5, "compare_with", "a lot", "Write the other figure"),
    (13, "items", "hs;college", "items: 'college'"),
    (15, "needed", "", "'not checkable' needs it"),
    (8, "area", "CA", "for the nation only"),
    (11, "area", "CA", "knows the nation only"),
    (5, "value", "0", "cannot be converted"),
    (9, "relation", "significantly higher", "Standard errors are published for"),
    (1, "wording", "range", "A range is two figures"),
    (3, "claim_id", "median", "it stands twice"),
    (3, "claim_id", "", "column claim_id: it is empty"),
]


@pytest.mark.parametrize(("row", "column", "value", "says"), MISTAKES)
def test_a_mistake_in_a_file_is_named(tables, tmp_path, row, column, value, says):
    frame = pd.read_csv(OWN, dtype=str, keep_default_na=False)
    frame.loc[row - 1, column] = value
    frame.to_csv(tmp_path / "ours.csv", index=False)
    with pytest.raises(ValueError) as error:
        check_claims(read_claims(tmp_path / "ours.csv"), 2025, tables)
    text = str(error.value)
    assert says in text
    assert text.startswith(f"ours.csv, row {row} (")
    named = {"significantly higher": "measure", "range": "value"}.get(value, column)
    assert f"column {named}:" in text


def test_files_that_are_no_table_of_claims(tables, tmp_path):
    path = tmp_path / "ours.csv"
    for content, says in {
        "": "not a table",
        "claim_id,section,statement,method\n": "no row below the header",
        'a,b\n"1': "not a table",
        "a,b\n1,2,3\n1,2,3,4\n": "not a table",
        b"claim_id\n\xff\xfe": "not UTF-8",
    }.items():
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with pytest.raises(ValueError, match=says):
            check_claims(read_claims(path), 2025, tables)
    with pytest.raises(ValueError, match=r"nowhere\.csv: there is no such file"):
        read_claims(tmp_path / "nowhere.csv")
    own = read_claims(OWN)
    with pytest.raises(ValueError, match=r"no column 'occuption'\. Did you mean 'occupation'"):
        check_claims(own.rename(columns={"occupation": "occuption"}), 2025, tables)
    with pytest.raises(ValueError, match="column 'statement' is missing"):
        check_claims(own.drop(columns="statement"), 2025, tables)


def test_every_needed_column_is_asked_for(claims, tables):
    tried = 0
    first = claims.drop_duplicates("method").fillna("")
    assert set(first["method"]) == set(methods.METHODS)
    for row in first.to_dict("records"):
        for column in methods.METHODS[row["method"]][1].split():
            with pytest.raises(ValueError, match=f"column {column}: it is empty"):
                check_claims(pd.DataFrame([row | {column: ""}]), 2018, tables)
            tried += 1
    assert tried == 33


def test_as_of_and_section_are_checked(claims, tables, article):
    with pytest.raises(ValueError, match=r"as_of is 2030\. There are national figures for 2011 to 2025"):
        check_claims(claims, 2030, tables)
    with pytest.raises(ValueError, match=r"section is 'places '.*Did you mean 'places'"):
        check_claims(claims, 2018, tables, section="places ")
    part = check_claims(claims, 2018, tables, section="pay")
    whole = article(2018)
    pd.testing.assert_frame_equal(part, whole[whole["section"] == "pay"].reset_index(drop=True))
    assert set(COLUMNS) <= set(claims.columns)


# The drawing


def test_every_verdict_has_a_look_of_its_own():
    looks = bars.VERDICT_LOOKS
    assert list(looks) == list(VERDICTS)
    assert len(set(looks.values())) == len(looks)


def test_bars_count_what_there_is(claims, article):
    found = article(2018)
    axes = charts.draw_verdicts(found, "A title").axes[0]
    drawn = {group.get_label(): sum(p.get_width() for p in group.patches) for group in axes.containers}
    assert drawn == found["verdict"].value_counts().to_dict()
    assert [text.get_text() for text in axes.get_yticklabels()] == list(dict.fromkeys(claims["section"]))
    with pytest.raises(ValueError, match="without a look: \\['true'\\]"):
        charts.draw_verdicts(found.assign(verdict="true"), "A title")
    with pytest.raises(ValueError, match="0 statements"):
        charts.draw_verdicts(found.head(0), "A title")
