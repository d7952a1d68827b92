"""What was typed by somebody whose session had ended: kept for them where that is safe."""

from datetime import timedelta

from flask import g, request
from flask_wtf.csrf import validate_csrf  # type: ignore[import-untyped]
from wtforms import ValidationError

from riskapp.clock import utc_now
from riskapp.domain.actions import Action
from riskapp.domain.errors import RegisterError
from riskapp.domain.permissions import may
from riskapp.queries.people import Moment, find_visit
from riskapp.web.kept import address_of, can_keep, keep_sent, place_sent
from riskapp.web.session import get_session, get_settings, get_today

WITHIN = timedelta(hours=12)
"""For how long after it ended a session still says whose form was sent."""


def keep_lost(token: str | None, right: object) -> str | None:
    """Keep the form that was sent for whoever held a session that has run out.

    Returns the address of its page, None where it is not kept. It is kept for somebody who did not
    sign out, whose page was their own (its token says so), and who has the right to send it.
    """
    if not token or not isinstance(right, Action) or not can_keep() or not _is_our_page():
        return None
    then = Moment(utc_now() - WITHIN, get_today())
    demonstration = get_settings().demonstration
    code = g.organisation_code
    visit = find_visit(get_session(), token, code, then, demonstration=demonstration)
    if visit is None or visit.actor is None or not may(visit.actor, right):
        return None
    try:
        keep_sent(visit.actor)
    except RegisterError:
        return None
    return address_of(place_sent())


def _is_our_page() -> bool:
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        return False
    return True
