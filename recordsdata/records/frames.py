"""Names that a frame on both sides gives away: "Patient: amber kind, MRN", "Statement for Man Cook, account".

One neighbour leaves doubt, so the vocabulary has a say there. With a frame on both sides nothing else can
stand between, and every word goes but those that are nobody's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from recordsdata.records import cues
from recordsdata.records import words as w

__all__ = ["framed"]

_KIN = "|".join(sorted(cues.KIN - {"named", "doctor"} | {"stepson", "stepdaughter", "stepmother"}))
_LETTER = r"(?:[^\W\d_]|['-])"
_WORD = rf"(?:(?:[A-Z]\.){{1,2}}|St\. [A-Z]{_LETTER}{{1,24}}|[a-z]?[A-Z]{_LETTER}{{0,24}}(?!\w))"
_ANY = rf"(?:(?:[A-Z]\.){{1,2}}|[^\W\d_]{_LETTER}{{0,24}}(?!\w))"
_GAP = r"""(?:,? |,|/|\^|,?\n| ["'(]{1,2}|["')]{1,2} )"""
_OF = r"(?:(?i:van|von|de|der|den|del|della|di|la|le|dos|das|da|el|al|mac|an|ter|y)[ \n])"
_JUNIOR = r"(?:,? (?:Jr|Sr)\.)?"
# A name as it is written within a sentence, and in a form, where it may be in small letters.
_NAME = rf"(?P<name>{_OF}{{0,3}}{_WORD}(?:{_GAP}{_OF}{{0,3}}{_WORD}){{0,3}}){_JUNIOR}"
_LINE = rf"(?P<name>{_OF}{{0,3}}{_WORD}(?: {_OF}{{0,3}}{_WORD}){{0,3}})"
_FIELD = rf"(?P<name>{_ANY}(?:{_GAP}{_ANY}){{0,4}}?){_JUNIOR}"
_FIRM = rf"(?P<name>{_WORD}(?:(?:,? (?:(?i:and|&)[ \n])?|,?\n(?:(?i:and|&) )?){_WORD}){{0,4}})"
_WAYS, _STATES = "|".join(sorted(w.STREETS)), "|".join(sorted(w.STATES))
_START = r"(?:\A|\n|[.;:!?][ \n]|\d ?(?:[AaPp]\.?[Mm]\.?|hrs)?:? )"
_LETTERS = (
    r"(?:MD|M\.D\.|DO|RN|NP|PA-C|PT|RHIA|RHIT|CCS|LCSW|MSW|BSN|CNA|APRN|DPM|PharmD|PHARMD|MBBS)(?![\w'-])"
)
_REACHED = (
    r"(?:(?i:desk |work |cell )?(?i:ext(?:ension)?|pager|phone|tel|fax)\b|(?i:certificate|badge|bar no|report "
    r"number)\b|[\w.+-]+@|\+?\(?\d)"
)
_NEXT = (
    r"(?i:(?=[,;]?[ \n]{1,2}(?:\| )?\(?(?:date of birth|d\.?o\.?b\b|born\b|birth ?date|mr ?#|mrn\b|"
    r"medical rec|med rec|unit no|hospital no|record[ \n](?:no|number)|acc(?:oun)?t\b|accession|ssn\b|"
    r"social security|age \d|medicare)))"
)
# In these, nothing but a name stands.
_SURE = (
    rf"(?i:\b(?:patient(?:'s)?(?: name)?|name|subscriber(?: name)?):? ?\n?){_FIELD}{_NEXT}",
    rf"(?i:\bstatement for[ \n]){_FIELD}(?=, (?i:account|acct))",
    rf"(?:\A|\n){_FIELD}(?= \((?:MR ?#|MRN|DOB|born|BORN))",
    rf"(?:\A|\n){_FIELD}(?= +(?:DOB|MRN|D\.O\.B\.)\b)",
    rf"(?i:\bper[ \n]){_NAME}(?=, (?i:{_KIN})\b)",
    rf"(?i:\bmet with[ \n]){_NAME}(?= (?i:and the partner)\b)",
    rf"(?i:\b(?:bring|went over with)[ \n]){_NAME}(?=[ \n](?i:to the visit|and[ \n](?:{_KIN}))\b)",
    rf"(?i:\bsees[ \n]){_NAME}(?= on \d)",
    rf"\) (?i:and)[ \n]{_NAME}(?=[ \n]\(\d{{1,3}}\))",
    rf"(?i:\b(?:bedside:|call)[ \n]){_NAME}(?=(?: (?i:and)[ \n][A-Z]|,[ \n](?i:sponsor)))",
    rf"(?i:\bbedside: [\w' -]{{2,40}} and[ \n]){_NAME}(?=\.)",
    rf"(?i:\bbrought in by[ \n]){_NAME}(?= (?i:on) )",
    rf"(?i:\bsupervisor[ \n]){_NAME}(?=[ \n](?i:at) )",
    rf"(?i:\bproxy is[ \n]){_NAME}(?=, (?i:reached))",
    rf"(?i:\bdr\b\.? ?){_LINE}(?=[,.;)]| (?i:on|at) )",
    rf"(?i:\bdr\b\.? ){_NAME}(?=, \+?\(?\d)",
    rf"/s/ {_NAME}(?= \d| (?i:mon|tues|wednes|thurs|fri|satur|sun)day)",
    rf"(?i:\bto monitor\. ){_LINE}(?=\n|[ ][A-Z]\w+ )",
    rf"(?i:\bof[ \n]){_NAME}(?=(?:[ \n](?i:asks for)|, (?i:died))\b)",
    rf"(?i:\bbelongs? to[ \n]){_NAME}(?=, (?i:record)\b)",
    rf"(?i:\b(?:retired from|employed by|vendor|employer:?|that)[ \n]){_FIRM}(?=,? P\.C\.)",
    rf"(?i:\b(?:vendor|employer:?)[ \n]){_FIRM}(?=\.[ \n]|, (?i:work phone))",
    rf"(?i:\b(?:{_WAYS})\.?,? |\bbox \d+,? )(?P<name>(?i:{_STATES}))(?=,?[ \n](?:(?i:{_STATES})\b|[A-Z]{{2}} \d))",
    rf"(?i:\battend school in[ \n]){_NAME}(?=\.)",
)
# In these, no word does that is not a name as well, unless one beside it is a name.
_LIKELY = (
    rf"(?i:(?:\A|\n|[.;:] |\| |\d )(?:re|regarding|pt):? ?\n?){_FIELD}{_NEXT}",
    rf"(?i:\b(?:letter to|images of)[ \n]){_FIELD}(?=, (?:\d|[A-Z]\d|PO\b|P\. ?O\.)| (?i:were)\b)",
    rf"(?i:\blabell?ed:? )\"{_FIELD}(?=, (?:[A-Z]{{1,3}}-?\d|\d|(?i:left|right)\b))",
    rf"(?:(?i:\b(?:signed|contact|notified|information|discussed with|before|officer|nurse|therapist|to|by|"
    rf"with|assistant|log|see):?[ \n])|/s/ ){_NAME}(?=,? {_LETTERS})",
    rf"{_START}(?!(?i:will see)\b){_NAME}(?=,? {_LETTERS})",
    rf"{_START}{_NAME}(?=[ \n](?i:is an? \d+[ -](?:day|week|month|year)s?[ -]old)\b)",
    rf"(?i:\b(?:county[\w ]{{0,12}}:|in)[ \n])(?P<name>{_WORD})(?= county\b)",
    rf"(?i:\b(?:home|lives)[ \n]with[ \n]){_LINE}(?=\.(?:\s|\Z))",
    rf"(?i:\bfound down by (?:\w+ )?){_LINE}(?=,)",
    rf"(?i:\b(?:signed|contact|information|officer|nurse|therapist|by|log):?[ \n]){_NAME}"
    rf"(?=, {_REACHED}| (?i:date:|at the\b))",
    rf", {_LETTERS}, (?P<name>[a-z]+(?:[-.][a-z\d]+)?)(?=, (?:\d|[A-Z][a-z]{{2}}))",
    rf"(?:(?i:\b(?:{_KIN}|children|subscriber|contact|guarantor|bedside|call|member|roommate|neighbor|"
    rf"home with|lives with)[,:]?[ \n])|[;.] )"
    rf"{_NAME}(?=(?:,[ \n](?:(?i:an? (?:{_KIN})|sponsor|dob|ssn|reads|moved in|at \d+|tel)\b|{_REACHED})|"
    rf"[ \n](?i:had \w+ cancer|will drive|may be called|works)|[ \n]\((?i:{_KIN}|\d{{1,3}})\)))",
    rf"{_START}(?P<name>{_WORD})'s[ \n](?=(?i:{_KIN})\b|[A-Z][\w-]+ (?:catheter|line|probe|drain|monitor|lift)\b)",
    rf"{_START}{_NAME}(?=[ \n](?i:(?:was|is)[ \n](?:taken|admitted|employed|brought in|seen in)\b|received from|"
    rf"enrolled on|reports \d+|returns for|lives with|did[ \n](?:the|\d+)|verbalized|moved during|tolerated[ \n]well|"
    rf"will return on|c/o|slept \d+|asks about|ate (?:lunch|breakfast|dinner)|feels well|denies|and[ \n][\w-]{{1,20}}"
    rf"[ \n]agree)\b)",
    rf"\band[ \n]{_NAME}(?=[ \n](?i:agree)[.\n])",
)
_FRAMES = [(re.compile(frame), frame in _SURE) for frame in (*_SURE, *_LIKELY)]
# They are nobody's name, though these frames fit round them.
_NEVER = (
    (cues.FUNCTION - {"per", "an", "will", "may", "can", "each", "about", "so", "man", "woman", "very"})
    | cues.NEXT_FIELDS
    | cues.split("see sincerely regards thanks medicine general")
)
# Nor are these, unless more of a name stands before them: Patient was taken, but Bill Doctor was.
_NOT_FIRST = (cues.LABELS | cues.ROLES | cues.KIN) - {"mentor"}
_AHEAD = _NOT_FIRST | cues.HONORIFICS | cues.split("dear hi notified call contact")


def framed(line: cues.Line) -> Iterator[int]:
    """Find the words between both sides of a frame."""
    for frame, sure in _FRAMES:
        for match in frame.finditer(line.text):
            inside = [
                i
                for i in line.within(*match.span("name"))
                if not (cues.degree(line.tokens[i].text) and line.gaps[i - 1].startswith(","))
            ]
            while len(inside) > 1 and line.lows[inside[0]] in _AHEAD and "," not in line.gaps[inside[0]]:
                inside.pop(0)
            if inside and _somebody(inside, sure, line):
                yield from (
                    i
                    for i in inside
                    if len(line.lows[i]) > 1 and line.lows[i] not in cues.PARTICLES | cues.SUFFIXES
                )


def _somebody(inside: list[int], sure: bool, line: cues.Line) -> bool:
    words = [low for low in (line.lows[i] for i in inside) if len(low) > 1 and low not in cues.PARTICLES]
    if not words:
        return False
    surname = line.gaps[inside[0]].startswith(",") and words[0] not in cues.KIN  # Doctor, Maria
    first = words if len(inside) == 1 else words[surname:-1]
    if set(words) & _NEVER or set(first) & _NOT_FIRST:
        return False
    if sure or any(line.gone[i] or line.nameword(i) for i in inside if len(line.lows[i]) > 1):
        return True
    return all(
        line.capital(i) and "c" not in (line.marks[i] or "") and line.tokens[i].text not in cues.SMALL
        for i in inside
    )
