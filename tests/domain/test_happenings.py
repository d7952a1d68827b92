from string import Formatter

import pytest

from riskapp.domain.happenings import Happening
from riskapp.domain.told_happenings import SENTENCES, sentence


@pytest.mark.parametrize("kind", Happening)
def test_every_kind_has_its_sentence(kind: Happening) -> None:
    names = [name for _, name, _, _ in Formatter().parse(SENTENCES[kind]) if name]
    said = sentence(kind, {name: f"<{name}>" for name in names}, "Ann")
    assert said.endswith(".")
    assert all(f"<{name}>" in said for name in names if name != "who")


def test_a_sentence_reads_as_people_speak() -> None:
    facts = {"risk": "R-0042", "kind": "current", "score": "16", "consequence": "4"}
    facts |= {"likelihood": "4", "before": "12"}
    assert sentence(Happening.SCORED, facts, "Ann") == (
        "Ann scored R-0042: current score 16, consequence 4 and likelihood 4 (before: 12)."
    )


def test_a_fact_that_is_missing_reads_as_nothing() -> None:
    assert sentence(Happening.MILESTONE_SET, {}, "Ann").count("nothing") == 3
