"""Who decides, as lists to take out: committees, posts, months, packs, what is to be decided."""

from collections.abc import Iterable
from typing import Final

from riskapp.domain.domains import DOMAIN_NAMES
from riskapp.domain.take_out import CellKind
from riskapp.domain.wording import decision_words, label_of, register_short
from riskapp.readmodels.committees import CommitteeRow, OpenDecision
from riskapp.readmodels.issued_packs import PackRow
from riskapp.readmodels.months import MonthName
from riskapp.readmodels.posts import PostRow
from riskapp.readmodels.take_out import About, Asked, TakeOut, asked, take_out

NUMBER, DAY, REFERENCE, YES_NO = (
    CellKind.NUMBER,
    CellKind.DAY,
    CellKind.REFERENCE,
    CellKind.YES_NO,
)

COMMITTEE_COLUMNS: Final[tuple[Asked[CommitteeRow], ...]] = (
    asked("name", "Committee", lambda row: row.name, wide=True),
    asked("kind", "Kind", lambda row: row.kind),
    asked("parent", "Under", lambda row: row.parent),
    asked("does", "What it does", lambda row: row.does, wide=True),
    asked("objectives", "Objectives", lambda row: "; ".join(one.number for one in row.objectives)),
    asked("domains", "Domains", lambda row: "; ".join(DOMAIN_NAMES[one] for one in row.domains)),
    asked(
        "programme_risks", "Takes programme risks", lambda row: row.takes_programme_risks, YES_NO
    ),
    asked("risks", "Risks", lambda row: row.risks, NUMBER),
    asked("highest", "Highest score", lambda row: row.highest or None, NUMBER),
    asked("last_on", "Last met", lambda row: row.last_on, DAY),
    asked("next_on", "Meets next", lambda row: row.next_on, DAY),
)
POST_COLUMNS: Final[tuple[Asked[PostRow], ...]] = (
    asked("title", "Post", lambda row: row.title, wide=True),
    asked("holder", "Held by", lambda row: row.holder.name if row.holder else None),
    asked("since", "Since", lambda row: row.holder.from_on if row.holder else None, DAY),
    asked("vacant", "Vacant", lambda row: row.vacant, YES_NO),
    asked("next", "Next", lambda row: row.next.name if row.next else None),
    asked("next_from", "From", lambda row: row.next.from_on if row.next else None, DAY),
    asked("owns", "Risks owned", lambda row: row.owns, NUMBER),
    asked("leads", "Risks led", lambda row: row.leads, NUMBER),
    asked("handles", "Risks handled", lambda row: row.handles, NUMBER),
)
MONTH_COLUMNS: Final[tuple[Asked[MonthName], ...]] = (
    asked("month", "Month", lambda row: f"{row.month:%Y-%m}"),
    asked("state", "State", lambda row: label_of(row.state)),
    asked("opened_on", "Opened", lambda row: row.opened_on, DAY),
    asked("closed_on", "Closed", lambda row: row.closed_on, DAY),
    asked("why", "Why", lambda row: row.why, wide=True),
)
PACK_COLUMNS: Final[tuple[Asked[PackRow], ...]] = (
    asked("number", "Number", lambda row: row.number, REFERENCE),
    asked("kind", "Pack", lambda row: row.kind_words),
    asked("title", "Title", lambda row: row.title, wide=True),
    asked("committee", "Committee", lambda row: row.committee),
    asked("as_at", "As at", lambda row: row.as_at, DAY),
    asked("public", "Public", lambda row: row.public, YES_NO),
    asked("issued_on", "Issued", lambda row: row.issued_on, DAY),
    asked("code", "Code", lambda row: row.code),
    asked("pages", "Pages", lambda row: row.pages, NUMBER),
    asked("state", "State", lambda row: label_of(row.state)),
    asked("replaced_by", "Replaced by", lambda row: row.replaced_by),
    asked("withdrawn_on", "Withdrawn", lambda row: row.withdrawn_on, DAY),
    asked("withdrawn_why", "Why withdrawn", lambda row: row.withdrawn_why, wide=True),
)
DECISION_COLUMNS: Final[tuple[Asked[OpenDecision], ...]] = (
    asked("reference", "Reference", lambda one: one.risk.reference, REFERENCE),
    asked("title", "Title", lambda one: one.risk.title, wide=True),
    asked("decide", "To decide", lambda one: decision_words(one.kind, one.register), wide=True),
    asked("register", "Register", lambda one: one.register and register_short(one.register)),
    asked("opened_on", "Since", lambda one: one.opened_on, DAY),
    asked("opened_by", "Asked or proposed by", lambda one: one.opened_by),
)


def committee_list(about: About, rows: Iterable[CommitteeRow]) -> TakeOut:
    """Return committees and groups with what each oversees."""
    return take_out("Committees and groups", "committees", about, COMMITTEE_COLUMNS, rows)


def post_list(about: About, rows: Iterable[PostRow]) -> TakeOut:
    """Return posts with who holds each."""
    return take_out("Posts", "posts", about, POST_COLUMNS, rows)


def month_list(about: About, rows: Iterable[MonthName]) -> TakeOut:
    """Return the monthly reviews."""
    return take_out("Monthly reviews", "reviews", about, MONTH_COLUMNS, rows)


def pack_list(about: About, rows: Iterable[PackRow]) -> TakeOut:
    """Return issued packs."""
    return take_out("Issued packs", "packs", about, PACK_COLUMNS, rows)


def decision_list(about: About, rows: Iterable[OpenDecision]) -> TakeOut:
    """Return what is to be decided, the oldest first."""
    title = "Waiting for a decision"
    return take_out(title, "waiting-for-a-decision", about, DECISION_COLUMNS, rows)
