"""Made-up people: households, twins and newborns with their mothers, under names that no one bears."""

from __future__ import annotations

from typing import Any

import numpy as np

from recordsdata.records.draws import (
    DAY,
    MISSING,
    Draw,
    Ints,
    below,
    chance,
    dates,
    day,
    digits,
    pick,
    pick_by_row,
    shuffled,
    stream,
    text,
    words,
)
from recordsdata.records.schema import AS_OF, PERIOD

Columns = dict[str, Any]

START, END = day(str(PERIOD[0].date())), day(str(PERIOD[1].date()))
NOW = day(str(AS_OF.date()))

_HEADS_TEXT = """
Mock Sample Test Demo Specimen Placeholder Example Dummy Trial Pseudo Model Proto Draft Fable Fiction
Invent Sham Paper Pattern Blank
"""
_HEADS = _HEADS_TEXT.split()
_ENDS_TEXT = """
son ton berg ley man well field stein ova ez ini sen wick ford worth by dale ski hart more bury elli
"""
_ENDS = _ENDS_TEXT.split()
SURNAMES = [head + end for end in _ENDS for head in _HEADS]
_WOMEN_TEXT = """
Mary Linda Patricia Susan Barbara Maria Jennifer Elizabeth Karen Lisa Nancy Sandra Ashley Emily Donna
Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Laura Helen Sharon Cynthia Amy Angela Kathleen
Anna Brenda Emma Nicole Samantha Katherine Christine Rachel Olivia Carolyn Janet Sofia Ruth Diane Julie
Joyce Virginia Victoria Kelly Lauren Christina Joan Evelyn Judith Ava Mia Isabella Rosa Aisha Mei Priya
"""
WOMEN = _WOMEN_TEXT.split()
_MEN_TEXT = """
James Robert John Michael David William Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony
Mark Donald Steven Paul Andrew Joshua Kenneth Kevin Brian George Timothy Ronald Edward Jason Jeffrey Ryan
Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Alexander
Frank Patrick Raymond Jack Dennis Jerry Liam Noah Lucas Ethan Jose Carlos Wei Omar Ahmed Ivan
"""
MEN = _MEN_TEXT.split()
# city, county, state and the first digits of its ZIP codes, telephone area, weight
PLACES = [
    ("Sampleton", "Example County", "OH", "452", "513", 300),
    ("Mockville", "Example County", "OH", "450", "513", 160),
    ("New Specimen", "Placeholder County", "OH", "441", "216", 110),
    ("Demo Springs", "Draft County", "IN", "470", "812", 100),
    ("Port Trial", "Draft County", "KY", "410", "859", 100),
    ("Fableburg", "Pattern County", "IL", "606", "312", 60),
    ("Testport", "Pattern County", "MI", "481", "734", 50),
    ("Proto Falls", "Model County", "PA", "152", "412", 50),
    ("Paper Harbor", "Model County", "FL", "339", "239", 30),
    ("Lake Dummy", "Blank County", "NH", "036", "603", 16),
    ("Sham Hill", "Blank County", "VT", "059", "802", 12),
    ("Invented Creek", "Fiction County", "WY", "821", "307", 12),
]
_STREETS = [
    "Placeholder Lane",
    "Example Street",
    "Sample Avenue",
    "Mock Road",
    "Test Drive",
    "Demo Court",
    "Specimen Way",
    "Draft Place",
    "Model Boulevard",
    "Fiction Terrace",
    "Pattern Circle",
    "Blank Street",
]
SEXES = ["F", "M", "X", "U"]
RACES = ["white", "black", "native", "asian", "other", "unknown"]
# first years of the groups of age that case_profiles speaks of
AGE_GROUPS = np.array([0, 1, 5, 18, 30, 45, 55, 65, 75, 85])
_GROUP_WEIGHTS = [10, 40, 90, 130, 180, 120, 150, 150, 90, 40]
_GROUP_DAYS = np.array([365, 1461, 4748, 4383, 5479, 3652, 3652, 3652, 3652, 4748])


def age_on(birth: Ints, on: Ints) -> Ints:
    """Return completed years between days; born on 29 February, one is a year older on 1 March."""
    years, months, days_ = split_date(on)
    born_years, born_months, born_days = split_date(birth)
    before = (months < born_months) | ((months == born_months) & (days_ < born_days))
    age: Ints = years - born_years - before
    return age


def split_date(days_: Ints) -> tuple[Ints, Ints, Ints]:
    """Return year, month and day of the month."""
    dates_ = days_.astype("datetime64[D]")
    months = dates_.astype("datetime64[M]")
    year = months.astype("datetime64[Y]").astype(np.int64) + 1970
    month = months.astype(np.int64) % 12 + 1
    return year, month, (dates_ - months).astype(np.int64) + 1


def from_civil(year: Ints, month: Ints, of_month: Ints) -> Ints:
    """Return days since 1970 of a date that exists."""
    months = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    return months.astype("datetime64[D]").astype(np.int64) + of_month - 1


