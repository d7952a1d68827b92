"""A score as it is answered with, and as it is given."""

from datetime import date

from pydantic import Field

from riskapp.api.shapes import Level, Sent, Shape
from riskapp.domain.domains import Domain


class BandOut(Shape):
    """A band of the organisation's matrix."""

    key: str
    name: str


class ScoreOut(Shape):
    """A score; without consequence and likelihood it is the score in the old register."""

    value: int
    band: BandOut | None = Field(description="The band it lies in, null where it lies in none.")
    consequence: int | None
    likelihood: int | None
    on: date | None = Field(description="The day from which it holds.")
    target_on: date | None = Field(description="Of a target: by when it should be reached.")
    awaiting_validation: bool


class ConsequenceIn(Sent):
    """How bad it would be in one domain."""

    domain: Domain
    consequence: Level


class FirstScoreIn(ConsequenceIn):
    """The score of a risk that is raised."""

    likelihood: Level


def consequence_fields(given: tuple[ConsequenceIn, ...]) -> dict[str, object]:
    """Return consequences by the names that the forms have for them."""
    fields: dict[str, object] = {}
    for at, one in enumerate(given, 1):
        ending = "" if at == 1 else f"_{at}"
        fields |= {f"domain{ending}": one.domain, f"consequence{ending}": one.consequence}
    return fields


def consequence_names(place: str) -> dict[str, str]:
    """Return what a body calls the forms' fields for consequences."""
    names = {}
    for at in range(len(Domain)):
        ending = "" if at == 0 else f"_{at + 1}"
        for part in ("domain", "consequence"):
            names[f"{part}{ending}"] = f"{place}.{at}.{part}"
    return names
