"""De-identification against names and numbers drawn up elsewhere, in sentences whose words must stay."""

from __future__ import annotations

import random
import re
from collections import Counter

import pandas as pd
import pytest
from faker import Faker
from hypothesis import given
from hypothesis import strategies as st

from recordsdata.records import privacy
from recordsdata.records.make import make_records
from recordsdata.records.privacy import deidentify, deidentify_text, k_anonymity, l_diversity, scan, scan_text
from recordsdata.records.schema import TABLES

LOCALES = [
    "en_US",
    "en_GB",
    "en_IN",
    "en_CA",
    "de_DE",
    "fr_FR",
    "es_ES",
    "es_MX",
    "it_IT",
    "pt_BR",
    "nl_NL",
    "sv_SE",
    "no_NO",
    "fi_FI",
    "pl_PL",
    "cs_CZ",
    "hu_HU",
    "ro_RO",
    "tr_TR",
    "vi_VN",
    "id_ID",
    "ru_RU",
    "el_GR",
    "zh_CN",
    "ja_JP",
    "ko_KR",
    "ar_SA",
    "he_IL",
    "hi_IN",
    "fil_PH",
    "yo_NG",
]
SENTENCES = {
    "name": (
        "{} was admitted with chest pain.",
        "Seen by Dr. {} in clinic today.",
        "Discussed with {} at the bedside.",
        "The patient, {}, denies fever.",
        "Her daughter {} will pick up the medications.",
        "Signed by {} after rounds.",
        "Attending: {}",
    ),
    "date": ("Admitted on {} with pneumonia.", "The last colonoscopy was {} and showed polyps."),
    "phone": ("Call {} with any questions.", "Her son can be reached at {} after work."),
    "address": ("Lives at {} with his wife.", "Discharged to {} in stable condition."),
    "city": ("He moved here from {} last year.", "Was seen at a hospital in {} before."),
    "email": ("Send results to {} when available.",),
    "url": ("Images are at {} for review.",),
    "net": ("Uploaded from {} by the home monitor.",),
    "ssn": ("Social security number {} was verified.", "SSN {} on file."),
    "plate": ("License plate {} noted by security.",),
    "number": (
        "Account number {} was billed.",
        "Device serial number {} was implanted.",
        "Record {} was reviewed.",
    ),
}
VALUES = (
    "On exam the lungs were clear.",
    "BP 132/84, HR 72, SpO2 97% on room air, temperature 98.4 F.",
    "Given 40 mg of furosemide daily and 1-2 tablets of acetaminophen every 6 hours.",
    "Pain 5/10, strength 5/5, 2/6 systolic murmur.",
    "Hemoglobin 10.2 g/dL, platelets 250,000, sodium 138, creatinine 1.4.",
    "A 67-year-old with I50.9 and E11.65, seen at 14:30.",
)


def plant(count, seed):
    """Draw identifiers with Faker, in sentences: kind, identifier, sentence, the words that may stay."""
    Faker.seed(seed)
    draw = random.Random(seed)
    makers = {locale: Faker(locale) for locale in LOCALES}
    formats = (
        "%m/%d/%Y %d/%m/%Y %Y-%m-%d %d.%m.%Y %B_%d,_%Y %d_%B_%Y %b_%d,_%Y %d-%b-%Y %m/%d/%y "
        "%A,_%B_%d %B_%Y %Y%m%d %d%b%y"
    )
    for _ in range(count):
        kind = draw.choice([*SENTENCES, "name", "name", "date"])
        fake = makers[draw.choice(LOCALES)]
        us = makers["en_US"]
        if kind == "name":
            value = draw.choice(
                (fake.name, fake.name, fake.last_name, lambda f=fake: f"{f.last_name()}, {f.first_name()}")
            )()
        elif kind == "date":
            value = us.date_object().strftime(draw.choice(formats.split())).replace("_", " ")
        elif kind == "net":
            value = draw.choice((us.ipv4, us.ipv6, us.mac_address))()
        elif kind == "number":
            value = draw.choice(
                (us.iban, us.credit_card_number, us.ean13, us.uuid4, lambda u=us: u.bothify("??-####-##"))
            )()
        else:
            name = {"phone": "phone_number", "plate": "license_plate"}.get(kind, kind)
            value = getattr(fake if hasattr(fake, name) else us, name)()
        sentence = draw.choice(SENTENCES[kind])
        value = value.upper() if kind == "name" and draw.random() < 0.1 else value
        before = draw.choice(VALUES)
        yield kind, value, f"{before} {sentence.format(value)}", f"{before} {sentence.format(' ')}"


