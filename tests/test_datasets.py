"""Loading: types, units and reasons as the schema says, and errors that help."""

import doctest
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import recordsdata
from recordsdata import datasets
from recordsdata.records.make import make_records
from recordsdata.records.schema import TABLES

PACKAGE = json.loads((datasets.data_folder() / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
EXPECTED = {
    "wages_national",
    "wages_area",
    "wages_industry",
    "top_codes",
    "projections",
    "projection_wages",
    "matrix",
    "separations",
    "education",
    "prices",
    "price_parities",
    "minimum_wages",
    "programs",
    "soc_crosswalk",
    "occupation_family",
    "breaks",
    "claims",
    "msdrg_weights",
    "zip3_restricted",
    "standards",
    "sources",
    "case_profiles",
    "case_drgs",
    "synthetic_truth",
    *(f"synthetic_{table}" for table in TABLES),
}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_table_is_what_its_schema_says(name):
    schema, frame = RESOURCES[name]["schema"], datasets.load(name)
    assert list(frame.columns) == [field["name"] for field in schema["fields"]]
    assert len(frame) == RESOURCES[name]["rows"] > 0
    assert not frame.duplicated(schema["primaryKey"]).any()
    assert not frame[schema["primaryKey"]].isna().any(axis=None)
    types = {"integer": "int64", "number": "float64", "boolean": "bool", "string": "str"}
    types |= dict.fromkeys(["date", "datetime"], "datetime64[us]")
    for field in schema["fields"]:
        wanted = "Int64" if field.get("mayBeMissing") else types[field["type"]]
        assert str(frame[field["name"]].dtype) == wanted, field["name"]


def test_the_shipped_records_are_what_is_made_and_say_that_they_are_made_up():
    tables, truth = make_records()
    for name, frame in {**tables, "truth": truth}.items():
        pd.testing.assert_frame_equal(datasets.load(f"synthetic_{name}"), frame)
        resource = RESOURCES[f"synthetic_{name}"]
        assert "ade-up" in resource["title"] or name == "truth"
        assert resource["description"].startswith("Synthetic: nothing in it is about a real person.")
        assert resource["licenses"][0]["name"] == "MIT"
    paths = [resource["path"] for name, resource in RESOURCES.items() if name.startswith("synthetic_")]
    assert sum((datasets.data_folder() / path).stat().st_size for path in paths) < 1_500_000


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_null_has_a_reason_and_only_a_null(name):
    frame, groups = datasets.load(name), {}
    for field in RESOURCES[name]["schema"]["fields"]:
        if "statusColumn" in field:
            groups.setdefault(field["statusColumn"], []).append(field["name"])
        elif field["type"] == "number" and (name, field["name"]) not in {
            ("standards", "threshold"),
            ("sources", "bytes"),
        }:
            assert frame[field["name"]].notna().all(), field["name"]
    for status, columns in groups.items():
        whole = frame[columns].notna().all(axis=1)
        assert (whole == (frame[status] == "released")).all(), status
        assert set(frame[status]) <= {
            "released",
            "suppressed",
            "top_coded",
            "not_applicable",
            "not_in_source",
        }
        assert all(datasets.why_missing(name, column) == status for column in columns)
    if not name.startswith("synthetic_"):  # there, a status is one of a patient
        assert {column for column in frame if column.endswith("_status")} == set(groups)


def test_codes_keep_their_zeros():
    areas = datasets.load("wages_area")
    assert "06" in set(areas["area_code"])
    assert set(datasets.load("zip3_restricted")["zip3"].str.len()) == {3}
    assert "001" in set(datasets.load("msdrg_weights")["drg"])


def test_a_table_is_fresh_each_time():
    first = datasets.load("prices")
    before = first.copy()
    first.loc[:, "cpi_may"] = 0.0
    first.iloc[0, 0] = 1
    first["more"] = 1
    first.columns.name = first.index.name = "spoilt"
    with pytest.raises(ValueError, match="read-only"):
        first["cpi_annual"].to_numpy()[0] = 0.0
    pd.testing.assert_frame_equal(datasets.load("prices"), before, check_names=True)


def test_a_changed_file_is_read_again(tmp_path, monkeypatch):
    for name in ("datapackage.json", "prices.csv"):
        (tmp_path / name).write_bytes((datasets.data_folder() / name).read_bytes())
    monkeypatch.setattr(datasets, "data_folder", lambda: tmp_path)
    assert datasets.load("prices").query("year == 2018")["cpi_annual"].item() == 251.107
    text = (tmp_path / "prices.csv").read_text(encoding="utf-8")
    assert text.count("251.107") == 1
    (tmp_path / "prices.csv").write_text(text.replace("251.107", "251.1070"), encoding="utf-8")
    (tmp_path / "prices.csv").write_text(text.replace("251.107", "251.2080"), encoding="utf-8")
    assert datasets.load("prices").query("year == 2018")["cpi_annual"].item() == 251.208
    described = (tmp_path / "datapackage.json").read_text(encoding="utf-8")
    (tmp_path / "datapackage.json").write_text(
        described.replace('"name": "prices"', '"name": "prices_too"'), encoding="utf-8"
    )
    with pytest.raises(ValueError, match="'prices' is not a table"):
        datasets.load("prices")


def test_the_catalogue_lists_every_table():
    catalogue = recordsdata.catalogue()
    assert set(catalogue["name"]) == EXPECTED
    assert list(catalogue.columns) == [
        "name",
        "title",
        "rows",
        "columns",
        "key",
        "source",
        "licence",
        "bytes",
    ]
    for row in catalogue.itertuples():
        assert (row.rows, row.columns) == datasets.load(row.name).shape
        assert all((datasets.data_folder() / name).is_file() for name in row.source.split(", "))
        assert row.bytes == (datasets.data_folder() / RESOURCES[row.name]["path"]).stat().st_size
    licences = catalogue.set_index("name")["licence"]
    assert licences["programs"] == "CC-BY-4.0"
    assert licences["wages_area"] == "other-pd"


def test_the_codebook_describes_every_column():
    for name in EXPECTED:
        codebook = recordsdata.codebook(name)
        assert list(codebook["column"]) == list(datasets.load(name).columns)
        assert codebook["meaning"].str.len().gt(3).all()
        assert codebook[codebook["type"] == "number"]["unit"].ne("").all()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("wages_nationl", "Did you mean 'wages_national'"),
        ("wage_area", "Did you mean 'wages_area'"),
        ("", "'' is not a table. recordsdata.catalogue() lists them all: wages_national, "),
        ("x" * 5000, "is not a table"),
        ("prices.csv", "Did you mean 'prices'"),
        ("../prices\n", "is not a table"),
        (None, "None is not a table"),
        (3, "3 is not a table"),
    ],
)
@pytest.mark.parametrize("function", [datasets.load, datasets.codebook, datasets.sources])
def test_an_unknown_table_is_named_with_what_is_near(function, name, hint):
    with pytest.raises(ValueError) as error:
        function(name)
    assert hint in str(error.value)


