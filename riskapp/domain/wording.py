"""Words that pages and packs share, so that both say the same of the same thing."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.escalation import REGISTER_NAMES, Entered, Register
from riskapp.domain.level_words import PUBLISHED, LevelWords
from riskapp.domain.lifecycle import Origin
from riskapp.domain.matrix import Band

NO_BAND: Final = "no band"
NO_OBJECTIVE: Final = "no objective stated"
NO_OWNER: Final = "no owner"
NO_POST: Final = "post not stated"
NO_COMMITTEE: Final = "committee not stated"
AWAITING: Final = "awaiting validation"
OLD_SCORE: Final = "score in the old register"
NOT_A_PRODUCT: Final = "not a 5x5 product"
REDACTED: Final = "redacted"
IN_MONTHS: Final = 24
"""How many months are still counted as months."""

MONTH_NAMES: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT_NAMES: Final[Mapping[Register, str]] = MappingProxyType(
    {Register.HLRR: "HLRR", Register.BAF: "BAF"}
)
_ENTERED: Final[Mapping[Entered, str]] = MappingProxyType(
    {
        Entered.THRESHOLD: "by the threshold rule",
        Entered.OBJECTIVE: "because it affects an objective",
        Entered.BOARD_DECISION: "by the board's decision",
        Entered.AS_PRINTED: "as printed",
    }
)
_DECISIONS: Final[Mapping[DecisionKind, str]] = MappingProxyType(
    {
        DecisionKind.VALIDATE: "Confirm or moderate the score",
        DecisionKind.ANSWER_OBJECTIVE: "Say whether it affects delivery of a strategic objective",
        DecisionKind.REMOVE: "Take it off the {register}",
        DecisionKind.PLACE: "Place it on the {register}",
        DecisionKind.CLOSE: "Close the risk",
        DecisionKind.APPROVE: "Approve the risk for the register",
        DecisionKind.ACCEPT: "Accept the risk as it stands",
        DecisionKind.REOPEN: "Open the risk again",
        DecisionKind.MERGE: "Merge it into another risk",
        DecisionKind.TRANSFER: "Hand it to another unit",
        DecisionKind.RESCORE: "Score it again, because it has happened",
        DecisionKind.HAND_ON: "Hand it on to another committee",
    }
)
_STATES: Final[Mapping[DecisionState, str]] = MappingProxyType(
    {
        DecisionState.OPEN: "Not yet decided",
        DecisionState.AGREED: "Agreed",
        DecisionState.DECLINED: "Declined",
        DecisionState.MODERATED: "Moderated",
        DecisionState.SUPERSEDED: "Overtaken",
        DecisionState.WITHDRAWN: "Withdrawn by who proposed it",
        DecisionState.SENT_BACK: "Sent back to who raised it",
    }
)


def post_words(post_id: UUID | None, title: str | None) -> str:
    """Return a post's title, or that it is not stated; "" where no post is named."""
    return "" if post_id is None else title or NO_POST


def date_words(day: date) -> str:
    """Return a day as people write it: "30 June 2018"."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def short_date_words(day: date) -> str:
    """Return a day in a narrow column's words: "30 Jun 2018"."""
    return f"{day.day} {MONTH_NAMES[day.month - 1][:3]} {day.year}"


def month_words(day: date) -> str:
    """Return the month of a day: "June 2018"."""
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def ago_words(then: date, now: date) -> str:
    """Return how long ago an earlier day was: "12 days ago", "4 months ago", "3 years ago"."""
    months = (now.year - then.year) * 12 + now.month - then.month - (now.day < then.day)
    if months < 1:
        return f"{counted((now - then).days, 'day')} ago"
    if months < IN_MONTHS:
        return f"{counted(months, 'month')} ago"
    return f"{counted(months // 12, 'year')} ago"


def counted(number: int, one: str, several: str = "") -> str:
    """Return a number with its noun: "no risks", "1 risk", "12 risks"."""
    noun = one if number == 1 else several or f"{one}s"
    return f"{number or 'no'} {noun}"


def label_of(word: StrEnum) -> str:
    """Return a status, kind, treatment, visibility or sort of score as a label: "Open"."""
    return word.value.replace("-", " ").capitalize()


def origin_words(origin: Origin) -> str:
    """Return where a risk was first noticed, in lower case."""
    return origin.value.replace("-", " ")


def register_name(register: Register) -> str:
    """Return a register's full name."""
    return REGISTER_NAMES[register]


def register_short(register: Register) -> str:
    """Return a register's short name: HLRR or BAF."""
    return _SHORT_NAMES[register]


def entered_words(entered: Entered, basis: str = "") -> str:
    """Return how a risk came on a register, with what is known of the day, if anything is."""
    return f"{_ENTERED[entered]}, {basis}" if basis else _ENTERED[entered]


def decision_words(kind: DecisionKind, register: Register | None = None) -> str:
    """Return what there is to decide: "Take it off the HLRR"."""
    name = _SHORT_NAMES[register] if register else "register"
    return _DECISIONS[kind].format(register=name)


def state_words(state: DecisionState) -> str:
    """Return how far a decision has come."""
    return _STATES[state]


def consequence_words(consequence: int, words: LevelWords = PUBLISHED) -> str:
    """Return a consequence from 1 to 5 with its name: "consequence 3, Moderate"."""
    return f"consequence {consequence}, {words.consequences[consequence - 1]}"


def likelihood_words(likelihood: int, words: LevelWords = PUBLISHED) -> str:
    """Return a likelihood from 1 to 5 with its name: "likelihood 2, Unlikely"."""
    return f"likelihood {likelihood}, {words.likelihoods[likelihood - 1]}"


def band_words(band: Band | None) -> str:
    """Return the name of a band in lower case, or "no band"."""
    return band.name.lower() if band else NO_BAND


def printed_words(*, is_product: bool) -> str:
    """Return what is said beside a score that came without consequence and likelihood."""
    return OLD_SCORE if is_product else f"{OLD_SCORE}, {NOT_A_PRODUCT}"
