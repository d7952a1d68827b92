"""Every text that belongs to a risk, and in which of them some words stand."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.errors import FieldError
from riskapp.domain.redaction import Found, holds_words
from riskapp.models import (
    Decision,
    Gap,
    GapMilestone,
    History,
    HistoryText,
    Milestone,
    MonthlyItem,
    MonthlyReview,
    Pack,
    PackRisk,
    RiskMilestone,
)
from riskapp.models.words import TYPED, Erasure, Owner, Typed
from riskapp.queries.joins import points_at

NOWHERE = "These words stand nowhere in this risk, as whole words."
ONLY_FIXED = "These words stand only where nothing can be changed: the history's proof rests on it."


@dataclass(frozen=True, slots=True)
class Text:
    """One text: the column it stands in, the key of its row, and what is kept there."""

    typed: Typed
    column: str
    key: Mapping[str, Any]
    words: str = field(repr=False)

    def holds(self, phrase: str) -> bool:
        """Tell whether the words stand in what people would read in it."""
        return any(holds_words(one, phrase) for one in self._read())

    def _read(self) -> Iterator[str]:
        if self.typed.model is History:
            yield from json.loads(self.words)["facts"].values()
        elif self.erasure is Erasure.WITHIN:
            yield from texts_within(self.words)
        else:
            yield self.words

    @property
    def erasure(self) -> Erasure:
        """How words are taken out of it."""
        return self.typed.columns[self.column]


@dataclass(frozen=True, slots=True)
class Whose:
    """A risk, by the organisation's key and its own."""

    organisation_id: UUID
    risk_id: UUID


def list_texts(session: Session, whose: Whose, *, to_change: bool = False) -> list[Text]:
    """Return every text of a risk, in past versions too; with `to_change` their rows are locked.

    Its milestones are all it ever had, though others share them, since they are shown with it. The
    caller has made sure that the actor may know of the risk.
    """
    texts: list[Text] = []
    for typed in TYPED:
        query = _query(typed, whose)
        if to_change and Erasure.FIXED not in typed.columns.values():
            query = query.with_for_update()
        for row in session.connection().execute(query):
            texts += _texts(typed, row._mapping)  # noqa: SLF001 - its documented name
    return texts


def count_places(texts: Iterable[Text], phrase: str) -> Found:
    """Return in how many of these texts the words stand, by place."""
    held = [text for text in texts if text.holds(phrase)]
    fixed = [text for text in held if text.erasure is Erasure.FIXED]
    places = Counter(
        text.typed.place for text in held if text.erasure not in {Erasure.FIXED, Erasure.FORGOTTEN}
    )
    return Found({place: places[place] for place in sorted(places)}, len(fixed))


def find_places(session: Session, whose: Whose, phrase: str) -> Found:
    """Return where in a risk the words stand; FieldError where they stand nowhere."""
    found = count_places(list_texts(session, whose), phrase)
    if not found.total:
        raise FieldError("phrase", ONLY_FIXED if found.fixed else NOWHERE)
    return found


def milestones_of(whose: Whose) -> sa.CompoundSelect[tuple[UUID]]:
    """Return the statement for the milestones that a risk, or a gap of it, has or had."""
    ours = col(RiskMilestone.organisation_id) == whose.organisation_id
    closing = sa.select(col(GapMilestone.milestone_id)).join(
        Gap, points_at(GapMilestone.gap_id, Gap)
    )
    return sa.union(
        sa.select(col(RiskMilestone.milestone_id)).where(
            ours, col(RiskMilestone.risk_id) == whose.risk_id
        ),
        closing.where(_of_risk(Gap, whose)),
    )


def _query(typed: Typed, whose: Whose) -> sa.Select[*tuple[Any, ...]]:
    table = typed.table
    names = dict.fromkeys([*_key(typed), *typed.columns])
    return sa.select(*(table.c[name] for name in names)).where(
        table.c.organisation_id == whose.organisation_id,
        _BY[typed.owner](table.c[typed.by], whose),
    )


