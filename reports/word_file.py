"""A pack as a Word file, for those who must paste from it: real headings, real tables, A4."""

import base64
import binascii
from collections.abc import Iterator
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.image.exceptions import UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.rel import Relationships
from docx.shared import Mm

from reports.legible import legible_line
from reports.outline import chapters
from reports.paper_words import (
    about_words,
    foot_words,
    issued_words,
    note_words,
    warning_words,
)
from reports.word_blocks import WordBlocks
from reports.word_styles import LANGUAGE, MARGIN, SMALL, numbering, settings, styles
from reports.word_xml import Node, field, node, paragraph, run
from riskapp.readmodels.paper import Brand, Paper, Stamp, Void

_LONGEST_PROPERTY: Final = 255
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
"""What every part of the file says of when it was written: the first that a ZIP file can say."""


def draw_word_file(paper: Paper, stamp: Stamp | None, void: Void | None = None) -> bytes:
    """Return the pack as the bytes of a DOCX file; without a stamp it says that it is a draft.

    The same paper under the same stamp gives the same bytes.
    """
    document = docx.Document()
    _lay_out(document, paper)
    _name(document, paper, stamp, void)
    _edges(document, paper, stamp, void)
    _logo(document, paper.brand)
    end = document.element.body.sectPr
    for one in _story(paper, stamp, void):
        end.addprevious(one)
    file = BytesIO()
    document.save(file)
    return _timeless(file)


def _story(paper: Paper, stamp: Stamp | None, void: Void | None) -> Iterator[Node]:
    book = tuple(chapters(paper))
    blocks = WordBlocks(book)
    warning = warning_words(stamp, void)
    if warning:
        yield paragraph(SMALL, run(legible_line(warning), bold=True))
    for chapter in book:
        yield from blocks.chapter(chapter)
    yield paragraph(SMALL, run(issued_words(stamp)))


def _lay_out(document: Document, paper: Paper) -> None:
    """Give the file our own styles, and an A4 page."""
    _hold(document.styles.element, styles(paper.brand))
    _hold(document.part.numbering_part.element, numbering())
    _hold(document.settings.element, settings())
    if document.part.package is not None:
        _drop(document.part.package.rels, RELATIONSHIP_TYPE.THUMBNAIL)
    _drop(document.part.rels, "stylesWithEffects")
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(18)


def _drop(relations: Relationships, kind: str) -> None:
    """Leave out a part that the empty file came with and that would say what is not so."""
    for key in [key for key, one in relations.items() if one.reltype.endswith(kind)]:
        del relations[key]


def _hold(part: Node, inside: Iterator[Node]) -> None:
    """Put these elements into a part in place of what it came with."""
    for old in list(part):
        part.remove(old)
    part.extend(inside)


def _name(document: Document, paper: Paper, stamp: Stamp | None, void: Void | None) -> None:
    """Write what the file says of itself."""
    core = document.core_properties
    core.title = _property(paper.title)
    core.subject = _property(about_words(paper))
    core.author = core.last_modified_by = _property(paper.organisation)
    core.comments = _property(note_words(stamp, void))
    core.language = LANGUAGE
    core.created = core.modified = datetime.combine(paper.as_at, time(), UTC)


def _property(words: str) -> str:
    return legible_line(words)[:_LONGEST_PROPERTY]


def _edges(document: Document, paper: Paper, stamp: Stamp | None, void: Void | None) -> None:
    """Write the head and foot of every page: whose it is, what it is, its number and code."""
    page = document.sections[0]
    page.header.is_linked_to_previous = page.footer.is_linked_to_previous = False
    marked = [run(f"{void.short}  ", bold=True)] if void else []
    whose = run(legible_line(paper.organisation))
    _hold(page.header.part.element, iter([paragraph(MARGIN, *marked, whose)]))
    foot = run(foot_words(paper, stamp, void))
    pages = (run("Page "), field("PAGE"), run(" of "), field("NUMPAGES"))
    tab = node("r", node("tab"))
    _hold(page.footer.part.element, iter([paragraph(MARGIN, foot, tab, *pages)]))


def _logo(document: Document, brand: Brand) -> None:
    """Put the logo first, where there is one that Word can show, with its words."""
    if not brand.logo:
        return
    try:
        picture = base64.b64decode(brand.logo, validate=True)
        shown = document.add_picture(BytesIO(picture), height=Mm(16))
    except (binascii.Error, UnrecognizedImageError):
        return
    shown._inline.docPr.set("descr", legible_line(brand.logo_words))  # noqa: SLF001 - no other way


def _timeless(file: BytesIO) -> bytes:
    """Return a ZIP file without the time at which it was written."""
    made = BytesIO()
    with ZipFile(file) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = ZipInfo(name, _MOMENT)
            part.compress_type = ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return made.getvalue()
