"""A lead records what holds a risk, and a director sees on what that rests."""

import re

import pytest

from tests.browser import Axe
from tests.journeys.conftest import WIDER_THAN_SCREEN, Visitor, Visitors

CONTROLS = "/hct/risks/R-0001/controls"
MAP = "/hct/assurance-map"


def press(visitor: Visitor, name: str) -> None:
    """Press a button or follow a link, the first of that name."""
    page = visitor.page
    either = page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name))
    visitor.arrive(either.first)


def add_a_control(visitor: Visitor) -> None:
    press(visitor, "Add a control")
    visitor.page.get_by_label("What is the control?").fill("Weekly review of the rota")
    visitor.page.get_by_label("Preventive").check()
    press(visitor, "Add the control")


def record(visitor: Visitor, source: str, line: str, result: str, received: str) -> None:
    page = visitor.page
    press(visitor, "Record assurance : Weekly review")
    page.get_by_label("What sort of source is it?").select_option(label=source)
    page.get_by_label("What is it called?").fill(f"{source} of the rota")
    page.get_by_label(line).check()
    page.get_by_label(result, exact=True).check()
    page.get_by_label("When was it received?").fill(received)
    press(visitor, "Record the assurance")


def raise_a_gap(visitor: Visitor) -> None:
    press(visitor, "Raise a gap : Weekly review")
    visitor.page.get_by_label("Gap in control").check()
    visitor.page.get_by_label("Describe the gap").fill("No cover is agreed for weekends")
    press(visitor, "Raise the gap")
    press(visitor, "Add an action")
    visitor.page.get_by_label("What is to be done?").fill("Agree cover with the bank")
    visitor.page.get_by_label("When is it due?").fill("Sep 2018")
    press(visitor, "Add the action")


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_what_a_risk_rests_on_is_recorded_and_seen(
    visitors: Visitors, axe: Axe, *, phone: bool
) -> None:
    visitor = visitors.come(phone=phone).sign_in("risk-lead")
    visitor.go(CONTROLS)
    assert "No control is recorded yet." in visitor.words
    add_a_control(visitor)
    record(visitor, "Internal audit review", "Third line", "Negative", "10 January 2018")
    record(visitor, "Check by managers", "First line", "Positive", "1 June 2018")
    raise_a_gap(visitor)
    said = "negative from internal audit stands; a later first-line report does not lift it"
    for address in ("/hct/risks/R-0001", CONTROLS):
        page = visitor.go(address)
        assert said in visitor.words
        assert re.search(r"To be closed by M-\d+ Agree cover with the bank", visitor.words)
        assert axe(page) == []
        assert not page.evaluate(WIDER_THAN_SCREEN)
    director = visitors.come(phone=phone).sign_in("viewer")
    page = director.go(MAP)
    assert "negative 10 January 2018, stands" in director.words
    assert axe(page) == []
    assert not page.evaluate(WIDER_THAN_SCREEN)
