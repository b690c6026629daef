"""Record linkage and the screening for overlays: weights by hand, scores pair by pair, wrong input."""

import itertools
import math
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordsdata.records import linkage
from recordsdata.records.linkage import curve, duplicate_rate, link, review, score
from recordsdata.records.make import make_records
from recordsdata.records.overlays import SIGNS, mix_at_random, score_overlays, screen_overlays

BORN = pd.Timestamp("1980-03-04")


def people(count=60, seed=3):
    """Strangers in homes of two, of different names, days of birth and numbers."""
    draw = np.random.default_rng(seed)
    homes = np.arange(count) // 2
    return pd.DataFrame(
        {
            "patient_id": [f"P{n:04d}" for n in range(count)],
            "ssn": [f"900-{n % 50:02d}-{7 * n:04d}" for n in range(count)],
            "last_name": [f"Mock{'abcdefghij'[home % 10]}" for home in homes],
            "first_name": draw.choice(["Ann", "Bob", "Carla", "Dora", "Emil", "Zoe"], count),
            "previous_name": pd.Series([None] * count, dtype="str"),
            "birth_date": BORN - pd.to_timedelta(draw.permutation(20_000)[:count], unit="D"),
            "sex": draw.choice(["F", "M"], count),
            "address": [f"{100 + home} Sample Avenue" for home in homes],
            "phone": [f"(513) 555-01{home % 100:02d}" for home in homes],
            "email": pd.Series([None] * count, dtype="str"),
            "multiple_birth": False,
            "birth_order": pd.array([None] * count, "Int64"),
        }
    )


def with_copy(frame, place, **changes):
    """Add a second record of the person in row `place`, changed, as P9999."""
    copy = frame.iloc[[place]].assign(patient_id="P9999", **changes)
    return pd.concat([frame, copy], ignore_index=True)


def weight_of(pairs, one, other):
    rows = pairs[(pairs["patient_id_l"] == one) & (pairs["patient_id_r"] == other)]
    return float(rows["match_weight"].iloc[0]) if len(rows) else None


def levels_by_hand(one, other):
    """Say how two records compare, written from the table in the module's text and not from its SQL."""

    def both(name):
        return pd.notna(one[name]) and pd.notna(other[name])

    out = {}
    alike = one["first_name"] == other["first_name"]
    out["given name"] = "same" if alike else None  # "alike" and "other" are left to the engine
    names = {one["last_name"]} & {other["last_name"]}
    names |= {one["last_name"]} & {other["previous_name"]} | {one["previous_name"]} & {other["last_name"]}
    call = any(both(name) and one[name] == other[name] for name in ("phone", "email"))
    surname, home = bool({name for name in names if pd.notna(name)}), one["address"] == other["address"]
    out["family"] = {
        (True, True): "same surname and address",
        (False, True): "same address",
        (True, False): "same surname, and telephone or e-mail" if call else "same surname",
    }.get((surname, home), "same telephone or e-mail" if call else "nothing")
    if one["birth_date"] == other["birth_date"]:
        out["day of birth"] = "same"
    else:
        a, b = (f"{row['birth_date']:%Y-%m-%d}" for row in (one, other))
        near = sum(x != y for x, y in zip(a, b, strict=True)) == 1 or a == f"{other['birth_date']:%Y-%d-%m}"
        out["day of birth"] = "day and month exchanged, or one digit off" if near else "other"
    out["sex"] = "same" if one["sex"] == other["sex"] else "other"
    if not both("ssn"):
        out["social security number"] = "unknown"
    else:
        off = sum(x != y for x, y in zip(one["ssn"], other["ssn"], strict=True))
        near = "one or two digits off" if off <= 2 else "other"
        out["social security number"] = near if off else "same"
    return out


def test_the_levels_of_an_item_are_all_there_are():
    assert len(linkage.MODEL) == 6
    for item, ways in linkage.MODEL.items():
        assert sum(share for *_, share in ways) == pytest.approx(1), item
        assert ways[-1][1] == "ELSE"


