"""Build the cleaned tables from the excerpts: `data/source` in, `data/*.csv`, schema and codebook out.

Every cell is text from the excerpt to the cleaned file, so that a figure keeps the digits it was printed
with; numbers are only read to be checked. What is a table, a column, a unit, a symbol or a rule is declared
in `data/source` (tables.csv, fields.csv, vocabulary.csv, rules.csv); the schema, the codebook and the types
on load all come from there. `python -m recordsdata.build` rebuilds, `--check` says whether that is needed.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

STATUSES = ["released", "suppressed", "top_coded", "not_applicable", "not_in_source"]
TERRITORIES = ["66", "72", "78"]  # Guam, Puerto Rico, Virgin Islands: state rows outside the national totals
GZIP_ABOVE = 1_000_000  # bytes
PATTERNS = {"integer": r"-?\d+", "number": r"-?\d+(?:\.\d+)?", "boolean": "true|false", "string": "(?s:.*)"}
LICENCES = {
    "other-pd": "Work of the U.S. government, in the public domain (17 USC 105)",
    "CC-BY-4.0": "Creative Commons Attribution 4.0",
    "MIT": "MIT License, as the code",
    "notspecified": "None stated by the compilers; figures of law, cite the compilers",
}
Frames = Mapping[str, pd.DataFrame]


def read_text(path: Path) -> pd.DataFrame:
    """Read a CSV file as text; the index names each row by file and number, for messages."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame.index = pd.Index([f"{path.name} row {number}" for number in range(1, len(frame) + 1)])
    return frame


