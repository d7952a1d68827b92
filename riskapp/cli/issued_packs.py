"""`riskapp pack issue|list|withdraw|redraw|reissue|verify`: issued packs, on the command line."""

import argparse
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlmodel import Session

from riskapp.cli.opening import (
    CommandError,
    acting_as,
    as_option,
    get_organisation,
    register,
    say,
    settings_today,
)
from riskapp.cli.reading import a_day, reading, refuse_to_come, write_whole
from riskapp.clock import uuid7
from riskapp.domain.pack_drafts import IssuePack, WithdrawPack
from riskapp.domain.packs import PACK_NAMES, WITH_SUBJECT, MakePack, PackKind
from riskapp.domain.permissions import Actor
from riskapp.domain.wording import date_words
from riskapp.queries.issued_packs import (
    AskedPacks,
    get_issued_paper,
    get_pack_page,
    list_packs,
)
from riskapp.queries.pack_named import get_subject_id
from riskapp.queries.pack_verifying import Verifier, verify_file
from riskapp.queries.packs import MADE
from riskapp.readmodels.issued_packs import PackRow, PackState
from riskapp.readmodels.pack_verdict import Finding
from riskapp.services.pack_redaction import issue_anew, prepare_anew
from riskapp.services.packs import issue_pack, prepare_pack, withdraw_pack
from riskapp.services.people import command_line_actor
from riskapp.services.transactions import transaction
from riskapp.settings import Settings
from riskapp.worker.verifying import read_file

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands

STATUS: Final[Mapping[Finding, int]] = {
    Finding.ISSUED: 0,
    Finding.STANDS_NO_MORE: 3,
    Finding.ALTERED: 4,
    Finding.NOT_OURS: 5,
}
"""With which status `verify` leaves."""


def add_issued_to(kinds: "Commands") -> None:
    """Add the commands."""
    _add_issue(kinds)
    listing = _add(kinds, "list", "list the packs that were issued")
    listing.set_defaults(run=run_list)
    withdraw = _add(kinds, "withdraw", "withdraw a pack, with the reason", numbered=True)
    withdraw.add_argument("--reason", required=True, metavar="WORDS")
    withdraw.set_defaults(run=run_withdraw)
    redraw = _add(kinds, "redraw", "draw a pack anew from what became final", numbered=True)
    redraw.add_argument("--output", required=True, type=Path, metavar="FILE")
    redraw.set_defaults(run=run_redraw)
    anew = _add(kinds, "reissue", "issue a pack anew without what was redacted", numbered=True)
    anew.set_defaults(run=run_reissue)
    verify = _add(kinds, "verify", "tell whether a file is a pack as it was issued")
    verify.add_argument("file", type=Path, metavar="FILE")
    verify.set_defaults(run=run_verify)
    for deed in (withdraw, anew):
        as_option(deed)


