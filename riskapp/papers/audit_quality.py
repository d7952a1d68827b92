"""Reviews overdue, quality then and now, internal audit, and what was taken back."""

from collections.abc import Iterator, Sequence
from typing import Final

from riskapp.domain.severity import Severity
from riskapp.domain.wording import counted, date_words, label_of
from riskapp.papers.making import CellText, cell, said, small, table, typed
from riskapp.papers.quality import not_checked
from riskapp.papers.scores import score_cell
from riskapp.papers.sections import Named
from riskapp.readmodels.audit_pack import AuditPack, AuditReport, CheckThen
from riskapp.readmodels.paper import Block, Bullets, Section, Strong, text_of
from riskapp.readmodels.register import RegisterRow

OVERDUE: Final = Named("overdue", "Reviews overdue at the end of the year", "Overdue reviews")
CHECKS: Final = Named("checks", "Quality checks, a year ago and now", "Quality checks")
REPORTS: Final = Named("internal-audit", "Internal audit", "Internal audit")
TAKEN_BACK: Final = Named("taken-back", "Redacted and withdrawn", "Redacted")
OFF: Final = "off"


def overdue(pack: AuditPack) -> Section:
    """Return the risks whose review was overdue, the longest first."""
    return OVERDUE.of(_overdue(pack.overdue))


def checks(pack: AuditPack) -> Section:
    """Return what each quality check found a year ago and now, and what was not checked."""
    return CHECKS.of(_checks(pack))


def reports(pack: AuditPack) -> Section:
    """Return what internal audit reported, and what became of what it recommended."""
    return REPORTS.of(_reports(pack.reports))


def taken_back(pack: AuditPack) -> Section:
    """Return how much was redacted and withdrawn."""
    return TAKEN_BACK.of(_taken_back(pack))


def _overdue(found: Sequence[tuple[RegisterRow, int]]) -> Iterator[Block]:
    if not found:
        yield said("No review was overdue.")
        return
    rows = [
        (
            cell(Strong(f"{row.reference} "), typed(row.title, row.id)),
            cell(row.owner or row.executive),
            score_cell(row.current),
            cell(str(days), number=days),
        )
        for row, days in found
    ]
    head = ("Risk", "Owner, or executive lead", "Score", "Days overdue")
    yield table("Reviews overdue", head, rows, (0.4, 0.28, 0.18, 0.14))


def _checks(pack: AuditPack) -> Iterator[Block]:
    then, now = pack.looked_at
    first, last = date_words(pack.year.since), date_words(pack.year.until)
    yield small(
        f"Risks, objectives and milestones that were looked at: {then or 'none'} as at {first},"
        f" {now or 'none'} as at {last}."
    )
    found = [one for one in pack.checks if one.then or one.now]
    if found:
        head = ("Check", "How serious", first, last, "Change")
        yield table(
            "Quality checks", head, map(_check, found), (0.44, 0.14, 0.14, 0.14, 0.14), (0,)
        )
    clear = sum(one.then == 0 == one.now for one in pack.checks)
    yield said(f"{counted(clear, 'check').capitalize()} found nothing, then or now.")
    if pack.off:
        yield from not_checked(pack.off)
    else:
        yield said("No check was switched off.")


def _check(one: CheckThen) -> Sequence[CellText]:
    return (
        one.title,
        cell("Off" if one.severity is Severity.OFF else label_of(one.severity)),
        _number(one.then),
        _number(one.now),
        cell(_change(one)),
    )


def _number(failing: int | None) -> CellText:
    return cell(OFF) if failing is None else cell(str(failing or "none"), number=failing)


def _change(one: CheckThen) -> str:
    if one.then is None or one.now is None:
        return "not known"
    if one.then == one.now:
        return "the same"
    return f"{abs(one.now - one.then)} {'more' if one.now > one.then else 'fewer'}"


def _reports(found: Sequence[AuditReport]) -> Iterator[Block]:
    if not found:
        yield said("No assurance of internal audit is recorded in the year.")
        return
    head = ("Received", "Risk", "Source and result", "What it recommended")
    yield table("Internal audit", head, map(_report, found), (0.15, 0.3, 0.3, 0.25))


def _report(one: AuditReport) -> Sequence[CellText]:
    level = f", {one.level.value} assurance" if one.level else ""
    return (
        cell(date_words(one.received_on)),
        cell(Strong(f"{one.risk.reference} "), typed(one.risk.title, one.risk.id)),
        cell(typed(one.source, one.risk.id), f"\n{label_of(one.result)}{level}"),
        cell(_became(one)),
    )


def _became(one: AuditReport) -> str:
    if one.withdrawn_on:
        return f"recorded by mistake, withdrawn on {date_words(one.withdrawn_on)}"
    if one.settled_on:
        return f"verified as done on {date_words(one.settled_on)}"
    return "not yet verified as done" if one.is_bad else "nothing to verify is recorded"


def _taken_back(pack: AuditPack) -> Iterator[Block]:
    erased = pack.erased
    if not any((erased.redactions, erased.redactions_open, erased.assurances, erased.packs)):
        yield said("Nothing was redacted or withdrawn in the year.")
        return
    yield Bullets(
        (
            text_of(
                f"{counted(erased.redactions, 'redaction').capitalize()} agreed by two people."
            ),
            text_of(f"{counted(erased.redactions_open, 'redaction').capitalize()} to be decided."),
            text_of(f"{counted(erased.assurances, 'assurance').capitalize()} withdrawn."),
            text_of(f"{counted(erased.packs, 'pack').capitalize()} withdrawn."),
        )
    )
