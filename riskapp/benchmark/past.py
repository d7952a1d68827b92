"""Lists as at a past day beside today's, and the first count of a day that nobody asked for yet."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import sqlalchemy as sa
from sqlmodel import col

from riskapp.benchmark.measuring import Measured, measure
from riskapp.benchmark.results import Result, milliseconds
from riskapp.benchmark.site import Browser, Site
from riskapp.domain.people import AddPerson
from riskapp.domain.permissions import Actor, Role
from riskapp.models import Organisation, Risk
from riskapp.models.database import open_session
from riskapp.services.people import add_person, command_line_actor
from riskapp.services.transactions import transaction
from riskapp.synthesis.trust import SyntheticTrust

LISTS: Final[Mapping[str, str]] = {
    "register": "risks",
    "HLRR": "high-level-risks",
    "BAF": "baf",
    "heat map": "heat-map",
}
COUNTED: Final = ("register", "heat map")
"""What is counted anew for each day, whoever asks first."""
AGO: Final = timedelta(days=240)
"""The middle of the lives that `deepen` cuts up, where most risks are open already."""
LEAD: Final = "lead@directorate.example"
MORE_AT_MOST: Final = 2.0
FIRST_AT_MOST: Final = 500.0
FIRST_DAYS: Final = 10


def measure_past(site: Site, trust: SyntheticTrust, times: int, scores: int) -> Iterator[Result]:
    """Yield each list today and on a day in the middle, then what is counted first of a day."""
    browser = site.browser(trust.people[Role.RISK_MANAGER])
    day = trust.today - AGO
    for name, page in LISTS.items():
        now = measure(site.engine, lambda where=page: browser.get(where), times)  # type: ignore[misc]
        then = measure(
            site.engine,
            lambda where=page: browser.get(f"{where}?as-at={day}"),  # type: ignore[misc]
            times,
        )
        yield from _beside(f"{name}, {scores:,} scores", now, then)
    yield from _asked_first(site, trust, day)


def _asked_first(site: Site, trust: SyntheticTrust, middle: date) -> Iterator[Result]:
    """Yield what is counted first of days from the first and from the middle, by two readers."""
    manager = trust.people[Role.RISK_MANAGER]
    readers = {"": manager, ", by the lead of a directorate": _lead_of_a_directorate(site, trust)}
    for when, day in {"an early day": _first_day(site, trust), "a day": middle}.items():
        for whose, reader in readers.items():
            browser = site.browser(reader)
            for name in COUNTED:
                took = _first_views(site, browser, LISTS[name], day)
                yield _line(f"{name}, {when} asked for first{whose}", took, FIRST_AT_MOST)


def _first_day(site: Site, trust: SyntheticTrust) -> date:
    """Return the day on which the first risk was opened."""
    ours = col(Risk.organisation_id) == trust.organisation_id
    with site.engine.connect() as connection:
        query = sa.select(sa.func.min(col(Risk.opened_on))).where(ours)
        return connection.execute(query).scalar_one()


def _lead_of_a_directorate(site: Site, trust: SyntheticTrust) -> Actor:
    """Give somebody a role in the first directorate and the services under it alone."""
    lead = trust.people[Role.RISK_LEAD]
    draft = AddPerson(LEAD, "Lead of a directorate", lead.role, unit_id=trust.unit_ids[1])
    with open_session(site.engine) as session, transaction(session) as writing:
        organisation = writing.get_one(Organisation, trust.organisation_id)
        person = add_person(writing, command_line_actor(writing, organisation, trust.today), draft)
        return replace(lead, person_id=person.id, name=person.name)


def _first_views(site: Site, browser: Browser, page: str, day: date) -> Measured:
    """Ask for one day after another, each for the first time."""
    days = (day + timedelta(days=number) for number in range(1, 1_000))
    return measure(site.engine, lambda: browser.get(f"{page}?as-at={next(days)}"), FIRST_DAYS)


def _beside(name: str, now: Measured, then: Measured) -> Iterator[Result]:
    yield _line(f"{name}, today", now)
    yield _line(f"{name}, as at", then)
    ratio = then.cpu / now.cpu
    yield Result(
        "  as at over today",
        f"x {ratio:.2f}",
        goal=f"at most {MORE_AT_MOST:.0f} times",
        met=ratio <= MORE_AT_MOST,
    )


def _line(name: str, took: Measured, most: float | None = None) -> Result:
    return Result(
        name,
        milliseconds(took.median),
        milliseconds(took.p95),
        milliseconds(took.cpu),
        f"{took.statements:.0f}",
        goal=f"at most {most:.0f} ms CPU" if most else "",
        met=took.cpu <= most if most else None,
    )
