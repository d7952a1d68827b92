"""What each column of an old register holds, and what is asked once for all of the file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from typing_extensions import override

from forms.base import DraftForm
from forms.fields import ChoiceField, DayField, EnumField, NumberField, Option, TextField
from forms.import_choices import (
    ALL,
    OF_SCORE,
    ORDER_WORDS,
    POINT_WORDS,
    SPLIT_WORDS,
    UNKNOWN_WORDS,
    more_of,
)
from forms.plan import VersionField
from riskapp.domain.assurance import LINE_NAMES, AssuranceResult, Line
from riskapp.domain.escalation import Register
from riskapp.domain.heading_days import takes_year
from riskapp.domain.import_drafts import SetPlan
from riskapp.domain.import_fitness import unfit
from riskapp.domain.import_plans import ColumnPlan, FilePlan
from riskapp.domain.imports import SCORED, Holds, Point, QuestionKey, Split, UnknownNames
from riskapp.domain.printed_scores import ScoreOrder
from riskapp.domain.scoring import ScoreKind
from riskapp.domain.wording import date_words, label_of, register_name

FIVE, OTHER, NEITHER = "five", "other", "neither"
FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about the whole file that only a person can answer; its key, and the answers."""

    key: QuestionKey
    words: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnFields:
    """The fields of one column."""

    column: ColumnPlan
    holds: Any
    point: Any
    split: Any
    line: Any
    result: Any


class ColumnsForm(DraftForm):
    """Everything that is decided about a file before it is looked through row by row."""

    order = EnumField(
        "In a score such as 4 x 3, which number comes first?", ScoreOrder, ORDER_WORDS.__getitem__
    )
    five_by_five = ChoiceField(
        "How does the old register score?",
        (
            Option(FIVE, "Consequence and likelihood from 1 to 5, as here"),
            Option(OTHER, "In another way: keep its scores as printed"),
        ),
    )
    as_at = DayField(
        "Which day is the file of?",
        hint="For example, 30 June 2018. Leave it empty if it is of today.",
    )
    year = NumberField(
        "In which year does the financial year of its quarters begin?",
        lowest=FIRST_YEAR,
        highest=LAST_YEAR,
        hint="For example, 2018 for 2018/19. Only if a column holds a score of a quarter.",
    )
    register = ChoiceField(
        "Is the file a print of one of these?",
        (
            *(Option(one.value, f"The {register_name(one)}") for one in Register),
            Option(NEITHER, "Neither: the rules here decide what goes on them"),
        ),
        missing="Say whether it is one of these.",
        hint="If so, every open risk of the file goes on it, as it is printed.",
    )
    unknown = EnumField(
        "What becomes of a unit, a post or a committee that the register does not have?",
        UnknownNames,
        UNKNOWN_WORDS.__getitem__,
        missing="Say what becomes of it.",
        hint="You can answer for each name later.",
    )
    seen_version = VersionField()
    plan: FilePlan
    asked: tuple[Asked, ...] = ()

    @property
    def answers(self) -> Mapping[str, str]:
        """What was answered, by the key of the question."""
        given = {one.key: str(self[f"answer_{one.key}"].data or "") for one in self.asked}
        return {key: answer for key, answer in given.items() if answer}

    @property
    def whole(self) -> list[Any]:
        """The fields about the whole file that no open question stands for."""
        left_out = {_FIELD_OF.get(one.key) for one in self.asked} | self._idle
        return [self[name] for name in _WHOLE if name not in left_out]

    @property
    def _idle(self) -> set[str]:
        """Return the fields that nothing in the file asks for."""
        plan = self.plan
        paired = plan.order is not ScoreOrder.UNKNOWN or plan.holding(Holds.SCORE)
        dated = plan.year or any(map(takes_year, plan.columns))
        return ({"order"} if not paired else set()) | ({"year"} if not dated else set())

    @property
    def columns(self) -> list[ColumnFields]:
        """The fields of each column, in the order of the file."""
        parts = ("holds", "point", "split", "line", "result")
        return [
            ColumnFields(column, *(self[f"{part}_{column.index}"] for part in parts))
            for column in self.plan.columns
        ]

    @override
    def validate(self, extra_validators: Any = None) -> bool:
        """Judge each field, then what they say together."""
        if super().validate(extra_validators):
            for one in unfit(self.draft().plan):
                if not one.question:
                    self.refuse("" if one.column is None else f"holds_{one.column}", one.words)
        return not self.failures

    def draft(self) -> SetPlan:
        """Return how the file is to be read."""
        register = str(self.register.data)
        plan = replace(
            self.plan,
            columns=tuple(map(_said, self.columns)),
            order=self.order.member or self.plan.order,
            five_by_five=_or_else(self.five_by_five, self.plan.five_by_five),
            as_at=self.as_at.day,
            year=self.year.number if self.year.raw_data else self.plan.year,
            register=None if register == NEITHER else Register(register),
            unknown=self.unknown.member or UnknownNames.KEEP,
        )
        return SetPlan(plan, self.seen_version.number)


