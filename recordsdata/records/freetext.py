"""Find identifiers in free text: what has a shape, what has none, and what is known beforehand.

Shapes and names are found in plain text, one letter for one letter; `find` gives the places in the text as it
was written.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence

from recordsdata.records import names as n
from recordsdata.records import shapes as s
from recordsdata.records.shapes import FIRST_YEAR, Found

__all__ = ["FIRST_YEAR", "Found", "find"]


# --- one letter for one letter, so that places in the folded text are places in the text -----------------

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u30fc\uff70"
_QUOTES = "\u2018\u2019\u201b\u02bc\u02b9\u0060\u00b4\uff07"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02"
_DOTS = "\u00b7\u2022\u2027\u2219\u22c5\u30fb"
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


_DOUBLE = re.compile(r"(?<! )  (?! )")
_BEFORE_COMMA = re.compile(r"(?<=[A-Za-z]) (?=, )")
# The dots of a form, from a label to what it asks for: SSN........ 4471
_LEADER = re.compile(r"(?<=[A-Za-z)])[._\u2026]{4,80}(?= ?[\w(#+:])|(?<=[A-Za-z)])\u2026{1,3}(?= ?[\d(#+])")


def _plain(letter: str) -> str:
    """The plain letter, digit or sign for any other; "" for what has no width."""
    if letter in _DASHES:
        return "-"
    if letter in _QUOTES:
        return "'"
    if letter in _DOUBLE_QUOTES:
        return '"'
    if letter in _DOTS:
        return "."
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


def _colon(leader: re.Match[str]) -> str:
    """A colon for a row of dots, and nothing for the rest of them."""
    after = leader.string[leader.end()]
    said = "" if after == ":" else ":" if after == " " or len(leader[0]) == 1 else ": "
    return said + "\x00" * (len(leader[0]) - len(said))


def _fold(text: str) -> tuple[str, Sequence[int] | None]:
    """Plain text, and for each of its letters the place in the text (None where the two are one).

    Of two spaces one goes, and the one between a word and a comma, so that no pattern has to think of them;
    more than two are a gap in a form. The dots that lead from a label to its value are a colon.
    """
    table = {letter: _plain(letter) for letter in set(text)}
    plain = text.translate({ord(k): v or "\x00" for k, v in table.items()})
    plain = _LEADER.sub(_colon, plain)
    if "\x00" not in plain and "  " not in plain and " , " not in plain:
        return plain, None
    plain = _BEFORE_COMMA.sub("\x00", _DOUBLE.sub(" \x00", plain))
    places = array("q", (place for place, letter in enumerate(plain) if letter != "\x00"))
    places.append(len(text))
    return plain.replace("\x00", ""), places


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
    r"(?i)\.?[,\s]{1,3}(?:(?:\#\s?|(?:unit|apt|suite|ste|no|fl|floor|rm|room|space|spc|lot|trailer|bldg|"
    r"building)"
    r"\.?\s{0,2}\#?)\d{1,5}[a-z]?|\d{1,3}(?:st|nd|rd|th)\s(?:floor|fl))\b"
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
    dates = list(s.dates(folded, whole))
    rest = folded
    for start, end in sorted(whole, reverse=True):
        rest = rest[:start] + "\0" * (end - start) + rest[end:]
    shaped = _merge(
        [*dates, *s.shapes(rest), *s.numbers(rest), *s.ages(folded), *_known(folded, known, names)]
    )
    named = n.names(folded, text, places, [*shaped, *(Found(*span, "DATE", "") for span in whole)])
    merged = _joined(_merge([*shaped, *named]), folded)
    if places is None:
        return merged
    return [Found(places[f.start], places[f.end - 1] + 1, f.kind, f.instead) for f in merged]
