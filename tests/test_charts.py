"""Charts: what is drawn is read back from the artists, and nothing overlaps or runs off the page."""

from __future__ import annotations

import itertools
import math

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Annotation

from recordsdata import charts
from recordsdata.display import COLOURS, numbers_drawn

NAN = math.nan
LONG = (
    "Medical Dosimetrists, Medical Records Specialists, and Health Technologists and Technicians, All Other"
)


def ranked(count: int = 4) -> pd.DataFrame:
    names = [
        "District of Columbia",
        "California",
        "Washington",
        "Hawaii",
        *(f"Place {n}" for n in range(4, count)),
    ]
    rows = pd.DataFrame({"area": names[:count], "pay": [38.58 - 1.37 * n for n in range(count)]})
    return rows.assign(low=rows["pay"] - 1.25, high=rows["pay"] + 1.25)


def bars(frame: pd.DataFrame, **extra: object) -> Figure:
    words = {"title": "Four places", "xlabel": "USD an hour"}
    return charts.draw_bars(frame, label="area", value="pay", **(words | extra))


def points(ax: Axes) -> list[Line2D]:
    return [line for line in ax.get_lines() if len(line.get_xdata())]


def words(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def clashes(fig: Figure) -> list[str]:
    """Name every text that leaves the page, and every two texts that overlap."""
    fig.draw_without_rendering()
    ax, page = fig.axes[0], fig.bbox.padded(1)
    ticks = []
    for axis, (start, end) in ((ax.xaxis, ax.get_xlim()), (ax.yaxis, ax.get_ylim())):
        inside = [
            tick for tick in axis.get_major_ticks() if min(start, end) <= tick.get_loc() <= max(start, end)
        ]
        ticks += [tick.label1.get_window_extent() for tick in inside]
    legend = [ax.get_legend().get_window_extent()] if ax.get_legend() else []
    title = ax.title if ax.title.get_text() else ax._left_title
    # An annotation's own box, without the arrow that it does not have.
    texts = [Annotation.get_window_extent(text) for text in ax.texts]
    boxes = [title.get_window_extent(), ax.xaxis.label.get_window_extent(), *ticks, *texts, *legend]
    boxes = [box.padded(-1) for box in boxes if box.width > 2]
    off = [
        f"off the page: {box}"
        for box in boxes
        if not page.contains(box.x0, box.y0) or not page.contains(box.x1, box.y1)
    ]
    return off + [f"{a} on {b}" for a, b in itertools.combinations(boxes, 2) if a.overlaps(b)]


# Bars and points


def test_bars_start_at_zero_and_stand_in_the_order_given():
    fig = bars(ranked(), highlight=["Washington"])
    ax = fig.axes[0]
    assert [patch.get_width() for patch in ax.patches] == ranked()["pay"].tolist()
    assert {patch.get_x() for patch in ax.patches} == {0}
    centres = [patch.get_y() + patch.get_height() / 2 for patch in ax.patches]
    assert [ax.transData.transform((0, y))[1] for y in centres] == sorted(
        (ax.transData.transform((0, y))[1] for y in centres), reverse=True
    )
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ranked()["area"].tolist()
    assert words(ax) == ["38.58", "37.21", "35.84", "34.47"]


def test_a_highlight_differs_by_more_than_colour():
    ax = bars(ranked(), highlight=["Washington"]).axes[0]
    assert [patch.get_hatch() or "" for patch in ax.patches] == ["", "", "//", ""]
    assert [tick.get_fontweight() for tick in ax.get_yticklabels()] == ["normal", "normal", "bold", "normal"]
    ax = bars(ranked(), highlight=["Washington"], low="low", high="high").axes[0]
    assert [line.get_marker() for line in points(ax)] == ["o", "o", "D", "o"]
    assert points(ax)[2].get_color() == COLOURS["vermillion"] != points(ax)[1].get_color()


def test_an_axis_does_not_go_below_nought_unless_a_figure_does():
    frame = ranked().assign(pay=[0.0, 2.0, 5.0, 9.0], low=[0.0, 1.0, 4.0, 2.0], high=[3.0, 9.0, 8.0, 30.0])
    assert -1 < bars(frame, low="low", high="high").axes[0].get_xlim()[0] < 0
    frame.loc[1, "low"] = -2.0
    assert bars(frame, low="low", high="high").axes[0].get_xlim()[0] < -2


def test_intervals_are_drawn_as_given_and_a_missing_one_is_hollow_and_explained():
    frame = ranked()
    frame.loc[1, ["low", "high"]] = NAN
    ax = bars(frame, low="low", high="high").axes[0]
    drawn = [c.get_segments()[0] for c in ax.collections if isinstance(c, LineCollection)]
    ends = [segment[:, 0].tolist() for segment in drawn]
    assert ends == frame.drop(index=1)[["low", "high"]].to_numpy().tolist()
    assert [segment[0, 1] for segment in drawn] == [0, 2, 3]
    assert [line.get_xdata()[0] for line in points(ax)] == frame["pay"].tolist()
    assert [line.get_markerfacecolor() == "white" for line in points(ax)] == [False, True, False, False]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["no interval published"]
    assert bars(ranked(), low="low", high="high").axes[0].get_legend() is None


def test_a_missing_number_is_words_and_a_bound_is_an_arrow():
    frame = ranked().assign(why=["", "suppressed", "at least 115.00", ""])
    frame.loc[1, ["pay", "low", "high"]] = NAN
    frame.loc[2, ["pay", "low", "high"]] = [NAN, 115.0, NAN]
    ax = bars(frame, low="low", high="high", why="why").axes[0]
    assert words(ax) == ["38.58", "suppressed", "at least 115.00", "34.47"]
    arrow = points(ax)[2]
    assert (arrow.get_marker(), arrow.get_xdata()[0]) == (">", 115.0)
    assert math.isnan(points(ax)[1].get_xdata()[0])
    assert words(bars(frame).axes[0])[1:3] == ["no figure", "no figure"]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([9930.0, 270.0], ["9,930", "270"]),
        ([24.5, 9.0], ["24.50", "9.00"]),
        ([51140.4, 3.0], ["51,140", "3"]),
    ],
)
def test_numbers_have_the_decimals_that_their_column_needs(values, shown):
    assert words(bars(pd.DataFrame({"area": ["A", "B"], "pay": values})).axes[0]) == shown


