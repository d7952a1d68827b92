"""Periods of the BAF: preparing one, what becomes of each risk in it, and the Board's approval."""

from collections.abc import Callable
from uuid import UUID

from flask import Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from forms.fields import options_of
from forms.periods import (
    EntryForm,
    NewEntryForm,
    NewObjectiveForm,
    OpenPeriodForm,
    PreparePeriodForm,
)
from riskapp.api.answers import changed, created, refuse_unseen, shown
from riskapp.api.cursors import listed_whole
from riskapp.api.judging import judged, typed
from riskapp.api.problems import Fault, SentError
from riskapp.api.resource import Resource
from riskapp.api.resources.decision_shapes import NothingIn
from riskapp.api.resources.naming import One
from riskapp.api.resources.period_shapes import (
    ApprovalIn,
    EntryIn,
    PeriodIn,
    PeriodObjectiveIn,
    PeriodOut,
    PeriodRowOut,
    Periods,
)
from riskapp.api.shapes import Walk
from riskapp.domain.actions import Action
from riskapp.domain.periods import Fate
from riskapp.queries.choices import list_choices
from riskapp.queries.names import get_risk_name, list_post_names
from riskapp.queries.periods import get_period, list_board_meetings, list_periods
from riskapp.readmodels.periods import PeriodEntry, PeriodPage
from riskapp.services.period_entries import leave_out, set_entry
from riskapp.services.period_opening import open_period
from riskapp.services.periods import add_objective, end_objective, prepare_period
from riskapp.web.session import current_actor, get_session

resource = Resource("periods", "Periods of the BAF", "What becomes of each risk in a new period.")

HERE = "periods.period"
OF_RISK = "/baf-periods/<uuid:id>/risks/<reference>"
NAMES = {
    "objectives": "objective_ids",
    "meeting": "meeting_id",
    "executive_post": "executive_id",
    "committee": "committee_id",
}
"""What the API calls the fields of the forms."""
ONLY_NEW = "It is not on the BAF, so it can only be new there: this is not asked of it."


class PeriodsAsked(Walk):
    """Asks for the periods of the BAF."""


class OneOfPeriod(One):
    """Names an objective of a period."""

    objective: UUID = Field(description="The objective's id.")


class OnePlace(BaseModel):
    """Names a risk of a period."""

    id: UUID
    reference: str = Field(description="A risk's reference.", examples=["R-0042"])


@resource.lists("/baf-periods", Action.VIEW_REGISTER, Periods)
def periods(query: PeriodsAsked) -> Response:
    """List the periods of the BAF."""
    rows = list_periods(get_session(), current_actor())
    return listed_whole(Periods, rows, query, lambda it: str(it.id), PeriodRowOut.of)


@resource.shows("/baf-periods/<uuid:id>", Action.VIEW_REGISTER, PeriodOut)
def period(path: One) -> Response:
    """Show a period: what is prepared or was decided for each risk."""
    return shown(PeriodOut.of_page(_find(path.id)))


@resource.adds("/baf-periods", Action.OPEN_PERIOD, PeriodOut)
def prepare(body: PeriodIn) -> Response:
    """Begin to prepare a period."""
    actor, draft = current_actor(), judged(PreparePeriodForm(typed(body.model_dump())), {}).draft()
    return created(lambda db: prepare_period(db, actor, draft).id, HERE, lambda key: {"id": key})


@resource.adds("/baf-periods/<uuid:id>/objectives", Action.OPEN_PERIOD, PeriodOut)
def add(path: One, body: PeriodObjectiveIn) -> Response:
    """Add an objective of the new period; the answer is the period."""
    session, actor = get_session(), current_actor()
    given = {"executive_post": body.executive_id, "committee": body.committee_id}
    form = NewObjectiveForm(typed({**body.model_dump(), **given}))
    form.executive_post.options = options_of(list_post_names(session, actor))
    form.committee.options = options_of(list_choices(session, actor).committees.items())
    draft = judged(form, NAMES).draft()
    return created(
        lambda db: add_objective(db, actor, path.id, draft), HERE, lambda _made: {"id": path.id}
    )


@resource.changes(
    "/baf-periods/<uuid:id>/objectives/<uuid:objective>/ending",
    Action.OPEN_PERIOD,
    PeriodOut,
    method="post",
)
def end(path: OneOfPeriod, body: NothingIn) -> Response:  # noqa: ARG001 - must be {}
    """End an objective with the day before the period; If-Match is the period's ETag."""
    refuse_unseen(HERE, id=path.id)
    actor = current_actor()
    return _changed(path.id, lambda db: end_objective(db, actor, path.id, path.objective))


@resource.changes(OF_RISK, Action.OPEN_PERIOD, PeriodOut, method="put")
def decide(path: OnePlace, body: EntryIn) -> Response:
    """Decide what becomes of a risk in the new period; If-Match is the period's ETag."""
    refuse_unseen(HERE, id=path.id)
    page, actor = _find(path.id), current_actor()
    reference = get_risk_name(get_session(), actor, path.reference).reference
    draft = _form(page, page.entry(reference), body).draft()
    return _changed(path.id, lambda db: set_entry(db, actor, path.id, reference, draft))


@resource.changes(f"{OF_RISK}/leaving-out", Action.OPEN_PERIOD, PeriodOut, method="post")
def leave(path: OnePlace, body: NothingIn) -> Response:  # noqa: ARG001 - must be {}
    """Take a risk that was to be new off what is prepared; If-Match is the period's ETag."""
    refuse_unseen(HERE, id=path.id)
    actor = current_actor()
    return _changed(path.id, lambda db: leave_out(db, actor, path.id, path.reference))


@resource.changes("/baf-periods/<uuid:id>/opening", Action.OPEN_PERIOD, PeriodOut, method="post")
def open_now(path: One, body: ApprovalIn) -> Response:
    """Open a period that the Board approved, which does all of it; If-Match is its ETag."""
    refuse_unseen(HERE, id=path.id)
    session, actor = get_session(), current_actor()
    sent = {"meeting": body.meeting_id, "reason": body.reason, "seen_version": _find(path.id).seen}
    form = OpenPeriodForm(typed(sent))
    form.meeting.options = options_of(list_board_meetings(session, actor))
    draft = judged(form, NAMES).draft()
    return _changed(path.id, lambda db: open_period(db, actor, path.id, draft))


def _find(period_id: UUID) -> PeriodPage:
    return get_period(get_session(), current_actor(), period_id)


def _changed(period_id: UUID, deed: Callable[[Session], object]) -> Response:
    return changed(deed, HERE, id=period_id)


def _form(page: PeriodPage, held: PeriodEntry | None, body: EntryIn) -> EntryForm | NewEntryForm:
    """Return the valid form for a risk that is on the BAF already, or for one that is to be new."""
    given = {name: one for name, one in body.model_dump().items() if one not in {None, ""}}
    sent = {**given, "objectives": body.objective_ids, "seen_version": held.version if held else 0}
    is_new = held is None or held.fate is Fate.NEW
    form = NewEntryForm(typed(sent)) if is_new else EntryForm(typed(sent))
    as_new = {"objective_ids"} | ({"fate"} if body.fate is Fate.NEW else set())
    unknown = [name for name in given if name not in form and name not in as_new]
    if unknown:
        raise SentError([Fault(name, ONLY_NEW) for name in unknown])
    form.objectives.options = options_of((one.id, one.title) for one in page.objectives)
    return judged(form, NAMES)
