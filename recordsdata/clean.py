"""Clean the excerpts: from text as a release prints it to tables that say why a value is missing.

Every cell stays text, so that a figure keeps the digits it was printed with. What is a table, a column, a
symbol or a word of a vocabulary is declared in `data/source` (tables.csv, fields.csv, vocabulary.csv); a
table that needs more than new names has a function here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

PATTERNS = {
    "integer": r"-?\d+",
    "number": r"-?\d+(?:\.\d+)?",
    "boolean": "true|false",
    "string": "(?s:.*)",
    "date": r"\d{4}-\d\d-\d\d",
    "datetime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d",
}
MADE_UP = "synthetic_"  # tables of the practice lab, which no source gives: they are made
Frames = Mapping[str, pd.DataFrame]


def read_text(path: Path) -> pd.DataFrame:
    """Read a CSV file as text; the index names each row by file and number, for messages."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame.index = pd.Index([f"{path.name} row {number}" for number in range(1, len(frame) + 1)])
    return frame


def vocabulary(excerpts: Frames, column: str) -> dict[str, str]:
    """Return published -> cleaned words of one column."""
    rows = excerpts["vocabulary"].query("column == @column")
    return dict(zip(rows["published"], rows["cleaned"], strict=True))


def translate(excerpts: Frames, text: pd.Series[str], column: str) -> pd.Series[str]:
    """Replace published words by the one vocabulary; an unknown word is an error that names its row."""
    words = vocabulary(excerpts, column)
    unknown = text[~text.isin(list(words))]
    if len(unknown):
        raise ValueError(f"{unknown.index[0]}, {column}: {unknown.iloc[0]!r} is not in vocabulary.csv.")
    return text.map(words)


def explain(frame: pd.DataFrame, fields: pd.DataFrame) -> pd.DataFrame:
    """Turn each symbol into null plus status, and put the columns in the order of the schema."""
    frame = frame.copy()
    reasons: dict[str, pd.Series[str]] = {}
    for field in fields.to_dict("records"):
        meanings = dict(pair.split("=") for pair in field["missing"].split())
        symbols = {symbol.replace("empty", ""): meaning for symbol, meaning in meanings.items()}
        text = frame[field["name"]]
        missing = text.isin(list(symbols))
        unknown = text[~missing & ~text.str.fullmatch(PATTERNS[field["type"]])]
        if len(unknown):
            at = f"{unknown.index[0]}, column {field['published'] or field['name']}"
            allowed = " ".join([field["type"], *meanings])
            raise ValueError(f"{at}: {unknown.iloc[0]!r} is unknown; fields.csv allows: {allowed}.")
        frame[field["name"]] = text.mask(missing, "")
        if field["status"]:
            reason = text.where(missing).map(symbols)
            earlier = reasons.get(field["status"], reason)
            mixed = reason.notna() & earlier.notna() & (reason != earlier)
            if mixed.any():
                at = f"{mixed.idxmax()}, column {field['name']}"
                raise ValueError(f"{at}: a second reason for {field['status']}; give the column its own.")
            reasons[field["status"]] = earlier.fillna(reason)
    frame = frame.assign(**{status: reason.fillna("released") for status, reason in reasons.items()})
    return frame[[*fields["name"], *reasons]]


def wages(excerpts: Frames, name: str) -> pd.DataFrame:
    """Tell the symbols apart that mean two things, and keep the detailed row where a code stands twice.

    `*` in the hourly columns of jobs paid by the year (and the reverse) is not applicable, and an empty
    measure of the 2018 areas was suppressed.
    """
    frame = excerpts[name].copy()
    for flag, prefix in (("annual", "h_"), ("hourly", "a_")):
        for column in frame.columns[frame.columns.str.startswith(prefix)]:
            frame[column] = frame[column].mask((frame[flag] == "TRUE") & (frame[column] == "*"), "-")
    if name == "oews_areas":
        for column, symbol in (("tot_emp", "**"), ("jobs_1000", "**"), ("h_mean", "*"), ("a_mean", "*")):
            frame[column] = frame[column].mask((frame["year"] == "2018") & (frame[column] == ""), symbol)
    frame["occ_title"] = frame["occ_title"].str.removesuffix("*")
    frame["occ_level"] = frame["occ_level"].replace(vocabulary(excerpts, "occ_level"))
    keys = ["year", "area_code", "industry_code", "ownership", "occ_code"]
    return frame[~frame.duplicated(keys, keep=False) | (frame["occ_level"] == "detailed")]


