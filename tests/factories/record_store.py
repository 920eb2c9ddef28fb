"""A learning record store that takes what xAPI 1.0.3 allows, and nothing else."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from teaching_app.api.models import RecordStore
from teaching_app.api.services import records
from teaching_app.schools.models import Institution
from tests.factories.models import UserFactory

URL, KEY, SECRET = "https://lrs.school.example/xapi", "intona", "of the store"
VERBS = {"attempted", "completed", "scored", "voided"}
KINDS = {"performance", "assessment", "course"}
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|^`]+")


def set_up(institution: Institution, **values: str) -> RecordStore:
    """Register a store with an institution."""
    form = {"url": URL, "key": KEY, "secret": SECRET, **values}
    return records.set_up(institution=institution, by=UserFactory(), **form)


class SimulatedStore:
    """Takes the place of ``sending.post``; ``statements`` are those taken, by id."""

    def __init__(self) -> None:
        self.statements: dict[str, dict[str, Any]] = {}

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Answer as a store does, with a status."""
        credentials = base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
        if url != f"{URL}/statements":
            return 404
        if headers["authorization"] != f"Basic {credentials}":
            return 401
        if not headers["x-experience-api-version"].startswith("1.0."):
            return 400
        statement = json.loads(body)
        check(statement)
        known = self.statements.setdefault(statement["id"], statement)
        return 200 if known == statement else 409

    @property
    def said(self) -> list[tuple[str, str]]:
        """Verbs and the names of their objects, as they came."""
        return [
            (
                s["verb"]["display"]["en"],
                s["object"].get("definition", {}).get("name", {}).get("en", ""),
            )
            for s in self.statements.values()
        ]


def check(statement: dict[str, Any]) -> None:
    """Raise where a statement is not as the specification has it."""
    allowed = {"id", "actor", "verb", "object", "result", "context", "timestamp"}
    assert set(statement) <= allowed
    assert {"id", "actor", "verb", "object"} <= set(statement)
    assert str(UUID(statement["id"])) == statement["id"]
    assert datetime.fromisoformat(statement["timestamp"]).tzinfo
    _check_actor(statement["actor"])
    verb = statement["verb"]
    assert verb["id"] == f"http://adlnet.gov/expapi/verbs/{verb['display']['en']}"
    assert verb["display"]["en"] in VERBS
    if statement["object"]["objectType"] == "StatementRef":
        assert set(statement["object"]) == {"objectType", "id"}
        assert verb["display"]["en"] == "voided"
        assert not set(statement) & {"result", "context"}
        return
    _check_activity(statement["object"])
    _check_context(statement["context"])
    _check_result(statement.get("result", {"completion": True}))


def _check_actor(actor: dict[str, Any]) -> None:
    """An account and nothing else: neither a name nor an address."""
    assert set(actor) == {"objectType", "account"}
    assert set(actor["account"]) == {"homePage", "name"}
    assert actor["account"]["homePage"].startswith("https://")


def _check_activity(activity: dict[str, Any]) -> None:
    assert set(activity) == {"objectType", "id", "definition"}
    assert activity["objectType"] == "Activity"
    assert IRI.fullmatch(activity["id"])
    definition = activity["definition"]
    assert set(definition) == {"type", "name"}
    kind = definition["type"].removeprefix("http://adlnet.gov/expapi/activities/")
    assert kind in KINDS
    assert all(isinstance(name, str) for name in definition["name"].values())


def _check_context(context: dict[str, Any]) -> None:
    assert set(context) == {
        "registration",
        "platform",
        "language",
        "contextActivities",
    }
    assert UUID(context["registration"])
    activities = context["contextActivities"]
    assert set(activities) <= {"parent", "grouping", "category", "other"}
    for found in activities.values():
        for activity in found:
            _check_activity(activity)


def _check_result(result: dict[str, Any]) -> None:
    assert set(result) <= {"score", "completion", "response"}
    if score := result.get("score"):
        assert score["min"] <= score["raw"] <= score["max"]
        assert -1 <= score["scaled"] <= 1
