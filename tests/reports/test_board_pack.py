import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from reports.clean import LONGEST
from riskapp.papers.cover import TITLE
from riskapp.readmodels.board_pack import BoardPack, SwitchedOff
from tests.reports import hostile, packs
from tests.reports.drawing import draw_board

MAKERS = {
    "typical": packs.typical,
    "empty": packs.empty,
    "hostile": hostile.hostile,
    "large": lambda: packs.typical(60),
}
USUAL = ("typical", "empty", "hostile")


@cache
def pack(name: str) -> BoardPack:
    return MAKERS[name]()


@cache
def drawn(name: str) -> bytes:
    return draw_board(pack(name))


@cache
def pages(name: str) -> tuple[str, ...]:
    """The words of each page, with single spaces."""
    return tuple(flat(page.extract_text()) for page in reader(name).pages)


def reader(name: str) -> PdfReader:
    return PdfReader(BytesIO(drawn(name)))


def flat(text: str) -> str:
    return " ".join(text.split())


def from_heading(name: str, heading: str) -> str:
    """The words from a heading on, of the page where the outline says it stands and those after."""
    outline = (entry for entry in reader(name).outline if not isinstance(entry, list))
    (entry,) = [entry for entry in outline if entry["/Title"] == heading]
    number = reader(name).get_destination_page_number(entry) or 0
    first = pages(name)[number]
    return " ".join([first[first.index(heading) :], *pages(name)[number + 1 :]])


def risk_pages(name: str) -> Iterator[tuple[str, list[str]]]:
    """Each risk's reference with the words of each page whose head names it."""
    for risk in pack(name).risks:
        head = f"Trust Risk {risk.row.reference} DRAFT, not issued. Board pack"
        yield risk.row.reference, [page for page in pages(name) if head in page]


@pytest.mark.parametrize("name", USUAL)
def test_the_same_pack_gives_the_same_bytes(name: str) -> None:
    assert draw_board(MAKERS[name]()) == drawn(name)


@pytest.mark.parametrize("name", USUAL)
def test_every_page_says_which_of_how_many_it_is(name: str) -> None:
    total = len(pages(name))
    for number, page in enumerate(pages(name), start=1):
        assert f"Page {number} of {total}" in page


@pytest.mark.parametrize("name", USUAL)
def test_every_page_says_whose_it_is_and_as_at_when(name: str) -> None:
    for page in pages(name):
        assert "as at 30 June 2018" in page
        assert "Fictional organisation" in page


@pytest.mark.parametrize("name", USUAL)
def test_every_typeface_is_embedded(name: str) -> None:
    assert set(typefaces(reader(name))) <= {
        ("Arimo-Regular", True),
        ("Arimo-Bold", True),
        ("DejaVuSans", True),
        ("DejaVuSans-Bold", True),
    }


def typefaces(file: PdfReader) -> Iterator[tuple[str, bool]]:
    """Every typeface of every page and form: its name, and whether it is embedded."""
    for thing in map(file.get_object, range(1, len(file.xref[0]) + 1)):
        if isinstance(thing, dict) and thing.get("/Type") == "/Font":
            inside = thing.get("/FontDescriptor", {})
            yield thing["/BaseFont"].rpartition("+")[2].lstrip("/"), "/FontFile2" in inside


@pytest.mark.parametrize("name", ["typical", "large"])
def test_every_risk_has_its_own_numbered_pages_with_statement_and_score(name: str) -> None:
    total = len(pages(name))
    assert all(f"Page {n} of {total}" in page for n, page in enumerate(pages(name), start=1))
    found = dict(risk_pages(name))
    for risk in pack(name).risks:
        (words,) = found[risk.row.reference]
        for statement in (risk.cause, risk.event, risk.effect, risk.row.title):
            assert statement in words
        current = risk.row.current
        assert ("Not scored" if current is None else f"{current.value}") in words


def test_every_risk_is_in_the_summary_with_its_score() -> None:
    summary = from_heading("typical", "Summary of the risks")
    for row in pack("typical").summary:
        old = row.printed_reference
        assert re.search(rf"{row.reference} old: {old} {row.title}", summary)
    assert summary.count("old register") >= 2
    assert "18 extreme, old register not a 5x5 product" in summary
    assert "no objective stated" in summary


def test_the_summary_of_twelve_risks_is_one_page() -> None:
    (page,) = [page for page in pages("typical") if page.startswith("Summary of the risks")]
    assert all(row.reference in page for row in pack("typical").summary)


@pytest.mark.parametrize("kind", ["current", "target"])
@pytest.mark.parametrize("name", ["typical", "hostile"])
def test_the_heat_maps_count_what_the_summary_lists(name: str, kind: str) -> None:
    words = from_heading(name, f"Heat map of {kind} scores")
    heat = words.partition("can be plotted")[0]
    counted = [int(number) for number in re.findall(r"\b(\d+) risks?\b(?! can)", heat)]
    *cells, total = counted
    scores = [(r, getattr(r, kind)) for r in pack(name).summary]
    plottable = [row for row, score in scores if score and score.consequence]
    assert sum(cells) == len(plottable)
    assert total == len(pack(name).summary)
    for row in plottable:
        assert row.reference in heat


def test_the_high_level_register_counts_the_unvalidated_apart() -> None:
    register = from_heading("typical", "High Level Risk Register")
    assert "highest score first, 2 of them awaiting validation" in register
    assert "1 April 2018, by the threshold rule, not printed awaiting validation" in register


