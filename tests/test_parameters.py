"""No wrong parameter runs the default: each is an error that names it, its value and what is allowed."""

import ast
import math
from pathlib import Path

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordsdata.parameters import NOTEBOOKS, Between, ParameterError, check, check_values, declared

ROOT = Path(__file__).parents[1]
PAY = {"occupation": "records", "year": 2025, "area": "US", "base_year": 2025, "source": "shipped"}
JOBS = {
    "occupation": "records",
    "level": "state",
    "year": 2025,
    "measure": "tot_emp",
    "top_n": 10,
    "focus": "",
    "source": "shipped",
}
ARTICLE = {"as_of": 2018, "section": "all"}
SCHOOL = {
    "credential": "associate",
    "state": "US",
    "start": "tenth_percentile",
    "hours": 40,
    "tuition_per_year": 4000,
    "years": 2.0,
    "wage_growth": 0.01,
    "discount_rate": 0.03,
    "source": "shipped",
}
START = {"occupation": "records", "year": 2025, "source": "shipped"}
EMPLOYERS = {"occupation": "records", "year": 2025, "detail": "industries", "source": "shipped"}
GROWING = {"occupation": "records", "round": "2018-28", "source": "shipped"}
RECESSION = {"occupation": "records", "compare_with": "all", "source": "shipped"}
AUDIT = {"patients": 5000, "seed": 1, "defect_rate": 0.01, "engine": "pandas"}
CODES = {"patients": 5000, "seed": 1, "defect_rate": 0.01, "level": "drg"}
DEPARTMENT = {"patients": 5000, "seed": 1, "defect_rate": 0.01, "period": "year", "step": "week"}
REGISTRY = {
    "patients": 5000,
    "seed": 1,
    "defect_rate": 0.01,
    "standard": "naaccr_gold",
    "threshold": 0.9,
}
DEFAULTS = {
    "00_start_here": START,
    "01_is_the_article_right": ARTICLE,
    "02_what_does_it_pay": PAY,
    "03_where_are_the_jobs": JOBS,
    "04_who_employs_them": EMPLOYERS,
    "05_is_the_work_growing": GROWING,
    "06_is_it_recession_proof": RECESSION,
    "07_does_schooling_pay_back": SCHOOL,
    "11_are_the_records_complete": AUDIT,
    "12_are_the_codes_right": CODES,
    "13_is_the_registry_sound": REGISTRY,
    "14_can_patients_be_recognised": {"patients": 2000, "seed": 1, "k": 5},
    "15_how_does_the_department_run": DEPARTMENT,
}


def parameters_cell(name: str) -> str:
    notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    (cell,) = [c for c in notebook.cells if "parameters" in c.metadata.get("tags", [])]
    return cell.source


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_parameters_cell_and_the_check_agree(name):
    cell = parameters_cell(name)
    kinds = {parameter.name: parameter.kind.__name__ for parameter in NOTEBOOKS[name]}
    assert declared(cell) == {n: kinds[n] for n in declared(cell)}
    assert set(declared(cell)) == set(kinds)
    values = {s.target.id: ast.literal_eval(s.value) for s in ast.parse(cell).body}
    assert values == DEFAULTS[name]
    assert all("#" in line for line in cell.splitlines() if line.strip()), "a parameter has no comment"


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_defaults_are_accepted(name):
    p = check_values(name, DEFAULTS[name])
    assert {k: v for k, v in vars(p).items() if k != "notebook"} == DEFAULTS[name]


