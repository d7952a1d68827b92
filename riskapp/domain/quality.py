"""The quality checks: what a register still owes its readers, each a small named rule.

Pages and packs ask the same rules. Only open and tolerated risks are looked at: a draft is nobody's
risk yet, and of one that is closed, merged or rejected nothing is owed any more.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.quality_facts import MilestoneFacts, ObjectiveFacts, RiskFacts
from riskapp.domain.quality_verdict import Check, Remedy, Subject
from riskapp.domain.reviews import months_after
from riskapp.domain.scoring import PRODUCTS
from riskapp.domain.severity import Severity

SAME_AGAIN: Final = 6
"""So many reviews in a row without a change make one wonder whether anybody looked."""


def _is_not_reviewed(risk: RiskFacts) -> bool:
    return risk.escalates and months_after(risk.looked_at_on, 1) < risk.today


def _has_no_action(risk: RiskFacts) -> bool:
    return _is_to_come_down(risk) and not risk.on_baf and not risk.has_milestone


def _actions_have_run_out(risk: RiskFacts) -> bool:
    return _is_to_come_down(risk) and risk.on_baf and not risk.has_open_milestone


def _is_to_come_down(risk: RiskFacts) -> bool:
    """Tell whether work is due: what was accepted stays as it stands."""
    return risk.status is RiskStatus.OPEN and risk.above_target


def _is_restricted_for_ever(risk: RiskFacts) -> bool:
    day = risk.restriction_review_on
    return risk.restricted and (day is None or day < risk.today)


RISK_CHECKS: Final[tuple[Check[RiskFacts], ...]] = (
    Check(
        "not-scored",
        "Not scored",
        "Nobody can tell how it compares with other risks, or whether it must be escalated.",
        "Give the risk a current score: consequence, likelihood and the reason.",
        Severity.SERIOUS,
        Remedy.SCORE,
        lambda risk: not risk.score,
    ),
    Check(
        "not-reviewed",
        "At the threshold, and nobody has looked at it for a month",
        "The highest risks are reviewed every month: what is said of this one may no longer hold.",
        "Look at it again: score it as it is now, or record a review.",
        Severity.SERIOUS,
        Remedy.SCORE,
        _is_not_reviewed,
    ),
    Check(
        "awaits-validation",
        "Score awaits validation",
        "Its place on a register rests on what one person thought.",
        "Someone other than the scorer confirms it, or gives a score of their own.",
        Severity.SERIOUS,
        Remedy.DECIDE,
        lambda risk: risk.awaits_validation,
    ),
    Check(
        "question-open",
        "Whether it affects an objective has not been answered",
        "Until it is, the Board may not hear of a risk to what it set out to do.",
        "The executive lead or the risk manager answers the question.",
        Severity.SERIOUS,
        Remedy.DECIDE,
        lambda risk: risk.question_open,
    ),
    Check(
        "no-owner",
        "No owner",
        "Nobody in particular sees to it.",
        "Name the post that owns the risk.",
        Severity.SERIOUS,
        Remedy.EDIT,
        lambda risk: not risk.has_owner,
    ),
    Check(
        "baf-no-objective",
        "On the BAF without a strategic objective",
        "The Board cannot see which of its objectives is at risk.",
        "Link the risk to the objective it threatens, or propose to take it off the BAF.",
        Severity.SERIOUS,
        Remedy.LINK_OBJECTIVE,
        lambda risk: risk.on_baf and not risk.has_objective,
    ),
    Check(
        "baf-no-action",
        "On the BAF, and no milestone open to bring it to its target",
        "Nothing that is still to be done would bring it down.",
        "Add an action, link a milestone, or propose to accept the risk as it stands.",
        Severity.SERIOUS,
        Remedy.LINK_MILESTONE,
        _actions_have_run_out,
    ),
    Check(
        "baf-first-line-only",
        "On the BAF without second- or third-line assurance",
        "Only those who run the service have said that it is held.",
        "Record what a committee, an audit or an outside body has found, or raise the gap.",
        Severity.WARNING,
        Remedy.SEE_CONTROLS,
        lambda risk: risk.on_baf and not risk.has_upper_assurance,
    ),
    Check(
        "removal-proposed",
        "Removal from a register is proposed",
        "It may be read by a board that need not, or leave unnoticed.",
        "Somebody other than the scorer agrees to it or declines it, with a reason.",
        Severity.WARNING,
        Remedy.DECIDE,
        lambda risk: risk.removal_proposed,
    ),
    Check(
        "decision-open",
        "Something else about it waits to be decided",
        "What was asked or proposed neither happens nor is refused.",
        "See on its page what is proposed, and agree to it or decline it.",
        Severity.WARNING,
        Remedy.DECIDE,
        lambda risk: risk.otherwise_undecided,
    ),
    Check(
        "old-score",
        "Only a score in the old register",
        "It has no consequence and likelihood, so it stands on no heat map.",
        "Score the risk on the 5x5 matrix; the old score is kept beside it.",
        Severity.WARNING,
        Remedy.SCORE,
        lambda risk: bool(risk.score) and not risk.has_pair,
    ),
    Check(
        "no-product",
        "A score that is not a 5x5 product",
        "No consequence times likelihood gives this number, so no band is certain.",
        "Score the risk afresh; the old score is kept beside it.",
        Severity.WARNING,
        Remedy.SCORE,
        lambda risk: bool(risk.score) and risk.score not in PRODUCTS,
    ),
    Check(
        "no-target",
        "No target score",
        "Nobody has said how far is far enough.",
        "Say where the actions should bring the risk, and by when.",
        Severity.WARNING,
        Remedy.SET_TARGET,
        lambda risk: not risk.target,
    ),
    Check(
        "no-action",
        "No milestone or action",
        "Nothing is planned that would bring it to its target.",
        "Link a programme's milestone that mitigates the risk, or add an action of its own.",
        Severity.WARNING,
        Remedy.LINK_MILESTONE,
        _has_no_action,
    ),
    Check(
        "no-executive",
        "On a register of the Board's without an executive lead",
        "No executive answers to the Board for it.",
        "Name the executive who does.",
        Severity.WARNING,
        Remedy.EDIT,
        lambda risk: (risk.on_hlrr or risk.on_baf) and not risk.has_executive,
    ),
    Check(
        "owner-vacant",
        "The post that owns it is vacant",
        "It is in nobody's work until somebody is recorded as holding the post.",
        "Record who holds the post, or give the risk to another.",
        Severity.WARNING,
        Remedy.FILL_POST,
        lambda risk: risk.has_owner and not risk.owner_held,
    ),
    Check(
        "no-statement",
        "No cause, event and effect",
        "A title alone does not say what could happen, why, or what would follow.",
        "Write the risk out: because of what, there is a risk of what, leading to what.",
        Severity.WARNING,
        Remedy.EDIT,
        lambda risk: not risk.has_statement,
    ),
    Check(
        "control-no-assurance",
        "A control without assurance",
        "Nothing shows that it works, or what did has expired.",
        "Record what shows that the control works, or raise a gap in assurance.",
        Severity.WARNING,
        Remedy.SEE_CONTROLS,
        lambda risk: risk.controls_without_assurance > 0,
    ),
    Check(
        "gap-no-milestone",
        "A gap that no milestone is to close",
        "It is known that something is missing, and nothing is planned.",
        "Name the milestone that closes the gap, or close it with a reason.",
        Severity.WARNING,
        Remedy.SEE_CONTROLS,
        lambda risk: risk.gaps_without_milestone > 0,
    ),
    Check(
        "restricted-for-ever",
        "Restricted, and no day set to look at that again",
        "What had to be hidden once stays hidden from people who could help.",
        "Set a day on which to ask again whether it must be restricted.",
        Severity.WARNING,
        Remedy.EDIT,
        _is_restricted_for_ever,
    ),
    Check(
        "same-again",
        f"Reviewed {SAME_AGAIN} times running without a change",
        "Either it is held, and could be accepted, or nobody is looking closely.",
        "Ask whether to accept it, or what would change it.",
        Severity.ADVICE,
        Remedy.SCORE,
        lambda risk: risk.unchanged_reviews >= SAME_AGAIN,
    ),
)
OBJECTIVE_CHECKS: Final[tuple[Check[ObjectiveFacts], ...]] = (
    Check(
        "objective-no-risk",
        "An objective without a risk",
        "Hardly anything worth doing is without risk: it may not have been thought of.",
        "Link the risks that threaten it, or raise the one that is missing.",
        Severity.ADVICE,
        Remedy.SEE_OBJECTIVE,
        lambda objective: not objective.risks,
    ),
)
MILESTONE_CHECKS: Final[tuple[Check[MilestoneFacts], ...]] = (
    Check(
        "milestone-no-owner",
        "A milestone without an owner",
        "Nobody in particular sees that it is done.",
        "Name the post that owns it.",
        Severity.WARNING,
        Remedy.SEE_MILESTONE,
        lambda milestone: not milestone.has_owner,
    ),
    Check(
        "milestone-no-date",
        "A milestone without a last day",
        "It can never be late, so nobody will notice that it is not done.",
        "Give it a due date with an end.",
        Severity.WARNING,
        Remedy.MOVE_MILESTONE,
        lambda milestone: not milestone.has_last_day,
    ),
)
CHECKS_OF: Final[Mapping[Subject, tuple[Check[Any], ...]]] = MappingProxyType(
    {
        Subject.RISK: RISK_CHECKS,
        Subject.OBJECTIVE: OBJECTIVE_CHECKS,
        Subject.MILESTONE: MILESTONE_CHECKS,
    }
)
SUBJECT_OF: Final[Mapping[str, Subject]] = MappingProxyType(
    {check.key: subject for subject, checks in CHECKS_OF.items() for check in checks}
)
CHECKS: Final[Mapping[str, Check[Any]]] = MappingProxyType(
    {check.key: check for checks in CHECKS_OF.values() for check in checks}
)
"""Every check by its key, in the order in which pages list those of one severity."""
