"""Who may use which operation: every one is listed here, and one that is not fails."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlmodel import Session
from werkzeug.routing import Rule

from riskapp.api.app import Api
from riskapp.api.shapes import Shape
from riskapp.domain.actions import Action
from riskapp.domain.api_tokens import TokenScope
from riskapp.domain.permissions import GRANTS, Role
from riskapp.queries.feed.whole import FEED
from riskapp.settings import ApiLimits, Settings
from riskapp.web.guard import Access, access_of
from riskapp.web.mounting import MOUNTED
from tests.api.callers import API, Caller, a_token
from tests.factories import Trust, a_trust

ACCESS: dict[str, Action | Access] = {
    "appetite.appetite": Action.VIEW_REGISTER,
    "appetite.end_of_domain": Action.SET_APPETITE,
    "appetite.end_of_objective": Action.SET_APPETITE,
    "appetite.rescale": Action.SET_APPETITE,
    "appetite.state_of_domain": Action.SET_APPETITE,
    "appetite.state_of_objective": Action.SET_APPETITE,
    "assessments.assessment": Action.VIEW_REGISTER,
    "assessments.assessments": Action.VIEW_REGISTER,
    "assessments.score": Action.SCORE_RISK,
    "assurances.assurance": Action.VIEW_REGISTER,
    "assurances.assurances": Action.VIEW_REGISTER,
    "assurances.rate": Action.RATE_ASSURANCE,
    "assurances.ratings": Action.VIEW_REGISTER,
    "assurances.record": Action.RECORD_ASSURANCE,
    "assurances.settle": Action.SETTLE_ASSURANCE,
    "assurances.withdraw": Action.RECORD_ASSURANCE,
    "committees.committee": Action.VIEW_REGISTER,
    "committees.committees": Action.VIEW_REGISTER,
    "controls.add": Action.CHANGE_CONTROL,
    "controls.change": Action.CHANGE_CONTROL,
    "controls.control": Action.VIEW_REGISTER,
    "controls.controls": Action.VIEW_REGISTER,
    "controls.retire": Action.CHANGE_CONTROL,
    "decisions.answer": Action.VIEW_REGISTER,
    "decisions.decision": Action.VIEW_REGISTER,
    "decisions.decisions": Action.VIEW_REGISTER,
    "decisions.end": Action.PROPOSE_ACCEPTANCE,
    "decisions.propose": Action.VIEW_REGISTER,
    "decisions.waiting": Action.VIEW_REGISTER,
    "decisions.withdraw": Action.VIEW_REGISTER,
    "committees.oversee": Action.CHANGE_COMMITTEE,
    "document": Access.OPEN_TO_ALL,
    "exposure.end": Action.LINK_EXPOSURE,
    "exposure.exposed": Action.VIEW_REGISTER,
    "exposure.exposure": Action.VIEW_REGISTER,
    "exposure.link": Action.LINK_EXPOSURE,
    "gaps.close": Action.CHANGE_CONTROL,
    "gaps.gap": Action.VIEW_REGISTER,
    "gaps.gaps": Action.VIEW_REGISTER,
    "gaps.name": Action.CHANGE_CONTROL,
    "gaps.raise_new": Action.CHANGE_CONTROL,
    "handing-on.hand": Action.VIEW_REGISTER,
    "heat-map.heat_map": Action.VIEW_REGISTER,
    "history.entries": Action.VIEW_HISTORY,
    "history.entry": Action.VIEW_HISTORY,
    "imports.check": Action.IMPORT_RISKS,
    "imports.decide": Action.IMPORT_RISKS,
    "imports.discard": Action.IMPORT_RISKS,
    "imports.file": Action.IMPORT_RISKS,
    "imports.files": Action.IMPORT_RISKS,
    "imports.hand": Action.IMPORT_RISKS,
    "imports.load": Action.IMPORT_RISKS,
    "imports.plan": Action.IMPORT_RISKS,
    "imports.put_rows_right": Action.IMPORT_RISKS,
    "imports.report": Action.IMPORT_RISKS,
    "imports.reverse": Action.IMPORT_RISKS,
    "imports.rows": Action.IMPORT_RISKS,
    "jobs.again": Action.VIEW_REGISTER,
    "jobs.file": Action.VIEW_REGISTER,
    "jobs.job": Action.VIEW_REGISTER,
    "jobs.jobs": Action.VIEW_REGISTER,
    "many-risks.change": Action.CHANGE_IN_BULK,
    "many-risks.preview": Action.CHANGE_IN_BULK,
    "meetings.attend": Action.CHANGE_MEETING,
    "meetings.cancel": Action.CHANGE_MEETING,
    "meetings.change": Action.CHANGE_MEETING,
    "meetings.meeting": Action.VIEW_REGISTER,
    "meetings.meetings": Action.VIEW_REGISTER,
    "meetings.plan": Action.CHANGE_MEETING,
    "milestones.add": Action.CHANGE_MILESTONE,
    "milestones.give": Action.CHANGE_MILESTONE,
    "milestones.milestone": Action.VIEW_REGISTER,
    "milestones.milestones": Action.VIEW_REGISTER,
    "milestones.move": Action.CHANGE_MILESTONE,
    "milestones.note": Action.CHANGE_MILESTONE,
    "milestones.notes": Action.VIEW_REGISTER,
    "milestones.set_status": Action.CHANGE_MILESTONE,
    "month-risks.accept": Action.RECORD_FOR_MEETING,
    "month-risks.answer": Action.RECORD_FOR_MEETING,
    "month-risks.ask_action": Action.RECORD_FOR_MEETING,
    "month-risks.close": Action.RECORD_FOR_MEETING,
    "month-risks.defer": Action.RECORD_FOR_MEETING,
    "month-risks.hand_on": Action.RECORD_FOR_MEETING,
    "month-risks.month_risk": Action.VIEW_REGISTER,
    "month-risks.no_change": Action.RECORD_FOR_MEETING,
    "month-risks.place": Action.RECORD_FOR_MEETING,
    "month-risks.score": Action.RECORD_FOR_MEETING,
    "month-risks.take_back": Action.RECORD_FOR_MEETING,
    "months.close": Action.CLOSE_MONTH,
    "months.month": Action.VIEW_REGISTER,
    "months.months": Action.VIEW_REGISTER,
    "months.open_new": Action.OPEN_MONTH,
    "movement.movement": Action.VIEW_REGISTER,
    "notes.add": Action.ADD_NOTE,
    "notes.notes": Action.VIEW_REGISTER,
    "objectives.objective": Action.VIEW_REGISTER,
    "objectives.objectives": Action.VIEW_REGISTER,
    "occurrences.occurrences": Action.VIEW_REGISTER,
    "occurrences.record": Action.RECORD_OCCURRENCE,
    "pack-waivers.end": Action.WAIVE_WARNING,
    "pack-waivers.waive": Action.WAIVE_WARNING,
    "pack-waivers.waiver": Action.WAIVE_WARNING,
    "pack-waivers.waivers": Action.WAIVE_WARNING,
    "packs.docx": Action.MAKE_PACK,
    "packs.draft": Action.MAKE_PACK,
    "packs.html": Action.MAKE_PACK,
    "packs.issue": Action.ISSUE_PACK,
    "packs.pack": Action.MAKE_PACK,
    "packs.packs": Action.MAKE_PACK,
    "packs.pdf": Action.MAKE_PACK,
    "packs.reissue": Action.ISSUE_PACK,
    "packs.verify": Action.MAKE_PACK,
    "packs.withdraw": Action.ISSUE_PACK,
    "packs.xlsx": Action.MAKE_PACK,
    "periods.add": Action.OPEN_PERIOD,
    "periods.decide": Action.OPEN_PERIOD,
    "periods.end": Action.OPEN_PERIOD,
    "periods.leave": Action.OPEN_PERIOD,
    "periods.open_now": Action.OPEN_PERIOD,
    "periods.period": Action.VIEW_REGISTER,
    "periods.periods": Action.VIEW_REGISTER,
    "periods.prepare": Action.OPEN_PERIOD,
    "placements.placements": Action.VIEW_REGISTER,
    "posts.add": Action.CHANGE_POST,
    "posts.hand_over": Action.CHANGE_POST,
    "posts.post": Action.VIEW_REGISTER,
    "posts.posts": Action.VIEW_REGISTER,
    "posts.vacate": Action.CHANGE_POST,
    "programmes.programme": Action.VIEW_REGISTER,
    "programmes.programmes": Action.VIEW_REGISTER,
    "quality.check": Action.VIEW_REGISTER,
    "quality.checks": Action.VIEW_REGISTER,
    "quality.set_severity": Action.SET_QUALITY,
    "redactions.answer": Action.AGREE_REDACTION,
    "redactions.propose": Action.PROPOSE_REDACTION,
    "redactions.redaction": Action.PROPOSE_REDACTION,
    "redactions.redactions": Action.PROPOSE_REDACTION,
    "reviews.look": Action.REVIEW_RISK,
    "reviews.review": Action.VIEW_REGISTER,
    "reviews.reviews": Action.VIEW_REGISTER,
    "risk-milestones.end": Action.LINK_MILESTONE,
    "risk-milestones.expect": Action.LINK_MILESTONE,
    "risk-milestones.link": Action.LINK_MILESTONE,
    "risk-milestones.linked": Action.VIEW_REGISTER,
    "risk-milestones.milestones": Action.VIEW_REGISTER,
    "risk-objectives.end": Action.LINK_OBJECTIVE,
    "risk-objectives.link": Action.LINK_OBJECTIVE,
    "risk-objectives.objective": Action.VIEW_REGISTER,
    "risk-objectives.objectives": Action.VIEW_REGISTER,
    "risks.ask_for_approval": Action.ASK_APPROVAL,
    "risks.open_draft": Action.EDIT_RISK,
    "risks.change": Action.EDIT_RISK,
    "risks.raise_new": Action.RAISE_RISK,
    "risks.risk": Action.VIEW_REGISTER,
    "risks.risks": Action.VIEW_REGISTER,
    "take-outs.everything": Action.EXPORT_EVERYTHING,
    "take-outs.register": Action.VIEW_REGISTER,
    "units.units": Action.VIEW_REGISTER,
}
ACCESS |= {f"feed.{name.replace('-', '_')}": Action.VIEW_REGISTER for name in ("dictionary", *FEED)}
PEOPLE = [role for role in Role if role is not Role.COMMAND_LINE]
WRITES = {"POST", "PUT", "PATCH", "DELETE"}
SOME_ID = "018f0000-0000-7000-8000-000000000000"
KEBAB = re.compile(r"(?:/(?:[a-z0-9]+(?:[-_.][a-z0-9]+)*|<(?:\w+:)?[a-z_]+>))+")


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings that let a token try every operation within a minute."""
    return replace(settings, api=ApiLimits(1_000, 1_000))


