"""What a reader sees is compared: rounding is declared, gaps carry reasons, figures say what they drew."""

import json
import re
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordsdata import display
from recordsdata.display import (
    COLOURS,
    new_figure,
    numbers_drawn,
    record_result,
    show_figure,
    show_table,
    show_text,
    style,
)

FRAME = pd.DataFrame(
    {
        "year": [2018, 2025],
        "place": ["Ohio", None],
        "jobs": [9930.4, np.nan],
        "jobs_status": ["released", "suppressed"],
    }
)


@pytest.fixture
def shell(monkeypatch):
    """What a notebook would store, output by output."""
    outputs = []

    def keep(data, *, raw, metadata=None):
        assert raw
        outputs.append(SimpleNamespace(data=data, metadata=metadata))

    monkeypatch.setattr(display, "get_ipython", lambda: "a shell")
    monkeypatch.setattr(display, "display", keep)
    return SimpleNamespace(outputs=outputs)


def test_every_decimal_column_needs_digits():
    with pytest.raises(ValueError, match=r"'jobs' holds decimals and has no digits.*digits=\{'jobs': 0\}"):
        show_table(FRAME, caption="c", why={"jobs": "jobs_status"})


def test_a_gap_needs_a_reason():
    with pytest.raises(ValueError, match="'jobs' has a gap in row 1 and no reason"):
        show_table(FRAME, caption="c", digits={"jobs": 0})


def test_a_status_that_says_released_is_no_reason_for_a_gap():
    frame = FRAME.assign(jobs_status="released")
    with pytest.raises(ValueError, match="no reason"):
        show_table(frame, caption="c", digits={"jobs": 0}, why={"jobs": "jobs_status"})


@pytest.mark.parametrize(
    "wrong", [{"digits": {"job": 0}}, {"names": {"job": "x"}}, {"why": {"jobs": "status"}}]
)
def test_a_column_that_is_not_there_is_named(wrong):
    with pytest.raises(ValueError, match=r"no column '(job|status)' in the table. It has: year, place"):
        show_table(FRAME, caption="c", **wrong)


def test_a_table_is_rounded_labelled_and_accessible(shell):
    show_table(
        FRAME,
        caption="Ohio & others",
        digits={"jobs": 0},
        names={"jobs": "Jobs <all>"},
        why={"jobs": "jobs_status"},
        source="BLS",
    )
    (output,) = shell.outputs
    html, plain = output.data["text/html"], output.data["text/plain"]
    assert "<caption" in html
    assert "Ohio &amp; others" in html
    assert html.count('scope="col"') == 3
    assert "Jobs &lt;all&gt;" in html
    assert ">9,930<" in html
    assert ">suppressed<" in html
    assert "jobs_status" not in html + plain
    assert "None" not in html + plain
    assert "2,025" not in html + plain
    assert [line.split() for line in plain.splitlines()[2:]] == [
        ["2018", "Ohio", "9,930"],
        ["2025", "suppressed"],
        ["Source:", "BLS"],
    ]


@given(st.lists(st.floats(-1e7, 1e7), min_size=1, max_size=5), st.integers(0, 3))
def test_numbers_are_shown_with_the_digits_asked_for(values, digits):
    shown = display._as_text(pd.Series(values, name="x"), digits, None, None)
    assert len(shown) == len(values)
    for text, value in zip(shown, values, strict=True):
        assert float(text.replace(",", "")) == round(value, digits)
        assert re.fullmatch(r"-?[\d,]+" + (rf"\.\d{{{digits}}}" if digits else ""), text)


def test_dollars_are_never_formulas(shell):
    show_text("from $5 to $6")
    assert shell.outputs[0].data == {"text/markdown": r"from \$5 to \$6", "text/plain": "from $5 to $6"}


def _bars(values):
    fig = new_figure()
    with style():
        ax = fig.subplots()
        ax.barh(["a", "b", "c"], values, color=COLOURS["blue"])
        ax.set_title("Title")
    return fig


def _everything(scale=1.0, words="note", colour="#0072B2"):
    """A figure with each kind of artist, for changing one thing at a time."""
    fig = new_figure()
    with style():
        ax = fig.subplots()
        ax.plot([1, 2, 3], [1 * scale, 5, 2], label="line")
        ax.scatter([1, 2], [3 * scale, 4])
        ax.hlines([1, 2], [0, 0], [3 * scale, 4])
        ax.text(1, 1, words)
        ax.legend()
        ax.add_patch(display.mpl.patches.Rectangle((0, 0), scale, 1, facecolor=colour))
    return fig


