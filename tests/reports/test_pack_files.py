"""A pack in each of its forms: the same words in all of them, said to be a draft or issued."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from reports.pack_files import MEDIA_TYPES, draw_as
from riskapp.domain.packs import FORM_NAMES, TWINS, FileForm
from riskapp.papers.board import board_paper
from riskapp.readmodels.paper import Void
from tests.reports.packs import typical
from tests.reports.papers import STAMP

PAPER = board_paper(typical(3))
WITHDRAWN = Void(
    "WITHDRAWN", "Withdrawn on 9 July 2018, do not use it: <b>wrong</b> & counted twice"
)


def text_of_file(form: FileForm, file: bytes) -> str:
    if form is FileForm.PDF:
        return "".join(page.extract_text() for page in PdfReader(BytesIO(file)).pages)
    if form is FileForm.PAGE:
        return file.decode()
    with ZipFile(BytesIO(file)) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist())


@pytest.mark.parametrize("form", FileForm)
def test_every_form_names_every_risk_and_bears_the_number_and_the_code(form: FileForm) -> None:
    said = text_of_file(form, draw_as(form, PAPER, STAMP))

    for word in ("R-0001", "R-0002", "R-0003", STAMP.number, STAMP.code):
        assert word in said
    assert "DRAFT" not in said


@pytest.mark.parametrize("form", FileForm)
def test_every_form_of_a_draft_says_that_it_is_one(form: FileForm) -> None:
    assert "DRAFT, not issued" in text_of_file(form, draw_as(form, PAPER, None))


@pytest.mark.parametrize("form", TWINS)
def test_every_twin_of_a_pack_that_stands_no_more_says_so_and_why(form: FileForm) -> None:
    said = text_of_file(form, draw_as(form, PAPER, STAMP, WITHDRAWN))

    assert "do not use it: &lt;b&gt;wrong&lt;/b&gt; &amp; counted twice" in said
    assert said.count("WITHDRAWN") >= 2
    assert "DRAFT" not in said


def test_the_pdf_of_a_pack_that_stands_no_more_is_as_it_was_issued() -> None:
    issued = draw_as(FileForm.PDF, PAPER, STAMP)
    assert draw_as(FileForm.PDF, PAPER, STAMP, WITHDRAWN) == issued


def test_every_form_has_a_name_and_a_type_of_its_own() -> None:
    assert set(FORM_NAMES) == set(MEDIA_TYPES) == set(FileForm)
    assert len(set(MEDIA_TYPES.values())) == len(FileForm)
    assert set(TWINS) == set(FileForm) - {FileForm.PDF}
