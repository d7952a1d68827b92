"""Forms about milestones and links: what is understood, and what is refused at which field."""

from datetime import date
from json import loads
from pathlib import Path
from uuid import uuid4

import pytest
from werkzeug.datastructures import MultiDict

from forms.fields import Option
from forms.plan import (
    AddActionForm,
    AddMilestoneForm,
    LinkObjectiveForm,
    MoveMilestoneForm,
    ServeRiskForm,
    SetMilestoneForm,
    UnlinkObjectiveForm,
)
from riskapp.domain.due_periods import UNDERSTOOD, parse_due
from riskapp.domain.milestones import MilestoneStatus

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
PRINTED = sorted(
    {
        record["due"]
        for folder in ("hct", "demonstration")
        for record in loads((FIXTURES / folder / "milestones.json").read_text())
    }
)


def typed(**fields: str) -> MultiDict[str, str]:
    """What a browser sends."""
    return MultiDict(fields)


LONG = "x" * 10_000


@pytest.mark.parametrize("printed", PRINTED)
def test_every_form_that_a_plan_prints_is_understood(printed: str) -> None:
    form = MoveMilestoneForm(typed(due=printed, reason="Late.", seen_version="3"))
    assert form.validate(), form.failures
    draft = form.draft()
    assert (draft.due, draft.reason, draft.seen_version) == (parse_due(printed), "Late.", 3)


@pytest.mark.parametrize(
    "printed", ["soon", "31 June 2018", "Q5 2018/19", "2018/20", "Sep", "=cmd()", "' OR 1=1 --"]
)
def test_a_date_not_understood_is_told_which_forms_are(printed: str) -> None:
    form = MoveMilestoneForm(typed(due=printed, reason="Late.", seen_version="3"))
    assert not form.validate()
    assert form.failures == [("due", UNDERSTOOD)]


def test_what_is_missing_is_said_at_its_field() -> None:
    for form, fields in (
        (MoveMilestoneForm(typed()), ["due", "reason"]),
        (SetMilestoneForm(typed()), ["status", "reason"]),
        (AddActionForm(typed()), ["words", "due"]),
        (AddMilestoneForm(typed()), ["words", "due", "risks"]),
        (ServeRiskForm(typed()), ["risk"]),
        (LinkObjectiveForm(typed()), ["objective"]),
        (UnlinkObjectiveForm(typed()), ["objective", "reason"]),
    ):
        assert not form.validate()
        assert [field for field, _ in form.failures] == fields


@pytest.mark.parametrize("status", list(MilestoneStatus))
def test_every_status_can_be_set(status: MilestoneStatus) -> None:
    form = SetMilestoneForm(typed(status=status.value, reason="So.", seen_version="1"))
    assert form.validate()
    assert form.draft().status is status


@pytest.mark.parametrize("seen", ["", "x", "-1", "1e3", "9" * 40, "٣", "1; DROP TABLE risk"])
def test_a_version_tampered_with_is_one_that_nothing_has(seen: str) -> None:
    form = SetMilestoneForm(typed(status="done", reason="So.", seen_version=seen))
    assert form.validate()
    assert form.draft().seen_version == 0


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"words": LONG}, "words"),
        ({"due": LONG}, "due"),
        ({"risks": "R-0001 the-second"}, "risks"),
        ({"risks": LONG}, "risks"),
        ({"programme": str(uuid4())}, "programme"),
        ({"owner": "' OR 1=1 --"}, "owner"),
        ({"risks": ""}, "risks"),
    ],
)
def test_hostile_milestones_are_refused_at_their_field(sent: dict[str, str], field: str) -> None:
    asked = {"words": "Recruit", "due": "Sept 2018", "risks": "R-0001"} | sent
    form = AddMilestoneForm(typed(**asked))
    assert not form.validate()
    assert {at for at, _ in form.failures} == {field}


def test_a_milestone_is_of_a_programme_and_of_risks() -> None:
    programme, workstream, post = uuid4(), uuid4(), uuid4()
    form = AddMilestoneForm(
        typed(
            words="Recruit\u0000 <b>six</b>",
            due="Q2-3 2018/19",
            programme=f"{programme}.{workstream}",
            owner=str(post),
            risks="R-0003, r12;R-0003",
        )
    )
    form.programme.options = [Option(f"{programme}.{workstream}", "One")]
    form.owner.options = [Option(str(post), "A post")]
    assert form.validate(), form.failures
    assert form.references == ("R-0003", "r12")
    risk = uuid4()
    draft = form.draft((risk,))
    assert (draft.words, draft.due.due_on) == ("Recruit <b>six</b>", date(2018, 12, 31))
    assert (draft.programme_id, draft.workstream_id) == (programme, workstream)
    assert (draft.owner_post_id, draft.risk_ids) == (post, (risk,))
