"""Find identifiers in free text: patterns for what has a shape, and a vocabulary for what has none.

A name has no shape. So every word that is not in the vocabulary of `words` is taken for one, and a word that
is in it but is a name as well (May, Rose, Young) is judged by its capital and its neighbours.

Every step reads the text once, with bounded patterns: the time grows with the length of the text.
"""

from __future__ import annotations

import bisect
import itertools
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from recordsdata.records import words as w

__all__ = ["FIRST_YEAR", "Found", "find"]

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


# --- one letter for one letter, so that places in the folded text are places in the text -----------------

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u30fc\uff70"
_QUOTES = "\u2018\u2019\u201b\u02bc\u02b9\u0060\u00b4\uff07"
_LETTERS = {
    "ß": "s",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ð": "d",
    "Ð": "D",
    "þ": "t",
    "Þ": "T",
}
_LETTERS |= {
    "æ": "a",
    "Æ": "A",
    "œ": "o",
    "Œ": "O",
    "ı": "i",
    "µ": "u",
    "μ": "u",
    "ħ": "h",
    "ŋ": "n",
    "ə": "e",
}


def _plain(letter: str) -> str:
    """The plain letter, digit or sign for any other; "" for what has no width."""
    if letter in _DASHES:
        return "-"
    if letter in _QUOTES:
        return "'"
    if letter in _LETTERS:
        return _LETTERS[letter]
    kind = unicodedata.category(letter)
    if kind in ("Cf", "Mn", "Me") or letter in "\u3164\u115f\u1160\u2800":
        return ""
    if kind == "Zs":
        return " "
    if kind in ("Zl", "Zp") or letter in "\r\x0b\x0c\x85":
        return "\n"
    if kind == "Cc":
        return letter if letter in "\n" else " "
    if kind == "Nd":
        return str(unicodedata.digit(letter))
    compatible = unicodedata.normalize("NFKD", letter)
    bare = [part for part in compatible if unicodedata.category(part) != "Mn"]
    return bare[0] if len(bare) == 1 and (kind[0] == "L" or bare[0].isascii()) and kind != "No" else letter


def _fold(text: str) -> tuple[str, list[int] | None]:
    """Plain text, and for each of its letters the place in the text (None where the two are one)."""
    if text.isascii() and not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", text):
        return text, None
    table = {letter: _plain(letter) for letter in set(text)}
    if all(table.values()):
        return text.translate({ord(k): v for k, v in table.items()}), None
    places = [place for place, letter in enumerate(text) if table[letter]]
    return "".join(table[letter] for letter in text), [*places, len(text)]