def check_sources(source: Path) -> int:
    """Check every excerpt against SHA256SUMS and return how many there are; a changed one is named."""
    lines = (source / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    for digest, name in (line.split() for line in lines):
        path = source / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise ValueError(f"source/{name} is not the excerpt that SHA256SUMS lists: restore it with git.")
    return len(lines)


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
            raise ValueError(
                f"{unknown.index[0]}, column {field['published'] or field['name']}: unknown value "
                f"{unknown.iloc[0]!r}; allowed: {field['type']} {' '.join(meanings)}. Mend the row or fields.csv."
            )
        frame[field["name"]] = text.mask(missing, "")
        if field["status"]:
            reason = text.where(missing).map(symbols)
            earlier = reasons.get(field["status"], reason)
            mixed = reason.notna() & earlier.notna() & (reason != earlier)
            if mixed.any():
                raise ValueError(f"{mixed.idxmax()}, column {field['name']}: a second reason in {field['status']}.")
            reasons[field["status"]] = earlier.fillna(reason)
    frame = frame.assign(**{status: reason.fillna("released") for status, reason in reasons.items()})
    return frame[[*fields["name"], *reasons]]


# ---- one function a table that needs more than new names ------------------------------------------------


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


def wages_area(excerpts: Frames) -> pd.DataFrame:
    """Wages of states and areas."""
    return wages(excerpts, "oews_areas")


def wages_industry(excerpts: Frames) -> pd.DataFrame:
    """Wages by industry, with owners in words; in 2025 the title of an industry says who owns it."""
    frame = wages(excerpts, "oews_industries")
    year = frame["year"].astype(int)
    owner = translate(excerpts, frame["ownership"], "ownership")
    for pattern, words in vocabulary(excerpts, "owner_pattern").items():
        owner = owner.mask((year == 2025) & frame["industry_title"].str.contains(pattern), words)
    renamed = frame["industry_code"].replace(vocabulary(excerpts, "industry_code"))
    national = wages_national(excerpts)
    levels = national[national["occ_level"] != ""].drop_duplicates("occ_code").set_index("occ_code")["occ_level"]
    layout = pd.Series("sectors", frame.index).mask(year < 2020, "schools_hospitals")
    return frame.assign(
        ownership=owner,
        layout=layout.mask(year == 2025, "all_industries"),
        industry_code=frame["industry_code"].mask(year.isin([2022, 2023]), renamed),
        occ_level=frame["occ_level"].mask(frame["occ_level"] == "", frame["occ_code"].map(levels)),
    )


def projections(excerpts: Frames) -> pd.DataFrame:
    """One row a round and occupation; the copies of a round must agree, the one with openings is kept."""
    frame = excerpts["projections"].copy()
    frame["education"] = translate(excerpts, frame["education"], "education")
    total = frame["round"].isin(["2012-22", "2014-24"])
    frame["openings_kind"] = pd.Series("annual", frame.index).mask(total, "ten_year_total")
    frame = frame.sort_values("openings_k", key=lambda text: text == "", kind="stable")
    kept = frame.drop_duplicates(["round", "soc"]).set_index(["round", "soc"])
    pairs = pd.MultiIndex.from_frame(frame[["round", "soc"]])
    for column in ("title", "emp_base_k", "emp_proj_k", "chg_k", "pct", "openings_k", "education"):
        first = kept[column].reindex(pairs).set_axis(frame.index)
        differs = (frame[column] != first) & (frame[column] != "")
        if column in ("chg_k", "pct"):  # one copy rounds after, one before
            differs &= (pd.to_numeric(frame[column]) - pd.to_numeric(first)).abs() > 0.101
        if differs.any():
            row = frame[differs].iloc[0]
            raise ValueError(f"{row.name}: {column} is {row[column]!r}, another copy of {row['round']} differs.")
    return frame.drop_duplicates(["round", "soc"]).loc[lambda kept: sorted(kept.index, key=row_number)]


def row_number(name: str) -> int:
    """Return the number in a row's name."""
    return int(name.rsplit(" ", 1)[1])


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
    frame["area_title"] = frame["area_title"].str.removesuffix(" (Metropolitan Statistical Area)")
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
        raise ValueError(f"claim_methods.csv must have one row for each claim of article_claims.csv: {sorted(lost)}.")
    return article.join(methods.set_index("claim_id"), on="claim_id", validate="1:1")


def areas(excerpts: Frames) -> pd.DataFrame:
    """List the areas of each May, with what their borders follow and whether a price parity exists."""
    frame = wages_area(excerpts).drop_duplicates(["year", "area_code"])
    necta = (frame["area_type"] == "metro") & frame["area_code"].str.startswith("7")
    kinds = frame["area_type"].map({"state": "state", "metro": "cbsa", "nonmetro": "oews"})
    parities = price_parities(excerpts)
    pairs = pd.MultiIndex.from_frame(parities[["year", "area_code"]])
    asked = pd.MultiIndex.from_arrays([frame["year"].replace("2025", "2023"), frame["area_code"]])
    has = pd.Series(asked.isin(pairs), frame.index).map({True: "true", False: "false"})
    return frame.assign(delineation=kinds.mask(necta, "necta"), has_parity=has)


def sources(excerpts: Frames) -> pd.DataFrame:
    """List the releases with the tables that they feed."""
    feeds, releases = excerpts["table_sources"], excerpts["sources"].set_index("source_id")
    lost = set(feeds["source_id"]) ^ set(releases.index)
    if lost:
        raise ValueError(f"table_sources.csv and sources.csv do not name the same releases: {sorted(lost)}.")
    return feeds.join(releases, on="source_id")


BUILDERS: dict[str, Callable[[Frames], pd.DataFrame]] = {
    function.__name__: function
    for function in (
        wages_national, wages_area, wages_industry, projections, projection_wages, price_parities,
        programs, soc_crosswalk, claims, areas, sources,
    )
}  # fmt: skip


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
    tables = {}
    for table in excerpts["tables"].to_dict("records"):
        name = table["name"]
        fields = table_fields(excerpts["fields"], name)
        first = table["files"].split()[0].removesuffix(".csv")
        frame = BUILDERS[name](excerpts) if name in BUILDERS else excerpts[first]
        renames = {f["published"]: f["name"] for f in fields.to_dict("records") if f["published"]}
        frame = frame.rename(columns=renames)
        undescribed = set(frame.columns) - set(fields["name"]) if name == "claims" else set()
        lacking = set(fields["name"]) - set(frame.columns)
        if undescribed or lacking:
            raise ValueError(f"{name}: fields.csv and the table differ in {sorted(undescribed | lacking)}.")
        tables[name] = explain(frame, fields)
    return tables


def table_fields(fields: pd.DataFrame, table: str) -> pd.DataFrame:
    """Return the lines of fields.csv that describe one table."""
    return fields[[table in tables.split() for tables in fields["tables"]]]


# ---- checks: every trap of the data, at build time ------------------------------------------------------


def check_tables(tables: Frames, source: Path) -> int:
    """Check keys, rules (rules.csv), totals and coverage; return the number of checks made.

    A failure names table, key and column, with the values found and the rule that they break.
    """
    declared = read_text(source / "tables.csv").set_index("name")
    fields, rules = read_text(source / "fields.csv"), read_text(source / "rules.csv")
    keys = {name: declared.loc[name, "key"].split() for name in tables}
    typed = {name: with_numbers(frame, table_fields(fields, name)) for name, frame in tables.items()}

    def require(name: str, frame: pd.DataFrame, ok: pd.Series[bool], columns: str, rule: str) -> int:
        if not ok.all():
            row = frame[~ok].iloc[0]
            key = ", ".join(f"{column} {row[column]}" for column in keys[name] if column in row)
            found = ", ".join(f"{column} = {row[column]}" for column in columns.split())
            raise ValueError(f"table {name}, key ({key}): {found}: {rule}.")
        return len(ok)

    made = 0
    for name, frame in typed.items():
        blank = frame[keys[name]].isin(["", None]).any(axis=1)
        unique = ~(frame.duplicated(keys[name], keep=False) | blank)
        made += require(name, frame, unique, " ".join(keys[name]), "keys are unique and never empty")
    top = typed["top_codes"].set_index("year")[["hourly", "annual"]].add_prefix("top_")
    for rule in rules.to_dict("records"):
        for name in rule["tables"].split():
            frame = typed[name].join(top, on="year") if name.startswith("wages_") else typed[name]
            columns = rule["columns"].split()
            frame = frame[(frame[columns].notna() & (frame[columns] != "")).all(axis=1)]
            made += require(name, frame, frame.eval(rule["rule"]), rule["columns"], rule["meaning"])
    for name in ("wages_national", "wages_area", "wages_industry"):
        frame = typed[name]
        for status in frame.columns[frame.columns.str.endswith("_status")]:
            absent = frame[status] == "not_in_source"
            share = absent.groupby(frame["year"]).transform("mean").isin([0, 1])
            made += require(name, frame, share, status, "a release carries a measure for all rows or for none")
    states = typed["wages_area"].query("area_type == 'state'")
    per_year = states.groupby("year")["area_code"].transform("nunique")
    made += require("wages_area", states, per_year == 54, "area_code", "50 states, DC, GU, PR and VI stand in each year")
    summed = states[~states["area_code"].isin(TERRITORIES)].groupby(["year", "occ_code"])["tot_emp"]
    sums = summed.agg(["sum", "count"]).query("count == 51").reset_index()
    nation = typed["wages_national"][["year", "occ_code", "tot_emp"]]
    sums = sums.merge(nation, on=["year", "occ_code"])
    close = (sums["sum"] - sums["tot_emp"]).abs() <= 0.001 * sums["tot_emp"]
    made += require("wages_national", sums, close, "tot_emp sum", "the states and DC sum to the nation within 0.1 %")
    for row in typed["occupation_family"].to_dict("records"):
        years = sorted(nation.query("occ_code == @row['occ_code']")["year"])
        if years != list(range(row["first_year"], row["last_year"] + 1)):
            raise ValueError(f"table occupation_family, key ({row['family']}, {row['occ_code']}): found in {years}.")
    matrix = typed["matrix"].pivot(index="round", columns="industry_code", values="emp_base_k").reset_index()
    parts = (matrix["TE1100"] + matrix["TE1200"] - matrix["TE1000"]).abs() < 0.11
    made += require("matrix", matrix, parts, "TE1000 TE1100 TE1200", "the self-employed and the employed are all")
    both = typed["separations"].merge(typed["projections"], on=["round", "occ_code"], suffixes=("", "_projected"))
    equal = (both["openings_k"] == both["openings_k_projected"]) & (len(both) == len(tables["separations"]))
    made += require("separations", both, equal, "openings_k openings_k_projected", "both tables print one figure")
    return made + len(tables["occupation_family"])


def with_numbers(frame: pd.DataFrame, fields: pd.DataFrame) -> pd.DataFrame:
    """Return a table with its integers and numbers as numbers."""
    numeric = fields[fields["type"].isin(["integer", "number"])]["name"]
    return frame.assign(**{name: pd.to_numeric(frame[name].replace("", None)) for name in numeric})


def compare_tables(name: str, key: Sequence[str], expected: pd.DataFrame, found: pd.DataFrame) -> list[str]:
    """List the cells in which two tables of text differ, each with table, key, column and both values."""
    if list(expected.columns) != list(found.columns):
        return [f"table {name}: columns {list(found.columns)} in place of {list(expected.columns)}"]
    left, right = (frame.set_index(list(key), drop=False) for frame in (expected, found))
    rows = [f"table {name}, key {k}: row lost" for k in left.index.difference(right.index)]
    rows += [f"table {name}, key {k}: row not in the sources" for k in right.index.difference(left.index)]
    if rows or len(left) != len(right):
        return rows or [f"table {name}: {len(right)} rows in place of {len(left)}"]
    right = right.reindex(left.index)
    return [
        f"table {name}, key {k}, column {column}: expected {old!r}, found {new!r}"
        for column in left.columns
        for k, old, new in zip(left.index, left[column], right[column], strict=True)
        if old != new
    ]


# ---- writing ------------------------------------------------------------------------------------------


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def pack(content: bytes, earlier: Path) -> bytes:
    """Compress, without time or name; a file that holds this content already is kept as it is.

    zlib's bytes differ between its implementations: what is committed stays the same on all of them.
    """
    if earlier.is_file() and gzip.decompress(earlier.read_bytes()) == content:
        return earlier.read_bytes()
    return gzip.compress(content, compresslevel=9, mtime=0)


def write_data(tables: Frames, source: Path, earlier: Path, target: Path) -> list[Path]:
    """Write every table, datapackage.json and CODEBOOK.md to `target`, and return what was written."""
    declared = read_text(source / "tables.csv")
    fields = read_text(source / "fields.csv")
    files: dict[str, bytes] = {}
    resources = []
    for row in declared.to_dict("records"):
        frame = tables[row["name"]]
        content, path = frame.to_csv(index=False, lineterminator="\n").encode(), f"{row['name']}.csv"
        if len(content) > GZIP_ABOVE:
            path += ".gz"
            content = pack(content, earlier / path)
        files[path] = content
        resources.append(describe(row, frame, table_fields(fields, row["name"]), tables["sources"], path, content))
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "recordsdata",
        "title": "Public data on medical records work in the United States",
        "resources": resources,
    }
    files["datapackage.json"] = (json.dumps(package, indent=1, ensure_ascii=False) + "\n").encode()
    files["CODEBOOK.md"] = codebook_text(resources).encode()
    for path, content in files.items():
        write_whole(target / path, content)
    return [target / path for path in files]


