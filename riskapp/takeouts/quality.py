"""What the quality checks find, as lists to take out."""

from collections.abc import Iterable
from typing import Final

from riskapp.domain.columns import Column
from riskapp.domain.quality_verdict import Subject
from riskapp.domain.severity import SEVERITY_NAMES
from riskapp.domain.take_out import CellKind
from riskapp.domain.wording import label_of
from riskapp.readmodels.quality import CheckRow, FailingPage
from riskapp.readmodels.register import Listed
from riskapp.readmodels.take_out import About, Asked, TakeOut, asked, of_part, take_out
from riskapp.takeouts.plan import MILESTONE_COLUMNS, OBJECTIVE_COLUMNS
from riskapp.takeouts.risks import columns_of

OF_RISKS: Final = of_part(
    columns_of(
        [Column.REFERENCE, Column.TITLE, Column.STATUS, Column.SCORE, Column.UNIT, Column.OWNER]
    ),
    Listed,
)
CHECK_COLUMNS: Final[tuple[Asked[CheckRow], ...]] = (
    asked("key", "Check", lambda row: row.check.key, CellKind.REFERENCE),
    asked("title", "What it finds", lambda row: row.check.title, wide=True),
    asked("subject", "Of", lambda row: label_of(row.subject)),
    asked("severity", "How serious", lambda row: SEVERITY_NAMES[row.severity]),
    asked("failing", "Failing", lambda row: row.failing, CellKind.NUMBER),
    asked("advice", "How to put it right", lambda row: row.check.advice, wide=True),
)


def check_list(about: About, rows: Iterable[CheckRow]) -> TakeOut:
    """Return every check with how many things fail it."""
    return take_out("Quality checks", "quality", about, CHECK_COLUMNS, rows)


def failing_list(about: About, row: CheckRow, pages: Iterable[FailingPage]) -> TakeOut:
    """Return what fails a check: risks, objectives or milestones, whichever it is about."""
    title, name = row.check.title, f"quality-{row.check.key}"
    if row.subject is Subject.RISK:
        return take_out(title, name, about, OF_RISKS, (one for page in pages for one in page.risks))
    if row.subject is Subject.OBJECTIVE:
        objectives = (one for page in pages for one in page.objectives)
        return take_out(title, name, about, OBJECTIVE_COLUMNS, objectives)
    milestones = (one for page in pages for one in page.milestones)
    return take_out(title, name, about, MILESTONE_COLUMNS, milestones)
