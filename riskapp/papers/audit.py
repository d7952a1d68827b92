"""The Audit pack: process and adequacy, and the year's evidence for those who give an opinion."""

from collections.abc import Iterable, Iterator
from typing import Final

from riskapp.domain.meetings import MeetingState
from riskapp.domain.months import MonthState
from riskapp.domain.pack_gate import Count
from riskapp.domain.packs import PACK_NAMES, CoverWords, PackKind
from riskapp.domain.wording import counted, date_words
from riskapp.papers.audit_considered import considered, meetings, monthly
from riskapp.papers.audit_decisions import decisions
from riskapp.papers.audit_history import history, issued
from riskapp.papers.audit_quality import checks, overdue, reports, taken_back
from riskapp.papers.cover import cover, touched
from riskapp.papers.framing import framed
from riskapp.papers.making import said
from riskapp.papers.sections import Named
from riskapp.readmodels.audit_pack import AuditPack
from riskapp.readmodels.paper import Block, Bullets, Paper, Section, Text, text_of

NAME: Final = PACK_NAMES[PackKind.AUDIT]
TITLE: Final = "Risk and assurance: the year's evidence"
SHORT: Final = Named("short", "The year in short", "In short")
_MARCH: Final = (3, 31)


def audit_paper(pack: AuditPack, words: CoverWords | None = None) -> Paper:
    """Return the year's evidence as a paper; the same pack always gives the same one."""
    return framed(
        pack.frame,
        PackKind.AUDIT,
        TITLE,
        _sections(pack, words),
        left_out=pack.left_out,
        counts=_counts(pack),
    )


def year_words(pack: AuditPack) -> str:
    """Return which year it is: a financial year by its name, any other by its days."""
    end = pack.year.until
    if (end.month, end.day) == _MARCH:
        return f"the financial year {end.year - 1}/{end:%y}"
    return f"the year after {date_words(pack.year.since)}, to {date_words(end)}"


def _sections(pack: AuditPack, words: CoverWords | None) -> Iterator[Section]:
    yield cover(
        pack.frame,
        NAME,
        TITLE,
        words=words,
        held=_held(pack),
        objectives=touched(risk.row for risk in pack.risks),
        left_out=pack.left_out,
    )
    yield SHORT.of(_short(pack))
    yield considered(pack)
    yield meetings(pack)
    yield monthly(pack)
    yield overdue(pack)
    yield decisions(pack)
    yield checks(pack)
    yield reports(pack)
    yield taken_back(pack)
    yield issued(pack)
    yield history(pack)


def _held(pack: AuditPack) -> Iterable[tuple[str, str]]:
    return [
        ("Risks on the BAF at some time of the year", str(len(pack.risks))),
        ("Meetings held", str(sum(one.state is MeetingState.HELD for one in pack.meetings))),
        ("Decisions taken", str(len(pack.taken))),
        ("Decisions still to take", str(len(pack.waiting))),
        ("Reviews overdue at the end of the year", str(len(pack.overdue))),
        ("Reports of internal audit", str(len(pack.reports))),
        ("Packs issued", str(len(pack.packs))),
    ]


def _counts(pack: AuditPack) -> Iterator[Count]:
    kinds = pack.by_kind
    yield Count("decisions taken", "the cover", len(pack.taken))
    yield Count("decisions taken", "the table by kind", sum(len(one.days) for one in kinds))
    yield Count("decisions to take", "the cover", len(pack.waiting))
    yield Count("decisions to take", "the table by kind", sum(one.still_open for one in kinds))


def _short(pack: AuditPack) -> Iterator[Block]:
    yield said(
        f"This is the evidence of {year_words(pack)}, for the governance statement and for the Head"
        " of Internal Audit. It says what was recorded; the opinion is theirs."
    )
    yield Bullets(tuple(_lines(pack)))


def _lines(pack: AuditPack) -> Iterator[Text]:
    yield text_of(_considered_words(pack))
    yield text_of(_months_words(pack))
    yield text_of(_overdue_words(pack))
    yield text_of(_decided_words(pack))
    yield text_of(_checks_words(pack))
    yield text_of(_reports_words(pack))
    if pack.chain.broken:
        yield text_of(f"The history does not hold: {pack.chain.broken}.")


def _considered_words(pack: AuditPack) -> str:
    risks = pack.risks
    if not risks:
        return "No risk was on the Board Assurance Framework in the year."
    board, lead = sum(bool(r.by_board) for r in risks), sum(bool(r.by_lead) for r in risks)
    never = [risk.row.reference for risk in risks if not risk.considered]
    rest = f" Of {', '.join(never)} nothing of the kind is recorded." if never else ""
    return (
        f"{counted(len(risks), 'risk').capitalize()} on the BAF in the year: the Board considered"
        f" {board or 'none'} of them, a lead committee {lead or 'none'}.{rest}"
    )


def _months_words(pack: AuditPack) -> str:
    if not pack.months:
        return "No monthly review was opened in the year."
    closed = sum(one.state is MonthState.CLOSED for one in pack.months)
    missed = sum(one.state is MonthState.NOT_HELD for one in pack.months)
    return (
        f"{counted(closed, 'monthly review').capitalize()} held and closed; {missed or 'none'} not"
        " held."
    )


def _overdue_words(pack: AuditPack) -> str:
    if not pack.overdue:
        return "No review was overdue at the end of the year."
    longest = pack.overdue[0][1]
    number = counted(len(pack.overdue), "review").capitalize()
    return f"{number} overdue at the end of the year, the longest by {counted(longest, 'day')}."


def _decided_words(pack: AuditPack) -> str:
    taken, waiting = counted(len(pack.taken), "decision"), len(pack.waiting)
    late = counted(len(pack.late_validations), "score")
    return (
        f"{taken.capitalize()} taken, {waiting or 'none'} still to take; {late} not validated in"
        " time."
    )


def _checks_words(pack: AuditPack) -> str:
    both = [(one.then, one.now) for one in pack.checks if None not in {one.then, one.now}]
    more = sum((now or 0) > (then or 0) for then, now in both)
    less = sum((now or 0) < (then or 0) for then, now in both)
    off = counted(len(pack.off), "check")
    return (
        f"Quality: of {counted(len(both), 'check')}, {more or 'none'} find more than a year before"
        f" and {less or 'none'} find less; {off} switched off."
    )


def _reports_words(pack: AuditPack) -> str:
    if not pack.reports:
        return "No assurance of internal audit is recorded in the year."
    bad = sum(one.is_bad for one in pack.reports)
    done = sum(one.settled_on is not None for one in pack.reports)
    number = counted(len(pack.reports), "assurance").capitalize()
    return (
        f"{number} of internal audit: {bad or 'none'} negative, {done or 'none'} verified as done."
    )
