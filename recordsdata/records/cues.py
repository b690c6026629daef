"""What the scanner for names goes by: words before and after a name, and the forms in which names stand.

The patterns are tried by `names`, which takes every word that is not in the vocabulary, and by `standing`,
which takes words of the vocabulary where only a name can stand.
"""

from __future__ import annotations

import bisect
import re
from typing import NamedTuple

from recordsdata.records import words as w
from recordsdata.records.shapes import UNITS
from recordsdata.records.words import split


class Word(NamedTuple):
    """A word and where it stands."""

    start: int
    end: int
    text: str  # as written, folded
    foreign: bool  # written with letters that English does not have


class Line(NamedTuple):
    """The words of a text, what is known of each, and what has been judged: these arrays are written to."""

    text: str
    tokens: list[Word]
    lows: list[str]
    marks: list[str | None]
    gaps: list[str]  # what stands between a word and the next
    gone: bytearray  # 1: a name
    firsts: bytearray
    plain: bytearray  # 1: no case to go by
    fixed: bytearray  # 1: stays, whatever stands beside it
    starts: list[int]

    def take(self, i: int) -> None:
        """Make the word a name."""
        self.gone[i], self.fixed[i] = 1, 0

    def capital(self, i: int) -> bool:
        """Whether the word begins with a capital."""
        return self.tokens[i].text[0].isupper()

    def nameword(self, i: int) -> bool:
        """Whether the word is a name as well, or none that is known."""
        return bool(set(self.marks[i] or "gn") & set("gnm"))

    def within(self, start: int, end: int) -> range:
        """Find the words that begin within a stretch."""
        return range(bisect.bisect_left(self.starts, start), bisect.bisect_left(self.starts, end))