def _texts(typed: Typed, row: Mapping[Any, Any]) -> Iterator[Text]:
    key = {name: row[name] for name in _key(typed)}
    for column in typed.columns:
        if row[column]:
            yield Text(typed, column, key, row[column])


def _key(typed: Typed) -> list[str]:
    return [column.name for column in typed.table.primary_key]


def texts_within(content: str) -> Iterator[str]:
    """Yield each text of what is kept as JSON; all of it where it is something else."""
    try:
        waiting = [json.loads(content)]
    except ValueError:
        yield content
        return
    while waiting:
        held = waiting.pop()
        if isinstance(held, str):
            yield held
        elif isinstance(held, dict):
            waiting += [*held, *held.values()]
        elif isinstance(held, list):
            waiting += held


def _of_risk(table: Any, whose: Whose) -> sa.ColumnElement[bool]:
    return sa.and_(
        col(table.organisation_id) == whose.organisation_id, col(table.risk_id) == whose.risk_id
    )


def _decisions(whose: Whose) -> sa.Select[UUID]:
    return sa.select(col(Decision.id)).where(_of_risk(Decision, whose))


def _months(whose: Whose) -> sa.Select[UUID]:
    """Return the statement for the months that list a risk."""
    return sa.select(col(MonthlyItem.monthly_review_id)).where(_of_risk(MonthlyItem, whose))


def _entries(whose: Whose) -> sa.Select[int]:
    """Return the entries about a risk, and those about its milestones and its months alone."""
    subject = col(History.subject_id)
    about = sa.and_(
        col(History.risk_id).is_(None),
        sa.or_(subject.in_(milestones_of(whose)), subject.in_(_months(whose))),
    )
    return sa.select(col(History.number)).where(
        col(History.organisation_id) == whose.organisation_id,
        sa.or_(col(History.risk_id) == whose.risk_id, about),
    )


def _final(column: Any, whose: Whose) -> sa.ColumnElement[bool]:
    """Keep what became final of a risk, and what a pack or a month that tells of it says beside.

    That is a cover, why a month was left so, and the words of milestones that the risk shares with
    others. What was said of a milestone before it was any risk's is kept wherever it stands.
    """
    final = column.table.c
    telling = sa.or_(final.content_id.in_(_packs(whose)), final.content_id.in_(_minutes(whose)))
    ours = final.words.in_(_of_milestones(whose))
    return sa.or_(
        column == whose.risk_id,
        sa.and_(telling, sa.or_(column.is_(None), ours)),
        sa.and_(column.is_(None), ours),
    )


def _packs(whose: Whose) -> sa.Select[UUID]:
    return (
        sa.select(col(Pack.content_id))
        .join(PackRisk, points_at(PackRisk.pack_id, Pack))
        .where(_of_risk(PackRisk, whose))
    )


def _minutes(whose: Whose) -> sa.Select[UUID | None]:
    return sa.select(col(MonthlyReview.content_id)).where(
        col(MonthlyReview.organisation_id) == whose.organisation_id,
        col(MonthlyReview.id).in_(_months(whose)),
        col(MonthlyReview.content_id).is_not(None),
    )


def _of_milestones(whose: Whose) -> sa.CompoundSelect[Any]:
    """Return the statement for the words of a risk's milestones, and why they were put off."""
    here = whose.organisation_id
    words = sa.select(col(Milestone.words)).where(
        col(Milestone.organisation_id) == here, col(Milestone.id).in_(milestones_of(whose))
    )
    told = sa.select(col(HistoryText.words)).where(
        col(HistoryText.organisation_id) == here, col(HistoryText.number).in_(_entries(whose))
    )
    return sa.union(words, told)


_BY: Mapping[Owner, Callable[[Any, Whose], sa.ColumnElement[bool]]] = {
    Owner.RISK: lambda column, whose: column == whose.risk_id,
    Owner.DECISION: lambda column, whose: column.in_(_decisions(whose)),
    Owner.MILESTONE: lambda column, whose: column.in_(milestones_of(whose)),
    Owner.MONTH: lambda column, whose: column.in_(_months(whose)),
    Owner.FINAL: _final,
    Owner.ENTRY: lambda column, whose: column.in_(_entries(whose)),
}
