"""Where in a file its register stands: the sheet, and the rows of the headings."""

from typing import Final

from forms.base import DraftForm
from forms.fields import ChoiceField, NumberField
from forms.plan import VersionField
from riskapp.domain.import_plans import FilePlan

LAST_ROW: Final = 100_000
MOST_ROWS: Final = 3


class PlaceForm(DraftForm):
    """The sheet, the first row of its headings, and how many rows they take."""

    sheet = ChoiceField("Sheet", missing="Choose a sheet.", listed=True)
    header_row = NumberField(
        "Row of the headings",
        lowest=1,
        highest=LAST_ROW,
        missing="Enter the row of the headings.",
        hint="As the file counts them: its first row is 1.",
    )
    header_rows = NumberField(
        "How many rows do the headings take?",
        lowest=0,
        highest=MOST_ROWS,
        missing="Enter how many rows the headings take.",
        hint="2 where a row of groups stands above them, 0 where there are none at all.",
    )
    seen_version = VersionField()

    def draft(self) -> FilePlan:
        """Return where the register stands, and nothing yet of what its columns hold."""
        return FilePlan(
            sheet=str(self.sheet.data),
            header_row=(self.header_row.number or 1) - 1,
            header_rows=self.header_rows.number or 0,
        )
