"""What people type to decide, and the drafts that come out."""

from uuid import UUID

import pytest
from werkzeug.datastructures import MultiDict

from forms.decisions import AgreeForm, AnswerForm, ConfirmForm, PlaceForm, ReasonForm
from forms.fields import Option
from riskapp.domain.drafts import AnswerObjective, Decide, PlaceOnBaf
from riskapp.domain.escalation import ObjectiveAnswer

ONE, TWO = UUID(int=1), UUID(int=2)
WHY = "The Board looked at it."
NO_REASON = "Say why: the reason is kept with the decision."


def answering(**sent: object) -> AnswerForm:
    form = AnswerForm(MultiDict({"decision": str(TWO), "reason": WHY} | sent))
    form.objectives.options = (Option(str(ONE), "1: Well at home"),)
    form.baf_risk.options = (Option(str(TWO), "R-0002 Money"),)
    return form


def test_confirming_agrees() -> None:
    form = ConfirmForm(MultiDict({"decision": str(ONE), "reason": WHY}))
    assert form.validate()
    assert form.decision_id == ONE
    assert form.draft() == Decide(agree=True, reason=WHY)


@pytest.mark.parametrize(("sent", "agreed"), [("yes", True), ("no", False)])
def test_what_is_proposed_is_agreed_or_declined(sent: str, *, agreed: bool) -> None:
    form = AgreeForm(MultiDict({"agree": sent, "reason": WHY, "committee": str(TWO)}))
    form.committee.options = (Option(str(TWO), "The Board"),)
    assert form.validate()
    assert form.draft() == Decide(agreed, WHY, TWO)


def test_neither_agreed_nor_declined_is_refused() -> None:
    form = AgreeForm(MultiDict({"reason": WHY, "agree": "perhaps"}))
    assert not form.validate()
    assert dict(form.failures) == {"agree": "Choose one of those listed."}


@pytest.mark.parametrize(
    ("sent", "draft"),
    [
        (
            {"answer": "own-entry", "objectives": [str(ONE)], "baf_risk": str(TWO)},
            AnswerObjective(ObjectiveAnswer.OWN_ENTRY, WHY, (ONE,)),
        ),
        (
            {"answer": "exposure", "objectives": [str(ONE)], "baf_risk": str(TWO)},
            AnswerObjective(ObjectiveAnswer.EXPOSURE, WHY, baf_risk_id=TWO),
        ),
        (
            {"answer": "neither", "objectives": [str(ONE)]},
            AnswerObjective(ObjectiveAnswer.NEITHER, WHY),
        ),
    ],
)
def test_an_answer_keeps_only_what_belongs_to_it(
    sent: dict[str, object], draft: AnswerObjective
) -> None:
    form = answering(**sent)
    assert form.validate()
    assert form.draft() == draft


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "answer"),
        ({"answer": "maybe"}, "answer"),
        ({"answer": "own-entry", "objectives": [str(TWO)]}, "objectives"),
        ({"answer": "exposure", "baf_risk": str(ONE)}, "baf_risk"),
        ({"answer": "neither", "reason": " "}, "reason"),
        ({"answer": "neither", "decision": "that one"}, "decision"),
    ],
)
def test_a_mistaken_answer_is_refused_at_its_field(sent: dict[str, object], field: str) -> None:
    form = answering(**sent)
    assert not form.validate()
    assert [failed for failed, _ in form.failures] == [field]


def test_placing_and_proposing_take_a_reason() -> None:
    placing, proposing = (
        PlaceForm(MultiDict({"reason": WHY})),
        ReasonForm(MultiDict({"reason": WHY})),
    )
    assert placing.validate()
    assert placing.draft() == PlaceOnBaf(WHY)
    assert proposing.validate()
    assert proposing.draft() == WHY
    for empty in (PlaceForm(MultiDict({"reason": ""})), ReasonForm(MultiDict({"reason": ""}))):
        assert not empty.validate()
        assert dict(empty.failures) == {"reason": NO_REASON}


def test_forms_on_one_page_have_ids_of_their_own() -> None:
    form = ReasonForm()
    form.set_apart("propose")
    assert form.reason.id == "propose-reason"
    assert form.reason.name == "reason"
