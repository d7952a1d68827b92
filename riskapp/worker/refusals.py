"""Why a mail was not taken, in words for whoever looks after the installation."""

import smtplib
import socket
import ssl
from collections.abc import Mapping
from email.errors import MessageError
from types import MappingProxyType
from typing import Final

ASKS_FIRST: Final = 530
"""The code of a server that takes nothing before it was asked for more."""

BY_CODE: Final[Mapping[int, str]] = MappingProxyType(
    {ASKS_FIRST: "it asks for a user name and password, or for STARTTLS, first"}
)

BY_KIND: Final[tuple[tuple[type[Exception], str], ...]] = (
    (ssl.SSLCertVerificationError, "this machine does not trust its certificate for that name"),
    (ssl.SSLError, "no secure connection to it could be made"),
    (smtplib.SMTPAuthenticationError, "it does not accept the user name and password"),
    (
        smtplib.SMTPNotSupportedError,
        "it does not offer what RISKAPP_SMTP_TLS or RISKAPP_SMTP_USER asks for",
    ),
    (smtplib.SMTPSenderRefused, "it takes no mail from RISKAPP_MAIL_FROM"),
    (smtplib.SMTPRecipientsRefused, "it takes no mail for this address"),
    (smtplib.SMTPServerDisconnected, "it hung up"),
    (smtplib.SMTPException, "it refused"),
    (socket.gaierror, "no machine has that name"),
    (TimeoutError, "it did not answer in time"),
    (ConnectionRefusedError, "nothing answers at that name and port"),
    (OSError, "it cannot be reached"),
    (ValueError, "the address is none"),
    (IndexError, "the address is none"),
    (MessageError, "the address is none"),
)
"""What is said of each kind of error; the first that fits."""


def refusal_words(error: Exception) -> str:
    """Return why a mail was not taken, with the server's code where it gave one.

    What the server wrote beside its code is left out: it may name people.
    """
    code = error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else None
    fitting = (words for kind, words in BY_KIND if isinstance(error, kind))
    said = BY_CODE.get(code or 0) or next(fitting, type(error).__name__)
    return f"{said} (code {code})" if code else said
