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
    "de da del della dello der den dem van von bin bint binti ibn al el la le los las di du dos das do "
    "ten ter y e af av st saint mc mac san santa abu ben zu zum vom op und of the o d l"
)
_SUFFIXES = _set("jr sr ii iii iv jnr snr")
# They say what somebody is, not who.
_CREDENTIALS = _set(
    "MD DO RN LPN NP PA PHD PHARMD DDS DMD DPM DVM LCSW MSW BSN MSN CCS RHIA RHIT CPC FACC FACS FACP "
    "FACOG FNP BC OTR CCC PGY CFNP ACNP PMHNP CNS PTA COTA LCPC LMFT LPC MBBCH DC OD RPH RRT CST RT CPHT "
    "FACG FASN FCCP FIDSA FRCS MRCP CCRN CEN CHDA CPHQ RN-BC CNM CRNA APRN DNP DPT PT OT SLP RD LDN CMA "
    "CNA EMT RRT RT MPH MBA MS MA BS JD ESQ ODS CTR "
    "CDIP CHPS FAAP FACEP MBBS MBCHB"
)
_BEFORE_PLACES = _set(
    "lake port new north south east west mount mt saint st fort ft san santa el los las le la upper "
    "lower old rio villa bad"
)
_FARED = _set(
    "weaned employed return returns be need follow married divorced widowed retired extubated fired laid"
)
_HONORIFICS = _set("mr mrs ms miss mx dr drs prof professor doctor rev reverend judge sgt capt lt")
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
    "regarding about attn attention addressee recipient sender payee payer applicant claimant appellant "
    "plaintiff defendant tenant lessee occupant homeowner bearer holder cardholder enrollee participant"
) - {"head", "chief", "lead", "about", "chair", "minister", "principal", "dean"}
_PEOPLE_DO = _set(
    "reports reported denies denied states stated presents presented complains complained called calls "
    "lives lived came comes arrived says said tells told feels felt agrees agreed declines declined "
    "refuses refused signed works worked"
    " underwent received receives takes took understands understood wants wanted requests requested asks "
    "asked verbalized verbalizes walked walks ambulated ambulates ate eats slept sleeps went goes "
    "tolerated visited visits drove brought accompanied died returned returns saw sees met notes "
    "endorses endorsed admits admitted smokes drinks consented"
)
_BE = _set("was is has had were will can could should would did does doesn't didn't wasn't isn't who whose")
_EMPLOYED = re.compile(
    r"(?i)\b(?:work(?:s|ed|ing)? (?:\w{1,10} )?(?:for|at)|employed (?:by|at|with)|employer:?|vendor:?|"
    r"retired "
    r"from|laid off (?:by|from)|job (?:at|with)|hired by|shifts? at|manages|owns)\s{1,2}"
)
_LETTERS_AFTER = _CREDENTIALS - _set("DO MA MS OT PT RT RD CTR OD BS EMT ODS") | _set(
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
    r"carpentry|catering|freight|hauling|excavating|welding|tiling|hardware|lumber|nursery|orchards)\b)"
)
_FACILITY = re.compile(
    r"\b(?i:from|at|to|via|in) ((?:[A-Z][\w'.-]{1,20}[ \n]){1,3}?)(?i:(?:general|community|regional|memorial|"
    r"county|university|district|medical|childrens?'?s?|veterans) ?){0,2}(?i:hospital|center|centre|clinic|"
    r"infirmary|hospice|rehab)\b"
)
# A person stands after these, whatever the word.
_PERSON = re.compile(
    r"(?i)\b(?:query to|(?:dictated|signed|reviewed|transcribed|entered|verified|witnessed|seen|performed|"
    r"exam|notified) by|family at bedside|emergency contact|next of kin|guarantor|notified|dear|referring|"
    r"attending|cc|re|will see|contact|sent out to|(?:husband|wife|son|daughter|mother|father|brother|"
    r"sister|partner|spouse|friend|aunt|uncle|cousin|niece|nephew),)\s?:?[ \n]{1,3}"
)
_DEGREES = _CREDENTIALS - _set("DO MA MS PA OT PT RT RD CTR OD BS EMT ODS")
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
    r"(?i)\b(?:name|patient|pt|attending|referring|provider|physician|surgeon|author|cc|guarantor|"
    r"subscriber|contact|next of kin|by|caller|regarding|client|member|resident|spouse|informant|assistant)"
    r"\s?:[ \n]{0,2}"
)
_SAYS = _set(
    "denies lives reports states feels complains endorses says smokes drinks wants agrees walks sleeps "
    "eats tolerates describes"
)
_DONE_TO = _set(
    "admitted seen discharged informed evaluated transferred referred brought examined born told "
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
_PREFIX_MED = re.compile(
    r"(?:non|pre|post|anti|hyper|hypo|sub|inter|intra|extra|peri|re|un|multi|micro|macro|poly|pseudo|"
    r"supra|infra|retro|trans|over|under|semi|bi|tri|uni|neuro|cardio|gastro|hemo|hepato|nephro|osteo|"
    r"thoraco|electro|immuno|de|dis|mid|para|endo|epi|ultra|super|co|auto)(?=\w{4})"
)
_MEASURES = frozenset(UNITS)
_SALTS = _set("na k cl mg ca cr co al li fe zn phos")
_SMALL = w.ABBREVIATIONS - w.ALSO_NAMES
_KIN = _set(
    "husband wife son daughter mother father brother sister aunt uncle cousin niece nephew grandson "
    "granddaughter grandmother grandfather spouse partner fiance fiancee named doctor"
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
    for chunk in _CHUNK.finditer(text):
        if hidden[chunk.start()] and hidden[chunk.end() - 1]:
            continue
        for start, piece in _pieces(chunk[0], chunk.start()):
            if hidden[start]:
                continue
            if any(letter.isdigit() for letter in piece) or "_" in piece:
                if re.fullmatch(r"[0-9A-HJ-NP-Z]{7}", piece) and re.search(
                    r"(?i)\b(?:pcs|cpt|procedures?|codes?|coded)\W{0,3}(?:(?:as|was|to|from)\W)?$",
                    text[max(0, start - 20) : start],
                ):
                    continue
                if _PROCEDURE.fullmatch(piece):
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


def _is_code(piece: str, vocabulary: dict[str, str]) -> bool:
    """Whether letters mixed with digits are a number of something rather than a value."""
    bare = piece.rstrip("'")
    if re.fullmatch(
        r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,4}(?:\.\d{1,4})?(?:-\d{1,4}(?:\.\d{1,4})?)?|\d{1,4}\.\d{1,6}|"
        r"\d+'?s|'?\d{1,4}",
        bare,
    ):
        return False
    if re.fullmatch(r"\d{2,}-\d{4,}[A-Za-z]|\d{5,}-[A-Za-z]", bare):
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
    if PLATE.fullmatch(bare) and not (parts[0] in w.ABBREVIATIONS and len(parts) == 2 and len(parts[1]) < 3):
        return True
    for part in parts:
        if part.isdigit() and (len(part) < 4 or (re.fullmatch("(?:19|20)..", part) and len(parts) < 3)):
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
    r"west[ \n]+virginia|rhode[ \n]+island)\b"
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
        if mark is None and low in _ROLES:
            mark = "c"
        marks.append(mark)
        first = _begins(text, token.start, hidden)
        firsts[i] = first
        loud = shouting(token.start) if word.isupper() else False
        plain[i] = loud or not cased(token.start)
        if (
            low.upper() in _CREDENTIALS
            and not word.islower()
            and not (loud and low in ("do", "ma", "ms", "pa"))
            and (word[:2].isupper() or "." in word or low in ("phd", "pharmd", "esq"))
        ):
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
                    not (low.upper() in _SMALL and len(low) < 7)
                    and not _eponym(i, tokens, lows, text)
                    and low not in w.STATES
                )
            elif "g" in mark or "n" in mark:
                doubt[i] = 1
        elif word.isupper() or (word[:-1].isupper() and word[-1] == "s" and len(word) > 2):
            known = word in w.ABBREVIATIONS or word.rstrip("s") in w.ABBREVIATIONS or _ROMAN.fullmatch(word)
            if known:
                pass
            elif (
                mark is None
                or ("b" not in mark and "c" not in mark)
                or (("n" in mark or "m" in mark) and text[token.end : token.end + 1] != ":")
            ):
                gone[i] = low not in w.capitalised()
        elif word[0].isupper() and (word[1:].islower() or "'" in word):
            gone[i], doubt[i] = _titled(i, first, low, mark, tokens, lows, text)
            if _eponym(i, tokens, lows, text) or (
                low in w.STATES and not re.match(r" [A-Z]", text[token.end : token.end + 2])
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
        elif _labels(text, token, marks[i], hidden):
            gone[i], fixed[i] = 0, 1
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


_NUMBER_OF = re.compile(r"(?i)(?: (?:no|nr|num|number|id|code|acct|account)\b\.?)?( ?[:#=])? ?")


def _labels(text: str, token: _Word, mark: str | None, hidden: bytearray) -> bool:
    """Whether a word says what the number after it is: Fax 555-0100, CSN: 4471."""
    after = _NUMBER_OF.match(text, token.end)
    if token.text.islower() or after is None or after.end() >= len(text) or after.end() == token.end:
        return False
    if not (hidden[after.end()] or text[after.end()].isdigit()):
        return False
    if mark is not None:
        return not set(mark) & set("gnm")
    return token.text.isupper() and 2 < len(token.text) < 5 and len(after[0]) > 1


def _titled(
    i: int, first: int, low: str, mark: str | None, tokens: list[_Word], lows: list[str], text: str
) -> tuple[bool, bool]:
    """Whether a capitalised word goes, and whether that is in doubt."""
    name = low.removesuffix("'s")
    if _eponym(i, tokens, lows, text) or low in w.STATES:
        return False, True
    if first:
        if mark is None:
            return low not in w.capitalised() and name not in w.capitalised(), True
        return False, bool(set(mark) & set("gnm"))
    if low in _LANGUAGES:
        before, after = (
            text[max(0, tokens[i].start - 12) : tokens[i].start],
            text[tokens[i].end : tokens[i].end + 8],
        )
        spoken = re.match(r"[- ](?:speak|inter|lang|as |only|and |or )", after) or re.search(
            r"(?i)(?:speaks?|lang\w*:?|in|primary|spoken|is|and|or|:) $", before
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
            abs(tokens[j].start - tokens[i].end) < 3 or abs(tokens[i].start - tokens[j].end) < 3 for j in near
        )
        return not (beside or ("c" in mark and len(low) > 8)), False
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
    whole = "-".join(lows[first : last + 1])
    name = whole.removesuffix("'s").removesuffix("'")
    if whole in w.IMPERSONAL or name in w.IMPERSONAL:
        return True
    parts = [low.removesuffix("'s").removesuffix("'") for low in lows[first : last + 1]]
    if name not in w.EPONYMS and not all(part in w.EPONYMS for part in parts):
        return False
    if parts[-1] in _SCORES and re.match(
        r"[ \n:]{1,2}(?:score |index |scale )?(?:of )?\d", text[tokens[last].end : tokens[last].end + 12]
    ):
        return True
    reach = 3 if parts[-1] in _SPLIT else 1
    if name == "foley" and re.match(
        r" (?:in|to|out|placed|removed|draining|care|cath|bag)\b",
        text[tokens[last].end : tokens[last].end + 10],
    ):
        return True
    if name == "foley" and first and lows[first - 1] in ("the", "a", "no", "indwelling"):
        return True
    near = [
        lows[j]
        for j in range(last + 1, min(last + 1 + reach, len(lows)))
        if re.fullmatch(r"[\w '-]{1,23}", text[tokens[last].end : tokens[j].start].replace("\n", " "))
    ]
    return any(word in w.EPONYM_NOUNS for word in near) or (
        parts[0] in _SECOND and first > 0 and lows[first - 1] in w.EPONYMS and parts[0] != "arbor"
    )


_AFTER_ADDRESS = re.compile(
    r"(?i)(?:,? (?:\d{1,3}(?:st|nd|rd|th)? (?:fl|floor)|(?:fl|floor|apt|unit|bldg|lot|rm|ste|suite|"
    r"no)\.? ?\#?\w{1,5}|"
    r"\#\w{1,5}|[nsew]{1,2}|mobile home park|trailer park)\b\.?){0,3}(?:,[ \n]{0,2}| |\n)"
)


def _town(i: int, comma: bool, text: str, tokens: list[_Word], lows: list[str]) -> list[int]:
    """Capitalised words after an address; without a comma between, only where a state or a ZIP code "
    "follows.
    """
    inside: list[int] = []
    for j in range(i, min(i + 4, len(tokens))):
        word = tokens[j].text
        small = lows[j] in ("or", "and", "of", "du", "de", "la", "le", "del", "the", "by") and inside
        if not (word[0].isupper() or small) or lows[j] in w.STATES or word in w.STATE_LETTERS:
            break
        if re.match(r"\s?[#=]" if comma else r"\s?[:#=]", text[tokens[j].end : tokens[j].end + 2]) or (
            not inside and len(word) < 2
        ):
            break
        if inside and not re.fullmatch(r"[ \n-]|\. ?|'", text[tokens[j - 1].end : tokens[j].start]):
            break
        inside.append(j)
    while inside and tokens[inside[-1]].text.islower():
        inside.pop()
    if not inside:
        return []
    after = text[tokens[inside[-1]].end : tokens[inside[-1]].end + 24]
    state = re.match(
        r"[, \n.]{1,3}(?:[A-Z]{2}\b|\d{5}|\x00|" + "|".join(w.STATES) + r")", after, re.IGNORECASE
    )
    return inside if state or (comma and re.match(r"\s?[,.;:)\n]| (?:at|in|with|for|on)\b|\Z", after)) else []


# First and second words of names in two words: Ann Arbor, Lou Gehrig, Salter Harris.
_SPLIT = _set(
    "lou bence braxton grey bird bair miami salem hunt rocky christmas baker von west charcot stokes "
    "osgood rocky cheyne guillain wolff ann salter child swan "
    "jackson duke"
)
_SCORES = _set(
    "berg lawton katz rockall edinburgh epworth bosniak hess mayo nottingham bethesda shiley child kerley "
    "gleason karnofsky mallampati breslow ranson morse braden killip clark fitzpatrick apgar glasgow "
    "pugh norton rankin"
)
_SECOND = _set(
    "arbor gehrig hicks nest hugger sump harris stokes barre jones nile willebrand pugh ganz pratt marie"
)


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


def _begins(text: str, start: int, hidden: bytearray) -> int:
    """1 at the start of a sentence or line, 2 of a wrapped line, 3 after an initial, 0 inside a sentence."""
    place = start - 1
    lines = 0
    while place >= 0 and start - place < 60 and text[place] in " \n\t\"'([*-•#>_":
        lines += text[place] == "\n"
        place -= 1
    if place < 0 or start - place >= 60:
        return 1
    if text[place] in ".!?":
        before = re.search(r"([A-Za-z]{1,10})\.?$", text[max(0, place - 11) : place])
        if before and (
            (before[1].lower() in _HONORIFICS and before[1][0].isupper()) or before[1].lower() == "st"
        ):
            return 0
        initial = before and len(before[1]) == 1 and before[1].isupper()
        if initial and text[place] == "." != text[place - 1]:
            return 1 if re.search(r"\d ?$", text[max(0, place - 4) : place - 1]) else 3  # 98.4 F. or J.
        return 1
    if text[place] == ":":
        label = re.search(r"([A-Za-z]{1,20})$", text[max(0, place - 20) : place])
        return 0 if label and label[1].lower() in _LABELS | _ROLES else 1
    if text[place] in ";" or re.search(r"(?:^|\n)\s{0,4}\d{1,2}[.)]$", text[max(0, place - 8) : place + 1]):
        return 1
    if lines:
        return (
            1
            if lines > 1
            or (text[place] not in "," and place - text.rfind("\n", max(0, place - 60), place) < 30)
            else 2
        )
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
                    and (nameword(j) or lows[j] in _MEASURES or lows[j].upper() in w.ALSO_NAMES)
                    and lows[j] not in _UNJOINED
                    and low not in ("miss", "judge", "doctor")
                )
                or (
                    titled(j)
                    and not plain[j]
                    and (lows[j] not in w.capitalised() or nameword(j))
                    and lows[j] not in ("the", "a", "and")
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
            and titled(i + 1)
            and not plain[i]
            and not firsts[i]
            and nameword(i)
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
    _by_place(text, tokens, lows, marks, gaps, gone, firsts, plain, fixed)
    for match in _FIELD.finditer(text):
        spoken = match[0].lower().startswith("name")  # the name itself, however it is written
        for i in _field(text, match.end(), spoken, tokens, lows, marks, gone, plain):
            gone[i], fixed[i] = 1, 0
    for i in range(count):
        gone[i] &= not fixed[i]
    for order in (range(count), range(count - 1, -1, -1)):
        for i in order:
            if not gone[i]:
                continue
            for j, gap in ((i - 1, gaps[i - 1] if i else "....."), (i + 1, gaps[i])):
                if (
                    not 0 <= j < count
                    or gone[j]
                    or fixed[j]
                    or not re.fullmatch(r"[ \n]{1,2}|\. ?|-|'|,[ \n]?|\.-|\^", gap)
                ):
                    continue
                gone[j] = _joins(text, i, j, gap, tokens, lows, marks, gone, firsts, plain)


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
        if not re.fullmatch(r"""[ \n]{0,2}["(]?|\.?[ \n]?|,[ \n]{0,2}|[-'^/]|[)"] ?""", gap) or gap == "\n\n":
            break
        if gap.startswith(".") and j > i and len(tokens[j - 1].text) > 2 and "." not in tokens[j - 1].text:
            break
        label = re.match(r"(?: \w{1,12}){0,2}\s?[:#=]", text[tokens[j].end : tokens[j].end + 30])
        if (label and (j > i or label[0].strip() != ":")) or lows[j] in _NEXT_FIELDS:
            break
        if lows[j] in _HONORIFICS or (j > i and lows[j].upper() in _CREDENTIALS and word[:2].isupper()):
            reach = tokens[j].end
            if lows[j] in _HONORIFICS:
                continue
            break
        flagged = marks[j] is None or bool(set(marks[j] or "") & set("gnm")) or word in w.ALSO_NAMES
        flagged = flagged or len(word) == 2 or (spoken and "c" not in (marks[j] or ""))
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
    sure = any(gone[j] for j in inside) or (
        whole and any("g" in (marks[j] or "") or "n" in (marks[j] or "") for j in inside)
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
        if len(tokens[i].text) == 1 and text[tokens[i].end : tokens[i].end + 1] == ":":
            return False
        if len(tokens[i].text) == 1 or gone[i]:
            return tokens[i].text.isupper() or bool(gone[i])
        if (
            tokens[i].text.islower()
            or lows[i] in _HONORIFICS | _LABELS | _ROLES
            or lows[i].upper() in _DEGREES
        ):
            return False
        if len(tokens[i].text) > 2 and tokens[i].text in _SMALL:
            return False
        if plain[i]:
            return (nameword(i) and lows[i] not in _MODAL | _BE and tokens[i].text not in _SMALL) or (
                tokens[i].text in w.ALSO_NAMES
            )
        return nameword(i) or lows[i] not in w.CAPITALISED

    for i in range(1, count):  # Rose W. Salami, MD
        if lows[i].upper() not in _CREDENTIALS or not tokens[i].text[:2].isupper():
            continue
        j = i - 1
        comma = re.fullmatch(r",[ \n]{1,2}", gaps[j]) is not None
        spare = gone[j] or (j and re.fullmatch(r"\.[ \n]{1,2}", gaps[j - 1]) and len(lows[j - 1]) == 1)
        if not (comma or (gaps[j] in (" ", "\n") and (lows[i].upper() in _DEGREES or spare))):
            continue
        if (plain[i] and lows[i].upper() not in _DEGREES and not spare) or len(lows[j]) < 2:
            continue
        for j in range(i - 1, max(-1, i - 6), -1):
            if not (
                person(j)
                or (j == i - 1 and spare)
                or (lows[j] in _PARTICLES and lows[j] not in ("to", "the", "of", "and") and j < i - 1)
            ):
                break
            if j < i - 1 and not re.fullmatch(r"[ \n]{1,2}|\.[ \n]{0,2}|-|'|,[ \n]{1,2}", gaps[j]):
                break
            if j < i - 1 and gaps[j].endswith("\n") and gaps[j] != "\n":
                break
            take(j)
    for match in _PERSON.finditer(text):
        i = bisect.bisect_left(tokens, match.end(), key=lambda token: token.start)
        end = min(i + 5, bisect.bisect_left(tokens, match.end() + 60, key=lambda token: token.start))
        if i < end and lows[i] in _HONORIFICS:
            i += 1
        some = [
            j
            for j in range(i, end)
            if person(j) and nameword(j) and (plain[j] or lows[j] not in w.capitalised() or j > i)
        ]
        for j in range(i, end):
            named = person(j) and (j in some or gone[j] or len(lows[j]) == 1)
            if not named and not (lows[j] in _PARTICLES or lows[j] == "and"):
                break
            if named and lows[j] != "and":
                take(j)
            if not re.fullmatch(r"[ \n]{1,2}|\.[ \n]{0,2}|-|'|,[ \n]{1,2}", gaps[j]):
                break
    for i in range(count - 1):  # sister Norm, coordinator nurse Sharp; Friend (PGY-2), Skip (father)
        told = (
            i + 2 < count
            and gaps[i] in (" (", ", ", " ")
            and (
                (
                    lows[i + 1] in _KIN | {"stepson", "stepfather", "stepmother", "landlord"}
                    and gaps[i] == " ("
                )
                or (tokens[i + 1].text in _LETTERS_AFTER and gaps[i] != " " and lows[i] not in w.CAPITALISED)
            )
        )
        ahead = i > 0 and lows[i - 1] in _KIN | _ROLES and gaps[i - 1] in (" ", "\n") and firsts[i] in (0, 2)
        if not capital(i) or lows[i] in _HONORIFICS | _LABELS | _ROLES or tokens[i].text in _SMALL:
            continue
        if (
            (told and not fixed[i] and (not plain[i] or nameword(i)) and not (firsts[i] and plain[i]))
            or (
                ahead
                and not fixed[i]
                and (
                    (not plain[i] and not (lows[i] in w.capitalised() and "g" not in (marks[i] or "")))
                    or (
                        plain[i]
                        and nameword(i)
                        and "c" not in (marks[i] or "")
                        and lows[i] not in _MODAL | _BE | _PEOPLE_DO
                    )
                )
            )
            or (
                not plain[i]
                and lows[i] not in w.CAPITALISED
                and re.match(
                    r" \(PGY|, ?(?:M\.D|D\.O|PA-C|FNP-BC|OTR/L|CCC-SLP)\b",
                    text[tokens[i].end : tokens[i].end + 9],
                )
            )
        ):
            take(i)
    for match in _USER.finditer(text):
        i = bisect.bisect_left(tokens, match.start(1), key=lambda token: token.start)
        while i < count and tokens[i].end <= match.end(1):
            take(i)
            i += 1
    for i in range(2, count):  # Maria of Nags Head
        if lows[i - 1] == "of" and gone[i - 2] and gaps[i - 2] in (" ", ", ") and gaps[i - 1] == " ":
            for j in range(i, min(i + 3, count)):
                if not capital(j) or fixed[j] or plain[j] or tokens[j].text in _SMALL or gaps[j - 1] != " ":
                    break
                take(j)
    for i in range(count - 3):  # Dr. A. Hammerer
        if lows[i] in _HONORIFICS and len(lows[i + 1]) == 1 and _dotted(text, tokens[i + 1].end):
            j = i + 2 + (len(lows[i + 2]) == 1 and _dotted(text, tokens[i + 2].end))
            if capital(i) and capital(j) and re.fullmatch(r"\. ?\n?", gaps[j - 1]):
                take(j)
    for i in range(count - 1):
        low, after = lows[i], lows[i + 1]
        if low in ("dr", "mr", "mrs", "prof") and re.fullmatch(r"\.?[ \n]{0,3}", gaps[i]):
            if tokens[i + 1].text[0].isupper() and after not in _HONORIFICS | {"the", "and", "of", "who"}:
                take(i + 1)
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
        acts = after in _ACTS or (after in _BE and i + 2 < count and lows[i + 2] in _FARED)
        if (
            acts
            and firsts[i]
            and capital(i)
            and gaps[i] in (" ", "  ", "\n")
            and (not plain[i] or after in _ACTS or lows[i + 1] == "was")
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
            and capital(i + 1)
            and gaps[i] in (" ", "\n", "  ")
            and not (firsts[i] and not plain[i] and after != "co" and not set(marks[i] or "") & set("gnm"))
            and low not in ("the", "a", "our", "this", "each", "in", "of", "home", "from", "to")
        ):
            take(i)
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
        i = bisect.bisect_left(tokens, match.start(), key=lambda token: token.start) - 1
        reach = match.start()
        for j in range(i, max(-1, i - 3), -1):
            if not capital(j) or not re.fullmatch(
                r",?[ \n]{1,3}" if j == i else r"[ \n-]", text[tokens[j].end : reach]
            ):
                break
            if len(tokens[j].text) < 3 or tokens[j].text in _SMALL:
                break
            reach = tokens[j].start
            take(j)
    for match in _NICKNAME.finditer(text):  # Rusty (Jaan) Tamm
        three = [bisect.bisect_left(tokens, match.start(n), key=lambda token: token.start) for n in (1, 2, 3)]
        if three[-1] < count and three[2] - three[0] == 2 and any(gone[i] for i in three):
            for i in three:
                if tokens[i].text not in _SMALL or i == three[1]:
                    take(i)
    for match in _FIRM.finditer(text):  # Good & Sons
        i = bisect.bisect_left(tokens, match.start(), key=lambda token: token.start) - 1
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
    for match in _FACILITY.finditer(text):  # transferred from Quinta Normal Community Hospital
        i = bisect.bisect_left(tokens, match.start(1), key=lambda token: token.start)
        while i < count and tokens[i].start < match.end(1):
            if (lows[i] not in w.capitalised() and "c" not in (marks[i] or "")) or gone[max(0, i - 1)]:
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
            and (gaps[i] in (", ", ",\n", ". ", "; ") or gaps[i].startswith((".", ";")))
            and tokens[i].text not in _SMALL
            and lows[i] not in w.STATES | w.capitalised()
            and (lows[i + 1].upper() in _CREDENTIALS or (gaps[i][0] in ".;" and "g" in (marks[i] or "")))
        ):
            take(i)
    for match in _EMPLOYED.finditer(text):  # worked for Case, Day & Sons
        i = bisect.bisect_left(tokens, match.end(), key=lambda token: token.start)
        if i < count and lows[i] in ("the", "a", "an"):
            i += 1
        end = bisect.bisect_left(tokens, match.end() + 90, key=lambda token: token.start)
        while i < end and capital(i) and lows[i] not in _AFTER_FIRM:
            if not (plain[i] and lows[i] == "and"):
                take(i)
            if not re.fullmatch(r"[ \n]{1,2}|, ?| & ?|-|' ?", gaps[i]):
                break
            i += 2 if i + 2 < count and lows[i + 1] == "and" and gaps[i] == " " else 1


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
    if gap == "^":
        return True
    if gap == "\n" and not left and title and set(mark or "") & set("gn") and low not in w.capitalised():
        after = text[tokens[j].end : tokens[j].end + 2]
        return re.match(r"[,.;)]" if set(mark or "") & set("bc") else r"[,.;:)]", after) is not None or (
            firsts[j] == 2 and not re.match(r" [a-z]", after)
        )
    if (
        "\n" in gap
        and not left
        and (firsts[j] == 1 or len(word) == 1 or low in w.capitalised() or not set(mark or "") & set("gnm"))
    ):
        return False
    if word.isupper() and word in w.ABBREVIATIONS and word not in w.ALSO_NAMES and len(word) > 1:
        return False
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
        return bool(set(mark or "gnm") & set("gnm"))
    if gap == "-":
        return bool(title or (plain[j] and mark is not None and "c" not in mark))
    if (low in _HONORIFICS and (left or low not in _SUFFIXES)) or (left and low in _KIN | _ROLES):
        return False
    if gap[0] == "," and not left and low in w.STATES:
        return False
    if gap[0] == ",":
        ends = (
            re.match(r"[,.;:)\n]|\s{1,2}[A-Z]{2,5}\b|\Z", text[tokens[i].end : tokens[i].end + 8]) is not None
        )
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
        return not firsts[j]
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
        and not (firsts[j] and mark is not None and not set(mark) & set("gnm"))
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
        if beyond or (left and foreign and (title or word.islower()) and low not in ("st",)):
            return True
    if title:
        if left and low in _BEFORE_PLACES and not firsts[j]:
            return True
        flagged = bool(set(mark or "") & set("gnm"))
        if low in w.STATES or (
            low in w.capitalised() and not flagged and (mark is not None or "d" in (mark or "") or gap != " ")
        ):
            return False
        if firsts[j] and left:
            return (low not in _MODAL or "g" in (mark or "")) and (
                (flagged and (low not in w.capitalised() or "g" in (mark or "")))
                or (mark is not None and not set(mark) & set("bc"))
            )
        return tokens[i].text[0].isupper()
    if word.isupper() and word in w.ALSO_NAMES and tokens[i].text.isupper():
        return True
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
            r"\.?,?\s\d{1,4}\s?[a-zA-Z]?\b(?!\s?(?:%|mg|ml|years?|yo|y/o|days?|weeks?|months?|/))",
            text[end : end + 9],
        )
        if street and trailing:
            end, kind = end + len(trailing[0]), "PLACE"
        capitals = text[tokens[j].start : end]
        beside = re.match(r"[ -]\d{2,5}(?:[ -][A-Z]{1,3}\b)?(?![\w.%/])", text[end : end + 11])
        if capitals.isupper() and len(capitals) < 5 and beside:
            end, kind = end + len(beside[0]), "ID"
        ahead = re.search(r"(?<![\w.%/])\d{2,5}[ -]$", text[max(0, start - 6) : start])
        if tokens[i].text.isupper() and 1 < len(tokens[i].text) < 5 and i == j and ahead:
            start, kind = start - len(ahead[0]), "ID"
        yield Found(start, end, kind, f"[{kind}]")
        i = j + 1
