"""The explorer: what an occupation, place, year and measure have to show, and a page with pickers."""

from __future__ import annotations

import base64
import functools
import html
import io
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from matplotlib.figure import Figure

from recordsdata import charts, datasets, places, wages
from recordsdata.display import style
from recordsdata.estimates import interval

__all__ = ["MEASURES", "View", "as_html", "choices", "page", "view"]

# The measure's name on the page, by the name that notebook 03 gives it; "pay" is the figure of notebook 02.
MEASURES: Final = {
    "pay": "Pay: from low to high",
    "h_median": "Median pay",
    "h_mean": "Mean pay",
    "h_mean_local": "Mean pay at local prices",
    "tot_emp": "Jobs",
    "loc_quotient": "Location quotient",
}
_RECORDS: Final = "Medical records work"
_NOUNS: Final = {"state": "state", "metro": "metropolitan area", "nonmetro": "nonmetropolitan area"}
_FIRST: Final = 5  # places beside the chosen one: as many as a projector shows without scrolling


@dataclass(frozen=True)
class View:
    """What there is to show.

    Attributes
    ----------
    finding : str
        One sentence: the number, or why there is none.
    frame : pandas.DataFrame
        The numbers drawn; empty where nothing is.
    figure : matplotlib.figure.Figure or None
        None where there is nothing to draw.
    alt, caption, source : str
        What the figure shows in words, how to read it, where its numbers come from.
    command : str
        The command that repeats this with a notebook, "" where nothing is drawn.
    """

    finding: str
    frame: pd.DataFrame
    figure: Figure | None = None
    alt: str = ""
    caption: str = ""
    source: str = ""
    command: str = ""


@functools.cache
def choices() -> dict[str, dict[Any, str]]:
    """List what can be chosen: every choice has a figure with some of the others.

    Returns
    -------
    dict of str to dict
        For `occupation`, `place`, `year` and `measure`, each value with its name on the page, the first of
        them being the one to begin with. Occupations are those with figures by place; "records" stands for
        the code that medical records work has in the year.

    Examples
    --------
    >>> {name: next(iter(values)) for name, values in choices().items()}
    {'occupation': 'records', 'place': 'US', 'year': 2025, 'measure': 'pay'}
    """
    areas, families = datasets.load("wages_area"), datasets.load("occupation_family")
    latest = areas.sort_values("year", ascending=False, kind="stable")
    ours = families.loc[families["family"].eq("records") & families["role"].eq("core"), "occ_code"]
    jobs = latest[~latest["occ_code"].isin(ours)].drop_duplicates("occ_code").sort_values("occ_title")
    where = latest.drop_duplicates("area_code")
    where = where.assign(first=where["area_type"].ne("state")).sort_values(["first", "area_title"])
    # An area that was redrawn under the same name has two codes.
    twice = where["area_title"].duplicated(keep=False)
    names = where["area_title"].where(~twice, where["area_title"] + " (" + where["area_code"] + ")")
    years = sorted(datasets.load("wages_national")["year"].unique().tolist(), reverse=True)
    return {
        "occupation": {"records": _RECORDS} | dict(zip(jobs["occ_code"], jobs["occ_title"], strict=True)),
        "place": {"US": "United States"} | dict(zip(where["area_code"], names, strict=True)),
        "year": {year: str(year) for year in years},
        "measure": MEASURES,
    }


