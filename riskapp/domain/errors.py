"""Everything the register can refuse, in sentences fit to show."""


class RegisterError(Exception):
    """Something the register will not do; its message is fit to show to the person who asked."""


class UnfitError(RegisterError):
    """What was given cannot be used as it stands."""


class FieldError(UnfitError):
    """One thing that was given cannot be used; `field` is the form's or file's name for it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class NotAllowedError(RegisterError):
    """The person may see this but may not do it; the message says who could."""


class NotFoundError(RegisterError):
    """There is no such thing, or none that this person may know of."""


class StaleError(RegisterError):
    """Someone else saved first, so this would overwrite what was never seen."""
