"""Find one patient with two records in a patient index.

Record linkage after Fellegi and Sunter (Journal of the American Statistical Association 64, 1969): each
item that agrees or differs shifts the odds that two records are one person, by how often it does so in
records of one person and in those of two. The engine is splink on DuckDB.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import pandas as pd

from recordsdata.records.registry import percent_of
from recordsdata.records.tables import require

__all__ = ["MODEL", "curve", "duplicate_rate", "link", "pairs_known", "review", "score"]

# What is compared. Each level: its name, the condition (SQL, l and r are the two records), and how often two
# records of one person are at this level. These are judgements, not fitted: a patient index holds too few
# duplicates to learn from, and households and twins look like them to a machine. How often two strangers are
# at a level is counted in the records at hand.
_SAME_NAME = "(last_name_l = last_name_r or last_name_l = previous_name_r or previous_name_l = last_name_r)"
_SAME_CALL = "(phone_l = phone_r or email_l = email_r)"
MODEL: dict[str, list[tuple[str, str, float]]] = {
    "given name": [
        ("same", "first_name_l = first_name_r", 0.93),
        (
            "alike, or an initial",
            "jaro_winkler_similarity(first_name_l, first_name_r) >= 0.85"
            " or (least(length(first_name_l), length(first_name_r)) = 1"
            " and left(first_name_l, 1) = left(first_name_r, 1))",
            0.05,
        ),
        ("other", "ELSE", 0.02),
    ],
    # One item, not two: who shares a home shares a surname, and counting both would count a family twice.
    "family": [
        ("same surname and address", f"{_SAME_NAME} and address_l = address_r", 0.55),
        ("same address", "address_l = address_r", 0.15),
        ("same surname, and telephone or e-mail", f"{_SAME_NAME} and {_SAME_CALL}", 0.10),
        ("same surname", _SAME_NAME, 0.12),
        ("same telephone or e-mail", _SAME_CALL, 0.04),
        ("nothing", "ELSE", 0.04),
    ],
    "day of birth": [
        ("same", "birth_date_l = birth_date_r", 0.94),
        (
            "day and month exchanged, or one digit off",
            "birth_date_l = birth_swapped_r or hamming(birth_date_l, birth_date_r) <= 1",
            0.05,
        ),
        ("other", "ELSE", 0.01),
    ],
    "sex": [("same", "sex_l = sex_r", 0.99), ("other", "ELSE", 0.01)],
    "social security number": [
        ("same", "ssn_l = ssn_r", 0.90),
        ("one or two digits off", "hamming(ssn_l, ssn_r) <= 2", 0.06),
        ("other", "ELSE", 0.04),
    ],
}
_UNKNOWN = {  # where an item says nothing, because one of the two records lacks it
    "given name": "first_name_l is null or first_name_r is null",
    "family": "last_name_l is null or last_name_r is null or address_l is null or address_r is null",
    "day of birth": "birth_date_l is null or birth_date_r is null",
    "sex": "sex_l is null or sex_r is null",
    "social security number": "ssn_l is null or ssn_r is null",
    "birth order": "birth_order_l is null or birth_order_r is null",
}
# Only multiples carry an order of birth: two records that differ in it are twins, not one person.
MODEL["birth order"] = [
    ("same", "birth_order_l = birth_order_r", 0.995),
    ("other", "ELSE", 0.005),
]
# Pairs are looked at when they agree in one of these; all the others are taken as two people unseen.
BLOCKS = (("birth_date",), ("ssn",), ("first_name", "last_name"), ("first_name", "address"), ("email",))
EXPECTED = 0.01  # duplicates a record that the model starts from
PAIRS = 1_000_000  # of strangers, at most, that are counted
_COLUMNS = ["patient_id", "ssn", "last_name", "first_name", "previous_name", "birth_date", "sex", "address"]
_COLUMNS += ["phone", "email", "multiple_birth", "birth_order"]
_SAME_PERSON = ("duplicate_patient", "duplicate_after_name_change")


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep what splink logs out of a notebook, and put its level back."""
    logger = logging.getLogger("splink")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _prepared(patients: pd.DataFrame) -> pd.DataFrame:
    """Write what is compared in one way: small letters, no spaces around, dates as text, None for unknown."""
    rows = require(patients, "patients", _COLUMNS)
    text = rows.drop(columns=["birth_date", "multiple_birth", "birth_order"])[
        [name for name in _COLUMNS if name not in ("birth_date", "multiple_birth", "birth_order")]
    ]
    text = text.apply(
        lambda column: column.str.strip().str.casefold() if column.name != "patient_id" else column
    )
    text["sex"] = text["sex"].where(text["sex"] != "u")
    born = rows["birth_date"]
    text["birth_date"] = born.dt.strftime("%Y-%m-%d")
    text["birth_swapped"] = born.dt.strftime("%Y-%d-%m")
    text["ssn"] = text["ssn"].str.ljust(11).str[:11]  # of one length, so that digits can be held side by side
    text["birth_order"] = rows["birth_order"].astype("Int64").astype("str")
    text = text.astype("object")
    text = text.where(text.notna() & ~text.isin(["", "<NA>", "nan"]), None)
    in_order: pd.DataFrame = text.sort_values("patient_id").reset_index(drop=True)
    return in_order