CHUNK = re.compile(r"[^\W_](?:\w|[-./'&+:](?=[^\W_]))*")
PARTICLES = split(
    "de da del della dello der den dem van von bin bint binti ibn al ul el la le los las di du dos das do "
    "ten ter die y e af av ap ab ferch bat st saint mc mac san santa abu ben zu zum vom op und of the o d l"
)
SUFFIXES = split("jr sr ii iii iv jnr snr")
# They say what somebody is, not who.
CREDENTIALS = split(
    "MD DO RN LPN NP PA PHD PHARMD DDS DMD DPM DVM LCSW MSW BSN MSN CCS RHIA RHIT CPC FACC FACS FACP "
    "FACOG FNP BC OTR CCC PGY CFNP ACNP PMHNP CNS PTA COTA LCPC LMFT LPC MBBCH DC OD RPH RRT CST RT CPHT "
    "FACG FASN FCCP FIDSA FRCS MRCP CCRN CEN CHDA CPHQ RN-BC CNM CRNA APRN DNP DPT PT OT SLP RD LDN CMA "
    "CNA EMT RRT RT MPH MBA MS MA BS JD ESQ ODS CTR "
    "CDIP CHPS FAAP FACEP MBBS MBCHB RDN COA CCHT NRP CGC CSPI ATC MLS CCRC LVN CCLS CTRS RDMS RVT RDCS "
    "CDCES "
    "LMSW LISW CADC BCBA PSYD OTD FAAN AEMT CPNP AGNP ANP WHNP CRNP CWOCN OCN CHPN RNC CNOR MLT PHN"
)
BEFORE_PLACES = split(
    "lake port new north south east west mount mt saint st fort ft san santa el los las le la upper "
    "lower old rio villa bad"
)
FARED = split(
    "weaned employed return returns be need follow married divorced widowed retired extubated fired laid"
)
HONORIFICS = split(
    "mr mrs ms miss mx dr drs mmes messrs prof professor doctor rev reverend judge sgt capt lt cpl pfc spc "
    "ssgt sfc"
)
LANGUAGES = split(
    "english french german spanish italian portuguese polish russian arabic cantonese mandarin korean "
    "japanese vietnamese"
)
LABELS = split(
    "name names patient pt attending physician provider author signed by surgeon nurse contact guarantor "
    "spouse mother father daughter son wife husband brother sister partner pcp employer insured "
    "subscriber witness kin dictated"
    " cc dear from to resident fellow consultant doctor dr aunt uncle cousin niece nephew grandson "
    "granddaughter grandmother grandfather guardian caregiver neighbor neighbour friend roommate "
    "interpreter coordinator counselor teacher boss coder therapist pharmacist reviewer verified "
    "transcribed named called supervisor representative proxy referring ordering admitting dictating "
    "performing assistant anesthesiologist technologist technician transcriptionist scribe preceptor"
)
# What somebody is to the patient, or does: a name may follow, and never belongs to it.
ROLES = split(
    "caller callers landlord landlady roommate housemate flatmate officer detective trooper deputy sheriff "
    "attorney lawyer paralegal aide caretaker babysitter nanny driver courier chaplain minister priest imam "
    "pastor rabbi deacon coach tutor trainer teacher principal professor dean manager owner clerk cashier "
    "receptionist secretary registrar dietitian nutritionist audiologist optometrist dentist hygienist "
    "podiatrist chiropractor psychologist psychiatrist paramedic emt phlebotomist sonographer radiographer "
    "perfusionist midwife doula intern extern student vendor rep agent broker adjuster auditor reviewer "
    "analyst investigator inspector sponsor mentor colleague coworker classmate teammate girlfriend "
    "boyfriend "
    "wife's husband's mom dad mum grandma grandpa stepmother stepfather stepson stepdaughter stepbrother "
    "stepsister godmother godfather half-brother half-sister twin sibling child children kid kids grandchild "
    "in-law ex-wife ex-husband widow widower executor trustee beneficiary conservator advocate ombudsman "
    "parent foster bystander passerby passenger witness visitor helper volunteer navigator liaison "
    "dispatcher "
    "crew medic hospitalist intensivist cardiologist surgeon oncologist neurologist urologist radiologist "
    "pathologist nephrologist pulmonologist gastroenterologist endocrinologist dermatologist pediatrician "
    "obstetrician gynecologist ophthalmologist anesthetist psychiatrist internist physiatrist geriatrician "
    "assistant supervisor director chair head chief lead plumber carpenter electrician nurse pharmacist "
    "custodian escort escorts requester submitter drafter sitter ride "
    "regarding about attn attention addressee recipient sender payee payer applicant claimant appellant "
    "plaintiff defendant tenant lessee occupant homeowner bearer holder cardholder enrollee participant "
    "tech techs collector deacon superintendent counsellor toddler participant inmate worker caseworker "
    "airman godson "
    "goddaughter"
) - {"head", "chief", "lead", "about", "chair", "minister", "principal", "dean"}
PEOPLE_DO = split(
    "reports reported denies denied states stated presents presented complains complained called calls "
    "lives lived came comes arrived says said tells told feels felt agrees agreed declines declined "
    "refuses refused signed works worked"
    " underwent received receives takes took understands understood wants wanted requests requested asks "
    "asked verbalized verbalizes walked walks ambulated ambulates ate eats slept sleeps went goes "
    "tolerated visited visits drove brought accompanied died returned returns saw sees met notes "
    "endorses endorsed admits admitted smokes drinks consented enrolled"
)
BE = split("was is has had were will can could should would did does doesn't didn't wasn't isn't who whose")
EMPLOYED = re.compile(
    r"(?i)\b(?:work(?:s|ed|ing)? (?:\w{1,10} )?(?:for|at)|employed (?:by|at|with)|employment at|employer:?|"
    r"vendor:?|"
    r"retired "
    r"from|laid off (?:by|from)|job (?:at|with)|hired by|shifts? at|manages|owns)\s{1,2}"
)
# A town stands after these, and before these.
TOWN = re.compile(
    r"(?i)(?:\b(?:near|outside of|commutes (?:from|to)|(?:lives|lived|living|resides|home|raised|born|"
    r"grew up) "
    r"(?:in|near|at)|(?:clinic|office|family|house|job|work|home) is in|"
    r"home to|moved (?:to|from|there from)|came (?:from|in from)|in (?:19|20)\d\d,)|"
    r"(?P<before>[,)]))[ \n]{1,2}(?-i:(?=[A-Z]))"
)
# The states that are nobody's name, by name.
STATE_NAMES = (
    "|".join(sorted(w.STATES)) + "|new (?:mexico|hampshire|jersey|york)|(?:north|south) (?:dakota|carolina)|"
    "west virginia|rhode island"
)
BEFORE_STATE = re.compile(
    r"(?i)(?:\b(?:in|from|of|near|to|at)[ \n]|\),[ \n]{1,2})((?:(?!(?:in|from|of|near|to|at|home)\b)"
    r"(?:st\.|ste\.|mt\.|ft\.|[a-z][\w'-]{0,20})[ \n-]){0,3}?(?!home\b)[a-z][\w'-]{2,20}),"
    r"[ \n]{1,2}(?:" + STATE_NAMES + r")\b"
)
BEFORE_LETTERS = re.compile(
    r"\b(?i:in|from|of|near|to|home of record)[ \n]((?:[A-Z][\w'.-]{1,20}[ \n]){0,2}[A-Z][\w'-]{2,20}),[ "
    r"\n]{1,2}(?:"
    + "|".join(
        sorted(
            w.STATE_LETTERS - split("MD PA MS MA DO PR PW AE AA AP AS MP OR IN ME HI OK ID CO DC CT LA AL")
        )
    )
    + r")\b(?=[,.;)\n]|\Z| (?i:in|on|and|with|for|since|at|where|until)\b)"
)
# What a form says of a place; what follows is one.
PLACE_FIELD = re.compile(
    r"(?i)\b(?:(?:birthplace|place of (?:birth|death)|home ?town)[ .]?:?|"
    r"(?:city|town|municipality|residence|city, ?state|city ?/ ?state(?: ?/ ?zip)?)[ .]{0,6}:)[ \n]{1,4}"
    r"(?-i:(?=[A-Z]))"
)
TOWNS = re.compile(
    r"\b(?i:in|to|from|near|of)[ \n]((?:(?!The\b)[A-Z][\w'-]{1,20})(?:[ \n](?:or|of|and|the))?"
    r"(?:[ \n-][A-Z][\w'-]{2,20}){1,2})"
    r"(?=[.,;)\"])"
)
TOWN_ENDS = re.compile(r"(?i)[ \n]?(?:[.,;)\"]|\Z)| (?:with|and|for|as|since|until|when|where|by)\b")
LINE_AFTER = re.compile(r"(?i),[ \n]{1,2}(?:fax|fx|phone|ph|tel|telephone)\b")
DWELLING = split(
    "living home facility house housing nursing assisted shelter care center apartment group skilled hospice "
    "prison jail bed room hospital clinic unit icu pacu bay"
)
LETTERS_AFTER = CREDENTIALS - split("DO MA MS OT PT RT RD CTR OD BS EMT ODS COA OCN ANP") | split(
    "PGY CCC OTR FNP BC CRNA CTR RHIT PharmD PHARMD MBBS DPM CNA"
)
USER = re.compile(
    r"(?i)\b(?:user|username|user name|user id|userid|sign-in(?: name)?|login|logon|logged in as|log in as|"
    r"signed in as)"
    r"(?: ?(?:is|was|id|name|:|=|-))? ([a-z][\w.-]{1,40})(?=[ ,;.)\n]|\Z)(?! (?:was|is|has|can|may|fault|"
    r"error|and|or|name|id)\b)"
)
NICKNAME = re.compile(r"""\b([A-Z][\w-]{1,20}) ["'(]{1,2}([A-Z][\w-]{1,20})["')]{1,2} ([A-Z][\w-]{1,20})""")
FIRM = re.compile(
    r"(?i)(?:(?:,? llc|,? inc|,? corp|,? ltd|,? llp|,? gmbh| & co| & sons| and sons| & daughters)\b|"
    r" (?:brothers|bros|plumbing|roofing|trucking|paving|masonry|landscaping|logistics|construction|bakery|"
    r"motors|farms|foods|dairy|industries|enterprises|realty|electric|heating|towing|upholstery|flooring|"
    r"carpentry|catering|auto(?: body| parts| repair)?|diner|hotel|motel|grill|cafe|tire|manufacturing|"
    r"elementary|freight|hauling|excavating|welding|tiling|hardware|lumber|nursery|orchards|"
    r"technical institute|preparatory|charter(?: high)?|academy|high school|middle school|"
    r"millwork|mills?|airlines|airways|software|(?:&|and) associates|partners|staffing|textiles|printing|"
    r"packing|"
    r"poultry|produce|market|grocery|mortuary|funeral home|movers|salvage|quarry|"
    r"(?-i:[A-Z][a-z]{2,14}) (?:airlines|software|services|systems|solutions|supply|transport|express))\b)"
)
FACILITY = re.compile(
    r"\b(?i:from|at|to|via|in)[ \n]((?:[A-Z][\w'.-]{1,20}[ \n]){1,3}?)(?i:(?:general|community|regional|"
    r"memorial|"
    r"county|university|district|medical|childrens?'?s?|veterans) ?){0,2}(?i:hospital|center|centre|clinic|"
    r"infirmary|hospice|rehab)\b"
)
# A person stands after these, whatever the word.
PERSON = re.compile(
    r"(?i)\b(?:query to|(?:dictated|signed|reviewed|transcribed|entered|verified|witnessed|seen|performed|"
    r"exam|notified) by|family at bedside|emergency contact|next of kin|guarantor|notified|dear|referring|"
    r"attending|cc|re|will see|sees|told by|informed by|contact|sent out to|checks on|looks after|"
    r"cares for|married to|engaged to|divorced from|home with|lives with|rents from|(?:husband|wife|son|"
    r"daughter|mother|father|brother|"
    r"sister|partner|spouse|friend|aunt|uncle|cousin|niece|nephew),)\s?:?[ \n]{1,3}"
)
DEGREES = CREDENTIALS - split("DO MA MS PA OT PT RT RD CTR OD BS EMT ODS COA OCN ANP")
ACTS = split(
    "refused refuses rents lives c/o c resides drives smokes denies feels states reports verbalized "
    "verbalizes "
    "slept sleeps ate eats agrees wants asks asked ambulated ambulates walked walks complains complained "
    "says "
    "said declined declines insists admits understands understood requests requested lived resided worked "
    "works"
)
AFTER_FIRM = split("until till since as in for from who where when but he she they with on before after the")
NEXT_FIELDS = split(
    "dob mrn ssn sex age date dos record number no account acct phone tel fax callback address id chart unit "
    "visit csn born gender medical social policy birth md rn"
)
# What a form calls a person; what follows the colon is a name.
FIELD = re.compile(
    r"(?i)\b(?:name (?:was|is) |(?:name|patient|pt|attending|referring|provider|physician|surgeon|author|"
    r"cc|guarantor|"
    r"subscriber|contact|next of kin|by|caller|regarding|client|member|resident|spouse|informant|assistant|"
    r"participant|inmate|last/first|father|mother|responsible party|"
    r"child|identification)"
    r"\s?:[ \n]{0,2})"
)
SAYS = split(
    "denies lives reports states feels complains endorses says smokes drinks wants agrees walks sleeps "
    "eats tolerates describes fears worries hopes prays wishes prefers jokes"
)
DONE_TO = split(
    "admitted seen discharged informed evaluated transferred referred brought examined born told "
    "reminded instructed educated encouraged counseled updated contacted assisted "
    "accompanied called notified consulted asked able unable found alert awake asleep tearful anxious "
    "pleasant comfortable cooperative"
)
UNJOINED = split(
    "may will can in an so my man many see else soon junior daily back low high early person means large "
    "new right main mass"
)
MODAL = split(
    "call page see hold place note may will can an in so my many see else man long in else soon major "
    "junior daily young best back high low early day means person main large little small short right new"
)
ACCENTED = split(
    "sjogren sjogren's meniere meniere's barre behcet naive cafe fiance fiancee cliche resume decollete "
    "degree"
)
SUFFIX_MED = re.compile(
    r"\w{3,}(?:itis|osis|oses|ectomy|ectomies|otomy|oscopy|oscopic|emia|emic|uria|pathy|pathic|plasty|"
    r"graphy|graphic|algia|megaly|penia|penic|cillin|mycin|azole|sartan|olol|statin|prazole|tidine|umab|"
    r"ximab|tinib|navir|gliptin|gliflozin|parin|dipine|azepam|oxacin"
    r"|cycline|dronate|setron|triptan|lukast|glutide|ostomy|rrhea|rrhage|plegia|plegic|paresis|paretic|"
    r"trophy|trophic|plasia|plastic|sclerosis|sclerotic|stenosis|stenotic|lysis|genic|cytic|cytosis|"
    r"tropic|ology|ologist|logic|ological|tomy|oma|omas|omatous|scopy|metry|gram|grams|static|phasia|"
    r"phagia|pnea|cardia|cardic|tension|tensive|thyroid|itic|ically|ization|ized|izing)"
)
# Endings that no name has.
COINED = re.compile(
    r"\w{3,}(?:ologists?|ologic|ology|ectomy|otomy|ostomy|oscopy|ography|ographic|plasty|pathy|algia|emia|"
    r"uria|"
    r"itides|ectasis|pexy|rrhaphy|centesis|desis|lysis|ectomies|osteal|oplasty)"
)
PREFIX_MED = re.compile(
    r"(?:non|pre|post|anti|hyper|hypo|sub|inter|intra|extra|peri|re|un|multi|micro|macro|poly|pseudo|"
    r"supra|infra|retro|trans|over|under|semi|bi|tri|uni|neuro|cardio|gastro|hemo|hepato|nephro|osteo|"
    r"thoraco|electro|immuno|de|dis|mid|para|endo|epi|ultra|super|co|auto)(?=\w{4})"
)
INSIDE = split("or and of du de la le del the by")
# Words that are never a name.
FUNCTION = split(
    "the a an his her their our my your its this that these those no not all any each some and or but if "
    "when "
    "while then also later now still again once soon so as at by for from in of off on out over per to up "
    "with "
    "was is are were be been has had have will would can could may do does did he she it they we you i who "
    "someone somebody anyone everyone nobody nothing everything both neither either none another other "
    "others "
    "there here today yesterday tomorrow tonight daily twice always never often just only even very much "
    "more "
    "most least less what which where why how after before during since until about man woman men women "
    "lady him them us "
    "gentleman boy girl adult people person baby infant newborn child"
)
# Words that end a name in a form.
WITHIN = split("on at in for with was is has from until since re about per")
MEASURES = frozenset(UNITS)
SALTS = split("na k cl mg ca cr co al li fe zn phos")
SMALL = w.ABBREVIATIONS - w.ALSO_NAMES
ABBREVIATED = w.ABBREVIATIONS | w.RARER
KIN = split(
    "husband wife son daughter mother father brother sister aunt uncle cousin niece nephew grandson "
    "granddaughter grandmother grandfather spouse partner fiance fiancee named doctor"
)
IS_KIN = re.compile(
    r"(?i),?[ \n](?:an?|my|his|her|their|the)[ \n](?:\w{1,12} )?(?:"
    + "|".join(sorted(KIN - {"doctor", "named"}))
    + r")\b"
)
# A name beside one that is a month as well.
MONTH_NAME = re.compile(
    r"\b(?i:dr|mr|mrs|ms|prof)\.?[ \n](?i:april|may|june|august)[ \n]([A-Z][\w'-]{1,20})"
    r"|\b([A-Z][\w'-]{1,20}), (?i:april|may|june|august), (?:MD|DO|RN|NP|PT|PA|M\.D|D\.O|PharmD|RHIA|LCSW|"
    r"CCS|BSN)\b"
    r"|\b(?i:patient|name|pt)\s?: ?(?i:april|may|june|august)[ \n]([\w'-]{1,20})\b"
    r"|\b(?i:by|with|mother|father|wife|husband|aunt)[ \n](?i:april|may|june|"
    r"august)[ \n]([A-Z][\w'-]{1,20})(?= on\b|,| \()"
    r"|\b([A-Z][\w'-]{1,20})[ \n](?i:march|april|may|june|august), (?i:an? (?:aunt|uncle|cousin|niece|"
    r"nephew))\b"
)
# One word that is a person by what stands beside it.
NO_NAME = FUNCTION | MODAL | BE | PEOPLE_DO | SAYS | DONE_TO | LABELS | ROLES | KIN
NOT_ONE = FUNCTION | LABELS | ROLES | KIN
NOT_BEFORE = MODAL | FUNCTION | LABELS | ROLES | HONORIFICS
NOT_FIRST = NO_NAME - MODAL
TITLED = HONORIFICS | LABELS | ROLES
LABELLED = LABELS | ROLES
RELATED = KIN | ROLES
MEMBERS = RELATED | {"member"}
PERSONS = RELATED | split("neighbor neighbour friend guardian caregiver housemate stepchild")
NOBODY = TITLED | FUNCTION
NOBODY_NOR_KIN = NOBODY | KIN
BEFORE_NAMES = KIN | ROLES | {"nurse", "guarantor"}
FORM_LABELS = KIN | {"guarantor", "referring", "attending", "surgeon", "pcp"}
BEFORE_NURSES = split("RN LPN LVN CNA APRN CRNA")
DO = PEOPLE_DO | BE
TELLS = SAYS | ACTS
# Common words of notes and offices that are no names though they stand capitalised right beside one.
OFFICE = split(
    """
    abstract abstracted accepting across addendum addresses advised advises advisory afternoon agree alias
    almost along already alternate alternates although among analyzer answered anywhere apart appeal appeals
    asking attached attested audiogram authorization authorized autopsy average averages backwards badge
    batch begin begins belongings benefits beside billed bills birthplace booking bottles bring brings broke
    campus cancel canceled cancelled captured card cards cartridge cement certification checked checks city
    client clinician clotted collected confirmation confirms consent consents copied copies coroner
    correlate cosigner counsel countersigned county court crossed cup cytology dated degrees desk despite
    diagnosed directed discharges discuss discussed dispatched division docket door double dozen drop drops
    duplicate duplicates duty east effective effort eight electronically eleven enclosed enclosure
    enclosures envelope estate evening everywhere exemption fetched few file filed files film films final
    five floor folder forename form forward forwarded forwards four gave gentlemen give gives goal goals
    going goodbye grew half hallway herself himself however hundred image images inclusion increase initials
    inside instead interaction join joined judge juror jury keep keeps key keys kitchen labeled labelled
    ladies leave letters likely link linkage lists lobby longest madam mailed mailing mask match matches
    maybe meanwhile meeting memo memos merged message messages midnight money monitor month monthly morning
    moved myself near need needs night nightly nine noon north notice notices notifies notify nowhere
    numbers okay old ordered packet paged pager pages paid panel parked parking pays perhaps petition
    petitioner photos picture pictures poison portal possibly preferred prescriber print printed printer
    probably pronounced protocol quarter question questions quite rates rather reached read really receipt
    receipts receiver recurrence regards registration released releases remote rent reply reprinted request
    required reset respectfully restrained revoked revokes rounded row scanned scans scene schedules
    screened sealed security seeing senior sent sequence seven several shelter shifts shipped ships
    signatures signer sincerely single sir six slides somewhere south spare speed spent spoke stamp stamped
    started statement stays subject subpoena suggest suggests suite supervise supervises surname tag teams
    template ten texts themselves therefore thirty though thousand threatens throughout thus ticket times
    together too topic tourniquet toward toxicologist trace tracking translator tray tried tries tripped
    truly twelve twenty typed understanding unless unrestrained update updates upload uploaded upon user
    users via video visiting visitors volunteers week weekly weeks west whatever whoever witnessed
    workstation worn wrapped year years yet
    """
)
FOREIGN = PARTICLES - FUNCTION
ONE = re.compile(
    r"(?:(?<=[.!?:;\n] )|(?<=\n)|(?<=\n\d\d:\d\d )|(?<=\n\d\d\d\d )|\A)(?P<told>[A-Z][\w'-]{1,24})"
    r"(?=, (?:(?:account|acct|mrn|record|dob|born|Rx)\b[^,.;]{0,12}\d|"
    r"(?:an? )?\d{1,3}[ -]?(?:yo|y/o|y\.o|yrs?|years?|months?|mo|weeks?)\b))"
    r"|(?<=[.!?] )-(?P<signed>[A-Z][a-z]{1,20})(?= ?\n| [A-Z]|\Z)"
    r"|(?i:\b(?:thank you|thanks|regards|sincerely|yours|best wishes),)[ \n]{1,3}"
    r"(?P<ended>[A-Z][\w'-]{1,20})(?=[ .]?\n|[ .]?\Z| (?:[A-Z]\w+:))"
    r"|(?:(?<=[.!?:;] )|(?<=[\n.])|\A)(?P<lives>(?!\w+ly )[A-Z][a-z]{1,20})(?= (?:(?:rents|lives|resides)[ "
    r"\n]"
    r"(?:at|in|on|with|alone)|was (?:employed|married|widowed|divorced|(?:un)?able to (?:stand|"
    r"walk|sit|speak|eat|sleep))|c/o|agrees with)\b|"
    r"'s (?:Foley|daughter|son|wife|husband|mother|father|family)\b)"
    r"|(?:(?<=[.!?:;] )|(?<=[\n.])|\A)(?P<moved>(?!\w+ly )[A-Z][a-z]{1,20})(?= (?:(?:was|is|"
    r"has been) (?:brought|taken|seen|admitted|"
    r"discharged|told|asked|referred|transferred|born|written|notified|informed|reminded|instructed|"
    r"contacted)|"
    r"would (?:not )?(?:want|like)|(?:rents|lives|"
    r"resides) (?:at|in|on|with|alone)|did (?!not)|cried|moved|called|"
    r"wept|smiled|slept|ate)\b)"
    r"|(?i:: )(?P<warned>[A-Z][a-z]{1,20})(?= (?:was )?(?:called|told|paged|notified|informed)[ \n](?:at|"
    r"by|on)\b)"
    r"|(?i:\b(?:checks|checked|looks|looked|cares|cared) (?:in )?(?:on|after|"
    r"for)[ \n])(?P<minded>[A-Z][a-z]{1,20})(?=[.,;])"
    r"|(?i:\b(?:bring|brings|drive|drives|drove)[ \n])(?P<brought>[A-Z][A-Za-z]{1,20})(?i:(?= to (?:the|"
    r"his|her|a) (?:visit|"
    r"appointment|clinic|session|ed|er)\b))"
)
QUOTED = re.compile(r'(?<![^\s,;|])"[^"\n]{3,50}"(?=[,;|]\S)')
HEADER = re.compile(  # the first six where something in them is a name already
    r"(?i:\bre: ([a-z][\w'.() -]{2,40}), (?:mrn|dob)\b)"
    r"|(?:(?<=\n)|\A)([A-Z][\w'-]{1,20} [A-Z][\w'.-]{1,20}(?: [A-Z][\w'-]{1,20})?)(?i: [-|/] (?:dob|mrn|"
    r"born)\b)"
    r"|(?i:\b(?:proxy|agent|guardian|representative) (?:is|was) "
    r"([a-z][\w'-]{1,20}(?: [a-z][\w'.-]{1,20}){0,2}),)"
    r"|(?<![\w'-])([A-Za-z][\w'-]{1,20},?[ \n]{1,2}[A-Za-z][\w'-]{1,20})(?i: \((?:mr|mrn|dob|born)\b)"
    r"|(?i:\blabell?ed:? )\"([A-Za-z][^\",\n]{2,40}(?:, [a-z][\w'-]{1,20})?),"
    r"|(?<![\w'-])([A-Z][A-Z'-]{1,20} [A-Z][A-Z'-]{1,20})(?= (?:RECEIVED|REPORTS|DENIES|STATES|WAS SEEN)\b)"
    r"|(?<=[.;:] )([A-Z][\w'-]{1,20}(?: [A-Z][\w'-]{1,20})?), an?[ \n](?:aunt|uncle|cousin|niece|nephew|"
    r"neighbor|"
    r"friend)\b"
    r"|(?i:\b(?:pt|patient|name|identification|participant|subject|athlete|recipient|decedent|client|"
    r"resident): )([A-Za-z][\w'.-]{1,20}(?: "
    r"[\w'.-]{1,20}){1,2}),? (?:MRN|DOB|SSN)\b"
    r"|(?i:\bre:) ?([A-Z][\w'.-]{1,20}, ?[A-Z][\w'. -]{1,25})"
    r"(?i:(?=\n(?:date of birth|dob|mrn|medical record)))"
    r"|(?:(?<=\n)|\A)([A-Za-z][\w'.,^() -]{1,45}?)[ ]{2,}(?:DOB|D\.O\.B|MRN|SSN)\b"
)
# What stands before a surname and after a given name in a form or at the end of a list.
BEFORE_SURNAME = re.compile(
    r"(?:\A|\n|  |\|)\Z|"
    r"(?i:[:#]|\b(?:name|reads|patient|pt|of|and|by|for|to|with|witness|custodian|executor|technologist|"
    r"tech|nurse|dr|"
    r"drs))\.{0,8}:? ?\Z"
)
ENDS = re.compile(r"[.,;)]?(?:[ \n]{0,2}\n|\Z)|[,;)]")
ADDRESSED = re.compile(r"(?i)(?:\A|\n|  )(?:from|to|name|patient|pt|re|student|resident|client|member): ?\Z")
AFTER_GIVEN = re.compile(
    r"(?: [A-Z]\b\.?| [A-Z][\w'-]{2,15})?(?:\Z| ?[\n(;]|  | ?\d| [a-z]|"
    r" [A-Z]{2,4}\([A-Z]| (?:DATE|Date|NUMBER|Number|BORN|Born)\b|"
    r",? (?:MD|DO|RN|NP|PA|DOB|MRN|SSN|M\.D|D\.O|ACCOUNT|RECORD|SUBJECT|CHART)\b|\.(?:\s|\Z)|"
    r"-[A-Z][\w'-]{1,15} [A-Z]{3,})"
)
FORMER = re.compile(
    r"(?:(?i:\b(?:maiden(?: name)?|alias(?:es)?|(?:former|married|birth|previous) name)\s?:[ \n]{0,2})|"
    r"\b(?:n[ée]e|NEE|aka|AKA|a\.k\.a\.|[afAF]/[kK]/[aA]|(?i:prev\.?|previously|formerly|goes by|prefers|"
    r"known as|called))[ \n])(?=[A-Z])|(?i:\blabell?ed:? ?)\"(?=[A-Z][\w'-]{1,20},)"
)
SISTER = re.compile(r"(?:(?<=[.!?:] )|(?<=\n)|\A)(?:Sr|SR)\. (?=[A-Z])")
THE_FAMILY = re.compile(
    r"(?:(?<=[.!?] )|(?<=\n)|\A)(?!(?:Patient|Pt|Extended|Immediate|Entire|Whole|"
    r"Close)\b)([A-Z][a-z'-]{2,20})[ \n]"
    r"family[ \n](?:wants?|asks?|asked|met|agrees?|agreed|is|was|were|will|has|had|declines?|declined)\b|"
    r"\b[Tt]he ([A-Z][\w'-]{2,20}) family\b|\bTHE ([A-Z][A-Z'-]{2,20}) FAMILY\b"
)
ROMAN = re.compile(r"(?=[IVX])(?:X{0,2})(?:IX|IV|V?I{0,3})")


