"""Views of the register as its readers see them."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ViewLine:
    """A view by its name: what it asks for, and whether it is the reader's own."""

    id: UUID
    name: str
    asks: str
    own: bool
    shared: bool
