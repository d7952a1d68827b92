"""Making a pack: choosing what it is of, looking at it, drawing a draft, issuing it."""

from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.fields import options_of
from forms.packs import PRIVATE, AskPackForm, IssuePackForm, PackForm, Sat
from reports.issuing import draw_issue
from reports.pack_files import draw_as
from riskapp.clock import uuid7
from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, StaleError, UnfitError
from riskapp.domain.jobs import AskJob, JobKind
from riskapp.domain.pack_arguments import arguments_of, issue_arguments
from riskapp.domain.pack_drafts import IssuePack
from riskapp.domain.packs import TWINS, FileForm, MakePack, PackKind
from riskapp.domain.permissions import may
from riskapp.domain.wording import date_words
from riskapp.queries.issued_packs import find_asked
from riskapp.queries.pack_choices import find_meeting, find_risk_id, list_pack_choices
from riskapp.queries.pack_preview import Preview, preview_pack
from riskapp.queries.packs import MADE, get_paper
from riskapp.queries.quality_settings import list_settings
from riskapp.readmodels.paper import Paper
from riskapp.readmodels.quality import switched_off
from riskapp.services.packs import issue_pack, prepare_pack
from riskapp.services.transactions import transaction
from riskapp.web.guard import needs
from riskapp.web.jobs import begin_job
from riskapp.web.pack_files import file_of, form_asked
from riskapp.web.session import current_actor, get_session

pages = Blueprint("packs", __name__)

MOST_AT_ONCE = 100
"""A pack of more risks takes longer than anybody waits for a page: it is made as a job."""
LONGEST_ADDRESS = 2000
"""Characters of an address that mail programs and servers pass on whole."""
LONG_WORDS = frozenset({"purpose", "recommendation"})
NO_RISK = "There is no such risk, or none that you may know of."
NOT_TYPED = frozenset(
    {"csrf_token", "asked", "form", "seen_number", "seen_digest", "has_read", "why"}
)
Form = TypeVar("Form", bound=PackForm)


@pages.route("/<org>/packs/new", methods=["GET", "POST"])
@needs(Action.MAKE_PACK)
def choose() -> ResponseReturnValue:
    """Ask which pack to make; what was typed before, or is in the address, is filled in."""
    actor = current_actor()
    first = {"as_at": date_words(actor.today), "version": PRIVATE, "kind": MADE[0]}
    if request.method == "POST":
        return _choose(_form(PackForm, request.form))
    given = {name.replace("-", "_"): words for name, words in request.args.items()}
    return _choose(_form(PackForm, data=first | given))


@pages.post("/<org>/packs/preview")
@needs(Action.MAKE_PACK)
def preview() -> ResponseReturnValue:
    """Show what the pack would hold, and what the quality gate finds."""
    form = _form(PackForm, request.form)
    asked = pack_asked(form)
    if asked is None:
        return _choose(form), 422
    issuing = _form(IssuePackForm, data={"asked": str(uuid7())})
    try:
        return _preview(issuing, asked)
    except FieldError as error:
        form.refuse(error.field, str(error))
        return _choose(form), 422


@pages.post("/<org>/packs/draft")
@needs(Action.MAKE_PACK)
def draft() -> ResponseReturnValue:
    """Give the draft of a pack in the form asked for; a long PDF is made in the background."""
    wanted = form_asked()
    form = _form(AskPackForm, request.form)
    asked = pack_asked(form)
    if asked is None:
        return _choose(form), 422
    paper = get_paper(get_session(), current_actor(), asked)
    if wanted is FileForm.PDF and _is_long(paper):
        return _begin(JobKind.BOARD_PACK, form, arguments_of(asked))
    return _file(wanted, paper, asked)


@pages.post("/<org>/packs/issue")
@needs(Action.ISSUE_PACK)
def issue() -> ResponseReturnValue:
    """Issue the pack as it was previewed; a long one in the background."""
    form = _form(IssuePackForm, request.form)
    asked = pack_asked(form)
    if asked is None:
        return _choose(form), 422
    try:
        return _issue(form, form.issue(asked))
    except StaleError as error:
        get_session().expire_all()
        return _preview(form, asked, turned=str(error))[0], 409
    except UnfitError as error:
        form.refuse(getattr(error, "field", ""), str(error))
        return _preview(form, asked)[0], 422


