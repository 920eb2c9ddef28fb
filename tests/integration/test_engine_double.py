"""The doubles of the engine are what the real one is."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

import emotion_engine as engine
from teaching_app.practice.selectors.analyses import stage_names
from tests.factories import engines
from tests.factories.sound import wav_bytes

TEXT = "Kids are talking by the door."


def parameters(function: Any) -> list[tuple[str, Any, Any]]:
    found = inspect.signature(function).parameters.values()
    return [(p.name, p.kind, p.default) for p in found]


def test_the_double_is_called_like_the_engine() -> None:
    assert parameters(engines.analyze) == parameters(engine.analyze_utterance)
    many = engines.each_by(engines.analyze)
    assert parameters(many) == parameters(engine.analyze_utterances)
    assert parameters(engines.try_cues) == parameters(engine.try_cues)
    real = engine.resynthesize_with_natives
    assert parameters(engines.resynthesize) == parameters(real)


@pytest.mark.weights
def test_both_report_the_same_stages_in_the_same_order(
    engine_config: engine.EngineConfig,
) -> None:
    """Silence stops the real one early: what it tells is how the double begins."""
    told: dict[str, list[tuple[str, set[str]]]] = {"real": [], "double": []}
    for name, analyze in (
        ("real", engine.analyze_utterance),
        ("double", engines.analyze),
    ):
        report = analyze(
            wav_bytes(2.0),
            text=TEXT,
            config=engine_config,
            on_progress=lambda stage, report, name=name: told[name].append(
                (stage.value, set(report.to_json()))
            ),
        )
        assert report.to_json()["engine_version"] == engine.ENGINE_VERSION
    assert told["real"]
    assert told["double"][: len(told["real"])] == told["real"]
    assert [stage for stage, _ in told["double"]] == stage_names()


@pytest.mark.weights
def test_both_refuse_by_the_same_exception(engine_config: engine.EngineConfig) -> None:
    refuse = engines.refusing(engine.AudioRefusal.NOT_AUDIO)
    for analyze in (engine.analyze_utterance, refuse):
        with pytest.raises(engine.AudioError) as refused:
            analyze(b"Dear teacher,", text=TEXT, config=engine_config)
        assert refused.value.code == engine.AudioRefusal.NOT_AUDIO
