"""New versions of the matrix: made, applied to the scores that stand, or withdrawn in time."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from riskapp.domain.actions import Action
from riskapp.domain.decisions import DecisionKind
from riskapp.domain.domains import Domain
from riskapp.domain.errors import FieldError, NotFoundError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import FOREVER
from riskapp.domain.level_words import PUBLISHED
from riskapp.domain.matrix import Axis, Matrix
from riskapp.domain.matrix_drafts import ChangeMatrix, refuse_day, refuse_unfit
from riskapp.domain.matrix_moves import values_across_threshold
from riskapp.domain.permissions import Actor, require
from riskapp.domain.scoring import ScoreKind
from riskapp.domain.wording import counted
from riskapp.models import MatrixBand, MatrixDescriptor, MatrixLevel, MatrixVersion
from riskapp.queries.cases import get_case_by_id
from riskapp.queries.matrices import matrix_of
from riskapp.queries.matrix_versions import list_across_threshold
from riskapp.services.deeds import Deed
from riskapp.services.escalation import Judged, follow_rule, get_standing
from riskapp.services.history import note
from riskapp.services.transactions import hold_settings

LATE = "Someone else made a version of the matrix while you were looking at it."


def change_matrix(session: Session, actor: Actor, draft: ChangeMatrix) -> MatrixVersion:
    """Make a new version of the matrix; one that holds from today is applied at once.

    Applying it is the escalation rule on every open risk whose score crosses the threshold. Old
    assessments keep their version. StaleError when another was made since the person looked.
    """
    require(actor, Action.CHANGE_MATRIX)
    _refuse_unexplained(draft.reason)
    refuse_unfit(draft.matrix)
    hold_settings(session, actor.organisation_id)
    latest = _get_latest(session, actor)
    if latest.id != draft.seen:
        raise StaleError(LATE)
    refuse_day(draft.from_on, latest=latest.from_on, today=actor.today)
    latest.until_on = draft.from_on
    made = _make(session, actor, draft, latest.version + 1)
    session.flush()
    if draft.from_on <= actor.today:
        _apply(session, actor, made)
    return made


def apply_matrix(session: Session, actor: Actor) -> int:
    """Apply the version in force to the scores that stood before it; return how many it moved.

    To do it twice changes nothing.
    """
    require(actor, Action.CHANGE_MATRIX)
    hold_settings(session, actor.organisation_id)
    query = _versions(actor).where(
        col(MatrixVersion.from_on) <= actor.today, col(MatrixVersion.until_on) > actor.today
    )
    in_force = session.exec(query).one()
    return 0 if in_force.applied_on else _apply(session, actor, in_force)


def withdraw_matrix(session: Session, actor: Actor, seen: UUID, reason: str) -> None:
    """Withdraw the latest version before its day has come; the one before holds on.

    StaleError when it is not the latest any more; FieldError once it is in force.
    """
    require(actor, Action.CHANGE_MATRIX)
    _refuse_unexplained(reason)
    hold_settings(session, actor.organisation_id)
    latest = _get_latest(session, actor)
    if latest.id != seen:
        raise StaleError(LATE)
    if latest.from_on <= actor.today:
        raise FieldError("", "This version is in force, so it can only be followed by another.")
    note(
        session, actor, Happening.MATRIX_WITHDRAWN, subject_id=latest.id,
        facts={"version": latest.version}, words={"reason": reason},
    )  # fmt: skip
    _remove(session, latest)
    _get_latest(session, actor).until_on = FOREVER
    session.flush()


def write_version(
    session: Session, organisation_id: UUID, matrix: Matrix, from_on: date
) -> MatrixVersion:
    """Write the rows of a version that holds from a day on."""
    made = MatrixVersion(
        organisation_id=organisation_id,
        version=matrix.version,
        from_on=from_on,
        threshold=matrix.threshold,
        entry=matrix.entry,
        likelihood_by=matrix.likelihood_by,
    )
    key: dict[str, Any] = {"organisation_id": organisation_id, "matrix_id": made.id}
    session.add(made)
    session.add_all(MatrixBand(**key, **asdict(band)) for band in matrix.bands)
    if matrix.words != PUBLISHED:
        session.add_all(_words(key, matrix))
    return made


def _words(key: dict[str, Any], matrix: Matrix) -> Iterator[SQLModel]:
    words = matrix.words
    for level, name in enumerate(words.consequences, 1):
        yield MatrixLevel(**key, axis=Axis.CONSEQUENCE, level=level, name=name)
    likely = zip(words.likelihoods, words.likelihood_means, strict=True)
    for level, (name, means) in enumerate(likely, 1):
        yield MatrixLevel(**key, axis=Axis.LIKELIHOOD, level=level, name=name, **asdict(means))
    for domain in Domain:
        for level, meaning in enumerate(words.means(domain), 1):
            yield MatrixDescriptor(**key, domain=domain, level=level, words=meaning)


def _make(session: Session, actor: Actor, draft: ChangeMatrix, number: int) -> MatrixVersion:
    """Write the version with who made it and why, and tell of it."""
    matrix = replace(draft.matrix, version=number)
    made = write_version(session, actor.organisation_id, matrix, draft.from_on)
    made.reason, made.by_id, made.entered_on = draft.reason.strip(), actor.person_id, actor.today
    facts = {"version": number, "from": draft.from_on.isoformat(), **_facts(matrix)}
    words = {"reason": draft.reason}
    note(session, actor, Happening.MATRIX_CHANGED, subject_id=made.id, facts=facts, words=words)
    return made


def _apply(session: Session, actor: Actor, made: MatrixVersion) -> int:
    """Follow the escalation rule with every open risk whose score crosses the threshold.

    It reaches the whole organisation, whatever part of it the person looks after.
    """
    everywhere = replace(actor, units=None)
    values = values_across_threshold(
        matrix_of(session, _get_applied(session, actor)), matrix_of(session, made)
    )
    crossing = list_across_threshold(session, everywhere, made.id, values)
    for risk_id in crossing:
        _follow(Deed(session, everywhere, get_case_by_id(session, everywhere, risk_id)), made)
    made.applied_on = actor.today
    facts = {"version": made.version, "moved": counted(len(crossing), "risk")}
    note(session, actor, Happening.MATRIX_APPLIED, subject_id=made.id, facts=facts)
    session.flush()
    return len(crossing)


def _follow(deed: Deed, made: MatrixVersion) -> None:
    """Let the rule see a score that did not change, by the threshold that did."""
    standing = get_standing(deed)
    position = standing.positions[ScoreKind.CURRENT]
    judged = Judged(
        position.score,
        max(made.from_on, position.from_on),
        standing.open(DecisionKind.VALIDATE) is not None,
        f"version {made.version} of the matrix",
    )
    follow_rule(deed, standing, judged, affects_objective=deed.case.affects_objective)


def _versions(actor: Actor) -> Any:
    return select(MatrixVersion).where(col(MatrixVersion.organisation_id) == actor.organisation_id)


def _get_latest(session: Session, actor: Actor) -> MatrixVersion:
    query = _versions(actor).order_by(col(MatrixVersion.version).desc())
    latest: MatrixVersion | None = session.exec(
        query.limit(1).execution_options(populate_existing=True)
    ).one_or_none()
    if latest is None:
        raise NotFoundError("This organisation has no matrix.")
    return latest


def _get_applied(session: Session, actor: Actor) -> MatrixVersion:
    """Return the last version whose threshold the registers follow already."""
    query = _versions(actor).where(col(MatrixVersion.applied_on).is_not(None))
    applied: MatrixVersion = session.exec(
        query.order_by(col(MatrixVersion.version).desc()).limit(1)
    ).one()
    return applied


def _remove(session: Session, version: MatrixVersion) -> None:
    for table in (MatrixBand, MatrixLevel, MatrixDescriptor):
        here = (
            col(table.organisation_id) == version.organisation_id,
            col(table.matrix_id) == version.id,
        )
        session.exec(sa.delete(table).where(*here))
    session.delete(version)
    session.flush()


def _refuse_unexplained(reason: str) -> None:
    if not reason.strip():
        raise FieldError("reason", "Say why: the reason is kept with the version.")


def _facts(matrix: Matrix) -> dict[str, object]:
    bands = (f"{band.name} {band.lowest} to {band.highest}" for band in matrix.bands)
    return {
        "threshold": matrix.threshold,
        "entry": matrix.entry.value,
        "bands": "; ".join(bands),
        "likelihood by": matrix.likelihood_by.value,
    }
