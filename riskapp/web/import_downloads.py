"""What is taken out of a dry run: the rows to put right as a workbook, and the whole report."""

import re
from typing import Final
from uuid import UUID

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue

from reports.problem_rows import ProblemRow, draw_problem_rows
from riskapp.domain.actions import Action
from riskapp.domain.errors import NotFoundError
from riskapp.domain.import_findings import Findings, RowFinding, findings_from_json
from riskapp.domain.import_reports import report_of
from riskapp.intake.opening import open_book
from riskapp.intake.register_sheets import sheet_named
from riskapp.intake.sheet_rows import sheet_rows
from riskapp.queries.imports import get_content, get_import
from riskapp.readmodels.imports import ImportPage
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session

pages = Blueprint("import_downloads", __name__)

WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_CHECKED: Final = "This file has not been looked through, so there is nothing to download yet."
_NAME: Final = re.compile(r"[^A-Za-z0-9]+")


@pages.get("/<org>/imports/<uuid:file_id>/problems.xlsx")
@needs(Action.IMPORT_RISKS)
def problems(file_id: UUID) -> ResponseReturnValue:
    """Give the rows that need somebody, with what is wrong beside each."""
    page, findings = _found(file_id)
    wrong = {row.number: row for row in findings.holding_up}
    sheet = sheet_named(open_book(_content(file_id)), page.plan.sheet)
    rows = sheet_rows(sheet, page.plan).risks if sheet else ()
    drawn = draw_problem_rows(
        page.plan.sheet,
        [column.heading for column in page.plan.columns],
        [_problem_row(page, wrong[number], cells) for number, cells in rows if number in wrong],
    )
    return _file(drawn, WORKBOOK, f"{_stem(page)}-to-put-right.xlsx")


@pages.get("/<org>/imports/<uuid:file_id>/report.json")
@needs(Action.IMPORT_RISKS)
def report(file_id: UUID) -> ResponseReturnValue:
    """Give the whole report of a dry run, with every row once."""
    page, findings = _found(file_id)
    told = jsonify(report_of(findings, loaded=False))
    return _file(told.get_data(), "application/json", f"{_stem(page)}-dry-run.json")


def _found(file_id: UUID) -> tuple[ImportPage, Findings]:
    page = get_import(get_session(), current_actor(), file_id)
    if not page.findings:
        raise NotFoundError(NOT_CHECKED)
    return page, findings_from_json(page.findings)


def _content(file_id: UUID) -> bytes:
    return get_content(get_session(), current_actor(), file_id)


def _problem_row(page: ImportPage, row: RowFinding, cells: tuple[str, ...]) -> ProblemRow:
    told = page.corrections.corrected(row.number, cells)
    places = {column.index: at for at, column in enumerate(page.plan.columns)}
    return ProblemRow(
        cells=[told[index] if index < len(told) else "" for index in places],
        wrong=frozenset(places[one.index] for one in row.problems if one.index in places),
        why="\n".join(f"{one.column}: expected {one.expected}" for one in row.problems),
    )


def _stem(page: ImportPage) -> str:
    """Return what the file is called, as a download may be called."""
    return _NAME.sub("-", page.line.name.rsplit(".", 1)[0]).strip("-").lower() or "register"


def _file(content: bytes, kind: str, name: str) -> Response:
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=kind, headers=named)
