"""Who may open what: every page is listed here, and a page that is not fails."""

import re
from itertools import product

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import event
from werkzeug.routing import Rule

from riskapp.domain.actions import Action
from riskapp.domain.permissions import GRANTS, Role
from riskapp.settings import Settings
from riskapp.web.guard import Access, access_of, needs
from tests.factories import a_trust
from tests.web.pages import PageClient
from tests.web.sites import raising

ACCESS: dict[str, Action | Access] = {
    "api_reference.operations": Access.OPEN_TO_ALL,
    "api_reference.reference": Access.OPEN_TO_ALL,
    "api_reference.start": Access.OPEN_TO_ALL,
    "api_tokens.new": Action.MAKE_TOKEN,
    "api_tokens.revoke": Action.MAKE_TOKEN,
    "api_tokens.tokens": Action.MAKE_TOKEN,
    "appetite.end": Action.SET_APPETITE,
    "appetite.scale": Action.SET_APPETITE,
    "appetite.show": Action.VIEW_REGISTER,
    "appetite.state": Action.SET_APPETITE,
    "assurance_map.file": Action.VIEW_REGISTER,
    "assurance_map.show": Action.VIEW_REGISTER,
    "assurances.rate": Action.RATE_ASSURANCE,
    "assurances.record": Action.RECORD_ASSURANCE,
    "assurances.settle": Action.SETTLE_ASSURANCE,
    "assurances.withdraw": Action.RECORD_ASSURANCE,
    "attendance.record": Action.CHANGE_MEETING,
    "bulk_change.change": Action.CHANGE_IN_BULK,
    "committees.committee": Action.VIEW_REGISTER,
    "committees.committees": Action.VIEW_REGISTER,
    "committees.edit": Action.CHANGE_COMMITTEE,
    "choosing_meeting.choose": Action.RECORD_FOR_MEETING,
    "controls.add": Action.CHANGE_CONTROL,
    "controls.change": Action.CHANGE_CONTROL,
    "controls.controls": Action.VIEW_REGISTER,
    "controls.retire": Action.CHANGE_CONTROL,
    "decisions.decide": Action.VIEW_REGISTER,
    "decisions.decisions": Action.VIEW_REGISTER,
    "plan_files.milestones": Action.VIEW_REGISTER,
    "plan_files.objectives": Action.VIEW_REGISTER,
    "plan_files.programmes": Action.VIEW_REGISTER,
    "governance_files.committees": Action.VIEW_REGISTER,
    "governance_files.decisions": Action.VIEW_REGISTER,
    "governance_files.packs": Action.MAKE_PACK,
    "governance_files.posts": Action.VIEW_REGISTER,
    "governance_files.reviews": Action.VIEW_REGISTER,
    "quality_files.checks": Action.VIEW_REGISTER,
    "quality_files.failing": Action.VIEW_REGISTER,
    "export.choose": Action.VIEW_REGISTER,
    "export.everything": Action.EXPORT_EVERYTHING,
    "export.register": Action.VIEW_REGISTER,
    "export.schema": Action.VIEW_REGISTER,
    "export.schema_of_lists": Action.VIEW_REGISTER,
    "export.whole_register": Action.VIEW_REGISTER,
    "exposure.end": Action.LINK_EXPOSURE,
    "exposure.exposure": Action.LINK_EXPOSURE,
    "gaps.action": Action.CHANGE_CONTROL,
    "gaps.close": Action.CHANGE_CONTROL,
    "gaps.milestones": Action.CHANGE_CONTROL,
    "gaps.raise_new": Action.CHANGE_CONTROL,
    "handing_on.hand": Action.VIEW_REGISTER,
    "health.alive": Access.OPEN_TO_ALL,
    "health.ready": Access.OPEN_TO_ALL,
    "history.check": Action.VIEW_HISTORY,
    "history.files": Action.VIEW_HISTORY,
    "history.entry": Action.VIEW_HISTORY,
    "history.json_lines": Action.VIEW_HISTORY,
    "history.show": Action.VIEW_HISTORY,
    "issued_packs.packs": Action.MAKE_PACK,
    "issued_packs.pdf": Action.MAKE_PACK,
    "issued_packs.show": Action.MAKE_PACK,
    "issued_packs.withdraw": Action.ISSUE_PACK,
    "import_checking.check": Action.IMPORT_RISKS,
    "import_checking.leave_rest": Action.IMPORT_RISKS,
    "import_checking.load": Action.IMPORT_RISKS,
    "import_checking.put_right": Action.IMPORT_RISKS,
    "import_columns.columns": Action.IMPORT_RISKS,
    "import_columns.read_anew": Action.IMPORT_RISKS,
    "import_downloads.problems": Action.IMPORT_RISKS,
    "import_downloads.report": Action.IMPORT_RISKS,
    "import_names.names": Action.IMPORT_RISKS,
    "import_reversing.take_back": Action.IMPORT_RISKS,
    "imports.discard": Action.IMPORT_RISKS,
    "imports.imports": Action.IMPORT_RISKS,
    "imports.new": Action.IMPORT_RISKS,
    "imports.show": Action.IMPORT_RISKS,
    "jobs.again": Action.VIEW_REGISTER,
    "jobs.file": Action.VIEW_REGISTER,
    "jobs.job": Action.VIEW_REGISTER,
    "jobs.jobs": Action.VIEW_REGISTER,
    "kept.throw_away": Action.VIEW_REGISTER,
    "matrix.apply": Action.CHANGE_MATRIX,
    "matrix.change": Action.CHANGE_MATRIX,
    "matrix.show": Action.VIEW_REGISTER,
    "matrix.withdraw": Action.CHANGE_MATRIX,
    "meetings.cancel": Action.CHANGE_MEETING,
    "meetings.edit": Action.CHANGE_MEETING,
    "meetings.meeting": Action.VIEW_REGISTER,
    "meetings.new": Action.CHANGE_MEETING,
    "meeting_mode.record": Action.RECORD_FOR_MEETING,
    "meeting_mode.show": Action.VIEW_REGISTER,
    "milestone_progress.effect": Action.LINK_MILESTONE,
    "milestone_progress.note": Action.CHANGE_MILESTONE,
    "milestone_progress.owner": Action.CHANGE_MILESTONE,
    "milestones.due": Action.CHANGE_MILESTONE,
    "milestones.milestone": Action.VIEW_REGISTER,
    "milestones.milestones": Action.VIEW_REGISTER,
    "milestones.risks": Action.LINK_MILESTONE,
    "milestones.status": Action.CHANGE_MILESTONE,
    "month_closing.close": Action.CLOSE_MONTH,
    "month_closing.minutes": Action.VIEW_REGISTER,
    "month_closing.not_held": Action.CLOSE_MONTH,
    "months.open_review": Action.OPEN_MONTH,
    "months.review": Action.VIEW_REGISTER,
    "months.reviews": Action.VIEW_REGISTER,
    "movement.file": Action.VIEW_REGISTER,
    "movement.show": Action.VIEW_REGISTER,
    "my_work.my_work": Action.VIEW_REGISTER,
    "new_milestone.new": Action.CHANGE_MILESTONE,
    "notes.add": Action.ADD_NOTE,
    "notes.notes": Action.VIEW_REGISTER,
    "objectives.objective": Action.VIEW_REGISTER,
    "objectives.objectives": Action.VIEW_REGISTER,
    "occurrences.record": Action.RECORD_OCCURRENCE,
    "organisation_settings.settings": Action.VIEW_REGISTER,
    "pack_changes.late": Action.MAKE_PACK,
    "pack_changes.reissue": Action.ISSUE_PACK,
    "pack_changes.sheet": Action.MAKE_PACK,
    "pack_verifying.verify": Action.MAKE_PACK,
    "pack_waivers.end": Action.WAIVE_WARNING,
    "pack_waivers.waivers": Action.WAIVE_WARNING,
    "pack_files.docx": Action.MAKE_PACK,
    "pack_files.html": Action.MAKE_PACK,
    "pack_files.xlsx": Action.MAKE_PACK,
    "packs.board": Action.MAKE_PACK,
    "packs.choose": Action.MAKE_PACK,
    "packs.draft": Action.MAKE_PACK,
    "packs.issue": Action.ISSUE_PACK,
    "packs.preview": Action.MAKE_PACK,
    "people.accessibility": Access.OPEN_TO_ALL,
    "people.sign_in": Access.OPEN_TO_ALL,
    "people.sign_out": Access.OPEN_TO_ALL,
    "people.start": Access.SIGNED_IN,
    "period_entries.entry": Action.OPEN_PERIOD,
    "period_entries.find": Action.OPEN_PERIOD,
    "period_entries.leave": Action.OPEN_PERIOD,
    "periods.end": Action.OPEN_PERIOD,
    "periods.new": Action.OPEN_PERIOD,
    "periods.new_objective": Action.OPEN_PERIOD,
    "periods.open_now": Action.OPEN_PERIOD,
    "periods.period": Action.VIEW_REGISTER,
    "periods.periods": Action.VIEW_REGISTER,
    "posts.hand_over": Action.CHANGE_POST,
    "posts.new": Action.CHANGE_POST,
    "posts.post": Action.VIEW_REGISTER,
    "posts.posts": Action.VIEW_REGISTER,
    "posts.vacate": Action.CHANGE_POST,
    "programmes.programme": Action.VIEW_REGISTER,
    "programmes.programmes": Action.VIEW_REGISTER,
    "quality.checks": Action.VIEW_REGISTER,
    "quality.failing": Action.VIEW_REGISTER,
    "quality.set_check": Action.SET_QUALITY,
    "quality.settings": Action.VIEW_REGISTER,
    "raising.ask_approval": Action.ASK_APPROVAL,
    "raising.edit": Action.EDIT_RISK,
    "raising.open_draft": Action.EDIT_RISK,
    "raising.raise_new": Action.RAISE_RISK,
    "redactions.decide": Action.AGREE_REDACTION,
    "redactions.redactions": Action.PROPOSE_REDACTION,
    "looks.look": Action.SET_LOOK,
    "reminders.line": Action.SET_REMINDERS,
    "reminders.reminders": Action.VIEW_REGISTER,
    "reviewing.review": Action.REVIEW_RISK,
    "risk_milestones.link": Action.LINK_MILESTONE,
    "risk_milestones.milestones": Action.LINK_MILESTONE,
    "risk_milestones.unlink": Action.LINK_MILESTONE,
    "risk_objectives.end": Action.LINK_OBJECTIVE,
    "risk_objectives.objectives": Action.LINK_OBJECTIVE,
    "register.baf": Action.VIEW_REGISTER,
    "register.heat": Action.VIEW_REGISTER,
    "register.high_level_risks": Action.VIEW_REGISTER,
    "register.risks": Action.VIEW_REGISTER,
    "register_files.baf": Action.VIEW_REGISTER,
    "register_files.heat": Action.VIEW_REGISTER,
    "register_files.high_level_risks": Action.VIEW_REGISTER,
    "register_files.risks": Action.VIEW_REGISTER,
    "risk_pages.history": Action.VIEW_HISTORY,
    "risk_pages.show": Action.VIEW_REGISTER,
    "scores.save_score": Action.SCORE_RISK,
    "scores.score": Action.SCORE_RISK,
    "taking_back.take": Action.RECORD_FOR_MEETING,
    "views.forget": Action.KEEP_VIEW,
    "views.keep": Action.KEEP_VIEW,
    "views.views": Action.VIEW_REGISTER,
    "why.milestone": Action.VIEW_HISTORY,
}

