"""Packs for tests: papers made by hand, and a renderer that draws next to nothing."""

from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.pack_drafts import IssuePack
from riskapp.domain.pack_gate import Count
from riskapp.domain.packs import MakePack, PackKind
from riskapp.domain.permissions import Actor, Role
from riskapp.models import Objective, Organisation, Pack, Risk, RiskVersion
from riskapp.queries.scope import same_risk, still, visible
from riskapp.readmodels.finals import Words
from riskapp.readmodels.issued_packs import Draw, Drawn
from riskapp.readmodels.paper import Bullets, Paper, Paragraph, Section, Stamp, Text, plain, text_of
from riskapp.services.packs import issue_pack, prepare_pack
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust
from tests.meetings import a_committee

Gather = Callable[[Session, Actor, MakePack], Paper]


def a_paper(session: Session, actor: Actor, asked: MakePack) -> Paper:
    """Compose a short paper: the title of every risk that the actor may know of."""
    titles = tuple(_titles(session, public(actor) if asked.public else actor))
    cover = Paragraph(text_of(Words(asked.cover.recommendation)))
    here = session.get_one(Organisation, actor.organisation_id)
    return Paper(
        kind=asked.kind,
        name="Board pack",
        title="A pack",
        organisation=here.name,
        organisation_code=here.code,
        fictional=False,
        as_at=asked.as_at,
        public=asked.public,
        sections=(
            Section("cover", "Cover", "Cover", (cover,)),
            Section("risks", "Risks", "Risks", (Bullets(titles),)),
        ),
        counts=(Count("risks", "the summary", len(titles)),),
    )


def _titles(session: Session, reader: Actor) -> Iterator[Text]:
    query = (
        sa.select(col(Risk.id), col(RiskVersion.title))
        .join(RiskVersion, same_risk())
        .where(still(RiskVersion), visible(reader))
        .order_by(col(Risk.number))
    )
    for row in session.connection().execute(query):
        yield text_of(Words(row.title, row.id))


def compose(monkeypatch: pytest.MonkeyPatch, gather: Gather = a_paper) -> None:
    """Compose papers by hand in the place of real ones."""
    monkeypatch.setattr("riskapp.queries.pack_preview.get_paper", gather)


def public(actor: Actor) -> Actor:
    """Return somebody who sees only what everybody does."""
    return Actor(
        actor.person_id, "", actor.organisation_id, actor.organisation_code, Role.VIEWER, TODAY
    )


def drawn(paper: Paper, stamp: Stamp | None) -> Drawn:
    """Draw a paper as its mere words."""
    said = [
        plain(text)
        for section in paper.sections
        for block in section.each()
        for text in (block.items if isinstance(block, Bullets) else ())
    ]
    return Drawn(repr((stamp, paper.number, said)).encode(), 1, "tests 1")


def asked_for(
    kind: PackKind = PackKind.BOARD,
    *,
    as_at: date = TODAY,
    public: bool = False,
    subject_id: UUID | None = None,
) -> MakePack:
    """Ask for a pack as at the tests' day."""
    return MakePack(kind, as_at, public, subject_id)


def a_pack(
    session: Session,
    trust: Trust,
    asked: MakePack | None = None,
    *,
    by: Actor | None = None,
    seen_number: str | None = None,
    draw: Draw | None = None,
) -> Pack:
    """Issue a pack, as the risk manager, with the warnings read."""
    draft = IssuePack(asked or asked_for(), uuid4(), seen_number, has_read=True)
    return issued(session, by or trust.actor(), draft, draw)


def issued(session: Session, actor: Actor, draft: IssuePack, draw: Draw | None = None) -> Pack:
    """Issue what a draft says."""
    prepared = prepare_pack(session, actor, draft, draw or drawn)
    with transaction(session):
        return issue_pack(session, actor, draft, prepared)


def subject_of(session: Session, trust: Trust, kind: PackKind) -> UUID | None:
    """Return something that a pack of a kind can be of; a committee is made."""
    here = trust.organisation.id
    if kind is PackKind.COMMITTEE:
        return a_committee(session, trust).id
    model = {PackKind.OBJECTIVE: Objective, PackKind.RISK: Risk}.get(kind)
    if model is None:
        return None
    return session.exec(select(model.id).where(model.organisation_id == here)).first()
