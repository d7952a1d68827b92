"""Appetite: the scale, and what is stated for each objective and each domain."""

from datetime import date
from uuid import UUID

from flask import Response
from pydantic import BaseModel, Field

from forms.appetite import EndForm, ScaleForm, StateForm
from riskapp.api.answers import changed, refuse_unseen, shown
from riskapp.api.judging import judged, typed
from riskapp.api.problems import Fault, SentError
from riskapp.api.resource import Resource
from riskapp.api.resources.controls import ReasonIn
from riskapp.api.resources.naming import One, found
from riskapp.api.shapes import AsAt, Line, Sent, Shape, Stated, Words
from riskapp.domain.actions import Action
from riskapp.domain.appetite import HIGHEST_SCORE, MOST_LEVELS
from riskapp.domain.appetite_drafts import Subject
from riskapp.domain.domains import Domain
from riskapp.queries.appetite import get_appetite
from riskapp.readmodels.appetite import Appetite, StatementLine
from riskapp.services.appetite import end_appetite, set_scale, state_appetite
from riskapp.web.session import current_actor, get_session

resource = Resource("appetite", "Appetite", "How much risk is borne, by objective and by domain.")

HERE = "appetite.appetite"
OF_OBJECTIVE = "/appetite/objectives/<uuid:id>"
OF_DOMAIN = "/appetite/domains/<domain>"
PARTS = {"level": "name", "highest": "highest", "words": "words"}
"""What the API calls the fields of each level."""
LEVELS = {
    f"{part}_{at}": f"levels.{at - 1}.{name}"
    for at in range(1, MOST_LEVELS + 1)
    for part, name in PARTS.items()
}
NOT_A_LEVEL = "Give the name of a level of the scale."


class LevelOut(Shape):
    """A level of a scale, with the highest score that it tolerates."""

    name: str
    highest: int
    words: str


class ScaleOut(Shape):
    """The scale, from the least appetite to the most."""

    name: str
    levels: tuple[LevelOut, ...]
    since: date
    by: str


class StatementOut(Shape):
    """What is stated for an objective or a domain; `level` is null where nothing is."""

    objective_id: UUID | None
    domain: Domain | None
    name: str
    level: str | None
    highest: int | None
    words: str
    since: date | None
    by: Stated
    scale: Stated = Field(description="The scale it was stated on, where another holds by now.")

    @classmethod
    def of_line(cls, line: StatementLine) -> "StatementOut":
        """Return what is stated as it is answered with."""
        same = {name: getattr(line, name) for name in ("name", "words", "since", "by", "scale")}
        return cls(
            objective_id=line.subject.objective_id,
            domain=line.subject.domain,
            level=line.stated.level if line.stated else None,
            highest=line.stated.highest if line.stated else None,
            **same,
        )


class AppetiteOut(Shape):
    """The scale, null where there is none, and what is stated."""

    scale: ScaleOut | None
    objectives: tuple[StatementOut, ...]
    domains: tuple[StatementOut, ...]


class LevelIn(Sent):
    """A level of a scale."""

    name: Line = Field(min_length=1, max_length=40, examples=["Cautious"])
    highest: int = Field(ge=0, le=HIGHEST_SCORE, description="The highest score it tolerates.")
    words: Line = Field("", description="What it means.")


class ScaleIn(ReasonIn):
    """A scale to hold from today, from the least appetite to the most."""

    name: Line = Field(min_length=1, max_length=100)
    levels: tuple[LevelIn, ...] = Field(min_length=2, max_length=MOST_LEVELS)


class StatementIn(Sent):
    """What appetite there is, and why."""

    level: Line = Field(min_length=1, description="By its name.", examples=["Cautious"])
    words: Words = Field(min_length=1, description="What the appetite is, in words, and why.")


class OneDomain(BaseModel):
    """Names a consequence domain."""

    domain: str = Field(examples=["safety"], json_schema_extra={"enum": [*Domain]})


