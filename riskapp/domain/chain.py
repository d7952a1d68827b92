"""The history's chain: each entry holds the hash of the one before, so that tampering shows.

Entries hold digests of typed words, never the words: words can be erased and the chain still holds.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from json.encoder import encode_basestring as _quoted
from typing import Final


def canonical(entry: Mapping[str, object]) -> str:
    """Return the one JSON text that stands for this entry, whoever writes it."""
    return _ENCODE(entry)


_ENCODE: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def canonical_entry(
    *,
    at: str,
    by: str,
    entered_on: str,
    facts: Mapping[str, str],
    kind: str,
    number: int,
    previous: str,
    risk: str | None,
    subject: str | None,
    words: Mapping[str, str],
) -> str:
    """Return the text that `canonical` gives of an entry, in half the time.

    It is written for every change there is: a file of 10,000 risks makes 100,000 of them. Keys,
    moments, days, kinds and hashes are taken as they are: none has a character to be escaped.
    """
    return (
        f'{{"at":"{at}","by":"{by}","entered_on":"{entered_on}","facts":{_by_name(facts)}'
        f',"kind":"{kind}","number":{number},"previous":"{previous}","risk":{_or_null(risk)}'
        f',"subject":{_or_null(subject)},"words":{_by_name(words)}}}'
    )


def _by_name(texts: Mapping[str, str]) -> str:
    named = _names(tuple(texts))
    return "{" + ",".join([quoted + _quoted(texts[name]) for name, quoted in named]) + "}"


@lru_cache(maxsize=1024)
def _names(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return names in their order, each as it stands before its text: entries have few sets."""
    return tuple((name, f"{_quoted(name)}:") for name in sorted(names))


def _or_null(text: str | None) -> str:
    return f'"{text}"' if text else "null"


def entry_hash(entry: str) -> str:
    """Return the SHA-256 of an entry's canonical text, in hexadecimal."""
    return sha256(entry.encode()).hexdigest()


def digest(salt: str, words: str) -> str:
    """Return what stands in an entry for typed words: SHA-256 over salt and words."""
    return sha256(f"{salt}\n{words}".encode()).hexdigest()


SHOWN: Final = 16
"""How many characters of a hash are noted: nobody finds another entry that has the same ones."""
FEWEST: Final = 12
NOT_A_CODE: Final = (
    "Write the number of the entry, a colon, and the first characters of its hash"
    f" ({FEWEST} or more), for example 141:3fa9c1d2e4b5a6f7."
)
_CODE: Final = re.compile(rf"(\d{{1,15}}):([0-9a-f]{{{FEWEST},64}})")


@dataclass(frozen=True, slots=True)
class Noted:
    """An entry as it was noted somewhere else: its number, and how its hash begins."""

    number: int
    begins: str

    def fits(self, entry_hash: str) -> bool:
        """Tell whether an entry of that number has the hash that was noted."""
        return entry_hash.startswith(self.begins)


def code_of(number: int, entry_hash: str) -> str:
    """Return what to note of an entry, to know it again: "141:3fa9c1d2e4b5a6f7"."""
    return f"{number}:{entry_hash[:SHOWN]}"


def read_code(written: str) -> Noted | None:
    """Return the entry that was noted, None where the words are no such note.

    Spaces, commas within a number and capital letters make no difference.
    """
    found = _CODE.fullmatch("".join(written.split()).replace(",", "").lower())
    return Noted(int(found[1]), found[2]) if found else None
