"""What the environment says reaches the configuration."""

from __future__ import annotations

import pytest

from emotion_engine.config import EngineConfig
from emotion_engine.errors import EngineError


@pytest.mark.parametrize(("said", "n_threads"), [("2", 2), ("0", None), ("", None)])
def test_the_number_of_threads_is_read(monkeypatch, said, n_threads) -> None:
    monkeypatch.setenv("ENGINE_THREADS", said)
    assert EngineConfig.from_environment().n_threads == n_threads


@pytest.mark.parametrize("said", ["two", "-1", "1.5"])
def test_a_number_of_threads_that_is_none_is_named(monkeypatch, said) -> None:
    monkeypatch.setenv("ENGINE_THREADS", said)
    with pytest.raises(EngineError, match=f"ENGINE_THREADS.*{said}"):
        EngineConfig.from_environment()
