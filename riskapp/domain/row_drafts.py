"""What a row of an old register asks for: the same drafts that forms hand to deeds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from riskapp.domain.assurance import RecordAssurance, SourceKind
from riskapp.domain.controls import ControlDetails, RaiseGap
from riskapp.domain.drafts import AddMilestone
from riskapp.domain.due_periods import START_NOT_STATED, DuePeriod, Precision
from riskapp.domain.import_meanings import Meant
from riskapp.domain.import_rows import RowAction, RowAssurance
from riskapp.domain.printed_drafts import PrintReview

LONGEST_SOURCE: Final = 300
NOT_STATED: Final = DuePeriod("not stated", Precision.ONGOING, START_NOT_STATED, None)
"""The due period of an action of which the old register prints none."""


@dataclass(frozen=True, slots=True)
class RowMilestone:
    """An action of a row: what is asked for, when it was done, and how it was getting on."""

    draft: AddMilestone
    done_on: date | None = None
    progress: str = ""


def controls_of(meant: Meant) -> Iterator[ControlDetails]:
    """Yield the controls of a row that are in force."""
    if not meant.is_over:
        yield from (ControlDetails(words.strip()) for words in meant.row.controls)


def gaps_of(meant: Meant) -> Iterator[RaiseGap]:
    """Yield the gaps of a row that stand."""
    if not meant.is_over:
        yield from (RaiseGap(kind, words.strip()) for kind, words in meant.row.gaps)


def assurances_of(meant: Meant) -> Iterator[RecordAssurance]:
    """Yield the assurances of a row that count, received by the last day of which it can tell."""
    if not meant.is_over:
        for assurance in meant.row.assurances:
            yield assurance_of(assurance, meant.days.last)


def assurance_of(assurance: RowAssurance, on: date) -> RecordAssurance:
    """Return an assurance as one that is recorded: its words say where it comes from."""
    words = assurance.words.strip()
    source = " ".join(words.split())
    cut = len(source) > LONGEST_SOURCE
    return RecordAssurance(
        source=f"{source[: LONGEST_SOURCE - 1]}…" if cut else source,
        source_kind=SourceKind.OTHER,
        line=assurance.line,
        result=assurance.result,
        received_on=on,
        words=words if cut or words != source else "",
    )


def actions_of(meant: Meant, risk_id: UUID) -> Iterator[RowMilestone]:
    """Yield the actions of a row that are not over with its risk."""
    if not meant.is_over:
        for action in meant.row.actions:
            yield action_of(action, meant, risk_id)


def action_of(action: RowAction, meant: Meant, risk_id: UUID) -> RowMilestone:
    """Return an action as one that is added to the risk."""
    draft = AddMilestone(
        words=action.words.strip(),
        due=action.due or NOT_STATED,
        owner_post_id=meant.owners.get(action.owner),
        risk_ids=(risk_id,),
    )
    return RowMilestone(draft, action.done_on, action.progress.strip())


def review_of(meant: Meant, reason: str) -> PrintReview | None:
    """Return when the row says that the risk was reviewed and is to be, None where it does not."""
    row = meant.row
    if row.reviewed_on is None and row.next_review_on is None:
        return None
    return PrintReview(row.reviewed_on, row.next_review_on, reason)


def notes_of(meant: Meant) -> Iterator[str]:
    """Yield the notes of a row."""
    yield from filter(None, (words.strip() for words in meant.row.notes))
