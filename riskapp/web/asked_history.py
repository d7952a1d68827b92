"""Which entries of the history an address asks for, and what a page offers to ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import request

from riskapp.domain.errors import FieldError, NotFoundError, UnfitError
from riskapp.domain.families import (
    FAMILY_WORDS,
    MEMBERS,
    OF_INSTALLATION,
    kind_words,
    kinds_named,
)
from riskapp.domain.history_filters import HistoryFilters
from riskapp.domain.references import risk_reference
from riskapp.queries.names import get_risk_name
from riskapp.web.asked import asked_id, asked_risk, listed
from riskapp.web.session import current_actor, get_session

LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class AskedHistory:
    """The filters, and the words of the address that a form shows again."""

    filters: HistoryFilters
    kind: str = ""
    risk: str = ""
    person: str = ""

    @property
    def narrowed(self) -> bool:
        """Tell whether anything is left out."""
        return self.filters != HistoryFilters()

    @property
    def words(self) -> tuple[str, ...]:
        """What is asked for, for a file to say."""
        asked = self.filters
        said = (
            (asked.by_id, f"by {self.person}"),
            (asked.risk_id, f"about {self.risk}"),
            (asked.kinds, f"kind: {', '.join(map(kind_words, asked.kinds))}"),
            (asked.from_on, f"from {asked.from_on}"),
            (asked.until_on, f"until {asked.until_on}"),
        )
        return tuple(words for is_asked, words in said if is_asked)


def asked_history(writers: Mapping[UUID, str]) -> AskedHistory:
    """Return what the address asks for; UnfitError for what names nothing there is."""
    kind = request.args.get("kind", "")
    kinds = kinds_named(kind)
    if kind and not kinds:
        raise FieldError("kind", "The address asks for a kind of entry that there is not.")
    risk_id, risk = _risk()
    filters = HistoryFilters(
        by_id=listed("person", asked_id("person"), dict(writers)),
        risk_id=risk_id,
        kinds=kinds,
        from_on=asked_date("from"),
        until_on=asked_date("until"),
    )
    if filters.from_on and filters.until_on and filters.until_on < filters.from_on:
        raise FieldError("until", "The last day is before the first: turn them round.")
    return AskedHistory(filters, kind, risk, writers[filters.by_id] if filters.by_id else "")


def asked_before() -> int | None:
    """Return the number of the entry before which a page begins, None for the newest."""
    written = request.args.get("before", "")
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) <= LONGEST_NUMBER):
        raise UnfitError("The address does not name an entry by its number.")
    return int(written)


def asked_date(name: str) -> date | None:
    """Return a day that the address names, None where it names none."""
    written = request.args.get(name, "").strip()
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise UnfitError("A day in the address is written like 2018-06-30.") from None


def offered_kinds() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what may be asked for: each family with all of it, then its kinds one by one."""
    return [
        (
            FAMILY_WORDS[family],
            [(family.value, f"{FAMILY_WORDS[family]}: all of them")]
            + [(kind.value, kind_words(kind)) for kind in kinds if kind not in OF_INSTALLATION],
        )
        for family, kinds in MEMBERS.items()
    ]


def _risk() -> tuple[UUID | None, str]:
    """Return the risk that is asked for; what the actor may not know of does not exist."""
    number = asked_risk()
    if number is None:
        return None, ""
    reference = risk_reference(number)
    try:
        return get_risk_name(get_session(), current_actor(), reference).id, reference
    except NotFoundError as error:
        raise FieldError("risk", str(error)) from None