def stays(word: str, vocabulary: dict[str, str]) -> str | None:
    """The letters of a lower-case word that may stay, None for one that is not known."""
    if word in vocabulary:
        return vocabulary[word]
    if word in MEASURES:
        return "c"
    if word.endswith("'s") and word[:-2] in vocabulary:
        return vocabulary[word[:-2]]
    for end in ("s", "es", "ed", "d", "ing", "ly"):
        stem = word[: -len(end)]
        if (
            word.endswith(end)
            and len(stem) > 3
            and "c" in vocabulary.get(stem, "")
            and "n" not in vocabulary[stem]
        ):
            return vocabulary[stem]
    if len(word) > 7 and SUFFIX_MED.fullmatch(word):
        return "c"
    prefix = PREFIX_MED.match(word)
    if prefix and len(word) > 7:
        rest = word[prefix.end() :]
        if "n" not in vocabulary.get(rest, "n"):
            return "c"
    return None


# A gene beside its variant, and the variant: MLH1 c.1852_1854del, CFTR p.Phe508del, FBN1 exon 24.
GENE = re.compile(
    r"\b[A-Z][A-Z0-9]{2,6}(?= (?:[cpg]\.[\dA-Z]|exon \d))|\b[cpg]\.(?:[\d*_+>-]|[A-Z](?![A-Z])|"
    r"[A-Z][a-z]{2}|del|dup|ins|fs)+"
)
BY = re.compile(r"(?i)\b(?:tr|by|user|id|login|coder|scribe|author)[ :\n]{1,2}\Z")
# What stands before somebody's name in a program: login lotte_day; Maria Quigley, RN, spotter.85
USER_AHEAD = re.compile(
    r"(?i)\b(?:tr|by|user|id|login|per|log[ \n]in[ \n]as)[ :\n]{1,2}\Z|, (?-i:[A-Z][A-Za-z./-]{1,7}),[ \n]\Z|"
    r"\b(?:abstracted|entered|coded) by [\w. '-]{3,28},[ \n]\Z"
)
# A code of ICD-10-PCS as most are: a section, three letters or digits, an approach, and no qualifier.
PROCEDURE = re.compile(r"[0-4BCDFGHX][0-9A-HJ-NP-Z]{3}[03478X][0-9A-HJ-NP-Z]Z")
# A code of HCPCS, or of dentistry where it begins with a D.
BILLED = re.compile(r"[A-EGHJ-MP-V]\d{4}")
AMONG_BILLED = re.compile(
    r"(?i)\b(?:codes?|hcpcs|billed|denial of|denied|procedure|charged?|modifier \w\w,)\W{1,3}\Z|"
    r"(?-i:\b[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?|\b[A-V]\d{4}|\b\d{5})(?:[,;] (?:and )?| and )\Z"
)
AMONG_CODES = re.compile(
    r"\b(?:DRG \d{3}|[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?|"
    r"(?=[0-9A-Z]{0,6}[A-Z])[0-9A-HJ-NP-Z]{7})[,;]\s\Z"
)
# An antigen or a gene, by what is said of it: S100 positive, MSH6 intact.
MARKER = re.compile(r"[A-Za-z]{1,5}-?\d{1,3}[A-Za-z]?")
MARKED = re.compile(
    r"(?i)(?: and [a-z]{1,5}-?\d{1,3}[a-z]?)?[ \n]"
    r"(?:positiv|negativ|intact|lost|loss|retained|deficient|mutat|"
    r"wild|amplif|express|stain|weak|strong|diffuse|focal|equivocal|pos\b|neg\b|\d{1,3}%|[0-3]\+)"
)
STATES = re.compile(
    r"\b(?i:new[ \n]+(?:mexico|hampshire|jersey|york(?! city))|(?:north|south)[ \n]+(?:dakota|carolina)|"
    r"west[ \n]+virginia|rhode[ \n]+island|blue[ \n]+(?:cross|shield)(?: blue shield)?)\b"
    # The states that are names as well, where one comes from.
    r"|(?i:puerto[ \n]rico)\b|(?<=from )(?:Virginia|Georgia|Washington)(?= (?:in|since|state|as|for)\b|[.;])"
    r"|(?i:(?:moved|came|drove|flew|born|raised|lives?|lived|living|resid\w{2,4}|travel\w{0,4}|trip|back|"
    r"relocated|grew up)[ \n](?:to|from|in)[ \n])(?:Virginia|Georgia|Washington|VIRGINIA|GEORGIA|"
    r"WASHINGTON)\b"
    r"(?: (?i:state)\b)?"
    r"|(?i:\b(?:state|commonwealth) of[ \n])(?:Virginia|Georgia|Washington|VIRGINIA|GEORGIA|WASHINGTON)\b"
    r"|\b(?:Virginia|Georgia|Washington|VIRGINIA|GEORGIA|WASHINGTON)(?=,? \d{5}\b| (?i:state)\b| \x00)"
    # A ward: 4 West.
    r"|(?<![\w./-])\d{1,2} (?i:west|east|north|south)(?=[ \n]?(?:[.,;)\n]|\Z)| (?:unit|wing|tower|icu)\b)"
)
STAGE_OF = re.compile(r"(?i)\b(?:stage|figo|grade|type|class|arbor|level|category|phase|group|clark)[ \n]\Z")
SERIAL = re.compile(r"(?i)(?<!\w)s/n\b")
AMOUNT = re.compile(r"\d[ -]\Z")
MOST = re.compile(r"(?i)\b(?:suv|t|pain|dose|to)[ -]max\b|\bmax (?:\d|assist|dose|of |temp|x\d|rate)")
NUMBER_OF = re.compile(r"(?i)(?: (?:no|nr|num|number|id|code|acct|account)\b\.?)?( ?[:#=])? ?")


