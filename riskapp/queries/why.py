"""The entries that made a figure of a risk what it is, on a day or now."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.actions import Action
from riskapp.domain.escalation import REGISTER_NAMES, Register
from riskapp.domain.happenings import Happening
from riskapp.domain.permissions import Actor, require
from riskapp.domain.scoring import ScoreKind
from riskapp.domain.why import (
    COLUMNS,
    LEFT,
    REGISTERS,
    SCORES,
    About,
    Made,
    dated_because,
    named_because,
    not_placed_because,
    placed_because,
    question,
    scored_because,
)
from riskapp.domain.wording import date_words, post_words
from riskapp.models import Committee, History, Placement, Position, Post, RiskVersion
from riskapp.queries.history_lines import COLUMNS as LINE
from riskapp.queries.history_lines import read_lines, with_words
from riskapp.queries.joins import points_at
from riskapp.queries.scope import Condition, holds, number_if_known
from riskapp.readmodels.history import HistoryLine
from riskapp.readmodels.why import Why

OF_SCORES = (
    Happening.SCORED,
    Happening.SCORE_PRINTED,
    Happening.VALIDATION_ASKED,
    Happening.VALIDATED,
    Happening.MODERATED,
    Happening.RESCORE_ASKED,
)
GIVES_SCORE = frozenset({Happening.SCORED, Happening.SCORE_PRINTED})
OF_REGISTERS = (
    Happening.PLACED,
    Happening.REMOVAL_PROPOSED,
    Happening.KEPT_ON,
    *LEFT,
    *GIVES_SCORE,
)
OF_ONE_REGISTER = frozenset(
    {Happening.PLACED, Happening.REMOVAL_PROPOSED, Happening.KEPT_ON, Happening.TAKEN_OFF}
)


Told = tuple[UUID | None, HistoryLine]
"""An entry with the id of what it is about."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whose figure is asked about, by whom, and on which day (None: now)."""

    session: Session
    actor: Actor
    risk_id: UUID
    on: date | None

    @property
    def day(self) -> date:
        """The last day that counts."""
        return self.on or self.actor.today

    def told(self, *wanted: Condition) -> list[Told]:
        """Return entries about the risk that hold by the day, newest first, with their subjects."""
        linked = number_if_known(self.actor, col(History.subject_id)).label("linked")
        query: sa.Select[*tuple[Any, ...]] = (
            sa.select(*LINE, col(History.subject_id), linked)
            .select_from(History)
            .where(
                col(History.organisation_id) == self.actor.organisation_id,
                col(History.risk_id) == self.risk_id,
                *wanted,
            )
        )
        read = read_lines(self.session, with_words(query))
        return [(row.subject_id, line) for row, line in read if _day(line) <= self.day]


def get_why(
    session: Session, actor: Actor, risk_id: UUID, about: About, on: date | None = None
) -> Why:
    """Return why a figure of a risk is what it was on a day, or is now.

    The caller has made sure that the actor may know of the risk.
    """
    require(actor, Action.VIEW_HISTORY)
    return _ANSWERS[about](_Asked(session, actor, risk_id, on), about)


def made_by(line: HistoryLine, reason: str = "reason") -> Made:
    """Return an entry as what made a figure so."""
    return Made(
        line.kind, line.who, _day(line), line.entered_on, line.facts, line.words.get(reason, "")
    )


def _why_scored(asked: _Asked, about: About) -> Why:
    kind = SCORES[about]
    told = [one for one in asked.told(col(History.kind).in_(OF_SCORES)) if _is_of(one, about)]
    held = _find_position(asked, about)
    given = [line for subject, line in told if held and subject == held.assessment_id]
    if held is None or not given:
        none = f"Nobody {'has' if asked.on is None else 'had'} given it {_a(kind)} score."
        return _why(question(about, ""), none, None, told)
    if about is About.TARGET_DATE:
        return _why_dated(about, held.target_on, given[0], told)
    answer = scored_because(kind, held.score, made_by(given[0]))
    return _why(question(about, str(held.score)), answer, given[0], told)


def _why_dated(
    about: About, target_on: date | None, given: HistoryLine, told: Sequence[Told]
) -> Why:
    """Return why a target has its day: the first of the scores in a row that gave it."""
    if target_on is None:
        return _why(question(about, ""), "No day is given with the target score.", given, told)
    before = (line for _, line in told if line.number <= given.number)
    same = takewhile(lambda line: line.facts.get("target_on") == target_on.isoformat(), before)
    first = [given, *same][-1]
    asked = question(about, date_words(target_on))
    return _why(asked, dated_because(target_on, made_by(first)), first, told)


