"""The build: what is shipped is what the sources give, and whatever is wrong with either is named."""

import gzip
import json
import os
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.api.types import is_numeric_dtype

from recordsdata import build, checks, clean

DATA = Path(__file__).parents[1] / "data"
SOURCE = DATA / "source"
DECLARED = clean.read_text(SOURCE / "tables.csv")
KEYS = dict(zip(DECLARED["name"], DECLARED["key"].str.split(), strict=True))
RULES = clean.read_text(SOURCE / "rules.csv").to_dict("records")


@pytest.fixture(scope="session")
def tables():
    return clean.build_tables(SOURCE)


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(DATA, tmp_path / "data")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return build.rebuild(DATA, tmp_path_factory.mktemp("built"))


@pytest.fixture
def built_once(built, monkeypatch):
    """Hand out what was built once, where the sources are as shipped and only what was written is not."""
    files, made = built
    monkeypatch.setattr(
        build, "rebuild", lambda data, target: ([Path(shutil.copy(path, target)) for path in files], made)
    )


def shipped(name: str, data: Path = DATA) -> pd.DataFrame:
    (path,) = data.glob(f"{name}.csv*")
    return clean.read_text(path)


# ---- shipped = rebuilt -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", KEYS)
def test_every_shipped_cell_is_what_the_sources_give(tables, name):
    differences = checks.compare_tables(name, KEYS[name], tables[name], shipped(name))
    assert not differences, "\n".join(differences[:20])


@pytest.mark.usefixtures("built_once")
def test_every_shipped_byte_is_what_the_sources_give():
    assert build.check_data(DATA) == []


def test_there_is_nothing_else_in_the_folder():
    package = json.loads((DATA / "datapackage.json").read_text())
    named = {resource["path"] for resource in package["resources"]}
    assert {path.name for path in DATA.iterdir()} == named | {"datapackage.json", "CODEBOOK.md", "source"}
    assert len(named) == len(KEYS) == 37


@pytest.mark.parametrize("name", KEYS)
def test_one_changed_cell_is_named_in_every_column(tables, name):
    frame = tables[name].iloc[:40]
    for column in frame.columns:
        changed = frame.copy()
        row = len(frame) // 2
        changed.iloc[row, changed.columns.get_loc(column)] += "1"
        (message,) = checks.compare_tables(name, KEYS[name], frame, changed)
        assert f"table {name}" in message
        assert all(frame.iloc[row][k] in message for k in KEYS[name])
        assert "new [" in message if column in KEYS[name] else f"column {column}: expected" in message


@pytest.mark.parametrize("name", KEYS)
def test_one_changed_figure_of_a_whole_table_is_named(tables, name):
    column = next(
        c
        for c in reversed(tables[name].columns)
        if c not in KEYS[name] or len(KEYS[name]) == len(tables[name].columns)
    )
    changed = tables[name].copy()
    changed.iloc[-1, changed.columns.get_loc(column)] = "changed"
    (message,) = checks.compare_tables(name, KEYS[name], tables[name], changed)
    assert name in message
    assert "changed" in message


def test_a_lost_a_doubled_and_a_renamed_row_are_named(tables):
    frame = tables["prices"]
    (message,) = checks.compare_tables("prices", ["year"], frame, frame.iloc[1:])
    assert "26 rows, expected 27; lost ['2000']" in message
    (message,) = checks.compare_tables("prices", ["year"], frame, pd.concat([frame, frame.iloc[:1]]))
    assert "28 rows, expected 27" in message
    (message,) = checks.compare_tables("prices", ["year"], frame, frame.rename(columns={"cpi_may": "may"}))
    assert "columns" in message


@pytest.mark.usefixtures("built_once")
def test_check_names_file_table_key_and_column(copy, capsys):
    path = copy / "wages_industry.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",54890,", ",54891,", 1), encoding="utf-8", newline="\n")
    zipped = copy / "wages_national.csv.gz"
    content = gzip.decompress(zipped.read_bytes()).replace(b",208650,", b",208651,", 1)
    zipped.write_bytes(gzip.compress(content, mtime=0))
    assert build.main(["--check", "--data", str(copy)]) == 1
    said = capsys.readouterr().out
    assert "data/wages_industry.csv is not what data/source gives" in said
    assert (
        "key ('2018', '622100', 'Private', '29-2071'), column tot_emp: expected '54890', found '54891'"
        in said
    )
    assert "data/wages_national.csv.gz is not" in said
    assert "key ('2018', '29-2070'), column tot_emp: expected '208650', found '208651'" in said


