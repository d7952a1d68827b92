"""The settings of an organisation: where each is found."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from riskapp.domain.actions import Action
from riskapp.web.guard import needs

pages = Blueprint("organisation_settings", __name__)


@pages.get("/<org>/settings")
@needs(Action.VIEW_REGISTER)
def settings() -> ResponseReturnValue:
    """Show the settings that there are, and which of them the person may change."""
    return render_template("settings/settings.html")
