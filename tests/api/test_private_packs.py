"""Private packs for other systems: the rule of the pages, whoever's token it is."""

from collections.abc import Callable

from sqlmodel import Session

from riskapp.domain.permissions import Role
from tests.api.callers import Caller
from tests.factories import Trust
from tests.papers import a_pack
from tests.web.test_packs import a_framework

ASKED = {"kind": "board", "as_at": "2018-06-30", "has_read": True}
HIDDEN = b"A named case"


def test_a_private_pack_is_refused_to_who_may_not_see_all_of_it_and_is_not_there_for_them(
    web_session: Session,
    trust: Trust,
    calling: Callable[..., Caller],
) -> None:
    a_framework(web_session, trust)
    secretary = calling(Role.SECRETARY)
    refused = secretary.post("/packs", ASKED)
    [fault] = refused.get_json()["errors"]
    assert (refused.status_code, HIDDEN in refused.data) == (422, False)
    assert "holds 1 risk that you may not see" in fault["sentence"]
    row = a_pack(web_session, trust)
    for place in ("", "/pdf", "/html", "/xlsx", "/docx"):
        assert secretary.get(f"/packs/{row.number}{place}").status_code == 404, place
    assert secretary.get(f"/packs/by-digest/{row.file_digest}").status_code == 404
    assert secretary.get("/packs").get_json()["total"] == 0
    assert calling().get(f"/packs/{row.number}").status_code == 200
