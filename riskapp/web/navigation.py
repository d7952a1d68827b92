"""The links at the top of every page: those that exist and that the person may follow."""

from dataclasses import dataclass

from flask import current_app, request

from riskapp.domain.actions import Action
from riskapp.domain.permissions import Actor, may
from riskapp.web.guard import access_of
from riskapp.web.session import find_actor

LINKS = (
    ("My work", "/<org>/"),
    ("Register", "/<org>/risks"),
    ("High-level risks", "/<org>/high-level-risks"),
    ("Assurance framework", "/<org>/baf"),
    ("Assurance map", "/<org>/assurance-map"),
    ("Monthly review", "/<org>/reviews"),
    ("Heat map", "/<org>/heat-map"),
    ("What changed", "/<org>/movement"),
    ("Objectives", "/<org>/objectives"),
    ("Committees", "/<org>/committees"),
    ("Programmes", "/<org>/programmes"),
    ("Quality", "/<org>/quality"),
    ("History", "/<org>/history"),
    ("Raise a risk", "/<org>/risks/new"),
    ("Packs", "/<org>/packs"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the navigation; `here` on the page that it leads to."""

    words: str
    address: str
    here: bool


def navigation() -> list[Link]:
    """Return the links for whoever is signed in."""
    actor = find_actor()
    if actor is None:
        return []
    rule = request.url_rule.rule if request.url_rule else ""
    return [
        Link(words, address.replace("<org>", actor.organisation_code), address == rule)
        for words, address in LINKS
        if is_open_to(actor, address)
    ]


def is_open_to(actor: Actor, address: str) -> bool:
    """Tell whether there is a page at an address, as routes name it, that the actor may see."""
    action = _action_of(address)
    return isinstance(action, Action) and may(actor, action)


def _action_of(address: str) -> object:
    """Return the right that the page at an address takes, or None where there is no such page."""
    pages: dict[str, str] = current_app.extensions.setdefault("riskapp_pages", {})
    if not pages:
        pages.update(
            (rule.rule, rule.endpoint)
            for rule in current_app.url_map.iter_rules()
            if rule.methods and "GET" in rule.methods
        )
    return access_of(current_app.view_functions.get(pages.get(address, "")))
