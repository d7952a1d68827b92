"""The API in front of the pages: made when it is first asked for, on what the pages stand on."""

from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from flask import Flask, current_app

from riskapp.web.session import ENGINE, SETTINGS

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from riskapp.api.app import Api

MOUNTED = "riskapp_api"
PREFIX = "/api/v1"
ALL_VERSIONS = "/api/"
NOWHERE = "/"
"""What has no answer: a program that asks for another version is refused as programs are."""
REFERENCE = f"{PREFIX}/reference"
"""What stands under the API's address and is pages all the same."""


class Mounted:
    """The pages' application, and the API for what is asked below its address."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.pages: WSGIApplication = app.wsgi_app
        self.made: list[Api] = []
        self.making = Lock()

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer as the API or as the pages."""
        path = environ.get("PATH_INFO", "")
        if not _is_of_api(path):
            return self.pages(environ, start_response)
        below = {
            "SCRIPT_NAME": environ.get("SCRIPT_NAME", "") + PREFIX,
            "PATH_INFO": path.removeprefix(PREFIX) if path.startswith(f"{PREFIX}/") else NOWHERE,
        }
        return self.api.wsgi_app(environ | below, start_response)

    @property
    def api(self) -> "Api":
        """The API, made once."""
        with self.making:
            if not self.made:
                self.made.append(self._make())
        return self.made[0]

    def _make(self) -> "Api":
        # Imported late: no page needs it, and what describes it takes a moment to load.
        from riskapp.api.app import create_api  # noqa: PLC0415

        extensions = self.app.extensions
        api = create_api(extensions[ENGINE], extensions[SETTINGS])
        api.extensions = extensions
        api.testing = self.app.testing
        return api


def _is_of_api(path: str) -> bool:
    reference = path == f"{PREFIX}/" or f"{path}/".startswith(f"{REFERENCE}/")
    return path.startswith(ALL_VERSIONS) and not reference


def mount_api(app: Flask) -> None:
    """Put the API in front of the pages."""
    mounted = Mounted(app)
    app.extensions[MOUNTED] = mounted
    app.wsgi_app = mounted  # type: ignore[method-assign]


def get_document() -> dict[str, Any]:
    """Return the document that describes the API."""
    mounted: Mounted = current_app.extensions[MOUNTED]
    return cast("dict[str, Any]", mounted.api.api_doc)