KEBAB = re.compile(r"/|(?:/(?:[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]+)?|<(?:\w+:)?[a-z_]+>))+/?")
SOME_ID = "018f0000-0000-7000-8000-000000000000"


def address_of(rule: Rule, code: str) -> str:
    """An address of that shape, of things that need not be there: the guard comes first."""
    filled = rule.rule.replace("<org>", code)
    filled = re.sub(r"<uuid:\w+>", SOME_ID, filled)
    filled = re.sub(r"<int:\w+>", "1", filled)
    return re.sub(r"<(?:\w+:)?\w+>", "R-0001", filled)


def guarded(app: Flask) -> list[tuple[Rule, Action, str]]:
    """Every page that takes a right, with each way of asking for it."""
    return [
        (rule, action, method)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
        if isinstance(action := access_of(app.view_functions[rule.endpoint]), Action)
    ]


@pytest.fixture
def app(settings: Settings, sqlite_engine: sa.Engine) -> Flask:
    """A site with one more page, so that the guard is tried whatever pages there are."""
    app = raising(settings, sqlite_engine)
    view = needs(Action.DECIDE_REMOVAL)(lambda: "decided")
    app.add_url_rule("/<org>/probe", "probe", view, methods=["GET", "POST"])
    app.add_url_rule("/<org>/undeclared", "undeclared", lambda: "shown")
    return app