@pytest.fixture
def api(app: Flask) -> Api:
    """The API behind the site."""
    found: Api = app.extensions[MOUNTED].api
    return found


def operations(api: Api) -> Iterator[tuple[Rule, str, Action]]:
    """Every operation that takes a right, with its method."""
    for rule in api.url_map.iter_rules():
        action = access_of(api.view_functions[rule.endpoint])
        for method in sorted((rule.methods or set()) & (WRITES | {"GET"})):
            if isinstance(action, Action):
                yield rule, method, action


def address_of(rule: Rule, code: str = "trust") -> str:
    """An address of that shape, of things that need not be there: the guard comes first."""
    filled = rule.rule.replace("<org>", code)
    filled = re.sub(r"<uuid:\w+>", SOME_ID, filled)
    filled = re.sub(r"<int:\w+>", "1", filled)
    return API + re.sub(r"<(?:\w+:)?\w+>", "R-0001", filled)


def test_every_operation_is_listed_with_its_access(api: Api) -> None:
    assert {name: access_of(view) for name, view in api.view_functions.items()} == ACCESS


def test_addresses_are_kebab_case(api: Api) -> None:
    assert [r.rule for r in api.url_map.iter_rules() if not KEBAB.fullmatch(r.rule)] == []


def test_whoever_has_no_token_is_asked_for_one(app: Flask, api: Api) -> None:
    nobody = Caller(app, "")
    for rule, method, _ in operations(api):
        answer = nobody.send(method, address_of(rule), {} if method in WRITES else None)
        assert answer.status_code == 401, (method, rule.rule)
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_token_opens_no_other_organisation(
    api: Api, caller: Caller, web_session: Session
) -> None:
    a_trust(web_session, "other")
    for rule, method, _ in operations(api):
        for code in ("other", "nowhere"):
            answer = caller.send(method, address_of(rule, code), None)
            assert answer.status_code == 401, (method, rule.rule)


