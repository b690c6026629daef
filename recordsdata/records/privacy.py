"""De-identification by Safe Harbor, a scanner for what is left, and who still stands out.

- `deidentify_text(text, known=())` gives a free text back with each identifier replaced by a tag of its
  kind: [NAME], [PLACE], [DATE], [PHONE], [EMAIL], [URL], [IP], [NUMBER] or [ID]; nothing else changes. The
  year of a date stays where it stood (unless it would tell an age over 89), ages over 89 become [AGE 90+],
  ages up to 89 stay, and so do times of day, doses, laboratory values, vital signs and diagnosis codes.
  `known` are strings (names, addresses, numbers of this patient, of relatives and staff) that go wherever
  they appear.
- `scan_text(text, known=())` lists what `deidentify_text` would take out: kind, start, end, text.
- `deidentify(tables, seed=None)` gives the tables of the lab back without the 18 identifiers.
- `scan(tables)` lists what is left in any tables: table, column, record, kind, text.
- `IDENTIFIERS` says what the 18 kinds are, A to R of 45 CFR 164.514(b)(2)(i), and what becomes of each.
- `k_anonymity(frame, quasi_identifiers, k)` and `l_diversity(frame, quasi_identifiers, sensitive, l)` list
  the rows that stand out; `group_sizes(frame, quasi_identifiers)` says how many rows share each row's values.

A text that is not a string, or longer than `LONGEST` characters, is an error; so is a table or a column
that the schema of the lab does not have.

Limits that no program removes. Safe Harbor also asks that nobody who releases the data has actual knowledge
that what is left could point to a person (45 CFR 164.514(b)(2)(ii)); and it is one of two ways, the other is
the determination of an expert (45 CFR 164.514(b)(1)). A year can say more than a year where the reader knows
what period the records cover: a discharge of 2025 in records of a fiscal year that began in October 2025 is
one of three months.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from recordsdata import datasets
from recordsdata.records.freetext import FIRST_YEAR, find
from recordsdata.records.schema import AS_OF, TABLES
from recordsdata.records.tables import refuse_twice, require

__all__ = [
    "IDENTIFIERS",
    "LONGEST",
    "Identifier",
    "deidentify",
    "deidentify_text",
    "group_sizes",
    "k_anonymity",
    "l_diversity",
    "scan",
    "scan_text",
]

LONGEST = 1_000_000  # characters of one text; a longer one is an error, not an endless wait
OLDEST = 89  # the oldest age that may be shown


class Identifier(NamedTuple):
    """One of the 18 kinds: its letter in the rule, what it is, what becomes of it in tables and in text."""

    letter: str
    what: str
    tables: str
    text: str


IDENTIFIERS = (
    Identifier("A", "Names", "dropped", "[NAME]"),
    Identifier(
        "B",
        "Places smaller than a state",
        "address, city and county dropped; of a ZIP code the first three digits stay, or 000 where few "
        "people live",
        "[PLACE] or [NAME]",
    ),
    Identifier(
        "C",
        "Dates (except the year) and ages over 89",
        "the year stays; nobody over 89 keeps a year of birth; ages over 89 become 90",
        "[DATE], the year beside it stays; [AGE 90+]",
    ),
    Identifier("D", "Telephone numbers", "dropped", "[PHONE]"),
    Identifier("E", "Fax numbers", "no such column", "[PHONE]"),
    Identifier("F", "E-mail addresses", "dropped", "[EMAIL]"),
    Identifier("G", "Social security numbers", "dropped", "[ID]"),
    Identifier("H", "Medical record numbers", "a random code in their place", "[ID]"),
    Identifier("I", "Health plan numbers", "no such column", "[ID]"),
    Identifier(
        "J", "Account numbers", "encounter, request and other numbers: a random code in their place", "[ID]"
    ),
    Identifier(
        "K", "Certificate and licence numbers", "death certificates: a random code in their place", "[ID]"
    ),
    Identifier("L", "Vehicle numbers, plates included", "no such column", "[ID]"),
    Identifier("M", "Device numbers", "no such column", "[ID]"),
    Identifier("N", "Web addresses", "no such column", "[URL]"),
    Identifier("O", "Internet addresses", "no such column", "[IP]"),
    Identifier("P", "Finger and voice prints", "no such column", "no such text; a number with them: [ID]"),
    Identifier(
        "Q",
        "Full-face photographs",
        "no such column",
        "no such text; a file or address of one: [URL] or [ID]",
    ),
    Identifier(
        "R",
        "Any other number or code of one's own",
        "users, documents: a random code in their place; what stands in a column of codes without the shape "
        "of one: [ID]",
        "[NUMBER] or [ID]",
    ),
)

# Columns of the lab and what becomes of them; dates become years, every other column stays.
_DROPPED = {
    "ssn": "ID",
    "last_name": "NAME",
    "first_name": "NAME",
    "previous_name": "NAME",
    "address": "PLACE",
    "city": "PLACE",
    "county": "PLACE",
    "phone": "PHONE",
    "email": "EMAIL",
}
_NUMBERS = {  # column -> whose number it is
    name: name.removesuffix("_id") for columns in TABLES.values() for name in columns if name.endswith("_id")
} | dict.fromkeys(("attending", "coder", "surgeon", "author"), "user")
_SHAPES = {  # codes, which free text would take for numbers of somebody
    "code": r"[0-9A-Z]{6,7}|[A-TV-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?",
    "cause": r"[A-TV-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?",
    "site": r"C\d\d(\.\d)?",
    "state": r"[A-Z]{2}",
    "drg": r"\d{3}",
    "histology": r"\d{4}",
    "sex": r"[FMXU]",
    "laterality": r"\d",
}
_LETTERS = "bcdfghjklmnpqrstvwxz"  # no vowels: a code never reads as a word
_CODE = rf"(?:{'|'.join(sorted(set(_NUMBERS.values())))})-[{_LETTERS}]{{8}}"


def deidentify_text(text: str, known: Iterable[str] = ()) -> str:
    """Replace each identifier in a free text by a tag of its kind.

    Parameters
    ----------
    text : str
        The text, at most `LONGEST` characters.
    known : iterable of str, optional
        Strings that go wherever they appear, in any case and with any signs between their parts. A single
        word goes even where it is an ordinary word.

    Returns
    -------
    str
        The text with tags such as [NAME] and [DATE].

    Raises
    ------
    TypeError
        When the text or what is known is not a string.
    ValueError
        When the text is too long.

    Notes
    -----
    What has a shape (dates, numbers, addresses) is found by its shape. What has none (names) is found the
    other way round: a word that is not in the vocabulary of `recordsdata.records.words` goes. Words that are
    names as well (Rose, Young, May) are judged by their capital and their neighbours; some remain ambiguous
    when they stand alone, which is why `known` is worth filling.

    No text is safe to release for having passed here. Of 20,000 identifiers in each of four sets of made-up
    notes, written without knowledge of this scanner, it left 30, 185, 255 and 148 (0.15, 0.9, 1.3 and 0.7
    percent) when it first read them: numbers and days in forms that it had not met, and names that are words.
    Most of those forms have been added since.

    Examples
    --------
    >>> deidentify_text("Rose Quigley, 67, was seen on 3/4/2026 for pain 5/10, BP 120/80.")
    '[NAME], 67, was seen on [DATE]/2026 for pain 5/10, BP 120/80.'
    >>> deidentify_text("A 93-year-old man on 5 mg of warfarin; call 555-0123.")
    'A [AGE 90+]-year-old man on 5 mg of warfarin; call [PHONE].'
    """
    _check_text(text)
    return _replaced(text, _checked_known(known))


def _replaced(text: str, known: Collection[str], names: Collection[str] = frozenset()) -> str:
    parts, place = [], 0
    for one in find(text, known, names):
        parts += [text[place : one.start], one.instead]
        place = one.end
    return "".join([*parts, text[place:]])


def scan_text(text: str, known: Iterable[str] = ()) -> pd.DataFrame:
    """List the identifiers in a free text.

    Parameters
    ----------
    text : str
        The text, at most `LONGEST` characters.
    known : iterable of str, optional
        As in `deidentify_text`.

    Returns
    -------
    DataFrame
        One row an identifier: kind, start, end (places in the text), text.

    Raises
    ------
    TypeError, ValueError
        As in `deidentify_text`.

    Examples
    --------
    >>> scan_text("Call Rose Quigley at 555-0123.")[["kind", "text"]].values.tolist()
    [['NAME', 'Rose Quigley'], ['PHONE', '555-0123']]
    """
    _check_text(text)
    found = find(text, _checked_known(known))
    rows = [(one.kind, one.start, one.end, text[one.start : one.end]) for one in found]
    return pd.DataFrame(rows, columns=["kind", "start", "end", "text"])


def _check_text(text: object) -> None:
    # The message shows nothing of what was given: it may be about a patient.
    if not isinstance(text, str):
        raise TypeError(f"A text to de-identify must be a string, not {type(text).__name__}.")
    if len(text) > LONGEST:
        raise ValueError(f"The text has {len(text):,} characters; at most {LONGEST:,} are read. Split it.")


def _checked_known(known: object) -> list[str]:
    if isinstance(known, str) or not isinstance(known, Iterable):
        raise TypeError(
            f"known must be a list of strings, not {type(known).__name__}. Put a single one into a list."
        )
    values = list(known)
    for value in values:
        if not isinstance(value, str):
            raise TypeError(f"known must hold strings only; one is {type(value).__name__}.")
    return values


def deidentify(tables: Mapping[str, pd.DataFrame], seed: int | None = None) -> dict[str, pd.DataFrame]:
    """Take the 18 identifiers of Safe Harbor out of tables of the practice lab.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Tables of the lab by name, as `recordsdata.records.schema.TABLES` has them. `notes` need `patients`,
        `encounters` and `users` beside them, so that what is known of a patient can be looked for.
    seed : int, optional
        For made-up records only, so that a lesson comes out the same each time: who knows the seed and the
        numbers can work the codes out. Without it they are drawn anew from the machine's own randomness.

    Returns
    -------
    dict of str to DataFrame
        The same tables. Numbers of records, encounters, staff and the rest are replaced by codes drawn at
        random, the same in every table, and rows stand in the order of the codes. Dates become years
        (`birth_date` becomes `birth_year`); whoever reached 90 by the year of `AS_OF` has `over_89` and no
        year of birth; `zip` becomes `zip3`. Free text goes through `deidentify_text`. A value that has not
        the shape of its column (a procedure code of eight characters, a sex of M1) is not known to be a code
        and becomes [ID]; what is missing stays missing.

    Raises
    ------
    TypeError, ValueError
        When a table or a column is not one of the lab's, is missing, or holds something else.

    See Also
    --------
    scan : what is left.

    Notes
    -----
    45 CFR 164.514(b)(2)(i) and, for the codes, 164.514(c). ZIP3 areas of 20,000 people or fewer in the census
    of 2000 or of 2010 become 000 (table zip3_restricted).

    Examples
    --------
    >>> users = pd.DataFrame({"user_id": ["U0001"], "last_name": ["Quigley"], "role": ["coder"],
    ...     "unit": ["records"], "active_from": [pd.Timestamp("2020-05-04")], "active_to": [pd.NaT]})
    >>> deidentify({"users": users}, seed=1)["users"].drop(columns="user_id").values.tolist()
    [['coder', 'records', 2020, <NA>]]
    """
    if not isinstance(tables, Mapping) or not tables:
        raise TypeError(
            f"tables must map names to DataFrames, such as make_records() returns; found {tables!r:.60}."
        )
    if seed is not None and (isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0):
        raise ValueError(f"seed must be a whole number of 0 or more, or None; found {seed!r}.")
    sound = {name: require(tables, name, may_be_empty=True) for name in tables}
    for name, frame in sound.items():
        unknown = [str(column) for column in frame.columns if column not in TABLES[name]]
        if unknown:
            raise ValueError(
                f"Table {name}: nobody has said what column {unknown[0]!r} holds, so it cannot be "
                f"released. Drop it first."
            )
    needed = [name for name in ("patients", "encounters", "users") if "notes" in sound and name not in sound]
    if needed:
        raise ValueError(
            f"Table notes needs table {needed[0]} beside it: what is known of a patient is looked for in "
            "the text."
        )
    codes = _codes(sound, np.random.default_rng(seed))
    texts = _texts(sound)
    result = {}
    for name, frame in sound.items():
        columns = _columns(name, frame, codes, texts)
        done = pd.DataFrame(columns, index=frame.index)
        result[name] = done.sort_values(done.columns[0], ignore_index=True, na_position="last")
    return result


def _codes(tables: Mapping[str, pd.DataFrame], rng: np.random.Generator) -> dict[str, pd.Series[str]]:
    """For each kind of number, the code that every one of them gets."""
    numbers: dict[str, set[str]] = {}
    for frame in tables.values():
        for column in frame.columns:
            if column in _NUMBERS:
                numbers.setdefault(_NUMBERS[column], set()).update(frame[column].dropna())
    codes = {}
    for kind, found in sorted(numbers.items()):
        drawn: set[str] = set()
        while len(drawn) < len(found):
            picks = rng.integers(0, len(_LETTERS), (len(found) - len(drawn), 8))
            drawn |= {"".join(row) for row in np.array(list(_LETTERS))[picks].tolist()}
        shuffled = rng.permutation(sorted(drawn)[: len(found)])
        codes[kind] = pd.Series([f"{kind}-{code}" for code in shuffled], index=sorted(found), dtype="str")
    return codes


def _columns(
    table: str, frame: pd.DataFrame, codes: Mapping[str, pd.Series[str]], texts: Mapping[str, str]
) -> dict[str, Any]:
    done: dict[str, Any] = {}
    for column, (kind, _) in TABLES[table].items():
        values = frame[column]
        if column in _DROPPED:
            continue
        if column in _NUMBERS:
            done[column] = values.map(codes.get(_NUMBERS[column], pd.Series(dtype="str"))).astype("str")
        elif column == "zip":
            done["zip3"] = _zip3(values)
        elif column == "text":
            done[column] = frame["note_id"].map(texts).astype("str")
        elif column == "birth_date":
            years = values.dt.year.astype("Int64")
            over = (years < FIRST_YEAR).fillna(False).astype(bool)
            done["birth_year"] = years.mask(over)
            done["over_89"] = over
        elif kind.startswith("date"):
            done[column.removesuffix("_date") + "_year"] = values.dt.year.astype("Int64")
        elif column == "age_at_diagnosis":
            # With the year of diagnosis an age tells the year of birth.
            now = values.astype("Int64") + (AS_OF.year - frame["diagnosis_date"].dt.year)
            over = (now > OLDEST).fillna(False).astype(bool) | (frame["birth_date"].dt.year < FIRST_YEAR)
            done[column] = values.astype("Int64").mask(over & values.notna(), OLDEST + 1)
        elif column in _SHAPES:
            done[column] = values.where(values.isna() | values.str.fullmatch(_SHAPES[column]), "[ID]")
        else:
            done[column] = values
    return done


@functools.cache
def _restricted() -> frozenset[str]:
    """Three-digit areas of 20,000 people or fewer, in either census."""
    return frozenset(datasets.load("zip3_restricted")["zip3"])


def _zip3(values: pd.Series[str]) -> pd.Series[str]:
    restricted = _restricted()
    three = values.where(values.str.fullmatch(r"\d{5}(-?\d{4})?", na=False)).str[:3]
    return three.mask(three.isna() | three.isin(restricted), "000").where(values.notna())


def _texts(tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """The notes without identifiers, by note."""
    if "notes" not in tables:
        return {}
    people = tables["patients"].set_index("patient_id").to_dict("index")
    whose = tables["encounters"].set_index("encounter_id")["patient_id"].to_dict()
    staff = frozenset(part for name in tables["users"]["last_name"].dropna() for part in _parts(name))
    done = {}
    for note, encounter, text in tables["notes"][["note_id", "encounter_id", "text"]].itertuples(index=False):
        known, names = [note, encounter], staff
        patient = whose.get(encounter)
        if isinstance(patient, str):
            known.append(patient)
            if patient in people:
                person = people[patient]
                told = {column: person[column] for column in _DROPPED if isinstance(person[column], str)}
                own = [
                    told.pop(column)
                    for column in ("first_name", "last_name", "previous_name")
                    if column in told
                ]
                known += [
                    *told.values(),
                    " ".join(own[:2]),
                    person["zip"] if isinstance(person["zip"], str) else "",
                ]
                names = staff | {part for name in own for part in _parts(name)}
        _check_text(text)
        done[note] = _replaced(text, [value for value in known if isinstance(value, str)], names)
    return done


def _parts(name: str) -> list[str]:
    return [part for part in name.lower().replace("'", " ").replace("-", " ").split() if len(part) > 1]


def scan(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """List the identifiers that are left in any tables.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Any tables; the names need not be the lab's.

    Returns
    -------
    DataFrame
        One row a finding: table, column, record (the value in the first column of that row), kind, text.
        A column that the lab names as an identifier is a finding in every row, and so are dates; in other
        columns of text every value is read as free text. Codes that `deidentify` gave are none.

    Raises
    ------
    TypeError, ValueError
        When what is given are not tables, a table has no rows, or a column holds something that
        cannot be read.

    Examples
    --------
    >>> left = scan({"visits": pd.DataFrame({"visit": ["a", "b"], "remark": ["stable", "call Mr. Quigley"]})})
    >>> left.values.tolist()
    [['visits', 'remark', 'b', 'NAME', 'Quigley']]
    """
    if not isinstance(tables, Mapping) or not tables:
        raise TypeError(f"tables must map names to DataFrames; found {tables!r:.60}.")
    rows: list[tuple[str, str, str, str, str]] = []
    for table, frame in tables.items():
        if not isinstance(frame, pd.DataFrame):
            raise TypeError(f"Table {table} must be a DataFrame, not {type(frame).__name__}.")
        if frame.empty:
            raise ValueError(
                f"Table {table} is empty: there is nothing to scan, which is not the same as clean."
            )
        refuse_twice(str(table), frame)
        records = frame.iloc[:, 0].astype("str").to_list()
        for column in frame.columns:
            found = dict(_left(str(table), str(column), frame[column]))
            for value, record in zip(frame[column], records, strict=True) if found else ():
                rows += [(str(table), str(column), record, *one) for one in found.get(value, ())]
    return pd.DataFrame(rows, columns=["table", "column", "record", "kind", "text"])


def _left(table: str, column: str, values: pd.Series[Any]) -> Iterator[tuple[Any, list[tuple[str, str]]]]:
    """For each value that holds identifiers, which."""
    types = pd.api.types
    if types.is_object_dtype(values.dtype):
        for value in values.dropna():
            if not isinstance(value, str):
                raise ValueError(
                    f"Table {table}, column {column}: a value is {type(value).__name__}, which cannot be "
                    "scanned. Give text, numbers or times."
                )
    unique = values.dropna().unique().tolist()
    if types.is_bool_dtype(values.dtype) or len(unique) == 0:
        return
    if types.is_datetime64_any_dtype(values.dtype):
        yield from ((value, [("DATE", str(value))]) for value in values.dropna().drop_duplicates().to_list())
    elif types.is_numeric_dtype(values.dtype):
        for value in unique:
            if "age" in column.split("_") and value > OLDEST + 1:
                yield value, [("AGE", str(value))]
            elif "year" in column and 1800 < value < FIRST_YEAR:
                yield value, [("DATE", str(value))]
            elif abs(value) >= 1_000_000:
                yield value, [("NUMBER", str(value))]
    else:
        for value in unique:
            kinds = _in_value(column, value)
            if kinds:
                yield value, kinds


def _in_value(column: str, value: str) -> list[tuple[str, str]]:
    if column in _DROPPED:
        return [(_DROPPED[column], value)]
    if column in _NUMBERS:
        return [] if re.fullmatch(_CODE, value) else [("ID", value)]
    if column in ("zip", "zip3"):
        return [] if re.fullmatch(r"\d{3}", value) and value not in _restricted() else [("PLACE", value)]
    if column in _SHAPES and re.fullmatch(_SHAPES[column], value):
        return []
    _check_text(value)
    plain = value if " " in value else value.replace("_", " ")
    tags = re.sub(
        r"\[(?:NAME|PLACE|DATE|PHONE|EMAIL|URL|IP|NUMBER|ID|AGE 90\+)\]", lambda tag: "." * len(tag[0]), plain
    )
    return [
        (one.kind, value[one.start : one.end]) for one in find(tags) if tags[one.start : one.end].strip(".")
    ]


def group_sizes(frame: pd.DataFrame, quasi_identifiers: Sequence[str]) -> pd.Series[int]:
    """Count for each row how many rows share its combination of quasi-identifiers, itself included.

    Parameters
    ----------
    frame : DataFrame
        One row a person.
    quasi_identifiers : sequence of str
        Columns that others may know of a person: year of birth, sex, part of a ZIP code.

    Returns
    -------
    Series
        The size of each row's group. A missing value is a value of its own: rows without it are alike.

    Raises
    ------
    ValueError
        When a column is missing or named twice, or there is no row.

    Examples
    --------
    >>> people = pd.DataFrame({"sex": ["F", "F", "M"], "year": [1950, 1950, 1950]})
    >>> group_sizes(people, ["sex", "year"]).tolist()
    [2, 2, 1]
    """
    columns = _quasi(frame, quasi_identifiers)
    return (
        frame.groupby(columns, dropna=False, observed=True)[columns[0]].transform("size").rename("group_size")
    )


def k_anonymity(frame: pd.DataFrame, quasi_identifiers: Sequence[str], k: int) -> pd.DataFrame:
    """List the rows that stand out: fewer than k rows share their combination of quasi-identifiers.

    Parameters
    ----------
    frame : DataFrame
        One row a person.
    quasi_identifiers : sequence of str
        Columns that others may know of a person.
    k : int
        How many rows must share a combination; 5 (a risk of at most 0.2) and 11 are customary.

    Returns
    -------
    DataFrame
        These rows with `group_size`, smallest groups first; none when the table is k-anonymous. A missing
        value is a value of its own.

    Raises
    ------
    ValueError
        When a column is missing, there is no row, or k is not a whole number of 1 or more.

    Notes
    -----
    Sweeney (2002), k-anonymity: a model for protecting privacy.

    Examples
    --------
    >>> people = pd.DataFrame({"sex": ["F", "F", "M"], "year": [1950, 1950, 1950]})
    >>> k_anonymity(people, ["sex", "year"], k=2).values.tolist()
    [['M', 1950, 1]]
    """
    _whole("k", k)
    sizes = group_sizes(frame, quasi_identifiers)
    out = frame[sizes < k].assign(group_size=sizes[sizes < k])
    return out.sort_values(["group_size", *quasi_identifiers], kind="stable")


def l_diversity(
    frame: pd.DataFrame,
    quasi_identifiers: Sequence[str],
    sensitive: str,
    l: int,  # noqa: E741 - the measure is called so
) -> pd.DataFrame:
    """List the rows whose group has fewer than l different values of a sensitive column.

    Who knows that somebody is in such a group knows the sensitive value, or nearly, however large it is.

    Parameters
    ----------
    frame : DataFrame
        One row a person.
    quasi_identifiers : sequence of str
        Columns that others may know of a person.
    sensitive : str
        What they should not learn, such as a diagnosis.
    l : int
        How many different values a group must have.

    Returns
    -------
    DataFrame
        These rows with `values`, the number of different values in the group; a missing one counts as a
        value of its own.

    Raises
    ------
    ValueError
        When a column is missing, the sensitive column is one of the quasi-identifiers, there is no row, or l
        is not a whole number of 1 or more.

    Notes
    -----
    Machanavajjhala and others (2007), l-diversity: privacy beyond k-anonymity; the plain count of
    distinct values.

    Examples
    --------
    >>> people = pd.DataFrame({"sex": ["F", "F", "M", "M"], "code": ["I10", "I10", "I10", "E11.9"]})
    >>> l_diversity(people, ["sex"], "code", l=2).values.tolist()
    [['F', 'I10', 1], ['F', 'I10', 1]]
    """
    _whole("l", l)
    columns = _quasi(frame, quasi_identifiers)
    if sensitive in columns:
        raise ValueError(
            f"{sensitive!r} is a quasi-identifier already: a sensitive column is one that others do not know."
        )
    _quasi(frame, [sensitive])
    coded = frame[columns].assign(_value=pd.factorize(frame[sensitive], use_na_sentinel=False)[0])
    values = coded.groupby(columns, dropna=False, observed=True)["_value"].transform("nunique")
    out = frame[values < l].assign(values=values[values < l])
    return out.sort_values(["values", *columns], kind="stable")


def _quasi(frame: object, columns: Sequence[str]) -> list[str]:
    if not isinstance(frame, pd.DataFrame):
        raise TypeError(f"A DataFrame is needed, one row a person, not {type(frame).__name__}.")
    if isinstance(columns, str) or not len(columns):
        raise ValueError(f"quasi_identifiers must be a list of at least one column, not {columns!r}.")
    for column in columns:
        if list(frame.columns).count(column) != 1 or list(columns).count(column) != 1:
            raise ValueError(
                f"Column {column!r} must be there and named exactly once. There are: "
                f"{', '.join(map(str, frame.columns))}."
            )
    if frame.empty:
        raise ValueError(
            "The table is empty: nobody can stand out, which is not the same as safe. Give it rows."
        )
    return list(columns)


def _whole(name: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < 1:
        raise ValueError(f"{name} must be a whole number of 1 or more; found {value!r}.")