@pytest.mark.parametrize(
    ("frame", "extra"), [(ranked().head(0), {}), (ranked(), {"low": "low"}), (ranked(), {"high": "high"})]
)
def test_nothing_to_draw_or_half_an_interval_is_an_error(frame, extra):
    with pytest.raises(ValueError, match="at least one row, and both bounds or none"):
        bars(frame, **extra)


@pytest.mark.parametrize("count", [1, 2, 6, 12, 30])
@pytest.mark.parametrize("extra", [{}, {"low": "low", "high": "high", "highlight": ["California"]}])
def test_texts_of_bars_stay_on_the_page_and_apart(count, extra):
    frame = ranked(count)
    frame.loc[0, "low"] = NAN
    frame.loc[frame.index[-1], "area"] = LONG
    title = "Mean pay: the intervals of the first places overlap, so no place is singled out by these figures"
    assert clashes(bars(frame, title=title, xlabel="Mean pay, USD an hour, May 2025", **extra)) == []


# Lines


def lines(
    years: list[int], breaks: dict[int, str], names: tuple[str, ...] = ("median",), **extra: object
) -> Figure:
    rows = [(year, 16 + (year - 2011) * 0.7 + 5 * k, name) for k, name in enumerate(names) for year in years]
    frame = pd.DataFrame(rows, columns=["year", "pay", "what"])
    marks = pd.DataFrame({"year": list(breaks), "label": list(breaks.values())})
    given = {"title": "A title", "ylabel": "USD an hour"} | extra
    return charts.draw_series(frame, x="year", y="pay", series="what", breaks=marks, **given)


def pieces(fig: Figure) -> list[list[int]]:
    return [[int(year) for year in line.get_xdata()] for line in fig.axes[0].get_lines()]


