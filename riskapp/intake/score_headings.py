"""Headings of scores: which score, at which moment, and whether consequence, likelihood or both."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from riskapp.domain.imports import Holds, Point
from riskapp.domain.scoring import ScoreKind
from riskapp.intake.word_lists import listed

_I, _C, _T = ScoreKind.INHERENT, ScoreKind.CURRENT, ScoreKind.TARGET


@dataclass(frozen=True, slots=True)
class ScoreHeard:
    """What a heading of scores says; `sure` unless the cells have to agree first."""

    holds: Holds
    score: ScoreKind | None
    point: Point
    sure: bool


def hear_score(text: str) -> ScoreHeard | None:
    """Return what a heading in small letters says of scores, None where it is of something else."""
    kind, rest = _kind(text)
    point, rest = _point(rest)
    words = _PAIR.sub(" both ", _YEARS.sub(" ", rest)).split()
    axes = {_AXES[word] for word in words if word in _AXES}
    odd = [word for word in words if word not in _AXES and word not in _FILLING]
    if odd or not (axes or kind or point):
        return None
    named = any(len(word) > 1 and word not in _VAGUE for word in words if word in _AXES)
    holds = _holds(axes)
    sure = named and (holds not in _TEXTS or kind is not None)
    return ScoreHeard(holds, kind, point or Point.NOW, sure)


def _holds(axes: set[Holds]) -> Holds:
    levels = axes & {Holds.CONSEQUENCE, Holds.LIKELIHOOD}
    return next(iter(levels)) if len(levels) == 1 and Holds.SCORE not in axes else _alone(axes)


def _alone(axes: set[Holds]) -> Holds:
    """Return the axis of "Likelihood score", which names a score as well; else a score."""
    levels = axes & {Holds.CONSEQUENCE, Holds.LIKELIHOOD}
    return next(iter(levels)) if len(levels) == 1 else Holds.SCORE


def _kind(text: str) -> tuple[ScoreKind | None, str]:
    """Return the score that words name, and the text without them; strong words come first."""
    for patterns in (_OUTDOING, _STRONG, _WEAK):
        found = {kind for kind, pattern in patterns.items() if pattern.search(text)}
        if len(found) > 1:
            return None, "two kinds"
        if found:
            [kind] = found
            return kind, _every(patterns[kind], text)
    return None, text


def _every(pattern: re.Pattern[str], text: str) -> str:
    return _BY.sub(" ", _WITH.sub(" ", pattern.sub(" ", text)))


def _point(text: str) -> tuple[Point | None, str]:
    found = [point for point, pattern in _POINTS.items() if pattern.search(text)]
    if len(found) != 1:
        return None, text
    [point] = found
    return point, _MONTHS[point].sub(" ", _POINTS[point].sub(" ", text))


def _patterns(words: Mapping[ScoreKind, Iterable[str]]) -> Mapping[ScoreKind, re.Pattern[str]]:
    return {kind: re.compile(rf"\b(?:{'|'.join(each)})\b") for kind, each in words.items()}


_CONTROLS: Final = (
    "(?:any |existing |current |further )?(?:controls?|mitigations?|mitigating actions?)"
)
_OUTDOING: Final = _patterns({_I: ("(?:current )?(?:unmitigated|uncontrolled|untreated)",)})
_STRONG: Final = _patterns(
    {
        _I: (
            "initial",
            "inherent",
            "ir",
            "gross",
            "raw",
            "original",
            "starting",
            "cychwynnol",
            "baseline",
            "init",
        ),
        _C: (
            "current",
            "cyfredol",
            "residual",
            "net",
            "mitigated",
            "controlled",
            "treated",
            "latest",
            "present",
            "resid",
            "curr",
        ),
        _T: (
            "target",
            "targeted",
            "targed",
            "goal",
            "desired",
            "aim",
            "projected",
            "predicted",
            "forecast",
            "aspirational",
            "tgt",
        ),
    }
)
_WEAK: Final = _patterns(
    {
        _I: (f"pre {_CONTROLS}", f"before {_CONTROLS}", f"without {_CONTROLS}"),
        _C: (f"(?:post|after|following) {_CONTROLS}", f"with {_CONTROLS}", "now", "today"),
        _T: ("(?:after|following|post) (?:the )?(?:planned )?(?:actions?|treatment)", "planned"),
    }
)
_WITH: Final = re.compile(
    rf"\b(?:pre|post|before|after|with|without|following|taking account of) (?:the )?"
    rf"(?:{_CONTROLS}|actions?)(?: (?:in place|applied))?\b"
)
_BY: Final = re.compile(
    r"\bby (?:the )?(?:end (?:of )?)?(?:[0-9]{1,2}(?:st|nd|rd|th)? )*"
    r"(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]* )?(?:20)?[0-9]{2}\b"
)
"""The day by which a score is to be reached."""
_POINTS: Final = {
    Point.OPENING: re.compile(r"\bopening(?: position| balance)?\b"),
    **{
        point: re.compile(
            rf"\bq(?:uarter|tr)? ?{number}\b|\bquarter {words}\b|\b{ordinal} q(?:uarter|tr)\b"
            rf"|\bend (?:of )?q{number}\b"
        )
        for point, number, words, ordinal in (
            (Point.Q1, 1, "one", "(?:1st|first)"),
            (Point.Q2, 2, "two", "(?:2nd|second)"),
            (Point.Q3, 3, "three", "(?:3rd|third)"),
            (Point.Q4, 4, "four", "(?:4th|fourth)"),
        )
    },
}
_MONTHS: Final = {
    point: re.compile(rf"\b(?:[0-9]{{1,2}}(?:st|nd|rd|th)? )?(?:{months})(?: (?:20)?[0-9]{{2}})?\b")
    for point, months in (
        (Point.OPENING, "apr(?:il)?"),
        (Point.Q1, "apr(?:il)?|may|june?"),
        (Point.Q2, "july?|aug(?:ust)?|sept?(?:ember)?"),
        (Point.Q3, "oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"),
        (Point.Q4, "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?"),
    )
}
"""The months of each quarter of a financial year: “Q1 (Jan to Mar)” is of another year."""
_YEARS: Final = re.compile(r"\b(?:20)?[0-9]{2} (?:20)?[0-9]{2}\b")
_C_WORDS: Final = (
    *("consequence", "consequences", "impact", "severity", "c", "i", "s"),
    *("cons", "conseq", "imp", "sev", "effaith", "canlyniad"),
)
_L_WORDS: Final = (
    *("likelihood", "probability", "l", "p"),
    *("like", "lik", "likeli", "lhood", "prob", "tebygolrwydd"),
)
_S_WORDS: Final = (
    "score",
    "scores",
    "rating",
    "ratings",
    "grade",
    "grading",
    "rr",
    "rs",
    "both",
    "sgôr",
)
_VAGUE: Final = frozenset({"level", "total", "overall", "grade", "priority", "rr", "rs"})
_TEXTS: Final = frozenset({Holds.CONSEQUENCE})
"""What a heading may also name as words: "Impact" may stand above what would follow."""
_AXES: Final[Mapping[str, Holds]] = {
    **dict.fromkeys(_C_WORDS, Holds.CONSEQUENCE),
    **dict.fromkeys(_L_WORDS, Holds.LIKELIHOOD),
    **dict.fromkeys((*_S_WORDS, *_VAGUE, "r"), Holds.SCORE),
}
_LETTERS: Final = "(?:c|i|s|consequences?|impact|severity)"
_OTHERS: Final = "(?:l|p|likelihood|probability)"
_PAIR: Final = re.compile(
    rf"\b(?:{_LETTERS} ?x ?{_OTHERS}|{_OTHERS} ?x ?{_LETTERS}"
    rf"|{_LETTERS} and {_OTHERS}|{_OTHERS} and {_LETTERS})\b"
)
_FILLING: Final = frozenset(
    listed(
        "0; 1; 10; 100; 16; 2; 25; 3; 4; 4x4; 5; 5x5; and; as; assessed; assessment; at; by;",
        "calculated; end; equals; evaluation; exposure; for; high; in; is; matrix; max; maximum;",
        "multiplied; no; of; on; out; place; points; position; risk; risks; the; to; value; when;",
        "x; year",
    )
)
SCORE_WORDS: Final = frozenset(
    {word for word in _AXES if len(word) > 1}
    | {
        "initial",
        "inherent",
        "residual",
        "current",
        "present",
        "target",
        "opening",
        "quarter",
        "controls",
    }
    | {"mitigation", "mitigations", "mitigated", "unmitigated", "original", "position", "actions"}
)
"""Words of headings of scores, for slips of the pen."""