def wages_national(excerpts: Frames) -> pd.DataFrame:
    """Wages of the nation; levels that 2011 does not print come from the first later year with the code."""
    frame = wages(excerpts, "oews_national")
    known = frame[frame["occ_level"] != ""].sort_values("year", kind="stable").drop_duplicates("occ_code")
    later = frame["occ_code"].map(known.set_index("occ_code")["occ_level"]).fillna("")
    return frame.assign(occ_level=frame["occ_level"].mask(frame["occ_level"] == "", later))


def wages_industry(excerpts: Frames) -> pd.DataFrame:
    """Wages by industry, with owners in words; in 2025 the title of an industry says who owns it."""
    frame = wages(excerpts, "oews_industries")
    year = frame["year"].astype(int)
    owner = translate(excerpts, frame["ownership"], "ownership")
    for pattern, words in vocabulary(excerpts, "owner_pattern").items():
        owner = owner.mask((year == 2025) & frame["industry_title"].str.contains(pattern), words)
    renamed = frame["industry_code"].replace(vocabulary(excerpts, "industry_code"))
    levels = wages_national(excerpts).query("occ_level != ''").drop_duplicates("occ_code")
    level = frame["occ_code"].map(levels.set_index("occ_code")["occ_level"])
    layout = pd.Series("sectors", frame.index).mask(year < 2020, "schools_hospitals")
    return frame.assign(
        ownership=owner,
        layout=layout.mask(year == 2025, "all_industries"),
        industry_code=frame["industry_code"].mask(year.isin([2022, 2023]), renamed),
        occ_level=frame["occ_level"].mask(frame["occ_level"] == "", level),
    )


def projections(excerpts: Frames) -> pd.DataFrame:
    """One row a round and occupation: copies must agree, and the first, which has the openings, is kept."""
    frame = excerpts["projections"].copy()
    frame["education"] = translate(excerpts, frame["education"], "education")
    total = frame["round"].isin(["2012-22", "2014-24"])
    frame["openings_kind"] = pd.Series("annual", frame.index).mask(total, "ten_year_total")
    for column in ("title", "emp_base_k", "emp_proj_k", "chg_k", "pct", "openings_k", "education"):
        first = frame.groupby(["round", "soc"])[column].transform("first")
        differs = (frame[column] != first) & (frame[column] != "")
        if column in ("chg_k", "pct"):  # one copy computes them before rounding, one after
            differs &= (pd.to_numeric(frame[column]) - pd.to_numeric(first)).abs() > 0.101
        if differs.any():
            at = str(differs.idxmax())
            found = f"{frame[column][at]!r}, but {first[at]!r} in the first copy of the round"
            raise ValueError(f"{at}, column {column}: {found}.")
    return frame.drop_duplicates(["round", "soc"])


def projection_wages(excerpts: Frames) -> pd.DataFrame:
    """Split the wages out of the projections, with their year; copies that agree are one row."""
    frame = excerpts["projections"].query("median_wage != ''")
    frame = frame.assign(wage_year=translate(excerpts, frame["wage_label"], "wage_year"))
    return frame.drop_duplicates(["round", "soc", "wage_year", "median_wage"])


