"""The shape of the house: who may import whom, how long things may be, what is never committed."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "riskapp" / "__init__.py"
LONGEST_FILE = 300
LONGEST_FUNCTION = 25
BANNED_NAMES = {"util", "utils", "helper", "helpers", "common", "misc"}
BANNED_DEEDS = {"handle", "process", "do_update"}
CLOCK_READERS = {("datetime", "now"), ("datetime", "today"), ("date", "today"), ("time", "time")}

FACTS = {"riskapp.domain", "riskapp.readmodels"}
STORE = {"riskapp.models", "riskapp.queries", "riskapp.services"}
EDGE = (
    FACTS
    | STORE
    | {"riskapp.intake"}
    | {*("forms", "reports", "riskapp.clock", "riskapp.files", "riskapp.log", "riskapp.settings")}
    | {"riskapp.undisturbed"}
)

# Each part of the house, and the parts and the libraries it may import; nothing else but itself
# and the standard library. A new part gets a line here, or the test names it.
MAY_IMPORT: dict[str, tuple[set[str], set[str]]] = {
    "riskapp.domain": (set(), set()),
    "riskapp.readmodels": ({"riskapp.domain"}, set()),
    "riskapp.papers": (FACTS, set()),
    "riskapp.takeouts": (FACTS, set()),
    "riskapp.clock": (set(), set()),
    "riskapp.files": (set(), set()),
    "riskapp.log": (set(), {"typing_extensions"}),
    "riskapp.settings": ({"riskapp.domain"}, set()),
    "riskapp.undisturbed": (set(), set()),
    "riskapp.analysis": (FACTS, {"pandas"}),
    "riskapp.intake": (FACTS, {"python_calamine", "typing_extensions"}),
    "riskapp.models": (
        {"riskapp.domain", "riskapp.clock"},
        {"sqlmodel", "sqlalchemy", "alembic", "pydantic"},
    ),
    "riskapp.migrations": ({"riskapp.models"}, {"alembic", "sqlalchemy", "sqlmodel"}),
    "riskapp.queries": (
        FACTS | {"riskapp.models", "riskapp.analysis", "riskapp.papers", "riskapp.takeouts"},
        {"sqlmodel", "sqlalchemy"},
    ),
    "riskapp.services": (
        FACTS
        | {"riskapp.queries", "riskapp.analysis", "riskapp.models", "riskapp.clock"}
        | {"riskapp.intake", "riskapp.undisturbed"},
        {"sqlmodel", "sqlalchemy", "argon2"},
    ),
    "forms": ({"riskapp.domain"}, {"wtforms", "markupsafe", "typing_extensions"}),
    "reports": (
        FACTS | {"riskapp.undisturbed"},
        {"reportlab", "xlsxwriter", "docx", "jinja2", "markupsafe", "pypdf", "typing_extensions"},
    ),
    "riskapp.worker": (EDGE, {"huey", "sqlmodel", "sqlalchemy"}),
    "riskapp.api": (
        EDGE | {"riskapp.web"},
        {"flask", "flask_openapi", "pydantic", "limits", "itsdangerous", "werkzeug"}
        | {"sqlmodel", "sqlalchemy", "typing_extensions"},
    ),
    "riskapp.web": (
        EDGE | {"riskapp.worker", "riskapp.takeouts", "riskapp.api"},
        {"flask", "flask_wtf", "werkzeug", "jinja2", "markupsafe", "wtforms", "whitenoise"}
        | {"nhsuk_frontend_jinja", "sqlmodel", "sqlalchemy", "typing_extensions"},
    ),
    "riskapp.synthesis": (STORE | {"riskapp.domain", "riskapp.clock"}, {"sqlmodel", "sqlalchemy"}),
    "riskapp.benchmark": (
        EDGE | {"riskapp.web", "riskapp.cli", "riskapp.synthesis", "riskapp.takeouts"},
        {"flask", "werkzeug", "sqlmodel", "sqlalchemy", "typing_extensions", "reportlab"}
        | {"xlsxwriter", "python_calamine"},
    ),
    "riskapp.__main__": ({"riskapp.cli"}, set()),
    "riskapp.cli": (
        EDGE
        | {"riskapp.web", "riskapp.worker", "riskapp.synthesis", "riskapp.benchmark"}
        | {"riskapp.takeouts"},
        {"gunicorn", "sqlmodel", "sqlalchemy"},
    ),
    "wsgi": ({"riskapp.web", "riskapp.settings"}, set()),
}

PRODUCT = sorted(
    path
    for part in ("riskapp", "forms", "reports", "wsgi.py")
    for path in ([ROOT / part] if part.endswith(".py") else (ROOT / part).rglob("*.py"))
    if path != HOUSE
)
# A migration is a record of what was done, as long as that was.
WRITTEN = sorted(
    path
    for path in {*PRODUCT, *(ROOT / "assets").glob("*.py"), *(ROOT / "tests").rglob("*.py")}
    if "migrations/versions" not in path.as_posix()
)


def named(path: Path) -> str:
    """The path as the project names it."""
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    """The dotted name of a module."""
    return named(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def tree_of(path: Path) -> ast.Module:
    """The module, parsed."""
    return ast.parse(path.read_text())


def part_of(module: str) -> str | None:
    """The part of the house a module is in, or None for one that has no line in the table."""
    return next((p for p in MAY_IMPORT if module == p or module.startswith(f"{p}.")), None)


def imports_of(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file it does so."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{named(path)}: relative import in line {node.lineno}"
            module = node.module or ""
            whole = module in {"riskapp", "forms", "reports"}
            yield from (f"{module}.{a.name}" for a in node.names) if whole else [module]


def may_import(part: str, module: str) -> bool:
    """Whether the table lets a part import a module."""
    parts, libraries = MAY_IMPORT[part]
    top = module.partition(".")[0]
    if top in sys.stdlib_module_names or top in libraries:
        return True
    return part_of(module) in parts | {part}


def committed() -> list[str]:
    """Every file under version control, as the project names it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - git, wherever this machine keeps it
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.split("\0") if (ROOT / name).is_file()]


