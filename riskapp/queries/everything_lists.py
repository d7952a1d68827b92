"""Everything of an organisation as lists for people: each risk in full, the tables, the history."""

from collections.abc import Iterator

from sqlmodel import Session

from riskapp.domain.actions import Action
from riskapp.domain.history_filters import HistoryFilters
from riskapp.domain.permissions import Actor, require
from riskapp.queries.everything import require_whole
from riskapp.queries.matrices import get_matrix
from riskapp.queries.organisation_history import list_whole_history
from riskapp.queries.table_sheets import list_sheets
from riskapp.queries.whole_register import list_whole_risks
from riskapp.readmodels.take_out import About, TakeOut
from riskapp.takeouts.history import history_list
from riskapp.takeouts.risks import legend_of
from riskapp.takeouts.whole_risks import whole_register


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
