"""Names that a frame on both sides gives away: "Patient: amber kind, MRN", "Statement for Man Cook, account".

One neighbour leaves doubt, so the vocabulary has a say there. With a frame on both sides nothing else can
stand between, and every word goes but those that are nobody's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from recordsdata.records import cues

__all__ = ["framed"]

_KIN = "|".join(sorted(cues.KIN - {"named", "doctor"} | {"stepson", "stepdaughter", "partner"}))
_WORD = r"(?:(?:[A-Z]\.){1,2}|St\. [A-Z][\w'-]{1,24}|[A-Z][\w'-]{0,24})"
_SMALL = r"(?:(?:[A-Z]\.){1,2}|[^\W\d_][\w'-]{0,24})"
_GAP = r"""(?:,? |,|\n|/|\^|,\n| ["'(]{1,2}|["')]{1,2} )"""
_PARTICLES = r"(?:(?:van|von|de|der|den|del|della|di|la|le|dos|das|da|el|al|mac|an|ter|y)[ \n])"
# A name, as it is written within a sentence and in a form; the second may be in small letters.
_NAME = rf"(?P<name>{_PARTICLES}{{0,3}}{_WORD}(?:{_GAP}{_PARTICLES}{{0,3}}{_WORD}){{0,3}})"
_FIELD = rf"(?P<name>{_SMALL}(?:{_GAP}{_SMALL}){{0,4}}?)"
_START = r"(?:\A|\n|[.;:!?][ \n]|\d(?:[ap]m| hrs)?:? |\xb7 )"
_LETTERS = r"(?:MD|M\.D\.|DO|RN|NP|PA-C|PT|RHIA|RHIT|CCS|LCSW|MSW|BSN|CNA|APRN|DPM|PharmD|PHARMD|MBBS)\b"
_REACHED = (
    r"(?:(?:desk |work |cell )?(?:ext(?:ension)?|pager|phone|tel|fax)\b|certificate|badge|bar no|report number|"
    r"[\w.+-]+@|\+?\(?\d)"
)
_FRAMES = [
    re.compile(frame)
    for frame in (
        # A field of a form, up to the next one.
        rf"(?i:(?:\A|\n|[.;] |\| |\d )(?:re|regarding|pt|patient(?:'s)?(?: name)?|name|subscriber(?: name)?):? ?\n?)"
        rf"{_FIELD}(?i:(?=[,;]?[ \n]{{1,2}}(?:\| )?\(?(?:date of birth|d\.?o\.?b\b|born\b|birth ?date|mr ?#|mrn\b|"
        rf"medical rec|med rec|unit no|hospital no|record (?:no|number)|acc(?:oun)?t\b|accession|ssn\b|"
        rf"social security|age \d|medicare)))",
        rf"(?i:\b(?:statement for|letter to|images of)[ \n]){_FIELD}(?=, (?:account|acct|\d|[A-Z]\d|PO\b|P\. ?O\.)|"
        rf" were\b)",
        rf"(?i:\blabell?ed:? )\"{_FIELD}(?=, )",
        rf"(?:\A|\n){_FIELD}(?= \((?:MR ?#|MRN|DOB|born|BORN))",
        rf"(?:\A|\n){_FIELD}(?= +(?:DOB|MRN#?|D\.O\.B\.):? ?\d)",
        # Who signs, is told, or can be reached.
        rf"(?:(?i:\b(?:signed|contact|notified|information|discussed with|before|officer|nurse|therapist|to|by|"
        rf"with|assistant|log|see):?[ \n])|/s/ |{_START}){_NAME}(?=,? {_LETTERS})",
        rf"(?i:\b(?:signed|contact|information|officer|nurse|therapist|by|log):?[ \n]){_NAME}"
        rf"(?=, {_REACHED}| (?i:date):)",
        rf"(?i:\b(?:login|user|user id)[ \n])(?P<name>[a-z]+[-_.][a-z]+)(?=, )",
        rf", {_LETTERS}, (?P<name>[a-z]+(?:[-_.][a-z\d]+)?)(?=, (?:\d|[A-Z][a-z]{{2}}))",
        # Who somebody is to the patient.
        rf"(?i:\bper[ \n]){_NAME}(?=, (?i:{_KIN})\b)",
        rf"(?:(?i:\b(?:{_KIN}|children|subscriber|contact|guarantor|bedside|call|member|roommate|neighbor)[,:]?[ \n])|[;.] )"
        rf"{_NAME}(?=(?:,[ \n](?i:an? (?:{_KIN})|sponsor|dob|ssn|reads|moved in)|[ \n](?i:had \w+ cancer|"
        rf"will drive|may be called|works)|[ \n]\((?i:{_KIN}|\d{{1,3}})\)))",
        rf"\) and[ \n]{_NAME}(?=[ \n]\(\d{{1,3}}\))",
        rf"(?i:\bmet with[ \n]){_NAME}(?= (?i:and the partner)\b)",
        rf"(?i:\b(?:bring|went over with)[ \n]){_NAME}(?=[ \n](?i:to the visit|and (?:{_KIN}))\b)",
        # Whom something is said of that is said of nobody but a person.
        rf"{_START}(?P<name>{_WORD})'s[ \n](?=(?i:{_KIN})\b)",
        rf"{_START}{_NAME}(?=[ \n](?i:(?:was|is)[ \n](?:taken|admitted|employed|brought in|seen in)\b|received from|"
        rf"enrolled on|reports \d|returns for|lives with|did (?:the|\d)|verbalized|moved during|tolerated[ \n]well|"
        rf"will return on|c/o|slept \d|asks about|ate (?:lunch|breakfast|dinner)|feels well|denies|and[ \n][\w-]{{1,20}} "
        rf"agree)\b)",
        rf"\band[ \n]{_NAME}(?=[ \n](?i:agree)[.\n])",
    )
]
# They are nobody's name, though these frames fit round them.
_NEVER = (
    cues.FUNCTION - {"per", "an", "will", "may", "can", "each", "about", "so", "man", "woman"}
) | cues.NEXT_FIELDS | cues.split("call see sincerely regards thanks notified medicine general")
# Nor are these, unless more of a name stands before them: Patient was taken, but Bill Doctor was.
_NOT_FIRST = cues.LABELS | cues.ROLES | cues.KIN
_BESIDE_NAMES = cues.PARTICLES | cues.SUFFIXES | cues.HONORIFICS


def framed(line: cues.Line) -> Iterator[int]:
    """Find the words between both sides of a frame."""
    for frame in _FRAMES:
        for match in frame.finditer(line.text):
            inside = [
                i
                for i in line.within(*match.span("name"))
                if len(line.lows[i]) > 1
                and line.lows[i] not in _BESIDE_NAMES
                and not (cues.degree(line.tokens[i].text) and line.gaps[i - 1].startswith(","))
            ]
            if inside and _somebody(inside, line):
                yield from inside


def _somebody(inside: list[int], line: cues.Line) -> bool:
    words = [line.lows[i] for i in inside]
    surname = line.gaps[inside[0]].startswith(",")  # Doctor, Maria
    first = words[:1] if len(words) == 1 else words[surname:-1]
    if set(words) & _NEVER or set(first) & _NOT_FIRST:
        return False
    return all(
        line.gone[i]
        or line.nameword(i)
        or (line.capital(i) and "c" not in (line.marks[i] or ""))
        for i in inside
    )
