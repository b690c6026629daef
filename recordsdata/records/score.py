"""What an audit says: shares that show their counts, and its findings scored by the planted truth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from recordsdata.estimates import wilson
from recordsdata.records.defects import DEFECTS
from recordsdata.records.rules import RULES, Rule

__all__ = ["by_category", "explain_alarms", "percent_text", "score"]

# Kinds that are one thing of two records: a rule cannot know which of the two is the wrong one.
PAIRS = ("shared_ssn", "duplicate_patient", "duplicate_after_name_change", "duplicate_case")
# A slip of the pen in a surname looks like a change of surname: the two kinds are judged together.
DUPLICATES = ("duplicate_patient", "duplicate_after_name_change")


def percent_text(found: int, checked: int) -> str:
    """Write a share so that a small one is told from none.

    Parameters
    ----------
    found, checked : int
        Records that break a rule, and records judged.

    Returns
    -------
    str
        Percent with two decimals; "below 0.01" where that would read 0.00 and something was found, "above
        99.99" likewise, and "none judged" where there was nothing to judge.

    Examples
    --------
    >>> percent_text(3, 400), percent_text(0, 400), percent_text(1, 1_000_000), percent_text(0, 0)
    ('0.75', '0', 'below 0.01', 'none judged')
    """
    if not checked:
        return "none judged"
    if found in (0, checked):
        return "0" if not found else "100"
    share = 100 * found / checked
    return "below 0.01" if share < 0.005 else "above 99.99" if share >= 99.995 else f"{share:.2f}"


def by_category(scorecard: pd.DataFrame) -> pd.DataFrame:
    """Add up a scorecard by the categories of Kahn et al. 2016.

    Parameters
    ----------
    scorecard : DataFrame
        From `audit`.

    Returns
    -------
    DataFrame
        One row a category and sub-category: rules, rules_broken (rules with a finding), checked (judgements:
        records times rules), found, percent (100 found / checked).

    Examples
    --------
    >>> card = pd.DataFrame({"category": "completeness", "subcategory": "presence", "rule": ["A", "B"],
    ...                      "checked": [10, 30], "found": [1, 0]})
    >>> by_category(card)[["rules", "rules_broken", "checked", "found", "percent"]].to_numpy().tolist()
    [[2.0, 1.0, 40.0, 1.0, 2.5]]
    """
    table = (
        scorecard.assign(broken=scorecard["found"] > 0)
        .groupby(["category", "subcategory"], as_index=False)
        .agg(
            rules=("rule", "size"),
            rules_broken=("broken", "sum"),
            checked=("checked", "sum"),
            found=("found", "sum"),
        )
    )
    return table.assign(percent=(100 * table["found"] / table["checked"].where(table["checked"] > 0)))


_TRUTH = ("table", "record", "kind", "other", "defect")


def _check_truth(findings: pd.DataFrame, truth: pd.DataFrame) -> None:
    for name, frame, columns in (("findings", findings, ("rule", "record")), ("truth", truth, _TRUTH)):
        absent = [column for column in columns if column not in frame]
        if absent:
            raise ValueError(
                f"{name}: column {', '.join(absent)} is not there; found {', '.join(map(str, frame))}. "
                "Take findings from audit() and truth from make_records()."
            )


def score(findings: pd.DataFrame, truth: pd.DataFrame, rules: Sequence[Rule] = RULES) -> pd.DataFrame:
    """Compare findings with the planted truth, kind by kind.

    Parameters
    ----------
    findings : DataFrame
        From `audit`.
    truth : DataFrame
        From `make_records`: table, record, kind, other, defect.
    rules : sequence of Rule
        The rules of the audit: they say which kind each looks for.

    Returns
    -------
    DataFrame
        One row a kind of defect, also those that no rule looks for: kind, table, seen (what was expected
        beforehand: rule, overlap or never), rules (ids), planted, caught (planted records that a rule of this
        kind found), missed, recall with recall_low and recall_high (Wilson, 95 percent), alarms (records that
        those rules found), right (alarms that carry this kind), false_alarms, precision with precision_low
        and precision_high. For kinds that are one thing of two records (a shared number, duplicates) an
        alarm at either of the two is right, and the two kinds of duplicate are judged together. Shares are
        from 0 to 1, and missing where there is nothing to divide by.

    Raises
    ------
    ValueError
        When a column is missing.

    Examples
    --------
    >>> found = pd.DataFrame({"rule": "PAT-03", "record": ["P1", "P2"]})
    >>> truth = pd.DataFrame({"table": "patients", "record": ["P1", "P3"], "kind": "missing_sex",
    ...                       "other": None, "defect": True})
    >>> score(found, truth).set_index("kind").loc["missing_sex", ["planted", "caught", "alarms"]].tolist()
    [2, 1, 2]
    """
    _check_truth(findings, truth)
    planted = truth[truth["defect"].astype(bool)]
    rows = []
    for kind, table, _, seen in DEFECTS:
        kinds = DUPLICATES if kind in DUPLICATES else (kind,)
        own = [rule.id for rule in rules if rule.kind in kinds]
        alarms = set(findings.loc[findings["rule"].isin(own), "record"])
        carriers = set(planted.loc[planted["kind"] == kind, "record"])
        like = planted[planted["kind"].isin(kinds)]
        culprits = set(like["record"]) | set(like["other"].dropna() if kind in PAIRS else [])
        caught, right = len(carriers & alarms), len(alarms & culprits)
        recall = caught / len(carriers) if carriers else float("nan")
        precision = right / len(alarms) if alarms else float("nan")
        rows.append(
            (
                kind, table, seen, ", ".join(own), len(carriers), caught, len(carriers) - caught,
                recall, *wilson(caught, len(carriers)),
                len(alarms), right, len(alarms) - right, precision, *wilson(right, len(alarms)),
            )
        )  # fmt: skip
    names = (
        "kind table seen rules planted caught missed recall recall_low recall_high "
        "alarms right false_alarms precision precision_low precision_high"
    )
    return pd.DataFrame(rows, columns=names.split(" "))


def explain_alarms(
    findings: pd.DataFrame, truth: pd.DataFrame, rules: Sequence[Rule] = RULES
) -> pd.DataFrame:
    """Say what the alarms of the overlapping kinds were: planted, a legitimate look-alike, or neither.

    Parameters
    ----------
    findings, truth, rules
        As for `score`.

    Returns
    -------
    DataFrame
        One row a kind and what its alarms were: kind, was (the kind itself, "another defect: ..." ,
        "legitimate: ..." or "nothing known"), alarms (records).

    Raises
    ------
    ValueError
        When a column is missing.

    Examples
    --------
    >>> found = pd.DataFrame({"rule": "PAT-09", "record": ["P1", "P2"]})
    >>> truth = pd.DataFrame({"table": "patients", "record": ["P1", "P2"], "kind": ["overlay", "name_change"],
    ...                       "other": None, "defect": [True, False]})
    >>> explain_alarms(found, truth)["was"].tolist()
    ['overlay', 'legitimate: name_change']
    """
    _check_truth(findings, truth)
    pieces = []
    for kind, table, _, seen in DEFECTS:
        if seen != "overlap":
            continue
        if kind == DUPLICATES[1]:
            continue  # judged with the other
        kinds = DUPLICATES if kind in DUPLICATES else (kind,)
        own = [rule.id for rule in rules if rule.kind in kinds]
        alarms = pd.Index(findings.loc[findings["rule"].isin(own), "record"].unique())
        here = truth[truth["table"] == table]
        ends = here[["kind", "defect", "record"]]
        both = here["kind"].isin([*PAIRS, "twins", "household"]) & here["other"].notna()
        other = here.loc[both, ["kind", "defect", "other"]].rename(columns={"other": "record"})
        ends = pd.concat([ends, other])
        same, defect = ends["kind"].isin(kinds), ends["defect"].astype(bool)
        was = ("legitimate: " + ends["kind"]).mask(defect, "another defect: " + ends["kind"])
        was = was.mask(same, ends["kind"])
        # A record is told by what weighs most; twins are a household too.
        order = (~same).astype(int) + (~defect).astype(int) + (ends["kind"] == "household").astype(int)
        told: Any = pd.DataFrame({"record": ends["record"], "was": was, "order": order})
        told = (
            told.sort_values(["order", "was"], kind="stable")
            .drop_duplicates("record")
            .set_index("record")["was"]
        )
        counts: Any = told.reindex(alarms).astype("object").fillna("nothing known").value_counts()
        names = sorted(counts.index)
        counts = counts[[n for n in names if n in kinds] + [n for n in names if n not in kinds]]
        pieces.append(pd.DataFrame({"kind": kind, "was": counts.index, "alarms": counts.to_numpy()}))
    return pd.concat(pieces, ignore_index=True)