def price_parities(excerpts: Frames) -> pd.DataFrame:
    """Put states and metros into one table; the nation stands in both files and is kept once."""
    states, metros = excerpts["price_parity_state"], excerpts["price_parity_metro"]
    states = states.set_axis(["area_code", "area_title", "year", "rpp"], axis=1).assign(area_type="state")
    metros = metros.drop(columns="Description").set_axis(["area_code", "area_title", "rpp"], axis=1)
    frame = pd.concat([states, metros.assign(year="2023", area_type="metro")])
    kind_of_area = " (Metropolitan Statistical Area)"
    frame["area_title"] = frame["area_title"].str.removesuffix(" *").str.removesuffix(kind_of_area)
    frame["area_code"] = frame["area_code"].mask(
        (frame["area_type"] == "state") & (frame["area_code"] != "00000"), frame["area_code"].str[:2]
    )
    for code, kind in (("00000", "nation"), ("00999", "nonmetro_portion")):
        frame["area_type"] = frame["area_type"].mask(frame["area_code"] == code, kind)
    return frame.drop_duplicates(["year", "area_code", "rpp"])


def programs(excerpts: Frames) -> pd.DataFrame:
    """One row an institution and credential: earnings and debt repeat on each campus, completers do not."""
    frame = excerpts["programs_cip5107"].rename(columns={"credential_desc": "credential"})
    groups = frame.sort_values("unitid").groupby(["opeid6", "credential_level"], sort=True)
    repeated = ["credential", "control", "earnings", "earnings_horizon", "debt_median"]
    varying = groups[repeated].nunique().gt(1).any(axis=1)
    if varying.any():
        raise ValueError(f"programs_cip5107.csv: {varying.idxmax()} has more than one value in {repeated}.")
    one = groups[[*repeated, "inst_name", "state"]].first()
    counts = frame["completers_count"].replace("", None).astype(float)
    counts = counts.groupby([frame["opeid6"], frame["credential_level"]]).sum(min_count=1, skipna=False)
    states = groups["state"].nunique()
    one = one.assign(
        campuses=groups.size().astype(str),
        completers=counts.map("{:.0f}".format).replace("nan", ""),
        state=one["state"].mask(states > 1, ""),
    ).reset_index()
    return one.set_axis("programs_cip5107.csv " + one["opeid6"] + " level " + one["credential_level"])


def soc_crosswalk(excerpts: Frames) -> pd.DataFrame:
    """Take the marks off the titles: `(#)` split into several codes, `(##)` pieced together from several."""
    frame = excerpts["soc_2010_to_2018"].copy()
    for year, mark in (("2010", " (#)"), ("2018", " (##)")):
        marked = frame[f"title_{year}"].str.endswith(mark)
        wrong = marked != frame.duplicated(f"soc_{year}", keep=False)
        if wrong.any():
            raise ValueError(f"{wrong.idxmax()}: the mark{mark} does not agree with the codes of soc_{year}.")
        frame[f"title_{year}"] = frame[f"title_{year}"].str.removesuffix(mark)
    return frame


def claims(excerpts: Frames) -> pd.DataFrame:
    """Join each claim with the method that checks it, one to one."""
    article, methods = excerpts["article_claims"], excerpts["claim_methods"]
    lost = set(article["claim_id"]) ^ set(methods["claim_id"])
    if lost or methods["claim_id"].duplicated().any():
        raise ValueError(
            f"claim_methods.csv needs one row a claim of article_claims.csv; see {sorted(lost)}."
        )
    return article.join(methods.set_index("claim_id"), on="claim_id", validate="1:1")


def sources(excerpts: Frames) -> pd.DataFrame:
    """List the releases with the tables that they feed."""
    feeds, releases = excerpts["table_sources"], excerpts["sources"].set_index("source_id")
    lost = set(feeds["source_id"]) ^ set(releases.index)
    if lost:
        raise ValueError(f"table_sources.csv and sources.csv do not name the same releases: {sorted(lost)}.")
    return feeds.join(releases, on="source_id")


