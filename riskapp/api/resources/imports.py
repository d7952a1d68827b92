"""Bringing an old register in: handing a file in, how it is read, looking it through, loading."""

import json
from io import BytesIO
from uuid import UUID

from flask import Response, request
from werkzeug.datastructures import FileStorage, MultiDict

from forms.imports import HandInForm
from riskapp.api.answers import changed, created, read, refuse_unseen, seen_version, shown
from riskapp.api.cursors import listed, listed_whole, next_address, went_to
from riskapp.api.document import BYTES
from riskapp.api.judging import judged
from riskapp.api.problems import Problem, ProblemError
from riskapp.api.resource import Resource
from riskapp.api.resources.controls import ReasonIn
from riskapp.api.resources.decision_shapes import NothingIn
from riskapp.api.resources.import_shapes import (
    HandInAsked,
    ImportOut,
    ImportRowOut,
    Imports,
    ImportStepOut,
    LoadedRowOut,
    LoadedRows,
    PlanBody,
    ReportOut,
    RowsRight,
)
from riskapp.api.resources.naming import One
from riskapp.api.shapes import Walk
from riskapp.domain.actions import Action
from riskapp.domain.errors import NotFoundError
from riskapp.domain.import_drafts import PutRight, SetPlan
from riskapp.domain.import_findings import findings_from_json
from riskapp.domain.import_plans import plan_from_json, plan_to_json
from riskapp.domain.import_reports import report_of
from riskapp.domain.jobs import JobKind
from riskapp.intake.opening import open_book
from riskapp.intake.proposing import propose
from riskapp.queries.imports import (
    find_kept_plan,
    get_import,
    list_imports,
    list_loaded_rows,
)
from riskapp.readmodels.imports import ImportPage
from riskapp.services.importing.files import hand_in, put_right, set_plan, throw_away
from riskapp.services.importing.loading import check_file, load_file
from riskapp.services.importing.reversing import reverse_import
from riskapp.services.transactions import transaction
from riskapp.web.import_checking import open_page
from riskapp.web.import_jobs import begin_of_file, checks_long, loads_long
from riskapp.web.imports import MOST_SENT
from riskapp.web.session import current_actor, get_session

resource = Resource(
    "imports", "Imports", "Bringing an old register in: a file, how it is read, and its rows."
)

FILE = "imports.file"
NAMES = {"new_source": "source"}
NOT_CHECKED = "This file has not been looked through as it is read now."


class ImportsAsked(Walk):
    """Asks for the files that were handed in."""


class RowsAsked(Walk):
    """Asks for the rows of a file that was loaded."""


@resource.lists("/imports", Action.IMPORT_RISKS, Imports)
def files(query: ImportsAsked) -> Response:
    """List the files that were handed in."""
    found = list_imports(get_session(), current_actor())
    return listed_whole(Imports, found, query, lambda it: str(it.id), ImportRowOut.of_line)


@resource.shows("/imports/<uuid:id>", Action.IMPORT_RISKS, ImportOut)
def file(path: One) -> Response:
    """Show a file."""
    page = _page(path)
    return shown(ImportOut.of_page(page), page.line.version)


@resource.takes_file("/imports", Action.IMPORT_RISKS, ImportOut, MOST_SENT)
def hand(query: HandInAsked) -> Response:
    """Hand a file in: its bytes are the body, and how it is read is proposed."""
    session, actor = get_session(), current_actor()
    form = judged(
        HandInForm(MultiDict({"file": _sent(query.name), "new_source": query.source or ""})), NAMES
    )
    draft = form.draft()
    book = open_book(draft.content)
    plan = propose(book, "", find_kept_plan(session, actor, draft))
    return created(
        lambda db: hand_in(db, actor, draft, book, plan).id, FILE, lambda file_id: {"id": file_id}
    )


@resource.shows("/imports/<uuid:id>/plan", Action.IMPORT_RISKS, PlanBody)
def plan(path: One) -> Response:
    """Show how a file is read, as far as it is decided or proposed."""
    page = _page(path)
    told = PlanBody.model_validate(json.loads(plan_to_json(page.plan)))
    return shown(told, page.line.version)


@resource.changes("/imports/<uuid:id>/plan", Action.IMPORT_RISKS, PlanBody, method="put")
def decide(path: One, body: PlanBody) -> Response:
    """Decide how a file is read; it is kept for the next file of the same source."""
    actor, version = current_actor(), seen_version()
    draft = SetPlan(plan_from_json(body.model_dump_json(by_alias=True)), version)
    return changed(lambda db: set_plan(db, actor, path.id, draft))