def make_people(count: int, seed: int) -> Columns:
    """Make `count` people, those born in the period and their mothers among them.

    Beside the columns of the table the result has `household`, `body` (0 female, 1 male, 2 not told),
    `mother` (row, or -1) and `twin_of` (row of the other twin, or -1), which no table shows.
    """
    draw = stream(seed, "people")
    newborns = count * 3 // 100
    grown = count - newborns
    joins = chance(draw, 330, grown)
    joins[:1] = False
    starts = np.flatnonzero(~joins)
    size_so_far = np.arange(grown) - starts[np.cumsum(~joins) - 1]
    joins &= size_so_far < 5
    household = np.cumsum(~joins) - 1
    starts = np.flatnonzero(~joins)
    place_in = np.arange(grown) - starts[household]

    group = pick(draw, _GROUP_WEIGHTS, grown)
    alone = place_in == 0
    adult = pick(draw, _GROUP_WEIGHTS[3:], grown) + 3
    group = np.where(alone & (group < 3) & chance(draw, 700, grown), adult, group)
    age_days = (AGE_GROUPS * 36525 // 100)[group] + below(draw, _GROUP_DAYS[group], grown)
    head_age = age_days[starts[household]]
    spouse = (place_in == 1) & (head_age > 20 * 365)
    spouse_age = np.maximum(head_age - 3650 + below(draw, 7300, grown), 19 * 365)
    child = (place_in > 1) & (head_age > 22 * 365)
    child_age = np.maximum(head_age - (18 * 365 + below(draw, 22 * 365, grown)), 30)
    age_days = np.where(spouse, spouse_age, np.where(child, child_age, age_days))
    birth = START - 1 - age_days

    twin = np.zeros(grown, dtype=bool)
    twin[1:] = child[1:] & child[:-1] & chance(draw, 80, grown)[1:]
    twin[1:] &= ~twin[:-1]
    rows = np.flatnonzero(twin)
    birth[rows] = birth[rows - 1]
    twin_of = np.full(count, -1, dtype=np.int64)
    twin_of[rows], twin_of[rows - 1] = rows - 1, rows
    order = np.zeros(count, dtype=np.int64)
    order[rows], order[rows - 1] = 2, 1

    body = pick(draw, [522, 472, 6], count)
    sex = np.where(body < 2, body, 2 + below(draw, 2, count))
    # mothers: women of 18 to 42 years, one in thirty of them with twins
    age = age_on(birth, np.full(grown, START))
    women = np.flatnonzero((age >= 18) & (age <= 42) & (body[:grown] == 0))
    pairs = chance(draw, 33, newborns)
    pairs[1:] &= ~pairs[:-1]
    pairs[:1] = False  # a twin is the second one of two
    birth_number = np.cumsum(~pairs) - 1
    picked = shuffled(draw, len(women))
    mother = np.full(count, -1, dtype=np.int64)
    known = birth_number < len(women)
    mother[grown:][known] = women[picked[birth_number[known]]]
    second = np.flatnonzero(pairs) + grown
    twin_of[second], twin_of[second - 1] = second - 1, second
    order[second], order[second - 1] = 2, 1
    birth = np.concatenate([birth, np.full(newborns, START)])
    born = below(draw, END - START - 4, newborns)
    birth[grown:] = START + born[np.flatnonzero(~pairs)[birth_number]] if newborns else 0
    homes = int(household[-1]) + 1
    strangers = homes + birth_number
    household = np.concatenate([household, strangers])
    household[grown:][known] = household[mother[grown:][known]]
    homes = int(household.max()) + 1

    surname = pick(draw, _common(len(SURNAMES)), homes)[household]
    first = np.where(body == 0, 0, np.where(body == 1, 1, below(draw, 2, count)))
    first = first * len(WOMEN) + pick(draw, _common(len(WOMEN)), count)
    for again in range(4):  # no two people of one household share a first name and a sex
        key = household * 1000 + first
        by = np.argsort(key, kind="stable")
        same = np.zeros(count, dtype=bool)
        same[by[1:]] = key[by[1:]] == key[by[:-1]]
        where = np.flatnonzero(same)
        first[where] = first[where] // len(WOMEN) * len(WOMEN) + (first[where] + 7 + again) % len(WOMEN)
    married = chance(draw, np.where(body == 0, 90, 8), count)
    age_now = age_on(birth, np.full(count, START))
    previous = np.where(married & (age_now >= 20), pick(draw, _common(len(SURNAMES)), count), -1)
    previous = np.where(previous == surname, -1, previous)
    place = pick(draw, [place[-1] for place in PLACES], homes)[household]
    ssn_space = 100 * 50 * 9999
    ssn = (below(draw, ssn_space, 1)[0] + np.arange(count) * 7_368_787) % ssn_space
    no_ssn = chance(draw, np.where(birth >= START, 800, 60), count)
    people: Columns = {
        "household": household,
        "body": body,
        "mother": mother,
        "twin_of": twin_of,
        "ssn": np.where(no_ssn, -1, ssn),
        "last_name": surname,
        "first_name": first,
        "previous_name": previous,
        "birth_date": birth,
        "sex": sex,
        "race": np.where(
            chance(draw, 15, count), -1, pick(draw, [640, 170, 10, 70, 90, 20], homes)[household]
        ),
        "street": below(draw, len(_STREETS), homes)[household],
        "number": below(draw, 899, homes)[household] + 101,
        "place": place,
        "no_county": chance(draw, 10, count),
        "zip_end": below(draw, 100, homes)[household],
        "phone": np.where(chance(draw, 70, count), -1, below(draw, 100, homes)[household]),
        "email": np.where(chance(draw, 420, count) | (age_now < 14), -1, below(draw, 297, count)),
        "birth_order": order,
        "death_date": np.full(count, MISSING),
    }
    where_to = shuffled(draw, count)  # old row -> new row: numbers say nothing about who belongs together
    source = np.empty(count, dtype=np.int64)
    source[where_to] = np.arange(count)
    people = {name: column[source] for name, column in people.items()}
    for link in ("mother", "twin_of"):
        people[link] = np.where(people[link] >= 0, where_to[people[link]], -1)
    # numbers leave gaps, in which the second record of a duplicate goes unnoticed
    people["id"] = 10_000_000 + np.arange(count) * 3 + below(draw, 2, count)
    return people


def _common(size: int) -> Ints:
    """Return weights of a list of names of which the first are the most common."""
    weights: Ints = 4000 // (np.arange(size, dtype=np.int64) + 12)
    return weights


def payers(draw: Draw, age: Ints) -> Ints:
    """Draw medicare, medicaid, commercial, self-pay or other by age."""
    weights = np.array([[4, 380, 550, 50, 16], [60, 180, 640, 90, 30], [880, 20, 80, 10, 10]])
    return pick_by_row(draw, weights, np.where(age < 18, 0, np.where(age < 65, 1, 2)))


def patient_columns(people: Columns) -> Columns:
    """Return the columns of table patients, one row a person, not yet in order."""
    empty = np.full(len(people["id"]), -1)
    place = people["place"]
    ssn = people["ssn"]
    known = np.maximum(ssn, 0)
    made = text(
        digits(known // 499_950 + 900, 3),
        "-",
        digits(known // 9999 % 50, 2),
        "-",
        digits(known % 9999 + 1, 4),
    )
    street = words(_STREETS, people["street"])
    phone = text("(", _area(place), ") 555-01", digits(np.maximum(people["phone"], 0), 2))
    return {
        "patient_id": text("P", digits(people["id"], 8)),
        "ssn": _blank(made, ssn < 0),
        "last_name": words(SURNAMES, people["last_name"]),
        "first_name": words([*WOMEN, *MEN], people["first_name"]),
        "previous_name": words(SURNAMES, people["previous_name"]),
        "birth_date": dates(people["birth_date"]),
        "sex": words(SEXES, people["sex"]),
        "race": words(RACES, people["race"]),
        "address": _join(text(digits(people["number"], 3), " "), street),
        "city": words([row[0] for row in PLACES], place),
        "county": words([row[1] for row in PLACES], np.where(people["no_county"], empty, place)),
        "state": words([row[2] for row in PLACES], place),
        "zip": text(_zip3(place), digits(people["zip_end"], 2)),
        "phone": _blank(phone, people["phone"] < 0),
        "email": _emails(people),
        "multiple_birth": people["birth_order"] > 0,
        "birth_order": people["birth_order"],
        "death_date": dates(people["death_date"]),
    }


def _area(place: Ints) -> Any:
    return digits(np.array([int(row[4]) for row in PLACES])[place], 3)


def _zip3(place: Ints) -> Any:
    return digits(np.array([int(row[3]) for row in PLACES])[place], 3)


def _blank(column: Any, where: Any) -> Any:
    """Return a column of text that is missing in some rows."""
    places = np.arange(len(column))
    return column.take(np.where(where, -1, places), allow_fill=True) if where.any() else column


def _join(*columns: Any) -> Any:
    """Join columns of text row by row."""
    joined = columns[0]
    for column in columns[1:]:
        joined = joined + column
    return joined


def _emails(people: Columns) -> Any:
    """Return addresses at the domains reserved for examples."""
    number = people["email"]
    known = np.maximum(number, 0)
    vocabulary = [name.lower() for name in [*WOMEN, *MEN]]
    first = words([name + "." for name in vocabulary], people["first_name"])
    last = words([name.lower() for name in SURNAMES], people["last_name"])
    ends = [f"{n}@example.{top}" for n in range(1, 100) for top in ("org", "com", "net")]
    return _blank(_join(first, last, words(ends, known)), number < 0)


__all__ = ["DAY", "END", "NOW", "START", "age_on", "make_people", "patient_columns"]
