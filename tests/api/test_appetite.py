"""The scale of appetite, and what is stated on it, set from elsewhere."""

from sqlmodel import Session
from werkzeug.test import TestResponse

from tests.api.callers import Caller
from tests.factories import Trust, an_objective

WHY = {"reason": "The Board said so."}
SCALE = {
    "name": "Ours",
    "levels": [{"name": "Averse", "highest": 0}, {"name": "Open", "highest": 10, "words": "Fair."}],
    **WHY,
}
OPEN = {"level": "open", "words": "New ways are tried."}


def put(caller: Caller, deed: str, body: object, method: str = "PUT") -> TestResponse:
    """Change the appetite as it stands now."""
    mark = caller.get("/appetite").headers["ETag"]
    return caller.send(method, f"/appetite/{deed}", body, If_Match=mark)


def test_appetite_is_stated_on_a_scale_and_ends(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    aim = an_objective(web_session, trust)
    assert put(caller, "domains/safety", OPEN).get_json()["errors"][0]["field"] == "level"
    assert put(caller, "domains/weather", OPEN).status_code == 404
    falls = SCALE | {"levels": SCALE["levels"][::-1]}
    assert put(caller, "scale", falls).get_json()["errors"][0]["field"] == "levels.0.name"
    assert put(caller, "scale", SCALE).get_json()["scale"]["levels"][0]["highest"] == 0
    seen = caller.get("/appetite").headers["ETag"]
    for subject, where in (("domains/safety", "domains"), (f"objectives/{aim.id}", "objectives")):
        told = put(caller, subject, OPEN)
        [stated] = [one for one in told.get_json()[where] if one["level"]]
        assert (stated["level"], stated["highest"]) == ("Open", 10)
        late = caller.send("PUT", f"/appetite/{subject}", OPEN, If_Match=seen)
        assert late.status_code == 412
        ended = put(caller, f"{subject}/ending", WHY, "POST").get_json()
        assert [one for one in ended[where] if one["level"]] == []
        assert put(caller, f"{subject}/ending", WHY, "POST").status_code == 404
