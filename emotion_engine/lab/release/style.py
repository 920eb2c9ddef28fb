"""Train custom styles from a few dozen clips, with an honest estimate of accuracy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Unpack

import numpy as np
from scipy.special import softmax
from sklearn.model_selection import StratifiedKFold

from emotion_engine.config import EngineConfig
from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.errors import CorpusError
from emotion_engine.expression.head import ExpressionHead
from emotion_engine.lab.corpora import Corpus, content_marks
from emotion_engine.lab.corpora.chosen import CHOICE, Choice, load_chosen
from emotion_engine.lab.metrics import (
    confusion_matrix,
    interval_over_speakers,
    per_class_recall,
    unweighted_average_recall,
    weighted_accuracy,
)
from emotion_engine.lab.splits import Fold, speaker_folds
from emotion_engine.lab.tasks import FOLDER, OUT, SEED, Task
from emotion_engine.lab.training.alterations import AS_RECORDED, MIXED, Alteration
from emotion_engine.lab.training.calibration import choose_threshold, fit_temperature
from emotion_engine.lab.training.feature_cache import FeatureCache
from emotion_engine.lab.training.train_expression import (
    MIDDLE_LAYERS,
    ExpressionRecipe,
    StyledTakes,
    styled_takes,
)
from emotion_engine.lab.training.transfer import STRENGTH

from .provenance import provenance, today

MIN_CLIPS = 6
MIN_SPEAKERS = 5
N_FOLDS = 6
ONE_VOICE = (
    "THIS FIGURE IS FOR THESE VOICES ONLY: {why}, so takes were held out one by one, "
    "not by speaker. For a new speaker expect clearly less; record others and train "
    "again."
)


@dataclass(frozen=True, slots=True)
class StyleRecipe:
    """The recipe of a custom head; with so few clips, its strength is fixed."""

    input: PooledInput = MIDDLE_LAYERS
    variants: tuple[Alteration, ...] = (AS_RECORDED, MIXED)
    strength: float = STRENGTH
    precision: float = 0.85
    seed: int = 0


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Folds, with the reason if they are not by speaker."""

    folds: tuple[Fold, ...]
    warning: str | None

    @property
    def protocol(self) -> str:
        """Describe in words how takes were held out."""
        how = "by clip, same voices" if self.warning else "speakers disjoint"
        return f"{len(self.folds)} folds, {how}, retrained for each fold"


def train_style(
    corpus: Corpus, cache: FeatureCache, recipe: StyleRecipe, folder: Path
) -> dict[str, Any]:
    """Measure by fold, train on all clips, and write the head with its card.

    Raises
    ------
    CorpusError
        There is one style only, or a style has too few clips.
    """
    refuse_too_little(corpus)
    held_out = hold_out(corpus, recipe.seed)
    takes = styled_takes(corpus, cache, recipe.variants)
    logits = held_out_logits(takes, held_out.folds, recipe)
    measured = measure(corpus, takes, logits, held_out, recipe.seed)
    head = calibrated_head(corpus, cache, takes, logits, recipe)
    head.write(folder, card(corpus, cache, recipe, measured))
    return measured


def refuse_too_little(corpus: Corpus) -> None:
    """Raise with what is missing if there is too little to train on."""
    counts = Counter(corpus.emotions)
    if len(counts) < 2:
        raise CorpusError(
            f"All clips are {next(iter(counts))}: a style is learnt against another, "
            "such as neutral. Add clips of one."
        )
    style, n = min(counts.items(), key=lambda item: (item[1], item[0]))
    if n < MIN_CLIPS:
        raise CorpusError(
            f"{style} has {n} clips; {MIN_CLIPS} of each style are the least, and "
            "a few dozen are better."
        )


def hold_out(corpus: Corpus, seed: int) -> HeldOut:
    """Split by speaker if possible, else by clip with a warning."""
    styles, speakers = np.asarray(corpus.emotions), np.asarray(corpus.speakers)
    if len(set(speakers)) < 2:
        return by_clip(styles, "all clips are of one speaker", seed)
    folds = speaker_folds(corpus.speakers, n_folds=N_FOLDS, seed=seed)
    for fold in folds:
        if absent := set(styles) - set(styles[fold.train]):
            who = ", ".join(sorted(set(speakers[fold.test])))
            return by_clip(styles, f"{min(absent)} is said by {who} only", seed)
    return HeldOut(folds, None)


def by_clip(styles: np.ndarray, why: str, seed: int) -> HeldOut:
    """Split clips, stratified by style."""
    n_folds = min(N_FOLDS, *Counter(styles).values())
    splitter = StratifiedKFold(n_folds, shuffle=True, random_state=seed)
    splits = enumerate(splitter.split(styles, styles), start=1)
    folds = tuple(Fold(str(number), *parts) for number, parts in splits)
    return HeldOut(folds, ONE_VOICE.format(why=why))


def held_out_logits(
    takes: StyledTakes, folds: tuple[Fold, ...], recipe: StyleRecipe
) -> np.ndarray:
    """Logits of every take by a head trained without its fold, (n_takes, n_labels)."""
    logits = np.zeros((len(takes.styles), len(takes.labels)))
    for fold in folds:
        linear = takes.fit(fold.train, expression_recipe(recipe), recipe.strength)
        logits[fold.test] = linear(takes.pooled[0, fold.test])
    return logits


