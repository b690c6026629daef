"""The methods that check a statement: each looks figures up and gives a verdict, a reason and the evidence.

A method gets one claim, its columns as text, and the tables as of one year. It never sees the claim's id.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from math import isnan, nan
from typing import Final

import pandas as pd

from recordsdata import places, wages
from recordsdata import wording as say
from recordsdata.evidence import (
    MEASURES,
    Finding,
    Tables,
    candidate_cells,
    expected_by_chance,
    look,
    share_below,
    show,
    weighted,
)
from recordsdata.wording import EXACT, FALSE, OPEN, PARTLY, RELABEL, RIGHT, judge, printed

__all__ = ["COMPARING_WORDS", "LEVELS", "METHODS", "Claim"]

LEVELS: Final = {
    "lt_hs": "less than high school",
    "hs": "high school",
    "some_col": "some college",
    "assoc": "an associate degree",
    "bach": "a bachelor's degree",
    "mast": "a master's degree",
    "doct": "a doctoral or professional degree",
}
_TWIN = {"h_mean": "h_median", "h_median": "h_mean", "a_mean": "a_median", "a_median": "a_mean"}
_ERROR = {"tot_emp": "emp_prse", "h_mean": "mean_prse", "a_mean": "mean_prse"}
_YEARLY_HOURS = 2080  # BLS multiplies hourly wages by it: 52 weeks of 40 hours
_Z = 1.959964  # 95 % of a normal distribution lies within so many standard errors
_FASTER, _SOME, _MOST = 2, 10, 50  # times as fast; percent of workers
# Words that compare, and what each is taken as: the numbers above, in words.
COMPARING_WORDS: Final = {
    "significantly": "by more than sampling error (95 %), which is not the same as by a lot",
    "much faster": "at least twice as fast",
    "some": "at least a tenth",
    "most": "over half",
}
_FITS = (EXACT, RIGHT)
Claim = Mapping[str, str]


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _asked(c: Claim) -> str:
    said, word = printed(c["value"], c["wording"]), say.ALIASES.get(c["wording"], c["wording"])
    return f'"{said[0].upper()}{said[1:]}" asks for a figure that {say.RULES[word][0]}'


def _judged(c: Claim, what: str, number: float, rse: float = nan) -> tuple[str, str]:
    """Judge a figure and say why, and whether sampling error could account for a gap."""
    verdict, why = judge(c["value"], c["wording"], number), f"{what}: {show(number, c['unit'])}"
    if verdict == EXACT:
        return verdict, f"{why}, as stated."
    if say.ALIASES.get(c["wording"], c["wording"]) == "exact":
        why += f", not {printed(c['value'])}."
    else:
        does = "does" if verdict == RIGHT else "does not"
        if verdict == PARTLY:
            does = "only rounds to it" if judge(c["value"], "", number) == RIGHT else "is further above it"
        why += f". {_asked(c)}; this one {does}."
    if verdict != RIGHT and not isnan(rse) and c["wording"] != "range":
        low, high = wages.interval(number, rse)
        if low <= _number(c["value"]) <= high:
            bounds = f"{show(low, c['unit'])} to {show(high, c['unit'])}"
            why += f" The gap may be chance: its 95 % interval is {bounds}."
    return verdict, why


def _published(c: Claim, data: Tables) -> Finding:
    """Check one published figure: of an occupation, in an area or with an employer."""
    code, measure = data.code(c["occupation"]), c["measure"]
    rows, cell = look(data, measure, code, c["area"], c["industry"])
    if cell.verdict:
        return _among_parts(c, data, rows) if len(rows) > 1 else cell
    rse = float(rows[_ERROR[measure]].iloc[0]) if measure in _ERROR and len(rows) == 1 else nan
    verdict, why = _judged(c, cell.why, cell.number, rse)
    if verdict not in _FITS and measure in _TWIN:
        twin = look(data, _TWIN[measure], code, c["area"], c["industry"])[1]
        if not twin.verdict and judge(c["value"], c["wording"], twin.number) in _FITS:
            why = (
                f"{cell.why}: {cell.found}. What is stated fits the {MEASURES[twin.column][1]}, {twin.found}."
            )
            return twin._replace(verdict=RELABEL, why=why)
    if len(rows) > 1:
        verdict, why = RIGHT if verdict == EXACT else verdict, f"{why} Put together from {len(rows)} rows."
    parts = data.rows("occupation_family", family=c["occupation"], role="part")
    now = parts["first_year"].le(data.year) & parts["last_year"].ge(data.year)
    for part in parts.loc[now & (c["industry"] == ""), "occ_code"]:
        other = look(data, measure, part, c["area"])[1]
        why += "" if other.verdict else f" {part}, the other part of the former occupation: {other.found}."
    return _renamed(c, data, cell._replace(verdict=verdict, why=why))


def _renamed(c: Claim, data: Tables, finding: Finding) -> Finding:
    """Mark a figure that fits an industry which the text calls by another name than the release."""
    title = data.industry(c["industry"])
    said, published = (set(re.findall("[a-z]+", text.lower())) - {"and"} for text in (c["label"], title))
    if said <= published or finding.verdict not in _FITS:
        return finding
    why = f'{finding.why} The industry is "{title}", not "{c["label"]}".'
    return finding._replace(verdict=RELABEL, why=why)


def _among_parts(c: Claim, data: Tables, rows: pd.DataFrame) -> Finding:
    """Check a median of an employer of which parts only are published: it lies between theirs."""
    code, title, medians = data.code(c["occupation"]), data.industry(c["industry"]), rows[c["measure"]]
    span = f"{show(medians.min(), c['unit'])} to {show(medians.max(), c['unit'])}"
    why = f"{medians.count()} medians are published for parts of it ({title}), {span}"
    where = f"year={data.year}, occ_code={code}, industry_code="
    codes, value = " ".join(rows["industry_code"].unique()), "; ".join(f"{m:.10g}" for m in medians)
    out = Finding(FALSE, why, span, "wages_industry", where + codes, c["measure"], value)
    said = _number(c["value"].partition("-")[0])
    cells = candidate_cells(c["measure"], code, data.year, data.load("wages_industry"))
    # The survey prints cents by the hour and tens of dollars by the year.
    within, digits = (0.005, 2) if c["unit"] == "USD per hour" else (5.0, -1)
    fits = cells["value"].round(digits).map(lambda cell: judge(c["value"], c["wording"], cell) in _FITS)
    own = cells["industry_code"].isin([*rows["industry_code"], c["industry"]])
    hits = cells[fits & own & cells["figure"].eq("mean")]
    if len(hits) and not (fits & own & cells["figure"].eq("median")).any():
        hit, mean = hits.iloc[0], show(float(hits["value"].iloc[0]), "USD per hour")
        share, chance = 100 * share_below(rows, c["measure"], said), expected_by_chance(cells, said, within)
        why += (
            f"; none fits, and some {share:.0f} percent of these jobs pay less. What fits is the "
            f"mean, {mean}, of {hit['industry_title']} ({hit['ownership'].lower()}). Of {len(cells)} figures "
            f"compared, {chance:.2f} would come within {within:g} of it by chance if they were "
            "spread evenly."
        )
        where, column = where + str(hit["industry_code"]), f"{c['measure'][:2]}mean"
        return Finding(RELABEL, why, mean, "wages_industry", where, column, mean, number=float(hit["value"]))
    if c["wording"] != "range" and not medians.min() <= said <= medians.max():
        return out._replace(why=f"{why}; a median of all cannot lie outside.")
    needed = f"OEWS May {data.year}: median pay of {code}, {title}"
    return out._replace(verdict=OPEN, why=f"{why}; that of all together is not at hand.", needed=needed)


def _share(c: Claim, data: Tables) -> Finding:
    """Check an employer's share of the occupation's jobs, in the wage survey and in the matrix."""
    code, industry, period = data.code(c["occupation"]), c["industry"], data.round()
    title, total = data.industry(industry), look(data, "tot_emp", code)[1].number
    matrix = data.rows("matrix", round=period, occ_code=code).set_index("industry_code")["emp_base_k"]
    survey = data.rows("wages_industry", year=data.year, occ_code=code)["industry_code"]

    def shares(of: str) -> list[Finding]:
        out, jobs = [], look(data, "tot_emp", code, industry=of)[1]
        if not jobs.verdict:
            value, words = (
                f"{jobs.number:.0f} / {total:.0f}",
                f"{jobs.found} of {total:,.0f}, OEWS May {data.year}",
            )
            out.append(jobs._replace(number=100 * jobs.number / total, value=value, why=words))
        if of in matrix.index:
            part, whole = float(matrix[of]), float(matrix["TE1000"])
            value, words = f"{part:g} of {whole:g}", f"{part:g} of {whole:g} thousand, matrix {period}"
            where = f"round={period}, occ_code={code}, industry_code={of}"
            out.append(
                Finding("", words, "", "matrix", where, "emp_base_k", value, number=100 * part / whole)
            )
        return out

    def fits(of: list[Finding]) -> list[bool]:
        return [judge(c["value"], c["wording"], finding.number) in _FITS for finding in of]

    def told(of: list[Finding]) -> str:
        return " and ".join(f"{f.number:.1f} percent ({f.why})" for f in of)

    own = shares(industry)
    if not own:
        needed = f"Jobs of {code} in {data.year}: {title}"
        return Finding(OPEN, f"Jobs of {code}, {title}, are not at hand for {data.year}.", needed=needed)
    best, verdict = own, RIGHT if all(fits(own)) else PARTLY if any(fits(own)) else FALSE
    does = {RIGHT: "does", PARTLY: "does in one source only", FALSE: "does not"}[verdict]
    why = f"{title}: {told(own)}. {_asked(c)}; this {does}."
    inside = re.compile(rf"{industry.rstrip('0')}\d+00")
    for part in sorted({*survey, *matrix.index} - {industry}) if verdict == FALSE else []:
        found = shares(part) if inside.fullmatch(part) else []
        if len(found) == len(own) and all(fits(found)):
            verdict, best = RELABEL, found
            why += f" A part of it does, {data.industry(part).partition(';')[0]}: {told(found)}."
    shown = " and ".join(f"{f.number:.1f}" for f in own) + " percent"
    parts = [(f.table, f.filter, f.column, f.value) for f in best]
    table, where, column, value = (" / ".join(dict.fromkeys(some)) for some in zip(*parts, strict=True))
    number = best[0].number
    final = Finding(verdict, why, shown, table, where, column, value, number=number)
    return _renamed(c, data, final)


def _employers(items: list[str], code: str, data: Tables) -> tuple[pd.DataFrame, pd.DataFrame, str]:
    """Rank the employers named among the four-digit industries; list the wider ones that have more."""
    table, measure = "wages_industry", "tot_emp"
    frame = data.rows(table, year=data.year, occ_code=code, layout="all_industries")
    if frame.empty:
        table, measure = "matrix", "emp_base_k"
        frame = data.rows(table, round=data.round(), occ_code=code).assign(emp_prse=nan)
    frame = frame.dropna(subset=[measure]).rename(columns={measure: "value"})
    codes, stems = frame["industry_code"], tuple(item.rstrip("0") for item in items)
    # Industries nest: what holds an employer named, or lies inside one, is no rival of it.
    nested = [any(a.startswith(b) or b.startswith(a) for b in stems) for a in codes.str.rstrip("0")]
    apart = ~pd.Series(nested, index=codes.index, dtype=bool)
    ranked = frame[codes.isin(items) | (codes.str.fullmatch(r"\d{3}[1-9]00") & apart)]
    sets = places.rank_sets(ranked["value"], ranked["value"] * ranked["emp_prse"] / 100)
    least = ranked.loc[ranked["industry_code"].isin(items), "value"].min()
    wider = frame[apart & codes.str.fullmatch(r"\d\d[1-9]000") & (frame["value"] > least)]
    return ranked.join(sets).sort_values("rank", ignore_index=True), wider, table


def _ranking(c: Claim, data: Tables) -> Finding:
    """Check that the areas or employers named are those with the most, and how sure that is."""
    code, items, kind, column = (
        data.code(c["occupation"]),
        c["items"].split(";"),
        c["compare_with"],
        c["measure"],
    )
    table, where, wider, ranked = "wages_area", f"year={data.year}", pd.DataFrame(), pd.DataFrame()
    key, name = "state" if kind == "states" else "area_code", "area_title"
    level, period, size = kind.removesuffix("s"), f"May {data.year}", len(items)
    if kind == "industries":
        key, name = "industry_code", "industry_title"
        ranked, wider, table = _employers(items, code, data)
        if table == "matrix":
            column, where, period = "emp_base_k", f"round={data.round()}", f"matrix {data.round()}"
    elif len(data.rows(table, year=data.year, occ_code=code, area_type=level)):
        frame = places.places(data.load(table), data.load("wages_national"), code, data.year, level)
        ranked = places.ranking(frame, column)
    unit, words, _ = MEASURES[column]
    named = ranked[ranked[key].isin(items) & ranked["rank"].notna()] if len(ranked) else ranked
    if len(named) < size:
        needed = f"{words.capitalize()} of {code} by {kind}, {period}"
        return Finding(OPEN, f"Not all of those named have {words} of {code}, {period}.", needed=needed)

    def told(rows: pd.DataFrame) -> str:
        return "; ".join(f"{n} {show(v, unit)}" for n, v in zip(rows[name], rows["value"], strict=True))

    measured = period if unit == words else f"{unit}, {period}"
    why = f"By {words} ({measured}): {told(ranked[:size])}; next {told(ranked[size : size + 1])}."
    missed, loose = named[named["rank"] > size], named[named["rank_high"] > size]
    verdict = RIGHT if missed.empty else PARTLY if (missed["rank_low"] <= size).all() else FALSE
    if len(missed):
        ranks = zip(missed[name], missed["rank"], strict=True)
        why += f" Of those named, {'; '.join(f'{n} has rank {rank:.0f}' for n, rank in ranks)}."
    if named["rank_high"].isna().all():
        why += " No standard errors are published for these: how sure the order is cannot be said."
    elif len(loose):
        spans = zip(loose[name], loose["rank_low"], loose["rank_high"], strict=True)
        still = "; ".join(f"{n} {low:.0f} to {high:.0f}" for n, low, high in spans)
        why += f" Sampling error leaves ranks open (90 % joint sets): {still}."
    if len(wider):
        verdict = PARTLY if verdict == RIGHT else verdict
        why += f" These are four-digit industries; wider, three-digit ones with more: {told(wider)}."
    value = "; ".join(f"{v:.10g}" for v in named.set_index(key).loc[items, "value"])
    where += f", occ_code={code}, {key}={' '.join(items)}"
    return Finding(verdict, why, told(ranked[:size]), table, where, column, value)


def _comparison(c: Claim, data: Tables) -> Finding:
    """Compare an occupation with another, or one of its employers with all of them."""
    code, measure, relation = data.code(c["occupation"]), c["measure"], c["relation"]
    mine, a = look(data, measure, code, c["area"], c["industry"])
    theirs, b = look(data, measure, code if c["industry"] else data.code(c["compare_with"]), c["area"])
    for side in (a, b):
        if side.verdict:
            return side
    why, holds = f"{a.why}: {a.found}. {b.why}: {b.found}.", a.number > b.number
    if b.number > 0:
        why += f" That is {a.number / b.number:.2f} times as much."
    if relation == "much faster":
        holds = holds and a.number >= _FASTER * b.number
        why += f' "Much faster" is taken as {COMPARING_WORDS[relation]}.'
    if relation == "significantly higher":
        # One is part of the other, so their errors are not independent: their sum is the safe side.
        errors = [rows.assign(se=rows[measure] * rows[_ERROR[measure]] / 100) for rows in (mine, theirs)]
        margin = _Z * sum(weighted(rows, "se") for rows in errors)
        if isnan(margin):
            why += " No standard error is published for one of them."
            return Finding(OPEN, why, needed=f"Standard errors of {MEASURES[measure][1]}, {data.year}")
        holds = a.number - b.number > margin
        why += f" They differ by {a.number - b.number:,.0f}, sampling error is at most {margin:,.0f} (95 %);"
        why += ' "significantly" is taken as by more than that.'
    verdict = RIGHT if holds else PARTLY if a.number > b.number else FALSE
    where, value = f"{a.filter} / {b.filter}", f"{a.value} / {b.value}"
    table = a.table if a.table == b.table else f"{a.table} / {b.table}"
    return Finding(verdict, why, f"{a.found} against {b.found}", table, where, measure, value)


def _conversion(c: Claim, data: Tables) -> Finding:
    """Check one figure of the text against another, hourly against yearly."""
    said, other, hourly = _number(c["value"]), _number(c["compare_with"]), c["unit"] == "USD per hour"
    right = other / _YEARLY_HOURS if hourly else other * _YEARLY_HOURS
    verdict, why = _judged(c, f"{printed(c['compare_with'])} at {_YEARLY_HOURS:,} hours a year", right)
    if verdict not in _FITS:
        hours = other / said if hourly else said / other
        verdict = say.IMPOSSIBLE
        why += f" The two agree only at {hours:,.0f} hours a year, {hours / 52:.0f} a week."
    where = f"{_YEARLY_HOURS} hours a year"
    return Finding(verdict, why, show(right, c["unit"]), "", where, "", c["compare_with"], number=right)


def _minimum_wage(c: Claim, data: Tables) -> Finding:
    """Check a wage stated in the text as a multiple of the federal minimum wage."""
    rate, table = _number(c["compare_with"]), data.rows("minimum_wages", year=data.year)
    law = wages.against_minimum_wage(rate, data.year, [], table)["minimum"]
    minimum = float((table["federal_mw"] if len(table) else law).iloc[0])
    ratio = rate / minimum
    what = f"{rate:.2f} an hour over the federal minimum of {minimum:.2f} ({data.year})"
    verdict, why = _judged(c, what, ratio)
    name, where, release = ("minimum_wages", f"year={data.year}", "") if len(table) else ("", "", _LAW)
    return Finding(
        verdict, why, f"{ratio:.2f}", name, where, "federal_mw", f"{minimum:g}", release=release, number=ratio
    )


def _credential(c: Claim, data: Tables) -> Finding:
    """Look names of credentials up in the dated table of standards."""
    names, table = c["items"].split(";"), data.load("standards")
    known = table[table["topic"].str.endswith("credential") & table["measure"].isin(names)]
    unknown = [name for name in names if name not in set(known["measure"])]
    since, until = known["valid_from"].fillna("0000").str[:4], known["valid_to"].fillna("9999").str[:4]
    over, early = known[until < f"{data.year}"], known[since > f"{data.year}"]
    said = [f"{r.measure} was in use until {r.valid_to} ({r.definition})" for r in over.itertuples()]
    said += [f"{r.measure} is in use from {r.valid_from} only" for r in early.itertuples()]
    unsure = known.loc[known["to_confirm"], "measure"].tolist()
    said += [
        f"{n} was in use in {data.year}{' (to be confirmed)' if n in unsure else ''}"
        for n in known.drop([*over.index, *early.index])["measure"]
    ]
    found, source = "; ".join(said), ", ".join(known["source"].unique())
    said += [f"{name} is not in the table of standards" for name in unknown]
    verdict = OPEN if known.empty else PARTLY if unknown or unsure else RIGHT
    verdict = say.OLD if len(over) else FALSE if len(early) else verdict
    needed = f"A dated source for {', '.join(unknown + unsure)}" if unknown or unsure else ""
    where, value = f"measure={' '.join(known['measure'])}", "; ".join(known["valid_to"].fillna("in use"))
    why = f"{'; '.join(said)}."
    return Finding(verdict, why, found, "standards", where, "valid_to", value, needed, source)


def _schooling(c: Claim, data: Tables) -> Finding:
    """Set what is said of requirements beside the schooling that workers have: never more than in part."""
    code, levels, table = data.code(c["occupation"]), c["items"].split(";"), data.load("education")
    mine = table[(table["occ_code"] == code) & (table["years"].str[:4].astype(int) <= data.year)]
    if mine.empty:
        why = f"Schooling of workers in {code} is not at hand up to {data.year}."
        return Finding(OPEN, why, needed=f"Schooling of workers in {code}, {data.year} or before")
    row = mine.sort_values("years").iloc[-1]
    share, most = float(row[levels].sum()), c["relation"] == "most"
    why = f"Of workers in {code} ({row['years']}), {share:.1f} percent have "
    why += f"{LEVELS[levels[0]]} to {LEVELS[levels[-1]]} as their highest schooling"
    if c["relation"] == "few":
        others = table[(table["years"] == row["years"]) & (table["occ_code"] != code)]
        others = others[others["occ_code"] != "00-0000"]
        more = int((others[levels].sum(axis=1) >= share).sum())
        why += '. "Few" cannot be judged from so few occupations: '
        why += f"it is as many or more in {more} of the {len(others)} others at hand"
    word = "most" if most else "some"
    why += f'. "{word.capitalize()}" is taken as {COMPARING_WORDS[word]}.'
    why += " It is what workers have, not what employers require."
    verdict = PARTLY if (share > _MOST if most else share >= _SOME) else FALSE
    where, value = f"years={row['years']}, occ_code={code}", " + ".join(f"{row[n]:g}" for n in levels)
    found = f"{share:.1f} percent"
    return Finding(verdict, why, found, "education", where, " ".join(levels), value, number=share)


def _title(c: Claim, data: Tables) -> Finding:
    """Check that a word belongs to an occupation's published title, and say where it does stand."""
    code, other, word = data.code(c["occupation"]), data.code(c["compare_with"]), c["items"]
    titles = data.rows("wages_national", year=data.year).set_index("occ_code")
    if not {code, other} <= set(titles.index):
        why = f"{code} or {other} has no row in {data.year}."
        return Finding(OPEN, why, needed=f"Occupation titles of May {data.year}")
    (mine, a), (theirs, b) = (
        (str(t), m) for t, m in titles.loc[[code, other], ["occ_title", "a_median"]].values
    )
    fits, where = word.lower() in mine.lower(), f"year={data.year}, occ_code={code}"
    why = f'{code} is titled "{mine}" (median {a:,.0f} a year)'
    if not fits:
        why += f', without the word "{word}". {other} is "{theirs}" (median {b:,.0f})'
    return Finding(RIGHT if fits else FALSE, f"{why}.", mine, "wages_national", where, "occ_title", mine)


