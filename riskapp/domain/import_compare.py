"""A newer file beside what an earlier one said and what the register says now.

What the file says as before stays as the register has it. What is new in the file is taken, unless
somebody changed the same thing in the register meanwhile: then a person chooses. That holds of what
is said of the risk, and of what is said of each of its actions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from riskapp.domain.import_said import NEVER_BLANK, Saying, Told, Ways, digest_of
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.references import risk_reference


@dataclass(frozen=True, slots=True)
class Kept:
    """The digests of what the last file said of a risk, and which file that was."""

    file_id: UUID
    salt: str
    digests: Mapping[str, Any]

    def said(self, told: Told, text: str) -> bool:
        """Tell whether the file said that, where one thing is said; nothing is the text ""."""
        held: str = self.digests.get(told.value, "")
        return held == (digest_of(self.salt, told, text) if text else "")

    def listed(self, told: Told, text: str) -> bool:
        """Tell whether the file said that among others."""
        return digest_of(self.salt, told, text) in self.digests.get(told.value, ())

    def said_of(self, told: Told, of: str) -> bool:
        """Tell whether the file said anything of that kind of an action, or of the risk itself."""
        return self.listed(told, of) if of else bool(self.digests.get(told.value))


@dataclass(frozen=True, slots=True)
class KnownRisk:
    """A risk of the register: what it says now, and what the last file said of it, if one did."""

    id: UUID
    number: int
    version: int
    status: RiskStatus
    title: str
    saying: Saying
    columns: Mapping[str, Any]
    kept: Kept | None = None

    @property
    def reference(self) -> str:
        """Our reference of it."""
        return risk_reference(self.number)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a newer file says otherwise than the register; `clashes` if both changed.

    `of` is what it is of, by its words, where that is not the risk itself: an action.
    """

    told: Told
    before: str
    after: str
    clashes: bool = False
    of: str = ""

    @property
    def name(self) -> str:
        """The words that name it; a choice between the two is kept under them."""
        return f"{self.told.value}: {self.of}" if self.of else self.told.value


def differences(new: Saying, known: KnownRisk, asked: frozenset[Told]) -> Iterator[Difference]:
    """Yield what a newer file changes of a risk, or adds to it."""
    for told in Told:
        if told not in asked:
            continue
        if told in EACH:
            yield from _of_each(told, new, known)
        elif told in LISTS:
            yield from _added(told, new, known)
        else:
            yield from _changed(told, new, known)


LISTS = frozenset(
    {
        Told.OBJECTIVES,
        Told.CONTROLS,
        Told.CONTROL_GAPS,
        Told.ASSURANCE_GAPS,
        Told.ASSURANCES,
        Told.ACTIONS,
        Told.PROGRESS,
        Told.NOTES,
    }
)
"""What a newer file only adds to: nothing is taken off a risk because a file has it no more."""
EACH = frozenset({Told.DUE, Told.DONE, Told.REVIEW})
"""What is said of each action, and of the risk's last review: one thing, which another replaces."""


def _changed(told: Told, new: Saying, known: KnownRisk) -> Iterator[Difference]:
    text, now, kept = new.one.get(told, ""), known.saying.one.get(told, ""), known.kept
    if text == now or (not text and (told in NEVER_BLANK or kept is None)):
        return
    if kept is None:
        yield Difference(told, now, text)
    elif not kept.said(told, text):
        yield Difference(told, now, text, clashes=not kept.said(told, now))


def _added(told: Told, new: Saying, known: KnownRisk) -> Iterator[Difference]:
    there, kept = set(known.saying.many.get(told, ())), known.kept
    for text in dict.fromkeys(new.many.get(told, ())):
        if text not in there and not (kept and kept.listed(told, text)):
            yield Difference(told, "", text)


def _of_each(told: Told, new: Saying, known: KnownRisk) -> Iterator[Difference]:
    """Yield what a newer file says otherwise of an action that the risk still has, or a new one."""
    there, ever = known.saying.each.get(told, {}), known.saying.many
    for of, said in new.each.get(told, {}).items():
        if of not in there and of in ever.get(Told.ACTIONS, ()):
            continue
        now = there.get(of, ())
        held = {way for ways in now for way in ways}.union(ever.get(told, ()))
        before = now[0][0] if now else ""
        for ways in said:
            if held.isdisjoint(ways) and not (known.kept and known.kept.listed(told, ways[0])):
                here = _is_changed_here(told, of, now, known.kept)
                clashes = here and not _is_past(told, new, known)
                yield Difference(told, before, ways[0], clashes, of)


def _is_changed_here(told: Told, of: str, now: Sequence[Ways], kept: Kept | None) -> bool:
    """Tell whether the register says something that the last file did not, or nothing any more."""
    if kept is None:
        return False
    if not now:
        return kept.said_of(told, of)
    return any(not any(kept.listed(told, way) for way in ways) for ways in now)


def _is_past(told: Told, new: Saying, known: KnownRisk) -> bool:
    """Tell a review before the last one here: it takes its place among the earlier ones."""
    theirs, ours = new.reviewed_on, known.saying.reviewed_on
    return told is Told.REVIEW and theirs is not None and ours is not None and theirs < ours
