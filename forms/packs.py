"""The form for making a pack."""

from datetime import date
from typing import Any

from typing_extensions import override

from forms.base import DraftForm
from forms.fields import ChoiceField, DayField, Option
from forms.judging import DAMAGED, CarriedId
from riskapp.domain.packs import MakePack, PackKind

PRIVATE, PUBLIC = "private", "public"


class PackForm(DraftForm):
    """As at which day, and for whom."""

    as_at = DayField("As at", name="as-at", missing="Enter the day the pack is for.")
    version = ChoiceField(
        "Who it is for",
        (
            Option(PRIVATE, "The Board, in private", "Every risk that you may see."),
            Option(PUBLIC, "The public", "Restricted risks are left out, and counted."),
        ),
        missing="Choose who the pack is for.",
    )

    def __init__(self, *given: Any, today: date, **more: Any) -> None:
        super().__init__(*given, **more)
        self.today = today

    @override
    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse a day that has not come."""
        sound: bool = super().validate(extra_validators)
        if sound and self.as_at.day and self.as_at.day > self.today:
            self.refuse("as_at", "Enter a day that has come: nobody knows the register of later.")
            return False
        return sound

    def draft(self) -> MakePack:
        """Return the pack asked for."""
        public = self.version.data == PUBLIC
        return MakePack(PackKind.BOARD, self.as_at.day or self.today, public)


class AskPackForm(PackForm):
    """The same, asked for as a job; `asked` tells one asking from another."""

    asked = CarriedId()

    @override
    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse a form that no page of ours has made."""
        sound = super().validate(extra_validators)
        if sound and self.asked.uuid is None:
            self.refuse("asked", DAMAGED)
            return False
        return sound

    def key(self) -> str:
        """Return what is the same where one form is sent twice."""
        return str(self.asked.uuid)
