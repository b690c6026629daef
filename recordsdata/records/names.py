"""Find names, which have no shape: every word that is not in the vocabulary of `words` is taken for one.

A word that is in it but is a name as well (May, Rose, Young) is judged by its capital and its neighbours.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from recordsdata.records import words as w
from recordsdata.records.shapes import MIXED, PLATE, UNITS, ZIP, Found

__all__ = ["names"]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


class _Word(NamedTuple):
    start: int
    end: int
    text: str  # as written, folded
    foreign: bool  # written with letters that English does not have


_CHUNK = re.compile(r"[^\W_](?:\w|[-./'&+:](?=[^\W_]))*")
_PARTICLES = _set(
    "de da del della dello der den dem van von bin bint binti ibn al ul el la le los las di du dos das do "
    "ten ter die y e af av ap ab ferch bat st saint mc mac san santa abu ben zu zum vom op und of the o d l"
)
_SUFFIXES = _set("jr sr ii iii iv jnr snr")
# They say what somebody is, not who.
_CREDENTIALS = _set(
    "MD DO RN LPN NP PA PHD PHARMD DDS DMD DPM DVM LCSW MSW BSN MSN CCS RHIA RHIT CPC FACC FACS FACP "
    "FACOG FNP BC OTR CCC PGY CFNP ACNP PMHNP CNS PTA COTA LCPC LMFT LPC MBBCH DC OD RPH RRT CST RT CPHT "
    "FACG FASN FCCP FIDSA FRCS MRCP CCRN CEN CHDA CPHQ RN-BC CNM CRNA APRN DNP DPT PT OT SLP RD LDN CMA "
    "CNA EMT RRT RT MPH MBA MS MA BS JD ESQ ODS CTR "
    "CDIP CHPS FAAP FACEP MBBS MBCHB RDN COA CCHT NRP CGC CSPI ATC MLS CCRC LVN CCLS CTRS RDMS RVT RDCS "
    "CDCES "
    "LMSW LISW CADC BCBA PSYD OTD FAAN AEMT CPNP AGNP ANP WHNP CRNP CWOCN OCN CHPN RNC CNOR MLT PHN"
)
_BEFORE_PLACES = _set(
    "lake port new north south east west mount mt saint st fort ft san santa el los las le la upper "
    "lower old rio villa bad"
)
_FARED = _set(
    "weaned employed return returns be need follow married divorced widowed retired extubated fired laid"
)
_HONORIFICS = _set(
    "mr mrs ms miss mx dr drs mmes messrs prof professor doctor rev reverend judge sgt capt lt cpl pfc spc "
    "ssgt sfc"
)
_LANGUAGES = _set(
    "english french german spanish italian portuguese polish russian arabic cantonese mandarin korean "
    "japanese vietnamese"
)
_LABELS = _set(
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
_ROLES = _set(
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
_PEOPLE_DO = _set(
    "reports reported denies denied states stated presents presented complains complained called calls "
    "lives lived came comes arrived says said tells told feels felt agrees agreed declines declined "
    "refuses refused signed works worked"
    " underwent received receives takes took understands understood wants wanted requests requested asks "
    "asked verbalized verbalizes walked walks ambulated ambulates ate eats slept sleeps went goes "
    "tolerated visited visits drove brought accompanied died returned returns saw sees met notes "
    "endorses endorsed admits admitted smokes drinks consented enrolled"
)
_BE = _set("was is has had were will can could should would did does doesn't didn't wasn't isn't who whose")
_EMPLOYED = re.compile(
    r"(?i)\b(?:work(?:s|ed|ing)? (?:\w{1,10} )?(?:for|at)|employed (?:by|at|with)|employment at|employer:?|"
    r"vendor:?|"
    r"retired "
    r"from|laid off (?:by|from)|job (?:at|with)|hired by|shifts? at|manages|owns)\s{1,2}"
)
# A town stands after these, and before these.
_TOWN = re.compile(
    r"(?i)(?:\b(?:near|outside of|commutes (?:from|to)|(?:lives|lived|living|resides|home|raised|born|"
    r"grew up) "
    r"(?:in|near|at)|(?:clinic|office|family|house|job|work|home) is in|"
    r"home to|moved (?:to|from|there from)|came (?:from|in from)|in (?:19|20)\d\d,)|"
    r"(?P<before>[,)]))[ \n]{1,2}(?-i:(?=[A-Z]))"
)
_BEFORE_STATE = re.compile(
    r"(?i)(?:\b(?:in|from|of|near|to|at)[ \n]|\),[ \n]{1,2})((?:(?!(?:in|from|of|near|to|at|home)\b)"
    r"(?:st\.|ste\.|mt\.|ft\.|[a-z][\w'-]{0,20})[ \n-]){0,3}?(?!home\b)[a-z][\w'-]{2,20}),"
    r"[ \n]{1,2}(?:"
    + "|".join(w.STATES)
    + r"|new (?:mexico|hampshire|jersey|york)|(?:north|south) (?:dakota|"
    r"carolina)|west virginia|rhode island)\b"
)
_BEFORE_LETTERS = re.compile(
    r"\b(?i:in|from|of|near|to|home of record)[ \n]((?:[A-Z][\w'.-]{1,20}[ \n]){0,2}[A-Z][\w'-]{2,20}),[ "
    r"\n]{1,2}(?:"
    + "|".join(
        sorted(w.STATE_LETTERS - _set("MD PA MS MA DO PR PW AE AA AP AS MP OR IN ME HI OK ID CO DC CT LA AL"))
    )
    + r")\b(?=[,.;)\n]|\Z| (?i:in|on|and|with|for|since|at|where|until)\b)"
)
# What a form says of a place; what follows is one.
_PLACE_FIELD = re.compile(
    r"(?i)\b(?:(?:birthplace|place of (?:birth|death)|home ?town)[ .]?:?|"
    r"(?:city|town|municipality|residence|city, ?state|city ?/ ?state(?: ?/ ?zip)?)[ .]{0,6}:)[ \n]{1,4}"
    r"(?-i:(?=[A-Z]))"
)
_TOWNS = re.compile(
    r"\b(?i:in|to|from|near|of)[ \n]((?:(?!The\b)[A-Z][\w'-]{1,20})(?:[ \n](?:or|of|and|the))?"
    r"(?:[ \n-][A-Z][\w'-]{2,20}){1,2})"
    r"(?=[.,;)\"])"
)
_TOWN_ENDS = re.compile(r"(?i)[ \n]?(?:[.,;)\"]|\Z)| (?:with|and|for|as|since|until|when|where|by)\b")
_LINE_AFTER = re.compile(r"(?i),[ \n]{1,2}(?:fax|fx|phone|ph|tel|telephone)\b")
_DWELLING = _set(
    "living home facility house housing nursing assisted shelter care center apartment group skilled hospice "
    "prison jail bed room hospital clinic unit icu pacu bay"
)
_LETTERS_AFTER = _CREDENTIALS - _set("DO MA MS OT PT RT RD CTR OD BS EMT ODS COA OCN ANP") | _set(
    "PGY CCC OTR FNP BC CRNA CTR RHIT PharmD PHARMD MBBS DPM CNA"
)
_USER = re.compile(
    r"(?i)\b(?:user|username|user name|user id|userid|login|logon|logged in as|log in as|signed in as)"
    r"(?: ?(?:is|was|id|name|:|=|-))? ([a-z][\w.-]{1,40})(?=[ ,;.)]|$)(?! (?:was|is|has|can|may|fault|"
    r"error|and|or|name|id)\b)"
)
_NICKNAME = re.compile(r"""\b([A-Z][\w-]{1,20}) ["'(]{1,2}([A-Z][\w-]{1,20})["')]{1,2} ([A-Z][\w-]{1,20})""")
_FIRM = re.compile(
    r"(?i)(?:(?:,? llc|,? inc|,? corp|,? ltd|,? llp|,? gmbh| & co| & sons| and sons| & daughters)\b|"
    r" (?:brothers|bros|plumbing|roofing|trucking|paving|masonry|landscaping|logistics|construction|bakery|"
    r"motors|farms|foods|dairy|industries|enterprises|realty|electric|heating|towing|upholstery|flooring|"
    r"carpentry|catering|auto(?: body| parts| repair)?|diner|hotel|motel|grill|cafe|tire|manufacturing|"
    r"elementary|freight|hauling|excavating|welding|tiling|hardware|lumber|nursery|orchards|"
    r"millwork|mills?|airlines|airways|software|(?:&|and) associates|partners|staffing|textiles|printing|"
    r"packing|"
    r"poultry|produce|market|grocery|mortuary|funeral home|movers|salvage|quarry|"
    r"(?-i:[A-Z][a-z]{2,14}) (?:airlines|software|services|systems|solutions|supply|transport|express))\b)"
)
_FACILITY = re.compile(
    r"\b(?i:from|at|to|via|in)[ \n]((?:[A-Z][\w'.-]{1,20}[ \n]){1,3}?)(?i:(?:general|community|regional|"
    r"memorial|"
    r"county|university|district|medical|childrens?'?s?|veterans) ?){0,2}(?i:hospital|center|centre|clinic|"
    r"infirmary|hospice|rehab)\b"
)
# A person stands after these, whatever the word.
_PERSON = re.compile(
    r"(?i)\b(?:query to|(?:dictated|signed|reviewed|transcribed|entered|verified|witnessed|seen|performed|"
    r"exam|notified) by|family at bedside|emergency contact|next of kin|guarantor|notified|dear|referring|"
    r"attending|cc|re|will see|sees|told by|informed by|contact|sent out to|checks on|looks after|"
    r"cares for|home with|lives with|rents from|(?:husband|wife|son|daughter|mother|father|brother|"
    r"sister|partner|spouse|friend|aunt|uncle|cousin|niece|nephew),)\s?:?[ \n]{1,3}"
)
_DEGREES = _CREDENTIALS - _set("DO MA MS PA OT PT RT RD CTR OD BS EMT ODS COA OCN ANP")
_ACTS = _set(
    "refused refuses rents lives c/o c resides drives smokes denies feels states reports verbalized "
    "verbalizes "
    "slept sleeps ate eats agrees wants asks asked ambulated ambulates walked walks complains complained "
    "says "
    "said declined declines insists admits understands understood requests requested lived resided worked "
    "works"
)
_AFTER_FIRM = _set("until till since as in for from who where when but he she they with on before after the")
_NEXT_FIELDS = _set(
    "dob mrn ssn sex age date dos record number no account acct phone tel fax callback address id chart unit "
    "visit csn born gender medical social policy birth md rn"
)
# What a form calls a person; what follows the colon is a name.
_FIELD = re.compile(
    r"(?i)\b(?:name (?:was|is) |(?:name|patient|pt|attending|referring|provider|physician|surgeon|author|"
    r"cc|guarantor|"
    r"subscriber|contact|next of kin|by|caller|regarding|client|member|resident|spouse|informant|assistant|"
    r"participant|inmate|last/first|father|mother|"
    r"child|identification)"
    r"\s?:[ \n]{0,2})"
)
_SAYS = _set(
    "denies lives reports states feels complains endorses says smokes drinks wants agrees walks sleeps "
    "eats tolerates describes fears worries hopes prays wishes prefers jokes"
)
_DONE_TO = _set(
    "admitted seen discharged informed evaluated transferred referred brought examined born told "
    "reminded instructed educated encouraged counseled updated contacted assisted "
    "accompanied called notified consulted asked able unable found alert awake asleep tearful anxious "
    "pleasant comfortable cooperative"
)
_UNJOINED = _set(
    "may will can in an so my man many see else soon junior daily back low high early person means large "
    "new right main mass"
)
_MODAL = _set(
    "call page see hold place note may will can an in so my many see else man long in else soon major "
    "junior daily young best back high low early day means person main large little small short right new"
)
_ACCENTED = _set(
    "sjogren sjogren's meniere meniere's barre behcet naive cafe fiance fiancee cliche resume decollete "
    "degree"
)
_SUFFIX_MED = re.compile(
    r"\w{3,}(?:itis|osis|oses|ectomy|ectomies|otomy|oscopy|oscopic|emia|emic|uria|pathy|pathic|plasty|"
    r"graphy|graphic|algia|megaly|penia|penic|cillin|mycin|azole|sartan|olol|statin|prazole|tidine|umab|"
    r"ximab|tinib|navir|gliptin|gliflozin|parin|dipine|azepam|oxacin"
    r"|cycline|dronate|setron|triptan|lukast|glutide|ostomy|rrhea|rrhage|plegia|plegic|paresis|paretic|"
    r"trophy|trophic|plasia|plastic|sclerosis|sclerotic|stenosis|stenotic|lysis|genic|cytic|cytosis|"
    r"tropic|ology|ologist|logic|ological|tomy|oma|omas|omatous|scopy|metry|gram|grams|static|phasia|"
    r"phagia|pnea|cardia|cardic|tension|tensive|thyroid|itic|ically|ization|ized|izing)"
)
# Endings that no name has.
_COINED = re.compile(
    r"\w{3,}(?:ologists?|ologic|ology|ectomy|otomy|ostomy|oscopy|ography|ographic|plasty|pathy|algia|emia|"
    r"uria|"
    r"itides|ectasis|pexy|rrhaphy|centesis|desis|lysis|ectomies|osteal|oplasty)"
)
_PREFIX_MED = re.compile(
    r"(?:non|pre|post|anti|hyper|hypo|sub|inter|intra|extra|peri|re|un|multi|micro|macro|poly|pseudo|"
    r"supra|infra|retro|trans|over|under|semi|bi|tri|uni|neuro|cardio|gastro|hemo|hepato|nephro|osteo|"
    r"thoraco|electro|immuno|de|dis|mid|para|endo|epi|ultra|super|co|auto)(?=\w{4})"
)
_INSIDE = _set("or and of du de la le del the by")
# Words that are never a name.
_FUNCTION = _set(
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
_WITHIN = _set("on at in for with was is has from until since re about per")
_MEASURES = frozenset(UNITS)
_SALTS = _set("na k cl mg ca cr co al li fe zn phos")
_SMALL = w.ABBREVIATIONS - w.ALSO_NAMES
_ABBREVIATED = w.ABBREVIATIONS | w.RARER
_KIN = _set(
    "husband wife son daughter mother father brother sister aunt uncle cousin niece nephew grandson "
    "granddaughter grandmother grandfather spouse partner fiance fiancee named doctor"
)
_IS_KIN = re.compile(
    r"(?i),?[ \n](?:an?|my|his|her|their|the)[ \n](?:\w{1,12} )?(?:"
    + "|".join(sorted(_KIN - {"doctor", "named"}))
    + r")\b"
)
# A name beside one that is a month as well.
_MONTH_NAME = re.compile(
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
_NO_NAME = _FUNCTION | _MODAL | _BE | _PEOPLE_DO | _SAYS | _DONE_TO | _LABELS | _ROLES | _KIN
_NOT_ONE = _FUNCTION | _LABELS | _ROLES | _KIN
_NOT_BEFORE = _MODAL | _FUNCTION | _LABELS | _ROLES | _HONORIFICS
_NOT_FIRST = _NO_NAME - _MODAL
_TITLED = _HONORIFICS | _LABELS | _ROLES
_BEFORE_NAMES = _KIN | _ROLES | {"nurse", "guarantor"}
_FORM_LABELS = _KIN | {"guarantor", "referring", "attending", "surgeon", "pcp"}
_PERSONS = _set("neighbor neighbour friend guardian caregiver housemate stepchild")
_BEFORE_NURSES = _set("RN LPN LVN CNA APRN CRNA")
_DO = _PEOPLE_DO | _BE
_TELLS = _SAYS | _ACTS
_FOREIGN = _PARTICLES - _FUNCTION
_ONE = re.compile(
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
_QUOTED = re.compile(r'(?<![^\s,;|])"[^"\n]{3,50}"(?=[,;|]\S)')
_HEADER = re.compile(  # the first six where something in them is a name already
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
_BEFORE_SURNAME = re.compile(
    r"(?:\A|\n|  |\|)\Z|"
    r"(?i:[:#]|\b(?:name|reads|patient|pt|of|and|by|for|to|with|witness|custodian|executor|technologist|"
    r"tech|nurse|dr|"
    r"drs))\.{0,8}:? ?\Z"
)
_ENDS = re.compile(r"[.,;)]?(?:[ \n]{0,2}\n|\Z)|[,;)]")
_ADDRESSED = re.compile(r"(?i)(?:\A|\n|  )(?:from|to|name|patient|pt|re|student|resident|client|member): ?\Z")
_AFTER_GIVEN = re.compile(
    r"(?: [A-Z]\b\.?| [A-Z][\w'-]{2,15})?(?:\Z| ?[\n(;]|  | ?\d| [a-z]|"
    r" [A-Z]{2,4}\([A-Z]| (?:DATE|Date|NUMBER|Number|BORN|Born)\b|"
    r",? (?:MD|DO|RN|NP|PA|DOB|MRN|SSN|M\.D|D\.O|ACCOUNT|RECORD|SUBJECT|CHART)\b|\.(?:\s|\Z)|"
    r"-[A-Z][\w'-]{1,15} [A-Z]{3,})"
)
_FORMER = re.compile(
    r"(?:(?i:\b(?:maiden(?: name)?|alias(?:es)?|(?:former|married|birth|previous) name)\s?:[ \n]{0,2})|"
    r"\b(?:n[ée]e|NEE|aka|AKA|a\.k\.a\.|[afAF]/[kK]/[aA]|(?i:prev\.?|previously|formerly|goes by|prefers|"
    r"known as|called))[ \n])(?=[A-Z])|(?i:\blabell?ed:? ?)\"(?=[A-Z][\w'-]{1,20},)"
)
_SISTER = re.compile(r"(?:(?<=[.!?:] )|(?<=\n)|\A)(?:Sr|SR)\. (?=[A-Z])")
_THE_FAMILY = re.compile(
    r"(?:(?<=[.!?] )|(?<=\n)|\A)(?!(?:Patient|Pt|Extended|Immediate|Entire|Whole|"
    r"Close)\b)([A-Z][a-z'-]{2,20})[ \n]"
    r"family[ \n](?:wants?|asks?|asked|met|agrees?|agreed|is|was|were|will|has|had|declines?|declined)\b|"
    r"\b[Tt]he ([A-Z][\w'-]{2,20}) family\b|\bTHE ([A-Z][A-Z'-]{2,20}) FAMILY\b"
)
_ROMAN = re.compile(r"(?=[IVX])(?:X{0,2})(?:IX|IV|V?I{0,3})")


def _stays(word: str, vocabulary: dict[str, str]) -> str | None:
    """The letters of a lower-case word that may stay, None for one that is not known."""
    if word in vocabulary:
        return vocabulary[word]
    if word in _MEASURES:
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
    if len(word) > 7 and _SUFFIX_MED.fullmatch(word):
        return "c"
    prefix = _PREFIX_MED.match(word)
    if prefix and len(word) > 7:
        rest = word[prefix.end() :]
        if "n" not in vocabulary.get(rest, "n"):
            return "c"
    return None


def names(text: str, original: str, places: Sequence[int] | None, taken: list[Found]) -> Iterator[Found]:
    """Find names, and codes of letters and digits, outside of what is taken already."""
    vocabulary = w.vocabulary()
    hidden = bytearray(len(text) + 1)
    named = bytearray(len(text) + 1)
    for found in taken:
        over = named if found.kind == "NAME" else hidden
        over[found.start : found.end] = b"\x01" * (found.end - found.start)
    plain = original.isascii()
    tokens: list[_Word] = []
    genes = bytearray(len(text) + 1)
    for match in _GENE.finditer(text):
        genes[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    for chunk in _CHUNK.finditer(text):
        if genes[chunk.start()]:
            continue
        if hidden[chunk.start()] and hidden[chunk.end() - 1]:
            continue
        if _is_user(chunk[0], vocabulary, _BY.search(text, max(0, chunk.start() - 10), chunk.start())):
            yield Found(*chunk.span(), "ID", "[ID]")
            continue
        for start, piece in _pieces(chunk[0], chunk.start()):
            if hidden[start] and (piece.isalpha() or hidden[start + len(piece) - 1]):
                continue
            if any(letter.isdigit() for letter in piece) or "_" in piece:
                if re.fullmatch(r"[0-9A-HJ-NP-Z]{7}", piece) and re.search(
                    r"(?i)(?<!family )(?<!access )(?<!door )(?<!gate )(?<!locker )(?<!sort )(?<!security )"
                    r"\b(?:pcs|cpt|procedures?|codes?|coded)\W{0,3}(?:(?:as|was|to|from)\W)?$",
                    text[max(0, start - 28) : start],
                ):
                    continue
                if _PROCEDURE.fullmatch(piece) or (
                    re.fullmatch(r"[0-9BCDFGHX][0-9A-HJ-NP-Z]{6}", piece)
                    and _AMONG_CODES.search(text, max(0, start - 14), start)
                ):
                    continue
                if re.fullmatch(r"\d{4,5}-\d{3,4}-\d{1,2}", piece) and re.search(
                    r"\bNDC:? ?\Z", text[max(0, start - 5) : start]
                ):
                    continue
                if _BILLED.fullmatch(piece) and (
                    piece[0] == "D" or _AMONG_BILLED.search(text, max(0, start - 24), start)
                ):
                    continue
                if _MARKER.fullmatch(piece) and _MARKED.match(text, start + len(piece)):
                    continue
                if _is_code(piece, vocabulary):
                    yield Found(start, start + len(piece), "ID", "[ID]")
                continue
            here = start if places is None else places[start]
            there = start + len(piece) if places is None else places[start + len(piece) - 1] + 1
            foreign = not plain and not original[here:there].replace("\u2019", "'").isascii()
            tokens.append(_Word(start, start + len(piece), piece, foreign))
    towns = {found.end for found in taken if found.kind == "PLACE"}
    yield from _judge(text, tokens, vocabulary, hidden, named, towns)


# A gene beside its variant, and the variant: MLH1 c.1852_1854del, CFTR p.Phe508del, FBN1 exon 24.
_GENE = re.compile(
    r"\b[A-Z][A-Z0-9]{2,6}(?= (?:[cpg]\.[\dA-Z]|exon \d))|\b[cpg]\.(?:[\d*_+>-]|[A-Z](?![A-Z])|"
    r"[A-Z][a-z]{2}|del|dup|ins|fs)+"
)
_BY = re.compile(r"(?i)\b(?:tr|by|user|id|login|coder|scribe|author)[ :\n]{1,2}\Z")


def _is_user(chunk: str, vocabulary: dict[str, str], told: object) -> bool:
    """Whether small letters with points between them are somebody's name in a program: rquigley.rn."""
    parts = chunk.split(".")
    if len(parts) < 2 or not all(
        (part.islower() or (told and part.isupper())) and part.isalpha() and len(part) > (not told)
        for part in parts
    ):
        return False
    if told and len(parts[-1]) > 1 and sum(map(len, parts)) > 4:
        return True
    unknown = [
        part for part in parts if _stays(part, vocabulary) is None and part.upper() not in w.ABBREVIATIONS
    ]
    return any(len(part) > 3 for part in unknown) and all(
        part in unknown or len(part) < 5 or set(vocabulary.get(part, "")) & set("gnm") for part in parts
    )


def _pieces(chunk: str, start: int) -> Iterator[tuple[int, str]]:
    """Words, numbers and codes of a run of letters and digits without spaces."""
    for match in re.finditer(r"[^/:&+]+", chunk):
        piece = match[0]
        if any(letter.isdigit() for letter in piece) or "_" in piece:
            yield start + match.start(), piece
            continue
        letters = piece.replace(".", "")
        if "." in piece and len(letters) < 6 and all(len(part) == 1 for part in piece.split(".")):
            yield start + match.start(), piece  # initials and the like: U.S, b.i.d, J.T
            continue
        for part in re.finditer(r"[^-._]+", piece):
            yield start + match.start() + part.start(), part[0]


# A code of ICD-10-PCS as most are: a section, three letters or digits, an approach, and no qualifier.
_PROCEDURE = re.compile(r"[0-4BCDFGHX][0-9A-HJ-NP-Z]{3}[03478X][0-9A-HJ-NP-Z]Z")


# A code of HCPCS, or of dentistry where it begins with a D.
_BILLED = re.compile(r"[A-EGHJ-MP-V]\d{4}")
_AMONG_BILLED = re.compile(
    r"(?i)\b(?:codes?|hcpcs|billed|denial of|denied|procedure|charged?|modifier \w\w,)\W{1,3}\Z|"
    r"(?-i:\b[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?|\b[A-V]\d{4}|\b\d{5})(?:[,;] (?:and )?| and )\Z"
)
_AMONG_CODES = re.compile(
    r"\b(?:DRG \d{3}|[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?|"
    r"(?=[0-9A-Z]{0,6}[A-Z])[0-9A-HJ-NP-Z]{7})[,;]\s\Z"
)
# An antigen or a gene, by what is said of it: S100 positive, MSH6 intact.
_MARKER = re.compile(r"[A-Za-z]{1,5}-?\d{1,3}[A-Za-z]?")
_MARKED = re.compile(
    r"(?i)(?: and [a-z]{1,5}-?\d{1,3}[a-z]?)?[ \n]"
    r"(?:positiv|negativ|intact|lost|loss|retained|deficient|mutat|"
    r"wild|amplif|express|stain|weak|strong|diffuse|focal|equivocal|pos\b|neg\b|\d{1,3}%|[0-3]\+)"
)


def _is_code(piece: str, vocabulary: dict[str, str]) -> bool:
    """Whether letters mixed with digits are a number of something rather than a value."""
    bare = piece.rstrip("'")
    if re.fullmatch(r"\d{5,}[A-Z]{2,3}", bare):
        return True
    if re.search(r"(?<![\w.])\d{5,}[A-Za-z](?!\w)", bare) and not re.match(r"\d+00[A-Za-z]\Z", bare):
        return True  # 593244l-CT: no amount is as long as that
    if re.fullmatch(
        r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,4}(?:\.\d{1,4})?(?:-\d{1,4}(?:\.\d{1,4})?)?|\d{1,4}\.\d{1,6}|"
        r"\d+'?s|'?\d{1,4}",
        bare,
    ):
        return False
    if re.fullmatch(r"\d{2,}-\d{4,}[A-Za-z]|\d{4,}-\d{3,}[A-Z]|\d{5,}-[A-Za-z]", bare):
        return True
    if re.fullmatch(r"[\d.,'-]+", bare):
        return not bare.isdigit() and sum(letter.isdigit() for letter in bare) > 4
    if MIXED.fullmatch(bare):
        return False
    if "_" in bare:
        return not all(_ordinary(part) for part in bare.lower().split("_") if part)
    parts = re.split(r"[-_.]", bare)
    if len(parts) > 2 and sum(map(str.isdigit, parts)) > 1 and sum(map(str.isdigit, bare)) > 5:
        return True
    if re.fullmatch(r"[A-Z]\d\d-\d{4}", bare) or re.search(r"-\d{4,}[A-Za-z]\Z", bare):
        return True
    if len(parts) > 2 and any(sum(map(str.isdigit, part)) > 2 for part in parts):
        return True
    if PLATE.fullmatch(bare) and not (parts[0] in w.ABBREVIATIONS and len(parts) == 2 and len(parts[1]) < 3):
        return True
    for part in parts:
        if part.isdigit() and (len(part) < 4 or (re.fullmatch("19..|20[0-4].", part) and len(parts) < 3)):
            continue
        if part and not any(letter.isdigit() for letter in part):
            if (part.islower() and _stays(part, vocabulary) is not None) or part.upper() in w.ABBREVIATIONS:
                continue
            if part.lower() in w.capitalised() or "n" not in vocabulary.get(part.lower(), "n"):
                continue
        elif MIXED.fullmatch(part):
            continue
        return True
    return False


_STATES = re.compile(
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


def _judge(
    text: str,
    tokens: list[_Word],
    vocabulary: dict[str, str],
    hidden: bytearray,
    named: bytearray,
    ends: set[int],
) -> Iterator[Found]:
    """Which words are names: by the vocabulary first, then by their neighbours."""
    count = len(tokens)
    shouting, cased = _lines(text)
    gone = bytearray(count)  # 1: an identifier
    fixed = bytearray(count)  # 1: stays, whatever stands beside it
    doubt = bytearray(count)  # 1: a word that is a name as well, and stands where it may be either
    lows = [token.text.lower().replace(".", "") for token in tokens]
    marks: list[str | None] = []
    firsts = bytearray(count)
    plain = bytearray(count)  # no case to go by: all capitals, or all small
    for i, token in enumerate(tokens):
        low, word = lows[i], token.text
        # A capital asks for more than an ending: Kalvaitis is no inflammation.
        mark = (
            vocabulary.get(low.removesuffix("'s"))
            if word[0].isupper() and not word.isupper()
            else _stays(low, vocabulary)
        )
        if mark is None and (low in _ROLES or low in _KIN):
            mark = "c"
        marks.append(mark)
        first = _begins(text, token.start, hidden)
        firsts[i] = first
        loud = shouting(token.start) if word.isupper() else False
        plain[i] = loud or not cased(token.start)
        if not (loud and low in ("do", "ma", "ms", "pa")) and not word.islower() and _degree(word):
            fixed[i] = 1
        elif low in _MEASURES and len(low) > 1 and _AMOUNT.search(text, max(0, token.start - 2), token.start):
            fixed[i] = 1  # 14 Fr, 20 Gy
        elif low in w.EPONYMS and token.foreign and _eponym(i, tokens, lows, text):
            fixed[i] = 1
        elif not word.isascii() or (token.foreign and low not in _ACCENTED and len(low) > 1):
            gone[i] = not (len(word) == 1 and "\u0391" <= word <= "\u03c9")
        elif (
            len(low) == 1
            or (low in _HONORIFICS and (mark is None or firsts[i]))
            or (low in _SALTS and re.match(r"[ :=]{1,2}\d", text[token.end : token.end + 3]))
        ):
            pass
        elif "." in word:
            gone[i] = low.upper() not in w.ABBREVIATIONS and mark is None
        elif word.islower() or loud:
            if mark is None:
                gone[i] = (
                    not (
                        (low.upper() in _SMALL or (low.upper() in w.RARER and not plain[i])) and len(low) < 7
                    )
                    and not (loud and word in w.RARER)
                    and not _eponym(i, tokens, lows, text)
                    and low not in w.STATES
                    and not (low == "max" and _MOST.search(text, max(0, token.start - 8), token.end + 9))
                )
            elif "g" in mark or "n" in mark:
                doubt[i] = 1
        elif word.isupper() or (word[:-1].isupper() and word[-1] == "s" and len(word) > 2):
            known = (
                word in _ABBREVIATED
                or word.rstrip("s") in _ABBREVIATED
                or _ROMAN.fullmatch(word)
                or (
                    _ROMAN.fullmatch(word[:-1])
                    and _STAGE_OF.search(text, max(0, token.start - 12), token.start)
                )
            )
            if known:
                pass
            elif (
                mark is None
                or (not set(mark) & set("bc") and (len(low) < 6 or mark))
                or (("n" in mark or "m" in mark) and text[token.end : token.end + 1] != ":")
            ):
                gone[i] = low not in w.capitalised()
        elif word in _ABBREVIATED:
            pass  # Qb, tTG
        elif word[0].isupper() and (word[1:].islower() or "'" in word):
            gone[i], doubt[i] = _titled(i, first, low, mark, tokens, lows, text)
            if _eponym(i, tokens, lows, text) or (
                low in w.STATES
                and not re.match(r" [A-Z]", text[token.end : token.end + 2])
                and not (i and text[token.start - 1] == "-" and lows[i - 1] not in w.STATES)
            ):
                fixed[i] = 1
        elif _eponym(i, tokens, lows, text):
            fixed[i] = 1  # McBurney
        else:  # McDonald, mmHg
            gone[i] = (
                mark is None
                and word.upper() not in w.ABBREVIATIONS
                and word.rstrip("s").upper() not in w.ABBREVIATIONS
            )
    for i, token in enumerate(tokens):
        if named[token.start]:
            gone[i], fixed[i] = 1, 0
        elif (lows[i] in ("s", "n") and _SERIAL.match(text, token.start - 2 * (lows[i] == "n"))) or _labels(
            text, token, marks[i], hidden
        ):
            gone[i], fixed[i] = 0, 1
    for match in _HEADING.finditer(text):
        words = match[1].lower().split()
        ordinary = all(set(vocabulary.get(word, "")) & set("bc") for word in words) and any(
            map(_ordinary, words)
        )
        if ordinary and not shouting(match.start()):
            i = bisect.bisect_left(tokens, match.start(1), key=lambda token: token.start)
            while i < count and tokens[i].end <= match.end(1):
                gone[i], fixed[i] = 0, 1
                i += 1
    for match in _STATES.finditer(text):
        i = bisect.bisect_left(tokens, match.start(), key=lambda token: token.start)
        while i < count and tokens[i].end <= match.end():
            gone[i], fixed[i] = 0, 1
            i += 1
    for end in ends:
        gap = _AFTER_ADDRESS.match(text, end)
        i = bisect.bisect_left(tokens, gap.end() if gap else end, key=lambda token: token.start)
        if gap and i < count and tokens[i].start == gap.end():
            for j in _town(i, "," in gap[0], text, tokens, lows):
                gone[j], fixed[j] = 1, 0
    _by_neighbours(text, tokens, lows, marks, gone, doubt, firsts, plain, fixed)
    yield from _spans(text, tokens, gone)


_STAGE_OF = re.compile(r"(?i)\b(?:stage|figo|grade|type|class|arbor|level|category|phase|group|clark)[ \n]\Z")
_SERIAL = re.compile(r"(?i)(?<!\w)s/n\b")
_AMOUNT = re.compile(r"\d[ -]\Z")
_MOST = re.compile(r"(?i)\b(?:suv|t|pain|dose|to)[ -]max\b|\bmax (?:\d|assist|dose|of |temp|x\d|rate)")
_NUMBER_OF = re.compile(r"(?i)(?: (?:no|nr|num|number|id|code|acct|account)\b\.?)?( ?[:#=])? ?")


def _labels(text: str, token: _Word, mark: str | None, hidden: bytearray) -> bool:
    """Whether a word says what the number after it is: Fax 555-0100, CSN: 4471."""
    after = _NUMBER_OF.match(text, token.end)
    if token.text.islower() or after is None or after.end() >= len(text) or after.end() == token.end:
        return False
    if not (hidden[after.end()] or text[after.end()].isdigit()):
        return False
    if mark is not None:
        low = token.text.lower()
        if low in ("job", "batch") and len(after[0]) > 0:
            return True
        return not set(mark) & set("gnm") or (low in w.CAPITALISED and not set(mark) & set("gn"))
    return token.text.isupper() and 2 < len(token.text) < 5 and len(after[0]) > 1


def _titled(
    i: int, first: int, low: str, mark: str | None, tokens: list[_Word], lows: list[str], text: str
) -> tuple[bool, bool]:
    """Whether a capitalised word goes, and whether that is in doubt."""
    name = low.removesuffix("'s")
    if low.endswith("'d") and tokens[i].text[:2].isupper():
        return False, False  # OK'd
    if _eponym(i, tokens, lows, text) or low in w.STATES:
        return False, True
    if first:
        if mark is None:
            coined = len(low) > 8 and _COINED.fullmatch(low) is not None
            prefix = _PREFIX_MED.match(low)
            coined = coined or (
                len(low) > 8
                and prefix is not None
                and not set(w.vocabulary().get(low[prefix.end() :], "n")) & set("gnm")
            )
            return low not in w.capitalised() and name not in w.capitalised() and not coined, True
        return False, bool(set(mark) & set("gnm"))
    if low in _LANGUAGES:
        before, after = (
            text[max(0, tokens[i].start - 12) : tokens[i].start],
            text[tokens[i].end : tokens[i].end + 8],
        )
        spoken = re.match(
            r"[- ](?:speak|inter|lang|as |only|and |or |enceph|beetle|descent|ancestry)", after
        ) or re.search(
            r"(?i)(?:speaks?|lang\w*:?|in|primary|spoken|is|and|or|:|some|little|no|limited|prefers?|"
            r"fluent|only|native|reads?) $"
            r"|\($",
            before,
        )
        return spoken is None, True
    if low in w.capitalised():
        return False, True
    if mark is not None and not set(mark) & set("gnm"):
        # Alone it would be a name; beside another capital it is a heading.
        near = [
            j
            for j in (i - 1, i + 1)
            if 0 <= j < len(tokens) and tokens[j].text[0].isupper() and _ordinary(lows[j])
        ]
        beside = any(
            re.fullmatch(
                r"[ \n-]| / |/| & ",
                text[min(tokens[i].end, tokens[j].end) : max(tokens[i].start, tokens[j].start)],
            )
            for j in near
        )
        labels = set(mark) & set("bc") and re.match(r" ?[:#](?!\d)", text[tokens[i].end : tokens[i].end + 3])
        column = set(mark) & set("bc") and text[max(0, tokens[i].start - 3) : tokens[i].start] == "   "
        return not (beside or labels or column or (set(mark) & set("bc") and len(low) > 8)), False
    return True, False


def _ordinary(low: str) -> bool:
    """Whether a word is no name, whatever stands beside it."""
    return low in w.capitalised() or not set(w.vocabulary().get(low, "n")) & set("gnm")


def _eponym(i: int, tokens: list[_Word], lows: list[str], text: str) -> bool:
    """A name of a disease or a sign, beside the word that says so."""
    first = last = i
    while first and text[tokens[first - 1].end : tokens[first].start] == "-":
        first -= 1
    while last + 1 < len(tokens) and text[tokens[last].end : tokens[last + 1].start] == "-":
        last += 1
    if first and (lows[first - 1] in _HONORIFICS or re.fullmatch(r"[A-Z]", tokens[first - 1].text)):
        before = text[tokens[first - 1].end : tokens[first].start]
        if re.fullmatch(r"\.[ \n]{0,2}" if len(lows[first - 1]) == 1 else r"\.?[ \n]{1,2}", before):
            return False  # Dr. K. Apgar
        if before == " " and first > 1 and lows[first - 2] in _HONORIFICS:
            return False  # Dr M Takahashi
    if first and text[tokens[first - 1].end : tokens[first].start] in (" ", "\n"):
        ahead = tokens[first - 1].text
        if lows[first - 1] in _KIN | _ROLES:
            return False  # wife Hunter present
        if (
            ahead.istitle()
            and ahead.lower() not in w.EPONYMS | w.TITLES
            and _stays(ahead.lower(), w.vocabulary()) is None
        ):
            return False  # Derrick Adson
    whole = "-".join(lows[first : last + 1]).removesuffix("-positive").removesuffix("-negative")
    name = whole.removesuffix("'s").removesuffix("'")
    if whole in w.IMPERSONAL or name in w.IMPERSONAL:
        return not (
            name in _GIVEN_TOO
            and (
                (first and lows[first - 1] in _KIN | _ROLES and text[tokens[first].start - 1] == " ")
                or _NAMED.match(text, tokens[last].end)
                or text[tokens[last].end : tokens[last].end + 1] == ","
            )
        )
    parts = [low.removesuffix("'s").removesuffix("'") for low in lows[first : last + 1]]
    if len(parts) > 1 and parts[-1] in ("positive", "negative"):
        parts.pop()
        if name in w.EPONYMS:
            return True  # Coombs-positive
    if (
        parts[0] in _SECOND
        and first
        and lows[first - 1].removesuffix("'s") in w.EPONYMS
        and (parts[0] != "arbor" or _STAGED.match(text, tokens[last].end))
    ):
        return True
    if name not in w.EPONYMS and not all(part in w.EPONYMS for part in parts):
        before = tokens[first - 1].text if first else ""
        return (
            tokens[last].text.istitle()
            and not whole.endswith("'s")
            and _SIGN.match(text, tokens[last].end) is not None
            and not before[:1].isupper()
        )
    if _FINDING.match(text, tokens[last].end):
        return True
    if parts[-1] in _SCORES and _STAGED.match(text, tokens[last].end):
        return True
    if parts[-1] in _SPLIT and re.match(
        r" Arbor (?:stage )?[I\d]", text[tokens[last].end : tokens[last].end + 15]
    ):
        return True
    reach = 3 if parts[-1] in _SPLIT else 1
    if name == "foley" and re.match(
        r" (?:in|to|out|placed|removed|draining|care|cath|bag)\b",
        text[tokens[last].end : tokens[last].end + 10],
    ):
        return True
    if (name == "braxton" and last + 1 < len(lows) and lows[last + 1] == "hicks") or (
        name == "mohs"
        and first
        and lows[first - 1] in ("after", "for", "with", "p", "via", "of")
        and re.match(r"[,.;]", text[tokens[last].end : tokens[last].end + 1])
    ):
        return True
    if name == "foley" and first:
        at = re.match(
            r"(?i)[ \n](?:at \d|\d{1,4} ?(?:ml|cc|fr)\b|in\b)", text[tokens[last].end : tokens[last].end + 9]
        )
        done = lows[first - 1] in _WITH_CATHETER and text[tokens[first - 1].end : tokens[first].start] in (
            " ",
            "\n",
        )
        if at or done:
            return True
    near = [
        lows[j]
        for j in range(last + 1, min(last + 1 + reach, len(lows)))
        if re.fullmatch(r"(?!\n\n)[\w \n'-]{1,23}", text[tokens[last].end : tokens[j].start])
        and not (
            tokens[last].text.istitle() and re.match(r"\n[A-Z]", text[tokens[j].start - 1 : tokens[j].end])
        )
        and all(lows[k].removesuffix("'s") in _EPONYM_WORDS for k in range(last + 1, j))
    ]
    return any(word in w.EPONYM_NOUNS or _AILMENT.search(word) for word in near)


_WITH_CATHETER = _set(
    "the a no indwelling pull pulled remove removed place placed insert inserted keep change changed flush "
    "new "
    "chronic maintain discontinue dc coude irrigate irrigated via without has had its urine drained"
)
_AILMENT = re.compile(r"[a-z]{3}(?:itis|osis|pathy|oma|plasty|ectomy|otomy|scopy|emia|penia|megaly|trophy)\Z")
# What a sign or a manoeuvre says: Leopold: vertex.
_SIGN = re.compile(
    r"[ \n](?:sign|signs(?= (?:were|are|absent|present|negative|positive)\b)|triad|reflex|syndrome|"
    r"phenomenon|maneuver|manoeuvre|sarcoma|lymphoma)\b"
)
_STAGED = re.compile(
    r"[ \n:]{1,2}(?:score |index |scale |level |stage |grade |class )?(?:of )?(?:\d|[IVX]{1,4}[ABCD]?\b)"
)
_FINDING = re.compile(
    r"(?i)(?:'s)?(?::| is| was)? (?:negative|positive|neg\b|pos\b|absent|present|equivocal|"
    r"vertex|breech|cephalic|transverse|"
    r"[+-](?=[.,;\n]))"
)
_AFTER_ADDRESS = re.compile(
    r"(?i)(?:,? (?:\d{1,3}(?:st|nd|rd|th)? (?:fl|floor)|(?:fl|floor|apt|unit|bldg|lot|rm|ste|suite|"
    r"no)\.? ?\#?\w{1,5}|"
    r"\#\w{1,5}|[nsew]{1,2}|mobile home park|trailer park)\b\.?){0,3}(?:,[ \n]{0,2}| |\n)"
)


def _town(i: int, comma: bool, text: str, tokens: list[_Word], lows: list[str]) -> list[int]:
    """Capitalised words after an address; without a comma, only where a state or a ZIP code follows."""
    inside = _stretch(i, comma, text, tokens, lows)
    if not inside:
        return []
    after = text[tokens[inside[-1]].end : tokens[inside[-1]].end + 24]
    state = re.match(
        r"[, \n.]{1,3}(?:[A-Z]{2}\b|\d{5}|\x00|" + "|".join(w.STATES) + r")", after, re.IGNORECASE
    )
    return (
        inside
        if state or (comma and re.match(r"(?i)\s?[,.;:)\n]|  | (?:at|in|with|for|on)\b|\Z", after))
        else []
    )


def _stretch(i: int, comma: bool, text: str, tokens: list[_Word], lows: list[str]) -> list[int]:
    """Capitalised words side by side that may be a place, with the small words between them."""
    inside: list[int] = []
    for j in range(i, min(i + 4, len(tokens))):
        word = tokens[j].text
        small = (lows[j] in _INSIDE or lows[j] == "or") and inside
        if not (word[0].isupper() or small) or (lows[j] in _FUNCTION and not small) or lows[j] in w.STATES:
            break
        if word in w.STATE_LETTERS and not small and (inside or lows[j] not in _BEFORE_PLACES):
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
    while inside and (lows[inside[-1]] in _INSIDE or lows[inside[-1]] == "or"):
        inside.pop()
    return inside


_GIVEN_TOO = _set("candida braden romberg luer bovie babcock adson allis lachman fleischner kerley seldinger")
_NAMED = re.compile(
    r""" (?:["'(]{1,2}[A-Z]|\((?:cousin|wife|husband|son|daughter|sister|brother|mother|father)\b|"""
    r"[A-Z][a-z]{2,}\b(?! ?[:/]))"
)
# First and second words of names in two words: Ann Arbor, Lou Gehrig, Salter Harris.
_SPLIT = _set(
    "lou bence braxton grey bird bair miami salem hunt rocky christmas baker von west charcot stokes "
    "osgood rocky cheyne guillain wolff ann salter child swan "
    "jackson duke"
)
_SCORES = _set(
    "berg lawton katz rockall edinburgh epworth bosniak hess mayo nottingham bethesda shiley child kerley "
    "gleason karnofsky mallampati breslow ranson morse braden killip clark fitzpatrick apgar glasgow "
    "pugh norton rankin wells oncotype aldrete braak apfel caprini waterlow maddrey hoehn yahr bishop padua "
    "ashworth wagner beighton ballard oswestry banff centor seidel tanner sokolow rutherford fontaine hunt "
    "finnegan fazekas fuhrman mirels kurtzke elixhauser charlson naranjo richmond barthel downton"
)
_SECOND = _set(
    "arbor gehrig hicks nest hugger mountain sump harris stokes barre jones nile willebrand pugh ganz "
    "pratt marie"
)


_EPONYM_WORDS = w.EPONYMS | _SECOND | w.EPONYM_NOUNS


def _lines(text: str) -> tuple[Callable[[int], bool], Callable[[int], bool]]:
    """Two questions about a place: is its line all in capitals, and has its line capitals at all."""
    starts = [0, *(match.end() for match in re.finditer(r"\n", text))]
    loud, cased = [], []
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        line = text[start:end]
        small, large = len(re.findall(r"[a-z]", line)), len(re.findall(r"[A-Z]", line))
        loud.append(large > 8 * small and len(re.findall(r"[A-Z]{2,}", line)) > 3)
        cased.append(large > 0)

    def shouting(place: int) -> bool:
        return loud[bisect.bisect_right(starts, place) - 1]

    def has_capitals(place: int) -> bool:
        return cased[bisect.bisect_right(starts, place) - 1]

    return shouting, has_capitals


_HEADING = re.compile(r"(?:(?<![^\n])|(?<=[.!?;:)] ))((?:[A-Z]{3,}[ \n]){1,2}[A-Z]{3,}):")
_NO_INITIAL = re.compile(r"(?i)(?:\d[ -]?|\b(?:sex|gender)\W{1,3}|(?:old|yrs?|yo|y/o|y\.o\.?|years?)[ -]?)\Z")


_BOX_TICKED = re.compile(r"(?:\( ?[xX]?\)|\[ ?[xX]?\])\Z")
_TIME_FIRST = re.compile(r"(?:\A|\n|[.;] )[0-2]?\d(?::[0-5]\d| ?[0-5]\d)(?: ?(?:[apAP]\.?[mM]\.?|hrs?|h))?\Z")


def _begins(text: str, start: int, hidden: bytearray) -> int:
    """1 at the start of a sentence or line, 2 of a wrapped line, 3 after an initial, 0 inside a sentence."""
    place = start - 1
    lines = 0
    while place >= 0 and start - place < 60 and text[place] in " \n\t\"'([*-•#>_":
        lines += text[place] == "\n"
        place -= 1
    if place < 0 or start - place >= 60:
        return 1
    if text[place] in ")]" and _BOX_TICKED.search(text, max(0, place - 3), place + 1):
        return 1
    if text[place].isalnum() and _TIME_FIRST.search(text, max(0, place - 14), place + 1):
        return 1
    if text[place] in ".!?":
        before = re.search(r"([A-Za-z]{1,10})\.?$", text[max(0, place - 11) : place])
        if before and (
            (before[1].lower() in _HONORIFICS and before[1][0].isupper()) or before[1].lower() == "st"
        ):
            return 0
        initial = before and len(before[1]) == 1 and before[1].isupper()
        if initial and text[place] == "." != text[place - 1]:
            if lines and re.match(r"[A-Z][\w ]{1,24}:", text[start : start + 26]):
                return 1  # the next line of a form
            return 1 if _NO_INITIAL.search(text[max(0, place - 12) : place - 1]) else 3  # 98.4 F. or J.
        return 1
    if text[place] == ":":
        label = re.search(r"([A-Za-z]{1,20})$", text[max(0, place - 20) : place])
        return 0 if label and label[1].lower() in _LABELS | _ROLES else 1
    if text[place] in ";" or re.search(r"(?:^|\n)\s{0,4}\d{1,2}[.)]$", text[max(0, place - 8) : place + 1]):
        return 1
    if lines:
        line = text.rfind("\n", max(0, place - 60), place)
        form = line >= 0 and re.match(r"[A-Z][\w ]{1,24}:", text[line + 1 : line + 27])
        short = text[place] != "," and place - line < 30
        goes_on = re.search(
            r" (?:of|in|the|by|with|and|to|from|at|for)\Z", text[max(0, place - 5) : place + 1]
        )
        return 1 if lines > 1 or (not goes_on and (form or short)) else 2
    return 0


def _by_neighbours(
    text: str,
    tokens: list[_Word],
    lows: list[str],
    marks: list[str | None],
    gone: bytearray,
    doubt: bytearray,
    firsts: bytearray,
    plain: bytearray,
    fixed: bytearray,
) -> None:
    count = len(tokens)
    gaps = [
        text[tokens[i].end : tokens[i + 1].start] if tokens[i + 1].start - tokens[i].end < 5 else "....."
        for i in range(count - 1)
    ]
    gaps.append(".....")

    def titled(i: int) -> bool:
        return tokens[i].text[0].isupper()

    def nameword(i: int) -> bool:
        mark = marks[i]
        return mark is not None and bool(set(mark) & set("gnm"))

    for i in range(count):
        low = lows[i]
        near = i + 1 < count and re.fullmatch(r"\.?[ \n]{1,2}", gaps[i])
        if (
            near
            and low in _HONORIFICS
            and not re.search(r"\d ?$", text[max(0, tokens[i].start - 2) : tokens[i].start])
            and (titled(i) or plain[i] or low in ("dr", "mr", "mrs", "ms"))
        ):
            j = i + 1
            if (
                (
                    not titled(j)
                    and not plain[j]
                    and (
                        nameword(j)
                        or lows[j] in _MEASURES
                        or lows[j].upper() in w.ALSO_NAMES
                        or (low in ("mr", "mrs") and "c" not in (marks[j] or "c") and lows[j] not in _NO_NAME)
                        or (
                            low == "dr"
                            and lows[j].upper() in _SMALL - _set("OK PCP ER ED APPT")
                            and (plain[j] or _ENDS.match(text, tokens[j].end))
                        )
                    )
                    and lows[j] not in _UNJOINED
                    and low not in ("miss", "judge", "doctor")
                )
                or (
                    titled(j)
                    and not plain[j]
                    and (lows[j] not in w.capitalised() or nameword(j))
                    and lows[j] not in ("the", "a", "and")
                )
                or (
                    low in ("mr", "mrs", "ms", "dr")
                    and tokens[j].text.istitle()
                    and lows[j] in ("person", "nurse", "doctor")
                )
                or (plain[j] and nameword(j))
                or (low != "miss" and titled(j) and marks[j] is None)
            ):
                gone[j] = 1
        labelled = near or (i + 1 < count and gaps[i] in (": ", ":"))
        if (
            labelled
            and (low in _LABELS | _ROLES or low == "with")
            and lows[i + 1] not in _HONORIFICS
            and titled(i + 1)
            and not tokens[i + 1].text.isupper()
            and not plain[i + 1]
            and not firsts[i + 1]
            and (lows[i + 1] not in w.capitalised() or set(marks[i + 1] or "") & set("gn"))
            and lows[i + 1].removesuffix("'s") not in w.EPONYMS
            and lows[i + 1] not in w.STATES
        ):
            gone[i + 1] = 1  # her husband Page
        if (
            near
            and low in _KIN
            and tokens[i + 1].text.islower()
            and set(marks[i + 1] or "") & set("gn")
            and "c" not in (marks[i + 1] or "")
            and lows[i + 1] not in _MODAL
        ):
            gone[i + 1] = 1
        if (
            near
            and low in ("by", "with", "named", "called")
            and i + 2 < count
            and tokens[i + 1].text.islower()
            and "g" in (marks[i + 1] or "")
            and set(marks[i + 2] or "") & set("gn")
            and gaps[i + 1] == " "
            and not {lows[i + 1], lows[i + 2]} & _MODAL
        ):
            gone[i + 1] = gone[i + 2] = 1
        if (
            near
            and low in _LABELS
            and plain[i]
            and nameword(i + 1)
            and "g" in (marks[i + 1] or "")
            and lows[i + 1] not in _MODAL
        ):
            gone[i + 1] = 1
        if (
            near
            and firsts[i]
            and titled(i)
            and marks[i] == ""
            and low not in w.capitalised()
            and (lows[i + 1] in _PEOPLE_DO or lows[i + 1] in _BE)
        ):
            gone[i] = 1
        if (
            firsts[i]
            and titled(i)
            and low.endswith("'s")
            and not plain[i]
            and not fixed[i]
            and low.removesuffix("'s") not in w.capitalised()
            and ("c" not in (marks[i] or "") or "g" in (marks[i] or ""))
        ):
            gone[i] = 1
        if (
            near
            and low.endswith("'s")
            and lows[i + 1] in _KIN
            and "g" in (marks[i] or "")
            and low[:-2] not in _NO_NAME
        ):
            gone[i] = 1
        if doubt[i] and firsts[i] and titled(i) and nameword(i) and not plain[i]:
            mark = marks[i] or ""
            after = lows[i + 1] if near else ""
            if (
                (firsts[i] == 3 and low not in ("he", "her", "in", "an", "so", "my", "you", "to", "do"))
                or (firsts[i] == 2 and low not in w.capitalised() and ("c" not in mark or "g" in mark))
                or (low.endswith("'s") and "c" not in mark)
                or (
                    after in _SAYS
                    and low not in _LABELS | {"he", "her", "you", "in", "an", "so", "staff", "child"}
                )
                or (
                    after in _PEOPLE_DO
                    and not (after == "notes" or low in w.capitalised())
                    and ("c" not in mark or "g" in mark or "n" in mark)
                )
                or (
                    "g" in mark
                    and "c" not in mark
                    and low not in _MODAL
                    and (
                        after == "c"
                        or (
                            len(after) > 3
                            and after.endswith(("s", "ed"))
                            and tokens[i + 1].text.islower()
                            and not after.endswith("ss")
                        )
                    )
                )
                or (
                    after in _BE
                    and low not in _LABELS
                    and low not in ("he", "she", "we", "you", "son", "her", "child", "parent", "case")
                    and i + 2 < count
                    and lows[i + 2] in _DONE_TO
                )
                or (
                    after in _BE
                    and "c" not in mark
                    and "b" in mark
                    and "n" in mark
                    and low not in w.capitalised()
                )
                or (near and after == "and" and i + 2 < count and gone[i + 2] and low not in w.capitalised())
                or re.match(
                    r", (?:his|her|their|the patient's|a|an|the) (?:\w{1,12} )?(?:" + "|".join(_KIN) + r")\b",
                    text[tokens[i].end : tokens[i].end + 40],
                )
                or (i + 1 < count and gaps[i] == " (" and lows[i + 1] in _LABELS)
                or (i + 1 < count and gaps[i] == ", " and gone[i + 1] and low not in w.capitalised())
            ):
                gone[i] = 1
        if plain[i] and doubt[i] and near and doubt[i + 1] and plain[i + 1] and gaps[i] == " ":
            both = marks[i] or "", marks[i + 1] or ""
            if (
                "g" in both[0]
                and "n" in both[1]
                and "c" not in both[0]
                and low not in _MODAL
                and lows[i + 1] not in _UNJOINED
                and ("c" not in both[1] or tokens[i].text.isupper())
            ):
                gone[i] = gone[i + 1] = 1
        if (
            near
            and lows[i + 1] in ("county", "township", "parish")
            and titled(i)
            and not plain[i]
            and firsts[i] in (0, 2)
            and (nameword(i) if titled(i + 1) else low not in w.CAPITALISED | _FUNCTION)
        ):
            gone[i] = 1
        if (
            low == "of"
            and near
            and i
            and lows[i - 1] in ("county", "city", "town", "village", "parish")
            and titled(i + 1)
            and not plain[i + 1]
        ):
            gone[i + 1] = 1
        if (
            near
            and lows[i + 1] == "and"
            and i + 2 < count
            and gone[i + 2]
            and titled(i)
            and not plain[i]
            and i
            and gaps[i - 1] == ", "
            and (titled(i - 1) or gone[i - 1])
            and tokens[i + 2].text[0].isupper()
            and (low not in w.capitalised() or low in w.EPONYMS or "n" in (marks[i] or ""))
        ):
            fixed[i] = 0
            gone[i] = 1
    for i in _headings(text, tokens, lows, marks, plain):
        gone[i], fixed[i] = 0, 1
    _by_place(text, tokens, lows, marks, gaps, gone, firsts, plain, fixed)
    _by_form(text, tokens, lows, marks, gaps, gone, firsts, plain, fixed)
    for match in _FIELD.finditer(text):
        spoken = match[0].lower().startswith("name")  # the name itself, however it is written
        for i in _field(text, match.end(), spoken, tokens, lows, marks, gone, plain):
            gone[i], fixed[i] = 1, 0
    for i in _asked(text, tokens, lows, marks):
        gone[i], fixed[i] = 0, 1
    for i in range(count):
        gone[i] &= not fixed[i]
    orders = (range(count), range(count - 1, -1, -1))
    for order in (*orders, None, *orders):
        if order is None:  # names that were joined have words beside them, too
            _by_form(text, tokens, lows, marks, gaps, gone, firsts, plain, fixed)
            continue
        for i in order:
            if not gone[i]:
                continue
            for j, gap in ((i - 1, gaps[i - 1] if i else "....."), (i + 1, gaps[i])):
                if (
                    not 0 <= j < count
                    or gone[j]
                    or fixed[j]
                    or not re.fullmatch(r"[ \n]{1,2}|\. ?|-|'|,[ \n]?|\.-|[\^*/|]| - ", gap)
                ):
                    continue
                gone[j] = _joins(text, i, j, gap, tokens, lows, marks, gone, firsts, plain)

    for i in range(count - 2):
        pair, between = (i, i + 2), gaps[i] == gaps[i + 1] == " "
        if between and lows[i + 1] == "and" and plain[i] and plain[i + 2] and tokens[i].text.isupper():
            for one, other in (pair, pair[::-1]):  # ROKOW AND MILES AGREE, WITH SILVER AND MOTHER
                known = gone[other] or (lows[other] in _KIN and i and lows[i - 1] == "with")
                some = set(marks[one] or "") & set("gnm") and lows[one] not in _NO_NAME
                if known and some and not fixed[one]:
                    gone[one] = 1
        bracketed = (gaps[i], gaps[i + 1]) in ((" (", ") "), (' ("', '") '), (' "', '" '))
        called = bracketed and gone[i + 1] and gone[i + 2]
        if called and titled(i) and nameword(i) and not fixed[i]:  # Joy (Yvonne) O'Valencia
            gone[i] = 1


# What a form asks for, up to a colon: Last, First MI: / Years of schooling: / Mailing address (if different):
_ASKED = re.compile(
    r"(?:(?<![^\n])|(?<=   ))(?:[ \t]{0,8}[(\[] ?[xX]?[)\]] ?)?"
    r"([A-Z][\w'-]{0,20}"
    r"(?:(?:(?<=Last), |(?<=First), |(?<=City), |(?<=Name), | / ?|[ /&])[A-Za-z][\w'-]{0,20}){0,4})"
    r"(?: \([a-z ]{2,30}\))? ?[.]{0,8}[:#]"
    r"(?=[\s#:]|\Z)"
)
# Words that name a line of a form, though they are names too.
_FORM_WORDS = _set(
    "street job last first page bill case room bed ward unit line date sex race site type code care home "
    "work cell note plan head neck back skin port drain tube grade title bay ride may will drug rate cause "
    "class stage order service call re mi"
)


def _unlike(i: int, tokens: list[_Word], lows: list[str], marks: list[str | None]) -> bool:
    """Whether a word of a form or a heading is nobody's name."""
    mark = marks[i]
    if lows[i] in _FUNCTION or tokens[i].text in _SMALL:
        return True
    return mark is not None and not set(mark) & set("gn") and bool(set(mark) & set("bc") or len(lows[i]) > 5)


def _asked(text: str, tokens: list[_Word], lows: list[str], marks: list[str | None]) -> Iterator[int]:
    """Words that say what a form asks for, up to a colon."""
    starts = [token.start for token in tokens]
    for match in _ASKED.finditer(text):
        inside = range(bisect.bisect_left(starts, match.start(1)), bisect.bisect_left(starts, match.end(1)))
        rare = [i for i in inside if marks[i] == "" and len(lows[i]) < 9]
        if not rare and all(lows[i] in _FORM_WORDS or _unlike(i, tokens, lows, marks) for i in inside):
            yield from inside


def _headings(
    text: str, tokens: list[_Word], lows: list[str], marks: list[str | None], plain: bytearray
) -> Iterator[int]:
    """Words in capitals that stay because the word beside them is no name either: TRANSFER FORM."""
    for i in range(len(tokens) - 1):
        pair = (i, i + 1)
        if (
            not plain[i]
            and text[tokens[i].end : tokens[i + 1].start] in (" ", " / ", "/")
            and all(
                tokens[j].text.isupper() and len(lows[j]) > 1 and _unlike(j, tokens, lows, marks)
                for j in pair
            )
            and any(lows[j] not in _FUNCTION and tokens[j].text not in _SMALL for j in pair)
            and not any(lows[j] in _TITLED | _KIN | _PARTICLES - _FUNCTION for j in pair)
        ):
            yield from pair


def _degree(word: str) -> bool:
    """Whether letters after a name are a degree or a profession, as written: MD, PharmD."""
    return word.upper().replace(".", "") in _CREDENTIALS and (
        word[:2].isupper() or "." in word or word.lower() in ("phd", "pharmd", "esq")
    )


def _field(
    text: str,
    start: int,
    spoken: bool,
    tokens: list[_Word],
    lows: list[str],
    marks: list[str | None],
    gone: bytearray,
    plain: bytearray,
) -> list[int]:
    """Which words a form gives as somebody's name: all up to the end of the field, or to the next label."""
    i = bisect.bisect_left(tokens, start, key=lambda token: token.start)
    inside: list[int] = []
    reach = start
    for j in range(i, min(i + 7, len(tokens))):
        gap, word = text[reach : tokens[j].start], tokens[j].text
        if (
            not re.fullmatch(r"""[ \n]{0,2}["(]?|\.?[ \n]?|[,;][ \n]{0,2}|[-'^/]|[)"] ?""", gap)
            or gap == "\n\n"
        ):
            break
        if gap.startswith(".") and j > i and len(tokens[j - 1].text) > 2 and "." not in tokens[j - 1].text:
            break
        label = re.match(r"(?: \w{1,12}){0,2}\s?[:#=]", text[tokens[j].end : tokens[j].end + 30])
        if (label and (j > i or label[0].strip() != ":")) or lows[j] in _NEXT_FIELDS:
            break
        if lows[j] in _HONORIFICS | {"nurse"} and not inside:
            reach = tokens[j].end
            continue
        if lows[j] in _HONORIFICS or (j > i and _degree(word)):
            break
        if inside and (
            lows[j] in _WITHIN
            or (
                word.islower()
                and tokens[inside[0]].text[0].isupper()
                and lows[j] not in _PARTICLES
                and not (gone[j] or gap == "-")
            )
        ):
            break  # by: Dr. Quigley on Monday; Rose Quigley (niece)
        flagged = marks[j] is None or bool(set(marks[j] or "") & set("gnm")) or word in w.ALSO_NAMES
        if (
            j > i
            and gone[j - 1]
            and gap.startswith(",")
            and word[0].isupper()
            and "c" not in (marks[j] or "")
        ):
            flagged = True  # Papadimitriou,Norm
        if lows[j] not in _NO_NAME and "c" not in (marks[j] or "") and j + 1 < len(tokens) and gone[j + 1]:
            flagged = flagged or text[tokens[j].end : tokens[j + 1].start] == " "  # puck miettinen
        flagged = flagged or len(word) == 2 or "." in word or (spoken and "c" not in (marks[j] or ""))
        if not (gone[j] or len(word) == 1 or flagged or lows[j] in _PARTICLES):
            break
        if word.islower() and not (plain[j] or gone[j] or spoken or flagged or lows[j] in _PARTICLES):
            break
        inside.append(j)
        reach = tokens[j].end
    while inside and lows[inside[-1]] in ("and", "of", "the"):
        inside.pop()
    after = text[tokens[inside[-1]].end : tokens[inside[-1]].end + 3] if inside else ""
    whole = re.match(r"[,;|\n\s]?[,;|\n\s(]|[,;|\n)(]|\.(?:\s|\Z)|\Z|\s[A-Z]{2}", after) is not None
    sure = (
        any(gone[j] for j in inside)
        or (whole and spoken and len(inside) > 1)
        or (
            whole
            and any(set(marks[j] or "") & set("gn") or tokens[j].text.upper() in w.ALSO_NAMES for j in inside)
        )
    )
    return inside if sure else []


def _by_place(
    text: str,
    tokens: list[_Word],
    lows: list[str],
    marks: list[str | None],
    gaps: list[str],
    gone: bytearray,
    firsts: bytearray,
    plain: bytearray,
    fixed: bytearray,
) -> None:
    """Words that stand where only a name stands, whatever the vocabulary says of them."""
    count = len(tokens)
    starts = [token.start for token in tokens]
    capitalised = w.capitalised()

    def within(start: int, end: int) -> range:
        return range(bisect.bisect_left(starts, start), bisect.bisect_left(starts, end))

    def take(i: int) -> None:
        gone[i], fixed[i] = 1, 0

    def capital(i: int) -> bool:
        return tokens[i].text[0].isupper()

    def nameword(i: int) -> bool:
        return bool(set(marks[i] or "gn") & set("gnm"))

    def person(i: int) -> bool:
        """Whether the word may be of a name where one stands."""
        if fixed[i] and lows[i].upper() in _CREDENTIALS:
            return False
        if len(tokens[i].text) == 1 and re.match(r":| \d", text[tokens[i].end : tokens[i].end + 2]):
            return False
        if len(tokens[i].text) == 1 or gone[i]:
            return tokens[i].text.isupper() or bool(gone[i])
        if tokens[i].text.islower() or lows[i] in _TITLED or lows[i].upper() in _DEGREES:
            return False
        if len(tokens[i].text) > 2 and tokens[i].text in _SMALL and lows[i] not in w.EPONYMS:
            return False
        if plain[i]:
            known = tokens[i].text in _SMALL and lows[i] not in w.EPONYMS
            return (nameword(i) and lows[i] not in _MODAL | _BE and not known) or (
                tokens[i].text in w.ALSO_NAMES
            )
        return nameword(i) or lows[i] not in w.CAPITALISED

    for i in range(1, count):  # Rose W. Salami, MD
        if lows[i].upper() not in _CREDENTIALS or not _degree(tokens[i].text):
            continue
        j = i - 1
        if (  # Haven H., RN
            len(lows[j]) == 1
            and re.fullmatch(r"\.?,?[ \n]", gaps[j])
            and j
            and gaps[j - 1] == " "
            and tokens[j].text.isupper()
            and capital(j - 1)
            and lows[j - 1] not in _NOT_ONE
            and nameword(j - 1)
        ):
            take(j - 1)
        if (  # I agree. Driver MD
            lows[i].upper() in _DEGREES
            and gaps[j] == " "
            and lows[j] in _ROLES
            and tokens[j].text.istitle()
            and firsts[j]
            and not plain[j]
        ):
            take(j)
        if (  # Rust, M., RN
            len(lows[j]) == 1
            and re.fullmatch(r"\.?,[ \n]", gaps[j])
            and j
            and gaps[j - 1] == ", "
            and tokens[j].text.isupper()
            and capital(j - 1)
            and lows[j - 1] not in _TITLED | _FUNCTION
        ):
            take(j - 1)
        comma = re.fullmatch(r",[ \n]{1,2}", gaps[j]) is not None
        spare = gone[j] or (j and re.fullmatch(r"\.[ \n]{1,2}", gaps[j - 1]) and len(lows[j - 1]) == 1)
        if not (comma or (gaps[j] in (" ", "\n") and (lows[i].upper() in _DEGREES or spare))):
            continue
        last = j
        while last > 1 and fixed[last] and _degree(tokens[last].text) and gaps[last - 1].startswith(","):
            last -= 1  # Rose Salami, PT, DPT
        spare = spare or (
            gone[last - 1] and gaps[last - 1] == " " and capital(last) and lows[last] not in _LABELS | _ROLES
        )
        if (plain[i] and lows[i].upper() not in _DEGREES and not spare) or len(lows[j]) < 2:
            continue
        for j in range(last, max(-1, last - 5), -1):
            if not (
                person(j)
                or (j == last and spare)
                or (
                    j == last - 1
                    and gone[j + 1]
                    and "g" in (marks[j] or "")
                    and text[tokens[j].start - 2] == ":"
                )
                or (lows[j] in _PARTICLES and lows[j] not in ("to", "the", "of", "and") and j < last)
                or (  # SKIP F KARIMOV, MBBS
                    j + 2 <= last
                    and len(lows[j + 1]) == 1
                    and gone[j + 1]
                    and gone[j + 2]
                    and gaps[j] == " "
                    and capital(j)
                    and lows[j] not in _NO_NAME
                    and lows[j] not in capitalised
                )
            ):
                break
            if j < last and not re.fullmatch(r"[ \n]{1,2}|\.[ \n]{0,2}|-|'|,[ \n]{1,2}", gaps[j]):
                break
            if j < last and gaps[j].endswith("\n") and gaps[j] != "\n" and not (firsts[j] and nameword(j)):
                break
            if tokens[j].text == "I" and gaps[j].startswith(","):
                break  # I, Rose Salami, MD
            if firsts[j] and lows[j] in _MODAL and j + 2 <= last and gone[j + 1] and gaps[j] == " ":
                break  # Call Rose Salami, MD
            if (
                gaps[j].startswith(",")
                and j < last
                and lows[j] in w.CAPITALISED
                and not set(marks[j] or "gn") & set("gn")
            ):
                break  # General, Rose Salami, MD
            take(j)
    for match in _PERSON.finditer(text):
        i = bisect.bisect_left(starts, match.end())
        end = min(i + 5, bisect.bisect_left(starts, match.end() + 60))
        if i < end and lows[i] in _HONORIFICS:
            i += 1
        some = [
            j
            for j in range(i, end)
            if person(j) and nameword(j) and (plain[j] or lows[j] not in capitalised or j > i)
        ]
        beside = i + 2 < end and lows[i + 1] == "and" and gone[i + 2]
        if (
            i + 1 < end
            and capital(i)
            and lows[i] not in _NO_NAME
            and (beside or (gaps[i][:1] == "," and gone[i + 1]))
        ):
            some.append(i)  # Vasa, Makara
        for j in range(i, end):
            named = person(j) and (j in some or gone[j] or len(lows[j]) == 1)
            if not named and not (lows[j] in _PARTICLES or lows[j] == "and"):
                break
            if named and lows[j] != "and":
                take(j)
            if not re.fullmatch(r"[ \n]{1,2}|\.[ \n]{0,2}|-|'|,[ \n]{1,2}", gaps[j]):
                break
            if gaps[j].startswith(".") and len(lows[j]) > 3:
                break
    for i in range(count):  # sister Norm, coordinator nurse Sharp; Friend (PGY-2), Skip (father)
        told = (
            i + 2 < count
            and gaps[i] in (" (", "\n(", ", ", " ")
            and (
                (
                    lows[i + 1] in _KIN | {"stepson", "stepfather", "stepmother", "landlord"}
                    and gaps[i] in (" (", "\n(")
                )
                or (tokens[i + 1].text in _LETTERS_AFTER and gaps[i] != " " and lows[i] not in w.CAPITALISED)
            )
        )
        called = i > 0 and (
            lows[i - 1] in _KIN | _ROLES | _PERSONS
            or (
                tokens[i - 1].text in _BEFORE_NURSES
                and lows[i] not in _TITLED | _BE
                and (
                    nameword(i)
                    or re.match(r" (?:[a-z]|at \d|[A-Z]\b)", text[tokens[i].end : tokens[i].end + 5])
                )
            )
        )
        ahead = called and gaps[i - 1] in (" ", "\n") and firsts[i] in (0, 2)
        # A degree that leaves no doubt.
        lettered = re.match(
            r" \(PGY|, ?(?:M\.D|D\.O|PA-C|FNP-BC|OTR/L|CCC-SLP)\b", text[tokens[i].end : tokens[i].end + 9]
        )
        if capital(i) and not plain[i] and lettered and nameword(i):
            take(i)
        if not capital(i) or lows[i] in _TITLED or tokens[i].text in _SMALL:
            continue
        if (
            (told and not fixed[i] and (not plain[i] or nameword(i)) and not (firsts[i] and plain[i]))
            or (
                ahead
                and not fixed[i]
                and (
                    (not plain[i] and not (lows[i] in capitalised and "g" not in (marks[i] or "")))
                    or (
                        plain[i]
                        and nameword(i)
                        and "c" not in (marks[i] or "")
                        and lows[i] not in _MODAL | _BE | _PEOPLE_DO
                    )
                )
            )
            or (not plain[i] and lows[i] not in w.CAPITALISED and lettered)
            or (
                gone[i - 1]
                and i
                and gaps[i - 1] in (" ", "\n")
                and nameword(i)
                and _IS_KIN.match(text, tokens[i].end)
            )
        ):
            take(i)
    for i in range(1, count):
        kin = lows[i - 1] in _BEFORE_NAMES and gaps[i - 1] in (" ", "\n")
        if (
            kin
            and plain[i]
            and not fixed[i]
            and lows[i] not in _NO_NAME
            and lows[i] not in capitalised
            and not gone[i]
        ):
            j = i
            if i + 1 < count and gaps[i] in (" ", "\n") and nameword(i + 1) and lows[i + 1] not in _NO_NAME:
                j += 1  # BROTHER SKIP BROWN:
            ends = re.match(
                r"[.,;:(]|[ \n](?:\(|told\b|called\b|notified\b)",
                text[tokens[j].end : tokens[j].end + 10],
                re.IGNORECASE,
            )
            if (ends or (j > i and gone[j])) and (nameword(i) or "c" not in (marks[i] or "")):
                for k in range(i, j + 1):
                    take(k)
        if (  # leilani hoop (MRN 4471)
            not gone[i]
            and gone[i - 1]
            and gaps[i - 1] == " "
            and tokens[i].text.islower() == tokens[i - 1].text.islower()
            and nameword(i)
            and "c" not in (marks[i] or "")
            and lows[i] not in _NO_NAME
            and re.match(r"(?i) \((?:mrn|dob|age)\b|, \d", text[tokens[i].end : tokens[i].end + 8])
        ):
            take(i)
        if (  # Head and Els agree
            lows[i] == "and"
            and i + 2 < count
            and gone[i + 1]
            and capital(i - 1)
            and lows[i - 1] not in _NOT_ONE
            and firsts[i - 1]
            and any(
                lows[k] in ("agree", "agreed", "live", "attended", "met")
                for k in range(i + 2, min(i + 4, count))
            )
        ):
            take(i - 1)
    for match in _MONTH_NAME.finditer(text):  # Dr. June Baker
        i = bisect.bisect_left(starts, match.start(match.lastindex or 0))
        if i < count and tokens[i].end == match.end(match.lastindex or 0):
            take(i)
    for match in _USER.finditer(text):
        i = bisect.bisect_left(starts, match.start(1))
        while i < count and tokens[i].end <= match.end(1):
            take(i)
            i += 1
    for i in range(2, count):  # Maria of Nags Head
        known = gone[i - 2] or (i > 2 and len(lows[i - 2]) == 1 and gone[i - 3])
        if lows[i - 1] == "of" and known and gaps[i - 2] in (" ", ", ", "., ") and gaps[i - 1] in (" ", "\n"):
            for j in _stretch(i, True, text, tokens, lows):
                if fixed[j] or plain[j] or tokens[j].text in _SMALL:
                    break
                take(j)
    for i in range(count - 1):  # Pt label: Head, Maria G.; Patient Cold , Maria (Ann)
        if (
            gaps[i] in (", ", ",", " , ")
            and (gone[i + 1] or "g" in (marks[i + 1] or ""))
            and capital(i)
            and capital(i + 1)
            and not (gone[i] or fixed[i])
            and (
                tokens[i].text not in _SMALL
                or _ADDRESSED.search(text, max(0, tokens[i].start - 14), tokens[i].start)
            )
            and lows[i] not in _HONORIFICS | _FUNCTION - {"child"}
            and tokens[i].text.isupper() == tokens[i + 1].text.isupper()
            and _AFTER_GIVEN.match(text, tokens[i + 1].end)
            and _BEFORE_SURNAME.search(text, max(0, tokens[i].start - 24), tokens[i].start)
        ):
            take(i)
            take(i + 1)
    for i in range(count - 3):  # Skip, Maria and Rose Salami
        if (
            firsts[i]
            and capital(i)
            and not plain[i]
            and gaps[i] == ", "
            and gone[i + 1]
            and lows[i + 2] == "and"
            and gone[i + 3]
            and lows[i] not in _NOT_ONE
            and lows[i] not in capitalised
        ):
            take(i)
    for i in range(1, count - 1):  # MARIA HEAD III
        if (
            gone[i - 1]
            and capital(i)
            and gaps[i - 1] == gaps[i] == " "
            and tokens[i + 1].text in ("II", "III", "Jr", "JR", "Sr", "SR")
            and lows[i] not in _FUNCTION
            and "g" in (marks[i - 1] or "g")
        ):
            take(i)
    for i in range(count - 3):  # Dr Colt R Fever
        if (
            lows[i] in _HONORIFICS
            and gone[i + 1]
            and len(lows[i + 2]) == 1
            and tokens[i + 2].text.isupper()
            and gaps[i + 1] == gaps[i + 2] == " "
            and capital(i + 3)
            and plain[i + 1] == plain[i + 3]
            and tokens[i + 3].text.isupper() == tokens[i + 1].text.isupper()
            and lows[i + 3] not in _NO_NAME
        ):
            take(i + 3)
    for i in range(count - 2):  # Vines II, Rose V.; HAWA P. PLANT (NEPHEW)
        if (
            tokens[i + 1].text in ("II", "III", "IV", "Jr", "JR", "Sr", "SR")
            and gaps[i] == " "
            and gaps[i + 1] in (", ", "., ")
            and gone[i + 2]
            and capital(i)
            and nameword(i)
        ):
            take(i)
        if (
            gone[i]
            and len(lows[i + 1]) == 1
            and tokens[i + 1].text.isupper()
            and gaps[i] == " "
            and gaps[i + 1] == ". "
            and capital(i + 2)
            and plain[i + 2]
            and lows[i + 2] not in _NO_NAME
            and re.match(
                r" \(|[,;.)\n]| (?:IS|WAS|AND|MD|RN|DO)\b", text[tokens[i + 2].end : tokens[i + 2].end + 5]
            )
        ):
            take(i + 2)
    for i in range(2, count):  # SUPERVISOR R. PLANT WAS
        if (
            plain[i]
            and lows[i - 2] in _KIN | _ROLES | _HONORIFICS
            and len(lows[i - 1]) == 1
            and gaps[i - 1] in (". ", ".")
            and gaps[i - 2] == " "
            and lows[i] not in _NO_NAME
        ):
            take(i)
    for i in range(1, count):  # KEY HELD BY FELICITY DOLLAR.
        if (
            plain[i]
            and capital(i)
            and lows[i - 1] in ("by", "with", "from", "told", "called", "notified")
            and gaps[i - 1] == " "
            and ("g" in (marks[i] or "") or (marks[i] == "" and len(lows[i]) > 4))
            and "c" not in (marks[i] or "")
            and lows[i] not in _NO_NAME | _MODAL | capitalised
        ):
            j = i + 1
            ends = re.match(r"[.,;)\n]| \(|\Z", text[tokens[i].end : tokens[i].end + 2])
            two = j < count and gaps[i] == " " and lows[j] not in _NO_NAME and tokens[j].text not in _SMALL
            both = two and re.match(r"[.,;)\n]| \(|\Z", text[tokens[j].end : tokens[j].end + 2])
            if (ends and "g" in (marks[i] or "")) or both:
                take(i)
            if both and not ends:
                take(j)
    for match in _FORMER.finditer(text):  # name--maiden: Head; nee Cold
        i = bisect.bisect_left(starts, match.end())
        if (
            i < count
            and tokens[i].start == match.end()
            and lows[i] not in _FUNCTION - {"child"} | {"unknown"} | w.STATES
            and not (
                match[0][:2].lower() in ("pr", "fo", "go", "kn", "ca")
                and (
                    lows[i] in _LANGUAGES | _HONORIFICS | _ROLES | _KIN
                    or (lows[i] in capitalised and lows[i] != "card")
                )
            )
        ):
            take(i)
    for i in range(1, count):  # accepting Child, MD
        if (
            tokens[i].text.istitle()
            and not plain[i]
            and tokens[i - 1].text.islower()
            and gaps[i - 1] in (" ", "\n", ", ")
            and re.match(r", (?:MD|M\.D\.|DO|D\.O\.)(?!\w)", text[tokens[i].end : tokens[i].end + 8])
            and lows[i] not in _TITLED - {"child"}
        ):
            take(i)
    for match in _SISTER.finditer(text):  # Sr. Head was admitted
        i = bisect.bisect_left(starts, match.end())
        if i < count and tokens[i].start == match.end():
            take(i)
    for match in _THE_FAMILY.finditer(text):  # the Head family
        group = match.lastindex or 0
        i = bisect.bisect_left(starts, match.start(group))
        family = i < count and tokens[i].end == match.end(group) and (not plain[i] or nameword(i))
        if family and lows[i] not in w.STATES | {"patient's"}:
            take(i)
    for i in range(count - 3):  # Dr. Maria K. Head, resident
        if (
            lows[i] in _HONORIFICS
            and gone[i + 1]
            and len(lows[i + 2]) == 1
            and gaps[i + 1] == " "
            and gaps[i + 2] == ". "
            and capital(i + 3)
            and tokens[i + 3].text not in _SMALL
            and re.match(r"[,;.)\n]|\Z|  ", text[tokens[i + 3].end : tokens[i + 3].end + 2])
        ):
            take(i + 3)
    for i in range(1, count):  # nurse Nurse, ext. 4471
        if (
            lows[i - 1] in _ROLES | {"nurse"}
            and gaps[i - 1] == " "
            and tokens[i - 1].text.islower()
            and tokens[i].text.istitle()
            and not plain[i]
            and (
                lows[i] not in w.CAPITALISED - {"nurse", "child", "doctor"}
                or lows[i - 1] == "nurse"
                or re.match(r", (?:ext|x\d|phone|pager|RN|MD)\b", text[tokens[i].end : tokens[i].end + 9])
            )
            and lows[i] not in w.STATES | _HONORIFICS | (_FUNCTION - {"child", "young"})
            and re.match(r"[,;.)]|\Z|\n", text[tokens[i].end : tokens[i].end + 1])
        ):
            take(i)
    for match in _ONE.finditer(text):  # Hall, account 4471; -Amber; Thank you, Marine
        i = bisect.bisect_left(starts, match.start(match.lastgroup or 0))
        word = match[match.lastgroup or 0]
        if i < count and tokens[i].text == word and not gone[i] and lows[i] not in _NOT_ONE:
            mark = marks[i] or "g"
            known = tokens[i].text in _SMALL or (lows[i] in capitalised and "g" not in mark)
            if match.lastgroup == "lives":
                known = lows[i] in w.CAPITALISED and not set(mark) & set("gn")
            elif "c" in mark and not nameword(i):
                known = True
            if not known:
                take(i)
    for i in range(count - 1):  # Custody: Skip Quigley; "Quigley, Norm", in a row of cells
        surname = gaps[i] == " " and (
            (gone[i + 1] and marks[i + 1] is None)
            or (
                i + 2 < count
                and ((len(lows[i + 1]) == 1 and tokens[i + 1].text.isupper()) or lows[i + 1] in _FOREIGN)
                and gone[i + 2]
            )
        )
        if (
            surname
            and capital(i)
            and (
                not plain[i]
                or re.match(r"(?i) (?:is|was) an? \d", text[tokens[i + 1].end : tokens[i + 1].end + 9])
            )
            and "c" not in (marks[i] or "")
            and lows[i] not in _NOT_BEFORE
            and lows[i] not in capitalised
            and re.search(r"[:;] ?\Z", text[max(0, tokens[i].start - 2) : tokens[i].start])
        ):
            take(i)
        if (  # guarantor Per Quigley
            surname
            and i
            and lows[i - 1] in _FORM_LABELS
            and gaps[i - 1] in (" ", ": ", ", ")
            and lows[i] in _FUNCTION
            and tokens[i].text.istitle()
        ):
            take(i)
        if (  # St. Hill feels well
            i
            and lows[i - 1] == "st"
            and gaps[i - 1] in (". ", " ")
            and lows[i + 1] in _TELLS
            and capital(i)
            and gaps[i] in (" ", "\n")
        ):
            take(i)
        if (  # Day, Juan enrolled
            firsts[i]
            and capital(i)
            and nameword(i)
            and gaps[i] == ", "
            and gone[i + 1]
            and i + 2 < count
            and lows[i + 2] in _DO
            and lows[i] not in _NOT_FIRST
        ):
            take(i)
        if (  # Case is comfortable
            firsts[i]
            and capital(i)
            and not plain[i]
            and nameword(i)
            and lows[i] not in _NO_NAME
            and lows[i + 1] in ("is", "was")
            and i + 2 < count
            and lows[i + 2] in ("comfortable", "awake", "asleep", "alert")
        ):
            take(i)
    for match in _QUOTED.finditer(text):
        inside = within(*match.span())
        if 1 < len(inside) < 6 and any(gone[i] for i in inside):
            for i in inside:
                take(i)
    for match in _HEADER.finditer(text):  # Short, Frank   DOB: ...
        inside = within(*match.span(match.lastindex or 0))
        sure = (match.lastindex or 0) > 6 or any(gone[i] for i in inside)
        if sure and len(inside) < 6 and not {lows[i] for i in inside} & (_LABELS | _FUNCTION | _NEXT_FIELDS):
            for i in inside:
                take(i)
    for i in range(count - 2):  # Dr. A. Hammerer, Dr. De Cock
        particle = lows[i] in _HONORIFICS and lows[i + 1] in _FOREIGN and gaps[i + 1] == " "
        if particle and capital(i + 1) and capital(i + 2) and lows[i + 2] not in _NO_NAME:
            take(i + 2)
        if lows[i] in _HONORIFICS and len(lows[i + 1]) == 1 and _dotted(text, tokens[i + 1].end):
            j = i + 2 + (len(lows[i + 2]) == 1 and _dotted(text, tokens[i + 2].end))
            if j < count and capital(i) and capital(j) and re.fullmatch(r"\. ?\n?", gaps[j - 1]):
                take(j)
    for i in range(1, count - 1):  # Mei-Ling 'Marine' Montgomery
        if (
            gone[i - 1]
            and gaps[i - 1] in (" '", ' "', " (", ' ("')
            and (
                (gone[i + 1] and re.fullmatch(r"""['")]{1,2} """, gaps[i]))
                or (gaps[i - 1][-1] == '"' and capital(i) and gaps[i].startswith('"') and not plain[i])
            )
        ):
            take(i)
    for i in range(count - 1):
        low, after = lows[i], lows[i + 1]
        if low in ("dr", "mr", "mrs", "prof") and re.fullmatch(r"\.?[ \n]{0,3}", gaps[i]):
            if tokens[i + 1].text[0].isupper() and after not in _HONORIFICS | {"the", "and", "of", "who"}:
                take(i + 1)
                surname = i + 2 < count and capital(i + 2) and plain[i + 1] == plain[i + 2]
                if (
                    surname
                    and gaps[i + 1] == " "
                    and marks[i + 1] is None
                    and nameword(i + 2)
                    and tokens[i + 1].text.isupper() == tokens[i + 2].text.isupper()
                    and tokens[i + 2].text not in _SMALL
                ):
                    take(i + 2)
            elif (
                gaps[i].startswith(".")
                and tokens[i + 1].text.islower()
                and after
                not in _BE | _PEOPLE_DO | _UNJOINED | _set("and at of the to for on or by from with he she")
            ):
                take(i + 1)
                if i + 3 < count and (
                    gaps[i + 1] == "-" or (after in _PARTICLES and gaps[i + 1] in (" ", ". ", "\n"))
                ):
                    take(i + 2)
        if (  # Drs. Quigley and Salami
            low in ("drs", "mmes", "messrs")
            and i + 3 < count
            and gone[i + 1]
            and lows[i + 2] == "and"
            and capital(i + 3)
            and lows[i + 3] not in _HONORIFICS
        ):
            take(i + 3)
        acts = after in _ACTS or (after in _BE and i + 2 < count and lows[i + 2] in _FARED)
        if (
            acts
            and firsts[i]
            and capital(i)
            and gaps[i] in (" ", "  ", "\n")
            and (not plain[i] or after in _ACTS or lows[i + 1] == "was")
            and not (low in capitalised and not set(marks[i] or "") & set("gn"))
            and marks[i] is not None
            and set(marks[i] or "") & set("gnm")
            and low
            not in _LABELS | _MODAL - {"day", "best", "young", "long", "low", "large", "major", "small"}
            and low not in ("he", "her", "she", "son", "child", "staff", "baby", "infant", "mom", "dad")
        ):
            take(i)
        county = after in ("county", "parish", "township") or (
            after == "co" and _dotted(text, tokens[i + 1].end)
        )
        if (
            county
            and capital(i)
            and (capital(i + 1) or (after == "co" and not plain[i]))
            and gaps[i] in (" ", "\n", "  ")
            and low not in _FUNCTION | {"our", "home"}
        ):
            take(i)
            if after == "co":
                take(i + 1)
        if (
            low == "of"
            and i
            and lows[i - 1] in ("county", "parish", "township")
            and capital(i + 1)
            and gaps[i] == " "
            and after not in ("residence", "birth", "origin")
        ):
            take(i + 1)
        if (
            gaps[i] in (",", ", ")
            and gone[i + 1]
            and capital(i)
            and not plain[i]
            and set(marks[i] or "") & set("gnm")
            and (not tokens[i].start or text[tokens[i].start - 1] == "\n")
        ):
            take(i)
    for match in ZIP.finditer(text):  # Ann Arbor, NC 20999
        i = bisect.bisect_left(starts, match.start()) - 1
        reach = match.start()
        for j in range(i, max(-1, i - 3), -1):
            small = lows[j] in _INSIDE | {"or"} and 0 < j < i and capital(j - 1)
            if not (capital(j) or small) or not re.fullmatch(
                r",[ \n]{0,3}|[ \n]{1,3}" if j == i else r"[ \n-]", text[tokens[j].end : reach]
            ):
                break
            if small:
                reach = tokens[j].start
                continue
            if len(tokens[j].text) < 3 or tokens[j].text in _SMALL:
                break
            reach = tokens[j].start
            take(j)
    for match in _NICKNAME.finditer(text):  # Rusty (Jaan) Tamm
        three = [bisect.bisect_left(starts, match.start(n)) for n in (1, 2, 3)]
        if three[-1] < count and three[2] - three[0] == 2 and any(gone[i] for i in three):
            for i in three:
                if tokens[i].text not in _SMALL or i == three[1]:
                    take(i)
    for match in _FIRM.finditer(text):  # Good & Sons
        i = bisect.bisect_left(starts, match.start()) - 1
        reach = match.start()
        for j in range(i, max(-1, i - 6), -1):
            if not re.fullmatch(r"[ \n]{0,2}|,? (?:& )?|-|'|,", text[tokens[j].end : reach]):
                break
            if not (capital(j) or lows[j] == "and") or (
                plain[j] and lows[j] in _BE | {"at", "by", "for", "from"}
            ):
                break
            if plain[j] and j < i and marks[j] is not None and not nameword(j) and lows[j] != "and":
                break
            reach = tokens[j].start
            if lows[j] != "and":
                take(j)
    for i in range(1, count - 1):  # Twin Falls, Colorado
        state = lows[i + 1] in w.STATES or _STATES.match(text, tokens[i + 1].start)
        if gaps[i] not in (", ", ",\n") or not state or not capital(i + 1):
            continue
        for j in range(i, max(-1, i - 3), -1):
            if not capital(j) or (j < i and not re.fullmatch(r"[ \n-]", gaps[j])) or plain[j] or fixed[j]:
                break
            take(j)
    for match in _TOWN.finditer(text):  # near Nags Head; of 1997, Mexican Hat; MPH, Sleepy Eye, fax
        i = bisect.bisect_left(starts, match.end())
        if i >= count or tokens[i].start != match.end() or lows[i] in _FUNCTION or (plain[i] and fixed[i]):
            continue
        town = _stretch(i, True, text, tokens, lows)
        if not town or {lows[j] for j in town} & _DWELLING:
            continue
        end = tokens[town[-1]].end
        known = all(lows[j] in w.CAPITALISED or fixed[j] for j in town)
        if match["before"]:
            sure = _LINE_AFTER.match(text, end) is not None and not known
        else:
            sure = _TOWN_ENDS.match(text, end) is not None and not (
                known or (plain[i] and "c" in (marks[i] or "") and len(town) == 1)
            )
        if sure:
            for j in town:
                take(j)
    for match in _PLACE_FIELD.finditer(text):  # Birthplace: Nags Head
        i = bisect.bisect_left(starts, match.end())
        town = _stretch(i, False, text, tokens, lows) if i < count and tokens[i].start == match.end() else []
        if town and not {lows[j] for j in town} & (_DWELLING | {"unknown"}):
            for j in town:
                take(j)
    for match in _TOWNS.finditer(text):  # came from Nags Head; a clinic in Truth or Consequences
        town = list(within(*match.span(1)))
        strange = [j for j in town if gone[j] or ("c" not in (marks[j] or "") and lows[j] not in capitalised)]
        if (
            not any(fixed[j] or plain[j] or tokens[j].text in _SMALL for j in town)
            and not {lows[j] for j in town} & (_DWELLING | _LABELS | _ROLES)
            and town[:1] == strange[:1] != []
            and all(
                nameword(j) or j in strange or lows[j] in _INSIDE | {"or"} or gone[j] or j > town[0]
                for j in town
            )
        ):
            for j in town:
                take(j)
    for match in _BEFORE_STATE.finditer(text):  # LIVES IN KILL DEVIL HILLS, TEXAS
        i = bisect.bisect_left(starts, match.start(1))
        while i < count and tokens[i].end <= match.end(1):
            take(i)
            i += 1
    for match in _BEFORE_LETTERS.finditer(text):  # breech in Commerce, DE, op note requested
        for i in within(*match.span(1)):
            if tokens[i].text not in _SMALL and lows[i] not in _FUNCTION | _DWELLING:
                take(i)
    for match in _FACILITY.finditer(text):  # transferred from Quinta Normal Community Hospital
        i = bisect.bisect_left(starts, match.start(1))
        while i < count and tokens[i].start < match.end(1):
            known = lows[i] in capitalised and (marks[i] is not None or tokens[i].text in _SMALL)
            if (not known and "c" not in (marks[i] or "")) or gone[max(0, i - 1)]:
                take(i)
            i += 1
    for i in range(1, count):
        loud = plain[i] and tokens[i].text.isupper() and len(lows[i]) > 3
        if (
            (
                loud
                and marks[i] is not None
                and not set(marks[i] or "") & set("bc")
                and tokens[i].text not in _SMALL
            )
            and lows[i - 1] in _set("in from to near of")
            and gaps[i - 1] in (" ", "\n")
        ):  # MOVED TO BALK
            take(i)
            if i + 1 < count and gaps[i] in (" ", "\n") and "c" not in (marks[i + 1] or "c"):
                take(i + 1)
    for i in range(2, count - 1):  # TAMM, HOPE, PT
        if (
            gone[i - 1]
            and gaps[i - 1] in (", ", ",\n")
            and capital(i)
            and (
                gaps[i] in (", ", ",\n", ". ", "; ", ": ", " ")
                or gaps[i].startswith((".", ";", "\n"))
                or text[tokens[i].end] == ":"
            )
            and tokens[i].text not in _SMALL
            and lows[i] not in w.STATES | capitalised
            and (
                lows[i + 1].upper() in _CREDENTIALS
                or _REGISTERED.match(text, tokens[i].end)
                or re.match(r" (?:DOB|MRN|SSN)\b", text[tokens[i].end : tokens[i].end + 5])
                or re.match(r" [af]/k/a\b| \((?:goes|prefers|prev)", text[tokens[i].end : tokens[i].end + 9])
                or (text[tokens[i].end] == ":" and tokens[i].text.istitle() and not firsts[i - 1])
                or ((gaps[i][0] in ".;\n" or lows[i + 1] in _WITHIN) and "g" in (marks[i] or ""))
            )
        ):
            take(i)
    for match in _EMPLOYED.finditer(text):  # worked for Case, Day & Sons
        i = bisect.bisect_left(starts, match.end())
        if i >= count or tokens[i].start != match.end():
            continue
        if lows[i] in ("the", "a", "an"):
            i += 1
        end = bisect.bisect_left(starts, match.end() + 90)
        while i < end and capital(i) and lows[i] not in _AFTER_FIRM:
            if not (plain[i] and lows[i] == "and"):
                take(i)
            if not re.fullmatch(r"[ \n]{1,2}|, ?| & ?|-|' ?", gaps[i]):
                break
            if "\n" in gaps[i] and _FORM_LINE.match(text, tokens[i].end):
                break
            i += 2 if i + 2 < count and lows[i + 1] == "and" and gaps[i] == " " else 1


# What follows one who signs: /s/ Rose Quigley
_SIGNS = re.compile(r"(?i)(?:/s/|\bs/)[ \n]{0,2}(?=[A-Z])")
# A row of cells with a date beside a name: | Quigley, Rose | 3/4/1950 |
_CELL = re.compile(
    r"\|[ \n]?([A-Za-z][^|\d]{3,45}?)[ \n]?\|[ \n]?(?=\d|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|"
    r"dec))"
)
# Images of Rose Quigley were pushed; Re: Will Quigley, and below: Date of birth
_WHOSE = re.compile(
    r"(?i:\b(?:images|films|photos?|chart|belongings) of )([A-Z][\w'-]{1,20}(?: "
    r"[A-Z][\w'-]{1,20}){1,2})(?= (?:were|was)\b)|"
    r"(?:(?<=\n)|\A)(?i:re: ?)([A-Z][\w'. -]{2,40})(?=\n(?i:date of birth|dob|mrn|medical record))"
)
_WITH_KIN = re.compile(
    r"(?i) \((?:his |her |their )?(?:" + "|".join(sorted(_KIN - {"named", "doctor"})) + r")\b"
)
_ONE_AND_ALL = re.compile(
    r"(?:,? (?:I{1,3}|IV|Jr|Sr|JR|SR)\.?)?(?: \((?:MR|MRN|DOB|born)\b|,? (?:is|was) (?:an? )?\d| MRN\b| "
    r"DOB\b)"
)
_AGED = re.compile(r"(?i)[ \n](?:is|was)[ \n]an?[ \n]\d")
_DAY_AFTER = re.compile(
    r"(?i)[ \n](?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|"
    r"sun)\w{0,6}\b)"
)
_NEXT_TO_NAME = re.compile(
    r"[,;)\n]| \(|\.(?:\s|\Z)|\Z| (?i:received|was|is|has|had|at|denies|reports|states|presents|dob|mrn|"
    r"born)\b| \d"
)
_PERSONAL = re.compile(
    r"(?i), (?:(?:desk|office|cell|work) )?(?:ext|extension|pager|beeper|phone|x\d|rn\b|md\b|rhia|rhit)"
)
# They are no auxiliary before these: Will denies.
_NO_MODAL = _set("will may")
_TOWNISH = _set(
    "island bank plains forks ground falls city springs beach rapids heights hills hill bay rock vista "
    "lakes river "
    "valley creek grove "
    "junction"
)
# What people do, and neither wounds nor drains.
_HUMAN = _set(
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
    "slid sends wept avoids points presents presented named counts uses "
    "understands understood remembers forgot forgets misses cheeked spat bit kicked fell"
)
_ADJECTIVES = _set("large little small short right new long major junior young best high low early")
_REACHED = re.compile(
    r"(?i)[ \n](?:would (?:not )?want|(?:may|can) be (?:reached|called)|(?:was|is) (?:weaned|unable to|"
    r"able to|comfortable|given the|told|phoned|called|alive|asked|"
    r"shown)|"
    r"can reach|must (?:not )?\w+|will (?:sleep|take|bring|drive|return|be seen|follow up|call|come|need a "
    r"ride)|"
    r"took (?:the|his|her)|stopped (?:taking|"
    r"smoking|drinking|\w+ \d+ (?:wk|week|day|month)s?))\b"
)
# What an unknown word may be joined to by a hyphen.
_SHAPED = _set("like type shaped based free only induced lined line guided and the of")
_INNER = _set("nad pod bei sur ob du")


def _by_form(
    text: str,
    tokens: list[_Word],
    lows: list[str],
    marks: list[str | None],
    gaps: list[str],
    gone: bytearray,
    firsts: bytearray,
    plain: bytearray,
    fixed: bytearray,
) -> None:
    """Words beside a name, or in its place, where the form of the text leaves no other reading."""
    count = len(tokens)
    starts = [token.start for token in tokens]
    capitalised = w.capitalised()

    def take(i: int) -> None:
        gone[i], fixed[i] = 1, 0

    def capital(i: int) -> bool:
        return tokens[i].text[0].isupper()

    def nameword(i: int) -> bool:
        return bool(set(marks[i] or "gn") & set("gnm"))

    def given(i: int) -> bool:
        return "g" in (marks[i] or "")

    def alike(i: int, j: int) -> bool:
        return capital(i) and capital(j) and tokens[i].text.isupper() == tokens[j].text.isupper()

    def initial(i: int) -> bool:
        return len(lows[i]) == 1 and tokens[i].text.isupper()

    def after(i: int, pattern: re.Pattern[str]) -> bool:
        return pattern.match(text, tokens[i].end) is not None

    for match in _SIGNS.finditer(text):
        i = bisect.bisect_left(starts, match.end())
        for j in range(i, min(i + 5, count)):
            if (
                not capital(j)
                or (_degree(tokens[j].text) and lows[j] != "ma")
                or lows[j] in _TITLED | _NEXT_FIELDS
            ):
                break
            take(j)
            if not re.fullmatch(r"[ \n-]|, ?|\. ?", gaps[j]):
                break
    for match in _WHOSE.finditer(text):
        inside = range(
            bisect.bisect_left(starts, match.start(match.lastindex or 0)),
            bisect.bisect_left(starts, match.end(match.lastindex or 0)),
        )
        if len(inside) < 5 and not {lows[i] for i in inside} & (
            _LABELS | _FUNCTION - {"will"} | _NEXT_FIELDS
        ):
            for i in inside:
                take(i)
    for match in _CELL.finditer(text):
        cell = range(bisect.bisect_left(starts, match.start(1)), bisect.bisect_left(starts, match.end(1)))
        named = any(gone[i] for i in cell) or all(nameword(i) for i in cell)
        if 1 < len(cell) < 5 and named and not {lows[i] for i in cell} & (_LABELS | _FUNCTION | _NEXT_FIELDS):
            for i in cell:
                take(i)
    for i in range(count - 2):
        low, j, k = lows[i], i + 1, i + 2
        if (  # Maria N. Date received; MARIA N. POP (
            (
                gone[i]
                and initial(j)
                and gaps[i] in (" ", "\n", ", ")
                and gaps[j] in (". ", " ", ".\n")
                and capital(k)
            )
            and (lows[k] not in _NO_NAME and after(k, _NEXT_TO_NAME) and not gone[k])
        ):
            take(k)
        if (  # Art T Case is a 45-year-old
            capital(i)
            and not plain[i]
            and given(i)
            and initial(j)
            and gaps[i] == " "
            and gaps[j] in (" ", ". ", ".\n")
            and capital(k)
            and not tokens[k].text.isupper()
            and (nameword(k) or gone[k] or lows[k] == "st")
            and low not in _FUNCTION | _TITLED - {"art", "will"}
        ):
            take(i)
            if lows[k] != "st":
                take(k)
        if (
            lows[j] == "st" and gone[k] and gaps[i] == " " and capital(i) and not plain[i] and nameword(i)
        ) and (low not in _TITLED | _FUNCTION):
            take(i)  # Marine St. Kind
        if (
            lows[j] in _INNER and capital(i) and gone[k] and gaps[i] == gaps[j] == " " and low not in _NO_NAME
        ) and (
            i and (lows[i - 1] in ("in", "of", "from", "near", "at", "to") or gaps[i - 1] in (", ", ",\n"))
        ):
            take(i)  # Fond du Lac
        if (gone[i] and gaps[i] == ", " and given(j) and lows[k] == "and" and plain[j] and not fixed[j]) and (
            k + 1 < count and (gone[k + 1] or lows[k + 1] in _HONORIFICS)
        ):
            take(j)  # GEBRE COOLEY, ANGEL AND DR.
        if (  # SINA MIRROR RAHMAN
            gone[i]
            and gone[k]
            and not gone[j]
            and not fixed[j]
            and gaps[i] == gaps[j] == " "
            and alike(i, j)
            and alike(j, k)
            and not initial(j)
            and lows[j] not in _NO_NAME
            and tokens[j].text not in _SMALL
            and not _degree(tokens[j].text)
            and low not in _TITLED
        ):
            take(j)
        if (
            (low in _HONORIFICS or (low in ("name", "patient") and gaps[i] == ": "))
            and re.fullmatch(r"[A-Z](?:\.[A-Z]){1,2}", tokens[j].text)
            and capital(k)
            and not plain[k]
            and re.fullmatch(r"\.? ", gaps[j])
            and lows[k] not in _FUNCTION
        ):
            take(k)  # Ms. D.W. Saw
        if (
            low in ("great", "grand", "big", "little", "battle")
            and lows[j] in _TOWNISH
            and gaps[i] == " "
            and alike(i, j)
        ):
            take(i)  # Great Falls
            take(j)
        if (  # Parent: Cissy Ellis Cell
            low in _KIN | _ROLES
            and gaps[i] == ": "
            and tokens[j].text.istitle()
            and tokens[k].text.istitle()
            and gaps[j] == " "
            and not {lows[j], lows[k]} & (_NO_NAME | _NEXT_FIELDS)
            and re.match(r" (?:Cell|Phone|Tel|Home|\(|\d)", text[tokens[k].end : tokens[k].end + 6])
        ):
            take(j)
            take(k)
        if (  # Ride home: Memory, cousin, cell
            firsts[i]
            and capital(i)
            and not plain[i]
            and gaps[i] == ", "
            and lows[j] in _KIN
            and tokens[j].text.islower()
            and text[tokens[j].end : tokens[j].end + 1] in (",", ";", ".")
            and low not in _NO_NAME | capitalised
        ):
            take(i)
        if (  # K. Maverick Quigley
            initial(i)
            and gaps[i] == ". "
            and gaps[j] == " "
            and capital(j)
            and gone[k]
            and not gone[j]
            and not plain[j]
            and lows[j] not in _TITLED | _FUNCTION
            and capital(k)
        ):
            take(j)
        in_town = (
            low in ("in", "near", "from", "of", "at", "to")
            and gaps[i] in (" ", "\n")
            and gaps[j] == " "
            and plain[k]
        )
        if (  # IN GREEN BAY
            in_town
            and lows[k] in _TOWNISH
            and capital(j)
            and lows[j] not in _FUNCTION | _DWELLING | _TITLED
            and "c" not in (marks[j] or "")
        ):
            take(j)
            take(k)
        if (  # IN THIEF RIVER FALLS
            in_town
            and k + 1 < count
            and lows[k + 1] in _TOWNISH
            and gaps[k] == " "
            and not {lows[j], lows[k]} & (_FUNCTION | _DWELLING | _TITLED)
        ):
            for n in (j, k, k + 1):
                take(n)
        # Clemency E Rust, 95yo woman; Scooter Jain, 40 yo
        last = k if capital(j) and gaps[j] in (" ", ". ") and capital(k) else j
        if (
            capital(i)
            and firsts[i]
            and gaps[i] == " "
            and capital(last)
            and lows[j] not in _FUNCTION | _TITLED
            and not initial(last)
            and re.match(
                r", \d{1,3}[ -]?(?:yo|y\.?o|y/o|yrs?|years?)\b",
                text[tokens[last].end : tokens[last].end + 12],
            )
            and not {low, lows[last]} & (_FUNCTION | _TITLED)
        ):
            take(i)
            take(last)
        if (  # DR FREEDOM PROUD, Dr Modesty Noon on Monday
            low in ("dr", "mr", "mrs")
            and gone[j]
            and gaps[j] == " "
            and alike(j, k)
            and not gone[k]
            and lows[k] not in _NO_NAME
            and tokens[k].text not in _SMALL
            and re.match(
                r"[,;.:)\n]|\Z| (?:on|assisted|MD|DO|ON|ASSISTED)\b", text[tokens[k].end : tokens[k].end + 10]
            )
        ):
            take(k)
        if (  # CC: CHEST PAIN. SERINE SMALL IS A 53 Y.O.
            capital(i)
            and alike(i, j)
            and gaps[i] == " "
            and firsts[i]
            and low not in _NO_NAME
            and lows[j] not in _NO_NAME - _MODAL
            and after(j, _AGED)
            and (nameword(i) or gone[j] or nameword(j))
            and low not in capitalised
        ):
            take(i)
            take(j)
    tokens = [*tokens, _Word(len(text), len(text), ".", False)]
    lows, marks, gaps = [*lows, ""], [*marks, ""], [*gaps, "....."]
    for i in range(1, count):
        low, before, j = lows[i], lows[i - 1], min(i + 1, count - 1)
        role = before in _KIN | _ROLES | {"member"} and gaps[i - 1] in (" ", "\n")
        if (  # FAMILY MEMBER RICH HAND WILL DRIVE
            (role and plain[i] and given(i) and low not in _NO_NAME and gaps[i] == " ")
            and (gone[j] or (nameword(j) and lows[j] not in _NO_NAME and tokens[j].text not in _SMALL))
        ):
            take(i)
            take(j)
        if (role and plain[i] and gone[j] and marks[j] is None and gaps[i] == " " and not gone[i]) and (
            "c" not in (marks[i] or "") and low not in _NO_NAME | _FUNCTION
        ):
            take(i)  # COORDINATOR SKIP BECKER
        if (role and capital(i) and not plain[i] and not fixed[i] and after(i, _DAY_AFTER)) and (
            low not in capitalised | _FUNCTION | w.STATES and not firsts[i]
        ):
            take(i)  # by Nurse Bahadur Nov-03
        if (
            (
                before in _KIN | _ROLES
                and initial(i)
                and gaps[i] == ". "
                and gaps[i - 1] == " "
                and capital(j)
                and not plain[j]
            )
            and lows[j] not in _NO_NAME
            and not re.match(r"[ \n][A-Z]", text[tokens[j].end : tokens[j].end + 2])
        ):
            take(j)  # parent A. Cold may no longer sign
        if (
            gone[i - 1]
            and gaps[i - 1] == " "
            and tokens[i].text in ("MA", "DO", "NG")
            and re.match(
                r"[,;] (?:DOB|MRN|SSN|Social|born|P\. ?O|\d|account|record|age)| \|",
                text[tokens[i].end : tokens[i].end + 9],
            )
        ):
            take(i)  # NATHARI MA, DOB
        if (
            gone[i - 1]
            and gaps[i - 1] == " "
            and len(low) < 4
            and tokens[i].text.islower()
            and re.match(
                r"(?i)\n(?:date of birth|dob|mrn|medical record|our ref)",
                text[tokens[i].end : tokens[i].end + 16],
            )
        ):
            take(i)  # Re: donna ng
        if (
            gone[i - 1]
            and gaps[i - 1] == " "
            and capital(i)
            and not plain[i]
            and low.endswith("'s")
            and lows[j] in _KIN
        ):
            take(i)  # Hyun-woo Hodgkin's father
        if (  # a daughter, Dora Date, at
            gone[i - 1]
            and gaps[i - 1] == " "
            and i > 1
            and (lows[i - 2] in _KIN | _ROLES)
            and tokens[i].text.istitle()
            and not plain[i]
            and gaps[i][:1] in ",;.("
            and low not in _TITLED | _FUNCTION
        ):
            take(i)
        if (  # SQUILLACE, AMBER J.
            gone[i - 1]
            and gaps[i - 1] == ", "
            and capital(i)
            and given(i)
            and initial(j)
            and gaps[i] == " "
            and re.match(r"\.?(?:  |\n| ?\||\Z|,)", text[tokens[j].end : tokens[j].end + 3])
        ):
            take(i)
        if (
            before == "call"
            and "c" not in (marks[i] or "")
            and low not in _NO_NAME
            and gaps[i - 1] == " "
            and gaps[i] == ", "
            and lows[j] in _KIN | _ROLES
        ):
            take(i)  # CALL NORM, SPONSOR
        if before == "with" and nameword(i) and plain[i] and gaps[i - 1] == " " and after(i, _IS_KIN):
            take(i)  # WITH HONOR, HER SISTER
        if (  # FORKLIFT AT NOBLE & QUIGLEY
            gaps[i] == " & "
            and capital(i)
            and capital(j)
            and (gone[i] or gone[j])
            and not {low, lows[j]} & (_FUNCTION | _TITLED - {"parent"})
            and len(low) > 2
            and len(lows[j]) > 2
        ):
            take(i)
            take(j)
    for i in range(count - 1):
        low, j = lows[i], i + 1
        if low in _NO_MODAL and firsts[i] and capital(i) and not plain[i] and gaps[i] in (" ", "\n"):
            acts = lows[j] in _ACTS | _SAYS and lows[j].endswith("s")
            if acts or lows[j] in (
                "c",
                "was",
                "is",
                "has",
                "had",
                "said",
                "told",
                "felt",
                "slept",
                "ate",
                "walked",
                "rents",
            ):
                take(i)  # Will denies; May rents
        if (  # Muslim Quigley, desk extension 9092
            firsts[i]
            and capital(i)
            and not plain[i]
            and gaps[i] == " "
            and gone[j]
            and not gone[i]
            and low not in _TITLED | _KIN | (_FUNCTION - {"per"}) | _MODAL
            and after(j, _PERSONAL)
        ):
            take(i)
        if (
            (
                gone[j]
                and gaps[i] == " "
                and tokens[i].text.isupper()
                and len(low) == 2
                and low not in _HONORIFICS
            )
            and j + 1 < count
            and gaps[j] == " "
            and tokens[j + 1].text in ("MD", "DO", "RN")
            and not plain[i]
        ):
            take(i)  # RT Roble MD
        if (
            gone[j]
            and not gone[i]
            and gaps[i] in (" - ", ", ", " , ", ",")
            and capital(i)
            and re.search(
                r"(?i)(?:\b(?:pt|patient|name) ?[.:]? {0,8})\Z",
                text[max(0, tokens[i].start - 18) : tokens[i].start],
            )
        ) and low not in _TITLED | _FUNCTION:
            take(i)  # NAME COLD - RHIANNON
        if (
            low == "pt" and gaps[i] == ". " and capital(j) and not plain[j] and lows[j] not in _FUNCTION
        ) and (
            after(j, _AGED)
            or re.match(r", (?:was|is|an?)\b| gets\b", text[tokens[j].end : tokens[j].end + 6])
        ):
            take(j)  # Pt. Blood is a 78 y.o.
        if given(i) and capital(i) and not plain[i] and gone[j] and gaps[i] in (" '", ' "') and firsts[i]:
            take(i)  # Iris 'Quigley-Jordi'
        if (  # CALLER: FARES.
            low in _ROLES | {"caller"}
            and gaps[i] == ": "
            and plain[j]
            and marks[j] == ""
            and text[tokens[j].end : tokens[j].end + 1] in (".", ",", ";")
        ):
            take(j)
        if low in w.STATES and lows[j] in _TOWNISH and gaps[i] == " " and alike(i, j) and not plain[i]:
            take(i)  # Idaho Falls
            take(j)
        if (  # Mount Airy
            low in ("mount", "mt", "lake", "fort", "ft")
            and gaps[i] in (" ", ". ")
            and capital(i)
            and not plain[i]
            and tokens[j].text.istitle()
            and lows[j] not in _FUNCTION
            and not firsts[j]
            and "c" not in (marks[j] or "")
        ):
            take(i)
            take(j)
        if (  # Storm sees halos; Promise tolerates hood
            firsts[i] in (1, 2)
            and capital(i)
            and gaps[i] in (" ", "\n")
            and (tokens[j].text.islower() or plain[j])
            and (
                (lows[j] in _HUMAN and (lows[j].endswith("s") or not low.endswith("s")))
                or _REACHED.match(text, tokens[i].end)
            )
            and ("c" not in (marks[i] or "") or given(i) or _REACHED.match(text, tokens[i].end))
            and low not in _NO_NAME - _ADJECTIVES | _LANGUAGES
            and (low not in capitalised or given(i))
        ):
            take(i)
        if (  # Reign Quigley (MD)
            gone[j]
            and capital(i)
            and not gone[i]
            and gaps[i] == " "
            and low not in _TITLED | _FUNCTION | _KIN
            and re.match(r" \((?:MD|DO|attending|RN|NP)\)", text[tokens[j].end : tokens[j].end + 12])
        ):
            take(i)
        if (  # LOCK, LOTHAR - RIMA ::
            gone[i]
            and gaps[i] == " - "
            and capital(j)
            and not gone[j]
            and re.match(r"[ \n]{1,3}(?:::|MRN|DOB|SSN|\|)| ?\n|\Z", text[tokens[j].end : tokens[j].end + 6])
        ):
            take(j)
        if (
            low == "notify"
            and gaps[i] == " "
            and capital(j)
            and not plain[j]
            and lows[j] not in _TITLED | _FUNCTION
        ) and (re.match(r" \(", text[tokens[j].end : tokens[j].end + 2])):
            take(j)  # Notify Charisma (daughter)
        if (  # Cornsilk (Maria) 25-y/o
            firsts[i]
            and capital(i)
            and gaps[i] == " ("
            and gone[j]
            and text[tokens[j].end : tokens[j].end + 1] == ")"
            and "c" not in (marks[i] or "")
            and low not in _TITLED | _FUNCTION | _KIN | capitalised
        ):
            take(i)
        if (  # Maria ("Nacho") Quigley
            gone[i]
            and gaps[i] in (' ("', ' "', " '")
            and capital(j)
            and not gone[j]
            and re.match(r"""["')]{1,2}""", text[tokens[j].end : tokens[j].end + 2])
            and lows[j] not in _TITLED | _FUNCTION
        ):
            take(j)
        if gone[i] and gaps[i] == " " and tokens[j].text.istitle() and lows[j] in _TOWNISH and not plain[j]:
            take(j)  # Myrtle Beach
        if (  # REVIEWED WITH MARIA (CHIA-HUI) LEMON,
            gone[i]
            and gaps[i] in (") ", '") ', '" ', "' ")
            and capital(j)
            and not gone[j]
            and "c" not in (marks[j] or "")
            and lows[j] not in _NO_NAME | capitalised
            and tokens[j].text not in _SMALL
            and re.match(r"[,;.\n]| (?:on|at|is|was|in)\b", text[tokens[j].end : tokens[j].end + 4])
        ):
            take(j)
        if (  # Oil City
            lows[j] in ("city", "falls", "springs", "beach", "rapids")
            and gaps[i] == " "
            and tokens[i].text.istitle()
            and tokens[j].text.istitle()
            and not plain[i]
            and low not in _FUNCTION | _TITLED | _LABELS
            and (
                not i
                or lows[i - 1] in ("to", "in", "near", "from", "of", "at")
                or gaps[i - 1] in (", ", ",\n", "\n")
            )
        ):
            take(i)
            take(j)
        if (  # Temperance Quigley (aunt, on release form)
            gone[j]
            and capital(i)
            and not gone[i]
            and gaps[i] == " "
            and low not in _TITLED | _FUNCTION | _KIN
            and not _degree(tokens[i].text)
            and _WITH_KIN.match(text, tokens[j].end)
        ):
            take(i)
        if (  # Ocean (RN)
            firsts[i]
            and capital(i)
            and not plain[i]
            and low not in _TITLED | _FUNCTION
            and re.match(r" \((?:RN|MD|LPN|LVN|CNA|NP)\)", text[tokens[i].end : tokens[i].end + 6])
        ):
            take(i)
        if (  # Dr Quigley, Ember
            gone[i]
            and i
            and lows[i - 1] in _HONORIFICS
            and gaps[i] == ", "
            and tokens[j].text.istitle()
            and lows[j] not in _NO_NAME
            and "c" not in (marks[j] or "")
            and re.match(r"\n|\Z| \d", text[tokens[j].end : tokens[j].end + 2])
        ):
            take(j)
        if (  # Kelsey Fever, DOB
            gone[i]
            and gaps[i] == " "
            and tokens[j].text.istitle()
            and not plain[j]
            and not gone[j]
            and lows[j] not in _TITLED | _FUNCTION - {"person"}
            and re.match(r", (?:DOB|MRN|born|license)\b", text[tokens[j].end : tokens[j].end + 9])
        ):
            take(j)
        if (  # Hansson, Per, MD
            gone[i]
            and gaps[i] == ", "
            and tokens[j].text.istitle()
            and not gone[j]
            and lows[j] not in _TITLED | (_FUNCTION - {"per"})
            and not _degree(tokens[j].text)
            and re.match(r",? (?:MD|DO|RN|NP|PA|M\.D)\b", text[tokens[j].end : tokens[j].end + 6])
        ):
            take(j)
        if (  # Skip G. Quigley (MRN
            firsts[i]
            and capital(i)
            and initial(j)
            and j + 1 < count
            and gone[j + 1]
            and gaps[i] == " "
            and low not in _NO_NAME - _MODAL
            and _ONE_AND_ALL.match(text, tokens[j + 1].end)
        ):
            take(i)
        if (  # Skip Frost III (MRN; Unique Quigley is a 60-yr-old
            firsts[i]
            and capital(i)
            and gone[j]
            and not gone[i]
            and gaps[i] == " "
            and low not in _NO_NAME - _MODAL
            and _ONE_AND_ALL.match(text, tokens[j].end)
        ):
            take(i)
        if (  # HER BROTHER, SKIP QUIGLEY
            i
            and lows[i - 1] in _KIN
            and gaps[i - 1] == ", "
            and capital(i)
            and gone[j]
            and gaps[i] == " "
            and low not in _NO_NAME
        ):
            take(i)
        if (
            i > 1
            and lows[i - 2] == "proxy"
            and lows[i - 1] == "is"
            and capital(i)
            and nameword(i)
            and low not in _NO_NAME
        ):
            take(i)  # HEALTH CARE PROXY IS IRIS
        if (  # Marie is a 4-month-old
            firsts[i]
            and capital(i)
            and not plain[i]
            and after(i, _AGED)
            and low not in _NO_NAME
            and (low not in capitalised or given(i) or low in w.EPONYMS)
        ):
            take(i)
        if (  # by Muslim Quigley, MD
            i
            and lows[i - 1] == "by"
            and gaps[i - 1] in (" ", "\n")
            and capital(i)
            and gone[j]
            and not gone[i]
            and gaps[i] == " "
            and low not in _TITLED | _FUNCTION | _KIN
            and tokens[i].text not in _SMALL
            and not _degree(tokens[i].text)
        ):
            take(i)
        if (  # Ants Good (MR# 5391553
            firsts[i]
            and alike(i, j)
            and gaps[i] in (" ", "\n")
            and not {low, lows[j]} & (_NO_NAME - _MODAL)
            and re.match(r" \((?:MR|MRN|DOB|born)\b", text[tokens[j].end : tokens[j].end + 7])
        ):
            take(i)
            take(j)
        if (  # SCHOLTES, NOA (WADE), 0066188378
            gone[i]
            and gaps[i] == " ("
            and capital(j)
            and text[tokens[j].end : tokens[j].end + 1] == ")"
            and nameword(j)
            and lows[j] not in _NO_NAME | _HONORIFICS | capitalised
            and tokens[j].text not in _SMALL
        ):
            take(j)
        if (  # Maria Bishop, and nothing more in the line
            gone[i]
            and gaps[i] == " "
            and tokens[j].text.istitle()
            and not plain[j]
            and nameword(j)
            and not gone[j]
            and lows[j] not in _NO_NAME - _MODAL
            and re.match(r" ?(?:\n\n|\Z)", text[tokens[j].end : tokens[j].end + 3])
        ):
            take(j)
        if (  # Trinity, 12yo student
            firsts[i]
            and capital(i)
            and not plain[i]
            and low not in _NO_NAME
            and not (low in capitalised and not given(i))
            and re.match(
                r", \d{1,3}[ -]?(?:yo|y\.?o|y/o|yrs?|years?)\b", text[tokens[i].end : tokens[i].end + 12]
            )
        ):
            take(i)
        if (  # FATHER: PINKY, AGE 31
            low in _KIN
            and gaps[i] == ": "
            and capital(j)
            and "c" not in (marks[j] or "")
            and lows[j] not in _NO_NAME
            and re.match(r"(?i),? (?:aged?|born|dob|\(|\d)", text[tokens[j].end : tokens[j].end + 8])
        ):
            take(j)
        if (  # WIBOWO, ECHO f/k/a
            gone[i]
            and gaps[i] in (", ", ",")
            and capital(j)
            and re.match(
                r",?[ \n](?:[afAF]/[kK]/[aA]|(?i:formerly)|DOB|MRN|SSN|Record|Visit|Account)\b",
                text[tokens[j].end : tokens[j].end + 11],
            )
            and not _degree(tokens[j].text)
        ):
            take(j)
        if (  # BOCANEGRA SINCERE W
            gone[i]
            and gaps[i] == " "
            and alike(i, j)
            and tokens[j].text.isupper()
            and not gone[j]
            and lows[j] not in _NO_NAME | _NEXT_FIELDS
            and tokens[j].text not in _SMALL
            and re.match(r" [A-Z]\.?(?:\n|  |\Z)", text[tokens[j].end : tokens[j].end + 5])
        ):
            take(j)
        if (  # ZULKIFLI,AZALEA L
            gone[i]
            and gaps[i] in (", ", ",", "; ")
            and capital(j)
            and (given(j) or gaps[i] == "; " or (plain[j] and "c" not in (marks[j] or "")))
            and lows[j] not in _NO_NAME
            and not gone[j]
            and re.match(
                r" [A-Z]\.?(?:,| \||\n|  |\Z| (?:MRN|DOB)\b)", text[tokens[j].end : tokens[j].end + 8]
            )
        ):
            take(j)
        if (  # SEARS, PAW-SAY
            gone[i]
            and gaps[i] == ", "
            and j + 1 < count
            and gaps[j] == "-"
            and plain[j]
            and alike(j, j + 1)
            and tokens[j].text.isupper()
            and min(len(lows[j]), len(lows[j + 1])) > 1
            and lows[j] not in _NO_NAME
            and lows[j + 1] not in _SHAPED
        ):
            take(j)
            take(j + 1)
        if (
            gone[i]
            and gaps[i] == "/"
            and capital(j)
            and re.search(
                r"(?i)\b(?:patient|name|pt): ?\Z", text[max(0, tokens[i].start - 10) : tokens[i].start]
            )
        ):
            take(j)  # Patient: CHIN/SKIP


_FORM_LINE = re.compile(r"\s*\n[A-Z][\w /]{1,24}:")


_REGISTERED = re.compile(r" [A-Z]{2,4}\((?:ASCP|[RNTM]|CT|MR)\)")


def _dotted(text: str, end: int) -> bool:
    return text[end : end + 1] == "."


def _joins(
    text: str,
    i: int,
    j: int,
    gap: str,
    tokens: list[_Word],
    lows: list[str],
    marks: list[str | None],
    gone: bytearray,
    firsts: bytearray,
    plain: bytearray,
) -> bool:
    """Whether the word j is part of the name that the word i belongs to."""
    low, word, mark = lows[j], tokens[j].text, marks[j]
    left = j < i
    title = word[0].isupper() and not plain[j]
    if gap in ("^", "*", "|"):
        return True
    if gap in ("/", " - "):  # of a form: QUIGLEY/ROSE/M
        alike = word.isupper() and tokens[i].text.isupper() and marks[i] is None and len(tokens[i].text) > 2
        return alike and bool(set(mark or "gn") & set("gn")) and word not in _SMALL and len(word) > 2
    if gap == "\n" and not left and title and set(mark or "") & set("gn") and low not in w.capitalised():
        after = text[tokens[j].end : tokens[j].end + 2]
        acts = j + 1 < len(tokens) and lows[j + 1] in _DO | {"agree", "attend", "live", "want"}
        return (
            re.match(r"[,.;)]" if set(mark or "") & set("bc") else r"[,.;:)]", after) is not None
            or (firsts[j] == 2 and not re.match(r" [a-z]", after))
            or (marks[i] is None and acts and after[:1] == " ")  # Jacqueline, and below: House has
        )
    if gap == ",\n" and not left and title and "g" in (mark or "") and low not in w.capitalised():
        return marks[i] is None or tokens[i].foreign  # Gunnarsdottir, and below: Pat
    if (
        "\n" in gap
        and not left
        and (firsts[j] == 1 or len(word) == 1 or low in w.capitalised() or not set(mark or "") & set("gnm"))
    ):
        return False
    if word in ("AP", "LOS") and left and gap == " " and tokens[i].text.isupper() and marks[i] is None:
        return low == "ap" or (j > 0 and lows[j - 1] == "de")  # AP RHYS, DE LOS RIOS
    if (
        gap == "-"
        and word.isupper()
        and len(word) > 1
        and tokens[i].text.isupper()
        and (marks[i] is None or "c" not in (marks[i] or ""))
        and (len(word) > 2 or word in w.RARER)
        and not (left and word in _SMALL)
    ):
        return True  # QUIGLEY-DOE, PUI-SHAN
    if word.isupper() and word in w.ABBREVIATIONS and word not in w.ALSO_NAMES and len(word) > 1:
        return not left and (gap == "-" if plain[j] else low in w.EPONYMS and gap == " ")
    if (
        left
        and gap == " "
        and plain[j]
        and "g" in (mark or "")
        and (marks[i] is None or tokens[i].foreign)
        and len(tokens[i].text) > 2
    ):
        return True
    if gap == "-" and word.islower() and tokens[i].text.islower() and not plain[j]:
        return bool(set(mark or "gnm") & set("gnm")) or (
            marks[i] is None and len(tokens[i].text) > 7 and "c" not in (mark or "")
        )
    if (
        gap == "-"
        and not left
        and word.islower()
        and len(word) < 6
        and tokens[i].text.istitle()
        and "c" not in (marks[i] or "")
        and not firsts[i]
    ):
        return low not in _SHAPED | {"in", "up", "on", "out", "off"}  # Sung-min
    if gap == "-" and plain[j] and word.isupper() and marks[i] is None and 2 < len(word) < 8:
        return low not in _SHAPED  # QUIGLEY-BITE
    if gap == "-":
        return bool(title or (plain[j] and mark is not None and ("c" not in mark or "n" in mark)))
    if (low in _HONORIFICS and (left or low not in _SUFFIXES)) or (left and low in _KIN | _ROLES):
        return False
    if gap[0] == "," and not left and low in w.STATES:
        return False
    if gap == "," and not left and title and not tokens[i].text.islower() and len(word) > 1:
        return low not in w.STATES and not _degree(word)  # Salmon,Ants
    if gap[0] == ",":
        ends = (
            re.match(
                r"[,.;:)\n]|\s{1,2}[A-Z]{2,5}\b|\s[A-Z]\.?[,;)\s]|\Z", text[tokens[i].end : tokens[i].end + 8]
            )
            is not None
        )
        after = text[tokens[j].end : tokens[j].end + 2]
        if plain[j] and not left and word.isupper() and "g" in (mark or "") and marks[i] is None:
            return re.match(r"[.;)\n]| \(|\Z", after) is not None  # ZISZUBERG, IRIS (USER ...)
        flagged = bool(set(mark or "") & set("gn"))
        if (
            left
            and ends
            and gap != ",\n"
            and low not in w.ABBREVIATIONS
            and (title or (plain[j] and word.isupper()))
        ) and (
            flagged
            or (mark is not None and not set(mark) & set("bc"))
            or (plain[j] and mark is not None and "b" not in mark)
        ):
            return True
        if word.islower() and tokens[i].text.islower():
            return ("g" in (mark or "") and low not in _MODAL) or (
                left
                and "n" in (mark or "")
                and ("c" not in (mark or "") or bool(firsts[j]))
                and low not in _MODAL
            )
        return (
            title
            and mark is not None
            and bool(set(mark) & set("gn"))
            and low not in w.capitalised()
            and not (firsts[j] and low in _MODAL)
        ) or (not left and low in _SUFFIXES and word[0].isupper())
    if left and gap.startswith("."):
        return len(word) == 1 and word.isupper()
    if not left and gap.startswith(".") and not (len(tokens[i].text) == 1 or len(word) == 1):
        return False
    if gap == ". " and len(tokens[i].text) == 1 and tokens[i].text.isupper() and not left and title:
        return not firsts[j] or (i > 0 and lows[i - 1] in _TITLED | _KIN | {"nurse"})  # nurse E. Bite
    if (
        gap == ". "
        and len(tokens[i].text) == 1
        and not left
        and word.islower()
        and low not in _BE | _PEOPLE_DO
    ):
        return (tokens[i].text.islower() and "b" not in (mark or "")) or bool(set(mark or "") & set("gn"))
    if len(word) == 1 and low in "yed" and 0 < j < len(tokens) - 1 and gone[j - 1] and gone[j + 1]:
        return True
    if len(word) == 1 and text[tokens[j].end : tokens[j].end + 1] == ":":
        return False
    if len(word) == 1:
        return (
            word.isupper() or (gap == " " and tokens[i].text.islower() and _dotted(text, tokens[j].end))
        ) and not (firsts[j] and word in "AI")
    if low in _SUFFIXES and not left:
        return word[0].isupper() or low in ("jr", "sr")
    if (
        left
        and title
        and gap == " "
        and len(tokens[i].text) == 1
        and _dotted(text, tokens[i].end)
        and not (firsts[j] and mark is not None and not set(mark) & set("gnm") and "b" in mark)
        and low not in w.capitalised()
    ):
        return True
    if low in _PARTICLES:
        k = j - 1 if left else j + 1
        beyond = 0 <= k < len(tokens) and bool(gone[k])
        foreign = mark is None or low in (
            "dos",
            "das",
            "van",
            "von",
            "del",
            "de",
            "la",
            "le",
            "el",
            "da",
            "di",
            "du",
            "al",
            "san",
            "los",
            "las",
            "st",
        )
        if low in ("of", "the", "and", "on", "d") and not (beyond and title):
            return False
        if beyond or (left and foreign and (title or word.islower()) and low not in ("st",)):
            return True
    if title:
        named = marks[i] is None or lows[i] in _PARTICLES
        if low == "per" and left and firsts[j] in (0, 3) and gap == " " and named:
            return True  # Coder Per Legrand
        if left and low in _BEFORE_PLACES and not firsts[j]:
            return True
        if not left and not firsts[j] and gap == " " and low in _FUNCTION:
            return True  # Emma Each
        flagged = bool(set(mark or "") & set("gnm"))
        if low in w.STATES or (
            low in w.capitalised() and not flagged and (mark is not None or "d" in (mark or "") or gap != " ")
        ):
            return False
        if firsts[j] and left:
            return (low not in _MODAL or "g" in (mark or "")) and (
                (flagged and (low not in w.capitalised() or "g" in (mark or "")))
                or (mark is not None and not set(mark) & set("bc") and len(low) < 8)
            )
        return tokens[i].text[0].isupper() or (not left and lows[i] in _PARTICLES)  # Albert di Bilge
    if word.isupper() and word in w.ALSO_NAMES and tokens[i].text.isupper():
        return True
    if plain[j] and word.isupper() and not left and gap == " " and low not in _UNJOINED:
        unknown = marks[i] is None or tokens[i].foreign or (i > 0 and lows[i - 1] in _HONORIFICS)
        if unknown and (low not in w.vocabulary() or "m" in (mark or "")):
            return True  # ERKKI KALVAITIS, DR. SUMMER MAYOR
    if plain[j] or (word.islower() and tokens[i].text.islower()):
        return mark is not None and "n" in mark and low not in _UNJOINED
    return False


def _together(gap: str, word: str) -> bool:
    return (
        re.fullmatch(r"[ \n'&-]{0,3}|, |\.-?|\. " if len(word) < 3 else r"[ \n'&-]{0,3}|, |\.", gap)
        is not None
    )


def _spans(text: str, tokens: list[_Word], gone: bytearray) -> Iterator[Found]:
    """Names that stand together as one, with the numbers of a house or a plate beside them."""
    i = 0
    while i < len(tokens):
        if not gone[i]:
            i += 1
            continue
        j = i
        while (
            j + 1 < len(tokens)
            and gone[j + 1]
            and tokens[j + 1].start - tokens[j].end < 4
            and _together(text[tokens[j].end : tokens[j + 1].start], tokens[j].text)
        ):
            j += 1
        start, end, kind = tokens[i].start, tokens[j].end, "NAME"
        end -= 2 * (text[end - 2 : end] in ("'s", "'S") and end - start > 3)
        inside = [token.text.lower() for token in tokens[i : j + 1]]
        after = re.match(r"\s?([A-Z][a-z]{1,12})\b", text[end : end + 15])
        street = any(
            word in w.STREETS
            or re.search(
                r"(?:strasse|strase|str|straat|gasse|weg|platz|allee|vej|gatan|gade|laan|katu|utca)$", word
            )
            for word in inside
        )
        house = re.search(
            r"(?<![\w./-])\d{1,5}(?:-?[a-zA-Z])?(?:\s1/2)?,?\s{1,2}$", text[max(0, start - 15) : start]
        )
        if house and (street or (after and after[1].lower() in w.STREETS)):
            start, kind = start - len(house[0]), "PLACE"
        trailing = re.match(
            r"\.?,?\s\d{1,4}\s?[a-zA-Z]?\b(?!\s?(?:%|mg|ml|years?|y\.?o|y/o|yr|days?|weeks?|months?|/))",
            text[end : end + 9],
        )
        if street and trailing:
            end, kind = end + len(trailing[0]), "PLACE"
        capitals = text[tokens[j].start : end]
        beside = re.match(
            r"[ -](?:\d{3,5}(?:[ -][A-Z]{1,3}\b)?|\d\d[ -][A-Z]{1,3}\b)(?![\w.%/])", text[end : end + 11]
        )
        if capitals.isupper() and len(capitals) < 5 and beside:
            end, kind = end + len(beside[0]), "ID"
        ahead = re.search(r"(?<![\w.%/])\d{2,5}[ -]$", text[max(0, start - 6) : start])
        if tokens[i].text.isupper() and 1 < len(tokens[i].text) < 5 and i == j and ahead:
            start, kind = start - len(ahead[0]), "ID"
        yield Found(start, end, kind, f"[{kind}]")
        i = j + 1
