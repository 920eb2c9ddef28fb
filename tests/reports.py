"""Reports as the engine writes them, for tests of the pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from emotion_engine.results import Finding, FindingCode, Reason, UtteranceReport

FIXTURES = Path(__file__).parent / "fixtures"
# One stored report of every shape that a version has had, the oldest first.
SHAPES = (
    "1-first",
    "1-words",
    "1-carried",
    "1-accents",
    "1-sounds",
    "2",
    "3",
    "4",
    "5",
)


def native_report() -> dict[str, Any]:
    """A whole take of a phrase that natives have recorded, with a target style."""
    return json.loads((FIXTURES / "report_native.json").read_text())


def synthetic_report() -> dict[str, Any]:
    """A whole take without natives and style: one stress moved, one word missing."""
    return json.loads((FIXTURES / "report_synthetic.json").read_text())


def stored_report(shape: str) -> dict[str, Any]:
    """A report as an engine of that time wrote it; see ``fixtures/reports``."""
    return json.loads((FIXTURES / "reports" / f"{shape}.json").read_text())


def as_read(stored: dict[str, Any]) -> UtteranceReport:
    """A stored report as everything works on it."""
    return UtteranceReport.from_json(stored)


def report(*findings: Finding, **facts: Any) -> UtteranceReport:
    """A take that could be judged, of which hardly anything but findings is known."""
    known = {"text": "", "engine_version": "1", "assessable": True} | facts
    return UtteranceReport(**known, findings=findings)


def unheard() -> dict[str, Any]:
    """What is stored of a take in which nobody spoke."""
    return report(assessable=False, reason=Reason.NO_SPEECH).to_json()


def finding(code: str, severity: float = 0.5, **facts: Any) -> Finding:
    """A finding about the whole take unless ``facts`` say where it is."""
    place = {"start_s": None, "end_s": None} | facts
    return Finding(FindingCode(code), severity, **place)
