"""The path to target: what carries a risk there, in words; scores are never drawn on into time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final

from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.wording import date_words

UNTOUCHED_DAYS: Final = 30
"""How long after the last milestone was done a score may stand as it was."""
_ALL: Final = {2: "both"}
_TIMES: Final = ("not moved", "moved once", "moved twice")


@dataclass(frozen=True, slots=True)
class ScoreThen:
    """A current score and the day it holds from; `printed` where it is the old register's."""

    on: date
    value: int
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Aim:
    """A target as it was set on a day, with the day it is to be reached by, if one was given."""

    set_on: date
    value: int
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone on the way; `due_on` None when it only starts."""

    status: MilestoneStatus
    due_on: date | None = None
    done_on: date | None = None

    @property
    def is_done(self) -> bool:
        """Tell whether it is done."""
        return self.status is MilestoneStatus.DONE


@dataclass(frozen=True, slots=True)
class Path:
    """All that is known by a day of a risk's way to its target, each list oldest first."""

    today: date
    scores: tuple[ScoreThen, ...] = ()
    aims: tuple[Aim, ...] = ()
    steps: tuple[Step, ...] = ()
    controls_added: tuple[date, ...] = ()

    @property
    def current(self) -> ScoreThen | None:
        """The score that holds, None before the first."""
        return self.scores[-1] if self.scores else None

    @property
    def aim(self) -> Aim | None:
        """The target that holds, None before one is set."""
        return self.aims[-1] if self.aims else None

    @property
    def live_steps(self) -> tuple[Step, ...]:
        """The milestones that were not cancelled: only they can carry a risk to its target."""
        return tuple(step for step in self.steps if step.status is not MilestoneStatus.CANCELLED)

    @property
    def is_reached(self) -> bool:
        """Tell whether the score is at its target or below."""
        return bool(self.current and self.aim and self.current.value <= self.aim.value)


class FlagKind(StrEnum):
    """What does not fit together on a path to target."""

    DONE_UNTOUCHED = "done-untouched"
    FELL_UNEARNED = "fell-unearned"
    TARGET_ABOVE = "target-above"
    TARGET_PASSED = "target-passed"


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that does not fit together, in a sentence."""

    kind: FlagKind
    words: str


def is_date_moved(before: Aim, after: Aim) -> bool:
    """Tell whether a target date that had been given was changed, or taken away."""
    return before.by is not None and before.by != after.by


def count_date_moves(aims: Sequence[Aim]) -> int:
    """Count the changes of the target date."""
    return sum(is_date_moved(before, after) for before, after in pairwise(aims))


def path_words(path: Path) -> str:
    """Return in one sentence how far the milestones have come and how often the date moved."""
    said = "; ".join([*_steps_words(path), *_aim_words(path)])
    return f"{said[:1].upper()}{said[1:]}."


def path_flags(path: Path) -> tuple[Flag, ...]:
    """Return what does not fit together, in the order in which it should be put right."""
    said = {
        FlagKind.TARGET_PASSED: _target_passed(path),
        FlagKind.TARGET_ABOVE: _target_above(path),
        FlagKind.FELL_UNEARNED: _fell_unearned(path),
        FlagKind.DONE_UNTOUCHED: _done_untouched(path),
    }
    return tuple(Flag(kind, words) for kind, words in said.items() if words)


def _steps_words(path: Path) -> Iterator[str]:
    steps, by = path.live_steps, path.aim.by if path.aim else None
    if not steps:
        yield "no milestone mitigates it"
    elif by is None:
        yield _open_words(steps, "")
    else:
        yield from _dated_words(steps, by)


def _dated_words(steps: Sequence[Step], by: date) -> Iterator[str]:
    """Say of the milestones due before the target date how many are open, and count the others."""
    within = [step for step in steps if step.due_on is not None and step.due_on <= by]
    on_the_day = any(step.due_on == by for step in within)
    yield _open_words(within, f" due {'by' if on_the_day else 'before'} the target date")
    later = sum(step.due_on is not None and step.due_on > by for step in steps)
    endless = sum(step.due_on is None for step in steps)
    if later:
        yield f"{later} {'is' if later == 1 else 'are'} due after it"
    if endless:
        yield f"{endless} {'has' if endless == 1 else 'have'} no last day"


def _open_words(steps: Sequence[Step], which: str) -> str:
    count, still_open = len(steps), sum(not step.is_done for step in steps)
    if not count:
        return f"no milestone is{which}"
    if count == 1:
        return f"the one milestone{which} is {'open' if still_open else 'done'}"
    if still_open in {0, count}:
        every = _ALL.get(count, f"all {count}")
        return f"{every} milestones{which} are {'open' if still_open else 'done'}"
    return f"{still_open} of {count} milestones{which} {'is' if still_open == 1 else 'are'} open"


def _aim_words(path: Path) -> Iterator[str]:
    if path.aim is None:
        yield "no target score is set"
        return
    moves = count_date_moves(path.aims)
    if path.aim.by is None and not moves:
        yield "the target has no date"
    else:
        yield f"target date {_TIMES[moves] if moves < len(_TIMES) else f'moved {moves} times'}"
    if path.is_reached:
        yield "the target is reached"


def _target_passed(path: Path) -> str:
    aim = path.aim
    if aim is None or aim.by is None or aim.by >= path.today or path.is_reached:
        return ""
    stands = f"the score is {path.current.value}" if path.current else "there is no score"
    day = date_words(aim.by)
    return f"The target date, {day}, has passed: {stands}, and the target is {aim.value}."


def _target_above(path: Path) -> str:
    aim, current = path.aim, path.current
    if aim is None or current is None or aim.value <= current.value:
        return ""
    return f"The target score, {aim.value}, is above the current score, {current.value}."


def _fell_unearned(path: Path) -> str:
    """Judge the last change of score; the old register's scores are compared with nothing."""
    runs: list[ScoreThen] = []
    for score in path.scores:
        if not score.printed and (not runs or score.value != runs[-1].value):
            runs.append(score)
    for before, after in pairwise(runs[-2:]):
        if before.value > after.value and not _earned(path, before.on, after.on):
            return (
                f"The score fell from {before.value} to {after.value} on {date_words(after.on)},"
                " though no milestone was done and no control was added"
                f" since it became {before.value} on {date_words(before.on)}."
            )
    return ""


def _earned(path: Path, since: date, until: date) -> bool:
    """Tell whether something was done between two scores, the days of both among them."""
    done = (step.done_on for step in path.steps if step.is_done and step.done_on)
    return any(since <= day <= until for day in (*done, *path.controls_added))


def _done_untouched(path: Path) -> str:
    steps = path.live_steps
    days = [step.done_on for step in steps if step.is_done and step.done_on is not None]
    if path.current is None or path.is_reached or not days or len(days) < len(steps):
        return ""
    last = max(days)
    waited = (path.today - last).days
    if path.current.on >= last or waited < UNTOUCHED_DAYS:
        return ""
    return (
        f"Every milestone has been done since {date_words(last)},"
        f" but no new score was given in the {waited} days since."
    )
