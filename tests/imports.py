"""Old registers that are handed in, as tests bring them."""

from typing import Final

from sqlmodel import Session

from riskapp.domain.import_drafts import HandIn
from riskapp.domain.permissions import Actor
from riskapp.intake.opening import open_book
from riskapp.intake.proposing import propose
from riskapp.models import ImportFile
from riskapp.services.importing.files import hand_in
from riskapp.services.transactions import transaction

REGISTER: Final = (
    "Ref,Title,Description,Opened,Likelihood (current),Consequence (current),Controls\n"
    "D-1,Too few nurses,Visits are missed.,31/03/2018,4,4,Bank staff\n"
    "D-2,Old lift,It may stick.,01/02/2018,3,4,Engineer on call\n"
)
"""A register of two risks of which every row can be loaded."""


def handed_in(
    session: Session,
    actor: Actor,
    content: bytes = REGISTER.encode(),
    *,
    name: str = "register.csv",
    source: str = "",
) -> ImportFile:
    """Hand in a file, read as it is proposed."""
    book = open_book(content)
    with transaction(session):
        draft = HandIn(name, content, new_source=source)
        return hand_in(session, actor, draft, book, propose(book))
