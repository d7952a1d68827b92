"""The register's filters as an address writes them, and as a page says them again."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final
from uuid import UUID

from flask import request

from riskapp.domain.appetite import NONE_STATED
from riskapp.domain.errors import FieldError
from riskapp.domain.escalation import Register
from riskapp.domain.filters import AppetiteAsked, Awaiting, NoObjective, RegisterFilters
from riskapp.domain.level_words import LevelWords
from riskapp.domain.lifecycle import LIVE, RiskStatus
from riskapp.domain.matrix import Matrix, band_named
from riskapp.domain.wording import (
    NO_OBJECTIVE,
    consequence_words,
    likelihood_words,
    register_name,
)
from riskapp.queries.choices import Choices
from riskapp.web.asked import asked_id, asked_page, asked_search, asked_word, listed
from riskapp.web.asked_flags import (
    Yes,
    asked_of_record,
    asked_order,
    offered_of_record,
    said_of_record,
)

HIGHEST: Final = 5


class StatusAsked(StrEnum):
    """Which statuses a list shows."""

    LIVE = "live"
    DRAFT = "draft"
    AWAITING_APPROVAL = "awaiting-approval"
    OPEN = "open"
    TOLERATED = "tolerated"
    CLOSED = "closed"
    MERGED = "merged"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn-by-import"
    ALL = "all"


class ScoreAsked(StrEnum):
    """Asks for the risks that have no place on the heat map."""

    UNPLOTTABLE = "unplottable"


AWAITING_WORDS: Final = {
    Awaiting.VALIDATION: "score awaiting validation",
    Awaiting.REMOVAL: "removal proposed",
    Awaiting.QUESTION: "objective question open",
}
APPETITE_WORDS: Final = {
    AppetiteAsked.OUTSIDE: "outside appetite",
    AppetiteAsked.NOT_STATED: NONE_STATED,
}
STATUS_WORDS: Final = {
    StatusAsked.LIVE: "From draft to tolerated",
    StatusAsked.DRAFT: "Draft",
    StatusAsked.AWAITING_APPROVAL: "Awaiting approval",
    StatusAsked.OPEN: "Open",
    StatusAsked.TOLERATED: "Tolerated",
    StatusAsked.CLOSED: "Closed",
    StatusAsked.MERGED: "Merged into another",
    StatusAsked.REJECTED: "Rejected",
    StatusAsked.WITHDRAWN: "Withdrawn with an import",
    StatusAsked.ALL: "All, closed too",
}


def asked_filters(choices: Choices, matrix: Matrix) -> RegisterFilters:
    """Return the filters of the address; UnfitError for a value that names nothing there is."""
    return RegisterFilters(
        search=asked_search(),
        register=asked_word("register", Register),
        band=_asked_band(matrix),
        unit=listed("unit", asked_id("unit"), choices.units),
        objective=_asked_objective(choices),
        statuses=_statuses(asked_status()),
        consequence=_asked_level("consequence"),
        likelihood=_asked_level("likelihood"),
        unplottable=asked_word("score", ScoreAsked) is not None,
        awaiting=asked_word("awaiting", Awaiting),
        appetite=asked_word("appetite", AppetiteAsked),
        post=listed("post", asked_id("post"), choices.posts),
        vacant=asked_word("vacant", Yes) is not None,
        **asked_of_record(choices),
        **asked_order(),
        page=asked_page(),
    )


def offered(choices: Choices, matrix: Matrix) -> dict[str, list[tuple[object, str]]]:
    """Return what each filter offers: its values in the address, with words for them."""
    return {
        "register": [(register.value, register_name(register)) for register in Register],
        "band": [(band.key, band.name) for band in matrix.bands],
        "unit": [*choices.units.items()],
        "objective": [(NoObjective.NONE, "None stated"), *choices.objectives.items()],
        "status": [*STATUS_WORDS.items()],
        "awaiting": [(kind, words.capitalize()) for kind, words in AWAITING_WORDS.items()],
        "appetite": [(asked, words.capitalize()) for asked, words in APPETITE_WORDS.items()],
        "post": [*choices.posts.items()],
        "vacant": [(Yes.YES, "Only those with a vacant post")],
        **offered_of_record(choices),
    }


def asked_status() -> StatusAsked:
    """Return which statuses are asked for: those of live risks unless others are."""
    return asked_word("status", StatusAsked) or StatusAsked.LIVE


def said(filters: RegisterFilters, choices: Choices, matrix: Matrix) -> Iterator[tuple[str, str]]:
    """Yield each filter that narrows the list: its name in the address, and words for it."""
    if filters.search:
        yield "search", f"words “{filters.search}”"
    if filters.register:
        yield "register", f"on the {register_name(filters.register)}"
    if filters.band:
        yield "band", f"band: {band_named(matrix, filters.band).name.lower()}"
    yield from _said_place(filters, choices)
    yield from _said_post(filters, choices)
    yield from _said_score(filters, matrix.words)
    yield from said_of_record(filters, choices)


def _said_place(filters: RegisterFilters, choices: Choices) -> Iterator[tuple[str, str]]:
    if filters.unit:
        yield "unit", choices.units[filters.unit]
    if isinstance(filters.objective, UUID):
        yield "objective", f"objective {choices.objectives[filters.objective]}"
    elif filters.objective is NoObjective.NONE:
        yield "objective", NO_OBJECTIVE
    if filters.statuses != LIVE:
        yield "status", f"status: {STATUS_WORDS[asked_status()].lower()}"


def _said_post(filters: RegisterFilters, choices: Choices) -> Iterator[tuple[str, str]]:
    if filters.post:
        yield "post", f"post: {choices.posts[filters.post]}"
    if filters.vacant:
        yield "vacant", "the owner's post is vacant"


def _said_score(filters: RegisterFilters, words: LevelWords) -> Iterator[tuple[str, str]]:
    if filters.consequence:
        yield "consequence", consequence_words(filters.consequence, words)
    if filters.likelihood:
        yield "likelihood", likelihood_words(filters.likelihood, words)
    if filters.unplottable:
        yield "score", "no consequence and likelihood"
    if filters.appetite:
        yield "appetite", APPETITE_WORDS[filters.appetite]
    if filters.awaiting:
        yield "awaiting", AWAITING_WORDS[filters.awaiting]


def _statuses(asked: StatusAsked) -> frozenset[RiskStatus]:
    if asked is StatusAsked.LIVE:
        return LIVE
    if asked is StatusAsked.ALL:
        return frozenset(RiskStatus)
    return frozenset({RiskStatus(asked.value)})


def _asked_band(matrix: Matrix) -> str:
    written = request.args.get("band", "")
    keys = [band.key for band in matrix.bands]
    if written and written not in keys:
        raise FieldError("band", f"The address asks for a band that is none of: {', '.join(keys)}.")
    return written


def _asked_objective(choices: Choices) -> UUID | NoObjective | None:
    if request.args.get("objective") == NoObjective.NONE.value:
        return NoObjective.NONE
    return listed("objective", asked_id("objective"), choices.objectives)


def _asked_level(name: str) -> int | None:
    """Return a consequence or a likelihood, from 1 to 5."""
    written = request.args.get(name, "")
    if not written:
        return None
    if written not in {str(level) for level in range(1, HIGHEST + 1)}:
        raise FieldError(name, f"The {name} in the address is a number from 1 to {HIGHEST}.")
    return int(written)
