"""Clinical notes with planted identifiers, for the test of a scanner that has to remove them.

The sentences are in adversary_first.txt, adversary_second.txt and adversary_third.txt; this module
fills their slots, makes the text as untidy as typing does, remembers what was planted and what may stay, and
reads a cleaned text back.

A sentence has {SLOTS}; what stands between two ~ may go or stay, and every other word may stay. What must
go is the telling part of an identifier: a surname or given name, a group of digits, the name in a street.
Titles, the year of a date, the word Street, a particle such as van or an initial are not telling.
"""

from __future__ import annotations

import random
import re
import string
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from faker import Faker

HERE = Path(__file__).parent


def words(text: str) -> list[str]:
    return text.split()


def options(text: str) -> list[str]:
    return text.split("|")


LOCALES = {
    "first": words(
        "en_US en_GB en_IE de_DE fr_FR es_ES es_MX it_IT pt_BR nl_NL sv_SE no_NO da_DK fi_FI pl_PL "
        "cs_CZ hr_HR ro_RO tr_TR et_EE lt_LT id_ID en_IN en_NG yo_NG ga_IE"
    ),
    "second": words(
        "en_US en_NZ en_KE en_PK en_TH de_AT de_CH fr_CA fr_DZ es_AR es_CL es_CO pt_PT nl_BE sk_SK "
        "hu_HU sl_SI lv_LV is_IS ha_NG ig_NG zu_ZA tw_GH uz_UZ sw fr_CH"
    ),
    "third": words("en_AU de_LI de_LU fr_BE az_AZ es_CA vi_VN"),
}
# Names of the third corpus, from where the package has none in Latin letters.
THIRD_FIRST = words(
    "Aaliyah Abdirahman Abebe Agnieszka Ah-reum Akosua Alejandra Amarjit Anahera Anselmo Aroha Arvid Asha "
    "Ayelet Bao Bashir Bautista Beatriz Birgitta Boonsri Bryndis Caoimhe Chanthavy Chidi Chenoa Chiyo "
    "Cuauhtemoc Dagny Dalisay Darnell Delphine Deshawn Dimitra Djamila Ebony Efosa Eleni Esperanza Eun-ji "
    "Faisal Farrukh Fatoumata Fereshteh Folasade Gebre Ghassan Giang Gurpreet Habiba Hanako Haunani Hyun-woo "
    "Ifeoma Ilse Imelda Iosefa Itzel Jamal Jhumpa Jitendra Kaewta Kailani Kamala Kateryna Keanu Kekoa "
    "Keisha Khadija Kiri Kofi Kwame LaShonda Lakshmi Latisha Leilani Liesbeth Ligaya Linh Lupe Maelys Mai "
    "Makoa Malia Marisol Masako Mbali Mehwish Mei-Ling Minh Mohamud Moana Nalini Nasrin Neha Ngozi Nizhoni "
    "Nkechi Nomvula Oluwaseun Oyelaran Paloma Pania Phuong Pita Priyanka Quynh Rangi Rashida Reyansh "
    "Sachiko Saoirse Semisi Shaniqua Shiori Siosaia Soo-jin Sukhwinder Svetlana Tafari Takeshi Talia Tamati "
    "Tariq Tevita Thandiwe Thuy Tremaine Tsegaye Uchenna Ulugbek Vaishnavi Viliami Wairimu Winona Xiomara "
    "Xochitl Yaa Yareli Yevgenia Yuki Zainab Zawadi Zeynep Zhihao"
)
THIRD_LAST = words(
    "Abdullahi Acheampong Adebayo Afolabi Aguinaldo Ahmadzai Akana Alemayehu Amoah Andriamanana Arevalo "
    "Aspinall Bahadur Balasubramanian Banerjee Begaye Bekele Benally Bhattacharya Boateng Bui Cabral "
    "Castellanos Catacutan Chaudhry Chowdhury Dagher Dangol Dela-Cruz Deschenie Dhaliwal Diallo Doan "
    "Dlamini Egwuatu Ekwueme Faleolo Fernandopulle Fonoti Fujimoto Galvez Gebremariam Ghebreyesus Goldfarb "
    "Gunawardena Haddad Hakimi Hashemi Hayashida Hoomalu Horvat Hossain Ibarra Ihejirika Inoue Jayasuriya "
    "Kahananui Kalanikau Kamakau Karimov Kealoha Khoury Kiplagat Kobayashi Konadu Koroma Kovalenko Kurdi "
    "Lagahit Lapuz Littlebear Lumbala Macaraeg Magsaysay Makoni Malhotra Manuelito Mapiye Matsumoto "
    "Mbeki Mekonnen Mirzakhani Moua Mukherjee Mulenga Nakagawa Nakamura Nazarov Nguyen Nkosi Ntombela "
    "Oduya Okafor Onyango Owusu Oyelowo Paewai Panganiban Papadimitriou Parangalan Peleke Petrosyan "
    "Phommachanh Pukui Qureshi Quitugua Rahmani Ramanujan Rangihuna Rezaei Runningwater Saechao Salcedo "
    "Sandoval Santangelo Sapolu Sesay Shevchenko Siddiqui Solberg Srinivasan Swinomish Takahashi Talagi "
    "Tekle Thao Tolentino Tsosie Tuiasosopo Uddin Umarov Vang Velasquez Viernes Waweru Whitehorse Wijesinghe "
    "Xiong Yazzie Yellowhair Yeboah Yoshida Zaragoza Zewde Zulu"
)
THIRD_WORDY_FIRST = words(
    "Gale Heath Autumn Honor Patience Sterling Basil Hazel Sage Victor Reed Dale Cliff Wade Angel Harmony "
    "Jewel Crystal Amber Pearl Melody Carol Robin Jay Herb Iris Ginger Robin Lance Norm Skip Star"
)
THIRD_WORDY_LAST = words(
    "Fields Waters Frost Snow Carpenter Potter Butler Shepherd Fisher Pope Abbott Knight Noble Bush Woods "
    "Lane Park Forest Glass Steel Silver Sharp Sweet Pepper Rice Bean Berry Root Marsh Moss Pool House "
    "Keys Cross Bright Friend Hurt Akers Coffin Babb Barrett Hodgkin Colles Gleason Morse Mohs Crane "
    "Mallory Osler Duke Weaver Chin Legg Hartt Colon"
)
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff'’ -]+")

# Given names and surnames that are ordinary words, or words of medicine.
WORDY_FIRST = words(
    "Rose May Hope Grace Will Bill Rich Faith Joy Mark Art Frank Drew Sue Pat Jack Daisy Ivy "
    "April June Summer Dawn Chance Chase Gene Miles Penny Ruby Violet Iris Olive Ray Rusty Sandy "
    "Christian Earnest"
)
WORDY_LAST = words(
    "Brown Young Stone Price Long Little Short Small White Black Green Gray King Day Weeks March "
    "Winter Church Bishop Hill Rivers Banks Love Wise Good Best Cook Baker Cutter Savage Ward "
    "Case Field Wells Temple Gross Burns Walker Major Block Head Foot Hand Bone Hart Rash Paine "
    "Power Strong Swift Moody Parkinson Wilson Graves Bell Foley Glasgow Marshall Murphy Addison "
    "Cushing Crohn Down Apgar"
)
SHORT_LAST = words("Ng Le Wu Li Vo Oh Xu Ma Yi Ho")
PREFIXED = (
    "van der {0}",
    "van {0}",
    "de la {0}",
    "von {0}",
    "di {0}",
    "O'{0}",
    "D'{0}",
    "Mc{0}",
    "Mac{0}",
    "dos {0}",
    "al-{0}",
    "St. {0}",
    "ter {0}",
    "El {0}",
    "Fitz{0}",
)
NOT_TELLING = set(
    words(
        "van der den de la di da do dos das del della von zu zum am an al el ter ten bin ibn st ste "
        "saint née le les du jr sr ii iii iv mr mrs ms miss dr md rn the of and und sur en y i e o d"
    )
)
# Parts of the name of a place that say little by themselves.
DULL_PLACE = NOT_TELLING | set(
    words(
        "north south east west new old port lake san santa fort mount saint grand upper lower nueva "
        "nuevo los las bad sidi ville city county township parish borough town bei see mer"
    )
)
STREET_WORDS = set(
    words(
        "street st avenue ave av road rd drive dr lane ln court ct boulevard blvd way place pl circle "
        "cir terrace ter parkway pkwy highway hwy apt apartment unit suite ste floor north south east "
        "west n s e w ne nw se sw box po p o rr rural route county c/o no hc us state lot trail trl"
    )
)
THIRD_STREET_WORDS = set(
    words(
        "rm rue trl loop crossing run pike alley square sq cove bend row path old bldg us fm camino fl park "
        "mobile home 3rd"
    )
)
CITIES = {
    "first": [
        *words(
            "Boise Tulsa Spokane Duluth Peoria Akron Toledo Scranton Yonkers Fresno Bakersfield Modesto "
            "Waco Lubbock Shreveport Chattanooga Knoxville Omaha Wichita Topeka Dubuque Kenosha Muncie "
            "Kokomo Schenectady Poughkeepsie Worcester Nashua Tucson Flagstaff Eugene Missoula Fargo"
        ),
        *options("Cedar Rapids|Baton Rouge|Grand Rapids|Santa Rosa|Sioux Falls|Little Rock|Long Beach"),
        *options("Green Bay|Ann Arbor|Corpus Christi|Coeur d'Alene|Bowling Green"),
    ],
    "second": [
        *words(
            "Rochester Syracuse Tacoma Yakima Pocatello Laramie Casper Billings Bozeman Bismarck Minot "
            "Mankato Davenport Waterloo Rockford Naperville Evansville Bloomington Paducah Owensboro "
            "Asheville Durham Macon Valdosta Pensacola Gainesville Biloxi Hattiesburg Texarkana Amarillo "
            "Abilene Pueblo"
        ),
        *options("Las Cruces|Terre Haute|Eau Claire|St. Cloud|Twin Falls|Walla Walla|White Plains"),
        *options("Red Bank|Rock Hill|Stone Mountain|Hope Mills|Round Rock"),
    ],
    "third": [
        *words(
            "Altoona Beaumont Berea Bemidji Brattleboro Chillicothe Conshohocken Cucamonga Decatur Elko "
            "Escanaba Galesburg Greeley Hilo Ishpeming Kalispell Ketchikan Lompoc Manhasset Marfa Moab "
            "Natchitoches Ocala Opelousas Oshkosh Pascagoula Plattsburgh Puyallup Quincy Ronkonkoma Roanoke "
            "Sandusky Sheboygan Skokie Tuscaloosa Ukiah Valparaiso Wausau Winnemucca Ypsilanti Zanesville"
        ),
        *options("Bull Shoals|Chula Vista|Des Moines|Elk Grove|Fond du Lac|French Lick|Holly Springs"),
        *options("Kill Devil Hills|La Crosse|Mexican Hat|Miles City|Nags Head|Owings Mills|Sleepy Eye"),
        *options("Sault Ste. Marie|Winston-Salem|Wilkes-Barre|Truth or Consequences|Rancho Mirage"),
    ],
}
# Towns that are ordinary words; they stand only beside their state.
THIRD_WORDY_CITIES = words("Reading Normal Mobile Surprise Hurricane Flint Plains Rifle Eureka Hazard")
COUNTIES = {
    "first": (
        words(
            "Maricopa Cuyahoga Hennepin Multnomah Allegheny Bexar Tarrant Fresno Kern Pima Wayne Oakland "
            "Macomb Dane Waukesha Polk Linn Story Boone Clay Lake Orange Queens Marion Pike Sussex Kent "
            "Essex"
        )
    ),
    "second": (
        words(
            "Snohomish Kitsap Yakima Ada Canyon Weld Larimer Sangamon Winnebago Tippecanoe Vigo Daviess "
            "Wake Guilford Forsyth Cobb Gwinnett Volusia Pinellas Escambia Harrison Tom Green Rock Jones"
        )
    ),
    "third": words(
        "Apache Navajo Cochise Mendocino Tulare Humboldt Elko Nye Bonneville Teton Yellowstone Laramie "
        "Otero Socorro Hidalgo Cameron Calcasieu Lafourche Okaloosa Chatham Buncombe Kanawha Luzerne "
        "Chautauqua Oneida Chittenden Penobscot Barnstable Otsego Calumet Outagamie Waseca Koochiching"
    ),
}
STATES = [
    *words(
        "Ohio Texas Oregon Iowa Kansas Maine Nevada Utah Idaho Montana Florida Michigan Vermont "
        "Alabama Arizona Colorado Illinois Minnesota Tennessee Kentucky Louisiana Wisconsin Oklahoma "
        "Connecticut"
    ),
    "New Mexico",
    "North Carolina",
    "South Dakota",
    "West Virginia",
    "Rhode Island",
    "New Hampshire",
]
CODES = words("OH TX OR IA KS NV UT ID MT FL MI VT AL AZ CO IL MN TN KY WI OK CT NM NC SD WV NJ PA MA GA")
STREET_ENDS = words("Street St St. Avenue Ave Ave. Road Rd Rd. Drive Dr Lane Ln Court Ct Boulevard Blvd Way")
STREET_ENDS += words("Place Pl Circle Terrace Parkway Pkwy")
STREET_NAMES = words(
    "Maple Oak Elm Birch Willow Cedar Walnut Chestnut Sycamore Highland Prospect Washington "
    "Jefferson Lincoln Madison Franklin Jackson Hillcrest Ridge Meadow Sunset River Spring Mill "
    "Church School Pleasant Orchard Canyon Magnolia Juniper Hickory Lakeview Fairview Summit "
    "Union Liberty"
)
MONTHS = words("January February March April May June July August September October November December")
DAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty"}
UNITS = words("zero one two three four five six seven eight nine")

