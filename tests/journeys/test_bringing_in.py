"""Journey 6: a risk manager brings in the made-up Datix export that the guide uses, on a phone."""

from pathlib import Path

from playwright.sync_api import FilePayload, Page

from tests.browser import Axe
from tests.journeys.conftest import WIDER_THAN_SCREEN, Visitors
from tests.journeys.keyboard import Keyboard

EXPORT = Path(__file__).parents[2] / "docs" / "examples" / "datix-export.xlsx"


SMALL: FilePayload = {
    "name": "small.csv",
    "mimeType": "text/csv",
    "buffer": (
        b"Ref,Title,Opened,Owner\nK-1,Too few nurses,31/02/2018,Matron\nK-2,Old lift,31/04/2018,\n"
        b"K-3,Leaking roof,01/02/2018,\n"
    ),
}


def is_sound(page: Page, axe: Axe) -> bool:
    return axe(page) == [] and not page.evaluate(WIDER_THAN_SCREEN)


def test_an_old_register_comes_in_and_adds_up(visitors: Visitors, axe: Axe) -> None:
    visitor = visitors.come(phone=True).sign_in("risk-manager", "demo")
    page = visitor.go("/demo/imports/new")
    page.get_by_label("The file").set_input_files(EXPORT)
    page.get_by_label("A name for where it comes from").fill("Datix, all open risks")
    visitor.press("Go on")
    assert "What does each column hold?" in visitor.words
    assert is_sound(page, axe)
    visitor.press("Check every row")
    assert "20 rows: 18 ready, 2 refused" in visitor.words
    page.get_by_label("Opened in row 17").fill("28/02/2018")
    page.get_by_label("Due date in row 22").fill("31/03/2019")
    assert is_sound(page, axe)
    visitor.press("Save and check again")
    assert "20 rows: 20 ready" in visitor.words
    visitor.follow("names of the file")
    assert is_sound(page, axe)
    page.go_back()
    visitor.press("Load 20 rows")
    assert "20 rows in file: 20 loaded, 0 merged with existing, 0 left out" in visitor.words
    assert is_sound(page, axe)
    visitor.follow("Wheelchair repairs")
    assert "In the old register" in visitor.words
    assert "People stay in bed and their skin breaks down." in visitor.words
    assert not page.evaluate(WIDER_THAN_SCREEN)


def test_the_keyboard_alone_brings_a_register_in_and_takes_it_back(visitors: Visitors) -> None:
    visitor = visitors.come().sign_in("risk-manager", "demo")
    visitor.go("/demo/imports/new")
    keyboard = Keyboard(visitor)
    keyboard.send("Go on")
    keyboard.is_told(visitor.page.get_by_label("The file"))
    keyboard.hand_in("The file", SMALL)
    keyboard.send("Go on")
    keyboard.unfold("headings in row 1: choose another")
    keyboard.pick("Sheet", "CSV")
    keyboard.send("Check every row")
    put_right(keyboard)
    keyboard.send("Load 2 rows")
    assert "3 rows in file: 2 loaded" in visitor.words
    keyboard.follow("Take this import back")
    keyboard.send("Take it back")
    keyboard.is_told(visitor.page.get_by_label("Why is it taken back?"))
    keyboard.write("Why is it taken back?", "The wrong file.")
    keyboard.tick("Yes, withdraw what it brought in")
    keyboard.send("Take it back")
    assert "The import is taken back." in visitor.words


def put_right(keyboard: Keyboard) -> None:
    """Put one row right, leave another out, and say what a name means."""
    keyboard.rewrite("Opened in row 2", "28/02/2018")
    keyboard.tick("Leave this row out: row 3")
    keyboard.send("Save and check again")
    assert "3 rows: 2 ready, 1 left out" in keyboard.visitor.words
    keyboard.follow("1 name of the file")
    keyboard.pick("Matron", "It is Director of Nursing and")
    keyboard.send("Save and check again")


def test_the_keyboard_alone_takes_out_and_makes_and_revokes_a_token(visitors: Visitors) -> None:
    visitor = visitors.come().sign_in("risk-manager", "hct")
    visitor.go("/hct/export")
    keyboard = Keyboard(visitor)
    assert keyboard.fetch("a", "The whole register as CSV").endswith(".csv")
    assert keyboard.fetch("button", "everything as JSON").endswith(".json")
    visitor.go("/hct/tokens/new")
    keyboard.send("Make the token")
    keyboard.is_told(visitor.page.get_by_label("What will use it?"))
    keyboard.write("What will use it?", "Power BI")
    keyboard.send("Make the token")
    assert keyboard.read_selected("Token").startswith("rr_")
    keyboard.follow("Tokens", skips=False)
    keyboard.send("Revoke")
    assert "The token is revoked." in visitor.words
