"""What people type to raise a risk or to change one, and the drafts that come out."""

from typing import Any
from uuid import UUID

import pytest
from werkzeug.datastructures import MultiDict

from forms.fields import Option
from forms.judging import CHOOSE_CONSEQUENCE, CHOOSE_DOMAIN, CHOOSE_LIKELIHOOD, DAMAGED
from forms.risks import EditForm, RaiseForm
from riskapp.domain.domains import Domain
from riskapp.domain.drafts import FirstScore, RaiseRisk, RiskDetails, Statement
from riskapp.domain.lifecycle import Origin, RiskKind, Treatment, Visibility
from riskapp.domain.scoring import Consequence, Likelihood

UNIT, POST = UUID(int=1), UUID(int=2)
RAISED = {"title": "Too few nurses", "cause": "posts stay vacant", "unit": str(UNIT)}
EDITED = {
    "title": "Too few nurses",
    "kind": "operational",
    "unit": str(UNIT),
    "visibility": "internal",
    "reason": "It was not clear.",
    "seen_version": "3",
}


def raising(**changes: Any) -> RaiseForm:
    form = RaiseForm(MultiDict(RAISED | changes))
    form.unit.options = (Option(str(UNIT), "Ward 4"),)
    return form


def editing(**changes: Any) -> EditForm:
    form = EditForm(MultiDict(EDITED | changes))
    form.unit.options = (Option(str(UNIT), "Ward 4"),)
    form.owner.options = form.executive.options = (Option(str(POST), "Director of Operations"),)
    return form


def test_a_title_is_enough() -> None:
    form = RaiseForm(MultiDict({"title": "  Too few nurses "}))
    assert form.validate()
    assert form.draft() == RaiseRisk(RiskDetails(Statement("Too few nurses")))


def test_a_risk_is_raised_with_its_first_score() -> None:
    form = raising(domain="safety", consequence="4", likelihood="3", as_draft="1")
    assert form.validate()
    draft = form.draft()
    assert draft.as_draft
    assert draft.details.unit_id == UNIT
    assert draft.score == FirstScore({Domain.SAFETY: Consequence.MAJOR}, Likelihood.POSSIBLE)


@pytest.mark.parametrize(
    ("changes", "failures"),
    [
        ({"title": " "}, {"title": "Give the risk a title."}),
        ({"title": "\x01\x02"}, {"title": "Give the risk a title."}),
        ({"title": "a" * 301}, {"title": "Use 300 characters or fewer: there are 301."}),
        ({"title": "a" * 10_000}, {"title": "Use 300 characters or fewer: there are 10,000."}),
        ({"effect": "a" * 10_001}, {"effect": "Use 10,000 characters or fewer: there are 10,001."}),
        ({"unit": str(POST)}, {"unit": "Choose one of those listed."}),
        ({"domain": "safety"}, {"consequence": CHOOSE_CONSEQUENCE}),
        ({"consequence": "2", "likelihood": "2"}, {"domain": CHOOSE_DOMAIN}),
        ({"domain": "safety", "consequence": "2"}, {"likelihood": CHOOSE_LIKELIHOOD}),
        ({"likelihood": "2"}, {"domain": "Choose what the likelihood is of, or leave both empty."}),
        (
            {"domain": "safety", "consequence": "6", "likelihood": "2"},
            {"consequence": "Choose one of those listed."},
        ),
    ],
)
def test_what_cannot_be_raised_is_refused_at_its_field(
    changes: dict[str, str], failures: dict[str, str]
) -> None:
    form = raising(**changes)
    assert not form.validate()
    assert dict(form.failures) == failures


def test_everything_a_risk_says_can_be_changed() -> None:
    form = editing(
        kind="strategic",
        owner=str(POST),
        origin="audit",
        treatment="treat",
        visibility="restricted",
        visibility_reason="It names a case.",
    )
    assert form.validate()
    draft = form.draft()
    assert draft.seen_version == 3
    assert draft.reason == "It was not clear."
    assert draft.details == RiskDetails(
        Statement("Too few nurses"),
        kind=RiskKind.STRATEGIC,
        unit_id=UNIT,
        owner_post_id=POST,
        origin=Origin.AUDIT,
        treatment=Treatment.TREAT,
        visibility=Visibility.RESTRICTED,
        visibility_reason="It names a case.",
    )


@pytest.mark.parametrize(
    ("changes", "failures"),
    [
        ({"reason": ""}, {"reason": "Say why: the reason is kept with the change."}),
        ({"kind": ""}, {"kind": "Choose a kind."}),
        ({"unit": ""}, {"unit": "Choose a unit."}),
        ({"owner": str(UNIT)}, {"owner": "Choose one of those listed."}),
        ({"visibility": "secret"}, {"visibility": "Choose one of those listed."}),
        ({"visibility": "restricted"}, {"visibility_reason": "Say why the risk is restricted."}),
        ({"seen_version": ""}, {"": DAMAGED}),
        ({"seen_version": "9" * 5000}, {"": DAMAGED}),
        ({"seen_version": "-1"}, {"": DAMAGED}),
        ({"seen_version": "three"}, {"": DAMAGED}),
    ],
)
def test_what_cannot_be_changed_is_refused_at_its_field(
    changes: dict[str, str], failures: dict[str, str]
) -> None:
    form = editing(**changes)
    assert not form.validate()
    assert dict(form.failures) == failures
