"""Packs: their kinds, their numbers, and the short code that every page of an issued one bears."""

import re
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID


class PackKind(StrEnum):
    """What a pack is about, and so what it holds."""

    BOARD = "board"
    EXECUTIVE = "executive"
    COMMITTEE = "committee"
    OBJECTIVE = "objective"
    RISK = "risk"
    MILESTONES = "milestones"
    ASSURANCE_MAP = "assurance-map"
    AUDIT = "audit"


PACK_NAMES: Final[Mapping[PackKind, str]] = {
    PackKind.BOARD: "Board pack",
    PackKind.EXECUTIVE: "Executive pack",
    PackKind.COMMITTEE: "Committee pack",
    PackKind.OBJECTIVE: "Objective pack",
    PackKind.RISK: "Risk on a page",
    PackKind.MILESTONES: "Milestones pack",
    PackKind.ASSURANCE_MAP: "Assurance map pack",
    PackKind.AUDIT: "Audit pack",
}


class FileForm(StrEnum):
    """The forms in which a pack is to be had; each is the ending of its file's name."""

    PDF = "pdf"
    PAGE = "html"
    WORKBOOK = "xlsx"
    WORD = "docx"


FORM_NAMES: Final[Mapping[FileForm, str]] = {
    FileForm.PDF: "PDF",
    FileForm.PAGE: "Web page",
    FileForm.WORKBOOK: "Workbook",
    FileForm.WORD: "Word file",
}
TWINS: Final = tuple(form for form in FileForm if form is not FileForm.PDF)
"""The forms that say the same as the PDF, which alone is kept as it was issued."""

_LETTERS: Final[Mapping[PackKind, str]] = {
    PackKind.BOARD: "BAF",
    PackKind.EXECUTIVE: "HLRR",
    PackKind.COMMITTEE: "COM",
    PackKind.OBJECTIVE: "OBJ",
    PackKind.RISK: "RISK",
    PackKind.MILESTONES: "PLAN",
    PackKind.ASSURANCE_MAP: "MAP",
    PackKind.AUDIT: "AUDIT",
}
"""The letters of a kind in the number of a pack: HCT-BAF-2018-06."""

WITH_SUBJECT: Final = frozenset({PackKind.COMMITTEE, PackKind.OBJECTIVE, PackKind.RISK})
"""The kinds that are of one committee, objective or risk."""


@dataclass(frozen=True, slots=True)
class CoverWords:
    """What the secretary says on the cover sheet; what is empty is left out of it.

    `author`, `lead` and the rest are words: posts rather than names.
    """

    meeting: str = ""
    meeting_on: date | None = None
    agenda_number: str = ""
    author: str = ""
    lead: str = ""
    purpose: str = ""
    recommendation: str = ""
    considered_by: str = ""
    assurance_level: str = ""


@dataclass(frozen=True, slots=True)
class MakePack:
    """A pack as at a day; a public one holds no restricted risk.

    `subject_id` is the committee, objective or risk of a kind that has one; `committee_id` whom it
    is for, where it is for a committee; `meeting_id` the meeting that will have it.
    """

    kind: PackKind
    as_at: date
    public: bool
    subject_id: UUID | None = None
    committee_id: UUID | None = None
    meeting_id: UUID | None = None
    cover: CoverWords = field(default_factory=CoverWords)


def stem_of(
    code: str, kind: PackKind, as_at: date, *, subject: str = "", public: bool = False
) -> str:
    """Return the number of a pack of that month before it is issued anew: HCT-BAF-2018-06.

    The short name of a subject follows the letters of the kind; a public version ends in -PUBLIC.
    """
    parts = [code.upper(), _LETTERS[kind], _short(subject), f"{as_at:%Y-%m}"]
    return "-".join([part for part in parts if part] + (["PUBLIC"] if public else []))


def number_of(stem: str, edition: int) -> str:
    """Return the number of an edition: the first bears the stem alone, the second ends in -R2."""
    return stem if edition == 1 else f"{stem}-R{edition}"


def code_of(digest: str) -> str:
    """Return the short code of a digest in hexadecimals, as every page shows it: ABCD-EFGH."""
    letters = b32encode(bytes.fromhex(digest))[:8].decode()
    return f"{letters[:4]}-{letters[4:]}"


def short_of(name: str) -> str:
    """Return how a number names a committee: its own short form in brackets, else its initials."""
    own = re.search(r"\((\w{2,8})\)", name)
    if own:
        return own[1].upper()
    words = [word for word in re.findall(r"\w+", name) if word[0].isupper()]
    return "".join(word[0] for word in words) if len(words) > 1 else name


def _short(subject: str) -> str:
    return re.sub(r"[^A-Z0-9.]+", "-", subject.upper()).strip("-.")