def test_milestones_come_by_programme_with_the_overdue_first() -> None:
    words = from_heading("typical", "Milestones by programme").partition("5.2 Estates")[0]
    late = [match.start() for match in re.finditer(r"Late by \d+ days", words)]
    other = [match.start() for match in re.finditer(r"Only starts|At risk|Cancelled", words)]
    assert len(late) > 3
    assert max(late) < min(other)
    assert "moved from Mar 2018 on 5 February 2018" in words


def test_the_method_prints_the_organisations_own_threshold() -> None:
    strict = replace(pack("empty"), matrix=replace(packs.MATRIX, threshold=12))
    words = " ".join(
        flat(page.extract_text()) for page in PdfReader(BytesIO(draw_board(strict))).pages
    )
    assert "A risk that scores 12 or more" in words
    assert "A risk that scores 15 or more" in from_heading("typical", "How to read this pack")


@pytest.mark.parametrize(
    "sentence",
    [
        "No risk is on the Board Assurance Framework (BAF).",
        "No risk is on the High Level Risk Register.",
        "No risk is there, so there is nothing to plot.",
        "No programme has milestones.",
        "There are no quality warnings.",
    ],
)
def test_a_section_with_nothing_says_so(sentence: str) -> None:
    assert sentence in " ".join(pages("empty"))


def test_the_pack_says_what_was_not_checked_and_why() -> None:
    off = SwitchedOff("No owner", date(2018, 5, 1), "Owners come with the new structure.")
    words = " ".join(
        flat(page.extract_text())
        for page in PdfReader(BytesIO(draw_board(replace(pack("empty"), off=(off,))))).pages
    )
    assert "There are no quality warnings." in words
    assert "No owner 1 May 2018 Owners come with the new structure." in words
    assert "0; 1 check is switched off" in words
    assert "switched off" not in " ".join(pages("empty"))


def test_a_public_pack_says_so_and_counts_what_it_leaves_out() -> None:
    public = replace(pack("typical"), public=True)
    words = flat(PdfReader(BytesIO(draw_board(public))).pages[0].extract_text())
    assert "Public version" in words
    assert "Left out of this version: 1 restricted risk." in words
    assert "Private" not in words


def test_the_outline_leads_to_every_section_and_risk() -> None:
    file = reader("typical")
    sections = [entry for entry in file.outline if not isinstance(entry, list)]
    assert [entry["/Title"] for entry in sections] == [
        "Board Assurance Framework and High Level Risk Register",
        "What changed since the last pack",
        "Summary of the risks",
        "Heat map of current scores",
        "Heat map of target scores",
        "High Level Risk Register",
        "Decisions asked of the meeting",
        "Risks accepted as they stand",
        "Risks one by one",
        "Milestones by programme",
        "Quality warnings",
        "How to read this pack",
    ]
    risks = file.outline[9]
    assert isinstance(risks, list)
    for entry, risk in zip(risks, pack("typical").risks, strict=True):
        assert risk.row.reference in pages("typical")[file.get_destination_page_number(entry) or 0]


@pytest.mark.parametrize("name", USUAL)
def test_the_contents_give_the_page_of_every_section(name: str) -> None:
    listed = " ".join(pages(name)[:2]).partition("Contents")[2]
    for entry in reader(name).outline:
        if not isinstance(entry, list) and entry["/Title"] != TITLE:
            page = (reader(name).get_destination_page_number(entry) or 0) + 1
            assert re.search(rf"{entry['/Title']} ?{page}\b", listed)


def test_the_file_says_what_it_is() -> None:
    file = reader("typical")
    assert file.metadata is not None
    assert file.metadata.title == "Board Assurance Framework and High Level Risk Register"
    assert file.metadata.author == "Example Community NHS Trust"
    assert "as at 30 June 2018" in (file.metadata.subject or "")
    assert file.trailer["/Root"]["/Lang"] == "en-GB"


@pytest.mark.parametrize(
    "shown",
    [
        '<img src="/etc/passwd">',
        '<a href="javascript:alert(1)">press</a>',
        "<b>never closed",
        "&#x110000; &amp; R&D",
        "=cmd|' /C calc'!A0",
        "NUL bell escape [31m",
        "bidi gnp.exe and isolated",
        "zerowidth",
        "lone surrogate",
        "emoji [grinning face] and \u26a0 and \u2713",
        "Ελληνικά",
        "Welsh: ŵ ŷ Ŵ Ŷ",
        "Привет",
    ],
)
def test_what_is_typed_is_shown_as_typed(shown: str) -> None:
    assert shown in " ".join(pages("hostile"))


def test_nothing_that_is_typed_becomes_a_link_a_picture_or_a_script() -> None:
    for page in reader("hostile").pages:
        links = [one.get_object() for one in page.get("/Annots", [])]
        assert not any("/A" in link for link in links), "links within, no others"
        assert not list(page.images)
    assert not {"/AA", "/OpenAction", "/AcroForm"} & set(reader("hostile").trailer["/Root"])


@pytest.mark.parametrize(
    ("text", "longest"),
    [
        ("W" * 100_000, LONGEST),
        ("word " * 10_000, 1_500),
        ("a\n" * 10_000, 1_500),
        ("\U0001f600" * 30_000, 1_500),
        ("<b>" * 10_000, 1_500),
    ],
    ids=["one word", "many words", "many lines", "many signs", "many tags"],
)
def test_text_without_end_does_not_stop_the_pack(
    text: str, longest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.clean.LONGEST", longest)
    made = draw_board(hostile.hostile((text,)))
    assert len(PdfReader(BytesIO(made)).pages) < 250
