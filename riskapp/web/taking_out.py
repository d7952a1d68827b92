"""Lists taken out as files: their addresses beside the page's own, and what is sent."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Protocol, TypeVar

from flask import Blueprint, Response, request, stream_with_context
from flask.typing import ResponseReturnValue

from reports.list_files import LIST_TYPES, list_as
from riskapp.clock import utc_now
from riskapp.domain.permissions import ROLE_NAMES
from riskapp.domain.take_out import FORM_WORDS, ListForm
from riskapp.readmodels.take_out import About, TakeOut
from riskapp.web.asked import address_with
from riskapp.web.session import current_actor, current_visit

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


class _Page(Protocol):
    """A page of a list, which knows how many there are."""

    @property
    def pages(self) -> int:
        """How many pages there are."""


APage = TypeVar("APage", bound=_Page)


def as_files(pages: Blueprint, address: str) -> Callable[[View], View]:
    """Let a view give a page's list as a file, at the page's address with an ending."""

    def add(view: View) -> View:
        for form in ListForm:
            pages.get(f"{address}.{form}")(view)
        return view

    return add


def list_file(take_out: TakeOut) -> Response:
    """Return a list as a file, in the form that the address ends in."""
    form = ListForm(request.path.rpartition(".")[2])
    return file_of(list_as(form, take_out), LIST_TYPES[form], f"{take_out.file_stem}.{form}")


def file_of(content: Iterable[bytes], content_type: str, name: str) -> Response:
    """Return a file to be saved, sent as it is written."""
    return Response(
        stream_with_context(iter(content)),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def about(
    day: date | None,
    filters: Iterable[str] = (),
    legend: Iterable[tuple[str, str]] = (),
    shows: str = "",
) -> About:
    """Return what the reader of a file has to know of it: whose it is, as at when, who took it."""
    actor, visit = current_actor(), current_visit()
    return About(
        organisation=visit.organisation if visit else "",
        code=actor.organisation_code,
        as_at=day or actor.today,
        made_at=utc_now(),
        made_by=actor.name,
        shows=shows or f"what {actor.name} ({ROLE_NAMES[actor.role]}) may see",
        filters=tuple(filters),
        legend=tuple(legend),
    )


def every_page(get: Callable[[int], APage]) -> Iterator[APage]:
    """Yield each page of a list, asking for it as it is wanted."""
    number, pages = 0, 1
    while number < pages:
        number += 1
        found = get(number)
        pages = found.pages
        yield found


def file_addresses(address: str = "") -> list[tuple[str, str]]:
    """Return the forms of a list, this page's unless it has an address of its own, with the files'.

    What this page's address asks for, they ask for too.
    """
    here, _, asked = address_with(page=None).partition("?")
    query = f"?{asked}" if asked else ""
    return [(FORM_WORDS[form], f"{address or here}.{form}{query}") for form in ListForm]