def made_up(tables: Frames) -> dict[str, pd.DataFrame]:
    """Make the default set of the practice lab and its truth, as text, from the illnesses among `tables`."""
    from recordsdata.records.make import records_from

    numbers = ["geometric_los", "arithmetic_los"]

    def load(name: str) -> pd.DataFrame:
        frame = tables[name]
        return frame.assign(**{c: pd.to_numeric(frame[c]) for c in numbers if c in frame})

    records, truth = records_from(load)
    made = {}
    for name, frame in {**records, "truth": truth}.items():
        columns = {}
        for field in made_up_fields(name).to_dict("records"):
            column, kind = frame[field["name"]], field["type"]
            if kind in ("date", "datetime"):
                column = column.dt.strftime("%Y-%m-%d" if kind == "date" else "%Y-%m-%dT%H:%M:%S")
            elif kind == "boolean":
                column = column.map({True: "true", False: "false"})
            columns[field["name"]] = column.astype("str").fillna("")
        rows = [f"{MADE_UP}{name} row {number}" for number in range(1, len(frame) + 1)]
        made[MADE_UP + name] = pd.DataFrame(columns).set_axis(pd.Index(rows))
    return made


def made_up_fields(table: str) -> pd.DataFrame:
    """Return what fields.csv would say of a table of the practice lab, from its schema."""
    from recordsdata.records.schema import TABLES

    truth = {
        "table": ("string", "Table of the record"),
        "record": ("string", "The first column of that table"),
        "kind": ("string", "Kind of defect, or what the record looks like though it is sound"),
        "other": ("string?", "The other record of a pair; missing where there is none"),
        "defect": ("boolean", "true: planted; false: a sound record that looks like a defect"),
    }
    columns = truth if table == "truth" else TABLES[table]
    return pd.DataFrame(
        {
            "tables": MADE_UP + table,
            "name": name,
            "published": "",
            "type": kind.rstrip("?"),
            "unit": "beds" if name == "beds" else "years" if name == "age_at_diagnosis" else "",
            "status": "",
            "missing": "empty=not_applicable" if kind.endswith("?") and kind != "string?" else "",
            "description": says,
        }
        for name, (kind, says) in columns.items()
    )


BUILDERS: dict[str, Callable[[Frames], pd.DataFrame]] = {
    "wages_national": wages_national,
    "wages_area": lambda excerpts: wages(excerpts, "oews_areas"),
    "wages_industry": wages_industry,
    "projections": projections,
    "projection_wages": projection_wages,
    "price_parities": price_parities,
    "programs": programs,
    "soc_crosswalk": soc_crosswalk,
    "claims": claims,
    "sources": sources,
}


def build_tables(source: Path) -> dict[str, pd.DataFrame]:
    """Return every cleaned table as text, in the order of tables.csv.

    Parameters
    ----------
    source : Path
        The folder with the excerpts and the declarations.

    Raises
    ------
    ValueError
        When a cell holds an unknown symbol or word; the message names file, row, column and value.
    """
    excerpts = {path.stem: read_text(path) for path in sorted(source.glob("*.csv"))}
    tables: dict[str, pd.DataFrame] = {}
    made: dict[str, pd.DataFrame] = {}
    for name, files in excerpts["tables"][["name", "files"]].itertuples(index=False):
        fields = table_fields(excerpts["fields"], name)
        excerpt = files.split()[0].removesuffix(".csv")
        if name.startswith(MADE_UP):
            made = made or made_up(tables)
            frame = made[name]
        else:
            frame = BUILDERS[name](excerpts) if name in BUILDERS else excerpts[excerpt]
        names = fields[fields["published"] != ""].set_index("published")["name"]
        frame = frame.rename(columns=names.to_dict())
        differ = set(fields["name"]) - set(frame.columns)
        if name == "claims":  # every column of claim_methods.csv goes through
            differ |= set(frame.columns) - set(fields["name"])
        if differ:
            raise ValueError(f"{name}: fields.csv and the table differ in the columns {sorted(differ)}.")
        tables[name] = explain(frame, fields)
    return tables


def table_fields(fields: pd.DataFrame, table: str) -> pd.DataFrame:
    """Return what describes one table: lines of fields.csv, or the schema of the practice lab."""
    if table.startswith(MADE_UP):
        return made_up_fields(table.removeprefix(MADE_UP))
    return fields[[table in tables.split() for tables in fields["tables"]]]
