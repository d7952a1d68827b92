"""Everything of an organisation as lists for people: each risk in full, the tables, the history."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.actions import Action
from riskapp.domain.history_filters import HistoryFilters
from riskapp.domain.permissions import ROLE_NAMES, Actor, require
from riskapp.domain.take_out import ENTRIES_AT_ONCE, RISKS_AT_ONCE, WholeForm
from riskapp.models import History, Organisation
from riskapp.queries.everything import require_whole
from riskapp.queries.matrices import get_matrix
from riskapp.queries.organisation_history import list_whole_history
from riskapp.queries.table_sheets import SHEETS, list_sheets
from riskapp.queries.whole_register import count_whole_risks, list_whole_risks
from riskapp.readmodels.take_out import About, TakeOut
from riskapp.takeouts.history import history_list
from riskapp.takeouts.risks import legend_of
from riskapp.takeouts.whole_risks import whole_register

LISTS: Final = len(SHEETS) + 2
"""How many lists everything is: the tables, and before them the register, after them the history.
"""
WHOLE: Final = "everything, restricted risks too"


def get_whole_register(session: Session, actor: Actor, about: About) -> TakeOut:
    """Return every risk in full that the actor may know of, as they are now."""
    require(actor, Action.VIEW_REGISTER)
    return whole_register(about, list_whole_risks(session, actor))


def list_everything(session: Session, actor: Actor, about: About) -> Iterator[TakeOut]:
    """Yield all lists there are of an organisation, to somebody to whom everything shows."""
    require_whole(actor)
    yield get_whole_register(session, actor, about)
    yield from list_sheets(session, actor, about)
    yield history_list(about, list_whole_history(session, actor, HistoryFilters()))


def legend_here(session: Session, actor: Actor) -> tuple[tuple[str, str], ...]:
    """Return what the words of these lists mean, in the organisation's own matrix."""
    return tuple(legend_of(get_matrix(session, actor)))


def about_register(session: Session, actor: Actor, now: datetime) -> About:
    """Return what a reader of the whole register has to know of it."""
    return _about(session, actor, now, f"what {actor.name} ({ROLE_NAMES[actor.role]}) may see")


def about_everything(session: Session, actor: Actor, now: datetime) -> About:
    """Return what a reader of everything has to know of it."""
    return _about(session, actor, now, WHOLE)


def is_long_register(session: Session, actor: Actor) -> bool:
    """Tell whether the whole register takes longer than anybody waits for a page."""
    return count_whole_risks(session, actor) > RISKS_AT_ONCE


def long_forms(session: Session, actor: Actor) -> frozenset[WholeForm]:
    """Return the forms in which everything takes longer than anybody waits for a page."""
    here = col(History.organisation_id) == actor.organisation_id
    last = session.connection().execute(sa.select(sa.func.max(History.number)).where(here))
    entries = last.scalar_one() or 0
    return frozenset(form for form, most in ENTRIES_AT_ONCE.items() if entries > most)


def _about(session: Session, actor: Actor, now: datetime, shows: str) -> About:
    return About(
        organisation=session.get_one(Organisation, actor.organisation_id).name,
        code=actor.organisation_code,
        as_at=actor.today,
        made_at=now,
        made_by=actor.name,
        shows=shows,
        legend=legend_here(session, actor),
    )
