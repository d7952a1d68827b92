"""What people type, read and refused field by field."""

from datetime import date
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from forms.base import DraftForm, clean
from forms.days import read_day
from forms.fields import (
    NOT_A_DAY,
    NOT_LISTED,
    CarriedField,
    ChoiceField,
    ChoicesField,
    DayField,
    EnumField,
    LongTextField,
    Option,
    PasswordField,
    TextField,
)
from riskapp.domain.lifecycle import Treatment
from riskapp.domain.wording import label_of


class Sample(DraftForm):
    title = TextField("Title", missing="Enter a title.", longest=10)
    words = LongTextField("Words", longest=20)
    on = DayField("Day")
    likelihood = ChoiceField("Likelihood", [Option("1", "Rare")], missing="Choose a likelihood.")
    treatment = EnumField("Treatment", Treatment, label_of)
    domains = ChoicesField("Domains", [Option("safety", "Safety"), Option("money", "Money")])
    password = PasswordField("Password")
    seen = CarriedField()


GOOD = {"title": "A title", "likelihood": "1"}


def form(**sent: Any) -> Sample:
    return Sample(MultiDict({**GOOD, **sent}))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  two\r\nlines\r ", "two\nlines"),
        ("a\x00b\x07c\x9f", "abc"),
        ("cafe\u0301 ☕ <b> =1+1", "café ☕ <b> =1+1"),
        ("a\tb", "a b"),
        ("half \ud83d pair", "half  pair"),
        (None, None),
    ],
)
def test_typed_words_are_cleaned(typed: object, kept: object) -> None:
    assert clean(typed) == kept


def test_a_good_form_is_read() -> None:
    sent = {"treatment": "treat", "on": "30 June 2018", "domains": ["money", "money"]}
    read = Sample(MultiDict({**GOOD, **sent, "password": " x "}))
    assert read.validate()
    assert read.failures == []
    assert read.treatment.member is Treatment.TREAT
    assert read.on.day == date(2018, 6, 30)
    assert read.domains.data == ["money"]
    assert read.password.data == " x "


@pytest.mark.parametrize(
    ("sent", "failure"),
    [
        ({"title": " \x00 "}, ("title", "Enter a title.")),
        ({"title": "x" * 10_000}, ("title", "Use 10 characters or fewer: there are 10,000.")),
        ({"words": "x" * 21}, ("words", "Use 20 characters or fewer: there are 21.")),
        ({"on": "31 June 2018"}, ("on", NOT_A_DAY)),
        ({"likelihood": ""}, ("likelihood", "Choose a likelihood.")),
        ({"likelihood": "6"}, ("likelihood", NOT_LISTED)),
        ({"treatment": "ignore"}, ("treatment", NOT_LISTED)),
        ({"domains": ["safety", "luck"]}, ("domains", NOT_LISTED)),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field(
    sent: dict[str, Any], failure: tuple[str, str]
) -> None:
    read = form(**sent)
    assert not read.validate()
    assert read.failures == [failure]


def test_a_deed_can_refuse_a_field_or_the_whole() -> None:
    read = form()
    assert read.validate()
    read.refuse("title", "That title is taken.")
    read.refuse("elsewhere", "The register is closed.")
    assert read.failures == [("", "The register is closed."), ("title", "That title is taken.")]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("30 June 2018", date(2018, 6, 30)),
        ("1st jul 2018", date(2018, 7, 1)),
        ("30/6/2018", date(2018, 6, 30)),
        ("30.06.2018", date(2018, 6, 30)),
        ("2018-06-30", date(2018, 6, 30)),
        ("6/30/2018", None),
        ("30 Foo 2018", None),
        ("30 June 18", None),
        ("0/1/2018", None),
        ("tomorrow", None),
    ],
)
def test_days_are_read_as_people_write_them(written: str, day: date | None) -> None:
    assert read_day(written) == day
