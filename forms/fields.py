"""The fields of the forms: each names the component that shows it and words its own refusals."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Generic, TypeVar
from uuid import UUID

from typing_extensions import override
from wtforms import Field, HiddenField, StringField
from wtforms.validators import StopValidation

from forms.base import clean
from forms.days import read_day

E = TypeVar("E", bound=Enum)

NOT_LISTED = "Choose one of those listed."
NOT_A_DAY = "Enter a day that exists, for example 30 June 2018."


@dataclass(frozen=True, slots=True)
class Option:
    """One of the choices of a field."""

    value: str
    words: str
    hint: str = ""


def options_of(names: Iterable[tuple[UUID, str]]) -> tuple[Option, ...]:
    """Return the choice of each of these things, by id and name."""
    return tuple(Option(str(id_), words) for id_, words in names)


class TextField(StringField):
    """A line of text; `missing` is what to say when it is empty, None where it may be."""

    component = "input"

    def __init__(
        self,
        label: str,
        *,
        missing: str | None = None,
        longest: int = 200,
        hint: str = "",
        autocomplete: str = "",
        width: str = "",
        kind: str = "text",
        **bound: Any,
    ) -> None:
        super().__init__(label, description=hint, filters=[clean], **bound)
        self.missing = missing
        self.longest = longest
        self.autocomplete = autocomplete
        self.width = width
        self.kind = kind

    @override
    def pre_validate(self, form: Any) -> None:
        """Refuse what is empty but must not be, and what is too long to keep."""
        if not self.data:
            if self.missing:
                raise StopValidation(self.missing)
            return
        length = len(self.data)
        if length > self.longest:
            most = f"{self.longest:,}"
            raise StopValidation(f"Use {most} characters or fewer: there are {length:,}.")


class LongTextField(TextField):
    """Text of several lines, with a count of the characters left."""

    component = "character-count"

    def __init__(self, label: str, *, longest: int = 2000, rows: int = 4, **options: Any) -> None:
        super().__init__(label, longest=longest, **options)
        self.rows = rows


class PlainTextField(LongTextField):
    """Text of several lines, without a count: for pages that have very many."""

    component = "textarea"


class PasswordField(TextField):
    """A password: never shown again, and every character of it counts."""

    component = "password"

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, **options)
        self.filters = []


class DayField(TextField):
    """A day typed as people write it; `day` is what was understood."""

    component = "input"

    def __init__(self, label: str, *, hint: str = "For example, 30 June 2018", **options: Any):
        super().__init__(label, longest=40, hint=hint, width="10", **options)

    @property
    def day(self) -> date | None:
        """The day, or None where nothing was typed."""
        return read_day(self.data) if self.data else None

    @override
    def pre_validate(self, form: Any) -> None:
        """Refuse what is not a day."""
        super().pre_validate(form)
        if self.data and self.day is None:
            raise StopValidation(NOT_A_DAY)


class NumberField(TextField):
    """A whole number between two others; `number` is what was understood."""

    def __init__(self, label: str, *, lowest: int, highest: int, **options: Any) -> None:
        super().__init__(label, longest=20, width="3", **options)
        self.lowest = lowest
        self.highest = highest

    @property
    def number(self) -> int | None:
        """The number, or None where none that fits was typed."""
        written = str(self.data or "")
        number = int(written) if written.isdecimal() and len(written) < self.longest else None
        return number if number is not None and self.lowest <= number <= self.highest else None

    @override
    def pre_validate(self, form: Any) -> None:
        """Refuse what is no whole number, and what lies outside."""
        super().pre_validate(form)
        if self.data and self.number is None:
            raise StopValidation(f"Enter a whole number from {self.lowest} to {self.highest}.")


class ChoiceField(Field):
    """One of a few choices, as radio buttons or, where there are many, as a list.

    A view may give `options` after the form is made, when they come from the register.
    """

    def __init__(
        self,
        label: str,
        options: Iterable[Option] = (),
        *,
        missing: str | None = None,
        hint: str = "",
        listed: bool = False,
        **bound: Any,
    ) -> None:
        super().__init__(label, description=hint, **bound)
        self.options: Sequence[Option] = tuple(options)
        self.missing = missing
        self.component = "select" if listed else "radios"

    @override
    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take the value that was sent."""
        self.data = valuelist[0] if valuelist else None

    @override
    def pre_validate(self, form: Any) -> None:
        """Refuse no choice where there must be one, and what is not among the choices."""
        if not self.data:
            if self.missing:
                raise StopValidation(self.missing)
            return
        if self.data not in {option.value for option in self.options}:
            raise StopValidation(NOT_LISTED)


class EnumField(ChoiceField, Generic[E]):
    """One member of an enum, shown in the words that `words` gives."""

    def __init__(
        self, label: str, members: Iterable[E], words: Callable[[E], str], **options: Any
    ) -> None:
        self.members, choices = _named(tuple(members), words)
        super().__init__(label, choices, **options)

    @property
    def member(self) -> E | None:
        """The member chosen, or None."""
        return self.members.get(str(self.data))

    @override
    def process_data(self, value: Any) -> None:
        """Take a member, or its value, as what is chosen at first."""
        self.data = str(value.value) if isinstance(value, Enum) else value


@cache
def _named(
    members: tuple[E, ...], words: Callable[[E], str]
) -> tuple[Mapping[str, E], tuple[Option, ...]]:
    """Return members by their values, and as options: the same for every form there is."""
    by_value = {str(member.value): member for member in members}
    return by_value, tuple(Option(value, words(one)) for value, one in by_value.items())


class ChoicesField(Field):
    """Any number of choices, as check boxes."""

    component = "checkboxes"

    def __init__(
        self,
        label: str,
        options: Iterable[Option] = (),
        *,
        missing: str | None = None,
        hint: str = "",
        **bound: Any,
    ) -> None:
        super().__init__(label, description=hint, **bound)
        self.options: Sequence[Option] = tuple(options)
        self.missing = missing

    @override
    def process_data(self, value: Any) -> None:
        """Take the values that are chosen at first."""
        self.data = list(value or ())

    @override
    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take the values that were sent, each once."""
        self.data = list(dict.fromkeys(valuelist))

    @override
    def pre_validate(self, form: Any) -> None:
        """Refuse no choice where there must be one, and what is not among the choices."""
        if self.missing and not self.data:
            raise StopValidation(self.missing)
        if not set(self.data) <= {option.value for option in self.options}:
            raise StopValidation(NOT_LISTED)


class CarriedField(HiddenField):
    """What the page carries along unseen, such as the version that was read."""

    component = "hidden"
