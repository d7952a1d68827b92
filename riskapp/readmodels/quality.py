"""Quality warnings: what a register still owes its readers, each a small named rule."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from riskapp.domain.wording import NO_POST
from riskapp.readmodels.board_pack import Warned
from riskapp.readmodels.risk_page import RiskPage

NO_OWNER = "no owner"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing to look for in a risk, and how to put it right."""

    title: str
    advice: str
    fails: Callable[[RiskPage], bool]


def _is_printed(page: RiskPage) -> bool:
    return page.row.current is not None and page.row.current.is_printed


def _is_no_product(page: RiskPage) -> bool:
    return page.row.current is not None and not page.row.current.is_product


def _awaits_validation(page: RiskPage) -> bool:
    return page.row.current is not None and page.row.current.awaiting_validation


def _has_no_statement(page: RiskPage) -> bool:
    return not (page.cause and page.event and page.effect)


RULES = (
    Rule(
        "No strategic objective stated",
        "Link the risk to the objective it threatens, or record that it threatens none.",
        lambda page: not page.row.objectives,
    ),
    Rule(
        "Not scored",
        "Give the risk a current score: consequence, likelihood and the reason.",
        lambda page: page.row.current is None,
    ),
    Rule(
        "Only a score in the old register",
        "Score the risk on the 5x5 matrix. Until then it stands on no heat map.",
        _is_printed,
    ),
    Rule(
        "A score that is not a 5x5 product",
        "No consequence times likelihood gives this number. Score the risk afresh.",
        _is_no_product,
    ),
    Rule(
        "Score awaits validation",
        "Someone other than the scorer confirms it, or gives a score of their own.",
        _awaits_validation,
    ),
    Rule(
        "No target score",
        "Say where the actions should bring the risk, and by when.",
        lambda page: page.row.target is None,
    ),
    Rule(
        "No executive lead stated",
        "Name the executive who answers to the Board for the risk.",
        lambda page: page.row.executive in {"", NO_POST},
    ),
    Rule(
        "No owner",
        "Name the post that owns the risk.",
        lambda page: page.row.owner == NO_OWNER,
    ),
    Rule(
        "No cause, event and effect",
        "Write the risk out: because of what, there is a risk of what, leading to what.",
        _has_no_statement,
    ),
    Rule(
        "No milestone or action",
        "Link a programme's milestone that mitigates the risk, or add an action of its own.",
        lambda page: not page.milestones,
    ),
    Rule(
        "Whether it affects an objective has not been answered",
        "The executive lead or the risk manager answers the question.",
        lambda page: page.row.objective_question_open,
    ),
    Rule(
        "Removal from a register is proposed",
        "Somebody other than the scorer agrees to it or declines it, with a reason.",
        lambda page: any(held.removal_proposed for held in page.row.registers),
    ),
)


def warnings_of(pages: Iterable[RiskPage]) -> tuple[Warned, ...]:
    """Return each rule that some risk fails, with the references of those that do."""
    pages = tuple(pages)
    failing = (
        (rule, tuple(page.row.reference for page in pages if rule.fails(page))) for rule in RULES
    )
    return tuple(
        Warned(rule.title, rule.advice, references) for rule, references in failing if references
    )
