"""Issued packs: all of them, one with its file, and withdrawing it."""

from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.late import compared
from forms.packs import WithdrawPackForm
from riskapp.clock import uuid7
from riskapp.domain.actions import Action
from riskapp.domain.errors import StaleError
from riskapp.domain.packs import PACK_NAMES, TWINS, PackKind
from riskapp.queries.issued_packs import AskedPacks, get_pack_file, get_pack_page, list_packs
from riskapp.queries.risk_choices import list_committees
from riskapp.services.packs import withdraw_pack
from riskapp.web.asked import address_with, asked_id, asked_page, asked_word, asked_year, listed
from riskapp.web.binding import saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.late import Late, show_late
from riskapp.web.session import current_actor, get_session

pages = Blueprint("issued_packs", __name__)
pages.add_app_template_filter(PACK_NAMES.__getitem__, "pack_kind")


@pages.get("/<org>/packs")
@needs(Action.MAKE_PACK)
def packs() -> ResponseReturnValue:
    """Show the packs that were issued and that the reader may read, the newest first."""
    session, actor = get_session(), current_actor()
    committees = dict(list_committees(session, actor))
    asked = asked_packs(committees)
    found = list_packs(session, actor, asked, asked_page())
    return render_template(
        "packs/packs.html",
        found=found,
        asked=asked,
        kind_choices=[(kind.value, PACK_NAMES[kind]) for kind in PackKind],
        year_choices=[(year, year) for year in found.years],
        committees=committees,
        address=lambda page: address_with(page=page),
    )


@pages.get("/<org>/packs/<pack>")
@needs(Action.MAKE_PACK)
def show(pack: str) -> ResponseReturnValue:
    """Show what an issued pack is, what it replaces, and how to fetch it and to tell it again."""
    found = get_pack_page(get_session(), current_actor(), pack)
    shown = {"twins": TWINS, "asked": uuid7()}
    return render_template("packs/pack.html", found=found, row=found.row, **shown)


@pages.get("/<org>/packs/<pack>/pdf")
@needs(Action.MAKE_PACK)
def pdf(pack: str) -> ResponseReturnValue:
    """Give the PDF of a pack as it was issued, byte for byte."""
    session, actor = get_session(), current_actor()
    row = get_pack_page(session, actor, pack).row
    return Response(
        get_pack_file(session, actor, pack),
        mimetype="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{row.file_name}"'},
    )


@pages.route("/<org>/packs/<pack>/withdraw", methods=["GET", "POST"])
@needs(Action.ISSUE_PACK)
def withdraw(pack: str) -> ResponseReturnValue:
    """Withdraw a pack with the reason, which shows wherever the pack is."""
    session, actor = get_session(), current_actor()
    found = get_pack_page(session, actor, pack)
    form = WithdrawPackForm(sent())
    there = url_for("issued_packs.show", pack=pack)
    try:
        if saved(form, lambda db: withdraw_pack(db, actor, pack, form.draft())):
            flash(f"{pack} is withdrawn.", "success")
            return redirect(there, 303)
    except StaleError:
        session.expire_all()
        now = get_pack_page(session, actor, pack)
        theirs = WithdrawPackForm(data={"reason": now.row.withdrawn_why})
        rows = compared(form, theirs, but=())
        late = Late("This pack", there, rows=rows, open=False, turned="has been withdrawn")
        return show_late("packs/withdraw.html", form, theirs, late, row=now.row)
    return show_form("packs/withdraw.html", form, row=found.row)


def asked_packs(committees: dict[UUID, str]) -> AskedPacks:
    """Return which packs the address asks for; UnfitError for a committee that is not there."""
    committee = listed("committee", asked_id("committee"), committees)
    return AskedPacks(asked_word("kind", PackKind), committee, asked_year())
