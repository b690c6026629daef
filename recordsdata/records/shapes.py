"""Find identifiers that have a shape: dates, ages over 89, addresses, telephone and other numbers.

Every step reads the text once, with bounded patterns: the time grows with the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from recordsdata.records import words as w

__all__ = ["FIRST_YEAR", "MIXED", "PLATE", "UNITS", "ZIP", "Found", "ages", "dates", "numbers", "shapes"]

# Born before this year is over 89 in the year of the records: the year itself would tell the age.
FIRST_YEAR = 1937


class Found(NamedTuple):
    """An identifier: its kind, where it stands in the text, and what may be said in its place."""

    start: int
    end: int
    kind: str
    instead: str


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TLD = (
    "com|org|net|edu|gov|mil|int|info|biz|name|pro|io|co|ai|app|dev|me|tv|us|uk|ca|au|nz|ie|de|at|ch|fr|"
    "be|nl|lu|es|pt|it|gr"
    "|se|no|dk|fi|is|pl|cz|sk|hu|ro|bg|hr|si|rs|ua|ru|by|tr|il|sa|ae|in|pk|bd|lk|cn|hk|tw|jp|kr|th|vn|id|"
    "my|sg|ph|br|ar|cl"
    "|mx|za|ng|ke|eg|ma|ee|lv|lt|health|hospital|clinic|example|test|local|online|site|xyz|eu|museum|"
    "care|doctor"
)
_MONTHS = sorted(
    {"".join(c for c in unicodedata.normalize("NFKD", month) if c.isascii()) for month in w.MONTHS} | {"sept"}
)
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_ORDINAL = (
    r"(?:twenty|thirty)[- ]?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|first|second|"
    r"third|fourth|fifth|sixth"
    r"|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|"
    r"eighteenth"
    r"|nineteenth|twentieth|thirtieth"
)
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_CARDINAL = rf"(?:(?:{_TENS})(?:[- ](?:{_ONES}))?|{_TEENS}|{_ONES})"
_YEAR_WORDS = (
    rf"(?:two[- ]thousand(?:[- ](?:and[- ])?{_CARDINAL})?|(?:nineteen|twenty)[- "
    rf"](?:(?:hundred(?: and)? |oh[- ])?{_CARDINAL}|hundred))"
)
_YEAR = r"(?:1[89]|20|21)\d\d"
_DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
_GAP = r"[\s,.]{0,3}"
_SUFFIX = "|".join(sorted(w.STREETS, key=len, reverse=True))
_HOLIDAY = (
    r"christmas(?! (?:disease|factor|tree))(?:[- ](?:eve|day))?|xmas|thanksgiving(?: day)?|"
    r"new year'?s?(?:[- ](?:eve|day))|easter(?: "
    r"(?:sunday|monday))?|halloween"
    r"|independence day|fourth of july|4th of july|labor day|memorial day|veterans day|valentine'?s day|"
    r"mother'?s day|father'?s day"
    r"|hanukkah|ramadan|diwali|passover|yom kippur|rosh hashanah|good friday|boxing day|st\.? patrick'?s "
    r"day|juneteenth|kwanzaa"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"


# Not inside a number, or the second date of two.
_NOT_IN = r"(?:(?<![\w./-])|(?<=\d \.\.)|(?<=\d\.\.)|(?<=/\d-)|(?<=/\d\d-)|(?<=/\d\d\d\d-)|(?<=/\d\d\d\d - ))"


def _any(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{part})" for part in parts), re.IGNORECASE)


_EMAIL = _any(
    r"[\w.+%'-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}",
    r"[\w.+-]{1,64}\s{0,2}[(\[{<]\s?(?:at|@)\s?[)\]}>]\s{0,2}[\w-]{1,63}(?:\s{0,2}(?:[(\[{<]\s?(?:dot|"
    r"\.)\s?[)\]}>]|\.|\bdot\b)\s{0,2}[\w-]{1,63}){1,5}",
    r"[\w.+-]{1,64}(?:\sdot\s[\w-]{1,64}){0,3}\s{1,2}at\s{1,2}[\w-]{1,63}(?:\s{1,2}dot\s{1,2}[\w-]{1,63})"
    r"{1,5}",
    rf"[\w.+-]{{1,64}}\s{{1,2}}at(?:[- "
    rf"]sign)?\s{{1,2}}[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,4}}\.(?-i:{_TLD})\b",
)
_EMAIL_HINT = re.compile(r"@|\bat\b|[(\[{<]\s?at", re.IGNORECASE)
_URL = re.compile(
    r"(?i:\b(?:https?|ftps?|sftp|hxxps?)\s?:\s?//[^\s<>\"]{1,2000}|\bwww\.[^\s<>\"]{1,500})"
    rf"|\b(?:[A-Za-z0-9][A-Za-z0-9-]{{0,62}}\.){{1,5}}(?:{_TLD})\b(?![\w-])(?:[:/][^\s<>\"]{{0,500}})?"
    rf"|\b(?:[A-Z0-9][A-Z0-9-]{{1,62}}\.){{1,5}}(?:{'|'.join(_TLD.upper().split('|')[:9])})\b(?![\w-])(?:"
    rf"[:/][^\s<>\"]{{0,500}})?"
    r"|(?<![\w@])@\w[\w.]{1,30}"
)
_IP = _any(
    r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d]|\.\d)(?:[:/]\d{1,5})?",
    r"\b(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}\b",
    r"\b(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}\b",
    r"(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}(?![\w:])",
    r"(?<![\w:])(?:[0-9a-f]{1,4}:){0,7}:(?:[0-9a-f]{1,4}:){0,7}[0-9a-f]{1,4}(?:/\d{1,3})?(?!\w|:\w)",
)
_COUNTED_BY = sorted(
    _set(
        "dtap tdap dtp hepb hepa mmr ipv opv hib pcv hpv flu rsv covid dose doses day week month cycle "
        "grade stage level room bed number no phase"
    )
)
_AFTER_COUNT = "|".join(rf"(?<={word}\s)" for word in _COUNTED_BY)
_DATE = _any(
    rf"(?<![\w.]){_YEAR}\s?[-/._]\s?[01]?\d\s?[-/._]\s?[0-3]?\d(?!\d)(?:T[0-2]?\d:[0-5]\d(?::[0-5]\d(?:[."
    rf",]\d{{1,9}})?)?(?:Z|\s?[+-][01]\d:?\d\d)?)?",
    rf"(?<![\w.]){_YEAR} [01]\d [0-3]\d(?!\d)",
    rf"(?<![\w.]){_YEAR}[-/. \n]{_MONTH}[-/. \n][0-3]?\d(?!\w)",
    rf"(?<![\w.]){_YEAR}(?:[-/]{_MONTH}(?![\w-])| {_MONTH}(?=[,.;)\n](?!\w)))",
    rf"\b{_MONTH}\s?[-/.]\s?[0-3]?\d\s?[-/.,]\s?(?:{_YEAR}|'?\d\d)(?![\w/])",
    rf"\b{_MONTH}\s[0-3]?\d\s?[-/]\s?{_YEAR}(?!\w)",
    rf"(?<![\w./-]){_DAY}\s?{_MONTH}\s?-\s?{_DAY}\s?{_MONTH}(?:\s{_YEAR})?(?!\d)",
    rf"(?<!\w){_YEAR}-?W[0-5]\d(?:-?[1-7])?\b",
    r"(?<!\w)\d{4}\s?年(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?日)?|\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?|"
    r"\d{4}\s?년(?:\s?\d{1,2}\s?월)?(?:\s?\d{1,2}\s?일)?",
    rf"{_NOT_IN}(?:[0-3]?\d)\s?[-/._]\s?(?:[0-3]?\d)\s?[-/._]\s?(?:{_YEAR}|'?\d\d)(?!\w|[./]\d|"
    rf"-\d(?!\d?[/.]\d))",
    rf"(?<![\w./-])(?:[0-3]\d) (?:[0-3]\d) {_YEAR}(?!\w)",
    r"(?<![\w.])[0-3]\d(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\d\d(?!\w)",
    rf"(?<![\w.:/])(?<![a-z\d]-)"
    # A number, and then a day: DTaP 3 Jan 19, 2020
    rf"(?!(?:{_AFTER_COUNT})\d{{1,2}}\s{{1,4}}{_MONTH}\s\d{{1,2}},\s?{_YEAR}(?![/-]\w|\s?(?:hrs?|h)\b))"
    rf"(?:the\s)?{_DAY}(?:\s?(?:-|to|"
    rf"and|&|through|"
    rf"thru|until)\s?(?:the\s)?{_DAY})?{_GAP}(?:[-/]|of\s|day\sof\s|"
    rf"de\s)?\s?{_MONTH}(?:{_GAP}(?:[-/]|of\s|de\s|del\s|in\s)?\s?(?:{_YEAR}|'?\d\d(?![\d%/]|:\d|\.\d|"
    rf"\s?(?:mg|ml|years?|days?|%))))?(?!\d)",
    rf"\b{_MONTH}{_GAP}(?:the\s|[-/])?{_DAY}(?:\s?(?:-|/|to|through|thru|until|and|"
    rf"&)\s?(?:the\s)?{_DAY})?(?![\d/%]|:\d|"
    rf"\.\d|"
    rf"\s?(?:mg|mcg|ml|%)|\s(?:state|county)\s(?:route|road|rd|hwy|highway)\b)"
    rf"(?:{_GAP}(?:[-/]|of\s|in\s)?\s?(?:{_YEAR}|'\d\d))?(?!\d|(?<=(?:19|20)\d\d)[/-]\w)",
    rf"\b{_MONTH}{_GAP}(?:[-/]|of\s|de\s)?\s?(?:{_YEAR}|'\d\d|-\d\d)(?!\d)",
    rf"(?:\bthe\s)?\b(?:{_ORDINAL})(?:\s(?:day\s)?of)?\s{_MONTH}(?:{_GAP}(?:in\s|of\s)?(?:the "
    rf"year\s)?(?:{_YEAR_WORDS}|{_YEAR}))?",
    rf"\b{_MONTH}\s(?:the\s)?(?:{_ORDINAL}|{_CARDINAL})\b(?:{_GAP}(?:in\s|of\s)?(?:the "
    rf"year\s)?(?:{_YEAR_WORDS}|{_YEAR}))?",
    rf"\b{_MONTH}{_GAP}(?:in\s|of\s)?{_YEAR_WORDS}\b",
    r"(?<![\w./-])(?:0?[1-9]|1[0-2])\s?[-/]\s?(?:1[89]\d\d|20[0-4]\d)(?![\w]|[./-]\d)",
    rf"(?<![\w./-]){_YEAR}[-/.](?:0[1-9]|1[0-2])(?![\w]|[./-]\d)",
    rf"\b(?:Q[1-4]|(?:first|second|third|fourth|1st|2nd|3rd|4th) quarter)[\s/-]{{0,2}}(?:of\s|"
    rf"in\s)?{_YEAR}|\b{_YEAR}[\s/-]?Q[1-4]\b",
    rf"\b(?:week|wk|day)\s\d{{1,3}}[\s,]{{1,2}}(?:of\s|in\s)?{_YEAR}",
    rf"\b(?:spring|summer|fall|autumn|winter)[\s,]{{1,2}}(?:of\s|in\s)?{_YEAR}(?![/-]\d)",
    rf"(?<![\w.@-])(?:{_HOLIDAY})\b(?!@|\.\w|\s(?=(?-i:[A-Z]))(?:{_SUFFIX})\b)(?:[\s,]{{1,2}}(?:of\s|"
    rf"in\s)?{_YEAR})?",
    rf"\b{_WEEKDAY}\b",
    r"\b(?:january|february|april|june|july|september|october|november|december)\b(?!'|\.\w{2})",
    r"(?<=\b(?:on|by)\s)(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.?(?![\d%])",
)
_DATE_HINT = re.compile(
    r"\d\s?[-/_]\s?\d|\d \. ?\d|\d\.\s?\d{1,2}\.\s?'?\d|\d{4}\.[01]\d|\d\d \d\d \d{4}|\d{4} \d\d \d\d|"
    r"\d[A-Z]{3}\d\d(?!\w)|\b[oOB][nNyY] \d\d\.\d|\dW\d|[qQ][1-4]|[年月년월]"
)
_DATE_WORDS = frozenset(_MONTHS) | _set(
    "spring summer fall autumn winter quarter week wk christmas xmas thanksgiving year years easter "
    "halloween independence fourth"
    " labor memorial veterans valentine's valentines valentine mother's father's mother father hanukkah "
    "ramadan diwali passover yom rosh good boxing"
    " patrick's patrick juneteenth kwanzaa monday tuesday wednesday thursday friday saturday sunday "
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays"
)
_MONTH_ALONE = re.compile(
    r"(?<![.!?\n] )(?<![.!?\n])(?<!^)\b(?:March|May|August|MARCH|AUGUST)\b(?!')"
    r"|(?:(?<=\bin\n)|(?<=\bsince\n)|(?<=\buntil\n)|(?<=\blast\n)|(?<=\bduring\n))(?:March|May|August)\b"
    r"|(?:(?<=\bSINCE\s)|(?<=\bIN\s)|(?<=\bUNTIL\s)|(?<=\bLAST\s)|(?<=\bDURING\s))MAY\b"
)
_OLD_YEAR = re.compile(
    r"(?i:\b(?:in|since|born|birth|b\.|circa|from|until|before|after|year|of|dob:?|yob:?|around|during|by|to|"
    r"through|early|late|mid|the|summer|winter|spring|fall)[\s:=(-]{1,3})((?:18\d\d|19[0-2]\d|"
    r"193[0-6])(?:'?s)?)"
    r"(?!\d|\s?(?:ml|mg|kcal|cal|calories|units|hrs?|hours|h\b|cc|mcg|iu|u\b|g\b|/|:|%|,\d|\.\d))"
    rf"|\bnineteen[- ](?:oh[- ](?:{_ONES})|{_TEENS}|twenty(?:[- ](?:{_ONES}))?|thirty(?:[- ](?:one|two|"
    rf"three|four|five|six))?)\b(?!\s(?:mg|ml|units))"
)
_PART_DATE = re.compile(
    _NOT_IN + r"(?<!\+)([0-3]?\d)/([0-3]?\d)(?![\w%]|[./]\d|\s?(?:weeks?|wks?|mm|pain|strength|bilat|lvef))"
)
_COUNTED = re.compile(
    r"(?i)\s(?:(?:positive|negative|correct|normal|lymph|blood|core|sentinel|of) )?(?:trials?|nights?|"
    r"nodes?|cores?|"
    r"sites?|times|doses|points?|items?|words|bottles?|sets|teeth|limbs|meals|pads|quadrants?|criteria|"
    r"samples?|"
    r"cycles|sessions|visits|attempts|objects|tasks|steps|questions|answers|recall|fingers?|toes|digits|"
    r"slides|fields|"
    r"sections|margins|vials|tubes|siblings|children|the usual|of)\b"
)
# The second of two dates; the halves of a score, as 2/6-3/6, are out of the same number.
_UNTIL = re.compile(
    r"(?i)\s?(?:-|to|through|thru|until|\u2192|->|=>|\.\.)\s?([0-3]?\d)/([0-3]?\d)(?![\w%]|\.\d)"
)
_SCORED = re.compile(
    r"(?i:\b(?:pain|rated?|rating|score[ds]?|scale|strength|motor|power|murmur|intensity|severity|grade|"
    r"apgars?|out|station|reflexes|dtrs?|"
    r"pulses|gcs|mmse|moca|phq|vision|acuity|bp|pressure|tablets?|tabs?|pills?|cups?|sem|systolic|alert|"
    r"oriented|muscle|extremit\w+|"
    r"nodes?|cores?|"
    r"flexion|extension|level|[bc]ipap|bi-level|niv)\W{0,3}(?:\w{1,9}\W{1,2}){0,2})$"
)
_EVENT = re.compile(
    r"(?i:\b(?:on|since|until|till|dated?|dob|born|admit(?:ted)?|adm|discharged?|d/c|seen|visit|"
    r"scheduled|surgery|procedure|started|began|last|due|"
    r"starts|between|beginning|before|after|by|follow-?up|through|appointment|expires?|signed|updated|"
    r"written|"
    r"drawn|placed|removed|injured|onset|fill(?:ed)?|refill(?:ed)?|workup|evicted|arrested|bed for|"
    r"cultures? (?:from|of)|sutures out|"
    r"stitches out|staples out|"
    r"thru|dos|date|lmp|edd|edc|exp|starting|ending|effective|(?:mon|tues|wednes|thurs|"
    r"fri|satur|sun)day|(?:note|visit|conference|meeting|letter|call|session|clinic|exam|study|scan|film|"
    r"ct|mri|labs?|report|x-?ray|echo|through)"
    r" ?(?:of|from|-|to)?)\W{0,3}|/\d\d? ?- ?)$"
)
_NUMBERED = re.compile(
    r"(?i)(?:#|\bband|\bno\.?:?|\bnumber:?|\bcase|\bticket|\bid|\bdocket|\bcard|\bsubject|\bext\.?|"
    r"\bextension|\b(?:claim|run sheet|ref\.?|reference|accession|auth|group|request|report|chart|block|"
    r"pathology "
    r"as):?)\s?\Z"
)
# What is done on a day rather than so many times out of so many, unless something is counted after it.
_DONE_ON = re.compile(
    r"(?i:\b(?:missed|addendum|addend\.|ok'd|okayed|approved|denied|"
    r"given|cultures?|intubated|extubated|dictated|set for|mailed|faxed|repeated|received|sent|"
    r"called|booked|due for|planned for|"
    r"scheduled for)\W{0,2})$"
)
_RUN = re.compile(
    r"(?<![\w.])(?<!\d[/:])(?!(?:(?<=[^\d,]\d,)|(?<=[^\d,]\d\d,)|(?<=[^\d,]\d{3},))\d{3}(?!\d|"
    r" ?-))[+(]{0,2}\d{1,24}+\)?(?:(?:[ \n]{0,2}[-)(/~*|][ \n]{0,2}[-(]?| ?\.| \. |[ \n]{1,2}|"
    r"\)\s?-?)\(?\d{1,24}+(?![a-wyzA-WYZ_])\)?){1,9}+(?:\s{0,2}(?:,\s?)?(?:x(?!\d,?[ \n](?:no|left|"
    r"without)\b)|"
    r"ext\.?)\s{0,2}\d{1,8})?(?![\w]|,\d{3}(?![\d-]))",
    re.IGNORECASE,
)
_DIGIT_WORDS = re.compile(
    rf"\b(?:(?:zero|oh|nought|{_ONES}|{_TEENS}|{_TENS}|double|triple|hundred|dash|hyphen|plus|"
    rf"\d{{1,4}})\b[\s,.-]{{1,3}}){{3,40}}(?:zero|oh|nought|{_ONES}|{_TEENS}|{_TENS}|hundred)\b",
    re.IGNORECASE,
)
_STRONG = (
    r"mrn|m\.r\.n\.?|unit (?:no\.?|number)|medical\s{1,2}record(?:\s(?:number|no\.?))?|record\s(?:number|"
    r"no\.?)|ssn|s\.s\.n\.?|"
    r"social security(?: number| no\.?)?|soc\.? sec\.?|"
    r"account|acct\.?|policy|member(?: id)?|"
    r"subscriber(?: id)?|beneficiary|licen[cs]e(?: plate)?|plates?|registration|tags?|tag number|vin|serial|"
    r"s/n|sn|imei|iban|passport|certificate|pin|badge|npi|dea|"
    r"pager|beeper|(?:id|wrist) ?band|grp|hicn?|mbi|barcode|accession|tracking|confirmation|"
    r"reference|ref\.?|credit card|card|"
    r"routing|sort code|(?:medicare|medicaid|insurance|plan)(?: id| number| no\.?| file)|national id|nhs|"
    r"driver'?s licen[cs]e|dl|fax|phone|telephone|tel\.?|cell|mobile|device id|udi|patient id|"
    r"user(?:name| id)?|login|password|docket|permit|vehicle|invoice|claim|chart|id|identifier|ending in|"
    r"last\s(?:four|4)(?: digits)?(?: of (?:\w{2,8}\s){0,2}\w{3,8})?|ext\.?|extension"
)
_CUED = re.compile(
    rf"(?i:(?<![\w])(?:{_STRONG})(?:\s?(?:\#|no\.?|nr\.?|number|num\.?|id|code|is|was|are|were|as|of|on|"
    rf"file|ending|ends|in|with|there|"
    rf":|=|-|\(|\))){{0,5}}[\s:\#=(]{{1,3}}(?:(?<=se )(?:{'|'.join(w.STATES)}|(?:new|north|south|west|"
    rf"rhode)[ \n][a-z]{{4,10}})[ \n])?)"
    r"((?:(?:[A-Z]{1,4}[ ]|(?i:(?<=plate\s)|(?<=tag\s)|(?<=plate\s\s)|(?<=tag\s\s))"
    r"[A-Z]{2,4}\n|[A-Z]{2}\n(?=\d{4}[ \n]\d{4}(?!\d)))?"
    r"(?=[\w./-]{0,12}\d)[A-Za-z0-9](?:[\w./-]{0,39}[A-Za-z0-9])?(?:[ "
    r"\n](?=[A-ZlO0-9-]{0,6}\d)[A-Zl0-9-]{1,10}|[ ][A-Z]{1,3}(?![\w'])){0,5}))"
)
# The end of a plate on the next line: AB12, and below CDE.
_PLATE_ENDS = re.compile(
    r"\n[A-Z]{2,3}(?=[,.;])|\n[B-DF-HJ-NP-TV-Z]{3}(?= )|(?<=[A-Z]{2}\d{2})\n[A-Z]{3}(?= )"
)
_WEAK = re.compile(
    r"(?i:(?<![\w])(?:no\.|nr\.?|number|\#|case|ticket|record|group|lot|file|order|sample|specimen|device|"
    r"run sheet|batch|box|encounter)\s?(?:\#|no\.?|number|id|:)?[\s:\#]{1,2}|\#)"
    r"((?=[\w-]{0,12}\d[\w-]{0,12}\d[\w-]{0,12}[\w])[A-Z0-9](?:[\w-]{0,30}[A-Za-z0-9])?"
    r"(?:[ \n]\d{2,4}(?=[;,)\n]|\.(?!\d)))?)"
)
# Numbers of two parts after what they are the number of: control 87.7928, group 6448/572.
_TWO_PARTS = re.compile(
    r"(?i:\b(?:no\.?|nr\.?|number|code|job|control|entry|file|referral|report|case|seal|group|docket|"
    r"request|log|"
    r"ticket|order|claim|lot|authorization|requisition)|\#)(?: ?(?:no\.?|number|id)|\#)?[\s:\#]{1,2}"
    r"(\d{2,5}[./:]\d{2,5})(?![\w%]|[./]\d| ?(?:mg|ml|mcg|mm|cm)\b)"
)
# The number of Medicare as the Centers for Medicare & Medicaid Services publish its form, in groups.
_MEDICARE = re.compile(
    r"(?<!\w)[1-9][A-Z][0-9A-Z]\d ?[/\n.-]? ?[A-Z][0-9A-Z]\d ?[/\n.-]? ?[A-Z]{2}\d{2}(?!\w)|"
    r"(?<!\w)[A-Z]{1,3}\d{6,12}(?:[ \n]\d{2,4}){1,3}(?![\w%/]|\.\d)"
)
_FILE = re.compile(
    r"(?i)(?<![\w.-])[\w-][\w.-]{0,80}\.(?:jpe?g|png|gif|tiff?|bmp|heic|dcm|pdf|docx?|xlsx?|csv|mp[34]|mov|"
    r"wav|"
    r"zip)\b"
)
ZIP = re.compile(
    r"(?:\b(?:"
    + "|".join(sorted(w.STATE_LETTERS - {"ID", "IN", "ME", "OR", "OK", "HI", "AS", "PA", "MS", "MD"}))
    + r")|(?<=[,\n] )(?:ID|IN|ME|OR|OK|HI|AS|PA|MS|MD))[\s,.]{1,2}\d{5}(?:-\d{4})?\b"
    r"|(?<=[a-z] )(?:ID|IN|ME|OR|OK|HI|AS|PA|MS|MD) \d{5}(?:-\d{4})?(?=[;)\n]|[.,](?!\d))"
    r"|\b(?!T\dN\dM\d)[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d\b|"
    r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[ABD-HJLNP-UW-Z]{2}\b"
)
_AFTER_STATE = "|".join(rf"(?<={state}[ \n])" for state in sorted(w.STATES))
# Miles City, Iowa 58888: the state may stay.
_STATE_ZIP = re.compile(
    rf"(?=\d{{5}})(?i:{_AFTER_STATE})\d{{5}}(?:-\d{{4}})?(?![\w%/-]|[.,]\d| ?(?:units|people|cases))"
)
# Numbers that look like a month: incident report 10-1973.
_CODED = re.compile(
    r"(?i:\b(?:reference|ref\.|accession(?: no\.?| number)?|group|request|report|pathology as|auth|run "
    r"sheet|claim|case|docket|"
    r"ticket|block|chart):?\s)((?:[A-Z]{2})?\d{2}-\d{4})(?![\w/-]|\.\d)"
)
# Numbers of a patient that look like two years, or a year: between two commas or in a cell of a table.
_CELL = re.compile(
    r"(?<=[,|])\s{1,2}(?:(\d{4}\s{1,2}\d{4})\s{0,2}(?=[,|])|([A-Z]{2}\d\d-\d{4})\s{1,2}(?=\|))"
)
# Groups of which some look like a year: 987:65:4321, 987 - 65 - 2013, 2026 2021 2093.
_GROUPED = re.compile(
    r"(?<![\w:])\d{3}:\d\d:\d{4}(?![\w:])|(?<![\w-])\d{3}\s{1,2}-\s{1,2}\d\d\s{1,2}-\s{1,2}\d{4}(?![\w-])|"
    r"(?<![\w.,/-])\d{4}(?:\s\d{4}){2,3}(?![\w/-]|[.,]\d)"
)
# What stands before a plate that looks like a month: license plate MAR 1990.
_PLATED = re.compile(r"(?i)\b(?:plates?|tags?)(?: ?(?:no\.?|number|\#))?:?\s{1,2}\Z")
_BOX = re.compile(
    r"(?i:\bp\.?\s?o\.?\s?(?:bo?x|drawer|bin)\s{1,2}\#?\d{1,8}|\bpost office (?:box|drawer|bin)\s\d{1,8}|"
    r"\b(?:apt|apartment|"
    r"suite|ste|"
    r"apto|flat)\b\.?\s{0,2}(?:no\.?\s?)?\#?\s?(?:\d{1,5}\w?|[a-z]\d{0,4})\b(?!-\w{2})|"
    r"\bunit\s\d{1,5}\sbox\s\d{1,6}|\b(?:rr|hc|rural route)\s?\d{1,4},?\sbox\s\d{1,6}|"
    r"\b\d{1,6}\s{1,2}(?:(?:state|us|county|old)\s{1,2})?(?:highway|hwy|route|road|rd)\s{1,2}\d{1,4}\b|"
    r"\b\d{1,3}(?:st|nd|rd|th)\s(?:st|street|ave|avenue|blvd|road|rd|drive)\b|"
    r"(?-i:\b(?:Box|BOX))\s{1,2}\d{1,6}\b|\bpmb\s\#?\d{1,6}\b|\b(?:psc|cmr|opc)\s\d{1,5},?\sbox\s\d{1,6})"
)
_LINE = re.compile(
    r"(?i:(?<![\w.])(?:extension|extn?|xtn|pgr|pager(?: for \w{2,10})?|beeper|dial|tel|telephone|phone|ph|"
    r"fax|fx|call|cell|"
    r"mobile|"
    r"page)\b[\s.:\#*-]{0,3}(?:(?:to|at|is|no\.?|number|line|machine)[\s:\#]{1,3}){0,2}(?:\d(?:-|,? (?:then "
    r")?))?"
    r"\(?(?:\d{3,6}|\d{1,3}[-. ]\d{2,5}))(?![\w%:/]|[.,~*|=\\]\d|"
    r"\s?(?:mg|ml|times|hours?|days?|weeks?|minutes?|am|pm)\b)"
    r"|(?i:\barea[ \n]code[ \n])\(?\d{3}\)?,?[ \n]\d{3}[ .\n-]{0,3}\d{4}(?!\w)"
    r"|(?<![\w.])[xX]\s?\.?\d{4,6}(?!\w|[./]\d)|(?i:\b(?:at|to|call|or|,)\sx\s?\d{3,6})(?!\w)"
    r"|[\[<{(]\d{3}[\]>})]\s{0,2}\d{3}\s?[-. ]\s?\d{4}(?!\w)"
    r"|(?<!\w)\d{3}\s?[~*|:,_\\\u00b7\u2022=]\s?\d{3}\s?[~*|:,_\\\u00b7\u2022=-]\s?\d{4}(?!\w)"
    r"|(?i:\b(?:home|work|cell|mobile|phone|callback)[: ]{1,2})\d{3} ?-? ?\d{4}(?!\w)"
    r"|(?i:\b(?:home|work|cell|mobile|phone|callback)[: ]{1,2})\d{3} \d{7}(?!\w)"
    r"|(?<![\w.])\d{3}\s{1,2}\.\s{1,2}\d{3}\s{1,2}\.\s{1,2}\d{4}(?!\w)"
    r"|\+\d{1,3}\s?\(0\)\s?\d[\d .-]{5,14}\d"
    r"|(?i:\b(?:work|desk|station|office|clinic|pharmacy|lab|laboratory|security|scheduling|registration|"
    r"records|billing|management|reception|switchboard|operator|registry|services?|team|unit)[ \n]at[ \n]"
    r"(?:x ?)?\d{3,5})(?=[.;)\n]|\Z)"
)
# section 4.2, page 118
_OF_A_BOOK = re.compile(
    r"(?i)(?:section|chapter|edition|volume|vol|form|manual|guideline)\b[\w .,]{0,12}[, ]page \d{1,3}\Z"
)
# Areas smaller than a county go by number.
_DISTRICT = re.compile(
    r"(?i)(?<!\w)(?:precinct|pct\.?|census (?:tract|block)|block group|enumeration district|"
    r"(?:school|congressional|supervisor(?:y|ial)?|council|magisterial|"
    r"judicial|fire|voting|election) district|"
    r"(?:tract|township) (?:no\.?|number|\#|(?=\d{4})))"
    r"(?: ?(?:no\.?|number|\#))?[ \n]?\d{1,6}(?:\.\d{1,2})?(?![\w%])"
)
# The number of a device as its barcode has it: (01) what it is, (17) until when, (10) lot, (21) serial.
_DEVICE = re.compile(
    r"\(01\) ?\d{12,14}(?: ?\(\d{2,4}\) ?[A-Za-z0-9](?:[\w./-]{0,19}\w)?){0,6}"
    r"|(?: ?\((?:10|11|17|21|240)\)[\w./-]{3,19}\w){1,6}"
    r"|(?<!\w)\+[A-Z]\d{3}[A-Z0-9]{2,18}(?:/[$\w]{2,20}){0,2}"
)
# Digits as a scanner reads them: an l for a 1, an O for a 0, an S for a 5.
_SCANNED = re.compile(
    r"(?<![\w.-])(?:[\dlIOS]{3} ?- ?[\dlIOS]{2} ?- ?[\dlIOS]{4}(?![\w-])|"
    r"(?:[\dlIOS]{1,3}\.){3}[\dlIOS]{1,3}(?::\d{1,5})?(?!\w)|"
    r"[fF][eE]80:(?::?[0-9a-fA-FlOS]{1,4}){1,7}(?!\w))"
)
# A case of a laboratory: letters and a year, a sign, a number.
_CASE = re.compile(
    r"(?<![\w:;/-])(?:([A-Z]{1,4}(?=\w{0,3}\d)\w{1,4})[:;]\d{3,7}[A-Za-z]?|"
    r"(?:[A-Z]{1,3}-?)?(?=\S{0,6}\d{2})[\dlOS]{2}-[\dlOS]{3,7}[;:]\w{1,4})(?![\w:/])"
)
_ROMAN_MONTH = "(?:I{1,3}|IV|VI{0,3}|IX|XI{0,2}|X)"
_WEEKDAYS = r"(?:sun|mon|tues?|wed|weds|thu|thur|thurs|fri|sat)(?:days?|nesday|rsday|urday)?\.?"
_HYPHEN_DAY = r"(?:(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])|1[3-9]-(?:0?[1-9]|1[0-2]))"
_SPOKEN_DAY = re.compile(
    rf"(?i:\b{_WEEKDAYS},?\s(?:the\s)?[0-3]?\d(?:st|nd|rd|th)\b|"
    rf"\b{_WEEKDAYS},?\s(?:\([01]?\d/[0-3]?\d\)|[01]?\d/[0-3]?\d\b(?![/\d]))"
    rf"|(?<![\w./])[01]?\d/[0-3]?\d(?= \({_WEEKDAYS}\))"
    rf"|\b{_MONTH} (?:the )?(?:{_ORDINAL}))|"
    rf"(?<![\w.])[0-3]?\d(?:[./-]{_ROMAN_MONTH}(?:[./-](?:{_YEAR}|'?\d\d))?|"
    rf"\s{_ROMAN_MONTH}\s{_YEAR})(?![\w/])"
    r"|(?i:(?:(?<=\bon[ \n])|(?<=\bby[ \n])|(?<=\bsince[ \n])|(?<=\buntil[ \n])|(?<=\bfrom[ \n])|"
    r"(?<=\bthrough[ \n]))(?:the\s)"
    r"[0-3]?\d(?:st|nd|rd|th)\b(?=\s?[,.;)]|\s(?:at|and|with|for|by|to|in|she|he|after)\b)"
    r"|(?<![\w.])[0-3]?\d(?:st|nd|rd|th)\s(?:inst|ult|prox|of (?:last|this|next|the) month)\b"
    r"|(?<![\w.])[01]?\d[\\|][0-3]?\d[\\|](?:\d{4}|\d\d)(?!\w)"
    r"|(?:(?<=\bon[ \n])|(?<=\bfrom[ \n])|(?<=\bby[ \n])|(?<=\bbm[ \n])|(?<=\bdrawn[ \n])|(?<=\bseen[ \n])|"
    r"(?<=\bdos[ \n])|(?<=\bdated[ \n])|(?<=\bsince[ \n])|(?<=\buntil[ \n])|(?<=\bcancel[ \n])|"
    r"(?<=\btyped[ \n])|(?<=\bapplied[ \n])|(?<=\bdictated[ \n])|(?<=\bsigned[ \n])|(?<=\bmailed[ \n]))"
    r"(?:0[1-9]-[0-3]?\d|1[0-2]-[0-3]\d|[1-9]-[1-3]\d)(?![\w%/-]|\.\d|\s?(?:l|liters?|units?|mg|ml|%|to|"
    r"hours?|days?|"
    r"weeks?|months?|years?|percent|mmhg|cm|mm|beats|points|times|tablets?|layers?|copies)\b)"
    # Nothing is counted after it: out until 4-2; no show 11-3.
    r"|(?:(?<=until[ \n])|(?<=till[ \n])|(?<=since[ \n])|(?<=show[ \n])|(?<=before[ \n])|(?<=seen[ \n])|"
    r"(?<=seen on[ \n])|(?<=dated[ \n])|"
    r"(?<=visit on[ \n])|(?<=due[ \n])|(?<=through[ \n])|(?<=missed[ \n]))"
    rf"{_HYPHEN_DAY}(?=[;.,)\n]|\s*\Z)"
    r"|(?:(?<=cancel[ \n])|(?<=\bon[ \n])|(?<=typed[ \n])|(?<=applied[ \n])|(?<=last drink[ \n]))"
    rf"{_HYPHEN_DAY}(?=[;)\n]|[.,](?!\d)|\s*\Z))"
)
# The same after what happens on a day: next contact 7-25; filled 5-14 for 30.
_HAPPENED = re.compile(
    r"(?i:\b(?:contact|filled|hurt|check|missed|added|starts|call|next|pocket|"
    r"meeting|(?:audiogram|scan|note|ct|mri) of|list for|visits on|posted back)[ \n])"
    rf"({_HYPHEN_DAY})(?=[;:)\n]|[.,](?!\d)| (?i:for|when|with|because|shows|reads|in)\b|\s*\Z)"
)
# Days with a hyphen that nothing else is written like (08-08, 6-8 to 6-16), or where something was done.
_HYPHENED = re.compile(
    r"(?<![\w./-])(?:0[1-9]-(?:0[1-9]|[12]\d|3[01])|(?:1[0-2]|[1-9])-0[1-9])(?![\w%/-]|\.\d|\s?(?:mg|ml|"
    r"mcg|mm|cm)\b)|"
    r"(?<![\w./-])(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])\s(?i:to|thru|through|until)\s"
    r"(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])(?:-(?:\d{4}|\d\d))?(?![\w%/-]|\.\d|\s?(?:mg|ml|mcg|mm|cm|"
    r"of|hours?|days?|"
    r"times)\b)|"
    r"(?i:(?<=\bsee[ \n])|(?<=\bpull[ \n])|(?<=\bfiled[ \n])|(?<=returned[ \n])|(?<=phoned[ \n])|"
    r"(?<=planned[ \n])|(?<=\bhome[ \n])|"
    r"(?<=\bstent[ \n])|"
    r"(?<=\bstudy[ \n])|(?<=\bscan[ \n])|(?<=infusion[ \n])|(?<=\bworn[ \n])|(?<=\bof[ \n])|(?<=surgery[ "
    r"\n])|(?<=placed[ \n]))"
    r"1[0-2]-(?:1[3-9]|2\d|3[01])(?=[;:.,)\n]| (?:at|by|with|normal)\b|\s*\Z)"
)
_ROADS = re.compile(
    r"(?i:(?<![\w./-])[nsew]?\d{1,6}\s{1,2}(?:[nsew]\.?\s)?(?:(?:state|us|u\.s\.|county|line|farm to "
    r"market|co\.?|"
    r"old)\s{1,2}){0,3}"
    r"(?:highway|hwy|route|rte?|road|rd|interstate|us|fm|sr|cr)\b[\s.-]{1,3}\d{1,4}(?:\s[nsew])?\b"
    r"|\b(?:on|off|along|near|at) (?:(?:state|us|county|old)\s)?"
    r"(?:highway|hwy|route|rte?|interstate)[ .-]{1,3}\d{1,4}\b"
    r"|(?<![\w./-])\d{1,6}\s(?:[nsew]\.?\s)?\d{1,2} mile (?:rd|road)\b"
    r"|(?<![\w./-])\d{2,6}\s(?:[nsew]\.?\s)?[a-z]{3,15}\s(?:street|avenue|ave|blvd|boulevard|road|lane|"
    r"parkway|st)\b"
    r"(?!\s(?:segment|elevation|depression|change))"
    r"|\b(?:bldg|building|trailer|trlr|spc)\.?\s\#?\d{1,4}[a-z]?\b)"
)
# No street is called so: 1987 BY THE COURT, 70 Y.O. MALE.
_NO_WAY = (
    r"(?!(?i:from|by|and|with|for|was|is|are|has|had|not|does|did|at|to|on|in|per|"
    r"y\.?o|yrs?|years?|male|"
    r"female)\b|(?:were|WERE)\b)"
)
_STREET = re.compile(
    r"(?<![\w./-])\#?\d{1,6}(?:-?[A-Za-z])?(?:-\d{1,4})?(?:[ \n]{0,2}(?:1/2|[\u00bc-\u00be]))?,?(?!\n\n)"
    r"[ \n]{1,3}"
    r"(?:(?:[NSEW]\.?|[NS]\.?[EW]\.?|North|"
    r"South|East|West)\s)?"
    rf"(?:(?:{_NO_WAY}[a-z]?[A-Z][\w'.-]{{0,25}}|\d{{1,3}}(?i:st|nd|rd|th)|de|la|le|du|des|del|of|the|van|"
    rf"von|der|den|da|do|dos|das|di|an|ter|die|en|(?i:'t)|a'?)[ "
    rf"\n]{{1,2}}){{0,4}}(?:{_NO_WAY}[a-z]?[A-Z][\w'-]{{0,25}}|\d{{1,3}}(?i:st|nd|rd|th)|van|von|de|den|"
    rf"der)[ \n]{{1,2}}"
    rf"(?i:(?-i:(?=[A-Z]))(?:{_SUFFIX})\b\.?)(?:,?\s(?:[NSEW]{{1,2}}\b\.?|(?:North|South|East|West)\b))?"
)

_WAYS = re.compile(
    r"(?<![\w./-])\d{2,5}\s[NSEW]\.?\s\d{2,5}\s[NSEW]\b|"  # 6548 S 200 W
    r"\b[NSEW] ?\d{1,5}\s?[NSEW] ?\d{2,5}\b"  # N63 W7606 Sycamore Rd
    rf"(?:(?:[ \n][A-Z][\w'-]{{1,25}}){{1,3}}?[ \n](?i:{_SUFFIX})\b\.?)?"
    r"|(?:(?<=\bon[ \n])|(?<=\bat[ \n])|(?<=\bwas[ \n])|(?<=\bto[ \n])|(?<=\bnow[ \n]))\d{2,6}[ \n]"
    r"[a-z]{2,20}[ \n](?:square|sq|bend|loop|cove|trail|trl|crossing|"
    r"alley|row|pike|path|run|court|ct|place|terrace|circle|cir|way)\b"
    r"|(?<=ddress:[ \n])\d{2,6}[ \n][a-z][\w'-]{1,20}(?:[ \n][a-z][\w'-]{1,20})?[ \n]"
    rf"(?i:{_SUFFIX})\b"
    r"|(?<![\w./-])\d{1,6}(?:-?[A-Za-z])?,?[ \n](?i:camino|calle|avenida|paseo|rue|rua|via|viale|corso|"
    r"chemin|caminito|"
    r"avenue de|boulevard|carrera|ulica|cerrada|callejon|strada|piazza|plaza|all[ae]e)[ \n]"
    r"(?:(?:de|la|las|los|del|du|des|di|da|do|dos|l'|d'|(?i:de|van|von|den|der|ter))[ "
    r"\n]?){0,2}[^\W\d_][\w'-]{1,25}"
    r"|(?<![\w./-])(?<!\bper )(?<!\bof )(?!(?:19\d|20[0-3])\d (?!(?:\w{3,20} ){1,2}(?:sq|rd|blvd|ln|ave|dr|"
    r"trail|trl|pike|loop|alley|cove|bend|crossing|run|path|row),))\d{2,6}[ \n]"
    r"(?!(?:with|to|by|for|and|of|in|at|per|from|was|is|the|a|"
    r"on|via)\b)(?:(?:de|la|le|van|von|di|du) )?[a-z][\w'-]{2,20}(?:[ \n][a-z][\w'-]{2,20})?[ \n]"
    rf"(?i:{_SUFFIX})\b\.?(?=[,\n]|;|\.(?:\s|$)|,? (?:apt|unit|lot|bldg|ste|suite|\#)|"
    r" (?-i:[A-Z])[\w' .\n-]{2,30},? (?-i:[A-Z]{2}|[A-Z][a-z]{3,13}) \d{5})"
    r"|\b(?i:lot|bldg|building|trailer|trlr|spc|space) \#?\d{1,4}[A-Za-z]?\b(?=,| )"
)

_NINETY = (
    rf"(?:ninety(?:[-\s](?:{_ONES}))?|(?:one|a)[-\s]hundred(?:[-\s](?:and[-\s])?(?:{_CARDINAL}))?"
    rf"(?![-\s]and[-\s]{_CARDINAL})|"
    rf"hundred[-\s]and[-\s]{_CARDINAL})"
)
_AGE = r"(?<![\d.,/$-])(?:9\d|1[0-4]\d)(?![\d%]|[.,/]\d)|\b" + _NINETY + r"\b"
_OLD = re.compile(
    r"(?i:"
    rf"(?:(?P<r>{_AGE})\s?(?:-|to|and|"
    rf"or)\s?)?(?P<a>{_AGE})(?=[\s-]{{0,3}}(?:completed\s)?(?:years?\b(?!\sago)|yrs?\b|yo\b|y/o\b|"
    rf"y\.\s?o\b|y\b(?=[\s./-]{{0,2}}o\b)|jahre|ans\b|años)|(?:yo|y/o|y\.o|yrs?|y)\b)"
    rf"|\b(?:aged?|ages|age\s(?:at|when|on|upon|by)\s(?:\w{{1,12}}\s){{0,2}}\w{{1,12}}|turned|turning|"
    rf"turns|lived to(?: be)?|(?:died|dead|passed(?: away)?|dies|"
    rf"deceased) (?:at|aged)(?: age)?|at the (?:age|ripe age) of)[\s:=(]{{1,3}}(?:is\s|was\s|of\s|"
    rf"about\s|approximately\s|over\s|nearly\s|almost\s|~\s?)?(?P<b>{_AGE})(?!\s?(?:mg|kg|lbs?|ml|%|bpm|"
    rf"mmhg|degrees))"
    rf"|\b(?:he|she|who|they|patient|pt|mother|father|grandmother|grandfather|husband|wife|woman|man|"
    rf"lady|gentleman|resident)(?:\s(?:is|was|will be|turned|turns)|'s)\s(?:now\s|about\s|already\s|"
    rf"almost\s|nearly\s|currently\s)?(?P<c>{_AGE})(?=\s*(?:[.,;)]|and\b|with\b|but\b|who\b|when\b|now\b|$))"
    r"|(?<![\w.,/-])(?P<d>9\d|1[0-4]\d)(?=[\s-]?(?:f|m|female|male|woman|man|lady|gentleman)\b(?!\s?\d))"
    rf"|\b(?P<e>(?:9\d|1[0-4]\d)(?:st|nd|rd|th)|ninetieth|ninety[- ](?:first|second|third|fourth|fifth|"
    rf"sixth|seventh|eighth|ninth)|(?:one )?hundredth|(?:one|a) hundred(?: and)?[- "
    rf"](?:{_ORDINAL}))(?=[\s-]{{1,2}}(?:birthday|year))"
    rf"|\b(?:uncle|aunt|mother|father|grand\w{{4,8}}|brother|sister|cousin|man|woman|lady|widow|"
    rf"widower)\sof\s"
    rf"(?P<j>{_AGE})(?![\d%])"
    rf"|\b(?:alive|living|well|healthy|active|independent|sharp)(?:\sand\swell)?\sat\s(?P<i>{_AGE})(?!\s?%)"
    rf"|\bat\s(?P<h>{_AGE})(?=,?\s(?:she|he)\b)"
    r"|\b(?P<f>nonagenarians?|centenarians?|supercentenarians?)\b"
    r"|\b(?:his|her|their|the|in)\s(?:early\s|late\s|mid[\s-]?)?(?P<g>90'?s|100'?s|110'?s|nineties)\b"
    r")"
)
_HEAT = re.compile(
    r"(?i:\b(?:temp(?:erature)?s?\b|fever|tmax|febrile|degrees)\W{0,4}(?:\w{1,6}\W{1,2})?|\b(?:t|of|"
    r"to)\W{1,2}|°\W{0,2})\Z"
)
_RESULT = re.compile(
    r"(?i:\b(?:platelets?|plts?|wbcs?|rbcs?|bnp|ferritin|ck|cpk|count|load|copies|leukocytes|lipase|amylase|"
    r"troponin|d-dimer|dimer|cfu|ast|alt|hcg|cells?|neutrophils?|lymphocytes?|colon(?:y|ies)|psa|afp|"
    r"cost|dollars|usd|speed|volume|output|intake|impedance)|\$)"
    r"(?:\s(?:of|was|is|were|at|count|level|to|peaked|rose|fell|from|about|over|under|only|now|still|"
    r"down|up|stable|elevated)){0,3}[\s:=(>~$]{0,3}$"
)
UNITS = [
    "mg",
    "mcg",
    "ug",
    "g",
    "kg",
    "ng",
    "pg",
    "ml",
    "l",
    "dl",
    "ul",
    "cc",
    "cm",
    "mm",
    "m",
    "nm",
    "meq",
    "mmol",
    "umol",
    "iu",
    "u",
    "unit",
    "units",
    "h",
    "hr",
    "hrs",
    "hour",
    "hours",
    "d",
    "day",
    "days",
    "wk",
    "wks",
    "w",
    "week",
    "weeks",
    "mo",
    "mos",
    "month",
    "months",
    "yo",
    "y",
    "yr",
    "yrs",
    "x",
    "s",
    "sec",
    "min",
    "mins",
    "minute",
    "minutes",
    "st",
    "nd",
    "rd",
    "th",
    "f",
    "c",
    "k",
    "p",
    "lb",
    "lbs",
    "oz",
    "in",
    "ft",
    "fr",
    "ga",
    "gauge",
    "hz",
    "bpm",
    "mmhg",
    "kcal",
    "cal",
    "am",
    "pm",
    "mci",
    "gy",
    "cgy",
    "j",
    "kj",
    "v",
    "ma",
    "mv",
    "db",
    "pt",
    "pts",
    "tab",
    "tabs",
    "cap",
    "caps",
    "puff",
    "puffs",
    "drops",
    "gtt",
    "gtts",
    "ppd",
    "mph",
    "percent",
    "m2",
    "mm3",
    "mm2",
    "cm2",
    "cm3",
    "mosm",
    "mmh2o",
    "cmh2o",
    "mu",
    "mgs",
    "mls",
    "cfu",
    "beats",
    "times",
    "cells",
    "copies",
    "calories",
    "steps",
    "feet",
    "inches",
    "pounds",
    "ounces",
    "doses",
    "pills",
    "tablets",
    "ohm",
    "ohms",
    "tesla",
    "french",
    "joules",
    "watts",
    "volts",
    "rpm",
    "gb",
    "mb",
    "mgy",
    "msv",
    "fractions",
]
_UNIT = "(?:" + "|".join(sorted(UNITS, key=len, reverse=True)) + ")"
MIXED = re.compile(
    rf"\d{{1,6}}(?:[.,]\d{{1,3}})*(?:-\d{{1,4}}(?:\.\d)?)?-?{_UNIT}|q-?\d{{1,2}}(?:-\d{{1,2}})?-?(?:h|hr|"
    rf"hrs|d|min|hours?|wk|weeks?|days?|mo|months?)?"
    r"|[ctls]\d{1,2}(?:-[ctls]?\d{1,2})?|[a-z]\d|[a-z]\d[a-z]|\d[a-z]|[a-z]{2}\d|"
    r"g\d{1,2}p\d{1,2}(?:\d{2,4})?|g\d{1,2}|p\d{4}|(?:y?[pcra]|"
    r"y)?t[0-4isx]{1,2}[a-d]?(?:n[0-3x][a-c]?)?(?:m[01x])?"
    r"|(?:y?[pcra]|y)?n[0-3x][a-c]?(?:mi)?|(?:y?[pcra]|y)?m[01x][a-d]?"
    r"|hba1c?|a1c|b12|cd\d{1,3}|ca-?125|ca-?19-9|[spft]?[ipav]?o2|co2|[ep]?[at]?co2|hco3|h2o|p2y12|"
    r"sglt-?2|glp-?1|h1n1|h[123]|n95|her-?2|brca-?[12]|covid-?19|sars-cov-2|t[12]dm|5-?fu|d5w|d10w?|d5ns|"
    r"d51/2ns|2d|3d"
    r"|fev1(?:/fvc)?|il-?\d{1,2}|x\d{1,2}|a&ox\d|aox\d|ao\d|\d{1,3}x\d{1,3}(?:x\d{1,3})?(?:cm|mm)?|10e\d|"
    r"factor8|phq-?\d|gad-?\d|cha2ds2(?:-vasc)?|f-?18|tc-?99m?|i-?131|pd-?l?1|hla-b27|jak2|v617f|"
    r"cyp\w{2,4}|hpv-?1[68]|hsv-?[12]"
    r"|pgy-?\d|[a-z]{3,4}-\d|[a-z]\d{1,3}[a-z]|p[tn]\d[a-d]?(?:mi)?|\d{1,2}w(?:ks?)?\d?d?|25-oh|"
    r"ki-?67\d{0,3}|\d{1,2}-oh|ns\d|l\dnc|\d{1,2}l(?:nc)?|ms-?drg-?\d{1,3}|"
    r"drg-?\d{1,3}|[a-z]\d[0-9a-z]\.[0-9a-z]{1,4}|[a-z]\d[0-9a-b]|icd-?10(?:-?(?:cm|pcs))?|icd-?9|"
    r"c\d{1,2}d\d{1,2}|\d{1,2}w\d{1,2}|\d{1,2}[ap]|6mwt|excludes[12]|g6pd|icd-?o-?3|\d{1,2}(?:hr|h)|\d0s|"
    r"f\d{1,2}\.\d{1,3}|w\d|iv\d|3v|12l",
    re.IGNORECASE,
)
PLATE = re.compile(r"[A-Z]{1,4}-?\d{2,5}-?[A-Z]{0,3}|\d{1,5}-?[A-Z]{2,4}-?\d{0,4}")


def _without_year(start: int, found: str) -> tuple[int, int]:
    """Where day and month of a date stand: the year beside them stays, unless it tells of an age over 89."""
    whole = start, start + len(found)
    years = list(re.finditer(rf"(?<!\d){_YEAR}(?!\d)", found))
    if len(years) != 1 or not FIRST_YEAR <= int(years[0][0]) < 2100:
        return whole
    first, last = years[0].span()
    if not first:
        rest = found[last:].lstrip(" ,-/._")
        return (whole[1] - len(rest), whole[1]) if rest else whole
    if last == len(found):
        return start, start + len(re.sub(r"(?:[\s,/._-]|\b(?:of|in|de|del|the year)\b)+$", "", found[:first]))
    return whole


def _near(
    text: str, places: Iterable[int], pattern: re.Pattern[str], back: int = 30, ahead: int = 60
) -> Iterator[re.Match[str]]:
    """Find a slow pattern only where a quick look says that it may be, places in their order."""
    done = 0
    windows: list[list[int]] = []
    for place in places:
        if windows and place - back <= windows[-1][1]:
            windows[-1][1] = place + ahead
        else:
            windows.append([max(0, place - back), place + ahead])
    for start, end in windows:
        for match in pattern.finditer(text, max(start, done), min(end, len(text))):
            done = match.end()
            yield match


def _date_places(text: str) -> list[int]:
    words = (
        match.start() for match in re.finditer(r"[^\W\d_]+(?:'s)?", text) if match[0].lower() in _DATE_WORDS
    )
    return sorted([*words, *(match.start() for match in _DATE_HINT.finditer(text))])


def shapes(text: str) -> Iterator[Found]:
    """Find addresses of every kind, files, and numbers after a word that says what they are."""
    for match in _near(text, (match.start() for match in _EMAIL_HINT.finditer(text)), _EMAIL, 260, 400):
        local = re.match(r"([A-Za-z]+)\s+at\s+[\w.-]+$", match[0])
        if local and local[1].lower() in w.vocabulary():  # viewed at example.org
            continue
        yield Found(*match.span(), "EMAIL", "[EMAIL]")
    for match in _URL.finditer(text):
        yield Found(match.start(), match.start() + len(match[0].rstrip(".,;:)'")), "URL", "[URL]")
    for match in _IP.finditer(text):
        if not re.fullmatch(r"\d{1,2}(?::\d{1,2}){1,3}", match[0]):
            yield Found(*match.span(), "IP", "[IP]")
    for match in _LINE.finditer(text):
        if re.match(r"pH\b", match[0]):
            continue  # of blood
        if _OF_A_BOOK.search(text, max(0, match.start() - 24), match.end()):
            continue
        first = re.search(r"[\d\[<{(+]", match[0])
        yield Found(match.start() + (first.start() if first else 0), match.end(), "PHONE", "[PHONE]")
    for match in _CODED.finditer(text):
        yield Found(*match.span(1), "ID", "[ID]")
    for match in _CELL.finditer(text):
        yield Found(*match.span(match.lastindex or 0), "ID", "[ID]")
    for match in _STATE_ZIP.finditer(text):
        yield Found(*match.span(), "ID", "[ID]")
    for match in _DEVICE.finditer(text):
        yield Found(*match.span(), "ID", "[ID]")
    for match in _CASE.finditer(text):
        if not (match[1] and MIXED.fullmatch(match[1])):  # CD4:1200
            yield Found(*match.span(), "ID", "[ID]")
    for pattern in (ZIP, _BOX, _STREET, _ROADS, _WAYS, _DISTRICT):
        for match in pattern.finditer(text):
            if not _measured(match[0]):
                yield Found(*match.span(), "PLACE", "[PLACE]")
    for match in _CUED.finditer(text):
        counted = re.match(
            r"(?i)\W{0,3}(?:mg|ml|units?|days?|weeks?|years?|months?|hours?|%|percent)",
            text[match.end() : match.end() + 12],
        )
        if re.fullmatch(r"\d{1,3}(?:\.\d+)?", match[1]) and counted and match[0][:3].lower() != "ext":
            continue
        if re.fullmatch(r"\d", match[1]) and re.match(r"(?i)confirm|refer|regist|access", match[0]):
            continue  # diagnostic confirmation 1
        parts = list(re.finditer(r"\S+", match[1]))
        spaced = re.search(r"[a-z] ?:? ([A-Z]{2,3}) \Z", text[match.start() : match.start(1)])
        plated = re.search(r"(?i)plate|licen|registr|tag|vehicle", match[0][: match.start(1) - match.start()])
        if not plated:
            parts = parts[1:] if len(parts) > 1 and _is_word(parts[0][0]) else parts
        kept = (
            len(parts)
            if plated
            else next((i for i, part in enumerate(parts) if i and _is_word(part[0])), len(parts))
        )
        begins = match.start(1) + parts[0].start()
        more = _PLATE_ENDS.match(text, match.end()) if plated else None
        if plated and spaced:  # plate ARE 8473
            begins = match.start() + spaced.start(1)
        ends = match.start(1) + parts[kept - 1].end()
        yield Found(begins, ends + (len(more[0]) if more else 0), "ID", "[ID]")
    for match in _TWO_PARTS.finditer(text):
        dated = re.fullmatch(rf"(\d\d?)/{_YEAR}", match[1])
        if len(match[1]) > 6 and not (dated and _day_and_month(int(dated[1]), 1)):
            yield Found(*match.span(1), "ID", "[ID]")
    for match in re.finditer(
        r"(?<![\w:.])\d{4,6}:\d{3,5}(?![\w:])|(?<![\w/.])\d{3,5}/\d{3,6}-[A-Z]{1,2}(?![\w/])", text
    ):
        yield Found(*match.span(), "ID", "[ID]")
    for match in _GROUPED.finditer(text):
        yield Found(*match.span(), "ID", "[ID]")
    for match in _MEDICARE.finditer(text):
        yield Found(*match.span(), "ID", "[ID]")
    for match in _SCANNED.finditer(text):
        if sum(map(str.isdigit, match[0])) > 5:
            yield Found(*match.span(), "ID", "[ID]")
    for match in re.finditer(r"(?<![\w*])[*xX#]{2,3}-?[*xX#]{2}-?\d{4}(?!\d)", text):
        yield Found(*match.span(), "ID", "[ID]")
    for match in _FILE.finditer(text):
        yield Found(*match.span(), "ID", "[ID]")
    for match in _WEAK.finditer(text):
        yield Found(*match.span(1), "ID", "[ID]")
    for match in _DIGIT_WORDS.finditer(text):
        said = re.findall(r"[a-z]+|\d+", match[0].lower())
        if len(said) < 5 and not any(word.isdigit() for word in said):
            continue
        yield Found(*match.span(), "NUMBER", "[NUMBER]")


def _is_word(part: str) -> bool:
    return part.isalpha() and (part in w.ABBREVIATIONS or "b" in w.vocabulary().get(part.lower(), ""))


def _measured(text: str) -> bool:
    """Whether what looks like an address counts something, as in "2 Units Packed Cells St"."""
    second, third, *_ = [*text.split()[1:], "", ""]
    second = second.lower().rstrip(".,")
    if third.strip(".,").lower() in w.STREETS and re.fullmatch(r"days?|weeks?|months?|hours?|french", second):
        return False  # 123 Day Trl
    return second in UNITS and not re.fullmatch(r"[nsew]|st|c|w|l|p|m|d|f", second)


def dates(text: str, whole: list[tuple[int, int]]) -> Iterator[Found]:
    """Dates without their years; `whole` takes where they stand with them."""
    for match in _near(text, _date_places(text), _DATE):
        found = match[0]
        numbers = re.fullmatch(r"(\d{1,2})\s?[-/._ ]\s?(\d{1,2})\s?[-/._ ]\s?'?\d{2,4}", found)
        if numbers and not _day_and_month(int(numbers[1]), int(numbers[2])):
            continue
        before = text[max(0, match.start() - 16) : match.start()]
        if found[:4].isdigit() and re.search(r"(?i)\btract ?\Z", before):
            continue  # census tract 1954.04
        if re.fullmatch(r"\d\d?-\d{4}", found) and _NUMBERED.search(before):
            continue  # claim no. 07-1948
        if re.search(r"(?<!\d)\d{3}\s?-\s\Z", before):
            continue  # 987 - 10 - 2013
        if re.fullmatch(r"[A-Z]{3}[ \n-]?\d{4}", found) and _PLATED.search(before):
            continue  # license plate MAR 1990
        told = re.search(r"(?i)\b(?:on|since|until|dated|from)\s\Z", before)
        if re.fullmatch(r"\d{1,2}\.\s+(?:May|March|Mar|August)", found) and not told:
            continue  # the end of a sentence, and a new one
        if re.match(r"\d{1,2}\s?,\s?(?:may|march|mar|dec)\b", found):
            continue  # BI-RADS 3, may be benign
        if (
            re.match(r"(?i)may\s", found)
            and found[:1] == "m"
            and re.match(r"may\s+(?:one|two|three|four|five|six|seven|eight|nine|ten)\b", found)
        ):
            continue
        tail = len(found) - len(found.rstrip(" ,."))
        whole.append((match.start(), match.end() - tail))
        yield Found(*_without_year(match.start(), found[: len(found) - tail]), "DATE", "[DATE]")
    for match in _SPOKEN_DAY.finditer(text):
        whole.append(match.span())
        yield Found(*match.span(), "DATE", "[DATE]")
    for match in _HAPPENED.finditer(text):
        whole.append(match.span(1))
        yield Found(*match.span(1), "DATE", "[DATE]")
    for match in _HYPHENED.finditer(text):
        whole.append(match.span())
        yield Found(*match.span(), "DATE", "[DATE]")
    for match in _MONTH_ALONE.finditer(text):
        yield Found(*match.span(), "DATE", "[DATE]")
    for match in _OLD_YEAR.finditer(text):
        yield Found(*match.span(1 if match[1] else 0), "DATE", "[DATE]")
    ends = 0  # of a range that was found
    for match in _PART_DATE.finditer(text):
        first, second = int(match[1]), int(match[2])
        before = text[max(0, match.start() - 24) : match.start()].replace("\n", " ")
        if not _day_and_month(first, second):
            continue
        until = _UNTIL.match(text, match.end())
        ranged = until and _day_and_month(int(until[1]), int(until[2])) and int(until[2]) != second
        second_of_two = match.end() == ends
        begun = before.endswith(" from ") and re.match(r"[.;,]|\s*\Z", text[match.end() : match.end() + 2])
        if until and ranged:
            ends = until.end()
        counted = _COUNTED.match(text, match.end()) or re.search(r"(?i)\bdays? $", before)
        if counted and not _EVENT.search(before):
            continue
        sure = (
            _DONE_ON.search(before)
            or ranged
            or second_of_two
            or begun
            or _EVENT.search(before)
            or (match[1].startswith("0") and second not in (0,))
        )
        sure = (
            sure
            or re.match(r"0[1-9]$", match[2])
            or (
                re.match(
                    rf"(?i)\s(?:at )?(?:\d\d?(?::\d\d| ?[ap]\.?m\b)|[0-2]\d[0-5]\d ?h(?:ou)?rs?\b)|"
                    rf"\sat\s[0-2]\d[0-5]\d(?![\w/])|\s[0-2]\d[0-5]\d(?=\.\s)|,?\s{_YEAR}\b",
                    text[match.end() : match.end() + 14],
                )
                and not _SCORED.search(before)  # pain 6/10 at 10:30
            )
        )
        score = (
            (second in (4, 5, 6, 10) and first <= second)
            or (first, second) in ((1, 2), (1, 3), (2, 3), (2, 2))
            or _SCORED.search(before)
        )
        if sure or not score:
            whole.append(match.span())
            yield Found(*match.span(), "DATE", "[DATE]")


def _day_and_month(first: int, second: int) -> bool:
    return 1 <= min(first, second) <= 12 and 1 <= max(first, second) <= 31


# Codes side by side: K35.80, 74177, 88342.
_CODES = re.compile(
    r"\b(?:[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?|[A-V]\d{4}|"
    r"(?=\w{0,6}[A-Z])[0-9A-HJ-NP-Z]{7})(?:[,;]|\swith)\s(?:\d{5}[,;]\s){0,3}"
    r"(?:and\s)?\Z"
)


def numbers(text: str) -> Iterator[Found]:
    """Telephone, account and other numbers: runs of digits too long, or too oddly split, to be a value."""
    for match in _RUN.finditer(text):
        run = match[0].rstrip("( ") if "(" in match[0] else match[0].rstrip("() ")
        groups = re.findall(r"\d+", run)
        count = sum(map(len, groups))
        paired = (
            len(groups) == 2
            and "-" in run
            and len(groups[1]) == 4
            and not (groups[1].startswith(("19", "20")) and (len(groups[0]) != 2 or 0 < int(groups[0]) < 13))
        )
        if re.search(r"\bNDC:? ?\Z", text[max(0, match.start() - 5) : match.start()]):
            continue  # of a drug
        if count < 6 or (count < 7 and not ("-" in run and len(groups) > 2) and not paired):
            continue
        if _values(
            run,
            groups,
            count,
            text[match.end() : match.end() + 12],
            text[max(0, match.start() - 30) : match.start()],
        ):
            continue
        kind = (
            "ID"
            if re.fullmatch(r"\d{3}[- ]\d{2}[- ]\d{4}|\d\d-\d{4}", run)
            else "PHONE"
            if count <= 15
            else "NUMBER"
        )
        yield Found(match.start(), match.start() + len(run), kind, f"[{kind}]")
    for match in re.finditer(r"(?<![\w.,/-])\d{2,4}(?:[ -]\d{2,4}){1,3}[A-Z]{1,2}\d?(?![\w/-]|\.\d)", text):
        if sum(map(str.isdigit, match[0])) > 6:  # 108 356 853E
            yield Found(*match.span(), "ID", "[ID]")
    for match in re.finditer(r"(?<![\w.-])\d{5}-\d{4}(?![\w-]|\.\d)", text):
        yield Found(*match.span(), "PLACE", "[PLACE]")  # a ZIP code in a row of cells, whatever is next to it
    for match in re.finditer(r"(?<![\w.])\+?\d{5,40}(?!\w)", text):
        after, before = text[match.end() : match.end() + 14], text[max(0, match.start() - 40) : match.start()]
        small = len(match[0]) < 8 and match[0][0] != "+"
        if (
            len(match[0]) == 5
            and re.search(
                r"(?i)\b(?:cpt|hcpcs|(?<!zip\s)(?<!postal\s)(?<!area\s)(?<!pin\s)codes?|procedures?|"
                r"e/m|coded|billed|billing|charged?|denial|denied|deny|consent|rather[ "
                r"\n]than)\W{0,3}(?:(?:as|for|was|with|to|from|level|of)\W{1,2}){0,2}"
                r"(?:\d{5}\W{1,2})?$",
                before,
            )
            and not re.search(r"(?i)(?:zip|postal|area|pin)\s{1,3}code\W{0,3}$", before)
        ):
            continue
        if len(match[0]) == 5 and (
            _CODES.search(before)
            or re.search(r"\b(?:BIN|admin) \Z", before)
            or re.match(
                r"\s(?:with |w/ ?)?mod(?:ifier)?s?\b|[,;] (?:and )?[A-TV-Z]\d[0-9A-Z](?:\.\w{1,4})?\b(?!\d)",
                after,
            )
            or re.search(r"(?i)\bmodel (?:no\.? |number |\# ?)?$", before)
        ):
            continue
        if len(match[0]) == 5 and re.match(r"\s{1,2}x ?\d\b", after):
            continue  # 99233 x1
        if small and (
            re.match(rf"(?i)\s?(?:{_UNIT}|/|cells|copies|x\s?10|per)\b|/", after) or _RESULT.search(before)
        ):
            continue
        yield Found(*match.span(), "NUMBER", "[NUMBER]")
    for match in re.finditer(r"(?<![\w.,:/$<>=~+-])(?<![<>=~$] )\d{4}(?![\w%]|[.,:/-]\d|\s?-\s?\d)", text):
        if _LAST_FOUR.search(text, max(0, match.start() - 160), match.start()):
            yield Found(*match.span(), "ID", "[ID]")
            continue
        year = 1900 <= int(match[0]) < 2050
        time = int(match[0][:2]) < 24 and int(match[0][2:]) < 60
        after, before = text[match.end() : match.end() + 14], text[max(0, match.start() - 40) : match.start()]
        if (
            year
            or time
            or re.match(rf"(?i)\s?(?:{_UNIT}|/|x\b|per)\b|\s?[/x%]", after)
            or _RESULT.search(before)
            or re.search(r"(?i)(?:histolog\w*|morpholog\w*|icd-?o(?:-?3)?|cpt|drg)\W{1,3}$", before)
        ):
            continue
        yield Found(*match.span(), "NUMBER", "[NUMBER]")


_LAST_FOUR = re.compile(
    r"(?i)\b(?:last|final) (?:four|4)\b(?! (?:days|weeks|months|years|hours|visits|doses))"
)


def _values(run: str, groups: list[str], count: int, after: str, before: str) -> bool:
    """Whether a run of digits is a list of values rather than one number."""
    spaced = not re.search(r"[-./()+]", run)
    year = [re.fullmatch(r"(?:19|20)\d\d", group) is not None for group in groups]
    if re.fullmatch(r"7\.\d{1,2}(?:/\d{1,3}(?:\.\d)?){2,4}|[1-9]\d{0,3}/\d{1,4}", run):
        return True  # blood gases; in and out
    if re.fullmatch(r"\d{1,2}/\d{3}/\d{1,2}/\d{2,3}", run) and after.startswith("%"):
        return True  # a ventilator: breaths, volume, pressure and oxygen
    line = len(groups) == 2 and re.fullmatch(r"\d{3}[-.]\d{4}", run) is not None  # 555-0142 day or night
    if line and (groups[1][0] == "0" or re.match(r"\s?(?:day|night|after|before|days)\b(?!s)", after)):
        return False
    if all(year) or (
        len(groups) == 2 and re.match(rf"(?i) ?(?:{_UNIT}|/)\b| ?/| ?%", after) and "(" not in run
    ):
        return True
    if (
        spaced
        and len(groups) == 2
        and (any(year) and all(y or len(g) < 4 for y, g in zip(year, groups, strict=True)))
    ):
        return True
    if re.fullmatch(r"\d{1,3}(?:\.\d{1,2})?(?:[ \n]{1,2}\d{1,3}(?:\.\d{1,2})?)+", run) and "." in run:
        return not re.fullmatch(r"\d{2,3}(?:\.\d{2,3}){2,}.*", run)
    if re.fullmatch(
        r"\d{1,3}(?:\.\d)?(?:[ ]?[-/][ ]?\d{1,3}(?:\.\d)?)?(?:[ \n,]{1,2}\d{1,3}(?:\.\d)?(?:[ ]?[-/][ "
        r"]?\d{1,3}(?:\.\d)?)?)+",
        run,
    ) and not run.startswith("0"):
        return ("/" in run or "\n" in run) and not re.search(r"\d-\d{3}|\d{3}-\d", run)
    return bool(re.fullmatch(r"\d{1,3}\.\d{1,3}\s?-\s?\d{1,3}\.\d{1,3}", run)) and len(groups) == 4


def ages(text: str) -> Iterator[Found]:
    """Find ages over 89, in digits and in words."""
    for match in _OLD.finditer(text):
        if match["d"] and _HEAT.search(text[max(0, match.start() - 16) : match.start()]):
            continue
        if match["a"] and re.match(r"\s?-?pack", text[match.end("a") : match.end("a") + 6]):
            continue
        for group in match.groupdict():
            if match[group]:
                yield Found(*match.span(group), "AGE", "[AGE 90+]")
