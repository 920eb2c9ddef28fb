"""Release the CNN of the live page: train its heads, measure them, write a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from scipy.special import softmax

from emotion_engine.config import EngineConfig
from emotion_engine.expression.cnn.live import LiveModel
from emotion_engine.expression.cnn.live_step import lag_s
from emotion_engine.expression.cnn.network import read_trunk
from emotion_engine.lab.corpora import Corpus, load_corpus
from emotion_engine.lab.metrics import expected_calibration_error
from emotion_engine.lab.metrics import unweighted_average_recall as ua
from emotion_engine.lab.splits import Fold, folds_of
from emotion_engine.lab.tasks import SEED, Task, destination, option
from emotion_engine.lab.training.calibration import fit_temperature
from emotion_engine.lab.training.cnn.beats import (
    BeatTake,
    beat_figures,
    beat_take,
    embeddings_of,
)
from emotion_engine.lab.training.cnn.fit import logits_of
from emotion_engine.lab.training.cnn.live import (
    KEEP,
    StyleTakes,
    choose_clear_from,
    fit_live,
    readings,
    told_wrongly,
)
from emotion_engine.lab.training.cnn.mels import mels_of
from emotion_engine.lab.training.cnn.options import SOURCE
from emotion_engine.lab.training.learners import label_names
from emotion_engine.version import ENGINE_VERSION
from emotion_engine.weights.shipped import assets_folder, read_head

from .provenance import origin, today


@dataclass(frozen=True)
class Material:
    """Takes in styles and people who only read, split by speaker in the same way.

    Attributes
    ----------
    acted, read : Fold pairs
        The first fold chooses temperature and threshold, the second measures.
    """

    corpus: Corpus
    reading: Corpus
    acted: tuple[Fold, Fold]
    read: tuple[Fold, Fold]

    @classmethod
    def of(cls, corpus: Corpus, reading: Corpus, seed: int) -> Material:
        """Take the first two folds of each."""
        return cls(
            corpus,
            reading,
            folds_of(corpus, seed=seed)[:2],
            folds_of(reading, seed=seed)[:2],
        )


def release_live(
    material: Material,
    config: EngineConfig,
    source: Path,
    folder: Path,
    *,
    n_epochs: int,
    seed: int,
) -> dict[str, Any]:
    """Train on the other folds, choose on one, measure on one, and write the network."""
    corpus, reading = material.corpus, material.reading
    labels, acted, read = label_names(corpus), mels_of(corpus), mels_of(reading)
    truth = np.array([labels.index(emotion) for emotion in corpus.emotions])
    aligned = [beat_take(utterance, config) for utterance in reading.utterances]
    train, others = left(material.acted), left(material.read)
    styles = StyleTakes([acted[i] for i in train], truth[train])
    styles += readings([read[i] for i in others], labels)
    beats = [take for i in others if (take := aligned[i]) is not None]
    trunk = read_trunk(source)
    network = fit_live(trunk, styles, beats, len(labels), n_epochs=n_epochs, seed=seed)
    model = LiveModel(network, labels, 1.0, 1.0)
    choose, test = material.acted
    logits = logits_of(model.style_cnn().network, [acted[i] for i in choose.test])
    model = replace(model, temperature=fit_temperature(logits, truth[choose.test]))
    known = [read[i] for i in material.read[0].test]
    model = replace(model, clear_from=choose_clear_from(model, known))
    unseen = material.read[1].test
    measured = {
        "protocol": "speakers of one fold of each corpus; neither trained nor chosen on",
        "style": style_figures(model, [acted[i] for i in test.test], truth[test.test]),
        "readers": reader_figures(model, [read[i] for i in unseen]),
        "beats": beats_of(model, [aligned[i] for i in unseen]),
    }
    recipe = {"strategy": "frozen", "n_epochs": n_epochs, "keep": KEEP, "seed": seed}
    model.write(folder, card_of(material, source, model, measured, recipe))
    return measured


def left(folds: Sequence[Fold]) -> np.ndarray:
    """Return what is in neither of two folds' tests."""
    return np.intersect1d(folds[0].train, folds[1].train)


def style_figures(
    model: LiveModel, mels: Sequence[torch.Tensor], truth: np.ndarray
) -> dict[str, float | None]:
    """Measure whole takes of unseen actors."""
    logits = logits_of(model.style_cnn().network, mels)
    probabilities = softmax(logits / model.temperature, axis=1)
    said, highest = probabilities.argmax(1), probabilities.max(1)
    is_clear = highest >= model.clear_from
    right = (said == truth)[is_clear]
    return {
        "ua": ua(truth, said, range(len(model.labels))),
        "ece": expected_calibration_error(highest, said == truth),
        "clear": float(is_clear.mean()),
        "right_where_clear": float(right.mean()) if len(right) else None,
        "n": len(truth),
    }


def reader_figures(model: LiveModel, mels: Sequence[torch.Tensor]) -> dict[str, float]:
    """Measure what unseen readers are told, by the frame."""
    wrong, clear = told_wrongly(model, mels, model.clear_from)
    return {"told_another_style": wrong, "told_any": clear, "n": len(mels)}


def beats_of(model: LiveModel, takes: Sequence[BeatTake | None]) -> dict[str, float]:
    """Measure beats of unseen readers."""
    aligned = [take for take in takes if take is not None]
    states = embeddings_of(model.network.trunk, aligned)
    return beat_figures(model.network.beats, states, aligned)


def card_of(
    material: Material,
    source: Path,
    model: LiveModel,
    measured: dict[str, Any],
    recipe: dict[str, Any],
) -> dict[str, Any]:
    """Describe the network, its origin and its accuracy."""
    data = [*read_head(source)[1]["data"]]
    data += [origin(material.corpus), origin(material.reading)]
    return {
        "name": f"live-{today()}",
        "for": "Beats of syllables and how a delivery comes across, while one speaks.",
        "not_for": "What a speaker feels; grades; speech that is not English.",
        "known_limits": [
            "Less accurate than what hears a whole take.",
            "Learners' accents are unmeasured.",
            "Stress is learnt from the dictionary of readers' words.",
        ],
        "date": today(),
        "engine_version": ENGINE_VERSION,
        "data": data,
        "lag_s": lag_s(model),
        "recipe": recipe,
        "measured": measured,
    }


def run(
    folder: Path,
    read: Path,
    out: Path,
    config: EngineConfig,
    *,
    source: Path,
    n_epochs: int,
    seed: int,
) -> dict[str, Any]:
    """Release a live CNN from a corpus with emotions and transcribed readers."""
    corpus = load_corpus(folder, needs=("emotion",))
    material = Material.of(corpus, load_corpus(read, needs=("text",)), seed)
    return release_live(material, config, source, out, n_epochs=n_epochs, seed=seed)


TASK = Task(
    run,
    (
        option("--data", dest="folder", type=Path, required=True, metavar="FOLDER"),
        option("--read", type=Path, required=True, metavar="FOLDER"),
        SOURCE,
        option("--epochs", dest="n_epochs", type=int, default=6, metavar="EPOCHS"),
        SEED,
        destination(assets_folder("live")),
    ),
)
