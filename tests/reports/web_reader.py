"""Reads a pack as a page back: what stands in it, and that every tag is closed."""

import re
from html.parser import HTMLParser
from typing import ClassVar


class Read(HTMLParser):
    """Reads a page back: its headings, tables, links, names, and every tag that it has."""

    VOID: ClassVar = {"meta", "col", "br", "img"}

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.headings: list[tuple[str, str]] = []
        self.tables: list[list[list[str]]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(page.decode())
        assert self.open == [], "every tag is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)
        if tag == "br":
            self.handle_data("\n")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((tag, ""))
        self._begin_of_table(tag)

    def _begin_of_table(self, tag: str) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append(data)
        if self._in("h[1-6]"):
            tag, words = self.headings[-1]
            self.headings[-1] = (tag, words + data)
        if self._in("t[dh]"):
            self.tables[-1][-1][-1] += data

    def _in(self, tag: str) -> bool:
        return any(re.fullmatch(tag, one) for one in self.open)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for one, attributes in self.tags if one == tag]
