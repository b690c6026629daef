"""Plant defects into made-up records, one a patient at most, and keep the truth about them.

Each kind looks for records where it changes nothing else: a stay that is moved takes its documents and
procedures along, a date of birth changes only where no rule about ages then speaks up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from recordsdata.records.defects import DEFECTS
from recordsdata.records.draws import (
    DAY,
    MISSING,
    Bools,
    Ints,
    below,
    chance,
    sample,
    shuffled,
    stream,
)
from recordsdata.records.papers import HISTORY, OPERATIVE, SUMMARY, WHERE, someone
from recordsdata.records.people import (
    END,
    MEN,
    NOW,
    PLACES,
    START,
    SURNAMES,
    WOMEN,
    Columns,
    age_on,
    from_civil,
    split_date,
)
from recordsdata.records.stays import (
    DIED,
    EXEMPT,
    EXTERNAL,
    MAJOR,
    MINOR,
    OTHER,
    PRINCIPAL,
    RARE,
    RARE_CODES,
    SETTINGS,
    TUMOR,
    UNITS,
    outcome,
)
from recordsdata.records.tumors import CANCERS, CERTIFICATE, VITAL

LIMIT = 0.02  # of the eligible records of a kind
UNKNOWN_CODES = ["I10.5", "E11.000", "Z99.999", "J18.99", "K21.7", "R07.55", "M17.88", "E78.99"]
UNKNOWN_STATUSES = ["99", "98", "00", "XX", "77", "1"]
VAGUE = ["C15", "C18", "C25", "C32", "C34", "C50", "C54"]  # .9: the part of the organ is not told
BAD_ZIPS = ["{0}{1}", "{0}{1}{1}{1}", "{0}O{1}", "{0} {1}"]  # first three digits and a digit


@dataclass
class Plan:
    """What is being planted: the columns, who already carries a defect, and the truth so far."""

    raw: dict[str, Columns]
    cases: dict[str, Any]
    rates: Mapping[str, float]
    seed: int
    locked: Bools
    several: Ints
    plain: Bools
    altered: dict[tuple[str, str], tuple[list[int], list[str]]] = field(default_factory=dict)
    truth: list[tuple[str, str, Ints, Ints]] = field(default_factory=list)
    strangers: dict[int, int] = field(default_factory=dict)  # encounter in another's record -> whose it is

    def note(self, kind: str, table: str, rows: Ints, other: Ints | None = None) -> None:
        """Write records of one kind into the truth; `other` are rows of the same table, -1 for none."""
        self.truth.append((kind, table, rows, np.full(len(rows), -1) if other is None else other))

    def alter(self, table: str, column: str, rows: Ints, values: list[str]) -> None:
        """Put text into a column that no list of words holds."""
        have = self.altered.setdefault((table, column), ([], []))
        have[0].extend(rows.tolist())
        have[1].extend(values)

    def choose(self, kind: str, rows: Any, patient: Ints, size: int = 1) -> tuple[Ints, Any]:
        """Draw records, at most one a patient and none of a patient who carries a defect; lock them.

        Returns the rows and the source of random numbers for what is done to them. `size` is how many records
        one defect spoils.
        """
        draw = stream(self.seed, f"defect {kind}")
        rate = self.rates[kind]
        rows = np.asarray(rows, dtype=np.int64)
        if rate <= 0 or len(rows) == 0:
            return rows[:0], draw
        seen = np.zeros(len(self.locked), dtype=bool)
        seen[patient] = True
        count = max(1, round(rate * int(seen.sum()) / size))
        free = np.flatnonzero(~self.locked[patient])
        for wide in (40 * count + 400, 0):  # a sample is enough, unless few are free
            some = free[below(draw, len(free), wide)] if 0 < wide < len(free) else free
            place = np.full(len(self.locked), -1)
            some = some[shuffled(draw, len(some))]
            place[patient[some]] = some
            one = place[place >= 0]
            if len(one) >= count or len(some) == len(free):
                break
        picked = np.sort(sample(draw, one, count))
        self.locked[patient[picked]] = True
        return rows[picked], draw


def plant(raw: dict[str, Columns], cases: dict[str, Any], rates: Mapping[str, float], seed: int) -> Plan:
    """Plant every kind at its rate, the kinds with the fewest eligible records first."""
    people, encounters = raw["people"], raw["encounters"]
    count, abstracts = len(people["id"]), len(raw["tumors"]["patient"])
    several = np.bincount(encounters["patient"], minlength=count)
    plain = (people["birth_order"] == 0) & (people["mother"] < 0) & (people["death_date"] == MISSING)
    plain[people["mother"][people["mother"] >= 0]] = False
    plain[raw["tumors"]["patient"][raw["tumors"]["patient"] >= 0]] = False
    plain[raw["requests"]["patient"]] = False
    locked = np.zeros(count + abstracts, dtype=bool)  # cases without a patient lock themselves
    plan = Plan(raw, cases, rates, seed, locked, several, plain)
    _registry(plan)
    _requests(plan)
    _pairs_of_stays(plan)
    _papers(plan)
    _procedures(plan)
    _coding(plan)
    _stays(plan)
    _diagnoses(plan)
    _people(plan)
    _access(plan)
    _doubles(plan)
    _abstracts(plan)
    _lookalikes(plan)
    return plan


def _registry(plan: Plan) -> None:
    tumors = plan.raw["tumors"]
    patients = len(plan.raw["people"]["id"])
    every = np.arange(len(tumors["patient"]))
    owner = np.where(tumors["patient"] >= 0, tumors["patient"], patients + every)
    seen = tumors["source"] != CERTIFICATE
    paired = np.array([cancer.paired for cancer in CANCERS])[tumors["cancer"]]

    rows = np.flatnonzero(~seen)
    rows, _ = plan.choose("certificate_only_microscopic", rows, owner[rows])
    tumors["confirmation"][rows] = 0
    plan.note("certificate_only_microscopic", "tumors", rows)
    rows = np.flatnonzero(seen & (tumors["first_contact"] <= NOW - 430))
    rows, draw = plan.choose("late_abstract", rows, owner[rows])
    tumors["abstracted"][rows] = tumors["first_contact"][rows] + 195 + below(draw, 230, len(rows))
    plan.note("late_abstract", "tumors", rows)
    # where a diagnosis names the side, comparing the two would show it
    rows = np.flatnonzero(np.isin(tumors["laterality"], [1, 2]) & seen & tumors["unsided"])
    rows, _ = plan.choose("wrong_side", rows, owner[rows])
    tumors["laterality"][rows] = 3 - tumors["laterality"][rows]
    plan.note("wrong_side", "tumors", rows)
    rows, draw = plan.choose("unpaired_laterality", every[seen], owner[seen])
    tumors["laterality"][rows] = np.where(paired[rows], 0, 1 + below(draw, 2, len(rows)))
    plan.note("unpaired_laterality", "tumors", rows)
    rows, _ = plan.choose("missing_county", every, owner)
    tumors["county"][rows] = -1
    plan.note("missing_county", "tumors", rows)
    rows, draw = plan.choose("wrong_age_at_diagnosis", every, owner)
    off = 1 + below(draw, 10, len(rows))
    older = (below(draw, 2, len(rows)) == 0) | (tumors["age_at_diagnosis"][rows] < 15)
    tumors["age_at_diagnosis"][rows] += np.where(older, off, -off)
    plan.note("wrong_age_at_diagnosis", "tumors", rows)


def _requests(plan: Plan) -> None:
    requests = plan.raw["requests"]
    rows = np.flatnonzero(
        np.isin(requests["requester"], [2, 3]) & (requests["outcome"] == 0) & (requests["answered"] <= NOW)
    )
    rows, draw = plan.choose("released_unauthorized", rows, requests["patient"][rows])
    none = below(draw, 2, len(rows)) == 0
    ends = requests["answered"][rows] - 1 - below(draw, 25, len(rows))
    begins = np.minimum(requests["authorized"][rows], ends - 30)
    requests["authorized"][rows] = np.where(none, MISSING, begins)
    requests["authorization_expires"][rows] = np.where(none, MISSING, ends)
    plan.note("released_unauthorized", "requests", rows)
    rows = np.flatnonzero((requests["received"] <= NOW - 100) & (requests["outcome"] < 2))
    rows, draw = plan.choose("late_release", rows, requests["patient"][rows])
    limit = np.where(requests["extension_notified"][rows] == MISSING, 31, 61)
    requests["answered"][rows] = requests["received"][rows] + limit + below(draw, 30, len(rows))
    plan.note("late_release", "requests", rows)


def _pairs_of_stays(plan: Plan) -> None:
    """Move the second of two stays into the first, with all that was written and done in it."""
    encounters, documents = plan.raw["encounters"], plan.raw["documents"]
    order = np.lexsort((encounters["admitted"], encounters["patient"]))
    patient = encounters["patient"][order]
    stay = (encounters["kind"] == 0) & ~encounters["fixed"] & (encounters["status"] != DIED)
    length = encounters["discharged"] - encounters["admitted"]
    first, second = order[:-1], order[1:]
    ok = (patient[:-1] == patient[1:]) & (plan.several[patient[:-1]] == 2) & stay[first] & stay[second]
    ok &= (length[first] > 600) & (length[second] > 300) & plan.plain[patient[:-1]]
    papers = np.bincount(documents["encounter"], documents["signed"] != MISSING, len(stay))
    ok &= papers[second] >= 2
    ok &= encounters["admitted"][first] + length[second] > START * DAY
    ok &= encounters["admitted"][first] > (START - 90) * DAY
    pairs = np.flatnonzero(ok)
    chosen, draw = plan.choose("overlapping_stays", pairs, patient[:-1][pairs])
    first, second = first[chosen], second[chosen]
    start = (
        encounters["admitted"][first] + 60 + below(draw, np.minimum(length[first] - 120, 2000), len(first))
    )
    shift = np.zeros(len(stay), dtype=np.int64)
    shift[second] = start - encounters["admitted"][second]
    for table, columns in (
        ("documents", ("written", "signed", "amended")),
        ("procedures", ("performed",)),
        ("access", ("at",)),
    ):
        part = plan.raw[table]
        for name in columns:
            part[name] = np.where(part[name] == MISSING, MISSING, part[name] + shift[part["encounter"]])
    for name in ("admitted", "discharged"):
        encounters[name] = encounters[name] + shift
    both, other = np.concatenate([first, second]), np.concatenate([second, first])
    plan.note("overlapping_stays", "encounters", both, other)


def _papers(plan: Plan) -> None:
    encounters, documents, procedures = (plan.raw[name] for name in ("encounters", "documents", "procedures"))
    of = documents["encounter"]
    patient = encounters["patient"][of]
    kind = documents["kind"]
    long_ago = encounters["discharged"][of] < (NOW - 31) * DAY
    signed = documents["signed"] != MISSING
    operated = np.zeros(len(encounters["kind"]), dtype=bool)
    operated[procedures["encounter"][procedures["theatre"]]] = True
    gone = documents["gone"] = np.zeros(len(of), dtype=bool)

    rows = np.flatnonzero(kind == OPERATIVE)
    rows, _ = plan.choose("no_operative_note", rows, patient[rows])
    gone |= np.isin(of, of[rows]) & (kind == OPERATIVE)
    plan.note("no_operative_note", "encounters", of[rows])
    rows = np.flatnonzero((kind == SUMMARY) & long_ago)
    rows, _ = plan.choose("no_discharge_summary", rows, patient[rows])
    gone[rows] = True
    plan.note("no_discharge_summary", "encounters", of[rows])
    length = encounters["discharged"] - encounters["admitted"]
    rows = np.flatnonzero(
        (kind == HISTORY) & ~operated[of] & ~encounters["fixed"][of] & (length[of] > 4 * DAY) & signed
    )
    rows, draw = plan.choose("late_history", rows, patient[rows])
    documents["written"][rows] = encounters["admitted"][of[rows]] + 1500 + below(draw, 2880, len(rows))
    documents["signed"][rows] = np.maximum(
        documents["signed"][rows], documents["written"][rows] + 20 + below(draw, 600, len(rows))
    )
    documents["amended"][rows] = MISSING
    plan.note("late_history", "documents", rows)
    rows, _ = plan.choose("unsigned", np.flatnonzero(long_ago), patient[long_ago])
    documents["signed"][rows] = documents["amended"][rows] = MISSING
    plan.note("unsigned", "documents", rows)
    rows, draw = plan.choose("signed_before_written", np.flatnonzero(signed), patient[signed])
    documents["signed"][rows] = documents["written"][rows] - 10 - below(draw, 3000, len(rows))
    documents["amended"][rows] = MISSING
    plan.note("signed_before_written", "documents", rows)
    rows = np.flatnonzero(signed & (documents["signed"] - documents["written"] > 120))
    rows, draw = plan.choose("amended_before_signed", rows, patient[rows])
    room = documents["signed"][rows] - documents["written"][rows] - 60
    documents["amended"][rows] = documents["signed"][rows] - 10 - below(draw, room, len(rows))
    plan.note("amended_before_signed", "documents", rows)

    # two histories of stays that began within hours change places
    rows = np.flatnonzero((kind == HISTORY) & ~operated[of] & ~encounters["fixed"][of] & signed)
    rows = rows[~plan.locked[patient[rows]]]
    rows = rows[np.argsort(encounters["admitted"][of[rows]], kind="stable")]
    here, there = rows[:-1:2], rows[1::2]
    begun, written = encounters["admitted"], documents["written"]
    ok = patient[here] != patient[there]
    for one, two in ((here, there), (there, here)):
        ok &= (written[one] >= begun[of[two]]) & (written[one] <= begun[of[two]] + 1430)
        ok &= written[one] < encounters["discharged"][of[two]]
    here, there = here[ok], there[ok]
    chosen, _ = plan.choose("misfiled_document", np.arange(len(here)), patient[here])
    chosen = chosen[~plan.locked[patient[there[chosen]]]]
    chosen = chosen[np.sort(np.unique(patient[there[chosen]], return_index=True)[1])]
    here, there = here[chosen], there[chosen]
    plan.locked[patient[there]] = True
    of[here], of[there] = of[there].copy(), of[here].copy()
    plan.note("misfiled_document", "documents", np.concatenate([here, there]), np.concatenate([there, here]))


def _procedures(plan: Plan) -> None:
    encounters, procedures = plan.raw["encounters"], plan.raw["procedures"]
    of = procedures["encounter"]
    patient = encounters["patient"][of]
    rows, draw = plan.choose("malformed_procedure", np.arange(len(of)), patient)
    codes = [plan.cases["pcs"][place] for place in procedures["code"][rows].tolist()]
    ways = below(draw, 4, len(rows)).tolist()
    bad = [
        (code[:6], code + "Z", code[:3] + "O" + code[4:], code[:4] + "I" + code[5:])[way]
        for code, way in zip(codes, ways, strict=True)
    ]
    plan.alter("procedures", "code", rows, bad)
    plan.note("malformed_procedure", "procedures", rows)
    quiet = np.flatnonzero(~procedures["theatre"] & ~encounters["fixed"][of])
    rows, draw = plan.choose("procedure_outside_stay", quiet, patient[quiet])
    after = encounters["discharged"][of[rows]] + 120 + below(draw, 4 * DAY, len(rows))
    before = encounters["admitted"][of[rows]] - 4 * DAY - below(draw, 8 * DAY, len(rows))
    procedures["performed"][rows] = np.where(below(draw, 3, len(rows)) > 0, after, before)
    plan.note("procedure_outside_stay", "procedures", rows)


def _coding(plan: Plan) -> None:
    """Plant what changes the principal diagnosis or the complications; the DRG is that of the codes."""
    encounters, diagnoses, cases = plan.raw["encounters"], plan.raw["diagnoses"], plan.cases
    of, rank = diagnoses["encounter"], diagnoses["rank"]
    patient = encounters["patient"][of]
    gone = diagnoses["gone"] = np.zeros(len(of), dtype=bool)
    size = len(encounters["kind"])
    stay = (encounters["kind"] == 0) & ~encounters["fixed"]

    many = {place: np.bincount(of[rank == place], minlength=size) for place in (MAJOR, MINOR)}
    top = np.where(encounters["level"] == 2, MAJOR, MINOR)
    ok = stay & (encounters["level"] > 0)
    ok &= np.bincount(of[rank == TUMOR], minlength=size) == 0  # some tumours are complications themselves
    ok &= np.where(encounters["level"] == 2, many[MAJOR], many[MINOR]) == 1
    rows = np.flatnonzero(ok[of] & (rank == top[of]))
    rows, _ = plan.choose("omitted_secondary", rows, patient[rows])
    gone[rows] = True
    less = of[rows]
    lower = np.where((encounters["level"][less] == 2) & (many[MINOR][less] > 0), 1, 0)
    encounters["level"][less] = lower
    encounters["drg"][less] = _drg(cases, encounters, less)
    plan.note("omitted_secondary", "encounters", less)

    profiles = cases["profiles"]
    fit = (profiles["unit"] == "medicine") & (profiles["setting"] == "inpatient")
    fit &= ~profiles["profile"].isin(["chemotherapy", "psychosis", "alcohol", "stent"])
    fit &= profiles["rare"].str.lower() != "true"
    others = np.flatnonzero(fit.to_numpy())
    ok = stay & (encounters["level"] == 0) & (encounters["operation"] == 0) & (encounters["years"] >= 40)
    ok &= np.isin(encounters["case"], others) & (encounters["status"] != DIED)
    rows = np.flatnonzero(ok[of] & (rank == PRINCIPAL))
    rows, draw = plan.choose("wrong_principal", rows, patient[rows])
    lists = [[cases["number"][code] for code in row] for row in cases["lists"]["principal"]]
    for row, start in zip(rows.tolist(), below(draw, len(others), len(rows)).tolist(), strict=True):
        at = of[row]
        mine = set(diagnoses["code"][_rows_of(of, at)].tolist())
        for step in range(len(others)):
            case = int(others[(start + step) % len(others)])
            if case != encounters["case"][at] and lists[case][0] not in mine:
                break
        diagnoses["code"][row] = lists[case][0]
        encounters["drg"][at] = cases["drg"][case, 0, 0, 0, 0]
        encounters["case"][at], encounters["principal"][at] = case, 0
    plan.note("wrong_principal", "diagnoses", rows)


def _rows_of(of: Ints, encounter: int) -> Ints:
    """Return the rows of one encounter in a column sorted by encounter."""
    return np.arange(np.searchsorted(of, encounter), np.searchsorted(of, encounter, side="right"))


def _drg(cases: dict[str, Any], encounters: Columns, rows: Ints) -> Ints:
    """Return the DRG of stays as they are coded now."""
    return np.asarray(
        cases["drg"][
            encounters["case"][rows],
            encounters["principal"][rows],
            encounters["operation"][rows],
            encounters["level"][rows],
            outcome(encounters["status"][rows]),
        ]
    )


def _stays(plan: Plan) -> None:
    encounters, people, access = plan.raw["encounters"], plan.raw["people"], plan.raw["access"]
    patient, kind = encounters["patient"], encounters["kind"]
    alone = (plan.several[patient] == 1) & plan.plain[patient] & ~encounters["fixed"]
    alive = encounters["status"] != DIED
    days = encounters["admitted"] // DAY

    def choose(name: str, where: Bools) -> tuple[Ints, Any]:
        rows = np.flatnonzero(where)
        rows, draw = plan.choose(name, rows, patient[rows])
        plan.note(name, "encounters", rows)
        return rows, draw

    # an emergency visit that becomes a stay of less than a day
    fits = alone & (kind == 2) & (encounters["status"] == 0)
    fits &= plan.cases["drg"][encounters["case"], encounters["principal"], 0, 0, 0] >= 0
    fits &= encounters["admitted"] < (END - 2) * DAY
    rows, draw = choose("should_be_outpatient", fits)
    _admit(plan, rows, draw)

    done = np.bincount(plan.raw["procedures"]["encounter"], minlength=len(kind))
    length = encounters["discharged"] - encounters["admitted"]
    rows, draw = choose("discharged_before_admitted", alone & alive & (done == 0) & (length < 20 * DAY))
    encounters["admitted"][rows] = encounters["discharged"][rows] + 30 + below(draw, 2800, len(rows))
    rows, draw = choose("admitted_before_birth", alone & (encounters["unit"] != UNITS.index("obstetrics")))
    people["birth_date"][patient[rows]] = days[rows] + 1 + below(draw, 14, len(rows))
    rows, draw = choose("admitted_after_death", alone & alive & (encounters["years"] >= 2))
    people["death_date"][patient[rows]] = days[rows] - 1 - below(draw, 60, len(rows))
    rows, draw = choose("died_but_alive", alone & alive & (kind != 1) & (encounters["years"] >= 18))
    encounters["status"][rows] = DIED
    stays = rows[kind[rows] == 0]
    encounters["drg"][stays] = _drg(plan.cases, encounters, stays)
    rows, _ = choose("wrong_newborn_type", (kind == 0) & ~encounters["fixed"] & (encounters["years"] >= 1))
    encounters["admission"][rows] = 3
    rows, draw = choose("unknown_patient", alive & ~encounters["fixed"] & plan.plain[patient])
    plan.alter(
        "encounters", "patient_id", rows, [f"P{99_000_000 + n}" for n in range(len(rows))]
    )  # numbers of people lie below
    access["gone"] = np.isin(access["encounter"], rows)
    rows, _ = choose("missing_discharge_status", alive)
    encounters["status"][rows] = -1
    rows, draw = choose("invalid_discharge_status", alive)
    bad = [UNKNOWN_STATUSES[n] for n in below(draw, len(UNKNOWN_STATUSES), len(rows)).tolist()]
    plan.alter("encounters", "discharge_status", rows, bad)


def _admit(plan: Plan, rows: Ints, draw: Any) -> None:
    """Turn emergency visits into inpatient stays, with the papers that a stay needs."""
    encounters, diagnoses, documents = (plan.raw[name] for name in ("encounters", "diagnoses", "documents"))
    size = len(rows)
    encounters["kind"][rows] = 0
    child = encounters["years"][rows] < 18
    encounters["unit"][rows] = np.where(child, UNITS.index("pediatrics"), UNITS.index("medicine"))
    encounters["discharged"][rows] = encounters["admitted"][rows] + 300 + below(draw, 900, size)
    encounters["drg"][rows] = plan.cases["drg"][
        encounters["case"][rows], encounters["principal"][rows], 0, 0, 0
    ]
    mine = np.isin(diagnoses["encounter"], rows)
    diagnoses["role"] = np.where(mine & (diagnoses["role"] == 1), 0, diagnoses["role"])
    exempt = np.array([word[0] in "VWXYZ" for word in plan.cases["codes"]])[np.maximum(diagnoses["code"], 0)]
    diagnoses["poa"] = np.where(mine, np.where(exempt, EXEMPT, 0), diagnoses["poa"])
    begun, ended = encounters["admitted"][rows], encounters["discharged"][rows]
    for kind, written in ((HISTORY, begun + 20 + below(draw, 200, size)), (SUMMARY, ended + 20)):
        added = {
            "encounter": rows,
            "kind": np.full(size, kind),
            "author": encounters["attending"][rows],
            "written": written,
            "signed": written + 30 + below(draw, 1200, size),
            "amended": np.full(size, MISSING),
            "gone": np.zeros(size, dtype=bool),
        }
        for name, part in added.items():
            documents[name] = np.concatenate([documents[name], part])


def _diagnoses(plan: Plan) -> None:
    encounters, diagnoses, people = (plan.raw[name] for name in ("encounters", "diagnoses", "people"))
    number = plan.cases["number"]
    codes: list[str] = plan.cases["codes"]
    of, rank = diagnoses["encounter"], diagnoses["rank"]
    patient = encounters["patient"][of]
    inpatient = encounters["kind"][of] == 0
    alive = ~diagnoses["gone"]
    other = (rank == OTHER) & alive
    adult = encounters["years"][of] >= 18
    new = ~encounters["fixed"][of]

    def choose(name: str, where: Bools) -> tuple[Ints, Any]:
        rows = np.flatnonzero(where)
        rows, draw = plan.choose(name, rows, patient[rows])
        return rows, draw

    # the external cause changes places with the injury
    sick = np.zeros(len(encounters["kind"]), dtype=bool)
    sick[of[rank == EXTERNAL]] = True
    rows, _ = choose("external_cause_first", sick[of] & (rank == PRINCIPAL))
    outside = np.flatnonzero(rank == EXTERNAL)
    outside = outside[np.searchsorted(of[outside], of[rows])]
    for name in ("code", "poa"):
        column = diagnoses[name]
        column[rows], column[outside] = column[outside].copy(), column[rows].copy()
    plan.note("external_cause_first", "diagnoses", rows)
    stays = (rank == PRINCIPAL) & inpatient & new
    rows, _ = choose("no_principal", stays)
    diagnoses["role"][rows] = 2
    plan.note("no_principal", "encounters", of[rows])
    rows, _ = choose("two_principals", other & inpatient & new)
    diagnoses["role"][rows] = 0
    plan.note("two_principals", "encounters", of[rows])
    exempt = diagnoses["poa"] == EXEMPT
    rows, _ = choose("missing_poa", alive & inpatient & ~exempt)
    diagnoses["poa"][rows] = -1
    plan.note("missing_poa", "diagnoses", rows)
    young = np.array([number["P59.9"]])
    rows, _ = choose("age_conflict", other & adult & inpatient & new)
    diagnoses["code"][rows] = young[0]
    diagnoses["poa"][rows] = 0
    plan.note("age_conflict", "diagnoses", rows)
    man = (people["sex"] == 1)[patient]
    rows, draw = choose("sex_conflict", other & adult & man)
    chapter = np.array([number["O99.334"], number["O09.513"]])
    diagnoses["code"][rows] = chapter[below(draw, 2, len(rows))]
    diagnoses["poa"][rows] = np.where(inpatient[rows], 0, -1)
    plan.note("sex_conflict", "diagnoses", rows)
    rows, draw = choose("unknown_code", other)
    start = len(codes)
    codes.extend(UNKNOWN_CODES)
    diagnoses["code"][rows] = start + below(draw, len(UNKNOWN_CODES), len(rows))
    diagnoses["poa"][rows] = np.where(inpatient[rows], 0, -1)
    plan.note("unknown_code", "diagnoses", rows)
    dotted = np.array(["." in code for code in codes])[diagnoses["code"]]
    rows, _ = choose("not_billable", other & dotted)
    for row in rows.tolist():
        category = codes[diagnoses["code"][row]][:3]
        if category not in codes[start:]:
            codes.append(category)
        diagnoses["code"][row] = codes.index(category, start)
    plan.note("not_billable", "diagnoses", rows)
    rows, draw = choose("rare_code_by_mistake", other & new & (encounters["years"][of] >= 5))
    rare = np.array([number[code] for code in RARE_CODES])
    code = rare[below(draw, len(rare), len(rows))]
    taken = np.isin(of[rows] * 100_000 + code, of * 100_000 + diagnoses["code"])
    rows, code = rows[~taken], code[~taken]
    diagnoses["code"][rows] = code
    diagnoses["poa"][rows] = np.where(inpatient[rows], 0, -1)
    plan.note("rare_code_by_mistake", "diagnoses", rows)
    rows, _ = choose("poa_outpatient", alive & ~inpatient)
    diagnoses["poa"][rows] = 0
    plan.note("poa_outpatient", "diagnoses", rows)
    rows, _ = choose("repeated_code", alive & (rank != EXTERNAL))
    base = len(of)
    added = {name: diagnoses[name][rows].copy() for name in diagnoses}
    added["role"][:] = 2
    for name, part in added.items():
        diagnoses[name] = np.concatenate([diagnoses[name], part])
    plan.note("repeated_code", "diagnoses", base + np.arange(len(rows)), rows)


def _people(plan: Plan) -> None:
    people = plan.raw["people"]
    count = len(people["id"])
    every = np.arange(count)
    absent = (plan.several == 0) & plan.plain
    age = (START - people["birth_date"]) // 365

    def choose(name: str, where: Bools) -> tuple[Ints, Any]:
        rows = np.flatnonzero(where)
        rows, draw = plan.choose(name, rows, rows)
        plan.note(name, "patients", rows)
        return rows, draw

    rows, draw = choose("birth_in_future", absent)
    people["birth_date"][rows] = NOW + 1 + below(draw, 6000, len(rows))
    rows, draw = choose("impossible_age", plan.plain & (age >= 66))
    years, months, days = split_date(people["birth_date"][rows])
    people["birth_date"][rows] = from_civil(
        years - 100 - 45 + 3 * below(draw, 5, len(rows)), months, np.minimum(days, 28)
    )
    years, months, days = split_date(people["birth_date"])
    swaps = plan.plain & (age >= 3) & (days <= 12) & (days != months)
    rows, _ = choose("shifted_birth_date", swaps)
    people["birth_date"][rows] = from_civil(years[rows], days[rows], months[rows])
    rows, _ = choose("missing_sex", people["mother"] < 0)
    people["sex"][rows] = -1
    rows, draw = choose("malformed_zip", np.ones(count, dtype=bool))
    ways = below(draw, len(BAD_ZIPS), len(rows)).tolist()
    zips = [PLACES[place][3] for place in people["place"][rows].tolist()]
    ends = below(draw, 10, len(rows)).tolist()
    bad = [BAD_ZIPS[way].format(zip3, end) for way, zip3, end in zip(ways, zips, ends, strict=True)]
    plan.alter("patients", "zip", rows, bad)
    rows = every[people["ssn"] >= 0]
    chosen, draw = plan.choose("shared_ssn", rows, rows, size=2)
    free = rows[~plan.locked[rows]]
    partner = sample(draw, free, len(chosen))
    chosen = chosen[: len(partner)]
    ok = people["household"][chosen] != people["household"][partner]
    chosen, partner = chosen[ok], partner[ok]
    plan.locked[partner] = True
    people["ssn"][partner] = people["ssn"][chosen]
    plan.note("shared_ssn", "patients", np.concatenate([chosen, partner]), np.concatenate([partner, chosen]))


def _access(plan: Plan) -> None:
    access, users, encounters = plan.raw["access"], plan.raw["users"], plan.raw["encounters"]
    size = len(access["at"])
    groups = list(users["groups"].items())
    leaver = np.full((5, len(WHERE)), -1)
    for (role, unit), (first, _) in groups:
        leaver[role, unit] = first + 1
    who = access["user"]
    gone = leaver[users["role"][who], users["unit"][who]]
    late = (access["at"] // DAY > users["to"][gone] + 1) & ~access["gone"] & ~access["covering"]
    rows = np.flatnonzero(late)
    rows, _ = plan.choose("access_closed_account", rows, access["patient"][rows])
    access["user"][rows] = gone[rows]
    plan.note("access_closed_account", "access_log", rows)
    treated = np.arange(len(encounters["patient"]))
    treated = treated[~encounters["fixed"] & (encounters["status"] != DIED)]
    chosen, draw = plan.choose("snooping", treated, encounters["patient"][treated])
    count = len(chosen)
    unit = (encounters["unit"][chosen] + 1 + below(draw, len(UNITS) - 1, count)) % len(UNITS)
    at = encounters["discharged"][chosen] + (1 + below(draw, 20, count)) * DAY + below(draw, 600, count)
    at = np.minimum(at, NOW * DAY - 1 - below(draw, 600, count))
    nosy = someone(draw, users, 1, unit, at // DAY)
    clerk = someone(draw, users, 4, np.full(count, WHERE.index("records")), at // DAY)
    added = {
        "encounter": chosen,
        "user": np.where(below(draw, 3, count) == 0, clerk, nosy),
        "at": at,
        "action": np.zeros(count, dtype=np.int64),
        "covering": np.zeros(count, dtype=bool),
        "patient": encounters["patient"][chosen],
        "gone": np.zeros(count, dtype=bool),
    }
    for name, part in added.items():
        access[name] = np.concatenate([access[name], part])
    plan.note("snooping", "access_log", size + np.arange(count))


def _doubles(plan: Plan) -> None:
    """Give patients a second record, or file the stay of one under another."""
    people, encounters, access = (plan.raw[name] for name in ("people", "encounters", "access"))
    patient = encounters["patient"]
    born = (START - people["birth_date"]) // 365
    hospital = (
        (encounters["unit"] != UNITS.index("obstetrics"))
        & ~encounters["fixed"]
        & (encounters["status"] != DIED)
    )

    # overlay: half of them adults of one sex and near in age, one encounter each, well apart in time; ...
    ok = hospital & plan.plain[patient] & (encounters["years"] >= 18)
    ok &= (people["sex"][patient] >= 0) & ~plan.locked[patient]
    single = ok & (plan.several[patient] == 1)
    lot = chance(stream(plan.seed, "overlay pairs"), 500, len(patient))
    begun, ended, born_on = encounters["admitted"], encounters["discharged"], people["birth_date"]
    rows = np.flatnonzero(single & lot)
    rows = rows[np.lexsort((born_on[patient[rows]], people["sex"][patient[rows]]))]
    here, there = rows[:-1:2], rows[1::2]
    one, two = patient[here], patient[there]
    longest = np.maximum(ended[here] - begun[here], ended[there] - begun[there])
    fit = (people["sex"][one] == people["sex"][two]) & (
        np.abs(begun[here] - begun[there]) > longest + 2 * DAY
    )
    fit &= np.abs(born_on[one] - born_on[two]) < 4 * 365
    # ... half anybody, one of whom is seen in the clinic while the other lies in a bed
    beds = np.flatnonzero(ok & ~lot & (encounters["kind"] == 0))
    beds = beds[np.argsort(begun[beds], kind="stable")]
    diagnoses = plan.raw["diagnoses"]
    obstetric = np.array([code[0] == "O" for code in plan.cases["codes"]])[diagnoses["code"]]
    visits = np.flatnonzero(single & ~lot & (encounters["kind"] != 0))
    visits = np.setdiff1d(visits, diagnoses["encounter"][obstetric])  # such a code gives a man away
    visits = visits[np.argsort(begun[visits], kind="stable")]
    at = np.searchsorted(begun[visits], begun[beds] + 60)
    at, first = np.unique(at, return_index=True)
    beds, visits = beds[first[at < len(visits)]], visits[at[at < len(visits)]]
    within = ended[visits] < ended[beds]
    pairs = min(int(fit.sum()), int(within.sum()))
    here = np.concatenate([here[fit][:pairs], beds[within][:pairs]])
    there = np.concatenate([there[fit][:pairs], visits[within][:pairs]])
    fit = people["household"][patient[here]] != people["household"][patient[there]]
    here, there = here[fit], there[fit]
    chosen, _ = plan.choose("overlay", np.arange(len(here)), patient[here])
    here, there = here[chosen], there[chosen]
    one, two = patient[here].copy(), patient[there].copy()
    plan.locked[two] = True
    patient[there] = one
    plan.strangers = dict(zip(there.tolist(), two.tolist(), strict=True))
    moved = np.full(len(patient), -1)
    moved[there] = one
    plan.note("overlay", "patients", one, two)

    last = np.full(len(people["id"]), -1)
    order = np.argsort(encounters["admitted"], kind="stable")
    last[patient[order]] = order
    fits = (
        (plan.several >= 2) & (people["mother"] < 0) & (born >= 6) & (people["death_date"] == MISSING)
    ) & (last >= 0)
    fits &= hospital[last]
    ssns = np.sort(people["ssn"])
    base = len(people["id"])
    slots = shuffled(stream(plan.seed, "second records"), base)
    used = 0
    for kind in ("duplicate_patient", "duplicate_after_name_change"):
        able = fits & (born >= 20) if kind == "duplicate_after_name_change" else fits
        rows = np.flatnonzero(able)
        rows, draw = plan.choose(kind, rows, rows)
        size = len(rows)
        again = {name: column[rows].copy() for name, column in people.items()}
        again["id"] = 10_000_000 + slots[used : used + size] * 3 + 2
        used += size
        again["mother"][:] = -1
        again["twin_of"][:] = -1
        again["household"][:] = -2 - np.arange(len(people["id"]), len(people["id"]) + size)
        swapped = again["ssn"] // 100 * 100 + again["ssn"] % 10 * 10 + again["ssn"] // 10 % 10
        at = np.minimum(np.searchsorted(ssns, swapped), len(ssns) - 1)
        free = (swapped // 9999 == again["ssn"] // 9999) & (ssns[at] != swapped)
        keep = (again["ssn"] >= 0) & free & chance(draw, 300, size)
        again["ssn"] = np.where(keep, swapped, -1)
        again["phone"] = np.where(chance(draw, 350, size), -1, again["phone"])
        again["email"] = np.where(chance(draw, 500, size), -1, again["email"])
        moves = chance(draw, 250, size)
        again["street"] = np.where(moves, below(draw, 12, size), again["street"])
        again["number"] = np.where(moves, below(draw, 899, size) + 101, again["number"])
        new = len(people["id"]) + np.arange(size)
        if kind == "duplicate_after_name_change":
            step = 1 + below(draw, len(SURNAMES) - 1, size)
            again["last_name"] = (again["last_name"] + step) % len(SURNAMES)
            again["previous_name"][:] = -1
        else:
            way = below(draw, 10, size)
            years, months, days = split_date(again["birth_date"])
            other_day = np.where(days > 1, days - 1, days + 1)
            slip = from_civil(years, months, other_day)
            again["birth_date"] = np.where(way == 0, slip, again["birth_date"])
            typo = np.flatnonzero(np.isin(way, [1, 2, 3]))
            texts = [_slip(SURNAMES[n], place) for place, n in enumerate(again["last_name"][typo].tolist())]
            plan.alter("patients", "last_name", new[typo], texts)
            typo = np.flatnonzero(np.isin(way, [4, 5]))
            firsts = [*WOMEN, *MEN]
            texts = [
                _slip(firsts[n], place) if place % 2 else firsts[n][:1]
                for place, n in enumerate(again["first_name"][typo].tolist())
            ]
            plan.alter("patients", "first_name", new[typo], texts)
        for name, part in again.items():
            people[name] = np.concatenate([people[name], part])
        patient[last[rows]] = new
        moved[last[rows]] = new
        plan.note(kind, "patients", new, rows)
    to = moved[access["encounter"]]
    # what a snooper or a closed account opened is filed where the encounter is
    access["patient"] = np.where(to >= 0, to, access["patient"])


def _abstracts(plan: Plan) -> None:
    """Abstract tumours again: by the clinic that went on treating, from less, and with a day of its own."""
    tumors = plan.raw["tumors"]
    rows = np.flatnonzero((tumors["patient"] >= 0) & (tumors["diagnosis_date"] < NOW - 250))
    rows, draw = plan.choose("duplicate_case", rows, tumors["patient"][rows])
    size, base = len(rows), len(tumors["patient"])
    again = {name: column[rows].copy() for name, column in tumors.items()}
    again["diagnosis_date"] += below(draw, 46, size)
    dead = again["vital_status"] == VITAL.index("dead")
    again["diagnosis_date"] = np.where(
        dead, np.minimum(again["diagnosis_date"], again["last_contact"]), again["diagnosis_date"]
    )
    again["last_contact"] = np.maximum(again["last_contact"], again["diagnosis_date"])
    again["age_at_diagnosis"] = age_on(again["birth_date"], again["diagnosis_date"])
    again["first_contact"] = again["diagnosis_date"] + below(draw, 10, size)
    again["abstracted"] = again["first_contact"] + 25 + below(draw, 130, size)
    site = [cancer.site[:3] for cancer in CANCERS]
    vague = np.flatnonzero(chance(draw, 500, size) & np.isin(site, VAGUE)[again["cancer"]])
    plan.alter(
        "tumors", "site", base + vague, [site[place] + ".9" for place in again["cancer"][vague].tolist()]
    )
    for name, part in again.items():
        tumors[name] = np.concatenate([tumors[name], part])
    plan.note("duplicate_case", "tumors", base + np.arange(size), rows)


def _slip(name: str, place: int) -> str:
    """Misspell a name: two letters change places, one is lost or doubled."""
    at = 1 + place % max(len(name) - 2, 1)
    ways = (
        name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :],
        name[:at] + name[at + 1 :],
        name[:at] + name[at] + name[at:],
    )
    return next((word for word in ways[place % 3 :] + ways if word != name), name + "e")


def _lookalikes(plan: Plan) -> None:
    """List the legitimate records that the overlapping kinds look like."""
    people, encounters, diagnoses = (plan.raw[name] for name in ("people", "encounters", "diagnoses"))
    rows = np.flatnonzero(people["twin_of"] >= 0)
    plan.note("twins", "patients", rows, people["twin_of"][rows])
    by = np.argsort(people["household"], kind="stable")
    home = people["household"][by]
    members: list[Ints] = []
    mates: list[Ints] = []
    for here, there in ((slice(1, None), slice(None, -1)), (slice(None, -1), slice(1, None))):
        same = home[here] == home[there]
        if here == slice(None, -1):
            same[1:] &= (
                home[:-2] != home[1:-1]
            )  # the first of a household names the second, others the one before
        members.append(by[here][same])
        mates.append(by[there][same])
    plan.note("household", "patients", np.concatenate(members), np.concatenate(mates))
    plan.note("name_change", "patients", np.flatnonzero(people["previous_name"] >= 0))
    length = encounters["discharged"] - encounters["admitted"]
    planted = np.zeros(len(length), dtype=bool)
    for kind, _, rows_, _ in plan.truth:
        if kind == "should_be_outpatient":
            planted[rows_] = True
    short = (encounters["kind"] == SETTINGS.index("inpatient")) & (length >= 0) & (length < DAY) & ~planted
    plan.note("short_stay", "encounters", np.flatnonzero(short))
    rare = (plan.cases["profiles"]["rare"].str.lower() == "true").to_numpy()
    has = (diagnoses["rank"] == RARE) | (
        (diagnoses["rank"] == PRINCIPAL) & rare[encounters["case"][diagnoses["encounter"]]]
    )
    has &= ~diagnoses["gone"]
    spoilt = np.zeros(len(has), dtype=bool)
    for _, table, rows_, _ in plan.truth:
        if table == "diagnoses":
            spoilt[rows_] = True
    plan.note("rare_code", "diagnoses", np.flatnonzero(has & ~spoilt))
    access = plan.raw["access"]
    plan.note("covering", "access_log", np.flatnonzero(access["covering"] & ~access["gone"]))


KINDS = [defect.kind for defect in DEFECTS]
__all__ = ["KINDS", "LIMIT", "Plan", "plant"]