@resource.shows("/appetite", Action.VIEW_REGISTER, AppetiteOut)
def appetite(query: AsAt) -> Response:
    """Show the scale of appetite, and what is stated."""
    told = get_appetite(get_session(), current_actor(), query.day())
    return shown(
        AppetiteOut(
            scale=ScaleOut.model_validate(told.scale, from_attributes=True) if told.scale else None,
            objectives=tuple(map(StatementOut.of_line, told.objectives)),
            domains=tuple(map(StatementOut.of_line, told.domains)),
        )
    )


@resource.changes("/appetite/scale", Action.SET_APPETITE, AppetiteOut, method="put")
def rescale(body: ScaleIn) -> Response:
    """Let another scale of appetite hold from today; If-Match is the ETag of the appetite."""
    scale, actor = _seen().scale, current_actor()
    sent: dict[str, object] = {"name": body.name, "reason": body.reason}
    for at, level in enumerate(body.levels, start=1):
        sent |= {f"{part}_{at}": getattr(level, name) for part, name in PARTS.items()}
    form = judged(ScaleForm(typed(sent | {"seen": scale.id if scale else None})), LEVELS)
    return changed(lambda db: set_scale(db, actor, form.draft()), HERE)


@resource.changes(OF_OBJECTIVE, Action.SET_APPETITE, AppetiteOut, method="put")
def state_of_objective(path: One, body: StatementIn) -> Response:
    """State the appetite for an objective; If-Match is the ETag of the appetite."""
    return _state(Subject(objective_id=path.id), body)


@resource.changes(OF_DOMAIN, Action.SET_APPETITE, AppetiteOut, method="put")
def state_of_domain(path: OneDomain, body: StatementIn) -> Response:
    """State the appetite for a consequence domain; If-Match is the ETag of the appetite."""
    return _state(_of_domain(path), body)


@resource.changes(f"{OF_OBJECTIVE}/ending", Action.SET_APPETITE, AppetiteOut, method="post")
def end_of_objective(path: One, body: ReasonIn) -> Response:
    """End what is stated for an objective; If-Match is the ETag of the appetite."""
    return _end(Subject(objective_id=path.id), body)


@resource.changes(f"{OF_DOMAIN}/ending", Action.SET_APPETITE, AppetiteOut, method="post")
def end_of_domain(path: OneDomain, body: ReasonIn) -> Response:
    """End what is stated for a consequence domain; If-Match is the ETag of the appetite."""
    return _end(_of_domain(path), body)


def _of_domain(path: OneDomain) -> Subject:
    named = (one for one in Domain if one.value == path.domain)
    return Subject(domain=found(next(named, None), "domain"))


def _seen() -> Appetite:
    """Return the appetite as If-Match names it."""
    refuse_unseen(HERE)
    return get_appetite(get_session(), current_actor())


def _state(subject: Subject, body: StatementIn) -> Response:
    told, actor = _seen(), current_actor()
    line, levels = found(told.line(subject), "objective"), told.scale.levels if told.scale else ()
    names = [level.name.casefold() for level in levels]
    if body.level.strip().casefold() not in names:
        raise SentError([Fault("level", NOT_A_LEVEL)])
    sent = {
        "level": names.index(body.level.strip().casefold()) + 1,
        "words": body.words,
        "seen_scale": told.scale.id if told.scale else None,
        "seen": line.id,
    }
    form = StateForm(typed(sent))
    form.offer(levels)
    draft = judged(form, {}).draft(subject)
    return changed(lambda db: state_appetite(db, actor, draft), HERE)


def _end(subject: Subject, body: ReasonIn) -> Response:
    told, actor = _seen(), current_actor()
    line = found(told.line(subject), "objective")
    found(line.stated, "statement of appetite")
    draft = judged(EndForm(typed({"reason": body.reason, "seen": line.id})), {}).draft(subject)
    return changed(lambda db: end_appetite(db, actor, draft), HERE)
