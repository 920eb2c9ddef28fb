"""Schemas of results, made from the classes that results are written from."""

from __future__ import annotations

import dataclasses
import types
import typing
from enum import StrEnum
from typing import Any

from django.conf import settings

import emotion_engine as engine

ROOTS = {"TakeReport": engine.UtteranceReport, "NativeProfile": engine.NativeProfile}
NAMES = {kind: name for name, kind in ROOTS.items()}
# Keys that are absent where nothing of the kind is known, and those of expression.
OPTIONAL = {
    engine.UtteranceReport: {"expression"},
    engine.Reference: {"style"},
    engine.NativeProfile: {"expression", "style"},
}
PRIMITIVES = {str: "string", int: "integer", bool: "boolean", float: "number"}
PROBLEM_DETAILS = {
    "type": "object",
    "description": "Problem details for HTTP APIs (RFC 9457).",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "What programs may rely on."},
        "detail": {"type": "string", "description": "A sentence for people."},
        "errors": {
            "type": "array",
            "items": {"$ref": "#/components/schemas/ProblemOfField"},
        },
    },
    "required": ["type", "title", "status", "code", "detail"],
}
PROBLEM_OF_FIELD = {
    "type": "object",
    "properties": {
        "field": {"type": "string"},
        "code": {"type": "string"},
        "message": {"type": "string"},
    },
    "required": ["field", "code", "message"],
}
# Codes that grow with the engine: programs must bear one that they do not know.
OPEN = (engine.FindingCode,)


def ref(name: str, *, is_nullable: bool = False) -> dict[str, Any]:
    """A reference to a component."""
    target = {"$ref": f"#/components/schemas/{name}"}
    return {"oneOf": [target, {"type": "null"}]} if is_nullable else target


def add_results(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Hook of drf-spectacular: add the schemas of problems, reports and profiles."""
    found: dict[str, Any] = {
        "ProblemDetails": PROBLEM_DETAILS,
        "ProblemOfField": PROBLEM_OF_FIELD,
    }
    for kind in ROOTS.values():
        _add(kind, found)
    report = found["TakeReport"]
    report["properties"]["heard"] = {"type": ["string", "null"]}
    report["required"].append("heard")
    finding = found["TakeReportFinding"]
    finding["properties"]["message"] = {
        "type": "string",
        "description": "What a learner reads.",
    }
    finding["required"].append("message")
    result["components"]["schemas"] |= found
    return result


def _add(kind: type, found: dict[str, Any]) -> None:
    name = _name(kind)
    if name in found:
        return
    found[name] = {}  # so that a class within itself ends
    hints = typing.get_type_hints(kind)
    optional = OPTIONAL.get(kind, set())
    names = [f.name for f in dataclasses.fields(kind)]
    if not settings.EXPRESSION_ENABLED:
        names = [name for name in names if name not in optional]
    found[name] = {
        "type": "object",
        "properties": {name: _schema(hints[name], found) for name in names},
        "required": [name for name in names if name not in optional],
    }


def _name(kind: type) -> str:
    return NAMES.get(kind) or f"TakeReport{kind.__name__}"


def _schema(hint: Any, found: dict[str, Any]) -> dict[str, Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _nullable(hint, found)
    if origin is tuple:
        return _array(arguments, found)
    if origin is dict:
        values = _schema(arguments[1], found)
        return {"type": "object", "additionalProperties": values}
    if dataclasses.is_dataclass(hint):
        _add(hint, found)
        return ref(_name(hint))
    return _plain(hint)


def _plain(hint: Any) -> dict[str, Any]:
    if hint is Any:
        return {}
    if hint is float:  # NaN is null
        return {"type": ["number", "null"]}
    if hint in PRIMITIVES:
        return {"type": PRIMITIVES[hint]}
    if issubclass(hint, StrEnum):
        codes = {} if hint in OPEN else {"enum": [member.value for member in hint]}
        return {"type": "string", **codes}
    raise TypeError(f"No schema is known for {hint!r}.")


def _nullable(hint: Any, found: dict[str, Any]) -> dict[str, Any]:
    kinds = [kind for kind in typing.get_args(hint) if kind is not types.NoneType]
    schemas = [_schema(kind, found) for kind in kinds]
    if len(kinds) == len(typing.get_args(hint)):
        return {"anyOf": schemas}
    return {"oneOf": [*schemas, {"type": "null"}]}


def _array(arguments: tuple[Any, ...], found: dict[str, Any]) -> dict[str, Any]:
    if arguments[-1] is Ellipsis:
        return {"type": "array", "items": _schema(arguments[0], found)}
    schemas = [_schema(kind, found) for kind in dict.fromkeys(arguments)]
    items = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
    n = len(arguments)
    return {"type": "array", "items": items, "minItems": n, "maxItems": n}
