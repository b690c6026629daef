"""Find names, which have no shape: every word that is not in the vocabulary of `words` is taken for one.

A word that is in it but is a name as well (May, Rose, Young) is judged by its capital and its neighbours.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterator, Sequence

from recordsdata.records import cues, standing
from recordsdata.records import words as w
from recordsdata.records.frames import framed
from recordsdata.records.shapes import MIXED, PLATE, Found

__all__ = ["names"]


def names(text: str, original: str, places: Sequence[int] | None, taken: list[Found]) -> Iterator[Found]:
    """Find names, and codes of letters and digits, outside of what is taken already."""
    vocabulary = w.vocabulary()
    hidden = bytearray(len(text) + 1)
    named = bytearray(len(text) + 1)
    for found in taken:
        over = named if found.kind == "NAME" else hidden
        over[found.start : found.end] = b"\x01" * (found.end - found.start)
    plain = original.isascii()
    tokens: list[cues.Word] = []
    genes = bytearray(len(text) + 1)
    for match in cues.GENE.finditer(text):
        genes[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    for chunk in cues.CHUNK.finditer(text):
        if genes[chunk.start()]:
            continue
        if hidden[chunk.start()] and hidden[chunk.end() - 1]:
            continue
        if _is_user(chunk[0], vocabulary, cues.BY.search(text, max(0, chunk.start() - 10), chunk.start())):
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
                if cues.PROCEDURE.fullmatch(piece) or (
                    re.fullmatch(r"[0-9BCDFGHX][0-9A-HJ-NP-Z]{6}", piece)
                    and cues.AMONG_CODES.search(text, max(0, start - 14), start)
                ):
                    continue
                if re.fullmatch(r"\d{4,5}-\d{3,4}-\d{1,2}", piece) and re.search(
                    r"\bNDC:? ?\Z", text[max(0, start - 5) : start]
                ):
                    continue
                if cues.BILLED.fullmatch(piece) and (
                    piece[0] == "D" or cues.AMONG_BILLED.search(text, max(0, start - 24), start)
                ):
                    continue
                if cues.MARKER.fullmatch(piece) and cues.MARKED.match(text, start + len(piece)):
                    continue
                if _is_code(piece, vocabulary) or (
                    re.fullmatch(r"[a-z]+_[a-z]+|[A-Z]+_[A-Z]+|[a-z]{3,}\.\d+", piece)
                    and cues.USER_AHEAD.search(text, max(0, start - 46), start)
                ):
                    yield Found(start, start + len(piece), "ID", "[ID]")
                continue
            here = start if places is None else places[start]
            there = start + len(piece) if places is None else places[start + len(piece) - 1] + 1
            foreign = not plain and not original[here:there].replace("\u2019", "'").isascii()
            tokens.append(cues.Word(start, start + len(piece), piece, foreign))
    towns = {found.end for found in taken if found.kind == "PLACE"}
    yield from _judge(text, tokens, vocabulary, hidden, named, towns)


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
        part for part in parts if cues.stays(part, vocabulary) is None and part.upper() not in w.ABBREVIATIONS
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
        return not all(cues.ordinary(part) for part in bare.lower().split("_") if part)
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
            if (
                part.islower() and cues.stays(part, vocabulary) is not None
            ) or part.upper() in w.ABBREVIATIONS:
                continue
            if part.lower() in w.capitalised() or "n" not in vocabulary.get(part.lower(), "n"):
                continue
        elif MIXED.fullmatch(part):
            continue
        return True
    return False


def _judge(
    text: str,
    tokens: list[cues.Word],
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
            else cues.stays(low, vocabulary)
        )
        if mark is None and (low in cues.ROLES or low in cues.KIN):
            mark = "c"
        marks.append(mark)
        first = _begins(text, token.start, hidden)
        firsts[i] = first
        loud = shouting(token.start) if word.isupper() else False
        plain[i] = loud or not cased(token.start)
        if not (loud and low in ("do", "ma", "ms", "pa")) and not word.islower() and cues.degree(word):
            fixed[i] = 1
        elif (
            low in cues.MEASURES
            and len(low) > 1
            and cues.AMOUNT.search(text, max(0, token.start - 2), token.start)
        ):
            fixed[i] = 1  # 14 Fr, 20 Gy
        elif low in w.EPONYMS and token.foreign and _eponym(i, tokens, lows, text):
            fixed[i] = 1
        elif "'" in low and low in vocabulary:
            fixed[i] = 1  # I'll
        elif not word.isascii() or (token.foreign and low not in cues.ACCENTED and len(low) > 1):
            gone[i] = not (len(word) == 1 and "\u0391" <= word <= "\u03c9")
        elif (
            len(low) == 1
            or (low in cues.HONORIFICS and (mark is None or firsts[i]))
            or (low in cues.SALTS and re.match(r"[ :=]{1,2}\d", text[token.end : token.end + 3]))
        ):
            pass
        elif "." in word:
            gone[i] = low.upper() not in w.ABBREVIATIONS and mark is None
        elif word.islower() or loud:
            if mark is None:
                gone[i] = (
                    not (
                        (low.upper() in cues.SMALL or (low.upper() in w.RARER and not plain[i]))
                        and len(low) < 7
                    )
                    and not (loud and word in w.RARER)
                    and not _eponym(i, tokens, lows, text)
                    and low not in w.STATES
                    and not (low == "max" and cues.MOST.search(text, max(0, token.start - 8), token.end + 9))
                )
            elif "g" in mark or "n" in mark:
                doubt[i] = 1
        elif word.isupper() or (word[:-1].isupper() and word[-1] == "s" and len(word) > 2):
            known = (
                word in cues.ABBREVIATED
                or word.rstrip("s") in cues.ABBREVIATED
                or cues.ROMAN.fullmatch(word)
                or (
                    cues.ROMAN.fullmatch(word[:-1])
                    and cues.STAGE_OF.search(text, max(0, token.start - 12), token.start)
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
        elif word in cues.ABBREVIATED:
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
        elif (
            lows[i] in ("s", "n") and cues.SERIAL.match(text, token.start - 2 * (lows[i] == "n"))
        ) or _labels(text, token, marks[i], hidden):
            gone[i], fixed[i] = 0, 1
    for match in cues.HEADING.finditer(text):
        words = match[1].lower().split()
        ordinary = all(set(vocabulary.get(word, "")) & set("bc") for word in words) and any(
            map(cues.ordinary, words)
        )
        if ordinary and not shouting(match.start()):
            i = bisect.bisect_left(tokens, match.start(1), key=lambda token: token.start)
            while i < count and tokens[i].end <= match.end(1):
                gone[i], fixed[i] = 0, 1
                i += 1
    for match in cues.STATES.finditer(text):
        i = bisect.bisect_left(tokens, match.start(), key=lambda token: token.start)
        while i < count and tokens[i].end <= match.end():
            gone[i], fixed[i] = 0, 1
            i += 1
    for end in ends:
        gap = cues.AFTER_ADDRESS.match(text, end)
        i = bisect.bisect_left(tokens, gap.end() if gap else end, key=lambda token: token.start)
        if gap and i < count and tokens[i].start == gap.end():
            for j in _town(i, "," in gap[0], text, tokens, lows):
                gone[j], fixed[j] = 1, 0
    _by_neighbours(text, tokens, lows, marks, gone, doubt, firsts, plain, fixed)
    yield from _spans(text, tokens, gone)


def _labels(text: str, token: cues.Word, mark: str | None, hidden: bytearray) -> bool:
    """Whether a word says what the number after it is: Fax 555-0100, CSN: 4471."""
    after = cues.NUMBER_OF.match(text, token.end)
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
    i: int, first: int, low: str, mark: str | None, tokens: list[cues.Word], lows: list[str], text: str
) -> tuple[bool, bool]:
    """Whether a capitalised word goes, and whether that is in doubt."""
    name = low.removesuffix("'s")
    if low.endswith("'d") and tokens[i].text[:2].isupper():
        return False, False  # OK'd
    if _eponym(i, tokens, lows, text) or low in w.STATES:
        return False, True
    if first:
        if mark is None:
            coined = len(low) > 8 and cues.COINED.fullmatch(low) is not None
            prefix = cues.PREFIX_MED.match(low)
            coined = coined or (
                len(low) > 8
                and prefix is not None
                and not set(w.vocabulary().get(low[prefix.end() :], "n")) & set("gnm")
            )
            return low not in w.capitalised() and name not in w.capitalised() and not coined, True
        return False, bool(set(mark) & set("gnm"))
    if low in cues.LANGUAGES:
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
            if 0 <= j < len(tokens) and tokens[j].text[0].isupper() and cues.ordinary(lows[j])
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


def _eponym(i: int, tokens: list[cues.Word], lows: list[str], text: str) -> bool:
    """A name of a disease or a sign, beside the word that says so."""
    first = last = i
    while first and text[tokens[first - 1].end : tokens[first].start] == "-":
        first -= 1
    while last + 1 < len(tokens) and text[tokens[last].end : tokens[last + 1].start] == "-":
        last += 1
    if first and (lows[first - 1] in cues.HONORIFICS or re.fullmatch(r"[A-Z]", tokens[first - 1].text)):
        before = text[tokens[first - 1].end : tokens[first].start]
        if re.fullmatch(r"\.[ \n]{0,2}" if len(lows[first - 1]) == 1 else r"\.?[ \n]{1,2}", before):
            return False  # Dr. K. Apgar
        if before == " " and first > 1 and lows[first - 2] in cues.HONORIFICS:
            return False  # Dr M Takahashi
    if first and text[tokens[first - 1].end : tokens[first].start] in (" ", "\n"):
        ahead = tokens[first - 1].text
        if lows[first - 1] in cues.RELATED:
            return False  # wife Hunter present
        if (
            ahead.istitle()
            and ahead.lower() not in w.EPONYMS | w.TITLES
            and cues.stays(ahead.lower(), w.vocabulary()) is None
        ):
            return False  # Derrick Adson
    whole = "-".join(lows[first : last + 1]).removesuffix("-positive").removesuffix("-negative")
    name = whole.removesuffix("'s").removesuffix("'")
    if whole in w.IMPERSONAL or name in w.IMPERSONAL:
        return not (
            name in cues.GIVEN_TOO
            and (
                (first and lows[first - 1] in cues.RELATED and text[tokens[first].start - 1] == " ")
                or cues.NAMED.match(text, tokens[last].end)
                or text[tokens[last].end : tokens[last].end + 1] == ","
            )
        )
    parts = [low.removesuffix("'s").removesuffix("'") for low in lows[first : last + 1]]
    if len(parts) > 1 and parts[-1] in ("positive", "negative"):
        parts.pop()
        if name in w.EPONYMS:
            return True  # Coombs-positive
    if (
        parts[0] in cues.SECOND
        and first
        and lows[first - 1].removesuffix("'s") in w.EPONYMS
        and (parts[0] != "arbor" or cues.STAGED.match(text, tokens[last].end))
    ):
        return True
    if name not in w.EPONYMS and not all(part in w.EPONYMS for part in parts):
        before = tokens[first - 1].text if first else ""
        return (
            tokens[last].text.istitle()
            and not whole.endswith("'s")
            and cues.SIGN.match(text, tokens[last].end) is not None
            and not before[:1].isupper()
        )
    if cues.FINDING.match(text, tokens[last].end):
        return True
    if parts[-1] in cues.SCORES and cues.STAGED.match(text, tokens[last].end):
        return True
    if parts[-1] in cues.SPLIT and re.match(
        r" Arbor (?:stage )?[I\d]", text[tokens[last].end : tokens[last].end + 15]
    ):
        return True
    reach = 3 if parts[-1] in cues.SPLIT else 1
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
        done = lows[first - 1] in cues.WITH_CATHETER and text[
            tokens[first - 1].end : tokens[first].start
        ] in (
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
        and all(lows[k].removesuffix("'s") in cues.EPONYM_WORDS for k in range(last + 1, j))
    ]
    return any(word in w.EPONYM_NOUNS or cues.AILMENT.search(word) for word in near)


def _town(i: int, comma: bool, text: str, tokens: list[cues.Word], lows: list[str]) -> list[int]:
    """Capitalised words after an address; without a comma, only where a state or a ZIP code follows."""
    inside = cues.stretch(i, comma, text, tokens, lows)
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
    if text[place] in ")]" and cues.BOX_TICKED.search(text, max(0, place - 3), place + 1):
        return 1
    if text[place].isalnum() and cues.TIME_FIRST.search(text, max(0, place - 14), place + 1):
        return 1
    if text[place] in ".!?":
        before = re.search(r"([A-Za-z]{1,10})\.?$", text[max(0, place - 11) : place])
        if before and (
            (before[1].lower() in cues.HONORIFICS and before[1][0].isupper()) or before[1].lower() == "st"
        ):
            return 0
        initial = before and len(before[1]) == 1 and before[1].isupper()
        if initial and text[place] == "." != text[place - 1]:
            if lines and re.match(r"[A-Z][\w ]{1,24}:", text[start : start + 26]):
                return 1  # the next line of a form
            return 1 if cues.NO_INITIAL.search(text[max(0, place - 12) : place - 1]) else 3  # 98.4 F. or J.
        return 1
    if text[place] == ":":
        label = re.search(r"([A-Za-z]{1,20})$", text[max(0, place - 20) : place])
        return 0 if label and label[1].lower() in cues.LABELLED else 1
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
    tokens: list[cues.Word],
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
            and low in cues.HONORIFICS
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
                        or lows[j] in cues.MEASURES
                        or lows[j].upper() in w.ALSO_NAMES
                        or (
                            low in ("mr", "mrs")
                            and "c" not in (marks[j] or "c")
                            and lows[j] not in cues.NO_NAME
                        )
                        or (
                            low == "dr"
                            and lows[j].upper() in cues.SMALL - w.split("OK PCP ER ED APPT")
                            and (plain[j] or cues.ENDS.match(text, tokens[j].end))
                        )
                    )
                    and lows[j] not in cues.UNJOINED
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
            and (low in cues.LABELLED or low == "with")
            and lows[i + 1] not in cues.HONORIFICS
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
            and low in cues.KIN
            and tokens[i + 1].text.islower()
            and set(marks[i + 1] or "") & set("gn")
            and "c" not in (marks[i + 1] or "")
            and lows[i + 1] not in cues.MODAL
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
            and not {lows[i + 1], lows[i + 2]} & cues.MODAL
        ):
            gone[i + 1] = gone[i + 2] = 1
        if (
            near
            and low in cues.LABELS
            and plain[i]
            and nameword(i + 1)
            and "g" in (marks[i + 1] or "")
            and lows[i + 1] not in cues.MODAL
        ):
            gone[i + 1] = 1
        if (
            near
            and firsts[i]
            and titled(i)
            and marks[i] == ""
            and low not in w.capitalised()
            and (lows[i + 1] in cues.PEOPLE_DO or lows[i + 1] in cues.BE)
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
            and lows[i + 1] in cues.KIN
            and "g" in (marks[i] or "")
            and low[:-2] not in cues.NO_NAME
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
                    after in cues.SAYS
                    and low not in cues.LABELS | {"he", "her", "you", "in", "an", "so", "staff", "child"}
                )
                or (
                    after in cues.PEOPLE_DO
                    and not (after == "notes" or low in w.capitalised())
                    and ("c" not in mark or "g" in mark or "n" in mark)
                )
                or (
                    "g" in mark
                    and "c" not in mark
                    and low not in cues.MODAL
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
                    after in cues.BE
                    and low not in cues.LABELS
                    and low not in ("he", "she", "we", "you", "son", "her", "child", "parent", "case")
                    and i + 2 < count
                    and lows[i + 2] in cues.DONE_TO
                )
                or (
                    after in cues.BE
                    and "c" not in mark
                    and "b" in mark
                    and "n" in mark
                    and low not in w.capitalised()
                )
                or (near and after == "and" and i + 2 < count and gone[i + 2] and low not in w.capitalised())
                or re.match(
                    r", (?:his|her|their|the patient's|a|an|the) (?:\w{1,12} )?(?:"
                    + "|".join(cues.KIN)
                    + r")\b",
                    text[tokens[i].end : tokens[i].end + 40],
                )
                or (i + 1 < count and gaps[i] == " (" and lows[i + 1] in cues.LABELS)
                or (i + 1 < count and gaps[i] == ", " and gone[i + 1] and low not in w.capitalised())
            ):
                gone[i] = 1
        if plain[i] and doubt[i] and near and doubt[i + 1] and plain[i + 1] and gaps[i] == " ":
            both = marks[i] or "", marks[i + 1] or ""
            if (
                "g" in both[0]
                and "n" in both[1]
                and "c" not in both[0]
                and low not in cues.MODAL
                and lows[i + 1] not in cues.UNJOINED
                and ("c" not in both[1] or tokens[i].text.isupper())
            ):
                gone[i] = gone[i + 1] = 1
        if (
            near
            and lows[i + 1] in ("county", "township", "parish")
            and titled(i)
            and not plain[i]
            and firsts[i] in (0, 2)
            and (nameword(i) if titled(i + 1) else low not in w.CAPITALISED | cues.FUNCTION)
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
    starts = [token.start for token in tokens]
    line = cues.Line(text, tokens, lows, marks, gaps, gone, firsts, plain, fixed, starts)
    standing.by_place(line)
    standing.by_form(line)
    for match in cues.FIELD.finditer(text):
        spoken = match[0].lower().startswith("name")  # the name itself, however it is written
        for i in _field(text, match.end(), spoken, tokens, lows, marks, gone, plain):
            gone[i], fixed[i] = 1, 0
    for i in _asked(text, tokens, lows, marks):
        gone[i], fixed[i] = 0, 1
    for i in framed(line):
        line.take(i)
    for i in range(count):
        gone[i] &= not fixed[i]
    for again in (False, True):
        if again:  # names that were joined have words beside them, too
            standing.by_form(line)
        for order in (range(count), range(count - 1, -1, -1)):
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
                known = gone[other] or (lows[other] in cues.KIN and i and lows[i - 1] == "with")
                some = set(marks[one] or "") & set("gnm") and lows[one] not in cues.NO_NAME
                if known and some and not fixed[one]:
                    gone[one] = 1
        bracketed = (gaps[i], gaps[i + 1]) in ((" (", ") "), (' ("', '") '), (' "', '" '))
        called = bracketed and gone[i + 1] and gone[i + 2]
        if called and titled(i) and nameword(i) and not fixed[i]:  # Joy (Yvonne) O'Valencia
            gone[i] = 1
    for i in range(count):
        if not gone[i] and not fixed[i] and _beside(i, line):
            gone[i] = 1


def _beside(i: int, line: cues.Line) -> bool:
    """Whether a word that notes have little use for stands capitalised beside a name: JESSUP, SEQUOIA."""
    word, low, mark = line.tokens[i].text, line.lows[i], line.marks[i]
    if mark is None or len(word) < 3 or not line.capital(i) or low in w.capitalised() or word in cues.SMALL:
        return False
    common = low in cues.BESIDE
    before, gap = (line.tokens[i - 1].text, line.gaps[i - 1]) if i else ("", "")
    initial = gap == ". " and len(before) == 1
    if initial and i > 1 and line.lows[i - 2] in cues.BEFORE_INITIALS and line.gaps[i - 2] in (" ", "\n"):
        suspect = line.nameword(i) or "c" not in mark
        if re.fullmatch("[A-Z]", before) and suspect and (low in cues.NO_MODAL or not common):
            return True  # BEFORE B. MAY
    if common or ("c" in mark and "g" not in mark):
        return False
    if i and line.gone[i - 1] and (initial or gap in (" ", "-", ",", ", ", " , ", ",\n")):
        return True
    return i + 1 < len(line.tokens) and bool(line.gone[i + 1]) and line.gaps[i] in (" ", "-", ", ", ",\n")


def _unlike(i: int, tokens: list[cues.Word], lows: list[str], marks: list[str | None]) -> bool:
    """Whether a word of a form or a heading is nobody's name."""
    mark = marks[i]
    if lows[i] in cues.FUNCTION or tokens[i].text in cues.SMALL:
        return True
    return mark is not None and not set(mark) & set("gn") and bool(set(mark) & set("bc") or len(lows[i]) > 5)


