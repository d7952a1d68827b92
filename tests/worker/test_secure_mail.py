"""Mail to a real server that takes it over STARTTLS alone, from who signs in, as trusts' do."""

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from aiosmtpd.smtp import AuthResult, LoginPassword
from sqlmodel import Session

from riskapp.domain.jobs import JobState
from riskapp.domain.permissions import Role
from riskapp.models import Job, ReminderMail
from riskapp.settings import Mail, Secured
from riskapp.worker.kinds import KINDS
from riskapp.worker.post import NotTakenError
from riskapp.worker.reminding import Told, list_due, send_all
from riskapp.worker.running import run_all
from riskapp.worker.sweeping import sweep
from tests.factories import TODAY, Trust, a_trust
from tests.reminders import Letterbox, a_letterbox, due, held_by
from tests.required import absent
from tests.worker.shops import a_shop, come_due, settings_for
from tests.worker.test_reminding import at_any_hour, choose

__all__ = ["at_any_hour"]  # a fixture

USER, PASSWORD, WRONG = "register", "a password of the register", "wrong horse"
UNTRUSTED = "this machine does not trust its certificate for that name"
NOT_ACCEPTED = "it does not accept the user name and password (code 535)"
MAKE = (
    *("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
    *("-days", "2", "-subj", "/CN=mail.trust.example"),
)
OURS, ANOTHERS = "subjectAltName=IP:127.0.0.1", "subjectAltName=DNS:mail.elsewhere.example"


@pytest.fixture(scope="module", params=[OURS])
def certificate(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that nobody trusts unless told to, with its key beside it."""
    openssl = shutil.which("openssl")
    if openssl is None:
        absent("openssl", "no certificate can be made for a mail server")
    folder = tmp_path_factory.mktemp("mail")
    made = ["-out", str(folder / "server.pem"), "-keyout", str(folder / "server.key")]
    command = [openssl, *MAKE, "-addext", request.param, *made]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "server.pem"


def context_of(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_suffix(".key"))
    return context


def lets_in(_server: Any, _session: Any, _envelope: Any, _how: str, given: Any) -> AuthResult:
    """Let in who knows the password."""
    known = LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=given == known, handled=False)


@pytest.fixture
def box(certificate: Path) -> Iterator[Letterbox]:
    """A server that takes nothing before STARTTLS and signing in."""
    demands = {"require_starttls": True, "auth_required": True, "authenticator": lets_in}
    with a_letterbox(tls_context=context_of(certificate), **demands) as opened:
        yield opened


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this machine trust the certificate, as the settings of OpenSSL say it."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


@dataclass
class Rounds:
    """Rounds of an organisation in which an executive, told daily, has one review due."""

    engine: sa.Engine
    session: Session
    trust: Trust

    def go(self, mail: Mail) -> list[Told]:
        settings = settings_for(self.engine, Path("unused"))
        dues = list(list_due(self.engine, settings, self.trust.organisation, TODAY))
        return list(send_all(self.engine, mail, dues))

    def begun(self) -> int:
        self.session.rollback()
        return len(self.session.execute(sa.select(ReminderMail)).all())


@pytest.fixture
def rounds(engine: sa.Engine, session: Session) -> Rounds:
    trust = a_trust(session)
    due(session, trust, -3, owner_post_id=held_by(session, trust, Role.EXECUTIVE))
    choose(session, trust, Role.EXECUTIVE)
    return Rounds(engine, session, trust)


def signed_in(box: Letterbox, **other: Any) -> Mail:
    settings = {"user": USER, "password": PASSWORD, "secured": Secured.STARTTLS, **other}
    return replace(box.mail, **settings)


def sent_now(rounds: Rounds, box: Letterbox) -> None:
    """The digest goes, once the server is spoken to as it wants."""
    assert [told.words for told in rounds.go(signed_in(box))] == ["sent"]
    assert box.to == [["executive@trust.example"]]


@pytest.mark.usefixtures("trusted")
def test_a_digest_goes_over_starttls_from_who_signs_in(rounds: Rounds, box: Letterbox) -> None:
    sent_now(rounds, box)


@pytest.mark.usefixtures("trusted")
@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_digest_goes_over_tls_from_the_first_byte(rounds: Rounds, certificate: Path) -> None:
    # The server knows of TLS that it began itself alone, so it is not told to ask for it.
    demands = {"auth_required": True, "authenticator": lets_in, "auth_require_tls": False}
    with a_letterbox(ssl_context=context_of(certificate), **demands) as box:
        told = rounds.go(signed_in(box, secured=Secured.TLS))
        assert [one.words for one in told] == ["sent"]


def test_a_certificate_that_nobody_trusts_is_refused_and_the_digest_kept(
    rounds: Rounds, box: Letterbox, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotTakenError, match=UNTRUSTED):
        rounds.go(signed_in(box))
    assert (rounds.begun(), box.letters) == (0, [])
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    sent_now(rounds, box)


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("certificate", [ANOTHERS], indirect=True)
def test_a_certificate_for_another_name_is_refused(rounds: Rounds, box: Letterbox) -> None:
    with pytest.raises(NotTakenError, match=UNTRUSTED):
        rounds.go(signed_in(box))
    assert (rounds.begun(), box.letters) == (0, [])


@pytest.mark.usefixtures("trusted")
def test_a_wrong_password_is_refused_and_the_digest_kept(rounds: Rounds, box: Letterbox) -> None:
    with pytest.raises(NotTakenError) as refused:
        rounds.go(signed_in(box, password=WRONG))
    assert str(refused.value) == NOT_ACCEPTED
    assert (rounds.begun(), box.letters) == (0, [])
    sent_now(rounds, box)


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("secured", [Secured.STARTTLS, Secured.NONE])
def test_what_the_server_asks_for_first_is_said_and_tried_again(
    rounds: Rounds, box: Letterbox, secured: Secured
) -> None:
    [told] = rounds.go(signed_in(box, user="", secured=secured))
    assert told.failed
    assert "it asks for a user name and password, or for STARTTLS, first" in told.words
    sent_now(rounds, box)


def test_a_server_without_starttls_gets_neither_password_nor_mail(rounds: Rounds) -> None:
    with a_letterbox() as plain:
        with pytest.raises(NotTakenError, match="does not offer what RISKAPP_SMTP_TLS"):
            rounds.go(signed_in(plain))
        assert (rounds.begun(), plain.letters) == (0, [])


@pytest.mark.usefixtures("trusted", "at_any_hour")
def test_the_worker_says_why_in_its_log_and_tries_again(
    rounds: Rounds, box: Letterbox, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shop = a_shop(rounds.engine, tmp_path, KINDS[next(iter(KINDS))])
    wrong = replace(shop.settings, mail=signed_in(box, password=WRONG))
    shop.kinds, shop.settings = KINDS, wrong
    sweep(shop)
    run_all(shop)
    assert NOT_ACCEPTED in [getattr(record, "error", "") for record in caplog.records]
    assert WRONG not in caplog.text
    shop.settings = replace(wrong, mail=signed_in(box))
    come_due(rounds.session)
    run_all(shop)
    assert len(box.letters) == 1
    rounds.session.rollback()
    assert rounds.session.execute(sa.select(Job)).scalar_one().state is JobState.DONE