def test_a_line_stops_at_a_break_and_at_a_gap():
    years = list(range(2011, 2026))
    fig = lines(years, {2019: "other codes", 2021: "new codes"})
    assert pieces(fig) == [list(range(2011, 2019)), [2019, 2020], list(range(2021, 2026))]
    assert pieces(lines([2011, 2012, 2014, 2015], {})) == [[2011, 2012], [2014, 2015]]
    marks = [c.get_segments()[0][:, 0].tolist() for c in fig.axes[0].collections]
    assert marks == [[2018.5, 2018.5], [2020.5, 2020.5]]
    assert words(fig.axes[0]) == ["other codes", "new codes"]


def test_a_break_before_the_first_year_takes_no_room_from_the_lines():
    fig = lines([2025], {2019: "other codes", 2021: "new codes"})
    assert words(fig.axes[0]) == []
    assert clashes(fig) == []
    assert words(lines([2021, 2022], {2019: "other codes", 2021: "new codes"}).axes[0]) == ["new codes"]


def test_a_missing_value_leaves_a_gap():
    frame = pd.DataFrame({"year": [2019, 2020, 2021], "pay": [1.0, NAN, 3.0], "what": "median"})
    none = pd.DataFrame({"year": [], "label": []})
    fig = charts.draw_series(frame, x="year", y="pay", series="what", breaks=none, title="t", ylabel="y")
    assert pieces(fig) == [[2019], [2021]]
    frame["pay"] = NAN
    with pytest.raises(ValueError, match="'pay' holds no number"):
        charts.draw_series(frame, x="year", y="pay", series="what", breaks=none, title="t", ylabel="y")


def test_each_line_has_a_colour_a_marker_and_a_dash_of_its_own():
    fig = lines([2020, 2021, 2022], {2021: "a break"}, ("one", "two", "three", "four", "five", "six"))
    drawn = [line for line in fig.axes[0].get_lines() if not line.get_label().startswith("_")]
    looks = [(line.get_color(), line.get_marker(), line.get_linestyle()) for line in drawn[:5]]
    assert [len(set(part)) for part in zip(*looks, strict=True)] == [5, 5, 4]
    assert [text.get_text() for text in fig.axes[0].get_legend().get_texts()] == [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
    ]
    assert {line.get_color() for line in fig.axes[0].get_lines()} <= set(COLOURS.values())


@pytest.mark.parametrize(
    ("years", "breaks"),
    [
        (range(2011, 2026), {2019: "2019: Hybrid codes come in",
                             2021: "2021: SOC 2018 codes come in. Estimation method MB3 comes in"}),
        (range(2011, 2026), {2021: "2021: Estimation method MB3 comes in"}),
        (range(2019, 2026), {2021: "2021: SOC 2018 codes come in. Estimation method MB3 comes in"}),
        (range(2021, 2026), {}),
        ([2020], {}),
    ],
)  # fmt: skip
def test_texts_of_lines_stay_on_the_page_and_apart(years, breaks):
    title = (
        "After prices, the median changed by +8.8 % in 2011-2018, +3.3 % in 2019-2020, -8.2 % in 2021-2025"
    )
    fig = lines(list(years), breaks, ("USD of each year", "in money of May 2025"), title=title)
    assert clashes(fig) == []
    ax = fig.axes[0]
    highest = max(y for line in ax.get_lines() for y in line.get_ydata())
    top = ax.transData.transform((0, highest))[1]
    assert all(text.get_window_extent().y0 > top for text in ax.texts)


# What the notebooks record of a drawing


CHANGES = pd.Series([-50.0, -8.0, -6.5, -5.0, -5.0, -3.0, -1.0, -1.0, 0.0, 2.0, 4.0, NAN, 94.0])


def spread(marks: list[tuple[str, float]], values: pd.Series = CHANGES, **extra: object) -> Figure:
    named = pd.DataFrame(marks, columns=["what", "change"])
    said = {"title": "Where some stand among all", "xlabel": "Change, %"}
    frame = values.rename("change").to_frame()
    return charts.draw_spread(frame, value="change", marks=named, label="what", **(said | extra))


