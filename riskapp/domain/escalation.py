"""Which registers a risk belongs on, and what is asked or proposed (HCT's two-step rule).

Entry is automatic, exit is a decision. A score of 15 or more goes on the High Level Risk Register;
one that also affects a strategic objective goes on the Board Assurance Framework. A fall in score
takes nothing off: it proposes. What the board itself put on the framework is not even proposed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Register(StrEnum):
    """The two registers an organisation keeps."""

    HLRR = "hlrr"
    BAF = "baf"


REGISTER_NAMES = {
    Register.HLRR: "High Level Risk Register",
    Register.BAF: "Board Assurance Framework",
}


class Entered(StrEnum):
    """How a risk came to be on a register."""

    THRESHOLD = "threshold"
    OBJECTIVE = "objective"
    BOARD_DECISION = "board-decision"
    AS_PRINTED = "as-printed"


BY_RULE = frozenset({Entered.THRESHOLD, Entered.OBJECTIVE})


def stay_awaits(entered: Entered, *, rose: bool) -> bool:
    """Tell whether a stay on a register rests on a score that nobody has confirmed.

    `rose` is true while a score that came up to the threshold awaits validation. What the board
    decided or the old register printed rests on no score, so it awaits nobody.
    """
    return rose and entered in BY_RULE


class ObjectiveAnswer(StrEnum):
    """What was answered to "does this affect delivery of a strategic objective?"."""

    OWN_ENTRY = "own-entry"
    EXPOSURE = "exposure"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that the rule looks at.

    `held` tells how the risk entered each register it is on; `objective_asked` is true while the
    objective question is open or has been answered since the risk came on the HLRR.
    """

    escalates: bool
    affects_objective: bool = False
    objective_asked: bool = False
    held: Mapping[Register, Entered] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moves:
    """What follows: registers to enter and how, whether to ask, and which removals to propose."""

    enter: Mapping[Register, Entered] = field(default_factory=dict)
    ask_objective: bool = False
    propose_removal: frozenset[Register] = frozenset()


def moves_due(now: Circumstances) -> Moves:
    """Return what must happen to a risk in these circumstances."""
    if not now.escalates:
        leaving = frozenset(register for register, how in now.held.items() if how in BY_RULE)
        return Moves(propose_removal=leaving)
    due: dict[Register, Entered] = {}
    if Register.HLRR not in now.held:
        due[Register.HLRR] = Entered.THRESHOLD
    if Register.BAF in now.held:
        return Moves(enter=due)
    if now.affects_objective:
        return Moves(enter={**due, Register.BAF: Entered.OBJECTIVE})
    return Moves(enter=due, ask_objective=not now.objective_asked)
