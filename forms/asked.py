"""A form that asks for something long: sent twice, it asks once."""

from typing import Any
from uuid import UUID

from typing_extensions import override

from forms.base import DraftForm
from forms.judging import DAMAGED, CarriedId


class AskedForm(DraftForm):
    """A form of which `asked` tells one asking from another."""

    asked = CarriedId()

    @override
    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse a form that no page of ours has made."""
        super().validate(extra_validators)
        if self.asked.uuid is None:
            self.refuse("", DAMAGED)
        return not self.failures

    @property
    def asked_id(self) -> UUID:
        """The id of the asking; the form must be valid."""
        return self.asked.uuid or UUID(int=0)
