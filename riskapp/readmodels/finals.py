"""Content that becomes final: read models written as one canonical text, and read back from it.

What people typed stands in a field of type `Words`. The text holds its digest, salted, and the
words are kept beside it: a redaction takes them away, and the text still proves itself.

A field may hold one of several read models, or words: each of them has a `tag`, by which it is told
from the others when it is read back.

Fields may be added to a read model, with a default: what was written before lacks them. Whatever
changes the meaning of a field takes a new layout, and a reader for each layout there ever was.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache, reduce
from operator import or_
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints
from uuid import UUID

from riskapp.domain.chain import canonical, digest, entry_hash
from riskapp.domain.wording import REDACTED

Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class Words:
    """Words that somebody typed, and the risk that they are about; None once redacted."""

    text: str | None = ""
    risk_id: UUID | None = None

    @property
    def shown(self) -> str:
        """The words, or that they were redacted."""
        return REDACTED if self.text is None else self.text


@dataclass(frozen=True, slots=True)
class Kept:
    """Typed words as they are kept beside what is final, under their number in it."""

    number: int
    risk_id: UUID | None
    salt: str | None
    words: str | None


@dataclass(frozen=True, slots=True)
class Final:
    """What is final: its kind and layout, its text, and the words that were taken out of it."""

    kind: str
    layout: int
    text: str
    words: tuple[Kept, ...] = ()

    @property
    def digest(self) -> str:
        """The SHA-256 of the text, which holds the kind and the layout too."""
        return entry_hash(self.text)


def freeze(kind: str, layout: int, content: object, salt: Callable[[], str]) -> Final:
    """Return a read model as what is final; each of its words gets a salt of its own."""
    writing = _Writing(salt)
    held = writing.plain(content)
    text = canonical({"kind": kind, "layout": layout, "content": held})
    return Final(kind, layout, text, tuple(writing.kept))


def thaw(model: type[Content], text: str, words: Mapping[int, str | None]) -> Content:
    """Return the read model that a text was written from, with the words that are left."""
    read: Content = _Reading(words).value(model, json.loads(text)["content"])
    return read


def find_false_words(text: str, kept: Mapping[int, Kept]) -> Iterator[str]:
    """Yield what is wrong with the words that are kept beside a text; redacted ones are sound."""
    digests = {one[_NUMBER]: one for one in _references(json.loads(text)["content"])}
    if digests.keys() != kept.keys():
        yield "has lost or gained typed words"
        return
    for number, one in kept.items():
        risk = one.risk_id.hex if one.risk_id else None
        redacted = one.salt is None and one.words is None
        same = redacted or digest(one.salt or "", one.words or "") == digests[number][_DIGEST]
        if not same or risk != digests[number][_RISK]:
            yield f"stands beside other words than were typed (number {number})"


_NUMBER, _DIGEST, _RISK = "words", "digest", "risk"
_TAG = "is"


@dataclass(slots=True)
class _Writing:
    """Values as plain ones; words are kept apart as they are met."""

    salt: Callable[[], str]
    kept: list[Kept] = field(default_factory=list)

    def plain(self, value: Any) -> Any:
        if isinstance(value, Words):
            return self._reference(value)
        if is_dataclass(value):
            tag = getattr(value, "tag", None)
            held = {one.name: self.plain(getattr(value, one.name)) for one in fields(value)}
            return {_TAG: tag, **held} if tag else held
        if isinstance(value, tuple):
            return [self.plain(one) for one in value]
        if isinstance(value, UUID):
            return value.hex
        return value.isoformat() if isinstance(value, date) else value

    def _reference(self, said: Words) -> Mapping[str, Any] | str | None:
        """Return what stands in the text for words: nothing for none, a mark for redacted ones."""
        if said.text is None:
            return REDACTED
        if not said.text:
            return None
        one = Kept(len(self.kept) + 1, said.risk_id, self.salt(), said.text)
        self.kept.append(one)
        risk = said.risk_id.hex if said.risk_id else None
        made = digest(one.salt or "", said.text)
        return {_NUMBER: one.number, _DIGEST: made, _RISK: risk}


@dataclass(frozen=True, slots=True)
class _Reading:
    """Plain values as those of a type; `words` are those that are left, by number."""

    words: Mapping[int, str | None]

    def value(self, kind: Any, held: Any) -> Any:
        if kind is Words:
            return self._said(held)
        if isinstance(kind, UnionType):
            return self._one_of(kind, held)
        if held is None:
            return None
        if get_origin(kind) is tuple:
            inner = get_args(kind)[0]
            return tuple([self.value(inner, one) for one in held])
        if is_dataclass(kind):
            known = _hints(cast("type", kind))
            given = {name: self.value(known[name], held[name]) for name in known if name in held}
            return kind(**given)  # type: ignore[operator]
        return _simple(kind, held)

    def _one_of(self, kinds: UnionType, held: Any) -> Any:
        """Return what stands in a field of several kinds: by its tag, else words or typed words."""
        if isinstance(held, dict) and _TAG in held:
            tag = held[_TAG]
            return self.value(next(k for k in get_args(kinds) if _tag_of(k) == tag), held)
        typed = held is None or held == REDACTED or isinstance(held, dict)
        return self._said(held) if typed else held

    def _said(self, held: Any) -> Words:
        if held is None or held == REDACTED:
            return Words("" if held is None else None)
        risk = held[_RISK]
        return Words(self.words.get(held[_NUMBER]), UUID(risk) if risk else None)


_SIMPLE: Mapping[type, Callable[[Any], Any]] = {
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    UUID: UUID,
}


def _tag_of(kind: Any) -> str | None:
    tag: str | None = getattr(kind, "tag", None)
    return tag


def _simple(kind: Any, held: Any) -> Any:
    if kind in _SIMPLE:
        return _SIMPLE[kind](held)
    return kind(held) if issubclass(kind, StrEnum) else held


@lru_cache
def _hints(kind: type) -> Mapping[str, Any]:
    """Return the types of a read model's fields, without the None that each may be."""
    return {name: _bare(one) for name, one in get_type_hints(kind).items()}


def _bare(kind: Any) -> Any:
    if not isinstance(kind, UnionType) or NoneType not in get_args(kind):
        return kind
    return reduce(or_, [one for one in get_args(kind) if one is not NoneType])


def _references(held: Any) -> Iterator[Mapping[str, Any]]:
    """Yield whatever stands in a text for typed words."""
    if isinstance(held, dict):
        if held.keys() == {_NUMBER, _DIGEST, _RISK}:
            yield held
            return
        held = list(held.values())
    if isinstance(held, list):
        for one in held:
            yield from _references(one)
