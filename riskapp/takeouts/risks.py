"""What lists of risks say of each risk, column by column, whichever list it is."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from riskapp.domain.columns import Column
from riskapp.domain.escalation import Register
from riskapp.domain.matrix import Matrix
from riskapp.domain.moved import Moved
from riskapp.domain.take_out import CellKind, Value
from riskapp.domain.wording import (
    AWAITING,
    band_words,
    label_of,
    printed_words,
    register_name,
    register_short,
)
from riskapp.readmodels.register import Listed, OnRegister, RegisterRow, RiskDates
from riskapp.readmodels.scores import ShownScore
from riskapp.readmodels.take_out import Asked, asked

Columns = tuple[Asked[Listed], ...]

NUMBER, DAY, REFERENCE = CellKind.NUMBER, CellKind.DAY, CellKind.REFERENCE
NOT_SCORED: Final = "not scored"


def _score(said: Callable[[ShownScore], Value]) -> Callable[[Listed], Value]:
    return lambda one: said(one.row.current) if one.row.current else None


def _target(said: Callable[[ShownScore], Value]) -> Callable[[Listed], Value]:
    return lambda one: said(one.row.target) if one.row.target else None


def _dates(said: Callable[[RiskDates], Value]) -> Callable[[Listed], Value]:
    return lambda one: said(one.dates) if one.dates else None


def _row(said: Callable[[RegisterRow], Value]) -> Callable[[Listed], Value]:
    return lambda one: said(one.row)


def _of_score(one: Listed) -> str:
    """Return what must be said beside a score."""
    score = one.row.current
    if score is None:
        return NOT_SCORED
    printed = printed_words(is_product=score.is_product) if score.is_printed else ""
    return "; ".join(filter(None, (printed, AWAITING if score.awaiting_validation else "")))


def _registers(row: RegisterRow) -> str:
    return "; ".join(map(_standing, row.registers))


def _standing(held: OnRegister) -> str:
    """Return one register that a risk is on, with all that is said of that."""
    said = (AWAITING, held.awaiting_validation), ("removal proposed", held.removal_proposed)
    beside = ", ".join(words for words, is_so in said if is_so)
    name = register_short(held.register)
    return f"{name} ({beside})" if beside else name


def _objectives(row: RegisterRow) -> str:
    return "; ".join(one.number for one in row.objectives)


def _waiting(row: RegisterRow) -> str:
    waits = (
        (AWAITING, bool(row.current and row.current.awaiting_validation)),
        ("removal proposed", any(held.removal_proposed for held in row.registers)),
        ("objective question open", row.objective_question_open),
    )
    return "; ".join(words for words, is_so in waits if is_so)


def _moved(one: Listed) -> str:
    return Moved(one.then, one.row.current.value if one.row.current else None).words


SAID: Final[dict[Column, Columns]] = {
    Column.SCORE: (
        asked("current_score", "Current score", _score(lambda it: it.value), NUMBER),
        asked("current_band", "Current band", _score(lambda it: band_words(it.band))),
        asked(
            "current_consequence", "Current consequence", _score(lambda it: it.consequence), NUMBER
        ),
        asked("current_likelihood", "Current likelihood", _score(lambda it: it.likelihood), NUMBER),
        asked("of_the_score", "Of the score", _of_score),
        asked("scored_on", "Scored on", _score(lambda it: it.on), DAY),
    ),
    Column.REFERENCE: (
        asked("reference", "Reference", _row(lambda row: row.reference), REFERENCE),
        asked(
            "printed_reference",
            "Printed reference",
            _row(lambda row: row.printed_reference),
            REFERENCE,
        ),
    ),
    Column.TITLE: (
        asked("title", "Title", _row(lambda row: row.title), wide=True),
        asked("visibility", "Visibility", _row(lambda row: label_of(row.visibility))),
    ),
    Column.STATUS: (asked("status", "Status", _row(lambda row: label_of(row.status))),),
    Column.APPETITE: (
        asked("appetite", "Highest score tolerated", _row(lambda row: row.appetite), NUMBER),
        asked("appetite_words", "Appetite", _row(lambda row: row.appetite_words)),
    ),
    Column.TARGET: (
        asked("target_score", "Target score", _target(lambda it: it.value), NUMBER),
        asked(
            "target_consequence", "Target consequence", _target(lambda it: it.consequence), NUMBER
        ),
        asked("target_likelihood", "Target likelihood", _target(lambda it: it.likelihood), NUMBER),
        asked("target_on", "Target date", _target(lambda it: it.target_on), DAY),
        asked("target_words", "Distance to target", _row(lambda row: row.target_words)),
    ),
    Column.UNIT: (asked("unit", "Unit", _row(lambda row: row.unit)),),
    Column.OWNER: (asked("owner", "Owner", _row(lambda row: row.owner)),),
    Column.EXECUTIVE: (asked("executive", "Executive", _row(lambda row: row.executive)),),
    Column.COMMITTEE: (asked("committee", "Lead committee", _row(lambda row: row.committee)),),
    Column.REGISTERS: (asked("registers", "On", _row(_registers)),),
    Column.OBJECTIVES: (asked("objectives", "Objectives", _row(_objectives)),),
    Column.WAITING: (asked("waiting", "Waiting for a decision", _row(_waiting)),),
    Column.OPENED: (asked("opened_on", "Opened", _dates(lambda it: it.opened_on), DAY),),
    Column.REVIEWED: (asked("reviewed_on", "Last review", _dates(lambda it: it.reviewed_on), DAY),),
    Column.REVIEW: (asked("review_on", "Next review", _dates(lambda it: it.review_on), DAY),),
    Column.HAPPENED: (
        asked("happened_on", "Has happened", _dates(lambda it: it.happened_on), DAY),
    ),
    Column.MOVED: (asked("moved", "Score moved in three months", _moved),),
    Column.QUALITY: (asked("quality", "Quality checks failed", lambda one: one.failing, NUMBER),),
}
"""What each column of the register says in a file: more than one thing where a page folds them."""


def columns_of(chosen: Sequence[Column]) -> Columns:
    """Return what the columns chosen say, in their order."""
    return tuple(one for column in chosen for one in SAID[column])


def legend_of(matrix: Matrix) -> Iterator[tuple[str, str]]:
    """Yield what the words of a list of risks mean, in the organisation's own matrix."""
    yield "Score", "consequence times likelihood, or the score in the old register alone"
    bands = (f"{band.name.lower()} {band.lowest} to {band.highest}" for band in matrix.bands)
    yield "Bands", "; ".join(bands)
    for named, levels in (
        ("Consequence", matrix.words.consequences),
        ("Likelihood", matrix.words.likelihoods),
    ):
        yield named, "; ".join(f"{at} {words}" for at, words in enumerate(levels, start=1))
    for register in Register:
        yield register_short(register), register_name(register)