@given(st.lists(st.floats(0.5, 1e6), min_size=3, max_size=3))
def test_bars_are_read_back(values):
    line = next(line for line in numbers_drawn(_bars(values)) if "bars" in line)
    count, low, high, total = re.match(r"(\d+) bars (\S+) to (\S+) \(sum (\S+)\)", line).groups()
    assert int(count) == 3
    for text, value in ((low, min(values)), (high, max(values)), (total, sum(values))):
        assert float(text.replace(",", "")) == pytest.approx(value, rel=1e-4)


def test_a_change_of_a_tenth_of_a_percent_or_of_order_is_seen():
    plain = numbers_drawn(_bars([1.0, 2.0, 3.0]))
    assert plain == numbers_drawn(_bars([1.0, 2.0, 3.0]))
    assert plain != numbers_drawn(_bars([1.0, 2.002, 3.0]))
    assert plain != numbers_drawn(_bars([2.0, 1.0, 3.0]))


@pytest.mark.parametrize("change", [{"scale": 1.001}, {"words": "other"}, {"colour": "#0072B3"}])
def test_every_kind_of_artist_is_read_back(change):
    before, after = numbers_drawn(_everything()), numbers_drawn(_everything(**change))
    kinds = [" ".join(line.split()[:2]) for line in before[1:]]
    assert kinds == ["3 line", "2 points", "4 segment", "1 shapes", "2 labels"]
    changed = sum(a != b for a, b in zip(before, after, strict=True))
    assert changed == (4 if "scale" in change else 1)


def test_values_are_read_along_the_axis_without_names():
    fig = new_figure()
    with style():
        ax = fig.subplots()
        ax.hlines([0, 1], [10, 20], [30, 40])
        ax.plot([20, 30], [0, 1], "o")
        ax.set_yticks([0, 1], ["Ohio", "Iowa"])
        ax.text(0, 0, "1. Ohio, 29-2072: 1,234.5")
    assert [line.split(" check=")[0] for line in numbers_drawn(fig)[1:]] == [
        "2 line points 20 to 30 (sum 50)",
        "4 segment ends 10 to 40 (sum 100)",
        "1 numbers written 1,234.5 to 1,234.5 (sum 1,234.5)",
        "3 labels",
    ]


def test_a_figure_carries_alt_text_and_numbers_and_nothing_of_the_machine(shell):
    alt = "Bar chart of three made-up values for a test."
    show_figure(_bars([1.0, 2.0, 3.0]), alt=alt, caption="A test.", source="made up")
    picture, text = shell.outputs
    assert picture.metadata == {"image/png": {"alt": alt}}
    assert picture.data["text/plain"].startswith(alt)
    assert "3 bars 1 to 3 (sum 6) check=" in picture.data["text/plain"]
    assert "Numbers drawn: 3 bars 1 to 3 (sum 6)" in text.data["text/markdown"]
    assert "check=" not in text.data["text/markdown"]


@pytest.mark.parametrize("missing", [{"alt": "short"}, {"caption": " "}, {"source": ""}])
def test_a_figure_without_words_is_refused(missing):
    words = {"alt": "x" * 40, "caption": "c", "source": "s"} | missing
    with pytest.raises(ValueError, match="Give all three"):
        show_figure(new_figure(), **words)


def test_results_are_machine_readable(shell):
    record_result(jobs=np.int64(5), pay=np.float64(2.5), place="Ohio", sure=False, interval=None)
    (output,) = shell.outputs
    expected = {"jobs": 5, "pay": 2.5, "place": "Ohio", "sure": False, "interval": None}
    assert json.loads(json.dumps(output.data[display.RESULT_MIME])) == expected


@pytest.mark.parametrize(
    ("values", "error", "says"),
    [
        ({}, ValueError, "nothing to record"),
        ({"pay": float("nan")}, ValueError, "pay is nan"),
        ({"frame": [1]}, TypeError, "frame is list"),
    ],
)
def test_results_that_no_machine_could_read_are_refused(values, error, says):
    with pytest.raises(error, match=says):
        record_result(**values)


def test_style_leaves_nothing_behind():
    before = dict(display.mpl.rcParams)
    with style():
        assert display.mpl.rcParams["axes.titleweight"] == "bold"
    assert dict(display.mpl.rcParams) == before
