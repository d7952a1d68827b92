"""A noun of the API, and the few kinds of operations that it has."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar, get_type_hints

from flask_openapi.blueprint import APIBlueprint
from flask_openapi.models.tag import Tag

from riskapp.api.answers import once_for_each_key
from riskapp.api.document import (
    ADDS,
    CHANGES,
    GIVES,
    HANDS_IN,
    LISTS,
    SHOWS,
    Answer,
    Kind,
    file_answer,
)
from riskapp.domain.actions import Action
from riskapp.web.guard import needs

View = TypeVar("View", bound=Callable[..., Any])


class Resource(APIBlueprint):
    """The operations of one noun, under one heading of the reference."""

    def __init__(self, name: str, title: str, about: str) -> None:
        heading = Tag(name=title, description=about)
        super().__init__(name, __name__, abp_tags=[heading], operation_id_callback=_named)

    def lists(self, rule: str, action: Action, answer: Answer) -> Callable[[View], View]:
        """Declare an operation that answers with a list."""
        return self._declare("get", rule, action, LISTS, answer)

    def shows(self, rule: str, action: Action, answer: Answer) -> Callable[[View], View]:
        """Declare an operation that answers with one thing, under an ETag."""
        return self._declare("get", rule, action, SHOWS, answer)

    def gives(self, rule: str, action: Action, *media_types: str) -> Callable[[View], View]:
        """Declare an operation that answers with a file, under an ETag."""
        return self._declare("get", rule, action, GIVES, file_answer(*media_types))

    def adds(self, rule: str, action: Action, answer: Answer) -> Callable[[View], View]:
        """Declare an operation that adds something, once for each idempotency key."""
        return self._declare("post", rule, action, ADDS, answer)

    def takes_file(
        self, rule: str, action: Action, answer: Answer, most_bytes: int
    ) -> Callable[[View], View]:
        """Declare an operation that adds what a file holds, whose bytes are the body."""

        def declare(view: View) -> View:
            view.takes_file = most_bytes  # type: ignore[attr-defined]
            return self._declare("post", rule, action, HANDS_IN, answer)(view)

        return declare

    def changes(
        self, rule: str, action: Action, answer: Answer, method: str = "patch"
    ) -> Callable[[View], View]:
        """Declare an operation that changes what If-Match names, such as a deed by POST."""
        return self._declare(method, rule, action, CHANGES, answer)

    def _declare(
        self, method: str, rule: str, action: Action, kind: Kind, answer: Answer
    ) -> Callable[[View], View]:
        def declare(view: View) -> View:
            hints = get_type_hints(view)
            view.asks = hints.get("query")  # type: ignore[attr-defined]
            view.takes = hints.get("body")  # type: ignore[attr-defined]
            responses = kind.responses(answer)
            add = getattr(self, method)
            done = once_for_each_key(view) if kind.status == HTTPStatus.CREATED else view
            add(f"/<org>{rule}", responses=responses, openapi_extensions=kind.marks)(
                needs(action)(done)
            )
            return view

        return declare


def _named(*, bp_name: str, name: str, **_told: str) -> str:
    """Return the id of an operation: the noun and what is done to it."""
    return f"{bp_name}.{name}"
