"""The fonts of the packs: Arimo as four plain faces, and DejaVu Sans for signs Arimo lacks."""

import shutil
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

_FACES = {
    "Arimo-Regular": ("Arimo[wght].ttf", 400),
    "Arimo-Bold": ("Arimo[wght].ttf", 700),
    "Arimo-Italic": ("Arimo-Italic[wght].ttf", 400),
    "Arimo-BoldItalic": ("Arimo-Italic[wght].ttf", 700),
}
_COPIES = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
_POSTSCRIPT_NAME = 6


def build_fonts(packages: Path, folder: Path) -> None:
    """Write every font file that the packs embed; the same packages always give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for face, (source, weight) in _FACES.items():
        _cut(source, weight, face).save(folder / f"{face}.ttf", reorderTables=True)
    for name in _COPIES:
        shutil.copyfile(packages / "dejavu-fonts-ttf" / "ttf" / name, folder / name)


def has_fonts(folder: Path) -> bool:
    """Tell whether every font file is there."""
    names = [*(f"{face}.ttf" for face in _FACES), *_COPIES]
    return all((folder / name).is_file() for name in names)


def _cut(source: str, weight: int, face: str) -> TTFont:
    variable = TTFont(str(files("fontpkg_arimo") / "files" / source), recalcTimestamp=False)
    font = instantiateVariableFont(variable, {"wght": weight}, inplace=True, updateFontNames=True)
    for record in font["name"].names:
        if record.nameID == _POSTSCRIPT_NAME:
            record.string = face
    return font
