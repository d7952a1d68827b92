"""Whoever issues a private pack of any kind sees all of it; nothing is told of what they do not."""

from sqlmodel import Session

from riskapp.domain.drafts import EditRisk
from riskapp.domain.exposure import LinkExposure
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.packs import MakePack, PackKind
from riskapp.domain.permissions import Role
from riskapp.queries.cases import get_case
from riskapp.queries.pack_gate import list_named
from riskapp.queries.pack_preview import Preview, preview_pack
from riskapp.queries.packs import MADE
from riskapp.readmodels.paper_words import risks_of
from riskapp.services.exposure import link_exposure
from riskapp.services.risks import edit_risk
from riskapp.services.transactions import transaction
from tests.composing.reading import words_of
from tests.factories import TODAY, Trust, a_milestone, a_programme, a_trust, some_details
from tests.queries.finding import id_of
from tests.queries.test_public_packs import HIDDEN, everything_in


def hide_everywhere(session: Session, trust: Trust) -> dict[PackKind, MakePack]:
    """Have one restricted risk belong in a pack of each kind; return what to ask for."""
    subjects = everything_in(session, trust)
    hidden = id_of(session, trust.actor(), "R-0002")
    session.rollback()
    plan = a_programme(session, trust, "Estates")
    a_milestone(session, trust, "May 2018", programme=plan, risk_ids=(hidden,))
    with transaction(session):
        link_exposure(session, trust.actor(), "R-0001", LinkExposure("R-0002", "It adds to it."))
    return {kind: MakePack(kind, TODAY, False, subjects.get(kind)) for kind in MADE}


def show(session: Session, trust: Trust) -> None:
    """Let everybody see the risk."""
    version = get_case(session, trust.actor(), "R-0002").risk.version
    session.rollback()
    with transaction(session):
        details = some_details(HIDDEN, None, Visibility.INTERNAL)
        edit_risk(session, trust.actor(), "R-0002", EditRisk(details, "It is known.", version))


def looked_at(session: Session, trust: Trust, asked: MakePack, role: Role) -> Preview:
    return preview_pack(session, trust.actor(role), asked)


def holds_up(theirs: Preview, kind: PackKind) -> None:
    """See that a risk which is hidden holds a pack up, and that nothing is told of it."""
    assert theirs.not_seen == 1, kind
    assert "holds 1 risk that you may not see" in " ".join(theirs.gate.blocking), kind
    for told in (words_of(theirs.paper), *theirs.gate.blocking):
        assert HIDDEN not in told, kind
        assert "R-0002" not in told, kind


def test_what_the_secretary_may_not_see_holds_up_every_kind_until_it_shows(
    session: Session,
) -> None:
    trust = a_trust(session)
    kinds = hide_everywhere(session, trust)
    hidden = id_of(session, trust.actor(), "R-0002")
    for kind, asked in kinds.items():
        holds_up(looked_at(session, trust, asked, Role.SECRETARY), kind)
        whole = looked_at(session, trust, asked, Role.RISK_MANAGER)
        assert (whole.not_seen, whole.gate.blocking) == (0, ()), kind
        assert "R-0002" in words_of(whole.paper), kind
        told = risks_of(whole.paper) | list_named(session, trust.actor(), whole.paper)
        assert hidden in told, kind
        public = MakePack(kind, TODAY, True, asked.subject_id)
        assert looked_at(session, trust, public, Role.SECRETARY).gate.blocking == (), kind
    show(session, trust)
    for kind, asked in kinds.items():
        theirs, whole = (
            looked_at(session, trust, asked, role) for role in (Role.SECRETARY, Role.RISK_MANAGER)
        )
        assert (theirs.not_seen, theirs.gate.blocking) == (0, ()), kind
        assert theirs.paper == whole.paper, kind
