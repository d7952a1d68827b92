"""The assurances of a committee that have expired or are about to."""

from collections.abc import Iterator, Sequence
from typing import Final

from riskapp.domain.assurance import LINE_SHORT
from riskapp.domain.wording import counted, date_words, label_of
from riskapp.papers.making import CellText, cell, said, table, typed
from riskapp.papers.sections import DUE
from riskapp.readmodels.committees import DueAssurance
from riskapp.readmodels.paper import Block, Section, Strong

_HEAD: Final = ("Risk", "Assurance", "Result", "Expires")
_SHARES: Final = (0.28, 0.38, 0.12, 0.22)


def assurances_due(due: Sequence[DueAssurance]) -> Section:
    """Return what has to be assured anew, or in one line that nothing has."""
    return DUE.of(_blocks(due))


def _blocks(due: Sequence[DueAssurance]) -> Iterator[Block]:
    if not due:
        yield said("No assurance has expired, and none expires within a month.")
        return
    expired = sum(one.has_expired for one in due)
    yield said(
        f"{counted(len(due), 'assurance')} expired or about to, {expired or 'none'} of them expired"
        " already."
    )
    yield table("Assurances due", _HEAD, [_row(one) for one in due], _SHARES)


def _row(one: DueAssurance) -> Sequence[CellText]:
    own = "" if one.overseen else "\n(a risk of another committee)"
    control = ("\nof the control: ", typed(one.control, one.risk.id)) if one.control else ()
    expires = date_words(one.expires_on)
    return (
        cell(Strong(one.risk.reference), " ", typed(one.risk.title, one.risk.id), own),
        cell(typed(one.source, one.risk.id), f", {LINE_SHORT[one.line]}", *control),
        cell(label_of(one.result)),
        cell(Strong(f"expired {expires}") if one.has_expired else expires),
    )