def expression_recipe(recipe: StyleRecipe) -> ExpressionRecipe:
    """Return the recipe for fitting a head."""
    return ExpressionRecipe(input=recipe.input, variants=recipe.variants)


def calibrated_head(
    corpus: Corpus,
    cache: FeatureCache,
    takes: StyledTakes,
    logits: np.ndarray,
    recipe: StyleRecipe,
) -> ExpressionHead:
    """Train on all clips; calibrate on the held-out logits."""
    everything = np.arange(len(corpus))
    truth = takes.truth(everything)
    temperature = fit_temperature(logits, truth)
    probabilities = softmax(logits / temperature, axis=1)
    threshold = choose_threshold(
        probabilities.max(1),
        probabilities.argmax(1) == truth,
        precision=recipe.precision,
    )
    return ExpressionHead(
        f"{cache.encoder_name}-style-{today()}",
        takes.labels,
        takes.fit(everything, expression_recipe(recipe), recipe.strength),
        temperature,
        threshold,
        content_marks(corpus),
    )


def measure(
    corpus: Corpus,
    takes: StyledTakes,
    logits: np.ndarray,
    held_out: HeldOut,
    seed: int,
) -> dict[str, Any]:
    """Summarise held-out answers; the interval is over speakers if there are enough."""
    truth, labels = takes.styles, takes.labels
    predicted = np.asarray(labels)[logits.argmax(1)]
    by_speaker = not held_out.warning and len(set(corpus.speakers)) >= MIN_SPEAKERS
    units = corpus.speakers if by_speaker else [str(i) for i in range(len(corpus))]

    def ua_of(drawn: np.ndarray) -> float:
        if set(truth[drawn]) != set(labels):
            return float("nan")
        return unweighted_average_recall(truth[drawn], predicted[drawn], labels)

    return {
        "protocol": held_out.protocol,
        "warning": held_out.warning,
        "ua": unweighted_average_recall(truth, predicted, labels),
        "ua_interval": list(interval_over_speakers(ua_of, units, seed=seed)),
        "interval_over": "speakers" if by_speaker else "clips",
        "chance": 1 / len(labels),
        "wa": weighted_accuracy(truth, predicted),
        "per_class_recall": per_class_recall(truth, predicted, labels),
        "labels": list(labels),
        "confusion": confusion_matrix(truth, predicted, labels).tolist(),
        "n": len(corpus),
        "n_by_style": {label: int(np.sum(truth == label)) for label in labels},
        "n_speakers": len(set(corpus.speakers)),
        "seed": seed,
    }


def card(
    corpus: Corpus,
    cache: FeatureCache,
    recipe: StyleRecipe,
    measured: Mapping[str, Any],
) -> dict[str, Any]:
    """Describe the head's training data and how far its figure holds."""
    limits = [
        "Temperature and threshold were chosen on the same held-out answers that the "
        "figure comes from; with so few clips its confidence is a rough guide.",
        "Other voices, rooms, phrases and accents than those of its clips.",
    ]
    if measured["warning"]:
        limits.insert(0, measured["warning"])
    return provenance(corpus, cache.encoder_name) | {
        "for": "How near a delivery is to the styles somebody recorded themselves.",
        "not_for": "What a speaker feels; grades; voices unlike those recorded.",
        "known_limits": limits,
        "recipe": {
            "strength": recipe.strength,
            "variants": [variant.name for variant in recipe.variants],
            "seed": recipe.seed,
        },
        "measured": dict(measured),
    }


def style_in_words(measured: Mapping[str, Any]) -> str:
    """Explain how well the styles are recognised, and for whom that holds."""
    low, high = (100 * limit for limit in measured["ua_interval"])
    chance = 100 * measured["chance"]
    lines = [measured["warning"]] if measured["warning"] else []
    lines += [
        f"{measured['n']} clips, {measured['n_speakers']} speakers; "
        f"{measured['protocol']}",
        f"UA {100 * measured['ua']:.1f} % ({low:.1f} to {high:.1f}, 95 % over "
        f"{measured['interval_over']}); chance {chance:.1f} %",
    ]
    for label, recall in measured["per_class_recall"].items():
        n = measured["n_by_style"][label]
        lines.append(f"  {label}: {100 * recall:.0f} % of {n} recognised")
    if low <= chance:
        lines.append("That may be chance: do not use this head yet, add clips.")
    return "\n".join(lines)


def run(
    folder: Path,
    out: Path,
    config: EngineConfig,
    *,
    seed: int,
    **choice: Unpack[Choice],
) -> dict[str, Any]:
    """Train on the styles of a folder of clips; never overwrite the shipped head."""
    corpus, cache = load_chosen(folder, **choice), FeatureCache.of(config)
    return train_style(corpus, cache, StyleRecipe(seed=seed), out)


TASK = Task(run, (FOLDER, OUT, SEED, *CHOICE), style_in_words)