def view(occupation: str = "records", place: str = "US", year: int = 2025, measure: str = "pay") -> View:
    """Compute and draw one view.

    Parameters
    ----------
    occupation : str
        "records" or a code that `choices` lists.
    place : str
        "US", or an area's code.
    year : int
        The May that is looked at.
    measure : str
        One of `MEASURES`. "pay" draws the percentiles and the mean in the place. The others draw the place
        among places of its kind; for the nation, jobs, mean and median over the years, in jobs and USD an
        hour, and else the states.

    Returns
    -------
    View
        Where the release holds no figure, one without a figure, whose finding says why.

    Raises
    ------
    ValueError
        For a value that `choices` does not list.

    Examples
    --------
    >>> view("records", "39", 2025, "tot_emp").finding
    'Ohio, jobs: 7,440 (95 % interval 6,886 to 7,994); published rank 5 of 50, true rank 4 to 10'
    >>> view("records", "39", 2020, "tot_emp").finding
    'Ohio has no figure for Medical records work in May 2020: there are figures for 2018 and 2025.'
    """
    given = {"occupation": occupation, "place": place, "year": year, "measure": measure}
    for name, value in given.items():
        allowed = choices()[name]
        if value not in allowed:
            some = ", ".join(f"{one!r} ({words})" for one, words in list(allowed.items())[:8])
            more = f" and {len(allowed) - 8} more: choices()[{name!r}]" if len(allowed) > 8 else ""
            raise ValueError(f"The {name} is {value!r}, which is not one of {some}{more}.")
    areas = datasets.load("wages_area")
    # The nation over the years needs the nation's figures only; for the rest its states stand side by side.
    by_states = place == "US" and measure in ("loc_quotient", "h_mean_local")
    here = areas[areas["area_type"] == "state"] if by_states else areas[areas["area_code"] == place]
    if place == "US" and not by_states:
        here = datasets.load("wages_national")
    codes = {one: _code(occupation, one) for one in choices()["year"]}
    held = sorted(here.loc[here["occ_code"] == here["year"].map(codes), "year"].unique().tolist())
    if year not in held:
        known = " and ".join(f"{one}" for one in held) if len(held) < 3 else f"{held[0]} to {held[-1]}"
        what = "The states have" if by_states else f"{choices()['place'][place]} has"
        return View(
            f"{what} no figure for {choices()['occupation'][occupation]} in May {year}: "
            f"there are figures for {known or 'no year'}.",
            pd.DataFrame(),
        )
    row = here[(here["occ_code"] == codes[year]) & (here["year"] == year)].iloc[0]
    if measure == "pay":
        return _pay(occupation, row, here, place)
    if place == "US" and not by_states:
        return _years(occupation, row, measure)
    return _ranking(occupation, row, place, measure)


def _code(occupation: str, year: int) -> str:
    if occupation != "records":
        return occupation
    return wages.occupation_code(occupation, year, datasets.load("occupation_family"))


def _job(row: pd.Series[Any]) -> str:
    return f"{row['occ_title']} ({row['occ_code']})" if len(row["occ_title"]) < 60 else str(row["occ_code"])


def _command(notebook: str, output: str, **values: Any) -> str:
    words = " ".join(f"-p {name} {value}" for name, value in values.items())
    return f"recordsdata run {notebook} {words} -o {output}.ipynb"


def _pay(occupation: str, row: pd.Series[Any], table: pd.DataFrame, place: str) -> View:
    """The percentiles and the mean, as notebook 02 draws them."""
    year, code = int(row["year"]), str(row["occ_code"])
    where = "the United States" if place == "US" else str(row["area_title"])
    profile = wages.pay_profile(table, datasets.load("top_codes"), code, year, place)
    lead = wages.headline(profile)
    finding = (
        f"In May {year}, the {lead['statistic']} pay of {_job(row)} in {where} was {wages.in_words(lead)}"
    )
    unit = lead["unit"]
    points = profile[profile["unit"].eq(unit) & (profile["value"].notna() | profile["least"].notna())]
    if points.empty:
        return View(f"{_job(row)}, {where}, May {year}: no figure for pay ({lead['why']}).", pd.DataFrame())
    points = points.assign(
        label=points["statistic"].map(wages.STATISTICS), low=points["low"].fillna(points["least"])
    )
    if place != "US":
        nation = wages.pay_profile(datasets.load("wages_national"), datasets.load("top_codes"), code, year)
        nation = nation[nation["unit"].eq(unit) & nation["statistic"].eq("mean")]
        points = pd.concat([points, nation.assign(label="mean of the whole nation")])
    brief = wages.in_brief(profile, unit)
    figure = charts.draw_bars(
        points,
        label="label",
        value="value",
        low="low",
        high="high",
        why="why",
        highlight=[wages.STATISTICS[lead["statistic"]]],
        title=brief,
        xlabel=f"USD {'an hour' if unit == 'hourly' else 'a year'}, {where}, May {year}",
    )
    caption = "A line is a 95 % interval; a hollow point has none, because none is published."
    if points["least"].notna().any():
        caption += " An arrow starts at the top code: the release says no more than “at least”."
    return View(
        finding,
        points[["label", "value", "low", "high", "why"]].reset_index(drop=True),
        figure,
        f"One point for each percentile and for the mean of the pay of {_job(row)}. {brief}.",
        caption,
        f"BLS, OEWS May {year}",
        _command("02", "pay", occupation=occupation, year=year, area=place),
    )


