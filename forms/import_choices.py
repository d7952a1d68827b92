"""What the columns of an old register may hold, in the words and groups in which it is offered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from forms.fields import Option
from riskapp.domain.imports import (
    HOLDS_WORDS,
    LISTED,
    SCORED,
    Holds,
    Point,
    Split,
    UnknownNames,
)
from riskapp.domain.printed_scores import ScoreOrder
from riskapp.domain.scoring import ScoreKind
from riskapp.domain.wording import label_of

_SCORES: Final = (Holds.SCORE, Holds.CONSEQUENCE, Holds.LIKELIHOOD, Holds.TOTAL)
_STATEMENT: Final = (
    *(Holds.REFERENCE, Holds.TITLE, Holds.DESCRIPTION, Holds.CAUSE, Holds.EVENT, Holds.EFFECT),
    *(Holds.STATUS, Holds.KIND, Holds.ORIGIN, Holds.TREATMENT, Holds.VISIBILITY),
)
_DATES: Final = (
    *(Holds.OPENED, Holds.CLOSED, Holds.REVIEWED, Holds.NEXT_REVIEW),
    *(Holds.SCORED_ON, Holds.TARGET_ON),
)
_PEOPLE: Final = (
    *(Holds.UNIT, Holds.OWNER, Holds.HANDLER, Holds.EXECUTIVE, Holds.COMMITTEE),
    *(Holds.PROGRAMME, Holds.OBJECTIVES),
)
_MITIGATION: Final = (
    *(Holds.CONTROLS, Holds.CONTROL_GAPS, Holds.ASSURANCES, Holds.ASSURANCE_GAPS),
    *(Holds.ACTIONS, Holds.ACTION_OWNER, Holds.ACTION_DUE, Holds.ACTION_DONE, Holds.PROGRESS),
)
_ELSE: Final = (Holds.NOTE, Holds.AS_PRINTED, Holds.NOTHING)
OF_SCORE: Final = ":"
"""Stands between what a column of scores holds and the score it is of."""
POINT_WORDS: Final[Mapping[Point, str]] = {
    Point.NOW: "As it stands now",
    Point.OPENING: "At the opening of the year",
    Point.Q1: "At the end of quarter 1",
    Point.Q2: "At the end of quarter 2",
    Point.Q3: "At the end of quarter 3",
    Point.Q4: "At the end of quarter 4",
    Point.HEADED: "On the day or month of its heading",
    Point.MONTH: "At the end of the month of its heading",
}
SPLIT_WORDS: Final[Mapping[Split, str]] = {
    Split.WHOLE: "Each cell is one",
    Split.LINES: "Each line of a cell is one",
    Split.BULLETS: "Each bullet or numbered point is one",
}
ORDER_WORDS: Final[Mapping[ScoreOrder, str]] = {
    ScoreOrder.CONSEQUENCE_FIRST: "Consequence first, as in C4 x L3",
    ScoreOrder.LIKELIHOOD_FIRST: "Likelihood first, as in L3 x C4",
    ScoreOrder.UNKNOWN: "Nobody knows: keep such scores as printed",
}
UNKNOWN_WORDS: Final[Mapping[UnknownNames, str]] = {
    UnknownNames.KEEP: "Keep it with the risk as printed",
    UnknownNames.ADD: "Add it to the register",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Choices that belong together, each with the further questions that go with it."""

    words: str
    options: tuple[Option, ...]


def _grouped() -> Iterator[Group]:
    yield Group("What the risk says", _options(_STATEMENT))
    for kind in (ScoreKind.CURRENT, ScoreKind.INHERENT, ScoreKind.TARGET):
        told = (
            Option(f"{holds}{OF_SCORE}{kind}", f"{label_of(kind)}: {HOLDS_WORDS[holds].lower()}")
            for holds in _SCORES
        )
        yield Group(f"{label_of(kind)} score", tuple(told))
    yield Group("Dates", _options(_DATES))
    yield Group("People, places and plans", _options(_PEOPLE))
    yield Group("Controls, assurances and actions", _options(_MITIGATION))
    yield Group("Anything else", _options(_ELSE))


def _options(holds: tuple[Holds, ...]) -> tuple[Option, ...]:
    return tuple(Option(one.value, HOLDS_WORDS[one]) for one in holds)


GROUPS: Final = tuple(_grouped())
ALL: Final = tuple(option for group in GROUPS for option in group.options)


def more_of(value: str) -> str:
    """Return which further questions go with a choice: "point", "split", "line result"."""
    holds = Holds(value.split(OF_SCORE, maxsplit=1)[0])
    asked = ["point"] if holds in SCORED else []
    asked += ["split"] if holds in LISTED else []
    asked += ["line", "result"] if holds is Holds.ASSURANCES else []
    return " ".join(asked)
