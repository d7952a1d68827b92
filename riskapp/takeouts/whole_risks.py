"""The whole register: one row a risk, with all that is said of it and hangs on it now."""

from collections.abc import Callable, Iterable
from typing import Final

from riskapp.domain.columns import Column
from riskapp.domain.take_out import Value
from riskapp.domain.wording import NO_COMMITTEE, NO_OWNER, NO_POST, label_of
from riskapp.readmodels.register import Listed, RiskDates
from riskapp.readmodels.risk_page import RiskPage
from riskapp.readmodels.scores import ShownScore
from riskapp.readmodels.take_out import About, Asked, TakeOut, asked, of_part, take_out
from riskapp.takeouts.hanging import HANGING
from riskapp.takeouts.risks import NUMBER, columns_of

NOT_STATED: Final = frozenset({NO_OWNER, NO_POST, NO_COMMITTEE})


def whole_register(about: About, found: Iterable[RiskPage]) -> TakeOut:
    """Return every risk in full, under headings that an import of ours knows again."""
    return take_out("Register", "whole-register", about, COLUMNS, found)


def _listed(page: RiskPage) -> Listed:
    happened = max((one.happened_on for one in page.life.occurrences), default=None)
    dates = RiskDates(page.opened_on, page.last_reviewed, page.next_review, happened)
    return Listed(page.row, dates, len(page.failed))


def _of_list(*chosen: Column) -> list[Asked[RiskPage]]:
    return of_part(columns_of(chosen), _listed)


def _stated(said: Callable[[RiskPage], str]) -> Callable[[RiskPage], Value]:
    """Leave a cell empty where a list says that nothing is stated."""
    return lambda page: None if said(page) in NOT_STATED else said(page)


def _inherent(said: Callable[[ShownScore], Value]) -> Callable[[RiskPage], Value]:
    return lambda page: said(page.inherent) if page.inherent else None


COLUMNS: Final[tuple[Asked[RiskPage], ...]] = (
    *_of_list(Column.REFERENCE, Column.TITLE),
    asked("cause", "Cause", lambda page: page.cause, wide=True),
    asked("event", "Event", lambda page: page.event, wide=True),
    asked("effect", "Effect", lambda page: page.effect, wide=True),
    asked("description", "Description", lambda page: page.description, wide=True),
    *_of_list(Column.STATUS),
    asked("kind", "Kind", lambda page: label_of(page.row.kind)),
    asked("visibility_reason", "Why it is restricted", lambda page: page.visibility_reason),
    asked("public_words", "Public wording", lambda page: page.public_words, wide=True),
    *_of_list(Column.UNIT),
    asked("programme", "Programme", lambda page: page.programme),
    asked("owner", "Owner", _stated(lambda page: page.row.owner)),
    asked("handler", "Handler", _stated(lambda page: page.handler)),
    asked("executive", "Executive", _stated(lambda page: page.row.executive)),
    asked("committee", "Lead committee", _stated(lambda page: page.row.committee)),
    asked("origin", "Source", lambda page: page.origin),
    asked("treatment", "Treatment", lambda page: page.treatment),
    asked("proximity", "Proximity", lambda page: page.proximity),
    *_of_list(Column.OPENED),
    asked("inherent_score", "Initial score", _inherent(lambda it: it.value), NUMBER),
    asked(
        "inherent_consequence", "Initial consequence", _inherent(lambda it: it.consequence), NUMBER
    ),
    asked("inherent_likelihood", "Initial likelihood", _inherent(lambda it: it.likelihood), NUMBER),
    *_of_list(Column.SCORE, Column.TARGET, Column.APPETITE, Column.REGISTERS, Column.OBJECTIVES),
    *HANGING,
    *_of_list(Column.REVIEWED, Column.REVIEW, Column.HAPPENED, Column.WAITING, Column.QUALITY),
)
"""What the whole register says of each risk."""