def _add(
    kinds: "Commands", name: str, words: str, *, numbered: bool = False
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = kinds.add_parser(name, help=words)
    if numbered:
        parser.add_argument("number", metavar="NUMBER", help="like HCT-BAF-2018-06")
    parser.add_argument("--organisation", required=True, metavar="CODE")
    return parser


def _add_issue(kinds: "Commands") -> None:
    issue = _add(kinds, "issue", "issue a pack: numbered, final, its file kept")
    issue.add_argument("kind", choices=[kind.value for kind in MADE], metavar="KIND")
    issue.add_argument("--of", default="", metavar="NAME", help="committee, objective or risk")
    issue.add_argument("--as-at", type=a_day, metavar="DATE", help="like 2018-06-30; else today")
    issue.add_argument("--public", action="store_true", help="without what the public may not see")
    issue.add_argument("--with-warnings", action="store_true", help="although something warns")
    issue.add_argument("--reason", default="", metavar="WORDS", help="why it is issued anew")
    issue.add_argument("--output", type=Path, metavar="FILE", help="write its PDF there too")
    as_option(issue)
    issue.set_defaults(run=run_issue)


def run_issue(asked: argparse.Namespace) -> None:
    """Issue a pack, and say its number and code; CommandError where something warns or blocks."""
    # Imported late: most commands draw nothing, and the libraries take a second to load.
    from reports.issuing import draw_issue  # noqa: PLC0415

    with register(Settings.for_commands()) as session:
        with transaction(session):
            actor = _actor(session, asked)
        refuse_to_come(asked.as_at, actor, "A pack")
        wanted = _make(session, actor, asked)
        draft = IssuePack(wanted, uuid7(), has_read=asked.with_warnings, why=asked.reason)
        prepared = prepare_pack(session, actor, draft, draw_issue)
        with transaction(session):
            number = issue_pack(session, actor, draft, prepared).number
        say(f"Issued {number}, code {prepared.stamp.code}.")
        if asked.output:
            write_whole(asked.output, prepared.drawn.content)


def run_list(asked: argparse.Namespace) -> None:
    """Print the packs that were issued, the newest first, a line each."""
    with reading(asked.organisation) as (session, actor):
        page = pages = 1
        while page <= pages:
            found = list_packs(session, actor, AskedPacks(), page)
            for row in found.rows:
                say(_line(row))
            page, pages = page + 1, found.pages


def run_withdraw(asked: argparse.Namespace) -> None:
    """Withdraw a pack, and say so."""
    with register(Settings.for_commands()) as session, transaction(session):
        actor = _actor(session, asked)
        withdraw_pack(session, actor, asked.number, WithdrawPack(asked.reason))
    say(f"{asked.number} is withdrawn.")


def run_redraw(asked: argparse.Namespace) -> None:
    """Draw a pack from what became final of it, and say whether its bytes are those issued."""
    from reports.issuing import draw_issue  # noqa: PLC0415 - as above

    with reading(asked.organisation) as (session, actor):
        page = get_pack_page(session, actor, asked.number)
        paper = get_issued_paper(session, actor, asked.number)
    drawn = draw_issue(paper, page.stamp)
    write_whole(asked.output, drawn.content)
    same = sha256(drawn.content).hexdigest() == page.file_digest
    how = "byte for byte as it was issued" if same else f"not as {page.drawn_by} drew it"
    say(f"Wrote {asked.output}, {how}.")


def run_reissue(asked: argparse.Namespace) -> None:
    """Issue the next edition of a pack without what was redacted, and say its number."""
    from reports.issuing import draw_issue  # noqa: PLC0415 - as above

    with register(Settings.for_commands()) as session:
        with transaction(session):
            actor = _actor(session, asked)
        prepared = prepare_anew(session, actor, asked.number, draw_issue)
        with transaction(session):
            pack = issue_anew(session, actor, asked.number, uuid7(), prepared)
            said = f"Issued {pack.number}, code {pack.code}."
    say(said)


def run_verify(asked: argparse.Namespace) -> int:
    """Say what a file is; the status tells an issued pack, an altered one, and none of ours."""
    from reports.pack_files import draw_as  # noqa: PLC0415 - as above

    try:
        content = asked.file.read_bytes()
    except OSError as error:
        raise CommandError(f"{asked.file} cannot be read: {error.strerror}.") from None
    with reading(asked.organisation) as (session, actor):
        verdict = verify_file(session, actor, content, Verifier(read_file, draw_as))
    for sentence in verdict.sentences():
        say(sentence)
    return STATUS[verdict.finding]


def _make(session: Session, actor: Actor, asked: argparse.Namespace) -> MakePack:
    kind = PackKind(asked.kind)
    if kind in WITH_SUBJECT and not asked.of:
        raise CommandError(f"Say with --of what the {PACK_NAMES[kind].lower()} is to be of.")
    subject = get_subject_id(session, actor, kind, asked.of) if kind in WITH_SUBJECT else None
    return MakePack(kind, asked.as_at or actor.today, asked.public, subject)


def _actor(session: Session, asked: argparse.Namespace) -> Actor:
    """Return who acts: a person of the organisation, or the command line itself."""
    organisation = get_organisation(session, asked.organisation)
    actor = command_line_actor(session, organisation, settings_today(Settings.for_commands()))
    return acting_as(session, actor, asked.email)


def _line(row: PackRow) -> str:
    state = "" if row.state is PackState.STANDS else f", {row.state}"
    return f"{row.number}  {row.code}  issued on {date_words(row.issued_on)}{state}"
