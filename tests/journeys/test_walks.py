"""Scoring, escalating, asking whether the target will be met: by keyboard, and on a phone."""

import re
from collections.abc import Callable
from typing import Protocol

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import Axe
from tests.journeys.conftest import Visitor, Visitors
from tests.journeys.keyboard import Keyboard
from tests.journeys.thumb import Thumb


class Hands(Protocol):
    """What somebody does at a page, by whatever they do it with."""

    visitor: Visitor
    page: Page

    def open(self, name: str) -> None: ...
    def follow(self, name: str) -> None: ...
    def unfold(self, name: str) -> None: ...
    def send(self, name: str) -> None: ...
    def write(self, name: str, words: str) -> None: ...
    def pick(self, name: str, option: str) -> None: ...
    def tick(self, name: str) -> None: ...
    def choose(self, name: str) -> None: ...
    def is_told(self, field: Locator) -> None: ...


Come = Callable[[str, str], Hands]


@pytest.fixture(params=["keyboard", "phone"])
def come(request: pytest.FixtureRequest, visitors: Visitors, axe: Axe) -> Come:
    """Let somebody sign in: once with the keyboard alone, once on a phone."""
    if request.param == "keyboard":
        return lambda role, at: Keyboard(visitors.come()).sign_in(role, at)
    return lambda role, at: Thumb(visitors.come(phone=True), axe).sign_in(role, at)


def test_a_lead_scores_a_risk(come: Come) -> None:
    lead = come("risk-lead", "hct")
    lead.follow("R-0003")
    lead.follow("Score this risk")
    lead.send("Save the score")
    lead.is_told(lead.page.get_by_label("What would the consequence fall upon?"))
    score(lead, "4, Major", "4, Likely", "Two inspections in one month.")
    assert "16, extreme (consequence 4, Major × likelihood 4, Likely)" in lead.visitor.words
    assert "On the High Level Risk Register since" in lead.visitor.words


def test_what_escalates_leaves_a_register_only_by_a_decision(come: Come) -> None:
    lead = come("risk-lead", "demo")
    lead.follow("R-0012")
    lead.follow("Score this risk")
    score(lead, "5, Catastrophic", "4, Likely", "Found in three outlets of the ward.")
    assert "On the High Level Risk Register since 30 June 2018" in lead.visitor.words
    assert "20, extreme" in lead.visitor.words

    executive = come("executive", "demo")
    executive.follow("R-0012")
    answer_the_question(executive)
    confirm_the_score(executive)
    executive.open("Assurance framework")
    assert "Legionella at Wyndle House" in executive.visitor.words

    lead.follow("Score this risk")
    score(lead, "5, Catastrophic", "2, Unlikely", "Filters are on every outlet.")
    lead.open("High-level risks")
    assert "Legionella at Wyndle House" in lead.visitor.words, "a lower score takes nothing off"
    executive.open("High-level risks")
    executive.follow("R-0012")
    keep_it_on_the_register(executive)
    executive.open("High-level risks")
    assert "Legionella at Wyndle House" in executive.visitor.words


def test_a_director_asks_whether_the_target_will_be_met(come: Come) -> None:
    director = come("executive", "demo")
    director.open("Assurance framework")
    director.follow("R-0042")
    assert "2 of 4 milestones due by the target date are open" in director.visitor.words
    assert re.search("Current 15, extreme .*Target 5, moderate", director.visitor.words)
    director.unfold("The path as a table")
    table = director.page.locator("details", has_text="The path as a table").locator("table")
    expect(table.first).to_be_visible()
    director.follow("M-0029")
    assert "The due date has been moved 2 times." in director.visitor.words
    assert "Contractor withdrew a gang for snow and flu" in director.visitor.words
    director.open("Assurance map")
    assert "negative 29 November 2017, stands" in director.visitor.words
    director.follow("R-0042")
    assert "Every compartment repaired and certified." in director.visitor.words


def score(lead: Hands, consequence: str, likelihood: str, why: str) -> None:
    """Fill in the form of a score and save it, seeing beforehand what will follow."""
    lead.pick("What would the consequence fall upon?", "Safety")
    expect(lead.page.locator("#row-1-levels")).not_to_contain_text("Choose above")
    expect(lead.page.locator(".htmx-request")).to_have_count(0)
    lead.choose(consequence)
    lead.choose(likelihood)
    lead.write("Why this score?", why)
    lead.send("Save the score")


def answer_the_question(executive: Hands) -> None:
    """Answer with an entry on the BAF of its own, at first without a reason."""
    executive.follow("Decide: Say whether it affects delivery of a strategic objective")
    executive.choose("Yes, with its own entry on the BAF")
    executive.tick("2.2: Live within our means")
    executive.send("Record the answer")
    executive.is_told(executive.page.locator("textarea").first)
    expect(executive.page.get_by_label("2.2: Live within our means")).to_be_checked()
    executive.write("Why?", "The building is not fit for the job.")
    executive.send("Record the answer")


def confirm_the_score(executive: Hands) -> None:
    executive.follow("Decide: Confirm or moderate the score")
    executive.write("Why?", "I have read the report of the laboratory.")
    executive.send("Confirm the score")
    assert "awaiting validation" not in executive.visitor.words


def keep_it_on_the_register(executive: Hands) -> None:
    executive.follow("Decide: Take it off the HLRR")
    executive.choose("Keep it on the HLRR")
    executive.write("Why?", "One month of clean samples first.")
    executive.send("Record the decision")
    assert re.search(r"Take it off the HLRR \(score 10\)\. .*? Declined", executive.visitor.words)
