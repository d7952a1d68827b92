"""Packs: those that were issued, with their files; a draft of one, issuing and withdrawing one."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from flask import Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from forms.packs import PRIVATE, PUBLIC, READ, IssuePackForm, PackForm, WithdrawPackForm
from reports.issuing import draw_issue
from reports.pack_files import MEDIA_TYPES
from riskapp.api.answers import changed, created, given, refuse_unseen, shown
from riskapp.api.cursors import listed, next_address, went_to
from riskapp.api.judging import judged, typed
from riskapp.api.problems import Fault, SentError
from riskapp.api.resource import Resource
from riskapp.api.resources.controls import ReasonIn
from riskapp.api.resources.decision_shapes import NothingIn
from riskapp.api.resources.jobs import JobOut
from riskapp.api.resources.naming import found
from riskapp.api.resources.pack_shapes import DraftIn, IssueIn, PackOut, PackRowOut, Packs
from riskapp.api.shapes import AskedYear, Walk
from riskapp.clock import uuid7
from riskapp.domain.actions import Action
from riskapp.domain.jobs import AskJob, JobKind
from riskapp.domain.pack_arguments import arguments_of, issue_arguments
from riskapp.domain.pack_drafts import IssuePack
from riskapp.domain.packs import FileForm, MakePack, PackKind
from riskapp.queries.issued_packs import AskedPacks, get_pack_file, get_pack_page, walk_packs
from riskapp.queries.pack_preview import preview_pack
from riskapp.queries.pack_verifying import find_by_digest
from riskapp.queries.packs import get_paper
from riskapp.queries.risk_choices import list_committees
from riskapp.services.jobs import ask_job
from riskapp.services.pack_redaction import issue_anew, prepare_anew
from riskapp.services.packs import NOT_READ, refuse_other, withdraw_pack
from riskapp.web.asked import asked_id
from riskapp.web.asked import listed as among
from riskapp.web.jobs import wake_worker
from riskapp.web.pack_files import draw_issued, name_in
from riskapp.web.packs import offer_choices, pack_asked
from riskapp.web.session import current_actor, get_session

resource = Resource("packs", "Packs", "The packs that were issued; drafts and issues of new ones.")

NAMES = {
    "committee": "committee_id",
    "objective": "objective_id",
    "meeting": "meeting_id",
    "version": "public",
    "as-at": "as_at",
}
"""What the API calls the fields of the forms."""


class PacksAsked(Walk):
    """Narrows the packs, by the names and values that their page has."""

    kind: PackKind | None = None
    committee: UUID | None = None
    year: AskedYear | None = Field(None, description="Of the day it is as at.")


class OnePack(BaseModel):
    """Names an issued pack."""

    number: str = Field(description="A pack's number.", examples=["HCT-BAF-2018-06"])


class OneFile(BaseModel):
    """Names a file."""

    digest: str = Field(description="The SHA-256 of a file, in hexadecimals.")


@resource.lists("/packs", Action.MAKE_PACK, Packs)
def packs(query: PacksAsked) -> Response:
    """List the packs that were issued."""
    session, actor, after = get_session(), current_actor(), went_to(query)
    committees = dict(list_committees(session, actor))
    committee = among("committee", asked_id("committee"), committees)
    asked = AskedPacks(query.kind, committee, query.year)
    rows, total, ends = walk_packs(session, actor, asked, after[0] if after else None, query.limit)
    items = tuple(map(PackRowOut.of, rows))
    return listed(Packs(items=items, next=next_address([ends] if ends else None), total=total))


@resource.shows("/packs/<number>", Action.MAKE_PACK, PackOut)
def pack(path: OnePack) -> Response:
    """Show an issued pack."""
    return shown(PackOut.of_page(get_pack_page(get_session(), current_actor(), path.number)))


@resource.shows("/packs/by-digest/<digest>", Action.MAKE_PACK, PackOut)
def verify(path: OneFile) -> Response:
    """Show the pack whose PDF has a SHA-256: 404 where a file is not one as it was issued."""
    session, actor = get_session(), current_actor()
    row = found(find_by_digest(session, actor, path.digest.lower()), "pack")
    return shown(PackOut.of_page(get_pack_page(session, actor, row.number)))


@resource.gives("/packs/<number>/pdf", Action.MAKE_PACK, MEDIA_TYPES[FileForm.PDF])
def pdf(path: OnePack) -> Response:
    """Give the PDF of a pack as it was issued, byte for byte."""
    session, actor = get_session(), current_actor()
    row = get_pack_page(session, actor, path.number).row
    content = get_pack_file(session, actor, path.number)
    return given(content, MEDIA_TYPES[FileForm.PDF], row.file_name)


@resource.gives("/packs/<number>/html", Action.MAKE_PACK, MEDIA_TYPES[FileForm.PAGE])
def html(path: OnePack) -> Response:
    """Give what an issued pack said as a page of its own."""
    return _drawn(path, FileForm.PAGE)


@resource.gives("/packs/<number>/xlsx", Action.MAKE_PACK, MEDIA_TYPES[FileForm.WORKBOOK])
def xlsx(path: OnePack) -> Response:
    """Give the tables of an issued pack as a workbook."""
    return _drawn(path, FileForm.WORKBOOK)


@resource.gives("/packs/<number>/docx", Action.MAKE_PACK, MEDIA_TYPES[FileForm.WORD])
def docx(path: OnePack) -> Response:
    """Give what an issued pack said as a Word file."""
    return _drawn(path, FileForm.WORD)


@resource.adds("/pack-drafts", Action.MAKE_PACK, JobOut)
def draft(body: DraftIn) -> Response:
    """Have the draft of a pack made as a PDF; the answer is the job, which leads to the file."""
    session, actor = get_session(), current_actor()
    form = offer_choices(PackForm(typed(_given(body)), today=actor.today))
    wanted = _wanted(form)
    get_paper(session, actor, wanted)
    asked = AskJob(JobKind.BOARD_PACK, f"api:{uuid7()}", arguments_of(wanted))
    return _begun(lambda db: ask_job(db, actor, asked))


@resource.adds("/packs", Action.ISSUE_PACK, JobOut)
def issue(body: IssueIn) -> Response:
    """Issue a pack; the answer is the job, whose `link` ends in the number of the pack."""
    actor = current_actor()
    given_ = _given(body) | {"asked": uuid7(), "has_read": body.has_read and READ}
    form = offer_choices(IssuePackForm(typed(given_), today=actor.today))
    wanted = form.issue(_wanted(form))
    wanted = replace(wanted, seen_number=body.replaces, seen_digest=None)
    _refuse_unfit(wanted)  # before the deed: nobody waits to write while the pack is read
    asked = AskJob(JobKind.ISSUE_PACK, f"api:{wanted.asked_id}", issue_arguments(wanted))
    return _begun(lambda db: ask_job(db, actor, asked))


@resource.changes("/packs/<number>/withdrawal", Action.ISSUE_PACK, PackOut, method="post")
def withdraw(path: OnePack, body: ReasonIn) -> Response:
    """Withdraw a pack: its reason then shows wherever it is; If-Match is its ETag."""
    refuse_unseen("packs.pack", number=path.number)
    actor = current_actor()
    said = judged(WithdrawPackForm(typed({"reason": body.reason})), {}).draft()
    return changed(
        lambda db: withdraw_pack(db, actor, path.number, said), "packs.pack", number=path.number
    )


@resource.adds("/packs/<number>/reissue", Action.ISSUE_PACK, PackOut)
def reissue(path: OnePack, body: NothingIn) -> Response:  # noqa: ARG001 - must be {}
    """Issue a pack anew whose file a redaction destroyed; the answer is its next edition."""
    session, actor, asked_id = get_session(), current_actor(), uuid7()
    prepared = prepare_anew(session, actor, path.number, draw_issue)
    return created(
        lambda db: issue_anew(db, actor, path.number, asked_id, prepared).number,
        "packs.pack",
        lambda number: {"number": number},
    )


def _given(body: DraftIn) -> dict[str, object]:
    """Return what is sent of a pack by the names of the form's fields."""
    return {
        **body.model_dump(),
        "committee": body.committee_id,
        "objective": body.objective_id,
        "meeting": body.meeting_id,
        "as-at": body.as_at,
        "version": PUBLIC if body.public else PRIVATE,
    }


def _wanted(form: PackForm) -> MakePack:
    wanted = pack_asked(judged(form, NAMES))
    if wanted is None:
        raise SentError([Fault(NAMES.get(field, field), words) for field, words in form.failures])
    return wanted


def _begun(deed: Callable[[Session], UUID]) -> Response:
    response = created(deed, "jobs.job", lambda key: {"id": key})
    wake_worker()
    return response


def _refuse_unfit(wanted: IssuePack) -> None:
    """Refuse what is not what was looked at, or what the gate stops, with all its sentences."""
    preview = preview_pack(get_session(), current_actor(), wanted.asked)
    refuse_other(wanted, preview)
    gate = preview.gate
    faults = [Fault("", sentence) for sentence in gate.blocking]
    if gate.standing and not wanted.has_read:
        said = (f"{one.sentence} {', '.join(one.references)}".strip() for one in gate.standing)
        faults += [Fault("has_read", sentence) for sentence in (NOT_READ, *said)]
    if faults:
        raise SentError(faults)


def _drawn(path: OnePack, form: FileForm) -> Response:
    row, content = draw_issued(path.number, form)
    return given(content, MEDIA_TYPES[form], name_in(form, row.file_name))
