"""Settings in an event: how serious a quality check is, and a new version of the matrix."""

from dataclasses import replace
from typing import Any

from sqlmodel import col, select

from riskapp.domain.intervals import FOREVER
from riskapp.domain.matrix import LikelihoodBy
from riskapp.domain.matrix_drafts import HIGHEST_SCORE, ChangeMatrix
from riskapp.domain.quality import CHECKS
from riskapp.domain.severity import SetQuality, Severity
from riskapp.models import MatrixVersion, QualitySetting
from riskapp.queries.matrices import matrix_of
from riskapp.queries.scope import still
from riskapp.services.loading.deeds.reading import EventFields
from riskapp.services.loading.deeds.scene import Act, Scene, to
from riskapp.services.matrices import change_matrix
from riskapp.services.quality import set_quality

CHECK = 60


def _set_quality(fields: EventFields) -> Act:
    reason, check = fields.reason(), fields.text("check", CHECK)
    if check not in CHECKS:
        raise fields.refuse("check", f"expected one of {', '.join(CHECKS)}, found {check}")
    severity = fields.choice("severity", Severity)

    def act(scene: Scene) -> None:
        query = select(QualitySetting.version).where(
            col(QualitySetting.organisation_id) == scene.actor.organisation_id,
            col(QualitySetting.check_key) == check,
            still(QualitySetting),
        )
        seen = scene.session.exec(query).one_or_none() or 0
        set_quality(scene.session, scene.actor, SetQuality(check, severity, reason, seen))

    return act


def _change_matrix(fields: EventFields) -> Act:
    reason, from_on = fields.reason(), fields.maybe_day("from")
    given = {
        "threshold": fields.maybe_number("threshold", 1, HIGHEST_SCORE),
        "likelihood_by": fields.maybe_choice("likelihood_by", LikelihoodBy),
    }
    changes: dict[str, Any] = {name: new for name, new in given.items() if new is not None}
    if not changes:
        raise fields.refuse("", f"expected one of {', '.join(given)}")

    def act(scene: Scene) -> None:
        query = select(MatrixVersion).where(
            col(MatrixVersion.organisation_id) == scene.actor.organisation_id,
            col(MatrixVersion.until_on) == FOREVER,
        )
        latest = scene.session.exec(query).one()
        matrix = replace(matrix_of(scene.session, latest), **changes)
        draft = ChangeMatrix(matrix, from_on or scene.actor.today, reason, latest.id)
        change_matrix(scene.session, scene.actor, draft)

    return act


DEEDS = to(None, {"set-quality": _set_quality, "change-matrix": _change_matrix})
