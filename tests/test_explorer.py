"""The explorer's views, against numbers computed here from the tables, and the command that serves them."""

from __future__ import annotations

import itertools
import re
import shlex
import socket
import sys

import pandas as pd
import pytest
from click.testing import CliRunner
from matplotlib.figure import Figure

from recordsdata import charts, cli, explorer, load, parameters
from recordsdata.display import numbers_drawn
from recordsdata.explorer import as_html, choices, view
from recordsdata.runner import explore
from recordsdata.runner.finding import find_notebook
from recordsdata.runner.given import parse_values

CODES = dict.fromkeys(range(2011, 2019), "29-2071") | {2019: "29-2098", 2020: "29-2098"}
CODES |= dict.fromkeys(range(2021, 2026), "29-2072")
PLACES = ("US", "39", "66", "72", "02", "35620", "71650", "0100001")  # the soak takes from all
YEARS = (2011, 2018, 2020, 2025)


def area(code: str, year: int, place: str) -> pd.Series:
    rows = load("wages_area")
    (found,) = rows[rows["occ_code"].eq(code) & rows["year"].eq(year) & rows["area_code"].eq(place)].to_dict(
        "records"
    )
    return pd.Series(found)


class TestChoices:
    def test_each_choice_has_a_row_of_its_own(self):
        areas, national = load("wages_area"), load("wages_national")
        assert {name: len(values) for name, values in choices().items()} == {
            "occupation": len(set(areas["occ_code"]) - {"29-2071", "29-2072"}) + 1,
            "place": areas["area_code"].nunique() + 1,
            "year": national["year"].nunique(),
            "measure": 6,
        }
        assert set(choices()["place"]) == {"US", *areas["area_code"]}
        assert set(choices()["year"]) == {*national["year"]}

    @pytest.mark.parametrize("name", ["occupation", "place", "year", "measure"])
    def test_no_two_choices_look_the_same(self, name):
        words = list(choices()[name].values())
        assert len(set(words)) == len(words)
        assert all(words)

    @pytest.mark.parametrize(
        ("name", "value", "allowed"),
        [
            ("occupation", "29-1141", "'records' (Medical records work)"),
            ("place", "Ohio", "'US' (United States)"),
            ("year", 2030, "2025 (2025)"),
            ("measure", "wages", "'h_median' (Median pay)"),
        ],
    )
    def test_another_value_is_an_error_that_says_what_is_allowed(self, name, value, allowed):
        with pytest.raises(ValueError, match=re.escape(f"The {name} is {value!r}")) as told:
            view(**{name: value})
        assert allowed in str(told.value)


