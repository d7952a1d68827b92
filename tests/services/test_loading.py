"""Loading whole folders: what is there afterwards, and that nothing is loaded twice."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from riskapp.domain.escalation import Entered, Register
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import FOREVER
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.permissions import Role
from riskapp.domain.scoring import ScoreKind
from riskapp.models import (
    Assessment,
    History,
    Milestone,
    MilestoneDue,
    Organisation,
    Person,
    Placement,
    Position,
    Post,
    PostHolder,
    Provenance,
    Risk,
    RiskObjective,
    RiskVersion,
    Unit,
)
from riskapp.queries.checks.everything import check_everything
from riskapp.services.loading.files import LoadError
from riskapp.services.people import demonstration_people
from riskapp.services.transactions import transaction
from tests.factories import TODAY
from tests.folders import DEMONSTRATION, HCT, INVENTED, OBJECTIVE, RISK, a_folder, load, write
from tests.round_trip import goes_round

DOCUMENT_DATE = date(2018, 4, 1)


def count(session: Session, table: type[SQLModel]) -> int:
    query = sa.select(sa.func.count()).select_from(table)
    return int(session.connection().execute(query).scalar_one())


@pytest.fixture
def hct(session: Session) -> Session:
    """The register of Hertfordshire Community NHS Trust, loaded."""
    load(session, HCT)
    return session


def on(session: Session, register: Register) -> list[Placement]:
    query = select(Placement).where(
        col(Placement.register_kind) == register, col(Placement.until_on) == FOREVER
    )
    return list(session.exec(query))


def test_what_was_loaded_is_said(session: Session) -> None:
    assert load(session, HCT).sentence == (
        "Hertfordshire Community NHS Trust: loaded 1 organisation, 4 units, 12 posts,"
        " 20 committees, 5 objectives, 11 programmes, 55 workstreams, 10 risks, 97 milestones."
    )
    assert load(session, HCT).sentence == (
        "Hertfordshire Community NHS Trust: nothing new: 215 records were loaded already."
    )


def test_ten_risks_are_on_the_baf_as_printed(hct: Session) -> None:
    placed = on(hct, Register.BAF)
    assert len(placed) == 10
    assert {placement.entered for placement in placed} == {Entered.AS_PRINTED}
    assert {placement.from_on for placement in placed} == {DOCUMENT_DATE}
    assert "2 0316" in {placement.reference for placement in placed}


def test_the_18_and_the_16_are_on_the_hlrr_by_the_rule(hct: Session) -> None:
    placed = on(hct, Register.HLRR)
    assert sorted(placement.opening_score for placement in placed) == [16, 18]
    assert {placement.entered for placement in placed} == {Entered.THRESHOLD}
    assert {placement.entered_basis for placement in placed} == {"not printed"}


def test_no_printed_score_is_taken_apart_and_no_objective_is_guessed(hct: Session) -> None:
    scores = hct.exec(select(Assessment)).all()
    assert sorted(one.printed_score or 0 for one in scores) == [6, 6, 6, 8, 9, 9, 10, 12, 16, 18]
    assert {(one.consequence, one.likelihood) for one in scores} == {(None, None)}
    assert {one.effective_basis for one in scores} == {"date of the document"}
    assert {(one.effective_on, one.entered_on) for one in scores} == {(DOCUMENT_DATE, TODAY)}
    assert count(hct, RiskObjective) == 0


def test_97_milestones_fall_due_as_printed(hct: Session) -> None:
    due = hct.exec(select(MilestoneDue)).all()
    years = Counter(row.due_on.year if row.due_on else None for row in due)
    assert years == {2018: 55, 2019: 34, 2020: 6, None: 2}
    assert {row.from_on for row in due} == {DOCUMENT_DATE}


def test_every_record_says_where_it_is_printed(hct: Session) -> None:
    sources = hct.exec(select(Provenance)).all()
    assert {source.document for source in sources} == {"002_b04bc239c58cfeb4.txt"}
    by_key = {source.record_key: source.lines for source in sources}
    assert by_key["objective-1"] == "910, 918"
    assert by_key["objective-3"] == "910, 920-922"


def test_a_real_organisations_records_are_entered_today(hct: Session) -> None:
    here = select(Organisation.id).where(col(Organisation.code) == "hct")
    query = select(History.entered_on, Person.name).join(
        Person, col(Person.id) == col(History.by_id)
    )
    entries = hct.exec(query.where(col(History.organisation_id) == hct.exec(here).one())).all()
    assert set(entries) == {(TODAY, "Command line")}


def test_the_demonstration_is_lived_through_to_where_its_story_ends(session: Session) -> None:
    load(session, DEMONSTRATION)
    assert (len(on(session, Register.HLRR)), len(on(session, Register.BAF))) == (17, 14)
    holds = sa.and_(col(Position.until_on) == FOREVER, col(Position.kind) == ScoreKind.CURRENT)
    scores = session.exec(select(Position.score).where(holds)).all()
    assert sum(score >= 15 for score in scores) == 15
    statuses = session.exec(
        select(RiskVersion.status).where(col(RiskVersion.until_on) == FOREVER)
    ).all()
    assert Counter(statuses) == {
        RiskStatus.OPEN: 53,
        RiskStatus.DRAFT: 4,
        RiskStatus.TOLERATED: 2,
        RiskStatus.AWAITING_APPROVAL: 1,
        RiskStatus.CLOSED: 1,
        RiskStatus.MERGED: 1,
        RiskStatus.REJECTED: 1,
    }
    refuse_a_history_out_of_order(session)
    assert list(check_everything(session)) == []
    assert holders_of_the_demonstration(session) == {
        ("Clinical Lead, Integrated Community Teams", "Demonstration risk lead"),
        ("Director of Operations", "Demonstration executive"),
    }
    is_there_for_good(session)


def is_there_for_good(session: Session) -> None:
    """Load the demonstration again, which changes nothing; take all of it out and bring it in."""
    assert "nothing new: 892 records" in load(session, DEMONSTRATION).sentence
    goes_round(session, "demo", "copy")


def holders_of_the_demonstration(session: Session) -> set[tuple[str, str]]:
    """The posts that accounts of the demonstration hold at the end of its story."""
    query = (
        select(Post.title, Person.name)
        .join(PostHolder, col(PostHolder.post_id) == col(Post.id))
        .join(Person, col(Person.id) == col(PostHolder.person_id))
        .where(col(PostHolder.until_on) == FOREVER)
    )
    return {(title or "", name) for title, name in session.exec(query)}


def refuse_a_history_out_of_order(session: Session) -> None:
    """Its entries stand on the days of the story, each by whoever did it then."""
    query = (
        select(History.entered_on, History.kind, Person.name)
        .join(Person, col(Person.id) == col(History.by_id))
        .order_by(col(History.number))
    )
    told = [row for row in session.exec(query) if row[1] is not Happening.ORGANISATION_LOADED]
    days = [day for day, _, _ in told]
    assert days == sorted(days)
    assert (days[0], days[-1]) == (date(2017, 1, 1), date(2018, 6, 27))
    scorers = {name for _, kind, name in told if kind is Happening.SCORED}
    assert "Demonstration risk lead" in scorers


def test_people_of_an_invented_history_get_their_passwords_later(
    session: Session, tmp_path: Path
) -> None:
    event = {"on": "2018-05-01", "by": "risk-lead", "deed": "review", "risk": "staff"}
    event |= {"reason": "No change."}
    load(session, a_folder(tmp_path / "v", organisation=INVENTED, risks=[RISK], events=[event]))
    made = select(Person).where(col(Person.demonstration).is_(True))
    lead = session.exec(made).one()
    assert (lead.email, lead.password_hash) == ("risk-lead@vale.example", None)
    organisation = session.exec(select(Organisation).where(col(Organisation.code) == "vale")).one()
    with transaction(session):
        demonstration_people(session, [organisation], today=TODAY)
    after = session.exec(made).all()
    assert lead.id in {person.id for person in after}
    assert len(after) == len(Role) - 1
    assert None not in {person.password_hash for person in after}


def test_a_new_record_is_added_to_what_is_there(session: Session, tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "vale", risks=[RISK])
    load(session, folder)
    more = {"key": "money", "title": "Too little money", "kind": "strategic"}
    write(folder, "risks", [RISK, more | {"opened": "2018-05-01", "objectives": ["one"]}])
    write(folder, "objectives", [OBJECTIVE])
    assert load(session, folder).sentence == (
        "The Vale Trust: loaded 1 objective, 1 risk; 2 records were loaded already."
    )
    assert sorted(risk.number for risk in session.exec(select(Risk))) == [1, 2]
    assert count(session, RiskObjective) == 1


def test_a_record_that_changed_since_is_refused(session: Session, tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "vale", risks=[RISK])
    load(session, folder)
    write(folder, "risks", [RISK | {"title": "Other words"}])
    with pytest.raises(LoadError, match=r"^risks.json, line 2: risk staff was loaded before"):
        load(session, folder)


def test_a_folder_that_is_half_right_leaves_nothing(session: Session, tmp_path: Path) -> None:
    event = {"on": "2018-05-01", "by": "risk-lead", "deed": "validate", "risk": "staff"}
    folder = a_folder(
        tmp_path / "vale",
        organisation=INVENTED,
        risks=[RISK],
        events=[event | {"reason": "It is right."}],
    )
    with pytest.raises(LoadError, match=r"^events.json, line 2: "):
        load(session, folder)
    for table in (Organisation, Unit, Risk, Milestone, Person, History, Provenance):
        assert count(session, table) == 0


def test_an_organisation_from_elsewhere_is_not_loaded_over(
    session: Session, tmp_path: Path
) -> None:
    folder = a_folder(tmp_path / "vale")
    load(session, folder)
    session.exec(sa.delete(Provenance))
    session.commit()
    with pytest.raises(LoadError, match=r"field code: vale is an organisation already"):
        load(session, folder)
