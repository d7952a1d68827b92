"""Assurances in an event: recorded, settled, withdrawn, and rated by a committee."""

from typing import Any

from riskapp.domain.assurance import (
    AssuranceLevel,
    AssuranceResult,
    Line,
    RateAssurance,
    RecordAssurance,
    SettleAssurance,
    SourceKind,
    WithdrawAssurance,
)
from riskapp.models import Assurance
from riskapp.services.assurances import (
    rate_assurance,
    record_assurance,
    settle_assurance,
    withdraw_assurance,
)
from riskapp.services.loading.deeds.reading import EventFields
from riskapp.services.loading.deeds.scene import Act, Scene, to
from riskapp.services.loading.kinds import Kind

SOURCE = 300
EVIDENCE = 500
RATING = 60


def _record(fields: EventFields) -> Act:
    key, given = fields.makes(Kind.ASSURANCE), _given(fields)
    control = fields.maybe_key("control", Kind.CONTROL)
    committee = fields.maybe_key("committee", Kind.COMMITTEE)

    def act(scene: Scene) -> None:
        rows = {
            "control_id": scene.find(Kind.CONTROL, control),
            "committee_id": scene.find(Kind.COMMITTEE, committee),
        }
        said = {"received_on": scene.actor.today} | given | rows
        draft = RecordAssurance(**said)
        made = record_assurance(scene.session, scene.actor, scene.reference, draft)
        scene.keep(Kind.ASSURANCE, key, made.id)

    return act


def _given(fields: EventFields) -> dict[str, Any]:
    """Take what is said of an assurance besides what it is about; received on the event's day."""
    given = {
        "source": fields.text("source", SOURCE),
        "source_kind": fields.choice("source_kind", SourceKind),
        "line": fields.choice("line", Line),
        "result": fields.choice("result", AssuranceResult),
        "received_on": fields.maybe_day("received"),
        "independent": "independent" in fields.values and fields.truth("independent"),
        "level": fields.maybe_choice("level", AssuranceLevel),
        "period_from": fields.maybe_day("period_from"),
        "period_to": fields.maybe_day("period_to"),
        "expires_on": fields.maybe_day("expires"),
        "evidence": fields.maybe_text("evidence", EVIDENCE),
        "words": fields.maybe_text("text"),
    }
    return {name: value for name, value in given.items() if value is not None}


def _settle(fields: EventFields) -> Act:
    key, reason = fields.key("assurance", Kind.ASSURANCE), fields.reason()

    def act(scene: Scene) -> None:
        row = scene.get(Kind.ASSURANCE, key)
        draft = SettleAssurance(reason, scene.version_of(Assurance, row))
        settle_assurance(scene.session, scene.actor, scene.reference, row, draft)

    return act


def _withdraw(fields: EventFields) -> Act:
    key, reason = fields.key("assurance", Kind.ASSURANCE), fields.reason()

    def act(scene: Scene) -> None:
        row = scene.get(Kind.ASSURANCE, key)
        draft = WithdrawAssurance(reason, scene.version_of(Assurance, row))
        withdraw_assurance(scene.session, scene.actor, scene.reference, row, draft)

    return act


def _rate(fields: EventFields) -> Act:
    committee = fields.key("committee", Kind.COMMITTEE)
    rating, words = fields.text("rating", RATING), fields.maybe_text("text")
    rated_on = fields.maybe_day("rated")

    def act(scene: Scene) -> None:
        row = scene.get(Kind.COMMITTEE, committee)
        draft = RateAssurance(row, rating, rated_on or scene.actor.today, words)
        rate_assurance(scene.session, scene.actor, scene.reference, draft)

    return act


DEEDS = to(
    Kind.RISK,
    {
        "record-assurance": _record,
        "settle-assurance": _settle,
        "withdraw-assurance": _withdraw,
        "rate-assurance": _rate,
    },
)
