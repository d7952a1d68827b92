"""What a page says of a late save."""

import re

from tests.web.pages import Page

ROW = re.compile(r'<th role="rowheader".*?>(.*?)</th>(.*?)</tr>', re.DOTALL)
ALIKE = re.compile(r"<div><dt>(.*?)</dt><dd.*?>(.*?)</dd></div>", re.DOTALL)
TAGS = re.compile(r"<[^>]+>|(?:Theirs|Yours)&nbsp;")


def rows_of(page: Page) -> dict[str, list[str]]:
    """Each thing that is compared: theirs, yours, and whether they are said to differ."""
    found = {}
    for head, cells in ROW.findall(page.html):
        label = _plain(head)
        sides = [_plain(cell) for cell in cells.split("</td>")[:2]]
        found[label.removesuffix(" differs")] = [*sides, label.rpartition(" ")[2]]
    for label, words in ALIKE.findall(page.html):
        found[_plain(label)] = [_plain(words), _plain(words), "same"]
    return found


def _plain(markup: str) -> str:
    return " ".join(TAGS.sub(" ", markup).split())