def link(patients: pd.DataFrame, seed: int = 1) -> pd.DataFrame:
    """Find the pairs of records that may be one patient, and say how probable that is.

    Parameters
    ----------
    patients : DataFrame
        Table patients.
    seed : int
        Of the sample of pairs in which agreement by chance is counted.

    Returns
    -------
    DataFrame
        One row a pair that agrees in one of `BLOCKS`: patient_id_l, patient_id_r (in order of record
        numbers), match_probability (0 to 1), match_weight (base-2 logarithm of the odds), and for each item
        of `MODEL` its level in words ("unknown" where one of the two lacks it). The most probable come first.

    Raises
    ------
    ValueError
        When the table has fewer than two records, lacks a column, or a column is of the wrong type.

    Notes
    -----
    The same records and seed give the same result, whatever the order of the rows. Half of what a patient
    index looks like to the model is judgement: how often records of one person agree (`MODEL`), and one
    duplicate in 100 records to begin with. How often strangers agree is counted in up to a million pairs.

    Examples
    --------
    >>> born = pd.to_datetime(["1980-03-04", "1980-03-04", "1955-01-30"])
    >>> people = pd.DataFrame({
    ...     "patient_id": ["P1", "P2", "P3"], "ssn": ["900-11-1111", "900-11-1111", "900-22-2222"],
    ...     "last_name": ["Zzyx", "Quux", "Xyzzy"], "first_name": ["Ann", "Ann", "Bob"],
    ...     "previous_name": pd.Series([None, "Zzyx", None], dtype="str"), "birth_date": born,
    ...     "sex": ["F", "F", "M"], "address": ["1 Made-up Rd", "1 Made-up Rd", "9 Made-up Rd"],
    ...     "phone": "555-0100", "email": "a@example.org", "multiple_birth": False, "birth_order": None})
    >>> link(people)[["patient_id_l", "patient_id_r"]].iloc[0].tolist()
    ['P1', 'P2']
    """
    rows = _prepared(patients)
    if len(rows) < 2:
        raise ValueError("Table patients has one record. Two are needed to make a pair.")
    # Imported here: they take a second, and only this function needs them.
    import duckdb
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    from splink import comparison_level_library as levels
    from splink import comparison_library as comparisons

    compared: list[Any] = []
    for item, ways in MODEL.items():
        some: list[Any] = [levels.CustomLevel(_UNKNOWN[item], "unknown").configure(is_null_level=True)]
        for name, condition, share in ways:
            level = levels.ElseLevel() if condition == "ELSE" else levels.CustomLevel(condition, name)
            some.append(level.configure(m_probability=share, label_for_charts=name))
        compared.append(comparisons.CustomComparison(some, output_column_name=item.replace(" ", "_")))
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="patient_id",
        probability_two_random_records_match=2 * EXPECTED / (len(rows) - 1) if len(rows) > 2 else EXPECTED,
        comparisons=compared,
        blocking_rules_to_generate_predictions=[block_on(*names) for names in BLOCKS],
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=True,
        linker_uid="recordsdata",
    )
    # One thread: sums of several would depend on which finished first.
    with _quietly(), duckdb.connect(config={"threads": 1}) as connection:
        with suppress(duckdb.Error):  # in Jupyter without ipywidgets there is no bar, and it cannot be set
            connection.execute("set enable_progress_bar = false")
        api = DuckDBAPI(connection)
        linker = Linker(api.register(rows), settings, log_level=None)
        linker.training.estimate_u_using_random_sampling(
            PAIRS, seed=seed, min_count_per_level=None, num_chunks=1
        )
        found: Any = linker.inference.predict(warning_mode="never")
        pairs = found.as_pandas_dataframe()
    return _named(pairs)


