"""Ports for servers that must be told theirs before they start."""

import os
import socket
from collections.abc import Iterator

_FIRST, _LAST = 20_000, 31_000
_APART = 97
"""Between the first ports of two processes that were started one after the other."""


def _all_in_turn() -> Iterator[int]:
    at = os.getpid() * _APART
    while True:
        yield _FIRST + at % (_LAST - _FIRST)
        at += 1


_turns = _all_in_turn()


def free_port() -> int:
    """Return a port that is free, and stays so until it is used.

    Below those that the system gives to whoever names none: one of these may be another's at once.
    """
    for port in _turns:
        with socket.socket() as trying:
            try:
                trying.bind(("127.0.0.1", port))
            except OSError:
                continue  # somebody's already
        return port
    raise AssertionError