# --- what has a shape -------------------------------------------------------------------------------------

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
_HOLIDAY = (
    r"christmas(?:[- ](?:eve|day))?|xmas|thanksgiving(?: day)?|new year'?s?(?:[- ](?:eve|day))|easter(?: "
    r"(?:sunday|monday))?|halloween"
    r"|independence day|fourth of july|4th of july|labor day|memorial day|veterans day|valentine'?s day|"
    r"mother'?s day|father'?s day"
    r"|hanukkah|ramadan|diwali|passover|yom kippur|rosh hashanah|good friday|boxing day|st\.? patrick'?s "
    r"day|juneteenth|kwanzaa"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"


# Not inside a number, or the second date of two.
_NOT_IN = r"(?:(?<![\w./-])|(?<=/\d-)|(?<=/\d\d-)|(?<=/\d\d\d\d-)|(?<=/\d\d\d\d - ))"


def _any(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{part})" for part in parts), re.IGNORECASE)


_EMAIL = _any(
    r"[\w.+%'-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}",
    r"[\w.+-]{1,64}\s{0,2}[(\[{<]\s?(?:at|@)\s?[)\]}>]\s{0,2}[\w-]{1,63}(?:\s{0,2}(?:[(\[{<]\s?(?:dot|"
    r"\.)\s?[)\]}>]|\.|\bdot\b)\s{0,2}[\w-]{1,63}){1,5}",
    r"[\w.+-]{1,64}(?:\sdot\s[\w-]{1,64}){0,3}\s{1,2}at\s{1,2}[\w-]{1,63}(?:\s{1,2}dot\s{1,2}[\w-]{1,63})"
    r"{1,5}",
    rf"[\w.+-]{{1,64}}\s{{1,2}}at\s{{1,2}}[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,4}}\.(?-i:{_TLD})\b",
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
    r"(?<![\w:])(?:[0-9a-f]{1,4}:){0,7}:(?:[0-9a-f]{1,4}:){0,7}[0-9a-f]{1,4}(?:/\d{1,3})?(?![\w:])",
)
_DATE = _any(
    rf"(?<![\w.]){_YEAR}\s?[-/._]\s?[01]?\d\s?[-/._]\s?[0-3]?\d(?!\d)(?:T[0-2]?\d:[0-5]\d(?::[0-5]\d(?:[."
    rf",]\d{{1,9}})?)?(?:Z|\s?[+-][01]\d:?\d\d)?)?",
    rf"(?<![\w.]){_YEAR} [01]\d [0-3]\d(?!\d)",
    rf"(?<!\w){_YEAR}-?W[0-5]\d(?:-?[1-7])?\b",
    r"(?<!\w)\d{4}\s?年(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?日)?|\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?|"
    r"\d{4}\s?년(?:\s?\d{1,2}\s?월)?(?:\s?\d{1,2}\s?일)?",
    rf"{_NOT_IN}(?:[0-3]?\d)\s?[-/._]\s?(?:[0-3]?\d)\s?[-/._]\s?(?:{_YEAR}|'?\d\d)(?!\w|[./]\d|"
    rf"-\d(?!\d?[/.]\d))",
    rf"(?<![\w./-])(?:[0-3]\d) (?:[0-3]\d) {_YEAR}(?!\w)",
    rf"(?<![\w.:/])(?<![a-z]-)(?:the\s)?{_DAY}(?:\s?(?:-|to|and|&)\s?{_DAY})?{_GAP}(?:[-/]|of\s|day of\s|"
    rf"de\s)?\s?{_MONTH}(?:{_GAP}(?:[-/]|of\s|de\s|del\s|in\s)?\s?(?:{_YEAR}|'?\d\d(?![\d:%/]|\.\d|"
    rf"\s?(?:mg|ml|years?|days?|%))))?(?!\d)",
    rf"\b{_MONTH}{_GAP}(?:the\s|[-/])?{_DAY}(?:\s?(?:-|to|through|and|&)\s?{_DAY})?(?![\d/%:]|\.\d|"
    rf"\s?(?:mg|mcg|ml|%))(?:{_GAP}(?:[-/]|of\s|in\s)?\s?(?:{_YEAR}|'\d\d))?(?!\d)",
    rf"\b{_MONTH}{_GAP}(?:[-/]|of\s|de\s)?\s?(?:{_YEAR}|'\d\d|-\d\d)(?!\d)",
    rf"(?:\bthe\s)?\b(?:{_ORDINAL})(?:\s(?:day\s)?of)?\s{_MONTH}(?:{_GAP}(?:in\s|of\s)?(?:the "
    rf"year\s)?(?:{_YEAR_WORDS}|{_YEAR}))?",
    rf"\b{_MONTH}\s(?:the\s)?(?:{_ORDINAL}|{_CARDINAL})\b(?:{_GAP}(?:in\s|of\s)?(?:the "
    rf"year\s)?(?:{_YEAR_WORDS}|{_YEAR}))?",
    rf"\b{_MONTH}{_GAP}(?:in\s|of\s)?{_YEAR_WORDS}\b",
    rf"(?<![\w./-])(?:0?[1-9]|1[0-2])\s?[-/]\s?{_YEAR}(?![\w]|[./-]\d)",
    rf"(?<![\w./-]){_YEAR}[-/.](?:0[1-9]|1[0-2])(?![\w]|[./-]\d)",
    rf"\b(?:Q[1-4]|(?:first|second|third|fourth|1st|2nd|3rd|4th) quarter)[\s/-]{{0,2}}(?:of\s|"
    rf"in\s)?{_YEAR}|\b{_YEAR}[\s/-]?Q[1-4]\b",
    rf"\b(?:week|wk|day)\s\d{{1,3}}[\s,]{{1,2}}(?:of\s|in\s)?{_YEAR}",
    rf"\b(?:spring|summer|fall|autumn|winter)[\s,]{{1,2}}(?:of\s|in\s)?{_YEAR}",
    rf"\b(?:{_HOLIDAY})\b(?:[\s,]{{1,2}}(?:of\s|in\s)?{_YEAR})?",
    rf"\b{_WEEKDAY}\b",
    r"\b(?:january|february|april|june|july|september|october|november|december)\b(?!'|\.\w{2})",
    r"(?<=\b(?:on|by) )(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.?(?![\d%])",
)
_DATE_HINT = re.compile(
    r"\d\s?[-/_]\s?\d|\d\.\s?\d{1,2}\.\s?'?\d|\d{4}\.[01]\d|\d\d \d\d \d{4}|\d{4} \d\d \d\d|"
    r"\b[oOB][nNyY] \d\d\.\d|\dW\d|[qQ][1-4]|[年月년월]"
)
_DATE_WORDS = frozenset(_MONTHS) | _set(
    "spring summer fall autumn winter quarter week wk christmas xmas thanksgiving year years easter "
    "halloween independence fourth"
    " labor memorial veterans valentine's valentines valentine mother's father's mother father hanukkah "
    "ramadan diwali passover yom rosh good boxing"
    " patrick's patrick juneteenth kwanzaa monday tuesday wednesday thursday friday saturday sunday "
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays"
)
_MONTH_ALONE = re.compile(r"(?<![.!?\n] )(?<![.!?\n])(?<!^)\b(?:March|May|August|MARCH|AUGUST)\b(?!')")
_OLD_YEAR = re.compile(
    r"(?i:\b(?:in|since|born|b\.|circa|from|until|before|after|year|of|dob:?|yob:?|around|during|by|to|"
    r"through|early|late|mid|the|summer|winter|spring|fall)[\s(-]{1,2})((?:18\d\d|19[0-2]\d|"
    r"193[0-6])(?:'?s)?)"
    r"(?!\d|\s?(?:ml|mg|kcal|cal|calories|units|hrs?|hours|h\b|cc|mcg|iu|u\b|g\b|/|:|%|,\d|\.\d))"
    rf"|\bnineteen[- ](?:oh[- ](?:{_ONES})|{_TEENS}|twenty(?:[- ](?:{_ONES}))?|thirty(?:[- ](?:one|two|"
    rf"three|four|five|six))?)\b(?!\s(?:mg|ml|units))"
)
_PART_DATE = re.compile(
    _NOT_IN + r"(?<!\+)([0-3]?\d)/([0-3]?\d)(?![\w%]|[./]\d|\s?(?:weeks?|wks?|mm|pain|strength|bilat|lvef))"
)
# The second of two dates; the halves of a score, as 2/6-3/6, are out of the same number.
_UNTIL = re.compile(r"(?i)\s?(?:-|to|through|thru|until)\s?([0-3]?\d)/([0-3]?\d)(?![\w%]|[./]\d)")
_SCORED = re.compile(
    r"(?i:\b(?:pain|rated?|rating|score[ds]?|scale|strength|motor|power|murmur|intensity|severity|grade|"
    r"apgars?|out|station|reflexes|dtrs?|"
    r"pulses|gcs|mmse|moca|phq|vision|acuity|bp|pressure|tablets?|tabs?|pills?|cups?|sem|systolic|alert|"
    r"oriented|muscle|extremit\w+|"
    r"flexion|extension|level)\W{0,3}(?:\w{1,9}\W{1,2}){0,2})$"
)
_EVENT = re.compile(
    r"(?i:\b(?:on|since|until|till|dated?|dob|born|admit(?:ted)?|adm|discharged?|d/c|seen|visit|"
    r"scheduled|surgery|procedure|started|began|last|due|"
    r"between|beginning|before|after|by|follow-?up|through|appointment|expires?|signed|updated|written|"
    r"drawn|placed|removed|dos|date|lmp|edd|edc|exp|starting|ending|effective|(?:mon|tues|wednes|thurs|"
    r"fri|satur|sun)day|(?:note|visit|exam|study|scan|film|ct|mri|labs?|report|x-?ray|echo|through)"
    r" ?(?:of|from|-|to)?)\W{0,3}|/\d\d? ?- ?)$"
)
_RUN = re.compile(
    r"(?<![\w.])(?<!\d[,/:])[+(]{0,2}\d{1,24}+\)?(?:(?:[ ]?[-.)(/][ ]?[-(]?|[ \n]{1,2}|-\n|"
    r"\)\s?-?)\(?\d{1,24}+\)?){1,9}+(?:\s{0,2}(?:,\s?)?(?:x|ext\.?|extension)\s{0,2}\d{1,8})?(?![\w]|,\d)",
    re.IGNORECASE,
)
_DIGIT_WORDS = re.compile(
    rf"\b(?:(?:zero|oh|nought|{_ONES}|{_TEENS}|{_TENS}|double|triple|hundred|dash|hyphen|plus|"
    rf"\d{{1,4}})\b[\s,.-]{{1,3}}){{3,40}}(?:zero|oh|nought|{_ONES}|{_TEENS}|{_TENS}|hundred)\b",
    re.IGNORECASE,
)
_STRONG = (
    r"mrn|m\.r\.n\.?|medical record(?: number| no\.?)?|ssn|s\.s\.n\.?|social security(?: number| no\.?)?|"
    r"account|acct\.?|policy|member(?: id)?|"
    r"subscriber(?: id)?|beneficiary|licen[cs]e(?: plate)?|plates?|registration|tag number|vin|serial|"
    r"s/n|sn|imei|iban|passport|certificate|pin|badge|npi|dea|"
    r"pager|beeper|hicn?|mbi|barcode|accession|tracking|confirmation|reference|ref|credit card|card|"
    r"routing|sort code|medicare(?: id| number| no\.?)|medicaid(?: id| number| no\.?)|national id|nhs|"
    r"driver'?s licen[cs]e|dl|fax|phone|telephone|tel\.?|cell|mobile|device id|udi|patient id|"
    r"user(?:name| id)?|login|password|docket|permit|vehicle|invoice|claim|chart|id|identifier|ending in|"
    r"last four(?: digits)?|ext\.?|extension"
)
_CUED = re.compile(
    rf"(?i:(?<![\w])(?:{_STRONG})(?:\s?(?:\#|no\.?|nr\.?|number|num\.?|id|code|is|was|of|ending|in|with|"
    rf":|=|-|\(|\))){{0,5}}[\s:\#=(]{{1,3}})"
    r"((?:(?:[A-Z]{1,4}[ ])?(?=[\w./-]{0,12}\d)[A-Za-z0-9](?:[\w./-]{0,39}[A-Za-z0-9])?(?:[ "
    r"](?=[A-Z0-9-]{0,6}\d)[A-Z0-9-]{1,10}|[ ][A-Z]{1,3}(?![\w'])){0,5}))"
)
_WEAK = re.compile(
    r"(?i:(?<![\w])(?:no\.|nr\.?|number|\#|case|record|group|lot|model|file|order|sample|specimen|device|"
    r"batch|box|encounter)\s?(?:\#|no\.?|number|id|:)?[\s:\#]{1,2}|\#)"
    r"((?=[\w-]{0,12}\d[\w-]{0,12}\d[\w-]{0,12}[\w])[A-Z0-9](?:[\w-]{0,30}[A-Za-z0-9])?)"
)
_FILE = re.compile(
    r"(?i)(?<![\w-])[\w-]{1,80}\.(?:jpe?g|png|gif|tiff?|bmp|heic|dcm|pdf|docx?|xlsx?|csv|mp[34]|mov|wav|"
    r"zip)\b"
)
_ZIP = re.compile(
    r"(?:\b(?:"
    + "|".join(sorted(w.STATE_LETTERS - {"ID", "IN", "ME", "OR", "OK", "HI", "AS", "PA", "MS", "MD"}))
    + r")|(?<=[,\n] )(?:ID|IN|ME|OR|OK|HI|AS|PA|MS|MD))[\s,.]{1,2}\d{5}(?:-\d{4})?\b"
    r"|\b(?!T\dN\dM\d)[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d\b|"
    r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[ABD-HJLNP-UW-Z]{2}\b"
)
_BOX = re.compile(
    r"(?i:\bp\.?\s?o\.?\s?box\s{1,2}\#?\d{1,8}|\bpost office box\s\d{1,8}|\b(?:apt|apartment|suite|ste|"
    r"apto|flat)\b\.?\s{0,2}(?:no\.?\s?)?\#?\s?(?:\d{1,5}\w?|[a-z]\d{0,4})\b|"
    r"\bunit\s\d{1,5}\sbox\s\d{1,6}|\b(?:rr|hc|rural route)\s\d{1,4},?\sbox\s\d{1,6}|"
    r"\b\d{1,6}\s{1,2}(?:(?:state|us|county|old)\s{1,2})?(?:highway|hwy|route|road|rd)\s{1,2}\d{1,4}\b|"
    r"\b\d{1,3}(?:st|nd|rd|th)\s(?:st|street|ave|avenue|blvd|road|rd|drive)\b|"
    r"(?-i:\b(?:Box|BOX))\s{1,2}\d{1,6}\b|\bpsc\s\d{1,5},?\sbox\s\d{1,6})"
)
_LINE = re.compile(
    r"(?i:(?<![\w.])(?:extn?|xtn|pgr|pager|beeper|dial|tel|telephone|phone|ph|fax|fx|call|cell|mobile|"
    r"page)\b[\s.:\#-]{0,3}(?:(?:to|at|is|no\.?|number|line|machine)[\s:\#]{1,3}){0,2}(?:\d,? (?:then )?)?"
    r"\(?(?:\d{3,6}|\d{1,3}[-. ]\d{2,5}))(?![\w%:/]|[.,~*|=\\]\d|"
    r"\s?(?:mg|ml|times|hours?|days?|weeks?|minutes?|am|pm)\b)"
    r"|(?<![\w.])[xX]\s?\.?\d{4,6}(?!\w|[./]\d)|(?i:\b(?:at|to|call|or|,)\sx\s?\d{3,6})(?!\w)"
    r"|[\[<{(]\d{3}[\]>})]\s{0,2}\d{3}\s?[-. ]\s?\d{4}(?!\w)"
    r"|(?<!\w)\d{3}\s?[~*|:,_\\\u00b7\u2022=]\s?\d{3}\s?[~*|:,_\\\u00b7\u2022=-]\s?\d{4}(?!\w)"
    r"|\+\d{1,3}\s?\(0\)\s?\d[\d .-]{5,14}\d"
)
_ROMAN_MONTH = "(?:I{1,3}|IV|VI{0,3}|IX|XI{0,2}|X)"
_SPOKEN_DAY = re.compile(
    rf"(?<![\w.])[0-3]?\d(?:[./-]{_ROMAN_MONTH}(?:[./-](?:{_YEAR}|'?\d\d))?|\s{_ROMAN_MONTH}\s{_YEAR})(?![\w/])"
    r"|(?i:(?:(?<=\bon )|(?<=\bby )|(?<=\bsince )|(?<=\buntil )|(?<=\bfrom )|(?<=\bthrough ))(?:the\s)"
    r"[0-3]?\d(?:st|nd|rd|th)\b(?=\s?[,.;)]|\s(?:at|and|with|for|by|to|in|she|he|after)\b)"
    r"|(?<![\w.])[0-3]?\d(?:st|nd|rd|th)\s(?:inst|ult|prox|of (?:last|this|next|the) month)\b"
    r"|(?<![\w.])[01]?\d[\\|][0-3]?\d[\\|](?:\d{4}|\d\d)(?!\w)"
    r"|(?:(?<=\bon )|(?<=\bseen )|(?<=\bdos )|(?<=\bdated )|(?<=\bsince )|(?<=\buntil ))"
    r"(?:0[1-9]-[0-3]?\d|1[0-2]-[0-3]\d|[1-9]-[1-3]\d)(?![\w%/-]|\.\d|\s?(?:l|liters?|units?|mg|ml|%|to|hours?|days?|"
    r"weeks?|months?|years?|percent|mmhg|cm|mm|beats|points)\b))"
)
_ROADS = re.compile(
    r"(?i:(?<![\w./-])\d{1,6}\s{1,2}(?:[nsew]\.?\s)?(?:(?:state|us|u\.s\.|county|co\.?|old)\s{1,2})?"
    r"(?:highway|hwy|route|rte?|road|rd|interstate|us|fm|sr|cr)\b[ .-]{1,3}\d{1,4}(?:\s[nsew])?\b"
    r"|\b(?:on|off|along|near|at) (?:(?:state|us|county|old)\s)?"
    r"(?:highway|hwy|route|rte?|interstate)[ .-]{1,3}\d{1,4}\b"
    r"|(?<![\w./-])\d{1,6}\s(?:[nsew]\.?\s)?\d{1,2} mile (?:rd|road)\b"
    r"|(?<![\w./-])\d{2,6}\s(?:[nsew]\.?\s)?[a-z]{3,15}\s(?:street|avenue|ave|blvd|boulevard|road|lane|parkway|st)\b"
    r"(?!\s(?:segment|elevation|depression|change))"
    r"|\b(?:bldg|building|trailer|trlr|spc)\.?\s\#?\d{1,4}[a-z]?\b)"
)
_SUFFIX = "|".join(sorted(w.STREETS, key=len, reverse=True))
_STREET = re.compile(
    r"(?<![\w./-])\#?\d{1,6}(?:-?[A-Za-z])?(?:-\d{1,4})?,?[ \n]{1,2}(?:(?:[NSEW]\.?|[NS]\.?[EW]\.?|North|"
    r"South|East|West)\s)?"
    r"(?:(?:[A-Z][\w'.-]{0,25}|\d{1,3}(?i:st|nd|rd|th)|de|la|le|du|des|del|of|the|van|von|der|den)[ "
    r"\n]{1,2}){0,4}(?:[A-Z][\w'-]{0,25}|\d{1,3}(?i:st|nd|rd|th))[ \n]{1,2}"
    rf"(?i:(?-i:(?=[A-Z]))(?:{_SUFFIX})\b\.?)(?:,?\s(?:[NSEW]{{1,2}}\b\.?|North|South|East|West))?"
)

_NINETY = (
    rf"(?:ninety(?:[- ](?:{_ONES}))?|(?:one|a)[- ]hundred(?:[- ](?:and[- ])?(?:{_CARDINAL}))?|"
    rf"hundred[- ]and[- ]{_CARDINAL})"
)
_AGE = r"(?<![\d.,/$-])(?:9\d|1[0-4]\d)(?![\d%]|[.,/]\d)|\b" + _NINETY + r"\b"
_OLD = re.compile(
    r"(?i:"
    rf"(?:(?P<r>{_AGE})\s?(?:-|to|and|"
    rf"or)\s?)?(?P<a>{_AGE})(?=[\s-]{{0,3}}(?:completed\s)?(?:years?\b(?!\sago)|yrs?\b|yo\b|y/o\b|"
    rf"y\.\s?o\b|y\b(?=[\s./-]{{0,2}}o\b)|jahre|ans\b|años)|(?:yo|y/o|y\.o|yrs?|y)\b)"
    rf"|\b(?:aged?|ages|turned|turning|turns|lived to(?: be)?|(?:died|dead|passed(?: away)?|dies|"
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
    rf"|\bat\s(?P<h>{_AGE})(?=,?\s(?:she|he)\b)"
    r"|\b(?P<f>nonagenarians?|centenarians?|supercentenarians?)\b"
    r"|\b(?:his|her|their|the|in)\s(?:early\s|late\s|mid[\s-]?)?(?P<g>90'?s|100'?s|110'?s|nineties)\b"
    r")"
)
_HEAT = re.compile(
    r"(?i:\b(?:temp\w*|fever|tmax|febrile|degrees)\W{0,4}(?:\w{1,6}\W{1,2})?|\b(?:t|of|to)\W{1,2}|°\W{0,2})\Z"
)
_RESULT = re.compile(
    r"(?i:platelets?|plts?|wbcs?|rbcs?|bnp|ferritin|ck|cpk|count|load|copies|leukocytes|lipase|amylase|"
    r"troponin|d-dimer|dimer|cfu|ast|alt|hcg|cells?|neutrophils?|lymphocytes?|colon(?:y|ies)|psa|afp|"
    r"cost|dollars|usd|\$)"
    r"(?:\s(?:of|was|is|were|at|count|level|to|peaked|rose|fell|from|about|over|under|only|now|still|"
    r"down|up|stable|elevated)){0,3}[\s:=(>~$]{0,3}$"
)
_UNITS = [
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
]
_UNIT = "(?:" + "|".join(sorted(_UNITS, key=len, reverse=True)) + ")"
_MIXED = re.compile(
    rf"\d{{1,6}}(?:[.,]\d{{1,3}})*(?:-\d{{1,4}}(?:\.\d)?)?-?{_UNIT}|q-?\d{{1,2}}(?:-\d{{1,2}})?-?(?:h|hr|"
    rf"hrs|d|min|hours?|wk|weeks?|days?|mo|months?)?"
    r"|[ctls]\d{1,2}(?:-[ctls]?\d{1,2})?|[a-z]\d|[a-z]\d[a-z]|\d[a-z]|[a-z]{2}\d|"
    r"g\d{1,2}p\d{1,2}(?:\d{2,4})?|g\d{1,2}|p\d{4}|[pyc]?t[0-4isx]{1,2}[a-d]?(?:n[0-3x][a-c]?)?(?:m[01x])?"
    r"|hba1c?|a1c|b12|cd\d{1,3}|ca-?125|ca-?19-9|[spft]?[ipav]?o2|co2|[ep]?[at]?co2|hco3|h2o|p2y12|"
    r"sglt-?2|glp-?1|h1n1|h[123]|n95|her-?2|brca-?[12]|covid-?19|sars-cov-2|t[12]dm|5-?fu|d5w|d10w?|d5ns|"
    r"d51/2ns|2d|3d"
    r"|fev1(?:/fvc)?|il-?\d{1,2}|x\d{1,2}|a&ox\d|aox\d|ao\d|\d{1,3}x\d{1,3}(?:x\d{1,3})?(?:cm|mm)?|10e\d|"
    r"factor8|phq-?\d|gad-?\d|cha2ds2(?:-vasc)?|f-?18|tc-?99m?|i-?131|pd-?l?1|hla-b27|jak2|v617f|"
    r"cyp\w{2,4}|hpv-?1[68]|hsv-?[12]"
    r"|\d{1,2}w(?:ks?)?\d?d?|25-oh|ki-?67\d{0,3}|\d{1,2}-oh|ns\d|l\dnc|\d{1,2}l(?:nc)?|ms-?drg-?\d{1,3}|"
    r"drg-?\d{1,3}|[a-t,v-z]\d[0-9a-z]\.[0-9a-z]{1,4}|[a-tv-z]\d[0-9a-b]|icd-?10(?:-?(?:cm|pcs))?|icd-?9|"
    r"icd-?o-?3|\d{1,2}(?:hr|h)|\d0s|f\d{1,2}\.\d{1,3}|w\d|iv\d|3v|12l",
    re.IGNORECASE,
)
_PLATE = re.compile(r"[A-Z]{1,4}-?\d{2,5}-?[A-Z]{0,3}|\d{1,5}-?[A-Z]{2,4}-?\d{0,4}")


def _without_year(start: int, found: str) -> tuple[int, int]:
    """Where day and month of a date stand: the year beside them stays, unless it tells of an age over 89."""
    whole = start, start + len(found)
    years = list(re.finditer(rf"(?<!\d){_YEAR}(?!\d)", found))
    if len(years) != 1 or int(years[0][0]) < FIRST_YEAR:
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


def _shapes(text: str) -> Iterator[Found]:
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
        first = re.search(r"[\d\[<{(+]", match[0])
        yield Found(match.start() + (first.start() if first else 0), match.end(), "PHONE", "[PHONE]")
    for pattern in (_ZIP, _BOX, _STREET, _ROADS):
        for match in pattern.finditer(text):
            if not _measured(match[0]):
                yield Found(*match.span(), "PLACE", "[PLACE]")
    for match in _CUED.finditer(text):
        counted = re.match(
            r"(?i)\W{0,3}(?:mg|ml|units?|days?|weeks?|years?|months?|hours?|%|percent)",
            text[match.end() : match.end() + 12],
        )
        if re.fullmatch(r"\d{1,3}(?:\.\d+)?", match[1]) and counted:
            continue
        parts = list(re.finditer(r"\S+", match[1]))
        plated = re.search(r"(?i)plate|licen|registr|tag|vehicle", match[0][: match.start(1) - match.start()])
        if not plated:
            parts = parts[1:] if len(parts) > 1 and _is_word(parts[0][0]) else parts
        kept = (
            len(parts)
            if plated
            else next((i for i, part in enumerate(parts) if i and _is_word(part[0])), len(parts))
        )
        yield Found(match.start(1) + parts[0].start(), match.start(1) + parts[kept - 1].end(), "ID", "[ID]")
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
    second = text.split()[1].lower().rstrip(".,") if len(text.split()) > 1 else ""
    return second in _UNITS and not re.fullmatch(r"[nsew]|st|c|w|l|p|m|d|f", second)


def _dates(text: str, whole: list[tuple[int, int]]) -> Iterator[Found]:
    """Dates without their years; `whole` takes where they stand with them."""
    for match in _near(text, _date_places(text), _DATE):
        found = match[0]
        numbers = re.fullmatch(r"(\d{1,2})\s?[-/._ ]\s?(\d{1,2})\s?[-/._ ]\s?'?\d{2,4}", found)
        if numbers and not _day_and_month(int(numbers[1]), int(numbers[2])):
            continue
        if re.fullmatch(r"\d{1,2}\.\s+(?:May|March|Mar|August)", found):
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
    for match in _MONTH_ALONE.finditer(text):
        yield Found(*match.span(), "DATE", "[DATE]")
    for match in _OLD_YEAR.finditer(text):
        yield Found(*match.span(1 if match[1] else 0), "DATE", "[DATE]")
    for match in _PART_DATE.finditer(text):
        first, second = int(match[1]), int(match[2])
        before = text[max(0, match.start() - 24) : match.start()]
        if not _day_and_month(first, second):
            continue
        until = _UNTIL.match(text, match.end())
        ranged = until and _day_and_month(int(until[1]), int(until[2])) and int(until[2]) != second
        sure = ranged or _EVENT.search(before) or (match[1].startswith("0") and second not in (0,))
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


def _numbers(text: str) -> Iterator[Found]:
    """Telephone, account and other numbers: runs of digits too long, or too oddly split, to be a value."""
    for match in _RUN.finditer(text):
        run = match[0].rstrip("( ") if "(" in match[0] else match[0].rstrip("() ")
        groups = re.findall(r"\d+", run)
        count = sum(map(len, groups))
        if count < 6 or (count < 7 and not ("-" in run and len(groups) > 2)):
            continue
        if _values(
            run,
            groups,
            count,
            text[match.end() : match.end() + 12],
            text[max(0, match.start() - 30) : match.start()],
        ):
            continue
        kind = "ID" if re.fullmatch(r"\d{3}[- ]\d{2}[- ]\d{4}", run) else "PHONE" if count <= 15 else "NUMBER"
        yield Found(match.start(), match.start() + len(run), kind, f"[{kind}]")
    for match in re.finditer(r"(?<![\w.])(?<!\d,)\+?\d{5,40}(?!\w|,\d{3})", text):
        after, before = text[match.end() : match.end() + 14], text[max(0, match.start() - 40) : match.start()]
        small = len(match[0]) < 8 and match[0][0] != "+"
        if (
            len(match[0]) == 5
            and re.search(
                r"(?i)\b(?:cpt|hcpcs|(?<!zip\s)(?<!postal\s)(?<!area\s)(?<!pin\s)codes?|procedures?|"
                r"e/m|coded|billed|billing|charged?)\W{0,3}(?:(?:as|for|was|with|to|from|level)\W{1,2}){0,2}"
                r"(?:\d{5}\W{1,2})?$",
                before,
            )
            and not re.search(r"(?i)(?:zip|postal|area|pin)\s{1,3}code\W{0,3}$", before)
        ):
            continue
        if small and (
            re.match(rf"(?i)\s?(?:{_UNIT}|/|cells|copies|x\s?10|per)\b|\s?/", after) or _RESULT.search(before)
        ):
            continue
        yield Found(*match.span(), "NUMBER", "[NUMBER]")


def _values(run: str, groups: list[str], count: int, after: str, before: str) -> bool:
    """Whether a run of digits is a list of values rather than one number."""
    spaced = not re.search(r"[-./()+]", run)
    year = [re.fullmatch(r"(?:19|20)\d\d", group) is not None for group in groups]
    if re.fullmatch(r"7\.\d{1,2}(?:/\d{1,3}(?:\.\d)?){2,4}|[1-9]\d{0,3}/\d{1,4}", run):
        return True  # blood gases; in and out
    if all(year) or (
        len(groups) == 2 and re.match(rf"(?i)\s?(?:{_UNIT}|/)\b|\s?/|\s?%", after) and "(" not in run
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


def _ages(text: str) -> Iterator[Found]:
    for match in _OLD.finditer(text):
        if match["d"] and _HEAT.search(text[max(0, match.start() - 16) : match.start()]):
            continue
        if match["a"] and re.match(r"\s?-?pack", text[match.end("a") : match.end("a") + 6]):
            continue
        for group in match.groupdict():
            if match[group]:
                yield Found(*match.span(group), "AGE", "[AGE 90+]")


# --- what has none ----------------------------------------------------------------------------------------


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
    "FACOG CNM CRNA APRN DNP DPT PT OT SLP RD LDN CMA CNA EMT RRT RT MPH MBA MS MA BS JD ESQ ODS CTR "
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
    r"(?i)\b(?:work(?:s|ed|ing)? (?:for|at)|employed (?:by|at|with)|employer:?|retired from|laid off "
    r"(?:by|from))\s{1,2}"
)
# A person stands after these, whatever the word.
_PERSON = re.compile(
    r"(?i)\b(?:query to|(?:dictated|signed|reviewed|transcribed|entered|verified|witnessed|seen|performed|"
    r"exam|notified) by|family at bedside|emergency contact|next of kin|guarantor|notified|dear|referring|"
    r"attending|cc|re|will see|contact|sent out to|(?:husband|wife|son|daughter|mother|father|brother|"
    r"sister|partner|spouse|friend|aunt|uncle|cousin|niece|nephew),)\s?:?[ \n]{1,3}"
)
_DEGREES = _CREDENTIALS - _set("DO MA MS PA OT PT RT RD CTR OD BS EMT ODS")
_ACTS = _set("refused refuses rents lives c/o c resides drives smokes denies feels states reports")
_AFTER_FIRM = _set("until till since as in for from who where when but he she they with on before after the")
# What a form calls a person; what follows the colon is a name.
_FIELD = re.compile(
    r"(?i)\b(?:name|patient|pt|attending|referring|provider|physician|surgeon|author|cc|guarantor|"
    r"subscriber|contact|next of kin|by)\s?:[ \t]{0,4}"
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
_MEASURES = frozenset(_UNITS)
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


def _words(text: str, original: str, places: list[int] | None, taken: list[Found]) -> Iterator[Found]:
    vocabulary = w.vocabulary()
    hidden = bytearray(len(text) + 1)
    for found in taken:
        hidden[found.start : found.end] = b"\x01" * (found.end - found.start)
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
                if _is_code(piece, vocabulary):
                    yield Found(start, start + len(piece), "ID", "[ID]")
                continue
            here = start if places is None else places[start]
            there = start + len(piece) if places is None else places[start + len(piece) - 1] + 1
            foreign = not plain and not original[here:there].replace("\u2019", "'").isascii()
            tokens.append(_Word(start, start + len(piece), piece, foreign))
    yield from _judge(text, tokens, vocabulary, hidden)


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


def _is_code(piece: str, vocabulary: dict[str, str]) -> bool:
    """Whether letters mixed with digits are a number of something rather than a value."""
    bare = piece.rstrip("'")
    if re.fullmatch(
        r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,4}(?:\.\d{1,4})?(?:-\d{1,4}(?:\.\d{1,4})?)?|\d{1,4}\.\d{1,6}|"
        r"\d+'?s|'?\d{1,4}",
        bare,
    ):
        return False
    if re.fullmatch(r"[\d.,'-]+", bare):
        return not bare.isdigit() and sum(letter.isdigit() for letter in bare) > 4
    if _MIXED.fullmatch(bare):
        return False
    if "_" in bare:
        return not all(_ordinary(part) for part in bare.lower().split("_") if part)
    parts = re.split(r"[-_.]", bare)
    if len(parts) > 2 and sum(map(str.isdigit, parts)) > 1 and sum(map(str.isdigit, bare)) > 5:
        return True
    if _PLATE.fullmatch(bare) and not (parts[0] in w.ABBREVIATIONS and len(parts) == 2 and len(parts[1]) < 3):
        return True
    for part in parts:
        if part.isdigit() and (len(part) < 4 or (re.fullmatch("(?:19|20)..", part) and len(parts) < 3)):
            continue
        if part and not any(letter.isdigit() for letter in part):
            if (part.islower() and _stays(part, vocabulary) is not None) or part.upper() in w.ABBREVIATIONS:
                continue
            if part.lower() in w.capitalised() or "n" not in vocabulary.get(part.lower(), "n"):
                continue
        elif _MIXED.fullmatch(part):
            continue
        return True
    return False


_STATES = re.compile(
    r"\b(?i:new[ \n]+(?:mexico|hampshire|jersey|york(?! city))|(?:north|south)[ \n]+(?:dakota|carolina)|"
    r"west[ \n]+virginia|rhode[ \n]+island)\b"
)


def _judge(text: str, tokens: list[_Word], vocabulary: dict[str, str], hidden: bytearray) -> Iterator[Found]:
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
    for match in _STATES.finditer(text):
        i = bisect.bisect_left(tokens, match.start(), key=lambda token: token.start)
        while i < count and tokens[i].end <= match.end():
            gone[i], fixed[i] = 0, 1
            i += 1
    _by_neighbours(text, tokens, lows, marks, gone, doubt, firsts, plain, fixed)
    yield from _spans(text, tokens, gone)


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
    if mark is not None and not set(mark) & set("gnm") and set(mark) & set("cb"):
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


# First and second words of names in two words: Ann Arbor, Lou Gehrig, Salter Harris.
_SPLIT = _set(
    "lou bence baker von west charcot stokes osgood rocky cheyne guillain wolff ann salter child swan "
    "jackson duke"
)
_SCORES = _set(
    "gleason karnofsky mallampati breslow ranson morse braden killip clark fitzpatrick apgar glasgow "
    "pugh norton rankin"
)
_SECOND = _set("arbor gehrig harris stokes barre jones nile willebrand pugh ganz pratt marie")


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
        return 0 if label and label[1].lower() in _LABELS else 1
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
            and (low in _LABELS or low == "with")
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
        i = bisect.bisect_left(tokens, match.end(), key=lambda token: token.start)
        j = i
        while (
            j < count
            and j < i + 6
            and not (plain[j] == 0 and len(lows[j]) > 1 and tokens[j].text in _SMALL)
            and not re.search(
                r"[^ ,.'^-]", text[tokens[j - 1].end if j > i else match.end() : tokens[j].start]
            )
        ):
            j += 1
        if any(gone[n] or (titled(n) and not plain[n] and nameword(n)) for n in range(i, j)):
            for n in range(i, j):
                if lows[n] not in _HONORIFICS and (lows[n] not in w.capitalised() or gone[n] or nameword(n)):
                    gone[n] = 1
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
        if tokens[i].text.islower() or lows[i] in _HONORIFICS | _LABELS or lows[i].upper() in _DEGREES:
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
            and not (firsts[i] and not plain[i] and after != "co")
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
    for match in _ZIP.finditer(text):  # Ann Arbor, NC 20999
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
        return re.match(r"[,.;:)]", text[tokens[j].end : tokens[j].end + 1]) is not None or firsts[j] == 2
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
    if gap == "-":
        return bool(title or (plain[j] and mark is not None and "c" not in mark))
    if (low in _HONORIFICS and (left or low not in _SUFFIXES)) or (left and low in _KIN):
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
        and low not in w.capitalised()
    ):
        return True
    if low in _PARTICLES:
        k = j - 1 if left else j + 1
        beyond = 0 <= k < len(tokens) and bool(gone[k])
        foreign = mark is None or low in (
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
            return low not in _MODAL and (
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
        house = re.search(r"(?<![\w./-])\d{1,5}(?:-?[a-zA-Z])?,?\s{1,2}$", text[max(0, start - 11) : start])
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


# --- all together -----------------------------------------------------------------------------------------


_PART = re.compile(r"[^\W_]+")


def _known(text: str, known: Collection[str], names: Collection[str]) -> Iterator[Found]:
    """The strings that are known, whatever stands between their parts and however they are written."""
    numbers: list[str] = []
    single: set[str] = set()
    several: dict[str, list[tuple[list[str], str]]] = {}
    for value in known:
        parts = _PART.findall(_fold(value)[0].lower())
        digits = "".join(parts)
        if (not parts and value.strip()) or (
            any(sign in value for sign in "\\[](){}*+?^$|") and value.strip()
        ):  # signs only: as they stand
            yield from (
                Found(*match.span(), "ID", "[ID]") for match in re.finditer(re.escape(value.strip()), text)
            )
        if digits.isdigit() and len(digits) > 3:
            numbers.append(digits)
        elif len(parts) == 1:
            single.add(parts[0])
        elif parts:
            kind = "EMAIL" if "@" in value else "PLACE" if any(map(str.isdigit, digits)) else "NAME"
            several.setdefault(parts[0], []).append((parts, kind))
    if numbers:
        yield from _known_numbers(text, numbers)
    if not single and not several and not names:
        return
    cased = text != text.lower()
    tokens = [(match.start(), match.end(), match[0].lower()) for match in _PART.finditer(text)]
    for i, (start, end, low) in enumerate(tokens):
        if low in single and (len(low) > 1 or text[start].isupper()):
            yield Found(start, end, *(("ID", "[ID]") if low[-1].isdigit() else ("NAME", "[NAME]")))
        elif low in names and (text[start].isupper() or not cased):
            yield Found(start, end, "NAME", "[NAME]")
        for parts, kind in several.get(low, ()):
            last = tokens[i : i + len(parts)]
            if [part for _, _, part in last] == parts and all(
                b[0] - a[1] < 5 for a, b in itertools.pairwise(last)
            ):
                yield Found(start, last[-1][1], kind, f"[{kind}]")


def _known_numbers(text: str, numbers: list[str]) -> Iterator[Found]:
    """Numbers that are known, with up to three signs between two of their digits."""
    places = [place for place, letter in enumerate(text) if letter.isdigit()]
    digits = "".join(text[place] for place in places)
    for number in numbers:
        at = digits.find(number)
        while at >= 0:
            found = places[at : at + len(number)]
            inside = all(b - a < 5 and not text[a + 1 : b].isalnum() for a, b in itertools.pairwise(found))
            before = text[found[0] - 1] if found[0] else " "
            after = text[found[-1] + 1 : found[-1] + 2]
            if inside and not before.isdigit() and not after.isdigit():
                yield Found(found[0], found[-1] + 1, "ID", "[ID]")
            at = digits.find(number, at + 1)


def _merge(found: Iterable[Found]) -> list[Found]:
    """Overlapping finds as one: the longer says what it is."""
    merged: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if merged and one.start < merged[-1].end:
            last = merged[-1]
            if one.end > last.end:
                longer = one if one.end - one.start > last.end - last.start else last
                merged[-1] = Found(last.start, one.end, longer.kind, longer.instead)
        else:
            merged.append(one)
    return merged


_TAIL = re.compile(
    r"(?i)[,\s]{1,3}(?:\#\s?|(?:unit|apt|suite|ste|no|fl|floor|rm|room)\.?\s{0,2}\#?)\d{1,5}[a-z]?\b"
)


def _joined(found: list[Found], text: str) -> list[Found]:
    """Names side by side as one: a known first name, and a surname that no vocabulary has."""
    joined: list[Found] = []
    for one in found:
        if one.kind == "PLACE":
            tail = _TAIL.match(text, one.end)
            one = one._replace(end=tail.end()) if tail else one
        last = joined[-1] if joined else None
        if last and one.start < last.end:
            joined[-1] = last._replace(end=max(last.end, one.end))
            continue
        if last and last.kind == one.kind == "NAME" and text[last.end : one.start] in (" ", "-", ", "):
            joined[-1] = last._replace(end=one.end)
        else:
            joined.append(one)
    return joined


def find(text: str, known: Collection[str] = (), names: Collection[str] = frozenset()) -> list[Found]:
    """List the identifiers of a free text in their order.

    Parameters
    ----------
    text : str
        The text.
    known : collection of str
        What goes wherever it stands, however it is written.
    names : collection of str
        Single names in small letters that go where they are capitalised: they may be words as well.

    Returns
    -------
    list of Found
        Places in the text as given.

    Examples
    --------
    >>> [(one.kind, one.start, one.end) for one in find("Seen by Dr. Quigley on 3/4/2026.")]
    [('NAME', 12, 19), ('DATE', 23, 26)]
    """
    folded, places = _fold(text)
    whole: list[tuple[int, int]] = []
    dates = list(_dates(folded, whole))
    rest = folded
    for start, end in sorted(whole, reverse=True):
        rest = rest[:start] + "\0" * (end - start) + rest[end:]
    shaped = _merge([*dates, *_shapes(rest), *_numbers(rest), *_ages(folded), *_known(folded, known, names)])
    named = _words(folded, text, places, [*shaped, *(Found(*span, "DATE", "") for span in whole)])
    merged = _joined(_merge([*shaped, *named]), folded)
    if places is None:
        return merged
    return [Found(places[f.start], places[f.end - 1] + 1, f.kind, f.instead) for f in merged]
