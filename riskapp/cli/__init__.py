"""The `riskapp` command."""

from riskapp.cli.commands import main

__all__ = ["main"]
