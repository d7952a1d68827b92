"""The life of a risk in an event: what is proposed and decided about it, and that it happened."""

from collections.abc import Callable
from functools import partial

from sqlmodel import Session

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.life_drafts import (
    JudgeDraft,
    ProposeAcceptance,
    ProposeMerge,
    ProposeTransfer,
    RecordOccurrence,
    Verdict,
)
from riskapp.domain.permissions import Actor
from riskapp.services.acceptances import decide_acceptance, end_acceptance, propose_acceptance
from riskapp.services.approvals import ask_approval, decide_approval
from riskapp.services.decisions import decide_closing, propose_closing
from riskapp.services.loading.deeds.reading import EventFields
from riskapp.services.loading.deeds.scene import Act, EventDeed, Reader, Scene, to
from riskapp.services.loading.deeds.verdicts import Decider, decided
from riskapp.services.loading.kinds import Kind
from riskapp.services.merges import decide_merge, propose_merge
from riskapp.services.occurrences import record_occurrence
from riskapp.services.reopenings import decide_reopening, propose_reopening
from riskapp.services.transfers import decide_transfer, propose_transfer

HIGHEST_SCORE = 25
INCIDENT = 100


def _with_reason(deed: Callable[[Session, Actor, str, str], object], fields: EventFields) -> Act:
    reason = fields.reason()

    def act(scene: Scene) -> None:
        deed(scene.session, scene.actor, scene.reference, reason)

    return act


def _judge(verdict: Verdict, fields: EventFields) -> Act:
    reason, committee = fields.reason(), fields.maybe_key("committee", Kind.COMMITTEE)

    def act(scene: Scene) -> None:
        waiting = scene.waiting(DecisionKind.APPROVE)
        draft = JudgeDraft(verdict, reason, scene.find(Kind.COMMITTEE, committee))
        decide_approval(scene.session, scene.actor, scene.reference, waiting, draft)

    return act


def _accept(fields: EventFields) -> Act:
    draft = ProposeAcceptance(
        up_to_score=fields.number("up_to_score", 1, HIGHEST_SCORE),
        expires_on=fields.day("expires"),
        condition=fields.text("condition"),
        reason=fields.reason(),
    )

    def act(scene: Scene) -> None:
        propose_acceptance(scene.session, scene.actor, scene.reference, draft)

    return act


def _merge(fields: EventFields) -> Act:
    into, reason = fields.key("into", Kind.RISK), fields.reason()

    def act(scene: Scene) -> None:
        draft = ProposeMerge(scene.reference_of(scene.get(Kind.RISK, into)), reason)
        propose_merge(scene.session, scene.actor, scene.reference, draft)

    return act


def _transfer(fields: EventFields) -> Act:
    unit, reason = fields.key("unit", Kind.UNIT), fields.reason()

    def act(scene: Scene) -> None:
        draft = ProposeTransfer(scene.get(Kind.UNIT, unit), reason)
        propose_transfer(scene.session, scene.actor, scene.reference, draft)

    return act


def _happened(fields: EventFields) -> Act:
    draft = RecordOccurrence(
        fields.day("happened"), fields.text("text"), fields.maybe_text("incident", INCIDENT)
    )

    def act(scene: Scene) -> None:
        record_occurrence(scene.session, scene.actor, scene.reference, draft)

    return act


def _by_two(
    noun: str, kind: DecisionKind, propose: Reader, decide: Decider
) -> dict[str, EventDeed]:
    """Return the deeds of what one person proposes and another agrees to or declines."""
    readers: dict[str, Reader] = {
        f"propose-{noun}": propose,
        f"agree-{noun}": partial(decided, kind, decide, agree=True),
        f"decline-{noun}": partial(decided, kind, decide, agree=False),
    }
    return to(Kind.RISK, readers)


DEEDS = {
    **_by_two("close", DecisionKind.CLOSE, partial(_with_reason, propose_closing), decide_closing),
    **_by_two("acceptance", DecisionKind.ACCEPT, _accept, decide_acceptance),
    **_by_two(
        "reopening", DecisionKind.REOPEN, partial(_with_reason, propose_reopening), decide_reopening
    ),
    **_by_two("merge", DecisionKind.MERGE, _merge, decide_merge),
    **_by_two("transfer", DecisionKind.TRANSFER, _transfer, decide_transfer),
    **to(
        Kind.RISK,
        {
            "ask-approval": partial(_with_reason, ask_approval),
            "approve": partial(_judge, Verdict.APPROVE),
            "send-back": partial(_judge, Verdict.SEND_BACK),
            "reject": partial(_judge, Verdict.REJECT),
            "end-acceptance": partial(_with_reason, end_acceptance),
            "has-happened": _happened,
        },
    ),
}