WRONG = [
    ("14", {"patients": 100}, ["'patients'", "100", "500 to 20,000"]),
    ("14", {"k": 1}, ["'k'", "1", "2 to 50"]),
    ("14", {"k": "5"}, ["'k'", "'5'", "whole number"]),
    # notebook's number, what is changed, what the message must hold
    ("11", {"patients": 499}, ["'patients'", "is 499", "500 to 20,000 patients"]),
    ("11", {"patients": 5000.0}, ["'patients'", "type float", "whole number"]),
    ("11", {"seed": 0}, ["'seed'", "is 0", "1 to 9,999"]),
    ("11", {"defect_rate": 1}, ["'defect_rate'", "is 1", "0 to 0.02"]),
    ("11", {"defect_rate": "1 %"}, ["'defect_rate'", "type str", "without quotes"]),
    ("11", {"engine": "polar"}, ["'engine'", "'polar'", "Did you mean 'polars'?"]),
    ("11", {"engine": "spark"}, ["'engine'", "'spark'", "'pandas', 'polars', 'duckdb'"]),
    ("12", {"patients": 100}, ["'patients'", "100", "500 to 20,000 patients"]),
    ("12", {"patients": 5000.0}, ["'patients'", "type float", "whole number"]),
    ("12", {"seed": 0}, ["'seed'", "is 0.", "1 to 9,999"]),
    ("12", {"seed": "1"}, ["'seed'", "type str", "without quotes"]),
    ("12", {"defect_rate": 1}, ["'defect_rate'", "is 1.", "0 to 0.02"]),
    ("12", {"defect_rate": 2}, ["'defect_rate'", "is 2. Did you mean 0.02?", "0 to 0.02"]),
    ("12", {"defect_rate": math.nan}, ["'defect_rate'", "nan", "0 to 0.02"]),
    ("12", {"level": "DRGs"}, ["'level'", "'DRGs'", "Did you mean 'drg'", "'principal'"]),
    ("12", {"level": ["I10"]}, ["'level'", "['I10']", "text in quotes"]),
    ("12", {"patient": 5000}, ["'patient'", "Did you mean 'patients'?"]),
    ("15", {"patients": 100}, ["'patients'", "100", "500 to 20,000 patients"]),
    ("15", {"patients": "5000"}, ["'patients'", "type str", "without quotes"]),
    ("15", {"defect_rate": 2}, ["'defect_rate'", "0 to 0.02", "Did you mean 0.02?"]),
    ("15", {"period": "2026-10"}, ["'period'", "'2026-10'", "'year', 'Q1'"]),
    ("15", {"period": 2026}, ["'period'", "2026", "text in quotes"]),
    ("15", {"period": "q5"}, ["'period'", "'q5'", "'Q4'"]),
    ("15", {"step": "weeks"}, ["'step'", "Did you mean 'week'?"]),
    ("15", {"seeds": 1}, ["'seeds'", "Did you mean 'seed'?"]),
    ("04", {"year": 2018}, ["'detail'", "'industries'", "May 2018 does not show", "'hospitals_and_schools'"]),
    ("04", {"year": 2010}, ["'year'", "2010", "no whole to compare with", "2011 to 2019, 2022 to 2025"]),
    ("04", {"year": 2020}, ["'year'", "2020", "No release by industry", "2022 to 2025"]),
    ("04", {"year": 2024, "detail": "hospitals_and_schools"}, ["'detail'", "May 2024", "'sectors'"]),
    ("04", {"detail": "sector"}, ["'detail'", "'sector'", "Did you mean 'sectors'"]),
    ("04", {"detail": ""}, ["'detail'", "''", "'industries'"]),
    ("04", {"detail": None}, ["'detail'", "None", "text in quotes"]),
    ("04", {"occupation": "29-2071"}, ["'29-2071'", "2010 to 2018", "the codes changed"]),
    ("04", {"occupation": "29-2098", "year": 2018}, ["'29-2098'", "2019"]),
    ("04", {"employer": "622100"}, ["'employer'", "occupation, detail"]),
    ("03", {"focus": "6"}, ["'focus'", "'6'", "Did you mean '06' (California)?", "Allowed: ''"]),
    ("03", {"focus": 6}, ["'focus'", "is 6,", "text in quotes", "'06' (California)"]),
    ("03", {"focus": "Californa"}, ["'Californa'", "Did you mean '06' (California)?"]),
    ("03", {"focus": "31080"}, ["'31080'", "metro area (Los Angeles", "set level to 'metro'"]),
    ("03", {"level": "metro", "focus": "06"}, ["'06'", "state area (California)", "'state'"]),
    ("03", {"focus": "78"}, ["'78'", "Virgin Islands has no figure", "2025"]),
    ("03", {"measure": "h_median", "year": 2018}, ["'h_median'", "no median", "'h_mean'"]),
    ("03", {"measure": "h_mean_local", "year": 2018, "level": "metro"}, ["price levels"]),
    ("03", {"year": 2020}, ["'year'", "2020", "2018, 2025"]),
    ("03", {"occupation": "29-2071"}, ["'29-2071'", "2018", "the codes changed"]),
    ("03", {"top_n": 0}, ["'top_n'", "is 0", "3 to 30"]),
    ("03", {"top_n": True}, ["'top_n'", "type bool", "whole number"]),
    ("03", {"level": "stat"}, ["'level'", "'stat'", "Did you mean 'state'?"]),
    ("02", {"year": 1999}, ["'year'", "1999", "2011 to 2025"]),
    ("02", {"year": "2018"}, ["'year'", "'2018'", "type str", "without quotes"]),
    ("02", {"year": 2018.0}, ["'year'", "2018.0", "type float"]),
    ("02", {"year": math.nan}, ["'year'", "nan", "whole number"]),
    ("02", {"area": math.nan}, ["'area'", "nan", "text in quotes"]),
    ("02", {"area": None}, ["'area'", "None", "text in quotes"]),
    ("02", {"area": ""}, ["'area'", "''", "'US'"]),
    ("02", {"area": "x" * 10_000}, ["'area'", "(10000 characters)", "'US'"]),
    ("02", {"area": "Ohio'\n\"; drop"}, ["'area'", r"\n", "'US'"]),
    ("02", {"area": "06", "year": 2020}, ["'06'", "2018, 2025 only"]),
    ("02", {"occupation": "29-2072", "year": 2018}, ["'29-2072'", "2021 to 2025"]),
    ("02", {"occupation": "29-9999"}, ["'29-9999'", "'records'"]),
    ("02", {"occupation": "Medical Record Specialists"}, ["'29-2072'"]),
    ("02", {"base_year": 1980}, ["'base_year'", "1980", "2000 to 2026"]),
    ("02", {"ocupation": "29-2072"}, ["'ocupation'", "Did you mean 'occupation'?", "base_year"]),
    ("01", {"as_of": 2024}, ["'as_of'", "2024", "2018, 2025"]),
    ("01", {"section": "place"}, ["'section'", "Did you mean 'places'?"]),
    ("07", {"credential": "associates"}, ["'associates'", "mean 'associate'", "'master'"]),
    ("07", {"state": "Guam"}, ["'state'", "'Guam'", "'US'"]),
    ("07", {"state": "72", "start": "minimum_wage"}, ["'start'", "No table here has"]),
    ("07", {"start": "29-2072"}, ["'start'", "'minimum_wage', 'tenth_percentile', '43-6013'"]),
    ("07", {"hours": 168}, ["'hours'", "168", "10 to 60 hours a week"]),
    ("07", {"hours": 37.5}, ["'hours'", "type float", "whole number", "10 to 60"]),
    ("07", {"tuition_per_year": -1}, ["'tuition_per_year'", "-1", "0 to 100,000 USD a year"]),
    ("07", {"tuition_per_year": "4000"}, ["'tuition_per_year'", "type str", "without quotes"]),
    ("07", {"years": 0}, ["'years'", "is 0.", "0.25 to 8 years"]),
    ("07", {"years": math.nan}, ["'years'", "is nan.", "0.25 to 8 years"]),
    ("07", {"years": math.inf}, ["'years'", "is inf.", "0.25 to 8 years"]),
    ("07", {"years": True}, ["'years'", "type bool", "a number without quotes"]),
    ("07", {"years": 10**400}, ["'years'", "0.25 to 8 years"]),
    ("07", {"discount_rate": 3}, ["is 3. Did you mean 0.03? Allowed: 0 to 0.15 (0.03 is"]),
    ("07", {"wage_growth": 0.5}, ["'wage_growth'", "is 0.5.", "Allowed: -0.02 to 0.05"]),
    ("07", {"discount": 0.03}, ["'discount'", "Did you mean 'discount_rate'?"]),
    ("05", {"round": "2018-29"}, ["'round'", "'2018-29'", "'2018-28' (2018-2028)", "'2024-34'"]),
    ("05", {"round": 2018}, ["'round'", "is 2018,", "text in quotes", "'2018-28'"]),
    ("05", {"round": ""}, ["'round'", "''", "'2012-22'"]),
    ("05", {"occupation": "29-2072"}, ["'29-2072'", "the rounds '2021-31', '2022-32'", "only"]),
    ("05", {"occupation": "00-0000", "round": "2012-22"}, ["'00-0000'", "the rounds '2014-24'", "'records'"]),
    ("05", {"occupation": "Medical asistants"}, ["Did you mean '31-9092' (Medical assistants)?"]),
    ("05", {"occupation": "29-1141"}, ["'29-1141'", "'11-9111'"]),
    ("05", {"occupation": math.nan}, ["'occupation'", "nan", "text in quotes"]),
    ("05", {"rounds": "2018-28"}, ["'rounds'", "Did you mean 'round'?"]),
    ("06", {"occupation": "29-2072"}, ["'29-2072'", "2021 to 2025", "May 2019 and May 2020", "'records'"]),
    ("06", {"occupation": "29-2071"}, ["2011 to 2018", "May 2019 and May 2020"]),
    ("06", {"occupation": "all"}, ["'occupation'", "'all'", "leave compare_with at 'all'"]),
    ("06", {"occupation": "00-0000"}, ["'00-0000'", "leave compare_with at 'all'"]),
    ("06", {"occupation": "Registered Nurse"}, ["Did you mean '29-1141' (Registered Nurses)?"]),
    ("06", {"occupation": 292098}, ["'occupation'", "292098", "text in quotes"]),
    ("06", {"compare_with": "records"}, ["'compare_with'", "the occupation itself"]),
    ("06", {"compare_with": "medical asistants"}, ["Did you mean '31-9092' (Medical Assistants)"]),
    ("06", {"compare_with": ""}, ["'compare_with'", "''", "'all'"]),
    ("06", {"compare_with": math.nan}, ["'compare_with'", "nan", "text in quotes"]),
    ("06", {"compare": "all"}, ["'compare'", "Did you mean 'compare_with'?"]),
    ("06", {"occupation": "x" * 10_000}, ["(10000 characters)", "'records'"]),
    ("13", {"patients": 499}, ["'patients'", "is 499", "500 to 20,000 patients"]),
    ("13", {"patients": 1e4}, ["'patients'", "type float", "whole number"]),
    ("13", {"seed": 0}, ["'seed'", "is 0", "1 to 9,999"]),
    ("13", {"defect_rate": 1}, ["'defect_rate'", "is 1.", "0 to 0.02"]),
    ("13", {"standard": "npccr"}, ["'npccr'", "Did you mean 'npcr'", "'naaccr_gold'"]),
    ("13", {"threshold": 90}, ["'threshold'", "is 90. Did you mean 0.9?", "0.01 to 0.999"]),
    ("13", {"threshold": 1}, ["'threshold'", "is 1.", "0.01 to 0.999"]),
    ("13", {"treshold": 0.9}, ["'treshold'", "Did you mean 'threshold'?"]),
    ("00", {"occupation": ""}, ["'occupation'", "''", "'records'"]),
]  # fmt: skip


