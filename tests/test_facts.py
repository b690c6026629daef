"""The cleaned tables against the excerpts and against published figures, with the csv module alone.

Nothing here imports the code that builds the tables: what a symbol means, which row is kept and what a column
was called are written down a second time, by hand.
"""

import csv
import gzip
import hashlib
import io
import shutil
import statistics
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"
SOURCE = DATA / "source"
EXCERPTS = {
    "article_claims", "cpi_u", "education_attainment", "minimum_wage", "msdrg_fy2026", "oews_areas",
    "oews_industries", "oews_national", "price_parity_metro", "price_parity_state", "programs_cip5107",
    "projections", "projections_by_industry", "separations", "soc_2010_to_2018", "sources", "zip3_restricted",
}  # fmt: skip
HOURLY = ["h_pct10", "h_pct25", "h_median", "h_pct75", "h_pct90"]
ANNUAL = ["a_pct10", "a_pct25", "a_median", "a_pct75", "a_pct90"]
GROUPS = {
    "emp_status": ["tot_emp", "jobs_1000"],
    "pct_total_status": ["pct_total"],
    "lq_status": ["loc_quotient"],
    "emp_prse_status": ["emp_prse"],
    "h_mean_status": ["h_mean"],
    "a_mean_status": ["a_mean"],
    "mean_prse_status": ["mean_prse"],
    "h_pct_status": HOURLY,
    "a_pct_status": ANNUAL,
}
STATES = {f"{code:02d}" for code in range(1, 57)} - {"03", "07", "14", "43", "52"}


