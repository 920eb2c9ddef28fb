"""Every learner is found by its name, and calls itself so."""

from __future__ import annotations

import pytest
import torch

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.lab.training.learner_registry import (
    CURVE,
    LEARNERS,
    STRATEGIES,
    build_learners,
)


def test_every_learner_bears_the_name_it_is_found_by() -> None:
    built = build_learners(list(LEARNERS), EngineConfig())
    assert [learner.name for learner in built] == list(LEARNERS)


def test_what_the_commands_compare_by_default_is_known() -> None:
    assert {*CURVE, *STRATEGIES} <= LEARNERS.keys()


def test_an_unknown_learner_is_refused_by_name() -> None:
    with pytest.raises(CorpusError, match="'magic'; there are: transfer"):
        build_learners(["transfer", "magic"], EngineConfig())


def test_the_cnn_is_trained_where_the_encoders_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (on_cpu,) = build_learners(["cnn two-stage"], EngineConfig(device="cpu"))
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    (on_gpu,) = build_learners(["cnn two-stage"], EngineConfig(device="auto"))
    assert on_cpu.device == torch.device("cpu")
    assert on_gpu.device == torch.device("cuda")
    assert on_gpu.recipe == on_cpu.recipe
