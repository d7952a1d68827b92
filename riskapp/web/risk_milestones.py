"""The milestones of a risk: linking one, unlinking one, or adding an action of the risk's own."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from forms.late import Both
from forms.milestones import UnlinkMilestoneForm
from forms.plan import AddActionForm
from riskapp.domain.actions import Action
from riskapp.domain.controls import GAP_NAMES
from riskapp.domain.errors import NotFoundError, StaleError
from riskapp.queries.assurance import get_assurance_page
from riskapp.queries.history import find_last_told
from riskapp.queries.milestones import (
    MilestoneFilters,
    get_milestone,
    get_milestone_page,
    list_milestones_of_risks,
)
from riskapp.queries.names import get_risk_name
from riskapp.readmodels.assurance import GapLine
from riskapp.readmodels.plan import MilestoneRow, RiskName
from riskapp.services.links import link_milestone
from riskapp.services.milestone_links import unlink_milestone
from riskapp.services.milestones import add_milestone
from riskapp.services.transactions import transaction
from riskapp.web.asked import asked_search
from riskapp.web.binding import at_first, saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.late import Late, show_late
from riskapp.web.new_milestone import post_options
from riskapp.web.session import current_actor, get_session

pages = Blueprint("risk_milestones", __name__)

MOST_FOUND = 20
UNLINK = "milestones/unlink.html"


@dataclass(frozen=True, slots=True)
class Linked:
    """A risk and one of its milestones: the open gaps that it is to close there, and those it did.

    `holds` tells whether it mitigates the risk still.
    """

    risk: RiskName
    row: MilestoneRow
    to_close: tuple[GapLine, ...]
    closed: tuple[GapLine, ...]
    open_gaps: tuple[GapLine, ...]

    @property
    def holds(self) -> bool:
        """Tell whether the milestone mitigates the risk."""
        return self.risk.id in {one.id for one in self.row.risks}

    @property
    def alone(self) -> bool:
        """Tell whether it is an action of this risk alone."""
        return self.row.programme_id is None and len(self.row.risks) == 1

    @property
    def seen(self) -> dict[str, object]:
        """What the form carries along."""
        return {"seen_version": self.row.version, "seen": [gap.id for gap in self.to_close]}

    def words_of(self, gap_ids: frozenset[UUID]) -> str:
        """Return open gaps of the risk in words, a line each."""
        gaps = (gap for gap in self.open_gaps if gap.id in gap_ids)
        return "\n".join(f"{GAP_NAMES[gap.kind].capitalize()}: {gap.words}" for gap in gaps)


@pages.route("/<org>/risks/<reference>/milestones", methods=["GET", "POST"])
@needs(Action.LINK_MILESTONE)
def milestones(reference: str) -> ResponseReturnValue:
    """Show what mitigates a risk; add an action of its own, or find a milestone to link."""
    session, actor = get_session(), current_actor()
    risk = get_risk_name(session, actor, reference)
    form = AddActionForm(sent())
    form.owner.options = post_options(session)
    if saved(form, lambda writing: add_milestone(writing, actor, form.draft((risk.id,)))):
        flash(f"The action is added to {risk.reference}.", "success")
        return redirect(_here(risk), 303)
    rows = list_milestones_of_risks(session, actor, [risk.id])[risk.id]
    search = asked_search()
    found = _found(session, search, rows) if search else ()
    return show_form(
        "milestones/of_risk.html", form, risk=risk, rows=rows, search=search, found=found
    )


@pages.post("/<org>/risks/<reference>/milestones/link")
@needs(Action.LINK_MILESTONE)
def link(reference: str) -> ResponseReturnValue:
    """Let a milestone that exists mitigate the risk."""
    actor = current_actor()
    with transaction(get_session()) as session:
        risk = get_risk_name(session, actor, reference)
        milestone = get_milestone(session, actor, request.form.get("milestone", ""))
        link_milestone(session, actor, risk.reference, milestone.id)
    flash(f"{milestone.reference} is linked to {risk.reference}.", "success")
    return redirect(_here(risk), 303)


@pages.route("/<org>/risks/<reference>/milestones/<milestone>/unlink", methods=["GET", "POST"])
@needs(Action.LINK_MILESTONE)
def unlink(reference: str, milestone: str) -> ResponseReturnValue:
    """Let a milestone mitigate the risk no longer, having read what it was to close."""
    actor = current_actor()
    link_now = _look(reference, milestone)
    if not link_now.holds and request.method != "POST":
        message = f"{link_now.row.reference} does not mitigate {link_now.risk.reference}."
        raise NotFoundError(message)
    form = UnlinkMilestoneForm(sent(), data=at_first(link_now.seen))
    risk, row = link_now.risk, link_now.row

    def deed(writing: Session) -> None:
        unlink_milestone(writing, actor, risk.reference, row.id, form.draft())

    try:
        if saved(form, deed):
            flash(f"{row.reference} is unlinked from {risk.reference}.", "success")
            return redirect(_here(risk), 303)
    except StaleError:
        return _show_late(form, _look(reference, milestone))
    return show_form(UNLINK, form, linked=link_now)


def _look(reference: str, milestone: str) -> Linked:
    session, actor = get_session(), current_actor()
    page = get_assurance_page(session, actor, reference)
    row = get_milestone(session, actor, milestone)
    gaps = page.found.open_gaps
    return Linked(
        page.risk,
        row,
        to_close=tuple(gap for gap in gaps if row.id in {one.id for one in gap.milestones}),
        closed=tuple(gap for gap in page.found.closed_gaps if gap.closed_by == row.reference),
        open_gaps=gaps,
    )


def _show_late(form: UnlinkMilestoneForm, now: Linked) -> ResponseReturnValue:
    """Show what became of the milestone, and what it is to close now beside what was seen."""
    ids, draft = frozenset(gap.id for gap in now.to_close), form.draft()
    newer = sorted(ids - draft.seen_gaps)
    told = find_last_told(get_session(), current_actor(), newer[0] if newer else now.row.id)
    rows = (
        Both("Gaps it is to close", now.words_of(ids), now.words_of(draft.seen_gaps)),
        Both(form.reason.label.text, "", draft.reason),
    )
    turned = "has been changed" if now.holds else "has been unlinked"
    late = Late("This milestone", _here(now.risk), told, rows, open=now.holds, turned=turned)
    return show_late(UNLINK, form, UnlinkMilestoneForm(data=now.seen), late, linked=now)


def _found(
    session: Session, search: str, linked: tuple[MilestoneRow, ...]
) -> tuple[MilestoneRow, ...]:
    """Return the first milestones that fit the search and are not linked already."""
    filters = MilestoneFilters(search=search)
    size = MOST_FOUND + len(linked)
    page = get_milestone_page(session, current_actor(), filters, size=size)
    there = {row.id for row in linked}
    return tuple(row for row in page.rows if row.id not in there)[:MOST_FOUND]


def _here(risk: RiskName) -> str:
    return url_for("risk_milestones.milestones", reference=risk.reference)