def _named(pairs: pd.DataFrame) -> pd.DataFrame:
    """Put the levels into words and the pairs into one order."""
    first = pairs[["patient_id_l", "patient_id_r"]].min(axis=1)
    last = pairs[["patient_id_l", "patient_id_r"]].max(axis=1)
    # Rounded, so that the last binary digits, which a platform may compute otherwise, do not show.
    frame = pd.DataFrame(
        {
            "patient_id_l": first.astype("str"),
            "patient_id_r": last.astype("str"),
            "match_probability": pairs["match_probability"].round(6),
            "match_weight": pairs["match_weight"].round(3),
        }
    )
    for item, ways in MODEL.items():
        words = {len(ways) - 1 - place: name for place, (name, *_) in enumerate(ways)} | {-1: "unknown"}
        frame[item] = pairs[f"gamma_{item.replace(' ', '_')}"].map(words)
    order = ["match_weight", "patient_id_l", "patient_id_r"]
    return frame.sort_values(order, ascending=[False, True, True], ignore_index=True)


def pairs_known(truth: pd.DataFrame) -> pd.DataFrame:
    """Keep what the truth says of pairs of patients.

    Parameters
    ----------
    truth : DataFrame
        From `make_records`.

    Returns
    -------
    DataFrame
        Its rows of table patients that name another patient.

    Raises
    ------
    ValueError
        When a column is missing.

    Examples
    --------
    >>> row = {"table": "patients", "record": "P2", "kind": "twins", "other": "P1", "defect": False}
    >>> len(pairs_known(pd.DataFrame([row, row | {"kind": "name_change", "other": None}])))
    1
    """
    lost = [name for name in ("table", "record", "kind", "other", "defect") if name not in truth.columns]
    if lost:
        raise ValueError(f"truth has no column {lost[0]!r}. make_records() returns it beside the tables.")
    return truth[(truth["table"] == "patients") & truth["other"].notna()]


def _alike(truth: pd.DataFrame) -> dict[frozenset[str], str]:
    """Say of each pair of patients that the truth knows what they are: kind by pair, first kind counts."""
    known = pairs_known(truth)
    kinds: dict[frozenset[str], str] = {}
    for kind in (*_SAME_PERSON, "twins", "household", "shared_ssn"):
        rows = known[known["kind"] == kind]
        head: dict[str, str] = {}
        for one, other in zip(rows["record"], rows["other"], strict=True):  # chains, pairs named twice
            first, last = sorted((_first(head, one), _first(head, other)))
            head[last] = first
        groups: dict[str, list[str]] = {}
        for name in sorted({*rows["record"], *rows["other"]}):
            groups.setdefault(_first(head, name), []).append(name)
        for group in groups.values():
            for place, one in enumerate(group):
                for other in group[:place]:
                    kinds.setdefault(frozenset((one, other)), kind)
    return kinds


def _first(head: dict[str, str], name: str) -> str:
    """Follow a chain of patients to its first."""
    while head.get(name, name) != name:
        name = head[name]
    return name