DRUGS = words(
    "metformin lisinopril atorvastatin metoprolol amlodipine furosemide apixaban warfarin "
    "omeprazole sertraline gabapentin levothyroxine prednisone albuterol vancomycin ceftriaxone "
    "Zosyn Lasix Coumadin Lipitor Eliquis Tylenol Keppra Lantus Humalog Xarelto Norvasc Plavix "
    "Ativan Seroquel Zofran Protonix"
)
EPONYMS = [
    *options("Parkinson disease|Crohn disease|Wilson disease|Parkinson's disease|Crohn's disease"),
    *options("Graves disease|Addison disease|Cushing syndrome|Hodgkin lymphoma|Bell palsy|Bell's palsy"),
    *options("Raynaud phenomenon|Sjogren syndrome|Guillain-Barre syndrome|Alzheimer disease|Down syndrome"),
    *options("Huntington disease|Paget disease|Marfan syndrome|Barrett esophagus|Meniere disease"),
    *options("Wolff-Parkinson-White syndrome|Charcot foot|Baker cyst|Kaposi sarcoma|Hashimoto thyroiditis"),
]
DEVICES = [
    *options("Foley catheter|Hickman line|Swan-Ganz catheter|Jackson-Pratt drain|Holter monitor"),
    *options("Kirschner wire|Yankauer suction|Hoyer lift|Penrose drain|Doppler probe|Foley"),
]
SIGNS = [
    *options("Homans sign|Babinski sign|Murphy sign|Romberg test|McBurney point|Kernig sign|Rovsing sign"),
    *options("Lasegue test|Tinel sign|Phalen test|Brudzinski sign|Chvostek sign"),
]
SCORES = [
    *options("Glasgow Coma Scale 15|GCS 14|Apgar 8/9|Braden 18|Morse 45|PHQ-9 12|MMSE 26/30|MoCA 22/30"),
    *options("Wells score 4.5|CHA2DS2-VASc 4|Child-Pugh B|Gleason 3+4=7|NIHSS 6|ECOG 1|Karnofsky 80"),
    *options("MELD 18|Killip class II|Breslow 1.2 mm|Ranson 3|APACHE II 17|Mallampati 3|Fitzpatrick type II"),
]
LABS = words(
    "WBC Hgb Plt Na K Cl CO2 BUN Cr Glu Ca Mg Phos AST ALT INR A1c TSH BNP troponin lactate ferritin"
)
SYNTH = (words("br k l m st tr v z gr d h sz b p r n t s w f"), words("a e i o u ie au"))
SYNTH_END = words("berg kow lund mann nko etti ovic sen ez ard ton wicz ski man inha aho ukwu dottir")

THIRD_KIN = words("wife husband mother father daughter son sister brother niece nephew aunt partner stepson")
THIRD_DRUGS = words(
    "hydralazine losartan carvedilol digoxin torsemide rosuvastatin duloxetine quetiapine baclofen "
    "tamoxifen methotrexate dapagliflozin semaglutide cefepime linezolid Augmentin Bactrim Cipro Depakote "
    "Dilantin Entresto Farxiga Flomax Jardiance Lovenox Neurontin Ozempic Pepcid Remeron Synthroid Toprol "
    "Trulicity Wellbutrin Zoloft Singulair Spiriva"
)
THIRD_DOSES = [
    *options(
        "25 mg po bid|0.125 mg daily|1 g IV q12h|2 puffs q4h prn|12.5 mg po qam|300 mg TID|75 mcg daily"
    ),
    *options(
        "1.5 tabs at bedtime|10 units SC qAC|5,000 units SQ q8h|50 mg/5 mL bid|4 mg IV x1|2.5-5 mg q6h prn"
    ),
]
THIRD_LABS = [
    *options(
        "Na 134 mmol/L|K 5.1|Hgb 8.9 g/dL|platelets 92 K/uL|creatinine 1.84 mg/dL|INR 1.3|A1c 9.1 %|pH 7.29"
    ),
    *options(
        "TSH 4.72 mIU/L|CRP 112 mg/L|BNP 1,204 pg/mL|WBC 14.6|ALT 88 U/L|T. bili 2.1|albumin 2.8|CK 4,310"
    ),
    *options(
        "troponin <0.01|ESR 66 mm/h|ferritin 8|B12 1,112|PSA 6.7 ng/mL|hs-CRP 3.2|LDL 141|UA 2+ protein"
    ),
]
THIRD_EPONYMS = [
    *options("Parkinson disease|Crohn's disease|Bell's palsy|Barrett esophagus|Graves disease|Down syndrome"),
    *options(
        "Lewy body dementia|Lyme disease|Kawasaki disease|Christmas disease|Still disease|Osgood-Schlatter"
    ),
    *options(
        "Dupuytren contracture|Peyronie disease|Ewing sarcoma|Lynch syndrome|Turner syndrome|Brugada pattern"
    ),
    *options("Takotsubo cardiomyopathy|Mallory-Weiss tear|Wernicke encephalopathy|Legionnaires disease"),
    *options("Asperger syndrome|Ehlers-Danlos|Hirschsprung disease|Waldenstrom|Rocky Mountain spotted fever"),
    *options("West Nile fever|Valley fever|Prinzmetal angina|Sheehan syndrome|Behcet disease|Conn syndrome"),
]
THIRD_DEVICES = [
    *options(
        "Foley catheter|Blake drain|Dobhoff tube|Quinton catheter|Salem sump|Bair Hugger|Ace wrap|Unna boot"
    ),
    *options(
        "Groshong line|Port-A-Cath|Shiley 6|Bird's Nest filter|Miami J collar|Jackson-Pratt drain|Foley"
    ),
]
THIRD_SIGNS = [
    *options(
        "Cullen sign|Kussmaul sign|Hoffmann sign|Spurling test|Lachman test|Finkelstein test|Trousseau sign"
    ),
    *options("Rinne test|Weber test|Allen test|Dix-Hallpike|Hawkins test|Grey Turner sign|Romberg|Babinski"),
]
THIRD_SCORES = [
    *options(
        "Glasgow 14 (E4 V4 M6)|RASS -2|CIWA 11|COWS 8|CURB-65 3|TIMI 2|SOFA 6|Hunt and Hess 3|Norton 13"
    ),
    *options(
        "Clark level III|Mayo 7|CAGE 2/4|Epworth 14|FLACC 4|Katz 5/6|Lawton 6/8|mRS 2|Rockall 3|Bishop 6"
    ),
]
THIRD_ICD = words(
    "I48.91 M17.11 C50.412 Z96.651 F10.239 O34.211 K80.20 R65.21 T40.2X1A V43.52XA E66.01 Z85.3 U07.1"
)

# The letter of 45 CFR 164.514(b)(2)(i) that each kind of identifier comes under.
LETTERS = {
    "patient name": "A",
    "given name alone": "A",
    "surname alone": "A",
    "clinician": "A",
    "relative": "A",
    "user id": "A",
    "employer": "A",
    "street": "B",
    "PO box": "B",
    "city": "B",
    "county": "B",
    "ZIP": "B",
    "date": "C",
    "month and day": "C",
    "month and year": "C",
    "age over 89": "C",
    "year of birth over 89": "C",
    "phone": "D",
    "extension": "D",
    "fax": "E",
    "e-mail": "F",
    "SSN": "G",
    "record number": "H",
    "health plan": "I",
    "account": "J",
    "certificate": "K",
    "licence plate": "L",
    "VIN": "L",
    "device serial": "M",
    "URL": "N",
    "IP": "O",
    "biometric": "P",
    "photo": "Q",
    "other code": "R",
}


@dataclass
class Piece:
    """A stretch of a note: planted, to be kept, or neither."""

    text: str
    role: str  # plant, keep or neither
    kind: str
    parts: tuple[str, ...] = ()


@dataclass
class Plant:
    kind: str
    text: str
    start: int
    stop: int
    parts: list[tuple[int, int]]


@dataclass
class Kept:
    kind: str
    start: int
    stop: int


@dataclass
class Note:
    text: str
    plants: list[Plant]
    keeps: list[Kept]
    known: tuple[str, ...]
    templates: list[str]


