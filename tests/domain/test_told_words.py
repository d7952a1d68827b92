"""The history in words: what changed by the names of the forms, what was typed by what it is."""

import pytest

from riskapp.domain.happenings import Happening
from riskapp.domain.told_words import FIELD_WORDS, fields_words, typed_label
from riskapp.models import RiskVersion

OF_ITS_KEY = {"organisation_id", "risk_id", "from_on", "until_on", "status", "closed_on"}


def test_every_part_of_a_risk_that_can_be_changed_has_words() -> None:
    assert set(RiskVersion.model_fields) - OF_ITS_KEY == set(FIELD_WORDS)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("title", "the title"),
        ("handler_post_id, proximity", "the handler and the proximity"),
        ("owner_post_id, unit_id, kind", "the owner, the unit and the kind"),
        ("the words, the owner", "the words and the owner"),
        ("owner", "owner"),
    ],
)
def test_what_changed_is_said_as_the_forms_call_it(fields: str, words: str) -> None:
    assert fields_words(fields) == words


@pytest.mark.parametrize(
    ("kind", "name", "label"),
    [
        (Happening.GAP_CLOSED, "reason", "Why it was closed"),
        (Happening.GAP_CLOSED, "words", "The gap"),
        (Happening.GAP_RAISED, "words", "The gap"),
        (Happening.RISK_EDITED, "cause from", "Because, before"),
        (Happening.RISK_EDITED, "cause to", "Because, now"),
        (Happening.RISK_EDITED, "reason", "Reason"),
        (Happening.HAPPENED, "what followed", "What followed"),
    ],
)
def test_what_was_typed_is_called_what_it_is(kind: Happening, name: str, label: str) -> None:
    assert typed_label(kind, name) == label
