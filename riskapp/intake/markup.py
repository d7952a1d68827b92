"""Web pages as tags and words, read from front to back once, however badly they are written."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final, NamedTuple

_TAG: Final = re.compile(
    r"""<(/?)([A-Za-z][\w:-]*)"""
    r"""([^<>"']*(?:(?:"[^"<]*"|'[^'<]*')[^<>"']*){0,40})>""",
    re.ASCII,
)
_UNSEEN: Final = {"script", "style", "title", "xml"}


class Tag(NamedTuple):
    """A tag with its attributes as written, or, without a name, the words between two tags."""

    name: str
    words: str
    ends: bool = False


def tags(text: str) -> Iterator[Tag]:
    """Yield what a reader sees of a page: neither comments nor scripts nor styles."""
    at = 0
    while at < len(text):
        found = _TAG.match(text, at)
        if found:
            tag = Tag(found[2].lower(), found[3], ends=bool(found[1]))
            at = _past_unseen(text, tag, found.end())
            yield tag
        elif text.startswith("<!", at):
            at = _past(text, "-->" if text.startswith("<!--", at) else ">", at)
        else:
            end = text.find("<", at + 1)
            end = len(text) if end < 0 else end
            yield Tag("", unescape(text[at:end]))
            at = end


def _past_unseen(text: str, tag: Tag, at: int) -> int:
    if tag.ends or tag.name not in _UNSEEN or tag.words.endswith("/"):
        return at
    end = re.compile(f"</{tag.name}", re.IGNORECASE).search(text, at)
    return end.start() if end else len(text)


def _past(text: str, ending: str, at: int) -> int:
    end = text.find(ending, at)
    return len(text) if end < 0 else end + len(ending)
