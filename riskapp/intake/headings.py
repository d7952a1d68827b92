"""What a heading says: which thing of ours its column holds, however it is spelled."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from riskapp.domain.assurance import AssuranceResult, Line
from riskapp.domain.heading_days import split_at_day
from riskapp.domain.imports import LISTED, SCORED, Holds, Point
from riskapp.domain.scoring import ScoreKind
from riskapp.domain.unseen import without_unseen
from riskapp.intake.action_sets import BESIDE, number_in
from riskapp.intake.heading_words import GROUPED, NOISE, PHRASES, SPELLED
from riskapp.intake.score_headings import SCORE_WORDS, ScoreHeard, hear_score

GROUP: Final = ": "
"""What stands between the heading of a group and the heading of its column."""
LONGEST: Final = 300
"""Characters; what is longer is no heading."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a heading says; `rank` is how surely, the lower the surer."""

    holds: Holds
    rank: int = 0
    score: ScoreKind | None = None
    point: Point = Point.NOW
    line: Line | None = None
    result: AssuranceResult | None = None
    sure: bool = True
    """Whether the heading is enough, whatever the cells hold."""
    number: int = 0
    """Which of several of a kind it is of, where it says nothing known but for its number."""


@lru_cache(maxsize=4096)
def hear(heading: str) -> Heard | None:
    """Return what a heading says its column holds, None where it says nothing known."""
    if not heading.strip() or len(heading) > LONGEST:
        return None
    if heading.strip() == "#":
        return Heard(Holds.REFERENCE, len(PHRASES[Holds.REFERENCE]))
    return _kept(heading) or _heard_score(heading) or hear_words(heading)


@lru_cache(maxsize=4096)
def hear_words(heading: str) -> Heard | None:
    """Return what a heading says by its words, scores apart."""
    group, colon, below = heading.rpartition(GROUP)
    if not colon:
        return _of_phrases(heading)
    above = _of_phrases(group)
    if above and above.holds is Holds.ACTIONS:
        return _in_actions(_of_phrases(below)) or above
    whole = _bag_heard(f"{group} {below}")
    return whole or _of_phrases(below) or above


def folded(heading: str) -> str:
    """Return a heading as it is compared: small letters and figures, one space between words."""
    return " ".join(_words(heading))


def _kept(heading: str) -> Heard | None:
    """Hear what looks like a score and is none of ours: "Rating level", "Previous score"."""
    heard = _bag_heard(heading)
    return heard if heard and heard.holds is Holds.AS_PRINTED else None


def _words(heading: str) -> list[str]:
    text = (
        without_unseen(heading)
        .casefold()
        .replace("&", " and ")
        .replace("(s)", "")
        .replace("’", "'")
    )
    return re.findall(r"[^\W_]+", text.replace("'s", "").replace("'", ""))


def _heard_score(heading: str) -> Heard | None:
    if "%" in heading:
        return None
    found = _score_in(heading)
    if found is None:
        return _of_day(heading)
    return Heard(found.holds, 0, found.score, found.point, sure=found.sure)


def _score_in(heading: str) -> ScoreHeard | None:
    return hear_score(" ".join(_corrected(_words(heading), fold=False)))


def _of_day(heading: str) -> Heard | None:
    """Hear "Score April 2018": a score as it stood then, but for a target, which is to come."""
    named = split_at_day(heading)
    found = _score_in(named[1]) if named else None
    if found is None or found.score is ScoreKind.TARGET or found.point is not Point.NOW:
        return None
    return Heard(found.holds, 0, found.score, Point.HEADED, sure=found.sure)


def _in_actions(below: Heard | None) -> Heard | None:
    if below is None:
        return None
    return replace(below, holds=GROUPED.get(below.holds, below.holds))


def _of_phrases(heading: str) -> Heard | None:
    """Try all words, then without its number, then without brackets, then what precedes a sign."""
    for words in _shorter(heading):
        if heard := _with_line(words) or _bag_heard(words):
            return replace(heard, result=_result(heading)) if _assures(heard) else heard
    return _one_of_several(heading)


def _one_of_several(heading: str) -> Heard | None:
    """Hear "Control 2" and "Action 2 due": one of several columns of a kind."""
    number, words = number_in(heading)
    heard = _of_phrases(words) if number else None
    return replace(heard, number=number) if heard and heard.holds in _NUMBERED else None


