"""Rows that were put right after somebody else had changed the file: nothing typed is lost."""

import re
from dataclasses import replace

import pytest
from sqlmodel import Session

from forms.import_rows import side_name
from riskapp.domain.import_corrections import corrections_from_json
from riskapp.domain.import_drafts import SetPlan
from riskapp.domain.import_plans import FilePlan, plan_from_json
from riskapp.domain.imports import Holds
from riskapp.domain.permissions import Role
from riskapp.services.importing.files import set_plan
from riskapp.services.transactions import transaction
from tests.importing.files import edited
from tests.imports import REGISTER
from tests.web.import_walk import BAD, checked, file_at, loaded
from tests.web.late_rows import rows_of
from tests.web.pages import Page, PageClient


@pytest.fixture
def manager(client: PageClient) -> PageClient:
    return client.sign_in_as(Role.RISK_MANAGER)


def sent_as(page: Page) -> dict[str, str]:
    """What a page of rows carries along unseen."""
    names = ("seen_version", "rows", "sheet")
    form = page.html.split('aria-label="Rows"')[-1]
    fields = re.findall(r"<input[^>]*>", form)
    told = [(re.search('name="(.*?)"', one), re.search('value="(.*?)"', one)) for one in fields]
    return {name[1]: value[1] for name, value in told if name and value and name[1] in names}


def replanned(session: Session, client: PageClient, here: str, plan: FilePlan) -> None:
    """Let somebody else decide anew how the file is read."""
    file = file_at(session, here)
    with transaction(session):
        set_plan(session, client.trust.actor(), file.id, SetPlan(plan, file.version))


def test_the_cell_as_it_is_now_is_shown_beside_the_one_that_was_typed(
    manager: PageClient, web_session: Session
) -> None:
    here = checked(manager)
    mine = {**sent_as(manager.get(here)), "cell_4_3": "27/02/2018"}
    theirs = {"seen_version": mine["seen_version"], "cell_4_3": "28/02/2018"}
    assert manager.post(f"{here}/rows", theirs).status == 303
    late = manager.post(f"{here}/rows", mine)
    assert late.status == 409
    assert rows_of(late) == {"Row 4, Opened": ["28/02/2018", "27/02/2018", "differs"]}
    kept = corrections_from_json(file_at(web_session, here).corrections)
    assert kept.cells == {4: {3: "28/02/2018"}}
    again = {**sent_as(late), "cell_4_3": "27/02/2018"}
    assert manager.post(f"{here}/rows", again).status == 303
    kept = corrections_from_json(file_at(web_session, here).corrections)
    assert kept.cells == {4: {3: "27/02/2018"}}


def test_rows_that_nothing_was_typed_into_stay_as_the_others_left_them(
    manager: PageClient, web_session: Session
) -> None:
    here = checked(manager, BAD.replace("D-2,Old lift", "D-2,").replace("It may stick.", ""))
    seen = sent_as(manager.get(here))
    manager.post(f"{here}/leave-rest-out", {"seen_version": seen["seen_version"]})
    late = manager.post(f"{here}/rows", {**seen, "cell_4_3": "27/02/2018", "cell_3_1": ""})
    assert rows_of(late) == {
        "Row 4, Opened": ["31/02/2018", "27/02/2018", "differs"],
        "Row 4": ["left out", "not left out", "differs"],
    }
    manager.post(f"{here}/rows", {**sent_as(late), "cell_4_3": "27/02/2018"})
    made = corrections_from_json(file_at(web_session, here).corrections)
    assert (made.left_out, made.cells) == (frozenset({3}), {4: {3: "27/02/2018"}})


def test_what_was_typed_outlives_that_the_columns_were_changed(
    manager: PageClient, web_session: Session
) -> None:
    here = checked(manager)
    mine = {**sent_as(manager.get(here)), "cell_4_3": "27/02/2018"}
    plan = plan_from_json(file_at(web_session, here).plan)
    first, *others = plan.columns
    others[2] = replace(others[2], holds=Holds.REVIEWED)
    replanned(web_session, manager, here, replace(plan, columns=(first, *others)))
    late = manager.post(f"{here}/rows", mine)
    assert late.status == 409
    assert rows_of(late)["Row 4, Opened"] == ["31/02/2018", "27/02/2018", "differs"]
    assert "Row 4 Leaking <roof>" in late.text
    manager.post(f"{here}/rows", {**sent_as(late), "cell_4_3": "27/02/2018"})
    assert "3 rows: 3 ready" in manager.get(here).text


def test_what_was_typed_is_shown_where_it_has_no_row_any_more(
    manager: PageClient, web_session: Session
) -> None:
    here = checked(manager)
    mine = {**sent_as(manager.get(here)), "cell_4_3": "27/02/2018"}
    plan = plan_from_json(file_at(web_session, here).plan)
    replanned(web_session, manager, here, replace(plan, header_row=3))
    told = rows_of(manager.post(f"{here}/rows", mine))
    assert told["Row 4, Opened"] == ["no row of a risk now", "27/02/2018", "differs"]
    replanned(web_session, manager, here, replace(plan, sheet="Another"))
    told = rows_of(manager.post(f"{here}/rows", mine))
    assert told["Row 4, Opened"] == ["another sheet is read now", "27/02/2018", "differs"]
    manager.post(f"{here}/throw-away")
    late = manager.post(f"{here}/rows", mine)
    assert late.status == 409
    assert rows_of(late)["Row 4, Opened"] == ["kept no longer", "27/02/2018", "differs"]
    assert "register.csv has been loaded or thrown away since you opened this page" in late.text


def test_two_who_choose_between_file_and_register_see_both_choices(manager: PageClient) -> None:
    loaded(manager, REGISTER)
    edited(manager.session, manager.trust, "Too few nurses at night")
    here = checked(manager, REGISTER.replace("Too few nurses", "Too few staff"), "july.csv")
    title = side_name(2, "Title")
    seen = sent_as(manager.get(here))
    manager.post(f"{here}/rows", {**seen, title: "file"})
    late = manager.post(f"{here}/rows", {**seen, title: "register"})
    told = rows_of(late)
    theirs, yours = "Take the file&#39;s", "Keep the register&#39;s"
    assert told["Row 2: Title"] == [theirs, yours, "differs"]
    assert '<option value="register" selected>' in late.html
    manager.post(f"{here}/rows", {**sent_as(late), title: "register"})
    again = manager.get(f"{here}?show=put-right")
    assert '<option value="register" selected>' in again.html