def test_planted_identifiers_go_and_the_words_stay(request):
    count = 100_000 if request.config.getoption("--soak") else 3_000
    left, planted, words, kept = Counter(), Counter(), 0, 0
    examples = []
    for kind, value, text, stays in plant(count, seed=20):
        out = deidentify_text(text)
        planted[kind] += 1
        if value in out:
            left[kind] += 1
            examples.append((text, out))
        had = re.findall(r"[\w./%-]+", stays)
        has = Counter(re.findall(r"[\w./%-]+", out))
        for word in had:
            kept += has[word] > 0
            has[word] -= 1
        words += len(had)
    print(
        {kind: f"{left[kind]} of {planted[kind]} left" for kind in planted},
        f"{kept / words:.4%} of {words:,} kept",
    )
    assert sum(planted.values()) == count
    assert len(planted) == len(SENTENCES)
    # A surname alone that is an ordinary word cannot be told from it; nothing else is left.
    assert sum(left.values()) <= count * 0.0005, examples[:20]
    assert kept / words >= 0.99


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Rose Tyler was seen. Her temperature rose.", "[NAME] was seen. Her temperature rose."),
        ("Mr. Young is a young man.", "Mr. [NAME] is a young man."),
        ("Dr. May may call in May.", "Dr. [NAME] may call in [DATE]."),
        ("May resume diet. Will follow up.", "May resume diet. Will follow up."),
        ("Brown sputum. Seen by Dr. Brown.", "Brown sputum. Seen by Dr. [NAME]."),
        ("Grace denies pain.", "[NAME] denies pain."),
        ("O'Brien, Mary-Jane and J. R. Smith came.", "[NAME] and [NAME] came."),
        ("patient john smith has copd", "patient [NAME] has copd"),
        ("PATIENT JOHN SMITH HAS COPD AND CHF.", "PATIENT [NAME] HAS COPD AND CHF."),
        ("van der Berg, Pieter called.", "[NAME] called."),
        ("Ｊｏｈｎ Ｓｍｉｔｈ called.", "[NAME] called."),
        ("J\u200boh\u00adn Smith called.", "[NAME] called."),
        ("王伟 and Иван Петров visited.", "[NAME] and [NAME] visited."),
        ("Crohn's disease, Hodgkin lymphoma.", "Crohn's disease, Hodgkin lymphoma."),
        ("Spoke with Hodgkin today.", "Spoke with [NAME] today."),
        ("Admitted 3/4/2026, 03-04-26.", "Admitted [DATE]/2026, [DATE]."),
        ("On March 3rd, 2026 and the third of March.", "On [DATE], 2026 and [DATE]."),
        ("Born June 21st, 1931.", "Born [DATE]."),
        ("Since 1931; again in 2019.", "Since [DATE]; again in 2019."),
        ("Seen on 3/4. Pain 3/4.", "Seen on [DATE]. Pain 3/4."),
        ("A 90-year-old, an 89-year-old.", "A [AGE 90+]-year-old, an 89-year-old."),
        ("Aged ninety-four; a 95F with COPD.", "Aged [AGE 90+]; a [AGE 90+]F with COPD."),
        ("Temp 98F, 95 kg, HR 92, SpO2 97%.", "Temp 98F, 95 kg, HR 92, SpO2 97%."),
        ("90 pack-years.", "90 pack-years."),
        ("Mail to 41 Quillfeather Avenue, 6th Floor.", "Mail to [PLACE]."),
        ("Lives at 12 Quillfeather Court, Space 9; well.", "Lives at [PLACE]; well."),
        ("Typed 11-16; cancel 4-23.", "Typed [DATE]; cancel [DATE]."),
        ("Applied 3-10 times; typed 2-12 copies.", "Applied 3-10 times; typed 2-12 copies."),
        ("Call (555) 555-0123 x4 or 555\u00a0555\u00a00123.", "Call [PHONE] or [PHONE]."),
        ("Call 555-\n0123.", "Call [PHONE]."),
        ("Call ５５５－０１２３.", "Call [PHONE]."),
        ("Phone: five five five, zero one two three.", "Phone: [NUMBER]."),
        ("mary (at) example (dot) org", "[EMAIL]"),
        ("mary dot j at example dot org", "[EMAIL]"),
        ("See www.example.org/a, 10.0.0.1, fe80::1.", "See [URL], [IP], [IP]."),
        ("Lives at 12 Oak Street, Apt 4.", "Lives at [PLACE]."),
        ("SSN 900-12-3456, MRN: P12345678.", "SSN [ID], MRN: [ID]."),
        ("License plate AB12 CDE.", "License plate [ID]."),
        ("Serial number 12-A-9981.", "Serial number [ID]."),
        ("WBC 11,000, platelets 250000.", "WBC 11,000, platelets 250000."),
        ("T2N1M0, L4-L5, HbA1c 7.2%, q6h, 2x3 cm.", "T2N1M0, L4-L5, HbA1c 7.2%, q6h, 2x3 cm."),
        ("", ""),
        # Places by number, by a field of a form, and by where they stand.
        ("Lives in precinct 41, census tract 5512.03.", "Lives in [PLACE], [PLACE]."),
        ("Birthplace: Broken Arrow\nOccupation: clerk", "Birthplace: [NAME]\nOccupation: clerk"),
        ("His clinic is in Cut Bank; well.", "His clinic is in [NAME]; well."),
        ("She lives in Yoder co., alone.", "She lives in [NAME]., alone."),
        ("At 114\u00bd Larch St., upper flat.", "At [PLACE], upper flat."),
        # Numbers of devices, cases, users and lines; what a scanner misread.
        ("UDI (01)00811234567890(17)270131(10)K77(21)9912A.", "UDI [ID]."),
        ("Biopsy QW21:4471, block 19-2231;2A.", "Biopsy [ID], block [ID]."),
        ("Typed by rquigley.rn, tr sue.quigley.med.", "Typed by [ID], tr [ID]."),
        ("Ask the records desk at 611.", "Ask the records desk at [PHONE]."),
        ("Photo FACE-hill-731; SSN 21l - 4O - 881S.", "Photo [ID]; SSN [ID]."),
        ("Scanner unit 4471-KX-881; label 771203l-MR.", "Scanner unit [ID]; label [ID]."),
        ("Year of birth 1914, age at diagnosis 60.", "Year of birth [DATE], age at diagnosis 60."),
        ("She is one hundred and four years old.", "She is [AGE 90+] years old."),
        # Words that are names where only a name can stand.
        ("Pt label: Head, Zelma R.\nCopy: no", "Pt label: [NAME].\nCopy: no"),
        ("Charge nurse Coder, ext. 812", "Charge nurse [NAME], ext. [PHONE]"),
        ("The Bone family came.", "The [NAME] family came."),
        ("Name--maiden: Liver; status 2", "Name--maiden: [NAME]; status 2"),
        ("Seen by Dr. Zelma K. Bone, resident.", "Seen by Dr. [NAME], resident."),
        ("Drs. Quigley and Bone agree.", "Drs. [NAME] and [NAME] agree."),
        ("Read by Zelma ap Quigley, MD.", "Read by [NAME], MD."),
        ("PATIENT QUIGLEY*ROSE  MRN", "PATIENT [NAME]*[NAME]  MRN"),
        # What stays: labels, headings, scores, stages, markers, codes, sizes, counts.
        ("Last, First MI: QUIGLEY, ZELMA\nJob: none", "Last, First MI: [NAME]\nJob: none"),
        ("END OF REPORT. DISCHARGE CHECKLIST", "END OF REPORT. DISCHARGE CHECKLIST"),
        ("ypT2 ypN1a, FIGO IB, Ann Arbor IIIA, Clark IV.", "ypT2 ypN1a, FIGO IB, Ann Arbor IIIA, Clark IV."),
        ("S100 positive, MLH1 lost, Giemsa.", "S100 positive, MLH1 lost, Giemsa."),
        ("Codes: K35.80, 74177; DRG 338; 3E03305.", "Codes: K35.80, 74177; DRG 338; 3E03305."),
        ("Wells 4.5, Aldrete 9, Beck's triad.", "Wells 4.5, Aldrete 9, Beck's triad."),
        ("A 20 Fr tube, 5 French sheath, 54 Gy.", "A 20 Fr tube, 5 French sheath, 54 Gy."),
        ("Nodes 3/18, 2 of 10 high power fields.", "Nodes 3/18, 2 of 10 high power fields."),
        ("( ) Isolation: contact\n0453 Received pt", "( ) Isolation: contact\n0453 Received pt"),
        ("Speed 5400, 900 to 1100 ohms, model 37601.", "Speed 5400, 900 to 1100 ohms, model 37601."),
        # As other houses write them: rows of dots, strokes, ranges, roads by number, forms.
        ("SSN............249 58 1678, well", "SSN............[ID], well"),
        ("NAME......: QUIGLEY, ROSE", "NAME......: [NAME]"),
        ("DOB MAR/02/1961, seen May 20/2018", "DOB [DATE]/1961, seen [DATE]/2018"),
        ("Outside care 9/20 → 9/26 for colic.", "Outside care [DATE] → [DATE] for colic."),
        ("Away from the 19th until the 22nd of March.", "Away from [DATE]."),
        ("Off from 6-8 to 6-16; pain 6-8 of 10.", "Off from [DATE]; pain 6-8 of 10."),
        ("See 08-08. Take 10-12 drops.", "See [DATE]. Take 10-12 drops."),
        ("Home phone area code 658, 314 8668.", "Home phone area code [PHONE]."),
        ("The card reads 108 356 853E.", "The card reads [ID]."),
        ("Medicare 6Z32 WZ7 AF91, group 6448/572.", "Medicare [ID], group [ID]."),
        ("Job no. 17.3245, order 52107:284.", "Job no. [ID], order [ID]."),
        ("Sent to P.O. Drawer 802, CMR 497 Box 9029.", "Sent to [PLACE], [PLACE]."),
        ("Moved to 6548 S 200 W, seen.", "Moved to [PLACE], seen."),
        ("Lives at 788 Old US Highway 89, alone.", "Lives at [PLACE], alone."),
        (
            "Mother alive at 93; an uncle of 94; aunt at 51.",
            "Mother alive at [AGE 90+]; an uncle of [AGE 90+]; aunt at 51.",
        ),
        ('labelled "pool, latisha, left breast"', 'labelled "[NAME], left breast"'),
        ("| mark cross | 02/22/1990 | well |", "| [NAME] | [DATE]/1990 | well |"),
        ("Will denies pain. Will follow.", "[NAME] denies pain. Will follow."),
        ("Storm sees halos at night.", "[NAME] sees halos at night."),
        ("He moved to Idaho Falls, near Mount Airy.", "He moved to [NAME], near [NAME]."),
        ("Chart of Tagle, Allegra a/k/a Beryl", "Chart of [NAME] a/k/a [NAME]"),
        ("Seen by Dr Colt R Fever, resident.", "Seen by Dr [NAME], resident."),
        ("Quigley-Ngata signs in by hand.", "[NAME] signs in by hand."),
        ("FOLLOW UP WITH DR. QUIGLEY, SEQUOIA TODAY.", "FOLLOW UP WITH DR. [NAME] TODAY."),
        ("DR. QUIGLEY, PAGED TWICE, AGREES.", "DR. [NAME], PAGED TWICE, AGREES."),
        ("CONSENT SIGNED BEFORE B. MAY.", "CONSENT SIGNED BEFORE B. [NAME]."),
        ("Grown: type of E. COLI.", "Grown: type of E. COLI."),
        ("Please cancel 4-5, I'll be away.", "Please cancel [DATE], I'll be away."),
        ("Please wait, He'll be in.", "Please wait, He'll be in."),
        ("No show 11-3\n5 pm labs drawn.", "No show [DATE]\n5 pm labs drawn."),
        ("Oxygen on 3-4.5 L.", "Oxygen on 3-4.5 L."),
        ("Follow-up: clinic, 6/10 at 5 p.m.", "Follow-up: clinic, [DATE] at 5 p.m."),
        ("No pain 6/10 at 10:30.", "No pain 6/10 at 10:30."),
        ("Hospital day 4   Apr 7, 2019, 8 PM", "Hospital day 4   [DATE], 2019, 8 PM"),
        ("Atlas G RN and Merit H., RN came.", "[NAME] RN and [NAME]., RN came."),
        ("Chvostek sign absent, Katz ADL 5/6, Wagner 2.", "Chvostek sign absent, Katz ADL 5/6, Wagner 2."),
        ("Codes Z99.2, J1745, 99291; crown D2740.", "Codes Z99.2, J1745, 99291; crown D2740."),
        ("CFTR p.Phe508del and MLH1 c.1852_1854del", "CFTR p.Phe508del and MLH1 c.1852_1854del"),
        ("Kt/V 1.6, URR 71%, hemolyzed, Celebrex 200 mg.", "Kt/V 1.6, URR 71%, hemolyzed, Celebrex 200 mg."),
        (
            "Speaks some English; moved from Virginia in 1994.",
            "Speaks some English; moved from Virginia in 1994.",
        ),
        ("NDC 0093-7214-01, section 4.2, page 118.", "NDC 0093-7214-01, section 4.2, page 118."),
        ("Pull Foley at 0600; de Quervain tendinitis.", "Pull Foley at 0600; de Quervain tendinitis."),
    ],
)
def test_worked_examples(text, after):
    assert deidentify_text(text) == after