def _asked(text: str, tokens: list[cues.Word], lows: list[str], marks: list[str | None]) -> Iterator[int]:
    """Words that say what a form asks for, up to a colon."""
    starts = [token.start for token in tokens]
    for match in cues.ASKED.finditer(text):
        inside = range(bisect.bisect_left(starts, match.start(1)), bisect.bisect_left(starts, match.end(1)))
        rare = [i for i in inside if marks[i] == "" and len(lows[i]) < 9]
        if not rare and all(lows[i] in cues.FORM_WORDS or _unlike(i, tokens, lows, marks) for i in inside):
            yield from inside


def _headings(
    text: str, tokens: list[cues.Word], lows: list[str], marks: list[str | None], plain: bytearray
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
            and any(lows[j] not in cues.FUNCTION and tokens[j].text not in cues.SMALL for j in pair)
            and not any(lows[j] in cues.TITLED | cues.KIN | cues.PARTICLES - cues.FUNCTION for j in pair)
        ):
            yield from pair


def _field(
    text: str,
    start: int,
    spoken: bool,
    tokens: list[cues.Word],
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
        if (label and (j > i or label[0].strip() != ":")) or lows[j] in cues.NEXT_FIELDS:
            break
        if lows[j] in cues.HONORIFICS | {"nurse"} and not inside:
            reach = tokens[j].end
            continue
        if lows[j] in cues.HONORIFICS or (j > i and cues.degree(word)):
            break
        if inside and (
            lows[j] in cues.WITHIN
            or (
                word.islower()
                and tokens[inside[0]].text[0].isupper()
                and lows[j] not in cues.PARTICLES
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
        if (
            lows[j] not in cues.NO_NAME
            and "c" not in (marks[j] or "")
            and j + 1 < len(tokens)
            and gone[j + 1]
        ):
            flagged = flagged or text[tokens[j].end : tokens[j + 1].start] == " "  # puck miettinen
        flagged = flagged or len(word) == 2 or "." in word or (spoken and "c" not in (marks[j] or ""))
        if not (gone[j] or len(word) == 1 or flagged or lows[j] in cues.PARTICLES):
            break
        if word.islower() and not (plain[j] or gone[j] or spoken or flagged or lows[j] in cues.PARTICLES):
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


def _joins(
    text: str,
    i: int,
    j: int,
    gap: str,
    tokens: list[cues.Word],
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
        return alike and bool(set(mark or "gn") & set("gn")) and word not in cues.SMALL and len(word) > 2
    if gap == "\n" and not left and title and set(mark or "") & set("gn") and low not in w.capitalised():
        after = text[tokens[j].end : tokens[j].end + 2]
        acts = j + 1 < len(tokens) and lows[j + 1] in cues.DO | {"agree", "attend", "live", "want"}
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
        and (len(word) > 2 or word in w.RARER or marks[i] is None)
        and not (left and word in cues.SMALL and (word != "AH" or marks[i] is not None))
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
        return low not in cues.SHAPED | {"in", "up", "on", "out", "off"}  # Sung-min
    if gap == "-" and plain[j] and word.isupper() and marks[i] is None and 2 < len(word) < 8:
        return low not in cues.SHAPED  # QUIGLEY-BITE
    if gap == "-":
        return bool(title or (plain[j] and mark is not None and ("c" not in mark or "n" in mark)))
    if (low in cues.HONORIFICS and (left or low not in cues.SUFFIXES)) or (left and low in cues.RELATED):
        return False
    if gap[0] == "," and not left and low in w.STATES:
        return False
    if gap == "," and not left and title and not tokens[i].text.islower() and len(word) > 1:
        return low not in w.STATES and not cues.degree(word)  # Salmon,Ants
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
            return ("g" in (mark or "") and low not in cues.MODAL) or (
                left
                and "n" in (mark or "")
                and ("c" not in (mark or "") or bool(firsts[j]))
                and low not in cues.MODAL
            )
        return (
            title
            and mark is not None
            and bool(set(mark) & set("gn"))
            and low not in w.capitalised()
            and not (firsts[j] and low in cues.MODAL)
        ) or (not left and low in cues.SUFFIXES and word[0].isupper())
    if left and gap.startswith("."):
        return len(word) == 1 and word.isupper()
    if not left and gap.startswith(".") and not (len(tokens[i].text) == 1 or len(word) == 1):
        return False
    if gap == ". " and len(tokens[i].text) == 1 and tokens[i].text.isupper() and not left and title:
        return not firsts[j] or (i > 0 and lows[i - 1] in cues.TITLED | cues.KIN | {"nurse"})  # nurse E. Bite
    if (
        gap == ". "
        and len(tokens[i].text) == 1
        and not left
        and word.islower()
        and low not in cues.BE | cues.PEOPLE_DO
    ):
        return (tokens[i].text.islower() and "b" not in (mark or "")) or bool(set(mark or "") & set("gn"))
    if len(word) == 1 and low in "yed" and 0 < j < len(tokens) - 1 and gone[j - 1] and gone[j + 1]:
        return True
    if len(word) == 1 and text[tokens[j].end : tokens[j].end + 1] == ":":
        return False
    if len(word) == 1:
        return (
            word.isupper() or (gap == " " and tokens[i].text.islower() and cues.dotted(text, tokens[j].end))
        ) and not (firsts[j] and word in "AI")
    if low in cues.SUFFIXES and not left:
        return word[0].isupper() or low in ("jr", "sr")
    if (
        left
        and title
        and gap == " "
        and len(tokens[i].text) == 1
        and cues.dotted(text, tokens[i].end)
        and not (firsts[j] and mark is not None and not set(mark) & set("gnm") and "b" in mark)
        and low not in w.capitalised()
    ):
        return True
    if low in cues.PARTICLES:
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
        named = marks[i] is None or lows[i] in cues.PARTICLES
        if low == "per" and left and firsts[j] in (0, 3) and gap == " " and named:
            return True  # Coder Per Legrand
        if left and low in cues.BEFORE_PLACES and not firsts[j]:
            return True
        if not left and not firsts[j] and gap == " " and low in cues.FUNCTION:
            return True  # Emma Each
        flagged = bool(set(mark or "") & set("gnm"))
        if low in w.STATES or (
            low in w.capitalised() and not flagged and (mark is not None or "d" in (mark or "") or gap != " ")
        ):
            return False
        if firsts[j] and left:
            return (low not in cues.MODAL or "g" in (mark or "")) and (
                (flagged and (low not in w.capitalised() or "g" in (mark or "")))
                or (mark is not None and not set(mark) & set("bc") and len(low) < 8)
            )
        return tokens[i].text[0].isupper() or (not left and lows[i] in cues.PARTICLES)  # Albert di Bilge
    if word.isupper() and word in w.ALSO_NAMES and tokens[i].text.isupper():
        return True
    if plain[j] and word.isupper() and not left and gap == " " and low not in cues.UNJOINED:
        unknown = marks[i] is None or tokens[i].foreign or (i > 0 and lows[i - 1] in cues.HONORIFICS)
        if unknown and (low not in w.vocabulary() or "m" in (mark or "")):
            return True  # ERKKI KALVAITIS, DR. SUMMER MAYOR
    if plain[j] or (word.islower() and tokens[i].text.islower()):
        return mark is not None and "n" in mark and low not in cues.UNJOINED
    return False


def _together(gap: str, word: str) -> bool:
    return (
        re.fullmatch(r"[ \n'&-]{0,3}|, |\.-?|\. " if len(word) < 3 else r"[ \n'&-]{0,3}|, |\.", gap)
        is not None
    )


def _spans(text: str, tokens: list[cues.Word], gone: bytearray) -> Iterator[Found]:
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