class TestLink:
    def test_the_weights_are_those_of_fellegi_and_sunter(self):
        frame = with_copy(people(), 5, address="7 Draft Place", ssn=None)
        pairs = link(frame)
        rows = frame.to_dict("records")
        # With few records all pairs are counted, so the shares among strangers can be counted here as well.
        counted = {item: {} for item in linkage.MODEL}
        for one, other in itertools.combinations(rows, 2):
            for item, level in levels_by_hand(one, other).items():
                counted[item][level] = counted[item].get(level, 0) + 1
        found = pairs[(pairs["patient_id_l"] == "P0005") & (pairs["patient_id_r"] == "P9999")].iloc[0]
        by_hand = levels_by_hand(rows[5], rows[-1])
        odds = 2 * linkage.EXPECTED / (len(rows) - 1)
        expected = math.log2(odds / (1 - odds))
        for item in ("given name", "family", "day of birth", "sex"):
            assert found[item] == by_hand[item]
            share = {name: share for name, _, share in linkage.MODEL[item]}[found[item]]
            known = sum(n for level, n in counted[item].items() if level != "unknown")
            expected += math.log2(share / (counted[item][found[item]] / known))
        assert found["social security number"] == found["birth order"] == "unknown"
        assert found["match_weight"] == pytest.approx(expected, abs=0.002)
        assert found["match_probability"] == pytest.approx(1 / (1 + 2**-expected), abs=1e-5)

    def test_levels_agree_with_a_reading_by_hand(self):
        frame = people(80)
        frame.loc[1, "birth_date"], frame.loc[0, "birth_date"] = pd.Timestamp("1980-04-03"), BORN
        frame.loc[0, "first_name"] = frame.loc[1, "first_name"]
        frame.loc[3, "ssn"] = frame.loc[2, "ssn"]
        frame.loc[12, ["ssn", "birth_date"]] = ["900-77-1234", BORN]
        frame.loc[14, ["ssn", "birth_date"]] = ["900-77-1243", BORN]
        frame.loc[16, ["ssn", "birth_date"]] = ["900-77-1489", BORN]
        frame.loc[10, "previous_name"] = frame.loc[40, "last_name"]
        frame.loc[40, ["first_name", "address"]] = frame.loc[10, ["first_name", "address"]]
        pairs = link(frame)
        rows = frame.set_index("patient_id", drop=False).to_dict("index")
        for pair in pairs.to_dict("records"):
            by_hand = levels_by_hand(rows[pair["patient_id_l"]], rows[pair["patient_id_r"]])
            for item in ("family", "day of birth", "sex", "social security number"):
                assert pair[item] == by_hand[item], (pair, item)
        assert "day and month exchanged, or one digit off" in set(pairs["day of birth"])
        assert "one or two digits off" in set(pairs["social security number"])
        assert len(pairs) > 20

    def test_a_copy_is_found_and_a_twin_is_not(self):
        frame = people(200)
        twins = [20, 21]
        frame.loc[twins, "birth_date"] = BORN
        frame.loc[twins, "multiple_birth"] = True
        frame.loc[twins, "birth_order"] = [1, 2]
        frame.loc[twins, "first_name"] = ["Ann", "Zoe"]
        pairs = link(with_copy(frame, 5, last_name="Fiction", email=None)).set_index(
            ["patient_id_l", "patient_id_r"]
        )
        assert pairs.loc[("P0005", "P9999"), "match_probability"] > 0.99
        assert pairs.loc[("P0020", "P0021"), "match_probability"] < 0.5
        assert pairs.loc[("P0020", "P0021"), "birth order"] == "other"

    def test_an_order_of_birth_speaks_against_one_person(self):
        frame = people(200)
        frame.loc[[20, 21], "birth_date"] = BORN
        without = weight_of(link(frame), "P0020", "P0021")
        frame.loc[[20, 21], "birth_order"] = [1, 2]
        assert weight_of(link(frame), "P0020", "P0021") < without - 5

    def test_the_order_of_rows_and_a_second_run_change_nothing(self):
        frame = with_copy(people(120), 7)
        first = link(frame)
        pd.testing.assert_frame_equal(first, link(frame))
        pd.testing.assert_frame_equal(first, link(frame.sample(frac=1, random_state=1)))
        assert first["patient_id_l"].lt(first["patient_id_r"]).all()
        assert not first.duplicated(["patient_id_l", "patient_id_r"]).any()

    def test_capitals_and_spaces_do_not_count(self):
        frame = people(80)
        frame["first_name"] = frame["first_name"].str.upper() + " "
        pd.testing.assert_frame_equal(link(frame), link(people(80)))

    def test_unknown_sex_is_no_agreement(self):
        frame = with_copy(people(), 4)
        frame.loc[[4, 60], "sex"] = "U"
        pairs = link(frame)
        assert pairs.iloc[0]["sex"] == "unknown"

    def test_nothing_is_printed_logged_or_warned_of(self, capfd, caplog):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            link(people(40))
        assert capfd.readouterr() == ("", "")
        assert not caplog.records

    def test_odd_values_are_no_obstacle(self):
        frame = people(30)
        frame.loc[0, ["ssn", "last_name", "first_name", "sex"]] = ["12", "", None, None]
        frame.loc[1, "birth_date"] = pd.NaT
        frame.loc[2, "birth_date"] = pd.Timestamp("1880-01-01")
        frame.loc[3, "first_name"] = "O'Br\"ien; drop table x"
        assert len(link(frame)) > 0

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            (lambda f: f.iloc[:1], "has one record"),
            (lambda f: f.iloc[:0], "is empty"),
            (lambda f: f.drop(columns="phone"), "phone"),
            (lambda f: pd.concat([f, f]), "in more than one row"),
            (lambda f: f.assign(birth_date="1980-03-04"), "birth_date: found text"),
            (lambda f: f.assign(birth_date=BORN.tz_localize("UTC")), "time zone"),
            (lambda f: f.assign(last_name=3), "last_name: found whole numbers"),
        ],
    )
    def test_wrong_input_teaches(self, change, says):
        with pytest.raises(ValueError, match=says):
            link(change(people(20)))