def test_every_page_is_listed_with_its_access(app: Flask) -> None:
    declared = {name: access_of(view) for name, view in app.view_functions.items()}
    assert declared.pop("probe") is Action.DECIDE_REMOVAL
    assert declared.pop("undeclared") is None
    assert declared == ACCESS


def test_addresses_are_kebab_case(app: Flask) -> None:
    assert [r.rule for r in app.url_map.iter_rules() if not KEBAB.fullmatch(r.rule)] == []


def test_a_page_that_declares_nothing_is_nobodys(client: PageClient) -> None:
    page = client.sign_in_as(Role.RISK_MANAGER).get("/trust/undeclared")
    assert page.status == 403
    assert "shown" not in page.text


def test_whoever_is_not_signed_in_is_asked_to_sign_in(app: Flask, client: PageClient) -> None:
    for rule, _action, method in guarded(app):
        address = address_of(rule, "trust")
        page = client.get(address) if method == "GET" else client.post(address)
        assert page.status == 303, (method, address)
        assert page.location.startswith("/sign-in")


def test_another_organisation_is_not_there(app: Flask, client: PageClient) -> None:
    a_trust(client.session, "other")
    client.sign_in_as(Role.RISK_MANAGER)
    for (rule, _action, method), code in product(guarded(app), ("other", "nowhere", "static")):
        address = address_of(rule, code)
        page = client.get(address) if method == "GET" else client.post(address)
        assert page.status == 404, (method, address)
        assert "Trust other" not in page.html


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COMMAND_LINE])
def test_a_missing_right_is_refused_and_who_has_it_is_said(
    app: Flask, client: PageClient, role: Role
) -> None:
    client.sign_in_as(role)
    for rule, action, method in guarded(app):
        if action not in GRANTS[role]:
            address = address_of(rule, "trust")
            page = client.get(address) if method == "GET" else client.post(address)
            assert page.status == 403, (method, address)
            assert "It takes a" in page.text


def test_the_right_person_is_let_in(client: PageClient) -> None:
    assert client.sign_in_as(Role.EXECUTIVE).http.get("/trust/probe").text == "decided"


def test_a_get_never_commits(app: Flask, client: PageClient, sqlite_engine: sa.Engine) -> None:
    client.sign_in_as(Role.RISK_MANAGER)
    commits: list[object] = []
    event.listen(sqlite_engine, "commit", commits.append)
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or set()):
            client.http.get(address_of(rule, "trust"))
            assert commits == [], rule.rule
