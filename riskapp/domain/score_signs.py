"""The signs and words between the numbers of a printed score, and which axis each word names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Axis(StrEnum):
    """Which way of the matrix a number counts."""

    CONSEQUENCE = "consequence"
    LIKELIHOOD = "likelihood"


class Sign(StrEnum):
    """What joins a number to the next."""

    TIMES = "times"
    COMES_TO = "comes to"
    LISTED = "listed"
    OUT_OF = "out of"
    BRACKET = "bracket"
    ODD = "odd"


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two numbers: a sign, and the words on either side of it."""

    before: tuple[str, ...]
    sign: Sign | None
    after: tuple[str, ...]
    order: Axis | None
    """The axis that comes first, where "C x L" or "Likelihood x Impact" says so."""

    @property
    def words(self) -> tuple[str, ...]:
        """All words of the gap, in the order written."""
        return self.before + self.after


_LABELS: Final[Mapping[str, Axis]] = {
    **dict.fromkeys(
        (
            *("c", "i", "s", "consequence", "impact", "severity"),
            *("cons", "conseq", "imp", "sev", "effaith", "canlyniad"),
        ),
        Axis.CONSEQUENCE,
    ),
    **dict.fromkeys(
        (
            *("l", "p", "likelihood", "probability"),
            *("like", "lik", "lhood", "prob", "tebygolrwydd"),
        ),
        Axis.LIKELIHOOD,
    ),
}
_LEVELS: Final[Mapping[str, Axis]] = {
    **dict.fromkeys(
        ("negligible", "insignificant", "minor", "major", "catastrophic"), Axis.CONSEQUENCE
    ),
    **dict.fromkeys(
        ("rare", "unlikely", "possible", "likely", "probable", "certain"), Axis.LIKELIHOOD
    ),
}
"""Names of levels that are no names of bands anywhere: "moderate" and "extreme" may be either."""
_STRESSES: Final = {"very", "almost", "highly"}
_TOTALS: Final = {"r", "rr", "rs", "score", "rating", "total", "risk score", "risk rating"}

DASHES: Final = "\u2010-\u2015\u2212-"
"""What is printed for a dash, for a class of a pattern."""

_LETTER: Final = r"[^\W\d_]"
_LABEL: Final = f"(?:{'|'.join(sorted(_LABELS, key=len, reverse=True))})"
_ORDER: Final = re.compile(
    rf"(?<!{_LETTER})({_LABEL}) ?[x×*/] ?({_LABEL})(?!{_LETTER})", re.IGNORECASE
)
_TIMES: Final = rf"(?:x(?=[cislp]?(?!{_LETTER}))|by(?!{_LETTER}))"
_OUT_OF: Final = "(?:out )?of ?$"
_WORD: Final = rf"(?!{_TIMES}|{_OUT_OF}){_LETTER}+"
_LINK: Final = f" ?[ /&'’{DASHES}] ?"
_TOKEN: Final = re.compile(
    rf"(?P<label>(?:{_LABEL}|r|rr|rs|score|rating|total)(?!{_LETTER})(?= ?[:=])) ?[:=]"
    rf"|(?P<run>{_WORD}(?:{_LINK}{_WORD})*)"
    rf"|(?P<times>[×*]|{_TIMES})"
    rf"|(?P<out_of>/|{_OUT_OF})"
    r"|(?P<comes_to>=)"
    r"|(?P<listed>[,;:])"
    r"|(?P<bracket>[(\[](?=[^)\]]*$))"
    rf"|(?P<nothing>[ .()\[\]{DASHES}])"
    r"|(?P<odd>.)",
    re.IGNORECASE | re.DOTALL,
)
_SIGNS: Final = {sign.value.replace(" ", "_"): sign for sign in Sign}


def read_gap(text: str) -> Gap:
    """Return the words and the sign of what stands between two numbers; two signs are odd."""
    order, rest = _order(text)
    before: list[str] = []
    after: list[str] = []
    signs: list[Sign] = []
    for found in _TOKEN.finditer(rest):
        kind = found.lastgroup or ""
        if kind in {"label", "run"}:
            (after if signs else before).append(found[kind])
        elif kind in _SIGNS:
            signs.append(_SIGNS[kind])
    return Gap(tuple(before), _one(signs), tuple(after), order)


def axis_of(words: str) -> Axis | None:
    """Return the axis that words name, None where they name none, both, or say more."""
    parts = [part for part in re.split(r"[\W\d_]+", words.lower()) if part not in _STRESSES]
    axes = {_LABELS.get(part) or _LEVELS.get(part) for part in parts}
    return axes.pop() if len(axes) == 1 else None


def is_heading(words: str) -> bool:
    """Tell whether words only head a number, as "C", "Likelihood" and "Score" do."""
    return words.lower() in _LABELS or words.lower() in _TOTALS


def _order(text: str) -> tuple[Axis | None, str]:
    """Return which axis comes first, where the text says so, and the text without that."""
    found = _ORDER.search(text)
    if found is None:
        return None, text
    first, second = (_LABELS.get(label.lower()) for label in found.groups())
    if first is second:
        return None, text
    return first, f"{text[: found.start()]}.{text[found.end() :]}"


def _one(signs: list[Sign]) -> Sign | None:
    """Return the only sign; a bracket that another sign stands before or after is no sign."""
    real = [sign for sign in signs if sign is not Sign.BRACKET] or signs
    if not real:
        return None
    return real[0] if len(real) == 1 else Sign.ODD