@pytest.mark.usefixtures("built_once")
def test_check_names_a_lost_and_a_foreign_file(copy, capsys):
    (copy / "prices.csv").unlink()
    (copy / "CODEBOOK.md").write_text("gone")
    (copy / "notes.txt").write_text("mine")
    assert build.main(["--check", "--data", str(copy)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 3
    assert "data/CODEBOOK.md is not what data/source gives: run" in said[0]
    assert "data/notes.txt is not what data/source gives: delete it" in said[1]
    assert "data/prices.csv is not what data/source gives: run" in said[2]


def test_a_changed_excerpt_stops_the_build_and_is_named(copy, capsys):
    path = copy / "source" / "cpi_u.csv"
    path.write_bytes(path.read_bytes().replace(b"251.588", b"251.589"))
    before = (copy / "prices.csv").read_bytes()
    for arguments in ([], ["--check"]):
        assert build.main([*arguments, "--data", str(copy)]) == 1
        assert "source/cpi_u.csv is not the excerpt" in capsys.readouterr().out
    assert (copy / "prices.csv").read_bytes() == before


def test_a_rebuild_mends_and_says_how_much_it_checked(copy, capsys):
    for path in copy.glob("*.*"):
        path.unlink()
    assert build.main(["--data", str(copy)]) == 0
    said = re.fullmatch(r"(\d+) files written, ([\d,]+) checks passed\.\n", capsys.readouterr().out)
    assert said
    assert int(said[1]) == 39
    assert int(said[2].replace(",", "")) > 1_400_000
    for path in DATA.glob("*.csv"):
        assert (copy / path.name).read_bytes() == path.read_bytes()
    for path in DATA.glob("*.gz"):
        assert gzip.decompress((copy / path.name).read_bytes()) == gzip.decompress(path.read_bytes())


# ---- files -----------------------------------------------------------------------------------------------


def test_a_file_appears_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "table.csv"
    path.write_bytes(b"old")

    def broken(*_):
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", broken)
    with pytest.raises(OSError, match="disk full"):
        build.write_whole(path, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["table.csv"]
    assert path.read_bytes() == b"old"


def limit(path):
    return build.GZIP_MADE_UP_ABOVE if path.name.startswith("synthetic_") else build.GZIP_ABOVE


def test_compressed_files_hold_no_time_and_no_name():
    found = list(DATA.glob("*.gz"))
    assert len(found) == 2 + 7  # tables of releases, and made-up ones
    for path in found:
        header = path.read_bytes()[:10]
        assert header[3] == 0  # flags: no name, no comment
        assert header[4:8] == b"\0\0\0\0"  # time
        assert len(gzip.decompress(path.read_bytes())) > limit(path)
    assert all(path.stat().st_size <= limit(path) for path in DATA.glob("*.csv"))


def test_what_another_zlib_compressed_is_kept_while_its_content_is_the_same(tmp_path):
    path = tmp_path / "table.csv.gz"
    other = gzip.compress(b"content" * 50, compresslevel=1, mtime=0)
    path.write_bytes(other)
    assert build.pack(b"content" * 50, path) == other
    assert build.pack(b"changed", path) == gzip.compress(b"changed", 9, mtime=0)


def test_the_package_follows_the_standard():
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    for resource in package["resources"]:
        fields = resource["schema"]["fields"]
        assert re.fullmatch("sha256:[0-9a-f]{64}", resource["hash"])
        assert resource["bytes"] == (DATA / resource["path"]).stat().st_size
        assert resource["licenses"][0]["name"]
        assert [field["name"] for field in fields] == list(shipped(resource["name"]).columns)
        names = {field["name"] for field in fields}
        for field in fields:
            assert field["description"]
            assert field["type"] in build_types()
            assert field["type"] != "number" or field["unit"], (resource["name"], field["name"])
            assert field.get("statusColumn", field["name"]) in names
        assert set(resource["schema"]["primaryKey"]) <= names


def build_types():
    return set(clean.PATTERNS)


def test_the_codebook_names_every_table_and_column():
    text = (DATA / "CODEBOOK.md").read_text(encoding="utf-8")
    sections = dict(part.split("\n", 1) for part in text.split("\n## ")[1:])
    assert list(sections) == list(KEYS)
    for name, section in sections.items():
        listed = re.findall(r"^\| (\w+) \|", section, re.MULTILINE)
        assert listed == ["column", *shipped(name).columns]


# ---- symbols ---------------------------------------------------------------------------------------------


def fields(**columns):
    return pd.DataFrame([{"name": name, "published": "", **column} for name, column in columns.items()])


JOBS = fields(
    jobs={"type": "number", "status": "jobs_status", "missing": "**=suppressed empty=not_in_source"},
    rate={"type": "number", "status": "jobs_status", "missing": "**=suppressed"},
)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9))
def test_a_number_keeps_its_digits(number):
    text = format(number, "f")
    row = clean.explain(pd.DataFrame({"jobs": [text], "rate": ["**"]}), JOBS).iloc[0]
    assert row.to_dict() == {"jobs": text, "rate": "", "jobs_status": "suppressed"}


@given(
    st.text(max_size=6).filter(
        lambda text: not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) and text not in ("**", "")
    )
)
def test_an_unknown_symbol_is_an_error_that_names_it(text):
    frame = pd.DataFrame(
        {"jobs": ["1", text], "rate": ["1", "1"]}, index=["file.csv row 1", "file.csv row 2"]
    )
    with pytest.raises(ValueError, match=r"^file\.csv row 2, column jobs: ") as error:
        clean.explain(frame, JOBS)
    assert repr(text) in str(error.value)


