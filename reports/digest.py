"""The digest of what is due as a mail: its subject, its plain text, and simple HTML."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from riskapp.domain.reminders import Way
from riskapp.domain.wording import counted, date_words
from riskapp.readmodels.reminders import Digest, DueDay, DueLine

AREA = "Long overdue in your area"
CHANGE = "How often you get this, or none of it"


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail's own words; no secret is in any of its links, which all ask for signing in."""

    subject: str
    text: str
    html: str


def write_digest(digest: Digest, register: str) -> Letter:
    """Return the digest as a mail whose links lead to the register at that address."""
    here = f"{register}/{digest.organisation_code}"
    subject = f"{digest.organisation}: {counted(digest.total, 'thing')} due in the risk register"
    return Letter(
        " ".join(subject.split()),
        "\n".join(_text(digest, here)) + "\n",
        "\n".join(_html(digest, here)) + "\n",
    )


def _opening(digest: Digest) -> str:
    return f"What is due or overdue for you on {date_words(digest.today)}."


def _more(digest: Digest) -> str:
    return f"And {digest.more} more, which are not listed here."


def _parts(digest: Digest) -> Iterator[tuple[str, tuple[DueLine, ...]]]:
    """Yield the parts that have something in them, each with its heading."""
    if digest.own:
        yield "Yours", digest.own
    if digest.area:
        yield AREA, digest.area


def _day_words(day: DueDay) -> str:
    return ": ".join(filter(None, (date_words(day.on), day.late_words)))


def _text(digest: Digest, here: str) -> Iterator[str]:
    yield from (digest.organisation, "", _opening(digest), "")
    for heading, lines in _parts(digest):
        yield from (heading.upper(), "")
        for day in digest.days(lines):
            yield from (_day_words(day), "")
            for line in day.lines:
                yield f"  {line.said(in_mail=True)}"
                yield from (f"    {way.words}: {here}/{way.path}" for way in digest.ways(line))
                yield ""
    if digest.more:
        yield from (_more(digest), "")
    yield f"{CHANGE}: {here}/reminders"


def _html(digest: Digest, here: str) -> Iterator[str]:
    yield '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
    yield f"<title>{escape(digest.organisation)}</title></head><body>"
    yield f"<h1>{escape(digest.organisation)}</h1><p>{escape(_opening(digest))}</p>"
    for heading, lines in _parts(digest):
        yield f"<h2>{escape(heading)}</h2>"
        for day in digest.days(lines):
            yield f"<h3>{escape(_day_words(day))}</h3><ul>"
            yield from (_html_line(line, digest.ways(line), here) for line in day.lines)
            yield "</ul>"
    if digest.more:
        yield f"<p>{escape(_more(digest))}</p>"
    yield f"<p>{_link(f'{here}/reminders', CHANGE)}</p></body></html>"


def _html_line(line: DueLine, ways: Iterable[Way], here: str) -> str:
    links = " | ".join(_link(f"{here}/{way.path}", way.words) for way in ways)
    return f"<li>{escape(line.said(in_mail=True))}<br>{links}</li>"


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{escape(words)}</a>'
