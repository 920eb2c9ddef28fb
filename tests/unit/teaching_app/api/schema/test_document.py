"""The OpenAPI document: as committed, and without expression where that is off."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings as django_settings
from django.test import Client

import emotion_engine as engine
from teaching_app.api.schema.document import as_yaml, document
from tests.reports import native_report

ROOT = Path(django_settings.BASE_DIR)
TRACES = re.compile(r"express|\bstyles?\b|style_|sounds_like", re.IGNORECASE)


@pytest.fixture
def components() -> dict[str, Any]:
    return document()["components"]["schemas"]


def test_the_committed_document_is_that_of_the_code() -> None:
    committed = (ROOT / "docs" / "openapi.yaml").read_bytes()
    assert committed == as_yaml(), "run bin/client"


@pytest.mark.django_db
def test_it_is_served_to_everybody(client: Client) -> None:
    answer = client.get("/api/v1/openapi.yaml")
    assert answer.status_code == 200
    assert yaml.safe_load(answer.content)["info"]["title"] == "Intona"


def test_every_operation_may_answer_with_problem_details() -> None:
    for path, operations in document()["paths"].items():
        for method, operation in operations.items():
            content = operation["responses"]["401"]["content"]
            assert set(content) == {"application/problem+json"}, (method, path)


def test_a_report_is_described_field_by_field(components: dict[str, Any]) -> None:
    described = components["TakeReport"]
    assert set(described["properties"]) == set(native_report())
    assert set(described["required"]) == set(native_report()) - {"expression"}
    assert described["properties"]["reason"]["oneOf"][0]["enum"] == list(engine.Reason)
    finding = components["TakeReportFinding"]["properties"]
    assert finding["message"]["type"] == "string"
    assert "enum" not in finding["code"], "codes grow with the engine"


def test_without_expression_the_document_has_no_trace_of_it(settings: Any) -> None:
    settings.EXPRESSION_ENABLED = False
    written = as_yaml().decode()
    components = yaml.safe_load(written)["components"]["schemas"]
    assert "expression" not in components["TakeReport"]["properties"]
    assert [line for line in written.splitlines() if TRACES.search(line)] == []