@resource.changes("/imports/<uuid:id>/rows", Action.IMPORT_RISKS, ImportOut)
def put_rows_right(path: One, body: RowsRight) -> Response:
    """Put right what rows say, or leave them out; If-Match is the file's ETag."""
    actor, version = current_actor(), seen_version(FILE, id=path.id)
    rows = {one.row: one for one in body.rows}
    draft = PutRight(
        version,
        frozenset(rows),
        {at: {it.column - 1: it.value for it in one.cells} for at, one in rows.items()},
        frozenset(at for at, one in rows.items() if one.left_out),
        {at: {it.field: it.side for it in one.sides} for at, one in rows.items()},
    )
    return changed(lambda db: put_right(db, actor, path.id, draft), FILE, id=path.id)


@resource.changes("/imports/<uuid:id>/check", Action.IMPORT_RISKS, ImportStepOut, method="post")
def check(path: One, body: NothingIn) -> Response:  # noqa: ARG001 - must be {}
    """Look every row of a file through, which changes nothing; If-Match is the file's ETag."""
    version = seen_version(FILE, id=path.id)
    if checks_long(open_page(path.id).line):
        return _stepped(path, begin_of_file(JobKind.CHECK_IMPORT, path.id, version))
    with transaction(get_session()) as session:
        check_file(session, current_actor(), path.id, version)
    return _stepped(path)


@resource.shows("/imports/<uuid:id>/report", Action.IMPORT_RISKS, ReportOut)
def report(path: One) -> Response:
    """Show what was found of the rows of a file."""
    page = _page(path)
    if not page.findings:
        raise NotFoundError(NOT_CHECKED)
    told = report_of(findings_from_json(page.findings), loaded=False)
    return shown(ReportOut.model_validate(told))


@resource.changes("/imports/<uuid:id>/load", Action.IMPORT_RISKS, ImportStepOut, method="post")
def load(path: One, body: NothingIn) -> Response:  # noqa: ARG001 - must be {}
    """Load a file, all of it or nothing; If-Match is the file's ETag."""
    version, line = seen_version(FILE, id=path.id), open_page(path.id).line
    if loads_long(line):
        return _stepped(path, begin_of_file(JobKind.LOAD_IMPORT, path.id, version))
    with transaction(get_session()) as session:
        load_file(session, current_actor(), path.id, version)
    return _stepped(path)


@resource.lists("/imports/<uuid:id>/rows", Action.IMPORT_RISKS, LoadedRows)
def rows(path: One, query: RowsAsked) -> Response:
    """List what became of the rows of a file that was loaded."""
    total, after = sum(_page(path).line.counts.values()), went_to(query)
    first = int(after[0]) if after else 0
    found = list_loaded_rows(get_session(), current_actor(), path.id, first=first, most=query.limit)
    ends = first + len(found)
    following = next_address([ends] if found and ends < total else None)
    items = tuple(map(LoadedRowOut.of, found))
    return listed(LoadedRows(items=items, next=following, total=total))


@resource.changes("/imports/<uuid:id>/reversal", Action.IMPORT_RISKS, ImportOut, method="post")
def reverse(path: One, body: ReasonIn) -> Response:
    """Take an import back while nothing is built on it; If-Match is the file's ETag."""
    actor = current_actor()
    refuse_unseen(FILE, id=path.id)
    return changed(lambda db: reverse_import(db, actor, path.id, body.reason), FILE, id=path.id)


@resource.changes("/imports/<uuid:id>/throwing-away", Action.IMPORT_RISKS, ImportOut, method="post")
def discard(path: One, body: NothingIn) -> Response:  # noqa: ARG001 - must be {}
    """Throw a file away that was not loaded; If-Match is its ETag."""
    actor = current_actor()
    refuse_unseen(FILE, id=path.id)
    return changed(lambda db: throw_away(db, actor, path.id), FILE, id=path.id)


def _sent(name: str) -> FileStorage:
    """Return the file that was sent as the body; ProblemError with status 415 for anything else."""
    if request.mimetype != BYTES:
        raise ProblemError(Problem(415, f"Send the bytes of the file as {BYTES}."))
    return FileStorage(BytesIO(request.get_data(cache=True)), filename=name)


def _page(path: One) -> ImportPage:
    return get_import(get_session(), current_actor(), path.id)


def _stepped(path: One, job_id: UUID | None = None) -> Response:
    """Answer with a file after a step, under the ETag that the file has now."""
    get_session().expire_all()
    response = shown(ImportStepOut(file=ImportOut.of_page(_page(path)), job_id=job_id))
    address = request.path.rpartition("/")[0]
    response.set_etag(read(f"{request.script_root}{address}").get_etag()[0] or "")
    return response
