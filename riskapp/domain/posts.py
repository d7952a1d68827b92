"""Posts and who holds them: a post changes hands on a day, past, today or to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskapp.domain.intervals import FOREVER


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody held, holds or will hold a post, from one day until another."""

    id: UUID
    name: str
    from_on: date
    until_on: date = FOREVER

    def holds(self, on: date) -> bool:
        """Tell whether they hold it on that day."""
        return self.from_on <= on < self.until_on


@dataclass(frozen=True, slots=True)
class Change:
    """What a change on a day does to who holds a post.

    Those in `ended` hold it until that day, those in `dropped` began on it and never held it; the
    new holder, if there is one, holds it until `until_on`.
    """

    ended: tuple[UUID, ...]
    dropped: tuple[UUID, ...]
    until_on: date

    @property
    def changes(self) -> bool:
        """Tell whether anybody held the post on the day."""
        return bool(self.ended or self.dropped)


@dataclass(frozen=True, slots=True)
class AddPost:
    """A new post, which nobody holds yet."""

    title: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HandOver:
    """Who holds a post from a day: a person of the register, or somebody by name alone."""

    from_on: date
    reason: str
    seen_version: int
    person_id: UUID | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Vacate:
    """From which day nobody holds a post."""

    from_on: date
    reason: str
    seen_version: int


def change_on(held: Iterable[Held], on: date) -> Change:
    """Return what a change on a day does; whoever is known to come later still comes."""
    there = tuple(held)
    later = [one.from_on for one in there if one.from_on > on]
    return Change(
        ended=tuple(one.id for one in there if one.from_on < on < one.until_on),
        dropped=tuple(one.id for one in there if one.from_on == on),
        until_on=min(later, default=FOREVER),
    )
