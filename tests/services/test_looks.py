"""Setting how packs look: by whom, what is refused, and by one person at a time."""

from typing import Any

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, NotAllowedError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.looks import SetLook
from riskapp.domain.packs import MakePack, PackKind
from riskapp.domain.permissions import GRANTS, Role
from riskapp.models import History
from riskapp.queries.looks import get_look
from riskapp.queries.packs import get_paper
from riskapp.readmodels.looks import Look
from riskapp.services.looks import set_look
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_trust
from tests.pictures import a_png


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


def set_so(session: Session, trust: Trust, role: Role = Role.RISK_MANAGER, **more: Any) -> None:
    with transaction(session):
        draft = SetLook(**{"colour": "#7C2855", "dark": "#330072", **more})
        set_look(session, trust.actor(role), draft)


def test_ours_holds_until_somebody_chooses(session: Session, trust: Trust) -> None:
    assert get_look(session, trust.actor()) == Look()


def test_what_is_chosen_is_on_every_paper_of_the_organisation_and_of_no_other(
    session: Session, trust: Trust
) -> None:
    other = a_trust(session, "other")
    set_so(session, trust, logo=a_png(), logo_words="Logo of the trust")
    asked = MakePack(PackKind.BOARD, TODAY, public=False)
    brand = get_paper(session, trust.actor(), asked).brand
    assert (brand.colour, brand.dark, brand.logo_words) == (
        "#7C2855",
        "#330072",
        "Logo of the trust",
    )
    assert brand.logo
    assert get_look(session, other.actor()) == Look()


def test_a_logo_stays_until_it_is_taken_away(session: Session, trust: Trust) -> None:
    said = {"logo_words": "Logo of the trust"}
    set_so(session, trust, logo=a_png(), **said)
    set_so(session, trust, seen_version=1, dark="#111111", **said)
    assert get_look(session, trust.actor()).logo == a_png()
    set_so(session, trust, seen_version=2, no_logo=True, **said)
    assert get_look(session, trust.actor()) == Look("#7C2855", "#330072", version=3)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"colour": "yellow"}, "colour"),
        ({"dark": "#FFEB8A"}, "dark"),
        ({"logo": b"no picture"}, "logo"),
        ({"logo": a_png()}, "logo_words"),
        ({"logo": a_png(), "logo_words": "Logo", "holds_mark": True}, "entitled"),
    ],
)
def test_what_cannot_be_shown_is_refused_at_its_field_and_nothing_is_saved(
    session: Session, trust: Trust, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(FieldError) as refused:
        set_so(session, trust, **more)
    assert refused.value.field == field
    assert get_look(session, trust.actor()) == Look()


def test_what_somebody_else_has_set_meanwhile_is_not_written_over(
    session: Session, trust: Trust
) -> None:
    set_so(session, trust)
    with pytest.raises(StaleError):
        set_so(session, trust, colour="#111111")


@pytest.mark.parametrize("role", sorted(Role))
def test_only_those_with_the_right_set_it(session: Session, trust: Trust, role: Role) -> None:
    if Action.SET_LOOK in GRANTS[role]:
        set_so(session, trust, role)
    else:
        with pytest.raises(NotAllowedError):
            set_so(session, trust, role)


def test_the_history_says_who_set_it(session: Session, trust: Trust) -> None:
    set_so(session, trust)
    kinds = session.exec(select(History.kind).order_by(col(History.number))).all()
    assert kinds[-1] is Happening.LOOK_SET
