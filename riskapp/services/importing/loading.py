"""Loading a file: all of its rows or none, in one transaction, and what each of them became."""

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlmodel import Session

from riskapp.clock import utc_now
from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError
from riskapp.domain.happenings import Happening
from riskapp.domain.import_corrections import corrections_from_json
from riskapp.domain.import_findings import (
    Findings,
    PassedOver,
    findings_to_json,
    foreseen,
    numbers_of,
    with_references,
)
from riskapp.domain.import_names import names_to_add
from riskapp.domain.import_plans import plan_from_json
from riskapp.domain.import_rows import ReadRow
from riskapp.domain.import_said import digests_of, said_by_row
from riskapp.domain.import_since import otherwise_now
from riskapp.domain.imports import ImportState, RowOutcome
from riskapp.domain.jobs import Tell, silently
from riskapp.domain.permissions import Actor, require
from riskapp.domain.references import risk_reference
from riskapp.intake.opening import open_book
from riskapp.models import ImportFile, ImportRow
from riskapp.queries.import_names import read_names
from riskapp.services.history import last_noted, note
from riskapp.services.importing.examining import Examination, Examined, check, examine
from riskapp.services.importing.files import end, get_open_as_seen
from riskapp.services.importing.holding import hold_imports, hold_risks
from riskapp.services.importing.new_risks import Source, bring_in
from riskapp.services.importing.places import add_places
from riskapp.services.importing.reading import (
    ReadFile,
    read_file,
    refuse_unanswered,
)
from riskapp.services.importing.remembering import LAST_READ, Reading
from riskapp.services.importing.updates import update_risk
from riskapp.services.many_rows import insert_many
from riskapp.undisturbed import undisturbed

COMPARING: Final = "Laying the rows beside the register"
OTHERWISE: Final = (
    "this register was changed since the rows were looked through, and {rows} would come to"
    " something else than was shown."
)
KEEPING: Final = "Keeping what became of each row"


class HeldUpError(FieldError):
    """Something keeps a file from being loaded; `findings` says what its rows come to now."""

    def __init__(self, findings: Findings, words: str) -> None:
        super().__init__("file", f"Nothing was loaded: {words}")
        self.findings = findings


def load_file(
    session: Session, actor: Actor, file_id: UUID, seen_version: int, tell: Tell = silently
) -> Findings:
    """Read a file anew and load all of it, in the transaction that is open.

    HeldUpError, and nothing loaded, while a row needs somebody or is refused and is not left out.
    """
    file = get_open_as_seen(session, actor, file_id, seen_version)
    with undisturbed():
        return _load_read(session, actor, file, tell)


def _load_read(session: Session, actor: Actor, file: ImportFile, tell: Tell) -> Findings:
    """Load what is read of a file, and hold nothing of it afterwards."""
    read = read_kept(file, actor.today, tell)
    refuse_unanswered(read.questions)
    return load_rows(session, actor, file, read.rows, read.passed_over, tell=tell)


def check_file(
    session: Session, actor: Actor, file_id: UUID, seen_version: int, tell: Tell = silently
) -> Findings:
    """Read a file anew and keep with it what becomes of each of its rows, once it is loaded."""
    file = get_open_as_seen(session, actor, file_id, seen_version)
    with undisturbed():
        read = read_kept(file, actor.today, tell)
        tell(0, 0, COMPARING)
        findings = check(session, actor, file, read.rows, read.passed_over)
        file.findings, file.rows_in_file = findings_to_json(findings), findings.rows_in_file
        session.flush()
    return findings


def read_kept(file: ImportFile, today: date, tell: Tell = silently) -> ReadFile:
    """Return what a file that waits to be loaded says, with what somebody put right in it."""
    reading = Reading(file.sha256, file.plan, file.corrections, today)
    plan, made = plan_from_json(file.plan), corrections_from_json(file.corrections)
    return LAST_READ.get(
        reading, lambda: read_file(open_book(file.content or b""), plan, today, made, tell)
    )


def load_rows(
    session: Session,
    actor: Actor,
    file: ImportFile,
    rows: Sequence[ReadRow],
    passed_over: Iterable[PassedOver] = (),
    *,
    tell: Tell = silently,
) -> Findings:
    """Load what was read of a file; HeldUpError, and nothing loaded, while any row holds it up."""
    require(actor, Action.IMPORT_RISKS)
    hold_imports(session, actor)
    named = _add_names(session, actor, file, rows)
    tell(0, 0, COMPARING)
    found = examine(session, actor, file, rows, passed_over)
    if hold_risks(session, actor, _changed(found)):
        found = examine(session, actor, file, rows, passed_over)
    if found.findings.said:
        end(file, ImportState.THROWN_AWAY)
        return found.findings
    _refuse_held_up(found.findings)
    _refuse_otherwise(file, found.findings, named=named)
    done = _write(session, actor, file, found, tell)
    _keep_sum(session, actor, file, done)
    return done


