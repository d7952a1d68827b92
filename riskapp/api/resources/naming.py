"""How addresses name one thing."""

from datetime import date
from typing import Annotated, TypeVar
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field

from riskapp.api.shapes import Shape
from riskapp.domain.errors import NotFoundError
from riskapp.domain.months import month_key

Thing = TypeVar("Thing")


def _month(month: object) -> object:
    return month_key(month) if isinstance(month, date) else month


MonthName = Annotated[
    str,
    BeforeValidator(_month),
    Field(description="A month, as addresses name it.", examples=["2018-06"]),
]
"""A month, of which the register knows the first day."""


class OfRisk(BaseModel):
    """Names a risk."""

    reference: str = Field(description="A risk's reference.", examples=["R-0042"])


class OfMonth(BaseModel):
    """Names a month."""

    month: str = Field(description="A month.", examples=["2018-06"])


class One(BaseModel):
    """Names one thing by its id."""

    id: UUID


class OneOfRisk(OfRisk, One):
    """Names one thing of a risk."""


class RiskNameOut(Shape):
    """A risk that something else names."""

    reference: str
    title: str


class MilestoneNameOut(Shape):
    """A milestone that something else names."""

    reference: str
    words: str


class ObjectiveNameOut(Shape):
    """An objective that something else names."""

    id: UUID
    number: str
    title: str


def found(thing: Thing | None, name: str) -> Thing:
    """Return what was looked for; NotFoundError where there is none."""
    if thing is None:
        message = f"There is no such {name}."
        raise NotFoundError(message)
    return thing