def known(*rows):
    """Truth of table patients from (record, other, kind)."""
    frame = pd.DataFrame(rows, columns=["record", "other", "kind"]).assign(table="patients")
    return frame.assign(defect=frame["kind"].isin(["duplicate_patient", "duplicate_after_name_change"]))


def linked(*rows):
    return pd.DataFrame(rows, columns=["patient_id_l", "patient_id_r", "match_probability"])


class TestScore:
    truth = known(
        ("A2", "A", "duplicate_patient"),
        ("B2", "B", "duplicate_after_name_change"),
        ("C2", "C", "duplicate_patient"),
        ("D", "E", "twins"),
        ("A", "F", "household"),
        ("G", "F", "household"),
        ("D", "H", "household"),
        ("E", "H", "household"),
        ("I", "J", "shared_ssn"),
        ("K", None, "name_change"),
    )
    pairs = linked(
        ("A", "A2", 0.99),
        ("B", "B2", 0.95),
        ("C", "C2", 0.40),
        ("D", "E", 0.93),
        ("A2", "F", 0.91),  # the second record of a member of the household
        ("F", "G", 0.10),
        ("I", "J", 0.92),
        ("A", "B", 0.97),
    )

    def test_a_worked_example(self):
        table = score(self.pairs, self.truth, 0.9).set_index("kind")
        assert table["linked"].to_dict() == {
            "duplicate_patient": 1,
            "duplicate_after_name_change": 1,
            "twins": 1,
            "household": 1,
            "shared_ssn": 1,
            "strangers": 1,
        }
        # Households: A, F and G make three pairs, D, E and H three, of which D and E are twins.
        assert table["pairs"].tolist()[:5] == [2, 1, 1, 5, 1]
        assert table["percent"].tolist()[:4] == [50, 100, 100, 20]
        row = curve(self.pairs, self.truth, [0.9]).iloc[0]
        assert (row["linked"], row["right"], row["planted"]) == (6, 2, 3)
        assert (row["precision"], row["recall"]) == pytest.approx((100 / 3, 200 / 3))

    def test_pairs_named_in_both_rows_and_chains_are_groups(self):
        twins = known(
            ("D", "E", "twins"), ("E", "D", "twins"), ("I", "J", "shared_ssn"), ("J", "I", "shared_ssn")
        )
        home = known(("B", "A", "household"), ("A", "B", "household"), ("C", "B", "household"))
        table = score(linked(("D", "E", 1.0), ("A", "C", 1.0)), pd.concat([twins, home])).set_index("kind")
        assert table["pairs"].tolist()[2:5] == [1, 3, 1]
        assert table["linked"].tolist()[2:5] == [1, 1, 0]

    def test_the_twin_of_a_second_record_is_a_twin(self):
        truth = known(("D2", "D", "duplicate_patient"), ("D", "E", "twins"))
        table = score(linked(("D2", "E", 0.99)), truth).set_index("kind")
        assert table.loc["twins", "linked"] == 1
        assert table.loc["duplicate_patient", "linked"] == 0

    @given(st.floats(0, 1), st.integers(0, 10_000))
    @settings(max_examples=30)
    def test_against_counting_pair_by_pair(self, threshold, seed):
        draw = np.random.default_rng(seed)
        truth = known(*((f"X{n}b", f"X{n}", "duplicate_patient") for n in range(5)))
        names = [f"X{n}" for n in range(8)] + [f"X{n}b" for n in range(5)]
        some = [pair for pair in itertools.combinations(sorted(names), 2) if draw.random() < 0.3]
        pairs = linked(*((*pair, round(draw.random(), 3)) for pair in some))
        chosen = [(a, b) for a, b, p in pairs.itertuples(index=False) if p >= threshold]
        right = sum(a + "b" == b for a, b in chosen)
        row = curve(pairs, truth, [threshold]).iloc[0]
        assert (row["linked"], row["right"], row["planted"]) == (len(chosen), right, 5)
        assert row["recall"] == 20 * right
        assert duplicate_rate(pairs, 20, threshold) == 5 * len({name for pair in chosen for name in pair})

    def test_with_nothing_planted_or_linked(self):
        row = curve(linked(("A", "B", 0.5)), known(), [0.9]).iloc[0]
        assert row[["linked", "right", "planted"]].tolist() == [0, 0, 0]
        assert row[["precision", "recall"]].isna().all()
        assert score(linked(("A", "B", 0.5)), known())["percent"].isna().all()

    def test_the_rate_counts_records_and_not_pairs(self):
        # AHIMA's example, a hundredth of it: 50 pairs in 5,000 records give 2 percent.
        pairs = linked(*((f"A{n}", f"B{n}", 1.0) for n in range(50)))
        assert duplicate_rate(pairs, 5000) == 2
        with pytest.raises(ValueError, match="100 records in pairs, and 50 in the index"):
            duplicate_rate(pairs, 50)

    def test_review_at_its_bounds(self):
        pairs = linked(("A", "B", 0.95), ("A", "C", 0.9499), ("A", "D", 0.2), ("A", "E", 0.1999))
        assert review(pairs, 0.2, 0.95).tolist() == ["link", "review", "review", "leave"]
        for low, high in ((0.5, 0.4), (-0.1, 0.4), (0.4, 1.1)):
            with pytest.raises(ValueError, match="review: from"):
                review(pairs, low, high)

    @pytest.mark.parametrize("threshold", [-0.1, 1.1, math.nan])
    def test_a_threshold_is_a_probability(self, threshold):
        for measure in (
            lambda t: score(self.pairs, self.truth, t),
            lambda t: curve(self.pairs, self.truth, [t]),
            lambda t: duplicate_rate(self.pairs, 100, t),
        ):
            with pytest.raises(ValueError, match="probability"):
                measure(threshold)

    def test_missing_columns_are_named(self):
        with pytest.raises(ValueError, match="truth has no column 'other'"):
            score(self.pairs, self.truth.drop(columns="other"))
        for measure in (
            lambda p: score(p, self.truth),
            lambda p: duplicate_rate(p, 9),
            lambda p: review(p, 0.1, 0.2),
        ):
            with pytest.raises(ValueError, match="pairs has no column 'match_probability'"):
                measure(self.pairs.drop(columns="match_probability"))


