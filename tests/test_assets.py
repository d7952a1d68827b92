import json
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from assets.build import BUILT, FONTS
from assets.node import _suits
from assets.publish import MANIFEST, is_whole, publish

PUBLISHED = json.loads((BUILT / MANIFEST).read_text())
FACES = ["Arimo-Regular", "Arimo-Bold", "Arimo-Italic", "Arimo-BoldItalic", "DejaVuSans"]


def test_a_file_that_names_another_names_what_that_is_published_as(tmp_path: Path) -> None:
    files = {"page.js": b'import "./part.js"; import "./elsewhere.js";', "part.js": b"1"}
    publish(files, tmp_path)
    names = json.loads((tmp_path / MANIFEST).read_text())
    page = (tmp_path / names["page.js"]).read_text()
    assert page == f'import "./{names["part.js"]}"; import "./elsewhere.js";'


def test_a_changed_part_gives_all_that_name_it_a_new_name(tmp_path: Path) -> None:
    publish({"page.js": b'import "./part.js";', "part.js": b"1"}, tmp_path)
    before = json.loads((tmp_path / MANIFEST).read_text())
    publish({"page.js": b'import "./part.js";', "part.js": b"2"}, tmp_path)
    after = json.loads((tmp_path / MANIFEST).read_text())
    assert {*before.values()} & {*after.values()} == set()
    assert {path.name for path in tmp_path.iterdir()} == {*after.values(), MANIFEST}


def test_a_folder_that_lost_a_file_is_not_whole(tmp_path: Path) -> None:
    publish({"page.js": b"1"}, tmp_path)
    assert is_whole(tmp_path)
    next(tmp_path.glob("*.js")).unlink()
    assert not is_whole(tmp_path)


@pytest.mark.parametrize("sheet", ["theme.css", "register.css"])
def test_a_style_sheet_fetches_only_what_is_published_beside_it(sheet: str) -> None:
    text = (BUILT / PUBLISHED[sheet]).read_text()
    fetched = set(re.findall(r"url\([\"']?([^)\"']+)", text))
    assert {address.removeprefix("./") for address in fetched} <= {*PUBLISHED.values()}
    assert "@import" not in text
    assert "@font-face" not in text


def test_pages_are_set_in_arial() -> None:
    assert "html{font-family:arial,sans-serif}" in (BUILT / PUBLISHED["theme.css"]).read_text()


@pytest.mark.parametrize("face", FACES)
def test_a_face_of_the_packs_is_whole_and_bears_its_name(face: str) -> None:
    font = TTFont(FONTS / f"{face}.ttf")
    assert font["name"].getDebugName(6) == face
    assert "fvar" not in font
    assert {ord(sign) for sign in "A£é≥≤–’"} <= font.getBestCmap().keys()
    font.close()


@pytest.mark.parametrize(
    ("version", "will_do"),
    [((20, 18), False), ((20, 19), True), ((21, 9), False), ((22, 11), True), ((25, 0), True)],
)
def test_a_node_of_a_line_that_the_packages_support_will_do(
    version: tuple[int, int], will_do: bool
) -> None:
    assert _suits(version, ((20, 19), (22, 11), (24, 11))) is will_do
