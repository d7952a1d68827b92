"""Reading entries of the history, whatever has been made of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry says: its facts, and the digests of its words."""

    facts: Mapping[str, str]
    words: Mapping[str, str]


NOTHING = Entry({}, {})


def read_entry(text: str) -> Entry:
    """Return what an entry says; nothing where it cannot be read, which the chain's check names."""
    try:
        entry = json.loads(text)
        return Entry(dict(entry["facts"]), dict(entry["words"]))
    except (KeyError, TypeError, ValueError):
        return NOTHING
