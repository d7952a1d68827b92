"""Notes on a risk: what people tell one another about it, which never leaves the organisation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AddNote:
    """A note on a risk, which nobody can change or delete later."""

    words: str
