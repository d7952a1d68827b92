"""Statements written once: writing the statement of a page takes longer than answering it."""

from functools import lru_cache

MOST = 500
"""Statements that one function keeps in a process; the one longest unused goes first."""

written_once = lru_cache(maxsize=MOST)
"""Keep the statement that a function writes for the same reader, day and filters."""
