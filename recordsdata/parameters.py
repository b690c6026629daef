"""What each notebook accepts, checked before anything is computed.

The same check runs in the notebook (under Jupyter and plain papermill) and in the runner before a kernel
starts. A wrong value is an error that names the parameter, the value, what is allowed and the nearest
match; nothing falls back to the default.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from types import SimpleNamespace
from typing import Any

import pandas as pd

from recordsdata import datasets, schooling
from recordsdata.downturns import ALL_JOBS, recessions
from recordsdata.industries import DETAILS, details_of
from recordsdata.places import parity_year
from recordsdata.wages import occupation_code

__all__ = [
    "NOTEBOOKS",
    "Between",
    "Parameter",
    "ParameterError",
    "check",
    "check_values",
    "combinations",
    "declared",
]


@dataclass(frozen=True)
class Between:
    """A range of numbers that are allowed, ends included, for a parameter of kind `int` or `float`.

    Attributes
    ----------
    low, high : int or float
        Its ends. Listing the range gives them and its middle, whole if both ends are.
    unit : str
        What the numbers count, for the message.

    Examples
    --------
    >>> str(Between(0, 100_000, "USD a year")), list(Between(0, 5, "")), 6 in Between(0, 5, "")
    ('0 to 100,000 USD a year', [0, 2, 5], False)
    """

    low: float
    high: float
    unit: str

    def __contains__(self, value: Any) -> bool:
        return bool(self.low <= value <= self.high)

    def __iter__(self) -> Iterator[float]:
        total = self.low + self.high
        return iter((self.low, total // 2 if isinstance(total, int) else total / 2, self.high))

    def __str__(self) -> str:
        return f"{self.low:,} to {self.high:,} {self.unit}"


Names = Mapping[Any, tuple[str, ...]]  # a value that is allowed -> the other names it goes by
Allowed = Names | Between
Load = Callable[[str], pd.DataFrame]
SOURCES: Names = {"shipped": ("with the package",), "store": ("imported",)}
RECORDS = {"records": ("medical records occupation of the year",)}
MEASURES = {
    "tot_emp": ("jobs",),
    "h_mean": ("mean pay",),
    "h_median": ("median pay",),
    "loc_quotient": ("location quotient",),
    "h_mean_local": ("mean pay at local prices",),
}


class ParameterError(ValueError):
    """A parameter has a name or a value that the notebook does not accept.

    Examples
    --------
    >>> check_values("03_where_are_the_jobs", {"lebel": "state"})
    Traceback (most recent call last):
    recordsdata.parameters.ParameterError: Notebook 03_where_are_the_jobs has no parameter 'lebel'. ...
    """

    def _render_traceback_(self) -> list[str]:
        """Show the message alone in a notebook: a reader mends the value, not our code."""
        return [f"ParameterError: {self}"]


@dataclass(frozen=True)
class Parameter:
    """One parameter of a notebook.

    Attributes
    ----------
    name : str
        Its name in the cell tagged `parameters`.
    kind : type
        `str`, `int` or `float`; where a float is wanted, a whole number will do.
    allowed : callable
        From the parameters accepted so far and a table loader to the allowed values.
    elsewhere : callable, optional
        From a refused value, the parameters so far and a loader to a sentence that says where the value
        would fit, or "".
    """

    name: str
    kind: type
    allowed: Callable[[SimpleNamespace, Load], Allowed]
    elsewhere: Callable[[Any, SimpleNamespace, Load], str] | None = None


def _titled(frame: pd.DataFrame, code: str, *names: str) -> dict[Any, tuple[str, ...]]:
    once = frame.drop_duplicates(code)
    return {
        row[0]: tuple(str(name) for name in row[1:] if isinstance(name, str))
        for row in once[[code, *names]].itertuples(index=False)
    }


def _jobs(frame: pd.DataFrame) -> dict[Any, tuple[str, ...]]:
    """Codes of occupations with their titles.

    A group (its code ends in 0) whose title is that of the one occupation in it has no title of its own.
    """
    group = frame["occ_code"].str.endswith("0")
    borrowed = frame["occ_title"].isin(frame.loc[~group, "occ_title"]) & group
    return _titled(frame.assign(occ_title=frame["occ_title"].mask(borrowed)), "occ_code", "occ_title")


def _years_of(frame: pd.DataFrame) -> dict[int, tuple[str, ...]]:
    return {int(year): () for year in sorted(frame["year"].unique())}


def _occupations(table: str) -> Callable[[SimpleNamespace, Load], Allowed]:
    def allowed(p: SimpleNamespace, load: Load) -> Allowed:
        frame = load(table)
        return RECORDS | _jobs(frame[frame["year"] == p.year].drop_duplicates("occ_code"))

    return allowed


def _through_a_recession(p: SimpleNamespace, load: Load) -> Names:
    """Occupations with a row in both Mays around a recession."""
    wages = load("wages_national")
    reached = recessions(wages["year"]).query("in_reach")
    codes: set[str] = set()
    for years in reached[["before", "after"]].to_numpy().tolist():
        first, last = (set(wages.loc[wages["year"] == year, "occ_code"]) for year in years)
        codes |= first & last
    # The latest title is the one that a reader may look up today.
    latest = wages[wages["occ_code"].isin(codes - {ALL_JOBS})]
    latest = latest.sort_values(["occ_code", "year"], ascending=[True, False])
    return RECORDS | _jobs(latest)


def _compared_with(p: SimpleNamespace, load: Load) -> Allowed:
    others = {k: v for k, v in _through_a_recession(p, load).items() if k != p.occupation}
    return {"all": ("all jobs", "All Occupations", ALL_JOBS)} | others


def _why_not_compared(value: Any, p: SimpleNamespace, load: Load) -> str:
    if value in ("all", ALL_JOBS):
        return "All jobs are what an occupation is compared with: leave compare_with at 'all'."
    if value == getattr(p, "occupation", None):
        return "That is the occupation itself: compare it with another, or with 'all'."
    where = _other_years("wages_national")(value, p, load)
    reached = recessions(load("wages_national")["year"]).query("in_reach")
    mays = " or ".join(f"May {row.before} and May {row.after}" for row in reached.itertuples())
    return f"{where} Needed are figures for {mays}; records work as a whole is 'records'." if where else ""


def _other_years(table: str) -> Callable[[Any, SimpleNamespace, Load], str]:
    def elsewhere(value: Any, p: SimpleNamespace, load: Load) -> str:
        frame = load(table)
        years = frame["year"][frame["occ_code"] == value].unique()
        if not len(years):
            return ""
        return f"{value} has figures for {_listed(sorted(map(int, years)))}: the codes changed on the way."

    return elsewhere


def _rounds(p: SimpleNamespace, load: Load) -> Allowed:
    return {
        name: (f"{name[:5]}{name[:2]}{name[5:]}",) for name in sorted(load("projections")["round"].unique())
    }


def _projected(p: SimpleNamespace, load: Load) -> Allowed:
    frame = load("projections")
    return RECORDS | _jobs(frame[frame["round"] == p.round])


def _other_rounds(value: Any, p: SimpleNamespace, load: Load) -> str:
    frame = load("projections")
    names = frame["round"][frame["occ_code"] == value].tolist()
    return f"{value} has a row in the rounds {_listed(names)} only." if names else ""


def _areas(p: SimpleNamespace, load: Load, *, types: tuple[str, ...]) -> Names:
    code = occupation_code(p.occupation, p.year, load("occupation_family"))
    areas = load("wages_area")
    here = areas[(areas["year"] == p.year) & (areas["occ_code"] == code) & areas["area_type"].isin(types)]
    states = here[here["area_type"] == "state"]
    return _titled(states, "area_code", "area_title", "state") | _titled(
        here[here["area_type"] != "state"], "area_code", "area_title"
    )


def _what_area_is_it(value: Any, p: SimpleNamespace, load: Load) -> str:
    areas = load("wages_area")
    found = areas[(areas["area_code"] == value) | (areas["area_title"] == value)]
    if found.empty:
        return ""
    title, kind = found[["area_title", "area_type"]].iloc[0]
    years = sorted(map(int, found["year"].unique()))
    if getattr(p, "level", kind) != kind:
        return f"{value!r} is a {kind} area ({title}), and level is {p.level!r}: set level to {kind!r}."
    if p.year not in years:
        return f"{title} has figures for {_listed(years)} only."
    return f"{title} has no figure for this occupation in {p.year}."


def _years_with_prices(p: SimpleNamespace, load: Load) -> Allowed:
    parities = load("price_parities")
    return {year: () for year in _years_of(load("wages_area")) if parity_year(parities, year)}


def _credentials(p: SimpleNamespace, load: Load) -> Allowed:
    titles = _titled(load("programs"), "credential_level", "credential")
    return {name: titles[level] for name, level in schooling.LEVELS.items()}


def _states_with_programs(p: SimpleNamespace, load: Load) -> Allowed:
    areas = load("wages_area")
    states = areas[areas["area_type"].eq("state") & areas["state"].isin(load("programs")["state"])]
    return {"US": ("United States",)} | _titled(states, "area_code", "area_title", "state")


def _starts(p: SimpleNamespace, load: Load) -> dict[str, float]:
    national, areas, minimum_wages = map(load, ("wages_national", "wages_area", "minimum_wages"))
    rows = schooling.starting_wages(p.state, national, areas, minimum_wages)
    return dict(zip(rows["start"], rows["hourly"], strict=True))


def _no_start(value: Any, p: SimpleNamespace, load: Load) -> str:
    return f"No table here has {schooling.STARTS[value]} for this state." if value in _starts(p, load) else ""


def _sources(p: SimpleNamespace, load: Load) -> Allowed:
    from recordsdata.releases import is_empty  # what only asks whether files are there costs little

    return {name: words for name, words in SOURCES.items() if name == "shipped" or not is_empty()}


def _no_store(value: Any, p: SimpleNamespace, load: Load) -> str:
    from recordsdata.releases import EMPTY

    return EMPTY if value in SOURCES else ""


def _no_measure(measure: Any, p: SimpleNamespace, load: Load) -> str:
    areas = load("wages_area")
    here = areas[areas["year"].eq(p.year) & areas["area_type"].eq(p.level)]
    if measure == "h_median" and here["h_pct_status"].eq("not_in_source").all():
        return f"The figures by area for {p.year} carry jobs and mean pay only, no median."
    parities = load("price_parities")
    near = parities[parities["year"] == parity_year(parities, p.year)]
    if measure == "h_mean_local" and p.level not in near["area_type"].unique():
        kind = "metropolitan" if p.level == "metro" else p.level
        return f"There are no {kind} price levels for {p.year}."
    return ""


# The first to be checked, since the other parameters are read from the tables that it names.
_SOURCE = Parameter("source", str, _sources, _no_store)
_YEAR_ALL = Parameter("year", int, lambda p, load: _years_of(load("wages_national")))
_OCCUPATION_ALL = Parameter("occupation", str, _occupations("wages_national"), _other_years("wages_national"))

_NO_EMPLOYERS = dict.fromkeys((2020, 2021), "No release by industry is at hand for that year.") | {
    2010: "The table by industry has that year, the national one begins in 2011: no whole to compare with."
}

_MADE_UP = (
    Parameter("patients", int, lambda p, load: Between(500, 20_000, "patients")),
    Parameter("seed", int, lambda p, load: Between(1, 9_999, "(any number makes other records)")),
    Parameter("defect_rate", float, lambda p, load: Between(0, 0.02, "(0.01 is 1 % of the records a kind)")),
)

NOTEBOOKS: dict[str, tuple[Parameter, ...]] = {
    "00_start_here": (_SOURCE, _YEAR_ALL, _OCCUPATION_ALL),
    "01_is_the_article_right": (
        Parameter("as_of", int, lambda p, load: {2018: (), 2025: ()}),
        Parameter(
            "section",
            str,
            lambda p, load: (
                {"all": ("every section",)} | dict.fromkeys(load("claims")["section"].unique(), ())
            ),
        ),
    ),
    "02_what_does_it_pay": (
        _SOURCE,
        _YEAR_ALL,
        _OCCUPATION_ALL,
        Parameter(
            "area",
            str,
            lambda p, load: (
                {"US": ("United States",)} | dict(_areas(p, load, types=("state", "metro", "nonmetro")))
            ),
            _what_area_is_it,
        ),
        Parameter("base_year", int, lambda p, load: _years_of(load("prices").dropna(subset="cpi_may"))),
    ),
    "03_where_are_the_jobs": (
        _SOURCE,
        Parameter("year", int, _years_with_prices),
        Parameter("level", str, lambda p, load: {"state": (), "metro": ()}),
        Parameter("occupation", str, _occupations("wages_area"), _other_years("wages_area")),
        Parameter(
            "measure",
            str,
            lambda p, load: {k: v for k, v in MEASURES.items() if not _no_measure(k, p, load)},
            _no_measure,
        ),
        Parameter("top_n", int, lambda p, load: dict.fromkeys(range(3, 31), ())),
        Parameter(
            "focus",
            str,
            lambda p, load: {"": ("no area",)} | dict(_areas(p, load, types=(p.level,))),
            _what_area_is_it,
        ),
    ),
    "04_who_employs_them": (
        _SOURCE,
        Parameter(
            "year",
            int,
            lambda p, load: {
                year: ()
                for year in _years_of(load("wages_industry"))
                if year in _years_of(load("wages_national")) and details_of(load("wages_industry"), year)
            },
            lambda value, p, load: _NO_EMPLOYERS.get(value, ""),
        ),
        Parameter("occupation", str, _occupations("wages_industry"), _other_years("wages_industry")),
        Parameter(
            "detail",
            str,
            lambda p, load: {
                detail: (DETAILS[detail],) for detail in details_of(load("wages_industry"), p.year)
            },
            lambda value, p, load: (
                f"May {p.year} does not show {DETAILS[value]}." if value in DETAILS else ""
            ),
        ),
    ),
    "05_is_the_work_growing": (
        _SOURCE,
        Parameter("round", str, _rounds),
        Parameter("occupation", str, _projected, _other_rounds),
    ),
    "06_is_it_recession_proof": (
        _SOURCE,
        Parameter("occupation", str, _through_a_recession, _why_not_compared),
        Parameter("compare_with", str, _compared_with, _why_not_compared),
    ),
    "07_does_schooling_pay_back": (
        _SOURCE,
        Parameter("credential", str, _credentials),
        Parameter("state", str, _states_with_programs),
        Parameter(
            "start",
            str,
            lambda p, load: {start: () for start, hourly in _starts(p, load).items() if hourly > 0},
            _no_start,
        ),
        Parameter("hours", int, lambda p, load: Between(10, 60, "hours a week")),
        Parameter("tuition_per_year", int, lambda p, load: Between(0, 100_000, "USD a year")),
        Parameter("years", float, lambda p, load: Between(0.25, 8, "years")),
        Parameter("wage_growth", float, lambda p, load: Between(-0.02, 0.05, "(0.01 is 1 % a year)")),
        Parameter("discount_rate", float, lambda p, load: Between(0, 0.15, "(0.03 is 3 % a year)")),
    ),
    "11_are_the_records_complete": (
        *_MADE_UP,
        Parameter("engine", str, lambda p, load: {"pandas": (), "polars": (), "duckdb": ("duck db",)}),
    ),
    "12_are_the_codes_right": (
        *_MADE_UP,
        Parameter("level", str, lambda p, load: {"drg": ("DRG",), "principal": ("principal diagnosis",)}),
    ),
    "13_is_the_registry_sound": (
        *_MADE_UP,
        Parameter(
            "standard",
            str,
            lambda p, load: {
                "naaccr_gold": ("gold", "NAACCR gold"),
                "naaccr_silver": ("silver", "NAACCR silver"),
                "npcr": ("national standard", "CDC"),
            },
        ),
        Parameter("threshold", float, lambda p, load: Between(0.01, 0.999, "(a probability)")),
    ),
    "14_can_patients_be_recognised": (
        *_MADE_UP[:2],  # its records have no defects
        Parameter("k", int, lambda p, load: Between(2, 50, "patients who look alike")),
    ),
    "15_how_does_the_department_run": (
        *_MADE_UP,
        Parameter("period", str, lambda p, load: _periods()),
        Parameter("step", str, lambda p, load: {"week": (), "month": ()}),
    ),
}


def _periods() -> Names:
    from recordsdata.records.indicators import PERIODS  # what only the practice lab needs is loaded there

    return {name: (words,) for name, (words, _) in PERIODS.items()}


def check(notebook: str, namespace: Mapping[str, Any]) -> SimpleNamespace:
    """Check a notebook's parameters from inside it.

    Parameters
    ----------
    notebook : str
        The notebook's name, such as "02_what_does_it_pay".
    namespace : mapping
        The notebook's `globals()`.

    Returns
    -------
    types.SimpleNamespace
        The accepted values, areas and occupations as codes, and `notebook`.

    Raises
    ------
    ParameterError
        An unknown name in the parameters cell or an injected one, a missing name, or a value that is not
        allowed.

    Examples
    --------
    >>> check("01_is_the_article_right", {"as_of": 2018, "section": "pay"}).section
    'pay'
    """
    known = [parameter.name for parameter in _parameters(notebook)]
    # Under papermill a misspelt name only makes a new variable, and the default would run. The cells that
    # set parameters are still in IPython's history, so the names they set can be read there.
    cells = [text for text in namespace.get("In", []) if isinstance(text, str)]
    for text in (*_latest_setting(cells, known), *(c for c in cells if c.startswith("# Parameters"))):
        for name in declared(text):
            _check_name(notebook, name, known)
    missing = [name for name in known if name not in namespace]
    if missing:
        raise ParameterError(
            f"Notebook {notebook} needs the parameter {missing[0]!r}, and no cell has set it. "
            f"Put it back into the parameters cell and run that cell."
        )
    return check_values(notebook, {name: namespace[name] for name in known})


def _latest_setting(cells: list[str], known: list[str]) -> list[str]:
    setting = [text for text in cells if set(known) & set(declared(text))]
    return setting[-1:]


def check_values(notebook: str, values: Mapping[str, Any]) -> SimpleNamespace:
    """Check parameter values without running anything.

    Parameters
    ----------
    notebook : str
        The notebook's name.
    values : mapping of str to value
        Every parameter of the notebook, by name.

    Returns
    -------
    types.SimpleNamespace
        As `check` returns.

    Raises
    ------
    ParameterError
        As `check` raises.

    Examples
    --------
    >>> p = check_values("03_where_are_the_jobs", {
    ...     "occupation": "records", "level": "state", "year": 2025,
    ...     "measure": "tot_emp", "top_n": 10, "focus": "California", "source": "shipped"})
    >>> p.focus
    '06'
    """
    parameters = _parameters(notebook)
    for name in values:
        _check_name(notebook, name, [parameter.name for parameter in parameters])
    load_from = functools.cache(datasets.load)
    accepted = SimpleNamespace(notebook=notebook)
    for parameter in parameters:
        if parameter.name not in values:
            raise ParameterError(f"Notebook {notebook} needs a value for the parameter {parameter.name!r}.")
        load = _loader(load_from, accepted)
        setattr(accepted, parameter.name, _accept(parameter, values[parameter.name], accepted, load))
    return accepted


def combinations(
    notebook: str, wanted: Mapping[str, Sequence[Any] | None], defaults: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """List every combination of wanted values, each checked.

    Parameters
    ----------
    notebook : str
        The notebook's name.
    wanted : mapping of str to sequence or None
        The values of some parameters; None for every value that is allowed beside those before it, but
        for the empty one.
    defaults : mapping of str to value
        The values of the others.

    Returns
    -------
    list of dict
        The accepted values of every parameter, areas and occupations as codes; no two are the same.

    Raises
    ------
    ParameterError
        As `check` raises, or where every value is wanted of a range.

    Examples
    --------
    >>> defaults = {"as_of": 2018, "section": "all"}
    >>> len(combinations("01_is_the_article_right", {"as_of": None, "section": ["pay", "tasks"]}, defaults))
    4
    """
    load_from = functools.cache(datasets.load)
    parameters = _parameters(notebook)
    for name in (*wanted, *defaults):
        _check_name(notebook, name, [parameter.name for parameter in parameters])
    found = [SimpleNamespace(notebook=notebook)]
    for parameter in parameters:
        values = wanted.get(parameter.name, [defaults.get(parameter.name)])
        found = [
            SimpleNamespace(**vars(so_far), **{parameter.name: value})
            for so_far in found
            for value in _wanted_of(parameter, values, so_far, _loader(load_from, so_far))
        ]
    return [{parameter.name: getattr(one, parameter.name) for parameter in parameters} for one in found]


def _loader(load_from: Callable[[str, str], pd.DataFrame], p: SimpleNamespace) -> Load:
    return lambda name: load_from(name, getattr(p, "source", "shipped"))


def _wanted_of(
    parameter: Parameter, values: Sequence[Any] | None, so_far: SimpleNamespace, load: Load
) -> list[Any]:
    allowed = parameter.allowed(so_far, load)
    if values is not None:
        return list(dict.fromkeys(_accept(parameter, value, so_far, load, allowed) for value in values))
    if isinstance(allowed, Between):
        raise ParameterError(
            f"The parameter {parameter.name!r} of notebook {so_far.notebook} is a range, {allowed}: "
            "name the values that you want."
        )
    return [value for value in allowed if value != ""]


def declared(cell: str) -> dict[str, str]:
    """Read the names that a parameters cell sets, with their annotations.

    Parameters
    ----------
    cell : str
        Source of a cell. A cell that holds anything but plain assignments of constants sets no parameters.

    Returns
    -------
    dict of str to str
        Name to annotation ("" without one), in order.

    Examples
    --------
    >>> declared('year: int = 2025  # which May')
    {'year': 'int'}
    >>> declared('import pandas')
    {}
    """
    try:
        statements = ast.parse(cell).body
    except (SyntaxError, ValueError):  # a cell with magics, or with a null byte
        return {}
    names: dict[str, str] = {}
    for statement in statements:
        if isinstance(statement, ast.AnnAssign):
            targets: list[ast.expr] = [statement.target]
            note = ast.unparse(statement.annotation)
        elif isinstance(statement, ast.Assign):
            targets, note = statement.targets, ""
        else:
            return {}
        # papermill writes float('nan') for NaN; any other call is code, not a parameter
        calls = any(isinstance(part, (ast.Call, ast.Attribute)) for part in ast.walk(statement))
        if calls and "float(" not in ast.unparse(statement):
            return {}
        for target in targets:
            if not isinstance(target, ast.Name):
                return {}
            names[target.id] = note
    return names


def _parameters(notebook: str) -> tuple[Parameter, ...]:
    if notebook not in NOTEBOOKS:
        near = get_close_matches(notebook, NOTEBOOKS, 1, 0.3)
        raise ParameterError(
            f"There is no notebook {_brief(notebook)}. There are: {', '.join(NOTEBOOKS)}."
            + (f" Did you mean {near[0]!r}?" if near else "")
        )
    return NOTEBOOKS[notebook]


def _check_name(notebook: str, name: str, known: list[str]) -> None:
    if name not in known:
        near = get_close_matches(name, known, 1)
        raise ParameterError(
            f"Notebook {notebook} has no parameter {_brief(name)}. It has: {', '.join(known)}."
            + (f" Did you mean {near[0]!r}?" if near else "")
        )


_KINDS = {
    str: 'text in quotes, such as "06"',
    int: "a whole number without quotes",
    float: "a number without quotes",
}


def _accept(
    parameter: Parameter, value: Any, accepted: SimpleNamespace, load: Load, allowed: Allowed | None = None
) -> Any:
    allowed = parameter.allowed(accepted, load) if allowed is None else allowed
    problem = f"The parameter {parameter.name!r} of notebook {accepted.notebook} is {_brief(value)}"
    kinds = (int, float) if parameter.kind is float else parameter.kind
    right_kind = isinstance(value, kinds) and not isinstance(value, bool)
    if right_kind and value in allowed:
        return parameter.kind(value)
    if right_kind and not isinstance(allowed, Between):
        by_name = [code for code, names in allowed.items() if _fold(value) in map(_fold, names)]
        if len(by_name) == 1:
            return by_name[0]
        if by_name:
            problem += f", which could be {' or '.join(_brief(code) for code in by_name)}"
    if not right_kind:
        problem += f", a value of type {type(value).__name__}; it must be {_KINDS[parameter.kind]}"
    hint = parameter.elsewhere(value, accepted, load) if parameter.elsewhere and right_kind else ""
    near = [] if hint else _nearest(value, allowed)
    meant = f"Did you mean {' or '.join(near)}?" if near else ""
    raise ParameterError(
        " ".join(filter(None, [f"{problem}.", hint, meant, f"Allowed: {_listed(allowed)}."]))
    )


def _fold(text: Any) -> str:
    return str(text).casefold().strip()


def _nearest(value: Any, allowed: Allowed) -> list[str]:
    if isinstance(allowed, Between):  # the slip to expect is 3 for 3 %, where a share is wanted
        is_percent = (
            isinstance(value, (int, float)) and value > 1 >= allowed.high and value <= 100 * allowed.high
        )
        return [f"{value / 100:g}"] if is_percent else []
    text = _fold(value)[:100]
    if not text:
        return []
    keys = {_fold(key): key for key in allowed}
    keys |= {_fold(name): key for key, names in allowed.items() for name in names}
    lost_zero = [key for folded, key in keys.items() if folded.isdigit() and folded.lstrip("0") == text]
    found = lost_zero or [keys[near] for near in get_close_matches(text, keys, 3, 0.75)]
    return [_brief(key) + (f" ({allowed[key][0]})" if allowed[key] else "") for key in dict.fromkeys(found)]


def _brief(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}... ({len(str(value))} characters)"


def _listed(values: Iterable[Any]) -> str:
    if isinstance(values, Between):
        return str(values)
    items = list(values)
    if items and all(isinstance(item, int) for item in items):
        # Runs of years in a row, each as "2011 to 2019".
        breaks = [n for n in range(1, len(items)) if items[n] != items[n - 1] + 1]
        runs = [items[a:b] for a, b in zip([0, *breaks], [*breaks, len(items)], strict=True)]
        ends = ([f"{run[0]} to {run[-1]}"] if len(run) > 3 else map(str, run) for run in runs)
        return ", ".join(text for run in ends for text in run)
    shown = ", ".join(_brief(item) for item in items[:12])
    return shown if len(items) <= 12 else f"{shown} and {len(items) - 12} more"
