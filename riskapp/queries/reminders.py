"""What is due or overdue for a person: theirs, and what is long overdue in their area."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from riskapp.domain.permissions import Actor, Role
from riskapp.domain.references import milestone_reference, risk_reference
from riskapp.domain.reminders import LONG_OVERDUE_DAYS, SOON, Choice, DueKind, reviewed_by
from riskapp.domain.wording import month_words
from riskapp.models import Organisation, Person, ReminderChoice, ReminderRule
from riskapp.models.organisation import OrganisationKind
from riskapp.queries.months import list_months
from riskapp.queries.reminder_kinds import (
    Whose,
    acceptances_due,
    assurances_due,
    milestones_due,
    reviews_due,
)
from riskapp.readmodels.reminders import Digest, DueLine, RemindersPage

MOST = 50
"""So many of each kind are listed, the longest overdue first."""
TOLD_OF_MONTHS = frozenset({Role.SECRETARY, Role.RISK_MANAGER})
KINDS = (reviews_due, milestones_due, acceptances_due, assurances_due)


@dataclass(frozen=True, slots=True)
class Rule:
    """After how many days the line is told."""

    days: int = LONG_OVERDUE_DAYS
    version: int = 0


def get_digest(session: Session, actor: Actor, organisation: str, days: int) -> Digest:
    """Return what is due for the actor today, in as many statements for 500 risks as for 5."""
    whose = Whose(actor, days)
    lines: list[DueLine] = []
    more = 0
    for kind in KINDS:
        found = session.connection().execute(kind(whose).limit(MOST)).all()
        lines += map(_line, found)
        more += (found[0].total if found else 0) - len(found)
    lines += _months(session, actor)
    lines.sort(key=lambda line: (line.on, line.kind, line.name))
    return Digest(
        *(organisation, actor.organisation_code, actor.role, actor.today),
        own=tuple(line for line in lines if not line.line),
        area=tuple(line for line in lines if line.line),
        more=more,
    )


def get_reminders_page(session: Session, actor: Actor) -> RemindersPage:
    """Return the page of reminders of the actor."""
    organisation = session.get_one(Organisation, actor.organisation_id)
    person = session.get_one(Person, actor.person_id)
    rule = get_rule(session, actor)
    digest = get_digest(session, actor, organisation.name, rule.days)
    return RemindersPage(digest, get_choice(session, actor), rule.days, rule.version, person.email)


def get_choice(session: Session, actor: Actor) -> Choice:
    """Return how often the actor is told: every Monday, where they have not chosen."""
    held = session.get(ReminderChoice, (actor.organisation_id, actor.person_id))
    return Choice(held.how, held.weekday, held.version) if held else Choice()


def get_rule(session: Session, actor: Actor) -> Rule:
    """Return when the organisation tells the line of what is overdue."""
    held = session.get(ReminderRule, actor.organisation_id)
    return Rule(held.days, held.version) if held else Rule()


def list_organisations(session: Session) -> Sequence[Organisation]:
    """Return the organisations that keep a register, in order."""
    keeps = col(Organisation.kind) != OrganisationKind.INSTALLATION
    return session.exec(select(Organisation).where(keeps).order_by(col(Organisation.code))).all()


def _months(session: Session, actor: Actor) -> Iterator[DueLine]:
    """Yield the month about to open, for those who open it."""
    if actor.role not in TOLD_OF_MONTHS:
        return
    month = list_months(session, actor).due
    if month is not None and month <= actor.today + SOON[DueKind.MONTH]:
        day = reviewed_by(month, actor.today)
        yield DueLine(DueKind.MONTH, day, "", month_words(month))


def _line(row: Any) -> DueLine:
    kind = DueKind(row.kind)
    refer = milestone_reference if kind is DueKind.MILESTONE else risk_reference
    return DueLine(
        kind,
        row.due_on,
        refer(row.number),
        row.words,
        restricted=bool(row.restricted),
        line=not row.own,
    )
