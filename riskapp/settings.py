"""What the environment decides."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from riskapp.domain.errors import RegisterError
from riskapp.domain.jobs import LONGEST_RUN

DEMONSTRATION_TODAY = date(2018, 6, 30)
"""The demonstration's calendar stands where Hertfordshire Community NHS Trust's plan was young."""


class SettingsError(RegisterError):
    """A setting is missing or cannot be read."""


class Secured(StrEnum):
    """How the way to the mail server is kept from others' eyes."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Mail:
    """The server that sends mail, who it is from, and the address under which pages are found."""

    host: str
    port: int
    sender: str
    register: str
    user: str = ""
    password: str = field(default="", repr=False)
    secured: Secured = Secured.STARTTLS


@dataclass(frozen=True, slots=True)
class Limits:
    """How long something long may take in the worker, and how much memory the making of it."""

    minutes: int = 10
    megabytes: int = 1024


@dataclass(frozen=True, slots=True)
class ApiLimits:
    """How many requests of the API a token may make in a minute, counted by each process."""

    reads_a_minute: int = 600
    writes_a_minute: int = 60


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the data is and how the installation behaves.

    `today` stands still in demonstration mode only; elsewhere it is None and the clock is asked.
    """

    data: Path
    database_url: str
    secret_key: str
    demonstration: bool = False
    secure_cookies: bool = True
    today: date | None = None
    mail: Mail | None = None
    packs: Limits = Limits()
    take_outs: Limits = Limits()
    api: ApiLimits = ApiLimits()

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read the RISKAPP_... variables; SettingsError without a secret key."""
        values = os.environ if environment is None else environment
        demonstration = values.get("RISKAPP_DEMONSTRATION") == "1"
        secret = values.get("RISKAPP_SECRET_KEY", "")
        if not secret and not demonstration:
            message = (
                "RISKAPP_SECRET_KEY is not set: a long random text, the same for every process."
            )
            raise SettingsError(message)
        settings = replace(Settings.for_commands(values), secret_key=secret or "demonstration")
        if not demonstration:
            return settings
        return replace(settings, demonstration=True, secure_cookies=False, today=_today(values))

    @classmethod
    def for_commands(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read what commands need: no secret key, for they serve no pages."""
        values = os.environ if environment is None else environment
        data = Path(values.get("RISKAPP_DATA", "instance"))
        url = (
            values.get("RISKAPP_DATABASE_URL") or f"sqlite:///{data.resolve() / 'riskapp.sqlite3'}"
        )
        demonstration = values.get("RISKAPP_DEMONSTRATION") == "1"
        return cls(
            data=data,
            database_url=url,
            secret_key="",
            demonstration=demonstration,
            today=_today(values) if demonstration else None,
            mail=_mail(values),
            packs=_limits(values, "RISKAPP_PACK"),
            take_outs=_limits(values, "RISKAPP_TAKE_OUT"),
            api=_api_limits(values),
        )


def _mail(values: Mapping[str, str]) -> Mail | None:
    """Return how mail is sent, None where no server is named; SettingsError for half of it."""
    host = values.get("RISKAPP_SMTP_HOST", "")
    if not host:
        return None
    for needed in ("RISKAPP_MAIL_FROM", "RISKAPP_PUBLIC_ADDRESS"):
        if not values.get(needed):
            raise SettingsError(f"RISKAPP_SMTP_HOST is set, so {needed} must be set too.")
    address = values["RISKAPP_PUBLIC_ADDRESS"].rstrip("/")
    if not address.startswith(("https://", "http://")):
        raise SettingsError("RISKAPP_PUBLIC_ADDRESS must begin with https://.")
    return Mail(
        host,
        _port(values),
        *(values["RISKAPP_MAIL_FROM"], address),
        *(values.get("RISKAPP_SMTP_USER", ""), values.get("RISKAPP_SMTP_PASSWORD", "")),
        _secured(values),
    )


def _port(values: Mapping[str, str]) -> int:
    written = values.get("RISKAPP_SMTP_PORT") or "587"
    if not written.isdecimal():
        raise SettingsError(f"RISKAPP_SMTP_PORT must be a number, not {written}.")
    return int(written)


def _secured(values: Mapping[str, str]) -> Secured:
    written = values.get("RISKAPP_SMTP_TLS") or Secured.STARTTLS.value
    if written not in set(Secured):
        raise SettingsError(f"RISKAPP_SMTP_TLS must be one of {', '.join(Secured)}.")
    return Secured(written)


def _limits(values: Mapping[str, str], named: str) -> Limits:
    """Return what something long may take; SettingsError for longer than a worker is believed."""
    usual = Limits()
    minutes = _whole(values, f"{named}_MINUTES", usual.minutes)
    most = int(LONGEST_RUN.total_seconds() / 60) - 5
    if minutes > most:
        message = f"{named}_MINUTES must be {most} at most: no job is waited for much longer."
        raise SettingsError(message)
    return Limits(minutes, _whole(values, f"{named}_MEGABYTES", usual.megabytes))


def _api_limits(values: Mapping[str, str]) -> ApiLimits:
    usual = ApiLimits()
    return ApiLimits(
        _whole(values, "RISKAPP_API_READS_A_MINUTE", usual.reads_a_minute),
        _whole(values, "RISKAPP_API_WRITES_A_MINUTE", usual.writes_a_minute),
    )


def _whole(values: Mapping[str, str], name: str, usual: int) -> int:
    written = values.get(name) or str(usual)
    if not written.isascii() or not written.isdecimal() or int(written) == 0:
        raise SettingsError(f"{name} must be a whole number above 0, not {written}.")
    return int(written)


def _today(values: Mapping[str, str]) -> date:
    """Return the demonstration's own day."""
    written = values.get("RISKAPP_TODAY")
    if not written:
        return DEMONSTRATION_TODAY
    try:
        return date.fromisoformat(written)
    except ValueError:
        message = f"RISKAPP_TODAY must be a date like 2018-06-30, not {written}."
        raise SettingsError(message) from None
