"""Taking words out of every row they stand in, as the table of typed words says."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.clock import utc_now
from riskapp.domain.redaction import Redacted, without_words
from riskapp.models import Control, FinalWords, Milestone, Risk, RiskMilestone
from riskapp.models.words import Erasure, Typed
from riskapp.queries.typed_words import Text, Whose, count_places, list_texts
from riskapp.services.deeds import Deed
from riskapp.services.jobs import forget_files
from riskapp.services.pack_redaction import withdraw_redacted
from riskapp.services.search_index import forget_old_words, reindex
from riskapp.services.transactions import settle_after

Key = tuple[tuple[str, Any], ...]


def erase(deed: Deed, phrase: str) -> Redacted:
    """Take the words out of everything that belongs to a risk, and out of what finds it.

    Whoever had any of it open saves no stale words over it: every version counts on. Files that
    jobs made before can be fetched no more, and issued packs that say them are withdrawn.
    """
    session, risk = deed.session, deed.case.risk
    whose = Whose(risk.organisation_id, risk.id)
    texts = list_texts(session, whose, to_change=True)
    held = [text for text in texts if text.holds(phrase)]
    _rewrite(session, [text for text in held if text.erasure is not Erasure.FIXED], phrase)
    _count_on(session, whose)
    milestones = _milestones(held)
    risks = {risk.id, *_risks_of(session, whose, milestones)}
    reindex(session, whose.organisation_id, *sorted(risks))
    forget_old_words(session)
    forget_files(session, whose.organisation_id, utc_now())
    withdraw_redacted(session, deed.actor, _finals(held))
    settle_after(session)
    return Redacted(count_places(held, phrase), frozenset(risks), frozenset(milestones))


def _rewrite(session: Session, texts: Iterable[Text], phrase: str) -> None:
    """Write each row without the words, all its columns at once."""
    typed: dict[int, Typed] = {}
    rows: dict[tuple[int, Key], dict[str, str | None]] = defaultdict(dict)
    for text in texts:
        typed[id(text.typed)] = text.typed
        rows[id(text.typed), tuple(text.key.items())][text.column] = _left(text, phrase)
    for (which, key), columns in rows.items():
        session.connection().execute(_update(typed[which], dict(key), columns))


def _update(typed: Typed, key: Mapping[str, Any], columns: Mapping[str, Any]) -> sa.Update:
    table = typed.table
    values = {**columns, **typed.also}
    if "version" in table.c:
        values["version"] = table.c.version + 1
    return (
        sa.update(table)
        .where(*(table.c[name] == held for name, held in key.items()))
        .values(values)
    )


def _left(text: Text, phrase: str) -> str | None:
    """Return what is left of a text."""
    if text.erasure in {Erasure.WHOLE, Erasure.FORGOTTEN}:
        return None
    if text.erasure is Erasure.EMPTIED:
        return ""
    if text.erasure is Erasure.WITHIN:
        return _within(text.words, phrase)
    longest = getattr(text.typed.table.c[text.column].type, "length", None)
    return without_words(text.words, phrase, longest)


def _within(content: str, phrase: str) -> str:
    """Return JSON with the words taken out of each text in it; other content as plain text."""
    try:
        held = json.loads(content)
    except ValueError:
        return without_words(content, phrase)
    return json.dumps(_clean(held, phrase), ensure_ascii=False)


def _clean(held: Any, phrase: str) -> Any:
    if isinstance(held, str):
        return without_words(held, phrase)
    if isinstance(held, list):
        return [_clean(one, phrase) for one in held]
    if isinstance(held, dict):
        return {_clean(name, phrase): _clean(one, phrase) for name, one in held.items()}
    return held


def _count_on(session: Session, whose: Whose) -> None:
    """Make every page that was opened before too old to be saved."""
    ours = (Risk, col(Risk.id)), (Control, col(Control.risk_id))
    for table, column in ours:
        session.connection().execute(
            sa.update(table)
            .where(col(table.organisation_id) == whose.organisation_id, column == whose.risk_id)
            .values(version=table.version + 1)
        )


def _finals(texts: Iterable[Text]) -> set[UUID]:
    """Return what had become final and that words were taken out of."""
    return {text.key["content_id"] for text in texts if text.typed.model is FinalWords}


def _milestones(texts: Iterable[Text]) -> set[UUID]:
    """Return the milestones that words of theirs were taken out of."""
    return {text.key["id"] for text in texts if text.typed.model is Milestone}


def _risks_of(session: Session, whose: Whose, milestones: set[UUID]) -> set[UUID]:
    """Return the risks that share any of these milestones."""
    if not milestones:
        return set()
    query = sa.select(col(RiskMilestone.risk_id)).where(
        col(RiskMilestone.organisation_id) == whose.organisation_id,
        col(RiskMilestone.milestone_id).in_(milestones),
    )
    return set(session.connection().execute(query).scalars())
