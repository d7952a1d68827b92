"""The history as a list to take out: what happened, in sentences, with the hash of each entry."""

import json
from collections.abc import Iterable
from typing import Final

from riskapp.domain.families import kind_words
from riskapp.domain.take_out import CellKind
from riskapp.domain.wording import REDACTED
from riskapp.readmodels.history import ChainedLine
from riskapp.readmodels.take_out import About, Asked, TakeOut, asked, take_out


def history_list(about: About, entries: Iterable[ChainedLine]) -> TakeOut:
    """Return entries of the history, one row for each."""
    return take_out("Entries of the history", "history", about, COLUMNS, entries)


def _words(one: ChainedLine) -> str:
    said = ((name.replace("_", " "), words) for name, words in one.line.words.items())
    return "\n".join(f"{name}: {REDACTED if words is None else words}" for name, words in said)


COLUMNS: Final[tuple[Asked[ChainedLine], ...]] = (
    asked("number", "Number", lambda one: one.line.number, CellKind.NUMBER),
    asked("at", "At", lambda one: one.line.at.isoformat()),
    asked("entered_on", "Entered on", lambda one: one.line.entered_on, CellKind.DAY),
    asked("who", "Who", lambda one: one.line.who),
    asked("kind", "Kind", lambda one: kind_words(one.line.kind)),
    asked("risk", "Risk", lambda one: one.line.risk or None, CellKind.REFERENCE),
    asked("sentence", "What happened", lambda one: one.line.sentence, wide=True),
    asked(
        "facts",
        "Facts",
        lambda one: json.dumps(dict(one.line.facts), ensure_ascii=False),
        wide=True,
    ),
    asked("words", "Words", _words, wide=True),
    asked("hash", "Hash", lambda one: one.entry_hash),
)
"""What a file of the history says of each entry; words that were redacted say so."""
