"""A field for a file, judged by what it holds alone; its name is only what people call it."""

from collections.abc import Sequence
from typing import Any, Protocol, runtime_checkable

from typing_extensions import override
from wtforms import Field
from wtforms.validators import StopValidation

from forms.base import clean

LONGEST_NAME = 200
EMPTY = "The file is empty: choose another."


@runtime_checkable
class Sent(Protocol):
    """A file as it was sent."""

    filename: str | None

    def read(self, size: int = -1, /) -> bytes:
        """Return what it holds."""


class FileField(Field):
    """A file; `missing` is what to say when there is none, None where there may be none."""

    component = "file"

    def __init__(
        self,
        label: str,
        *,
        most_bytes: int,
        too_large: str,
        missing: str | None = None,
        hint: str = "",
        accept: str = "",
        **bound: Any,
    ) -> None:
        super().__init__(label, description=hint, **bound)
        self.most_bytes = most_bytes
        self.too_large = too_large
        self.missing = missing
        self.accept = accept
        self.content: bytes | None = None
        self.filename = ""

    @override
    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read what was sent, one byte more than it may hold at most."""
        files = [one for one in valuelist if isinstance(one, Sent)]
        self.content = (files[0].read(self.most_bytes + 1) or None) if files else None
        self.filename = _last_part(files[0].filename or "") if files else ""

    @override
    def pre_validate(self, form: Any) -> None:
        """Refuse no file where there must be one, an empty one, and one that is too large."""
        if self.content is None and self.filename:
            raise StopValidation(EMPTY)
        if self.content is None and self.missing:
            raise StopValidation(self.missing)
        if self.content is not None and len(self.content) > self.most_bytes:
            raise StopValidation(self.too_large)


def _last_part(name: str) -> str:
    """Return what a file is called, without the folders of whoever sent it."""
    last = str(clean(name.replace("\\", "/").rsplit("/", 1)[-1])).replace("\n", " ")
    return last[-LONGEST_NAME:]
