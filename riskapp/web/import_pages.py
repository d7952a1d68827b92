"""A file on its own page: what a dry run found of its rows, or what became of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any, Final

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.import_rows import Cell, Row, RowsForm, rows_form
from riskapp.domain.errors import UnfitError
from riskapp.domain.import_findings import (
    Findings,
    RowFinding,
    findings_from_json,
    foreseen,
)
from riskapp.domain.import_plans import FilePlan
from riskapp.domain.import_rows import Problem
from riskapp.domain.imports import RowOutcome
from riskapp.queries.imports import list_loaded_rows
from riskapp.readmodels.imports import ImportPage
from riskapp.web.asked import asked_page
from riskapp.web.import_jobs import ANEW, last_job, under_way, why_not
from riskapp.web.session import current_actor, get_session

MOST_ROWS: Final = 50
"""Rows of a page."""
NEEDS, PUT_RIGHT, CHANGED, READY, LEFT_OUT, PASSED = (
    "needs-you", "put-right", "changed", "ready", "left-out", "passed-over"
)  # fmt: skip
VIEWS: Final[Mapping[str, str]] = {
    NEEDS: "Need you",
    PUT_RIGHT: "Put right by you",
    CHANGED: "Change a risk that is there",
    READY: "Ready",
    LEFT_OUT: "Left out",
    PASSED: "Passed over",
}


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to look at the rows of a file."""

    key: str
    words: str
    count: int
    address: str
    here: bool


@dataclass(frozen=True, slots=True)
class RowsPage:
    """Some rows of a file, one page of those of a kind."""

    key: str
    rows: tuple[Any, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, ceil(self.total / MOST_ROWS))


def show_file(page: ImportPage) -> ResponseReturnValue:
    """Return the page of a file, whatever it has come to."""
    if page.line.is_open:
        job = last_job(page)
        return under_way(page, job) or show_dry_run(page, why_not(page, job))
    if request.headers.get("HX-Request"):
        return Response(headers=ANEW)
    found = RowsPage("", (), sum(page.line.counts.values()), asked_page())
    first = (found.page - 1) * MOST_ROWS
    rows = list_loaded_rows(
        get_session(), current_actor(), page.line.id, first=first, most=MOST_ROWS
    )
    context = {"rows": rows, "found": found, "address_of_page": _page_of(page, "")}
    return render_template("imports/done.html", file=page.line, page=page, **context)


def show_dry_run(page: ImportPage, why: str) -> ResponseReturnValue:
    """Return what a dry run found, with the fields to put it right; or why there is none."""
    if not page.findings:
        return render_template("imports/unchecked.html", file=page.line, page=page, why=why)
    findings = findings_from_json(page.findings)
    lists = lists_of(findings, page)
    shown = asked_rows(lists)
    form = form_of(shown, page)
    context = {
        "file": page.line,
        "page": page,
        "findings": findings,
        "sum": foreseen(findings),
        "names": sum(not one.settled for one in findings.names),
        "tabs": _tabs(page, lists, shown.key),
        "shown": shown,
        "address_of_page": _page_of(page, shown.key),
        "why": why,
        "late": None,
    }
    return render_template("imports/rows.html", form=form, **context)


def lists_of(findings: Findings, page: ImportPage) -> Mapping[str, tuple[Any, ...]]:
    """Return the rows of a file by how they can be looked at."""
    loadable = [row for row in findings.rows if row.is_loadable]
    made = page.corrections.touched
    return {
        NEEDS: findings.holding_up,
        PUT_RIGHT: tuple(row for row in findings.rows if row.number in made),
        CHANGED: tuple(row for row in loadable if any(one.is_made for one in row.changes)),
        READY: tuple(loadable),
        LEFT_OUT: findings.having(RowOutcome.LEFT_OUT),
        PASSED: findings.passed_over,
    }


def asked_rows(lists: Mapping[str, tuple[Any, ...]]) -> RowsPage:
    """Return the page of rows that the address asks for; UnfitError where there is no such."""
    first = NEEDS if lists[NEEDS] else READY
    key = request.args.get("show", first)
    if key not in lists:
        raise UnfitError(f"There are no rows of the kind “{key}”.")
    page = asked_page()
    rows = lists[key][(page - 1) * MOST_ROWS : page * MOST_ROWS]
    return RowsPage(key, rows, len(lists[key]), page)


def form_of(shown: RowsPage, page: ImportPage) -> RowsForm:
    """Return the form for the rows that are shown."""
    rows = () if shown.key == PASSED else (row_of(one, page) for one in shown.rows)
    return rows_form(rows, seen_version=str(page.line.version), sheet=page.plan.sheet)


def row_of(finding: RowFinding, page: ImportPage) -> Row:
    """Return a row with its cells that are wrong, or were put right."""
    made = page.corrections
    cells: dict[int, Cell] = {}
    for one in finding.problems:
        if one.index is not None:
            before = f"{cells[one.index].expected}; " if one.index in cells else ""
            cells[one.index] = Cell(one.index, one.column, one.value, before + one.expected)
    for index, words in made.cells.get(finding.number, {}).items():
        cells.setdefault(index, Cell(index, heading_of(page.plan, index), words))
    return Row(
        finding,
        tuple(cells[index] for index in sorted(cells)),
        tuple(f"Expected: {one.expected}." for one in _of_whole(finding)),
        finding.number in made.left_out,
        made.sides.get(finding.number, {}),
    )


def _of_whole(finding: RowFinding) -> Iterator[Problem]:
    """Yield what is wrong with a row as a whole, but for what its choices say themselves."""
    asked = {one.field for one in finding.changes if one.to_choose and not one.is_question}
    for one in finding.problems:
        if one.index is None and one.column not in asked:
            yield one


def heading_of(plan: FilePlan, index: int) -> str:
    """Return the heading of a column, nothing where there is no such column."""
    return next((one.heading for one in plan.columns if one.index == index), "")


def _tabs(page: ImportPage, lists: Mapping[str, tuple[Any, ...]], here: str) -> list[Tab]:
    """Return the ways to look at the rows that lead to any."""
    address = url_for("imports.show", file_id=page.line.id)
    return [
        Tab(key, words, len(lists[key]), f"{address}?show={key}", key == here)
        for key, words in VIEWS.items()
        if lists[key] or key == here
    ]


def _page_of(page: ImportPage, key: str) -> Callable[[int], str]:
    """Return the address of each page of the rows of a kind."""
    return lambda number: url_for(
        "imports.show", file_id=page.line.id, show=key or None, page=number
    )
