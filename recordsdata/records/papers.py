"""Made-up paper and electronic trails: staff, documents, requests for release, who opened which record."""

from __future__ import annotations

from typing import Any

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
    sample,
    stream,
)
from recordsdata.records.people import END, NOW, START, Columns
from recordsdata.records.stays import DIED, EXEMPT, UNITS

STAFF = ["physician", "nurse", "coder", "registrar", "clerk"]
WHERE = [*UNITS, "records"]
DOCUMENTS = ["history_and_physical", "operative_note", "discharge_summary"]
HISTORY, OPERATIVE, SUMMARY = range(3)
ACTIONS = ["view", "edit", "print", "export"]
REQUESTERS = ["patient", "representative", "attorney", "insurer", "continuing_care"]
OUTCOMES = ["released", "denied", "open"]
_END_OF_RECORDS = NOW * DAY  # midnight before the day on which the records were taken
COMPLETE = 30 * DAY  # chart completion: minutes after discharge


def make_users(encounters: int, surnames: int, seed: int) -> Columns:
    """Make the staff, more of them where there are more encounters; the first of each group never leaves."""
    draw = stream(seed, "users")
    doctors = int(np.clip(encounters // 2500, 5, 250))
    groups = [(role, unit, doctors * (role + 1)) for unit in range(len(UNITS)) for role in (0, 1)]
    office = len(UNITS)
    coders = int(np.clip(encounters // 8000, 5, 300))
    groups += [(2, office, coders), (3, office, 3), (4, office, int(np.clip(encounters // 20_000, 6, 100)))]
    role = np.concatenate([np.full(size, role) for role, _, size in groups])
    unit = np.concatenate([np.full(size, unit) for _, unit, size in groups])
    first = np.cumsum([0, *[size for _, _, size in groups]])
    size = len(role)
    begun = day("2012-01-01") + below(draw, day("2025-06-01") - day("2012-01-01"), size)
    left = np.where(chance(draw, 110, size), day("2025-06-15") + below(draw, 420, size), MISSING)
    left[first[:-1]] = MISSING
    left[first[:-1] + 1] = day("2025-11-30") + below(draw, 90, len(groups))  # each group has seen one leave
    starts = {(role, unit): (int(first[place]), n) for place, (role, unit, n) in enumerate(groups)}
    return {
        "last_name": below(draw, surnames, size),
        "role": role,
        "unit": unit,
        "from": begun,
        "to": left,
        "groups": starts,
    }


def someone(draw: Any, users: Columns, role: int, unit: Ints, until: Ints) -> Ints:
    """Draw a user of a role and unit whose account is open on the day `until`."""
    table = np.array([users["groups"].get((role, place), (0, 1)) for place in range(len(WHERE))])
    first, size = table[unit, 0], table[unit, 1]
    user: Ints = first + below(draw, size, len(unit))
    closed = (users["to"][user] != MISSING) & (users["to"][user] < until)
    return np.where(closed, first, user).astype(np.int64)


def assign_staff(encounters: Columns, users: Columns, seed: int) -> None:
    """Give each encounter an attending physician and a coder."""
    draw = stream(seed, "staff")
    until = encounters["discharged"] // DAY + 60
    office = np.full(len(until), WHERE.index("records"))
    encounters["attending"] = someone(draw, users, 0, encounters["unit"], until)
    encounters["coder"] = someone(draw, users, 2, office, until)


def make_documents(encounters: Columns, procedures: Columns, users: Columns, seed: int) -> Columns:
    """Make the documents of inpatient stays, newborns included; what is not due yet may be missing."""
    draw = stream(seed, "documents")
    stay = np.flatnonzero(encounters["kind"] == 0)
    size = len(stay)
    begun, ended = encounters["admitted"][stay], encounters["discharged"][stay]
    operations = np.flatnonzero(procedures["theatre"])
    at = np.searchsorted(stay, procedures["encounter"][operations])
    written = [
        begun + 10 + below(draw, np.minimum(1200, np.maximum(ended - begun - 20, 1)), size),
        procedures["performed"][operations] + 30 + below(draw, 600, len(operations)),
        ended
        - 120
        + _days(draw, [30, 25, 14, 9, 6, 5, 3, 3, 2, 1, 1, 1], size) * DAY
        + below(draw, 600, size),
    ]
    surgeon = procedures["surgeon"][operations]
    other = someone(draw, users, 0, encounters["unit"][stay], ended // DAY + 60)
    attending = encounters["attending"][stay]
    authors = [np.where(chance(draw, 200, size), other, attending), surgeon, attending]
    of_stay = [np.arange(size), at, np.arange(size)]
    parts = []
    for kind in range(3):
        rows = of_stay[kind]
        count = len(rows)
        wait = below(draw, 700, count) + 5
        wait += _days(draw, [50, 18, 10, 7, 5, 4, 2, 2, 1, 1], count) * DAY
        limit = ended[rows] + COMPLETE - 600
        signed = np.minimum(written[kind] + wait, np.maximum(limit, written[kind] + 5))
        amended = signed + 60 + below(draw, 20 * DAY, count)
        amended = np.where(chance(draw, 40, count), amended, MISSING)
        parts.append(
            {
                "encounter": stay[rows],
                "kind": np.full(count, kind),
                "author": authors[kind],
                "written": written[kind],
                "signed": signed,
                "amended": amended,
            }
        )
    out = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    for name in ("signed", "amended"):
        out[name] = np.where(out[name] >= _END_OF_RECORDS, MISSING, out[name])
    keep = out["written"] < _END_OF_RECORDS
    return {name: column[keep] for name, column in out.items()}


def _days(draw: Any, weights: list[int], size: int) -> Ints:
    """Draw whole days: most of them few, a few of them many."""
    steps = pick(draw, weights, size)
    return np.where(steps < 6, steps, steps * 2 - 6)


def make_access(encounters: Columns, users: Columns, seed: int) -> Columns:
    """Make the access log: attending, nurse and coder of each encounter, and now and then one who covers."""
    draw = stream(seed, "access")
    stay = encounters["kind"] == 0
    urgent = encounters["kind"] == 2
    begun, ended = encounters["admitted"], encounters["discharged"]
    everyone = np.arange(len(begun))
    parts = []

    def add(rows: Ints, user: Ints, at: Ints, action: Any, covering: bool = False) -> None:
        size = len(rows)
        parts.append((rows, user, at, np.broadcast_to(np.asarray(action), (size,)), np.full(size, covering)))

    def inside(rows: Ints) -> Ints:
        at: Ints = begun[rows] + below(draw, np.maximum(ended[rows] - begun[rows], 1), len(rows))
        return at

    add(everyone, encounters["attending"], begun + below(draw, 15, len(begun)), 0)
    rows = np.flatnonzero(stay)
    at = inside(rows)
    add(rows, encounters["attending"][rows], at, pick(draw, [3, 6, 1], len(rows)))
    for who in (rows, np.flatnonzero(urgent)):
        at = inside(who)
        add(
            who, someone(draw, users, 1, encounters["unit"][who], at // DAY), at, pick(draw, [5, 5], len(who))
        )
    at = ended + 300 + below(draw, 10 * DAY, len(ended))
    add(everyone, encounters["coder"], at, pick(draw, [2, 8], len(everyone)))
    # covering for a colleague of another unit, or reading for the review of quality
    rows = np.flatnonzero(chance(draw, np.where(stay, 40, 4), len(begun)))
    at = inside(rows)
    unit = below(draw, len(UNITS), len(rows))
    doctor = someone(draw, users, 0, unit, at // DAY)
    nurse = someone(draw, users, 1, unit, at // DAY)
    add(rows, np.where(chance(draw, 500, len(rows)), doctor, nurse), at, 0, covering=True)
    rows = np.flatnonzero(chance(draw, np.where(stay, 20, 2), len(begun)))
    at = ended[rows] + 10 * DAY + below(draw, 4 * DAY, len(rows))
    office = np.full(len(rows), WHERE.index("records"))
    add(rows, someone(draw, users, 3, office, at // DAY), at, pick(draw, [7, 0, 2, 1], len(rows)), True)

    out = {
        name: np.concatenate([part[place] for part in parts])
        for place, name in enumerate(("encounter", "user", "at", "action", "covering"))
    }
    order = np.argsort(out["at"], kind="stable")
    out = {name: column[order] for name, column in out.items()}
    out["patient"] = encounters["patient"][out["encounter"]]
    return out


def make_requests(people: Columns, seed: int) -> Columns:
    """Make requests for release of information; those still open are not overdue."""
    draw = stream(seed, "requests")
    size_all = len(people["id"])
    rows = sample(draw, np.arange(size_all), max(10, size_all * 6 // 100))
    size = len(rows)
    received = START + below(draw, NOW - START, size)
    received = np.maximum(received, people["birth_date"][rows] + 2)
    requester = pick(draw, [38, 12, 14, 20, 16], size)
    wait = 1 + below(draw, 14, size) + below(draw, 8, size) + below(draw, 9, size)
    extended = chance(draw, 60, size)
    notified = np.where(extended, received + 20 + below(draw, 10, size), MISSING)
    answered = received + np.where(extended, 31 + below(draw, 29, size), wait)
    needs = np.isin(requester, [2, 3])
    authorized = np.where(needs, received - below(draw, 20, size), MISSING)
    authorized = np.where(needs, np.maximum(authorized, people["birth_date"][rows]), MISSING)
    expires = np.where(needs, authorized + np.where(chance(draw, 500, size), 180, 365), MISSING)
    outcome = np.where(chance(draw, 50, size), 1, 0)
    late = answered > NOW
    order = np.argsort(received, kind="stable")
    out = {
        "patient": rows,
        "requester": requester,
        "received": received,
        "authorized": authorized,
        "authorization_expires": expires,
        "extension_notified": np.where(notified > NOW, MISSING, notified),
        "answered": np.where(late, MISSING, answered),
        "outcome": np.where(late, 2, outcome),
    }
    return {name: column[order] for name, column in out.items()}


_BEDS = (0, 1, 2, 3, 4, 5)  # units with beds


def count_beds(encounters: Columns) -> Ints:
    """Return beds a unit such that about four in five are taken on an average day."""
    stay = encounters["kind"] == 0
    nights = np.maximum(encounters["discharged"] // DAY - encounters["admitted"] // DAY, 1)
    unit = encounters["unit"]
    taken = [int(nights[stay & (unit == place)].sum()) for place in _BEDS]
    return np.array([max(2, -(-days * 100 // ((END - START) * 78))) for days in taken])


def make_second_coding(diagnoses: Columns, encounters: Columns, cases: dict[str, Any], seed: int) -> Columns:
    """Make what a second coder makes of one inpatient stay in ten.

    Coders differ over some charts, and there over several codes; the others they code alike. How often is set
    after what audits report: about three of four cases with every code alike, and the DRG of more than nine
    in ten.
    """
    draw = stream(seed, "second coding")
    stays = np.flatnonzero(encounters["kind"] == 0)
    chosen = np.zeros(len(encounters["kind"]), dtype=bool)
    chosen[sample(draw, stays, max(1, len(stays) // 10) if len(stays) else 0)] = True
    rows = np.flatnonzero(chosen[diagnoses["encounter"]] & (diagnoses["code"] >= 0))
    size = len(rows)
    code, rank = diagnoses["code"][rows].copy(), diagnoses["rank"][rows]
    encounter, poa = diagnoses["encounter"][rows], diagnoses["poa"][rows].copy()
    hard = chance(draw, 350, len(chosen))[encounter]
    case = encounters["case"][encounter]
    # another code of the same list: specificity, side, or another view of the principal illness
    for name, which, permille in (("principal", 0, 200), ("cc", 2, 150), ("mcc", 1, 150)):
        other = _any_of(draw, cases, name, case)
        taken = _listed(encounter, code, encounter, other)
        change = hard & (rank == which) & chance(draw, permille, size) & (other >= 0) & ~taken
        code = np.where(change, other, code)
    missed = hard & chance(draw, np.array([0, 250, 300, 20, 190, 200, 250, 100])[rank], size)
    poa = np.where(hard & chance(draw, 100, size) & (poa < 2) & (poa >= 0), 1 - poa, poa)
    keep = ~missed | (diagnoses["role"][rows] == 0)
    # added: a further secondary diagnosis of the illness, now and then a complication
    exempt = np.array([word[0] in "VWXYZ" for word in cases["codes"]])
    columns = [encounter[keep], code[keep], diagnoses["role"][rows][keep], poa[keep]]
    for name, permille in (("secondary", 450), ("cc", 80)):
        first = np.flatnonzero(hard & (rank == 0) & chance(draw, permille, size))
        extra = _any_of(draw, cases, name, case[first])
        new = (extra >= 0) & ~_listed(columns[0], columns[1], encounter[first], extra)
        first, extra = first[new], extra[new]
        more = (encounter[first], extra, np.full(len(first), 2), np.where(exempt[extra], EXEMPT, 0))
        columns = [np.concatenate(pair) for pair in zip(columns, more, strict=True)]
    order = np.argsort(columns[0], kind="stable")
    return {
        name: column[order]
        for name, column in zip(("encounter", "code", "role", "poa"), columns, strict=True)
    }


def _any_of(draw: Any, cases: dict[str, Any], name: str, case: Ints) -> Ints:
    """Draw a code of a list of each illness; -1 where the list is empty."""
    many = np.array([len(items) for items in cases["lists"][name]])[case]
    code: Ints = code_table(cases, name)[case, below(draw, np.maximum(many, 1), len(case))]
    return code


def _listed(encounter: Ints, code: Ints, where: Ints, other: Ints) -> Any:
    """Say whether a code is on the list of its encounter already."""
    return np.isin(where * 100_000 + other, encounter * 100_000 + code)


_STORY = {
    "died": "Despite full treatment the patient died on {left}; the family was told.",
    "home": "The patient went home on {left} in good condition.",
    "on": "The patient was handed on to further care on {left}.",
}


def make_notes(
    tables: dict[str, Any], codes: Any, births: dict[str, Any], seed: int, most: int = 2000
) -> dict[str, list[str]]:
    """Write discharge notes for at most `most` inpatient stays, with names, dates and numbers in the text.

    `births` has the day of birth that a patient named by encounter, where the record is another's.
    """
    draw = stream(seed, "notes")
    encounters, patients = tables["encounters"], tables["patients"]
    stays = np.flatnonzero((encounters["kind"] == "inpatient").to_numpy())
    known = encounters["patient_id"].isin(patients["patient_id"]).to_numpy()
    stays = np.sort(sample(draw, stays[known[stays]], most))
    rolls = below(draw, 1 << 16, len(stays))
    names = dict(zip(tables["users"]["user_id"], tables["users"]["last_name"], strict=True))
    # Rows as dicts: a Series for each row takes ten times as long.
    rows = encounters.iloc[stays].to_dict("records")
    theirs = patients[patients["patient_id"].isin([row["patient_id"] for row in rows])]
    people = {row["patient_id"]: row for row in theirs.to_dict("records")}
    texts, of = [], []
    for at, stay, roll in zip(stays.tolist(), rows, rolls.tolist(), strict=True):
        who = people[stay["patient_id"]]
        title = {"F": "Ms. ", "M": "Mr. "}.get(who["sex"], "")
        came, left = f"{stay['admitted']:%m/%d/%Y}", f"{stay['discharged']:%B} {stay['discharged'].day}"
        status = str(stay["discharge_status"])
        end = "died" if status == STATUS_DIED else "home" if status in ("01", "06") else "on"
        last, born = who["last_name"], births.get(stay["encounter_id"], who["birth_date"])
        full = f"{who['first_name']} {who['last_name']}"
        opening = [
            f"{title}{last} (MRN {stay['patient_id']}, born {born:%m/%d/%Y}) came on {came}.",
            f"Patient: {full}, record {stay['patient_id']}, DOB {born:%Y-%m-%d}. Admitted {came}.",
            f"{full} of {who['address']}, {who['city']}, {who['state']} {who['zip']} was admitted on {came}.",
            f"Discharge note for {who['last_name']}, {who['first_name']}; admitted {came}.",
        ][roll % 4]
        middle = f"Treated for {codes[at].lower()} by Dr. {names[stay['attending']]}."
        more = []
        if roll & 4 and isinstance(who["phone"], str):
            more.append(f"Call {who['phone']} with results.")
        if roll & 8 and isinstance(who["email"], str):
            more.append(f"Portal messages go to {who['email']}.")
        if roll & 16 and isinstance(who["ssn"], str) and roll & 32:
            more.append(f"SSN on file {who['ssn']}.")
        if roll & 64:
            more.append(f"Account {stay['encounter_id']}; seen again in two weeks.")
        texts.append(" ".join([opening, middle, _STORY[end].format(left=left), *more]))
        of.append(stay["encounter_id"])
    return {"encounter_id": of, "text": texts}


STATUS_DIED = "20"
__all__ = ["DIED", "make_access", "make_documents", "make_notes", "make_requests", "make_users"]
