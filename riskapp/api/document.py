"""The OpenAPI document: what every operation shares is said once, and no answer goes unsaid."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, Field

from riskapp.api.shapes import Shape

SCHEMES: Mapping[str, dict[str, Any]] = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "A token that you make under Tokens in the register. It acts as you, in one "
        "organisation, and may read or read and write.",
    },
    "basic": {
        "type": "http",
        "scheme": "basic",
        "description": "For spreadsheets and reporting tools, and for reading alone: any user "
        "name, and the token as the password.",
    },
}
ABOUT = (
    "Read and change the risk register from other systems: the same deeds, the same permissions "
    "and the same view of the register as its pages. Do not name patients or staff in free text."
)
INFO: Mapping[str, Any] = {
    "title": "Risk and assurance register",
    "version": "1",
    "description": ABOUT,
}


class FaultOut(Shape):
    """What is wrong at one field."""

    field: str = Field(description='Its name, "" where it is none in particular.')
    sentence: str = Field(description="What is wrong, for a person to read.")


class ProblemOut(Shape):
    """A refusal (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    request: str = Field(description="The number of the request, by which the log knows it.")
    errors: tuple[FaultOut, ...] | None = Field(None, description="What is wrong, field by field.")


def _header(description: str, kind: str = "string") -> dict[str, Any]:
    return {"description": description, "required": True, "schema": {"type": kind}}


def _parameter(name: str, place: str, description: str, **schema: Any) -> dict[str, Any]:
    required = schema.pop("required", False)
    example = schema.pop("example", None)
    told = {"name": name, "in": place, "description": description, "required": required}
    shape = {"type": "string", **schema}
    return {**told, "schema": shape | ({"examples": [example]} if example else {})}


HEADERS: Mapping[str, dict[str, Any]] = {
    "RateLimit-Limit": _header("How many requests of this kind a minute allows.", "integer"),
    "RateLimit-Remaining": _header("How many of them are left.", "integer"),
    "RateLimit-Reset": _header("In how many seconds there are more.", "integer"),
    "ETag": _header("The version shown, for If-Match and If-None-Match."),
    "Location": _header("The address of what was added."),
    "Retry-After": _header("In how many seconds to try again.", "integer"),
    "WWW-Authenticate": _header("What to send instead."),
    "Allow": _header("The methods that this address knows."),
}
PACE = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
PARAMETERS: Mapping[str, dict[str, Any]] = {
    "Organisation": _parameter(
        "org", "path", "The organisation's code, as in the addresses of the pages.",
        required=True, example="hct",
    ),
    "IfMatch": _parameter(
        "If-Match", "header", "The ETag of the version that is changed.",
        required=True, example='"7-0f343b0931126a20"',
    ),
    "IfNoneMatch": _parameter(
        "If-None-Match", "header", "An ETag: where it still stands, 304 is answered."
    ),
    "IdempotencyKey": _parameter(
        "Idempotency-Key", "header",
        "A text of your own for this request. Sent again with the same key, it is done once and "
        "answered the same, for at least 24 hours.",
        minLength=1, maxLength=200, pattern="^[!-~]+$", example="3f0b7a52-import-row-17",
    ),
}  # fmt: skip
REFUSALS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "400": ("The address, or the request, has a mistake in it.", ()),
    "401": ("No token that holds here was sent.", ("WWW-Authenticate",)),
    "403": ("The token, or the person whose it is, may not do this.", ()),
    "404": ("There is no such thing, or none that the person may know of.", ()),
    "405": ("This address does not do that.", ("Allow",)),
    "409": ("Someone else changed first what this was based on.", ()),
    "412": ("The version that If-Match names stands no more.", ()),
    "413": ("Too much was sent.", ()),
    "415": ("The body is not application/json.", ()),
    "422": ("What was sent cannot be used; nothing was saved.", ()),
    "428": ("If-Match is missing; nothing was saved.", ()),
    "429": ("The token asked too often.", ("Retry-After",)),
    "500": ("It is our mistake; nothing was saved.", ()),
    "503": ("The register is busy; nothing was saved.", ("Retry-After",)),
}
ALWAYS = ("400", "401", "403", "404", "405", "429", "500", "503")


BYTES = "application/octet-stream"
"""As what the bytes of a file are sent."""
Answer = type[BaseModel] | dict[str, Any]
"""What an operation answers with: a shape, or a file as OpenAPI says it."""


def file_answer(*media_types: str) -> Answer:
    """Return a file of one of these types as OpenAPI says it."""
    content = {one: {"schema": {"type": "string", "format": "binary"}} for one in media_types}
    return {"description": "The file.", "content": content}


@dataclass(frozen=True, slots=True)
class Kind:
    """What operations of one kind answer and take beside what is theirs alone."""

    name: str
    status: int
    refuses: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()

    @property
    def marks(self) -> dict[str, str]:
        """What names the kind in a document that is not finished."""
        return {"x-kind": self.name}

    def responses(self, answer: Answer) -> dict[str, Answer]:
        """Return what operations answer where nothing is refused."""
        return {str(self.status): answer}


LISTS = Kind("lists", 200, headers=("ETag",), parameters=("IfNoneMatch",))
SHOWS = Kind("shows", 200, headers=("ETag",), parameters=("IfNoneMatch",))
ADDS = Kind("adds", 201, ("409", "413", "415", "422"), ("ETag", "Location"), ("IdempotencyKey",))
HANDS_IN = Kind("hands-in", 201, ADDS.refuses, ADDS.headers, ADDS.parameters)
CHANGES = Kind("changes", 200, ("409", "412", "413", "415", "422", "428"), ("ETag",), ("IfMatch",))
GIVES = Kind("gives", 200, headers=("ETag",), parameters=("IfNoneMatch",))
KINDS = {kind.name: kind for kind in (LISTS, SHOWS, GIVES, ADDS, HANDS_IN, CHANGES)}


def finish(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document with everything that its operations share, said once."""
    components = document.setdefault("components", {})
    components["headers"] = dict(HEADERS)
    components["parameters"] = dict(PARAMETERS)
    components["responses"] = {status: _refusal(status) for status in REFUSALS}
    for address, operations in document["paths"].items():
        for operation in operations.values():
            _finish(operation)
        if "{org}" in address:
            operations["parameters"] = [_ref("parameters", "Organisation")]
    document["security"] = [{name: []} for name in SCHEMES]
    return document


def _finish(operation: dict[str, Any]) -> None:
    kind = KINDS[operation.pop("x-kind")]
    if kind is HANDS_IN:
        content = {BYTES: {"schema": {"type": "string", "format": "binary"}}}
        operation["requestBody"] = {"required": True, "content": content}
    operation["summary"] = operation["summary"].removesuffix(".")
    taken = [_ref("parameters", name) for name in kind.parameters]
    operation["parameters"] = [*operation.get("parameters", []), *taken]
    answer = operation["responses"][str(kind.status)]
    answer["headers"] = {name: _ref("headers", name) for name in (*PACE, *kind.headers)}
    operation["responses"] = {str(kind.status): answer} | {
        status: _ref("responses", status) for status in sorted({*ALWAYS, *kind.refuses})
    }
    if "IfNoneMatch" in kind.parameters:
        operation["responses"]["304"] = {"description": "What If-None-Match names still stands."}


def _refusal(status: str) -> dict[str, Any]:
    description, headers = REFUSALS[status]
    shape = {"schema": {"$ref": "#/components/schemas/ProblemOut"}}
    return {
        "description": description,
        "headers": {name: _ref("headers", name) for name in headers},
        "content": {"application/problem+json": shape},
    }


def _ref(kind: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{kind}/{name}"}
