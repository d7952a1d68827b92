"""The walls of every pack that is of the whole organisation."""

import pytest
from sqlmodel import Session

from riskapp.domain.errors import NotAllowedError
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.packs import MakePack, PackKind
from riskapp.domain.permissions import Role
from riskapp.queries.packs import get_paper
from riskapp.readmodels.paper import Paper
from riskapp.readmodels.paper_words import risks_of
from tests.assurances import a_control, an_assurance
from tests.composing.reading import words_of
from tests.factories import TODAY, Trust, a_milestone, a_programme, a_risk, a_trust, an_objective
from tests.queries.finding import id_of

KINDS = (
    PackKind.ASSURANCE_MAP,
    PackKind.AUDIT,
    PackKind.MILESTONES,
    PackKind.OBJECTIVE,
)
HIDDEN, OPEN, ELSEWHERE = "Kept from the public", "Known to everybody", "Of another trust"


def a_full_trust(session: Session, code: str, *titles: str) -> Trust:
    """A trust with an objective, its risks of these titles, and a milestone and report of each."""
    trust = a_trust(session, code)
    manager, objective = trust.actor(), an_objective(session, trust, "1.2")
    programme = a_programme(session, trust, f"Programme of {code}")
    for title in titles:
        visibility = Visibility.RESTRICTED if title == HIDDEN else Visibility.INTERNAL
        reference = a_risk(
            session, trust, title=title, consequence=4, likelihood=4, by=manager,
            objective=objective, visibility=visibility,
        )  # fmt: skip
        a_control(session, manager, reference, f"Control of {title}")
        an_assurance(session, manager, reference, source=f"Report on {title}")
        risk_id = id_of(session, trust.actor(), reference)
        a_milestone(session, trust, "May 2018", programme=programme, risk_ids=(risk_id,))
    session.rollback()
    return trust


def asked(session: Session, trust: Trust, kind: PackKind, *, public: bool) -> MakePack:
    subject_id = None
    if kind is PackKind.OBJECTIVE:
        subject_id = id_of(session, trust.actor(), "1.2", kind)
    return MakePack(kind, TODAY, public, subject_id)


@pytest.fixture
def trust(session: Session) -> Trust:
    """A trust with a restricted risk and one that is not; another trust beside it."""
    a_full_trust(session, "elsewhere", ELSEWHERE)
    return a_full_trust(session, "trust", HIDDEN, OPEN)


def made(session: Session, trust: Trust, kind: PackKind, role: Role, *, public: bool) -> Paper:
    return get_paper(session, trust.actor(role), asked(session, trust, kind, public=public))


@pytest.mark.parametrize("kind", KINDS)
def test_no_public_pack_speaks_of_a_restricted_risk_and_each_counts_it(
    session: Session, trust: Trust, kind: PackKind
) -> None:
    hidden = id_of(session, trust.actor(), "R-0001")
    private = made(session, trust, kind, Role.RISK_MANAGER, public=False)
    assert HIDDEN in words_of(private)
    assert hidden in risks_of(private)
    assert private.left_out == 0
    for role, public in [(Role.RISK_MANAGER, True), (Role.VIEWER, True), (Role.VIEWER, False)]:
        paper = made(session, trust, kind, role, public=public)
        assert OPEN in words_of(paper)
        assert HIDDEN not in words_of(paper)
        assert "R-0001" not in words_of(paper)
        assert hidden not in risks_of(paper)
        assert paper.left_out == 1


@pytest.mark.parametrize("kind", KINDS)
def test_no_pack_speaks_of_another_organisation(
    session: Session, trust: Trust, kind: PackKind
) -> None:
    said = words_of(made(session, trust, kind, Role.RISK_MANAGER, public=False))
    assert ELSEWHERE not in said
    assert "Programme of elsewhere" not in said


@pytest.mark.parametrize("kind", KINDS)
def test_who_reads_only_a_part_is_told_so(session: Session, trust: Trust, kind: PackKind) -> None:
    reader = trust.lead_of(trust.root.id)
    for public in (False, True):
        draft = asked(session, trust, kind, public=public)
        with pytest.raises(NotAllowedError, match="is of the whole organisation"):
            get_paper(session, reader, draft)


@pytest.mark.parametrize("kind", KINDS)
def test_a_role_without_the_right_makes_none(
    session: Session, trust: Trust, kind: PackKind
) -> None:
    with pytest.raises(NotAllowedError, match="may not make a pack"):
        made(session, trust, kind, Role.ADMINISTRATOR, public=False)


@pytest.mark.parametrize("kind", KINDS)
def test_an_organisation_with_nothing_has_a_pack_that_says_so(
    session: Session, kind: PackKind
) -> None:
    empty = a_trust(session, "empty")
    an_objective(session, empty, "1.2")
    paper = made(session, empty, kind, Role.RISK_MANAGER, public=False)
    assert paper.left_out == 0
    assert risks_of(paper) == set()
    assert all(section.blocks for section in paper.sections)