class TestNumbers:
    def test_a_state_has_its_figure_its_interval_and_its_ranks(self):
        row = area("29-2072", 2025, "39")
        half = 1.959964 * row["tot_emp"] * row["emp_prse"] / 100
        states = load("wages_area").query("year == 2025 and occ_code == '29-2072' and area_type == 'state'")
        states = states[~states["state"].isin(["PR", "GU", "VI"])]["tot_emp"].dropna()
        shown = view("records", "39", 2025, "tot_emp")
        assert f"Ohio, jobs: {row['tot_emp']:,.0f} (" in shown.finding
        assert f"interval {row['tot_emp'] - half:,.0f} to {row['tot_emp'] + half:,.0f})" in shown.finding
        assert f"rank {1 + (states > row['tot_emp']).sum()} of {len(states)}" in shown.finding
        assert sorted(shown.frame["value"])[-5:] == sorted(states)[-5:]

    def test_a_place_outside_the_first_stands_below_them(self):
        shown = view("records", "02", 2025, "h_median")
        assert len(shown.frame) == 6
        assert shown.frame["value"].iloc[-1] == area("29-2072", 2025, "02")["h_median"]
        assert shown.frame["label"].iloc[-1].endswith("Alaska")

    @pytest.mark.parametrize("year", sorted(CODES))
    def test_the_nation_s_median_of_each_year(self, year):
        national = load("wages_national").query("year == @year").set_index("occ_code").loc[CODES[year]]
        assert f"{national['h_median']:,.2f} USD an hour" in view("records", "US", year, "h_median").finding
        assert f"{national['h_median']:,.2f} USD an hour" in view("records", "US", year, "pay").finding
        low, high = (national["tot_emp"] * (1 + sign * 0.01959964 * national["emp_prse"]) for sign in (-1, 1))
        assert view("records", "US", year, "tot_emp").finding.endswith(
            f": {national['tot_emp']:,.0f} jobs (95 % interval {low:,.0f} to {high:,.0f})"
        )

    def test_the_nation_s_change_is_that_of_unbroken_years_after_prices(self):
        national, prices = load("wages_national"), load("prices").set_index("year")["cpi_may"]
        paid = national.set_index(["occ_code", "year"])["h_mean"]
        said = []
        for code, first, last in (("29-2071", 2011, 2018), ("29-2072", 2021, 2025)):
            real = paid[code, last] / prices[last] / (paid[code, first] / prices[first])
            said.append(f"{100 * (real - 1):+.1f} % in {first}-{last}")
        drawn = view("records", "US", 2018, "h_mean")
        assert ", ".join(said) in drawn.figure.axes[0].get_title(loc="left").replace("\n", " ")
        assert drawn.frame["value"].notna().sum() == 2 * len(CODES)

    def test_what_is_drawn_is_what_the_frame_holds(self):
        shown = view("records", "39", 2025, "pay")
        row = area("29-2072", 2025, "39")
        for statistic in ("h_pct10", "h_pct25", "h_median", "h_pct75", "h_pct90", "h_mean"):
            assert row[statistic] in set(shown.frame["value"])
        drawn = " ".join(numbers_drawn(shown.figure))
        assert f"sum {shown.frame['value'].sum():,.6g}" in drawn

    def test_a_suppressed_figure_says_so(self):
        areas = load("wages_area").query("year == 2025 and occ_code == '29-2072' and area_type == 'state'")
        hidden = areas[areas["emp_status"] == "suppressed"]
        assert len(hidden) >= 1
        for row in hidden.itertuples():
            shown = view("records", row.area_code, 2025, "tot_emp")
            assert shown.finding.startswith(f"{row.area_title}, jobs: (suppressed)")
            assert "suppressed" in [text.get_text() for text in shown.figure.axes[0].texts]


def expected(occupation: str, place: str, year: int, measure: str) -> bool:
    """Whether there is anything to draw, from the tables alone."""
    code = CODES[year] if occupation == "records" else occupation
    national, areas = load_once("wages_national"), load_once("wages_area")
    by_states = place == "US" and measure in ("loc_quotient", "h_mean_local")
    table = national if place == "US" and not by_states else areas
    mine = table[table["occ_code"].eq(code) & table["year"].eq(year)]
    if table is areas:
        mine = mine[mine["area_type"].eq("state") if by_states else mine["area_code"].eq(place)]
    if mine.empty:
        return False
    if measure == "pay":
        pay = [column for column in mine if re.match("[ha]_(mean|median|pct..)$", column)]
        return bool(mine[pay].notna().any(axis=None)) or "top_coded" in mine.to_numpy()
    if place == "US" and not by_states:
        return True
    level = mine["area_type"].iloc[0]
    peers = areas[areas["occ_code"].eq(code) & areas["year"].eq(year) & areas["area_type"].eq(level)]
    peers = peers[~peers["state"].isin(["PR", "GU", "VI"])]
    if measure == "h_mean_local":
        priced = load_once("price_parities").query("year == @near", local_dict={"near": min(year, 2023)})
        keys = priced.loc[priced["area_type"] == level, "area_code"]
        peers = peers[peers["area_code"].isin(keys)]
    column = {"h_mean_local": "h_mean", "loc_quotient": "tot_emp"}.get(measure, measure)
    if measure == "loc_quotient" and year == 2025:
        column = "loc_quotient"
    return bool(peers[column].notna().any())


TABLES: dict[str, pd.DataFrame] = {}


def load_once(name: str) -> pd.DataFrame:
    return TABLES.setdefault(name, load(name))


