"""What people type into the score form, and the draft that comes out."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from werkzeug.datastructures import MultiDict

from forms.judging import CHOOSE_CONSEQUENCE, CHOOSE_DOMAIN, DAMAGED, GIVEN_TWICE
from forms.scores import ScoreForm
from riskapp.domain.descriptors import CONSEQUENCE_DESCRIPTORS
from riskapp.domain.domains import Domain
from riskapp.domain.drafts import ScoreRisk
from riskapp.domain.scoring import Consequence, Likelihood, ScoreKind

SEEN = UUID(int=7)
GOOD = {
    "kind": "current",
    "domain": "safety",
    "consequence": "4",
    "likelihood": "4",
    "reason": "Two wards closed beds.",
    "seen": str(SEEN),
}


def sent(**changes: Any) -> ScoreForm:
    return ScoreForm(MultiDict(GOOD | changes))


def refused(**changes: Any) -> dict[str, str]:
    form = sent(**changes)
    assert not form.validate()
    return dict(form.failures)


def test_a_full_form_gives_a_draft() -> None:
    form = sent()
    assert form.validate()
    assert form.draft() == ScoreRisk(
        ScoreKind.CURRENT,
        {Domain.SAFETY: Consequence.MAJOR},
        Likelihood.LIKELY,
        "Two wards closed beds.",
        seen=SEEN,
    )


def test_nothing_seen_is_nothing_stood() -> None:
    form = sent(seen="")
    assert form.validate()
    assert form.draft().seen is None


def test_the_worst_of_several_domains_leads() -> None:
    form = sent(domain_2="finance", consequence_2="5", domain_3="quality", consequence_3="1")
    assert form.validate()
    draft = form.draft()
    assert draft.score.value == 20
    assert draft.consequences == {
        Domain.SAFETY: Consequence.MAJOR,
        Domain.FINANCE: Consequence.CATASTROPHIC,
        Domain.QUALITY: Consequence.NEGLIGIBLE,
    }


def test_all_nine_domains_fit() -> None:
    more = {f"domain_{n}": d.value for n, d in enumerate(Domain, 1) if n > 1}
    more |= {f"consequence_{n}": "2" for n in range(2, 10)}
    form = sent(**more)
    assert form.validate()
    assert len(form.draft().consequences) == 9
    assert len(form.shown_rows(another=True)) == 9


def test_a_target_has_its_day() -> None:
    form = sent(kind="target", target_on="31 March 2019")
    assert form.validate()
    assert form.draft().target_on == date(2019, 3, 31)


def test_only_a_target_has_a_day() -> None:
    form = sent(target_on="31 March 2019")
    assert form.validate()
    assert form.draft().target_on is None


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"consequence": "6"}, "consequence", "Choose one of those listed."),
        ({"consequence": ""}, "consequence", CHOOSE_CONSEQUENCE),
        ({"consequence": "4.5"}, "consequence", "Choose one of those listed."),
        ({"consequence": "-1"}, "consequence", "Choose one of those listed."),
        ({"likelihood": "0"}, "likelihood", "Choose one of those listed."),
        ({"likelihood": "'; DROP TABLE risk"}, "likelihood", "Choose one of those listed."),
        ({"domain": ""}, "domain", CHOOSE_DOMAIN),
        ({"domain": "<b>safety</b>"}, "domain", "Choose one of those listed."),
        ({"reason": "  \n "}, "reason", "Say why: the reason is kept with the score."),
        ({"reason": "\x00\x07"}, "reason", "Say why: the reason is kept with the score."),
        (
            {"reason": "a" * 10_001},
            "reason",
            "Use 10,000 characters or fewer: there are 10,001.",
        ),
        ({"kind": "printed"}, "kind", "Choose one of those listed."),
        (
            {"kind": "target"},
            "target_on",
            "Give the day by which the target should be reached.",
        ),
        (
            {"kind": "target", "target_on": "31 February 2019"},
            "target_on",
            "Enter a day that exists, for example 30 June 2018.",
        ),
        ({"seen": "latest"}, "seen", DAMAGED),
        ({"domain_2": "safety", "consequence_2": "3"}, "domain_2", GIVEN_TWICE),
        ({"domain_2": "finance"}, "consequence_2", CHOOSE_CONSEQUENCE),
        ({"consequence_2": "3"}, "domain_2", CHOOSE_DOMAIN),
    ],
)
def test_what_cannot_be_used_is_refused_at_its_field(
    changes: dict[str, str], field: str, message: str
) -> None:
    assert refused(**changes) == {field: message}


@pytest.mark.parametrize(
    "words", ["=cmd()", "<b>bold</b>", "Robert'); DROP TABLE risk;--", "Wards 🏥 full", "a\nb"]
)
def test_words_of_any_sort_are_kept_as_typed(words: str) -> None:
    form = sent(reason=words)
    assert form.validate()
    assert form.draft().reason == words


def test_each_domain_brings_its_own_descriptors() -> None:
    form = sent(domain="finance", domain_2="interruption")
    assert [o.hint for o in form.consequence.options] == list(
        CONSEQUENCE_DESCRIPTORS[Domain.FINANCE]
    )
    assert [o.hint for o in form.rows[1].consequence.options] == list(
        CONSEQUENCE_DESCRIPTORS[Domain.INTERRUPTION]
    )


def test_a_score_is_known_before_the_form_is_complete() -> None:
    form = ScoreForm(MultiDict({"consequence": "3", "likelihood": "5"}))
    assert form.score is not None
    assert form.score.value == 15
    assert ScoreForm(MultiDict({"consequence": "3"})).score is None
    assert ScoreForm(MultiDict({"consequence": "6", "likelihood": "5"})).score is None
