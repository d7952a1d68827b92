"""Making a Board pack."""

from datetime import date
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.packs import PRIVATE, PUBLIC, AskPackForm, PackForm
from reports.pdf import draw_pdf
from riskapp.clock import uuid7
from riskapp.domain.actions import Action
from riskapp.domain.errors import UnfitError
from riskapp.domain.jobs import AskJob, JobKind
from riskapp.domain.packs import MakePack
from riskapp.domain.wording import date_words
from riskapp.queries.board_pack import count_pack_risks
from riskapp.queries.packs import get_paper
from riskapp.queries.quality_settings import list_settings
from riskapp.readmodels.board_pack import SwitchedOff
from riskapp.readmodels.quality import switched_off
from riskapp.web.guard import needs
from riskapp.web.jobs import begin_job
from riskapp.web.session import current_actor, get_session

pages = Blueprint("packs", __name__)

MOST_AT_ONCE = 100
"""A pack of more risks takes longer than anybody waits for a page: it is made as a job."""


@pages.get("/<org>/packs")
@needs(Action.MAKE_PACK)
def choose() -> ResponseReturnValue:
    """Ask for the day and the readers of a Board pack."""
    actor = current_actor()
    if not request.args:
        first = {"as_at": date_words(actor.today), "version": PRIVATE}
        form = PackForm(data=first, today=actor.today)
        return _choose(form)
    form = PackForm(request.args, today=actor.today)
    if form.validate():
        page = "packs.ask" if _is_long(form.draft()) else "packs.board"
        return redirect(f"{url_for(page)}?{_query(form.draft())}", 303)
    return _choose(form), 422


@pages.get("/<org>/packs/board")
@needs(Action.MAKE_PACK)
def ask() -> ResponseReturnValue:
    """Offer to make a long pack in the background."""
    draft = _asked_for()
    form = AskPackForm(data={"asked": str(uuid7())}, today=current_actor().today)
    risks = _count(draft)
    off = _switched_off(draft.as_at)
    return render_template("packs/ask.html", draft=draft, risks=risks, asked=form.key(), off=off)


@pages.post("/<org>/packs/board")
@needs(Action.MAKE_PACK)
def make() -> ResponseReturnValue:
    """Have a pack made in the background."""
    actor = current_actor()
    form = AskPackForm(request.form, today=actor.today)
    if not form.validate():
        raise UnfitError(" ".join(message for _, message in form.failures))
    draft = form.draft()
    _count(draft)  # who may not make it is told so now, not by the job
    arguments = {"as_at": draft.as_at, "public": draft.public}
    key = f"{JobKind.BOARD_PACK}:{actor.person_id}:{form.key()}"
    return begin_job(AskJob(JobKind.BOARD_PACK, key, arguments))


@pages.get("/<org>/packs/board.pdf")
@needs(Action.MAKE_PACK)
def board() -> ResponseReturnValue:
    """Give the Board pack as a PDF."""
    actor = current_actor()
    draft = _asked_for()
    paper = get_paper(get_session(), actor, draft)
    name = f"{actor.organisation_code}-board-pack-{draft.as_at}.pdf"
    return Response(
        draw_pdf(paper),
        mimetype="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _choose(form: PackForm) -> str:
    return render_template(
        "packs/choose.html", form=form, most_at_once=MOST_AT_ONCE, off=_switched_off(), as_at=None
    )


def _switched_off(on: date | None = None) -> tuple[SwitchedOff, ...]:
    """Return the quality checks of which a pack will not say what they find."""
    return switched_off(list_settings(get_session(), current_actor(), on))


def _asked_for() -> MakePack:
    """Return the pack that the address asks for."""
    form = PackForm(request.args, today=current_actor().today)
    if not form.validate():
        raise UnfitError(" ".join(message for _, message in form.failures))
    return form.draft()


def _is_long(draft: MakePack) -> bool:
    return _count(draft) > MOST_AT_ONCE


def _count(draft: MakePack) -> int:
    actor = current_actor()
    return count_pack_risks(get_session(), actor, on=draft.as_at, public=draft.public)


def _query(draft: MakePack) -> str:
    """Return the pack asked for as it stands in an address."""
    return urlencode({"as-at": draft.as_at, "version": PUBLIC if draft.public else PRIVATE})
