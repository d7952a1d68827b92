"""gunicorn, told what it needs to know without a file of its own."""

from typing import Any

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from riskapp.settings import Settings
from riskapp.web.app import create_app

WORKERS = 2
THREADS = 4
SECONDS_TO_FINISH = 10


class Server(BaseApplication):  # type: ignore[misc]
    """The application on one address of this machine, in two processes."""

    def __init__(self, settings: Settings, address: str) -> None:
        self.settings = settings
        self.address = address
        super().__init__()

    def load_config(self) -> None:
        """Bind, keep quiet but for what goes wrong, and let requests finish when told to stop."""
        chosen = {
            "bind": self.address,
            "workers": WORKERS,
            "threads": THREADS,
            "worker_class": "gthread",
            "graceful_timeout": SECONDS_TO_FINISH,
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the application; each process opens the database for itself."""
        return create_app(self.settings)