@dataclass
class Outcome:
    """What was found when the cleaned notes were read back."""

    notes: int = 0
    planted: Counter[str] = field(default_factory=Counter)
    leaked: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)
    keepable: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    lost: dict[str, Counter[str]] = field(default_factory=dict)
    altered: list[str] = field(default_factory=list)
    templates: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)

    @property
    def share_kept(self) -> float:
        return sum(self.kept.values()) / max(1, sum(self.keepable.values()))

    @property
    def letters(self) -> set[str]:
        return {LETTERS[kind] for kind in self.planted}

    def __str__(self) -> str:
        lines = [
            f"{self.leaked.total():,} of {self.planted.total():,} identifiers left in {self.notes:,} notes; "
            f"{self.share_kept:.2%} of what may stay was kept; {len(self.altered)} notes altered elsewhere"
        ]
        for kind, count in self.leaked.most_common():
            lines.append(f"LEFT {kind} ({LETTERS[kind]}): {count:,} of {self.planted[kind]:,}")
            lines += [f"    {one}" for one in self.examples[kind]]
        for kind, count in self.keepable.most_common():
            top = ", ".join(f"{w!r} x{n}" for w, n in self.lost.get(kind, Counter()).most_common(12))
            lines.append(f"KEPT {kind}: {self.kept[kind] / count:.2%} of {count:,}; lost most: {top or '-'}")
        lines += [f"ALTERED {one}" for one in self.altered[:3]]
        return "\n".join(lines)


TOKEN = re.compile(
    r"[^\W_]*\d[^\W_]*(?:[.,/:+=-][^\W_]*\d[^\W_]*)*%?|[^\W\d_]+(?:['’-][^\W\d_]+)*",
)
WORD = re.compile(r"[^\W_]+")


def find_part(body: str, part: str, at: int) -> int:
    """Find a part; a group of digits is not looked for inside a longer one, such as 01 inside 2017."""
    if part.isdigit() and (alone := re.compile(rf"(?<!\d){part}(?!\d)").search(body, at)):
        return alone.start()
    return body.find(part, at)


def telling(text: str, dull: set[str]) -> tuple[str, ...]:
    """Words of a name that give it away: not particles, not initials."""
    found = WORD.findall(text)
    return tuple(one for one in found if len(one) > 1 and one.casefold() not in dull)


def groups(text: str) -> tuple[str, ...]:
    """The groups of a number: runs with at least two characters, or all of it if there is none."""
    found = WORD.findall(text)
    return tuple(one for one in found if len(one) > 1) or tuple(found)


