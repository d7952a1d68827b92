"""The bodies that are sent: JSON, in which nothing is named twice."""

from collections.abc import Sequence
from typing import Any

from flask.json.provider import DefaultJSONProvider
from typing_extensions import override


class NamedOnce(DefaultJSONProvider):
    """Reads JSON; ValueError where one object gives a name twice, for one would be lost unseen."""

    @override
    def loads(self, s: str | bytes, **told: Any) -> Any:
        """Return what JSON says."""
        return super().loads(s, object_pairs_hook=_named_once, **told)


def _named_once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        message = "A name is given twice."
        raise ValueError(message)
    return found
