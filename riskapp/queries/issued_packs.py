"""Issued packs: which a reader may see, what is known of one, and what it said."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from riskapp.domain.errors import NotFoundError
from riskapp.domain.packs import PackKind
from riskapp.domain.permissions import Actor
from riskapp.models import (
    Committee,
    FinalContent,
    Meeting,
    Pack,
    PackFile,
    PackRisk,
    Person,
    Risk,
    RiskVersion,
)
from riskapp.queries.finals import get_final, list_words
from riskapp.queries.joins import points_at
from riskapp.queries.scope import Condition, same_risk, still, visible
from riskapp.readmodels.finals import thaw
from riskapp.readmodels.issued_packs import PackList, PackPage, PackRow
from riskapp.readmodels.paper import Paper

ON_A_PAGE = 50
NOT_THERE = "There is no such pack, or none that you may read."
NO_FILE = "Words of this pack were redacted, so its file is gone for good."

_Next = aliased(Pack)
_Before = aliased(Pack)
_Issuer = aliased(Person)
_Withdrawer = aliased(Person)

_ROW: tuple[Any, ...] = (
    *(Pack.id, Pack.number, Pack.kind, Pack.title, Pack.as_at, Pack.public),
    Committee.name,
    *(Pack.issued_on, Pack.code, Pack.pages, Pack.withdrawn_on, Pack.withdrawn_why),
    _Next.number,
)
_REST: tuple[Any, ...] = (
    *(Pack.content_id, FinalContent.digest, Pack.file_digest, Pack.drawn_by, Pack.issued_at),
    *(_Issuer.name, Pack.why, _Before.number, Pack.subject, Pack.meeting_id, Meeting.held_on),
    *(_Withdrawer.name, sa.not_(col(PackFile.content).is_(None))),
)


@dataclass(frozen=True, slots=True)
class AskedPacks:
    """Which packs are asked for: of a kind, for a committee, as at a day of a year."""

    kind: PackKind | None = None
    committee_id: UUID | None = None
    year: int | None = None


def readable(actor: Actor) -> Condition:
    """Let through the packs that an actor may read: public ones, and those whose risks all show.

    It is the same rule as for issuing one: nobody reads of a risk here that is hidden elsewhere,
    nor the figures of all risks, which an audit pack has, while one of them is.
    """
    not_shown = (same_risk(), still(RiskVersion), ~visible(actor))
    of_all = sa.exists().where(col(Risk.organisation_id) == actor.organisation_id, *not_shown)
    hidden = (
        sa.exists()
        .where(
            points_at(PackRisk.pack_id, Pack),
            points_at(PackRisk.risk_id, Risk),
            *not_shown,
        )
        .correlate(Pack)
    )
    here = col(Pack.organisation_id) == actor.organisation_id
    of_some = sa.or_(col(Pack.kind) != PackKind.AUDIT, ~of_all.correlate(None))
    return sa.and_(here, sa.or_(col(Pack.public), sa.and_(of_some, ~hidden)))


def list_packs(session: Session, actor: Actor, asked: AskedPacks, page: int = 1) -> PackList:
    """Return one page of the packs that the actor may read, the newest first."""
    which = sa.and_(readable(actor), *_asked(asked))
    total = session.connection().execute(_count(which)).scalar_one()
    query = (
        _rows(*_ROW)
        .where(which)
        .order_by(col(Pack.issued_at).desc(), col(Pack.id).desc())
        .limit(ON_A_PAGE)
        .offset((page - 1) * ON_A_PAGE)
    )
    rows = tuple(PackRow(*row) for row in session.connection().execute(query))
    pages = max(1, -(-total // ON_A_PAGE))
    return PackList(rows, total, page, pages, _years(session, actor))


def walk_packs(
    session: Session, actor: Actor, asked: AskedPacks, after: UUID | None, most: int
) -> tuple[tuple[PackRow, ...], int, UUID | None]:
    """Return a piece of the packs that the actor may read, the newest first, from after one on.

    With it comes how many there are in all, and the last of it, None at the end.
    """
    which = sa.and_(readable(actor), *_asked(asked))
    total = session.connection().execute(_count(which)).scalar_one()
    query = _rows(*_ROW).where(which).order_by(col(Pack.id).desc()).limit(most + 1)
    if after is not None:
        query = query.where(col(Pack.id) < after)
    rows = tuple(PackRow(*row) for row in session.connection().execute(query))
    return rows[:most], total, rows[most - 1].id if len(rows) > most else None


def list_last_packs(session: Session, actor: Actor, which: Condition) -> tuple[PackRow, ...]:
    """Return the packs that fit and that the actor may read, the newest first."""
    query = _rows(*_ROW).where(readable(actor), which)
    found = session.connection().execute(
        query.order_by(col(Pack.issued_at).desc(), col(Pack.id).desc()).limit(ON_A_PAGE)
    )
    return tuple(PackRow(*row) for row in found)


def get_pack_page(session: Session, actor: Actor, number: str) -> PackPage:
    """Return what is known of a pack; NotFoundError where the actor may not read it."""
    query = _rows(*_ROW, *_REST).where(readable(actor), col(Pack.number) == number)
    found = session.connection().execute(query).one_or_none()
    if found is None:
        raise NotFoundError(NOT_THERE)
    return PackPage(PackRow(*found[: len(_ROW)]), *found[len(_ROW) :])


def get_pack(session: Session, actor: Actor, number: str, *, for_update: bool = False) -> Pack:
    """Return the row of a pack; NotFoundError where the actor may not read it."""
    query = select(Pack).where(readable(actor), col(Pack.number) == number)
    if for_update:
        query = query.with_for_update(of=Pack).execution_options(populate_existing=True)
    pack = session.exec(query).one_or_none()
    if pack is None:
        raise NotFoundError(NOT_THERE)
    return pack


def get_pack_file(session: Session, actor: Actor, number: str) -> bytes:
    """Return the bytes of a pack as it was issued; NotFoundError where they are gone."""
    pack = get_pack(session, actor, number)
    content = session.get_one(PackFile, (pack.organisation_id, pack.id)).content
    if content is None:
        raise NotFoundError(NO_FILE)
    return content


def has_file(session: Session, pack: Pack) -> bool:
    """Tell whether the bytes of a pack are there still."""
    query = sa.select(col(PackFile.content).is_not(None)).where(
        col(PackFile.organisation_id) == pack.organisation_id, col(PackFile.pack_id) == pack.id
    )
    return bool(session.connection().execute(query).scalar_one())


def get_issued_paper(session: Session, actor: Actor, number: str) -> Paper:
    """Return what a pack said when it was issued, without what was redacted since."""
    pack = get_pack(session, actor, number)
    return read_issued(session, pack)


def read_issued(session: Session, pack: Pack) -> Paper:
    """Return the final content of a pack as a paper."""
    final = get_final(session, pack.organisation_id, pack.content_id)
    words = list_words(session, pack.organisation_id, pack.content_id)
    return thaw(Paper, final.content, words)


def list_risks_of_pack(session: Session, actor: Actor, pack_id: UUID) -> list[UUID]:
    """Return the risks that a pack tells of."""
    query = (
        sa.select(col(PackRisk.risk_id))
        .where(
            col(PackRisk.organisation_id) == actor.organisation_id,
            col(PackRisk.pack_id) == pack_id,
        )
        .order_by(col(PackRisk.risk_id))
    )
    return list(session.connection().execute(query).scalars())


def find_last_edition(session: Session, organisation_id: UUID, stem: str) -> Pack | None:
    """Return the newest pack of a stem, None where none was issued."""
    query = (
        select(Pack)
        .where(col(Pack.organisation_id) == organisation_id, col(Pack.stem) == stem)
        .order_by(col(Pack.edition).desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )
    return session.exec(query).first()


def find_asked(session: Session, organisation_id: UUID, asked_id: UUID) -> Pack | None:
    """Return the pack that a form has issued already, None where it has not."""
    query = select(Pack).where(
        col(Pack.organisation_id) == organisation_id, col(Pack.asked_id) == asked_id
    )
    return session.exec(query).one_or_none()


def _asked(asked: AskedPacks) -> list[Condition]:
    which: list[Condition] = []
    if asked.kind is not None:
        which.append(col(Pack.kind) == asked.kind)
    if asked.committee_id is not None:
        which.append(col(Pack.committee_id) == asked.committee_id)
    if asked.year is not None:
        first, after = date(asked.year, 1, 1), date(asked.year + 1, 1, 1)
        which.append(sa.and_(col(Pack.as_at) >= first, col(Pack.as_at) < after))
    return which


def _count(which: Condition) -> sa.Select[int]:
    return sa.select(sa.func.count()).select_from(Pack).where(which)


def _years(session: Session, actor: Actor) -> tuple[int, ...]:
    """Return the years of which there are packs, the newest first."""
    year = sa.extract("year", col(Pack.as_at))
    query = sa.select(year).where(readable(actor)).distinct().order_by(year.desc())
    return tuple(int(one) for one in session.connection().execute(query).scalars())


def _rows(*columns: Any) -> sa.Select[*tuple[Any, ...]]:
    """Return the statement for packs with what stands beside them."""
    return (
        sa.select(*columns)
        .select_from(Pack)
        .join(FinalContent, points_at(Pack.content_id, FinalContent))
        .join(_Issuer, col(_Issuer.id) == col(Pack.issued_by_id))
        .join(PackFile, points_at(PackFile.pack_id, Pack))
        .outerjoin(_Withdrawer, col(_Withdrawer.id) == col(Pack.withdrawn_by_id))
        .outerjoin(Committee, points_at(Pack.committee_id, Committee))
        .outerjoin(Meeting, points_at(Pack.meeting_id, Meeting))
        .outerjoin(_Next, points_at(_Next.replaces_id, Pack))
        .outerjoin(_Before, points_at(Pack.replaces_id, _Before))
    )
