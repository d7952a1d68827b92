"""What every form of a pack says of itself: for whom, as at when, and whether it is issued."""

from typing import Final

from riskapp.domain.wording import counted, date_words
from riskapp.readmodels.paper import Paper, Stamp

DRAFT: Final = "DRAFT"
DRAFT_WORDS: Final = "DRAFT: this pack has not been issued"
FICTIONAL: Final = "Fictional organisation: everything in this pack is made up."


def version_words(paper: Paper) -> str:
    """Return for whom the pack is."""
    return "Public version" if paper.public else "Private version"


def about_words(paper: Paper) -> str:
    """Return what the pack is, for whom, and as at which day."""
    return f"{paper.name}, {version_words(paper).lower()}, as at {date_words(paper.as_at)}"


def left_out_words(paper: Paper) -> str:
    """Return how many restricted risks the pack does not show, or nothing where it shows all."""
    if not paper.left_out:
        return ""
    return f"Left out of this version: {counted(paper.left_out, 'restricted risk')}."


def stamp_words(stamp: Stamp | None) -> str:
    """Return the number and the code of an issued pack, or that it is a draft."""
    return DRAFT_WORDS if stamp is None else f"{stamp.number}, code {stamp.code}"


def issued_words(stamp: Stamp | None) -> str:
    """Return the same with the day of issue."""
    if stamp is None:
        return DRAFT_WORDS
    return f"{stamp_words(stamp)}, issued on {date_words(stamp.issued_on)}"