def _changed(found: Examination) -> list[UUID]:
    return [one.known.id for one in found.rows if one.known and _becomes(one, RowOutcome.UPDATED)]


def _refuse_held_up(found: Findings) -> None:
    """Refuse to load a file of which a row needs somebody or is refused, and is not left out."""
    if found.holding_up:
        hold = "holds" if len(found.holding_up) == 1 else "hold"
        words = f"{numbers_of(found.holding_up)} {hold} it up ({foreseen(found)})."
        raise HeldUpError(found, words)


def _refuse_otherwise(file: ImportFile, found: Findings, *, named: bool) -> None:
    """Refuse to load what the last dry run did not show, where the register has changed since."""
    rows = otherwise_now(file.findings, found, named=named)
    if rows:
        raise HeldUpError(found, OTHERWISE.format(rows=numbers_of(rows)))


def _add_names(session: Session, actor: Actor, file: ImportFile, rows: Sequence[ReadRow]) -> bool:
    """Add the names that are to be added, of the rows that are loaded; tell whether any were."""
    plan = plan_from_json(file.plan)
    left_out = corrections_from_json(file.corrections).left_out
    loaded = (row for row in rows if row.number not in left_out)
    names = list(names_to_add(loaded, plan, read_names(session, actor)))
    if names:
        add_places(session, actor, names, f"Named in {file.name}.")
    return bool(names)


def _write(
    session: Session, actor: Actor, file: ImportFile, found: Examination, tell: Tell
) -> Findings:
    """Write the new risks, then what changes of those that were there, then what became of each."""
    new = [one for one in found.rows if _becomes(one, RowOutcome.NEW)]
    meant = [one.meant for one in new]
    made = bring_in(session, actor, Source(file.name, found.plan.register), meant, tell)
    changing = [one for one in found.rows if _becomes(one, RowOutcome.UPDATED)]
    for done, one in enumerate(changing):
        tell(done, len(changing), "Changing the risks that were there")
        update_risk(session, actor, file.name, one)
    tell(0, 0, KEEPING)
    ids = {number: risk.id for number, risk in made.items()}
    rows = list(_rows(file, found.rows, ids))
    session.flush()
    insert_many(session, ImportRow, rows)
    references = {number: risk_reference(risk.number) for number, risk in made.items()}
    return with_references(found.findings, references)


def _becomes(one: Examined, outcome: RowOutcome) -> bool:
    return one.finding.is_loadable and one.finding.outcome is outcome


def _rows(
    file: ImportFile, rows: Iterable[Examined], made: Mapping[int, UUID]
) -> Iterator[dict[str, Any]]:
    for one in rows:
        number, outcome = one.finding.number, one.finding.outcome
        risk_id = made.get(number) or (one.known.id if one.known is not None else None)
        left_out = outcome is RowOutcome.LEFT_OUT
        salt = secrets.token_hex(16)
        yield {
            "organisation_id": file.organisation_id,
            "file_id": file.id,
            "row_number": number,
            "outcome": outcome,
            "risk_id": None if left_out else risk_id,
            "salt": "" if left_out else salt,
            "digests": "{}" if left_out else json.dumps(digests_of(said_by_row(one.meant), salt)),
        }


def _keep_sum(session: Session, actor: Actor, file: ImportFile, done: Findings) -> None:
    """Keep what came of the file, and nothing of what it said."""
    counts = {outcome: len(done.having(outcome)) for outcome in RowOutcome}
    file.rows_in_file = done.rows_in_file
    file.rows_new, file.rows_updated = counts[RowOutcome.NEW], counts[RowOutcome.UPDATED]
    file.rows_unchanged = counts[RowOutcome.UNCHANGED]
    file.rows_left_out = counts[RowOutcome.LEFT_OUT]
    file.loaded_on, file.loaded_at = actor.today, utc_now()
    file.loaded_by_id = actor.person_id
    end(file, ImportState.LOADED)
    facts = {
        "file": file.name,
        "rows": file.rows_in_file,
        "new": file.rows_new,
        "updated": file.rows_updated,
        "unchanged": file.rows_unchanged,
        "left_out": file.rows_left_out,
        "digest": file.sha256,
    }
    note(session, actor, Happening.IMPORT_LOADED, subject_id=file.id, facts=facts)
    file.last_entry = last_noted(session, actor.organisation_id)
    session.add(file)
    session.flush()