def _years(occupation: str, row: pd.Series[Any], measure: str) -> View:
    """The nation over the years, as notebook 02 draws it: never joined across a break."""
    year = int(row["year"])
    families, jobs = datasets.load("occupation_family"), measure == "tot_emp"
    cuts = wages.breaks_of(occupation, families, datasets.load("breaks"), datasets.load("soc_crosswalk"))
    frame = wages.series(
        datasets.load("wages_national"), families, cuts, datasets.load("prices"), occupation, year
    )
    frame = frame[frame["leads"]].assign(tot_emp_real=frame["tot_emp"])
    name, _, status, digits, error = places.MEASURES[measure]
    value, why = row[measure], str(row[status]).replace("_", " ")
    said = f"{value:,.0f} jobs" if jobs else f"{MEASURES[measure].lower()} {value:,.{digits}f} USD an hour"
    if pd.isna(value):
        said = f"no figure for {MEASURES[measure].lower()} ({why})"
    finding = f"{_job(row)}, United States, May {year}: {said}"
    low, high = interval(float(value), float(row[error]) if error else float("nan"))
    if low > 0:
        finding += f" (95 % interval {low:,.{digits}f} to {high:,.{digits}f})"
    change = wages.changes(frame[frame["role"] != "hybrid"], measure)
    moved = [
        f"{one['nominal' if jobs else 'real']:+.1f} % in {one['first']}-{one['last']}"
        for one in change.to_dict("records")
    ]
    subject = "The number of jobs" if jobs else f"After prices, the {MEASURES[measure].lower()}"
    title = f"{subject} changed by {', '.join(moved)}" if moved else f"{MEASURES[measure]} by year"
    names = {measure: "jobs"} if jobs else {measure: "USD of each year"}
    if not jobs:
        names[f"{measure}_real"] = f"money of May {year}"
    lines = frame.rename(columns=names).melt(["year", "occ_code"], list(names.values()), "line", "value")
    drawn = lines.loc[lines["value"].notna(), "year"]
    if drawn.empty:
        return View(f"{finding}.", pd.DataFrame())
    marks = wages.breaks_between(cuts, drawn)
    figure = charts.draw_series(
        lines,
        x="year",
        y="value",
        series="line",
        breaks=marks,
        title=title,
        ylabel=name[0].upper() + name[1:],
    )
    first, last = drawn.min(), drawn.max()
    source = f"BLS, OEWS May {first} to May {last}" + ("" if jobs else "; BLS, CPI-U of May")
    repeat = {"occupation": occupation, "year": year}
    return View(
        finding,
        lines,
        figure,
        f"{'A line' if jobs else 'Two lines'} by year, {first} to {last}. "
        f"Breaks: {'; '.join(marks['label']) or 'none'}. {title}.",
        "Nothing is joined across a dashed line: there the occupation or the method is another.",
        source,
        _command("00", "jobs", **repeat) if jobs else _command("02", "pay", **repeat, base_year=year),
    )


