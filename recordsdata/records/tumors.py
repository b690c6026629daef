"""Made-up tumour-registry abstracts and the death certificates that belong to them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from recordsdata.records.cases import code_table
from recordsdata.records.draws import (
    DAY,
    MISSING,
    Ints,
    below,
    chance,
    day,
    pick,
    pick_by_row,
    sample,
    shuffled,
    stream,
)
from recordsdata.records.people import (
    MEN,
    NOW,
    PLACES,
    START,
    SURNAMES,
    WOMEN,
    Columns,
    age_on,
)


class Cancer(NamedTuple):
    """A tumour: topography, morphology, behaviour, whether the organ is paired, for whom, cause of death.

    `codes` is how ICD-10-CM has it: right, left and side unknown, or one code for all. `minor` says whether
    the grouper counts that code as a complication (CC) of another illness.
    """

    site: str
    histology: str
    behavior: str
    paired: bool
    women: int
    men: int
    cause: str
    codes: str
    minor: bool


CANCERS = (
    Cancer("C50.4", "8500", "3", True, 190, 0, "C50.9", "C50.411 C50.412 C50.419", False),
    Cancer("C50.4", "8500", "3", True, 0, 2, "C50.9", "C50.421 C50.422 C50.429", False),
    Cancer("C50.9", "8520", "3", True, 40, 0, "C50.9", "C50.911 C50.912 C50.919", False),
    Cancer("C50.4", "8500", "2", True, 40, 0, "C50.9", "D05.11 D05.12 D05.10", False),
    Cancer("C61.9", "8140", "3", False, 0, 230, "C61", "C61", False),
    Cancer("C34.1", "8140", "3", True, 70, 80, "C34.9", "C34.11 C34.12 C34.10", True),
    Cancer("C34.3", "8070", "3", True, 30, 40, "C34.9", "C34.31 C34.32 C34.30", True),
    Cancer("C18.7", "8140", "3", False, 40, 45, "C18.9", "C18.7", True),
    Cancer("C18.2", "8140", "3", False, 35, 30, "C18.9", "C18.2", True),
    Cancer("C20.9", "8140", "3", False, 25, 35, "C20", "C20", True),
    Cancer("C67.9", "8120", "3", False, 12, 45, "C67.9", "C67.9", False),
    Cancer("C67.9", "8130", "2", False, 8, 25, "C67.9", "D09.0", False),
    Cancer("C64.9", "8310", "3", True, 25, 45, "C64", "C64.1 C64.2 C64.9", True),
    Cancer("C54.1", "8380", "3", False, 60, 0, "C54.1", "C54.1", False),
    Cancer("C53.9", "8070", "3", False, 20, 0, "C53.9", "C53.9", False),
    Cancer("C56.9", "8441", "3", True, 25, 0, "C56", "C56.1 C56.2 C56.9", True),
    Cancer("C62.9", "9061", "3", True, 0, 14, "C62.9", "C62.91 C62.92 C62.90", False),
    Cancer("C73.9", "8260", "3", False, 40, 14, "C73", "C73", False),
    Cancer("C44.4", "8720", "3", False, 20, 30, "C43.4", "C43.4", False),
    Cancer("C44.4", "8720", "2", False, 14, 18, "C43.4", "D03.4", False),
    Cancer("C25.0", "8140", "3", False, 30, 32, "C25.9", "C25.0", True),
    Cancer("C16.9", "8140", "3", False, 12, 20, "C16.9", "C16.9", True),
    Cancer("C22.0", "8170", "3", False, 10, 25, "C22.0", "C22.0", True),
    Cancer("C15.5", "8140", "3", False, 4, 18, "C15.9", "C15.5", True),
    Cancer("C32.0", "8070", "3", False, 3, 12, "C32.9", "C32.0", False),
    Cancer("C09.9", "8070", "3", True, 4, 16, "C09.9", "C09.9", False),
    Cancer("C71.7", "9440", "3", False, 8, 12, "C71.9", "C71.7", True),
    Cancer("C70.0", "9530", "0", True, 20, 8, "D32.0", "D32.0", False),
    Cancer("C75.1", "8272", "0", False, 8, 8, "D35.2", "D35.2", False),
    Cancer("C42.1", "9732", "3", False, 18, 24, "C90.0", "C90.00", True),
    Cancer("C77.9", "9680", "3", False, 30, 36, "C83.3", "C83.30", True),
)
BEHAVIORS = ["0", "1", "2", "3"]
SIDES = ["0", "1", "2", "4", "9"]
CONFIRMATIONS = ["1", "2", "4", "5", "6", "7", "8", "9"]
SOURCES = ["1", "3", "4", "6", "7"]
VITAL = ["alive", "dead"]
FOLLOW_BACK = ["not_needed", "found", "not_found", "open"]
FIRST = day("2024-01-01")
_PAIRED = np.array([cancer.paired for cancer in CANCERS])
UNKNOWN_SIDE, CERTIFICATE, UNKNOWN = SIDES.index("9"), SOURCES.index("7"), CONFIRMATIONS.index("9")


def make_tumors(
    people: Columns, encounters: Columns, cases: dict[str, Any], seed: int
) -> tuple[Columns, Columns, tuple[Ints, Ints]]:
    """Make abstracts and certificates, and let some of the patients die of their tumour.

    Beside the columns of the tables there are `cancer` (place in CANCERS), `unsided` (no diagnosis code tells
    the side), `back` (how it became known: as in FOLLOW_BACK) and, for the certificates, `tumor` (row of the
    abstract, or -1). Last come the rows of encounters in which a tumour is coded beside another illness, and
    those codes: also of cases that the registry never heard of, so that it can find them there.
    """
    draw = stream(seed, "tumors")
    everyone = len(people["id"])
    cancer, index, told = _who(people, encounters, cases, seed)
    rows = np.flatnonzero(index >= 0)
    size = len(rows)
    index, cancer, told = index[rows], cancer[rows], told[rows]
    came = encounters["admitted"][index] // DAY
    treated = told >= 0
    # operations follow within weeks; who comes for something else may have had the tumour for long
    diagnosed = np.where(
        treated, came - 3 - below(draw, 60, size), FIRST + below(draw, came - FIRST + 1, size)
    )
    contact = np.minimum(diagnosed - 5 + below(draw, 20, size), came)
    # the tumour kills some, after all that they came to this hospital for
    last_seen = np.full(everyone, FIRST)
    np.maximum.at(last_seen, encounters["patient"], encounters["discharged"] // DAY)
    mothers = np.zeros(everyone, dtype=bool)
    mothers[people["mother"][people["mother"] >= 0]] = True
    grave = np.array([cancer_.behavior == "3" for cancer_ in CANCERS])[cancer]
    died = people["death_date"][rows]
    end = last_seen[rows] + 10 + below(draw, 120, size)
    kills = (died == MISSING) & grave & chance(draw, 680, size) & (end < NOW - 10) & ~mothers[rows]
    people["death_date"][rows[kills]] = end[kills]
    died = people["death_date"][rows]
    dead = died != MISSING
    known = 20 + below(draw, 90, size) + below(draw, 60, size)
    abstracted = contact + np.minimum(known, np.maximum(NOW - 1 - contact, 0))
    # a few who died soon were unknown until their certificate came
    back = np.zeros(size, dtype=bool)
    soon = np.flatnonzero(dead & (died - contact <= 100) & (died < NOW - 90))
    back[sample(draw, soon, max(1, int(dead.sum()) // 60))] = True
    abstracted = np.where(back, died + 20 + below(draw, 50, size), abstracted)
    seen = np.maximum(last_seen[rows], np.minimum(contact + below(draw, 500, size), NOW - 3))
    side = np.where(_PAIRED[cancer], 1 + pick(draw, [480, 480, 15, 25], size), 0)
    side = np.where(treated & _PAIRED[cancer], told, side)
    vague = ~treated & chance(draw, 300, size)
    coded = _codes(cases)[cancer, np.where(vague, UNKNOWN_SIDE, side)]
    lines = _coded(draw, encounters, cases, rows, index, diagnosed, cancer, coded)
    blood = np.isin(cancer, [place for place, c in enumerate(CANCERS) if c.site == "C42.1"])
    confirmed = pick(draw, [935, 15, 6, 4, 4, 26, 10, 0], size)
    confirmed = np.where(blood & chance(draw, 150, size), 3, confirmed)
    tumors: Columns = {
        "patient": rows,
        "last_name": people["last_name"][rows],
        "first_name": people["first_name"][rows],
        "birth_date": people["birth_date"][rows],
        "sex": people["sex"][rows],
        "race": np.where(people["race"][rows] < 0, 5, people["race"][rows]),
        "county": people["place"][rows],
        "diagnosis_date": diagnosed,
        "cancer": cancer,
        "laterality": side,
        "confirmation": confirmed,
        "source": pick(draw, [820, 70, 100, 10, 0], size),
        "first_contact": contact,
        "abstracted": abstracted,
        "last_contact": np.where(dead, died, seen),
        "vital_status": dead.astype(np.int64),
    }
    tumors["source"] = np.where((tumors["source"] == 3) & ~dead, 0, tumors["source"])
    tumors |= {"back": back.astype(np.int64), "unsided": vague}
    # of those who live as many are never reported as of those who die: certificates then tell how many
    lives = np.flatnonzero(~dead)
    heard = np.ones(size, dtype=bool)
    heard[sample(draw, lives, len(lives) * 7 // 100)] = False
    tumors = {name: column[heard] for name, column in tumors.items()}
    strangers = _strangers(seed, "certificates", max(1, int(dead.sum()) * 4 // 100))
    alone = len(strangers["last_name"])
    chosen = pick_by_row(
        stream(seed, "certificate sites"),
        _weights() * np.array([int(c.behavior == "3") for c in CANCERS]),
        strangers["sex"],
    )
    on = strangers.pop("death_date")
    draw = stream(seed, "certificate abstracts")
    tumors = {
        name: np.concatenate([tumors[name], part])
        for name, part in (
            strangers
            | {
                "patient": np.full(alone, -1),
                "diagnosis_date": on,
                "cancer": chosen,
                "laterality": np.where(_PAIRED[chosen], UNKNOWN_SIDE, 0),
                "confirmation": np.full(alone, UNKNOWN),
                "source": np.full(alone, CERTIFICATE),
                "first_contact": np.full(alone, MISSING),
                "abstracted": np.minimum(on + 60 + below(draw, 120, alone), NOW - 1),
                "last_contact": on,
                "vital_status": np.ones(alone, dtype=np.int64),
                "back": np.full(alone, 2),
                "unsided": np.ones(alone, dtype=bool),
            }
        ).items()
    }
    tumors["age_at_diagnosis"] = age_on(tumors["birth_date"], tumors["diagnosis_date"])
    order = np.argsort(tumors["abstracted"], kind="stable")
    tumors = {name: column[order] for name, column in tumors.items()}
    return tumors, _certificates(tumors, seed), lines


def _weights() -> Ints:
    """Return how common each tumour is by body: women, men, not told (who have no tumour of one sex)."""
    both = np.array([[c.women for c in CANCERS], [c.men for c in CANCERS]])
    return np.stack([*both, np.where((both > 0).all(axis=0), both.sum(axis=0), 0)])


def _codes(cases: dict[str, Any]) -> Ints:
    """Return the number of the code of each tumour by side, in the order of SIDES."""
    table = np.empty((len(CANCERS), len(SIDES)), dtype=np.int64)
    for row, cancer in enumerate(CANCERS):
        codes = [cases["number"][code] for code in cancer.codes.split()]
        table[row] = [codes[-1], codes[0], codes[len(codes) // 2], codes[-1], codes[-1]]
    return table


def _who(people: Columns, encounters: Columns, cases: dict[str, Any], seed: int) -> tuple[Ints, Ints, Ints]:
    """Return, for each person, the tumour, an encounter that is for it (-1: none), and the side it shows."""
    draw = stream(seed, "who has a tumour")
    everyone = len(people["id"])
    case, patient = encounters["case"], encounters["patient"]
    # those who are here to have it treated: the principal diagnosis says which
    of_code = np.full((len(cases["codes"]), 2), -1)
    table = _codes(cases)
    for row in reversed(range(len(CANCERS))):
        of_code[table[row, ::-1], 0], of_code[table[row, ::-1], 1] = row, np.arange(len(SIDES))[::-1]
    of_code[table[~_PAIRED], 1] = 0
    shown = of_code[_principal(encounters, cases)]
    treated = np.flatnonzero(shown[:, 0] >= 0)
    chemotherapy = np.flatnonzero((cases["profiles"]["profile"] == "chemotherapy").to_numpy()[case])
    # others come for something else, with a code that changes nothing about their payment group
    age = age_on(people["birth_date"], np.full(everyone, day("2025-06-01")))
    bands = np.array([0, 2, 9, 24, 34, 40])
    has = chance(draw, bands[np.searchsorted([20, 40, 55, 65, 75], age, side="right")], everyone)
    cancer = pick_by_row(draw, _weights(), people["body"])
    quiet = ~np.array([c.minor for c in CANCERS]) & np.array([c.behavior == "3" for c in CANCERS])
    theirs = patient[chemotherapy]
    cancer[theirs] = pick_by_row(draw, _weights() * quiet, people["body"])[theirs]
    others = np.flatnonzero(has[patient] & _may_show(encounters, cases, cancer[patient]))
    index, told = np.full(everyone, -1), np.full(everyone, -1)
    for rows in (others[shuffled(draw, len(others))], chemotherapy, treated):
        index[patient[rows]] = rows
    cancer[patient[treated]], told[patient[treated]] = shown[treated, 0], shown[treated, 1]
    return cancer, index, told


def _principal(encounters: Columns, cases: dict[str, Any]) -> Ints:
    """Return the number of the principal or first-listed code of each encounter."""
    numbers: Ints = code_table(cases, "principal")[encounters["case"], encounters["principal"]]
    return numbers


def _may_show(encounters: Columns, cases: dict[str, Any], cancer: Ints) -> Any:
    """Say in which encounters a tumour can be coded beside the illness, and leave the payment group."""
    closed = np.isin(cases["profiles"]["profile"], ["op_cancer"])[encounters["case"]]
    grave = np.array([c.minor for c in CANCERS])[cancer] & (encounters["level"] == 0)
    return ~closed & ~encounters["fixed"] & ~((encounters["kind"] == 0) & grave)


def _coded(
    draw: Any,
    encounters: Columns,
    cases: dict[str, Any],
    rows: Ints,
    index: Ints,
    diagnosed: Ints,
    cancer: Ints,
    code: Ints,
) -> tuple[Ints, Ints]:
    """Return the encounters that name the tumour of their patient beside another illness, and its code."""
    if len(rows) == 0:
        return rows, rows
    of = np.full(max(int(encounters["patient"].max()), int(rows[-1])) + 1, -1)
    of[rows] = np.arange(len(rows))
    mine = of[encounters["patient"]]
    size = len(mine)
    chosen = np.zeros(size, dtype=bool)
    chosen[index] = True
    later = (encounters["admitted"] // DAY >= diagnosed[mine]) & chance(draw, 700, size)
    treats = np.isin(_principal(encounters, cases), _codes(cases))
    where = (mine >= 0) & (chosen | later) & ~treats & _may_show(encounters, cases, cancer[mine])
    found = np.flatnonzero(where)
    return found, code[mine[found]]


def _strangers(seed: int, name: str, size: int) -> Columns:
    """Make people whom the hospital has never seen, with the day on which they died."""
    draw = stream(seed, name)
    death = START + below(draw, NOW - 220 - START, size)
    sex = below(draw, 2, size)
    return {
        "last_name": below(draw, len(SURNAMES), size),
        "first_name": np.where(
            sex == 0, below(draw, len(WOMEN), size), len(WOMEN) + below(draw, len(MEN), size)
        ),
        "birth_date": death - 55 * 365 - below(draw, 38 * 365, size),
        "sex": sex,
        "race": pick(draw, [700, 170, 10, 50, 50, 20], size),
        "county": pick(draw, [place[-1] for place in PLACES], size),
        "death_date": death,
    }


def _certificates(tumors: Columns, seed: int) -> Columns:
    """Make a certificate for each dead case, and some that are still being followed back."""
    draw = stream(seed, "follow-back")
    dead = np.flatnonzero((tumors["vital_status"] == 1) & (tumors["last_contact"] >= FIRST))
    cause: Any = {
        "tumor": dead,
        "last_name": tumors["last_name"][dead],
        "first_name": tumors["first_name"][dead],
        "birth_date": tumors["birth_date"][dead],
        "sex": tumors["sex"][dead],
        "death_date": tumors["last_contact"][dead],
        "cancer": tumors["cancer"][dead],
        "follow_back": tumors["back"][dead],
    }
    waiting = _strangers(seed, "waiting", max(1, len(dead) // 60))
    size = len(waiting["last_name"])
    waiting["death_date"] = NOW - 10 - below(draw, 150, size)
    weights = np.array([[c.women for c in CANCERS], [c.men for c in CANCERS]])
    waiting |= {
        "tumor": np.full(size, -1),
        "cancer": pick_by_row(draw, weights, waiting["sex"]),
        "follow_back": np.full(size, 3),
    }
    out = {name: np.concatenate([cause[name], waiting[name]]) for name in cause}
    order = np.argsort(out["death_date"], kind="stable")
    return {name: column[order] for name, column in out.items()}


__all__ = ["CANCERS", "make_tumors"]
