"""The shape of every form about a part of a risk: a control, an assurance, a gap."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from forms.base import DraftForm
from forms.late import Both
from riskapp.domain.errors import NotFoundError, StaleError
from riskapp.queries.assurance import get_assurance_page
from riskapp.queries.history import find_last_told
from riskapp.readmodels.assurance import AssurancePage
from riskapp.web.binding import saved, show_form
from riskapp.web.kept import taken_up
from riskapp.web.late import Late, show_late
from riskapp.web.session import current_actor, get_session

TEMPLATE = "controls/form.html"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asks: its heading, its button, what is said when it is done.

    `about` are the facts of what it is about, each with its name; `note` is what follows from it.
    """

    heading: str
    button: str
    done: str
    about: tuple[tuple[str, str], ...] = ()
    note: str = ""


Answer = Callable[[AssurancePage], ResponseReturnValue]


def read_page(reference: str) -> AssurancePage:
    """Return the risk's controls and assurances as they are now."""
    return get_assurance_page(get_session(), current_actor(), reference)


def controls_of(reference: str) -> str:
    """Return the address of the risk's controls and assurances."""
    return url_for("controls.controls", reference=reference)


def refuse_missing(thing: object, name: str) -> None:
    """Refuse to open a form about what is not there; what was sent is for its deed to judge."""
    if thing is None and request.method != "POST":
        raise NotFoundError(f"There is no such {name} of this risk.")


def answer(
    page: AssurancePage,
    asked: Asked,
    form: DraftForm,
    deed: Callable[[Session], object],
    late: Answer | None = None,
) -> ResponseReturnValue:
    """Show a form about a part of a risk, or do its deed; `late` answers a late save.

    It also answers for a form taken up again, which may have been begun on what has changed since.
    """
    try:
        if saved(form, deed):
            flash(asked.done, "success")
            return redirect(controls_of(page.risk.reference), 303)
    except StaleError:
        if late is None:
            raise
        return late(read_page(page.risk.reference))
    if late is not None and taken_up() is not None:
        return late(page)
    return show_form(TEMPLATE, form, page=page, asked=asked)


@dataclass(frozen=True, slots=True)
class Turned:
    """What became of a thing: its name, its id, and the words for it; `open` if it is still there.

    `rows` compare theirs with yours, where that is not field by field.
    """

    what: str
    thing_id: UUID
    words: str = "has been changed"
    rows: tuple[Both, ...] = ()
    open: bool = True


def answer_late(
    page: AssurancePage, asked: Asked, form: DraftForm, saved_now: DraftForm, turned: Turned
) -> ResponseReturnValue:
    """Show what was saved first beside what was typed."""
    late = Late(
        turned.what,
        controls_of(page.risk.reference),
        find_last_told(get_session(), current_actor(), turned.thing_id),
        turned.rows,
        open=turned.open,
        turned=turned.words,
    )
    return show_late(TEMPLATE, form, saved_now, late, page=page, asked=asked)
