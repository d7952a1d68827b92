"""Build the styles and scripts of the pages and the fonts of the packs: `python -m assets.build`.

What goes in comes from locked packages and from this folder; what comes out is never committed.
A build of what is built already takes no time.
"""

import fcntl
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from assets.fonts import build_fonts, has_fonts
from assets.node import ROOT, Node, find_node
from assets.publish import is_whole, publish

ASSETS = ROOT / "assets"
PACKAGES = ASSETS / "node_modules"
BUILT = ROOT / "riskapp" / "web" / "static" / "built"
FONTS = ROOT / "reports" / "fonts"
CACHE = ROOT / ".cache"

_NODE_LINES = ((20, 19), (22, 11), (24, 11))
_SHEETS = ("theme", "register")
_NHSUK = PACKAGES / "nhsuk-frontend" / "dist" / "nhsuk"
_SCRIPTS = {
    "nhsuk-frontend.js": _NHSUK / "nhsuk-frontend.min.js",
    "htmx.js": PACKAGES / "htmx.org" / "dist" / "htmx.min.js",
}
_OURS = ("*.py", "*.scss", "styles/*.scss", "js/*.js", "package-lock.json")


def main() -> None:
    """Build everything, unless what is there was built from the same."""
    with _alone():
        stamp, wanted = CACHE / "assets", _digest()
        if stamp.is_file() and stamp.read_text() == wanted and is_whole(BUILT) and has_fonts(FONTS):
            return
        node = find_node(*_NODE_LINES)
        node.install(ASSETS)
        publish({**_icons(), **_scripts(), **_sheets(node)}, BUILT)
        build_fonts(PACKAGES, FONTS)
        stamp.write_text(wanted)


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other build runs in this checkout."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _digest() -> str:
    inputs = sorted(path for pattern in _OURS for path in ASSETS.glob(pattern))
    digest = sha256()
    for path in [*inputs, ROOT / "requirements.lock"]:
        digest.update(
            f"{path.relative_to(ROOT)}\0{sha256(path.read_bytes()).hexdigest()}\n".encode()
        )
    return digest.hexdigest()


def _sheets(node: Node) -> dict[str, bytes]:
    sass = [
        "node_modules/sass/sass.js",
        "--pkg-importer=node",
        "--style=compressed",
        "--no-source-map",
    ]
    with TemporaryDirectory() as folder:
        out = {sheet: Path(folder) / f"{sheet}.css" for sheet in _SHEETS}
        node.run(*sass, *(f"{sheet}.scss:{path}" for sheet, path in out.items()), folder=ASSETS)
        return {path.name: path.read_bytes() for path in out.values()}


def _scripts() -> dict[str, bytes]:
    ours = {path.name: path for path in (ASSETS / "js").glob("*.js")}
    return {name: _without_map(path.read_bytes()) for name, path in {**_SCRIPTS, **ours}.items()}


def _icons() -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in (_NHSUK / "assets/images").glob("nhsuk-icon-*.svg")
    }


def _without_map(script: bytes) -> bytes:
    """Drop the line that sends a browser's tools after a source map we do not serve."""
    return re.sub(rb"//# sourceMappingURL=\S+\s*$", b"", script)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as failed:
        sys.exit(f"The pages' styles and scripts were not built: {failed}")