def test_a_spread_counts_every_value_once_and_marks_stand_where_they_belong():
    fig = spread([("ours", 2.2), ("all jobs", -5.3), ("no figure", NAN)])
    ax = fig.axes[0]
    heights = [patch.get_height() for patch in ax.patches]
    assert sum(heights) == CHANGES.notna().sum()
    for patch in ax.patches:
        inside = CHANGES.between(patch.get_x(), patch.get_x() + patch.get_width(), inclusive="left")
        assert patch.get_height() == inside.sum()
    marks = {words: line.get_xdata()[0] for words, line in zip(words(ax), points(ax), strict=True)}
    assert marks == {"all jobs": -5.3, "ours": 2.2}
    looks = {(line.get_color(), line.get_marker(), line.get_linestyle()) for line in points(ax)}
    assert len(looks) == 2


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        (CHANGES[:1], []),
        (CHANGES * NAN, [("ours", 1.0)]),
        (CHANGES, [(str(n), float(n)) for n in range(6)]),
    ],
)
def test_a_spread_of_nothing_or_with_too_many_marks_is_an_error(values, marks):
    with pytest.raises(ValueError, match="draw_spread"):
        spread(marks, values)


@pytest.mark.parametrize(
    "marks",
    [
        [
            ("ours (+2.2 %)", 2.2),
            ("all jobs (-5.3 %)", -5.3),
            ("one (-4.2 %)", -4.2),
            ("other (+41.1 %)", 41.1),
        ],
        [(f"{LONG} ({n})", at) for n, at in enumerate((-50.0, -5.3, -4.2, 41.1, 94.0))],
        [(LONG, 94.0), ("all jobs", 93.0), ("ours", 92.0)],
        [("ours", 0.0), ("all jobs", 0.0)],
        [],
    ],
)
def test_texts_of_a_spread_stay_on_the_page_and_apart(marks):
    assert clashes(spread(marks)) == []
    assert clashes(spread(marks, title=LONG)) == []


def test_changing_one_number_changes_what_is_recorded():
    one, other = ranked(), ranked()
    other.loc[2, "high"] += 0.01
    assert numbers_drawn(bars(one)) == numbers_drawn(bars(other))
    with_bounds = {"low": "low", "high": "high"}
    assert numbers_drawn(bars(one, **with_bounds)) != numbers_drawn(bars(other, **with_bounds))
    years = list(range(2011, 2026))
    assert numbers_drawn(lines(years, {2019: "a"})) != numbers_drawn(lines(years, {2020: "a"}))
    assert numbers_drawn(lines(years, {2019: "a"})) != numbers_drawn(lines(years[1:], {2019: "a"}))


class TestBalance:
    frame = pd.DataFrame(
        {
            "t": [0, 1, 2, 3, 0, 1, 2, 3],
            "usd": [0.0, -20_000.0, -5_000.0, 9_000.0, 0.0, -20_000.0, -15_000.0, -9_000.0],
            "who": ["high"] * 4 + ["low"] * 4,
            "even": [False, False, False, True] + [False] * 4,
        }
    )

    def draw(self, frame):
        words = {"title": "Back in year 3", "xlabel": "Years", "ylabel": "USD", "label": "school ends"}
        return charts.draw_balance(frame, x="t", y="usd", series="who", even="even", start=1, **words)

    def test_every_number_is_drawn_and_the_ring_stands_where_the_balance_is_back(self):
        lines = self.draw(self.frame).axes[0].get_lines()
        assert lines[0].get_ydata().tolist() == self.frame["usd"].tolist()[:4]
        assert lines[1].get_xydata().tolist() == [[3.0, 9_000.0]]
        assert lines[2].get_ydata().tolist() == self.frame["usd"].tolist()[4:]
        assert [list(line.get_ydata()) for line in lines[3:]] == [[0, 0], [0, 1]]  # zero, and the marked time

    def test_lines_differ_by_more_than_colour(self):
        lines = self.draw(self.frame).axes[0].get_lines()
        assert lines[0].get_marker() != lines[2].get_marker()
        assert lines[0].get_linestyle() != lines[2].get_linestyle()

    def test_no_ring_where_nothing_is_back(self):
        assert len(self.draw(self.frame.assign(even=False)).axes[0].get_lines()) == 4


# Control charts and counts by day