def _kinds(pairs: pd.DataFrame, truth: pd.DataFrame) -> tuple[pd.Series[Any], pd.Series[Any]]:
    """Say of each linked pair what it is, and of all pairs that the truth knows how many there are a kind."""
    lost = [name for name in ("patient_id_l", "patient_id_r", "match_probability") if name not in pairs]
    if lost:
        raise ValueError(f"pairs has no column {lost[0]!r}. link() returns such a table.")
    alike = _alike(truth)
    rows = pairs_known(truth)
    copies = rows[rows["kind"].isin(_SAME_PERSON)]
    first = dict(zip(copies["record"], copies["other"], strict=True))
    kind_of = dict(zip(copies["record"], copies["kind"], strict=True))
    named = []
    for left, right in zip(pairs["patient_id_l"], pairs["patient_id_r"], strict=True):
        kind = alike.get(frozenset((left, right)))
        if kind is None:  # the twin of a patient is the twin of her second record, too
            one, two = first.get(left, left), first.get(right, right)
            kind = alike.get(frozenset((one, two)), "strangers")
            if one == two:
                kind = kind_of.get(left, kind_of.get(right, kind))
            elif kind in _SAME_PERSON:
                kind = "strangers"
        named.append(kind)
    return pd.Series(named, index=pairs.index, dtype="str"), pd.Series(
        [*alike.values()], dtype="str"
    ).value_counts()


def score(pairs: pd.DataFrame, truth: pd.DataFrame, threshold: float = 0.9) -> pd.DataFrame:
    """Say how many of the planted duplicates a linkage finds, and whom else it takes for one patient.

    Parameters
    ----------
    pairs : DataFrame
        From `link`.
    truth : DataFrame
        From `make_records`: duplicates (record, other), twins, households.
    threshold : float
        Pairs at least so probable are linked.

    Returns
    -------
    DataFrame
        One row a kind: kind (the two kinds of duplicates, twins, household, shared_ssn, strangers),
        same_person, pairs (how many there are; missing for strangers), linked, percent, low, high (linked in
        percent of pairs with a 95 percent Wilson interval: recall for duplicates, false alarms for others).

    Raises
    ------
    ValueError
        When a column is missing, or the threshold is not between 0 and 1.

    Examples
    --------
    >>> pairs = pd.DataFrame({"patient_id_l": ["P1", "P3"], "patient_id_r": ["P2", "P4"],
    ...                       "match_probability": [0.99, 0.95]})
    >>> truth = pd.DataFrame({"table": "patients", "record": ["P2", "P4"], "other": ["P1", "P3"],
    ...                       "kind": ["duplicate_patient", "twins"], "defect": [True, False]})
    >>> score(pairs, truth).set_index("kind").loc[["duplicate_patient", "twins"], "linked"].to_dict()
    {'duplicate_patient': 1, 'twins': 1}
    """
    _check_threshold(threshold)
    kinds, there = _kinds(pairs, truth)
    linked = kinds[pairs["match_probability"] >= threshold].value_counts()
    rows = []
    for kind in (*_SAME_PERSON, "twins", "household", "shared_ssn", "strangers"):
        hits, all_of = int(linked.get(kind, 0)), int(there.get(kind, 0))
        share = [float("nan")] * 3
        if all_of and kind != "strangers":
            # A second duplicate of one patient may make more pairs than were planted.
            share = [*percent_of(min(hits, all_of), all_of)]
        rows.append((kind, kind in _SAME_PERSON, pd.NA if kind == "strangers" else all_of, hits, *share))
    names = ["kind", "same_person", "pairs", "linked", "percent", "low", "high"]
    return pd.DataFrame(rows, columns=names).astype({"pairs": "Int64"})


