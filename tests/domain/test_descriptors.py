import re

import pytest

from riskapp.domain.descriptors import (
    CONSEQUENCE_DESCRIPTORS,
    CONSEQUENCE_NAMES,
    LIKELIHOOD_DESCRIPTORS,
    LIKELIHOOD_NAMES,
)
from riskapp.domain.domains import DOMAIN_NAMES, Domain, label

# The figures that the NPSA "A risk matrix for risk managers" (January 2008) prints.
FIGURES = [
    (Domain.SAFETY, 2, ["3 days off", "1 to 3 days"]),
    (Domain.SAFETY, 3, ["4 to 14 days off", "4 to 15 days", "RIDDOR"]),
    (Domain.SAFETY, 4, ["14 days off", "15 days"]),
    (Domain.QUALITY, 2, ["stage 1"]),
    (Domain.QUALITY, 3, ["stage 2"]),
    (Domain.WORKFORCE, 1, ["less than 1 day"]),
    (Domain.WORKFORCE, 3, ["more than 1 day"]),
    (Domain.WORKFORCE, 4, ["more than 5 days"]),
    (Domain.REPUTATION, 4, ["less than 3 days"]),
    (Domain.REPUTATION, 5, ["more than 3 days", "House of Commons"]),
    (Domain.BUSINESS, 2, ["less than 5%"]),
    (Domain.BUSINESS, 3, ["5% to 10%"]),
    (Domain.BUSINESS, 4, ["10% to 25%"]),
    (Domain.BUSINESS, 5, ["more than 25%"]),
    (Domain.FINANCE, 2, ["0.1% to 0.25%", "less than £10,000"]),
    (Domain.FINANCE, 3, ["0.25% to 0.5%", "£10,000 to £100,000"]),
    (Domain.FINANCE, 4, ["0.5% to 1.0%", "£100,000 to £1 million"]),
    (Domain.FINANCE, 5, ["more than 1%", "more than £1 million"]),
    (Domain.INTERRUPTION, 1, ["more than 1 hour"]),
    (Domain.INTERRUPTION, 2, ["more than 8 hours"]),
    (Domain.INTERRUPTION, 3, ["more than 1 day"]),
    (Domain.INTERRUPTION, 4, ["more than 1 week"]),
]
SENTENCES = [
    *(text for levels in CONSEQUENCE_DESCRIPTORS.values() for text in levels),
    *(level.broad for level in LIKELIHOOD_DESCRIPTORS),
    *(level.time_framed for level in LIKELIHOOD_DESCRIPTORS),
]


def test_there_are_nine_domains_each_named_and_each_described() -> None:
    assert len(Domain) == 9
    assert list(CONSEQUENCE_DESCRIPTORS) == list(DOMAIN_NAMES) == list(Domain)
    assert len({label(domain) for domain in Domain}) == 9


def test_every_scale_has_five_levels() -> None:
    scales = [*CONSEQUENCE_DESCRIPTORS.values(), CONSEQUENCE_NAMES, LIKELIHOOD_NAMES]
    assert {len(scale) for scale in [*scales, LIKELIHOOD_DESCRIPTORS]} == {5}


def test_no_two_descriptors_say_the_same() -> None:
    assert len(set(SENTENCES)) == len(SENTENCES) == 9 * 5 + 2 * 5


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_descriptor_is_a_sentence_short_enough_for_a_form(sentence: str) -> None:
    assert re.fullmatch(r"[A-Z].{15,230}\.", sentence)
    assert "  " not in sentence


@pytest.mark.parametrize(("domain", "level", "figures"), FIGURES)
def test_the_published_figures_stand(domain: Domain, level: int, figures: list[str]) -> None:
    text = CONSEQUENCE_DESCRIPTORS[domain][level - 1]
    assert [figure for figure in figures if figure not in text] == []


def test_the_published_probabilities_stand() -> None:
    assert [level.probability for level in LIKELIHOOD_DESCRIPTORS] == [
        "Less than 0.1%",
        "0.1% to 1%",
        "1% to 10%",
        "10% to 50%",
        "More than 50%",
    ]


@pytest.mark.parametrize(
    ("level", "often"), [(1, "years"), (2, "year"), (3, "month"), (4, "week"), (5, "day")]
)
def test_the_published_frequencies_stand(level: int, often: str) -> None:
    assert re.search(rf"\b{often}\.$", LIKELIHOOD_DESCRIPTORS[level - 1].time_framed)
