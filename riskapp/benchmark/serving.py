"""The real server in a process of its own: the register, or one fixed page for comparison.

Run with "register" or "fixed" and an address; it serves until it is stopped.
"""

import sys
from collections.abc import Callable, Iterable
from typing import Any, Final

from typing_extensions import override

from riskapp.cli.server import Server
from riskapp.settings import Settings

FIXED_BYTES: Final = 30_000
FIXED_PAGE: Final = b"<!doctype html><title>A fixed page</title>".ljust(FIXED_BYTES)

StartResponse = Callable[[str, list[tuple[str, str]]], Any]


def fixed_page(_environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Answer with the same page whatever is asked: what the server alone can do."""
    start_response(
        "200 OK",
        [("Content-Type", "text/html"), ("Content-Length", str(len(FIXED_PAGE)))],
    )
    return [FIXED_PAGE]


class FixedServer(Server):
    """The same server with the same settings, without the register."""

    @override
    def load(self) -> Any:
        """Return the fixed page's application."""
        return fixed_page


SERVERS: Final = {"register": Server, "fixed": FixedServer}


def main() -> None:
    """Serve what was asked for."""
    name, address = sys.argv[1:]
    SERVERS[name](Settings.from_environment(), address).run()


if __name__ == "__main__":
    main()
