"""The milestones that mitigate a risk: linking one, what it should bring the risk to, unlinking."""

from uuid import UUID

from flask import Response
from pydantic import Field

from forms.milestones import ExpectEffectForm, UnlinkMilestoneForm, seen_of
from riskapp.api.answers import changed, created, refuse_unseen, seen_version, shown
from riskapp.api.cursors import listed_whole
from riskapp.api.judging import judged, typed
from riskapp.api.problems import Fault, SentError
from riskapp.api.resource import Resource
from riskapp.api.resources.controls import OfRiskAsked, ReasonIn
from riskapp.api.resources.milestone_shapes import MilestoneOut
from riskapp.api.resources.naming import OfRisk, found
from riskapp.api.shapes import Level, Line, Listing, Sent, Shape, Words
from riskapp.domain.actions import Action
from riskapp.domain.errors import NotFoundError
from riskapp.domain.references import milestone_number
from riskapp.queries.assurance import get_assurance_page
from riskapp.queries.matrices import get_matrix
from riskapp.queries.milestones import get_milestone
from riskapp.readmodels.assurance import AssurancePage
from riskapp.readmodels.plan import MilestoneRow
from riskapp.services.effects import expect_effect
from riskapp.services.links import link_milestone
from riskapp.services.milestone_links import unlink_milestone
from riskapp.web.about_risk import read_page
from riskapp.web.session import current_actor, get_session

resource = Resource(
    "risk-milestones", "Milestones of a risk", "What mitigates a risk, and what is expected of it."
)

LINK = "/risks/<reference>/milestones/<milestone>"
HERE = "risk-milestones.linked"


class ExpectedOut(Shape):
    """To which score a milestone should bring a risk."""

    value: int
    consequence: int
    likelihood: int


class RiskMilestoneOut(MilestoneOut):
    """A milestone that mitigates a risk."""

    expected: ExpectedOut | None = Field(description="Null where nobody said.")
    gap_ids: tuple[UUID, ...] = Field(description="The open gaps of the risk it is to close.")


class RiskMilestones(Listing[RiskMilestoneOut]):
    """A piece of the milestones of a risk, the most overdue first."""


class OneRiskMilestone(OfRisk):
    """Names a milestone of a risk."""

    milestone: str = Field(description="The milestone's reference.", examples=["M-0007"])


class MilestoneLinkIn(Sent):
    """A milestone that is to mitigate the risk."""

    milestone: Line = Field(min_length=1, max_length=40, examples=["M-0007"])


class EffectIn(Sent):
    """To which score a milestone should bring the risk, with the reason; both null for none."""

    consequence: Level | None
    likelihood: Level | None
    reason: Words = Field(min_length=1, description="Why this is expected.")


@resource.lists("/risks/<reference>/milestones", Action.VIEW_REGISTER, RiskMilestones)
def milestones(path: OfRisk, query: OfRiskAsked) -> Response:
    """List the milestones that mitigate a risk."""
    page = get_assurance_page(get_session(), current_actor(), path.reference, query.day())
    return listed_whole(
        RiskMilestones, page.milestones, query, lambda it: str(it.id), lambda it: _out(page, it)
    )


@resource.shows(LINK, Action.VIEW_REGISTER, RiskMilestoneOut)
def linked(path: OneRiskMilestone) -> Response:
    """Show a milestone that mitigates a risk."""
    page, row = _find(path)
    return shown(_out(page, row), row.version)


@resource.adds("/risks/<reference>/milestones", Action.LINK_MILESTONE, RiskMilestoneOut)
def link(path: OfRisk, body: MilestoneLinkIn) -> Response:
    """Let a milestone that exists mitigate a risk."""
    session, actor = get_session(), current_actor()
    reference = read_page(path.reference).risk.reference
    try:
        row = get_milestone(session, actor, body.milestone)
    except NotFoundError as error:
        raise SentError([Fault("milestone", str(error))]) from None
    return created(
        lambda db: link_milestone(db, actor, reference, row.id),
        HERE,
        lambda _link: {"reference": reference, "milestone": row.reference},
    )


@resource.changes(f"{LINK}/effect", Action.LINK_MILESTONE, RiskMilestoneOut, method="put")
def expect(path: OneRiskMilestone, body: EffectIn) -> Response:
    """Say to which score a milestone should bring a risk; If-Match is the ETag of their link."""
    refuse_unseen(HERE, **path.model_dump())
    session, actor, (page, row) = get_session(), current_actor(), _find(path)
    seen = seen_of(row.expected_of(page.risk.id))
    form = ExpectEffectForm(typed({**body.model_dump(), "seen": seen}))
    form.offer(get_matrix(session, actor).words)
    draft = judged(form, {}).draft()
    return changed(
        lambda db: expect_effect(db, actor, path.reference, row.id, draft),
        HERE,
        **path.model_dump(),
    )


@resource.changes(f"{LINK}/ending", Action.LINK_MILESTONE, RiskMilestones, method="post")
def end(path: OneRiskMilestone, body: ReasonIn) -> Response:
    """Unlink a milestone; If-Match is the ETag of their link, and the answer are those left."""
    version = seen_version(HERE, **path.model_dump())
    actor, (page, row) = current_actor(), _find(path)
    gaps = " ".join(str(one) for one in _out(page, row).gap_ids)
    form = UnlinkMilestoneForm(
        typed({"reason": body.reason, "seen_version": version, "seen": gaps})
    )
    draft = judged(form, {}).draft()
    return changed(
        lambda db: unlink_milestone(db, actor, path.reference, row.id, draft),
        "risk-milestones.milestones",
        reference=path.reference,
    )


def _find(path: OneRiskMilestone) -> tuple[AssurancePage, MilestoneRow]:
    """Return a milestone of a risk with all that the risk has."""
    page, number = read_page(path.reference), milestone_number(path.milestone)
    rows = (row for row in page.milestones if milestone_number(row.reference) == number)
    return page, found(next(rows, None), "milestone of this risk")


def _out(page: AssurancePage, row: MilestoneRow) -> RiskMilestoneOut:
    gaps = page.found.open_gaps
    to_close = [gap.id for gap in gaps if row.id in {one.id for one in gap.milestones}]
    expected = row.expected_of(page.risk.id)
    said = {name: getattr(row, name) for name in _AS_SAID}
    return RiskMilestoneOut.model_validate(
        {**said, "expected": expected, "gap_ids": tuple(to_close)}, from_attributes=True
    )


_AS_SAID = tuple(
    str(one.validation_alias or name) for name, one in MilestoneOut.model_fields.items()
)
