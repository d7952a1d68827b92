"""Sending mail: one connection for a round, and whether the server took what it was given."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from reports.digest import Letter
from riskapp.clock import utc_now
from riskapp.settings import Mail, Secured
from riskapp.worker.refusals import refusal_words

SECONDS = 30
REFUSALS = (
    smtplib.SMTPResponseException,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPNotSupportedError,
)
"""What a server says when it takes a mail from nobody, or not this one."""
ODD = dict.fromkeys((*range(32), 127, 133, 8232, 8233), " ")


class NotTakenError(Exception):
    """The server did not take a mail, so it may be tried again."""


class UnknownFateError(Exception):
    """The connection broke while a mail was on its way: nobody knows whether it was taken."""


@contextmanager
def post_office(mail: Mail) -> Iterator[smtplib.SMTP]:
    """Open the connection to the mail server; NotTakenError where it cannot be had."""
    try:
        server = _open(mail)
    except (OSError, smtplib.SMTPException) as error:
        raise NotTakenError(refusal_words(error)) from None
    try:
        yield server
    finally:
        server.close()


def letter_to(name: str, email: str, letter: Letter, mail: Mail) -> EmailMessage:
    """Put a mail together; NotTakenError for an address that is none.

    No header can hold a line end, whatever an organisation or a person is called.
    """
    message = EmailMessage(policy=SMTP)
    try:
        message["From"] = mail.sender
        message["To"] = Address(name.translate(ODD).strip(), addr_spec=email)
    except (ValueError, IndexError, MessageError) as error:
        raise NotTakenError(refusal_words(error)) from None
    message["Subject"] = letter.subject.translate(ODD)
    message["Date"] = format_datetime(utc_now())
    message["Message-ID"] = make_msgid(domain=mail.sender.rpartition("@")[2].strip("> "))
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message


def hand_in(server: smtplib.SMTP, message: EmailMessage) -> None:
    """Give a mail to the server; an error says whether it can have taken it."""
    try:
        server.send_message(message)
    except REFUSALS as error:
        raise NotTakenError(refusal_words(error)) from None
    except OSError as error:  # a broken connection, of smtplib's own kind too
        raise UnknownFateError(refusal_words(error)) from None


def _open(mail: Mail) -> smtplib.SMTP:
    if mail.secured is Secured.TLS:
        safe = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, mail.port, timeout=SECONDS, context=safe)
    else:
        server = smtplib.SMTP(mail.host, mail.port, timeout=SECONDS)
    try:
        if mail.secured is Secured.STARTTLS:
            server.starttls(context=ssl.create_default_context())
        if mail.user:
            server.login(mail.user, mail.password)
    except BaseException:
        server.close()
        raise
    return server
