"""Files for the pages, named after their content, so that browsers may keep them for ever."""

import json
import re
from collections.abc import Collection, Mapping
from graphlib import TopologicalSorter
from hashlib import sha256
from pathlib import Path, PurePath

MANIFEST = "manifest.json"
_DIGITS = 12
_BESIDE = re.compile(r"""(?<=["'(])\./([\w.-]+)(?=["')])""")


def publish(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files and a manifest (plain name: published name); remove what was there before.

    Where one file names another ("./name"), it then names what that one is published as.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names: dict[str, str] = {}
    for name in _those_named_first(files):
        content = _renamed(files[name], names)
        names[name] = _published_name(name, content)
        (folder / names[name]).write_bytes(content)
    (folder / MANIFEST).write_text(json.dumps(names, indent=2, sort_keys=True) + "\n")
    for old in folder.iterdir():
        if old.name not in {*names.values(), MANIFEST}:
            old.unlink()


def is_whole(folder: Path) -> bool:
    """Tell whether a folder holds a manifest and everything that it names."""
    manifest = folder / MANIFEST
    return manifest.is_file() and all(
        (folder / name).is_file() for name in json.loads(manifest.read_text()).values()
    )


def _those_named_first(files: Mapping[str, bytes]) -> list[str]:
    return list(
        TopologicalSorter({name: _named_in(files[name], files) for name in files}).static_order()
    )


def _named_in(content: bytes, names: Collection[str]) -> set[str]:
    found = set(_BESIDE.findall(content.decode("utf-8", "replace")))
    return found & set(names)


def _renamed(content: bytes, names: Mapping[str, str]) -> bytes:
    if not _named_in(content, names):
        return content
    return _BESIDE.sub(
        lambda match: "./" + names.get(match[1], match[1]), content.decode()
    ).encode()


def _published_name(name: str, content: bytes) -> str:
    path = PurePath(name)
    return f"{path.stem}.{sha256(content).hexdigest()[:_DIGITS]}{path.suffix}"
