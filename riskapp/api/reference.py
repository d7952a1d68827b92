"""The document of the API as people read it: section by section, operation by operation."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

METHODS = ("get", "post", "put", "patch", "delete")
DEEPEST = 3
IF_MATCH = "If-Match is "
WORDS = {
    "string": "text",
    "integer": "whole number",
    "boolean": "true or false",
    "object": "object",
    "date": "day",
    "date-time": "moment",
    "uuid": "id",
}
"""What the kinds of values are called."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is sent or answered: its name, what it may be, and what it means."""

    name: str
    kind: str
    required: bool = False
    about: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A status that an operation may answer with, and when."""

    status: str
    about: str


@dataclass(frozen=True, slots=True)
class OperationPage:
    """One operation: how it is asked for, what it takes, and what it answers."""

    id: str
    method: str
    address: str
    summary: str
    about: str
    parameters: Sequence[Line]
    body: Sequence[Line]
    fields: Sequence[Line]
    answers: Sequence[AnswerLine]
    example: str


@dataclass(frozen=True, slots=True)
class Section:
    """The operations of one noun."""

    id: str
    title: str
    about: str
    operations: Sequence[OperationPage]


def sections_of(document: Mapping[str, Any]) -> tuple[Section, ...]:
    """Return the sections of a document, in its order."""
    reader = _Reader(document)
    found = [*reader.operations()]
    return tuple(
        Section(
            tag["name"].lower().replace(" ", "-"),
            tag["name"],
            tag.get("description", ""),
            tuple(page for heading, page in found if heading == tag["name"]),
        )
        for tag in document.get("tags", [])
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    document: Mapping[str, Any]

    @property
    def _begins(self) -> str:
        """How all addresses of the document begin."""
        return str(self.document["servers"][0]["url"])

    def operations(self) -> Iterator[tuple[str, OperationPage]]:
        """Yield every operation with the heading that it stands under."""
        for address, item in self.document["paths"].items():
            for method in METHODS:
                if method in item:
                    yield item[method]["tags"][0], self._page(address, method, item)

    def _page(self, address: str, method: str, item: Mapping[str, Any]) -> OperationPage:
        operation = item[method]
        parameters = [*item.get("parameters", []), *operation.get("parameters", [])]
        lines = [self._parameter(self._follow(one)) for one in parameters]
        body = self._shape_of(operation.get("requestBody"))
        summary, about = _said(operation)
        done = next(iter(operation["responses"].values()))
        return OperationPage(
            id=operation["operationId"].replace(".", "-"),
            method=method.upper(),
            address=f"{self._begins}{address}",
            summary=summary,
            about=about,
            parameters=lines,
            body=[*self._fields(body)],
            fields=[*self._fields(self._shape_of(done))],
            answers=[
                AnswerLine(status, self._follow(told).get("description", ""))
                for status, told in sorted(operation["responses"].items())
            ],
            example=self._example(address, method, parameters, body),
        )

    def _parameter(self, told: Mapping[str, Any]) -> Line:
        schema = told.get("schema", {})
        about = told.get("description") or schema.get("description", "")
        return Line(told["name"], self._kind(schema), told["required"], about, told["in"])

    def _fields(self, shape: Mapping[str, Any], before: str = "", deep: int = 1) -> Iterator[Line]:
        """Yield the fields of a shape, and of those within it under names like `current.value`."""
        required = shape.get("required", [])
        for name, schema in shape.get("properties", {}).items():
            about = schema.get("description", "")
            yield Line(f"{before}{name}", self._kind(schema), name in required, about)
            if deep < DEEPEST:
                within, ending = self._within(schema)
                yield from self._fields(within, f"{before}{name}{ending}.", deep + 1)

    def _within(self, schema: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
        """Return the shape that a field holds, or a list of them does; an empty one for none."""
        if "items" in schema:
            return self._within(schema["items"])[0], "[]"
        for one in schema.get("anyOf", [schema]):
            if "$ref" in one:
                return self._follow(one), ""
        return {}, ""

    def _kind(self, schema: Mapping[str, Any]) -> str:
        if "anyOf" in schema:
            return " or ".join(dict.fromkeys(map(self._kind, schema["anyOf"])))
        if "$ref" in schema:
            return self._kind(self._follow(schema))
        if "enum" in schema or "const" in schema:
            return ", ".join(map(str, schema.get("enum", [schema.get("const")])))
        if schema.get("type") == "array":
            return f"list of {self._kind(schema.get('items', {}))}"
        kind = str(schema.get("format") or schema.get("type", ""))
        return WORDS.get(kind, kind) + _bounds(schema)

    def _shape_of(self, told: Mapping[str, Any] | None) -> Mapping[str, Any]:
        """Return the shape of a body or an answer, an empty one where it has none."""
        content: Mapping[str, Any] = self._follow(told or {}).get("content", {})
        for one in content.values():
            return self._follow(one.get("schema", {}))
        return {}

    def _follow(self, one: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what a reference leads to, or the thing itself."""
        if "$ref" not in one:
            return one
        found: Any = self.document
        for step in one["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        return self._follow(found)

    def _example(
        self, address: str, method: str, parameters: Sequence[Any], body: Mapping[str, Any]
    ) -> str:
        """Return a command that asks for it."""
        lines = ["curl -H 'Authorization: Bearer rr_...'"]
        asked: list[str] = []
        for one in map(self._follow, parameters):
            value = _example_of(one.get("schema", {}))
            if one["in"] == "path":
                address = address.replace(f"{{{one['name']}}}", value)
            elif one["in"] == "header" and one["required"]:
                lines.append(f"-H '{one['name']}: {value}'")
            elif one["required"]:
                asked.append(f"{one['name']}={value}")
        if method != "get":
            lines[0] = lines[0].replace("curl", f"curl -X {method.upper()}")
        lines += self._sends(body)
        whole = f"https://register.example{self._begins}{address}"
        lines.append(f"'{whole}?{'&'.join(asked)}'" if asked else whole)
        return " \\\n  ".join(lines)

    def _sends(self, body: Mapping[str, Any]) -> Sequence[str]:
        """Return what a command says of the body that it sends, nothing where it sends none."""
        if not body:
            return ()
        if body.get("format") == "binary":
            return ("-H 'Content-Type: application/octet-stream'", "--data-binary @register.xlsx")
        sent = json.dumps({name: self._value(body, name) for name in body.get("required", [])})
        return ("-H 'Content-Type: application/json'", f"-d '{sent}'")

    def _value(self, shape: Mapping[str, Any], name: str) -> Any:
        """Return a value that a field may have."""
        schema = shape["properties"][name]
        if "items" in schema:
            return [self._filled(schema["items"])] * max(1, schema.get("minItems", 1))
        return self._filled(schema)

    def _filled(self, schema: Mapping[str, Any]) -> Any:
        stated = (one for one in schema.get("anyOf", ()) if one.get("type") != "null")
        told = self._follow(next(stated, schema))
        if "properties" in told:
            return {name: self._value(told, name) for name in told.get("required", [])}
        if "enum" in told:
            return told["enum"][0]
        examples = schema.get("examples") or told.get("examples")
        usual = _VALUES.get(told.get("format") or told.get("type", ""), "...")
        return examples[0] if examples else usual


_VALUES: Mapping[str, Any] = {
    "integer": 3,
    "boolean": True,
    "date": "2018-06-30",
    "uuid": "01a215e5-f89a-7e85-bec1-eee10b0c9e1b",
}
"""What an example says where the document has none of its own."""


def _said(operation: Mapping[str, Any]) -> tuple[str, str]:
    """Return what an operation does, in a few words, and whatever else is said of it."""
    summary, mark, version = operation.get("summary", "").partition(f"; {IF_MATCH}")
    told = operation.get("description", "").removeprefix("<br/>")
    last = f"{IF_MATCH}{version}." if mark else ""
    return summary, " ".join(filter(None, (last, told)))


def _example_of(schema: Mapping[str, Any]) -> str:
    usual = _VALUES["uuid"] if schema.get("format") == "uuid" else "1"
    return str(next(iter(schema.get("examples", [])), usual))


def _bounds(schema: Mapping[str, Any]) -> str:
    """Say between what a number lies, or how long a text may be."""
    if "maximum" in schema:
        return f" from {schema.get('minimum', 0):.0f} to {schema['maximum']:.0f}"
    return f", at most {schema['maxLength']:,} characters" if "maxLength" in schema else ""
