"""Lives that take two people: a risk accepted for a time, one merged, and a name taken out."""

from datetime import date
from pathlib import Path

from playwright.sync_api import expect

from riskapp.cli.settle import settle
from riskapp.models.database import open_database, open_session
from riskapp.settings import Settings
from tests.browser import Axe
from tests.journeys.conftest import Visitor, Visitors, served, settings_for

NAME = "Zebedee Quillfeather"
RISK = "/demo/risks/R-0013"
MERGED = "/demo/risks/R-0046"
SEPTEMBER = date(2018, 9, 1)
SAVED = ".nhsuk-notification-banner--success"


def test_an_acceptance_takes_two_and_ends_by_itself(
    visitors: Visitors, axe: Axe, home: Path
) -> None:
    lead = visitors.come().sign_in("risk-lead", "demo")
    propose_to_accept(lead)
    assert "Somebody else decides" in lead.words
    lead.go(f"{RISK}/decisions")
    assert lead.page.get_by_role("button", name="Record the decision").count() == 0

    executive = visitors.come(phone=True).sign_in("executive", "demo")
    decide(executive, "Accept the risk as it stands", "Accept it on these terms", RISK)
    assert "Accepted as it stands" in executive.words
    assert "until 31 August 2018, on the condition: Cleaning is audited" in executive.words
    assert axe(executive.page) == []

    see_it_expire(executive, axe, settings_for(home, RISKAPP_TODAY=SEPTEMBER.isoformat()))


def test_a_risk_goes_into_another_when_a_second_person_agrees(visitors: Visitors, axe: Axe) -> None:
    lead = visitors.come().sign_in("risk-lead", "demo")
    page = lead.go(f"{MERGED}/decisions?begin=propose-merge")
    form = page.get_by_role("form", name="Propose to merge it into another risk")
    form.get_by_label("Into which risk?").fill("R-0013")
    form.get_by_label("Why?").fill("The same wards and the same cause.")
    lead.arrive(form.get_by_role("button", name="Propose to merge it"))
    page.wait_for_url(f"**{MERGED}")

    manager = visitors.come(phone=True).sign_in("risk-manager", "demo")
    decide(manager, "Merge it into another risk", "Merge the two", MERGED)
    assert "This risk went into R-0013 on 30 June 2018, which carries on." in manager.words
    assert axe(manager.page) == []
    manager.arrive(manager.page.get_by_role("link", name="R-0013").first)
    manager.page.wait_for_url(f"**{RISK}")
    assert "R-0046 went into it on 30 June 2018." in manager.words
    manager.go(f"{MERGED}/history")
    assert "The same wards and the same cause." in manager.words
    manager.go("/demo/risks?band=high")
    assert manager.page.get_by_role("link", name="R-0046").count() == 0, "it counts no more"


def test_a_name_goes_from_page_history_and_search_when_two_agree(
    visitors: Visitors, axe: Axe
) -> None:
    lead = visitors.come().sign_in("risk-lead", "demo")
    name_somebody(lead)
    for path in (RISK, f"{RISK}/history"):
        lead.go(path)
        assert NAME in lead.words
    lead.go("/demo/risks?search=Quillfeather")
    assert "R-0013" in lead.words

    propose_to_redact(lead)
    manager = visitors.come(phone=True).sign_in("risk-manager", "demo")
    agree_to_redact(manager, axe)
    for path in (RISK, f"{RISK}/history", f"{RISK}/notes", f"{RISK}/redactions"):
        manager.go(path)
        assert "Quillfeather" not in manager.page.content()
    manager.go("/demo/risks?search=Quillfeather")
    assert manager.page.get_by_role("link", name="R-0013").count() == 0
    assert "[redacted]" in manager.go(RISK).locator("main").inner_text()


def propose_to_accept(lead: Visitor) -> None:
    page = lead.go(f"{RISK}/decisions?begin=propose-acceptance")
    form = page.get_by_role("form", name="Propose to accept it as it stands")
    form.get_by_label("Up to which score?").select_option("12")
    form.get_by_label("Until when?").fill("31 August 2018")
    form.get_by_label("On what condition?").fill("Cleaning is audited every week")
    form.get_by_label("Why?").fill("More would cost more than it saves.")
    lead.arrive(form.get_by_role("button", name="Propose to accept it"))
    page.wait_for_url(f"**{RISK}")


def decide(visitor: Visitor, what: str, answer: str, risk: str) -> None:
    """Go from "My work" to what waits, and agree."""
    page = visitor.page
    waiting = page.locator("li", has_text=risk.rsplit("/", 1)[-1])
    visitor.arrive(waiting.get_by_role("link", name=what))
    form = page.get_by_role("form", name=what)
    form.get_by_label(answer).check()
    form.get_by_label("Why?").fill("As the committee said.")
    visitor.arrive(form.get_by_role("button", name="Record the decision"))
    page.wait_for_url(f"**{risk}")


def see_it_expire(executive: Visitor, axe: Axe, september: Settings) -> None:
    """Come back in September: it waits to be decided again, and in the morning it is open."""
    with served(september) as address:
        executive.address = address
        executive.go("/demo/")
        assert "Acceptance expired on 31 August 2018, decide again" in executive.words
        executive.go(RISK)
        assert axe(executive.page) == []
        overnight(september.database_url)
        executive.go(RISK)
        assert "Accepted as it stands" not in executive.words
        assert "It ended on 1 September 2018: its time was over." in executive.words
        assert executive.page.locator(".app-tags").inner_text().split()[0] == "Open"


def overnight(database_url: str) -> None:
    """Do what `riskapp settle` does every night."""
    engine = open_database(database_url)
    with open_session(engine) as session:
        assert settle(session, SEPTEMBER).acceptances >= 1
    engine.dispose()


def name_somebody(lead: Visitor) -> None:
    """Change the risk so that it names a patient, and write a note that does."""
    page = lead.go(f"{RISK}/edit")
    page.get_by_label("Leading to").fill(f"{NAME} was infected, and two more after that")
    page.locator("#reason").fill("Told by the ward.")
    lead.press("Save the change")
    page.wait_for_url(f"**{RISK}")
    page.locator("#words").fill(f"I have spoken to {NAME}.")
    lead.press("Add the note")
    expect(page.locator(SAVED)).to_be_visible()


def propose_to_redact(lead: Visitor) -> None:
    """Say which words should go, having seen where they stand."""
    page = lead.go(f"{RISK}/redactions")
    page.locator("#phrase").fill(NAME)
    lead.press("See where they stand")
    assert "These words stand in this risk" in lead.words
    page.get_by_label("Why?").fill("A patient is named.")
    lead.press("Propose to take them out")
    expect(page.locator(SAVED)).to_be_visible()


def agree_to_redact(manager: Visitor, axe: Axe) -> None:
    manager.follow("Decide on words of R-0013")
    page = manager.go(f"{RISK}/redactions")
    manager.follow("Decide")
    expect(page.locator("form[aria-label=Decide]")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("Take them out").check()
    page.get_by_label("Why?").fill("It should not be here.")
    manager.press("Record the decision")
    expect(page.locator(SAVED)).to_be_visible()
