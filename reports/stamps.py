"""Reading from the pages of a PDF which packs they say they are of."""

import logging
from io import BytesIO
from typing import Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from riskapp.domain.errors import UnfitError
from riskapp.readmodels.pack_verdict import Borne, marks_in

# What it would say of a damaged file is said in one sentence of ours.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

UNREADABLE: Final = "This is no PDF, Word file, workbook or web page that can be read."
MOST_PAGES: Final = 5_000


def read_borne(content: bytes) -> tuple[Borne, ...]:
    """Return the numbers and codes on the pages of a PDF; UnfitError where it is none."""
    try:
        pages = PdfReader(BytesIO(content)).pages[:MOST_PAGES]
        texts = [page.extract_text() for page in pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError):
        raise UnfitError(UNREADABLE) from None
    return tuple(dict.fromkeys(mark for text in texts for mark in marks_in(text)))
