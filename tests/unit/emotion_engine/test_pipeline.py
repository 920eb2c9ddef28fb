"""When the outcome of each take is told."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from emotion_engine import pipeline
from emotion_engine.config import EngineConfig
from emotion_engine.errors import EngineError
from emotion_engine.heard import Prepared
from emotion_engine.request import UtteranceRequest


def test_each_outcome_is_told_as_soon_as_it_is_known(monkeypatch) -> None:
    told = []

    def prepare(request, report, models):
        if request.text == "silent":
            return None
        if request.text == "broken":
            raise EngineError("cannot be read")
        return Prepared(request, report, None, None, np.zeros(16_000), ())

    def judge(heard, models):
        told.append(f"judged {heard}")

    models = SimpleNamespace(load=lambda: None, config=EngineConfig())
    monkeypatch.setattr(pipeline, "models_of", lambda _: models)
    monkeypatch.setattr(pipeline, "prepare", prepare)
    monkeypatch.setattr(
        pipeline, "hear_each", lambda takes, _: [t.request.text for t in takes]
    )
    monkeypatch.setattr(pipeline, "judge", judge)
    texts = ("one", "silent", "broken", "two")
    outcomes = pipeline.analyze_all(
        [UtteranceRequest(b"", text) for text in texts],
        config=EngineConfig(),
        on_outcome=lambda i, _: told.append(i),
    )
    assert told == [1, 2, "judged one", 0, "judged two", 3]
    assert isinstance(outcomes[2], EngineError)
    assert [outcomes[i].text for i in (0, 1, 3)] == ["one", "silent", "two"]
