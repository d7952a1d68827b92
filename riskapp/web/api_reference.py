"""The reference of the API: what other systems can ask for, for whoever makes them ask."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from riskapp.api.reference import sections_of
from riskapp.domain.errors import NotFoundError
from riskapp.web.guard import open_to_all
from riskapp.web.mounting import PREFIX, get_document
from riskapp.web.session import get_settings

pages = Blueprint("api_reference", __name__)


@pages.get("/api/v1/", endpoint="start")
@pages.get("/api/v1/reference")
@open_to_all
def reference() -> ResponseReturnValue:
    """Show how to begin, what holds everywhere, and which operations there are."""
    document = get_document()
    return render_template(
        "tokens/reference.html",
        info=document["info"],
        sections=sections_of(document),
        file=f"{PREFIX}/openapi.json",
        limits=get_settings().api,
    )


@pages.get("/api/v1/reference/<section>")
@open_to_all
def operations(section: str) -> ResponseReturnValue:
    """Show the operations of one noun: what each takes, what it answers, how to ask for it."""
    found = next((one for one in sections_of(get_document()) if one.id == section), None)
    if found is None:
        raise NotFoundError("There is no such page.")
    return render_template("tokens/operations.html", section=found)
