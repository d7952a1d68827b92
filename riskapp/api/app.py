"""The API: an application of its own in front of the pages, without their cookies and forms."""

from types import TracebackType

import sqlalchemy as sa
from flask import Response, g
from flask_openapi.openapi import OpenAPI
from typing_extensions import override

from riskapp.api import guard
from riskapp.api.bodies import NamedOnce
from riskapp.api.document import INFO, SCHEMES, ProblemOut, finish
from riskapp.api.pace import set_up_pace
from riskapp.api.problems import set_up_problems
from riskapp.api.resources import (
    appetite,
    assessments,
    assurances,
    committees,
    controls,
    decisions,
    exposure,
    feed,
    gaps,
    handing_on,
    heat_map,
    history,
    imports,
    jobs,
    many_risks,
    meetings,
    milestones,
    month_risks,
    months,
    movement,
    notes,
    objectives,
    occurrences,
    pack_waivers,
    packs,
    periods,
    placements,
    posts,
    programmes,
    quality,
    redactions,
    reviews,
    risk_milestones,
    risk_objectives,
    risks,
    take_outs,
    units,
)
from riskapp.settings import Settings
from riskapp.web.guard import give_organisation, open_to_all, take_organisation
from riskapp.web.headers import HEADERS, ONE_YEAR, name_request
from riskapp.web.logs import log_failure, set_up_logs
from riskapp.web.mounting import PREFIX
from riskapp.web.session import ENGINE, SETTINGS, close_session, get_settings

MOST_BYTES = 1_048_576
RESOURCES = (
    risks.resource,
    many_risks.resource,
    assessments.resource,
    placements.resource,
    controls.resource,
    assurances.resource,
    gaps.resource,
    risk_milestones.resource,
    risk_objectives.resource,
    exposure.resource,
    milestones.resource,
    decisions.resource,
    handing_on.resource,
    notes.resource,
    redactions.resource,
    occurrences.resource,
    reviews.resource,
    months.resource,
    month_risks.resource,
    meetings.resource,
    packs.resource,
    pack_waivers.resource,
    jobs.resource,
    imports.resource,
    take_outs.resource,
    heat_map.resource,
    movement.resource,
    objectives.resource,
    programmes.resource,
    committees.resource,
    posts.resource,
    units.resource,
    periods.resource,
    appetite.resource,
    quality.resource,
    history.resource,
    feed.resource,
)


class Api(OpenAPI):
    """An application that describes itself, with a log that never holds a risk's words."""

    json_provider_class = NamedOnce

    @override
    def generate_spec_json(self) -> None:
        """Write the document, and finish it with what operations share."""
        super().generate_spec_json()  # type: ignore[no-untyped-call]
        finish(self.spec_json)

    @override
    def log_exception(
        self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]
    ) -> None:
        """Write what failed and where, not what it said."""
        log_failure(exc_info[1])


def create_api(engine: sa.Engine, settings: Settings) -> Api:
    """Return the API on a database."""
    api = Api(
        "riskapp.api",
        info=dict(INFO),
        security_schemes=dict(SCHEMES),
        servers=[{"url": PREFIX}],
        validation_error_model=ProblemOut,
        doc_ui=False,
        static_folder=None,
    )
    api.config.update(MAX_CONTENT_LENGTH=MOST_BYTES, PROVIDE_AUTOMATIC_OPTIONS=False)
    api.url_map.merge_slashes = False
    api.extensions.update({ENGINE: engine, SETTINGS: settings})
    _set_up_requests(api)
    for resource in RESOURCES:
        api.register_api(resource)
    api.add_url_rule("/openapi.json", "document", open_to_all(lambda: api.api_doc))
    return api


def _set_up_requests(api: Api) -> None:
    """Say what every request passes through."""
    api.before_request(name_request)
    set_up_logs(api)
    api.url_value_preprocessor(take_organisation)
    api.url_defaults(give_organisation)
    api.before_request(guard.admit)
    api.after_request(_add_headers)
    set_up_pace(api)
    set_up_problems(api)
    api.teardown_appcontext(close_session)


def _add_headers(response: Response) -> Response:
    """Let nobody but whoever asked keep an answer, and them only where they ask again."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["X-Request-ID"] = g.get("request_id", "")
    if get_settings().secure_cookies:
        response.headers["Strict-Transport-Security"] = ONE_YEAR
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers.add("Vary", "Authorization")
    return response
