"""What has to be asked once of a file before its rows can be read."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from riskapp.domain.heading_days import lacks_year
from riskapp.domain.import_plans import FilePlan
from riskapp.domain.imports import Holds, QuestionKey
from riskapp.domain.printed_dates import read_date
from riskapp.domain.printed_scores import ScoreFlag, ScoreOrder
from riskapp.domain.scoring import ScoreKind
from riskapp.intake.book import Sheet
from riskapp.intake.columns import score_columns
from riskapp.intake.contents import whole_number
from riskapp.intake.header_rows import header_at
from riskapp.intake.headings import hear
from riskapp.intake.named_scales import names_another
from riskapp.intake.order_proof import infer_order, needs_order, read
from riskapp.intake.references import may_be_reference
from riskapp.intake.samples import sample_of
from riskapp.intake.score_sets import bare_sets, is_ambiguous
from riskapp.intake.sheet_rows import Row, SheetRows, sheet_rows


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question, and its words."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked once of a file; without choices, the answer is written."""

    key: QuestionKey
    words: str
    choices: tuple[Choice, ...]


def open_questions(
    sheet: Sheet, plan: FilePlan, told: SheetRows | None = None
) -> tuple[Question, ...]:
    """Return what has to be answered of a file before its rows can be read.

    `told` are its rows, where they have been told already.
    """
    told = told or sheet_rows(sheet, plan)
    rows = told.risks
    asked = (
        _reference(sheet, plan),
        _scores(sheet, plan),
        _order(sheet, plan, told),
        _matrix(sheet, plan, told),
        _year(plan, rows),
    )
    return tuple(one for one in asked if one and one.key not in plan.settled)


def _order(sheet: Sheet, plan: FilePlan, told: SheetRows) -> Question | None:
    proof = infer_order(sheet, plan, told)
    found = needs_order(told.risks, plan)
    if found is None or not (plan.order is ScoreOrder.UNKNOWN or proof.contradicts(plan.order)):
        return None
    number, cell = found
    one, two = read(cell).numbers or (0, 0)
    return Question(
        QuestionKey.ORDER,
        f"Row {number} says “{' '.join(cell.split())}”. Which number comes first? {proof.words}",
        (
            Choice(
                ScoreOrder.CONSEQUENCE_FIRST.value,
                f"Consequence: here consequence {one} and likelihood {two}",
            ),
            Choice(
                ScoreOrder.LIKELIHOOD_FIRST.value,
                f"Likelihood: here likelihood {one} and consequence {two}",
            ),
            Choice(ScoreOrder.UNKNOWN.value, "I do not know: keep these scores as printed"),
        ),
    )


def _matrix(sheet: Sheet, plan: FilePlan, told: SheetRows) -> Question | None:
    """Ask whether the matrix was another, where levels or words of the file say so."""
    if not plan.five_by_five:
        return None
    why = _levels_above(plan, told.risks) or names_another(sheet, plan, told)
    if not why:
        return None
    return Question(
        QuestionKey.MATRIX,
        f"{why} Did the old register use another matrix?",
        (
            Choice("other", "Yes: keep its scores as printed"),
            Choice("five", "No: it was five by five, and what is higher is to be put right"),
        ),
    )


def _levels_above(plan: FilePlan, rows: Iterable[Row]) -> str:
    above = [(number, cell) for number, cells in rows for cell in _too_high(cells, plan)]
    if len(above) < _SOME:
        return ""
    number, cell = above[0]
    return (
        f"{len(above)} cells are higher than a matrix of five by five allows, such as"
        f" “{' '.join(cell.split())}” in row {number}."
    )


def _too_high(cells: Sequence[str], plan: FilePlan) -> Iterator[str]:
    for column in plan.holding(Holds.CONSEQUENCE, Holds.LIKELIHOOD):
        level = whole_number(cells[column.index]) or 0
        if _HIGHEST < level <= _OUT_OF:
            yield cells[column.index]
    for column in plan.holding(Holds.SCORE):
        found = read(cells[column.index])
        if found.numbers and ScoreFlag.OTHER_SCALE in found.flags:
            yield cells[column.index]


def _year(plan: FilePlan, rows: Iterable[Row]) -> Question | None:
    """Ask in which financial year the quarters are, offering those that the dates lie in."""
    quarters = [one.heading for one in plan.columns if lacks_year(one)]
    if plan.year is not None or not quarters:
        return None
    years = Counter(_years(plan, rows))
    offered = sorted(year for year, _ in years.most_common(_OFFERED))
    named = ", ".join(f"“{heading}”" for heading in quarters)
    return Question(
        QuestionKey.YEAR,
        f"In which financial year are the columns {named}?",
        tuple(Choice(str(year), f"{year}/{(year + 1) % 100:02}") for year in offered),
    )


def _years(plan: FilePlan, rows: Iterable[Row]) -> Iterator[int]:
    columns = [one.index for one in plan.holding(Holds.REVIEWED, Holds.NEXT_REVIEW, Holds.OPENED)]
    for _, cells in rows:
        for at in columns:
            period = read_date(cells[at]).period if cells[at].strip() else None
            if period:
                yield period.starts_on.year - (period.starts_on.month < _APRIL)


def _scores(sheet: Sheet, plan: FilePlan) -> Question | None:
    """Ask which scores two sets of columns are, where nothing says it."""
    header = header_at(sheet, plan.header_row, plan.header_rows)
    columns = score_columns(header, sample_of(sheet, header))
    if not is_ambiguous(columns):
        return None
    first, second = (header.headings[one[0].index] for one in bare_sets(columns))
    return Question(
        QuestionKey.SCORES,
        f"The file has two scores of each risk, under “{first}” and further right under"
        f" “{second}”, and does not say which they are.",
        tuple(
            Choice(f"{one.value},{two.value}", f"First {_WORDS[one]}, then {_WORDS[two]}")
            for one, two in _PAIRS
        ),
    )


def _reference(sheet: Sheet, plan: FilePlan) -> Question | None:
    """Ask for the reference where two columns could be, each with one of its own for every risk."""
    header = header_at(sheet, plan.header_row, plan.header_rows)
    heard = [at for at, each in enumerate(header.headings) if _may_refer(each)]
    could = may_be_reference(heard, sample_of(sheet, header)) if len(heard) > 1 else []
    if len(could) < _SOME:
        return None
    named = " and ".join(f"“{header.headings[at]}”" for at in could)
    return Question(
        QuestionKey.REFERENCE,
        f"The columns {named} could each be the reference in the old register. Which of them"
        " will still be the same in its next export?",
        tuple(Choice(str(at + 1), header.headings[at]) for at in could),
    )


def _may_refer(heading: str) -> bool:
    heard = hear(heading)
    return heard is not None and heard.holds is Holds.REFERENCE


_SOME: Final = 2
_HIGHEST: Final = 5
_OUT_OF: Final = 10
_OFFERED: Final = 3
_APRIL: Final = 4
_WORDS: Final = {
    ScoreKind.INHERENT: "the initial score",
    ScoreKind.CURRENT: "the current score",
    ScoreKind.TARGET: "the target score",
}
_PAIRS: Final = (
    (ScoreKind.INHERENT, ScoreKind.CURRENT),
    (ScoreKind.CURRENT, ScoreKind.TARGET),
    (ScoreKind.INHERENT, ScoreKind.TARGET),
)
