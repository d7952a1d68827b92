"""How addresses name one thing."""

from typing import TypeVar
from uuid import UUID

from pydantic import BaseModel, Field

from riskapp.api.shapes import Shape
from riskapp.domain.errors import NotFoundError

Thing = TypeVar("Thing")


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