class Maker:
    """Fill the slots of one corpus, always the same way for the same seed."""

    def __init__(self, corpus: str, seed: int, pool: int = 250) -> None:
        self.corpus = corpus
        self.rng = random.Random(seed)
        self.templates = read_templates(HERE / f"adversary_{corpus}.txt")
        self.first: list[str] = []
        self.last: list[str] = []
        self.cities: list[str] = list(CITIES[corpus])
        third = corpus == "third"
        self.wordy_first = THIRD_WORDY_FIRST if third else WORDY_FIRST
        self.wordy_last = THIRD_WORDY_LAST if third else WORDY_LAST
        if third:  # as many as of four locales, some of which fall back on John and Jane
            self.first += THIRD_FIRST * (4 * pool // len(THIRD_FIRST) + 1)
            self.last += THIRD_LAST * (4 * pool // len(THIRD_LAST) + 1)
        for number, locale in enumerate(LOCALES[corpus]):
            fake = Faker(locale)
            fake.seed_instance(seed * 1000 + number)
            self.first += self.clean(fake.first_name() for _ in range(pool))
            self.last += self.clean(fake.last_name() for _ in range(pool))
            if locale != "it_IT" and not third:  # its towns are a set, in another order in every process
                self.cities += self.clean(fake.city() for _ in range(20))
        if third:
            self.first = [one for one in self.first if one not in ("John", "Jane")]
        self.fake = Faker("en_US")
        self.fake.seed_instance(seed)

    def clean(self, names: Iterable[str]) -> list[str]:
        fair = []
        for one in names:
            words = telling(one, DULL_PLACE)
            fair_word = any(len(word) > 2 and word[0].isupper() for word in words)
            if LATIN.fullmatch(one) and fair_word and one[0].isalpha():
                fair.append(one)
        return fair

    # Names.

    def pick(self, *options: object) -> object:
        return self.rng.choice(options)

    def synthetic(self) -> str:
        onset, vowel = SYNTH
        middle = "".join(self.rng.choice(onset) + self.rng.choice(vowel) for _ in range(self.pick(1, 2)))
        return (middle + self.rng.choice(SYNTH_END)).capitalize()

    def given(self) -> str:
        chance = self.rng.random()
        if chance < 0.12:
            return self.rng.choice(self.wordy_first)
        name = self.rng.choice(self.first)
        return f"{name}-{self.rng.choice(self.first)}" if chance < 0.15 and " " not in name else name

    def surname(self) -> str:
        chance = self.rng.random()
        if chance < 0.14:
            return self.rng.choice(self.wordy_last)
        if chance < 0.24:
            return self.synthetic()
        name = self.rng.choice(self.last)
        plain = name[0].isupper() and " " not in name and "'" not in name
        if chance < 0.30 and plain:
            return self.rng.choice(PREFIXED).format(name)
        if chance < 0.36 and plain:
            return f"{name}-{self.rng.choice(self.last)}"
        if chance < 0.38:
            return self.rng.choice(SHORT_LAST)
        return name

    def letter(self) -> str:
        return self.rng.choice("ABCDEFGHJKLMNPRSTVW")

    def digits(self, count: int) -> str:
        return self.rng.choice("123456789") + "".join(self.rng.choices(string.digits, k=count - 1))

    def name_pieces(self, kind: str, text: str) -> list[Piece]:
        return [
            Piece(
                text,
                "plant",
                kind,
                telling(text, NOT_TELLING) or tuple(w for w in WORD.findall(text) if len(w) > 1),
            )
        ]

    def full_name(self, first: str, last: str, formal: bool) -> str:
        forms = [f"{first} {last}"] * 4 + [f"{first} {self.letter()}. {last}"] * 2 + [f"{last}, {first}"]
        forms += [f"{first[0]}. {last}", f"{first} {last}".upper(), f"{first} {self.letter()} {last}"]
        forms += [f"{first} {last} Jr.", f"{first[0]}.{self.letter()}. {last}"]
        if formal:
            forms += [f"{last}, {first} {self.letter()}."] * 3 + [f"{last.upper()}, {first.upper()}"] * 2
            forms += [f"{last},{first}", f"{last.upper()}^{first.upper()}", f"{first} {last}".lower()]
            forms += [f"{last.upper()}, {first} {self.letter()}", f"{last}, {first} Jr"]
        if self.corpus == "second":
            other = self.given()
            forms += [f"{last.upper()} {first}", f'{first} "{other}" {last}', f"{first} ({other}) {last}"]
        if self.corpus == "third":
            other, maiden = self.given(), self.surname()
            forms += [
                f"{first} '{other}' {last}",
                f"{first} {last} (née {maiden})",
                f"{first} {other} {last}",
            ]
            forms += [f"{first} {last} III", f"{first[0]} {last}", f"{first} {last} {maiden}"]
            if formal:
                forms += [f"{last.upper()}/{first.upper()}", f"{last}, {first} ({other})"]
                forms += [f"{last.lower()}, {first.lower()}", f"{last.upper()}, {first} {self.letter()}."]
        return self.rng.choice(forms)

    def titled(self, first: str, last: str) -> list[Piece]:
        title = self.pick("Mr. ", "Mrs. ", "Ms. ", "Mr ", "Mrs ", "Ms ", "Miss ", "MR. ", "mrs. ", "mr ")
        name = self.pick(last, last, last, f"{first} {last}", last.lower() if title[0] == "m" else last)
        return [Piece(title, "neither", "title"), *self.name_pieces("patient name", name)]

    # Slots. Each takes the state of the note and gives its pieces.

    def slot(self, name: str, note: dict) -> list[Piece]:
        own = getattr(self, f"{self.corpus}_{name.lower()}", None)
        return (own or getattr(self, "slot_" + name.lower()))(note)

    def plant(self, kind: str, text: str, parts: tuple[str, ...] | None = None) -> list[Piece]:
        return [Piece(text, "plant", kind, groups(text) if parts is None else parts)]

    def keep(self, kind: str, text: object) -> list[Piece]:
        return [Piece(str(text), "keep", kind)]

    def slot_pt(self, note: dict) -> list[Piece]:
        first, last = note["first"], note["last"]
        if self.rng.random() < 0.35:
            return self.titled(first, last)
        return self.name_pieces("patient name", self.full_name(first, last, formal=False))

    def slot_ptfull(self, note: dict) -> list[Piece]:
        return self.name_pieces("patient name", self.full_name(note["first"], note["last"], formal=True))

    def slot_first(self, note: dict) -> list[Piece]:
        return self.name_pieces("given name alone", note["first"])

    def slot_last(self, note: dict) -> list[Piece]:
        if len(note["last"]) < 3:
            return self.slot_first(note)
        return self.name_pieces("surname alone", note["last"])

    def slot_possessive(self, note: dict) -> list[Piece]:
        mark = self.pick("'s", "'s", "’s")
        return [*self.slot_first(note), Piece(mark, "neither", "mark")]

    def slot_lowerlast(self, note: dict) -> list[Piece]:
        return self.name_pieces("surname alone", note["last"].lower())

    def slot_lowerfirst(self, note: dict) -> list[Piece]:
        return self.name_pieces("given name alone", note["first"].lower())

    def slot_bare(self, note: dict) -> list[Piece]:
        return self.plant("record number", note["mrn"])

    def slot_dr(self, note: dict) -> list[Piece]:
        first, last = self.given(), self.surname()
        form = self.rng.randrange(10)
        if form < 5:
            title = self.pick("Dr. ", "Dr ", "Dr. ", "DR. ", "Dr.")
            name = self.pick(last, last, f"{first} {last}", f"{first[0]}. {last}", last.upper())
            return [Piece(title, "keep", "title"), *self.name_pieces("clinician", name)]
        if form == 5:
            return [Piece("dr. ", "keep", "title"), *self.name_pieces("clinician", last.lower())]
        name = self.pick(f"{first} {last}", f"{first} {self.letter()}. {last}", f"{last}, {first}")
        name = self.pick(name, name, f"{first[0]}. {last}")
        credential = self.pick(", MD", " MD", ", M.D.", ", DO", ", MD, PhD", ", MD, FACC")
        return [*self.name_pieces("clinician", name), Piece(credential, "keep", "title")]

    def slot_staff(self, note: dict) -> list[Piece]:
        first, last = self.given(), self.surname()
        name = self.pick(f"{first} {last}", f"{first[0]}. {last}", f"{last}, {first}", f"{first} {last}")
        credential = self.pick(
            ", RN", " RN", ", RHIA", ", LCSW", ", PT, DPT", ", CCS", ", BSN, RN", ", NP", ""
        )
        return [*self.name_pieces("clinician", name), Piece(credential, "keep", "title")]

    def slot_rel(self, note: dict) -> list[Piece]:
        first = self.given()
        last = self.pick(note["last"], self.surname())
        name = self.pick(first, f"{first} {last}", f"{first} {last}", f"{first} {last}")
        return self.name_pieces("relative", name)

    def slot_uid(self, note: dict) -> list[Piece]:
        first, last = (re.sub(r"[^a-z]", "", one.lower()) for one in (self.given(), self.surname()))
        last, first = last or "kwt", first or "j"
        user = self.pick(f"{first[0]}{last}", f"{last}{first[0]}", f"{first}.{last}")
        user = self.pick(
            f"{user}{self.digits(2)}", f"{first[0]}{last[:6]}{self.digits(2)}", f"{first}_{last}"
        )
        return self.plant("user id", user, telling(user.replace("_", " "), set()))

    def slot_emp(self, note: dict) -> list[Piece]:
        one, two, three = self.surname(), self.surname(), self.surname()
        text, names = self.rng.choice(
            [
                (f"{one} & Sons", one),
                (f"{one} Plumbing", one),
                (f"{one}, {two} and {three}", f"{one} {two} {three}"),
                (f"{one} and {two} LLC", f"{one} {two}"),
                (f"{one} Trucking Inc.", one),
                (f"{one} Brothers Roofing", one),
            ]
        )
        return self.plant("employer", text, telling(names, NOT_TELLING) or (one,))

    # Places.

    def street(self) -> tuple[str, tuple[str, ...]]:
        way = self.rng.choice([self.rng.choice(STREET_NAMES), self.rng.choice(self.last), self.synthetic()])
        number, end = self.digits(self.rng.randint(2, 5)), self.rng.choice(STREET_ENDS)
        side = self.pick("", "", "", "N ", "N. ", "SW ", "West ", "E. ")
        unit = self.digits(self.rng.randint(2, 3)) + self.pick("", "", "B")
        text = self.rng.choice(
            [
                *([f"{number} {side}{way} {end}"] * 5),
                f"{number} {side}{way} {end}, Apt {unit}",
                f"{number} {side}{way} {end} #{unit}",
                f"{number} {side}{way} {end}, Unit {unit}",
                f"{number} {way.upper()} {end.upper()}",
                f"{number} {self.digits(2)}th {end}",
                f"{number} County Road {self.digits(3)}",
                f"{number} State Route {self.digits(2)}",
                f"{number}-B {way} {end}",
            ]
        )
        if self.corpus == "second" and self.rng.random() < 0.2:
            text = self.pick(
                f"{number} {way} {end}, Rm {unit}", f"{number} 1/2 {way} {end}", f"{number} Rue {way}"
            )
        if self.corpus == "third":
            end = self.rng.choice(
                words("Trail Trl Loop Crossing Run Pike Alley Square Sq Cove Bend Row Path St")
            )
            text = self.rng.choice(
                [
                    *([f"{number} {way} {end}"] * 4),
                    f"{number} Old {way} Rd",
                    f"{number} {way} {end} Bldg {self.digits(2)} Apt {unit}",
                    f"{number} {self.digits(2)}th Ave NW",
                    f"{number} US Hwy {self.digits(2)}",
                    f"{number} FM {self.digits(4)}",
                    f"N{self.digits(2)} W{self.digits(4)} {way} Rd",
                    f"{number} Camino {way}",
                    f"{number} {way} {end}, 3rd Fl",
                    f"RR {self.digits(2)} Box {number}",
                    f"{number} {way.lower()} {end.lower()}",
                    f"Lot {unit}, {way} Mobile Home Park",
                ]
            )
        return text, tuple(w for w in groups(text) if w.casefold() not in STREET_WORDS | THIRD_STREET_WORDS)

    def city(self) -> str:
        return self.rng.choice(self.cities)

    def city_piece(self) -> list[Piece]:
        name = self.city()
        parts = tuple(w for w in telling(name, DULL_PLACE) if len(w) > 2 and w[0].isupper())
        return self.plant("city", name, parts)

    def zip_piece(self) -> list[Piece]:
        five, four = self.digits(5), self.digits(4)
        text = self.pick(five, five, five, f"{five}-{four}")
        return self.plant("ZIP", text, (five,) if text == five else (five, four))

    def slot_street(self, note: dict) -> list[Piece]:
        return self.plant("street", *self.street())

    def slot_pobox(self, note: dict) -> list[Piece]:
        number = self.digits(self.rng.randint(2, 5))
        return self.plant(
            "PO box", self.pick("PO Box ", "P.O. Box ", "P. O. Box ", "Box ") + number, (number,)
        )

    def slot_addr(self, note: dict) -> list[Piece]:
        start = self.slot_pobox(note) if self.rng.random() < 0.15 else self.slot_street(note)
        code = self.rng.choice([*CODES, *CODES, self.rng.choice(STATES)])
        between = Piece(self.pick(", ", ", ", " ", "\n"), "neither", "address")
        after = Piece(f"{self.pick(', ', ', ', ' ')}{code} ", "neither", "address")
        return [*start, between, *self.city_piece(), after, *self.zip_piece()]

    def slot_city(self, note: dict) -> list[Piece]:
        return self.city_piece()

    def slot_citystate(self, note: dict) -> list[Piece]:
        state = self.rng.choice(STATES)
        return [*self.city_piece(), Piece(", ", "neither", ""), Piece(state, "keep", "state")]

    def slot_county(self, note: dict) -> list[Piece]:
        name = self.rng.choice(COUNTIES[self.corpus])
        text = self.pick(f"{name} County", f"{name} County", f"{name} Co.", f"County of {name}")
        return self.plant("county", text, (name,))

    def slot_zip(self, note: dict) -> list[Piece]:
        return self.zip_piece()

    # Dates and ages.

    def date(self, year: int | None = None) -> str:
        rng = self.rng
        y, m, d = year or rng.randint(2013, 2025), rng.randint(1, 12), rng.randint(1, 28)
        month, short = MONTHS[m - 1], MONTHS[m - 1][:3]
        th = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(d, "th")
        day = rng.choice(DAYS)
        if self.corpus == "third":
            return rng.choice(
                [
                    f"{short}-{d}-{y}",
                    f"{short}-{d:02}-{y}",
                    f"{d}-{short}-{y % 100:02}",
                    f"the {d}{th} of {month} {y}",
                    f"{d} {short} {y % 100:02}",
                    f"{day[:3]}. {m}/{d}/{y % 100:02}",
                    f"{day[:3]}, {d:02} {short} {y}",
                    f"{day[:3]} {short} {d} {y}",
                    f"{day}, the {d}{th} of {month}, {y}",
                    f"{day} {d} {month} {y}",
                    f"{y}-{short}-{d:02}",
                    f"{y}/{m}/{d}",
                    f"{m}/{d:02}/{y}",
                    f"{m:02}/{d:02}/{y % 100:02}",
                    f"{m}/{d}/{y}",
                    f"{m}-{d}-{y}",
                    f"{m}.{d}.{y % 100:02}",
                    f"{d:02}/{short.upper()}/{y}",
                    f"{short.upper()} {d:02} {y}",
                    f"{short.lower()} {d} {y}",
                    f"{short}. {d}{th}, {y}",
                    f"{month} {d}{th} {y}",
                    f"{month} {d},{y}",
                    f"{month} {d:02}, {y}",
                    f"{d} of {month}, {y}",
                    f"{month} the {d}{th}, {y}",
                    f"{month} {self.pick('first', 'fourth', 'ninth', 'twelfth', 'twenty-first')}, {y}",
                    f"{m} - {d} - {y}",
                    f"{m}/{d}/'{y % 100:02}",
                    f"{y}-{m:02}-{d:02}",
                ]
            )
        held_back = [
            f"{y}.{m:02}.{d:02}",
            f"{month} the {d}{th}, {y}",
            f"{m} / {d} / {y}",
            f"{d:02}{short.upper()}{y % 100:02}",
            f"{d}{th} {month} {y}",
            f"{d}/{short}/{y}",
            f"{'Sept' if m == 9 else short} {d}{th} {y}",
            f"the {self.pick('third', 'tenth', 'twelfth', 'twentieth')} of {month}, {y}",
            f"{day[:3]}. {short}. {d}, {y}",
        ]
        return rng.choice(
            [
                *(held_back if self.corpus == "second" else ()),
                f"{y}-{m:02}-{d:02}",
                f"{m}/{d}/{y}",
                f"{m:02}/{d:02}/{y}",
                f"{m}/{d}/{y % 100:02}",
                f"{m:02}-{d:02}-{y}",
                f"{m}-{d}-{y % 100:02}",
                f"{d}.{m}.{y}",
                f"{d:02}.{m:02}.{y}",
                f"{d:02}.{m:02}.{y % 100:02}",
                f"{month} {d}, {y}",
                f"{month} {d} {y}",
                f"{month} {d}{th}, {y}",
                f"{short} {d}, {y}",
                f"{short}. {d}, {y}",
                f"{d} {month} {y}",
                f"{d} {short} {y}",
                f"{d}-{short}-{y}",
                f"{d:02}{short.upper()}{y}",
                f"{d:02}-{short.upper()}-{y % 100:02}",
                f"the {d}{th} of {month}, {y}",
                f"the {d}{th} of {month} {y}",
                f"{day}, {month} {d}, {y}",
                f"{day} {m}/{d}/{y}",
                f"{day[:3]} {d} {short} {y}",
                f"{y}/{m:02}/{d:02}",
                f"{m:02}.{d:02}.{y}",
                f"{short} {d} '{y % 100:02}",
                f"{y}-{m:02}-{d:02}T{rng.randint(0, 23):02}:{rng.randint(0, 59):02}",
                f"{month.upper()} {d}, {y}",
                f"{month.lower()} {d}, {y}",
            ]
        )

    def date_parts(self, text: str) -> tuple[str, ...]:
        """Month and day; also a year of two digits, which could be either. A year in full may stay."""
        text = re.sub(r"T\d\d:\d\d$", "", text)
        words = re.findall(r"\d+(?=st|nd|rd|th)|\d\d(?=[A-Z]{3}\d\d)|[A-Z]{3}(?=\d\d)|[^\W_]+", text)
        dull = {"the", "of", "st", "nd", "rd", "th", "and", "mid", "early", "late", "to", "from"}
        weekday = {one.casefold()[:3] for one in DAYS}
        return tuple(
            w
            for w in words
            if w.casefold() not in dull
            and not re.fullmatch(r"(19|20)\d\d", w)
            and (w[0].isdigit() or w.casefold()[:3] not in weekday)
        )

    def date_piece(self, text: str, kind: str = "date") -> list[Piece]:
        return self.plant(kind, text, self.date_parts(text))

    def slot_date(self, note: dict) -> list[Piece]:
        return self.date_piece(self.date())

    def slot_dob(self, note: dict) -> list[Piece]:
        return self.date_piece(self.rng.choice([note["dob"], self.date(note["born"])]))

    def slot_dos(self, note: dict) -> list[Piece]:
        y, m, d = self.rng.randint(2013, 2025), self.rng.randint(1, 12), self.rng.randint(1, 28)
        text = f"{y}{m:02}{d:02}"
        return self.plant("date", text, (text,)) if self.rng.random() < 0.3 else self.slot_date(note)

    def slot_monthday(self, note: dict) -> list[Piece]:
        m, d = self.rng.randint(1, 12), self.rng.randint(1, 28)
        month = MONTHS[m - 1]
        th = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(d, "th")
        forms = [
            f"{m}/{d}",
            f"{month} {d}",
            f"{month} {d}{th}",
            f"{month[:3]} {d}",
            f"the {d}{th} of {month}",
        ]
        forms += [f"{d} {month}", f"{self.rng.choice(DAYS)} {m}/{d}", f"{d} {month[:3]}", f"{m:02}/{d:02}"]
        forms += [f"{self.rng.choice(DAYS)}, {month} {d}"]
        return self.date_piece(self.rng.choice(forms), "month and day")

    def slot_monthyear(self, note: dict) -> list[Piece]:
        month, y = self.rng.choice(MONTHS), self.rng.randint(2005, 2025)
        forms = [f"{month} {y}", f"{month} of {y}", f"{month[:3]} {y}", f"{MONTHS.index(month) + 1:02}/{y}"]
        forms += [f"{month}, {y}", f"{month[:3]} '{y % 100:02}", f"mid-{month} {y}", f"early {month} {y}"]
        forms += [f"{MONTHS.index(month) + 1}/{y}", f"{month[:3].upper()}-{y}"]
        return self.date_piece(self.rng.choice(forms), "month and year")

    def slot_range(self, note: dict) -> list[Piece]:
        m, d, y = self.rng.randint(1, 12), self.rng.randint(1, 20), self.rng.randint(2013, 2025)
        e, month = d + self.rng.randint(1, 8), MONTHS[m - 1]
        forms = [
            f"{m}/{d}-{m}/{e}",
            f"{m}/{d}/{y}-{m}/{e}/{y}",
            f"{month} {d}-{e}, {y}",
            f"{month} {d} to {e}",
        ]
        forms += [f"{m}/{d}/{y % 100:02} - {m}/{e}/{y % 100:02}", f"{d}-{e} {month} {y}"]
        return self.date_piece(self.rng.choice(forms))

    def slot_oldage(self, note: dict) -> list[Piece]:
        age = self.rng.choice([*range(90, 100), *range(90, 100), 100, 101, 102, 104])
        form = self.rng.choice(
            options("{}-year-old|{} year old|{} y/o|{}yo|{} yo|{} y.o.|{} yr old|{}-yr-old|{} years of age|w")
        )
        if form == "w":
            if age < 91:
                words = "ninety"
            elif age < 100:
                words = self.pick("ninety-", "ninety ") + UNITS[age - 90]
            else:
                words = (
                    "one hundred" + self.pick(" and ", " ") + UNITS[age - 100] if age > 100 else "one hundred"
                )
            parts = tuple(w for w in WORD.findall(words) if w not in ("and",))
            end = self.pick("-year-old", " year old", " years old")
            return [*self.plant("age over 89", words, parts), Piece(end, "neither", "age")]
        start, end = form.split("{}")
        return [*self.plant("age over 89", start + str(age), (str(age),)), Piece(end, "neither", "age")]

    def slot_oldshort(self, note: dict) -> list[Piece]:
        age = str(self.rng.choice([*range(90, 100), 101]))
        return [*self.plant("age over 89", age, (age,)), Piece(str(self.pick("F", "M")), "neither", "age")]

    def slot_oldnumber(self, note: dict) -> list[Piece]:
        age = str(self.rng.choice([*range(90, 100), 101, 103]))
        return self.plant("age over 89", age, (age,))

    def slot_oldbirth(self, note: dict) -> list[Piece]:
        year = str(self.rng.randint(1912, 1921))
        return self.plant("year of birth over 89", year, (year,))

    # Numbers and the rest.

    def phone(self) -> str:
        a, b, c = self.digits(3), self.digits(3), self.digits(4)
        if self.corpus == "third":
            b, c = "555", f"01{self.digits(2)}"
            forms = [f"({a}) {b}-{c}", f"{a}-{b}-{c}", f"{a}.{b}.{c}", f"{a} {b} {c}", f"{a}{b}{c}"]
            forms += [f"({a})-{b}-{c}", f"1.{a}.{b}.{c}", f"+1 {a}-{b}-{c}", f"+1 {a} {b} {c}", f"{b}-{c}"]
            forms += [f"1 {a} {b} {c}", f"{a}/{b}/{c}", f"({a} {b}-{c})", f"{a}—{b}—{c}", f"+1.{a}.{b}.{c}"]
            forms += [
                f"+44 1632 960{self.digits(3)}",
                f"(020) 7946 0{self.digits(3)}",
                f"(02) 5550 {self.digits(4)}",
            ]
            return self.rng.choice([*forms, f"{a}-{b}-{c}", f"({a}) {b}-{c}", f"{a}-{b}{c}", f"{b}.{c}"])
        forms = [f"({a}) {b}-{c}", f"{a}-{b}-{c}", f"{a}.{b}.{c}", f"({a}){b}-{c}", f"+1 {a} {b} {c}"]
        forms += [f"{a} {b} {c}", f"1-{a}-{b}-{c}", f"+1-{a}-{b}-{c}", f"{a}-{b}-{c}", f"({a}) {b}-{c}"]
        forms += [
            f"{a}{b}{c}",
            f"{a}/{b}-{c}",
            f"1 ({a}) {b}-{c}",
            f"{b}-{c}",
            f"{a} {b}-{c}",
            f"+1({a}){b}-{c}",
        ]
        forms += [
            f"+44 20 {self.digits(4)} {c}",
            f"+49 30 {self.digits(6)}",
            f"011 52 {self.digits(2)} {b}4 {c}",
        ]
        forms += [f"{a}–{b}–{c}", f"{a}\u2011{b}\u2011{c}"]
        if self.corpus == "second":
            forms += [f"{a} - {b} - {c}", f"tel:+1{a}{b}{c}", f"{a}·{b}·{c}", f"+44 (0)20 {b}7 {c}"]
        return self.rng.choice(forms)

    def number_piece(self, kind: str, text: str) -> list[Piece]:
        digits = [g for g in groups(text) if any(c.isdigit() for c in g)]
        return self.plant(kind, text, tuple(g for g in digits if len(g) > 2) or tuple(digits))

    def slot_phone(self, note: dict) -> list[Piece]:
        text = note["phone"] if self.rng.random() < 0.3 else self.phone()
        if self.rng.random() < 0.15:
            text += self.pick(" x", " ext. ", " ext ", "x", " extension ") + self.digits(4)
            ext = text[-4:]
            parts = tuple(g for g in groups(text[:-4]) if len(g) > 2 and g[0].isdigit())
            return self.plant("phone", text, (*(p.rstrip("x") for p in parts), ext))
        return self.number_piece("phone", text)

    def slot_fax(self, note: dict) -> list[Piece]:
        return self.number_piece("fax", self.phone())

    def slot_ext(self, note: dict) -> list[Piece]:
        number = self.digits(self.rng.choice([4, 5]))
        return self.plant("extension", number, (number,))

    def slot_email(self, note: dict) -> list[Piece]:
        first, last = (re.sub(r"[^a-z]", "", o.lower()) or "kp" for o in (self.given(), self.surname()))
        user = self.pick(
            f"{first}.{last}", f"{first[0]}{last}{self.digits(2)}", f"{last}_{first}", f"{first}{last}"
        )
        host = self.pick(
            self.synthetic().lower(), "gmail", f"mail.{self.synthetic().lower()}", "stjoseph-health"
        )
        end = self.pick("com", "org", "net", "co.uk", "edu", "health")
        parts = telling(user.replace("_", " "), set())
        if self.rng.random() < 0.25:
            at = self.pick(" at ", " AT ", " (at) ")
            dot = self.pick(" dot ", " DOT ") if at != " (at) " else "."
            return self.plant(
                "e-mail", f"{user}{at}{host.replace('.', dot)}{dot}{end.replace('.', dot)}", parts
            )
        text = f"{user}{self.pick('', '', '+portal')}@{host}.{end}"
        text = self.pick(text, text, text.upper())
        dull = {"com", "org", "net", "co", "uk", "edu", "health", "gmail", "mail", "portal"}
        return self.plant("e-mail", text, tuple(w for w in groups(text) if w.casefold() not in dull))

    def slot_ssn(self, note: dict) -> list[Piece]:
        a, b, c = note["ssn"].split("-")
        text = self.pick(
            note["ssn"], note["ssn"], f"{a} {b} {c}", f"{a}{b}{c}", f"{a}.{b}.{c}", f"{a}–{b}–{c}"
        )
        return self.plant("SSN", text)

    def slot_ssn4(self, note: dict) -> list[Piece]:
        return self.plant(
            "SSN", self.pick("", "", "xxx-xx-", "***-**-") + note["ssn"][-4:], (note["ssn"][-4:],)
        )

    def slot_mrn(self, note: dict) -> list[Piece]:
        return self.plant("record number", note["mrn"])

    def code(self, *forms: str) -> str:
        """Fill a form: 9 is a digit, A a capital; anything else stays."""
        form = self.rng.choice(forms)
        return "".join(
            self.rng.choice("0123456789") if c == "9" else self.letter() if c == "A" else c for c in form
        )

    def slot_plan(self, note: dict) -> list[Piece]:
        forms = ("AAA999999999", "9AA9-AA9-AA99", "9AA9AA9AA99", "A99999999", "999999999A", "99999999-01")
        return self.number_piece("health plan", self.code(*forms, "999-99-9999A", "AA 9999 9999"))

    def slot_acct(self, note: dict) -> list[Piece]:
        return self.number_piece(
            "account", self.code("999999999", "99-9999999", "A9999999", "9999-9999-9999")
        )

    def slot_cert(self, note: dict) -> list[Piece]:
        return self.number_piece(
            "certificate", self.code("AA999999", "A999-9999-9999", "9999999999", "AA-99999")
        )

    def slot_plate(self, note: dict) -> list[Piece]:
        return self.plant(
            "licence plate", self.code("9AAA999", "AAA 9999", "AAA-9999", "AA99 AAA", "999-AAA")
        )

    def slot_vin(self, note: dict) -> list[Piece]:
        return self.plant("VIN", self.code("9AAAA99A99A999999", "9A9AA99A9AA999999", "AAAAA99A99A999999"))

    def slot_serial(self, note: dict) -> list[Piece]:
        forms = (
            "AAA999999A",
            "99-999999",
            "A99A999999",
            "999999999",
            "AA-9999-99999",
            "(01)99999999999999(21)A99999",
        )
        return self.number_piece("device serial", self.code(*forms))

    def slot_url(self, note: dict) -> list[Piece]:
        last, host = re.sub(r"[^a-z]", "", self.surname().lower()) or "kwa", self.synthetic().lower()
        path = f"{last}-{self.digits(4)}"
        text = self.rng.choice(
            [
                f"https://www.{host}.com/{path}",
                f"http://{host}.org/users/{path}",
                f"www.{host}.net/{path}",
                f"https://portal.{host}health.org/p?id={self.digits(7)}",
                f"{host}.com/{path}",
                f"https://{host}.io/~{last}",
                f"facebook.com/{path}",
                f"HTTPS://WWW.{host.upper()}.COM/{path.upper()}",
            ]
        )
        dull = {"https", "http", "www", "com", "org", "net", "io", "id", "users", "portal", "facebook", "p"}
        return self.plant("URL", text, tuple(w for w in WORD.findall(text) if w.casefold() not in dull))

    def slot_ip(self, note: dict) -> list[Piece]:
        if self.rng.random() < 0.3:
            text = self.fake.ipv6()
            if self.rng.random() < 0.4:
                text = "2001:db8::" + self.code("9a99:99f9", "9999")
            return self.plant("IP", text, tuple(g for g in WORD.findall(text) if len(g) > 2))
        text = ".".join(str(self.rng.randint(11, 254)) for _ in range(4)) + self.pick("", "", ":8080")
        return self.plant("IP", text, tuple(WORD.findall(text.split(":")[0])))

    def slot_bio(self, note: dict) -> list[Piece]:
        return self.number_piece(
            "biometric", self.code("FP-99999999", "IRIS-9999-AA", "VP999999", "A9A9-99999-BIO")
        )

    def slot_photo(self, note: dict) -> list[Piece]:
        last = re.sub(r"[^a-z]", "", note["last"].lower()) or "pt"
        n, y = self.digits(4), self.rng.randint(2013, 2025)
        text = self.rng.choice(
            [
                f"IMG_{n}.jpg",
                f"IMG_{y}0412_{n}.JPG",
                f"face_{last}_{n}.png",
                f"{last}-wound-{n}.jpeg",
                f"DSC0{n}.tif",
                f"facial_photo_{n}{n[:2]}.heic",
            ]
        )
        dull = {"img", "jpg", "png", "jpeg", "tif", "heic", "face", "facial", "photo", "wound"}
        words = [w for w in WORD.findall(text) if w.casefold() not in dull]
        return self.plant("photo", text, tuple(words))

    def slot_othercode(self, note: dict) -> list[Piece]:
        forms = ("S99-99999", "A99-999999", "AAA-999-999", "99A999999", "9999-A-99", "AA999999", "999999")
        return self.number_piece("other code", self.code(*forms))

    # What may stay.

    def slot_year(self, note: dict) -> list[Piece]:
        return self.keep("year", self.rng.randint(1985, 2025))

    def slot_birthyear(self, note: dict) -> list[Piece]:
        return self.keep("year", self.rng.randint(1950, 2004))

    def slot_state(self, note: dict) -> list[Piece]:
        return self.keep("state", self.rng.choice(STATES))

    def slot_age(self, note: dict) -> list[Piece]:
        form = self.pick("{}-year-old", "{} y/o", "{}yo", "{} year old", "{} y.o.", "{}-yr-old")
        return self.keep("age", form.format(self.rng.randint(18, 89)))

    def slot_agenumber(self, note: dict) -> list[Piece]:
        return self.keep("age", self.rng.randint(2, 89))

    def slot_agewords(self, note: dict) -> list[Piece]:
        tens = self.rng.choice(list(TENS))
        return self.keep("age", f"{TENS[tens]}-{self.rng.choice(UNITS[1:])}-year-old")

    def slot_time(self, note: dict) -> list[Piece]:
        h, m = self.rng.randint(0, 23), self.rng.randint(0, 59)
        forms = [f"{h:02}:{m:02}", f"{h:02}{m:02} hrs", f"{h % 12 + 1}:{m:02} AM", f"{h % 12 + 1} p.m."]
        return self.keep("time of day", self.rng.choice([*forms, f"{h % 12 + 1}:{m:02}pm", f"{h:02}{m:02}"]))

    def slot_bp(self, note: dict) -> list[Piece]:
        return self.keep("vital sign", f"{self.rng.randint(88, 199)}/{self.rng.randint(44, 110)}")

    def slot_hr(self, note: dict) -> list[Piece]:
        return self.keep("vital sign", self.rng.randint(48, 139))

    def slot_temp(self, note: dict) -> list[Piece]:
        return self.keep("vital sign", self.pick(f"{self.rng.randint(960, 1035) / 10} F", "37.2 C", "98.6"))

    def slot_sat(self, note: dict) -> list[Piece]:
        return self.keep("percentage", f"{self.rng.randint(84, 100)}%")

    def slot_pct(self, note: dict) -> list[Piece]:
        return self.keep(
            "percentage", self.pick(f"{self.rng.randint(1, 99)}%", f"{self.rng.randint(1, 99)} %", "12.5%")
        )

    def slot_pain(self, note: dict) -> list[Piece]:
        return self.keep("fraction", f"{self.rng.randint(0, 10)}/10")

    def slot_frac(self, note: dict) -> list[Piece]:
        return self.keep(
            "fraction", self.pick("1/2", "3/4", "2/6", "5/5", "4/5", "3/6", "1/3", "20/40", "2/3")
        )

    def slot_drug(self, note: dict) -> list[Piece]:
        return self.keep("drug", self.rng.choice(DRUGS))

    def slot_dose(self, note: dict) -> list[Piece]:
        amount = self.pick(
            "5 mg", "10 mg", "81 mg", "500 mg", "1,000 mg", "0.5 mg", "40 mEq", "2.5 mg", "100 mcg"
        )
        return self.keep(
            "dose", f"{amount} {self.pick('PO', 'IV', 'SQ')} {self.pick('BID', 'daily', 'q6h', 'TID', 'qHS')}"
        )

    def slot_lab(self, note: dict) -> list[Piece]:
        value = self.pick(
            self.rng.randint(1, 400), round(self.rng.uniform(0.1, 15), 1), round(self.rng.random(), 2)
        )
        return self.keep("lab value", f"{self.rng.choice(LABS)} {value}")

    def slot_icd(self, note: dict) -> list[Piece]:
        codes = "E11.9 I10 J44.1 N17.9 I50.23 A41.9 Z79.4 K50.90 G20 J96.01 I63.9 S72.001A F32.1 N18.6"
        return self.keep("ICD code", self.rng.choice(codes.split()))

    def slot_cpt(self, note: dict) -> list[Piece]:
        return self.keep(
            "procedure code", self.pick("99223", "99233", "71046", "93000", "0DTJ4ZZ", "27447", "45378")
        )

    def slot_drg(self, note: dict) -> list[Piece]:
        return self.keep("procedure code", self.pick("291", "470", "871", "193", "064", "682", "189"))

    def slot_eponym(self, note: dict) -> list[Piece]:
        return self.keep("eponym", self.rng.choice(EPONYMS))

    def slot_device(self, note: dict) -> list[Piece]:
        return self.keep("eponym", self.rng.choice(DEVICES))

    def slot_sign(self, note: dict) -> list[Piece]:
        return self.keep("eponym", self.rng.choice(SIGNS))

    def slot_score(self, note: dict) -> list[Piece]:
        return self.keep("score", self.rng.choice(SCORES))

    def slot_n(self, note: dict) -> list[Piece]:
        return self.keep("number", self.rng.randint(2, 30))

    def slot_size(self, note: dict) -> list[Piece]:
        a, b, c = (round(self.rng.uniform(0.3, 9.8), 1) for _ in range(3))
        return self.keep(
            "measure", self.pick(f"{a} x {b} x {c} cm", f"{a} cm", f"{a} x {b} cm", f"{int(a * 10)} mm")
        )

    # What only the third corpus has, or has in forms of its own.

    def third_pt(self, note: dict) -> list[Piece]:
        if self.rng.random() < 0.15:
            title = self.pick("Mx. ", "Rev. ", "Sgt. ", "Mme ", "Master ", "Baby Girl ", "Sister ", "Deacon ")
            return [Piece(title, "neither", "title"), *self.name_pieces("patient name", note["last"])]
        return self.slot_pt(note)

    def third_dr(self, note: dict) -> list[Piece]:
        first, last = self.given(), self.surname()
        title = self.pick("Dr. ", "Dr ", "Doctor ", "Prof. ", "dr ", "DR ")
        if self.rng.random() < 0.5:
            name = self.pick(last, last, f"{first} {last}", f"{first[0]} {last}")
            return [Piece(title, "keep", "title"), *self.name_pieces("clinician", name)]
        name = self.pick(f"{first} {last}", f"{first} {self.letter()} {last}", f"{last}, {first}", last)
        credential = self.pick(
            ", MBBS", ", M.D.", " MD", ", PA-C", ", D.O.", " (PGY-2)", ", MD, MPH", ", DPM"
        )
        return [*self.name_pieces("clinician", name), Piece(credential, "keep", "title")]

    def third_staff(self, note: dict) -> list[Piece]:
        first, last = self.given(), self.surname()
        if self.rng.random() < 0.15:
            return [Piece("Nurse ", "keep", "title"), *self.name_pieces("clinician", last)]
        name = self.pick(f"{first} {last}", f"{first[0]}. {last}", f"{last}, {first}", f"{first} {last}")
        ends = options(
            ", RHIT|, APRN|, CRNA|, FNP-BC|, PharmD|, RRT|, OTR/L|, CCC-SLP|, CTR|, LPN|, MSW|, CNA"
        )
        return [*self.name_pieces("clinician", name), Piece(self.rng.choice(ends), "keep", "title")]

    def third_uid(self, note: dict) -> list[Piece]:
        if self.rng.random() < 0.3:
            return self.plant("user id", self.code("AAA9999", "A99999", "n999999"))
        first, last = (re.sub(r"[^a-z]", "", one.lower()) or "kwt" for one in (self.given(), self.surname()))
        user = self.pick(f"{last}{first[0]}", f"{first[0]}{last}.{self.digits(2)}", f"{last}-{first}")
        user = self.pick(user, f"{first}{last}".upper() + self.digits(2))
        return self.plant("user id", user, telling(user, set()))

    def third_handle(self, note: dict) -> list[Piece]:
        user = re.sub(r"[^a-z]", "", (self.given() + self.surname()).lower()) or "kwt"
        text = f"@{user}{self.digits(2)}"
        return self.plant("user id", text, (text[1:],))

    def third_emp(self, note: dict) -> list[Piece]:
        one, two = self.surname(), self.surname()
        text, names = self.rng.choice(
            [
                (f"{one}'s Diner", one),
                (f"{one} Auto Body", one),
                (f"{one} {two} Foods, Inc.", f"{one} {two}"),
                (f"{one} Farms", one),
                (f"{one} Elementary School", one),
                (f"{one} Manufacturing Co.", one),
                (f"{one} Tire & Lube", one),
                (f"the {one} Hotel", one),
                (f"{one} & {two}, P.C.", f"{one} {two}"),
            ]
        )
        return self.plant("employer", text, telling(names, NOT_TELLING) or (one,))

    def third_citystate(self, note: dict) -> list[Piece]:
        state = self.rng.choice(STATES)
        if self.rng.random() < 0.15:
            name = self.rng.choice(THIRD_WORDY_CITIES)
            return [*self.plant("city", name), Piece(", ", "neither", ""), Piece(state, "keep", "state")]
        return [*self.city_piece(), Piece(", ", "neither", ""), Piece(state, "keep", "state")]

    def third_county(self, note: dict) -> list[Piece]:
        name = self.rng.choice(COUNTIES["third"])
        forms = options("{} County|{} County|{} Cty|{} Parish|{} Township|County of {}|{} county")
        return self.plant("county", self.rng.choice(forms).format(name), (name,))

    def third_monthday(self, note: dict) -> list[Piece]:
        m, d = self.rng.randint(1, 12), self.rng.randint(1, 28)
        month, day = MONTHS[m - 1], self.rng.choice(DAYS)
        th = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(d, "th")
        forms = [
            f"{month[:3]}-{d}",
            f"the {d}{th} of {month}",
            f"{m}/{d}",
            f"{day[:3]} {m}/{d}",
            f"{m}/{d:02}",
        ]
        forms += [
            f"{day[:3]}, {month[:3]} {d}{th}",
            f"{d}-{month[:3]}",
            f"{month} the {d}{th}",
            f"{day} the {d}{th}",
        ]
        forms += [
            f"{month[:3]}. {d}",
            f"{d} {month[:3].upper()}",
            f"{d}{th} of {month[:3]}",
            f"{m:02}/{d:02}",
        ]
        forms += [f"{month.lower()} {d}{th}", f"{m}/{d} ({day[:3]})", f"{day} ({m}/{d})", f"{month} {d}"]
        return self.date_piece(self.rng.choice(forms), "month and day")

    def third_monthname(self, note: dict) -> list[Piece]:
        return self.date_piece(self.rng.choice(MONTHS), "month and day")

    def third_monthyear(self, note: dict) -> list[Piece]:
        month, y = self.rng.choice(MONTHS), self.rng.randint(2005, 2025)
        forms = [
            f"{month} of '{y % 100:02}",
            f"{month[:3]}. {y}",
            f"late {month} {y}",
            f"{month[:3].upper()} {y}",
        ]
        forms += [f"{y}-{MONTHS.index(month) + 1:02}", f"{month[:3]}-{y}", f"{month} {y}", f"{month[:3]}/{y}"]
        text = self.rng.choice([*forms, f"{MONTHS.index(month) + 1:02}/{y}", f"{month.lower()} {y}"])
        return self.plant(
            "month and year", text, tuple(p for p in self.date_parts(text) if p not in ("late", "mid"))
        )

    def third_range(self, note: dict) -> list[Piece]:
        m, d, y = self.rng.randint(1, 11), self.rng.randint(1, 20), self.rng.randint(2013, 2025)
        e, month, after = d + self.rng.randint(1, 8), MONTHS[m - 1], MONTHS[m]
        forms = [f"{m}/{d}–{m}/{e}", f"{month[:3]} {d}-{e}", f"{m}/{d} thru {m}/{e}/{y % 100:02}"]
        forms += [
            f"{d}–{e} {month} {y}",
            f"{m}/{d}/{y} through {m}/{e}/{y}",
            f"{month[:3]} {e} – {after[:3]} {d}, {y}",
        ]
        text = self.rng.choice(forms)
        parts = tuple(p for p in self.date_parts(text) if p not in ("thru", "through"))
        return self.plant("date", text, parts)

    def third_oldage(self, note: dict) -> list[Piece]:
        age = self.rng.choice([*range(90, 100), *range(90, 100), 100, 101, 103])
        form = self.rng.choice(
            options("{}-y-o|{}yr|{} y.o|{}-yo|{} yr. old|{}-year old|{}y/o|{} years old|w")
        )
        if form == "w" and age < 100:
            text = "ninety" if age == 90 else f"ninety-{UNITS[age - 90]}"
            end = self.pick(" yo", " year-old", " y/o")
            return [*self.plant("age over 89", text, tuple(WORD.findall(text))), Piece(end, "neither", "age")]
        end = form.replace("{}", "") if form != "w" else " yo"
        return [*self.plant("age over 89", str(age), (str(age),)), Piece(end, "neither", "age")]

    def third_email(self, note: dict) -> list[Piece]:
        first, last = (re.sub(r"[^a-z]", "", o.lower()) or "kp" for o in (self.given(), self.surname()))
        host = self.synthetic().lower()
        user = self.pick(
            f"{first}.{last}", f"{first[0]}_{last}{self.digits(2)}", f"{last}{first[0]}", f"{last}.{first}"
        )
        text = self.pick(
            f"{user}@{host}.example",
            f"{user}@{host}.org",
            f"{user}@mail.{host}.example",
            f"{user} @ {host}.org",
            f"{user}@{host}.example.com",
            f"{user.title()}@{host.title()}.Org",
            f"{user} (at) {host} (dot) org",
            f"mailto:{user}@{host}.net",
        )
        dull = {"com", "org", "net", "example", "mail", "mailto", "at", "dot"}
        return self.plant("e-mail", text, tuple(w for w in groups(text) if w.casefold() not in dull))

    def third_ssn(self, note: dict) -> list[Piece]:
        a, b, c = note["ssn"].split("-")
        return self.plant(
            "SSN", self.pick(note["ssn"], note["ssn"], f"{a} - {b} - {c}", f"{a}{b}{c}", f"{a}/{b}/{c}")
        )

    def third_othermrn(self, note: dict) -> list[Piece]:
        return self.plant("record number", self.code("0099999999", "999-99-9999A", "A999999", "9999999"))

    def third_plan(self, note: dict) -> list[Piece]:
        forms = (
            "AAA9999999999",
            "9AA9A99AA99",
            "99-AA-9999999",
            "A99-999-9999",
            "99999 99999",
            "999999999-02",
        )
        return self.number_piece("health plan", self.code(*forms))

    def third_acct(self, note: dict) -> list[Piece]:
        forms = ("V00099999999", "99999-9999", "9999999-001", "AA-9999999", "9999 9999 9999", "999999999999")
        return self.number_piece("account", self.code(*forms))

    def third_cardfour(self, note: dict) -> list[Piece]:
        return self.plant("account", self.digits(4))

    def third_cert(self, note: dict) -> list[Piece]:
        forms = ("AA9999999", "A999-999-99-999", "999 999 999", "A99999999", "RN-999999", "AA.99999")
        return self.number_piece("certificate", self.code(*forms))

    def third_plate(self, note: dict) -> list[Piece]:
        return self.plant(
            "licence plate", self.code("9AA A99", "AAA 999A", "AA-9999", "999 AAA", "AAA9999", "99-AA-99")
        )

    def third_vin(self, note: dict) -> list[Piece]:
        return self.plant("VIN", self.code("9AAAAAAA9AA999999", "9AAAA99999A999999", "AA9AA99A999999999"))

    def third_serial(self, note: dict) -> list[Piece]:
        forms = ("AA99AA9999", "AAA-99999-A", "9999999AA", "AAA9999999A", "99.9999.999", "9999 9999 99")
        return self.number_piece(
            "device serial", self.code(*forms, "(01)99999999999999(11)999999(21)999999999999")
        )

    def third_url(self, note: dict) -> list[Piece]:
        first, last = (re.sub(r"[^a-z]", "", o.lower()) or "kwa" for o in (self.given(), self.surname()))
        host, number = self.synthetic().lower(), self.digits(4)
        text = self.rng.choice(
            [
                f"https://{host}.example/patients/{number}",
                f"http://{host}.org:8080/r/{number}",
                f"{host}.example.com/{first}-{last}",
                f"https://view.{host}.example/?study={number}&u={last}",
                f"ftp://files.{host}.net/{last}/{number}",
                f"www.{host}.info/in/{first}{last}{number}",
                f"https://{last}.{host}.me",
            ]
        )
        dull = words("https http ftp www example com org net info me patients r in view study u files 8080")
        return self.plant("URL", text, tuple(w for w in WORD.findall(text) if w.casefold() not in dull))

    def third_ip(self, note: dict) -> list[Piece]:
        if self.rng.random() < 0.25:
            text = self.pick(
                self.code("2001:db8:9f:9a9:") + ":" + self.code("9c99"), self.code("fe80::9a9:99ff:fe99:9c9")
            )
            return self.plant("IP", text, tuple(g for g in WORD.findall(text) if len(g) > 2))
        base = self.pick("192.0.2", "198.51.100", "203.0.113")
        text = f"{base}.{self.rng.randint(2, 254)}"
        return self.plant("IP", text + self.pick("", "", "/24", ":443"), tuple(WORD.findall(text)))

    def third_bio(self, note: dict) -> list[Piece]:
        forms = ("FPT-9999-9999", "9a99-c9f9-99e9", "RET.99999", "VX99999999", "99999-99999-99", "palm_99999")
        return self.number_piece("biometric", self.code(*forms))

    def third_photo(self, note: dict) -> list[Piece]:
        last = re.sub(r"[^a-z]", "", note["last"].lower()) or "pt"
        n, y = self.digits(4), f"{self.rng.randint(2013, 2025)}0{self.digits(1)}1{self.digits(1)}"
        text, parts = self.rng.choice(
            [
                (f"PXL_{y}_{n}22.jpg", (y, f"{n}22")),
                (f"Screenshot_{n}.png", (n,)),
                (f"{y}_{n}.jpg", (y, n)),
                (f"{last}_L_foot_{n}.HEIC", (last, n)),
                (f"P{n}117.JPG", (f"P{n}117",)),
                (f"facepic-{n}.bmp", (n,)),
                (f"IMG-{y}-WA{n}.jpg", (y, f"WA{n}")),
                (f"{last}{n}.gif", (f"{last}{n}",)),
            ]
        )
        return self.plant("photo", text, parts)

    def third_othercode(self, note: dict) -> list[Piece]:
        forms = (
            "99-9999",
            "AA99-9999",
            "999999-A",
            "9999-9999A",
            "A9999999",
            "99-AA-9999",
            "2A9999",
            "9999999",
        )
        return self.number_piece("other code", self.code(*forms))

    def third_sex(self, note: dict) -> list[Piece]:
        return self.keep(
            "word", self.pick("female", "woman", "F") if note["her"] else self.pick("male", "man", "M")
        )

    def third_his(self, note: dict) -> list[Piece]:
        return self.keep("word", "her" if note["her"] else "his")

    def third_he(self, note: dict) -> list[Piece]:
        return self.keep("word", "She" if note["her"] else "He")

    def third_kin(self, note: dict) -> list[Piece]:
        return self.keep("word", self.rng.choice(THIRD_KIN))

    def third_drug(self, note: dict) -> list[Piece]:
        return self.keep("drug", self.rng.choice(THIRD_DRUGS))

    def third_dose(self, note: dict) -> list[Piece]:
        return self.keep("dose", self.rng.choice(THIRD_DOSES))

    def third_lab(self, note: dict) -> list[Piece]:
        return self.keep("lab value", self.rng.choice(THIRD_LABS))

    def third_eponym(self, note: dict) -> list[Piece]:
        return self.keep("eponym", self.rng.choice(THIRD_EPONYMS))

    def third_device(self, note: dict) -> list[Piece]:
        return self.keep("eponym", self.rng.choice(THIRD_DEVICES))

    def third_sign(self, note: dict) -> list[Piece]:
        return self.keep("eponym", self.rng.choice(THIRD_SIGNS))

    def third_score(self, note: dict) -> list[Piece]:
        return self.keep("score", self.rng.choice(THIRD_SCORES))

    def third_icd(self, note: dict) -> list[Piece]:
        return self.keep("ICD code", self.rng.choice(THIRD_ICD))

    def third_pcs(self, note: dict) -> list[Piece]:
        return self.keep(
            "procedure code", self.rng.choice(words("0FT44ZZ 0SR9019 10D00Z1 02HV33Z 5A1D70Z 0HBT0ZX"))
        )

    def third_drg(self, note: dict) -> list[Piece]:
        return self.keep(
            "procedure code", self.rng.choice(words("003 065 177 247 309 392 418 481 552 603 765 885"))
        )

    # Notes.

    def patient(self) -> dict:
        first, last = self.given(), self.surname()
        born = self.rng.randint(1938, 2006)
        mrn = self.code("99999999", "9999999", "99-99-99", "A9999999", "999-999-9", "M9999999")
        dob = self.pick(
            f"{born}-{self.rng.randint(1, 12):02}-{self.rng.randint(1, 28):02}",
            f"{self.rng.randint(1, 12):02}/{self.rng.randint(1, 28):02}/{born}",
        )
        ssn = f"{self.rng.randint(100, 665)}-{self.rng.randint(10, 99)}-{self.rng.randint(1000, 9999)}"
        if self.corpus == "third":
            mrn = self.code("999-99-9999A", "AA99-9999", "0099999999", "A999999-9", "9999 9999", "999999")
            ssn = f"9{self.digits(2)}-{self.rng.randint(10, 99)}-{self.rng.randint(1000, 9999)}"
        known = (first, last, f"{first} {last}", mrn, dob, ssn)
        phone = self.phone()
        return {"first": first, "last": last, "born": born, "mrn": mrn, "dob": dob, "ssn": ssn} | {
            "phone": phone,
            "her": self.corpus == "third" and self.rng.random() < 0.5,
            "known": (*known, phone),
        }

    def fill(self, template: str, note: dict) -> Iterator[Piece]:
        for number, bit in enumerate(re.split(r"\{([A-Z0-9]+)\}", template)):
            if number % 2:
                yield from self.slot(bit, note)
            else:
                for odd, text in enumerate(bit.split("~")):
                    if text:
                        yield Piece(text, "neither" if odd % 2 else "keep", "word")

    def note(self, with_known: bool) -> Note:
        rng, patient = self.rng, self.patient()
        parts = self.templates
        kind = rng.choice([name for name in parts if name not in ("header", "signature", "common", "known")])
        chosen = [rng.choice(parts["header"])]
        body = rng.sample(parts[kind], min(len(parts[kind]), rng.randint(4, 7)))
        body += rng.sample(parts["common"], rng.randint(1, 3))
        rng.shuffle(body)
        chosen += body
        wordy = {patient["first"], patient["last"]} & {
            *self.wordy_first,
            *self.wordy_last,
            *SHORT_LAST,
        }
        if with_known and not wordy:
            chosen.insert(rng.randint(1, len(chosen)), rng.choice(parts["known"]))
        chosen.append(rng.choice(parts["signature"]))
        pieces: list[Piece] = []
        for number, template in enumerate(chosen):
            if number:
                joint = (
                    "\n" if number == 1 or number == len(chosen) - 1 else rng.choice([" ", " ", "\n", "\n\n"])
                )
                pieces.append(Piece(joint, "keep", "word"))
            new = list(self.fill(template, patient))
            stop = pieces[-2:-1]
            typed = stop and stop[0].role == "keep" and re.search(r"[a-z]{3}\.$", stop[0].text)
            close = typed and pieces[-1].text == " " and re.match("[A-Z][a-z]", new[0].text)
            if close and rng.random() < 0.05:
                pieces.pop()
            pieces += new
        return self.build(pieces, tuple(dict.fromkeys(patient["known"])) if with_known else (), chosen)

    def build(self, pieces: list[Piece], known: tuple[str, ...], chosen: list[str]) -> Note:
        """Join the pieces, untidily, and find where each part has come to stand."""
        rng = self.rng
        shout = rng.random() < 0.03
        wrap = rng.choice([0, 0, 0, 0, 0, 72, 80])
        if shout:
            pieces = [
                Piece(p.text.upper(), p.role, p.kind, tuple(o.upper() for o in p.parts)) for p in pieces
            ]
        text, plants, keeps, column = "", [], [], 0
        spoken: set[str] = {word.casefold() for one in known for word in WORD.findall(one)}
        for piece in pieces:
            body = piece.text
            if piece.role == "keep" and piece.kind == "word":
                body = re.sub(
                    r"(?<=[a-z]{3}\.) (?=[A-Z][a-z])", lambda m: "" if rng.random() < 0.03 else " ", body
                )
            out = []
            for char in body:
                if char == " ":
                    chance = rng.random()
                    char = "  " if chance < 0.012 else "\u00a0" if chance < 0.02 else " "
                    if char == " " and ((wrap and column > wrap) or chance > 0.996):
                        char = "\n"
                column = 0 if char == "\n" else column + len(char)
                out.append(char)
            body, start = "".join(out), len(text)
            text += body
            if piece.role == "plant":
                spans, at = [], 0
                for part in piece.parts:
                    found = find_part(body, part, at)
                    if found < 0:
                        raise AssertionError(f"{part!r} is not in {body!r}")
                    spans.append((start + found, start + found + len(part)))
                    at = found + len(part)
                if not spans:
                    raise AssertionError(f"nothing to look for in {body!r}")
                plants.append(Plant(piece.kind, body, start, start + len(body), spans))
                spoken |= {part.casefold() for part in piece.parts}
            elif piece.role == "keep":
                for match in TOKEN.finditer(body):
                    word = match.group()
                    kind = piece.kind
                    if kind == "word":
                        kind = "value" if word[0].isdigit() else "Word" if word[0].isupper() else "word"
                    keeps.append(Kept(kind, start + match.start(), start + match.end()))
        # A word that is also a name of the note, such as the brown of a Mrs Brown, is left to the scanner.
        keeps = [
            k for k in keeps if not spoken & {w.casefold() for w in WORD.findall(text[k.start : k.stop])}
        ]
        return Note(text, plants, keeps, known, chosen)

    def notes(self, identifiers: int) -> Iterator[Note]:
        """As many notes as hold that many identifiers; what is known is given for every other one."""
        total = number = 0
        while total < identifiers:
            one = self.note(with_known=number % 2 == 1)
            total, number = total + len(one.plants), number + 1
            yield one


def read_templates(path: Path) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("## "):
            current = sections.setdefault(line[3:].strip(), [])
        elif line.strip() and not line.startswith("#"):
            current.append(line.strip().replace("\\n", "\n"))
    return sections


TAG = re.compile(r"\[[A-Z][A-Z0-9 _/&+>.-]*\]")
SPACES = str.maketrans({"\u00a0": " ", "\n": " ", "\t": " ", "\r": " "})


def survivors(note: Note, cleaned: str) -> list[bool] | None:
    """Which characters of a note are still there: the reading of the cleaned text that leaves least behind.

    None if the cleaned text is not the note with stretches replaced by tags.
    """
    text, cleaned = note.text.translate(SPACES), cleaned.translate(SPACES)
    cost = [0] * len(text)
    for keep in note.keeps:
        cost[keep.start : keep.stop] = [-1] * (keep.stop - keep.start)
    for plant in note.plants:
        for start, stop in plant.parts:
            cost[start:stop] = [1000] * (stop - start)
    sums = [0]
    for one in cost:
        sums.append(sums[-1] + one)
    pieces = TAG.split(cleaned)
    if len(pieces) == 1:
        return [True] * len(text) if cleaned == text else None
    if not text.startswith(pieces[0]) or not text.endswith(pieces[-1]):
        return None
    # reached: by end position, the cheapest way there, as (end, cost, start, index of the one before).
    layers: list[list[tuple[int, int, int, int]]] = [[(len(pieces[0]), sums[len(pieces[0])], 0, -1)]]
    for number, piece in enumerate(pieces[1:], 1):
        last = number == len(pieces) - 1
        if not piece and not last:
            continue
        before, layer, at, best = layers[-1], [], 0, -1
        start = len(text) - len(piece) if last else text.find(piece, before[0][0])
        while start >= 0:
            while at < len(before) and before[at][0] <= start:
                if best < 0 or before[at][1] < before[best][1]:
                    best = at
                at += 1
            if best >= 0:
                end = start + len(piece)
                layer.append((end, before[best][1] + sums[end] - sums[start], start, best))
            if last:
                break
            start = text.find(piece, start + 1)
        if not layer:
            return None
        layers.append(layer)
    alive = [False] * len(text)
    index = 0
    for layer in reversed(layers):
        end, _, start, before_index = layer[index]
        alive[start:end] = [True] * (end - start)
        index = before_index
    return alive


def left(alive: list[bool], start: int, stop: int) -> bool:
    """Whether more than half of a telling part is still there."""
    return sum(alive[start:stop]) * 2 > stop - start


def examine(notes: Iterable[Note], scanner: Callable[..., str], examples: int = 6) -> Outcome:
    """Clean every note and count what was left and what was kept."""
    found = Outcome()
    for note in notes:
        cleaned = scanner(note.text, known=note.known) if note.known else scanner(note.text)
        found.notes += 1
        found.templates.update(note.templates)
        found.tags.update(TAG.findall(cleaned))
        found.planted.update(plant.kind for plant in note.plants)
        found.keepable.update(keep.kind for keep in note.keeps)
        alive = survivors(note, cleaned)
        if alive is None:
            found.altered.append(f"{note.text[:400]!r}\n    became {cleaned[:400]!r}")
            continue
        for plant in note.plants:
            parts = [note.text[a:b] for a, b in plant.parts if left(alive, a, b)]
            if parts:
                found.leaked[plant.kind] += 1
                shown = found.examples.setdefault(plant.kind, [])
                if len(shown) < examples:
                    a, b = max(0, plant.start - 45), plant.stop + 35
                    still = "".join(c if alive[i] else "·" for i, c in enumerate(note.text[a:b], a))
                    known = " (known given)" if note.known else ""
                    shown.append(f"{parts} of {plant.text!r}{known} in {note.text[a:b]!r} -> {still!r}")
        for keep in note.keeps:
            if all(alive[keep.start : keep.stop]):
                found.kept[keep.kind] += 1
            else:
                found.lost.setdefault(keep.kind, Counter())[note.text[keep.start : keep.stop]] += 1
    return found
