"""What every form of a pack says of itself: for whom, as at when, and whether it is issued."""

from typing import Final

from riskapp.domain.wording import counted, date_words
from riskapp.readmodels.paper import Paper, Stamp, Void

DRAFT: Final = "DRAFT"
DRAFT_WORDS: Final = "DRAFT, not issued"
FICTIONAL: Final = "Fictional organisation"


def version_words(paper: Paper) -> str:
    """Return for whom a pack is: public or private."""
    return "public version" if paper.public else "private version"


def about_words(paper: Paper) -> str:
    """Return what the pack is, for whom, and as at which day."""
    fictional = f". {FICTIONAL}" if paper.fictional else ""
    return f"{paper.name}, {version_words(paper)}, as at {date_words(paper.as_at)}{fictional}"


def left_out_words(paper: Paper) -> str:
    """Return how many restricted risks the pack does not show."""
    return counted(paper.left_out, "restricted risk")


def stamp_words(stamp: Stamp | None) -> str:
    """Return the number and the code of an issued pack, or that it is a draft."""
    return DRAFT_WORDS if stamp is None else f"{stamp.number}, code {stamp.code}"


def issued_words(stamp: Stamp | None) -> str:
    """Return the same with the day of issue."""
    if stamp is None:
        return DRAFT_WORDS
    return f"{stamp_words(stamp)}, issued on {date_words(stamp.issued_on)}"


def warning_words(stamp: Stamp | None, void: Void | None) -> str:
    """Return why a pack is not one to go by: a draft, withdrawn or replaced; empty for none."""
    if stamp is None:
        return DRAFT_WORDS
    return void.whole if void else ""


def mark_words(stamp: Stamp | None, void: Void | None) -> str:
    """Return the same in a word or two, for every page."""
    if stamp is None:
        return DRAFT
    return void.short if void else ""


def note_words(stamp: Stamp | None, void: Void | None) -> str:
    """Return what a file says of itself where it is looked at from outside."""
    return f"{void.short}. {stamp_words(stamp)}" if void else stamp_words(stamp)


def foot_words(paper: Paper, stamp: Stamp | None, void: Void | None = None) -> str:
    """Return what stands at the foot of every page."""
    return f"{note_words(stamp, void)}. {about_words(paper)}"
