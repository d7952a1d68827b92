"""The words in which the history names what changed and what was typed."""

from collections.abc import Mapping
from typing import Final

from riskapp.domain.happenings import Happening

FIELD_WORDS: Final[Mapping[str, str]] = {
    "title": "the title",
    "cause": "the cause",
    "event": "the event",
    "effect": "the effect",
    "kind": "the kind",
    "unit_id": "the unit",
    "programme_id": "the programme",
    "owner_post_id": "the owner",
    "executive_post_id": "the executive",
    "handler_post_id": "the handler",
    "lead_committee_id": "the lead committee",
    "origin": "what it was first noticed in",
    "treatment": "the treatment",
    "proximity": "the proximity",
    "visibility": "the visibility",
    "visibility_reason": "the reason for the restriction",
    "visibility_review_on": "the day to review the restriction",
    "public_words": "the public wording",
}
"""What a sentence calls each part of a risk; parts of other things come in words already."""

_LABELS: Final[Mapping[str, str]] = {
    "title": "Title",
    "cause": "Because",
    "event": "There is a risk that",
    "effect": "Leading to",
    "visibility_reason": "Why it is restricted",
    "public_words": "Public papers say instead",
}
_NAMES: Final[Mapping[str, str]] = {
    **{f"{name} from": f"{label}, before" for name, label in _LABELS.items()},
    **{f"{name} to": f"{label}, now" for name, label in _LABELS.items()},
    **_LABELS,
    "words from": "It said",
    "words to": "It says",
}
_NAMES_OF_A_KIND: Final[Mapping[tuple[Happening, str], str]] = {
    (Happening.CONTROL_ADDED, "words"): "The control",
    (Happening.CONTROL_RETIRED, "words"): "The control",
    (Happening.CONTROL_RETIRED, "reason"): "Why it was retired",
    (Happening.GAP_RAISED, "words"): "The gap",
    (Happening.GAP_CLOSED, "words"): "The gap",
    (Happening.GAP_CLOSED, "reason"): "Why it was closed",
    (Happening.ASSURANCE_RECORDED, "words"): "What it found",
    (Happening.ASSURANCE_RATED, "words"): "What the committee said",
    (Happening.MILESTONE_ADDED, "words"): "What is to be done",
}


def fields_words(fields: str) -> str:
    """Return the parts that changed as a sentence says them: "the owner, the unit and the kind"."""
    names = [FIELD_WORDS.get(name, name) for name in fields.split(", ")]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def typed_label(kind: Happening, name: str) -> str:
    """Return the words before what was typed, as the forms and pages call it."""
    plain = name.replace("_", " ")
    own = _NAMES_OF_A_KIND.get((kind, name)) or _NAMES.get(name)
    return own or plain[:1].upper() + plain[1:]
