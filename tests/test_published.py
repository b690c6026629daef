"""Our tables hold what the original workbooks print, read by another reader, and what is printed elsewhere.

`published.csv` names the release, file, sheet and row (the first row is 1; empty where it is no workbook) of
each figure. An empty figure was printed as a symbol: our table must have none either.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from recordsdata import datasets

with Path(__file__).with_name("published.csv").open(encoding="utf-8", newline="") as file:
    PUBLISHED = list(csv.DictReader(file))
TABLES = {name: datasets.load(name) for name in {entry["table"] for entry in PUBLISHED}}


@pytest.mark.parametrize("entry", PUBLISHED, ids=lambda e: f"{e['table']}-{e['key']}-{e['column']}")
def test_the_table_holds_the_figure_that_is_printed(entry):
    frame = TABLES[entry["table"]]
    for name, value in (part.split("=", 1) for part in entry["key"].split(";")):
        frame = frame[frame[name].astype(str) == value]
    (found,) = frame[entry["column"]]
    where = f"{entry['release']}, {entry['file']} {entry['sheet']} {entry['row']}"
    if not entry["figure"]:
        assert np.isnan(found), where
    elif isinstance(found, str):
        assert found == entry["figure"], where
    else:
        assert found == float(entry["figure"]), where


def test_enough_is_checked():
    assert len(PUBLISHED) >= 100
    assert len({(e["table"], e["key"], e["column"]) for e in PUBLISHED}) == len(PUBLISHED)
    releases = {entry["release"] for entry in PUBLISHED}
    assert len(releases) >= 10
    assert {entry["table"] for entry in PUBLISHED} == {
        "prices", "projections", "separations", "wages_area", "wages_industry", "wages_national"
    }  # fmt: skip
