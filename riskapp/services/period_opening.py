"""Opening a period of the BAF: what was prepared for each risk is done, once the Board approved."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.drafts import Decide, PlaceOnBaf
from riskapp.domain.errors import FieldError, StaleError
from riskapp.domain.escalation import REGISTER_NAMES, Register
from riskapp.domain.happenings import Happening
from riskapp.domain.life_drafts import ProposeMerge
from riskapp.domain.meetings import told_words
from riskapp.domain.periods import (
    GOES_ON,
    Fate,
    OpenPeriod,
    PeriodState,
    Prepared,
    what_is_missing,
)
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.domain.scoring import ScoreKind
from riskapp.domain.wording import date_words
from riskapp.models import (
    BafEntry,
    BafEntryObjective,
    BafPeriod,
    Committee,
    Meeting,
    Placement,
    Position,
    Risk,
    RiskObjective,
)
from riskapp.models.organisation import CommitteeKind
from riskapp.queries.cases import get_case_by_id
from riskapp.queries.scope import still
from riskapp.services.decisions import place_on_baf
from riskapp.services.deeds import Deed
from riskapp.services.escalation import get_standing
from riskapp.services.history import note
from riskapp.services.links import link, unlink
from riskapp.services.merges import decide_merge, propose_merge
from riskapp.services.periods import begin_preparing, list_what_is_there
from riskapp.services.proposals import leave
from riskapp.services.sitting import sit
from riskapp.services.versions import rewrite


def open_period(session: Session, actor: Actor, period_id: UUID, draft: OpenPeriod) -> BafPeriod:
    """Open a period that the Board approved: all that was prepared is done today, or none of it.

    FieldError where a risk of the BAF is not decided about; StaleError if what was prepared was
    changed since it was looked at.
    """
    period = begin_preparing(session, actor, period_id)
    if not draft.reason.strip():
        raise FieldError("reason", "Say what the Board approved: its words are kept.")
    _refuse_early(session, period, actor)
    board = _sit_with_the_board(session, actor, draft.meeting_id)
    list_what_is_there(session, period)
    entries = _entries(session, period)
    if _seen(period, entries) != draft.seen_version:
        raise StaleError("What is prepared was changed while you were looking at it.")
    opening = _Opening(session, board, period, draft.reason.strip())
    opening.carry_out(entries)
    _finish(session, period, board, draft)
    return period


def _refuse_early(session: Session, period: BafPeriod, actor: Actor) -> None:
    if period.starts_on > actor.today:
        day = date_words(period.starts_on)
        raise FieldError("", f"The period begins on {day}: it cannot be opened before that day.")
    query = select(BafPeriod).where(
        col(BafPeriod.organisation_id) == period.organisation_id,
        col(BafPeriod.opened_on) == actor.today,
    )
    if session.exec(query).first() is not None:
        raise FieldError("", "Another period was opened today: open this one tomorrow.")


def _sit_with_the_board(session: Session, actor: Actor, meeting_id: UUID) -> Actor:
    board = sit(session, actor, meeting_id)
    meeting = session.get_one(Meeting, (actor.organisation_id, meeting_id))
    committee = session.get_one(Committee, (actor.organisation_id, meeting.committee_id))
    if committee.kind is not CommitteeKind.BOARD:
        raise FieldError("meeting", "A period is approved by the Board: choose a meeting of it.")
    return board


def _entries(session: Session, period: BafPeriod) -> Sequence[BafEntry]:
    query = select(BafEntry).where(
        col(BafEntry.organisation_id) == period.organisation_id,
        col(BafEntry.period_id) == period.id,
    )
    return session.exec(query.execution_options(populate_existing=True)).all()


def _seen(period: BafPeriod, entries: Iterable[BafEntry]) -> int:
    """Return what changes whenever anything prepared does."""
    return period.version + sum(entry.version for entry in entries)


def _finish(session: Session, period: BafPeriod, board: Actor, draft: OpenPeriod) -> None:
    meeting = session.get_one(Meeting, (period.organisation_id, draft.meeting_id))
    committee = session.get_one(Committee, (period.organisation_id, meeting.committee_id))
    period.state, period.opened_on = PeriodState.OPEN, board.today
    period.opened_by_id, period.meeting_id = board.person_id, meeting.id
    period.why = draft.reason.strip()
    facts = {"period": period.name, "meeting": told_words(committee.name, meeting.held_on)}
    words = {"reason": period.why}
    note(session, board, Happening.PERIOD_OPENED, subject_id=period.id, facts=facts, words=words)
    session.flush()


class _Opening:
    """The opening of one period, for the Board, within one transaction."""

    def __init__(self, session: Session, board: Actor, period: BafPeriod, reason: str) -> None:
        self.session, self.board, self.period, self.reason = session, board, period, reason
        self.says = Decide(agree=True, reason=reason)

    def carry_out(self, entries: Sequence[BafEntry]) -> None:
        """Do what was prepared: what leaves goes first, so that what stays takes over its links."""
        standing = [entry for entry in entries if self._still_is(entry)]
        for entry in standing:
            self._refuse_undecided(entry)
            entry.closing_score = self._score(entry.risk_id)
        self._end_the_old()
        for entry in sorted(standing, key=lambda one: one.fate in GOES_ON):
            self._do(entry)
        for entry in standing:
            if entry.fate in GOES_ON:
                entry.opening_score = self._score(entry.risk_id)
                entry.from_on = self.board.today
        self.session.flush()

    def _still_is(self, entry: BafEntry) -> bool:
        """Drop what has left the BAF since it was prepared: nothing is left to decide about it."""
        if entry.fate is Fate.NEW or self._placement(entry.risk_id) is not None:
            return True
        self.session.delete(entry)
        return False

    def _refuse_undecided(self, entry: BafEntry) -> None:
        number = self.session.get_one(Risk, (entry.organisation_id, entry.risk_id)).number
        prepared = Prepared(
            risk_reference(number),
            entry.fate,
            len(self._chosen(entry)),
            entry.gap,
            retitled=bool(entry.title),
            into=str(entry.into_risk_id or ""),
        )
        missing = what_is_missing(prepared)
        if missing:
            raise FieldError("", f"{prepared.reference} is not ready. {missing}")

    def _do(self, entry: BafEntry) -> None:
        if entry.fate is Fate.MERGED:
            self._merge(entry)
        elif entry.fate is Fate.RETIRED:
            self._retire(entry)
        else:
            self._go_on(entry)

    def _merge(self, entry: BafEntry) -> None:
        mine, other = self._reference(entry.risk_id), self._reference(entry.into_risk_id)
        draft = ProposeMerge(other, entry.reason)
        decision = propose_merge(self.session, self.board, mine, draft)
        decide_merge(self.session, self.board, mine, decision.id, self.says)

    def _retire(self, entry: BafEntry) -> None:
        deed = self._deed(entry.risk_id)
        standing = get_standing(deed)
        decision = standing.open(DecisionKind.REMOVE, Register.BAF) or deed.open_decision(
            DecisionKind.REMOVE, register_kind=Register.BAF, opened_why=entry.reason
        )
        deed.decide(decision, DecisionState.AGREED, self.reason)
        facts = {"register": REGISTER_NAMES[Register.BAF]}
        words = {"reason": entry.reason}
        deed.note(Happening.TAKEN_OFF, decision.id, facts=facts, words=words)
        leave(deed, standing.placements[Register.BAF], decision)

    def _go_on(self, entry: BafEntry) -> None:
        if entry.fate is Fate.NEW and self._placement(entry.risk_id) is None:
            draft = PlaceOnBaf(entry.reason)
            place_on_baf(self.session, self.board, self._reference(entry.risk_id), draft)
        if entry.fate is Fate.REWORDED:
            said = {name: getattr(entry, name) for name in ("title", "cause", "event", "effect")}
            rewrite(self._deed(entry.risk_id), said, Happening.RISK_EDITED, entry.reason)
        self._relink(entry)

    def _relink(self, entry: BafEntry) -> None:
        """Link the risk to the objectives of the new period, and to no others."""
        deed, chosen = self._deed(entry.risk_id), self._chosen(entry)
        held = select(col(RiskObjective.objective_id)).where(
            col(RiskObjective.organisation_id) == entry.organisation_id,
            col(RiskObjective.risk_id) == entry.risk_id,
            still(RiskObjective),
        )
        for objective_id in sorted(set(self.session.exec(held)) - chosen):
            unlink(deed, objective_id, entry.gap or entry.reason)
        for objective_id in sorted(chosen):
            link(deed, objective_id, entry.reason)

    def _chosen(self, entry: BafEntry) -> set[UUID]:
        query = select(col(BafEntryObjective.objective_id)).where(
            col(BafEntryObjective.organisation_id) == entry.organisation_id,
            col(BafEntryObjective.period_id) == entry.period_id,
            col(BafEntryObjective.risk_id) == entry.risk_id,
        )
        return set(self.session.exec(query))

    def _end_the_old(self) -> None:
        """End the references of the period before."""
        query = select(BafEntry).where(
            col(BafEntry.organisation_id) == self.period.organisation_id,
            col(BafEntry.period_id) != self.period.id,
            col(BafEntry.from_on).is_not(None),
            still(BafEntry),
        )
        for entry in self.session.exec(query):
            entry.until_on = self.board.today

    def _placement(self, risk_id: UUID) -> Placement | None:
        query = select(Placement).where(
            col(Placement.organisation_id) == self.period.organisation_id,
            col(Placement.risk_id) == risk_id,
            col(Placement.register_kind) == Register.BAF,
            still(Placement),
        )
        return self.session.exec(query).one_or_none()

    def _score(self, risk_id: UUID) -> int | None:
        query = select(col(Position.score)).where(
            col(Position.organisation_id) == self.period.organisation_id,
            col(Position.risk_id) == risk_id,
            col(Position.kind) == ScoreKind.CURRENT,
            still(Position),
        )
        return self.session.exec(query).one_or_none() or None

    def _deed(self, risk_id: UUID) -> Deed:
        case = get_case_by_id(self.session, self.board, risk_id)
        return Deed(self.session, self.board, case)

    def _reference(self, risk_id: UUID | None) -> str:
        key = (self.period.organisation_id, risk_id)
        return risk_reference(self.session.get_one(Risk, key).number)