@pytest.mark.parametrize(("notebook", "change", "says"), WRONG)
def test_wrong_parameters_teach(notebook, change, says):
    notebook = next(name for name in NOTEBOOKS if name.startswith(notebook))
    with pytest.raises(ParameterError) as error:
        check_values(notebook, DEFAULTS[notebook] | change)
    for words in (*says, notebook):
        assert words in str(error.value)
    assert len(str(error.value)) < 1500


def test_made_up_records_are_asked_for_in_the_same_way_everywhere():
    made = {name: ps for name, ps in NOTEBOOKS.items() if any(p.name == "patients" for p in ps)}
    assert len(made) == 5
    for word in ("patients", "seed", "defect_rate"):
        assert len({p for ps in made.values() for p in ps if p.name == word}) == 1, word


def test_every_notebook_was_tried_with_wrong_values():
    assert {notebook for notebook, *_ in WRONG} == {name[:2] for name in NOTEBOOKS}
    assert len(WRONG) >= 30


@pytest.mark.parametrize(
    ("change", "name", "becomes"),
    [
        ({"focus": "California"}, "focus", "06"),
        ({"focus": "ca"}, "focus", "06"),
        ({"level": "metro", "focus": "31080"}, "focus", "31080"),
        ({"measure": "mean pay"}, "measure", "h_mean"),
        ({"occupation": "medical records specialists"}, "occupation", "29-2072"),
    ],
)
def test_names_are_accepted_for_codes(change, name, becomes):
    assert getattr(check_values("03_where_are_the_jobs", JOBS | change), name) == becomes


