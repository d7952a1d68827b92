"""Styles, scripts and icons as `make install` built them, served under names of their content."""

import json
import re
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise  # type: ignore[import-untyped]

BUILT = Path(__file__).parent / "static" / "built"
PREFIX = "static"
HASHED = re.compile(r"\.[0-9a-f]{12}\.\w+$")


def set_up_built_files(app: Flask) -> None:
    """Serve what was built, and let pages name it by its plain name."""
    manifest = BUILT / "manifest.json"
    if not manifest.is_file():
        raise RuntimeError("The styles and scripts are not built yet: run `make install`.")
    names: dict[str, str] = json.loads(manifest.read_text())
    app.jinja_env.globals["built"] = lambda name: f"/{PREFIX}/{names[name]}"
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=BUILT,
        prefix=PREFIX,
        immutable_file_test=lambda _path, url: bool(HASHED.search(url)),
        add_headers_function=_add_headers,
    )


def _add_headers(headers: "object", _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"  # type: ignore[index]
