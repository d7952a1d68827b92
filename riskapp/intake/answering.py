"""What the answer to a question about a file changes in its plan."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from riskapp.domain.errors import FieldError
from riskapp.domain.import_plans import FilePlan
from riskapp.domain.imports import SCORED, Holds, QuestionKey
from riskapp.domain.printed_scores import ScoreOrder
from riskapp.domain.scoring import ScoreKind
from riskapp.intake.book import Sheet
from riskapp.intake.columns import score_columns
from riskapp.intake.header_rows import header_at
from riskapp.intake.samples import sample_of
from riskapp.intake.score_sets import bare_sets


def answered(sheet: Sheet, plan: FilePlan, key: str, value: str) -> FilePlan:
    """Return the plan with a question answered; FieldError where the answer is none of its own."""
    try:
        changed = _CHANGES[key](sheet, plan, value)
    except (KeyError, ValueError) as error:
        raise FieldError(key, _WANTED.get(key, "Choose one of the answers.")) from error
    return replace(changed, settled=changed.settled | {key})


def _order(_: Sheet, plan: FilePlan, value: str) -> FilePlan:
    return replace(plan, order=ScoreOrder(value))


def _matrix(_: Sheet, plan: FilePlan, value: str) -> FilePlan:
    return replace(plan, five_by_five={"five": True, "other": False}[value])


def _year(_: Sheet, plan: FilePlan, value: str) -> FilePlan:
    """Take "2018" or "2018/19"."""
    found = _YEAR.fullmatch(value.strip())
    if found is None or (found[2] and int(found[2][-2:]) != (int(found[1]) + 1) % 100):
        raise ValueError(value)
    return replace(plan, year=int(found[1]))


def _scores(sheet: Sheet, plan: FilePlan, value: str) -> FilePlan:
    """Say of two sets of scores which each is, and leave the columns that hold something else."""
    header = header_at(sheet, plan.header_row, plan.header_rows)
    sets = bare_sets(score_columns(header, sample_of(sheet, header)))
    kinds = [ScoreKind(kind) for kind in value.split(",")]
    told = {one.index: kind for each, kind in zip(sets, kinds, strict=True) for one in each}
    columns = tuple(
        replace(one, score=told[one.index]) if one.index in told and one.holds in SCORED else one
        for one in plan.columns
    )
    return replace(plan, columns=columns)


def _reference(_: Sheet, plan: FilePlan, value: str) -> FilePlan:
    chosen = int(value) - 1
    if chosen not in {column.index for column in plan.columns}:
        raise ValueError(value)
    was = {column.index for column in plan.holding(Holds.REFERENCE)} - {chosen}
    now = {**dict.fromkeys(was, Holds.AS_PRINTED), chosen: Holds.REFERENCE}
    columns = tuple(replace(one, holds=now.get(one.index, one.holds)) for one in plan.columns)
    return replace(plan, columns=columns)


_YEAR: Final = re.compile(r"((?:19|20)[0-9]{2})(?: ?[/–-] ?((?:20)?[0-9]{2}))?")
_CHANGES: Final[Mapping[str, Callable[[Sheet, FilePlan, str], FilePlan]]] = {
    QuestionKey.ORDER: _order,
    QuestionKey.MATRIX: _matrix,
    QuestionKey.YEAR: _year,
    QuestionKey.SCORES: _scores,
    QuestionKey.REFERENCE: _reference,
}
_WANTED: Final[Mapping[str, str]] = {QuestionKey.YEAR: "Write a financial year, such as 2018/19."}
