"""The feed: flat tables of what a reader may see, as at any day, sent again once they change."""

import csv
from base64 import b64encode
from collections.abc import Callable
from datetime import date
from io import StringIO

from sqlmodel import Session

from riskapp.domain.api_tokens import TokenScope
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Role
from riskapp.queries.feed.whole import FEED
from tests.api.callers import Caller
from tests.factories import Trust, a_milestone, a_programme, a_risk, a_score, a_trust, an_objective
from tests.queries.statements import counted

CONTROL = {"words": "Rosters are checked"}
GAP = {"kind": "control", "words": "Nobody checks bank shifts"}


def table(caller: Caller, name: str, asked: str = "") -> list[dict[str, str]]:
    """A table of the feed, row by row."""
    answer = caller.get(f"/feed/{name}.csv{asked}")
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(answer.data.decode("utf-8-sig"))))


def test_every_table_has_its_columns_and_they_are_told(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    objective = an_objective(web_session, trust)
    a_risk(web_session, trust, consequence=4, likelihood=4, objective=objective)
    a_risk(web_session, a_trust(web_session, "other"), title="Zebrafinch")
    of_risk = {"words": "Recruit", "due": "Sep 2018", "risks": ["R-0001"]}
    caller.post("/milestones", of_risk)
    for noun, body in (("controls", CONTROL), ("gaps", GAP), ("reviews", {"reason": "Right."})):
        assert caller.post(f"/risks/R-0001/{noun}", body).status_code == 201
    told = caller.get("/feed").get_json()["tables"]
    assert [one["name"] for one in told] == list(FEED)
    for one in told:
        answer = caller.get(one["address"])
        first, *rows = csv.reader(StringIO(answer.data.decode("utf-8-sig")))
        assert first == [column["name"] for column in one["columns"]]
        assert bool(rows) == (one["name"] != "assurances"), one["name"]
        assert "Zebrafinch" not in answer.text


def test_scores_and_stays_are_told_from_when_until_when(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    early = trust.actor(today=date(2018, 4, 2))
    a_risk(web_session, trust, by=early, consequence=4, likelihood=4)
    a_score(web_session, trust.actor(today=date(2018, 6, 1)), "R-0001", 3, 3)
    told = [(one["from_on"], one["until_on"], one["score"]) for one in table(caller, "scores")]
    assert told == [("2018-04-02", "2018-06-01", "16"), ("2018-06-01", "", "9")]
    then = table(caller, "scores", "?as_at=2018-05-01")
    assert [(one["until_on"], one["score"]) for one in then] == [("", "16")]
    [risk] = table(caller, "risks")
    assert (risk["current_score"], risk["hlrr_since"]) == ("9", "2018-04-02")
    assert (risk["awaiting_validation"], risk["target_score"]) == ("false", "")
    [risk] = table(caller, "risks", "?as_at=2018-05-01")
    assert (risk["current_score"], risk["awaiting_validation"]) == ("16", "true")
    assert table(caller, "risks", "?as_at=2018-04-01") == []
    [stay] = table(caller, "registers")
    assert (stay["register"], stay["until_on"], stay["opening_score"]) == ("hlrr", "", "16")


def test_a_table_that_has_not_changed_is_not_sent_again(
    web_session: Session, trust: Trust, caller: Caller, calling: Callable[..., Caller]
) -> None:
    a_risk(web_session, trust)
    mark = caller.get("/feed/risks.csv").headers["ETag"]
    again = caller.get("/feed/risks.csv", If_None_Match=mark)
    assert (again.status_code, again.data) == (304, b"")
    for other in ("/feed/scores.csv", "/feed/risks.csv?as_at=2018-06-29"):
        assert caller.get(other, If_None_Match=mark).status_code == 200
    viewer = calling(Role.VIEWER)
    mark = viewer.get("/feed/risks.csv").headers["ETag"]
    assert caller.get("/feed/risks.csv", If_None_Match=mark).status_code == 200
    a_risk(web_session, trust, title="Another")
    assert viewer.get("/feed/risks.csv", If_None_Match=mark).status_code == 200


def test_what_is_hidden_is_in_no_table(
    web_session: Session, trust: Trust, caller: Caller, calling: Callable[..., Caller]
) -> None:
    hidden = Visibility.RESTRICTED
    manager = trust.actor()
    a_risk(web_session, trust, by=manager, consequence=4, likelihood=4, visibility=hidden)
    caller.post("/milestones", {"words": "Recruit", "due": "Sep 2018", "risks": ["R-0001"]})
    for noun, body in (("controls", CONTROL), ("gaps", GAP), ("reviews", {"reason": "Right."})):
        caller.post(f"/risks/R-0001/{noun}", body)
    assert table(caller, "gaps")
    viewer = calling(Role.VIEWER)
    assert {name: table(viewer, name) for name in FEED} == {name: [] for name in FEED}


def test_no_cell_is_run_as_a_formula(web_session: Session, trust: Trust, caller: Caller) -> None:
    a_risk(web_session, trust, title="=cmd|' /C calc'!A0")
    assert table(caller, "risks")[0]["title"] == "'=cmd|' /C calc'!A0"


def test_a_token_is_a_password_too_but_only_to_read(
    web_session: Session, trust: Trust, calling: Callable[..., Caller]
) -> None:
    a_risk(web_session, trust)
    caller = calling(scope=TokenScope.WRITE)
    basic = b64encode(f"anybody:{caller.token}".encode()).decode()
    caller.token = ""
    read = caller.get("/feed/risks.csv", Authorization=f"Basic {basic}")
    assert read.status_code == 200
    change = caller.post("/risks", {"title": "x"}, Authorization=f"Basic {basic}")
    assert change.status_code == 401
    assert "Bearer" in change.get_json()["detail"]
    for wrong in ("Basic", "Basic x", f"Basic {b64encode(b'a:b').decode()}"):
        answer = caller.get("/feed/risks.csv", Authorization=wrong)
        assert (answer.status_code, "Basic" in answer.headers["WWW-Authenticate"]) == (401, True)


def test_more_rows_take_no_more_statements(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    def asked() -> int:
        with counted(web_session) as seen:
            for name in FEED:
                table(caller, name)
        return len(seen)

    programme = a_programme(web_session, trust)
    counts = []
    for number in (1, 3):
        for _ in range(number):
            reference = a_risk(web_session, trust, consequence=4, likelihood=4)
            caller.post(f"/risks/{reference}/controls", CONTROL)
            a_milestone(web_session, trust, programme=programme)
        asked()
        counts.append(asked())
    assert counts[0] == counts[1]
