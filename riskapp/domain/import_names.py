"""The names that a file prints, and what of this register each of them means."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from riskapp.domain.import_plans import FilePlan
from riskapp.domain.import_rows import ReadRow, RowName
from riskapp.domain.imports import Holds, UnknownNames
from riskapp.domain.unseen import without_unseen


class Thing(StrEnum):
    """What a name may be the name of."""

    UNIT = "unit"
    POST = "post"
    COMMITTEE = "committee"
    PROGRAMME = "programme"
    OBJECTIVE = "objective"


THING_OF: Final[Mapping[Holds, Thing]] = MappingProxyType(
    {
        Holds.UNIT: Thing.UNIT,
        Holds.OWNER: Thing.POST,
        Holds.HANDLER: Thing.POST,
        Holds.EXECUTIVE: Thing.POST,
        Holds.ACTION_OWNER: Thing.POST,
        Holds.COMMITTEE: Thing.COMMITTEE,
        Holds.PROGRAMME: Thing.PROGRAMME,
        Holds.OBJECTIVES: Thing.OBJECTIVE,
    }
)
ADDABLE: Final = frozenset({Thing.UNIT, Thing.POST, Thing.COMMITTEE})
"""What an import may add: programmes and objectives come with a plan."""
THING_WORDS: Final[Mapping[Thing, str]] = MappingProxyType(
    {
        Thing.UNIT: "a unit",
        Thing.POST: "a post",
        Thing.COMMITTEE: "a committee",
        Thing.PROGRAMME: "a programme",
        Thing.OBJECTIVE: "an objective",
    }
)
ALIKE: Final[Mapping[Thing, str]] = MappingProxyType(
    {
        Thing.UNIT: "units",
        Thing.POST: "posts",
        Thing.COMMITTEE: "committees",
        Thing.PROGRAMME: "programmes",
        Thing.OBJECTIVE: "objectives",
    }
)


class Became(StrEnum):
    """What becomes of a name."""

    KNOWN = "known"
    KEPT = "kept"
    ADDED = "added"
    SEVERAL = "several"
    GONE = "gone"
    """What somebody chose for it is not in this register."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name means: the thing of the register, where it is one."""

    became: Became
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name that a file prints in so many rows and this register does not have as printed.

    `id` is what somebody chose for it; `settled` tells whether anybody chose anything.
    """

    holds: Holds
    name: str
    rows: int
    became: Became
    id: UUID | None = None
    settled: bool = False


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The names of this register by what they are of, folded, and what each thing is called.

    A risk of no unit is the root unit's.
    """

    by_name: Mapping[Thing, Mapping[str, Sequence[UUID]]] = field(default_factory=dict)
    called: Mapping[Thing, Mapping[UUID, str]] = field(default_factory=dict)
    root_unit_id: UUID | None = None

    def find(self, thing: Thing, name: str) -> Sequence[UUID]:
        """Return what bears that name."""
        return self.by_name.get(thing, {}).get(name_key(name), ())


def name_key(name: str) -> str:
    """Return one key for a name however it is written: case, spaces and "&" make no difference."""
    return " ".join(without_unseen(name).replace("&", " and ").split()).casefold()


def meaning_of(name: RowName, plan: FilePlan, known: KnownNames) -> Meaning:
    """Return what a name means: as somebody chose for the file, else by itself."""
    chosen = _chosen(name, plan)
    thing = THING_OF[name.holds]
    if chosen and chosen not in list(UnknownNames):
        return _as_chosen(chosen, known.called.get(thing, {}))
    found = known.find(thing, name.name)
    if len(found) == 1 and chosen != UnknownNames.KEEP:
        return Meaning(Became.KNOWN, found[0])
    if found and not chosen:
        return Meaning(Became.SEVERAL)
    adds = (chosen or plan.unknown) == UnknownNames.ADD and thing in ADDABLE and not found
    return Meaning(Became.ADDED if adds else Became.KEPT)


def found_names(
    counted: Mapping[tuple[Holds, str], int],
    means: Mapping[tuple[Holds, str], Meaning],
    plan: FilePlan,
) -> tuple[FoundName, ...]:
    """Return the names that somebody may say the meaning of, those not settled yet first."""
    found = (
        FoundName(
            *key,
            rows,
            means[key].became,
            means[key].id,
            bool(plan.names.get(key[0], {}).get(key[1])),
        )
        for key, rows in counted.items()
    )
    asked = (one for one in found if one.settled or one.became is not Became.KNOWN)
    return tuple(sorted(asked, key=lambda one: (one.settled, -one.rows, one.name.casefold())))


def names_to_add(
    rows: Iterable[ReadRow], plan: FilePlan, known: KnownNames
) -> Iterator[tuple[Thing, str]]:
    """Yield once each name that is to be added, as it is first printed."""
    seen: set[tuple[Thing, str]] = set()
    for row in rows:
        for name in row.names:
            key = THING_OF[name.holds], name_key(name.name)
            if key not in seen and meaning_of(name, plan, known).became is Became.ADDED:
                seen.add(key)
                yield key[0], " ".join(name.name.split())


def _chosen(name: RowName, plan: FilePlan) -> str:
    """Return what somebody chose for a name as it is printed, "" for nothing."""
    return plan.names.get(name.holds, {}).get(name.name, "")


def _as_chosen(chosen: str, called: Mapping[UUID, str]) -> Meaning:
    try:
        key = UUID(chosen)
    except ValueError:
        return Meaning(Became.GONE)
    return Meaning(Became.KNOWN, key) if key in called else Meaning(Became.GONE)
