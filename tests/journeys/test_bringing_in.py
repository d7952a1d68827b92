"""Journey 6: a risk manager brings in the made-up Datix export that the guide uses, on a phone."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser import Axe
from tests.journeys.conftest import WIDER_THAN_SCREEN, Visitors

EXPORT = Path(__file__).parents[2] / "docs" / "examples" / "datix-export.xlsx"


def is_sound(page: Page, axe: Axe) -> bool:
    return axe(page) == [] and not page.evaluate(WIDER_THAN_SCREEN)


def test_an_old_register_comes_in_and_adds_up(visitors: Visitors, axe: Axe) -> None:
    visitor = visitors.come(phone=True).sign_in("risk-manager", "demo")
    page = visitor.go("/demo/imports/new")
    page.get_by_label("The file").set_input_files(EXPORT)
    page.get_by_label("A name for where it comes from").fill("Datix, all open risks")
    page.get_by_role("button", name="Go on").click()
    assert "What does each column hold?" in visitor.words
    assert is_sound(page, axe)
    page.get_by_role("button", name="Check every row").click()
    assert "20 rows: 18 ready, 2 refused" in visitor.words
    page.get_by_label("Opened in row 17").fill("28/02/2018")
    page.get_by_label("Due date in row 22").fill("31/03/2019")
    assert is_sound(page, axe)
    page.get_by_role("button", name="Save and check again").click()
    assert "20 rows: 20 ready" in visitor.words
    page.get_by_role("link", name="names of the file").click()
    assert is_sound(page, axe)
    page.go_back()
    page.get_by_role("button", name="Load 20 rows").click()
    assert "20 rows in file: 20 loaded, 0 merged with existing, 0 left out" in visitor.words
    assert is_sound(page, axe)
    page.get_by_role("link", name="Wheelchair repairs").click()
    assert "In the old register" in visitor.words
    assert "People stay in bed and their skin breaks down." in visitor.words
    assert not page.evaluate(WIDER_THAN_SCREEN)
