"""What every form shares: what people type is cleaned, judged field by field, and read as a draft.

Forms draw nothing: a field names the component that shows it, and the pages do the rest.
"""

import unicodedata
from typing import Any

from wtforms import Form

_KEPT = "\n"


def clean(words: Any) -> Any:
    """Return typed words as they are kept: composed (NFC), one kind of line end, no controls."""
    if not isinstance(words, str):
        return words
    lines = words.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    shown = (letter for letter in lines if letter in _KEPT or not _is_control(letter))
    return unicodedata.normalize("NFC", "".join(shown)).strip()


def _is_control(letter: str) -> bool:
    """Tell a control character, or half of a pair that stands for no character at all."""
    return unicodedata.category(letter) in {"Cc", "Cs"}


class DraftForm(Form):
    """A form whose only output is a draft: each has a `draft()`, and nobody reads its data."""

    def refuse(self, field: str, message: str) -> None:
        """Say at a field why what was given cannot be used, or above all of them."""
        if field in self:
            self[field].errors = [*self[field].errors, message]
        else:
            self.form_errors.append(message)

    @property
    def failures(self) -> list[tuple[str, str]]:
        """What is wrong, in the order of the form: the id of the first part to go to, and why."""
        at_fields = [(field.id, str(error)) for field in self for error in field.errors]
        return [*(("", str(error)) for error in self.form_errors), *at_fields]
