"""The history as lines of JSON for a program; `riskapp.takeouts.history` has it as a list."""

import json
from collections.abc import Iterable, Iterator, Mapping

from riskapp.readmodels.history import ChainedLine


def history_json_lines(entries: Iterable[ChainedLine]) -> Iterator[bytes]:
    """Yield entries as one JSON object a line; words that were redacted are null."""
    for one in entries:
        yield f"{json.dumps(_object(one), ensure_ascii=False)}\n".encode()


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
