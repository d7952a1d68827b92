"""How packs look, as a risk manager sets it on its page."""

from io import BytesIO

import pytest
from sqlmodel import Session

from riskapp.domain.permissions import Role
from riskapp.queries.looks import get_look
from riskapp.readmodels.looks import Look
from tests.factories import Trust
from tests.pictures import a_png
from tests.web.pages import PageClient

HERE = "/trust/settings/look"
CHOSEN = {"colour": "#7C2855", "dark": "#330072", "seen_version": "0"}


@pytest.fixture
def manager(client: PageClient) -> PageClient:
    return client.sign_in_as(Role.RISK_MANAGER)


def test_the_page_shows_the_colours_and_the_logo(manager: PageClient) -> None:
    assert "There is no logo." in manager.get(HERE).text
    sent = {**CHOSEN, "logo": (BytesIO(a_png()), "a.png"), "logo_words": "<b>Logo</b>"}
    assert manager.post(HERE, sent).location == HERE
    page = manager.get(HERE)
    assert 'alt="&lt;b&gt;Logo&lt;/b&gt;"' in page.html
    assert 'fill="#7C2855"' in page.html


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"colour": "#FFFF00"}, "Choose a darker colour"),
        ({"logo": (BytesIO(b"MZ not a picture at all"), "logo.png")}, "Choose a PNG picture"),
        ({"logo": (BytesIO(a_png()[:48]), "cut.png")}, "Choose a PNG picture"),
        ({"logo": (BytesIO(b"\x00" * 100_001), "big.png")}, "100 kB or less"),
    ],
    ids=["bright", "no picture", "cut off", "too large"],
)
def test_a_mistake_is_said_at_its_field_and_what_was_typed_is_kept(
    manager: PageClient, web_session: Session, trust: Trust, more: dict[str, object], words: str
) -> None:
    page = manager.post(HERE, {**CHOSEN, "logo_words": "Our logo", **more})
    assert page.status == 422
    assert words in page.text
    assert 'value="Our logo"' in page.html
    assert get_look(web_session, trust.actor()) == Look()


def test_who_is_late_sees_both_and_may_save_over(manager: PageClient) -> None:
    manager.post(HERE, CHOSEN)
    late = manager.post(HERE, {**CHOSEN, "colour": "#111111"})
    assert late.status == 409
    assert "#111111" in late.html
    assert "Save over theirs" in late.text


def test_the_settings_lead_to_it_whoever_may_set_it(client: PageClient) -> None:
    assert f'href="{HERE}"' in client.sign_in_as(Role.RISK_MANAGER).get("/trust/settings").html
    assert f'href="{HERE}"' not in client.sign_in_as(Role.VIEWER).get("/trust/settings").html
