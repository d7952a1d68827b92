"""How an organisation's packs look, as its page and its packs have it."""

from base64 import b64encode
from dataclasses import dataclass

from riskapp.readmodels.paper import Brand

_STANDARD = Brand()


@dataclass(frozen=True, slots=True)
class Look:
    """The colours and the logo that were chosen; version 0 is ours, which nobody has chosen."""

    colour: str = _STANDARD.colour
    dark: str = _STANDARD.dark
    logo: bytes | None = None
    logo_words: str = ""
    nhs_mark: bool = False
    version: int = 0

    @property
    def brand(self) -> Brand:
        """The same as a paper bears it."""
        logo = b64encode(self.logo).decode() if self.logo else ""
        return Brand(self.colour, self.dark, logo, self.logo_words if logo else "")
