"""What is due, for tests: posts with holders, reviews with days, and a mail server on loopback."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from aiosmtpd.controller import Controller
from sqlmodel import Session, col

from riskapp.domain.permissions import Role
from riskapp.models import PostHolder, Review, RiskVersion
from riskapp.queries.cases import get_case
from riskapp.services.transactions import transaction
from riskapp.settings import Mail, Secured
from tests.factories import TODAY, Trust, a_post, a_risk
from tests.ports import free_port

PATIENCE = 60


def held_by(session: Session, trust: Trust, role: Role, title: str = "Matron") -> UUID:
    """Add a post that the person of a role holds; return its id."""
    post = a_post(session, trust, title)
    with transaction(session):
        session.add(
            PostHolder(
                organisation_id=trust.organisation.id,
                post_id=post.id,
                person_id=trust.people[role].id,
                name=trust.people[role].name,
                from_on=date(2018, 1, 1),
            )
        )
    return post.id


def due(session: Session, trust: Trust, days: int, title: str = "Nurses", **posts: UUID) -> str:
    """Raise a risk whose review is due in so many days, with these posts; return its reference."""
    reference = a_risk(session, trust, title=title, by=trust.actor())
    risk_id = get_case(session, trust.actor(), reference).risk.id
    with transaction(session):
        session.add(
            Review(
                organisation_id=trust.organisation.id,
                risk_id=risk_id,
                reviewed_on=date(2018, 1, 1),
                next_on=TODAY + timedelta(days=days),
                outcome="no change",
                by_id=trust.people[Role.RISK_MANAGER].id,
            )
        )
        if posts:
            says = col(RiskVersion.risk_id) == risk_id
            session.exec(sa.update(RiskVersion).where(says).values(**posts))
    return reference


@dataclass
class Letterbox:
    """What a mail server was given; it can refuse, or hang up in the middle."""

    port: int
    letters: list[EmailMessage] = field(default_factory=list)
    to: list[list[str]] = field(default_factory=list)
    refuses: bool = False
    hangs_up: bool = False

    @property
    def mail(self) -> Mail:
        """The settings that lead here."""
        return Mail(
            "127.0.0.1", self.port, "Register <register@trust.example>",
            "https://register.example", secured=Secured.NONE,
        )  # fmt: skip

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd names it
        """Take a mail, or not."""
        if self.refuses:
            return "451 not now"
        read = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(read, EmailMessage)
        self.letters.append(read)
        self.to.append(envelope.rcpt_tos)
        if self.hangs_up:
            server.transport.abort()
        return "250 taken"


@contextmanager
def a_letterbox(**demands: Any) -> Iterator[Letterbox]:
    """A real mail server on this machine's own address, that may demand something first."""
    box = Letterbox(free_port())
    begins_within = {"ready_timeout": PATIENCE}
    server = Controller(box, hostname="127.0.0.1", port=box.port, **begins_within, **demands)
    server.start()
    try:
        yield box
    finally:
        server.stop()
