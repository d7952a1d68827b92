"""Where a newer file and somebody here have both changed a thing: the page asks, and obeys."""

from typing import Final

import pytest
from sqlmodel import select

from forms.import_rows import side_name
from riskapp.domain.drafts import MoveMilestone
from riskapp.domain.due_periods import parse_due
from riskapp.domain.permissions import Role
from riskapp.models import Milestone
from riskapp.services.milestones import move_milestone
from riskapp.services.transactions import transaction
from tests.importing.files import edited
from tests.web.import_walk import checked, loaded, version_of
from tests.web.pages import PageClient

JUNE: Final = (
    "Ref,Title,Opened,Action,Action due date\n"
    "D-1,Too few nurses,31/03/2018,Recruit six nurses,30/09/2018\n"
    "D-2,Old lift,01/02/2018,Renew it,31/08/2018\n"
)
JULY: Final = JUNE.replace("Too few nurses", "Too few staff").replace("31/08", "30/11")
SIDES: Final = (side_name(2, "Title"), side_name(3, "Actions due: Renew it"))
Pair = tuple[str, str]


@pytest.fixture
def newer(client: PageClient) -> str:
    """The address of a newer file, of which two rows clash with what was changed here."""
    client.sign_in_as(Role.RISK_MANAGER)
    loaded(client, JUNE)
    edited(client.session, client.trust, "Too few nurses at night")
    with transaction(client.session) as session:
        lift = session.exec(select(Milestone).where(Milestone.words == "Renew it")).one()
        move = MoveMilestone(parse_due("Dec 2018"), "The part is late.", lift.version)
        move_milestone(session, client.trust.actor(), lift.id, move)
    return checked(client, JULY, "july.csv")


def test_what_both_changed_is_shown_side_by_side_and_holds_the_file_up(
    client: PageClient, newer: str
) -> None:
    page = client.get(newer)
    assert "2 rows: 0 ready, 2 need you" in page.text
    assert (
        "Title (both have changed) in row 2 The register says: Too few nurses at night ;"
        " The file says: Too few staff Choose Take the file's Keep the register's" in page.text
    )
    assert (
        "Actions due: Renew it (both have changed) in row 3"
        " The register says: Dec 2018 ; The file says: 30/11/2018" in page.text
    )
    client.post(f"{newer}/rows", {"seen_version": version_of(client.session, newer)})
    client.post(f"{newer}/load", {"seen_version": version_of(client.session, newer)})
    assert "Nothing was loaded: rows 2 and 3 hold it up" in client.get(newer).text
    assert "Too few nurses at night" in client.get("/trust/risks/R-0001").text


@pytest.mark.parametrize(
    ("sides", "said", "became"),
    [
        (("file", "register"), ("Too few staff", "Dec 2018"), ("Updated", "Changed nothing")),
        (("register", "file"), ("Too few nurses at night", "30/11/2018"), ("Changed noth", "Upd")),
    ],
    ids=["title", "day"],
)
def test_each_choice_is_kept_in_sight_and_followed(
    client: PageClient, newer: str, sides: Pair, said: Pair, became: Pair
) -> None:
    chosen = dict(zip(SIDES, sides, strict=True))
    seen = version_of(client.session, newer)
    client.post(f"{newer}/rows", {**chosen, "seen_version": seen})
    page = client.get(f"{newer}?show=put-right")
    assert "2 rows: 2 ready" in page.text
    for side in sides:
        assert f'<option value="{side}" selected>' in page.html
    assert "1 risk that is there already is changed, so this cannot be taken back" in page.text
    client.post(f"{newer}/load", {"seen_version": version_of(client.session, newer)})
    done = client.get(newer)
    assert "2 rows in file: 0 loaded, 2 merged with existing, 0 left out by you." in done.text
    first, second = (f"R-000{at} " for at in (1, 2))
    row_by_row = done.text.split("What became of each row")[1]
    assert became[0] in row_by_row.split(first)[1].split(second)[0]
    assert became[1] in row_by_row.split(second)[1]
    assert said[0] in client.get("/trust/risks/R-0001").text
    assert f"due {said[1]}" in client.get("/trust/milestones/M-0002").text


def test_a_choice_can_be_made_otherwise_until_the_file_is_loaded(
    client: PageClient, newer: str
) -> None:
    for side in ("file", "register"):
        seen = version_of(client.session, newer)
        client.post(f"{newer}/rows", {**dict.fromkeys(SIDES, side), "seen_version": seen})
    client.post(f"{newer}/load", {"seen_version": version_of(client.session, newer)})
    assert "Too few nurses at night" in client.get("/trust/risks/R-0001").text


def test_nothing_is_loaded_that_the_dry_run_did_not_show(client: PageClient) -> None:
    client.sign_in_as(Role.RISK_MANAGER)
    loaded(client, JUNE.partition("D-2")[0])
    waiting = checked(client, JUNE, "june-again.csv")
    assert "Will be a new risk." in client.get(waiting).text
    loaded(client, JULY.replace("Old lift", "Old lift of the tower"))
    seen = {"seen_version": version_of(client.session, waiting)}
    client.post(f"{waiting}/load", seen)
    page = client.get(waiting)
    assert "Nothing was loaded: this register was changed since the rows were looked" in page.text
    assert "rows 2 and 3 would come to something else than was shown" in page.text
    assert "Updates a risk that is there" in page.text
    assert "Old lift of the tower" in client.get("/trust/risks/R-0002").text
    client.post(f"{waiting}/load", seen)
    assert "The file is loaded." in client.get(waiting).text


def test_whether_a_row_is_the_risk_of_several_references_is_asked_in_plain_words(
    client: PageClient,
) -> None:
    client.sign_in_as(Role.RISK_MANAGER)
    loaded(client, 'Ref,Title\n"901, 902",Lifts fail\n')
    newer = checked(client, "Ref,Title\n902,Taps drip\n", "july.csv")
    page = client.get(newer)
    assert "where R-0001 has the reference “901, 902” here and this row “902”" in page.text
    assert (
        "One risk or two? in row 2 The register says: R-0001 (901, 902), Lifts fail ;"
        " The file says: 902, Taps drip Choose Two: the row is a risk of its own"
        " One: the row is the risk that is here" in page.text
    )
    sent = {side_name(2, "One risk or two"): "file"}
    client.post(f"{newer}/rows", {**sent, "seen_version": version_of(client.session, newer)})
    assert "Will be a new risk." in client.get(newer).text
