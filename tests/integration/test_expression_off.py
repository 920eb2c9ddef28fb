"""EXPRESSION_MODE=off leaves no trace of expression anywhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import emotion_engine as engine
from tests.factories.installation import Installation

ANALYSE = """
import sys
from django.core.management import call_command
call_command("analyse", {take!r}, "--text", {text!r}, "--json", {out!r})
print(*sorted(name for name in sys.modules if name.startswith("emotion_engine.")))
"""
TEXT = "Kids are talking by the door."


@pytest.mark.slow
@pytest.mark.weights
def test_the_head_is_not_loaded_and_the_report_has_no_trace(
    tmp_path: Path, engine_config: engine.EngineConfig
) -> None:
    take, out = tmp_path / "take.wav", tmp_path / "report.json"
    site = Installation(tmp_path, EXPRESSION_MODE="off")
    engine.synthesize_reference(TEXT, config=engine_config, out=take)
    printed = site.program(ANALYSE.format(take=str(take), text=TEXT, out=str(out)))
    report = out.read_text()
    assert json.loads(report)["assessable"] is True
    assert "expression" not in report
    assert "style" not in report
    assert "sounds like" not in printed
    assert "emotion_engine.stress.lexical" in printed
    assert "emotion_engine.expression.model" not in printed
