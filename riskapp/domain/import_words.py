"""What a newer file says and what the register says, in words for a person to compare."""

from typing import Final
from uuid import UUID

from riskapp.domain.import_names import KnownNames, Thing
from riskapp.domain.import_said import Told
from riskapp.domain.printed_cells import cells_from_json

_NAMED: Final = {
    Told.UNIT: Thing.UNIT,
    Told.OWNER: Thing.POST,
    Told.HANDLER: Thing.POST,
    Told.EXECUTIVE: Thing.POST,
    Told.COMMITTEE: Thing.COMMITTEE,
    Told.PROGRAMME: Thing.PROGRAMME,
    Told.OBJECTIVES: Thing.OBJECTIVE,
}
NOTHING: Final = "nothing"


def said_in_words(told: Told, text: str, names: KnownNames) -> str:
    """Return what is said of a risk in words: a thing by its name, cells by their headings."""
    if not text:
        return NOTHING
    if told in _NAMED:
        return names.called.get(_NAMED[told], {}).get(UUID(text), NOTHING)
    if told is Told.CELLS:
        return "; ".join(f"{cell.heading}: {cell.words}" for cell in cells_from_json(text))
    return text
