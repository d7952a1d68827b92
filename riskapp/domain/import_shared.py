"""Risks that share a reference: "901" in one file, and "901, 902" in one cell of another.

So do those whose references differ in capitals and spaces alone, as "CR-7" and "cr - 7" do.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Final, TypeVar

from riskapp.domain.import_alike import may_be_one_risk
from riskapp.domain.import_compare import KnownRisk
from riskapp.domain.import_corrections import Side
from riskapp.domain.import_findings import SHARED, FieldChange
from riskapp.domain.import_rows import Problem, ReadRow, Remark
from riskapp.domain.imports import HOLDS_WORDS, Holds, Verdict
from riskapp.domain.references import references_in

Risk = TypeVar("Risk")

ASKED: Final = (
    "a choice, where {reference} has the reference “{theirs}” here and this row “{ours}”: one risk,"
    " or two"
)
TAKEN: Final = "a risk of its own, or a row left out, where another row is {reference} already"
SAME: Final = "Taken for {reference}, which has “{theirs}” here and is called alike."


@dataclass(frozen=True, slots=True)
class Sharer:
    """A risk that shares a reference with a row, and its own key.

    `rows` are how many rows of the file may be it, `own` whether one of them has just its key.
    """

    known: KnownRisk
    key: str
    rows: int
    own: bool

    def is_surely(self, row: ReadRow) -> bool:
        """Tell whether a row is this risk: it is called alike, and no other row may be it."""
        return self.rows == 1 and may_be_one_risk(self.known.title, row.title)

    def choice(self, row: ReadRow, side: Side | None) -> FieldChange:
        """Return the choice whether a row is this risk."""
        before = f"{self.known.reference} ({self.key}), {self.known.title}"
        after = f"{row.reference}, {row.title}"
        return FieldChange(SHARED, before, after, to_choose=side is None, chosen=side or "")

    def problem(self, row: ReadRow, side: Side | None) -> Problem:
        """Return what a row waits for: an answer, or another one where another row is the risk."""
        words = TAKEN if side else ASKED
        said = {"reference": self.known.reference, "theirs": self.key, "ours": row.reference}
        return Problem(Verdict.NEEDS_YOU, None, SHARED, row.reference, words.format_map(said))

    def remark(self, row: ReadRow) -> Remark:
        """Return what is said of a row that is taken for this risk unasked."""
        words = SAME.format(reference=self.known.reference, theirs=self.key)
        return Remark(HOLDS_WORDS[Holds.REFERENCE], row.reference, words)


def sharing(keys: Iterable[str], risks: Mapping[str, Risk]) -> Mapping[str, Mapping[str, Risk]]:
    """Return, by each key that no risk has, the risks that share one of its references."""
    parts: defaultdict[str, dict[str, Risk]] = defaultdict(dict)
    for key, risk in risks.items():
        for part in (*references_in(key), _folded(key)):
            parts[part][key] = risk
    found = ((key, dict(_sharing(key, risks, parts))) for key in keys if key not in risks)
    return {key: shared for key, shared in found if shared}


def _sharing(
    key: str, risks: Mapping[str, Risk], parts: Mapping[str, Mapping[str, Risk]]
) -> Iterator[tuple[str, Risk]]:
    for one in references_in(key) or (key,):
        if one in risks:
            yield one, risks[one]
        yield from parts.get(one, {}).items()
    yield from parts.get(_folded(key), {}).items()


def _folded(key: str) -> str:
    return "".join(key.casefold().split())


def sharers(
    shared: Mapping[str, Mapping[str, KnownRisk]], own: Set[str]
) -> Mapping[str, tuple[Sharer, ...]]:
    """Return the same with how many rows may be each risk; those keys are rows of its own."""
    rows = Counter(own) + Counter(key for some in shared.values() for key in some)
    return {
        key: tuple(
            Sharer(known, theirs, rows[theirs], theirs in own) for theirs, known in some.items()
        )
        for key, some in shared.items()
    }
