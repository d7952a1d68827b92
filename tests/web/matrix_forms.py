"""The form of the matrix as a browser sends it, for tests."""

import re
from html import unescape
from typing import Any

from tests.web.pages import Page, PageClient

NEW = "/trust/settings/matrix/new"
FIELD = re.compile(r'<input[^>]*? name="([^"]+)"[^>]*?>', re.S)
VALUE = re.compile(r' value="([^"]*)"')
AREA = re.compile(r'<textarea[^>]*? name="([^"]+)"[^>]*>([^<]*)</textarea>', re.S)
SELECT = re.compile(r'<select[^>]*? name="([^"]+)"[^>]*>(.*?)</select>', re.S)
CHOSEN = re.compile(r'<option value="([^"]*)" selected')


def filled(page: Page) -> dict[str, str]:
    """What a browser would send if nothing were changed."""
    sent: dict[str, str] = {}
    for found in FIELD.finditer(page.html):
        tag = found[0]
        if 'type="radio"' not in tag or " checked" in tag:
            value = VALUE.search(tag)
            sent[found[1]] = unescape(value[1]) if value else ""
    sent |= {name: unescape(words).strip() for name, words in AREA.findall(page.html)}
    for name, options in SELECT.findall(page.html):
        chosen = CHOSEN.search(options)
        sent[name] = chosen[1] if chosen else ""
    return sent


def looked(client: PageClient, **change: Any) -> tuple[Page, dict[str, str]]:
    """Open the form, change it and look: the page, and what confirming it would send."""
    sent = filled(client.get(NEW)) | {"reason": "The Board agreed it."} | change
    page = client.post(NEW, sent)
    return page, filled(page) | {"confirm": "yes"}
