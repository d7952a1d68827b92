"""A pack of the first layout: read, and drawn, by every later version."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reports.issuing import draw_issue
from riskapp.domain.chain import entry_hash
from riskapp.domain.pack_gate import Count
from riskapp.domain.packs import code_of
from riskapp.readmodels.finals import thaw
from riskapp.readmodels.paper import Paper, Stamp
from tests.readmodels.test_paper import PAPER

LAYOUT_1 = Path(__file__).parent.parent / "fixtures" / "pack_layout_1.json"
"""Kept for ever as it is: what the first version made final of a pack."""


@pytest.fixture(scope="module")
def file() -> Any:
    return json.loads(LAYOUT_1.read_text())


def read(file: Any) -> Paper:
    return thaw(Paper, file["text"], {one["number"]: one["words"] for one in file["words"]})


def test_a_pack_of_the_first_layout_is_read_for_ever(file: Any) -> None:
    counts = (Count("risks", "the summary", 1),)
    assert read(file) == replace(PAPER, number="TRUST-BAF-2018-06", left_out=1, counts=counts)
    assert entry_hash(file["text"]) == file["digest"]


def test_it_is_drawn_for_ever(file: Any) -> None:
    paper = read(file)
    drawn = draw_issue(paper, Stamp(paper.number, code_of(file["digest"]), paper.as_at))
    assert drawn.content.startswith(b"%PDF")
    assert drawn.pages == 1
