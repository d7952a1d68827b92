"""A headless Chromium for the tests, out of a package: `python -m assets.chromium`.

Does nothing where the machine has a Chromium of its own, or the package's was unpacked before.
"""

import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from assets.node import ROOT, find_node

UNPACKED = ROOT / ".cache" / "chromium"
PACKAGE = ROOT / "assets" / "browser"

_NODE_LINES = ((22, 17), (24, 11))
_NAMES = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Chromium:
    """A browser that can be started, with the environment that it needs for that."""

    executable: Path
    environment: dict[str, str] = field(default_factory=dict)


def find_chromium() -> Chromium | None:
    """Return the machine's own Chromium, else the unpacked one, else None."""
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return Chromium(Path(found))
    unpacked = UNPACKED / "chromium"
    if unpacked.is_file():
        return Chromium(unpacked, _what_it_lacks(unpacked))
    return None


def _what_it_lacks(executable: Path) -> dict[str, str]:
    """Point at the package's own libraries and fonts where the machine has not all of them."""
    libraries = subprocess.run(
        ["ldd", executable],  # noqa: S607 - wherever this machine keeps it
        capture_output=True,
        text=True,
        check=False,
    )
    if "not found" not in libraries.stdout:
        return {}
    return {
        "LD_LIBRARY_PATH": str(UNPACKED / "al2023" / "lib"),
        "FONTCONFIG_PATH": str(UNPACKED / "fonts"),
    }


def main() -> None:
    """Unpack the packaged Chromium where the machine has none and the package has one for it."""
    if find_chromium() or (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        return
    print("No Chromium on this machine: unpacking one from a package for the browser tests")
    node = find_node(*_NODE_LINES)
    node.install(PACKAGE)
    half_done = UNPACKED.with_suffix(".new")
    shutil.rmtree(half_done, ignore_errors=True)
    half_done.mkdir(parents=True)
    node.run("unpack.mjs", folder=PACKAGE, temporary=half_done)
    half_done.rename(UNPACKED)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as failed:
        print(f"Chromium could not be unpacked, browser tests may be skipped: {failed}")
        sys.exit(0)
