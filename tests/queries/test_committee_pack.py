"""The pack of a committee is of the risks that it oversees, and of nothing else."""

from dataclasses import replace

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.errors import NotFoundError
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.movement import MoveKind
from riskapp.domain.packs import PackKind
from riskapp.domain.references import risk_number
from riskapp.models import Committee, Risk, RiskVersion
from riskapp.models.organisation import CommitteeKind
from riskapp.queries.committee_pack import get_committee_pack, get_committee_paper
from riskapp.services.transactions import transaction
from tests.composing.reading import section, words_of
from tests.factories import Trust, a_risk, a_trust
from tests.papers import asked_for
from tests.queries.moves import WITHIN, an_old_risk, score


def a_committee(session: Session, trust: Trust, *references: str) -> Committee:
    """Add a committee that leads on these risks."""
    here, kind = trust.organisation.id, CommitteeKind.COMMITTEE
    committee = Committee(organisation_id=here, name="Quality Committee", kind=kind)
    numbers = [risk_number(one) for one in references]
    says = select(RiskVersion).join(Risk, col(Risk.id) == col(RiskVersion.risk_id))
    with transaction(session):
        session.add(committee)
        session.flush()
        for version in session.exec(says.where(col(Risk.number).in_(numbers))).all():
            version.lead_committee_id = committee.id
    return committee


def test_it_holds_the_committees_risks_highest_first_and_what_changed_of_them(
    session: Session,
) -> None:
    trust = a_trust(session)
    low, high, other = (an_old_risk(session, trust, *pair) for pair in ((2, 2), (3, 4), (4, 4)))
    hidden = a_risk(
        session, trust, consequence=4, likelihood=4, by=trust.actor(),
        visibility=Visibility.RESTRICTED,
    )  # fmt: skip
    score(session, trust, high, (4, 4), WITHIN)
    score(session, trust, other, (5, 4), WITHIN)
    committee = a_committee(session, trust, low, high, hidden)
    asked = asked_for(PackKind.COMMITTEE, subject_id=committee.id)
    pack = get_committee_pack(session, trust.actor(), replace(asked, public=True))
    assert [row.reference for row in pack.rows] == [high, low]
    assert pack.left_out == 1
    moved = [m.risks[0].reference for m in pack.changes.movement.of_kind(MoveKind.UP)]
    assert moved == [high]
    assert get_committee_pack(session, trust.actor(), asked).left_out == 0


def test_a_committee_without_anything_says_so_section_by_section(session: Session) -> None:
    trust = a_trust(session)
    asked = asked_for(PackKind.COMMITTEE, subject_id=a_committee(session, trust).id)
    paper = get_committee_paper(session, trust.actor(), asked)
    for key, said in {
        "changes": "nothing changed",
        "summary": "No risk is one that this committee oversees.",
        "objectives": "This committee leads on no objective.",
        "decisions": "No decision is asked for",
        "due": "No assurance has expired",
        "risks": "No risk is one that this committee oversees.",
    }.items():
        assert said in words_of(section(paper, key))
        assert len(section(paper, key).blocks) == 1


def test_another_organisations_committee_is_not_there(session: Session) -> None:
    trust, other = a_trust(session), a_trust(session, "other")
    asked = asked_for(PackKind.COMMITTEE, subject_id=a_committee(session, other).id)
    with pytest.raises(NotFoundError):
        get_committee_pack(session, trust.actor(), asked)