@pytest.mark.parametrize("path", PRODUCT, ids=named)
def test_imports_go_one_way(path: Path) -> None:
    part = part_of(module_of(path))
    assert part is not None, f"{named(path)} has no line in the import table"
    assert [name for name in imports_of(path) if not may_import(part, name)] == []


@pytest.mark.parametrize("path", WRITTEN, ids=named)
def test_files_and_functions_are_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST_FILE
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("suffix", [".html", ".js", ".mjs", ".scss"])
def test_pages_styles_and_scripts_are_short(suffix: str) -> None:
    long = [
        name
        for name in committed()
        if name.endswith(suffix) and len((ROOT / name).read_text().splitlines()) > LONGEST_FILE
    ]
    assert long == []


def test_things_are_named_after_what_they_are() -> None:
    wrong = [named(path) for path in WRITTEN if BANNED_NAMES & {path.stem, path.parent.name}]
    for path in PRODUCT:
        wrong += [
            f"{named(path)}: {node.name}"
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.FunctionDef) and node.name in BANNED_DEEDS
        ]
    assert wrong == []


def test_only_the_clock_reads_the_clock() -> None:
    wrong = [
        f"{named(path)}:{node.lineno}"
        for path in PRODUCT
        if path != ROOT / "riskapp" / "clock.py"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in CLOCK_READERS
    ]
    assert wrong == []


def test_the_package_itself_imports_nothing() -> None:
    assert list(imports_of(HOUSE)) == []


def test_table_modules_do_not_postpone_their_annotations() -> None:
    wrong = [
        named(path)
        for path in (ROOT / "riskapp" / "models").rglob("*.py")
        if "__future__" in imports_of(path)
    ]
    assert wrong == []


def test_no_registry_is_named() -> None:
    hosts = (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("jsdelivr", "net"),
        ("unpkg", "com"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
    )
    addresses = [".".join(host).encode() for host in hosts]
    wrong = [
        name for name in committed() if any(a in (ROOT / name).read_bytes() for a in addresses)
    ]
    assert wrong == []


def test_nothing_of_others_is_committed() -> None:
    theirs = (".css", ".ttf", ".otf", ".woff", ".woff2", ".eot", ".min.js", ".map", ".whl", ".tgz")
    folders = ("node_modules/", "/static/built/", "reports/fonts/", ".venv/", ".cache/")
    wrong = [n for n in committed() if n.endswith(theirs) or any(f in f"/{n}" for f in folders)]
    assert wrong == []
