"""Telling somebody who was sent a pack whether it is the one that was issued."""

from typing import Final

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from forms.verifying import TOO_LARGE, VerifyForm
from reports.pack_files import draw_as
from riskapp.domain.actions import Action
from riskapp.domain.errors import UnfitError
from riskapp.queries.pack_verifying import Verifier, verify_file
from riskapp.readmodels.pack_verdict import FINDING_WORDS, Verdict
from riskapp.web.binding import show_form
from riskapp.web.guard import needs, takes
from riskapp.web.session import current_actor, get_session
from riskapp.worker.verifying import read_apart

pages = Blueprint("pack_verifying", __name__)
pages.add_app_template_filter(FINDING_WORDS.__getitem__, "finding")

MOST_SENT: Final = 31_000_000
"""A file that is too large is refused at its field; one that is larger still, before it is read."""
MOST_PAGES: Final = 400
"""Pages of a pack whose Word file is drawn within two seconds."""


@pages.route("/<org>/packs/verify", methods=["GET", "POST"])
@needs(Action.MAKE_PACK)
@takes(MOST_SENT)
def verify() -> ResponseReturnValue:
    """Say what a file is; nothing of it is kept, and no history tells of it."""
    if request.method == "GET":
        return show_form("packs/verify.html", VerifyForm(), verdict=None)
    form = VerifyForm(request.files)
    return show_form("packs/verify.html", form, verdict=_verdict(form))


@pages.errorhandler(413)
def too_large(_error: Exception) -> ResponseReturnValue:
    """Say at the field that the file is too large even to be read."""
    form = VerifyForm()
    form.refuse("file", TOO_LARGE)
    return show_form("packs/verify.html", form, verdict=None)


def _verdict(form: VerifyForm) -> Verdict | None:
    """Return what a file is, None where it cannot be told, which the form then says."""
    if not form.validate():
        return None
    by = Verifier(read_apart, draw_as, MOST_PAGES)
    try:
        return verify_file(get_session(), current_actor(), form.draft(), by)
    except UnfitError as error:
        form.refuse("file", str(error))
        return None
