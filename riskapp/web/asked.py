"""What an address asks for: a mistaken value is refused, never ignored."""

import re
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode
from uuid import UUID

from flask import request

from riskapp.domain.errors import FieldError, UnfitError
from riskapp.domain.intervals import FIRST_DAY
from riskapp.domain.known import Look
from riskapp.domain.references import risk_number
from riskapp.web.session import current_actor

LONGEST_SEARCH = 200
_PAGE = re.compile("[1-9][0-9]{0,5}")
_YEAR = re.compile("[12][0-9]{3}")

Word = TypeVar("Word", bound=StrEnum)


def asked_day(name: str = "as-at") -> date | None:
    """Return the day that an address asks for, None where it asks for none.

    A day to come is refused, and one before any register began.
    """
    written = request.args.get(name, "").strip()
    if not written:
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise UnfitError("A day in the address is written like 2018-06-30.") from None
    if day > current_actor().today:
        raise UnfitError("The register can be shown as at today or an earlier day.")
    if day < FIRST_DAY:
        raise UnfitError("The register can be shown as at 1 January 1990 or a later day.")
    return day


def asked_look() -> Look | None:
    """Return the day to look at and by when it was known; None unless `known-on` asks for it.

    Without a day of its own it is the very day by which it was known.
    """
    known_on = asked_day("known-on")
    return Look(asked_day() or known_on, known_on) if known_on else None


def asked_page() -> int:
    """Return the page of a list that is asked for, the first where none is."""
    written = request.args.get("page", "1")
    if not _PAGE.fullmatch(written):
        raise UnfitError("The page in the address is not a number of a page.")
    return int(written)


def asked_word(name: str, words: type[Word]) -> Word | None:
    """Return one of a few words, None where none is asked for."""
    written = request.args.get(name, "")
    if not written:
        return None
    try:
        return words(written)
    except ValueError:
        listed = ", ".join(words)
        raise FieldError(
            name, f"The address asks for a {name} that is none of: {listed}."
        ) from None


def asked_id(name: str) -> UUID | None:
    """Return the id of something, None where none is asked for."""
    written = request.args.get(name, "")
    if not written:
        return None
    try:
        return UUID(written)
    except ValueError:
        raise FieldError(name, _none_such(name)) from None


def asked_risk() -> int | None:
    """Return the number of the risk that is asked for, None where none is."""
    written = request.args.get("risk", "").strip()
    if not written:
        return None
    number = risk_number(written)
    if number is None:
        raise FieldError("risk", "The reference of a risk is written like R-0042.")
    return number


def asked_search() -> str:
    """Return the words that are searched for."""
    search = " ".join(request.args.get("search", "").split())
    if len(search) > LONGEST_SEARCH:
        raise FieldError("search", f"Search for {LONGEST_SEARCH} characters or fewer.")
    return search


def address_with(**changes: object) -> str:
    """Return this page's address with other values: None drops one, `as_at` stands for `as-at`."""
    asked = {name: words for name, words in request.args.items() if words}
    if "columns" in asked:
        asked["columns"] = ",".join(request.args.getlist("columns"))
    for name, value in changes.items():
        asked[name.replace("_", "-")] = "" if value is None else str(value)
    query = urlencode({name: words for name, words in asked.items() if words})
    return f"{request.path}?{query}" if query else request.path


def listed(name: str, asked: UUID | None, choices: dict[UUID, str]) -> UUID | None:
    """Return an id that is among the choices; another organisation's is not there either."""
    if asked is not None and asked not in choices:
        raise FieldError(name, _none_such(name))
    return asked


def _none_such(name: str) -> str:
    article = "an" if name[0] in "aeio" else "a"
    return f"The address asks for {article} {name} that does not exist."


def asked_year() -> int | None:
    """Return the year that is asked for, None where none is."""
    written = request.args.get("year", "")
    if not written:
        return None
    if not _YEAR.fullmatch(written):
        raise UnfitError("The year in the address is not a year.")
    return int(written)
