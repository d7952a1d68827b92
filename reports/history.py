"""The history as files: a table for a spreadsheet, and lines of JSON for a program."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from reports.csv_file import csv_lines
from riskapp.domain.families import kind_words
from riskapp.domain.wording import REDACTED
from riskapp.readmodels.history import ChainedLine

COLUMNS: Final = (
    "Number",
    "At",
    "Entered on",
    "Who",
    "Kind",
    "Risk",
    "What happened",
    "Facts",
    "Words",
    "Hash",
)


def history_csv(entries: Iterable[ChainedLine]) -> Iterator[bytes]:
    """Yield a table of entries line by line, in which no cell runs as a formula."""
    return csv_lines(COLUMNS, (_row(one) for one in entries))


def history_json_lines(entries: Iterable[ChainedLine]) -> Iterator[bytes]:
    """Yield entries as one JSON object a line; words that were redacted are null."""
    for one in entries:
        yield f"{_json(_object(one))}\n".encode()


def _row(one: ChainedLine) -> tuple[object, ...]:
    line = one.line
    return (
        line.number,
        line.at.isoformat(),
        line.entered_on,
        line.who,
        kind_words(line.kind),
        line.risk,
        line.sentence,
        _json(line.facts),
        "\n".join(f"{name}: {REDACTED if said is None else said}" for name, said in _said(one)),
        one.entry_hash,
    )


def _object(one: ChainedLine) -> Mapping[str, object]:
    line = one.line
    return {
        "number": line.number,
        "at": line.at.isoformat(),
        "entered_on": line.entered_on.isoformat(),
        "who": line.who,
        "kind": line.kind.value,
        "risk": line.risk or None,
        "sentence": line.sentence,
        "facts": line.facts,
        "words": dict(line.words),
        "hash": one.entry_hash,
    }


def _said(one: ChainedLine) -> list[tuple[str, str | None]]:
    return [(name.replace("_", " "), said) for name, said in one.line.words.items()]


def _json(what: Mapping[str, object]) -> str:
    return json.dumps(what, ensure_ascii=False)