def test_every_choice_yields_a_figure_or_a_reason(monkeypatch, request):
    for name in ("draw_bars", "draw_series"):  # drawing thousands would take minutes, and the browser draws
        monkeypatch.setattr(charts, name, lambda *frames, **how: Figure())
    listed = choices()
    soak = request.config.getoption("--soak")
    where, years = (listed["place"], listed["year"]) if soak else (PLACES, YEARS)
    every = list(itertools.product(listed["occupation"], where, years, listed["measure"]))
    some = every[:: 101 if soak else 11]  # primes, so that every value of each picker comes
    assert [len(set(values)) for values in zip(*some, strict=True)] == [8, len(where), len(years), 6]
    drawn = told = 0
    for asked in some:
        shown = view(*asked)
        assert (shown.figure is not None) == expected(*asked), asked
        assert not re.search(r"\bnan\b|\bNone\b|<NA>|_", shown.finding), (asked, shown.finding)
        if shown.figure is None:
            told += 1
            assert re.search(r"no figure|published figure|There are no", shown.finding), shown.finding
            assert shown.finding.endswith(".")
        else:
            drawn += 1
            assert len(shown.alt) >= 30
            assert shown.caption
            assert shown.source.startswith("BLS, OEWS May")
    assert drawn + told == len(some)
    assert min(drawn, told) >= 50


@pytest.mark.parametrize("measure", explorer.MEASURES)
@pytest.mark.parametrize("place", ["US", "39", "0100001"])
def test_the_command_that_repeats_a_view_is_one_that_a_notebook_accepts(place, measure):
    command = shlex.split(view("records", place, 2025, measure).command)
    if not command:
        assert (place, measure) == ("0100001", "h_mean_local"), "the prices of such areas are not at hand"
        return
    assert command[:2] == ["recordsdata", "run"]
    notebook = command[2]
    pairs = [(command[i + 1], command[i + 2]) for i, word in enumerate(command) if word == "-p"]
    values = parse_values(notebook, pairs)
    name = find_notebook(notebook).stem
    cell = next(c for c in notebook_cells(name) if "parameters" in c.metadata.get("tags", []))
    declared: dict[str, object] = {}
    exec(cell.source, declared)
    known = {one.name for one in parameters.NOTEBOOKS[name]}
    checked = parameters.check_values(name, {k: v for k, v in declared.items() if k in known} | values)
    assert checked.year == 2025


def notebook_cells(name):
    import nbformat

    return nbformat.read(find_notebook(name), as_version=4).cells


class TestPage:
    def test_what_is_shown_asks_for_nothing_from_elsewhere(self):
        text = as_html(view("records", "39", 2025, "tot_emp"))
        assert 'src="data:image/png;base64,' in text
        assert not re.search(r"https?://|url\(|<script|<link", text)
        assert "alt=" in text
        ours = [path.read_text("utf-8") for path in explore.TEMPLATES.rglob("*.j2")]
        assert len(ours) == 1
        assert not re.search(r"https?:|//cdn|@import", "".join(ours))

    def test_words_are_words(self):
        text = as_html(explorer.View("<b>&", pd.DataFrame()))
        assert text == "<h2>&lt;b&gt;&amp;</h2>"

    def test_a_picker_draws_again(self):
        pytest.importorskip("ipywidgets", reason="the extra explore is missing")
        row, shown = explorer.page().children
        before = shown.value
        row.children[1].value = "39"
        assert shown.value != before
        assert " in Ohio was " in shown.value


class TestCommand:
    def test_without_the_extra_it_says_how_to_install_it(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "voila", None)
        monkeypatch.setitem(sys.modules, "voila.app", None)
        done = CliRunner().invoke(cli.main, ["explore", "--no-browser"])
        assert done.exit_code == 1
        assert "pip install 'recordsdata[explore]'" in done.output
        assert "Traceback" not in done.output

    def test_a_port_that_is_taken_is_named(self):
        pytest.importorskip("voila", reason="the extra explore is missing")
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            done = CliRunner().invoke(cli.main, ["explore", "--no-browser", "--port", str(port)])
        assert done.exit_code == 1
        assert f"Port {port} cannot be used" in done.output
