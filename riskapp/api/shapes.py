"""What goes over the wire: shapes in and out, strictly read and refused in the register's words."""

import json
from datetime import date
from typing import Annotated, Any, Generic, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from typing_extensions import override

from riskapp.api.problems import AskedError, Fault, SentError
from riskapp.api.refusals import faults_of
from riskapp.domain.errors import UnfitError
from riskapp.domain.wording import NO_COMMITTEE, NO_OWNER, NO_POST
from riskapp.web.asked import asked_day

LONGEST_LINE = 300
LONGEST_WORDS = 10_000
NO_NAMES = "Do not name patients or staff."

Line = Annotated[str, Field(max_length=LONGEST_LINE)]
"""A line of text."""
Words = Annotated[str, Field(max_length=LONGEST_WORDS, description=NO_NAMES)]
"""Text of several lines."""
Day = Annotated[date, Field(description="A day, like 2018-06-30.")]
Level = Annotated[int, Field(ge=1, le=5)]
"""A consequence or a likelihood, from 1 to 5."""


LONGEST_NUMBER = 10


def unsent(**told: Any) -> Any:
    """Return a field that need not be sent, but is never null."""
    return Field(default=None, **told)


def whole(written: object) -> object:
    """Let only plain figures through, for a number in an address: "" for anything else."""
    if isinstance(written, str) and not (written.isascii() and written.isdecimal()):
        return ""
    return int(str(written)) if len(str(written)) < LONGEST_NUMBER else written


AskedNumber = Annotated[int, BeforeValidator(whole)]
"""A whole number in an address, in plain figures."""
AskedLevel = Annotated[int, Field(ge=1, le=5), BeforeValidator(whole)]
"""A consequence or a likelihood in an address."""
AskedYear = Annotated[int, Field(ge=1990, le=9998), BeforeValidator(whole)]
"""A year in an address."""


class Shape(BaseModel):
    """Something that is answered with."""

    model_config = ConfigDict(frozen=True)

    @classmethod
    def of(cls, row: object) -> Self:
        """Return what a read model says, by the names that both have."""
        return cls.model_validate(row, from_attributes=True)

    @classmethod
    @override
    def model_json_schema(cls, *given: Any, **named: Any) -> dict[str, Any]:
        """Return the schema, written once: it is asked for with every request."""
        asked = (cls, given, tuple(sorted(named.items())))
        if asked not in _SCHEMAS:
            _SCHEMAS[asked] = _plain(super().model_json_schema(*given, **named))
        return _SCHEMAS[asked]


_SCHEMAS: dict[Any, dict[str, Any]] = {}


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema without titles that say a name again, and without defaults that are none."""
    for one in [schema, *schema.get("$defs", {}).values()]:
        for part in one.get("properties", {}).values():
            part.pop("title", None)
            if part.get("default", "") is None and not _may_be_null(part):
                del part["default"]
    return schema


def _may_be_null(part: dict[str, Any]) -> bool:
    return any(one.get("type") == "null" for one in part.get("anyOf", []))


def _stated(words: object) -> object:
    return None if words in NOT_STATED else words


NOT_STATED = frozenset({NO_OWNER, NO_POST, NO_COMMITTEE, ""})
"""The words of the pages for what is not stated, which is null here."""
Stated = Annotated[str | None, BeforeValidator(_stated)]
"""Words, null where the pages say that nothing is stated."""


class Sent(Shape):
    """A body that is sent: only what is known, and nothing turned into what it is not."""

    model_config = ConfigDict(extra="forbid", strict=True)

    @classmethod
    @override
    def model_validate(cls, obj: Any, **named: Any) -> Self:
        """Return what was sent; SentError with what is wrong at each field."""
        try:
            return super().model_validate_json(json.dumps(obj), strict=True)
        except ValidationError as error:
            raise SentError(faults_of(error, cls)) from None

    @classmethod
    @override
    def model_validate_json(cls, json_data: str | bytes | bytearray, **named: Any) -> Self:
        """Refuse text within the body, which is asked to be read as a body of its own."""
        return cls.model_validate(str(json_data))


class Asked(Shape):
    """What an address asks for after its question mark: a mistaken value is refused."""

    model_config = ConfigDict(extra="forbid")

    @classmethod
    @override
    def model_validate(cls, obj: Any, **named: Any) -> Self:
        """Return what is asked for; AskedError with what is wrong at each name."""
        try:
            return super().model_validate(obj, **named)
        except ValidationError as error:
            raise AskedError(faults_of(error, cls)) from None


def day_of(name: str) -> date | None:
    """Return the day that an address asks for by a name, None for none; one to come is refused."""
    try:
        return asked_day(name)
    except UnfitError as error:
        raise AskedError([Fault(name, str(error))]) from None


class AsAt(Asked):
    """Asks for the register as at an earlier day."""

    as_at: date | None = Field(
        None,
        description="What was so by the end of that day; today where none is given.",
        examples=["2018-06-30"],
    )

    def day(self) -> date | None:
        """Return the day that is asked about, None for today; a day to come is refused."""
        return day_of("as_at")


class Walk(Asked):
    """Asks for a list piece by piece."""

    limit: AskedNumber = Field(50, ge=1, le=200, description="How many to answer with at most.")
    cursor: str | None = Field(
        None, max_length=2000, description="Where to go on: `next` of the answer before."
    )


T = TypeVar("T")


class Listing(Shape, Generic[T]):
    """A piece of a list; `next` is the address of the piece after it, null at the end."""

    items: tuple[T, ...]
    next: str | None = Field(description="The address of what follows, null at the end.")
    total: int | None = Field(
        description="How many there are in all, null where counting takes too long."
    )
