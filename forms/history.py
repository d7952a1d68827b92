"""Checking an entry of the history that was noted somewhere else."""

from typing import Any

from typing_extensions import override
from wtforms.validators import StopValidation

from forms.base import DraftForm
from forms.fields import TextField
from riskapp.domain.chain import NOT_A_CODE, Noted, read_code


class CodeField(TextField):
    """An entry as it was noted; `noted` is what was understood."""

    @property
    def noted(self) -> Noted | None:
        """The entry, or None where nothing that fits was typed."""
        return read_code(self.data or "")

    @override
    def pre_validate(self, form: Any) -> None:
        """Refuse what is not the number of an entry with the beginning of its hash."""
        super().pre_validate(form)
        if self.data and self.noted is None:
            raise StopValidation(NOT_A_CODE)


class CheckNotedForm(DraftForm):
    """An entry that was noted, for example in the minutes of a meeting."""

    noted = CodeField(
        "The code that was noted",
        missing="Write the code that was noted.",
        hint="A number, a colon and the first characters of a hash, for example"
        " 141:3fa9c1d2e4b5a6f7",
        autocomplete="off",
        width="20",
    )

    def draft(self) -> Noted:
        """Return what was noted."""
        noted = self.noted.noted
        if noted is None:
            raise ValueError(self.noted.data)
        return noted