def ordinary(low: str) -> bool:
    """Whether a word is no name, whatever stands beside it."""
    return low in w.capitalised() or not set(w.vocabulary().get(low, "n")) & set("gnm")


WITH_CATHETER = split(
    "the a no indwelling pull pulled remove removed place placed insert inserted keep change changed flush "
    "new "
    "chronic maintain discontinue dc coude irrigate irrigated via without has had its urine drained"
)
AILMENT = re.compile(r"[a-z]{3}(?:itis|osis|pathy|oma|plasty|ectomy|otomy|scopy|emia|penia|megaly|trophy)\Z")
# What a sign or a manoeuvre says: Leopold: vertex.
SIGN = re.compile(
    r"[ \n](?:sign|signs(?= (?:were|are|absent|present|negative|positive)\b)|triad|reflex|syndrome|"
    r"phenomenon|maneuver|manoeuvre|sarcoma|lymphoma)\b"
)
STAGED = re.compile(
    r"[ \n:]{1,2}(?:score |index |scale |level |stage |grade |class )?(?:of )?(?:\d|[IVX]{1,4}[ABCD]?\b)"
)
FINDING = re.compile(
    r"(?i)(?:'s)?(?::| is| was)? (?:negative|positive|neg\b|pos\b|absent|present|equivocal|"
    r"vertex|breech|cephalic|transverse|"
    r"[+-](?=[.,;\n]))"
)
AFTER_ADDRESS = re.compile(
    r"(?i)(?:,? (?:\d{1,3}(?:st|nd|rd|th)? (?:fl|floor)|(?:fl|floor|apt|unit|bldg|lot|rm|ste|suite|"
    r"no)\.? ?\#?\w{1,5}|"
    r"\#\w{1,5}|[nsew]{1,2}|mobile home park|trailer park)\b\.?){0,3}(?:,[ \n]{0,2}| |\n)"
)


