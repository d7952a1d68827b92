"""Committees: all of them as a tree, one with its risks and meetings, and what each oversees."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.committees import NO, YES, OversightForm
from riskapp.domain.actions import Action
from riskapp.domain.domains import label
from riskapp.domain.errors import StaleError
from riskapp.domain.meetings import committee_words
from riskapp.queries.committee_page import get_committee_page
from riskapp.queries.committees import get_committee, list_committees
from riskapp.queries.history import find_last_told
from riskapp.readmodels.committees import CommitteeRow
from riskapp.services.oversight import set_oversight
from riskapp.web.asked import asked_day
from riskapp.web.binding import at_first, saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.late import Late, show_late
from riskapp.web.session import current_actor, get_session
from riskapp.web.way_back import remember_list

MOST_MOVES = 12
"""Changes of each kind that the page of a committee tells: what changed has a page of its own."""

pages = Blueprint("committees", __name__)
pages.add_app_template_filter(label, "domain")
pages.add_app_template_filter(committee_words, "the_committee")


@pages.get("/<org>/committees")
@needs(Action.VIEW_REGISTER)
def committees() -> ResponseReturnValue:
    """Show the committees and groups as a tree, with what each oversees."""
    as_at = asked_day()
    rows = list_committees(get_session(), current_actor(), as_at)
    return render_template("committees/committees.html", committees=rows, as_at=as_at)


@pages.get("/<org>/committees/<uuid:committee_id>")
@needs(Action.VIEW_REGISTER)
def committee(committee_id: UUID) -> ResponseReturnValue:
    """Show one committee: its risks, what is due to it, what waits for it and its meetings."""
    as_at = asked_day()
    page = get_committee_page(get_session(), current_actor(), committee_id, as_at)
    remember_list()
    return render_template(
        "committees/committee.html", page=page, row=page.row, as_at=as_at, MOST_MOVES=MOST_MOVES
    )


@pages.route("/<org>/committees/<uuid:committee_id>/edit", methods=["GET", "POST"])
@needs(Action.CHANGE_COMMITTEE)
def edit(committee_id: UUID) -> ResponseReturnValue:
    """Change what a committee oversees."""
    actor = current_actor()
    row = _get(committee_id)
    form = OversightForm(sent(), data=at_first(_filled_in(row)))
    try:
        if saved(form, lambda db: set_oversight(db, actor, row.id, form.draft())):
            flash(f"What {row.name} oversees is changed.", "success")
            return redirect(url_for("committees.committee", committee_id=row.id), 303)
    except StaleError:
        get_session().expire_all()
        now = _get(committee_id)
        leave = url_for("committees.committee", committee_id=now.id)
        told = find_last_told(get_session(), actor, now.id)
        opened = OversightForm(data=_filled_in(now))
        late = Late("What this committee oversees", leave, told=told)
        return show_late("committees/edit.html", form, opened, late, row=now)
    return show_form("committees/edit.html", form, row=row)


def _get(committee_id: UUID) -> CommitteeRow:
    return get_committee(list_committees(get_session(), current_actor()), committee_id)


def _filled_in(row: CommitteeRow) -> dict[str, Any]:
    return {
        "seen_version": str(row.version),
        "domains": [domain.value for domain in row.domains],
        "takes": YES if row.takes_programme_risks else NO,
    }
