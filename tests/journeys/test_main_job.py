"""The main job, end to end: a score is given, the risk escalates, the Board reads of it."""

from io import BytesIO

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.conftest import Visitor, Visitors

TITLE = "Not enough district nurses at weekends"


def choose_a_score(page: Page, consequence: str, likelihood: str) -> None:
    """Choose a domain, its consequence and the likelihood on the score form."""
    page.get_by_label("What would the consequence fall upon?").select_option("safety")
    expect(page.locator("#row-1-levels")).not_to_contain_text("Choose above")
    page.get_by_label(consequence).check()
    page.get_by_label(likelihood).check()


def raise_a_risk(lead: Visitor) -> str:
    """Raise a risk without a score; return its reference."""
    page = lead.go("/hct/risks/new")
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Because").fill("posts stay vacant")
    page.get_by_label("There is a risk that").fill("visits are missed")
    page.get_by_label("Leading to").fill("harm to patients at home")
    lead.press("Raise this risk")
    page.wait_for_url("**/hct/risks/R-*")
    return page.url.rsplit("/", 1)[-1]


def score(lead: Visitor, reference: str) -> None:
    """Score the risk 4 x 4, seeing beforehand what will follow."""
    page = lead.go(f"/hct/risks/{reference}")
    link = page.get_by_role("link", name="Score this risk")
    lead.arrive(link.or_(page.get_by_role("button", name="Score this risk")).first)
    choose_a_score(page, "4, Major", "4, Likely")
    expect(page.locator("#follows")).to_contain_text("16")
    expect(page.locator("#follows")).to_contain_text("HLRR")
    page.get_by_label("Why this score?").fill("Three weekends in a row were short.")
    lead.press("Save the score")
    page.wait_for_url(f"**/hct/risks/{reference}")


def pack_of(secretary: Visitor) -> str:
    """Issue the Board pack by its pages; return the words of the PDF."""
    page = secretary.go("/hct/packs")
    secretary.press("Make a pack")
    secretary.press("Look at it")
    page.get_by_label("I have read the warnings").check()
    secretary.press("Issue HCT-BAF-2018-06")
    with page.expect_download() as coming:
        page.get_by_role("link", name="PDF as it was issued").click()
    pdf = coming.value.path().read_bytes()
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(each.extract_text() for each in pages).split())


def test_from_a_score_to_the_board_pack(visitors: Visitors) -> None:
    lead = visitors.come().sign_in("risk-lead")
    reference = raise_a_risk(lead)
    score(lead, reference)
    assert "High Level Risk Register" in lead.words
    assert "awaiting validation" in lead.words

    executive = visitors.come().sign_in("executive")
    assert TITLE in executive.words, "what waits is on the first page"
    decide(executive, reference)
    for path in ("/hct/high-level-risks", "/hct/baf"):
        executive.go(path)
        assert TITLE in executive.words
    assert "No objective stated" in executive.words

    words = pack_of(visitors.come().sign_in("secretary"))
    assert f"{reference} {TITLE}" in words
    assert "1 of 11 risks can be plotted" in words
    assert "16 extreme 1 risk" in words


def decide(executive: Visitor, reference: str) -> None:
    """Answer the objective question with objective 2, and confirm the score."""
    page = executive.go(f"/hct/risks/{reference}/decisions")
    answer = page.locator("section", has_text="strategic objective").first
    answer.get_by_label("Yes", exact=False).first.check()
    answer.get_by_label("2", exact=False).first.check()
    answer.get_by_label("Why?").fill("Safety of visits is objective 2.")
    executive.arrive(answer.get_by_role("button", name="Record the answer"))
    executive.go(f"/hct/risks/{reference}/decisions")
    confirm = page.locator("section", has_text="Confirm").first
    confirm.get_by_label("Why?").fill("Seen at the executive meeting.")
    executive.arrive(confirm.get_by_role("button", name="Confirm the score"))


def test_the_same_without_scripts(visitors: Visitors) -> None:
    lead = visitors.come(scripts=False).sign_in("risk-lead")
    reference = raise_a_risk(lead)
    page = lead.go(f"/hct/risks/{reference}/score?kind=current")
    page.get_by_label("What would the consequence fall upon?").select_option("safety")
    lead.press("Preview")
    page.get_by_label("5, Catastrophic").check()
    page.get_by_label("3, Possible").check()
    lead.press("Preview")
    expect(page.locator("#follows")).to_contain_text("15")
    page.get_by_label("Why this score?").fill("It happened twice.")
    lead.press("Save the score")
    page.wait_for_url(f"**/hct/risks/{reference}")
    assert "awaiting validation" in lead.words
