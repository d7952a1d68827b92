"""Tokens for other systems: whose there are, making one, revoking one."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.api_tokens import SCOPES, USUAL_DAYS, MakeTokenForm
from riskapp.clock import utc_now
from riskapp.domain.actions import Action
from riskapp.domain.api_tokens import TokenScope
from riskapp.domain.permissions import may
from riskapp.queries.api_tokens import list_tokens
from riskapp.services.api_tokens import MadeToken, make_token, revoke_token
from riskapp.services.transactions import transaction
from riskapp.web.binding import at_first, saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.mounting import PREFIX
from riskapp.web.session import current_actor, get_session

pages = Blueprint("api_tokens", __name__)


@pages.get("/<org>/tokens")
@needs(Action.MAKE_TOKEN)
def tokens() -> ResponseReturnValue:
    """Show the person's tokens, and everybody's to whoever may revoke them."""
    actor = current_actor()
    return render_template(
        "tokens/tokens.html",
        tokens=list_tokens(get_session(), actor, utc_now()),
        scopes=SCOPES,
        everybody=may(actor, Action.REVOKE_TOKEN),
    )


@pages.route("/<org>/tokens/new", methods=["GET", "POST"])
@needs(Action.MAKE_TOKEN)
def new() -> ResponseReturnValue:
    """Make a token, and show it once."""
    actor = current_actor()
    usual = {"scope": TokenScope.READ, "days": str(USUAL_DAYS)}
    form = MakeTokenForm(sent(), data=at_first(usual))
    made: list[MadeToken] = []
    if saved(form, lambda db: made.append(make_token(db, actor, form.draft()))):
        address = f"{request.host_url.rstrip('/')}{PREFIX}/{actor.organisation_code}/risks"
        return render_template("tokens/made.html", text=made[0].text, address=address)
    return show_form("tokens/new.html", form)


@pages.post("/<org>/tokens/<uuid:token_id>/revoke")
@needs(Action.MAKE_TOKEN)
def revoke(token_id: UUID) -> ResponseReturnValue:
    """Revoke a token: from now on it opens nothing."""
    with transaction(get_session()) as db:
        revoke_token(db, current_actor(), token_id)
    flash("The token is revoked. Whatever used it is refused from now on.", "success")
    return redirect(url_for("api_tokens.tokens"), 303)