def describe(
    row: Mapping[str, str], frame: pd.DataFrame, fields: pd.DataFrame, releases: pd.DataFrame, path: str, content: bytes
) -> dict[str, object]:
    """Return the Data Package resource of one table."""
    key = row["key"].split()
    columns: list[dict[str, object]] = []
    groups: dict[str, list[str]] = {}
    for field in fields.to_dict("records"):
        column = {name: field[name] for name in ("name", "type", "unit", "description") if field[name]}
        if field["status"]:
            column["statusColumn"] = field["status"]
            groups.setdefault(field["status"], []).append(field["name"])
        columns.append(column | ({"constraints": {"required": True}} if field["name"] in key else {}))
    for status, names in groups.items():
        text = f"released, or why {', '.join(names)} may be missing"
        constraints = {"required": True, "enum": STATUSES}
        columns.append({"name": status, "type": "string", "description": text, "constraints": constraints})
    used = releases[releases["table"] == row["name"]].drop_duplicates("source_id")
    return {
        "name": row["name"],
        "title": row["title"],
        "description": row["description"],
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "rows": len(frame),
        "sourceFiles": [f"source/{name}" for name in row["files"].split()],
        "sources": [{"title": title, "path": url} for title, url in zip(used["title"], used["url"], strict=True)],
        "licenses": [{"name": row["licence"], "title": LICENCES[row["licence"]]}],
        "schema": {"fields": columns, "primaryKey": key, "missingValues": [""]},
    }


