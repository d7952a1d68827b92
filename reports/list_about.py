"""What the reader of a list has to know of it, as names and words."""

from collections.abc import Iterator

from riskapp.domain.wording import date_words
from riskapp.readmodels.take_out import About


def facts_of(about: About) -> Iterator[tuple[str, str]]:
    """Yield whose it is, as at which day, what narrowed it, who took it out, and its words."""
    yield "Organisation", about.organisation
    yield "As at", date_words(about.as_at)
    yield "Narrowed to", "; ".join(about.filters) or "nothing: all that there is"
    if about.shows:
        yield "Shows", about.shows
    yield "Taken out", f"{about.made_at:%Y-%m-%d %H:%M} UTC, by {about.made_by}"
    yield from about.legend
