"""Forms half filled in: kept for whoever fills them in, offered again, thrown away when sent.

A page's form is kept when its view says `@keeps()` and its template `page_form(..., keeps={})`.
That is all where the view builds its form from `sent()` and saves it by `saved` (web/binding.py).
Where a page has several forms, or one for several things, both name the fields that tell them
apart: `@keeps(kind="current")`, with what is meant where none is sent, and `keeps={"kind": kind}`.

Where a save can come late, the view gives `late=late_since_begun(form, saved_now, late)` to
`show_form`: a form taken up again then says what has been changed since it was begun.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

from flask import Response, current_app, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from forms.base import clean
from riskapp.clock import utc_now
from riskapp.domain.kept import KEPT_FOR, KeepForm
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_number, risk_reference
from riskapp.queries.kept import list_kept, list_kept_at
from riskapp.queries.names import get_risk_name
from riskapp.readmodels.kept import KeptShown
from riskapp.services.kept import keep_form, throw_away_form
from riskapp.services.transactions import transaction
from riskapp.web.formats import clock_time
from riskapp.web.session import current_actor, find_actor, get_session

KEEP = "keep"
"""The button of a form that keeps it for later."""
KEPT = "kept"
"""In the address, asks for the page with what was kept."""
LEFT_OUT = frozenset({"csrf_token", "password", KEEP})
PRESSED = frozenset({"preview", "more", "as_draft"})
"""Buttons, whose press is not part of what was typed."""

RISK_PATHS = ("/risks/<reference>", "/reviews/<month>/<reference>")
"""Where an address names a risk."""

BEGUN: Mapping[str, str] = {
    "assurance-rating": "A rating of",
    "assurances": "An assurance of",
    "controls": "A control of",
    "decisions": "A decision about",
    "edit": "A change of",
    "gaps": "A gap of",
    "new": "A new risk",
    "notes": "A note on",
    "reviews": "A decision of the month about",
    "review": "A review of",
    "score": "A score of",
}
"""What was begun, by the first part of its page's path that tells."""

View = TypeVar("View", bound=Callable[..., Any])
Apart = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a page says of a form that was kept; `taken` where the page already shows it."""

    kept_at: datetime
    place: str
    address: str
    taken: bool = False


def keeps(**apart: str) -> Callable[[View], View]:
    """Say that a view's form is kept, and by which of its fields its forms are told apart."""

    def declare(view: View) -> View:
        view.keeps = apart  # type: ignore[attr-defined]
        return view

    return declare


def keep_if_asked() -> ResponseReturnValue | None:
    """Keep the form that was sent, instead of saving it, where that is asked; before every view."""
    if request.method != "POST" or KEEP not in request.form or _apart() is None:
        return None
    keep_sent(current_actor())
    if request.headers.get("HX-Request"):
        return Response(status=204, headers={"Kept-At": clock_time(utc_now())})
    flash(f"Kept for you at {clock_time(utc_now())}. Nothing is saved yet.", "success")
    return redirect(address_of(place_sent()), 303)


def keep_sent(actor: Actor) -> None:
    """Keep what was sent for a person; NotFoundError where they may not know of the risk."""
    pairs = tuple(
        (clean(name), clean(words))
        for name, words in request.form.items(multi=True)
        if name not in LEFT_OUT | PRESSED
    )
    with transaction(get_session()) as db:
        number = _risk_number()
        risk = get_risk_name(db, actor, risk_reference(number)) if number is not None else None
        keep_form(db, actor, KeepForm(place_sent(), pairs, risk.id if risk else None))


def throw_away_sent() -> None:
    """Throw away what was kept of the form that has just been saved, within its transaction."""
    if _apart() is not None:
        throw_away_form(get_session(), current_actor(), place_sent())


def taken_up() -> MultiDict[str, str] | None:
    """Return what was kept of the form that the address asks to go on with, or None."""
    if request.method != "GET" or KEPT not in request.args or _apart() is None:
        return None
    kept = _kept(place_sent())
    return MultiDict(kept.pairs) if kept else None


def can_keep() -> bool:
    """Tell whether the view that is asked for keeps its form."""
    return _apart() is not None


def kept_since() -> datetime:
    """Return the moment since which a form must have been kept, not to be forgotten by now."""
    return utc_now() - KEPT_FOR


def know_kept(path: str, kept: tuple[KeptShown, ...]) -> None:
    """Take what was kept of a page's forms from a question that the view has asked already."""
    _known()[path] = kept


def kept_offer(action: str, apart: Apart) -> Offer | None:
    """Return what to say above a form of something that was kept of it; None for nothing.

    `action` is where the form is sent, "" for this page.
    """
    if request.method != "GET" or find_actor() is None:
        return None
    place = _place(urlsplit(action).path if action else _path(), apart)
    kept = _kept(place)
    if kept is None:
        return None
    taken = KEPT in request.args and _apart() is not None and place == place_sent()
    return Offer(kept.kept_at, place, address_of(place, go_on=True), taken)


def place_sent() -> str:
    """Return the place of the form that is sent or asked for: its path, and what tells it apart."""
    return _place(_path(), {name: _asked(name, usual) for name, usual in (_apart() or {}).items()})


def address_of(place: str, *, go_on: bool = False) -> str:
    """Return the address of the page that a form stands on, with or without what was kept."""
    address = f"/{g.organisation_code}/{place}"
    return f"{address}{'&' if '?' in place else '?'}{KEPT}=1" if go_on else address


def begun() -> list[tuple[str, Offer]]:
    """Return all that the person began here and did not save, each in words, the last first."""
    kept = list_kept(get_session(), current_actor(), kept_since())
    return [
        (_words(one.place), Offer(one.kept_at, one.place, address_of(one.place, go_on=True)))
        for one in kept
    ]


def _words(place: str) -> str:
    """Return what was begun, from where it stands: "A score of R-0042"."""
    parts = place.partition("?")[0].split("/")
    reference = next((part for part in parts if risk_number(part)), "")
    what = next((BEGUN[part] for part in parts if part in BEGUN), "A form about")
    return f"{what} {reference}".strip()


def _apart() -> Apart | None:
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "keeps", None)


def _asked(name: str, usual: str) -> str:
    return request.form.get(name) or request.args.get(name) or usual


def _place(path: str, apart: Apart) -> str:
    given = {name: value for name, value in apart.items() if value}
    query = f"?{urlencode(given)}" if given else ""
    return path.removeprefix(f"/{g.organisation_code}/") + query


def _path() -> str:
    """Return this page's path, with the reference of its risk as the register writes it."""
    named: dict[str, Any] = dict(request.view_args or {})
    number = _risk_number()
    if number is not None:
        named["reference"] = risk_reference(number)
    return url_for(str(request.endpoint), **named)


def _risk_number() -> int | None:
    """Return the number of the risk under whose address the page stands."""
    under_a_risk = any(path in str(request.url_rule) for path in RISK_PATHS)
    return risk_number(str((request.view_args or {})["reference"])) if under_a_risk else None


def _kept(place: str) -> KeptShown | None:
    """Return what was kept at a place; a page asks once, however many forms it has."""
    path = place.partition("?")[0]
    if path not in _known():
        know_kept(path, list_kept_at(get_session(), current_actor(), path, kept_since()))
    return next((one for one in _known()[path] if one.place == place), None)


def _known() -> dict[str, tuple[KeptShown, ...]]:
    known: dict[str, tuple[KeptShown, ...]] = g.setdefault("kept", {})
    return known
