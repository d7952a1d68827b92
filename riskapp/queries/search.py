"""Finding risks by what is said of them, or by their references."""

import re
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.findable import plain_words
from riskapp.domain.permissions import Actor
from riskapp.domain.references import printed_key, risk_number
from riskapp.models import Risk
from riskapp.models.database import is_sqlite

ENGLISH: sa.ColumnElement[str] = sa.literal_column("'english'")

_INDEX = sa.table(
    "risk_search",
    sa.column("organisation_id", sa.Uuid()),
    sa.column("risk_id", sa.Uuid()),
    sa.column("words", sa.String()),
    sa.column("lexemes"),
)

Found = sa.SelectBase


def found_by(session: Session, actor: Actor, typed: str) -> Found:
    """Return the ids of the organisation's risks that hold every word typed.

    The last word may be unfinished. "R-42" finds that risk alone; "42" and a printed reference, in
    either order, find the risk beside whatever holds those words. The index holds today's words.
    """
    number = risk_number(typed)
    if number is not None:
        return _where(actor, col(Risk.number) == number)
    words = [word.lower() for word in plain_words(typed)]
    if not words:
        return _where(actor, sa.false())
    by_words = _holding(session, actor, words)
    reference = _referred_to(typed.strip())
    return by_words if reference is None else sa.union(by_words, _where(actor, reference))


def _referred_to(typed: str) -> sa.ColumnElement[bool] | None:
    """Return the condition that a bare number or a printed reference stands for."""
    if re.fullmatch(r"[0-9]{1,9}", typed):
        return col(Risk.number) == int(typed)
    key = printed_key(typed)
    return col(Risk.printed_key) == key if key != " ".join(typed.split()) else None


def _where(actor: Actor, condition: sa.ColumnElement[bool]) -> sa.Select[Any]:
    ours = col(Risk.organisation_id) == actor.organisation_id
    return sa.select(col(Risk.id)).where(ours, condition)


def _holding(session: Session, actor: Actor, words: list[str]) -> sa.Select[Any]:
    *whole, last = words
    if is_sqlite(session):
        quoted = [*(f'"{word}"' for word in whole), f'"{last}"*']
        matches = _INDEX.c.words.match(" ".join(quoted))
    else:
        quoted = [*(f"'{word}'" for word in whole), f"'{last}':*"]
        wanted = sa.func.to_tsquery(ENGLISH, " & ".join(quoted))
        matches = _INDEX.c.lexemes.bool_op("@@")(wanted)
    ours = _INDEX.c.organisation_id == actor.organisation_id
    found = sa.select(_INDEX.c.risk_id).where(matches, ours).cte("found")
    # PostgreSQL takes several words to be rarer together than they are: the index goes first.
    return sa.select(found.prefix_with("MATERIALIZED", dialect="postgresql").c.risk_id)
