"""What a file is: a pack as it was issued, one that was altered, or none of ours."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from riskapp.domain.wording import date_words
from riskapp.readmodels.issued_packs import PackRow, PackState

NONE_OF_OURS = "This is no pack that was issued here, or none that you may read."


@dataclass(frozen=True, slots=True)
class Borne:
    """The number and the code that a page bears."""

    number: str
    code: str


class Finding(StrEnum):
    """What a file was found to be."""

    ISSUED = "issued"
    STANDS_NO_MORE = "stands-no-more"
    ALTERED = "altered"
    NOT_OURS = "not-ours"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a file: the pack that it is, or those that its pages say they are of.

    `false` are numbers that its pages bear with a code that is not that pack's.
    """

    issued: PackRow | None = None
    borne: tuple[PackRow, ...] = ()
    false: tuple[str, ...] = ()

    @property
    def finding(self) -> Finding:
        """What the file is."""
        if self.issued is not None:
            stands = self.issued.state is PackState.STANDS
            return Finding.ISSUED if stands else Finding.STANDS_NO_MORE
        return Finding.ALTERED if self.borne or self.false else Finding.NOT_OURS

    def sentences(self) -> Iterator[str]:
        """Say what the file is, a sentence for each thing."""
        if self.issued is not None:
            day = date_words(self.issued.issued_on)
            yield f"This is pack {self.issued.number}, issued on {day}, unaltered."
            yield from _became(self.issued)
            return
        for row in self.borne:
            yield (
                f"Altered or merged: its pages bear number {row.number} and code {row.code},"
                f" issued on {date_words(row.issued_on)}. The file is not the one issued."
            )
            yield from _became(row)
        for number in self.false:
            yield f"False: its pages bear number {number} with a code that is not that pack's."
        if self.finding is Finding.NOT_OURS:
            yield NONE_OF_OURS


def _became(row: PackRow) -> Iterator[str]:
    """Say of a pack that stands no more what became of it."""
    if row.withdrawn_on is not None:
        day = date_words(row.withdrawn_on)
        yield f"{row.number} was withdrawn on {day}: {row.withdrawn_why}"
    if row.replaced_by:
        yield f"{row.number} is replaced by {row.replaced_by}."
