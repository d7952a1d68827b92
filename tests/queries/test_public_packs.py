"""A public pack of any kind names nobody, holds no note, and says nothing of a restricted risk."""

from collections.abc import Iterator
from enum import StrEnum
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.lifecycle import Visibility
from riskapp.domain.notes import AddNote
from riskapp.domain.packs import MakePack, PackKind
from riskapp.domain.permissions import Role
from riskapp.domain.references import risk_number
from riskapp.models import Committee, PostHolder, Risk, RiskVersion
from riskapp.models.organisation import CommitteeKind
from riskapp.queries.packs import MADE, get_paper
from riskapp.readmodels.finals import Words
from riskapp.readmodels.paper import Paper
from riskapp.readmodels.paper_words import pieces_of
from riskapp.services.notes import add_note
from riskapp.services.transactions import transaction
from tests.everything import hang_everything
from tests.factories import TODAY, Trust, a_post, a_risk, a_score, a_trust, an_objective

HIDDEN = "An inquiry into the death of a patient"
NOTE = "She told me so in the corridor."
LEFT = "Patricia Long-Gone"
NAMING = {PackKind.BOARD, PackKind.COMMITTEE, PackKind.OBJECTIVE}
"""The kinds that name people to those who read them in private."""


def texts_of(paper: Paper) -> Iterator[str]:
    """Yield every text of a paper, that of its pictures among them."""
    for one in pieces_of(paper):
        if isinstance(one, Words):
            yield one.shown
        elif not isinstance(one, StrEnum):
            yield one


def everything_in(session: Session, trust: Trust) -> dict[PackKind, UUID]:
    """Fill a register with all that a pack may tell of; return what packs with a subject are of."""
    objective = an_objective(session, trust)
    open_risk = a_risk(session, trust, consequence=4, likelihood=4, objective=objective)
    a_risk(
        session, trust, title=HIDDEN, consequence=5, likelihood=4, objective=objective,
        visibility=Visibility.RESTRICTED, by=trust.actor(),
    )  # fmt: skip
    hang_everything(session, trust, open_risk)
    why = f"The {Role.REPORTER} and {LEFT} said so."
    a_score(session, trust.actor(Role.RISK_LEAD), open_risk, 5, 4, reason=why)
    with transaction(session):
        add_note(session, trust.actor(), open_risk, AddNote(NOTE))
    risk = session.exec(select(Risk.id).where(col(Risk.number) == risk_number(open_risk))).one()
    return {
        PackKind.RISK: risk,
        PackKind.OBJECTIVE: objective.id,
        PackKind.COMMITTEE: a_committee_and_a_holder(session, trust),
    }


def a_committee_and_a_holder(session: Session, trust: Trust) -> UUID:
    """Add somebody who holds a post without signing in, and a committee; return its id."""
    here = trust.organisation.id
    post = a_post(session, trust, "Chief Nurse")
    kind = CommitteeKind.COMMITTEE
    committee = Committee(organisation_id=here, name="Quality Committee", kind=kind)
    with transaction(session):
        session.add(committee)
        session.flush()
        for version in session.exec(select(RiskVersion)).all():
            version.lead_committee_id = committee.id
        session.add(PostHolder(organisation_id=here, post_id=post.id, name=LEFT, from_on=TODAY))
    return committee.id


@pytest.mark.parametrize("kind", MADE)
def test_a_public_pack_gives_away_no_name_no_note_and_no_restricted_risk(
    session: Session, kind: PackKind
) -> None:
    trust = a_trust(session)
    subjects = everything_in(session, trust)
    names = [*(person.name for person in trust.people.values()), LEFT]

    def said(*, public: bool) -> str:
        asked = MakePack(kind, TODAY, public, subjects.get(kind))
        return "\n".join(texts_of(get_paper(session, trust.actor(), asked)))

    public, private = said(public=True), said(public=False)
    for given_away in (HIDDEN, NOTE, *names):
        assert given_away not in public
    assert NOTE not in private
    assert kind not in NAMING or any(name in private for name in names)
    assert "Public version" in public


def test_a_restricted_risk_is_left_out_and_counted(session: Session) -> None:
    trust = a_trust(session)
    everything_in(session, trust)
    paper = get_paper(session, trust.actor(), MakePack(PackKind.BOARD, TODAY, public=True))
    assert paper.left_out == 1
    assert {one.number for one in paper.counts} == {1}
    said = "\n".join(texts_of(paper))
    assert "Left out of this version: 1 restricted risk." in said
    assert "risk lead and Chief Nurse" not in said
    assert "The reporter" not in said


def test_a_name_gives_way_to_the_post_or_the_role(session: Session) -> None:
    trust = a_trust(session)
    everything_in(session, trust)
    paper = get_paper(session, trust.actor(), MakePack(PackKind.BOARD, TODAY, public=True))
    assert "reporter and Chief Nurse said so." in "\n".join(texts_of(paper))


def test_the_public_wording_stands_for_the_statement_in_public_alone(session: Session) -> None:
    trust = a_trust(session)
    everything_in(session, trust)
    with transaction(session):
        for version in session.exec(select(RiskVersion)).all():
            version.public_words = "Some visits may be late."
            session.add(version)

    def said(*, public: bool) -> str:
        asked = MakePack(PackKind.BOARD, TODAY, public)
        return "\n".join(texts_of(get_paper(session, trust.actor(), asked)))

    assert "Some visits may be late." in said(public=True)
    assert "posts stay vacant" not in said(public=True)
    assert "Some visits may be late." not in said(public=False)
    assert "posts stay vacant" in said(public=False)
