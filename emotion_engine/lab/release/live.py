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
from emotion_engine.lab.corpora.reserved import RESERVED, without_reserved
from emotion_engine.lab.metrics import expected_calibration_error
from emotion_engine.lab.metrics import unweighted_average_recall as ua
from emotion_engine.lab.splits import Fold, folds_of
from emotion_engine.lab.tasks import SEED, Task, destination, option
from emotion_engine.lab.training.calibration import choose_threshold, fit_temperature
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

RIGHT_ENOUGH = 0.75  # of what is told of an actor's take


@dataclass(frozen=True)
class Material:
    """Takes in styles and people who only read, split by speaker in the same way.

    Attributes
    ----------
    corpus : Corpus
        Takes in styles.
    reading : Corpus
        Transcribed readers.
    elsewhere : Corpus
        One take each of people who only read, in rooms that no training has heard.
    acted, read, apart : pairs of Fold
        Of these corpora: the first fold is for choices, the second is measured.
    """

    corpus: Corpus
    reading: Corpus
    elsewhere: Corpus
    acted: tuple[Fold, ...]
    read: tuple[Fold, ...]
    apart: tuple[Fold, ...]

    @classmethod
    def of(
        cls, corpus: Corpus, reading: Corpus, elsewhere: Corpus, seed: int
    ) -> Material:
        """Split all three by speaker."""
        each = one_of_each(elsewhere)
        return cls(
            corpus,
            reading,
            each,
            folds_of(corpus, seed=seed)[:2],
            reading_folds(reading, seed),
            folds_of(each, n_folds=2, seed=seed),
        )


def reading_folds(reading: Corpus, seed: int) -> tuple[Fold, ...]:
    """Split readers: the reserved ones are measured, where the corpus has any."""
    reserved = np.isin(reading.speakers, list(RESERVED.get(reading.name, ())))
    if not reserved.any():
        return folds_of(reading, seed=seed)[:2]
    measured, others = np.flatnonzero(reserved), np.flatnonzero(~reserved)
    first, *_ = folds_of(without_reserved(reading), seed=seed)
    chosen = others[first.test]
    rest = np.setdiff1d(np.arange(len(reading)), chosen)
    return Fold("chosen on", rest, chosen), Fold("reserved", others, measured)


def one_of_each(corpus: Corpus) -> Corpus:
    """Keep the first take of each speaker."""
    first = {take.speaker: take for take in reversed(corpus.utterances)}
    return replace(corpus, utterances=tuple(first.values()))


@dataclass(frozen=True)
class Heard:
    """The material as the network hears it: log-mels, styles by number, nuclei."""

    labels: tuple[str, ...]
    acted: StyleTakes
    read: list[torch.Tensor]
    elsewhere: list[torch.Tensor]
    aligned: list[BeatTake | None]

    @classmethod
    def of(cls, material: Material, config: EngineConfig) -> Heard:
        """Compute everything; alignment takes the longest."""
        labels = label_names(material.corpus)
        truth = [labels.index(emotion) for emotion in material.corpus.emotions]
        return cls(
            labels,
            StyleTakes(mels_of(material.corpus), np.array(truth)),
            mels_of(material.reading),
            mels_of(material.elsewhere),
            [beat_take(take, config) for take in material.reading.utterances],
        )

    def acted_by(self, rows: np.ndarray) -> StyleTakes:
        """Return some of the takes in styles."""
        return StyleTakes([self.acted.mels[i] for i in rows], self.acted.truth[rows])


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
    heard = Heard.of(material, config)
    readers = left(material.read)
    styles = heard.acted_by(left(material.acted))
    styles += readings([heard.read[i] for i in readers], heard.labels)
    beats = [take for i in readers if (take := heard.aligned[i]) is not None]
    trunk, n_styles = read_trunk(source), len(heard.labels)
    network = fit_live(trunk, styles, beats, n_styles, n_epochs=n_epochs, seed=seed)
    model = calibrated(LiveModel(network, heard.labels, 1.0, 1.0), material, heard)
    measured = figures(model, material, heard)
    recipe = {"strategy": "frozen", "n_epochs": n_epochs, "keep": KEEP, "seed": seed}
    model.write(folder, card_of(material, source, model, measured, recipe))
    return measured


def calibrated(model: LiveModel, material: Material, heard: Heard) -> LiveModel:
    """Choose the temperature, and from which probability on a style is named.

    Both must hold: what is named of actors is right often enough, and people who only
    read are rarely told another style.
    """
    known = heard.acted_by(material.acted[0].test)
    logits = logits_of(model.style_cnn().network, known.mels)
    model = replace(model, temperature=fit_temperature(logits, known.truth))
    probabilities = softmax(logits / model.temperature, axis=1)
    clear_from = choose_threshold(
        probabilities.max(1),
        probabilities.argmax(1) == known.truth,
        precision=RIGHT_ENOUGH,
    )
    readers = [heard.elsewhere[i] for i in material.apart[0].test]
    rarely = choose_clear_from(model, readers)
    return replace(model, clear_from=round(max(clear_from, rarely), 3))


def figures(model: LiveModel, material: Material, heard: Heard) -> dict[str, Any]:
    """Measure on people whom neither training nor any choice has met."""
    unseen = material.read[1].test
    strangers = [heard.elsewhere[i] for i in material.apart[1].test]
    return {
        "protocol": "speakers of one fold of each corpus; neither trained nor chosen on",
        "style": style_figures(model, heard.acted_by(material.acted[1].test)),
        "readers": reader_figures(model, [heard.read[i] for i in unseen]),
        "readers_elsewhere": reader_figures(model, strangers)
        | {"corpus": material.elsewhere.name},
        "beats": beats_of(model, [heard.aligned[i] for i in unseen]),
    }


def left(folds: Sequence[Fold]) -> np.ndarray:
    """Return what is in neither of two folds' tests."""
    return np.intersect1d(folds[0].train, folds[1].train)


def style_figures(model: LiveModel, takes: StyleTakes) -> dict[str, float | None]:
    """Measure whole takes of unseen actors."""
    truth = takes.truth
    logits = logits_of(model.style_cnn().network, takes.mels)
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
    chosen = origin(material.elsewhere) | {"for": "the threshold alone"}
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
        "data": [*data, chosen],
        "lag_s": lag_s(model),
        "recipe": recipe,
        "measured": measured,
    }


def run(
    folder: Path,
    read: Path,
    elsewhere: Path,
    out: Path,
    config: EngineConfig,
    *,
    source: Path,
    n_epochs: int,
    seed: int,
) -> dict[str, Any]:
    """Release a live CNN from a corpus with emotions and transcribed readers."""
    corpus = load_corpus(folder, needs=("emotion",))
    reading, others = load_corpus(read, needs=("text",)), load_corpus(elsewhere)
    material = Material.of(corpus, reading, others, seed)
    return release_live(material, config, source, out, n_epochs=n_epochs, seed=seed)


TASK = Task(
    run,
    (
        option("--data", dest="folder", type=Path, required=True, metavar="FOLDER"),
        option("--read", type=Path, required=True, metavar="FOLDER"),
        option("--elsewhere", type=Path, required=True, metavar="FOLDER"),
        SOURCE,
        option("--epochs", dest="n_epochs", type=int, default=6, metavar="EPOCHS"),
        SEED,
        destination(assets_folder("live")),
    ),
)
