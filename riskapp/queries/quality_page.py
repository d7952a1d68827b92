"""The quality page: how many things fail each check, and which."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from sqlmodel import col

from riskapp.domain.errors import FieldError, NotFoundError
from riskapp.domain.quality import CHECKS, SUBJECT_OF
from riskapp.domain.quality_verdict import Subject, severity_of
from riskapp.domain.severity import SEVERITIES, Severity
from riskapp.models import Milestone
from riskapp.queries.milestone_rows import list_rows
from riskapp.queries.objectives import list_objectives
from riskapp.queries.quality_survey import Asked, survey
from riskapp.queries.register import list_register_rows
from riskapp.readmodels.quality import CheckRow, FailingPage, QualityPage

PAGE_SIZE: Final = 25


def get_quality_page(asked: Asked) -> QualityPage:
    """Return every check with how many fail it."""
    found = survey(asked, asked.subjects)
    rows = [
        get_check(asked, key, len(found[SUBJECT_OF[key]].failing.get(key, ())))
        for key in CHECKS
        if SUBJECT_OF[key] in found
    ]
    return QualityPage(
        rows=tuple(sorted(rows, key=_most_serious_first)),
        looked_at={subject: one.looked_at for subject, one in found.items()},
    )


def get_check(asked: Asked, key: str, failing: int = 0) -> CheckRow:
    """Return one check as it is set; NotFoundError where there is none of that key."""
    if key not in CHECKS:
        raise NotFoundError("There is no such quality check.")
    severity = severity_of(CHECKS[key], asked.severities)
    return CheckRow(CHECKS[key], SUBJECT_OF[key], severity, failing, asked.settings.get(key))


def list_checks(asked: Asked) -> tuple[CheckRow, ...]:
    """Return every check as it is set, the most serious first."""
    return tuple(sorted((get_check(asked, key) for key in CHECKS), key=_most_serious_first))


def get_failing_page(asked: Asked, key: str, page: int = 1) -> FailingPage:
    """Return a page of what fails a check; FieldError for a page beyond the last."""
    check = get_check(asked, key)
    looks = check.subject in asked.subjects and check.severity is not Severity.OFF
    ids = _failing(asked, check) if looks else ()
    pages = max(1, -(-len(ids) // PAGE_SIZE))
    if page > pages:
        raise FieldError("page", f"There is no page {page}: the last page is {pages}.")
    some = ids[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return _filled(asked, FailingPage(check, len(ids), page, pages), some)


def _failing(asked: Asked, check: CheckRow) -> Sequence[UUID]:
    found = survey(asked, [check.subject])[check.subject]
    return found.failing.get(check.check.key, ())


def _most_serious_first(row: CheckRow) -> tuple[int, int]:
    return SEVERITIES.index(row.severity), -row.failing


def _filled(asked: Asked, found: FailingPage, ids: Sequence[UUID]) -> FailingPage:
    """Return the page with the rows of what fails, in their order."""
    session, actor, wanted = asked.session, asked.actor, set(ids)
    if not ids:
        return found
    if found.row.subject is Subject.RISK:
        return replace(found, risks=list_register_rows(session, actor, ids, asked.on))
    if found.row.subject is Subject.OBJECTIVE:
        rows = list_objectives(session, actor, asked.on)
        return replace(found, objectives=tuple(row for row in rows if row.id in wanted))
    some = list_rows(session, actor, asked.day, col(Milestone.id).in_(ids))
    return replace(found, milestones=tuple(sorted(some, key=lambda row: ids.index(row.id))))