@cache
def raw(name: str) -> list[dict[str, str]]:
    with (SOURCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def clean(name: str) -> list[dict[str, str]]:
    plain = DATA / f"{name}.csv"
    content = (
        plain.read_bytes() if plain.is_file() else gzip.decompress((DATA / f"{name}.csv.gz").read_bytes())
    )
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def by_key(table: str, *key: str) -> dict[tuple[str, ...], dict[str, str]]:
    rows = {tuple(row[column] for column in key): row for row in clean(table)}
    assert len(rows) == len(clean(table)), f"{table}: {key} is not unique"
    return rows


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


# ---- the excerpts themselves -----------------------------------------------------------------------------


def changed_excerpts(source: Path) -> list[str]:
    """Names of the excerpts whose bytes are not the ones that SHA256SUMS lists."""
    listed = dict(reversed(line.split("  ")) for line in (source / "SHA256SUMS").read_text().splitlines())
    assert {name.removesuffix(".csv") for name in listed} == EXCERPTS
    return [n for n in listed if hashlib.sha256((source / n).read_bytes()).hexdigest() != listed[n]]


def test_no_byte_of_an_excerpt_has_changed():
    assert changed_excerpts(SOURCE) == []


@pytest.mark.parametrize("name", sorted(EXCERPTS))
def test_a_changed_byte_is_found_and_its_file_named(name, tmp_path):
    copy = shutil.copytree(SOURCE, tmp_path / "source")
    path = copy / f"{name}.csv"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert changed_excerpts(copy) == [f"{name}.csv"]


# ---- every cell of the wage tables -----------------------------------------------------------------------


def reason(text: str, column: str, row: dict[str, str]) -> str:
    """What a published cell says, from the legends of the releases."""
    if is_number(text):
        return "released"
    other = {"h": "annual", "a": "hourly"}.get(column[0] if column[1] == "_" else "")
    if text == "*":
        return "not_applicable" if other and row[other] == "TRUE" else "suppressed"
    if text == "" and row["area_type"] in ("state", "metro") and row["year"] == "2018":
        return "suppressed" if column in ("tot_emp", "jobs_1000", "h_mean", "a_mean") else "not_in_source"
    return {"**": "suppressed", "#": "top_coded", "-": "not_applicable", "": "not_in_source"}[text]


def wage_key(table: str, row: dict[str, str]) -> tuple[str, ...]:
    if table == "wages_national":
        return row["year"], row["occ_code"]
    if table == "wages_area":
        return row["year"], row["area_code"], row["occ_code"]
    code = row["industry_code"]
    if row["year"] in ("2022", "2023"):
        code = {"31": "31-33", "44": "44-45", "48": "48-49"}.get(code, code)
    return row["year"], code, owner(row), row["occ_code"]


def owner(row: dict[str, str]) -> str:
    published, code = row["ownership"], row["industry_code"]
    if row["year"] != "2025":
        return {
            "5": "Private",
            "57": "Private, with local government gambling establishments and casino hotels",
            "58": "Private, with state and local government hospitals",
            "59": "Private, with the Postal Service",
            "123": "Federal, state and local government",
            "235": "Private, state and local government",
        }.get(published, published)
    if code in ("491000", "491100", "999100", "999101"):
        return "Federal government"
    if code in ("99-100", "999000", "999001"):
        return "Federal, state and local government"
    last = code[5:] if code.isdigit() and code[:2] in ("61", "62") else ""
    if code in ("999200", "999201") or last == "2":
        return "State government"
    if code in ("999300", "999301") or last == "3":
        return "Local government"
    return "Private" if code == "000001" or last == "5" else "All owners in the industry"


WAGES = {
    "wages_national": ("oews_national", ["year", "occ_code"]),
    "wages_area": ("oews_areas", ["year", "area_code", "occ_code"]),
    "wages_industry": ("oews_industries", ["year", "industry_code", "ownership", "occ_code"]),
}


@pytest.mark.parametrize(
    ("table", "count"), [("wages_national", 438_306), ("wages_area", 170_400), ("wages_industry", 65_328)]
)
def test_every_wage_cell_is_the_published_one_or_says_why_it_is_missing(table, count):
    name, key = WAGES[table]
    rows, met, cells = by_key(table, *key), set(), 0
    for published in raw(name):
        where = wage_key(table, published)
        row = rows[where]
        met.add(where)
        for status, columns in GROUPS.items():
            if status not in row:
                continue
            reasons = {reason(published[c], c, published) for c in columns if c in row}
            for column in (column for column in columns if column in row):
                text = published[column]
                assert row[column] == (text if is_number(text) else ""), (table, where, column, text)
                cells += 1
            expected = (reasons - {"released"}) or {"released"}
            assert expected == {row[status]}, (table, where, status, reasons)
            cells += 1
        assert row["occ_title"] == published["occ_title"].rstrip("*"), (table, where)
        for column in ("area_title", "area_type", "state", "industry_title"):
            assert row.get(column, published[column]) == published[column], (table, where, column)
    assert met == rows.keys()
    assert cells == count


def test_levels_are_published_or_come_from_a_later_year():
    rows = by_key("wages_national", "year", "occ_code")
    published: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in raw("oews_national"):
        published[row["year"], row["occ_code"]].add(row["occ_level"])
    filled = []
    for where, levels in published.items():
        level = rows[where]["occ_level"]
        if levels == {""}:
            filled.append(level)
            later = [published.get((str(year), where[1])) for year in range(2012, 2026)]
            assert {level} == ({next(iter(found)) for found in later if found and len(found) == 1} or {""})
        else:
            assert level == ("detailed" if len(levels) > 1 else next(iter(levels)))
    assert Counter(filled) == {"detailed": 777, "broad": 1, "": 18}
    twice = {where for where, levels in published.items() if len(levels) > 1}
    assert {year for year, _ in twice} == {str(year) for year in range(2017, 2025)}
    assert {rows[where]["occ_level"] for where in twice} == {"detailed"}
    assert {row["occ_level"] for row in clean("wages_industry")} == {"total", "major", "detailed"}


def test_a_last_digit_does_not_tell_the_level():
    round_codes = {
        row["occ_code"]
        for row in clean("wages_national")
        if row["occ_level"] == "detailed" and row["occ_code"][-1] == "0" and row["year"] == "2024"
    }
    assert len(round_codes) == 7


# ---- every cell of the other tables ----------------------------------------------------------------------

SIMPLE = {
    "matrix": (
        "projections_by_industry",
        {
            "occ_code": "soc",
            "industry_code": "ind",
            "industry_title": "industry",
            "emp_base_k": "base",
            "emp_proj_k": "proj",
        },
    ),
    "separations": ("separations", {"occ_code": "soc", "occ_title": "title"}),
    "education": ("education_attainment", {"occ_code": "soc", "occ_title": "title"}),
    "prices": ("cpi_u", {"cpi_annual": "cpi_u_annual_avg", "cpi_may": "cpi_u_may"}),
    "minimum_wages": (
        "minimum_wage",
        {"area_code": "statefips", "area_title": "state", "federal_mw": "fed_mw"},
    ),
    "msdrg_weights": ("msdrg_fy2026", {}),
    "zip3_restricted": ("zip3_restricted", {}),
    "soc_crosswalk": ("soc_2010_to_2018", {}),
    "claims": ("article_claims", {}),
    "top_codes": ("top_codes", {}),
    "occupation_family": ("occupation_family", {}),
    "breaks": ("breaks", {}),
    "standards": ("standards", {}),
}
SIMPLE_STATUS = {
    "cpi_annual_status": ("cpi_annual", "not_in_source"),
    "state_mw_status": ("state_mw", "not_in_source"),
    "mdc_status": ("mdc", "not_applicable"),
    "type_status": ("type", "not_applicable"),
    "weight_status": ("weight", "not_applicable"),
    "los_status": ("arithmetic_los", "not_applicable"),
}


@pytest.mark.parametrize("table", SIMPLE)
def test_every_cell_of_a_plain_table_is_the_published_one(table):
    name, names = SIMPLE[table]
    methods = {row["claim_id"]: row for row in raw("claim_methods")} if table == "claims" else {}
    assert len(clean(table)) == len(raw(name))
    for row, published in zip(clean(table), raw(name), strict=True):
        published = published | methods.get(published.get("claim_id", ""), {})
        for column, value in row.items():
            if column in SIMPLE_STATUS:
                measure, why = SIMPLE_STATUS[column]
                assert value == ("released" if row[measure] else why), (table, row, column)
                continue
            text = published[names.get(column, column)]
            if table == "soc_crosswalk":
                text = text.replace(" (##)", "").replace(" (#)", "")
            if table == "msdrg_weights" and text in (".", "**"):
                text = ""
            assert value == text, (table, row, column)


def test_price_parities_are_both_files():
    expected = {}
    for row in raw("price_parity_state"):
        code, name = row["GeoFIPS"], row["GeoName"]
        nation = code == "00000"
        key = (row["year"], "nation" if nation else "state", code if nation else code[:2])
        expected[key] = (name, row["rpp_all_items"])
    for row in raw("price_parity_metro"):
        if row["GeoFIPS"] != "00000":
            kind = "nonmetro_portion" if row["GeoFIPS"] == "00999" else "metro"
            name = row["GeoName"].replace(" (Metropolitan Statistical Area)", "").replace(" *", "")
            expected["2023", kind, row["GeoFIPS"]] = (name, row["RPP 2023"])
    rows = by_key("price_parities", "year", "area_type", "area_code")
    assert {key: (row["area_title"], row["rpp"]) for key, row in rows.items()} == expected
    assert len(expected) == 1217


def test_projections_keep_one_copy_of_each_round():
    first: dict[tuple[str, str], dict[str, str]] = {}
    wages = {}
    for row in raw("projections"):
        key = (row["round"], row["soc"])
        kept = first.setdefault(key, row)
        for column in ("emp_base_k", "emp_proj_k"):
            assert row[column] == kept[column]
        for column in ("chg_k", "pct"):
            assert abs(float(row[column]) - float(kept[column])) < 0.11
        if row["median_wage"]:
            digits = "".join(c if c.isdigit() else " " for c in row["wage_label"]).split()
            year = next((d for d in digits if len(d) == 4), "2016")
            assert wages.setdefault((*key, year), row["median_wage"]) == row["median_wage"]
    rows = by_key("projections", "round", "occ_code")
    assert rows.keys() == first.keys()
    for key, published in first.items():
        row, schooling = rows[key], published["education"]
        for column in ("emp_base_k", "emp_proj_k", "chg_k", "pct", "openings_k"):
            assert row[column] == published[column], (key, column)
        assert row["occ_title"] == published["title"]
        assert row["openings_status"] == ("released" if published["openings_k"] else "not_in_source")
        assert row["openings_kind"] == ("ten_year_total" if key[0] in ("2012-22", "2014-24") else "annual")
        whole = "Postsecondary nondegree award" if schooling.startswith("Postsecondary non") else schooling
        assert row["education"] == whole.replace("—", "")
        why = {"": "not_in_source", "—": "not_applicable"}.get(schooling, "released")
        assert row["education_status"] == why
    found = by_key("projection_wages", "round", "occ_code", "wage_year")
    assert {key: row["median_wage"] for key, row in found.items()} == wages
    assert {year for round_, _, year in wages if round_ == "2014-24"} == {"2016"}


def test_programs_belong_to_institutions():
    campuses = defaultdict(list)
    for row in raw("programs_cip5107"):
        campuses[row["opeid6"], row["credential_level"]].append(row)
    rows = by_key("programs", "opeid6", "credential_level")
    assert rows.keys() == campuses.keys()
    assert len(rows) == 3221
    for key, group in campuses.items():
        row = rows[key]
        lowest = min(group, key=lambda campus: campus["unitid"])
        counts, states = [c["completers_count"] for c in group], {c["state"] for c in group}
        completers = "" if "" in counts else str(sum(map(int, counts)))
        expected = {
            "opeid6": key[0],
            "credential_level": key[1],
            "credential": lowest["credential_desc"],
            "inst_name": lowest["inst_name"],
            "state": next(iter(states)) if len(states) == 1 else "",
            "control": lowest["control"],
            "campuses": str(len(group)),
            "completers": completers,
            "earnings": lowest["earnings"],
            "earnings_horizon": lowest["earnings_horizon"],
            "debt_median": lowest["debt_median"],
            "completers_status": "released" if completers else "not_in_source",
            "earnings_status": "released" if lowest["earnings"] else "not_in_source",
            "debt_status": "released" if lowest["debt_median"] else "not_in_source",
        }
        assert row == expected
        assert len({(c["earnings"], c["earnings_horizon"], c["debt_median"]) for c in group}) == 1

    def median(rows):
        chosen = (r for r in rows if r["credential_level"] == "1" and r["earnings_horizon"][:1] == "4")
        return statistics.median(float(r["earnings"]) for r in chosen)

    assert (median(raw("programs_cip5107")), median(clean("programs"))) == (35310, 37539)
    assert sum(row["state"] == "" for row in raw("programs_cip5107")) == 172


def test_sources_name_a_release_for_each_year_and_round():
    releases = {row["source_id"]: row for row in raw("sources")}
    rows = clean("sources")
    assert {row["source_id"] for row in rows} == releases.keys()
    for row in rows:
        published = releases[row["source_id"]]
        assert all(row[column] == published[column] for column in published)
    periods = defaultdict(set)
    for row in rows:
        periods[row["table"]].add(row["period"])
    for table in ("wages_national", "wages_area", "wages_industry"):
        assert periods[table] == {row["year"] for row in clean(table)}
    for table in ("projections", "projection_wages", "matrix", "separations"):
        assert periods[table] == {row["round"] for row in clean(table)}
    assert periods["education"] == {row["years"] for row in clean("education")}


# ---- the traps -------------------------------------------------------------------------------------------


def test_states_sum_to_the_nation_where_none_is_missing():
    nation = by_key("wages_national", "year", "occ_code")
    jobs = defaultdict(dict)
    for row in clean("wages_area"):
        if row["area_type"] == "state" and row["area_code"] in STATES:
            jobs[row["year"], row["occ_code"]][row["area_code"]] = row["tot_emp"]
    assert len(STATES) == 51
    whole = {key: states for key, states in jobs.items() if len(states) == 51 and all(states.values())}
    for key, states in whole.items():
        assert sum(map(int, states.values())) == pytest.approx(int(nation[key]["tot_emp"]), rel=0.0002), key
    assert len(whole) == 9
    missing = jobs["2025", "29-2072"]
    assert missing["50"] == ""  # Vermont is suppressed
    assert len({row["area_code"] for row in clean("wages_area") if row["area_type"] == "state"}) == 54


@pytest.mark.parametrize("table", WAGES)
def test_wages_agree_with_themselves(table):
    pairs = ordered = 0
    codes = {row["year"]: (float(row["hourly"]), float(row["annual"])) for row in clean("top_codes")}
    for row in clean(table):
        for hourly, annual in zip(["h_mean", *HOURLY], ["a_mean", *ANNUAL], strict=True):
            if row[hourly] and row[annual]:
                pairs += 1
                assert abs(float(row[hourly]) * 2080 - float(row[annual])) <= 16, row
        for columns, status, code in ((HOURLY, "h_pct_status", 0), (ANNUAL, "a_pct_status", 1)):
            values = [float(row[column]) for column in columns if row[column]]
            ordered += len(values)
            assert values == sorted(values), row
            if row[status] == "top_coded":  # the missing ones are the highest
                assert 0 < len(values) < 5, row
                assert all(row[column] for column in columns[: len(values)]), row
            else:
                assert len(values) in (0, 5), row
            if row["year"] != "2025":
                assert all(value < codes[row["year"]][code] for value in values), row
            else:
                assert row[status] != "top_coded"
    assert pairs > 14_000
    assert ordered > 24_000


def test_top_codes_are_the_lowest_on_the_ladder_that_the_data_allow():
    largest = defaultdict(float)
    for table in WAGES:
        for row in clean(table):
            for column in HOURLY:
                largest[row["year"]] = max(largest[row["year"]], float(row[column] or 0))
    for row in clean("top_codes"):
        assert float(row["hourly"]) * 2080 == float(row["annual"])
        if row["year"] not in ("2010", "2025"):
            assert row["hourly"] == next(
                step for step in ("90.00", "100.00", "115.00") if float(step) > largest[row["year"]]
            )
    documented = {row["year"] for row in clean("top_codes") if row["basis"].startswith("documented")}
    assert documented == {"2018", "2020", "2024", "2025"}
    assert largest["2025"] > 115


def test_occupation_codes_keep_to_their_years():
    years = defaultdict(set)
    for table in WAGES:
        for row in clean(table):
            years[row["occ_code"]].add(int(row["year"]))
    assert years["29-2071"] == set(range(2010, 2019))
    assert years["29-2098"] == years["29-9098"] == {2019, 2020}
    assert years["29-2072"] == years["29-9021"] == set(range(2021, 2026))
    jobs = {
        key: int(row["tot_emp"])
        for key, row in by_key("wages_national", "year", "occ_code").items()
        if row["tot_emp"]
    }

    def change(*codes):
        before, after = (sum(jobs[year, code] for code in codes) for year in ("2019", "2020"))
        return round((after / before - 1) * 100, 1)

    assert change("29-2098") == -4.2
    assert change("29-9098") == 41.1
    assert change("29-2098", "29-9098") == 2.2
    assert change("00-0000") == -5.3


def test_areas_have_the_width_of_their_kind():
    areas = {(row["year"], row["area_type"], row["area_code"]) for row in clean("wages_area")}
    counted = Counter((year, kind, len(code)) for year, kind, code in areas)
    assert counted == {
        ("2018", "state", 2): 54, ("2018", "metro", 5): 395,
        ("2025", "state", 2): 54, ("2025", "metro", 5): 393, ("2025", "nonmetro", 7): 135,
    }  # fmt: skip
    nectas = {year for year, kind, code in areas if kind == "metro" and code.startswith("7")}
    assert nectas == {"2018"}
    parities = {row["area_code"] for row in clean("price_parities") if row["area_type"] == "metro"}
    metros = {code for year, kind, code in areas if (year, kind) == ("2025", "metro")}
    assert len(metros - parities) == 22
    assert "17460" not in metros & parities


def test_relative_standard_errors_exist_in_2025_only_among_the_areas():
    for row in clean("wages_area"):
        for status in ("emp_prse_status", "mean_prse_status", "lq_status", "h_pct_status", "a_pct_status"):
            assert (row[status] == "not_in_source") == (row["year"] == "2018")


def test_industries_nest_and_sectors_add_up():
    rows = [row for row in clean("wages_industry") if (row["year"], row["occ_code"]) == ("2025", "29-2072")]
    jobs = {row["industry_code"]: row["tot_emp"] for row in rows}
    sectors = {code: text for code, text in jobs.items() if "-" in code}
    nation = int(by_key("wages_national", "year", "occ_code")["2025", "29-2072"]["tot_emp"])
    assert nation == 194_720
    assert [code for code, text in sectors.items() if text == ""] == ["53--54"]
    assert sum(int(text) for text in sectors.values() if text) == 194_660
    assert round(sum(int(text) for text in jobs.values() if text) / nation, 1) == 4.8
    for year in ("2022", "2023", "2024"):
        codes = {row["industry_code"] for row in clean("wages_industry") if row["year"] == year}
        assert {"31-33", "44-45", "48-49"} <= codes
        assert not {"31", "44", "48"} & codes


def test_the_hospitals_of_2018():
    rows = by_key("wages_industry", "year", "industry_code", "ownership", "occ_code")
    chosen = [row for key, row in rows.items() if key[0] == "2018" and key[3] == "29-2071"]
    assert len(chosen) == 11
    general = [row for row in chosen if row["industry_code"] == "622100"]
    jobs = [int(row["tot_emp"]) for row in general]
    means = sum(int(row["a_mean"]) * n for row, n in zip(general, jobs, strict=True)) / sum(jobs)
    medians = sum(int(row["a_median"]) * n for row, n in zip(general, jobs, strict=True)) / sum(jobs)
    assert (sum(jobs), round(means, 2), round(medians)) == (67_190, 46_692.55, 43_622)
    assert sum(int(row["tot_emp"]) for row in chosen if row["industry_code"].startswith("622")) == 71_650


def test_rounds_of_the_projections():
    rounds = defaultdict(set)
    for row in clean("projections"):
        rounds[row["round"]].add(row["occ_code"])
    assert len(rounds) == 10
    assert {name for name, codes in rounds.items() if "00-0000" not in codes} == {
        "2012-22",
        "2020-30",
        "2021-31",
    }
    assert {name for name, codes in rounds.items() if "29-2098" in codes} == {"2019-29", "2020-30"}
    base = {(row["round"], row["industry_code"]): row for row in clean("matrix")}
    assert float(base["2018-28", "622000"]["emp_base_k"]) > float(base["2018-28", "622100"]["emp_base_k"])
    assert {row["round"] for row in clean("separations")} == {
        "2016-26",
        "2019-29",
        "2022-32",
        "2023-33",
        "2024-34",
    }


def test_minimum_wages_hold():
    rows = clean("minimum_wages")
    assert {row["area_code"] for row in rows} == STATES
    assert {row["year"] for row in rows} == {str(year) for year in range(2000, 2023)}
    for row in rows:
        assert float(row["effective_mw"]) == max(float(row["state_mw"] or 0), float(row["federal_mw"]))
        assert int(row["year"]) < 2010 or row["federal_mw"] == "7.25"


def test_crosswalk_marks_were_redundant():
    for year, other, mark in (("2010", "2018", "(#)"), ("2018", "2010", "(##)")):
        partners = defaultdict(set)
        for row in raw("soc_2010_to_2018"):
            partners[row[f"soc_{year}"]].add(row[f"soc_{other}"])
        for row in raw("soc_2010_to_2018"):
            assert (mark in row[f"title_{year}"]) == (len(partners[row[f"soc_{year}"]]) > 1)
    assert not any("#" in row["title_2010"] + row["title_2018"] for row in clean("soc_crosswalk"))


def test_the_credential_changed_its_name_on_the_first_of_january_2024():
    rows = by_key("standards", "standard_id")
    assert rows["registry-credential-ctr",]["valid_to"] == "2023-12-31"
    assert rows["registry-credential-ods",]["valid_from"] == "2024-01-01"
    to_confirm = {row["standard_id"] for row in clean("standards") if row["to_confirm"] == "true"}
    assert {"chart-delinquency", "naaccr-silver-edits", "records-credential-rhit"} <= to_confirm
    assert {row["to_confirm"] for row in clean("standards")} == {"true", "false"}


# ---- published figures, read off the workbooks by eye and typed here ---------------------------------------

NATIONAL, OWNER, SECTOR = "national workbook", "schools and hospitals workbook", "sector workbook"
PUBLISHED = [
    ("wages_national", ("2011", "29-2071"), "tot_emp", "180280", f"May 2011, {NATIONAL}"),
    ("wages_national", ("2011", "29-2071"), "h_mean", "17.27", f"May 2011, {NATIONAL}"),
    ("wages_national", ("2011", "29-2071"), "a_median", "33310", f"May 2011, {NATIONAL}"),
    ("wages_national", ("2011", "29-1111"), "occ_title", "Registered Nurses", f"May 2011, {NATIONAL}"),
    ("wages_national", ("2016", "29-2071"), "a_median", "38040", f"May 2016, {NATIONAL}"),
    ("wages_national", ("2016", "29-1067"), "h_pct25", "94.74", f"May 2016, {NATIONAL}"),
    ("wages_national", ("2016", "29-1067"), "h_median", "", f"May 2016, {NATIONAL}: #"),
    ("wages_national", ("2016", "29-1067"), "h_pct_status", "top_coded", f"May 2016, {NATIONAL}: #"),
    ("wages_national", ("2018", "00-0000"), "tot_emp", "144733270", f"May 2018, {NATIONAL}"),
    ("wages_national", ("2018", "29-2071"), "tot_emp", "208650", f"May 2018, {NATIONAL}"),
    ("wages_national", ("2018", "29-2071"), "h_mean", "21.16", f"May 2018, {NATIONAL}"),
    ("wages_national", ("2018", "29-2071"), "h_median", "19.4", f"May 2018, {NATIONAL}"),
    ("wages_national", ("2018", "29-2071"), "a_pct90", "66260", f"May 2018, {NATIONAL}"),
    ("wages_national", ("2018", "11-9111"), "a_mean", "113730", f"May 2018, {NATIONAL}"),
    ("wages_national", ("2018", "25-2021"), "h_mean_status", "not_applicable", f"May 2018, {NATIONAL}: TRUE"),
    ("wages_national", ("2018", "25-2021"), "a_mean", "62200", f"May 2018, {NATIONAL}"),
    ("wages_national", ("2018", "27-2011"), "a_mean_status", "not_applicable", f"May 2018, {NATIONAL}: TRUE"),
    ("wages_national", ("2018", "27-2011"), "h_mean", "29.34", f"May 2018, {NATIONAL}"),
    ("wages_national", ("2020", "29-2098"), "tot_emp", "318010", f"May 2020, {NATIONAL}"),
    ("wages_national", ("2020", "29-9098"), "emp_prse", "2.1", f"May 2020, {NATIONAL}"),
    ("wages_national", ("2020", "53-2011"), "a_pct_status", "top_coded", f"May 2020, {NATIONAL}: #"),
    ("wages_national", ("2020", "53-2011"), "h_pct_status", "not_applicable", f"May 2020, {NATIONAL}: TRUE"),
    ("wages_national", ("2020", "13-1020"), "occ_level", "detailed", f"May 2020, {NATIONAL}: stands twice"),
    ("wages_national", ("2024", "29-2072"), "h_mean", "26.91", f"May 2024, {NATIONAL}"),
    ("wages_national", ("2024", "29-9021"), "mean_prse", "0.9", f"May 2024, {NATIONAL}"),
    ("wages_national", ("2024", "11-9111"), "h_pct90", "105.33", f"May 2024, {NATIONAL}"),
    ("wages_industry", ("2018", "622100", "Private", "29-2071"), "a_mean", "46640", f"May 2018, {OWNER}"),
    (
        "wages_industry",
        ("2018", "622100", "Local government", "29-2071"),
        "pct_total",
        "1.47",
        f"May 2018, {OWNER}",
    ),
    (
        "wages_industry",
        ("2018", "622300", "State government", "29-2071"),
        "h_pct90",
        "37.74",
        f"May 2018, {OWNER}",
    ),
    (
        "wages_industry",
        ("2024", "62", "Private, with state and local government hospitals", "29-2072"),
        "tot_emp",
        "122640",
        f"May 2024, {SECTOR}",
    ),
    (
        "wages_industry",
        ("2024", "53", "Private", "29-2072"),
        "emp_status",
        "suppressed",
        f"May 2024, {SECTOR}: **",
    ),
    ("wages_industry", ("2024", "53", "Private", "29-2072"), "h_mean", "27.24", f"May 2024, {SECTOR}"),
    ("projections", ("2019-29", "29-2098"), "openings_k", "27.8", "Projections 2019-29, Table 1.2"),
    ("projections", ("2022-32", "29-2072"), "emp_base_k", "194.3", "Projections 2022-32, Table 1.2"),
    ("separations", ("2019-29", "11-9111"), "transfers_k", "21.4", "Projections 2019-29, Table 1.10"),
    ("separations", ("2022-32", "29-2072"), "exit_rate", "3.8", "Projections 2022-32, Table 1.10"),
    ("education", ("2019", "29-2098"), "assoc", "19.5", "Projections 2019-29, Table 5.3"),
    ("education", ("2019", "11-9111"), "mast", "25.6", "Projections 2019-29, Table 5.3"),
]
KEYS = {
    **{table: key for table, (_, key) in WAGES.items()},
    "projections": ["round", "occ_code"],
    "separations": ["round", "occ_code"],
    "education": ["years", "occ_code"],
}


@pytest.mark.parametrize(("table", "key", "column", "expected", "release"), PUBLISHED)
def test_published_figure(table, key, column, expected, release):
    assert by_key(table, *KEYS[table])[key][column] == expected, f"{table}, {key}, {column}: {release}"