def control(periods: int, signals: dict[int, str], **columns: object) -> pd.DataFrame:
    rows = pd.DataFrame({"period": [f"2025-10-{n:02d}" for n in range(periods)], "signal": ""})
    rows = rows.assign(value=[4 + math.sin(n) for n in range(periods)], centre=4.0, lower=2.5, upper=5.5)
    for row, signal in signals.items():
        rows.loc[row, "signal"] = signal
    return rows.assign(**columns)


def chart(rows: pd.DataFrame) -> Figure:
    words = {"title": "The length of stay changed in one of many weeks, and in no other one of them at all"}
    return charts.draw_control(rows, digits=2, xlabel="Week of discharge", ylabel="Days", **words)


ALL_SIGNALS = {
    3: "outside the limits",
    7: "eight in a row on one side",
    9: "outside the limits; eight in a row on one side",
}


def test_a_control_chart_draws_values_limits_and_each_signal_in_a_look_of_its_own():
    rows = control(52, ALL_SIGNALS)
    rows.loc[20, "value"] = NAN
    ax = chart(rows).axes[0]
    *lines, values, outside, run, both = ax.get_lines()
    assert values.get_ydata().tolist()[:20] == rows["value"].tolist()[:20]
    assert math.isnan(values.get_ydata()[20])
    assert [float(line.get_ydata()[0]) for line in lines] == [4.0, 2.5, 5.5]
    assert [lines[0].get_xdata()[0], lines[0].get_xdata()[-1]] == [-0.5, 51.5]
    assert [line.get_xdata().tolist() for line in (outside, run, both)] == [[3], [7], [9]]
    looks = {
        (line.get_marker(), line.get_color(), line.get_markersize()) for line in (values, outside, run, both)
    }
    assert len(looks) == len({look[0] for look in looks}) == 4
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend[:2] == ["centre: 4.00", "limits: 2.50 to 5.50"]
    assert legend[2:] == [signal.replace("; ", ", and ") for signal in ALL_SIGNALS.values()]


def test_limits_that_vary_are_steps_and_the_legend_says_so():
    rows = control(3, {}, upper=[5.0, 6.0, 5.5], lower=[3.0, 2.0, 2.5])
    ax = chart(rows).axes[0]
    assert ax.get_lines()[2].get_ydata().tolist() == [5.0, 5.0, 6.0, 6.0, 5.5, 5.5]
    assert ax.get_legend().get_texts()[1].get_text() == "limits: at the narrowest 3.00 to 5.00"


@pytest.mark.parametrize("periods", [1, 4, 12, 26, 52])
def test_nothing_overlaps_in_a_control_chart(periods):
    assert clashes(chart(control(periods, {n: s for n, s in ALL_SIGNALS.items() if n < periods}))) == []


def test_a_control_chart_of_nothing_or_of_an_unknown_signal_is_an_error():
    with pytest.raises(ValueError, match="0 values"):
        chart(control(3, {}, value=NAN))
    with pytest.raises(ValueError, match="'odd'"):
        chart(control(3, {1: "odd"}))


@pytest.mark.parametrize(("count", "known"), [(365, 340), (30, 9), (31, 31), (92, 0), (28, 28)])
def test_days_not_known_in_full_stand_apart(count, known):
    days = pd.DataFrame({"date": pd.date_range("2025-10-01", periods=count), "n": range(count)})
    days = days.assign(known=[n < known for n in range(count)])
    fig = charts.draw_days(
        days, value="n", certain="known", level=400.0, label="400 beds", title="Days", ylabel="Patients"
    )
    lines = {line.get_label(): line for line in fig.axes[0].get_lines()}
    parts = {"patients": known, "not known in full": count - known}
    assert {name: len(lines[name].get_xdata()) if name in lines else 0 for name in parts} == parts
    assert lines["400 beds"].get_ydata() == [400, 400]
    assert len({line.get_marker() for line in lines.values()}) == len(lines)
    assert fig.axes[0].get_ylim() == pytest.approx((0, 440))
    assert clashes(fig) == []


def test_no_day_is_an_error():
    none = pd.DataFrame({"date": [], "n": [], "known": []})
    with pytest.raises(ValueError, match="no day"):
        charts.draw_days(none, value="n", certain="known", level=1, label="", title="", ylabel="")
