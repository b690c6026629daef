"""Made-up encounters: who comes for what and when, what is coded, and which procedures are done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from recordsdata.records.cases import COMPLICATIONS, code_table
from recordsdata.records.draws import (
    DAY,
    MISSING,
    Bools,
    Draw,
    Ints,
    below,
    chance,
    pick,
    pick_by_row,
    stream,
)
from recordsdata.records.people import AGE_GROUPS, END, NOW, START, Columns, age_on, payers
from recordsdata.records.tumors import CANCERS

Load = Callable[[str], pd.DataFrame]

SETTINGS = ["inpatient", "outpatient", "emergency"]
ADMISSIONS = ["emergency", "urgent", "elective", "newborn"]
UNITS = ["medicine", "surgery", "obstetrics", "nursery", "pediatrics", "intensive", "clinic", "emergency"]
PAYERS = ["medicare", "medicaid", "commercial", "self-pay", "other"]
STATUSES = ["01", "02", "03", "06", "07", "20", "50", "51", "62"]
DIED, LEFT = STATUSES.index("20"), STATUSES.index("07")
# payment groups of alcohol and drugs: who leaves against advice falls into one of its own
_ADDICTED, _ADDICTED_LEFT = ("895", "896", "897"), "894"
# valid, rare illnesses that are no complication for the grouper: some patients have one
RARE_CODES = ["E75.22", "G71.11", "E83.01", "Q85.01"]
# what a hospital stay itself may bring: not present on admission in one case of eight
ACQUIRED = ["N17.9", "N39.0", "J18.9", "J96.01", "D62", "E87.1", "F05", "O72.1", "O86.12"]
# what else a child may have beside its illness; the other secondary diagnoses belong to adults
_CHILDREN = """
D50.0 E66.9 E86.0 H66.93 J30.9 J45.909 K52.9 K86.81 L20.9 P08.1 P59.9 P92.5 P92.8 R11.2 R63.39 R63.6 Z23
Z79.899 Z91.010 G89.29
"""
OF_CHILDREN = _CHILDREN.split()
ROLES = ["principal", "first_listed", "secondary"]
POA = ["Y", "N", "U", "W", "exempt"]
EXEMPT = POA.index("exempt")
# ranks of diagnoses that no table shows: what a diagnosis is on its list for
PRINCIPAL, MAJOR, MINOR, ALWAYS, OTHER, RARE, EXTERNAL, TUMOR = range(8)

# stays, emergency visits and outpatient visits of a patient in the year, a thousand patients by group of age
_STAYS = np.array(
    [
        [880, 100, 15, 5],
        [950, 44, 5, 1],
        [962, 33, 4, 1],
        [890, 90, 16, 4],
        [860, 110, 24, 6],
        [780, 160, 48, 12],
        [700, 205, 72, 23],
        [590, 260, 110, 40],
        [500, 300, 140, 60],
        [450, 320, 160, 70],
    ]
)
_EMERGENCIES = np.array(
    [
        [600, 280, 90, 30],
        [660, 250, 70, 20],
        [770, 180, 40, 10],
        [680, 230, 70, 20],
        [720, 200, 60, 20],
        [740, 190, 50, 20],
        [750, 180, 50, 20],
        [730, 190, 60, 20],
        [680, 220, 70, 30],
        [640, 240, 80, 40],
    ]
)
_VISITS = np.array(
    [
        [50, 150, 400, 300, 100],
        [250, 400, 250, 80, 20],
        [400, 380, 160, 50, 10],
        [500, 320, 130, 40, 10],
        [420, 360, 160, 50, 10],
        [330, 370, 200, 80, 20],
        [270, 370, 230, 100, 30],
        [200, 360, 270, 130, 40],
        [180, 350, 280, 140, 50],
        [260, 370, 240, 100, 30],
    ]
)
_MONTHS = {  # January to December
    "flat": [10] * 12,
    "winter": [17, 16, 14, 10, 8, 6, 5, 5, 6, 8, 11, 15],
    "summer": [7, 7, 8, 9, 11, 14, 15, 14, 12, 9, 8, 7],
}
_WEEK = {  # Monday to Sunday: discharges, visits to the clinic, visits to the emergency department
    "inpatient": [10, 11, 11, 11, 12, 8, 6],
    "outpatient": [11, 11, 11, 11, 10, 1, 0],
    "emergency": [11, 10, 10, 10, 10, 10, 11],
}
_ARRIVALS = [3, 2, 2, 1, 1, 2, 3, 5, 7, 9, 10, 10, 10, 10, 10, 10, 10, 10, 9, 9, 8, 7, 5, 4]  # by hour
_LEAVING = [0] * 9 + [4, 9, 13, 14, 13, 12, 10, 8, 5, 3] + [0] * 5
_GOES = {  # where patients go, weights of STATUSES
    "home": [840, 10, 30, 105, 15, 0, 0, 0, 0],
    "old": [500, 20, 210, 210, 8, 0, 22, 22, 8],
    "rehab": [240, 12, 300, 280, 4, 0, 0, 0, 164],
    "young": [960, 15, 0, 20, 5, 0, 0, 0, 0],
    "newborn": [985, 0, 0, 15, 0, 0, 0, 0, 0],
    "visit": [985, 5, 0, 0, 10, 0, 0, 0, 0],
}


def read_cases(load: Load) -> dict[str, Any]:
    """Read the illnesses and their MS-DRGs with `load`, and lay them out for drawing."""
    profiles, variants, weights = load("case_profiles"), load("case_drgs"), load("msdrg_weights")
    profiles, variants = profiles.fillna("").astype("str"), variants.fillna("").astype("str")
    drgs = sorted({*variants["drg"], _ADDICTED_LEFT})
    columns = ("principal", "always", "secondary", "cc", "mcc", "external")
    lists = {name: [text.split() for text in profiles[name]] for name in columns}
    words = {code for name in columns for row in lists[name] for item in row for code in item.split("+")}
    codes = sorted(words | {*RARE_CODES} | {code for cancer in CANCERS for code in cancer.codes.split()})
    number = {code: place for place, code in enumerate(codes)}
    operations = [text.split() for text in profiles["operation"]]
    bedside = [text.split() for text in profiles["bedside"]]
    pcs = sorted({code.rstrip("*") for row in operations + bedside for code in row})
    sizes = (len(profiles), max(map(len, lists["principal"])), max(map(len, operations)) + 1)
    drg = np.full((*sizes, len(COMPLICATIONS), 3), -1, dtype=np.int64)  # last: as `outcome` numbers them
    rows = {name: place for place, name in enumerate(profiles["profile"])}
    for row in variants.itertuples(index=False):
        case = rows[str(row.profile)]
        operation = [code.rstrip("*") for code in operations[case]]
        at = (
            case,
            lists["principal"][case].index(str(row.principal)),
            operation.index(str(row.operation)) + 1 if row.operation != "none" else 0,
            COMPLICATIONS.index(str(row.complications)),
            int(str(row.died).lower() == "true"),
        )
        drg[at] = drgs.index(str(row.drg))
    addicted = np.isin(drg[..., 0], [drgs.index(name) for name in _ADDICTED if name in drgs])
    drg[..., 2] = np.where(addicted, drgs.index(_ADDICTED_LEFT), drg[..., 0])
    mean = weights.set_index("drg").loc[drgs]
    return {
        "profiles": profiles,
        "settings": profiles["setting"].to_numpy(dtype=object),
        "lists": lists,
        "codes": codes,
        "number": number,
        "operations": operations,
        "bedside": bedside,
        "pcs": pcs,
        "drgs": drgs,
        "drg": drg,
        "stays": stay_table(mean["arithmetic_los"].to_numpy(), mean["geometric_los"].to_numpy()),
        "whole": {
            name: profiles[f"{name}_permille"].astype(int).to_numpy()
            for name in ("operation", "bedside", "cc", "mcc", "death")
        },
    }


def outcome(status: Ints) -> Ints:
    """Return what of a discharge status decides the MS-DRG: 1 died, 2 left against advice, 0 all others."""
    return np.where(status == DIED, 1, np.where(status == LEFT, 2, 0))


def stay_table(mean: Any, geometric: Any) -> Ints:
    """Return 256 equally likely lengths of stay a DRG, in days, of the table's arithmetic mean.

    The shape is log-normal, its width from the ratio of the two means (sigma squared is twice the logarithm
    of it), cut off at the 256th part on each side, at least one day, at most 120. Lengths are then moved by
    a day here and there until the mean is within half a day in 256.
    """
    steps = (np.arange(256) + 0.5) / 256
    # Tukey's lambda is within 0.01 of the normal quantile here; powers are rounded, so that the last bit of
    # a machine's arithmetic cannot decide a length
    normal = np.round((steps**0.1349 - (1 - steps) ** 0.1349) / 0.1975, 4)
    out = np.empty((len(mean), 256), dtype=np.int64)
    for row, (average, middle) in enumerate(zip(mean, geometric, strict=True)):
        width = np.round(np.sqrt(2 * np.log(max(average / middle, 1.02))), 4)
        shape = np.round(np.exp(width * normal), 4)
        target = round(float(average) * 256)
        scale = float(average) / shape.mean()
        for _ in range(60):
            days = np.clip(np.floor(shape * scale + 0.5), 1, 120)
            scale = round(scale * (target / days.sum()) ** 0.5, 6)
        days = np.clip(np.floor(shape * scale + 0.5), 1, 120).astype(np.int64)
        rest = target - int(days.sum())
        step = 1 if rest > 0 else -1
        while rest:
            can = np.flatnonzero((days + step >= 1) & (days + step <= 120))[: abs(rest)]
            days[can] += step
            rest -= step * len(can)
        out[row] = days
    return out


def _day_tables(cases: dict[str, Any]) -> dict[tuple[str, str], Ints]:
    """Return the weight of each day of the period by season and kind of encounter."""
    days = np.arange(START, END).astype("datetime64[D]")
    month = days.astype("datetime64[M]").astype(np.int64) % 12
    weekday = (np.arange(START, END) + 3) % 7  # 1970 began on a Thursday
    return {
        (season, kind): np.array(months)[month] * np.array(week)[weekday]
        for season, months in _MONTHS.items()
        for kind, week in _WEEK.items()
    }


def make_encounters(people: Columns, cases: dict[str, Any], seed: int) -> Columns:
    """Make the encounters of all people, in the order of discharge, and enter deaths among the people."""
    births = _births(people, cases, seed)
    age = np.maximum(age_on(people["birth_date"], np.full(len(people["id"]), START - 90)), 0)
    group = np.searchsorted(AGE_GROUPS, age, side="right") - 1
    parts = [births]
    for kind, counts in (("inpatient", _STAYS), ("emergency", _EMERGENCIES), ("outpatient", _VISITS)):
        draw = stream(seed, kind)
        times_ = pick_by_row(draw, counts, group)
        patient = np.repeat(np.arange(len(group)), times_)
        parts.append(_encounters(draw, kind, patient, group[patient], people, cases))
    both = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    both = _without_overlaps(both, people)
    order = np.argsort(both["discharged"], kind="stable")
    both = {name: column[order] for name, column in both.items()}
    draw = stream(seed, "deaths")
    dead = both["status"] == DIED
    people["death_date"][both["patient"][dead]] = both["discharged"][dead] // DAY
    _deaths_elsewhere(draw, people, both)
    draw = stream(seed, "payers")
    size = len(order)
    years = age_on(people["birth_date"][both["patient"]], both["admitted"] // DAY)
    both["payer"] = payers(draw, years)
    both["years"] = years
    assert size == len(both["payer"])
    return both


def _births(people: Columns, cases: dict[str, Any], seed: int) -> Columns:
    """Make the stays of newborns and of their mothers."""
    draw = stream(seed, "births")
    settings = cases["settings"]
    baby = np.flatnonzero(people["mother"] >= 0)
    mother = people["mother"][baby]
    multiple = people["twin_of"][baby] >= 0
    eldest = people["birth_order"][baby] != 2  # the one whose birth counts for the mother
    lead = np.flatnonzero(eldest)
    of_mother = np.zeros(len(people["id"]), dtype=np.int64)
    of_mother[mother[lead]] = np.arange(len(lead))
    twins = multiple[lead]
    names = cases["profiles"]["profile"].to_numpy(dtype=object)
    weight = cases["profiles"]["weight"].astype(int).to_numpy()
    delivery = np.flatnonzero(settings == "delivery")
    is_twin = np.array(["twin" in names[row] for row in delivery])
    rows = np.stack([weight[delivery] * ~is_twin, weight[delivery] * is_twin])
    case = delivery[pick_by_row(draw, rows, twins.astype(np.int64))] if len(lead) else lead
    mothers = _coded(draw, case, np.full(len(lead), 4), cases)
    mothers["died"][:] = False
    nights = _nights(draw, mothers, cases, same_day=False)
    newborn = np.flatnonzero(settings == "newborn")
    case = newborn[pick(draw, weight[newborn], len(baby))]
    babies = _coded(draw, case, np.zeros(len(baby), dtype=np.int64), cases)
    surgical = np.array(["cesarean" in name for name in names])[mothers["case"]]
    babies["principal"] = surgical[of_mother[mother]] + 2 * multiple
    babies["drg"] = cases["drg"][babies["case"], babies["principal"], 0, 0, 0]
    stays = _nights(draw, babies, cases, same_day=False)
    # the birth: early enough that mother and children go home within the period
    born = people["birth_date"]
    longest = np.zeros(len(lead), dtype=np.int64)
    np.maximum.at(longest, of_mother[mother], stays)
    longest = np.maximum(longest, nights) + 1
    at = born[baby[lead]]
    at = np.where(at + longest >= END, START + (at - START) * (END - START - longest) // (END - START), at)
    minute = below(draw, DAY - 60, len(lead))
    minute = np.where(mothers["case"] >= 0, minute, 0)
    born[baby] = at[of_mother[mother]]
    birth = at * DAY + minute
    gap = 3 + below(draw, 30, len(baby))
    own = birth[of_mother[mother]] + np.where(eldest, 0, gap)
    admitted = birth - np.where(surgical, 60 + below(draw, 180, len(lead)), 120 + below(draw, 720, len(lead)))
    leaves = pick(draw, _LEAVING, len(lead)) * 60 + below(draw, 60, len(lead))
    gone = (admitted // DAY + nights) * DAY + leaves
    gone = np.where(gone < birth + 360, gone + DAY, gone)
    leaves = pick(draw, _LEAVING, len(baby)) * 60 + below(draw, 60, len(baby))
    home = (own // DAY + stays) * DAY + leaves
    mothers |= {"patient": mother[lead], "admitted": admitted, "discharged": gone}
    babies |= {"patient": baby, "admitted": own, "discharged": home}
    mothers["event"], babies["event"] = birth, own
    mothers["kind"], babies["kind"] = (np.zeros(len(rows_), dtype=np.int64) for rows_ in (lead, baby))
    mothers["status"] = pick(draw, _GOES["young"], len(lead))
    babies["status"] = pick(draw, _GOES["newborn"], len(baby))
    mothers["admission"] = np.where(surgical, 2, 1)
    babies["admission"] = np.full(len(baby), 3)
    out = {name: np.concatenate([mothers[name], babies[name]]) for name in mothers}
    out["fixed"] = np.ones(len(out["case"]), dtype=bool)
    return out


def _encounters(
    draw: Draw, kind: str, patient: Ints, group: Ints, people: Columns, cases: dict[str, Any]
) -> Columns:
    """Make encounters of one kind: illness by age and sex, how it is coded, how long it lasts, when."""
    settings, profiles = cases["settings"], cases["profiles"]
    rows = np.flatnonzero(settings == kind)
    ages = np.array([[int(word) for word in text.split()] for text in profiles["age_weights"].iloc[rows]])
    sexes = np.array([[int(word) for word in text.split()] for text in profiles["sex_weights"].iloc[rows]])
    weight = profiles["weight"].astype(int).to_numpy()[rows]
    shares = sexes * 1000 // sexes.sum(axis=1, keepdims=True)
    unsaid = np.where((sexes > 0).all(axis=1), 500, 0)  # whose sex is not told has no illness of one sex
    shares = np.concatenate([shares, unsaid[:, None]], axis=1)
    # cell (group of age, body) x illness
    share_of_age = ages * 1000 // ages.sum(axis=1, keepdims=True)
    matrix = share_of_age.T[:, None, :] * shares.T[None, :, :] * weight[None, None, :] // 1000
    matrix = matrix.reshape(-1, len(rows))
    size = len(patient)
    case = rows[pick_by_row(draw, matrix, group * 3 + people["body"][patient])]
    out = _coded(draw, case, group, cases)
    goes = list(_GOES)
    place = np.array([goes.index(name) for name in profiles["goes"]])[case]
    place = np.where(group < 4, goes.index("young"), place)
    if kind != "inpatient":
        place[:] = goes.index("visit")
    status = pick_by_row(draw, np.array(list(_GOES.values())), place)
    if kind == "outpatient":
        status[:] = 0
    status = np.where(out["died"], DIED, status)
    out["drg"] = cases["drg"][case, out["principal"], out["operation"], out["level"], outcome(status)]
    nights = _nights(draw, out, cases, same_day=True) if kind == "inpatient" else np.zeros(size, np.int64)
    seasons = list(_MONTHS)
    season = np.array([seasons.index(name) for name in profiles["season"]])[case]
    tables = _day_tables(cases)
    matrix = np.stack([tables[name, kind] for name in seasons])
    last = START + pick_by_row(draw, matrix, season)
    usual = np.array([ADMISSIONS.index(name) for name in profiles["admission"]])[case]
    ways = np.array([[880, 110, 10], [240, 700, 60], [10, 70, 920]])
    admission = pick_by_row(draw, ways, np.minimum(usual, 2)) if kind == "inpatient" else usual
    first = last - nights
    weekday = (first + 3) % 7
    shift = np.where((admission == 2) & (weekday >= 5) & (kind == "inpatient"), 7 - weekday, 0)
    shift = np.where(last + shift >= END, -(weekday - 4), shift) * (shift > 0)
    first, last = first + shift, last + shift
    hour = pick(draw, _ARRIVALS, size)
    minute = below(draw, 60, size)
    if kind == "inpatient":
        hour = np.where(admission == 2, 5 + below(draw, 4, size), hour)
        hour = np.where(nights == 0, 5 + below(draw, 6, size), hour)
        admitted = first * DAY + hour * 60 + minute
        leaves = pick(draw, _LEAVING, size) * 60 + below(draw, 60, size)
        leaves = np.where(out["died"], below(draw, DAY, size), leaves)
        discharged = last * DAY + leaves
        short = admitted + 240 + below(draw, 480, size)
        discharged = np.where(nights == 0, short, discharged)
    elif kind == "emergency":
        admitted = first * DAY + hour * 60 + minute
        discharged = admitted + 50 + below(draw, 200, size) + below(draw, 200, size)
        late = discharged >= END * DAY
        admitted, discharged = admitted - DAY * late, discharged - DAY * late
    else:
        admitted = first * DAY + (8 + below(draw, 8, size)) * 60 + minute // 15 * 15
        discharged = admitted + 15 + below(draw, 60, size)
    out |= {
        "patient": patient,
        "admitted": admitted,
        "discharged": discharged,
        "event": np.full(size, MISSING),
        "kind": np.full(size, SETTINGS.index(kind)),
        "status": status,
        "admission": admission,
        "fixed": np.zeros(size, dtype=bool),
    }
    return out


def _coded(draw: Draw, case: Ints, group: Ints, cases: dict[str, Any]) -> Columns:
    """Draw which principal code, operation and complications an illness comes with, and whether it kills."""
    size = len(case)
    lists, whole = cases["lists"], cases["whole"]
    count = np.array([len(row) for row in lists["principal"]])
    operations = np.array([len(row) for row in cases["operations"]])
    operated = chance(draw, whole["operation"][case], size) & (operations[case] > 0)
    roll = below(draw, 1000, size)
    older = np.array([60, 70, 70, 80, 85, 95, 100, 115, 130, 150])[group]  # percent
    major = whole["mcc"][case] * older // 100
    minor = np.where(whole["cc"][case] > 0, whole["cc"][case], 0)
    level = np.where(roll < major, 2, np.where(roll < major + minor, 1, 0))
    risk = whole["death"][case] * np.array([40, 30, 30, 35, 45, 60, 80, 110, 150, 200])[group]
    died = below(draw, 1_000_000, size) < risk * np.array([3, 6, 18])[level]
    principal = below(draw, count[case], size)
    operation = np.where(operated, 1 + below(draw, np.maximum(operations[case], 1), size), 0)
    return {
        "case": case.astype(np.int64),
        "principal": principal,
        "operation": operation,
        "level": level,
        "died": died,
        "drg": cases["drg"][case, principal, operation, level, 0],
    }


def _nights(draw: Draw, coded: Columns, cases: dict[str, Any], same_day: bool) -> Ints:
    """Draw nights by DRG; one in eight stays of one day ends on the day on which it began."""
    size = len(coded["case"])
    days = cases["stays"][np.maximum(coded["drg"], 0), below(draw, 256, size)]
    return np.where(same_day & (days == 1) & chance(draw, 125, size), 0, days)


def _without_overlaps(rows: Columns, people: Columns) -> Columns:
    """Leave out encounters before birth, after death or while the patient lies in hospital."""
    birth = people["birth_date"][rows["patient"]]
    keep = rows["fixed"] | (rows["admitted"] // DAY >= birth + 14)
    # a mother does not die while her child is being born here
    busy = np.zeros(len(people["id"]), dtype=bool)
    busy[rows["patient"][rows["fixed"]]] = True
    keep &= ~(busy[rows["patient"]] & (rows["status"] == DIED))
    rows = {name: column[keep] for name, column in rows.items()}
    for _ in range(12):
        order = np.lexsort((rows["admitted"], rows["patient"]))
        patient, begun, ended = (rows[name][order] for name in ("patient", "admitted", "discharged"))
        fixed, died = rows["fixed"][order], rows["status"][order] == DIED
        clash = (patient[1:] == patient[:-1]) & ((begun[1:] < ended[:-1] + 30) | died[:-1])
        lost = np.zeros(len(order), dtype=bool)
        lost[1:] |= clash & ~fixed[1:]
        lost[:-1] |= clash & fixed[1:]
        if not lost.any():
            return rows
        rows = {name: column[order[~lost]] for name, column in rows.items()}
    raise AssertionError("encounters of one patient still overlap")  # twelve of one patient do not occur


def _deaths_elsewhere(draw: Draw, people: Columns, encounters: Columns) -> None:
    """Let some old people die outside the hospital, a month or more after all that they came for."""
    last = np.full(len(people["id"]), START)
    np.maximum.at(last, encounters["patient"], encounters["discharged"] // DAY)
    age = age_on(people["birth_date"], np.full(len(last), START))
    day_ = last + 2 + below(draw, 200, len(last))
    dies = chance(
        draw, np.where(age >= 85, 45, np.where(age >= 65, 14, np.where(age >= 30, 2, 0))), len(last)
    )
    mothers = np.zeros(len(last), dtype=bool)
    mothers[people["mother"][people["mother"] >= 0]] = True
    dies &= (people["death_date"] == MISSING) & (day_ < NOW) & ~mothers
    people["death_date"][dies] = day_[dies]


def make_diagnoses(
    encounters: Columns, cases: dict[str, Any], seed: int, tumors: tuple[Ints, Ints]
) -> Columns:
    """Make the diagnoses: encounter, code, role, present on admission and what each is on the list for.

    `tumors` are rows of encounters and the codes of the tumours that their patients have beside the illness.
    """
    draw = stream(seed, "diagnoses")
    case, level = encounters["case"], encounters["level"]
    size = len(case)
    number, lists = cases["number"], cases["lists"]
    parts: list[tuple[Ints, Ints, int]] = []

    def add(where: Bools, codes: Ints, rank: int) -> None:
        rows = np.flatnonzero(where & (codes >= 0))
        parts.append((rows, codes[rows], rank))

    counts = {name: np.array([len(row) for row in lists[name]]) for name in lists}
    add(np.ones(size, dtype=bool), code_table(cases, "principal")[case, encounters["principal"]], PRINCIPAL)
    for name, place, least in (("mcc", MAJOR, 2), ("cc", MINOR, 1)):
        codes, many = code_table(cases, name), counts[name][case]
        has = (level >= least) & (many > 0)
        if name == "cc":
            has &= (level == 1) | chance(draw, 600, size)
        first = below(draw, np.maximum(many, 1), size)
        add(has, codes[case, first], place)
        step = 1 + below(draw, np.maximum(many - 1, 1), size)
        add(
            has & (many > 1) & chance(draw, 300, size),
            codes[case, (first + step) % np.maximum(many, 1)],
            place,
        )
    for place in range(code_table(cases, "always").shape[1]):
        add(np.ones(size, dtype=bool), code_table(cases, "always")[case, place], ALWAYS)
    childlike = np.array([code in OF_CHILDREN for code in cases["codes"]])
    for place in range(code_table(cases, "secondary").shape[1]):
        has = chance(draw, 430, size)
        for part in (0, 1):
            secondary = code_table(cases, "secondary", part)[case, place]
            add(has & ((encounters["years"] >= 18) | childlike[secondary]), secondary, OTHER)
    rare = np.array([number[code] for code in RARE_CODES])
    stay = (encounters["kind"] == 0) & (encounters["years"] >= 5)
    add(stay & chance(draw, 6, size), rare[below(draw, len(rare), size)], RARE)
    outside, many = code_table(cases, "external"), counts["external"][case]
    first = below(draw, np.maximum(many, 1), size)
    add(many > 0, outside[case, first], EXTERNAL)
    place_code = np.array([number[row[-1]] if row else -1 for row in lists["external"]])
    where_from = np.array([bool(row) and row[-1].startswith("Y92") for row in lists["external"]])
    add(where_from[case] & (first != many - 1) & chance(draw, 500, size), place_code[case], EXTERNAL)

    parts.append((*tumors, TUMOR))

    row = np.concatenate([part[0] for part in parts])
    order = np.concatenate([np.full(len(part[0]), place) for place, part in enumerate(parts)])
    by = np.argsort(row * len(parts) + order, kind="stable")
    row = row[by]
    code = np.concatenate([part[1] for part in parts])[by]
    rank = np.concatenate([np.full(len(part[0]), part[2]) for part in parts])[by]
    inpatient = encounters["kind"][row] == 0
    role = np.where(rank == PRINCIPAL, np.where(inpatient, 0, 1), 2)
    count = len(row)
    exempt = np.array([word[0] in "VWXYZ" or word == "O80" for word in cases["codes"]])[code]
    may = np.array([word in ACQUIRED for word in cases["codes"]])[code] & (rank != PRINCIPAL)
    poa = np.where(may & chance(draw, 125, count), 1, 0)
    unsure = np.where(rank == OTHER, below(draw, 1000, count), 999)
    poa = np.where(unsure < 8, 2, np.where(unsure < 11, 3, poa))
    poa = np.where(exempt, EXEMPT, poa)
    return {
        "encounter": row,
        "code": code,
        "role": role,
        "poa": np.where(inpatient, poa, -1),
        "rank": rank,
    }


def make_procedures(encounters: Columns, cases: dict[str, Any], seed: int) -> Columns:
    """Make the procedures of inpatient stays: operations, and what is done at the bedside."""
    draw = stream(seed, "procedures")
    case, operation = encounters["case"], encounters["operation"]
    size = len(case)
    number = {code: place for place, code in enumerate(cases["pcs"])}

    def table(lists: list[list[str]]) -> tuple[Ints, Bools]:
        wide = max(map(len, lists))
        codes = np.full((len(lists), wide), -1, dtype=np.int64)
        theatre = np.zeros((len(lists), wide), dtype=bool)
        for row, items in enumerate(lists):
            for place, item in enumerate(items):
                codes[row, place], theatre[row, place] = number[item.rstrip("*")], not item.endswith("*")
        return codes, theatre

    codes, theatre = table(cases["operations"])
    length = encounters["discharged"] - encounters["admitted"]
    stay = encounters["kind"] == 0
    done = np.flatnonzero(stay & (operation > 0))
    place = operation[done] - 1
    wait = np.where(
        encounters["admission"][done] == 2,
        60 + below(draw, 180, len(done)),
        120 + below(draw, 2000, len(done)),
    )
    start = encounters["admitted"][done] + np.minimum(wait, length[done] // 2)
    start = np.where(encounters["event"][done] != MISSING, encounters["event"][done], start)
    parts = [(done, codes[case[done], place], theatre[case[done], place], start)]
    codes, _ = table(cases["bedside"])
    many = np.array([len(row) for row in cases["bedside"]])[case]
    rows = np.flatnonzero(stay & (many > 0) & chance(draw, cases["whole"]["bedside"][case], size))
    start = encounters["admitted"][rows] + 15 + below(draw, np.maximum(length[rows] - 60, 1), len(rows))
    picked = codes[case[rows], below(draw, many[rows], len(rows))]
    parts.append((rows, picked, np.zeros(len(rows), dtype=bool), start))
    row = np.concatenate([part[0] for part in parts])
    by = np.argsort(row, kind="stable")
    return {
        "encounter": row[by],
        "code": np.concatenate([part[1] for part in parts])[by],
        "theatre": np.concatenate([part[2] for part in parts])[by],
        "performed": np.concatenate([part[3] for part in parts])[by],
    }


def unit_of(encounters: Columns, cases: dict[str, Any], seed: int) -> Ints:
    """Return the unit of each encounter; children lie in pediatrics, the gravest in intensive care."""
    draw = stream(seed, "units")
    usual = np.array([UNITS.index(name) for name in cases["profiles"]["unit"]])[encounters["case"]]
    child = (encounters["years"] < 18) & np.isin(usual, [0, 1])
    grave = (encounters["level"] == 2) & np.isin(usual, [0, 1]) & chance(draw, 160, len(usual))
    return np.where(child, UNITS.index("pediatrics"), np.where(grave, UNITS.index("intensive"), usual))


__all__ = [
    "make_diagnoses",
    "make_encounters",
    "make_procedures",
    "outcome",
    "read_cases",
    "stay_table",
    "unit_of",
]
