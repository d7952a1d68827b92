"""What will follow from a score, said before it is saved, by the same rules as the deed's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from riskapp.domain.escalation import Circumstances, Entered, Moves, Register, moves_due
from riskapp.domain.lifecycle import ON_REGISTER, RiskStatus
from riskapp.domain.matrix import Band, EntryRule, Matrix
from riskapp.domain.permissions import Actor, may_moderate
from riskapp.domain.scoring import Score, ScoreKind
from riskapp.domain.wording import band_words, register_short


@dataclass(frozen=True, slots=True)
class Waiting:
    """A score that awaits validation: who gave it, and the last score that stood validated."""

    scorer_id: UUID
    validated: int


@dataclass(frozen=True, slots=True)
class Stands:
    """How a risk stands before it is scored; `value` is its current score, 0 for none.

    `objectives` are the numbers of those it is linked to, `proposed` the registers it has been
    proposed to take it off.
    """

    matrix: Matrix
    status: RiskStatus
    value: int = 0
    held: Mapping[Register, Entered] = field(default_factory=dict)
    objectives: tuple[str, ...] = ()
    objective_asked: bool = False
    proposed: frozenset[Register] = frozenset()
    waiting: Waiting | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What will follow from a score once it is saved.

    `enters` are the registers it goes on at once, `enters_later` those that wait for validation;
    `proposes` the removals newly proposed, `withdraws` those no longer called for. `idle_because`
    says why nothing can follow from it, if so.
    """

    value: int
    band: Band | None
    enters: Mapping[Register, Entered] = field(default_factory=dict)
    enters_later: Mapping[Register, Entered] = field(default_factory=dict)
    asks_objective: bool = False
    awaits_validation: bool = False
    moderates: bool = False
    proposes: frozenset[Register] = frozenset()
    withdraws: frozenset[Register] = frozenset()
    idle_because: str = ""

    @property
    def moves_nothing(self) -> bool:
        """Tell whether the risk stays on the registers it is on, with nothing to decide of them."""
        return not (
            self.enters
            or self.enters_later
            or self.asks_objective
            or self.proposes
            or self.withdraws
        )


def outlook(stands: Stands, kind: ScoreKind, score: Score, scorer: Actor) -> Outlook:
    """Return what will follow if that person gives that score today."""
    value, band = score.value, stands.matrix.band(score.value)
    if idle := _idle_because(stands, kind):
        return Outlook(value, band, idle_because=idle)
    moderates = stands.waiting is not None and may_moderate(scorer, stands.waiting.scorer_id)
    awaits = not moderates and _awaits(stands, value)
    moves = _moves(stands, value)
    later = awaits and stands.matrix.entry is EntryRule.ON_VALIDATION
    return Outlook(
        value,
        band,
        enters={} if later else moves.enter,
        enters_later=moves.enter if later else {},
        asks_objective=moves.ask_objective,
        awaits_validation=awaits,
        moderates=moderates,
        proposes=moves.propose_removal - stands.proposed,
        withdraws=stands.proposed - moves.propose_removal,
    )


def outlook_sentences(seen: Outlook, stands: Stands) -> tuple[str, ...]:
    """Say what will follow, the score with its band and the registers first."""
    first = f"{seen.value}, {band_words(seen.band)}{_entering(seen, stands)}."
    if seen.idle_because:
        return first, seen.idle_because
    return first, *_sentences(seen)


def _awaits(stands: Stands, value: int) -> bool:
    validated = stands.waiting.validated if stands.waiting else stands.value
    return stands.matrix.needs_validation(validated, value)


def _moves(stands: Stands, value: int) -> Moves:
    return moves_due(
        Circumstances(
            escalates=stands.matrix.escalates(value),
            affects_objective=bool(stands.objectives),
            objective_asked=stands.objective_asked,
            held=stands.held,
        )
    )


def _idle_because(stands: Stands, kind: ScoreKind) -> str:
    """Say why the rule does not look at a score; "" when it does."""
    if kind is not ScoreKind.CURRENT:
        return f"This is the {kind.value} score: it changes no register."
    if stands.status is RiskStatus.DRAFT:
        return "The score counts from the day the draft is opened."
    if stands.status not in ON_REGISTER:
        return f"The risk is {stands.status.value}: no register changes."
    return ""


def _sentences(seen: Outlook) -> Iterator[str]:
    said = {
        "This takes the place of the score that awaits validation, and needs no other.": (
            seen.moderates
        ),
        "It will await validation by a second person.": seen.awaits_validation,
        "It will be asked whether this affects delivery of a strategic objective.": (
            seen.asks_objective
        ),
        "No register changes.": seen.moves_nothing,
    }
    yield from (sentence for sentence, so in said.items() if so)
    for register in sorted(seen.proposes):
        yield f"Taking it off the {register_short(register)} will be proposed."
    for register in sorted(seen.withdraws):
        yield f"The proposal to take it off the {register_short(register)} will be withdrawn."


def _entering(seen: Outlook, stands: Stands) -> str:
    """Return where the risk goes: ": goes to the HLRR, and to the BAF because ..."."""
    goes = seen.enters or seen.enters_later
    if not goes:
        return ""
    places = [
        _place(register, stands) for register in (Register.HLRR, Register.BAF) if register in goes
    ]
    when = "once validated, " if seen.enters_later else ""
    return f": {when}goes to {', and to '.join(places)}"


def _place(register: Register, stands: Stands) -> str:
    if register is Register.HLRR:
        return "the HLRR"
    noun = "objective" if len(stands.objectives) == 1 else "objectives"
    return f"the BAF because it affects {noun} {' and '.join(stands.objectives)}"
