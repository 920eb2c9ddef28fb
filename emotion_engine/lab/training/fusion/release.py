"""Train a fusion network on all takes of a corpus and write it with its card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.fusion.checkpoint import FusionModel, write_fusion
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.training.learners import label_names
from emotion_engine.version import ENGINE_VERSION

from .learner import FusionLearner
from .presets import FusionPreset


def release_fusion(
    corpus: Corpus,
    config: EngineConfig,
    preset: FusionPreset,
    measured: Mapping[str, Any],
    out: Path,
    *,
    seed: int,
) -> FusionModel:
    """Fit on everything; the card has the figures of the folds, not of this fit."""
    network = FusionLearner(config, preset).fit(
        corpus, np.arange(len(corpus)), seed=seed
    )
    encoders = preset.config(config)
    names = (Path(encoders.acoustic_encoder).name, Path(encoders.text_encoder).name)
    model = FusionModel(network, label_names(corpus), *names)
    write_fusion(out, model, card(corpus, preset, measured))
    return model


def card(
    corpus: Corpus, preset: FusionPreset, measured: Mapping[str, Any]
) -> dict[str, Any]:
    """Say what the network learnt from and how good it is."""
    return {
        "name": f"fusion-{preset.name}",
        "engine_version": ENGINE_VERSION,
        "data": {"source": corpus.name, "n_takes": len(corpus)},
        "n_speakers": len(set(corpus.speakers)),
        "source": preset.source,
        "recipe": asdict(preset.recipe),
        "measured": dict(measured),
    }
