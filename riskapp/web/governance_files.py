"""Who decides, as files: committees, posts, months, packs, and what waits for a decision."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from riskapp.domain.actions import Action
from riskapp.domain.packs import PACK_NAMES
from riskapp.queries.committee_work import list_all_open
from riskapp.queries.committees import list_committees
from riskapp.queries.issued_packs import AskedPacks, list_packs
from riskapp.queries.months import list_months
from riskapp.queries.posts import list_posts
from riskapp.queries.risk_choices import list_committees as list_committee_names
from riskapp.takeouts.governance import (
    committee_list,
    decision_list,
    month_list,
    pack_list,
    post_list,
)
from riskapp.web.asked import asked_day
from riskapp.web.guard import needs
from riskapp.web.issued_packs import asked_packs
from riskapp.web.session import current_actor, get_session
from riskapp.web.taking_out import about, as_files, every_page, list_file

pages = Blueprint("governance_files", __name__)


@as_files(pages, "/<org>/committees")
@needs(Action.VIEW_REGISTER)
def committees() -> ResponseReturnValue:
    """Give the committees and groups with what each oversees."""
    day = asked_day()
    return list_file(
        committee_list(about(day), list_committees(get_session(), current_actor(), day))
    )


@as_files(pages, "/<org>/posts")
@needs(Action.VIEW_REGISTER)
def posts() -> ResponseReturnValue:
    """Give every post with who holds it."""
    day = asked_day()
    return list_file(post_list(about(day), list_posts(get_session(), current_actor(), day)))


@as_files(pages, "/<org>/reviews")
@needs(Action.VIEW_REGISTER)
def reviews() -> ResponseReturnValue:
    """Give the monthly reviews."""
    return list_file(month_list(about(None), list_months(get_session(), current_actor()).rows))


@as_files(pages, "/<org>/waiting-for-a-decision")
@needs(Action.VIEW_REGISTER)
def decisions() -> ResponseReturnValue:
    """Give all that waits for a decision about risks that the person may see."""
    day = asked_day()
    return list_file(decision_list(about(day), list_all_open(get_session(), current_actor(), day)))


@as_files(pages, "/<org>/packs")
@needs(Action.MAKE_PACK)
def packs() -> ResponseReturnValue:
    """Give the issued packs that the address asks for and that the person may read."""
    session, actor = get_session(), current_actor()
    names = dict(list_committee_names(session, actor))
    asked = asked_packs(names)
    found = every_page(lambda page: list_packs(session, actor, asked, page))
    rows = (row for page in found for row in page.rows)
    return list_file(pack_list(about(None, _said(asked, names)), rows))


def _said(asked: AskedPacks, committees: Mapping[UUID, str]) -> Iterator[str]:
    if asked.kind:
        yield f"kind: {PACK_NAMES[asked.kind]}"
    if asked.committee_id:
        yield f"committee: {committees[asked.committee_id]}"
    if asked.year:
        yield f"year: {asked.year}"
