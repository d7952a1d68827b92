"""What a newer file says and what the register says, in words for a person to compare."""

import re
from datetime import date
from typing import Final
from uuid import UUID

from riskapp.domain.import_compare import Difference
from riskapp.domain.import_corrections import Side
from riskapp.domain.import_findings import FieldChange
from riskapp.domain.import_names import KnownNames, Thing
from riskapp.domain.import_said import Told, of_action
from riskapp.domain.printed_cells import cells_from_json
from riskapp.domain.wording import date_words

_NAMED: Final = {
    Told.UNIT: Thing.UNIT,
    Told.OWNER: Thing.POST,
    Told.HANDLER: Thing.POST,
    Told.EXECUTIVE: Thing.POST,
    Told.COMMITTEE: Thing.COMMITTEE,
    Told.PROGRAMME: Thing.PROGRAMME,
    Told.OBJECTIVES: Thing.OBJECTIVE,
}
_DAYS: Final = frozenset({Told.TARGET_ON, Told.DONE, Told.REVIEW})
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NOTHING: Final = "nothing"


def change_of(one: Difference, names: KnownNames, side: Side | None) -> FieldChange:
    """Return a difference in words; where both changed, as the choice it is, with what was said."""
    before, after = (
        said_in_words(one.told, said.removeprefix(of_action(one.of, "")), names)
        for said in (one.before, one.after)
    )
    chosen = side if side and one.clashes else ""
    to_choose = one.clashes and not side
    return FieldChange(one.name, before, after, to_choose=to_choose, chosen=chosen)


def said_in_words(told: Told, text: str, names: KnownNames) -> str:
    """Return what is said of a risk in words: a thing by its name, cells by their headings."""
    if not text:
        return NOTHING
    if told in _NAMED:
        return names.called.get(_NAMED[told], {}).get(UUID(text), NOTHING)
    if told is Told.CELLS:
        return "; ".join(f"{cell.heading}: {cell.words}" for cell in cells_from_json(text))
    return _DAY.sub(_day_words, text) if told in _DAYS else text


def _day_words(found: re.Match[str]) -> str:
    return date_words(date.fromisoformat(found[0]))
