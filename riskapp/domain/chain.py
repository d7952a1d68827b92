"""The history's chain: each entry holds the hash of the one before, so that tampering shows.

Entries hold digests of typed words, never the words: words can be erased and the chain still holds.
"""

import json
from collections.abc import Mapping
from hashlib import sha256


def canonical(entry: Mapping[str, object]) -> str:
    """Return the one JSON text that stands for this entry, whoever writes it."""
    return json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def entry_hash(entry: str) -> str:
    """Return the SHA-256 of an entry's canonical text, in hexadecimal."""
    return sha256(entry.encode()).hexdigest()


def digest(salt: str, words: str) -> str:
    """Return what stands in an entry for typed words: SHA-256 over salt and words."""
    return sha256(f"{salt}\n{words}".encode()).hexdigest()
