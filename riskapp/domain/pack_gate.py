"""The quality gate of packs: what must not be issued, and what a reader of a pack is warned of.

Blocking is what would do harm or would be false; all else warns, and a warning may be waived until
a day.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from riskapp.domain.quality import CHECKS
from riskapp.domain.quality_verdict import Verdict
from riskapp.domain.wording import counted, month_words

OVERDUE: Final = "reviews-overdue"
SWITCHED_OFF: Final = "checks-off"
MONTH_OPEN: Final = "month-open"
NOT_SEEN: Final = (
    "In private it holds {risks} that you may not see. Whoever issues a pack has to see all of it:"
    " ask a risk manager, or issue the public version."
)

PACK_CHECKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        OVERDUE: "Reviews are overdue",
        SWITCHED_OFF: "Quality checks are switched off",
        MONTH_OPEN: "The month is not closed",
    }
)
"""What is asked of a pack alone, by key."""

PAST_CHECKS: Final[Mapping[str, str]] = MappingProxyType(
    {"risks-not-seen": "Risks are left out that its maker may not see"}
)
"""What warned once and blocks now, by key: waivers of it are told of still."""

CHECK_TITLES: Final[Mapping[str, str]] = MappingProxyType(
    {**PACK_CHECKS, **{key: check.title for key, check in CHECKS.items()}}
)
"""Every check of which a warning can be waived, by key."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many things a pack speaks of in one of its places; those of one thing must agree."""

    of: str
    place: str
    number: int


@dataclass(frozen=True, slots=True)
class Waiver:
    """A warning that need not hold a pack up, until a day and for a reason."""

    check_key: str
    until_on: date
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class Inspected:
    """What the gate looks at: what a pack says, and what fails among the risks in it.

    `exposed` are the risks of which a public pack would say what the public may not read; `off` the
    checks that are switched off; `open_month` the month of an executive pack where it is open;
    `not_seen` how many risks belong in a private pack that its maker may not see.
    """

    public: bool
    verdict: Verdict
    exposed: tuple[str, ...] = ()
    counts: tuple[Count, ...] = ()
    overdue: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    open_month: date | None = None
    not_seen: int = 0


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that warns: which check, what it is of, and the waiver of it, if there is one."""

    check_key: str
    sentence: str
    references: tuple[str, ...] = ()
    waiver: Waiver | None = None

    @property
    def title(self) -> str:
        """What the check is called."""
        return CHECK_TITLES[self.check_key]


@dataclass(frozen=True, slots=True)
class Gate:
    """What stands in the way of issuing a pack, a sentence each, and what warns."""

    blocking: tuple[str, ...] = ()
    warnings: tuple[Warned, ...] = ()

    @property
    def standing(self) -> tuple[Warned, ...]:
        """The warnings that nobody has waived."""
        return tuple(one for one in self.warnings if one.waiver is None)

    @property
    def waived(self) -> tuple[Warned, ...]:
        """The warnings that are waived."""
        return tuple(one for one in self.warnings if one.waiver is not None)


def judge_pack(inspected: Inspected, waivers: Iterable[Waiver] = ()) -> Gate:
    """Return what blocks a pack and what warns, given the waivers that hold today."""
    held = {one.check_key: one for one in waivers}
    warnings = (
        Warned(key, sentence, references, held.get(key))
        for key, sentence, references in _warnings(inspected)
    )
    return Gate(tuple(_blocking(inspected)), tuple(warnings))


def title_of(check_key: str) -> str:
    """Return what a check is called, one that warns no more too."""
    return CHECK_TITLES.get(check_key) or PAST_CHECKS[check_key]


def _blocking(inspected: Inspected) -> Iterator[str]:
    if inspected.public and inspected.exposed:
        risks = ", ".join(inspected.exposed)
        yield f"The public version would say what is restricted: {risks}."
    if inspected.not_seen and not inspected.public:
        yield NOT_SEEN.format(risks=counted(inspected.not_seen, "risk"))
    by_thing: dict[str, list[Count]] = {}
    for count in inspected.counts:
        by_thing.setdefault(count.of, []).append(count)
    for of, counts in by_thing.items():
        if len({one.number for one in counts}) > 1:
            said = ", ".join(f"{one.number} in {one.place}" for one in counts)
            yield f"The number of {of} does not agree: {said}."


def _warnings(inspected: Inspected) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    if inspected.open_month is not None:
        month = month_words(inspected.open_month)
        yield MONTH_OPEN, f"{month} is not closed: the pack is of the present state.", ()
    for failure in inspected.verdict.failures:
        yield failure.check.key, f"{failure.check.title}.", failure.references
    if inspected.overdue:
        reviews = counted(len(inspected.overdue), "risk")
        yield OVERDUE, f"The review of {reviews} is overdue.", inspected.overdue
    if inspected.off:
        yield SWITCHED_OFF, f"Nobody looks for: {'; '.join(inspected.off)}.", ()
