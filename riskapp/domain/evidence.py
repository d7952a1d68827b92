"""Where the evidence of an assurance is: an address on the web, or the name of a document."""

import re
from typing import Final
from urllib.parse import urlsplit

REFUSAL: Final = "Enter an address that begins with https:// or http://, or a document's name."
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:\S", re.IGNORECASE)
_WEB: Final = frozenset({"http", "https"})


def is_link(evidence: str) -> bool:
    """Tell whether it is an address that a page may lead to."""
    if any(letter.isspace() for letter in evidence):
        return False
    try:
        address = urlsplit(evidence)
    except ValueError:
        return False
    return address.scheme.lower() in _WEB and bool(address.hostname)


def is_evidence(evidence: str) -> bool:
    """Tell whether it can be kept: a web address, or a name that no browser takes for one."""
    return is_link(evidence) or not _SCHEME.match(evidence.strip())