_WHOLE: Final = ("as_at", "five_by_five", "order", "register", "year", "unknown")
_FIELD_OF: Final = {
    QuestionKey.ORDER: "order",
    QuestionKey.MATRIX: "five_by_five",
    QuestionKey.YEAR: "year",
}
"""The field about the whole file that answers the same as a question."""


def columns_form(
    plan: FilePlan, sent: Any = None, asked: Iterable[Asked] = (), **filled: Any
) -> ColumnsForm:
    """Return the form for the columns of a plan, as it was sent or with what is filled in."""
    questions = tuple(asked)
    kind = _form_of(tuple(column.index for column in plan.columns))
    if questions:
        kind = type("ColumnsForm", (kind,), {f"answer_{q.key}": _answer(q) for q in questions})
    form = kind(sent, data=filled if sent is not None else filled_in(plan) | filled)
    form.plan, form.asked = plan, questions
    for column in plan.columns:
        form[f"holds_{column.index}"].label.text = f"{column.heading or 'No heading'}: holds"
    return form


def _answer(question: Asked) -> Any:
    missing = "Answer this: only you can know."
    if question.options:
        return ChoiceField(question.words, question.options, missing=missing)
    return TextField(question.words, missing=missing, longest=40)


def _or_else(field: Any, kept: bool) -> bool:  # noqa: FBT001 - read beside its only call
    """Return whether the matrix is five by five, as it was kept where that is not asked."""
    return kept if field.data is None else field.data != OTHER


def filled_in(plan: FilePlan) -> dict[str, Any]:
    """Return what the form shows of a plan at first."""
    filled: dict[str, Any] = {
        "order": plan.order,
        "five_by_five": FIVE if plan.five_by_five else OTHER,
        "as_at": date_words(plan.as_at) if plan.as_at else "",
        "year": str(plan.year or ""),
        "register": plan.register.value if plan.register else NEITHER,
        "unknown": plan.unknown,
    }
    for column in plan.columns:
        filled |= {
            f"holds_{column.index}": _value_of(column),
            f"point_{column.index}": column.point,
            f"split_{column.index}": column.split,
            f"line_{column.index}": column.line,
            f"result_{column.index}": column.result,
        }
    return filled


def _value_of(column: ColumnPlan) -> str:
    if column.holds in SCORED:
        return f"{column.holds}{OF_SCORE}{column.score or ScoreKind.CURRENT}"
    return column.holds.value


def _said(fields: ColumnFields) -> ColumnPlan:
    """Return what a column holds, without the answers that do not go with that."""
    holds, _, kind = str(fields.holds.data).partition(OF_SCORE)
    asked = more_of(str(fields.holds.data)).split()
    return replace(
        fields.column,
        holds=Holds(holds),
        score=ScoreKind(kind) if kind else None,
        point=(fields.point.member if "point" in asked else None) or Point.NOW,
        split=(fields.split.member if "split" in asked else None) or Split.WHOLE,
        line=fields.line.member if "line" in asked else None,
        result=fields.result.member if "result" in asked else None,
    )


@cache
def _form_of(indexes: tuple[int, ...]) -> type[ColumnsForm]:
    """Return the form of files with these columns."""
    fields: dict[str, Any] = {}
    for index in indexes:
        missing = "Say what this column holds."
        fields[f"holds_{index}"] = ChoiceField("What it holds", ALL, missing=missing, listed=True)
        fields[f"point_{index}"] = EnumField("Of when", Point, POINT_WORDS.__getitem__)
        fields[f"split_{index}"] = EnumField("What is one", Split, SPLIT_WORDS.__getitem__)
        fields[f"line_{index}"] = EnumField("Of which line", Line, LINE_NAMES.__getitem__)
        fields[f"result_{index}"] = EnumField("What they found", AssuranceResult, label_of)
    return type("ColumnsForm", (ColumnsForm,), fields)
