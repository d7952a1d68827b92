"""Why a file is refused, in one plain sentence."""

from riskapp.domain.errors import FieldError


class FileRefusedError(FieldError):
    """The file cannot be read; the message says why and what to do about it."""

    def __init__(self, message: str) -> None:
        super().__init__("file", message)
