"""History as sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from riskapp.domain.chain import code_of
from riskapp.domain.happenings import Happening


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry: the sentence, when it was recorded, and the words typed (None where redacted).

    `backdated_to` is the day it was effective where that is before the day it was entered; `facts`
    are what the sentence was made from.
    """

    number: int
    at: datetime
    entered_on: date
    who: str
    kind: Happening
    sentence: str
    words: Mapping[str, str | None] = field(default_factory=dict)
    backdated_to: date | None = None
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def risk(self) -> str:
        """The reference of the risk that the entry is about, "" where it is about none."""
        return self.facts.get("risk", "")

    @property
    def milestone(self) -> str:
        """The reference of the milestone that the entry names, "" where it names none."""
        return self.facts.get("milestone", "")


@dataclass(frozen=True, slots=True)
class ChainedLine:
    """An entry with its own hash, by which it can be known again."""

    line: HistoryLine
    entry_hash: str

    @property
    def code(self) -> str:
        """What to note of it, to know it again."""
        return code_of(self.line.number, self.entry_hash)


@dataclass(frozen=True, slots=True)
class Proof:
    """An entry and what proves it: it gives its own hash, and holds that of the one before it.

    `before` and `after` are the numbers of the entries beside it that the reader may see.
    """

    one: ChainedLine
    own: bool
    follows: bool
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class OrganisationHistory:
    """Some of an organisation's entries, newest first; `older` is where those before them begin.

    `head` is the newest entry that the reader may see of all, None where there is none.
    """

    lines: tuple[ChainedLine, ...]
    older: int | None
    head: ChainedLine | None