def curve(pairs: pd.DataFrame, truth: pd.DataFrame, thresholds: Sequence[float]) -> pd.DataFrame:
    """Give precision and recall of a linkage at each of several thresholds.

    Parameters
    ----------
    pairs, truth : DataFrame
        As in `score`.
    thresholds : sequence of float
        Probabilities from which a pair is linked.

    Returns
    -------
    DataFrame
        One row a threshold: threshold, linked, right (linked and one patient), planted (all pairs of one
        patient), precision and recall in percent, each with its 95 percent Wilson interval (precision_low,
        precision_high, recall_low, recall_high). Precision is missing where nothing is linked, recall where
        nothing was planted.

    Raises
    ------
    ValueError
        As `score` does.

    Examples
    --------
    >>> pairs = pd.DataFrame({"patient_id_l": ["P1", "P3"], "patient_id_r": ["P2", "P4"],
    ...                       "match_probability": [0.99, 0.95]})
    >>> truth = pd.DataFrame({"table": "patients", "record": ["P2"], "other": ["P1"],
    ...                       "kind": "duplicate_patient", "defect": True})
    >>> curve(pairs, truth, [0.5, 0.98])[["threshold", "precision", "recall"]].to_dict("list")
    {'threshold': [0.5, 0.98], 'precision': [50.0, 100.0], 'recall': [100.0, 100.0]}
    """
    kinds, there = _kinds(pairs, truth)
    same = kinds.isin(_SAME_PERSON)
    planted = int(sum(there.get(kind, 0) for kind in _SAME_PERSON))
    rows = []
    for threshold in thresholds:
        _check_threshold(threshold)
        chosen = pairs["match_probability"] >= threshold
        linked, right = int(chosen.sum()), int((chosen & same).sum())
        shares = *percent_of(right, linked), *percent_of(right, planted)
        rows.append((threshold, linked, right, planted, *shares))
    names = ["threshold", "linked", "right", "planted", "precision", "precision_low", "precision_high"]
    return pd.DataFrame(rows, columns=[*names, "recall", "recall_low", "recall_high"])


def review(pairs: pd.DataFrame, low: float, high: float) -> pd.Series[Any]:
    """Sort pairs into those to link, those to look at and those to leave.

    Parameters
    ----------
    pairs : DataFrame
        From `link`.
    low, high : float
        Probabilities: from `high` a pair is linked, from `low` a person looks at it, below it is left alone.

    Returns
    -------
    Series
        "link", "review" or "leave" for each pair.

    Raises
    ------
    ValueError
        When a column is missing, or the bounds are not 0 <= low <= high <= 1.

    Examples
    --------
    >>> review(pd.DataFrame({"match_probability": [0.99, 0.5, 0.01]}), 0.1, 0.95).tolist()
    ['link', 'review', 'leave']
    """
    if "match_probability" not in pairs:
        raise ValueError("pairs has no column 'match_probability'. link() returns such a table.")
    if not 0 <= low <= high <= 1:
        raise ValueError(f"review: from {low} to {high}. Give probabilities, 0 <= low <= high <= 1.")
    chosen = pairs["match_probability"]
    return (
        pd.Series("leave", index=pairs.index, dtype="str")
        .mask(chosen >= low, "review")
        .mask(chosen >= high, "link")
    )


def duplicate_rate(pairs: pd.DataFrame, records: int, threshold: float = 0.9) -> float:
    """Give the duplicate rate of a patient index, in percent.

    Parameters
    ----------
    pairs : DataFrame
        From `link`.
    records : int
        Records in the index.
    threshold : float
        Pairs at least so probable count as possible duplicates.

    Returns
    -------
    float
        Records in possible duplicate pairs, each counted once, in percent of the records in the index.

    Raises
    ------
    ValueError
        When a column is missing, the threshold is not a probability, or there are fewer records than pairs
        need.

    Notes
    -----
    Source: AHIMA (2020), whose example is 5,000 pairs in 500,000 records: 10,000 records, 2 percent. Others
    count pairs, and get half of it.

    Examples
    --------
    >>> pairs = pd.DataFrame({"patient_id_l": ["P1", "P1"], "patient_id_r": ["P2", "P3"],
    ...                       "match_probability": [0.99, 0.95]})
    >>> duplicate_rate(pairs, 100)
    3.0
    """
    _check_threshold(threshold)
    lost = [name for name in ("patient_id_l", "patient_id_r", "match_probability") if name not in pairs]
    if lost:
        raise ValueError(f"pairs has no column {lost[0]!r}. link() returns such a table.")
    chosen = pairs[pairs["match_probability"] >= threshold]
    named = len({*chosen["patient_id_l"], *chosen["patient_id_r"]})
    if records < max(named, 1):
        raise ValueError(
            f"duplicate_rate: {named} records in pairs, and {records} in the index. Give all records."
        )
    return 100 * named / records


def _check_threshold(threshold: float) -> None:
    if not 0 <= threshold <= 1:
        raise ValueError(f"The threshold is {threshold}. Give a probability from 0 to 1, such as 0.9.")
