"""The pages of meetings."""

import pytest

from riskapp.domain.permissions import Role
from riskapp.models import Committee
from tests.factories import a_post
from tests.meetings import a_committee, a_meeting
from tests.web.late_rows import rows_of
from tests.web.pages import PageClient


@pytest.fixture
def committee(client: PageClient) -> Committee:
    client.sign_in_as(Role.SECRETARY)
    return a_committee(client.session, client.trust)


@pytest.fixture
def address(client: PageClient, committee: Committee) -> str:
    """The page of a meeting of today, at which nobody is recorded yet."""
    meeting = a_meeting(client.session, client.trust, committee, present=0)
    return f"/trust/meetings/{meeting.id}"


def test_a_meeting_is_planned_changed_attended_and_shown(
    client: PageClient, committee: Committee
) -> None:
    post = a_post(client.session, client.trust, "Matron")
    asked = client.get(f"/trust/meetings/new?committee={committee.id}")
    assert f'value="{committee.id}" selected' in asked.html
    sent = {"committee": str(committee.id), "held_on": "3 July 2018", "title": ""}
    planned = client.post("/trust/meetings/new", sent)
    assert planned.status == 303
    assert "planned" in client.get(planned.location).text
    move = {"held_on": "30 June 2018", "title": "", "state": "planned", "seen_version": "1"}
    assert client.post(f"{planned.location}/edit", move).status == 303
    there = {
        "seen_version": "2",
        "post_1": str(post.id), "attended_1": "present",
        "name_3": "Ann Onym", "attended_3": "in-attendance",
    }  # fmt: skip
    assert client.post(f"{planned.location}/attendance", there).status == 303
    text = client.get(planned.location).text
    assert "held" in text
    assert "Present Matron In attendance Ann Onym" in text
    filled = client.get(f"{planned.location}/attendance").html
    assert 'value="Ann Onym"' in filled
    assert 'name="name_8"' in filled
    assert 'name="name_9"' not in filled


def test_a_meeting_that_has_passed_is_said_to_be_held(
    client: PageClient, committee: Committee
) -> None:
    sent = {"committee": str(committee.id), "held_on": "27 June 2018"}
    planned = client.post("/trust/meetings/new", sent)
    assert "entered as one that was held" in client.get(planned.location).text
    again = client.post("/trust/meetings/new", sent)
    assert again.status == 422
    assert "There is a meeting of that day and title already" in again.text


def test_a_meeting_is_cancelled_with_a_reason(client: PageClient, address: str) -> None:
    assert client.post(f"{address}/cancel", {"seen_version": "1"}).status == 422
    sent = {"seen_version": "1", "reason": "Too few could come."}
    assert client.post(f"{address}/cancel", sent).status == 303
    page = client.get(address)
    assert "Cancelled because: Too few could come." in page.text
    assert "/edit" not in page.html


def test_whoever_only_reads_is_offered_nothing_to_change(client: PageClient, address: str) -> None:
    page = client.sign_in_as(Role.VIEWER).get(address)
    assert "Nobody is recorded yet." in page.text
    assert "/attendance" not in page.html


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"committee": ""}, "Choose the committee"),
        ({"held_on": ""}, "Say on which day it is"),
        ({"held_on": "soon"}, "Enter a day that exists"),
        ({"held_on": "31 December 9999"}, "Choose an earlier day"),
        ({"title": "a" * 201}, "200 characters or fewer"),
    ],
)
def test_a_mistake_is_said_and_nothing_is_lost(
    client: PageClient, committee: Committee, changes: dict[str, str], words: str
) -> None:
    sent = {"committee": str(committee.id), "held_on": "3 July 2018", "title": "Mine", **changes}
    page = client.post("/trust/meetings/new", sent)
    assert page.status == 422
    assert words in page.text
    assert sent["title"] in page.html


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"name_1": "Ann", "attended_1": ""}, "Choose how they took part"),
        ({"name_1": "Ann", "attended_1": "asleep"}, "Choose one of those listed"),
        ({"name_40": "a" * 201, "attended_40": "present"}, "200 characters or fewer"),
    ],
)
def test_a_mistake_in_a_row_is_said_there(
    client: PageClient, address: str, row: dict[str, str], words: str
) -> None:
    page = client.post(f"{address}/attendance", {"seen_version": "1", **row})
    assert page.status == 422
    assert words in page.text
    assert next(iter(row.values())) in page.html


def test_who_saves_second_sees_both_and_may_save_over(client: PageClient, address: str) -> None:
    def sent(who: str, version: int) -> dict[str, str]:
        return {"seen_version": str(version), "name_1": who, "attended_1": "present"}

    assert client.post(f"{address}/attendance", sent("Ann Theirs", 1)).status == 303
    late = client.post(f"{address}/attendance", sent("Ben Yours", 1))
    assert late.status == 409
    assert rows_of(late)["Present"] == ["Ann Theirs", "Ben Yours", "differs"]
    assert client.post(f"{address}/attendance", sent("Ben Yours", 2)).status == 303
    edit = {"held_on": "29 June 2018", "title": "Mine", "state": "held", "seen_version": "1"}
    late = client.post(f"{address}/edit", edit)
    assert late.status == 409
    assert rows_of(late)["On which day?"] == ["30 June 2018", "29 June 2018", "differs"]
    assert 'name="seen_version" value="3"' in late.html