def test_what_is_known_goes_however_it_is_written():
    known = ["Will Stone", "12 Long Way", "900-12-3456", "Hope"]
    text = "WILL  STONE of 12 long way; id 900 12 3456; hope; hopeful; stone"
    assert deidentify_text(text, known) == "[NAME] of [PLACE]; id [ID]; [NAME]; hopeful; stone"


def test_the_scanner_finds_what_the_other_takes_out_and_nothing_after():
    text = "Rose Quigley, born 3/4/1950, of 12 Oak Street, Springfield; call 555-0123."
    found = scan_text(text)
    assert found["kind"].tolist() == ["NAME", "DATE", "PLACE", "NAME", "PHONE"]
    assert [text[a:b] for a, b in found[["start", "end"]].to_numpy()] == found["text"].tolist()
    assert scan({"notes": pd.DataFrame({"note": ["a"], "remark": [deidentify_text(text)]})}).empty


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    out = deidentify_text(text)
    assert isinstance(out, str)
    for found in scan_text(text).itertuples():
        assert text[found.start : found.end] == found.text != ""


@pytest.mark.parametrize("piece", ["1-", "a.", "A ", "1. ", "(", "@a", "Smith ", "May ", ":", "\u200b1"])
def test_a_long_text_is_read_in_linear_time(piece, request):
    import time

    long, took = 80_000 if request.config.getoption("--soak") else 40_000, []
    for size in (long // 4, long):
        start = time.process_time()
        deidentify_text(piece * (size // len(piece)))
        took.append(time.process_time() - start)
    assert took[1] < 8 * took[0] + long / 160_000


def test_wrong_texts_teach():
    with pytest.raises(TypeError, match="must be a string, not float"):
        deidentify_text(float("nan"))
    with pytest.raises(ValueError, match="10,000,000 characters"):
        deidentify_text("a" * 10_000_000)
    with pytest.raises(TypeError, match="list of strings"):
        deidentify_text("a", "Smith")
    with pytest.raises(TypeError, match="strings only"):
        scan_text("a", [1])


@pytest.fixture(scope="module")
def made(request):
    tables, _ = make_records(600 if request.config.getoption("--soak") else 100, 5, 0.01)
    return tables, deidentify(tables, seed=3)


def test_no_table_holds_an_identifier_afterwards(made):
    before, after = made
    assert set(after) == set(before)
    everything = "\n".join(frame.astype("str").to_csv(index=False) for frame in after.values())
    tried = 0
    for column in ("ssn", "last_name", "address", "phone", "email", "patient_id", "zip", "city", "county"):
        for value in before["patients"][column].dropna().unique():
            alone = rf"(?<!\w){re.escape(value)}(?!\w)"
            assert value not in everything or not re.search(alone, everything), (column, value)
            tried += 1
    for table, frame in before.items():
        for column in frame.columns:
            if column.endswith("_id"):
                assert not set(frame[column].dropna()) & set(everything.replace(",", "\n").split("\n")), (
                    table,
                    column,
                )
    assert tried > 3 * len(before["patients"])
    assert not any(pd.api.types.is_datetime64_any_dtype(frame[c]) for frame in after.values() for c in frame)
    assert scan(after).empty, scan(after).head(10)
    assert len(scan({"patients": before["patients"]})) > 8 * len(before["patients"])


def test_what_has_not_the_shape_of_a_code_is_not_released_as_one():
    row = dict.fromkeys(TABLES["procedures"], None)
    rows = [
        row | {"procedure_id": f"R0000000{number}", "code": code}
        for number, code in enumerate(("0KQM0ZZ", "0KQM0ZZZ", "4471-92", "Quigley", None))
    ]
    codes = set(deidentify({"procedures": pd.DataFrame(rows)}, seed=1)["procedures"]["code"].fillna("none"))
    assert codes == {"0KQM0ZZ", "[ID]", "none"}


def test_links_between_tables_survive_and_tell_nothing(made):
    before, after = made
    assert after["encounters"]["patient_id"].nunique() == before["encounters"]["patient_id"].nunique()
    sizes = [
        frame.groupby("patient_id").size().sort_values().tolist()
        for frame in (before["encounters"], after["encounters"])
    ]
    assert sizes[0] == sizes[1]
    per_unit = [
        frames["encounters"].merge(frames["diagnoses"], on="encounter_id").groupby("unit").size().to_dict()
        for frames in (before, after)
    ]
    assert per_unit[0] == per_unit[1]
    other = deidentify(before, seed=4)
    assert not set(other["patients"]["patient_id"]) & set(after["patients"]["patient_id"])
    assert deidentify(before, seed=3)["patients"].equals(after["patients"])
    drawn = deidentify({"units": before["units"], "users": before["users"]})
    assert not drawn["users"]["user_id"].equals(deidentify({"users": before["users"]})["users"]["user_id"])


def test_ages_and_places_of_a_worked_example():
    row = dict.fromkeys(TABLES["patients"], None)
    rows = []
    for number, (born, code) in enumerate(
        [("1936-12-31", "03601"), ("1937-01-01", "45201"), ("2020-02-29", "452")]
    ):
        rows.append(
            row
            | {
                "patient_id": f"P0000000{number}",
                "birth_date": pd.Timestamp(born),
                "zip": code,
                "multiple_birth": False,
            }
        )
    after = deidentify({"patients": pd.DataFrame(rows)}, seed=1)["patients"].sort_values(
        "birth_year", na_position="first"
    )
    assert after["birth_year"].tolist()[1:] == [1937, 2020]
    assert pd.isna(after["birth_year"].iloc[0])
    assert after["over_89"].tolist() == [True, False, False]
    assert after["zip3"].tolist() == ["000", "452", "000"]


def test_all_eighteen_kinds_are_said():
    assert "".join(one.letter for one in privacy.IDENTIFIERS) == "ABCDEFGHIJKLMNOPQR"


def test_bad_tables_teach(made):
    before, _ = made
    patients = before["patients"]
    with pytest.raises(ValueError, match="column last_name is not there"):
        deidentify({"patients": patients.drop(columns="last_name")})
    with pytest.raises(ValueError, match="nobody has said what column 'nickname' holds"):
        deidentify({"patients": patients.assign(nickname="x")})
    with pytest.raises(ValueError, match="not a table of the practice lab"):
        deidentify({"people": patients})
    with pytest.raises(ValueError, match="needs table patients"):
        deidentify({"notes": before["notes"]})
    with pytest.raises(ValueError, match="time zone"):
        deidentify({"patients": patients.assign(birth_date=patients["birth_date"].dt.tz_localize("UTC"))})
    with pytest.raises(ValueError, match="more than one row"):
        deidentify({"patients": pd.concat([patients, patients])})
    with pytest.raises(ValueError, match="seed"):
        deidentify({"patients": patients}, seed=-1)
    with pytest.raises(TypeError, match="map names to DataFrames"):
        deidentify(patients)
    for bad in ({}, [patients]):
        with pytest.raises(TypeError, match="map names to DataFrames"):
            scan(bad)
    with pytest.raises(ValueError, match="empty"):
        scan({"patients": patients.iloc[:0]})
    with pytest.raises(ValueError, match="cannot be scanned"):
        scan({"a": pd.DataFrame({"a": [["Rose"]]}).astype("object")})
    long = before["notes"].assign(text="a" * 2_000_000).head(1)
    with pytest.raises(ValueError, match="2,000,000 characters"):
        deidentify(before | {"notes": long})


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Technologist Albert di Bilge.", "Technologist [NAME]."),
        ("Pt: Salmon,Ants MRN 4711020", "Pt: [NAME],[NAME] MRN [ID]"),
        ("Circulating nurse E. Bite; stable.", "Circulating nurse [NAME]; stable."),
        ("Patient: Szilagyi; Angel", "Patient: [NAME]; [NAME]"),
        ("REVIEWED BY ERKKI KALVAITIS.\nBP 120/80 TODAY.", "REVIEWED BY [NAME].\nBP 120/80 TODAY."),
        ("Out until 4-2; pain 4-5, strength 4-5.", "Out until [DATE]; pain 4-5, strength 4-5."),
        ("Visit missed 4/10 for snow, pain 4/10.", "Visit missed [DATE] for snow, pain 4/10."),
        ("ID band 10-2097, grp 1512-H, 2-3 tablets.", "ID band [ID], grp [ID], 2-3 tablets."),
    ],
)
def test_names_that_are_words_go_beside_names(text, cleaned):
    assert deidentify_text(text) == cleaned


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Patient: amber kind\nMRN: 4471993", "Patient: [NAME]\nMRN: [ID]"),
        ("Statement for Man Cook, account no. 8871234", "Statement for [NAME], account no. [ID]"),
        ("Met with Woman Oman and the partner", "Met with [NAME] and the partner"),
        ("Family at bedside: Rut and Georgian Rivers. Well.", "Family at bedside: [NAME] and [NAME]. Well."),
        ("Signed: S. Put  Date: today", "Signed: [NAME]  Date: today"),
        ("Notified Doctor, Sienna, MD of the result", "Notified [NAME], MD of the result"),
        ("Per Yoga, brother of the pt, no alcohol", "Per [NAME], brother of the pt, no alcohol"),
        ("Back slept 6 hours. The back was warm.", "[NAME] slept 6 hours. The back was warm."),
        ("Slides of Per Stone were returned.", "Slides of [NAME] were returned."),
        ("Sinus. Floor's wife was told.", "Sinus. [NAME]'s wife was told."),
        ("vendor Weeks, Carrier and Day. Video", "vendor [NAME] and [NAME]. Video"),
        ("WITH SON AH-REUM KANG. KEY BY THE DOOR", "WITH SON [NAME]. KEY BY THE DOOR"),
        ("Transcribed by: lotte_day; job done", "Transcribed by: [ID]; job done"),
        ("pick up at 123 Day Trl, then 12 days rest", "pick up at [PLACE], then 12 days rest"),
        ("at 3902 Mac an tSaoi Terrace, third floor", "at [PLACE], third floor"),
        ("license plate MV82\nLSN on file", "license plate [ID] on file"),
        ("license plate JAN-1966 on Tuesday", "license plate [ID] on [DATE]"),
        ("A sedan, plate MAR 2024, VIN", "A sedan, plate [ID], VIN"),
        ("LICENSE PLATE  HPM\n665L. RIDE", "LICENSE PLATE  [ID]. RIDE"),
        ("policy number LA\n2090 1946, appeal", "policy number LA\n[ID], appeal"),
        ("second page: Chin, Kofi, 1978 1964, seen", "second page: [NAME], [ID], seen"),
        ("| Noa Barrera | PT01-2014 | 1982 2014 |", "| [NAME] | [ID] | [ID] |"),
        (
            "SSN: 926 - 10 -  2013 and visit number 2026 2021 2093; bed",
            "SSN: [ID] and visit number [ID]; bed",
        ),
        ("Not himself since\nMay, gave away", "Not himself since\n[DATE], gave away"),
        ("Outside block PT03-1923 came by", "Outside block [ID] came by"),
        ("drugstore, 2021 daupoaho path, open", "drugstore, [PLACE], open"),
        ("REPORT FROM POOL, BEHBUD ,  CCC-SLP. LUNGS", "REPORT FROM [NAME]. LUNGS"),
        ("FOSTER MOTHER NORM SNOW SINCE THE 6TH OF MAY.", "FOSTER MOTHER [NAME] SINCE [DATE]."),
        ("NOTIFIED VAN DER SMEEDE, IGE MD OF PLT 0.65", "NOTIFIED [NAME] MD OF PLT 0.65"),
        ("ABSTRACTED BY GENE MOSS, CTR, RAYS, 13-SEP-22.", "ABSTRACTED BY [NAME], CTR, [NAME], [DATE]."),
        ("admitted in 2013, 2014 and 2015, well", "admitted in 2013, 2014 and 2015, well"),
        ("HELD BY SHERIFF OF APACHE CTY.", "HELD BY SHERIFF OF [NAME]."),
        ("WITH DR TONI\nGLASS; BRING ALL PILLS", "WITH DR [NAME]; BRING ALL PILLS"),
        ("driver's license Louisiana 516\n259 706", "driver's license Louisiana [ID]"),
        ("DTaP 3 Jan 19, 2020/5/26; grade 3", "DTaP [DATE], 2020/[DATE]; grade 3"),
        ("home visit 22 May 22, 1916 hrs", "home visit [DATE], 1916 hrs"),
        ("next contact 7-25; filled 5-14 for 30", "next contact [DATE]; filled [DATE] for 30"),
        ("CT of 9-5: 4-5 mm, next 3-4 weeks", "CT of [DATE]: 4-5 mm, next 3-4 weeks"),
        ("on our list for Sat (2/5) still", "on our list for [DATE] still"),
        ("share SSN 598:81:2336; the SSN ends 1849.", "share SSN [ID]; the SSN ends [ID]."),
        ("LOGIN NHEAD10, 17MAR22.", "LOGIN [ID], [DATE]."),
        ("over R foot 2/5 1042 hrs, strength 2/5", "over R foot [DATE] 1042 hrs, strength 2/5"),
        ("Sinus. Odd was\nunable to stand.", "Sinus. [NAME] was\nunable to stand."),
        ("QUERY TO GERD HIDE, MD: WHICH KIND", "QUERY TO [NAME], MD: WHICH KIND"),
        ("attorney Muslim Till, bar no. 558", "attorney [NAME], bar no. [ID]"),
        ("EMERGENCY CONTACT: SEM (WIFE)", "EMERGENCY CONTACT: [NAME] (WIFE)"),
        ("mother More-Van Salm was told", "mother [NAME] was told"),
        ("lives in Police, near us", "lives in [NAME], near us"),
        ("attend school in Son en Breugel.", "attend school in [NAME]."),
        ("HPI: mr. van de\nwater is a 58yo man", "HPI: mr. [NAME] is a 58yo man"),
        ("The ramp at 12 North St, Mexican Hat: 5 steps", "The ramp at [PLACE], [NAME]: 5 steps"),
        ("parked at 26 SW Dussen van Lane", "parked at [PLACE]"),
        ("at 943 Ramadan Ln, Ramadan fasting", "at [PLACE], [DATE] fasting"),
        ("/s/ A. Winter 2014/08/08", "/s/ [NAME] 2014/[DATE]"),
        ("stay of July, then back in\nMarch. Rest", "stay of [DATE], then back in\n[DATE]. Rest"),
        ("incident report 10-1973 filed since 10-1973", "incident report [ID] filed since [DATE]-1973"),
        ("see note\nof 1/3. Pain 1/3.", "see note\nof [DATE]. Pain 1/3."),
        ("seen 7/10 at 1336, pain 7/10 at 1336", "seen [DATE] at 1336, pain 7/10 at 1336"),
        ("moved to Bend, Iowa 58888\nthen", "moved to [NAME], Iowa [ID]\nthen"),
        ("car with tag RF15\nFAF was hit", "car with tag [ID] was hit"),
        ("could not log in as abridges.92. It", "could not log in as [ID]. It"),
        ("visit 12 Sep 17, 1838, then MMR 2 Jan 19, 2020", "visit [DATE], 1838, then MMR 2 [DATE], 2020"),
        ("To: dr. may\n21 State Route 94\nx", "To: dr. [NAME]\n[PLACE]\nx"),
        ("block 10-2082 of 10-2022", "block [ID] of [DATE]-2022"),
    ],
)
def test_names_in_a_frame_go_whatever_word_they_are(text, cleaned):
    assert deidentify_text(text) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "Patient was taken to the OR. Mother denies fever. Pt c/o pain.",
        "Physical Therapist agrees with the plan. Wound care by Physical Therapy, PT.",
        "SHIFT HANDOFF (SBAR)\nCARDIOLOGY CLINIC NOTE\nTime seen",
        "Report received from the ward. Orders received from clinic. Specimen was taken to pathology.",
        "Labs: none. Plan: furosemide. Disposition: admit to telemetry. Pharmacy called.",
        "Staff verbalized understanding. Family and team agree. Patient's wife was told.",
        "MOTHER APPARENTLY WAS TOLD. I SAW AND EXAMINED THE PATIENT AND AGREE WITH THE NOTE.",
        "Lives in New Jersey, has one dog. Lives in Virginia, since then. Discharged home with hospice.",
        "OB TRIAGE NOTE\nOxygen was weaned to 2 L. Procedure tolerated well. Report given to ICU.",
        "BARRETT ESOPHAGUS WITH LOW GRADE DYSPLASIA, Z-LINE AT 38 CM. WARRANTY CARD MAILED TO US.",
        "Former smoker, 15 pack-years. RE: missing discharge summary, account closed.",
    ],
)
def test_what_stands_in_a_frame_and_is_nobody_stays(text):
    assert deidentify_text(text) == text


