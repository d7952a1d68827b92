"""An organisation's logo: the one picture that a pack takes from outside."""

from base64 import b64decode
from io import BytesIO
from typing import Final

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from reports.clean import clean_line
from reports.styles import WIDTH
from reports.tags.element import Role
from riskapp.readmodels.paper import Brand

HIGHEST: Final[float] = 20 * mm
WIDEST: Final[float] = 70 * mm


def logo_of(brand: Brand) -> list[Flowable]:
    """Return an organisation's logo as it stands on a cover; nothing where it has none."""
    return [_Logo(b64decode(brand.logo), brand.logo_words)] if brand.logo else []


def can_draw(content: bytes) -> bool:
    """Tell whether a picture is whole."""
    try:
        ImageReader(BytesIO(content)).getRGBData()
    except Exception:
        return False
    return True


class _Logo(Flowable):  # type: ignore[misc] # reportlab has no types
    """A picture on the right, told by its words."""

    def __init__(self, content: bytes, words: str) -> None:
        super().__init__()
        self.picture, self.words = ImageReader(BytesIO(content)), clean_line(words)
        wide, high = self.picture.getSize()
        scale = min(WIDEST / wide, HIGHEST / high)
        self.size = wide * scale, high * scale

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return WIDTH, self.size[1]

    def draw(self) -> None:
        wide, high = self.size
        box = (WIDTH - wide, 0.0, WIDTH, high)
        with self.canv.whole(Role.FIGURE, self.words, box):
            self.canv.drawImage(self.picture, WIDTH - wide, 0, wide, high, mask="auto")