def _earnings(c: Claim, data: Tables) -> Finding:
    """Compare earnings after programs of two levels: of different people, so never more than in part."""
    horizon = "4yr_after_completion"
    rows = data.rows("programs", earnings_horizon=horizon).dropna(subset=["earnings"])
    groups = [rows[rows["credential_level"] == int(level)] for level in c["items"].split(";")]
    high, low = (float(group["earnings"].median()) for group in groups)
    of_each = [f"{g['credential'].iloc[0]} ({len(g)} institutions)" for g in groups]
    why = (
        f"Median earnings four years after completion: {of_each[0]} {high:,.0f}, {of_each[1]} {low:,.0f}. "
        "The field (health and medical administrative services) is wider, the dollars' year is not given, "
        "and they are different people."
    )
    where = f"earnings_horizon={horizon}, credential_level={c['items'].replace(';', ' ')}"
    found, value = f"{high:,.0f} against {low:,.0f}", f"{high:.10g} / {low:.10g}"
    return Finding(PARTLY if high > low else FALSE, why, found, "programs", where, "earnings", value)


def _unchecked(c: Claim, data: Tables) -> Finding:
    return Finding(OPEN, "Nothing at hand measures it.", needed=c["needed"])


_LAW = "29 U.S.C. 206(a)(1)(C)"
# Method: the function, the columns that it needs, and the words that some of them may hold.
METHODS: Final[dict[str, tuple[Callable[[Claim, Tables], Finding], str, dict[str, tuple[str, ...]]]]] = {
    "published figure": (_published, "value unit measure occupation", {}),
    "employer share": (_share, "value unit occupation industry", {"unit": ("percent",)}),
    "ranking": (
        _ranking,
        "measure occupation items relation compare_with",
        {
            "relation": ("most",),
            "compare_with": ("states", "metros", "industries"),
            "measure": ("tot_emp", "h_mean"),
        },
    ),
    "comparison": (
        _comparison,
        "measure occupation relation compare_with",
        {"relation": ("higher", "significantly higher", "much faster")},
    ),
    "unit conversion": (_conversion, "value unit compare_with", {"unit": ("USD per hour", "USD per year")}),
    "minimum wage multiple": (_minimum_wage, "value unit compare_with", {"unit": ("ratio",)}),
    "credential name": (_credential, "items", {}),
    "workers' schooling": (_schooling, "occupation items relation", {"relation": ("most", "some", "few")}),
    "occupation title": (_title, "occupation items compare_with", {}),
    "program earnings": (_earnings, "items relation", {"relation": ("higher",)}),
    "not checkable": (_unchecked, "needed", {}),
}
