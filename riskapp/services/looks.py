"""Setting how an organisation's packs look: those that are issued already never change."""

from typing import Any

from sqlmodel import Session, col, select

from riskapp.clock import utc_now
from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.looks import NO_WORDS, NOT_ENTITLED, SetLook, check_logo, read_colour
from riskapp.domain.permissions import Actor, require
from riskapp.models import Organisation, OrganisationLook
from riskapp.services.history import note

CHANGED = "Somebody else has changed how packs look since you opened the page."


def set_look(session: Session, actor: Actor, draft: SetLook) -> OrganisationLook:
    """Set the colours and the logo of packs from now on; FieldError says what cannot be shown.

    StaleError if somebody else has set them since they were looked at.
    """
    require(actor, Action.SET_LOOK)
    held = _get_held(session, actor)
    if (held.version if held else 0) != draft.seen_version:
        raise StaleError(CHANGED)
    said = _judged(draft, held) | {"by_id": actor.person_id, "recorded_at": utc_now()}
    if held is None:
        held = OrganisationLook(organisation_id=actor.organisation_id, **said)
        session.add(held)
    else:
        held.sqlmodel_update({**said, "version": held.version + 1})
    note(session, actor, Happening.LOOK_SET, facts=_facts(held))
    session.flush()
    return held


def _get_held(session: Session, actor: Actor) -> OrganisationLook | None:
    """Return the look there is; whoever sets it waits for whoever is setting it now."""
    lock = select(Organisation.id).where(col(Organisation.id) == actor.organisation_id)
    session.exec(lock.with_for_update(key_share=True)).one()
    return session.get(OrganisationLook, actor.organisation_id, populate_existing=True)


def _judged(draft: SetLook, held: OrganisationLook | None) -> dict[str, Any]:
    """Return the columns that the draft asks for, or refuse it."""
    if draft.logo is not None:
        check_logo(draft.logo)
    kept = None if draft.no_logo or held is None else held.logo
    logo = draft.logo if draft.logo is not None else kept
    if logo is not None and not draft.logo_words.strip():
        raise FieldError("logo_words", NO_WORDS)
    if draft.holds_mark and not draft.entitled:
        raise FieldError("entitled", NOT_ENTITLED)
    return {
        "colour": read_colour(draft.colour, "colour"),
        "dark": read_colour(draft.dark, "dark"),
        "logo": logo,
        "logo_words": draft.logo_words.strip() if logo is not None else "",
        "nhs_mark": draft.holds_mark and logo is not None,
    }


def _facts(held: OrganisationLook) -> dict[str, Any]:
    return {
        "colour": held.colour,
        "dark": held.dark,
        "logo": "a logo" if held.logo else "no logo",
        "nhs_mark": "with the NHS mark" if held.nhs_mark else "without the NHS mark",
    }
