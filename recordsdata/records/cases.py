"""The illnesses that made-up records are drawn from, and the MS-DRG of each way in which they are coded.

`data/source/case_profiles.csv` is our own: what is coded, for whom, in which season, with which procedure.
`python -m recordsdata.records.cases` groups every variant with the MS-DRG grouper and writes
`data/source/case_drgs.csv`, so that a million stays need no grouper.
"""

from __future__ import annotations

import io
import itertools
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from recordsdata.records.draws import Ints

__all__ = ["COMPLICATIONS", "code_table", "group_variants"]

COMPLICATIONS = ("none", "CC", "MCC")  # the worst of the secondary diagnoses, as the grouper ranks them
_AGES = (0, 2, 10, 24, 38, 50, 60, 70, 80, 88)  # years, one within each group of age_weights


def code_table(cases: dict[str, Any], name: str, part: int = 0) -> Ints:
    """Return the codes of a list by illness, -1 beyond its end.

    `part` 1 is the second half of a pair such as O99.334+F17.210.
    """
    lists = cases["lists"][name]
    out = np.full((len(lists), max(1, max(map(len, lists)))), -1, dtype=np.int64)
    for row, items in enumerate(lists):
        for place, item in enumerate(items):
            pair = item.split("+")
            out[row, place] = cases["number"][pair[part]] if part < len(pair) else -1
    return out


def group_variants(profiles: pd.DataFrame) -> pd.DataFrame:
    """Group each variant of each inpatient illness: principal, operation, complications, died or not.

    Parameters
    ----------
    profiles : DataFrame
        Table `case_profiles` as text.

    Returns
    -------
    DataFrame
        One row a variant: profile, principal, operation (none, or its code), complications (none, CC, MCC),
        died (true or false), drg (of MS-DRG version 43.1, fiscal year 2026).

    Raises
    ------
    ValueError
        When ICD-10-CM does not have a code as billable, a secondary diagnosis does not have the rank that its
        column says, or the grouper returns no DRG.
    """
    import msdrg
    import simple_icd_10_cm

    rows = []
    with msdrg.MsdrgGrouper() as grouper:
        for case in profiles.to_dict("records"):
            for column in ("principal", "always", "secondary", "cc", "mcc", "external"):
                for code in case[column].replace("+", " ").split():
                    if not (simple_icd_10_cm.is_valid_item(code) and simple_icd_10_cm.is_leaf(code)):
                        raise ValueError(f"{case['profile']}, {column}: {code} is not a billable code.")
            if case["setting"] == "outpatient":
                continue
            weights = [int(word) for word in case["age_weights"].split()]
            person = {
                "version": 431,
                "age": _AGES[weights.index(max(weights))],
                "sex": int(case["sex_weights"].split()[0] != "0"),
            }
            operations = case["operation"].replace("*", "").split()
            if int(case["operation_permille"]) < 1000:
                operations = ["", *operations]
            lists = {"none": case["secondary"].replace("+", " "), "CC": case["cc"], "MCC": case["mcc"]}
            for principal, operation in itertools.product(case["principal"].split(), operations):
                procedures = [code for code in [operation, *_undotted(case["bedside"])] if code]
                for complications, died in itertools.product(COMPLICATIONS, (False, True)):
                    others = lists[complications].split()
                    if complications != "none" and not others:
                        continue
                    found = {
                        _group(grouper, msdrg, person, principal, case, [code] if code else [], used, died)
                        for code in others or [""]
                        for used in (procedures, procedures[: 1 if operation else 0])
                    }
                    if len(found) != 1 or next(iter(found))[1] != complications:
                        raise ValueError(
                            f"{case['profile']}, {principal}, {operation or 'no operation'}: a secondary "
                            f"diagnosis of {others} is not {complications}; found {sorted(found)}."
                        )
                    drg = next(iter(found))[0]
                    text = str(died).lower()
                    rows.append(
                        (case["profile"], principal, operation or "none", complications, text, f"{drg:03}")
                    )
    return pd.DataFrame(
        rows, columns=["profile", "principal", "operation", "complications", "died", "drg"], dtype="str"
    )


def _undotted(codes: str) -> list[str]:
    """Return codes as the grouper wants them: without dots and marks."""
    return codes.replace(".", "").replace("*", "").split()


def _group(
    grouper: Any,
    msdrg: Any,
    person: dict[str, int],
    principal: str,
    case: Any,
    secondary: list[str],
    procedures: list[str],
    died: bool,
) -> tuple[int, str]:
    """Return the DRG of one claim, and which rank the secondary diagnoses reach that were asked about."""
    codes = [*_undotted(case["always"]), *_undotted(" ".join(secondary)), *_undotted(case["external"])]
    claim = msdrg.create_claim(
        **person,
        discharge_status=20 if died else 1,
        pdx=_undotted(principal)[0],
        sdx=[(code, "Y") for code in codes],
        procedures=procedures,
    )
    result = grouper.group(claim)
    if result["return_code"] != "OK":
        raise ValueError(f"{case['profile']}, {principal}: the grouper says {result['return_code']}.")
    wanted = _undotted(" ".join(secondary))
    ranks = [line["severity"] for line in result["sdx_output"] if line["code"] in wanted]
    worst = max((("NONE", "CC", "MCC").index(rank) for rank in ranks), default=0)
    return int(result["final_drg"]), COMPLICATIONS[worst]


def main() -> int:
    """Group the variants again and write them beside the profiles."""
    source = Path(__file__).parents[2] / "data" / "source"
    profiles = pd.read_csv(source / "case_profiles.csv", dtype=str, keep_default_na=False)
    text = io.StringIO()
    group_variants(profiles).to_csv(text, index=False, lineterminator="\n")
    (source / "case_drgs.csv").write_bytes(text.getvalue().encode())
    print(f"{len(text.getvalue().splitlines()) - 1:,} variants grouped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
