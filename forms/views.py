"""Keeping a view of the register."""

from forms.base import DraftForm
from forms.fields import ChoiceField, Option, TextField
from riskapp.domain.views import LONGEST_NAME, KeepView

EVERYBODY = "everybody"
MINE = Option("me", "Me")
SHARED = Option(EVERYBODY, "Everybody in the organisation")


class KeepViewForm(DraftForm):
    """A name for a view, and who is to have it."""

    name = TextField(
        "Name of the view",
        missing="Give the view a name.",
        longest=LONGEST_NAME,
        hint="For example, Quality Committee: 15 and more. Do not name patients or staff.",
    )
    whose = ChoiceField("Who has it", (MINE,), hint="Others see only the risks that they may see.")

    def draft(self, asks: str) -> KeepView:
        """Return the view of what an address asks for."""
        return KeepView(str(self.name.data), asks, shared=self.whose.data == EVERYBODY)
