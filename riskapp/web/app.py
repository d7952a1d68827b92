"""The application: everything that a request passes through, put together."""

from datetime import timedelta
from types import TracebackType

import sqlalchemy as sa
from flask import Flask
from flask_wtf import CSRFProtect  # type: ignore[import-untyped]
from jinja2 import StrictUndefined
from typing_extensions import override

from riskapp.domain.actions import Action
from riskapp.models.database import open_database
from riskapp.settings import Settings
from riskapp.web import (
    api_reference,
    api_tokens,
    appetite,
    assurance_map,
    assurances,
    attendance,
    bulk_change,
    choosing_meeting,
    committees,
    controls,
    decisions,
    export,
    exposure,
    gaps,
    governance_files,
    guard,
    handing_on,
    health,
    history,
    import_checking,
    import_columns,
    import_downloads,
    import_names,
    import_reversing,
    imports,
    issued_packs,
    jobs,
    looks,
    matrix,
    meeting_mode,
    meetings,
    milestone_progress,
    milestones,
    month_closing,
    months,
    movement,
    my_work,
    new_milestone,
    notes,
    objectives,
    occurrences,
    organisation_settings,
    pack_changes,
    pack_files,
    pack_verifying,
    pack_waivers,
    packs,
    people,
    period_entries,
    periods,
    plan_files,
    posts,
    programmes,
    quality,
    quality_files,
    raising,
    redactions,
    register,
    register_files,
    reminders,
    reviewing,
    risk_milestones,
    risk_objectives,
    risk_pages,
    scores,
    taking_back,
    throwing_away,
    views,
    why,
)
from riskapp.web.addresses import address_of_risk
from riskapp.web.asked import address_with
from riskapp.web.built import set_up_built_files
from riskapp.web.components import set_up_components
from riskapp.web.errors import set_up_errors
from riskapp.web.formats import set_up_formats
from riskapp.web.headers import set_up_headers
from riskapp.web.kept import keep_if_asked, kept_offer
from riskapp.web.logs import log_failure, set_up_logs
from riskapp.web.mounting import mount_api
from riskapp.web.navigation import navigation
from riskapp.web.session import (
    ENGINE,
    SETTINGS,
    actor_may,
    close_session,
    current_visit,
    find_actor,
    get_today,
)
from riskapp.web.taking_out import file_addresses

BLUEPRINTS = (
    api_reference.pages,
    api_tokens.pages,
    assurance_map.pages,
    assurances.pages,
    attendance.pages,
    controls.pages,
    gaps.pages,
    handing_on.pages,
    people.pages,
    health.pages,
    history.pages,
    appetite.pages,
    imports.pages,
    import_checking.pages,
    import_columns.pages,
    import_downloads.pages,
    import_names.pages,
    import_reversing.pages,
    jobs.pages,
    matrix.pages,
    meetings.pages,
    meeting_mode.pages,
    choosing_meeting.pages,
    taking_back.pages,
    raising.pages,
    risk_pages.pages,
    scores.pages,
    bulk_change.pages,
    committees.pages,
    throwing_away.pages,
    decisions.pages,
    export.pages,
    exposure.pages,
    milestone_progress.pages,
    milestones.pages,
    month_closing.pages,
    months.pages,
    movement.pages,
    my_work.pages,
    new_milestone.pages,
    notes.pages,
    objectives.pages,
    occurrences.pages,
    organisation_settings.pages,
    packs.pages,
    issued_packs.pages,
    pack_changes.pages,
    pack_verifying.pages,
    pack_waivers.pages,
    pack_files.pages,
    period_entries.pages,
    periods.pages,
    posts.pages,
    programmes.pages,
    redactions.pages,
    quality.pages,
    quality_files.pages,
    plan_files.pages,
    governance_files.pages,
    register.pages,
    register_files.pages,
    looks.pages,
    reminders.pages,
    reviewing.pages,
    risk_milestones.pages,
    risk_objectives.pages,
    views.pages,
    why.pages,
)

MOST_BYTES = 1_048_576
MOST_PARTS = 1_000
FORM_LASTS = timedelta(hours=12)


class Application(Flask):
    """Flask, with a log that never holds a risk's words."""

    jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}  # noqa: RUF012 - as Flask has it

    @override
    def log_exception(
        self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]
    ) -> None:
        """Write what failed and where, not what it said."""
        log_failure(exc_info[1])


def create_app(settings: Settings, engine: sa.Engine | None = None) -> Flask:
    """Return the application on a database, that of the settings unless another is given."""
    app = Application("riskapp.web", static_folder=None)
    app.config.update(_configuration(settings))
    app.extensions[SETTINGS] = settings
    app.extensions[ENGINE] = engine or open_database(settings.database_url)
    set_up_logs(app)
    set_up_headers(app)
    app.url_value_preprocessor(guard.take_organisation)
    app.url_defaults(guard.give_organisation)
    app.before_request(guard.admit)
    CSRFProtect(app)
    app.before_request(keep_if_asked)
    set_up_errors(app)
    app.teardown_appcontext(close_session)
    _set_up_templates(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    mount_api(app)
    return app


def _configuration(settings: Settings) -> dict[str, object]:
    """Return Flask's settings: a cookie no script reads, and bounds to what is sent."""
    secure = settings.secure_cookies
    return {
        "SECRET_KEY": settings.secret_key,
        "SESSION_COOKIE_NAME": "__Host-riskapp" if secure else "riskapp",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": secure,
        "MAX_CONTENT_LENGTH": MOST_BYTES,
        "MAX_FORM_MEMORY_SIZE": MOST_BYTES,
        "MAX_FORM_PARTS": MOST_PARTS,
        "WTF_CSRF_TIME_LIMIT": int(FORM_LASTS.total_seconds()),
    }


def _set_up_templates(app: Flask) -> None:
    """Give every template, and every macro, what it may ask for."""
    app.jinja_env.globals.update(
        visit=current_visit,
        actor=find_actor,
        may=actor_may,
        Action=Action,
        navigation=navigation,
        address_of_risk=address_of_risk,
        address_with=address_with,
        register_today=get_today,
        kept_offer=kept_offer,
        file_addresses=file_addresses,
        demonstration=app.extensions[SETTINGS].demonstration,
    )
    set_up_formats(app)
    set_up_components(app)
    set_up_built_files(app)
