"""Saying that a meeting decided, and at whose word: fields for whoever may record for one."""

from typing import Any
from uuid import UUID

from forms.base import DraftForm
from forms.fields import ChoiceField
from forms.risks import id_of


def meeting_field() -> Any:
    """Return the field for the meeting that decided; without one, the person decides."""
    hint = "Choose it to record what it decided. Leave it empty if you decide yourself."
    return ChoiceField("Decided by a meeting?", hint=hint, listed=True)


def proposer_field() -> Any:
    """Return the field for the post at whose word a meeting decided."""
    return ChoiceField("Proposed there by", hint="If a meeting decided.", listed=True)


class SittingForm(DraftForm):
    """A form by which a meeting may have decided; the page takes the fields out where none can."""

    def chosen(self, name: str) -> UUID | None:
        """Return the id that was chosen in a field; None also where the page has no such field."""
        return id_of(self[name]) if name in self else None  # type: ignore[arg-type]

    @property
    def meeting_id(self) -> UUID | None:
        """The meeting that decided, if one did."""
        return self.chosen("meeting")

    @property
    def proposer_id(self) -> UUID | None:
        """The post at whose word it did."""
        return self.chosen("proposed_by")