@pytest.mark.parametrize("role", PEOPLE)
def test_a_missing_right_is_refused_and_who_has_it_is_said(
    api: Api, calling: Callable[..., Caller], role: Role
) -> None:
    caller = calling(role)
    for rule, method, action in operations(api):
        if action not in GRANTS[role]:
            answer = caller.send(method, address_of(rule), {} if method in WRITES else None)
            assert answer.status_code == 403, (method, rule.rule)
            assert "It takes a" in answer.get_json()["detail"]


def test_a_token_to_read_changes_nothing(api: Api, calling: Callable[..., Caller]) -> None:
    reading = calling(scope=TokenScope.READ)
    changing = [(rule, method) for rule, method, _ in operations(api) if method in WRITES]
    assert changing
    for rule, method in changing:
        answer = reading.send(method, address_of(rule), {})
        assert answer.status_code == 403, (method, rule.rule)
        assert "may only read" in answer.get_json()["detail"]


def test_an_operation_that_asks_for_nothing_says_so(api: Api, caller: Caller) -> None:
    for rule, method, _ in operations(api):
        body = {"reason": "It is so."} if method in WRITES else None
        answer = caller.send(method, f"{address_of(rule)}?nonsense=1", body)
        assert answer.status_code == 400, (method, rule.rule)


@pytest.mark.parametrize("role", PEOPLE)
def test_each_role_has_a_token_that_reads(
    app: Flask, web_session: Session, trust: Trust, role: Role
) -> None:
    token = a_token(web_session, trust, role, TokenScope.READ)
    assert Caller(app, token.text).get("/risks").status_code == 200


def test_shapes_have_names_of_their_own(api: Api) -> None:
    names = Counter(shape.__name__ for shape in set(every_shape(Shape)))
    assert [name for name, count in names.items() if count > 1] == []


def every_shape(shape: type[Shape]) -> Iterator[type[Shape]]:
    """A shape's own kinds, and theirs."""
    for one in shape.__subclasses__():
        yield one
        yield from every_shape(one)
