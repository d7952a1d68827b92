"""What assures the controls of the risks to an objective, and what is missing in them."""

from collections.abc import Iterator, Sequence
from typing import Final

from riskapp.domain.assurance import LINE_SHORT
from riskapp.domain.wording import date_words
from riskapp.papers.making import CellText, cell, said, small, table, typed
from riskapp.papers.sections import Named
from riskapp.readmodels.assurance import AssuranceLine
from riskapp.readmodels.objective_pack import ObjectivePack
from riskapp.readmodels.paper import Block, Section, Strong
from riskapp.readmodels.risk_page import RiskPage

ASSURED: Final = Named("assurances", "Assurances by line", "Assurances")
GAPS: Final = Named("gaps", "Gaps in control and in assurance", "Gaps")


def assured(pack: ObjectivePack, none: str) -> Section:
    """Return what each line of assurance reported on the risks and their controls."""
    return ASSURED.of(_assured(pack, none))


def gaps(pack: ObjectivePack) -> Section:
    """Return the open gaps, and the milestones that are to close them."""
    return GAPS.of(_gaps(pack))


def _assured(pack: ObjectivePack, none: str) -> Iterator[Block]:
    if not pack.risks:
        yield said(none)
        return
    rows = [
        _report(one, risk)
        for line in LINE_SHORT
        for risk in pack.risks
        for one in _newest_first(risk, line)
    ]
    if not rows:
        yield said("No assurance is recorded of any of its risks.")
        return
    head = ("Line", "Risk, and what it is of", "Source and result", "Received, expires")
    yield table("Assurances by line", head, rows, (0.14, 0.34, 0.3, 0.22))
    bare = [risk.row.reference for risk in pack.risks if not risk.assurance.all_assurances]
    if bare:
        yield small(Strong("No assurance at all: "), f"{', '.join(bare)}.")


def _newest_first(risk: RiskPage, line: object) -> Sequence[AssuranceLine]:
    found = [one for one in risk.assurance.all_assurances if one.line is line]
    return sorted(found, key=lambda one: one.received_on, reverse=True)


def _report(one: AssuranceLine, risk: RiskPage) -> Sequence[CellText]:
    row = risk.row
    controls = {control.id: control.words for control in risk.assurance.controls}
    of = typed(controls.get(one.control_id, ""), row.id) if one.control_id else ""
    level = f", {one.level.value} assurance" if one.level else ""
    return (
        LINE_SHORT[one.line].capitalize(),
        cell(Strong(row.reference), " " if of else " the whole risk", of),
        cell(typed(one.source, row.id), f"\n{one.result.value.capitalize()}{level}"),
        cell(_days(one)),
    )


def _days(one: AssuranceLine) -> str:
    received = date_words(one.received_on)
    if one.expires_on is None:
        return received
    word = "expired" if one.has_expired else "until"
    return f"{received}\n{word} {date_words(one.expires_on)}"


def _gaps(pack: ObjectivePack) -> Iterator[Block]:
    rows = [
        (
            cell(Strong(risk.row.reference)),
            cell(f"In {gap.kind.value}"),
            cell(typed(gap.words, risk.row.id), f"\nsince {date_words(gap.since)}"),
            cell(_closing([(one.reference, one.due.printed) for one in gap.milestones])),
        )
        for risk in pack.risks
        for gap in risk.assurance.open_gaps
    ]
    if not rows:
        yield said("No gap is open in any of its risks.")
        return
    head = ("Risk", "In what", "What is missing", "To be closed by")
    yield table("Gaps", head, rows, (0.12, 0.14, 0.46, 0.28))


def _closing(found: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"{reference}, due {due}" for reference, due in found) or "no milestone"
