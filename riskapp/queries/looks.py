"""How an organisation's packs look."""

from sqlmodel import Session

from riskapp.domain.permissions import Actor
from riskapp.models import OrganisationLook
from riskapp.readmodels.looks import Look


def get_look(session: Session, actor: Actor) -> Look:
    """Return how the packs of the actor's organisation look; ours where nobody has chosen."""
    held = session.get(OrganisationLook, actor.organisation_id)
    if held is None:
        return Look()
    return Look(held.colour, held.dark, held.logo, held.logo_words, held.nhs_mark, held.version)
