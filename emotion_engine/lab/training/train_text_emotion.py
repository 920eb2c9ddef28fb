"""Train text emotion on short labelled texts, as in GoEmotions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from emotion_engine.config import EngineConfig
from emotion_engine.fusion.text_emotion import (
    TextEmotionModel,
    TextEmotionNetwork,
    write_text_emotion,
)
from emotion_engine.lab.metrics import expected_calibration_error
from emotion_engine.lab.tasks import FOLDER, SEED, Task, destination
from emotion_engine.models import models_of
from emotion_engine.version import ENGINE_VERSION
from emotion_engine.weights.shipped import assets_folder

from .calibration import choose_threshold, fit_temperature
from .labelled_texts import EncodedTexts, balanced, encode, read_labels, read_texts

PARTS = ("train", "dev", "test")


@dataclass(frozen=True, slots=True)
class TextEmotionRecipe:
    """Everything that decides what is trained.

    ``at_most`` texts per label are used: otherwise half of them would be neutral.
    ``precision`` is how often a suggestion must be right to count as clear.
    """

    at_most: int = 4000
    hidden_size: int = 64
    n_epochs: int = 8
    batch_size: int = 64
    learning_rate: float = 1e-3
    weight_decay: float = 0.01
    label_smoothing: float = 0.05
    precision: float = 0.8
    max_words: int = 40
    seed: int = 0


def fit(
    train: EncodedTexts, n_labels: int, recipe: TextEmotionRecipe
) -> TextEmotionNetwork:
    """Fit the network; rare labels weigh as much as common ones."""
    torch.manual_seed(recipe.seed)
    network = TextEmotionNetwork(
        train.vectors[0].shape[1], recipe.hidden_size, n_labels
    )
    counts = np.bincount(train.labels, minlength=n_labels)
    weight = torch.tensor(len(train.labels) / (n_labels * np.maximum(counts, 1)))
    weight = weight.sqrt().float()  # full weight would make rare labels too likely
    n_steps = recipe.n_epochs * -(-len(train.labels) // recipe.batch_size)
    optimizer = torch.optim.AdamW(
        network.parameters(), recipe.learning_rate, weight_decay=recipe.weight_decay
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.learning_rate, total_steps=n_steps
    )
    for rows in batches(len(train.labels), recipe):
        optimizer.zero_grad()
        truth = torch.from_numpy(train.labels[rows])
        cross_entropy(
            network(*train.batch(rows)),
            truth,
            weight,
            label_smoothing=recipe.label_smoothing,
        ).backward()
        optimizer.step()
        schedule.step()
    return network.eval()


def batches(n_texts: int, recipe: TextEmotionRecipe) -> Iterator[np.ndarray]:
    """Yield batches of all texts, reshuffled in each epoch."""
    generator = np.random.default_rng(recipe.seed)
    for _ in range(recipe.n_epochs):
        order = generator.permutation(n_texts)
        for start in range(0, n_texts, recipe.batch_size):
            yield order[start : start + recipe.batch_size]


@torch.no_grad()
def logits_of(network: TextEmotionNetwork, texts: EncodedTexts) -> np.ndarray:
    """Return logits of all texts, shape (n_texts, n_labels)."""
    order = np.argsort([len(vectors) for vectors in texts.vectors], kind="stable")
    parts = np.array_split(order, max(1, len(order) // 256))
    found = np.zeros((len(order), network.head[-1].out_features))
    for rows in parts:
        found[rows] = network(*texts.batch(rows)).numpy()
    return found


def train_text_emotion(
    folder: Path, config: EngineConfig, recipe: TextEmotionRecipe, out: Path
) -> dict[str, Any]:
    """Train, calibrate on the dev texts, measure on the test texts, and write."""
    labels = read_labels(folder)
    encoder = models_of(config).text
    parts = {
        part: read_texts(folder / f"{part}.tsv", len(labels), recipe.max_words)
        for part in PARTS
    }
    parts["train"] = balanced(parts["train"], recipe.at_most, recipe.seed)
    train, dev, test = (encode(parts[part], encoder) for part in PARTS)
    network = fit(train, len(labels), recipe)
    logits = logits_of(network, dev)
    temperature = fit_temperature(logits, dev.labels)
    confidence, correct = judged(logits / temperature, dev.labels)
    threshold = choose_threshold(confidence, correct, precision=recipe.precision)
    model = TextEmotionModel(network, encoder, labels, temperature, threshold)
    measured = measure(logits_of(network, test) / temperature, test.labels, labels)
    measured["answered"], measured["precision"] = answered(
        logits_of(network, test) / temperature, test.labels, threshold
    )
    write_text_emotion(out, model, card(config, recipe, len(train.labels), measured))
    return measured


def judged(logits: np.ndarray, truth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the confidence of each answer, and whether it is right."""
    probabilities = torch.from_numpy(logits).softmax(-1).numpy()
    return probabilities.max(1), probabilities.argmax(1) == truth


def answered(
    logits: np.ndarray, truth: np.ndarray, threshold: float
) -> tuple[float, float]:
    """Return the share of texts that are clear, and how many of those are right."""
    confidence, correct = judged(logits, truth)
    clear = confidence >= threshold
    return float(clear.mean()), float(correct[clear].mean()) if clear.any() else np.nan


def measure(
    logits: np.ndarray, truth: np.ndarray, labels: Sequence[str]
) -> dict[str, Any]:
    """Return UA, WA, macro F1, recall by label and calibration error."""
    said = logits.argmax(1)
    confidence, correct = judged(logits, truth)
    numbers = range(len(labels))
    hits = np.array([np.sum((said == n) & (truth == n)) for n in numbers])
    recalls = hits / np.array([np.sum(truth == n) for n in numbers])
    f1 = 2 * hits / np.array([np.sum(said == n) + np.sum(truth == n) for n in numbers])
    return {
        "ua": float(recalls.mean()),
        "chance": 1 / len(labels),
        "wa": float(correct.mean()),
        "macro_f1": float(f1.mean()),
        "ece": expected_calibration_error(confidence, correct),
        "n": len(truth),
        "recall": dict(zip(labels, recalls.tolist(), strict=True)),
    }


def card(
    config: EngineConfig,
    recipe: TextEmotionRecipe,
    n_texts: int,
    measured: dict[str, Any],
) -> dict[str, Any]:
    """Describe the head's training data, purpose and accuracy."""
    return {
        "name": f"{Path(config.text_encoder).name}-words",
        "engine_version": ENGINE_VERSION,
        "encoder": Path(config.text_encoder).name,
        "data": {
            "source": "GoEmotions (Demszky et al., ACL 2020), six emotions and neutral",
            "licence": "Apache 2.0",
            "n_texts": n_texts,
        },
        "for": "What the words of a sentence suggest, beside how it was said.",
        "not_for": "What somebody feels; moderation; languages but English.",
        "known_limits": [
            "The texts are comments of a forum's users, some of them rude or hostile; "
            "the head repeats what their labellers saw in them.",
            "Texts with one label only were used, so mixed feelings are unknown to it.",
            "It reads words, not the situation: irony is lost on it.",
        ],
        "recipe": {name: getattr(recipe, name) for name in recipe.__slots__},
        "measured": {"protocol": "the corpus's own test split, one label", **measured},
    }


def run(folder: Path, out: Path, config: EngineConfig, *, seed: int) -> dict[str, Any]:
    """Train on a folder of short texts with emotions."""
    return train_text_emotion(folder, config, TextEmotionRecipe(seed=seed), out)


TASK = Task(run, (FOLDER, destination(assets_folder("words")), SEED))