def hospital(*stays, sex="M", born="1950-06-01", died=None, note="Admitted for rest."):
    """One patient P1 with stays (admitted, days, code), and what else differs."""
    patients = pd.DataFrame({"patient_id": ["P1"], "sex": [sex], "birth_date": [pd.Timestamp(born)]})
    patients["death_date"] = pd.to_datetime([died])
    rows, codes = [], []
    for number, (admitted, days, code, *rest) in enumerate(stays):
        more = rest[0] if rest else {}
        start = pd.Timestamp(admitted)
        row = {"encounter_id": f"E{number}", "patient_id": "P1", "kind": "inpatient", "unit": "medicine"}
        row |= {"admission_type": "urgent", "admitted": start, "discharged": start + pd.Timedelta(days=days)}
        rows.append(row | more)
        codes.append({"diagnosis_id": f"E{number}-01", "encounter_id": f"E{number}", "code": code})
    notes = pd.DataFrame({"note_id": ["N1"], "encounter_id": "E0", "text": note})
    tables = {"patients": patients, "encounters": pd.DataFrame(rows), "diagnoses": pd.DataFrame(codes)}
    return tables | {"notes": notes}


class TestOverlays:
    @pytest.mark.parametrize(
        ("tables", "signs"),
        [
            (hospital(("2026-02-01", 3, "J18.9")), []),
            (hospital(("2026-02-01", 3, "O80")), ["other sex"]),
            (hospital(("2026-02-01", 3, "O80"), sex="F", born="1995-01-01"), []),
            (hospital(("2026-02-01", 3, "O80"), sex="U"), []),
            (hospital(("2026-02-01", 3, "C61"), sex="F"), ["other sex"]),
            (hospital(("2026-02-01", 3, "C61"), sex="M"), []),
            (hospital(("2026-02-01", 3, "P59.9")), ["newborn care"]),
            (hospital(("2026-02-01", 3, "Z38.00"), born="2026-02-01"), []),
            (hospital(("2026-02-01", 3, "J18.9", {"admission_type": "newborn"})), ["newborn care"]),
            (hospital(("2026-02-01", 3, "J21.0", {"unit": "pediatrics"})), ["child's unit"]),
            (hospital(("2026-02-01", 3, "J21.0", {"unit": "pediatrics"}), born="2010-02-01"), []),
            (hospital(("2026-02-01", 3, "R10.9", {"unit": "obstetrics"}), sex="F"), ["childbirth"]),
            (hospital(("2026-02-01", 3, "J18.9"), born="2026-02-02"), ["before birth"]),
            (hospital(("2026-02-01 23:00", 3, "J18.9"), born="2026-02-01"), []),
            (hospital(("2026-02-03", 3, "J18.9"), died="2026-02-02"), ["after death"]),
            (hospital(("2026-02-01", 1, "J18.9"), died="2026-02-01"), []),
            (hospital(("2026-02-01", 5, "J18.9"), ("2026-02-03", 5, "J18.9")), ["two beds"]),
            (hospital(("2026-02-01", 2, "J18.9"), ("2026-02-03", 5, "J18.9")), []),
            (
                hospital(("2026-02-01", 9, "I10"), ("2026-02-03", 1, "I10"), ("2026-02-06", 1, "I10")),
                ["two beds", "two beds"],
            ),
            (
                hospital(("2026-02-01", 5, "J18.9"), ("2026-02-03", 1, "I10", {"kind": "outpatient"})),
                ["seen elsewhere"],
            ),
            (hospital(("2026-02-01", 2, "J18.9"), ("2026-02-03", 1, "I10", {"kind": "outpatient"})), []),
            (hospital(("2026-02-01", 5, "J18.9", {"kind": "emergency"}), ("2026-02-03", 1, "I10")), []),
            (hospital(("2026-02-01", 1, "I10"), note="Mr. Mock (MRN P1, born 06/01/1950) came."), []),
            (hospital(("2026-02-01", 1, "I10"), note="(MRN P1, born 01/06/1950) came."), ["other birthday"]),
            (hospital(("2026-02-01", 1, "I10"), note="record P1, DOB 1951-06-01."), ["other birthday"]),
            (hospital(("2026-02-01", 1, "I10"), note="record P1, DOB 1950-06-01."), []),
        ],
    )
    def test_signs(self, tables, signs):
        assert screen_overlays(tables)["sign"].tolist() == signs

    def test_scores(self):
        signs = ["other sex", "two beds", "two beds", "two beds"]
        found = pd.DataFrame({"patient_id": ["P1", "P1", "P2", "P3"], "sign": signs})
        truth = known(("P1", "P8", "overlay"), ("P2", "P9", "overlay"), ("P7", "P6", "overlay"))
        table = score_overlays(found, truth).set_index("sign")
        assert table.loc["two beds", ["records", "overlays", "planted"]].tolist() == [3, 2, 3]
        assert table.loc["any", ["precision", "recall"]].tolist() == pytest.approx([200 / 3, 200 / 3])
        assert math.isnan(table.loc["before birth", "precision"])
        assert {*table.index} == {*SIGNS, "any"}
        assert math.isnan(score_overlays(found.iloc[:0], known()).iloc[-1]["recall"])

    def test_about_half_of_the_planted_ones_can_be_seen(self):
        seen = planted = 0
        for seed in (41, 42, 43):
            tables, truth = make_records(6000, seed, {"overlay": 0.02})
            table = score_overlays(screen_overlays(tables), truth).set_index("sign")
            assert table.loc["seen elsewhere", "records"] == table.loc["seen elsewhere", "overlays"]
            seen, planted = seen + table.loc["any", "overlays"], planted + table.loc["any", "planted"]
        assert planted >= 15
        assert 0.3 < seen / planted < 0.85

    def test_sound_records_have_nobody_in_two_places_or_born_twice(self):
        found = screen_overlays(make_records(3000, 44, 0)[0])
        assert not {"two beds", "seen elsewhere", "other birthday"} & {*found["sign"]}

    def test_wrong_input_teaches(self):
        sound = hospital(("2026-02-01", 3, "J18.9"))
        for name in sound:
            with pytest.raises(ValueError, match=f"Table {name} is not among"):
                screen_overlays({k: v for k, v in sound.items() if k != name})
        with pytest.raises(ValueError, match="unit"):
            screen_overlays(sound | {"encounters": sound["encounters"].drop(columns="unit")})
        with pytest.raises(ValueError, match="found has no column 'sign'"):
            score_overlays(pd.DataFrame({"patient_id": ["P1"]}), known())

    def test_stays_are_mixed_and_nothing_else(self):
        patients = people(40)
        stays = pd.DataFrame({"encounter_id": [f"E{n}" for n in range(60)]})
        stays["patient_id"] = [f"P{n % 30:04d}" for n in range(60)]  # ten patients were never here
        truth = known(("P0000", "P0001", "duplicate_patient"), ("P0002", "P0003", "twins"))
        mixed, planted = mix_at_random({"patients": patients, "encounters": stays}, truth, 14, seed=5)
        assert len(planted) == 14
        names = [*planted["record"], *planted["other"]]
        assert len({*names}) == 28
        assert not {*names} & {"P0000", "P0001", *(f"P{n:04d}" for n in range(30, 40))}
        after = mixed["encounters"]["patient_id"]
        assert not after.isin(planted["other"]).any()
        assert (after.value_counts()[planted["record"]] == 4).all()
        assert mixed["encounters"]["encounter_id"].equals(stays["encounter_id"])
        assert stays["patient_id"].nunique() == 30  # what was given is as it was
        again, _ = mix_at_random({"patients": patients, "encounters": stays}, truth, 14, seed=5)
        assert again["encounters"]["patient_id"].equals(after)
        for wrong in (0, 15):
            with pytest.raises(ValueError, match=f"{wrong} records of 28 patients"):
                mix_at_random({"patients": patients, "encounters": stays}, truth, wrong, seed=5)