def _ranking(occupation: str, row: pd.Series[Any], place: str, measure: str) -> View:
    """The place among the first of its kind, as notebook 03 draws them."""
    year, code = int(row["year"]), str(row["occ_code"])
    level = "state" if place == "US" else str(row["area_type"])
    frame = places.places(datasets.load("wages_area"), datasets.load("wages_national"), code, year, level)
    frame = places.local_prices(frame, datasets.load("price_parities"), year)
    ranked = places.ranking(frame, measure)
    ranked["status"] = ranked["status"].str.replace("_", " ")
    name, noun = places.MEASURES[measure][0], _NOUNS[level]
    first = places.singled_out(ranked, measure, noun)
    listed = ranked[ranked["rank"].notna()]
    if listed.empty:
        return View(f"{first}, May {year} ({ranked['status'].mode().iloc[0]}).", pd.DataFrame())
    about = listed["area_code"].iloc[0] if place == "US" else place
    finding = places.summary(ranked, measure, noun, about).splitlines()[-1]
    finding = finding.removeprefix("- ").replace("**", "").rstrip(".")
    shown = pd.concat([listed.head(_FIRST), ranked[ranked["area_code"] == place]]).drop_duplicates(
        "area_code"
    )
    order = shown["rank"].map("{:.0f}. ".format).where(shown["rank"].notna(), "not ranked: ")
    shown = shown.assign(
        label=order + shown["area_title"], why=shown["status"].where(shown["value"].isna(), "")
    )
    bounds = {"low": "low", "high": "high"} if ranked["low"].notna().any() else {}
    figure = charts.draw_bars(
        shown,
        label="label",
        value="value",
        **bounds,
        why="why",
        highlight=shown.loc[shown["area_code"] == place, "label"].tolist(),
        title=first,
        xlabel=f"{name[0].upper()}{name[1:]}, May {year}",
    )
    errors = "with 95 % intervals" if bounds else f"without intervals: {listed['interval_reason'].iloc[0]}"
    source = f"BLS, OEWS May {year}"
    if measure == "h_mean_local":
        source += f"; BEA, regional price parities {frame['rpp_year'].iloc[0]}"
    repeat = {"occupation": occupation, "level": level, "year": year, "measure": measure}
    command = _command("03", "places", **repeat, **({} if place == "US" else {"focus": place}))
    if level == "nonmetro":  # which notebook 03 does not rank
        command = _command("02", "pay", occupation=occupation, year=year, area=place)
    return View(
        finding,
        shown[["label", "value", "low", "high", "rank_low", "rank_high", "why"]].reset_index(drop=True),
        figure,
        f"Chart of {len(shown)} {noun}s by {name}, {errors}. {finding}.",
        f"{_job(row)}: the first {min(_FIRST, len(listed))} of {len(listed)} {noun}s"
        f"{' and the chosen one' if place != 'US' else ''}, {errors}.",
        source,
        command,
    )


def as_html(shown: View) -> str:
    """Write a view as a part of a web page that asks for nothing from elsewhere.

    Parameters
    ----------
    shown : View
        From `view`.

    Returns
    -------
    str
        The finding as a heading; below it the picture, its source and the command, where there is one.

    Examples
    --------
    >>> as_html(view("records", "39", 2020))[:51]
    '<h2>Ohio has no figure for Medical records work in '
    """
    head = f"<h2>{html.escape(shown.finding)}</h2>"
    if shown.figure is None:
        return head
    data = io.BytesIO()
    with style():
        shown.figure.savefig(data, format="png", dpi=150, metadata={"Software": None})
    png = base64.b64encode(data.getvalue()).decode("ascii")
    # On a telephone the picture keeps a size that can be read, and scrolls sideways: so by keyboard too.
    return (
        f'{head}<figure><div class="scrolls" tabindex="0" role="group" aria-label="Figure">'
        f'<img src="data:image/png;base64,{png}" alt="{html.escape(shown.alt)}"></div>'
        f"<figcaption>{html.escape(shown.caption)} Source: {html.escape(shown.source)}.</figcaption></figure>"
        f"<p>The same in a notebook: <code>{html.escape(shown.command)}</code></p>"
    )


def page() -> Any:
    """Make the page: four pickers and what they show, for `recordsdata explore`.

    Returns
    -------
    ipywidgets.VBox

    Raises
    ------
    ImportError
        Without the extra `explore`.

    Examples
    --------
    >>> [picker.description for picker in page().children[0].children]
    ['Occupation', 'Place', 'Year', 'Measure']
    """
    import ipywidgets

    pickers = {
        name: ipywidgets.Dropdown(
            options=[(words, value) for value, words in values.items()], description=name.capitalize()
        )
        for name, values in choices().items()
    }
    shown = ipywidgets.HTML()

    def draw(_: Any = None) -> None:
        shown.value = as_html(view(**{name: picker.value for name, picker in pickers.items()}))

    for picker in pickers.values():
        picker.observe(draw, "value")
    draw()
    row = ipywidgets.HBox(list(pickers.values()))
    row.add_class("pickers")
    return ipywidgets.VBox([row, shown])
