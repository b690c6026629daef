"""Statements about an occupation put to the test: a verdict, the evidence and one sentence why.

A statement is a row of data. It names the method that checks it and the method's arguments, so that the
same function checks the article's statements and a class's own file about another article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from recordsdata import datasets, wages
from recordsdata import wording as say
from recordsdata.evidence import MEASURES, Finding, Tables
from recordsdata.methods import LEVELS, METHODS, Claim
from recordsdata.wording import EXACT, FALSE, FIGURE, OPEN, RIGHT, printed

__all__ = ["COLUMNS", "check_claims", "read_claims"]

COLUMNS = [
    "claim_id",
    "section",
    "statement",
    "value",
    "unit",
    "area",
    "period",
    "wording",
    "method",
    "measure",
    "occupation",
    "industry",
    "items",
    "relation",
    "compare_with",
    "label",
    "needed",
    "note",
]
_REQUIRED = ("claim_id", "section", "statement", "method")
_OCCUPATION = re.compile(r"\d\d-\d{4}")


def check_claims(
    claims: pd.DataFrame,
    as_of: int = 2018,
    tables: Mapping[str, pd.DataFrame] | None = None,
    section: str = "all",
) -> pd.DataFrame:
    """Give every statement a verdict, with the evidence and the reason.

    Parameters
    ----------
    claims : pandas.DataFrame
        One row a statement, with the columns of `COLUMNS` (table `claims`, or a file read by `read_claims`).
        `claim_id`, `section`, `statement` and `method` are needed, and what the method needs; the rest may be
        missing. Other columns are left alone.
    as_of : int
        The year whose releases the statements are held against.
    tables : mapping of str to pandas.DataFrame, optional
        Tables to use in place of the shipped ones.
    section : str
        One section, or "all".

    Returns
    -------
    pandas.DataFrame
        One row a statement, in the order given: claim_id, section, statement, stated, unit, verdict, found,
        why, needed, and the evidence: table, filter, column, value, release.

    Raises
    ------
    ValueError
        A malformed statement (the message names row, column, value and what is allowed), a year without a
        release, or a section that is not there.

    Notes
    -----
    A statement about an earlier year that does not fit now, but was not refuted for its own year, is
    "outdated". One that fits now, though its occupation was redrawn in between, is "consistent, though not
    the same occupation" and no more. A statement without a period is taken to be of the year that most
    dated statements beside it are about.

    Examples
    --------
    >>> claims = datasets.load("claims")
    >>> then = check_claims(claims, as_of=2018, section="employers").set_index("claim_id")
    >>> then.loc["employers-hospitals-pay", ["stated", "found", "verdict"]].tolist()
    ['46,690', '46,692.55', 'right figure under a wrong label']
    >>> now = check_claims(claims, as_of=2025, section="places").set_index("claim_id")
    >>> now.loc["places-top-states", "verdict"]
    'consistent, though not the same occupation'
    """
    given = dict(tables or {})
    load = cache(lambda name: given[name] if name in given else datasets.load(name))
    years = sorted({int(year) for year in load("wages_national")["year"]})
    if as_of not in years:
        raise ValueError(f"as_of is {as_of!r}. There are national figures for {years[0]} to {years[-1]}.")
    rows = _checked(claims, load)
    sections = list(dict.fromkeys(rows["section"]))
    if section not in ("all", *sections):
        raise ValueError(f"section is {section!r}. {_allowed(section, ['all', *sections])}")
    dated = rows["period"].str[:4][rows["period"] != ""].mode()
    usual = int(dated.iloc[0]) if len(dated) else as_of
    out = []
    for c in _records(rows if section == "all" else rows[rows["section"] == section]):
        finding = _find(c, as_of, int(c["period"][:4] or usual), load)
        note = f" {c['note'].rstrip('.')}." if c["note"] else ""
        row = {key: c[key] for key in ("claim_id", "section", "statement", "unit")} | finding._asdict()
        row["stated"] = printed(c["value"], c["wording"]) if c["value"] else ""
        row |= {"why": finding.why + note, "release": finding.release or _release(finding, load("sources"))}
        out.append(row)
    order = (
        "claim_id section statement stated unit verdict found why needed table filter column value release"
    )
    return pd.DataFrame(out, columns=order.split(), dtype="str")


def _records(rows: pd.DataFrame) -> list[Claim]:
    return [dict(zip(rows.columns, row, strict=True)) for row in rows.itertuples(index=False)]


def _find(c: Claim, as_of: int, own: int, load: Callable[[str], pd.DataFrame]) -> Finding:
    """Check one claim for the year asked about and, where that decides the verdict, for its own year."""
    if c["value"] and c["wording"] != "range" and not FIGURE.fullmatch(c["value"]):
        maybe = ", ".join(say.readings(c["value"])) or "anything"
        why = f'"{c["value"]}" is not a number as the United States writes them: three digits after a comma, '
        why += f"one point. It may have meant {maybe}; nothing here says which."
        return Finding(say.MISPRINT, why, needed=f"Its source for {own}, or a correction")
    if own > as_of:
        why = f"It is about {own}, later than {as_of}."
        return Finding(OPEN, why, needed=f"Releases of {own}: check it as of {own}")
    now = _run(c, Tables(as_of, load))
    areas = load("wages_area")
    titles = areas.loc[
        areas["area_code"].eq(c["area"]) & areas["year"].isin([own, as_of]), "area_title"
    ].unique()
    if len(titles) > 1:
        now = now._replace(why=f"{now.why} The area was redrawn or renamed: {' and '.join(titles)}.")
    if own < as_of and now.verdict == FALSE:
        then = _run(c, Tables(own, load)).verdict
        if then != FALSE:
            now = now._replace(verdict=say.OLD, why=f"{now.why} For {own}: {then}.")
            if c["unit"].startswith("USD") and c["wording"] != "range" and own >= 2000:
                money = wages.to_money_of(float(c["value"].replace(",", "")), own, as_of, load("prices"))
                amounts = printed(c["value"]), f"{money:,.{2 if c['unit'] == 'USD per hour' else 0}f}"
                now = now._replace(why=f"{now.why} In money of May {as_of}, {amounts[0]} is {amounts[1]}.")
    if own < as_of and c["occupation"] and now.verdict in (EXACT, RIGHT):
        tables = [load(name) for name in ("occupation_family", "breaks", "soc_crosswalk")]
        breaks = wages.breaks_of(c["occupation"], *tables)
        years = breaks.loc[breaks["kind"] == "classification", "year"]
        if years.between(own + 1, as_of).any():
            first = int(years[years > own].min())
            now = now._replace(verdict=say.ALIKE, why=f"{now.why} The occupation was redrawn in {first}.")
    return now


def _run(c: Claim, data: Tables) -> Finding:
    families = data.load("occupation_family")
    for name in {c["occupation"], c["compare_with"]} & {*families["family"], *families["occ_code"]}:
        try:
            data.code(name)
        except ValueError as error:  # a code of other years
            return Finding(OPEN, str(error), needed=f"A year in which {name} has figures")
    return METHODS[c["method"]][0](c, data)


def _release(finding: Finding, sources: pd.DataFrame) -> str:
    """Name the releases that the evidence stands in."""
    names: list[str] = []
    periods = re.findall(r"(?:year|round|years)=([\d-]+)", finding.filter)
    for table in filter(None, finding.table.split(" / ")):
        here = sources[sources["table"] == table]
        here = here[here["period"].isin(periods)] if here["period"].isin(periods).any() else here
        kind = "metro" if "area_code=" in finding.filter else "state"
        of_kind = here[here["source_id"].str.contains(kind) & (table == "wages_area")]
        names += list((of_kind if len(of_kind) else here)["title"])
    return "; ".join(dict.fromkeys(names))


def read_claims(path: str | Path) -> pd.DataFrame:
    """Read a class's own statements from a CSV file.

    Parameters
    ----------
    path : str or Path
        UTF-8, with a header line: the columns of `COLUMNS`, as `check_claims` describes them.

    Returns
    -------
    pandas.DataFrame
        Every cell as text, ready for `check_claims`, which names the file in its messages.

    Raises
    ------
    ValueError
        The file is not there, is not text, is not a table or has no row.

    Examples
    --------
    >>> read_claims("no_such_file.csv")
    Traceback (most recent call last):
    ValueError: no_such_file.csv: there is no such file. ...
    """
    name = Path(path).name
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig", index_col=False)
    except FileNotFoundError:
        raise ValueError(f"{name}: there is no such file. Give its path from this folder.") from None
    except UnicodeDecodeError:
        raise ValueError(f"{name}: not UTF-8 text. Save it as CSV UTF-8 (comma delimited).") from None
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise ValueError(
            f"{name}: not a table of commas: {error}. Put text with a comma in quotes."
        ) from None
    if frame.empty:
        raise ValueError(f"{name}: no row below the header. Write one statement a row.")
    frame.attrs["file"] = name
    return frame


def _allowed(value: str, allowed: Iterable[str]) -> str:
    names = list(dict.fromkeys(allowed))
    lost_zero = [name for name in names if value and name.lstrip("0") == value]
    near = lost_zero or get_close_matches(value, names, 1, 0.6)
    few = names if len(names) <= 30 else [*names[:8], f"and {len(names) - 8} more"]
    text = f"Allowed: {', '.join(name or 'nothing' for name in few)}."
    return text + (f" Did you mean {near[0]!r}?" if near else "")


def _text(value: Any) -> str:
    if pd.isna(value):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _checked(claims: pd.DataFrame, load: Callable[[str], pd.DataFrame]) -> pd.DataFrame:
    """Return the claims as text in known columns, or refuse them with the place of the first mistake."""
    name = claims.attrs.get("file", "claims")
    for column in set(claims.columns) - {*COLUMNS, "kind", "credited_to"}:
        near = get_close_matches(str(column), set(COLUMNS) - set(claims.columns), 1, 0.75)
        if near:
            raise ValueError(f"{name}: there is no column {column!r}. Did you mean {near[0]!r}?")
    for column in _REQUIRED:
        if column not in claims.columns:
            raise ValueError(f"{name}: the column {column!r} is missing. Needed are {', '.join(_REQUIRED)}.")
    rows = claims.reindex(columns=COLUMNS).map(_text).reset_index(drop=True)
    rows["area"] = rows["area"].replace("", "US")
    areas, families = load("wages_area"), load("occupation_family")["family"].unique()
    known = {
        "method": [*METHODS],
        "wording": [*say.RULES, *say.ALIASES],
        "measure": [*MEASURES],
        "occupation": [*families, *load("wages_national")["occ_code"].unique()],
        "area": [
            "US",
            *areas.loc[areas["area_type"] == "state", "state"].unique(),
            *areas["area_code"].unique(),
        ],
    }
    twice = rows["claim_id"].duplicated()
    for number, c in enumerate(_records(rows), 1):
        mistake = "claim_id: it stands twice." if twice[number - 1] else _mistake(c, known)
        if mistake:
            raise ValueError(
                f"{name}, row {number} ({c['claim_id'] or 'without a claim_id'}), column {mistake}"
            )
    return rows


def _mistake(c: Claim, known: Mapping[str, list[str]]) -> str:
    """Describe the first mistake in a claim as "column: what is wrong", or return nothing."""
    method = c["method"]
    for column in (*_REQUIRED, *(METHODS[method][1].split() if method in METHODS else ())):
        if not c[column]:
            return f"{column}: it is empty; " + (
                f"{method!r} needs it." if column not in _REQUIRED else "fill it in."
            )
    words: Mapping[str, Iterable[str]] = METHODS[method][2] if method in METHODS else {}
    for column, allowed in ({} if method == "not checkable" else {**known, **words}).items():
        if c[column] not in allowed and (c[column] or column == "wording"):
            return f"{column}: {c[column]!r}. {_allowed(c[column], allowed)}"
    value, other, items = c["value"], c["compare_with"], c["items"].split(";")
    if c["wording"] not in known["wording"]:
        return f"wording: {c['wording']!r}. {_allowed(c['wording'], known['wording'])}"
    if value and (not re.search(r"\d", value) or re.search(r"[^\d.,' -]", value)):
        return f"value: {value!r}. Write the figure alone, as printed and without its unit: 40,350 or 19.40."
    if c["wording"] == "range" and not re.fullmatch(rf"{FIGURE.pattern}-{FIGURE.pattern}", value):
        return f"value: {value!r}. A range is two figures with a hyphen: 0.5-1."
    if not re.fullmatch(r"((19|20)\d\d(-(19|20)\d\d)?)?", c["period"]):
        return f"period: {c['period']!r}. Write a year or two: 2018, 2018-2028."
    if not re.fullmatch(r"(\d{6})?", c["industry"]):
        return f"industry: {c['industry']!r}. Write six digits: 622000 is hospitals."
    if method not in ("published figure", "comparison", "not checkable") and c["area"] != "US":
        return f"area: {c['area']!r}. The method {method!r} knows the nation only: US."
    if c["area"] != "US" and (c["industry"] or c["measure"] in ("pct", "emp_base_k")):
        return f"area: {c['area']!r}. Industries and projections are for the nation only: US."
    if c["relation"] == "significantly higher" and c["measure"] not in ("tot_emp", "h_mean", "a_mean"):
        return (
            f"measure: {c['measure']!r}. Standard errors are published for tot_emp, h_mean and a_mean only."
        )
    if method == "unit conversion" and not value.strip("0.,"):
        return f"value: {value!r}. A wage of nothing cannot be converted."
    if method == "published figure" and c["unit"] != MEASURES[c["measure"]][0]:
        return f"unit: {c['unit']!r}. {c['measure']} is in {MEASURES[c['measure']][0]}."
    if method in ("unit conversion", "minimum wage multiple") and not FIGURE.fullmatch(other):
        return f"compare_with: {other!r}. Write the other figure of the text, such as 45830."
    if method in ("comparison", "occupation title") and other not in (*known["occupation"], "all employers"):
        return f"compare_with: {other!r}. {_allowed(other, ['all employers', *known['occupation']])}"
    if method == "comparison" and (other == "all employers") != bool(c["industry"]):
        return "compare_with: 'all employers' goes with an industry, another occupation goes without."
    if method == "ranking" and other == "industries" and c["measure"] != "tot_emp":
        return f"measure: {c['measure']!r}. Industries are ranked by tot_emp only."
    if method == "program earnings" and not re.fullmatch(r"\d;\d", c["items"]):
        return f"items: {c['items']!r}. Write two levels of the table programs: 5;2."
    lists = {"workers' schooling": [*LEVELS], "ranking": known["area"] if other != "industries" else items}
    for item in items if method in lists else []:
        if item not in lists[method]:
            return f"items: {item!r}. {_allowed(item, lists[method])}"
    return ""
