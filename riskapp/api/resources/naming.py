"""How addresses name one thing."""

from uuid import UUID

from pydantic import BaseModel, Field

from riskapp.api.shapes import Shape


class OfRisk(BaseModel):
    """Names a risk."""

    reference: str = Field(description="A risk's reference.", examples=["R-0042"])


class One(BaseModel):
    """Names one thing by its id."""

    id: UUID


class OneOfRisk(OfRisk, One):
    """Names one thing of a risk."""


class RiskNameOut(Shape):
    """A risk that something else names."""

    reference: str
    title: str


class ObjectiveNameOut(Shape):
    """An objective that something else names."""

    id: UUID
    number: str
    title: str
