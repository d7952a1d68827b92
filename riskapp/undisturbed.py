"""Building some millions of small things at once, without looking on the way for what is unused."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Put off the search for rings of unused objects, in every thread of this process.

    For what makes none: bringing a file in, where the search takes a sixth of the time, and drawing
    a long pack, where it takes a fifth.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
