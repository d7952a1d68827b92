"""The quality checks: how many things fail each, and how serious each is."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response
from pydantic import BaseModel, Field

from forms.quality import SetQualityForm
from riskapp.api.answers import changed, seen_version, shown
from riskapp.api.cursors import listed_whole
from riskapp.api.judging import judged, typed
from riskapp.api.resource import Resource
from riskapp.api.shapes import AsAt, Listing, Sent, Shape, Stated, Walk, Words
from riskapp.domain.actions import Action
from riskapp.domain.quality_verdict import Subject
from riskapp.domain.severity import Severity
from riskapp.queries.choices import list_choices
from riskapp.queries.quality_page import get_check, get_quality_page
from riskapp.queries.quality_survey import ask
from riskapp.readmodels.quality import CheckRow
from riskapp.services.quality import set_quality
from riskapp.web.asked import asked_id
from riskapp.web.asked import listed as among
from riskapp.web.session import current_actor, get_session

resource = Resource("quality", "Quality checks", "What the register still owes its readers.")


class CheckOut(Shape):
    """A quality check, how serious it is, and by whom it was made so, null for nobody."""

    key: str
    title: str
    why: str
    advice: str
    about: Subject
    severity: Severity
    set_on: date | None
    set_by: Stated
    set_why: Stated


class CountedCheckOut(CheckOut):
    """A quality check with how many things fail it: none do where it is off."""

    failing: int


class CountedChecks(Listing[CountedCheckOut]):
    """A piece of the quality checks, the most serious first and then what most fail."""


class ChecksAsked(AsAt, Walk):
    """Asks what the quality checks find, as at a day, in a unit and those below it."""

    unit: UUID | None = None


class OneCheck(BaseModel):
    """Names a quality check."""

    check: str = Field(description="A check's key.", examples=["no-owner"])


class SeverityIn(Sent):
    """How serious a check is to be from today, or that it is off, and why."""

    severity: Severity
    reason: Words = Field(min_length=1, description="Why: everybody reads it beside the check.")


@resource.lists("/quality-checks", Action.VIEW_REGISTER, CountedChecks)
def checks(query: ChecksAsked) -> Response:
    """List what the quality checks find; `/risks?check=` lists the risks that fail one."""
    session, actor = get_session(), current_actor()
    unit = among("unit", asked_id("unit"), list_choices(session, actor).units)
    rows = get_quality_page(ask(session, actor, unit=unit, on=query.day())).rows
    return listed_whole(
        CountedChecks,
        rows,
        query,
        lambda it: it.check.key,
        lambda it: CountedCheckOut(**_said(it), failing=it.failing),
    )


@resource.shows("/quality-checks/<check>", Action.VIEW_REGISTER, CheckOut)
def check(path: OneCheck) -> Response:
    """Show how serious a check is."""
    row = get_check(ask(get_session(), current_actor()), path.check)
    return shown(CheckOut(**_said(row)), row.set_so.version if row.set_so else 0)


@resource.changes("/quality-checks/<check>", Action.SET_QUALITY, CheckOut, method="put")
def set_severity(path: OneCheck, body: SeverityIn) -> Response:
    """Say how serious a check is, or switch it off."""
    actor, seen = current_actor(), seen_version()
    form = SetQualityForm(typed({**body.model_dump(), "seen_version": seen}))
    draft = judged(form, {}).draft(path.check)
    return changed(lambda db: set_quality(db, actor, draft))


def _said(row: CheckRow) -> dict[str, Any]:
    """Return what is said of a check."""
    said: dict[str, Any] = {
        name: getattr(row.check, name) for name in ("key", "title", "why", "advice")
    }
    told = row.set_so
    return said | {
        "about": row.subject,
        "severity": row.severity,
        "set_on": told.from_on if told else None,
        "set_by": told.by if told else None,
        "set_why": told.reason if told else None,
    }
