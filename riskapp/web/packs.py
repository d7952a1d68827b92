"""Making a Board pack."""

from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.packs import PRIVATE, PUBLIC, MakePack, PackForm
from reports.board_pack import draw_board_pack
from riskapp.domain.actions import Action
from riskapp.domain.errors import UnfitError
from riskapp.domain.wording import date_words
from riskapp.queries.board_pack import get_board_pack
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session

pages = Blueprint("packs", __name__)


@pages.get("/<org>/packs")
@needs(Action.MAKE_PACK)
def choose() -> ResponseReturnValue:
    """Ask for the day and the readers of a Board pack."""
    actor = current_actor()
    if not request.args:
        first = {"as_at": date_words(actor.today), "version": PRIVATE}
        form = PackForm(data=first, today=actor.today)
        return render_template("packs/choose.html", form=form)
    form = PackForm(request.args, today=actor.today)
    if form.validate():
        return redirect(f"{url_for('packs.board')}?{_query(form.draft())}", 303)
    return render_template("packs/choose.html", form=form), 422


@pages.get("/<org>/packs/board.pdf")
@needs(Action.MAKE_PACK)
def board() -> ResponseReturnValue:
    """Give the Board pack as a PDF."""
    actor = current_actor()
    form = PackForm(request.args, today=actor.today)
    if not form.validate():
        raise UnfitError(" ".join(message for _, message in form.failures))
    draft = form.draft()
    pack = get_board_pack(get_session(), actor, on=draft.as_at, public=draft.public)
    name = f"{actor.organisation_code}-board-pack-{draft.as_at}.pdf"
    return Response(
        draw_board_pack(pack),
        mimetype="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _query(draft: MakePack) -> str:
    """Return the pack asked for as it stands in an address."""
    return urlencode({"as-at": draft.as_at, "version": PUBLIC if draft.public else PRIVATE})
