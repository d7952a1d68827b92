"""What a quality check is, and what follows for a risk, a page or a pack when some fail."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from riskapp.domain.severity import SEVERITIES, Severity

Looked = TypeVar("Looked")
Settings = Mapping[str, Severity]
"""How serious an organisation has made some of the checks, by key."""


class Subject(StrEnum):
    """What a check is about."""

    RISK = "risk"
    OBJECTIVE = "objective"
    MILESTONE = "milestone"


class Remedy(StrEnum):
    """Where a failed check is put right."""

    SCORE = "score"
    SET_TARGET = "set-target"
    EDIT = "edit"
    LINK_OBJECTIVE = "link-objective"
    LINK_MILESTONE = "link-milestone"
    SEE_CONTROLS = "see-controls"
    DECIDE = "decide"
    FILL_POST = "fill-post"
    SEE_OBJECTIVE = "see-objective"
    SEE_MILESTONE = "see-milestone"
    MOVE_MILESTONE = "move-milestone"


@dataclass(frozen=True, slots=True)
class Check(Generic[Looked]):
    """One thing to look for, why it matters and how to put it right.

    `severity` is how serious it is unless the organisation has set it otherwise.
    """

    key: str
    title: str
    why: str
    advice: str
    severity: Severity
    remedy: Remedy
    fails: Callable[[Looked], bool]


@dataclass(frozen=True, slots=True)
class Failed:
    """A check that failed, and how serious that is to the organisation."""

    check: Check[Any]
    severity: Severity


@dataclass(frozen=True, slots=True)
class Failure:
    """A check that failed, with the references of the risks that fail it."""

    check: Check[Any]
    severity: Severity
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What fails among some risks, the most serious first: a pack may heed it, or say it."""

    failures: tuple[Failure, ...]

    @property
    def is_serious(self) -> bool:
        """Tell whether something fails that a pack should not be issued with."""
        return any(one.severity is Severity.SERIOUS for one in self.failures)


def severity_of(check: Check[Any], settings: Settings) -> Severity:
    """Return how serious a check is to an organisation."""
    return settings.get(check.key, check.severity)


def in_use(checks: Iterable[Check[Looked]], settings: Settings) -> tuple[Failed, ...]:
    """Return what a failure of each check that is not off would be, the most serious first."""
    found = (Failed(check, severity_of(check, settings)) for check in checks)
    kept = (one for one in found if one.severity is not Severity.OFF)
    return tuple(sorted(kept, key=lambda one: SEVERITIES.index(one.severity)))


def judge(used: Iterable[Failed], facts: Any) -> tuple[Failed, ...]:
    """Return those that fail of the checks in use, in their order."""
    return tuple([one for one in used if one.check.fails(facts)])


def verdict_of(failed: Mapping[str, Iterable[Failed]]) -> Verdict:
    """Return what fails among risks, given what each fails by its reference, in that order.

    The most serious comes first; of the same severity, what most risks fail.
    """
    found: dict[str, tuple[Failed, list[str]]] = {}
    for reference, each in failed.items():
        for one in each:
            found.setdefault(one.check.key, (one, []))[1].append(reference)
    failures = [Failure(one.check, one.severity, tuple(refs)) for one, refs in found.values()]
    return Verdict(tuple(sorted(failures, key=_most_serious_first)))


def _most_serious_first(failure: Failure) -> tuple[int, int]:
    return SEVERITIES.index(failure.severity), -len(failure.references)
