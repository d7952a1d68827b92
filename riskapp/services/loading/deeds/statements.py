"""What a risk says, in an event: edited, reviewed, with notes beside it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from riskapp.domain.drafts import EditRisk, RiskDetails, Statement
from riskapp.domain.lifecycle import Proximity, Treatment
from riskapp.domain.notes import AddNote
from riskapp.queries.cases import get_case
from riskapp.services.loading.deeds.reading import EventFields
from riskapp.services.loading.deeds.scene import Act, Scene, to
from riskapp.services.loading.kinds import Kind
from riskapp.services.loading.risk_records import TITLE
from riskapp.services.notes import add_note
from riskapp.services.reviews import review_risk
from riskapp.services.risks import edit_risk

WORDS = ("title", "cause", "event", "effect")
PLACES = {
    "owner_post": Kind.POST,
    "executive_post": Kind.POST,
    "handler_post": Kind.POST,
    "lead_committee": Kind.COMMITTEE,
}


def _edit(fields: EventFields) -> Act:
    reason = fields.reason()
    words = {name: fields.maybe_text(name) for name in WORDS if name in fields.values}
    if len(words.get("title", "")) > TITLE:
        raise fields.refuse("title", f"expected at most {TITLE} characters")
    places = {name: fields.key(name, PLACES[name]) for name in PLACES if name in fields.values}
    plain = _plain(fields)

    def act(scene: Scene) -> None:
        case = get_case(scene.session, scene.actor, scene.reference)
        kept = {name: getattr(case.says, name) for name in (*WORDS, *RiskDetails.__slots__[1:])}
        rows = {f"{name}_id": scene.get(PLACES[name], key) for name, key in places.items()}
        draft = EditRisk(_details({**kept, **words, **rows, **plain}), reason, case.risk.version)
        edit_risk(scene.session, scene.actor, scene.reference, draft)

    return act


def _plain(fields: EventFields) -> dict[str, Treatment | Proximity | date]:
    """Take what is edited besides words and places; what is not named stays."""
    given = {
        "treatment": fields.maybe_choice("treatment", Treatment),
        "proximity": fields.maybe_choice("proximity", Proximity),
        "visibility_review_on": fields.maybe_day("visibility_review_on"),
    }
    return {name: value for name, value in given.items() if value is not None}


def _details(says: Mapping[str, Any]) -> RiskDetails:
    rest = {name: value for name, value in says.items() if name not in WORDS}
    return RiskDetails(Statement(*(says[name] for name in WORDS)), **rest)


def _review(fields: EventFields) -> Act:
    reason = fields.reason()

    def act(scene: Scene) -> None:
        review_risk(scene.session, scene.actor, scene.reference, reason)

    return act


def _note(fields: EventFields) -> Act:
    draft = AddNote(fields.text("text"))

    def act(scene: Scene) -> None:
        add_note(scene.session, scene.actor, scene.reference, draft)

    return act


DEEDS = to(Kind.RISK, {"edit": _edit, "review": _review, "add-note": _note})
