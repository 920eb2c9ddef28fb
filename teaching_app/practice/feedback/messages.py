"""The report as other programs read it: the engine's JSON, with sentences."""

from __future__ import annotations

from typing import Any

import emotion_engine as engine

from . import rules


def with_messages(report: engine.UtteranceReport) -> dict[str, Any]:
    """The report as JSON, each finding with the sentence that a learner reads."""
    values = report.to_json()
    findings = [
        {**stored, "message": rules.describe(finding).text}
        for stored, finding in zip(values["findings"], report.findings, strict=True)
    ]
    return {**values, "findings": findings}
