"""Reading from the pages of a PDF which packs they say they are of."""

import logging
import re
from io import BytesIO
from typing import Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from riskapp.domain.errors import UnfitError
from riskapp.readmodels.pack_verdict import Borne

# What it would say of a damaged file is said in one sentence of ours.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

NOT_A_PDF: Final = "This is not a PDF that can be read."
MOST_PAGES: Final = 5_000
_MARK: Final = re.compile(
    r"([A-Z0-9][A-Z0-9.-]{5,99}), code ([A-Z2-7]{4}-[A-Z2-7]{4})(?![A-Z0-9-])"
)


def read_borne(content: bytes) -> tuple[Borne, ...]:
    """Return the numbers and codes on the pages of a PDF; UnfitError where it is none."""
    try:
        pages = PdfReader(BytesIO(content)).pages[:MOST_PAGES]
        texts = [" ".join(page.extract_text().split()) for page in pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError):
        raise UnfitError(NOT_A_PDF) from None
    found = [Borne(*mark.groups()) for text in texts for mark in _MARK.finditer(text)]
    return tuple(dict.fromkeys(found))
