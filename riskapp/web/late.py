"""Answering a late save: both versions side by side, nothing typed lost."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from flask import render_template

from forms.base import DraftForm
from forms.late import Both, compared, is_based_on, take_up
from riskapp.readmodels.history import HistoryLine
from riskapp.web.kept import taken_up


@dataclass(frozen=True, slots=True)
class Late:
    """What a late save is told: what it is about, the way to leave theirs, and who came first.

    `rows` are filled in by `show_late` unless a page compares in its own way; without `open`
    there is nothing left that could be saved over theirs. `turned` says what became of it, and
    `advice` what to do where nothing is saved over anything.
    """

    what: str
    leave: str
    told: HistoryLine | None = None
    rows: tuple[Both, ...] = ()
    open: bool = True
    turned: str = "has been changed"
    since: str = "you opened this page"
    advice: str = ""

    @property
    def differing(self) -> tuple[Both, ...]:
        """What is not the same in the two."""
        return tuple(row for row in self.rows if row.differs)

    @property
    def alike(self) -> tuple[Both, ...]:
        """What is the same in the two."""
        return tuple(row for row in self.rows if not row.differs)


def late_since_begun(
    form: DraftForm, opened: Callable[[], DraftForm], late: Callable[[], Late]
) -> Late | None:
    """Return both versions where a form taken up again was begun on what has been changed since.

    `opened` gives the form as it would open now; neither is asked for unless one is taken up.
    """
    if taken_up() is None:
        return None
    saved_now = opened()
    if is_based_on(form, saved_now):
        return None
    shown = late()
    rows = shown.rows or compared(form, saved_now)
    take_up(form, saved_now)
    return replace(shown, rows=rows, since="you began this")


def show_late(
    template: str, form: DraftForm, saved_now: DraftForm, late: Late, **context: Any
) -> tuple[str, int]:
    """Return a page with what is saved now beside what was typed, ready to be saved over it.

    `saved_now` is the form as it would open now. The status is 409; for a form taken up again it
    is 200, and the two are shown only where something has been changed since it was begun.
    """
    if taken_up() is not None:
        begun = late_since_begun(form, lambda: saved_now, lambda: late)
        return render_template(template, form=form, late=begun, **context), 200
    shown = late if late.rows else replace(late, rows=compared(form, saved_now))
    take_up(form, saved_now)
    return render_template(template, form=form, late=shown, **context), 409