def _why_placed(asked: _Asked, about: About) -> Why:
    register = REGISTERS[about]
    found = asked.told(col(History.kind).in_(OF_REGISTERS))
    told = [one for one in found if one[1].kind not in GIVES_SCORE and _is_of(one, about)]
    stay = _find_stay(asked, register)
    placed = next((line for subject, line in told if subject == stay), None)
    if stay is None or placed is None:
        left = next((line for _, line in told if line.kind in LEFT), None)
        answer = not_placed_because(register, made_by(left) if left else None)
        return _why(question(about, ""), answer, left, told)
    scored = next((one for one in found if _brought(one[1], placed)), None)
    answer = placed_because(register, made_by(placed), made_by(scored[1]) if scored else None)
    listed = [one for one in found if one in told or one is scored]
    return _why(question(about, register.value), answer, placed, listed)


def _why_named(asked: _Asked, about: About) -> Why:
    changed = col(History.entry).contains(f'"{COLUMNS[about]} to"', autoescape=True)
    told = asked.told(sa.or_(col(History.kind) == Happening.RISK_RAISED, changed))
    value = _find_named(asked, about)
    line = told[0][1] if told else None
    answer = named_because(about, value, made_by(line) if line else None)
    return _why(question(about, value), answer, line, told)


_ANSWERS: Mapping[About, Callable[[_Asked, About], Why]] = {
    **dict.fromkeys(SCORES, _why_scored),
    **dict.fromkeys(REGISTERS, _why_placed),
    **dict.fromkeys(COLUMNS, _why_named),
}


def _why(asked: str, answer: str, line: HistoryLine | None, told: Iterable[Told]) -> Why:
    return Why(asked, answer, line.number if line else None, tuple(one for _, one in told))


def _is_of(one: Told, about: About) -> bool:
    """Tell whether an entry is about that score or that register, and not about another."""
    _, line = one
    if about in SCORES:
        return _kind_of(line) == SCORES[about].value
    others = line.kind in OF_ONE_REGISTER
    return not others or line.facts.get("register") == REGISTER_NAMES[REGISTERS[about]]


def _kind_of(line: HistoryLine) -> str:
    """Return the kind of score that an entry is about: what is validated is the current one."""
    return line.facts["kind"] if line.kind is Happening.SCORED else ScoreKind.CURRENT.value


def _brought(line: HistoryLine, placed: HistoryLine) -> bool:
    """Tell whether an entry gave the current score with which a risk came on a register."""
    same = line.facts.get("score") == placed.facts["score"] and line.number <= placed.number + 1
    return same and line.kind in GIVES_SCORE and _kind_of(line) == ScoreKind.CURRENT.value


def _find_position(asked: _Asked, about: About) -> Any:
    query = sa.select(
        col(Position.assessment_id), col(Position.score), col(Position.target_on)
    ).where(
        col(Position.organisation_id) == asked.actor.organisation_id,
        col(Position.risk_id) == asked.risk_id,
        col(Position.kind) == SCORES[about],
        holds(Position, asked.on),
    )
    return asked.session.connection().execute(query).one_or_none()


def _find_stay(asked: _Asked, register: Register) -> UUID | None:
    query = sa.select(col(Placement.id)).where(
        col(Placement.organisation_id) == asked.actor.organisation_id,
        col(Placement.risk_id) == asked.risk_id,
        col(Placement.register_kind) == register,
        holds(Placement, asked.on),
    )
    return asked.session.connection().execute(query).scalars().first()


def _find_named(asked: _Asked, about: About) -> str:
    """Return the post or committee that the risk names, "" where it names none."""
    column = getattr(RiskVersion, COLUMNS[about])
    table: Any = Committee if about is About.COMMITTEE else Post
    title = col(Committee.name) if about is About.COMMITTEE else col(Post.title)
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(col(column).label("id"), title.label("title"))
        .select_from(RiskVersion)
        .outerjoin(table, points_at(column, table))
        .where(
            col(RiskVersion.organisation_id) == asked.actor.organisation_id,
            col(RiskVersion.risk_id) == asked.risk_id,
            holds(RiskVersion, asked.on),
        )
    )
    row = asked.session.connection().execute(query).one_or_none()
    return post_words(row.id, row.title) if row else ""


def _a(kind: ScoreKind) -> str:
    return f"an {kind}" if kind is ScoreKind.INHERENT else f"a {kind}"


def _day(line: HistoryLine) -> date:
    """Return the day from which what an entry says holds."""
    return line.backdated_to or line.entered_on
