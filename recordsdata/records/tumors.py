"""Made-up tumour-registry abstracts and the death certificates that belong to them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from recordsdata.records.draws import (
    DAY,
    MISSING,
    below,
    chance,
    day,
    pick,
    pick_by_row,
    stream,
)
from recordsdata.records.people import (
    MEN,
    NOW,
    PLACES,
    SURNAMES,
    WOMEN,
    Columns,
    age_on,
)


class Cancer(NamedTuple):
    """A tumour: topography, morphology, behaviour, whether the organ is paired, for whom, cause of death."""

    site: str
    histology: str
    behavior: str
    paired: bool
    women: int
    men: int
    cause: str


CANCERS = (
    Cancer("C50.4", "8500", "3", True, 190, 2, "C50.9"),
    Cancer("C50.9", "8520", "3", True, 40, 0, "C50.9"),
    Cancer("C50.4", "8500", "2", True, 40, 0, "C50.9"),
    Cancer("C61.9", "8140", "3", False, 0, 230, "C61"),
    Cancer("C34.1", "8140", "3", True, 70, 80, "C34.9"),
    Cancer("C34.3", "8070", "3", True, 30, 40, "C34.9"),
    Cancer("C18.7", "8140", "3", False, 40, 45, "C18.9"),
    Cancer("C18.2", "8140", "3", False, 35, 30, "C18.9"),
    Cancer("C20.9", "8140", "3", False, 25, 35, "C20"),
    Cancer("C67.9", "8120", "3", False, 12, 45, "C67.9"),
    Cancer("C67.9", "8130", "2", False, 8, 25, "C67.9"),
    Cancer("C64.9", "8310", "3", True, 25, 45, "C64"),
    Cancer("C54.1", "8380", "3", False, 60, 0, "C54.1"),
    Cancer("C53.9", "8070", "3", False, 20, 0, "C53.9"),
    Cancer("C56.9", "8441", "3", True, 25, 0, "C56"),
    Cancer("C62.9", "9061", "3", True, 0, 14, "C62.9"),
    Cancer("C73.9", "8260", "3", False, 40, 14, "C73"),
    Cancer("C44.4", "8720", "3", False, 20, 30, "C43.4"),
    Cancer("C44.4", "8720", "2", False, 14, 18, "C43.4"),
    Cancer("C25.0", "8140", "3", False, 30, 32, "C25.9"),
    Cancer("C16.9", "8140", "3", False, 12, 20, "C16.9"),
    Cancer("C22.0", "8170", "3", False, 10, 25, "C22.0"),
    Cancer("C15.5", "8140", "3", False, 4, 18, "C15.9"),
    Cancer("C32.0", "8070", "3", False, 3, 12, "C32.9"),
    Cancer("C09.9", "8070", "3", True, 4, 16, "C09.9"),
    Cancer("C71.7", "9440", "3", False, 8, 12, "C71.9"),
    Cancer("C70.0", "9530", "0", True, 20, 8, "D32.0"),
    Cancer("C75.1", "8272", "0", False, 8, 8, "D35.2"),
    Cancer("C42.1", "9732", "3", False, 18, 24, "C90.0"),
    Cancer("C77.9", "9680", "3", False, 30, 36, "C83.3"),
)
BEHAVIORS = ["0", "1", "2", "3"]
SIDES = ["0", "1", "2", "4", "9"]
CONFIRMATIONS = ["1", "2", "4", "5", "6", "7", "8", "9"]
SOURCES = ["1", "3", "4", "6", "7"]
VITAL = ["alive", "dead"]
FOLLOW_BACK = ["not_needed", "found", "not_found", "open"]
FIRST, LAST = day("2024-01-01"), day("2026-09-30")
UNKNOWN_SIDE, CERTIFICATE, UNKNOWN = SIDES.index("9"), SOURCES.index("7"), CONFIRMATIONS.index("9")


def make_tumors(people: Columns, encounters: Columns, seed: int) -> tuple[Columns, Columns]:
    """Make abstracts and certificates, and let some of the patients die of their tumour.

    Beside the columns of the tables there are `cancer` (place in CANCERS) and, for the certificates, `tumor`
    (row of the abstract, or -1).
    """
    draw = stream(seed, "tumors")
    everyone = len(people["id"])
    age = age_on(people["birth_date"], np.full(everyone, day("2025-06-01")))
    bands = np.array([0, 3, 14, 34, 56, 66])
    has = chance(draw, bands[np.searchsorted([20, 40, 55, 65, 75], age, side="right")], everyone)
    has &= (people["death_date"] == MISSING) | (people["death_date"] > FIRST + 60)
    rows = np.flatnonzero(has)
    size = len(rows)
    weights = np.array([[c.women for c in CANCERS], [c.men for c in CANCERS]])
    unsaid = np.where((weights > 0).all(axis=0), weights.sum(axis=0), 0)
    cancer = pick_by_row(draw, np.stack([*weights, unsaid]), people["body"][rows])
    diagnosed = FIRST + below(draw, LAST - FIRST + 1, size)
    died = people["death_date"][rows]
    earlier = np.maximum(died - 20 - below(draw, 500, size), FIRST)
    diagnosed = np.where((died != MISSING) & (diagnosed > died - 20), earlier, diagnosed)
    contact = np.minimum(diagnosed - 5 + below(draw, 20, size), NOW - 8)
    # the tumour kills some, after all that they came to this hospital for
    last_seen = np.full(everyone, FIRST)
    np.maximum.at(last_seen, encounters["patient"], encounters["discharged"] // DAY)
    mothers = np.zeros(everyone, dtype=bool)
    mothers[people["mother"][people["mother"] >= 0]] = True
    grave = np.array([cancer_.behavior == "3" for cancer_ in CANCERS])[cancer]
    end = np.maximum(last_seen[rows], contact) + 15 + below(draw, 400, size)
    kills = (died == MISSING) & grave & chance(draw, 260, size) & (end < NOW - 10) & ~mothers[rows]
    people["death_date"][rows[kills]] = end[kills]
    died = people["death_date"][rows]
    dead = died != MISSING
    known = 20 + below(draw, 90, size) + below(draw, 60, size)
    abstracted = contact + np.minimum(known, np.maximum(NOW - 1 - contact, 0))
    seen = np.maximum(
        np.maximum(last_seen[rows], contact), np.minimum(contact + below(draw, 500, size), NOW - 3)
    )
    paired = np.array([cancer_.paired for cancer_ in CANCERS])
    side = np.where(paired[cancer], 1 + pick(draw, [480, 480, 15, 25], size), 0)
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
    strangers = _strangers(seed, "certificates", max(1, size * 18 // 1000))
    alone = len(strangers["last_name"])
    chosen = pick_by_row(
        stream(seed, "certificate sites"),
        np.stack([*weights, unsaid]) * np.array([int(c.behavior == "3") for c in CANCERS]),
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
                "laterality": np.where(paired[chosen], UNKNOWN_SIDE, 0),
                "confirmation": np.full(alone, UNKNOWN),
                "source": np.full(alone, CERTIFICATE),
                "first_contact": np.full(alone, MISSING),
                "abstracted": np.minimum(on + 60 + below(draw, 120, alone), NOW - 1),
                "last_contact": on,
                "vital_status": np.ones(alone, dtype=np.int64),
            }
        ).items()
    }
    tumors["age_at_diagnosis"] = age_on(tumors["birth_date"], tumors["diagnosis_date"])
    order = np.argsort(tumors["abstracted"], kind="stable")
    tumors = {name: column[order] for name, column in tumors.items()}
    return tumors, _certificates(tumors, seed)


def _strangers(seed: int, name: str, size: int) -> Columns:
    """Make people whom the hospital has never seen, with the day on which they died."""
    draw = stream(seed, name)
    death = FIRST + 30 + below(draw, NOW - 220 - FIRST, size)
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
    alone = tumors["source"][dead] == CERTIFICATE
    back = np.where(alone, 2, np.where(chance(draw, 130, len(dead)), 1, 0))
    cause: Any = {
        "tumor": dead,
        "last_name": tumors["last_name"][dead],
        "first_name": tumors["first_name"][dead],
        "birth_date": tumors["birth_date"][dead],
        "sex": tumors["sex"][dead],
        "death_date": tumors["last_contact"][dead],
        "cancer": tumors["cancer"][dead],
        "follow_back": back,
    }
    waiting = _strangers(seed, "waiting", -(-len(dead) * 3 // 100))
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
