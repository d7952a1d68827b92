"""The words by which a risk is found, cut alike whatever the engine would take for a word."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from riskapp.domain.printed_cells import cells_from_json
from riskapp.domain.references import printed_orders, risk_reference

WORD: Final = re.compile(r"[^\W_]+")

_PARTED: Final = "".join(chr(sign) if chr(sign).isalnum() else " " for sign in range(128))
"""What parts the words of plain English; the underscore does so too."""

MOST_PRINTED: Final = 200_000
"""Characters of an old register's cells by which one risk is found: an index holds no more."""


def plain_words(text: str) -> list[str]:
    """Return the words of a text, without accents or anything that stands between them.

    "R-0042" and "Ref 0316/11" are two words and three: an engine left to itself would read a
    number below nothing in the first, and a path in the second.
    """
    if text.isascii():
        return text.translate(_PARTED).split()
    taken_apart = unicodedata.normalize("NFKD", text)
    return WORD.findall("".join(one for one in taken_apart if not unicodedata.combining(one)))


def findable_words(
    number: int, texts: Iterable[str | None], printed: str = "", key: str = ""
) -> str:
    """Return all the words by which a risk is found: its references and what is said of it."""
    parts = (risk_reference(number), str(number), printed, printed_orders(key), *texts)
    lines = (" ".join(plain_words(part)) for part in parts if part)
    return "\n".join(line for line in lines if line)


def printed_words(kept: str) -> Iterator[str]:
    """Yield what the old register's cells print of a risk; headings are the same for all."""
    left = MOST_PRINTED
    for cell in cells_from_json(kept):
        yield cell.words[:left]
        left = max(0, left - len(cell.words))
