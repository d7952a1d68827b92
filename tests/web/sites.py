"""One application for the sites of a whole run: each test puts its own database behind it.

Putting the application together and compiling the templates of a page takes 170 to 300 ms of
processor time, which is longer than most tests need for all the rest.
"""

import os
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from riskapp.settings import Settings
from riskapp.web.app import Application, create_app
from riskapp.web.session import ENGINE, SETTINGS


@dataclass
class Sites:
    """The sites of a run."""

    made: dict[Settings, tuple[Flask, dict[str, object]]] = field(default_factory=dict)

    def shared(self, settings: Settings, engine: sa.Engine) -> Flask:
        """Return the run's site of such settings, holding nothing of the tests before."""
        such = replace(settings, data=Path(), today=None, mail=None)
        if such not in self.made:
            made = raising(such, engine)
            self.made[such] = made, dict(made.extensions)
        site, extensions = self.made[such]
        site.extensions.clear()
        site.extensions.update(extensions | {SETTINGS: settings, ENGINE: engine})
        return site


def raising(settings: Settings, engine: sa.Engine) -> Flask:
    """Return a new site, to which pages may be added; what goes wrong in it is raised."""
    site = create_app(settings, engine)
    site.testing = True
    return site


def compile_once(factory: pytest.TempPathFactory) -> None:
    """Let every site of this run, in whichever process, use what any of them compiled."""
    own = factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "templates"
    folder.mkdir(exist_ok=True)
    Application.jinja_options["bytecode_cache"] = FileSystemBytecodeCache(str(folder))