@pages.get("/<org>/packs/board.pdf")
@needs(Action.MAKE_PACK)
def board() -> ResponseReturnValue:
    """Give the draft of the Board pack of a day as a PDF."""
    form = _form(PackForm, request.args)
    form.kind.data = PackKind.BOARD.value
    asked = pack_asked(form)
    if asked is None:
        raise UnfitError(" ".join(message for _, message in form.failures))
    return _file(FileForm.PDF, get_paper(get_session(), current_actor(), asked), asked)


def _issue(form: IssuePackForm, wanted: IssuePack) -> ResponseReturnValue:
    """Issue a pack at once, or have it issued behind the page."""
    session, actor = get_session(), current_actor()
    there = find_asked(session, actor.organisation_id, wanted.asked_id)
    if there is not None:
        return redirect(url_for("issued_packs.show", pack=there.number), 303)
    if _is_long(preview_pack(session, actor, wanted.asked).paper):
        return _begin(JobKind.ISSUE_PACK, form, issue_arguments(wanted))
    prepared = prepare_pack(session, actor, wanted, draw_issue)
    with transaction(session):
        number = issue_pack(session, actor, wanted, prepared).number
    flash(f"{number} is issued.", "success")
    return redirect(url_for("issued_packs.show", pack=number), 303)


def _form(kind: type[Form], *sent: Any, **filled: Any) -> Form:
    """Return a form of that kind with its lists filled."""
    return offer_choices(kind(*sent, today=current_actor().today, **filled))


def offer_choices(form: Form) -> Form:
    """Give a form the lists that there are to choose from."""
    found = list_pack_choices(get_session(), current_actor())
    named = (found.committees, found.objectives, found.meetings)
    form.offer(MADE, *map(options_of, named))
    return form


def pack_asked(form: PackForm) -> MakePack | None:
    """Return the pack that a form asks for, None where it cannot be used as it stands."""
    if not form.validate():
        return None
    session, actor = get_session(), current_actor()
    risk_id = find_risk_id(session, actor, form.reference) if form.reference else None
    if form.reference and risk_id is None:
        form.refuse("risk", NO_RISK)
        return None
    row = find_meeting(session, actor, form.meeting_id)
    return form.draft(
        risk_id, Sat(row.id, row.committee_id, row.name, row.held_on) if row else None
    )


def _choose(form: PackForm) -> str:
    settings = list_settings(get_session(), current_actor())
    off, most = switched_off(settings), MOST_AT_ONCE
    return render_template("packs/choose.html", form=form, late=None, most_at_once=most, off=off)


def _preview(form: IssuePackForm, asked: MakePack, turned: str = "") -> tuple[str, int]:
    """Show a pack with what the gate finds; the form then carries what is seen now."""
    session, actor = get_session(), current_actor()
    found: Preview | None = None
    if may(actor, Action.ISSUE_PACK):
        found = preview_pack(session, actor, asked)
        form.seen_number.data, form.seen_digest.data = found.seen_number, found.digest
    paper = found.paper if found else get_paper(session, actor, asked)
    carried = [(n, v) for n, v in request.form.items(multi=True) if n not in NOT_TYPED]
    shown = {"found": found, "paper": paper, "asked": asked, "carried": carried, "turned": turned}
    handed = _handed(dict(carried)) if found and found.not_seen else {"handed": ""}
    return render_template(
        "packs/preview.html",
        form=form,
        late=None,
        is_long=_is_long(paper),
        twins=TWINS,
        **shown,
        **handed,
    ), 200


def _handed(carried: dict[str, str]) -> dict[str, object]:
    """Return the address that fills the form in for somebody else, and whether words are missing.

    What is too long for an address is left out of it.
    """
    given = {name: words for name, words in carried.items() if words}
    whole = f"{url_for('packs.choose')}?{urlencode(given)}"
    if len(whole) <= LONGEST_ADDRESS:
        return {"handed": whole, "handed_short": False}
    short = {name: words for name, words in given.items() if name not in LONG_WORDS}
    return {"handed": f"{url_for('packs.choose')}?{urlencode(short)}", "handed_short": True}


def _begin(kind: JobKind, form: AskPackForm, arguments: dict[str, object]) -> ResponseReturnValue:
    key = f"{kind}:{current_actor().person_id}:{form.key()}"
    return begin_job(AskJob(kind, key, arguments))


def _is_long(paper: Paper) -> bool:
    return paper.risks > MOST_AT_ONCE


def _file(form: FileForm, paper: Paper, asked: MakePack) -> Response:
    """Return the draft of a pack as a file."""
    name = f"{current_actor().organisation_code}-{asked.kind}-pack-{asked.as_at}"
    return file_of(form, draw_as(form, paper, None), name)
