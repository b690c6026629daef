"""Take words for names where only a name can stand, though the vocabulary has them.

`by_place` reads what stands before and after; `by_form` the form of a line: a cell, a signature, an age after
a comma. Both write what they take into `gone`, and release it from `fixed`.
"""

from __future__ import annotations

import bisect
import re

from recordsdata.records import cues
from recordsdata.records import words as w
from recordsdata.records.shapes import ZIP

__all__ = ["by_form", "by_place"]


def by_place(line: cues.Line) -> None:
    """Words that stand where only a name stands, whatever the vocabulary says of them."""
    text, tokens, lows, marks, gaps, gone, firsts, plain, fixed, starts = line
    take, capital, nameword, within = line.take, line.capital, line.nameword, line.within
    count = len(tokens)
    capitalised = w.capitalised()

    def person(i: int) -> bool:
        """Whether the word may be of a name where one stands."""
        if fixed[i] and lows[i].upper() in cues.CREDENTIALS:
            return False
        if len(tokens[i].text) == 1 and re.match(r":| \d", text[tokens[i].end : tokens[i].end + 2]):
            return False
        if len(tokens[i].text) == 1 or gone[i]:
            return tokens[i].text.isupper() or bool(gone[i])
        if tokens[i].text.islower() or lows[i] in cues.TITLED or lows[i].upper() in cues.DEGREES:
            return False
        if len(tokens[i].text) > 2 and tokens[i].text in cues.SMALL and lows[i] not in w.EPONYMS:
            return False
        if plain[i]:
            known = tokens[i].text in cues.SMALL and lows[i] not in w.EPONYMS
            return (nameword(i) and lows[i] not in cues.MODAL | cues.BE and not known) or (
                tokens[i].text in w.ALSO_NAMES
            )
        return nameword(i) or lows[i] not in w.CAPITALISED

    for i in range(1, count):  # Rose W. Salami, MD
        if lows[i].upper() not in cues.CREDENTIALS or not cues.degree(tokens[i].text):
            continue
        j = i - 1
        if (  # Haven H., RN
            len(lows[j]) == 1
            and re.fullmatch(r"\.?,?[ \n]", gaps[j])
            and j
            and gaps[j - 1] == " "
            and tokens[j].text.isupper()
            and capital(j - 1)
            and lows[j - 1] not in cues.NOT_ONE
            and nameword(j - 1)
        ):
            take(j - 1)
        if (  # I agree. Driver MD
            lows[i].upper() in cues.DEGREES
            and gaps[j] == " "
            and lows[j] in cues.ROLES
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
            and lows[j - 1] not in cues.NOBODY
        ):
            take(j - 1)
        comma = re.fullmatch(r",[ \n]{1,2}", gaps[j]) is not None
        spare = gone[j] or (j and re.fullmatch(r"\.[ \n]{1,2}", gaps[j - 1]) and len(lows[j - 1]) == 1)
        if not (comma or (gaps[j] in (" ", "\n") and (lows[i].upper() in cues.DEGREES or spare))):
            continue
        last = j
        while last > 1 and fixed[last] and cues.degree(tokens[last].text) and gaps[last - 1].startswith(","):
            last -= 1  # Rose Salami, PT, DPT
        spare = spare or (
            gone[last - 1] and gaps[last - 1] == " " and capital(last) and lows[last] not in cues.LABELLED
        )
        if (plain[i] and lows[i].upper() not in cues.DEGREES and not spare) or len(lows[j]) < 2:
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
                or (lows[j] in cues.PARTICLES and lows[j] not in ("to", "the", "of", "and") and j < last)
                or (  # SKIP F KARIMOV, MBBS
                    j + 2 <= last
                    and len(lows[j + 1]) == 1
                    and gone[j + 1]
                    and gone[j + 2]
                    and gaps[j] == " "
                    and capital(j)
                    and lows[j] not in cues.NO_NAME
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
            if firsts[j] and lows[j] in cues.MODAL and j + 2 <= last and gone[j + 1] and gaps[j] == " ":
                break  # Call Rose Salami, MD
            if (
                gaps[j].startswith(",")
                and j < last
                and lows[j] in w.CAPITALISED
                and not set(marks[j] or "gn") & set("gn")
            ):
                break  # General, Rose Salami, MD
            take(j)
    for match in cues.PERSON.finditer(text):
        i = bisect.bisect_left(starts, match.end())
        end = min(i + 5, bisect.bisect_left(starts, match.end() + 60))
        if i < end and lows[i] in cues.HONORIFICS:
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
            and lows[i] not in cues.NO_NAME
            and (beside or (gaps[i][:1] == "," and gone[i + 1]))
        ):
            some.append(i)  # Vasa, Makara
        for j in range(i, end):
            named = person(j) and (j in some or gone[j] or len(lows[j]) == 1)
            if not named and not (lows[j] in cues.PARTICLES or lows[j] == "and"):
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
                    lows[i + 1] in cues.KIN | {"stepson", "stepfather", "stepmother", "landlord"}
                    and gaps[i] in (" (", "\n(")
                )
                or (
                    tokens[i + 1].text in cues.LETTERS_AFTER
                    and gaps[i] != " "
                    and lows[i] not in w.CAPITALISED
                )
            )
        )
        called = i > 0 and (
            lows[i - 1] in cues.PERSONS
            or (
                tokens[i - 1].text in cues.BEFORE_NURSES
                and lows[i] not in cues.TITLED | cues.BE
                and (
                    nameword(i)
                    or re.match(r" (?:[a-z]|at \d|[A-Z]\b)|[.,;]", text[tokens[i].end : tokens[i].end + 5])
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
        if not capital(i) or lows[i] in cues.TITLED or tokens[i].text in cues.SMALL:
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
                        and lows[i] not in cues.MODAL | cues.BE | cues.PEOPLE_DO
                    )
                )
            )
            or (not plain[i] and lows[i] not in w.CAPITALISED and lettered)
            or (
                gone[i - 1]
                and i
                and gaps[i - 1] in (" ", "\n")
                and nameword(i)
                and cues.IS_KIN.match(text, tokens[i].end)
            )
        ):
            take(i)
    for i in range(1, count):
        kin = lows[i - 1] in cues.BEFORE_NAMES and gaps[i - 1] in (" ", "\n")
        if (
            kin
            and plain[i]
            and not fixed[i]
            and lows[i] not in cues.NO_NAME
            and lows[i] not in capitalised
            and not gone[i]
        ):
            j = i
            if (
                i + 1 < count
                and gaps[i] in (" ", "\n")
                and nameword(i + 1)
                and lows[i + 1] not in cues.NO_NAME
            ):
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
            and lows[i] not in cues.NO_NAME
            and re.match(r"(?i) \((?:mrn|dob|age)\b|, \d", text[tokens[i].end : tokens[i].end + 8])
        ):
            take(i)
        if (  # Head and Els agree
            lows[i] == "and"
            and i + 2 < count
            and gone[i + 1]
            and capital(i - 1)
            and lows[i - 1] not in cues.NOT_ONE
            and firsts[i - 1]
            and any(
                lows[k] in ("agree", "agreed", "live", "attended", "met")
                for k in range(i + 2, min(i + 4, count))
            )
        ):
            take(i - 1)
    for match in cues.MONTH_NAME.finditer(text):  # Dr. June Baker
        i = bisect.bisect_left(starts, match.start(match.lastindex or 0))
        if i < count and tokens[i].end == match.end(match.lastindex or 0):
            take(i)
    for match in cues.USER.finditer(text):
        i = bisect.bisect_left(starts, match.start(1))
        while i < count and tokens[i].end <= match.end(1):
            take(i)
            i += 1
    for i in range(2, count):  # Maria of Nags Head
        known = gone[i - 2] or (i > 2 and len(lows[i - 2]) == 1 and gone[i - 3])
        if lows[i - 1] == "of" and known and gaps[i - 2] in (" ", ", ", "., ") and gaps[i - 1] in (" ", "\n"):
            for j in cues.stretch(i, True, text, tokens, lows):
                if fixed[j] or plain[j] or tokens[j].text in cues.SMALL:
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
                tokens[i].text not in cues.SMALL
                or cues.ADDRESSED.search(text, max(0, tokens[i].start - 14), tokens[i].start)
            )
            and lows[i] not in cues.HONORIFICS | cues.FUNCTION - {"child"}
            and tokens[i].text.isupper() == tokens[i + 1].text.isupper()
            and cues.AFTER_GIVEN.match(text, tokens[i + 1].end)
            and cues.BEFORE_SURNAME.search(text, max(0, tokens[i].start - 24), tokens[i].start)
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
            and lows[i] not in cues.NOT_ONE
            and lows[i] not in capitalised
        ):
            take(i)
    for i in range(1, count - 1):  # MARIA HEAD III
        if (
            gone[i - 1]
            and capital(i)
            and gaps[i - 1] == gaps[i] == " "
            and tokens[i + 1].text in ("II", "III", "Jr", "JR", "Sr", "SR")
            and lows[i] not in cues.FUNCTION
            and "g" in (marks[i - 1] or "g")
        ):
            take(i)
    for i in range(count - 3):  # Dr Colt R Fever
        if (
            lows[i] in cues.HONORIFICS
            and gone[i + 1]
            and len(lows[i + 2]) == 1
            and tokens[i + 2].text.isupper()
            and gaps[i + 1] == gaps[i + 2] == " "
            and capital(i + 3)
            and plain[i + 1] == plain[i + 3]
            and tokens[i + 3].text.isupper() == tokens[i + 1].text.isupper()
            and lows[i + 3] not in cues.NO_NAME
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
            and lows[i + 2] not in cues.NO_NAME
            and re.match(
                r" \(|[,;.)\n]| (?:IS|WAS|AND|MD|RN|DO)\b", text[tokens[i + 2].end : tokens[i + 2].end + 5]
            )
        ):
            take(i + 2)
    for i in range(2, count):  # SUPERVISOR R. PLANT WAS
        if (
            plain[i]
            and lows[i - 2] in cues.KIN | cues.ROLES | cues.HONORIFICS
            and len(lows[i - 1]) == 1
            and gaps[i - 1] in (". ", ".")
            and gaps[i - 2] == " "
            and lows[i] not in cues.NO_NAME
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
            and lows[i] not in cues.NO_NAME | cues.MODAL | capitalised
        ):
            j = i + 1
            ends = re.match(r"[.,;)\n]| \(|\Z", text[tokens[i].end : tokens[i].end + 2])
            two = (
                j < count
                and gaps[i] == " "
                and lows[j] not in cues.NO_NAME
                and tokens[j].text not in cues.SMALL
            )
            both = two and re.match(r"[.,;)\n]| \(|\Z", text[tokens[j].end : tokens[j].end + 2])
            if (ends and "g" in (marks[i] or "")) or both:
                take(i)
            if both and not ends:
                take(j)
    for match in cues.FORMER.finditer(text):  # name--maiden: Head; nee Cold
        i = bisect.bisect_left(starts, match.end())
        if (
            i < count
            and tokens[i].start == match.end()
            and lows[i] not in cues.FUNCTION - {"child"} | {"unknown"} | w.STATES
            and not (
                match[0][:2].lower() in ("pr", "fo", "go", "kn", "ca")
                and (
                    lows[i] in cues.LANGUAGES | cues.HONORIFICS | cues.ROLES | cues.KIN
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
            and lows[i] not in cues.TITLED - {"child"}
        ):
            take(i)
    for match in cues.SISTER.finditer(text):  # Sr. Head was admitted
        i = bisect.bisect_left(starts, match.end())
        if i < count and tokens[i].start == match.end():
            take(i)
    for match in cues.THE_FAMILY.finditer(text):  # the Head family
        group = match.lastindex or 0
        i = bisect.bisect_left(starts, match.start(group))
        family = i < count and tokens[i].end == match.end(group) and (not plain[i] or nameword(i))
        if family and lows[i] not in w.STATES | {"patient's"}:
            take(i)
    for i in range(count - 3):  # Dr. Maria K. Head, resident
        if (
            lows[i] in cues.HONORIFICS
            and gone[i + 1]
            and len(lows[i + 2]) == 1
            and gaps[i + 1] == " "
            and gaps[i + 2] == ". "
            and capital(i + 3)
            and tokens[i + 3].text not in cues.SMALL
            and re.match(r"[,;.)\n]|\Z|  ", text[tokens[i + 3].end : tokens[i + 3].end + 2])
        ):
            take(i + 3)
    for i in range(1, count):  # nurse Nurse, ext. 4471
        if (
            lows[i - 1] in cues.ROLES | {"nurse"}
            and gaps[i - 1] == " "
            and tokens[i - 1].text.islower()
            and tokens[i].text.istitle()
            and not plain[i]
            and (
                lows[i] not in w.CAPITALISED - {"nurse", "child", "doctor"}
                or lows[i - 1] == "nurse"
                or re.match(r", (?:ext|x\d|phone|pager|RN|MD)\b", text[tokens[i].end : tokens[i].end + 9])
            )
            and lows[i] not in w.STATES | cues.HONORIFICS | (cues.FUNCTION - {"child", "young"})
            and re.match(r"[,;.)]|\Z|\n", text[tokens[i].end : tokens[i].end + 1])
        ):
            take(i)
    for match in cues.ONE.finditer(text):  # Hall, account 4471; -Amber; Thank you, Marine
        i = bisect.bisect_left(starts, match.start(match.lastgroup or 0))
        word = match[match.lastgroup or 0]
        if i < count and tokens[i].text == word and not gone[i] and lows[i] not in cues.NOT_ONE:
            mark = marks[i] or "g"
            known = tokens[i].text in cues.SMALL or (lows[i] in capitalised and "g" not in mark)
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
                and ((len(lows[i + 1]) == 1 and tokens[i + 1].text.isupper()) or lows[i + 1] in cues.FOREIGN)
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
            and lows[i] not in cues.NOT_BEFORE
            and lows[i] not in capitalised
            and re.search(r"[:;] ?\Z", text[max(0, tokens[i].start - 2) : tokens[i].start])
        ):
            take(i)
        if (  # guarantor Per Quigley
            surname
            and i
            and lows[i - 1] in cues.FORM_LABELS
            and gaps[i - 1] in (" ", ": ", ", ")
            and lows[i] in cues.FUNCTION
            and tokens[i].text.istitle()
        ):
            take(i)
        if (  # St. Hill feels well
            i
            and lows[i - 1] == "st"
            and gaps[i - 1] in (". ", " ")
            and lows[i + 1] in cues.TELLS
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
            and lows[i + 2] in cues.DO
            and lows[i] not in cues.NOT_FIRST
        ):
            take(i)
        if (  # Case is comfortable
            firsts[i]
            and capital(i)
            and not plain[i]
            and nameword(i)
            and lows[i] not in cues.NO_NAME
            and lows[i + 1] in ("is", "was")
            and i + 2 < count
            and lows[i + 2] in ("comfortable", "awake", "asleep", "alert")
        ):
            take(i)
    for match in cues.QUOTED.finditer(text):
        inside = within(*match.span())
        if 1 < len(inside) < 6 and any(gone[i] for i in inside):
            for i in inside:
                take(i)
    for match in cues.HEADER.finditer(text):  # Short, Frank   DOB: ...
        inside = within(*match.span(match.lastindex or 0))
        sure = (match.lastindex or 0) > 6 or any(gone[i] for i in inside)
        if (
            sure
            and len(inside) < 6
            and not {lows[i] for i in inside} & (cues.LABELS | cues.FUNCTION | cues.NEXT_FIELDS)
        ):
            for i in inside:
                take(i)
    for i in range(count - 2):  # Dr. A. Hammerer, Dr. De Cock
        particle = lows[i] in cues.HONORIFICS and lows[i + 1] in cues.FOREIGN and gaps[i + 1] == " "
        if particle and capital(i + 1) and capital(i + 2) and lows[i + 2] not in cues.NO_NAME:
            take(i + 2)
        if lows[i] in cues.HONORIFICS and len(lows[i + 1]) == 1 and cues.dotted(text, tokens[i + 1].end):
            j = i + 2 + (len(lows[i + 2]) == 1 and cues.dotted(text, tokens[i + 2].end))
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
            if tokens[i + 1].text[0].isupper() and after not in cues.HONORIFICS | {"the", "and", "of", "who"}:
                take(i + 1)
                surname = i + 2 < count and capital(i + 2) and plain[i + 1] == plain[i + 2]
                if (
                    surname
                    and gaps[i + 1] == " "
                    and marks[i + 1] is None
                    and nameword(i + 2)
                    and tokens[i + 1].text.isupper() == tokens[i + 2].text.isupper()
                    and tokens[i + 2].text not in cues.SMALL
                ):
                    take(i + 2)
            elif (
                gaps[i].startswith(".")
                and tokens[i + 1].text.islower()
                and after
                not in cues.BE
                | cues.PEOPLE_DO
                | cues.UNJOINED
                | w.split("and at of the to for on or by from with he she")
            ):
                take(i + 1)
                if i + 3 < count and (
                    gaps[i + 1] == "-" or (after in cues.PARTICLES and gaps[i + 1] in (" ", ". ", "\n"))
                ):
                    take(i + 2)
        if (  # Drs. Quigley and Salami
            low in ("drs", "mmes", "messrs")
            and i + 3 < count
            and gone[i + 1]
            and lows[i + 2] == "and"
            and capital(i + 3)
            and lows[i + 3] not in cues.HONORIFICS
        ):
            take(i + 3)
        acts = after in cues.ACTS or (after in cues.BE and i + 2 < count and lows[i + 2] in cues.FARED)
        if (
            acts
            and firsts[i]
            and capital(i)
            and gaps[i] in (" ", "  ", "\n")
            and (not plain[i] or after in cues.ACTS or lows[i + 1] == "was")
            and not (low in capitalised and not set(marks[i] or "") & set("gn"))
            and marks[i] is not None
            and set(marks[i] or "") & set("gnm")
            and low
            not in cues.LABELS
            | cues.MODAL - {"day", "best", "young", "long", "low", "large", "major", "small"}
            and low not in ("he", "her", "she", "son", "child", "staff", "baby", "infant", "mom", "dad")
        ):
            take(i)
        county = after in ("county", "parish", "township") or (
            after == "co" and cues.dotted(text, tokens[i + 1].end)
        )
        if (
            county
            and capital(i)
            and (capital(i + 1) or (after == "co" and not plain[i]))
            and gaps[i] in (" ", "\n", "  ")
            and low not in cues.FUNCTION | {"our", "home"}
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
            small = lows[j] in cues.INSIDE | {"or"} and 0 < j < i and capital(j - 1)
            if not (capital(j) or small) or not re.fullmatch(
                r",[ \n]{0,3}|[ \n]{1,3}" if j == i else r"[ \n-]", text[tokens[j].end : reach]
            ):
                break
            if small:
                reach = tokens[j].start
                continue
            if len(tokens[j].text) < 3 or tokens[j].text in cues.SMALL:
                break
            reach = tokens[j].start
            take(j)
    for match in cues.NICKNAME.finditer(text):  # Rusty (Jaan) Tamm
        three = [bisect.bisect_left(starts, match.start(n)) for n in (1, 2, 3)]
        if three[-1] < count and three[2] - three[0] == 2 and any(gone[i] for i in three):
            for i in three:
                if tokens[i].text not in cues.SMALL or i == three[1]:
                    take(i)
    for match in cues.FIRM.finditer(text):  # Good & Sons
        i = bisect.bisect_left(starts, match.start()) - 1
        reach = match.start()
        for j in range(i, max(-1, i - 6), -1):
            if not re.fullmatch(r"[ \n]{0,2}|,? (?:& )?|-|'|,", text[tokens[j].end : reach]):
                break
            if not (capital(j) or lows[j] == "and") or (
                plain[j] and lows[j] in cues.BE | {"at", "by", "for", "from"}
            ):
                break
            if plain[j] and j < i and marks[j] is not None and not nameword(j) and lows[j] != "and":
                break
            reach = tokens[j].start
            if lows[j] != "and":
                take(j)
    for i in range(1, count - 1):  # Twin Falls, Colorado
        state = lows[i + 1] in w.STATES or cues.STATES.match(text, tokens[i + 1].start)
        if gaps[i] not in (", ", ",\n") or not state or not capital(i + 1):
            continue
        for j in range(i, max(-1, i - 3), -1):
            if not capital(j) or (j < i and not re.fullmatch(r"[ \n-]", gaps[j])) or plain[j] or fixed[j]:
                break
            take(j)
    for match in cues.TOWN.finditer(text):  # near Nags Head; of 1997, Mexican Hat; MPH, Sleepy Eye, fax
        i = bisect.bisect_left(starts, match.end())
        if (
            i >= count
            or tokens[i].start != match.end()
            or lows[i] in cues.FUNCTION
            or (plain[i] and fixed[i])
        ):
            continue
        town = cues.stretch(i, True, text, tokens, lows)
        if not town or {lows[j] for j in town} & cues.DWELLING:
            continue
        end = tokens[town[-1]].end
        known = all(lows[j] in w.CAPITALISED or fixed[j] for j in town)
        if match["before"]:
            sure = cues.LINE_AFTER.match(text, end) is not None and not known
        else:
            sure = cues.TOWN_ENDS.match(text, end) is not None and not (
                known or (plain[i] and "c" in (marks[i] or "") and len(town) == 1)
            )
        if sure:
            for j in town:
                take(j)
    for match in cues.PLACE_FIELD.finditer(text):  # Birthplace: Nags Head
        i = bisect.bisect_left(starts, match.end())
        town = (
            cues.stretch(i, False, text, tokens, lows) if i < count and tokens[i].start == match.end() else []
        )
        if town and not {lows[j] for j in town} & (cues.DWELLING | {"unknown"}):
            for j in town:
                take(j)
    for match in cues.TOWNS.finditer(text):  # came from Nags Head; a clinic in Truth or Consequences
        town = list(within(*match.span(1)))
        strange = [j for j in town if gone[j] or ("c" not in (marks[j] or "") and lows[j] not in capitalised)]
        if (
            not any(fixed[j] or plain[j] or tokens[j].text in cues.SMALL for j in town)
            and not {lows[j] for j in town} & (cues.DWELLING | cues.LABELS | cues.ROLES)
            and town[:1] == strange[:1] != []
            and all(
                nameword(j) or j in strange or lows[j] in cues.INSIDE | {"or"} or gone[j] or j > town[0]
                for j in town
            )
        ):
            for j in town:
                take(j)
    for match in cues.BEFORE_STATE.finditer(text):  # LIVES IN KILL DEVIL HILLS, TEXAS
        i = bisect.bisect_left(starts, match.start(1))
        while i < count and tokens[i].end <= match.end(1):
            take(i)
            i += 1
    for match in cues.BEFORE_LETTERS.finditer(text):  # breech in Commerce, DE, op note requested
        for i in within(*match.span(1)):
            if tokens[i].text not in cues.SMALL and lows[i] not in cues.FUNCTION | cues.DWELLING:
                take(i)
    for match in cues.FACILITY.finditer(text):  # transferred from Quinta Normal Community Hospital
        i = bisect.bisect_left(starts, match.start(1))
        while i < count and tokens[i].start < match.end(1):
            known = lows[i] in capitalised and (marks[i] is not None or tokens[i].text in cues.SMALL)
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
                and tokens[i].text not in cues.SMALL
            )
            and lows[i - 1] in w.split("in from to near of")
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
            and tokens[i].text not in cues.SMALL
            and lows[i] not in w.STATES | capitalised
            and (
                lows[i + 1].upper() in cues.CREDENTIALS
                or cues.REGISTERED.match(text, tokens[i].end)
                or re.match(r" (?:DOB|MRN|SSN)\b", text[tokens[i].end : tokens[i].end + 5])
                or re.match(r" [af]/k/a\b| \((?:goes|prefers|prev)", text[tokens[i].end : tokens[i].end + 9])
                or (text[tokens[i].end] == ":" and tokens[i].text.istitle() and not firsts[i - 1])
                or ((gaps[i][0] in ".;\n" or lows[i + 1] in cues.WITHIN) and "g" in (marks[i] or ""))
            )
        ):
            take(i)
    for match in cues.EMPLOYED.finditer(text):  # worked for Case, Day & Sons
        i = bisect.bisect_left(starts, match.end())
        if i >= count or tokens[i].start != match.end():
            continue
        if lows[i] in ("the", "a", "an"):
            i += 1
        end = bisect.bisect_left(starts, match.end() + 90)
        while i < end and capital(i) and lows[i] not in cues.AFTER_FIRM:
            if not (plain[i] and lows[i] == "and"):
                take(i)
            if not re.fullmatch(r"[ \n]{1,2}|, ?| & ?|-|' ?", gaps[i]):
                break
            if "\n" in gaps[i] and cues.FORM_LINE.match(text, tokens[i].end):
                break
            i += 2 if i + 2 < count and lows[i + 1] == "and" and gaps[i] == " " else 1