@pytest.mark.parametrize(("given", "kept"), [(2, 2.0), (0.25, 0.25), (8, 8.0)])
def test_a_whole_number_will_do_where_a_number_is_wanted(given, kept):
    years = check_values("07_does_schooling_pay_back", SCHOOL | {"years": given}).years
    assert (years, type(years)) == (kept, float)


@given(st.one_of(st.floats(0, 0.15), st.floats(), st.integers()))
def test_a_range_holds_its_ends_and_nothing_beyond(value):
    assert (value in Between(0, 0.15, "a year")) == (0 <= value <= 0.15)


def test_a_range_can_be_listed():
    assert list(Between(0, 5, "")) == [0, 2, 5]
    assert list(Between(0.25, 8, "")) == [0.25, 4.125, 8]


@pytest.mark.parametrize(
    ("change", "becomes"),
    [
        ({"occupation": "Registered Nurses"}, ("29-1141", "all")),  # not the broad group of the same name
        ({"occupation": "29-1140", "compare_with": "records"}, ("29-1140", "records")),
        ({"compare_with": "All jobs"}, ("records", "all")),
        ({"compare_with": "00-0000"}, ("records", "all")),
        ({"compare_with": "Medical Assistants"}, ("records", "31-9092")),
    ],
)
def test_what_a_recession_is_asked_of(change, becomes):
    p = check_values("06_is_it_recession_proof", RECESSION | change)
    assert (p.occupation, p.compare_with) == becomes


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.booleans(), st.lists(st.text())))
@settings(max_examples=40, deadline=None)
def test_nothing_strange_is_accepted_as_a_section(value):
    sections = {"all", "scope", "outlook", "pay", "employers", "places", "education", "tasks", "context"}
    if isinstance(value, str) and value.casefold().strip() in sections | {"every section"}:
        return
    with pytest.raises(ParameterError, match="section"):
        check_values("01_is_the_article_right", {"as_of": 2018, "section": value})


