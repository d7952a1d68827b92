"""A pack as it would be issued now: what it says, what the gate finds, and the number it gets."""

from dataclasses import dataclass
from functools import cached_property

from sqlmodel import Session

from riskapp.domain.actions import Action
from riskapp.domain.pack_gate import Gate
from riskapp.domain.packs import MakePack, number_of, stem_of
from riskapp.domain.permissions import Actor, require
from riskapp.models import Pack
from riskapp.papers.gate_section import with_gate
from riskapp.queries.issued_packs import find_last_edition
from riskapp.queries.organisation_history import sees_all
from riskapp.queries.pack_gate import inspect_pack
from riskapp.queries.pack_reader import everything
from riskapp.queries.pack_subjects import Subject, get_subject
from riskapp.queries.packs import get_paper
from riskapp.readmodels.finals import freeze
from riskapp.readmodels.paper import KIND, LAYOUT, Paper
from riskapp.readmodels.paper_words import risks_of


@dataclass(frozen=True)
class Preview:
    """A pack as it would be issued: its paper under its number, and what the gate found.

    `replaces` is the edition before it, None for the first; `not_seen` is how many risks belong in
    it that who asks may not see: nothing of them is in the paper, and it cannot be issued so.
    """

    paper: Paper
    gate: Gate
    subject: Subject
    stem: str
    edition: int
    replaces: Pack | None
    not_seen: int = 0

    @property
    def number(self) -> str:
        """The number that it would bear."""
        return number_of(self.stem, self.edition)

    @property
    def seen_number(self) -> str:
        """The number of the edition that it would replace, empty for none."""
        return self.replaces.number if self.replaces else ""

    @cached_property
    def digest(self) -> str:
        """What tells whether a later preview says the same."""
        return freeze(KIND, LAYOUT, self.paper, lambda: "").digest


def preview_pack(session: Session, actor: Actor, asked: MakePack) -> Preview:
    """Return a pack as the actor would issue it now."""
    require(actor, Action.ISSUE_PACK)
    subject = get_subject(session, actor, asked)
    gathered = get_paper(session, actor, asked)
    not_seen = _count_not_seen(session, actor, asked, gathered)
    gate = inspect_pack(session, actor, asked, gathered, not_seen)
    stem, last = find_stem(session, actor, asked, subject)
    edition = last.edition + 1 if last else 1
    paper = with_gate(gathered, gate).numbered(number_of(stem, edition))
    return Preview(paper, gate, subject, stem, edition, last, not_seen)


def find_stem(
    session: Session, actor: Actor, asked: MakePack, subject: Subject
) -> tuple[str, Pack | None]:
    """Return the stem of a pack's number, and its last edition if there is one.

    A stem that a pack of another subject has is not taken again.
    """
    attempt = 1
    while True:
        short = subject.short if attempt == 1 else f"{subject.short}-{attempt}"
        named = (actor.organisation_code, asked.kind, asked.as_at)
        stem = stem_of(*named, subject=short, public=asked.public)
        last = find_last_edition(session, actor.organisation_id, stem)
        if last is None or last.subject_id == subject.id:
            return stem, last
        attempt += 1


def _count_not_seen(session: Session, actor: Actor, asked: MakePack, paper: Paper) -> int:
    """Count the risks that belong in a private pack and that the actor may not see.

    The same pack is composed as somebody reads it to whom everything shows, and nothing but the
    number is told of it: where the two differ at all, at least one risk is missing.
    """
    if asked.public or sees_all(actor):
        return 0
    whole = get_paper(session, everything(actor), asked)
    if whole == paper:
        return 0
    return max(1, paper.left_out, len(risks_of(whole) - risks_of(paper)))
