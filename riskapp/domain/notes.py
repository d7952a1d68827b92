"""Notes on a risk: what people tell one another about it, which never leaves the organisation."""

from dataclasses import dataclass

WENT_INTO_ANOTHER = "This risk went into another, which carries on: write the note on that one."


@dataclass(frozen=True, slots=True)
class AddNote:
    """A note on a risk, which nobody can change or delete later."""

    words: str
