"""The answers to "does this affect delivery of a strategic objective?", in words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from riskapp.domain.escalation import ObjectiveAnswer

QUESTION: Final = "Does this affect delivery of a strategic objective?"

ANSWER_NAMES: Final[Mapping[ObjectiveAnswer, str]] = MappingProxyType(
    {
        ObjectiveAnswer.OWN_ENTRY: "Yes, with its own entry on the BAF",
        ObjectiveAnswer.EXPOSURE: "Yes, as exposure under a risk that is on the BAF",
        ObjectiveAnswer.NEITHER: "No",
    }
)


def answer_words(answer: ObjectiveAnswer | None, above: str = "") -> str:
    """Return an answer, with the reference of the risk above where it is exposure; "" for none."""
    if answer is None:
        return ""
    if answer is ObjectiveAnswer.EXPOSURE and above:
        return f"Yes, as exposure under {above}"
    return ANSWER_NAMES[answer]