class TestInsideANotebook:
    """`check` reads IPython's history, where a misspelt name can still be seen."""

    cell = "as_of: int = 2018  # c\nsection: str = 'pay'  # c"

    def test_a_plain_run(self):
        assert check("01_is_the_article_right", ARTICLE | {"In": ["", self.cell]}).as_of == 2018

    def test_a_misspelt_name_injected_by_papermill(self):
        cells = ["", self.cell, "# Parameters\nsectoin = 'tasks'\n", "check()"]
        with pytest.raises(ParameterError, match=r"no parameter 'sectoin'.*mean 'section'"):
            check("01_is_the_article_right", ARTICLE | {"sectoin": "tasks", "In": cells})

    def test_a_name_added_by_hand_to_the_cell(self):
        cells = ["", self.cell + "\nas_off = 2025"]
        with pytest.raises(ParameterError, match=r"no parameter 'as_off'.*mean 'as_of'"):
            check("01_is_the_article_right", ARTICLE | {"as_off": 2025, "In": cells})

    def test_a_mistake_that_was_mended_is_forgotten(self):
        cells = ["", self.cell + "\nas_off = 2025", self.cell]
        assert check("01_is_the_article_right", ARTICLE | {"as_off": 2025, "In": cells}).section == "all"

    def test_other_cells_may_set_what_they_like(self):
        cells = ["", self.cell, "answer = 5", "import pandas as pd\nas_of2 = 3", "%magic", "x = f(as_of)"]
        assert check("01_is_the_article_right", ARTICLE | {"answer": 5, "In": cells}).as_of == 2018

    def test_a_parameter_that_was_deleted(self):
        with pytest.raises(ParameterError, match="needs the parameter 'section', and no cell has set it"):
            check("01_is_the_article_right", {"as_of": 2018, "In": ["", "as_of = 2018"]})

    def test_a_notebook_that_is_not_there(self):
        with pytest.raises(ParameterError, match=r"no notebook '01_is_the_article_rigth'.*Did you mean"):
            check("01_is_the_article_rigth", ARTICLE)

    def test_a_reader_sees_the_message_alone(self):
        assert ParameterError("words")._render_traceback_() == ["ParameterError: words"]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("a: int = 1\nb = 'x'", {"a": "int", "b": ""}),
        ("a: int | None = None  # = sign in a comment", {"a": "int | None"}),
        ("a = float('nan')", {"a": ""}),
        ("a = f(1)", {}),
        ("a = 1\nprint(a)", {}),
        ("a = b = 2", {"a": "", "b": ""}),
        ("x.y = 1", {}),
        ("%time a = 1", {}),
        ("", {}),
    ],
)
def test_names_are_read_from_a_cell(cell, names):
    assert declared(cell) == names
