"""The pages of posts."""

from datetime import timedelta

import pytest

from riskapp.domain.permissions import Role
from riskapp.models import Post
from tests.factories import TODAY, a_post, a_risk
from tests.web.pages import PageClient

WHY = {"reason": "Appointed.", "from_on": "30 June 2018", "seen_version": "1"}


@pytest.fixture
def post(client: PageClient) -> Post:
    client.sign_in_as(Role.RISK_MANAGER)
    return a_post(client.session, client.trust, "Matron")


def test_an_empty_page_says_what_belongs_there(client: PageClient) -> None:
    page = client.sign_in_as(Role.RISK_MANAGER).get("/trust/posts")
    assert "There are no posts yet." in page.text
    assert "/trust/posts/new" in page.html
    assert "/trust/posts/new" not in client.sign_in_as(Role.VIEWER).get("/trust/posts").html
    assert "/trust/posts" in client.get("/trust/settings").html


def test_a_post_is_added_handed_over_and_left_vacant(client: PageClient) -> None:
    client.sign_in_as(Role.ADMINISTRATOR)
    added = client.post("/trust/posts/new", {"title": "Ward manager"})
    assert added.status == 303
    assert "vacant" in client.get(added.location).text
    person = client.trust.people[Role.EXECUTIVE]
    done = client.post(f"{added.location}/hand-over", {**WHY, "person": str(person.id)})
    assert (done.status, done.location) == (303, added.location)
    assert "Held by The executive, from 30 June 2018" in client.get(added.location).text
    later = {**WHY, "from_on": "31 July 2018", "seen_version": "2"}
    assert client.post(f"{added.location}/vacate", later).status == 303
    text = client.get(added.location).text
    assert "from 30 June 2018 until 31 July 2018" in text
    assert "Ward manager" in client.get("/trust/posts").text
    past = client.get(f"/trust/posts?as-at={(TODAY - timedelta(days=1)).isoformat()}").text
    assert "1 of 1 post is vacant" in past


def test_a_risk_without_a_holder_is_found_from_the_page(client: PageClient, post: Post) -> None:
    a_risk(client.session, client.trust)
    edit = {
        "title": "Unheld", "reason": "r", "seen_version": "1", "owner": str(post.id),
        "unit": str(client.trust.root.id), "kind": "operational", "visibility": "internal",
    }  # fmt: skip
    assert client.post("/trust/risks/R-0001/edit", edit).status == 303
    assert "/trust/risks?vacant=yes" in client.get("/trust/posts").html
    listed = client.get("/trust/risks?vacant=yes").text
    assert "Unheld" in listed
    assert "the owner's post is vacant" in listed
    assert "Unheld" in client.get(f"/trust/posts/{post.id}").text
    assert "Unheld" in client.get(f"/trust/risks?post={post.id}").text
    assert client.get("/trust/risks?vacant=no").status == 400


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Say who holds it"),
        ({"name": "Ann", "reason": ""}, "Say why"),
        ({"name": "Ann", "from_on": "soon"}, "Enter a day that exists"),
        ({"name": "Ann", "from_on": "31 December 9999"}, "Choose an earlier day"),
        ({"name": "Ann", "seen_version": "x"}, "damaged"),
        ({"name": "a" * 201}, "200 characters or fewer"),
    ],
)
def test_a_mistake_is_said_and_nothing_is_lost(
    client: PageClient, post: Post, changes: dict[str, str], words: str
) -> None:
    sent = {**WHY, **changes}
    page = client.post(f"/trust/posts/{post.id}/hand-over", sent)
    assert page.status == 422
    assert words in page.text
    assert sent["reason"] in page.html
    assert sent.get("name", "") in page.html


def test_who_saves_second_sees_who_holds_it_now(client: PageClient, post: Post) -> None:
    address = f"/trust/posts/{post.id}/hand-over"
    assert client.post(address, {**WHY, "name": "Ann Theirs"}).status == 303
    late = client.post(address, {**WHY, "name": "Ben Yours"})
    assert late.status == 409
    assert "Ann Theirs, from 30 June 2018" in late.text
    assert "Ben Yours" in late.html
    assert 'name="seen_version" value="2"' in late.html
    assert client.post(address, {**WHY, "name": "Ben Yours", "seen_version": "2"}).status == 303