def test_two_reasons_in_one_group_are_an_error():
    frame = pd.DataFrame({"jobs": [""], "rate": ["**"]}, index=["file.csv row 1"])
    with pytest.raises(ValueError, match=r"file\.csv row 1, column rate: a second reason for jobs_status"):
        clean.explain(frame, JOBS)


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "oews_national",
            ",208650,1,",
            ",208650,~,",
            r"oews_national.csv row \d+, column emp_prse: '~' is unknown",
        ),
        ("oews_national", ",208650,1,", ',"208,650",1,', r"row \d+, column tot_emp: '208,650' is unknown"),
        ("oews_areas", ",24.94,", ",n/a,", r"oews_areas.csv row \d+, column \w+: 'n/a' is unknown"),
        (
            "oews_industries",
            ",Private,",
            ",Charity,",
            r"oews_industries.csv row \d+, ownership: 'Charity' is not",
        ),
        (
            "projections",
            "Median Annual Wage 2019",
            "Median 2019",
            r"projections.csv row \d+, wage_year: 'Median 2019'",
        ),
        ("projections", "Bachelor's degree", "PhD", r"projections.csv row 1, education: 'PhD' is not"),
        (
            "projections",
            "422.3,555.5,133.2,31.5,47.0,104280",
            "422.3,555.6,133.2,31.5,47.0,104280",
            "emp_proj_k: '555.6'",
        ),
        (
            "projections",
            "422.3,555.5,133.2,31.5,47.0,104280",
            "422.3,555.5,133.2,31.9,47.0,104280",
            "pct: '31.9'",
        ),
        ("cpi_u", "251.588", ".", "cpi_u.csv row 19, column cpi_u_may: '.' is unknown"),
        ("soc_2010_to_2018", "Technicians (#),29-2072", "Technicians,29-2072", "title_2010|mark"),
        (
            "programs_cip5107",
            "51291,4yr_after_completion,15396",
            "51292,4yr_after_completion,15396",
            "001081.*more than one",
        ),
        (
            "claim_methods",
            "\noutlook-growth,",
            "\noutlook-grown,",
            "outlook-grown.*outlook-growth|outlook-growth",
        ),
        (
            "claim_methods",
            "claim_id,",
            "claim_id,mystery_",
            "claims: fields.csv and the table differ.*mystery_",
        ),
        ("table_sources", "cpi-u,prices", "cpi,prices", r"do not name the same releases: \['cpi', 'cpi-u'\]"),
        (
            "fields",
            "wages_area,jobs_1000",
            "wages_area,jobs_100",
            "wages_area: fields.csv and the table differ.*jobs_100",
        ),
        ("msdrg_fy2026", "28.0239,28.0239", "28.0239,**", r"msdrg_fy2026.csv row 1, column weight: '\*\*'"),
    ],
)
def test_a_strange_value_in_a_source_is_named(copy, name, old, new, message):
    path = copy / "source" / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    with pytest.raises(ValueError, match=message):
        clean.build_tables(copy / "source")


# ---- checks ----------------------------------------------------------------------------------------------


def test_the_tables_pass(tables):
    assert checks.check_tables(tables, SOURCE) > 1_400_000


