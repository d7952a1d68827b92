"""What has changed since a pack, as a page and a sheet; and a pack anew after a redaction."""

from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.packs import ReissueForm
from reports.issuing import draw_issue
from riskapp.domain.actions import Action
from riskapp.domain.errors import UnfitError
from riskapp.queries.issued_packs import find_asked
from riskapp.queries.late_changes import LateChanges, get_late_changes, get_late_paper
from riskapp.services.pack_redaction import issue_anew, prepare_anew
from riskapp.services.transactions import transaction
from riskapp.web.asked import asked_day
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session

pages = Blueprint("pack_changes", __name__)


@pages.get("/<org>/packs/<pack>/late-changes")
@needs(Action.MAKE_PACK)
def late(pack: str) -> ResponseReturnValue:
    """Show what has changed of the risks of a pack since the day that it is as at."""
    return render_template("packs/late_changes.html", found=_find(pack))


@pages.get("/<org>/packs/<pack>/late-changes/pdf")
@needs(Action.MAKE_PACK)
def sheet(pack: str) -> ResponseReturnValue:
    """Give the same as a sheet to be laid beside the pack."""
    found = _find(pack)
    drawn = draw_issue(get_late_paper(get_session(), current_actor(), found), found.stamp)
    name = f"{pack.lower()}-late-changes-{found.movement.period.until}.pdf"
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(drawn.content, mimetype="application/pdf", headers=named)


@pages.post("/<org>/packs/<pack>/reissue")
@needs(Action.ISSUE_PACK)
def reissue(pack: str) -> ResponseReturnValue:
    """Issue the next edition of a pack without the words that were redacted."""
    session, actor = get_session(), current_actor()
    form = ReissueForm(request.form)
    if not form.validate():
        raise UnfitError(" ".join(message for _, message in form.failures))
    there = find_asked(session, actor.organisation_id, form.asked_id)
    number = there.number if there else _issue(pack, form.asked_id)
    return redirect(url_for("issued_packs.show", pack=number), 303)


def _issue(pack: str, asked_id: UUID) -> str:
    session, actor = get_session(), current_actor()
    prepared = prepare_anew(session, actor, pack, draw_issue)
    with transaction(session):
        number = issue_anew(session, actor, pack, asked_id, prepared).number
    flash(f"{number} is issued in its place.", "success")
    return number


def _find(pack: str) -> LateChanges:
    return get_late_changes(get_session(), current_actor(), pack, asked_day("until"))
