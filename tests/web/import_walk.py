"""The way of a file into the register, page by page, as tests walk it."""

from typing import Final

from sqlmodel import Session, select

from riskapp.domain.imports import ImportState
from riskapp.models import ImportFile
from tests.imports import REGISTER, handed_in
from tests.web.pages import PageClient

BAD: Final = (
    REGISTER + "D-3,Leaking <roof>,Records may be lost.,31/02/2018,3,3,Buckets\nTotal,3,,,,,\n"
)


def checked(client: PageClient, content: str = BAD, name: str = "register.csv") -> str:
    """Hand in a file and look it through; return the address of its page."""
    file = handed_in(client.session, client.trust.actor(), content.encode(), name=name)
    here = f"/trust/imports/{file.id}"
    assert client.post(f"{here}/check").location == here
    return here


def file_at(session: Session, here: str) -> ImportFile:
    session.rollback()
    session.expire_all()
    return next(one for one in session.exec(select(ImportFile)) if here.endswith(str(one.id)))


def version_of(session: Session, here: str) -> str:
    return str(file_at(session, here).version)


def loaded(client: PageClient, content: str = REGISTER) -> str:
    """Load a register, that of the tests unless told; return the address of its page."""
    here = checked(client, content)
    client.post(f"{here}/load", {"seen_version": version_of(client.session, here)})
    assert file_at(client.session, here).state is ImportState.LOADED
    return here
