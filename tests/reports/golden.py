"""Golden pages: how the most telling page of every kind of pack looked when somebody last looked.

To renew them after a change of looks, and then look at each: `python -m tests.reports.golden`.
"""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops, ImageStat
from pypdf import PdfReader

from reports.pdf import draw_pdf
from riskapp.domain.packs import PackKind
from riskapp.readmodels.paper import Paper
from tests.reports.kinds import PAPERS, TELLING
from tests.required import absent

FOLDER: Final = Path(__file__).parent / "golden"
MOST_ON_AVERAGE: Final = 2.5
MOST_IN_A_BLOCK: Final = 44
"""So far, of 255 shades, may blocks be from the golden page: letters drawn a little differently."""
_DPI: Final = "40"
_BLOCK: Final = 6
_PATIENCE: Final = 240


def file_of(kind: PackKind) -> Path:
    """Return where the golden page of a kind of pack is kept."""
    return FOLDER / f"{kind}.png"


def picture_of(paper: Paper, heading: str, *more: str) -> Image.Image:
    """Return the page of a heading as a small grey picture, drawn by another program than ours."""
    program = shutil.which("pdftoppm")
    if program is None:
        absent("poppler", "pdftoppm is not installed (Debian: poppler-utils)")
    file = draw_pdf(paper)
    page = str(_page_of(file, heading))
    asked = [program, "-gray", "-r", _DPI, "-f", page, "-l", page, *more, "-"]
    done = subprocess.run(asked, input=file, capture_output=True, check=True, timeout=_PATIENCE)
    return Image.open(BytesIO(done.stdout)).convert("L")


def _page_of(file: bytes, heading: str) -> int:
    """Return the number, from 1, of the page on which a heading of the outline stands."""
    reader = PdfReader(BytesIO(file))
    entries = list(reader.outline)
    while entries:
        entry = entries.pop(0)
        if isinstance(entry, list):
            entries = [*entry, *entries]
        elif str(entry.title).startswith(heading):
            return int(reader.get_destination_page_number(entry) or 0) + 1
    raise ValueError(heading)


def far(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """Return how far the blocks of two pictures are from each other: on average, and at most."""
    if one.size != other.size:
        return 255.0, 255.0
    blocks = one.width // _BLOCK, one.height // _BLOCK
    small = [picture.resize(blocks, Image.Resampling.BOX) for picture in (one, other)]
    found = ImageChops.difference(*small)
    stated = ImageStat.Stat(found)
    return stated.mean[0], stated.extrema[0][1]


def looks_alike(one: Image.Image, other: Image.Image) -> bool:
    """Tell whether two pictures show the same page."""
    average, most = far(one, other)
    return average <= MOST_ON_AVERAGE and most <= MOST_IN_A_BLOCK


def renew() -> None:
    """Draw every golden page anew."""
    FOLDER.mkdir(exist_ok=True)
    for kind, paper in PAPERS.items():
        picture = picture_of(paper(), TELLING[kind]).quantize(16)
        picture.save(file_of(kind), optimize=True)


if __name__ == "__main__":
    renew()
