"""Handing in an old register, what is done with a file as it was seen, and taking it back."""

from typing import Final
from uuid import UUID

from forms.base import DraftForm
from forms.controls import why_field
from forms.fields import ChoiceField, ChoicesField, Option, TextField
from forms.files import FileField
from forms.plan import VersionField
from forms.risks import id_of
from riskapp.domain.import_drafts import LONGEST_SOURCE, MOST_BYTES, HandIn

TOO_LARGE: Final = (
    f"The file is larger than {MOST_BYTES // 1_000_000} MB: take out pictures and sheets that are"
    " not needed, or split it."
)
UNNAMED: Final = "a file without a name"


class HandInForm(DraftForm):
    """A file, and where such files come from."""

    file = FileField(
        "The file",
        most_bytes=MOST_BYTES,
        too_large=TOO_LARGE,
        missing="Choose a file.",
        hint="An Excel workbook, an OpenDocument sheet or a CSV file of at most"
        f" {MOST_BYTES // 1_000_000} MB.",
        accept=".xlsx,.xlsm,.xls,.ods,.docx,.csv,.tsv,.txt",
    )
    source = ChoiceField(
        "Where does it come from?",
        hint="If you brought in a file of the same make before, its columns are read the same way.",
        listed=True,
    )
    new_source = TextField(
        "Or a new name for where it comes from",
        longest=LONGEST_SOURCE,
        hint="If more files of this make will follow, for example: Datix, all open risks.",
    )

    def draft(self) -> HandIn:
        """Return the file and where it comes from."""
        return HandIn(
            name=self.file.filename or UNNAMED,
            content=self.file.content or b"",
            source_id=self.source_id,
            new_source=str(self.new_source.data or ""),
        )

    @property
    def source_id(self) -> UUID | None:
        """The source that was chosen, None where a new one is named or none is."""
        return None if self.new_source.data else id_of(self.source)


class TakeBackForm(DraftForm):
    """Why an import is taken back, and that it is meant; `seen` is how many risks were shown."""

    reason = why_field("Why is it taken back?")
    agree = ChoicesField(
        "Is this what you mean to do?",
        (Option("yes", "Yes, withdraw what it brought in"),),
        missing="Tick the box if you mean it.",
    )
    seen = VersionField()

    @property
    def why(self) -> str:
        """The reason."""
        return str(self.reason.data)

    @property
    def number(self) -> int:
        """How many risks were shown."""
        return self.seen.number


class SeenFileForm(DraftForm):
    """A button that acts on a file as it was seen."""

    seen_version = VersionField()
