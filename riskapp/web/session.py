"""What a request holds: its database session, its day, and who is asking."""

from datetime import date
from typing import cast

import sqlalchemy as sa
from flask import current_app, g
from sqlmodel import Session

from riskapp import clock
from riskapp.domain.actions import Action
from riskapp.domain.permissions import Actor, may
from riskapp.models.database import open_session
from riskapp.queries.people import Visit
from riskapp.settings import Settings

SETTINGS = "riskapp_settings"
ENGINE = "riskapp_engine"


def get_settings() -> Settings:
    """Return the settings of the installation."""
    return cast("Settings", current_app.extensions[SETTINGS])


def get_engine() -> sa.Engine:
    """Return the engine of the installation's database."""
    return cast("sa.Engine", current_app.extensions[ENGINE])


def get_session() -> Session:
    """Return this request's session, for reading; `transaction` writes through it."""
    if "session" not in g:
        g.session = open_session(get_engine())
    return cast("Session", g.session)


def close_session(_error: BaseException | None = None) -> None:
    """Give back what the request read with.

    A file that is sent as it is written goes on reading after its request, and so gives it back
    a second time.
    """
    session: Session | None = g.get("session")
    if session is not None:
        session.close()


def get_today() -> date:
    """Return the register's own day: the demonstration's calendar stands still."""
    return get_settings().today or clock.today()


def current_visit() -> Visit | None:
    """Return the signed-in person, or None."""
    return cast("Visit | None", g.get("visit"))


def current_actor() -> Actor:
    """Return the person acting for the organisation of this address."""
    visit = current_visit()
    if visit is None or visit.actor is None:
        message = "This page asks for an actor but its view does not say what it needs."
        raise RuntimeError(message)
    return visit.actor


def find_actor() -> Actor | None:
    """Return the person acting for the organisation of this address, where there is one."""
    visit = current_visit()
    return visit.actor if visit else None


def actor_may(action: Action) -> bool:
    """Tell a page whether to offer what takes this right."""
    actor = find_actor()
    return actor is not None and may(actor, action)