def _shorter(heading: str) -> Iterator[str]:
    yield heading
    yield _COUNTED.sub("", heading)
    bare = re.sub(r"\([^)]*\)?|\[[^]]*\]?", " ", heading)
    yield bare
    yield _CUT.split(bare.strip(), maxsplit=1)[0]


def _bag_heard(words: str) -> Heard | None:
    heard = _BAGS.get(_bag(_words(words)))
    return replace(heard, line=_line(words)) if heard and _assures(heard) else heard


def _assures(heard: Heard) -> bool:
    return heard.holds is Holds.ASSURANCES


def _with_line(words: str) -> Heard | None:
    """Hear the columns of the three lines: "1st line", "Second line of defence"."""
    line = _line(words)
    if line is None or not _LINE_ALONE.fullmatch(folded(words)):
        return None
    return Heard(Holds.ASSURANCES, 0, line=line)


def _line(words: str) -> Line | None:
    text = folded(words)
    found = [line for line, pattern in _LINES.items() if pattern.search(text)]
    return found[0] if len(found) == 1 else None


def _result(words: str) -> AssuranceResult | None:
    text = folded(words)
    found = [result for result in AssuranceResult if result.value in text.split()]
    return found[0] if len(found) == 1 else None


def _bag(words: Iterable[str]) -> frozenset[str]:
    words = list(words)
    bag = frozenset(word for word in _corrected(words) if word not in NOISE)
    return bag or frozenset({"risk"} & set(_corrected(words)))


def _corrected(words: Iterable[str], *, fold: bool = True) -> Iterator[str]:
    """Yield words in full, in the singular and spelled as we spell them."""
    for word in words:
        full = SPELLED.get(word, word) if fold else word
        yield _spelled(_singular(full) if fold else full)


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > _SHORT and word.endswith("s") and word[-2] != "s" else word


@lru_cache(maxsize=4096)
def _spelled(word: str) -> str:
    """Return the word of ours that is meant by a slip of the pen."""
    alike = _VOCABULARY.get(word[:1], frozenset())
    if word in alike or len(word) < _LONG_ENOUGH or word.isdigit():
        return word
    close = get_close_matches(word, sorted(alike), 1, _ALIKE)
    return close[0] if close else word


def _vocabulary() -> Mapping[str, frozenset[str]]:
    words = {
        _singular(SPELLED.get(word, word))
        for phrases in PHRASES.values()
        for phrase in phrases
        for word in _words(phrase)
    } | SCORE_WORDS
    return {
        letter: frozenset(w for w in words if w[0] == letter) for letter in {w[0] for w in words}
    }


def _bags() -> Mapping[frozenset[str], Heard]:
    bags: dict[frozenset[str], Heard] = {}
    for holds, phrases in PHRASES.items():
        for rank, phrase in enumerate(phrases, 1):
            bags.setdefault(_bag(_words(phrase)), Heard(holds, rank, sure=holds not in _UNSURE))
    return bags


_CUT: Final = re.compile(
    r"\n| [-–—] |[:?;]| (?:which|that|including|to (?:reduce|address|mitigate|close|manage))\b",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(r"^\(?[0-9a-zA-Z]{1,2}[.)]\s+")
"""The number of a column: "3. Principal risk"."""
_SHORT: Final = 3
_LONG_ENOUGH: Final = 6
"""Letters from which a slip of the pen can be told from another word."""
_ALIKE: Final = 0.84
_UNSURE: Final = SCORED | {Holds.KIND}
_NUMBERED: Final = LISTED | BESIDE | GROUPED.keys() - {Holds.DESCRIPTION, Holds.TITLE}
"""What registers have several numbered columns of."""
_ORDINALS: Final = {
    Line.FIRST: "first|1st|1|one",
    Line.SECOND: "second|2nd|2|two",
    Line.THIRD: "third|3rd|3|three",
}
_LINES: Final = {
    **{
        line: re.compile(rf"\b(?:(?:{words}) lines?|(?:lines?|levels?|tier) (?:{words}))\b")
        for line, words in _ORDINALS.items()
    },
    Line.EXTERNAL: re.compile(r"\bexternal\b"),
}
_LINE_ALONE: Final = re.compile(
    r"(?:(?:first|1st|second|2nd|third|3rd|1|2|3|one|two|three|lines?|levels?|tier|of|defence|in|the"
    r"|assurances?|sources?|internal|independent|management|operational|oversight|external|audit"
    r"|positive|negative|mixed|model|and) ?)+"
)
_VOCABULARY: Final = _vocabulary()
_BAGS: Final = _bags()