@pytest.mark.parametrize(
    ("name", "key", "column", "value", "message"),
    [
        ("wages_national", ("2018", "29-2071"), "h_mean", "21.18", "h_mean 21.18, a_mean 44010.0: .*USD 16"),
        (
            "wages_national",
            ("2018", "25-2021"),
            "a_pct25",
            "37770",
            "a_pct10 37780.0, a_pct25 37770.0: .*order",
        ),
        ("wages_national", ("2018", "53-2011"), "a_pct75", "208000", "top code of its year"),
        ("wages_national", ("2018", "29-2071"), "occ_code", "29-2098", "hybrid codes stand"),
        (
            "wages_national",
            ("2018", "29-2071"),
            "year",
            "2017",
            "year 2017, occ_code 29-2071.*keys are unique",
        ),
        ("wages_national", ("2018", "29-2071"), "occ_code", "", "keys are unique and never empty"),
        (
            "wages_national",
            ("2018", "29-2071"),
            "emp_prse_status",
            "not_in_source",
            "for all rows or for none",
        ),
        ("wages_area", ("2018", "06", "29-2071"), "area_code", "6", "states have two digits"),
        ("wages_area", ("2018", "78", "00-0000"), "area_code", "79", "50 states, DC, GU, PR and VI"),
        (
            "wages_area",
            ("2018", "06", "00-0000"),
            "tot_emp",
            "10",
            r"year 2018, occ_code 00-0000\).*within 0.1",
        ),
        ("wages_industry", ("2025", "622105", "Private", "29-2072"), "ownership", "Other", "last digit"),
        ("top_codes", ("2018",), "hourly", "90.00", "top code of its year"),
        ("occupation_family", ("records", "29-2072"), "first_year", "2020", "29-2072.*in no other"),
        ("projections", ("2018-28", "29-2071"), "chg_k", "23.3", "target minus base"),
        ("separations", ("2022-32", "29-2072"), "openings_k", "15.1", "separations and projections agree"),
        ("matrix", ("2018-28", "29-2071", "TE1000"), "emp_base_k", "215.4", "self-employed"),
        ("minimum_wages", ("2018", "06"), "effective_mw", "7.25", "the higher of the two"),
    ],
)
def test_a_broken_rule_names_table_key_and_values(tables, name, key, column, value, message):
    frame = tables[name].copy()
    chosen = (frame[KEYS[name]] == list(key)).all(axis=1)
    assert chosen.sum() == 1
    frame.loc[chosen, column] = value
    broken = {**tables, name: frame}
    with pytest.raises(ValueError, match=message) as error:
        checks.check_tables(broken, SOURCE)
    assert re.match(r"table \w+, key \(", str(error.value))


def test_every_rule_can_fail(tables):
    """Each rule is broken by some value put into one column: one that the rule names, or one far out."""
    top = tables["top_codes"].set_index("year")[["hourly", "annual"]].astype(float).add_prefix("top_")
    declared = clean.read_text(SOURCE / "fields.csv").query("type in ['integer', 'number']")
    typed, tried = {}, 0
    for name, frame in tables.items():
        frame = frame.join(top, on="year") if name.startswith("wages_") else frame
        if name.startswith("synthetic_"):  # rules of records are a matter of their own
            continue
        numbers = clean.table_fields(declared, name)["name"]
        typed[name] = frame.assign(**{c: pd.to_numeric(frame[c].replace("", None)) for c in numbers})
    for rule in RULES:
        for name in rule["tables"].split():
            frame = typed[name]
            columns = [c for c in frame.columns if c in rule["rule"]]
            frame = frame[columns].drop_duplicates()
            frame = frame.iloc[:: 1 + len(frame) // 300]
            starts = [frame]
            for column in columns:
                if column.endswith("_status"):
                    starts += [frame.assign(**{column: v}) for v in ("top_coded", "not_applicable")]
            named = re.findall("'([^']*)'", rule["rule"])
            verdicts = []
            for column in columns:
                number = is_numeric_dtype(frame[column])
                values = [float("nan"), -1e9, 1e9, 0.5, 2000, 2019, 2025] if number else ["?", *named]
                verdicts += [s.assign(**{column: v}).eval(rule["rule"]).all() for s in starts for v in values]
            assert not all(verdicts), f"nothing breaks {rule['rule']!r} of {name}"
            tried += 1
    assert tried == sum(len(rule["tables"].split()) for rule in RULES) > 120
