"""Setting the scale of appetite, stating appetite and ending it."""

from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from riskapp.domain.appetite import READY
from riskapp.domain.appetite_drafts import EndAppetite, SetScale, StateAppetite, Subject
from riskapp.domain.domains import Domain
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.permissions import Actor, Role
from riskapp.models import AppetiteScale, AppetiteStatement, History
from riskapp.queries.appetite import get_appetite
from riskapp.readmodels.appetite import StatementLine
from riskapp.services.appetite import end_appetite, set_scale, state_appetite
from riskapp.services.transactions import transaction
from tests.appetites import SIX, a_scale, an_appetite
from tests.factories import TODAY, Trust, a_trust, an_objective
from tests.services.test_at_once import FINE, at_once, sound

FIVE = READY["orange-book"]
SAFETY = Subject(domain=Domain.SAFETY)
LATER = TODAY + timedelta(days=30)


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


def line(session: Session, actor: Actor, subject: Subject = SAFETY) -> StatementLine:
    found = get_appetite(session, actor).line(subject)
    assert found is not None
    return found


def kinds(session: Session) -> list[str]:
    return [row.kind.value for row in session.exec(select(History).order_by(sa.text("number")))]


def test_a_new_scale_ends_the_old_one_and_statements_keep_their_level(
    session: Session, trust: Trust
) -> None:
    first = a_scale(session, trust.actor())
    an_appetite(session, trust.actor(), Domain.SAFETY, 3)
    later = trust.actor(Role.EXECUTIVE, today=LATER)
    a_scale(session, later, FIVE)
    old = session.get_one(AppetiteScale, (trust.organisation.id, first))
    assert old.until_on == LATER
    now = get_appetite(session, later)
    assert now.scale is not None
    assert next(level.name for level in now.scale.levels) == "Averse"
    kept = line(session, later)
    assert kept.stated is not None
    assert (kept.stated.words, kept.scale) == ("cautious, up to 6", SIX.name)
    then = get_appetite(session, later, LATER - timedelta(days=1)).scale
    assert then is not None
    assert then.name == SIX.name
    assert kinds(session)[-3:] == ["appetite-scale-set", "appetite-set", "appetite-scale-set"]
    sound(session)


def test_a_statement_takes_the_place_of_the_one_before(session: Session, trust: Trust) -> None:
    objective = an_objective(session, trust)
    a_scale(session, trust.actor())
    for level in (4, 2):
        an_appetite(session, trust.actor(), objective.id, level)
    later = trust.actor(today=LATER)
    an_appetite(session, later, objective.id, 3)
    held = session.exec(select(AppetiteStatement).order_by(sa.text("from_on"))).all()
    assert next((one.level, one.from_on, one.until_on) for one in held) == (2, TODAY, LATER)
    assert len(held) == 2
    earlier = get_appetite(session, later, TODAY).line(Subject(objective.id))
    assert earlier is not None
    assert earlier.stated is not None
    assert earlier.stated.level == "Minimal"


def test_an_ended_statement_is_gone_from_that_day(session: Session, trust: Trust) -> None:
    a_scale(session, trust.actor())
    said = an_appetite(session, trust.actor(), Domain.SAFETY, 1)
    later = trust.actor(today=LATER)
    with transaction(session):
        end_appetite(session, later, EndAppetite(SAFETY, "The Board withdrew it.", said))
    assert line(session, later).stated is None
    assert session.get_one(AppetiteStatement, (trust.organisation.id, said)).until_on == LATER
    assert kinds(session)[-1] == "appetite-ended"


@pytest.mark.parametrize("role", [Role.RISK_LEAD, Role.SECRETARY, Role.AUDITOR])
def test_who_may_not_set_appetite_is_told_who_could(
    session: Session, trust: Trust, role: Role
) -> None:
    with pytest.raises(NotAllowedError, match="executive or a risk manager"):
        set_scale(session, trust.actor(role), SetScale(SIX, "Why not."))
    with pytest.raises(NotAllowedError, match="executive or a risk manager"):
        end_appetite(session, trust.actor(role), EndAppetite(SAFETY, "No.", uuid4()))
    with pytest.raises(NotAllowedError, match="executive or a risk manager"):
        state_appetite(session, trust.actor(role), StateAppetite(SAFETY, uuid4(), 1, "No."))


def test_a_late_change_is_refused(session: Session, trust: Trust) -> None:
    actor = trust.actor()
    scale = a_scale(session, actor)
    an_appetite(session, actor, Domain.SAFETY, 2)
    late = [
        lambda db: set_scale(db, actor, SetScale(FIVE, "Agreed.")),
        lambda db: state_appetite(db, actor, StateAppetite(SAFETY, scale, 1, "Ours.")),
        lambda db: state_appetite(db, actor, StateAppetite(SAFETY, uuid4(), 1, "Ours.")),
        lambda db: end_appetite(db, actor, EndAppetite(SAFETY, "Gone.", uuid4())),
    ]
    for deed in late:
        with pytest.raises(StaleError), transaction(session):
            deed(session)


def test_what_cannot_be_used_is_refused_at_its_field(session: Session, trust: Trust) -> None:
    actor = trust.actor()
    scale = a_scale(session, actor)
    unfit = {
        "reason": lambda db: set_scale(db, actor, SetScale(FIVE, " ", seen=scale)),
        "words": lambda db: state_appetite(db, actor, StateAppetite(SAFETY, scale, 1, " ")),
        "level": lambda db: state_appetite(db, actor, StateAppetite(SAFETY, scale, 9, "Ours.")),
    }
    for field, deed in unfit.items():
        with pytest.raises(FieldError) as refused, transaction(session):
            deed(session)
        assert refused.value.field == field


def test_a_scale_set_today_can_be_set_again_until_something_is_stated_on_it(
    session: Session, trust: Trust
) -> None:
    a_scale(session, trust.actor())
    scale = a_scale(session, trust.actor(), FIVE)
    assert len(session.exec(select(AppetiteScale)).all()) == 1
    an_appetite(session, trust.actor(), Domain.SAFETY, 1)
    with pytest.raises(FieldError, match="tomorrow"), transaction(session):
        set_scale(session, trust.actor(), SetScale(SIX, "Again.", seen=scale))


def test_another_organisations_objective_is_not_there(session: Session, trust: Trust) -> None:
    theirs = an_objective(session, a_trust(session, "other"))
    scale = a_scale(session, trust.actor())
    draft = StateAppetite(Subject(theirs.id), scale, 1, "Ours.")
    with pytest.raises(NotFoundError), transaction(session):
        state_appetite(session, trust.actor(), draft)
    assert get_appetite(session, trust.actor()).line(Subject(theirs.id)) is None


def test_one_of_two_who_state_at_once_is_late(engine: sa.Engine, session: Session) -> None:
    trust = a_trust(session)
    scale = a_scale(session, trust.actor())
    session.rollback()
    actors = [trust.actor(role) for role in (Role.EXECUTIVE, Role.RISK_MANAGER)]
    draft = StateAppetite(SAFETY, scale, 2, "Ours.")
    deeds = [lambda db, by=actor: state_appetite(db, by, draft) for actor in actors]
    assert at_once(engine, deeds) == {FINE: 1, "StaleError": 1}
    sound(session)