def codebook_text(resources: Sequence[Mapping[str, Any]]) -> str:
    """Return the codebook: every table and column with type, unit and meaning."""
    lines = [
        "# Codebook",
        "",
        "Written by `python -m recordsdata.build` from `datapackage.json`: do not edit. An empty cell is a missing",
        "value, and the status column named beside a measure says why: `released` (every measure of the group is a",
        "number), `suppressed` (not released), `top_coded` (the missing wages are at or above the release's top",
        "code, table `top_codes`: a lower bound, not a number), `not_applicable`, or `not_in_source` (the source at",
        "hand does not carry it). Codes are text: `06`, not 6.",
    ]
    for resource in resources:
        lines += [
            f"\n## {resource['name']}\n",
            f"{resource['title']}. {resource['description']}\n",
            f"- {resource['rows']:,} rows in `{resource['path']}`, key: {', '.join(resource['schema']['primaryKey'])}",
            f"- Built from: {', '.join(f'`{name}`' for name in resource['sourceFiles'])}",
            f"- Licence: {resource['licenses'][0]['title']}\n",
            "| column | type | unit | meaning | if missing, see |\n|---|---|---|---|---|",
        ]
        for field in resource["schema"]["fields"]:
            cells = [field.get(name, "") for name in ("type", "unit", "description", "statusColumn")]
            lines.append(f"| {field['name']} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def rebuild(data: Path, target: Path) -> tuple[list[Path], int]:
    """Build everything from `data`/source into `target`; return the files and how many checks were made."""
    source = data / "source"
    made = check_sources(source)
    tables = build_tables(source)
    made += check_tables(tables, source)
    return write_data(tables, source, data, target), made


def check_data(data: Path) -> list[str]:
    """Rebuild aside and list the files of `data` that differ from what the sources give."""
    with tempfile.TemporaryDirectory() as folder:
        files, _ = rebuild(data, Path(folder))
        fresh = {path.name: path.read_bytes() for path in files}
    found = {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()}
    return sorted(name for name in fresh.keys() | found.keys() if fresh.get(name) != found.get(name))


def main(arguments: Sequence[str] | None = None) -> int:
    """Rebuild the data, or with --check say which files a rebuild would change."""
    parser = argparse.ArgumentParser(prog="python -m recordsdata.build", description=main.__doc__)
    parser.add_argument("--check", action="store_true", help="rebuild aside, compare byte for byte, write nothing")
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[1] / "data", help="folder of the data")
    options = parser.parse_args(arguments)
    try:
        if options.check:
            for name in (wrong := check_data(options.data)):
                print(f"data/{name} is not what data/source gives: run python -m recordsdata.build.", file=sys.stderr)
            return 1 if wrong else print("Every file of data is what data/source gives.") or 0
        files, made = rebuild(options.data, options.data)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(files)} files written, {made:,} checks passed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
