"""Loading risks and milestones by the same deeds that people do."""

from dataclasses import replace
from datetime import date

from riskapp.domain.drafts import AddMilestone, RaiseRisk, RiskDetails
from riskapp.domain.escalation import Entered
from riskapp.domain.permissions import Actor
from riskapp.domain.printed_drafts import PrintedAs
from riskapp.domain.scoring import PrintedScore
from riskapp.queries.cases import get_case_by_id
from riskapp.services.deeds import Deed
from riskapp.services.escalation import Judged, enter, get_standing
from riskapp.services.links import link, link_milestone
from riskapp.services.loading.kinds import Kind
from riskapp.services.loading.plan_records import MilestoneRecord
from riskapp.services.loading.risk_records import PrintedScoreRecord, RiskRecord
from riskapp.services.loading.stage import Stage, located
from riskapp.services.milestones import add_milestone
from riskapp.services.risks import raise_risk
from riskapp.services.scores import print_score


def load_risk(stage: Stage, record: RiskRecord) -> None:
    """Raise a risk, link it to its objectives and enter its score in the old register."""
    with located(record.raw):
        draft = RaiseRisk(_details(stage, record), record.is_draft, opened_on=record.opened)
        deed = raise_risk(stage.session, _raiser(stage, record), draft, record.printed)
        stage.ledger.keep(Kind.RISK, record, deed.case.risk.id)
        for key in record.objectives:
            link(deed, stage.ledger.get(Kind.OBJECTIVE, key))
        if record.score is not None:
            _enter_as_printed(deed, record, record.score)


def load_milestone(
    stage: Stage, record: MilestoneRecord, since: date, risks: tuple[str, ...]
) -> None:
    """Add a milestone whose due period was known since that day, for the risks of those keys."""
    ledger = stage.ledger
    draft = AddMilestone(
        words=record.text,
        due=record.due,
        programme_id=ledger.find(Kind.PROGRAMME, record.programme),
        workstream_id=ledger.find(Kind.WORKSTREAM, record.workstream),
        owner_post_id=ledger.find(Kind.POST, record.owner_post),
        risk_ids=tuple(ledger.get(Kind.RISK, key) for key in risks),
    )
    with located(record.raw):
        added = add_milestone(stage.session, stage.entered(since), draft, from_on=since)
    ledger.keep(Kind.MILESTONE, record, added.id)


def mitigate_later(stage: Stage, record: MilestoneRecord, risk: str, on: date) -> None:
    """Link a milestone to a risk that was opened after it was set."""
    actor = stage.entered(on)
    milestone_id = stage.ledger.get(Kind.MILESTONE, record.key)
    with located(record.raw):
        case = get_case_by_id(stage.session, actor, stage.ledger.get(Kind.RISK, risk))
        link_milestone(stage.session, actor, case.reference, milestone_id)


def _raiser(stage: Stage, record: RiskRecord) -> Actor:
    """Return who raises a risk: the role that its record names, else whoever loads."""
    if record.raised_by is None:
        return stage.entered(record.opened)
    return stage.player(record.raised_by, stage.day(record.opened))


def _details(stage: Stage, record: RiskRecord) -> RiskDetails:
    ledger, place, nature = stage.ledger, record.place, record.nature
    return RiskDetails(
        record.statement,
        kind=nature.kind,
        unit_id=ledger.find(Kind.UNIT, place.unit),
        programme_id=ledger.find(Kind.PROGRAMME, place.programme),
        owner_post_id=ledger.find(Kind.POST, place.owner_post),
        executive_post_id=ledger.find(Kind.POST, place.executive_post),
        lead_committee_id=ledger.find(Kind.COMMITTEE, place.lead_committee),
        origin=nature.origin,
        treatment=nature.treatment,
        visibility=nature.visibility,
        visibility_reason=nature.visibility_reason,
    )


def _enter_as_printed(deed: Deed, record: RiskRecord, score: PrintedScoreRecord) -> None:
    """Put the risk on the registers that print it, then let the rule see the printed score."""
    judged = Judged(score.value, score.on, basis=score.basis)
    for register in record.registers:
        enter(deed, register, Entered.AS_PRINTED, judged, reference=record.printed.reference)
    deed.session.flush()
    now = replace(deed, case=get_case_by_id(deed.session, deed.actor, deed.case.risk.id))
    reason = f"As printed in {record.printed.table or 'the old register'}."
    printed = PrintedAs(PrintedScore(score.value), score.on, score.basis, reason)
    print_score(now, printed, get_standing(now))