def stretch(i: int, comma: bool, text: str, tokens: list[Word], lows: list[str]) -> list[int]:
    """Capitalised words side by side that may be a place, with the small words between them."""
    inside: list[int] = []
    for j in range(i, min(i + 4, len(tokens))):
        word = tokens[j].text
        small = (lows[j] in INSIDE or lows[j] == "or") and inside
        if not (word[0].isupper() or small) or (lows[j] in FUNCTION and not small) or lows[j] in w.STATES:
            break
        if word in w.STATE_LETTERS and not small and (inside or lows[j] not in BEFORE_PLACES):
            break
        if re.match(r"\s?[#=]" if comma else r"\s?[:#=]", text[tokens[j].end : tokens[j].end + 2]) or (
            not inside and len(word) < 2
        ):
            break
        between = (
            r"[ \n-]|\. ?|'" if inside and lows[j - 1] in ("st", "ste", "mt", "ft", "pt") else r"[ \n-]|'"
        )
        if inside and not re.fullmatch(between, text[tokens[j - 1].end : tokens[j].start]):
            break
        inside.append(j)
    while inside and (lows[inside[-1]] in INSIDE or lows[inside[-1]] == "or"):
        inside.pop()
    return inside


GIVEN_TOO = split("candida braden romberg luer bovie babcock adson allis lachman fleischner kerley seldinger")
NAMED = re.compile(
    r""" (?:["'(]{1,2}[A-Z]|\((?:cousin|wife|husband|son|daughter|sister|brother|mother|father)\b|"""
    r"[A-Z][a-z]{2,}\b(?! ?[:/]))"
)
# First and second words of names in two words: Ann Arbor, Lou Gehrig, Salter Harris.
SPLIT = split(
    "lou bence braxton grey bird bair miami salem hunt rocky christmas baker von west charcot stokes "
    "osgood rocky cheyne guillain wolff ann salter child swan "
    "jackson duke"
)
SCORES = split(
    "berg lawton katz rockall edinburgh epworth bosniak hess mayo nottingham bethesda shiley child kerley "
    "gleason karnofsky mallampati breslow ranson morse braden killip clark fitzpatrick apgar glasgow "
    "pugh norton rankin wells oncotype aldrete braak apfel caprini waterlow maddrey hoehn yahr bishop padua "
    "ashworth wagner beighton ballard oswestry banff centor seidel tanner sokolow rutherford fontaine hunt "
    "finnegan fazekas fuhrman mirels kurtzke elixhauser charlson naranjo richmond barthel downton"
)
SECOND = split(
    "arbor gehrig hicks nest hugger mountain sump harris stokes barre jones nile willebrand pugh ganz "
    "pratt marie"
)
EPONYM_WORDS = w.EPONYMS | SECOND | w.EPONYM_NOUNS
HEADING = re.compile(r"(?:(?<![^\n])|(?<=[.!?;:)] ))((?:[A-Z]{3,}[ \n]){1,2}[A-Z]{3,}):")
NO_INITIAL = re.compile(r"(?i)(?:\d[ -]?|\b(?:sex|gender)\W{1,3}|(?:old|yrs?|yo|y/o|y\.o\.?|years?)[ -]?)\Z")
BOX_TICKED = re.compile(r"(?:\( ?[xX]?\)|\[ ?[xX]?\])\Z")
TIME_FIRST = re.compile(r"(?:\A|\n|[.;] )[0-2]?\d(?::[0-5]\d| ?[0-5]\d)(?: ?(?:[apAP]\.?[mM]\.?|hrs?|h))?\Z")
# What a form asks for, up to a colon: Last, First MI: / Years of schooling: / Mailing address (if different):
ASKED = re.compile(
    r"(?:(?<![^\n])|(?<=   ))(?:[ \t]{0,8}[(\[] ?[xX]?[)\]] ?)?"
    r"([A-Z][\w'-]{0,20}"
    r"(?:(?:(?<=Last), |(?<=First), |(?<=City), |(?<=Name), | / ?|[ /&])[A-Za-z][\w'-]{0,20}){0,4})"
    r"(?: \([a-z ]{2,30}\))? ?[.]{0,8}[:#]"
    r"(?=[\s#:]|\Z)"
)
# Words that name a line of a form, though they are names too.
FORM_WORDS = split(
    "street job last first page bill case room bed ward unit line date sex race site type code care home "
    "work cell note plan head neck back skin port drain tube grade title bay ride may will drug rate cause "
    "class stage order service call re mi"
)


