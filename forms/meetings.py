"""Planning a meeting, changing or cancelling it, and saying who was there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from typing_extensions import override

from forms.base import DraftForm
from forms.fields import CarriedField, ChoiceField, DayField, EnumField, Option, TextField
from forms.judging import DAMAGED
from forms.posts import LONGEST_NAME, VERSION, why_field
from forms.risks import id_of
from riskapp.domain.meeting_drafts import (
    Attendee,
    CancelMeeting,
    ChangeMeeting,
    PlanMeeting,
    RecordAttendance,
)
from riskapp.domain.meetings import Attended, MeetingState
from riskapp.domain.wording import label_of

MOST_ROWS = 40
SPARE_ROWS = 6
BECAME = (MeetingState.PLANNED, MeetingState.HELD)


def day_field() -> Any:
    """Return the field for the day of a meeting."""
    hint = "One that has passed may be entered too. For example, 27 June 2018."
    return DayField("On which day?", missing="Say on which day it is.", hint=hint)


def title_field() -> Any:
    """Return the field for what tells two meetings of a day apart."""
    hint = "Only if one is needed, for example: extraordinary meeting."
    return TextField("Title", longest=LONGEST_NAME, hint=hint)


def month_field() -> Any:
    """Return the field for the monthly review that a meeting shares."""
    hint = "If this meeting goes through the high-level risks of the month, or some of them."
    return ChoiceField("Monthly review", hint=hint, listed=True)


class SeenForm(DraftForm):
    """What changing something has in common: the version that the page showed."""

    seen_version = CarriedField()

    @override
    def validate(self, extra_validators: Any = None) -> bool:
        """Judge each field, then what the page carried."""
        super().validate(extra_validators)
        if not VERSION.fullmatch(str(self.seen_version.data or "")):
            self.refuse("", DAMAGED)
        return not self.failures

    @property
    def seen(self) -> int:
        """The version that the page showed; the form must be valid."""
        return int(self.seen_version.data or 0)


class PlanMeetingForm(DraftForm):
    """A new meeting of a committee."""

    committee = ChoiceField("Whose meeting is it?", listed=True, missing="Choose the committee.")
    held_on = day_field()
    title = title_field()
    month = month_field()

    def draft(self) -> PlanMeeting:
        """Return the meeting that is asked for; the form must be valid."""
        return PlanMeeting(
            id_of(self.committee) or UUID(int=0),
            self.held_on.day or date.max,
            str(self.title.data or ""),
            id_of(self.month),
        )


class ChangeMeetingForm(SeenForm):
    """Another day, title or review, and whether it was held."""

    held_on = day_field()
    title = title_field()
    month = month_field()
    state = EnumField("What became of it?", BECAME, label_of, missing="Choose what became of it.")

    def draft(self) -> ChangeMeeting:
        """Return the change; the form must be valid."""
        return ChangeMeeting(
            self.held_on.day or date.max,
            str(self.title.data or ""),
            id_of(self.month),
            self.state.member or MeetingState.PLANNED,
            self.seen,
        )


class CancelMeetingForm(SeenForm):
    """Why a meeting is not held."""

    reason = why_field("For example: too few could come. Do not name patients or staff.")

    def draft(self) -> CancelMeeting:
        """Return the cancelling; the form must be valid."""
        return CancelMeeting(str(self.reason.data), self.seen)


@dataclass(frozen=True, slots=True)
class AttendeeRow:
    """Somebody at the meeting as fields of the form."""

    number: int
    post: ChoiceField
    name: TextField
    attended: EnumField[Attended]

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody is entered."""
        return not (self.post.data or self.name.data)


class _ManyRows(SeenForm):
    """Fields for as many people as a meeting may have."""


def _row_fields() -> Iterator[tuple[str, Any]]:
    for at in range(1, MOST_ROWS + 1):
        yield f"post_{at}", ChoiceField(f"Post {at}", listed=True)
        yield f"name_{at}", TextField(f"Or name {at}", longest=LONGEST_NAME)
        yield f"attended_{at}", EnumField(f"How {at}", Attended, label_of, listed=True)


for _name, _field in _row_fields():
    setattr(_ManyRows, _name, _field)


class AttendanceForm(_ManyRows):
    """Who was there: a row for each, and some to spare."""

    def offer(self, posts: Iterable[Option]) -> None:
        """Give every row the posts to choose from."""
        offered = tuple(posts)
        for row in self.every_row:
            row.post.options = offered

    @property
    def every_row(self) -> list[AttendeeRow]:
        """Every row that the form has, shown or not."""
        return [AttendeeRow(at, *self._parts(at)) for at in _ROWS]

    def _parts(self, at: int) -> tuple[Any, Any, Any]:
        return self[f"post_{at}"], self[f"name_{at}"], self[f"attended_{at}"]

    @property
    def rows(self) -> Sequence[AttendeeRow]:
        """The rows that the page shows: those filled in, and some to spare."""
        every = self.every_row
        filled = max((row.number for row in every if not row.is_empty), default=0)
        return every[: filled + SPARE_ROWS]

    @override
    def validate(self, extra_validators: Any = None) -> bool:
        """Judge each field, and that whoever is entered took part in some way."""
        super().validate(extra_validators)
        for row in self.every_row:
            if not row.is_empty and not row.attended.data:
                self.refuse(row.attended.name, "Choose how they took part.")
        return not self.failures

    def draft(self) -> RecordAttendance:
        """Return who was there; the form must be valid."""
        rows = (row for row in self.every_row if not row.is_empty)
        return RecordAttendance(tuple(map(_attendee, rows)), self.seen)


_ROWS = range(1, MOST_ROWS + 1)


def _attendee(row: AttendeeRow) -> Attendee:
    how = row.attended.member or Attended.PRESENT
    return Attendee(how, id_of(row.post), str(row.name.data or ""), row.number)


def filled_rows(attendees: Iterable[tuple[UUID | None, str, Attended]]) -> dict[str, Any]:
    """Return what fills the rows in as the page opens: post, name and how they took part."""
    filled: dict[str, Any] = {f"attended_{at}": Attended.PRESENT for at in _ROWS}
    for at, (post_id, name, how) in zip(_ROWS, attendees, strict=False):
        filled |= {f"post_{at}": str(post_id) if post_id else "", f"name_{at}": name}
        filled[f"attended_{at}"] = how
    return filled
