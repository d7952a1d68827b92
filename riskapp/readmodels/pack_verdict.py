"""What a file is: a pack as it was issued, one that was altered, or none of ours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from riskapp.domain.packs import FileForm
from riskapp.domain.wording import date_words
from riskapp.readmodels.issued_packs import PackRow, PackState

NONE_OF_OURS = "This is no pack that was issued here, or none that you may read."
_TWINS: Final = {
    FileForm.PAGE: "a web page",
    FileForm.WORKBOOK: "a workbook",
    FileForm.WORD: "a Word file",
}
_MARK: Final = re.compile(
    r"([A-Z0-9][A-Z0-9.-]{5,99}), code ([A-Z2-7]{4}-[A-Z2-7]{4})(?![A-Z0-9-])"
)


@dataclass(frozen=True, slots=True)
class Borne:
    """The number and the code that a page bears."""

    number: str
    code: str


@dataclass(frozen=True, slots=True)
class FileRead:
    """What was read from a file: its form, and the numbers and codes on its pages."""

    form: FileForm
    borne: tuple[Borne, ...]


def marks_in(text: str) -> Iterator[Borne]:
    """Yield each number with its code that stands in a text."""
    for found in _MARK.finditer(" ".join(text.split())):
        yield Borne(*found.groups())


class Finding(StrEnum):
    """What a file was found to be."""

    ISSUED = "issued"
    STANDS_NO_MORE = "stands-no-more"
    ALTERED = "altered"
    NOT_OURS = "not-ours"


FINDING_WORDS: Final = {
    Finding.ISSUED: "Unaltered, and it stands",
    Finding.STANDS_NO_MORE: "Unaltered, but it stands no more",
    Finding.ALTERED: "Not as it was issued",
    Finding.NOT_OURS: "Not one of ours",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a file: the pack that it is, or those that its pages say they are of.

    `false` are numbers that its pages bear with a code that is not that pack's.
    """

    issued: PackRow | None = None
    borne: tuple[PackRow, ...] = ()
    false: tuple[str, ...] = ()
    form: FileForm = FileForm.PDF

    @property
    def finding(self) -> Finding:
        """What the file is."""
        if self.issued is not None:
            stands = self.issued.state is PackState.STANDS
            return Finding.ISSUED if stands else Finding.STANDS_NO_MORE
        return Finding.ALTERED if self.borne or self.false else Finding.NOT_OURS

    @property
    def named(self) -> tuple[PackRow, ...]:
        """The packs that it is, or says it is of."""
        return self.borne if self.issued is None else (self.issued,)

    def sentences(self) -> Iterator[str]:
        """Say what the file is, a sentence for each thing."""
        if self.issued is not None:
            day = date_words(self.issued.issued_on)
            yield f"This is pack {self.issued.number}{self._as}, issued on {day}, unaltered."
            yield from _became(self.issued)
            return
        for row in self.borne:
            yield self._altered(row)
            yield from _became(row)
        for number in self.false:
            yield f"False: its pages bear number {number} with a code that is not that pack's."
        if self.finding is Finding.NOT_OURS:
            yield NONE_OF_OURS

    @property
    def _as(self) -> str:
        """In which form, where it is not the one that was issued."""
        return f" as {_TWINS[self.form]}" if self.form in _TWINS else ""

    def _altered(self, row: PackRow) -> str:
        bears = (
            f"its pages bear number {row.number} and code {row.code},"
            f" issued on {date_words(row.issued_on)}."
        )
        if self.form is FileForm.PDF:
            return f"Altered or merged: {bears} The file is not the one issued."
        return (
            f"Altered or saved anew: {bears} The register gives it{self._as} in other bytes: the"
            " file was changed or saved since, or words of the pack were redacted, or a later"
            " version of the register draws it otherwise."
        )


def _became(row: PackRow) -> Iterator[str]:
    """Say of a pack that stands no more what became of it."""
    if row.withdrawn_on is not None:
        day = date_words(row.withdrawn_on)
        yield f"{row.number} was withdrawn on {day}: {row.withdrawn_why}"
    if row.replaced_by:
        yield f"{row.number} is replaced by {row.replaced_by}."
