"""The forms that take something out whole: in which form of a file."""

from forms.asked import AskedForm
from forms.fields import EnumField
from riskapp.domain.take_out import FORM_WORDS, WHOLE_WORDS, ListForm, WholeForm

NO_SUCH_FORM = "It is to be had in no such form."


class TakeRegisterForm(AskedForm):
    """The form in which the whole register is wanted."""

    form = EnumField("Form", ListForm, FORM_WORDS.__getitem__, missing=NO_SUCH_FORM)

    def draft(self) -> ListForm:
        """Return the form that was chosen; this form must be valid."""
        return self.form.member or ListForm.CSV


class TakeEverythingForm(AskedForm):
    """The form in which everything is wanted."""

    form = EnumField("Form", WholeForm, WHOLE_WORDS.__getitem__, missing=NO_SUCH_FORM)

    def draft(self) -> WholeForm:
        """Return the form that was chosen; this form must be valid."""
        return self.form.member or WholeForm.JSON
