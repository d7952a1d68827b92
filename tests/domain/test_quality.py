"""Each quality check by a case that passes and one that fails, and what holds of all of them."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.quality import (
    CHECKS,
    MILESTONE_CHECKS,
    OBJECTIVE_CHECKS,
    RISK_CHECKS,
    SAME_AGAIN,
    SUBJECT_OF,
)
from riskapp.domain.quality_facts import MilestoneFacts, ObjectiveFacts, RiskFacts
from riskapp.domain.quality_verdict import Check, Failed, Settings, in_use, severity_of, verdict_of
from riskapp.domain.quality_verdict import judge as judge_used
from riskapp.domain.severity import SEVERITIES, SEVERITY_NAMES, Severity, becomes_words

TODAY = date(2018, 6, 30)
MONTH_AGO = date(2018, 5, 30)
SOUND = RiskFacts(
    today=TODAY,
    threshold=15,
    status=RiskStatus.OPEN,
    opened_on=date(2017, 1, 9),
    score=16,
    has_pair=True,
    scored_on=date(2018, 6, 1),
    target=8,
    has_statement=True,
    has_owner=True,
    owner_held=True,
    has_executive=True,
    on_hlrr=True,
    on_baf=True,
    has_objective=True,
    restricted=False,
    restriction_review_on=None,
    awaits_validation=False,
    question_open=False,
    removal_proposed=False,
    otherwise_undecided=False,
    reviewed_on=None,
    unchanged_reviews=0,
    has_milestone=True,
    has_open_milestone=True,
    controls_without_assurance=0,
    has_upper_assurance=True,
    gaps_without_milestone=0,
)
LOW = {"score": 6, "target": 6, "on_hlrr": False, "on_baf": False}

FAILING: list[tuple[str, dict[str, Any]]] = [
    ("not-scored", {"score": 0, "scored_on": None}),
    ("not-reviewed", {"scored_on": MONTH_AGO - timedelta(days=1)}),
    ("awaits-validation", {"awaits_validation": True}),
    ("question-open", {"question_open": True}),
    ("no-owner", {"has_owner": False, "owner_held": False}),
    ("baf-no-objective", {"has_objective": False}),
    ("baf-no-action", {"has_open_milestone": False}),
    ("baf-first-line-only", {"has_upper_assurance": False}),
    ("removal-proposed", {"removal_proposed": True}),
    ("decision-open", {"otherwise_undecided": True}),
    ("old-score", {"has_pair": False}),
    ("no-product", {"score": 18}),
    ("no-target", {"target": 0}),
    ("no-action", {"on_baf": False, "has_milestone": False, "has_open_milestone": False}),
    ("no-executive", {"on_baf": False, "has_executive": False}),
    ("owner-vacant", {"owner_held": False}),
    ("no-statement", {"has_statement": False}),
    ("control-no-assurance", {"controls_without_assurance": 1}),
    ("gap-no-milestone", {"gaps_without_milestone": 2}),
    ("restricted-for-ever", {"restricted": True}),
    ("restricted-for-ever", {"restricted": True, "restriction_review_on": date(2018, 6, 29)}),
    ("same-again", {"unchanged_reviews": SAME_AGAIN}),
]
PASSING: list[tuple[str, dict[str, Any]]] = [
    ("not-scored", {"score": 1}),
    ("not-reviewed", {"scored_on": MONTH_AGO}),
    ("not-reviewed", {"scored_on": date(2017, 1, 9), "reviewed_on": MONTH_AGO}),
    ("not-reviewed", {"scored_on": date(2017, 1, 9), "score": 12}),
    ("not-reviewed", {"scored_on": date(2017, 1, 9), "threshold": 20}),
    ("not-reviewed", {"scored_on": None, "opened_on": TODAY}),
    ("baf-no-objective", {"has_objective": False, "on_baf": False}),
    ("baf-no-action", {"has_open_milestone": False, "on_baf": False}),
    ("baf-no-action", {"has_open_milestone": False, "target": 16}),
    ("baf-no-action", {"has_open_milestone": False, "status": RiskStatus.TOLERATED}),
    ("baf-first-line-only", {"has_upper_assurance": False, "on_baf": False}),
    ("old-score", {"has_pair": False, "score": 0}),
    ("no-product", {"score": 0}),
    ("no-action", {"has_milestone": False, "has_open_milestone": False}),
    ("no-action", {**LOW, "has_milestone": False, "has_open_milestone": False}),
    ("no-executive", {**LOW, "has_executive": False}),
    ("owner-vacant", {"has_owner": False, "owner_held": False}),
    ("restricted-for-ever", {"restricted": True, "restriction_review_on": TODAY}),
    ("same-again", {"unchanged_reviews": SAME_AGAIN - 1}),
]


def judge(checks: Iterable[Check[Any]], facts: Any, settings: Settings) -> tuple[Failed, ...]:
    return judge_used(in_use(checks, settings), facts)


def failing(facts: RiskFacts) -> set[str]:
    return {one.check.key for one in judge(RISK_CHECKS, facts, {})}


def test_nothing_fails_of_a_sound_risk() -> None:
    assert failing(SOUND) == set()


@pytest.mark.parametrize(("key", "changes"), FAILING)
def test_a_check_fails_alone_where_something_is_owed(key: str, changes: dict[str, Any]) -> None:
    assert failing(replace(SOUND, **changes)) == {key}


@pytest.mark.parametrize(("key", "changes"), PASSING)
def test_a_check_passes_where_nothing_is(key: str, changes: dict[str, Any]) -> None:
    assert key not in failing(replace(SOUND, **changes))


def test_every_check_of_a_risk_has_a_case_that_fails() -> None:
    assert {key for key, _ in FAILING} == {check.key for check in RISK_CHECKS}


def test_an_objective_needs_a_risk() -> None:
    assert judge(OBJECTIVE_CHECKS, ObjectiveFacts(1), {}) == ()
    (failed,) = judge(OBJECTIVE_CHECKS, ObjectiveFacts(0), {})
    assert failed.check.key == "objective-no-risk"


@pytest.mark.parametrize(
    ("has_owner", "has_last_day", "keys"),
    [
        (True, True, []),
        (False, True, ["milestone-no-owner"]),
        (True, False, ["milestone-no-date"]),
        (False, False, ["milestone-no-owner", "milestone-no-date"]),
    ],
)
def test_a_milestone_needs_an_owner_and_a_last_day(
    has_owner: bool, has_last_day: bool, keys: list[str]
) -> None:
    failed = judge(MILESTONE_CHECKS, MilestoneFacts(has_owner, has_last_day), {})
    assert [one.check.key for one in failed] == keys


def test_checks_have_keys_and_words_of_their_own() -> None:
    checks = [*RISK_CHECKS, *OBJECTIVE_CHECKS, *MILESTONE_CHECKS]
    assert len(checks) == len(CHECKS) == len(SUBJECT_OF)
    assert len({check.title for check in checks}) == len({c.why for c in checks}) == len(checks)
    for check in checks:
        assert check.title[0].isupper()
        assert not check.title.endswith(".")
        assert check.why.endswith(".")
        assert check.advice.endswith(".")
        assert check.severity is not Severity.OFF


@pytest.mark.parametrize("severity", Severity)
def test_every_severity_is_explained(severity: Severity) -> None:
    assert SEVERITY_NAMES[severity].lower().startswith(severity.value)
    assert becomes_words(severity)


def test_the_most_serious_comes_first_then_what_most_risks_fail() -> None:
    bare = judge(RISK_CHECKS, replace(SOUND, has_owner=False, unchanged_reviews=9), {})
    other = judge(RISK_CHECKS, replace(SOUND, target=0, unchanged_reviews=9), {})
    third = judge(RISK_CHECKS, replace(SOUND, has_statement=False), {})
    verdict = verdict_of({"R-0003": other, "R-0001": bare, "R-0002": third, "R-0004": third})
    assert [(one.check.key, one.references) for one in verdict.failures] == [
        ("no-owner", ("R-0001",)),
        ("no-statement", ("R-0002", "R-0004")),
        ("no-target", ("R-0003",)),
        ("same-again", ("R-0003", "R-0001")),
    ]
    assert verdict.is_serious
    assert not verdict_of({"R-0003": other}).is_serious
    assert not verdict_of({}).failures


def test_an_organisation_makes_a_check_as_serious_as_it_likes() -> None:
    settings = {"same-again": Severity.SERIOUS, "no-such-check": Severity.OFF}
    (failed,) = judge(RISK_CHECKS, replace(SOUND, unchanged_reviews=9), settings)
    assert failed.severity is Severity.SERIOUS
    assert severity_of(failed.check, {}) is Severity.ADVICE


OF_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    date: st.dates(),
    date | None: st.none() | st.dates(),
    int: st.integers(0, 10**6),
    bool: st.booleans(),
    RiskStatus: st.sampled_from(RiskStatus),
}
ANY_FACTS = st.builds(RiskFacts, **{one.name: OF_TYPE[one.type] for one in fields(SOUND)})
ANY_SETTINGS = st.dictionaries(st.sampled_from(sorted(CHECKS)), st.sampled_from(Severity))


@given(ANY_FACTS, ANY_SETTINGS)
def test_no_facts_are_too_odd_and_the_most_serious_comes_first(
    facts: RiskFacts, settings: dict[str, Severity]
) -> None:
    ranks = [SEVERITIES.index(one.severity) for one in judge(RISK_CHECKS, facts, settings)]
    assert ranks == sorted(ranks)
    assert SEVERITIES.index(Severity.OFF) not in ranks


@given(ANY_FACTS, ANY_SETTINGS, st.sampled_from(RISK_CHECKS))
def test_switching_one_off_never_changes_another(
    facts: RiskFacts, settings: dict[str, Severity], check: Any
) -> None:
    before = judge(RISK_CHECKS, facts, settings)
    after = judge(RISK_CHECKS, facts, settings | {check.key: Severity.OFF})
    assert after == tuple(one for one in before if one.check.key != check.key)