PEOPLE = st.lists(
    st.tuples(st.sampled_from(["F", "M", None]), st.integers(1950, 1952), st.sampled_from("abc")),
    min_size=1,
    max_size=40,
)


@given(PEOPLE, st.integers(1, 6))
def test_who_stands_out_agrees_with_counting(people, k):
    frame = pd.DataFrame(people, columns=["sex", "year", "illness"]).astype({"sex": "str"})
    groups = Counter((row[0], row[1]) for row in people)
    kinds = {group: len({row[2] for row in people if row[:2] == group}) for group in groups}
    out = k_anonymity(frame, ["sex", "year"], k)
    assert sorted(out.index) == [i for i, row in enumerate(people) if groups[row[:2]] < k]
    assert out["group_size"].tolist() == sorted(groups[people[i][:2]] for i in out.index)
    alike = l_diversity(frame, ["sex", "year"], "illness", k)
    assert sorted(alike.index) == [i for i, row in enumerate(people) if kinds[row[:2]] < k]


def test_the_textbook_s_inpatients_are_four_alike_and_one_group_has_one_illness():
    # Machanavajjhala and others (2007), figures 1 and 2: twelve inpatients, generalised until four are alike.
    groups = {
        ("130**", "under 30"): ["heart", "heart", "viral", "viral"],
        ("1485*", "40 and over"): ["cancer", "heart", "viral", "viral"],
        ("130**", "30 to 39"): ["cancer"] * 4,
    }
    rows = [(*group, illness) for group, illnesses in groups.items() for illness in illnesses]
    frame = pd.DataFrame(rows, columns=["zip", "age", "illness"])
    known = ["zip", "age"]
    assert k_anonymity(frame, known, 4).empty
    assert len(k_anonymity(frame, known, 5)) == 12
    assert l_diversity(frame, known, "illness", 1).empty
    assert l_diversity(frame, known, "illness", 2).index.tolist() == [8, 9, 10, 11]
    assert l_diversity(frame, known, "illness", 3)["values"].tolist() == [1] * 4 + [2] * 4
    assert len(l_diversity(frame, known, "illness", 4)) == 12


def test_wrong_questions_about_groups_teach():
    frame = pd.DataFrame({"a": [1], "b": [2]})
    for wrong, says in (
        (lambda: k_anonymity(frame, ["c"], 2), "'c' must be there"),
        (lambda: k_anonymity(frame, "a", 2), "list of at least one"),
        (lambda: k_anonymity(frame, ["a"], 0), "k must be a whole number"),
        (lambda: k_anonymity(frame, ["a"], 2.5), "k must be a whole number"),
        (lambda: k_anonymity(frame.iloc[:0], ["a"], 2), "empty"),
        (lambda: l_diversity(frame, ["a"], "a", 2), "already"),
        (lambda: l_diversity(frame, ["a"], "x", 2), "'x' must be there"),
        (lambda: l_diversity(frame, ["a"], "b", True), "l must be a whole number"),
    ):
        with pytest.raises(ValueError, match=says):
            wrong()