def degree(word: str) -> bool:
    """Whether letters after a name are a degree or a profession, as written: MD, PharmD."""
    return word.upper().replace(".", "") in CREDENTIALS and (
        word[:2].isupper() or "." in word or word.lower() in ("phd", "pharmd", "esq")
    )


# What follows one who signs: /s/ Rose Quigley
SIGNS = re.compile(r"(?i)(?:/s/|\bs/)[ \n]{0,2}(?=[A-Z])")
# A row of cells with a date beside a name: | Quigley, Rose | 3/4/1950 |
CELL = re.compile(
    r"\|[ \n]?([A-Za-z][^|\d]{3,45}?)[ \n]?\|[ \n]?(?=\d|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|"
    r"dec))"
)
# Images of Rose Quigley were pushed; Re: Will Quigley, and below: Date of birth
WHOSE = re.compile(
    r"(?i:\b(?:images|films|photos?|chart|belongings) of )([A-Z][\w'-]{1,20}(?: "
    r"[A-Z][\w'-]{1,20}){1,2})(?= (?:were|was)\b)|"
    r"(?:(?<=\n)|\A)(?i:re: ?)([A-Z][\w'. -]{2,40})(?=\n(?i:date of birth|dob|mrn|medical record))"
)
WITH_KIN = re.compile(
    r"(?i) \((?:his |her |their )?(?:" + "|".join(sorted(KIN - {"named", "doctor"})) + r")\b"
)
ONE_AND_ALL = re.compile(
    r"(?:,? (?:I{1,3}|IV|Jr|Sr|JR|SR)\.?)?(?: \((?:MR|MRN|DOB|born)\b|,? (?:is|was) (?:an? )?\d| MRN\b| "
    r"DOB\b)"
)
YEARS_OLD = re.compile(r", \d{1,3}[ -]?(?:yo|y\.?o|y/o|yrs?|years?)\b")
AGED = re.compile(r"(?i)[ \n](?:is|was)[ \n]an?[ \n]\d")
DAY_AFTER = re.compile(
    r"(?i)[ \n](?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|"
    r"sun)\w{0,6}\b)"
)
NEXT_TO_NAME = re.compile(
    r"[,;)\n]| \(|\.(?:\s|\Z)|\Z| (?i:received|was|is|has|had|at|denies|reports|states|presents|dob|mrn|"
    r"born)\b| \d"
)
PERSONAL = re.compile(
    r"(?i), (?:(?:desk|office|cell|work) )?(?:ext|extension|pager|beeper|phone|x\d|rn\b|md\b|rhia|rhit)"
)
# They are no auxiliary before these: Will denies.
NO_MODAL = split("will may")
TOWNISH = split(
    "island bend bank plains forks ground falls city springs beach rapids heights hills hill bay rock vista "
    "lakes river "
    "valley creek grove "
    "junction"
)
# What people do, and neither wounds nor drains.
HUMAN = split(
    "sees hears says said thinks thought believes knows knew wants wishes hopes fears worries dreams "
    "wanders wandered "
    "walks skips eats ate drinks smokes vapes cooks camps camped travels traveled travelled flew drove "
    "drives rides rode "
    "welds plays played swims swam jogs skis sings teaches taught learns learned reads wrote writes "
    "thanked thanks signs "
    "asks asked answers agrees agreed refuses refused declines declined nods nodded smiles smiled cries "
    "cried laughed "
    "premedicated tolerates nursed pumps lives lived sleeps slept naps works worked feels felt tells told "
    "prefers "
    "verbalized slid sends wept avoids points presents presented named counts uses "
    "understands understood remembers forgot forgets misses cheeked spat bit kicked fell"
)
# An initial after these is somebody's: by B. May.
BEFORE_INITIALS = BEFORE_NAMES | HONORIFICS | split("by before with phone to from per of call called and")
# Words that stand right beside names and belong to none.
BESIDE = NO_NAME | ACTS | HUMAN | FORM_WORDS | NEXT_FIELDS | OFFICE
ADJECTIVES = split("large little small short right new long major junior young best high low early")
REACHED = re.compile(
    r"(?i)[ \n](?:left (?:without|against)|was in (?:his|her) usual|would (?:not )?want|(?:may|can) be "
    r"(?:reached|called)|(?:was|is) (?:weaned|unable to|"
    r"able to|comfortable|given the|told|phoned|called|alive|asked|"
    r"shown)|"
    r"can reach|must (?:not )?\w+|will (?:sleep|take|bring|drive|return|be seen|follow up|call|come|need a "
    r"ride)|"
    r"took (?:the|his|her)|stopped (?:taking|"
    r"smoking|drinking|\w+ \d+ (?:wk|week|day|month)s?))\b"
)
# What an unknown word may be joined to by a hyphen.
SHAPED = split("like type shaped based free only induced lined line guided and the of")
INNER = split("nad pod bei sur ob du")
FORM_LINE = re.compile(r"\s*\n[A-Z][\w /]{1,24}:")
REGISTERED = re.compile(r" [A-Z]{2,4}\((?:ASCP|[RNTM]|CT|MR)\)")


def dotted(text: str, end: int) -> bool:
    """Whether a point follows."""
    return text[end : end + 1] == "."
