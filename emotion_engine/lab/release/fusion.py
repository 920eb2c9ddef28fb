"""Release a fusion network: measure by fold, train on all speakers, write it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Unpack

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.fusion.checkpoint import FusionModel, write_fusion
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.evaluation.fusion_styles import evaluate_fusion, fusion_table
from emotion_engine.lab.tasks import FOLDER, SEED, Task, destination
from emotion_engine.lab.training.fusion.learner import FusionLearner
from emotion_engine.lab.training.fusion.options import FUSION, FusionOptions, chosen
from emotion_engine.lab.training.fusion.presets import FusionPreset
from emotion_engine.lab.training.learners import label_names
from emotion_engine.version import ENGINE_VERSION


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
    """Describe the network's training data and accuracy."""
    return {
        "name": f"fusion-{preset.name}",
        "engine_version": ENGINE_VERSION,
        "data": {"source": corpus.name, "n_takes": len(corpus)},
        "n_speakers": len(set(corpus.speakers)),
        "source": preset.source,
        "recipe": asdict(preset.recipe),
        "measured": dict(measured),
    }


def run(
    folder: Path,
    out: Path,
    config: EngineConfig,
    *,
    seed: int,
    **options: Unpack[FusionOptions],
) -> dict[str, Any]:
    """Release a network for the styles of a corpus with emotions."""
    corpus, preset = chosen(folder, **options)
    values = evaluate_fusion(corpus, config, preset, variants=("fused",), seed=seed)
    release_fusion(corpus, config, preset, values, out, seed=seed)
    return values


TASK = Task(run, (FOLDER, destination(Path("fusion")), SEED, *FUSION), fusion_table)
