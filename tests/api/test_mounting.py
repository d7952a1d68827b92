"""The API in front of the pages: made when it is asked for, on what the pages stand on."""

import subprocess
import sys

import pytest
from flask import Flask

from riskapp.settings import Settings
from tests.web.sites import raising

LOOK = "import sys, riskapp.web.app; print(sorted({'flask_openapi', 'limits'} & set(sys.modules)))"


def test_pages_are_served_without_loading_what_describes_the_api() -> None:
    told = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/api/v1/openapi.json", 200, "application/json"),
        ("/api/v1/nowhere", 404, "application/problem+json"),
        ("/api/v1/references", 404, "application/problem+json"),
        ("/api/v1/trust/risks", 401, "application/problem+json"),
        ("/api/v1/reference", 200, "text/html"),
        ("/api/v1/reference/risks", 200, "text/html"),
        ("/api/v1/", 200, "text/html"),
        ("/api/v2/trust/risks", 404, "application/problem+json"),
        ("/api/trust/risks", 404, "application/problem+json"),
    ],
)
def test_each_answers_what_is_its_own(app: Flask, path: str, status: int, kind: str) -> None:
    answer = app.test_client().get(path)
    assert (answer.status_code, answer.mimetype) == (status, kind)


def test_the_api_is_made_once(settings: Settings, app: Flask) -> None:
    site = raising(settings, app.extensions["riskapp_engine"])
    mounted = site.extensions["riskapp_api"]
    assert mounted.made == []
    for _ in range(2):
        site.test_client().get("/api/v1/openapi.json")
    assert len(mounted.made) == 1
    assert mounted.api.extensions is site.extensions
