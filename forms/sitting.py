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


def put_at_field() -> Any:
    """Return the field for the meeting at which something is proposed."""
    hint = (
        "Choose it to record that it was proposed there: the meeting may then decide about it. "
        "Leave it empty if you propose it yourself."
    )
    return ChoiceField("Proposed at a meeting?", hint=hint, listed=True)


def put_by_field() -> Any:
    """Return the field for the post that proposed something at a meeting."""
    return ChoiceField("Proposed there by", hint="If it was at a meeting.", listed=True)


class SittingForm(DraftForm):
    """A form by which a meeting may have decided or proposed something.

    The page takes the fields out where there is no such meeting.
    """

    def chosen(self, name: str) -> UUID | None:
        """Return the id that was chosen in a field; None also where the page has no such field."""
        return id_of(self[name]) if name in self else None  # type: ignore[arg-type]

    @property
    def meeting_id(self) -> UUID | None:
        """The meeting that decided or proposed, if one did."""
        return self.chosen("meeting")

    @property
    def proposer_id(self) -> UUID | None:
        """The post at whose word it did."""
        return self.chosen("proposed_by")
