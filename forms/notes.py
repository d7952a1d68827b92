"""Writing a note on a risk."""

from forms.base import DraftForm
from forms.fields import LongTextField
from forms.judging import LONGEST_WORDS, NO_NAMES
from riskapp.domain.notes import AddNote


class NoteForm(DraftForm):
    """A note for colleagues, which stays as it is typed."""

    words = LongTextField(
        "Write a note",
        missing="Write the note.",
        longest=LONGEST_WORDS,
        hint=f"Colleagues who may see this risk read it; it is in no pack. {NO_NAMES}",
        rows=3,
    )

    def draft(self) -> AddNote:
        """Return the note."""
        return AddNote(str(self.words.data))