def by_form(line: cues.Line) -> None:
    """Words beside a name, or in its place, where the form of the text leaves no other reading."""
    text, tokens, lows, marks, gaps, gone, firsts, plain, fixed, starts = line
    take, capital, nameword, within = line.take, line.capital, line.nameword, line.within
    count = len(tokens)
    capitalised = w.capitalised()

    def given(i: int) -> bool:
        return "g" in (marks[i] or "")

    def alike(i: int, j: int) -> bool:
        return capital(i) and capital(j) and tokens[i].text.isupper() == tokens[j].text.isupper()

    def initial(i: int) -> bool:
        return len(lows[i]) == 1 and tokens[i].text.isupper()

    def after(i: int, pattern: re.Pattern[str]) -> bool:
        return pattern.match(text, tokens[i].end) is not None

    for match in cues.SIGNS.finditer(text):
        i = bisect.bisect_left(starts, match.end())
        for j in range(i, min(i + 5, count)):
            if (
                not capital(j)
                or (cues.degree(tokens[j].text) and lows[j] != "ma")
                or lows[j] in cues.TITLED | cues.NEXT_FIELDS
            ):
                break
            take(j)
            if not re.fullmatch(r"[ \n-]|, ?|\. ?", gaps[j]):
                break
    for match in cues.WHOSE.finditer(text):
        inside = within(*match.span(match.lastindex or 0))
        if len(inside) < 5 and not {lows[i] for i in inside} & (
            cues.LABELS | cues.FUNCTION - {"will"} | cues.NEXT_FIELDS
        ):
            for i in inside:
                take(i)
    for match in cues.CELL.finditer(text):
        cell = within(*match.span(1))
        named = any(gone[i] for i in cell) or all(nameword(i) for i in cell)
        if (
            1 < len(cell) < 5
            and named
            and not {lows[i] for i in cell} & (cues.LABELS | cues.FUNCTION | cues.NEXT_FIELDS)
        ):
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
            and (lows[k] not in cues.NO_NAME and after(k, cues.NEXT_TO_NAME) and not gone[k])
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
            and low not in cues.FUNCTION | cues.TITLED - {"art", "will"}
        ):
            take(i)
            if lows[k] != "st":
                take(k)
        if (
            lows[j] == "st" and gone[k] and gaps[i] == " " and capital(i) and not plain[i] and nameword(i)
        ) and (low not in cues.NOBODY):
            take(i)  # Marine St. Kind
        if (
            lows[j] in cues.INNER
            and capital(i)
            and gone[k]
            and gaps[i] == gaps[j] == " "
            and low not in cues.NO_NAME
        ) and (
            i and (lows[i - 1] in ("in", "of", "from", "near", "at", "to") or gaps[i - 1] in (", ", ",\n"))
        ):
            take(i)  # Fond du Lac
        if (gone[i] and gaps[i] == ", " and given(j) and lows[k] == "and" and plain[j] and not fixed[j]) and (
            k + 1 < count and (gone[k + 1] or lows[k + 1] in cues.HONORIFICS)
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
            and lows[j] not in cues.NO_NAME
            and tokens[j].text not in cues.SMALL
            and not cues.degree(tokens[j].text)
            and low not in cues.TITLED
        ):
            take(j)
        if (
            (low in cues.HONORIFICS or (low in ("name", "patient") and gaps[i] == ": "))
            and re.fullmatch(r"[A-Z](?:\.[A-Z]){1,2}", tokens[j].text)
            and capital(k)
            and not plain[k]
            and re.fullmatch(r"\.? ", gaps[j])
            and lows[k] not in cues.FUNCTION
        ):
            take(k)  # Ms. D.W. Saw
        if (
            low in ("great", "grand", "big", "little", "battle", "rapid")
            and lows[j] in cues.TOWNISH
            and gaps[i] == " "
            and alike(i, j)
        ):
            take(i)  # Great Falls
            take(j)
        if (  # Parent: Cissy Ellis Cell
            low in cues.RELATED
            and gaps[i] == ": "
            and tokens[j].text.istitle()
            and tokens[k].text.istitle()
            and gaps[j] == " "
            and not {lows[j], lows[k]} & (cues.NO_NAME | cues.NEXT_FIELDS)
            and re.match(r" (?:Cell|Phone|Tel|Home|\(|\d)", text[tokens[k].end : tokens[k].end + 6])
        ):
            take(j)
            take(k)
        if (  # Ride home: Memory, cousin, cell
            firsts[i]
            and capital(i)
            and not plain[i]
            and gaps[i] == ", "
            and lows[j] in cues.KIN
            and tokens[j].text.islower()
            and text[tokens[j].end : tokens[j].end + 1] in (",", ";", ".")
            and low not in cues.NO_NAME | capitalised
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
            and lows[j] not in cues.NOBODY
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
            and lows[k] in cues.TOWNISH
            and capital(j)
            and lows[j] not in cues.FUNCTION | cues.DWELLING | cues.TITLED
            and "c" not in (marks[j] or "")
        ):
            take(j)
            take(k)
        if (  # IN THIEF RIVER FALLS
            in_town
            and k + 1 < count
            and lows[k + 1] in cues.TOWNISH
            and gaps[k] == " "
            and not {lows[j], lows[k]} & (cues.FUNCTION | cues.DWELLING | cues.TITLED)
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
            and lows[j] not in cues.NOBODY
            and not initial(last)
            and after(last, cues.YEARS_OLD)
            and not {low, lows[last]} & cues.NOBODY
        ):
            take(i)
            take(last)
        if (  # DR FREEDOM PROUD, Dr Modesty Noon on Monday
            low in ("dr", "mr", "mrs")
            and gone[j]
            and gaps[j] == " "
            and alike(j, k)
            and not gone[k]
            and lows[k] not in cues.NO_NAME
            and tokens[k].text not in cues.SMALL
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
            and low not in cues.NO_NAME
            and lows[j] not in cues.NOT_FIRST
            and after(j, cues.AGED)
            and (nameword(i) or gone[j] or nameword(j))
            and low not in capitalised
        ):
            take(i)
            take(j)
    for i in range(1, count):
        low, before, j = lows[i], lows[i - 1], min(i + 1, count - 1)
        role = before in cues.MEMBERS and gaps[i - 1] in (" ", "\n")
        if (  # FAMILY MEMBER RICH HAND WILL DRIVE
            (role and plain[i] and given(i) and low not in cues.NO_NAME and gaps[i] == " ")
            and (
                gone[j] or (nameword(j) and lows[j] not in cues.NO_NAME and tokens[j].text not in cues.SMALL)
            )
        ):
            take(i)
            take(j)
        if (role and plain[i] and gone[j] and marks[j] is None and gaps[i] == " " and not gone[i]) and (
            "c" not in (marks[i] or "") and low not in cues.NO_NAME
        ):
            take(i)  # COORDINATOR SKIP BECKER
        if (role and capital(i) and not plain[i] and not fixed[i] and after(i, cues.DAY_AFTER)) and (
            low not in capitalised | cues.FUNCTION | w.STATES and not firsts[i]
        ):
            take(i)  # by Nurse Bahadur Nov-03
        if (
            (
                before in cues.RELATED
                and initial(i)
                and gaps[i] == ". "
                and gaps[i - 1] == " "
                and capital(j)
                and not plain[j]
            )
            and lows[j] not in cues.NO_NAME
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
            and lows[j] in cues.KIN
        ):
            take(i)  # Hyun-woo Hodgkin's father
        if (  # a daughter, Dora Date, at
            gone[i - 1]
            and gaps[i - 1] == " "
            and i > 1
            and (lows[i - 2] in cues.RELATED)
            and tokens[i].text.istitle()
            and not plain[i]
            and gaps[i][:1] in ",;.("
            and low not in cues.NOBODY
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
            and low not in cues.NO_NAME
            and gaps[i - 1] == " "
            and gaps[i] == ", "
            and lows[j] in cues.RELATED
        ):
            take(i)  # CALL NORM, SPONSOR
        if before == "with" and nameword(i) and plain[i] and gaps[i - 1] == " " and after(i, cues.IS_KIN):
            take(i)  # WITH HONOR, HER SISTER
        if (  # FORKLIFT AT NOBLE & QUIGLEY
            gaps[i] == " & "
            and capital(i)
            and capital(j)
            and (gone[i] or gone[j])
            and not {low, lows[j]} & (cues.FUNCTION | cues.TITLED - {"parent"})
            and len(low) > 2
            and len(lows[j]) > 2
        ):
            take(i)
            take(j)
    for i in range(count - 1):
        low, j = lows[i], i + 1
        if low in cues.NO_MODAL and firsts[i] and capital(i) and not plain[i] and gaps[i] in (" ", "\n"):
            acts = lows[j] in cues.TELLS and lows[j].endswith("s")
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
            and low not in cues.TITLED | cues.KIN | (cues.FUNCTION - {"per"}) | cues.MODAL
            and after(j, cues.PERSONAL)
        ):
            take(i)
        if (
            (
                gone[j]
                and gaps[i] == " "
                and tokens[i].text.isupper()
                and len(low) == 2
                and low not in cues.HONORIFICS
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
        ) and low not in cues.NOBODY:
            take(i)  # NAME COLD - RHIANNON
        if (
            low == "pt" and gaps[i] == ". " and capital(j) and not plain[j] and lows[j] not in cues.FUNCTION
        ) and (
            after(j, cues.AGED)
            or re.match(r", (?:was|is|an?)\b| gets\b", text[tokens[j].end : tokens[j].end + 6])
        ):
            take(j)  # Pt. Blood is a 78 y.o.
        if given(i) and capital(i) and not plain[i] and gone[j] and gaps[i] in (" '", ' "') and firsts[i]:
            take(i)  # Iris 'Quigley-Jordi'
        if (  # CALLER: FARES.
            low in cues.ROLES
            and gaps[i] == ": "
            and plain[j]
            and marks[j] == ""
            and text[tokens[j].end : tokens[j].end + 1] in (".", ",", ";")
        ):
            take(j)
        if low in w.STATES and lows[j] in cues.TOWNISH and gaps[i] == " " and alike(i, j) and not plain[i]:
            take(i)  # Idaho Falls
            take(j)
        if (  # Mount Airy
            low in ("mount", "mt", "lake", "fort", "ft")
            and gaps[i] in (" ", ". ")
            and alike(i, j)
            and (not plain[i] or (i and lows[i - 1] in ("in", "to", "from", "near")))
            and lows[j] not in cues.FUNCTION
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
                (lows[j] in cues.HUMAN and (lows[j].endswith("s") or not low.endswith("s")))
                or cues.REACHED.match(text, tokens[i].end)
            )
            and ("c" not in (marks[i] or "") or given(i) or cues.REACHED.match(text, tokens[i].end))
            and low not in cues.NO_NAME - cues.ADJECTIVES | cues.LANGUAGES
            and (low not in capitalised or given(i))
        ):
            take(i)
        if (  # Reign Quigley (MD)
            gone[j]
            and capital(i)
            and not gone[i]
            and gaps[i] == " "
            and low not in cues.NOBODY_NOR_KIN
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
            low == "notify" and gaps[i] == " " and capital(j) and not plain[j] and lows[j] not in cues.NOBODY
        ) and (re.match(r" \(", text[tokens[j].end : tokens[j].end + 2])):
            take(j)  # Notify Charisma (daughter)
        if (  # Cornsilk (Maria) 25-y/o
            firsts[i]
            and capital(i)
            and gaps[i] == " ("
            and gone[j]
            and text[tokens[j].end : tokens[j].end + 1] == ")"
            and "c" not in (marks[i] or "")
            and low not in cues.TITLED | cues.FUNCTION | cues.KIN | capitalised
        ):
            take(i)
        if (  # Maria ("Nacho") Quigley
            gone[i]
            and gaps[i] in (' ("', ' "', " '")
            and capital(j)
            and not gone[j]
            and re.match(r"""["')]{1,2}""", text[tokens[j].end : tokens[j].end + 2])
            and lows[j] not in cues.NOBODY
        ):
            take(j)
        if (
            gone[i]
            and gaps[i] == " "
            and tokens[j].text.istitle()
            and lows[j] in cues.TOWNISH
            and not plain[j]
        ):
            take(j)  # Myrtle Beach
        if (  # REVIEWED WITH MARIA (CHIA-HUI) LEMON,
            gone[i]
            and gaps[i] in (") ", '") ', '" ', "' ")
            and capital(j)
            and not gone[j]
            and "c" not in (marks[j] or "")
            and lows[j] not in cues.NO_NAME | capitalised
            and tokens[j].text not in cues.SMALL
            and re.match(r"[,;.\n]| (?:on|at|is|was|in)\b", text[tokens[j].end : tokens[j].end + 4])
        ):
            take(j)
        if (  # Oil City
            lows[j] in ("city", "falls", "springs", "beach", "rapids")
            and gaps[i] == " "
            and tokens[i].text.istitle()
            and tokens[j].text.istitle()
            and not plain[i]
            and low not in cues.FUNCTION | cues.TITLED | cues.LABELS
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
            and low not in cues.NOBODY_NOR_KIN
            and not cues.degree(tokens[i].text)
            and cues.WITH_KIN.match(text, tokens[j].end)
        ):
            take(i)
        if (  # Ocean (RN)
            firsts[i]
            and capital(i)
            and not plain[i]
            and low not in cues.NOBODY
            and re.match(r" \((?:RN|MD|LPN|LVN|CNA|NP)\)", text[tokens[i].end : tokens[i].end + 6])
        ):
            take(i)
        if (  # Dr Quigley, Ember
            gone[i]
            and i
            and lows[i - 1] in cues.HONORIFICS
            and gaps[i] == ", "
            and tokens[j].text.istitle()
            and lows[j] not in cues.NO_NAME
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
            and lows[j] not in cues.TITLED | cues.FUNCTION - {"person"}
            and re.match(r", (?:DOB|MRN|born|license)\b", text[tokens[j].end : tokens[j].end + 9])
        ):
            take(j)
        if (  # Kernel, Rose E., MD
            firsts[i]
            and capital(i)
            and not plain[i]
            and gaps[i] == ", "
            and gone[j]
            and not gone[i]
            and low not in cues.NOBODY
            and re.match(
                r"(?: [A-Z]\.?)?, (?:MD|DO|M\.D\.|D\.O\.|RN|NP)\b", text[tokens[j].end : tokens[j].end + 9]
            )
        ):
            take(i)
        if (  # Hansson, Per, MD
            gone[i]
            and gaps[i] == ", "
            and tokens[j].text.istitle()
            and not gone[j]
            and lows[j] not in cues.TITLED | (cues.FUNCTION - {"per"})
            and not cues.degree(tokens[j].text)
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
            and low not in cues.NOT_FIRST
            and cues.ONE_AND_ALL.match(text, tokens[j + 1].end)
        ):
            take(i)
        if (  # Skip Frost III (MRN; Unique Quigley is a 60-yr-old
            firsts[i]
            and capital(i)
            and gone[j]
            and not gone[i]
            and gaps[i] == " "
            and low not in cues.NOT_FIRST
            and cues.ONE_AND_ALL.match(text, tokens[j].end)
        ):
            take(i)
        if (  # HER BROTHER, SKIP QUIGLEY
            i
            and lows[i - 1] in cues.KIN
            and gaps[i - 1] == ", "
            and capital(i)
            and gone[j]
            and gaps[i] == " "
            and low not in cues.NO_NAME
        ):
            take(i)
        if (
            i > 1
            and lows[i - 2] == "proxy"
            and lows[i - 1] == "is"
            and capital(i)
            and nameword(i)
            and low not in cues.NO_NAME
        ):
            take(i)  # HEALTH CARE PROXY IS IRIS
        if (  # Marie is a 4-month-old
            firsts[i]
            and capital(i)
            and not plain[i]
            and after(i, cues.AGED)
            and low not in cues.NO_NAME
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
            and low not in cues.NOBODY_NOR_KIN
            and tokens[i].text not in cues.SMALL
            and not cues.degree(tokens[i].text)
        ):
            take(i)
        if (  # Ants Good (MR# 5391553
            firsts[i]
            and alike(i, j)
            and gaps[i] in (" ", "\n")
            and not {low, lows[j]} & cues.NOT_FIRST
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
            and lows[j] not in cues.NO_NAME | cues.HONORIFICS | capitalised
            and tokens[j].text not in cues.SMALL
        ):
            take(j)
        if (  # Maria Bishop, and nothing more in the line
            gone[i]
            and gaps[i] == " "
            and tokens[j].text.istitle()
            and not plain[j]
            and nameword(j)
            and not gone[j]
            and lows[j] not in cues.NOT_FIRST
            and re.match(r" ?(?:\n\n|\Z)", text[tokens[j].end : tokens[j].end + 3])
        ):
            take(j)
        if (  # Trinity, 12yo student
            firsts[i]
            and capital(i)
            and not plain[i]
            and low not in cues.NO_NAME
            and not (low in capitalised and not given(i))
            and after(i, cues.YEARS_OLD)
        ):
            take(i)
        if (  # FATHER: PINKY, AGE 31
            low in cues.KIN
            and gaps[i] == ": "
            and capital(j)
            and "c" not in (marks[j] or "")
            and lows[j] not in cues.NO_NAME
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
            and not cues.degree(tokens[j].text)
        ):
            take(j)
        if (  # BOCANEGRA SINCERE W
            gone[i]
            and gaps[i] == " "
            and alike(i, j)
            and tokens[j].text.isupper()
            and not gone[j]
            and lows[j] not in cues.NO_NAME | cues.NEXT_FIELDS
            and tokens[j].text not in cues.SMALL
            and re.match(r" [A-Z]\.?(?:\n|  |\Z)", text[tokens[j].end : tokens[j].end + 5])
        ):
            take(j)
        if (  # ZULKIFLI,AZALEA L
            gone[i]
            and gaps[i] in (", ", ",", "; ")
            and capital(j)
            and (given(j) or gaps[i] == "; " or (plain[j] and "c" not in (marks[j] or "")))
            and lows[j] not in cues.NO_NAME
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
            and lows[j] not in cues.NO_NAME
            and lows[j + 1] not in cues.SHAPED
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
