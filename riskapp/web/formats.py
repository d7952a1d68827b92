"""Values in the words of a page; moments in London's time."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Final

from flask import Flask

from forms.import_choices import more_of
from riskapp.clock import LONDON
from riskapp.domain import wording
from riskapp.domain.controls import GAP_NAMES
from riskapp.domain.evidence import is_link
from riskapp.domain.jobs import STATE_NAMES
from riskapp.domain.permissions import ROLE_NAMES
from riskapp.domain.printed_cells import FLAG_WORDS
from riskapp.readmodels.imports import OUTCOME_WORDS, STATE_WORDS, WOULD_WORDS


def day(value: date | None, none: str = "not stated") -> str:
    """Return a day as people write it: "30 June 2018"."""
    return wording.date_words(value) if value else none


def moment(value: datetime) -> str:
    """Return a moment in London's time: "30 June 2018 at 2:05pm"."""
    return f"{wording.date_words(value.astimezone(LONDON).date())} at {clock_time(value)}"


def clock_time(value: datetime) -> str:
    """Return the time of a moment in London: "2:05pm"."""
    here = value.astimezone(LONDON)
    return f"{here:%-I:%M}{'am' if here.hour < 12 else 'pm'}"  # noqa: PLR2004


FILTERS: Final[Mapping[str, Callable[..., object]]] = {
    "day": day,
    "moment": moment,
    "month": wording.month_words,
    "counted": wording.counted,
    "label": wording.label_of,
    "origin": wording.origin_words,
    "band": wording.band_words,
    "consequence": wording.consequence_words,
    "likelihood": wording.likelihood_words,
    "is_link": is_link,
    "state": wording.state_words,
    "register": wording.register_name,
    "register_short": wording.register_short,
    "role": ROLE_NAMES.__getitem__,
    "job_state": STATE_NAMES.__getitem__,
    "flag_words": FLAG_WORDS.__getitem__,
    "import_state": STATE_WORDS.__getitem__,
    "became_words": OUTCOME_WORDS.__getitem__,
    "would": WOULD_WORDS.__getitem__,
    "more_of": more_of,
}


def set_up_formats(app: Flask) -> None:
    """Give every template the words that pages and packs share."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(
        GAP_NAMES=GAP_NAMES,
        entered_words=wording.entered_words,
        decision_words=wording.decision_words,
        printed_words=wording.printed_words,
    )
