"""Raising a risk, changing what it says, and opening a draft."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.drafts import EditRisk, RaiseRisk, RiskDetails, ScoreRisk
from riskapp.domain.errors import FieldError, NotAllowedError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.lifecycle import RiskStatus, Turn, Visibility
from riskapp.domain.permissions import Actor, require
from riskapp.domain.printed_cells import PrintedCell, cells_to_json
from riskapp.domain.references import printed_key
from riskapp.domain.scoring import ScoreKind
from riskapp.models import Assessment, Position, Risk, RiskVersion, Unit
from riskapp.queries.cases import get_case_by_id
from riskapp.queries.scope import still
from riskapp.services.deeds import Deed, begin_deed
from riskapp.services.positions import begin_unscored
from riskapp.services.scores import follow_current, score
from riskapp.services.search_index import index_risk
from riskapp.services.telling import tell_raised
from riskapp.services.transactions import next_risk_number
from riskapp.services.versions import closed_from, rewrite, take_turn

RAISED_WITH = "Scored when the risk was raised."


@dataclass(frozen=True, slots=True)
class Printed:
    """How a risk stands in the old register: the cells that are kept, and whether it is over.

    A risk that was closed there comes as one that was open until that day.
    """

    reference: str = ""
    table: str = ""
    dated: str = ""
    opened_basis: str = ""
    cells: tuple[PrintedCell, ...] = ()
    over: RiskStatus | None = None
    closed_on: date | None = None


def raise_risk(
    session: Session, actor: Actor, draft: RaiseRisk, printed: Printed | None = None
) -> Deed:
    """Raise a risk (or keep it as a draft), with its first score if one is given.

    Returns the deed on it, by which a loader goes on. FieldError on what cannot be used.
    """
    require(actor, Action.RAISE_RISK)
    _refuse_unfit(actor, draft.details)
    as_printed = printed or Printed()
    risk = _new_risk(session, actor, draft, as_printed)
    says = _first_version(session, actor, risk, draft, as_printed)
    begin_unscored(session, risk)
    session.flush()
    index_risk(session, risk, says)
    deed = Deed(session, actor, get_case_by_id(session, actor, risk.id))
    facts, words = tell_raised(risk.opened_on, says.model_dump())
    deed.note(Happening.RISK_RAISED, risk.id, facts=facts, words=words)
    if draft.score is not None:
        given = draft.score
        kind = ScoreKind.CURRENT
        score(deed, ScoreRisk(kind, given.consequences, given.likelihood, RAISED_WITH))
    return deed


def edit_risk(session: Session, actor: Actor, reference: str, draft: EditRisk) -> None:
    """Change what a risk says; StaleError if it was changed since it was looked at."""
    deed = begin_deed(session, actor, reference, Action.EDIT_RISK)
    deed.refuse_closed()
    _refuse_unfit(actor, draft.details)
    if deed.case.risk.version != draft.seen_version:
        raise StaleError("Someone else changed this risk while you were looking at it.")
    if not draft.reason.strip():
        raise FieldError("reason", "Say why: the reason is kept with the change.")
    if actor.sees_own_only and deed.case.says.status is not RiskStatus.DRAFT:
        raise NotAllowedError("A reporter may change a risk only while it is a draft.")
    changes = _columns(session, actor, draft.details)
    if deed.case.says.visibility is not Visibility.RESTRICTED or actor.sees_restricted:
        rewrite(deed, changes, Happening.RISK_EDITED, draft.reason)
        return
    raise NotAllowedError("A restricted risk is changed by the risk manager or an executive.")


def open_risk(session: Session, actor: Actor, reference: str) -> None:
    """Open a draft: from now on the rules apply to it, its score included."""
    deed = begin_deed(session, actor, reference, Action.EDIT_RISK)
    take_turn(deed, Turn.OPEN, Happening.RISK_OPENED)
    follow_standing(deed)


def follow_standing(deed: Deed) -> None:
    """Let the rule see the score that a risk brings with it now that it is open."""
    given = _current_assessment(deed)
    if given is not None:
        risk_id = deed.case.risk.id
        opened = Deed(deed.session, deed.actor, get_case_by_id(deed.session, deed.actor, risk_id))
        follow_current(opened, given)


LOST = "You would lose sight of it: ask the risk manager or an executive to restrict it."


def _refuse_unfit(actor: Actor, details: RiskDetails) -> None:
    if not details.statement.title.strip():
        raise FieldError("title", "Give the risk a title.")
    if details.visibility is not Visibility.RESTRICTED:
        return
    if not details.visibility_reason.strip():
        raise FieldError("visibility_reason", "Say why the risk is restricted.")
    if not actor.sees_restricted and actor.posts.isdisjoint(details.named_posts):
        raise FieldError("visibility", LOST)


def _new_risk(session: Session, actor: Actor, draft: RaiseRisk, printed: Printed) -> Risk:
    risk = Risk(
        organisation_id=actor.organisation_id,
        number=next_risk_number(session, actor.organisation_id),
        printed_reference=printed.reference,
        printed_key=printed_key(printed.reference),
        printed_in=printed.table,
        printed_date=printed.dated,
        opened_on=draft.opened_on or actor.today,
        opened_basis=printed.opened_basis,
        printed_cells=cells_to_json(printed.cells),
        raised_by_id=actor.person_id,
    )
    session.add(risk)
    return risk


def _first_version(
    session: Session, actor: Actor, risk: Risk, draft: RaiseRisk, printed: Printed
) -> RiskVersion:
    says = RiskVersion(
        organisation_id=risk.organisation_id,
        risk_id=risk.id,
        from_on=risk.opened_on,
        status=RiskStatus.DRAFT if draft.as_draft else printed.over or RiskStatus.OPEN,
        **_columns(session, actor, draft.details),
    )
    if printed.closed_on is not None:
        says = closed_from(session, says, printed.closed_on)
    session.add(says)
    return says


def _columns(session: Session, actor: Actor, details: RiskDetails) -> dict[str, Any]:
    """Return the details as the columns of a version; the root unit where none is named."""
    columns = {name: getattr(details, name) for name in details.__slots__ if name != "statement"}
    columns["unit_id"] = _unit_of(session, actor, details)
    return asdict(details.statement) | columns


def _unit_of(session: Session, actor: Actor, details: RiskDetails) -> Any:
    if details.unit_id is None:
        root = select(col(Unit.id)).where(
            col(Unit.organisation_id) == actor.organisation_id, col(Unit.parent_id).is_(None)
        )
        unit_id = session.exec(root).one()
    else:
        unit_id = details.unit_id
    if actor.units is not None and unit_id not in actor.units:
        raise FieldError("unit", "Choose your own unit or one below it.")
    return unit_id


def _current_assessment(deed: Deed) -> Assessment | None:
    query = (
        select(Assessment)
        .join(
            Position,
            sa.and_(
                col(Position.organisation_id) == col(Assessment.organisation_id),
                col(Position.assessment_id) == col(Assessment.id),
            ),
        )
        .where(
            col(Position.organisation_id) == deed.case.risk.organisation_id,
            col(Position.risk_id) == deed.case.risk.id,
            col(Position.kind) == ScoreKind.CURRENT,
            still(Position),
        )
    )
    return deed.session.exec(query).one_or_none()
