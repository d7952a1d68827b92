"""What hangs on a risk, as columns of one row: each thing on a line of its own, its number before.

Columns that stand side by side say the same things in the same order, line by line.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

from riskapp.domain.assurance import LINE_SHORT
from riskapp.domain.controls import Effectiveness, GapKind
from riskapp.domain.milestones import STATUS_NAMES, MilestoneStatus
from riskapp.domain.row_drafts import NOT_STATED as NO_DUE
from riskapp.domain.take_out import Value
from riskapp.domain.wording import NO_OWNER, NO_POST, date_words, label_of
from riskapp.readmodels.assurance import AssuranceLine, ControlLine, GapLine
from riskapp.readmodels.plan import MilestoneRow
from riskapp.readmodels.risk_page import RiskPage
from riskapp.readmodels.take_out import Asked, asked

Thing = TypeVar("Thing")

BLANK: Final = "\u2013"
"""A dash for a line that says nothing where others of its cell do; no spreadsheet runs it."""
_UNSAID: Final = frozenset({"", NO_OWNER, NO_POST, NO_DUE.printed})
_SHOWN_BY_DAY: Final = frozenset({MilestoneStatus.NOT_STARTED, MilestoneStatus.DONE})
"""What a day on which an action was done, or none, says already."""


def numbered(words: Iterable[str]) -> str | None:
    """Return texts as the numbered lines of one cell; nothing where none of them says anything."""
    lines = [" ".join(one.split()) for one in words]
    if _UNSAID.issuperset(lines):
        return None
    counted = enumerate(lines, 1)
    return "\n".join(BLANK if line in _UNSAID else f"{at}. {line}" for at, line in counted)


def _of(
    things: Callable[[RiskPage], Iterable[Thing]],
) -> Callable[[Callable[[Thing], str]], Callable[[RiskPage], Value]]:
    """Return how a column of such things is told, by what it says of each."""
    return lambda said: lambda page: numbered(map(said, things(page)))


def _actions(page: RiskPage) -> Sequence[MilestoneRow]:
    """Return the actions of a risk but those that were cancelled."""
    return [one for one in page.milestones if one.status is not MilestoneStatus.CANCELLED]


def _gaps(kind: GapKind) -> Callable[[RiskPage], Iterable[GapLine]]:
    return lambda page: (gap for gap in page.assurance.open_gaps if gap.kind is kind)


def _words(one: ControlLine | GapLine | MilestoneRow) -> str:
    return one.words


def _effectiveness(one: ControlLine) -> str:
    known = one.effectiveness is not Effectiveness.NOT_KNOWN
    return label_of(one.effectiveness) if known else ""


def _progress(one: MilestoneRow) -> str:
    return "" if one.status in _SHOWN_BY_DAY else STATUS_NAMES[one.status]


def _received(one: AssuranceLine) -> str:
    return date_words(one.received_on)


_control: Final = _of(lambda page: page.assurance.controls)
_assurance: Final = _of(lambda page: page.assurance.all_assurances)
_action: Final = _of(_actions)
_gap_in_control: Final = _of(_gaps(GapKind.CONTROL))
_gap_in_assurance: Final = _of(_gaps(GapKind.ASSURANCE))

HANGING: Final[tuple[Asked[RiskPage], ...]] = (
    asked("controls", "Controls", _control(_words), wide=True),
    asked("control_owners", "Control owners", _control(lambda one: one.owner)),
    asked(
        "control_effectiveness",
        "Effectiveness of controls",
        _control(_effectiveness),
    ),
    asked("control_gaps", "Gaps in control", _gap_in_control(_words), wide=True),
    asked("assurances", "Assurances", _assurance(lambda one: one.source), wide=True),
    asked(
        "assurance_lines",
        "Lines that the assurances are of",
        _assurance(lambda one: LINE_SHORT[one.line]),
    ),
    asked(
        "assurance_results", "What the assurances say", _assurance(lambda one: label_of(one.result))
    ),
    asked("assurance_days", "When the assurances came", _assurance(_received)),
    asked("assurance_gaps", "Gaps in assurance", _gap_in_assurance(_words), wide=True),
    asked("actions", "Actions", _action(_words), wide=True),
    asked("action_owners", "Action owners", _action(lambda one: one.owner)),
    asked("actions_due", "Actions due", _action(lambda one: one.due.printed)),
    asked(
        "actions_done",
        "Actions done on",
        _action(lambda one: date_words(one.done_on) if one.done_on else ""),
    ),
    asked("actions_progress", "Progress of the actions", _action(_progress)),
)
"""What the whole register says of a risk's controls, gaps, assurances and actions."""