def test_an_unknown_column_is_named_with_what_is_near():
    with pytest.raises(ValueError, match=r"'h_meen' is not a column of wages_area\. Did you mean 'h_mean'"):
        datasets.why_missing("wages_area", "h_meen")
    assert datasets.why_missing("wages_area", "area_code") == ""


def test_sources_name_the_release():
    found = datasets.sources("wages_industry", 2018)
    assert list(found["source_id"]) == ["oews-owner-2018"]
    assert set(datasets.sources("wages_area", "2018")["source_id"]) == {"oews-state-2018", "oews-metro-2018"}
    assert len(datasets.sources("projections")) == 10
    assert datasets.sources("standards").empty
    with pytest.raises(ValueError, match=r"'2026' is not a period of wages_national\. .*2025"):
        datasets.sources("wages_national", 2026)


def test_verify_names_the_file_that_changed(tmp_path, monkeypatch):
    assert datasets.verify() == []
    copy = shutil.copytree(datasets.data_folder(), tmp_path / "data", ignore=shutil.ignore_patterns("source"))
    monkeypatch.setattr(datasets, "data_folder", lambda: copy)
    for name in RESOURCES:
        path = copy / RESOURCES[name]["path"]
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        assert datasets.verify() == [path.name]
        path.write_bytes(content)
    path.unlink()
    assert datasets.verify() == [path.name]


def test_the_package_has_its_data_or_says_how_to_mend_it(tmp_path, monkeypatch):
    package = tmp_path / "site" / "recordsdata"
    package.mkdir(parents=True)
    monkeypatch.setattr(datasets, "__file__", str(package / "datasets.py"))
    with pytest.raises(FileNotFoundError, match=r"python -m recordsdata\.build"):
        datasets.data_folder()
    (tmp_path / "site" / "data").mkdir()
    with pytest.raises(FileNotFoundError):
        datasets.data_folder()  # a folder called data is not enough
    (tmp_path / "site" / "data" / "datapackage.json").write_text("{}")
    assert datasets.data_folder() == tmp_path / "site" / "data"
    (package / "data").mkdir()
    (package / "data" / "datapackage.json").write_text("{}")
    assert datasets.data_folder() == package / "data"


def test_importing_loads_nothing_beyond_pandas():
    code = (
        "import sys, pandas; before = set(sys.modules); import recordsdata; "
        "print(*sorted({name.split('.')[0] for name in set(sys.modules) - before}))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert set(loaded) - set(sys.stdlib_module_names) == {"recordsdata"}
    assert recordsdata.__all__ == ["__version__", "catalogue", "codebook", "load"]


def test_the_version_is_the_one_of_the_package():
    import tomllib

    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))[
        "project"
    ]
    assert recordsdata.__version__ == project["version"]


def test_the_examples_run():
    failed, tried = doctest.testmod(datasets)
    assert failed == 0
    assert tried >= 8
    functions = [getattr(datasets, name) for name in datasets.__all__]
    for function in functions:
        assert ">>>" in function.__doc__
        assert "Returns\n" in function.__doc__
    assert isinstance(datasets.load("breaks"), pd.DataFrame)
