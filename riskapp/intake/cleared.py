"""Workbooks cleared for calamine: written anew with the parts it needs and nothing else.

What it reads is so what the guards have read: no macros, pictures, links or embedded files, and no
part that two programs would look for in two places.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, Final

from riskapp.intake.limits import Limits
from riskapp.intake.packed import Packed
from riskapp.intake.percentages import Percentages
from riskapp.intake.refusals import DAMAGED, FileRefusedError
from riskapp.intake.sheet_scan import Scan
from riskapp.intake.sheets import refuse_more_text
from riskapp.intake.unsaid import Unsaid
from riskapp.intake.xml_part import whole_tags

_NEEDED: Final = re.compile(r"(?:[^/]+/)*[^/]*\.(?:xml|rels)")
_BESIDE: Final = re.compile(
    r"(?:.*/)?(?:drawings|charts|media|theme|externallinks|\w*comments|customxml|docprops"
    r"|pivot\w+|tables|querytables|persons|ctrlprops|embeddings|diagrams|slicer\w*|richdata)/.*"
)
"""What has no cells in it, and need not even be well formed."""
_ERROR: Final = re.compile(rb"""(<(?:\w+:)?c\b[^<>]*\st=)(?:"e"|'e')""")
"""The cell of an error: calamine returns nothing of it, unless it is told that it is text."""


def cleared(packed: Packed, limits: Limits, unsaid: Unsaid, percentages: Percentages) -> bytes:
    """Return a workbook with the cells and formats of another, or refuse it."""
    written = io.BytesIO()
    scans = []
    with zipfile.ZipFile(written, "w") as archive:
        for name in sorted(name for name in packed.names() if _is_needed(name)):
            scan = Scan(limits)
            with archive.open(name, "w") as part:
                chunks = percentages.seen(name, whole_tags(packed.chunks(name)))
                scan.feed(_copied(chunks, part, unsaid))
            scans.append(scan)
    _refuse_repetition(scans, limits)
    return written.getvalue()


def _is_needed(name: str) -> bool:
    return _NEEDED.fullmatch(name) is not None and _BESIDE.fullmatch(name) is None


def _copied(chunks: Iterable[bytes], part: IO[bytes], unsaid: Unsaid) -> Iterator[bytes]:
    for chunk in chunks:
        unsaid.look(chunk)
        errors = b't="e"' in chunk or b"t='e'" in chunk
        shown = _ERROR.sub(rb'\1"str"', chunk) if errors else chunk
        part.write(shown)
        yield shown


def _refuse_repetition(scans: list[Scan], limits: Limits) -> None:
    """A long string that very many cells show takes its length as many times."""
    lengths = [length for scan in scans for length in scan.lengths]
    try:
        for scan in scans:
            refuse_more_text(sum(map(lengths.__getitem__, scan.shown)), limits)
    except IndexError as why:
        raise FileRefusedError(DAMAGED) from why
