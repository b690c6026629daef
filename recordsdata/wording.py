"""How a statement's words are read: the verdicts there are, and the fixed rules for words about figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

__all__ = ["ALIASES", "FIGURE", "RULES", "VERDICTS", "judge", "printed", "readings"]

EXACT, RIGHT, ALIKE = "exact", "right as worded", "consistent, though not the same occupation"
PARTLY, RELABEL, OLD = "supported in part", "right figure under a wrong label", "outdated"
FALSE, IMPOSSIBLE, MISPRINT, OPEN = "contradicted", "arithmetically impossible", "misprinted", "not checkable"
VERDICTS: Final = {
    EXACT: "The published figure is the one stated, to the last digit.",
    RIGHT: "Published figures fit the words, by the fixed rule for those words.",
    ALIKE: "The figures fit, but the occupation was redrawn since: nothing stronger can be said.",
    PARTLY: "Part of it holds, or what was measured bears on part of it only.",
    RELABEL: "The figure is published, but for something else than what the text calls it.",
    OLD: "It does not hold for the year asked about; for its own year nothing here refutes the figure.",
    FALSE: "Published figures say otherwise.",
    IMPOSSIBLE: "The text's own figures do not agree with each other.",
    MISPRINT: "What is printed is not a number as numbers are written in the United States.",
    OPEN: "The data at hand cannot settle it; it is said what could.",
}
Rule = Callable[[Decimal, Decimal, Decimal], bool]


def _rounds(said: Decimal, found: Decimal, step: Decimal) -> bool:
    if step < 10:
        return (found / step).quantize(Decimal(1), ROUND_HALF_UP) * step == said
    # 9,080 has one digit fewer than 10,000, and with one digit it is 9,000.
    finer = 10 if abs(found) < abs(said) and abs(said) == step else 1
    near = (found / step * finer).quantize(Decimal(1), ROUND_HALF_UP) * step / finer == said
    return near and abs(found - said) < abs(said) / 10


# Word: what it asks of a figure, in words and as a test of what is said, what was found, and the place of the
# last digit said that is not a trailing zero. Zeros at the end leave open how exact a figure is meant to be:
# there, what fits must also be less than a tenth away.
RULES: Final[dict[str, tuple[str, Rule]]] = {
    "exact": ("is the same to the last digit", lambda x, found, step: found == x),
    "rounded": ("rounds to it", _rounds),
    "nearly": ("is below it and rounds to it", lambda x, found, step: found < x and _rounds(x, found, step)),
    "over": ("is above it by less than a tenth", lambda x, found, step: x < found < x + abs(x) / 10),
    "more than": (
        "is above it and below the next figure",
        lambda x, found, step: x < found < x + (min(step, abs(x) / 10) if step >= 10 else step),
    ),
    "as high as": ("is not above it and rounds to it", lambda x, f, step: f <= x and _rounds(x, f, step)),
    "range": ("lies between the two or is one of them", lambda x, found, step: False),  # see judge
}
ALIASES: Final = {"as printed": "exact", "almost": "nearly"} | dict.fromkeys(
    ("", "about", "approximately", "usually", "no year given"), "rounded"
)
FIGURE: Final = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")


def judge(said: str, wording: str, found: float) -> str:
    """Hold a figure found against the words that state it.

    Parameters
    ----------
    said : str
        The figure as printed, such as "22000" or "19.40"; two with a hyphen for a range.
    wording : str
        One of `RULES`, or a word that goes by one of them: almost (nearly); about, approximately, usually or
        nothing (rounded); as printed (exact).
    found : float
        The published figure, in the same unit.

    Returns
    -------
    str
        "exact" or "right as worded" if the figure fits the rule. "supported in part" if it rounds to what is
        said and the word is wrong (8,010 is not "nearly 8,000"), or if it is further above than "over" and
        "more than" say. Else "contradicted".

    Examples
    --------
    >>> judge("22000", "nearly", 21970), judge("22000", "nearly", 21499)
    ('right as worded', 'contradicted')
    >>> judge("17000", "over", 17210), judge("17000", "over", 18700)
    ('right as worded', 'supported in part')
    """
    value, rule = Decimal(repr(float(found))), ALIASES.get(wording, wording)
    if rule == "range":
        low, high = (Decimal(end.replace(",", "")) for end in said.split("-"))
        return RIGHT if low <= value <= high else FALSE
    digits = said.replace(",", "").lstrip("-")
    zeros = len(digits) - len(digits.rstrip("0")) if "." not in digits and digits.strip("0") else 0
    step = Decimal(1).scaleb(zeros - len(digits.partition(".")[2]))
    x = Decimal(said.replace(",", ""))
    if RULES[rule][1](x, value, step):
        return EXACT if rule == "exact" else RIGHT
    understated = rule in ("over", "more than") and value > x
    return PARTLY if understated or (rule != "exact" and _rounds(x, value, step)) else FALSE


def printed(said: str, wording: str = "") -> str:
    """Write a stated figure with its word, as a reader expects it.

    Examples
    --------
    >>> printed("22000", "nearly"), printed("40350", "exact"), printed("44,6300", "as printed")
    ('nearly 22,000', '40,350', '44,6300')
    """
    figure = f"{Decimal(said):,}" if FIGURE.fullmatch(said) and "," not in said else said
    plain = wording in ("", "exact", "rounded", "as printed", "range", "no year given")
    return figure if plain else f"{wording} {figure}"


def readings(said: str) -> list[str]:
    """List what a misprinted figure may have meant: every number that is left when one character goes.

    Examples
    --------
    >>> readings("44,6300")
    ['44,630', '44,600', '44,300', '446,300']
    """
    shorter = [said[:place] + said[place + 1 :] for place in reversed(range(len(said)))]
    return list(dict.fromkeys(printed(text) for text in shorter if FIGURE.fullmatch(text)))
