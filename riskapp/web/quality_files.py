"""What the quality checks find, as files."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from riskapp.domain.actions import Action
from riskapp.queries.choices import list_choices
from riskapp.queries.quality_page import get_check, get_failing_page, get_quality_page
from riskapp.takeouts.quality import check_list, failing_list
from riskapp.web.guard import needs
from riskapp.web.quality import asked_checks
from riskapp.web.session import current_actor, get_session
from riskapp.web.taking_out import about, as_files, every_page, list_file

pages = Blueprint("quality_files", __name__)


@as_files(pages, "/<org>/quality")
@needs(Action.VIEW_REGISTER)
def checks() -> ResponseReturnValue:
    """Give every check with how many things fail it."""
    choices = list_choices(get_session(), current_actor())
    asked = asked_checks(choices)
    narrowed = [choices.units[asked.unit]] if asked.unit else []
    return list_file(check_list(about(asked.on, narrowed), get_quality_page(asked).rows))


@as_files(pages, "/<org>/quality/<check>/list")
@needs(Action.VIEW_REGISTER)
def failing(check: str) -> ResponseReturnValue:
    """Give all that fails a check."""
    choices = list_choices(get_session(), current_actor())
    asked = asked_checks(choices)
    row = get_check(asked, check)
    found = every_page(lambda page: get_failing_page(asked, check, page))
    narrowed = [choices.units[asked.unit]] if asked.unit else []
    return list_file(failing_list(about(asked.on, narrowed), row, found))
