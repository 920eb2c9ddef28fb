"""Accuracy of lexical stress against the dictionary, or against ``stress.csv``.

A word is noticed if another syllable than the dictionary's stands out; it is reported
to the learner only if that is clear. Both are measured: as recall on words actually
stressed elsewhere, as false alarms on the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.lab.metrics import interval_over_speakers
from emotion_engine.lab.reports import percent, table
from emotion_engine.lab.splits import speaker_folds
from emotion_engine.lab.tasks import RETRAIN, SHIPPED, evaluation, option
from emotion_engine.lab.training.stress_words import (
    StressItem,
    StressWords,
    load_stress_words,
)
from emotion_engine.lab.training.train_stress import N_FOLDS, fit_model
from emotion_engine.models import models_of
from emotion_engine.stress.lexical import margin_of
from emotion_engine.stress.prominence import ProminenceModel
from emotion_engine.weights.shipped import assets_folder, read_head

from .measurable import measurably_moved


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was heard of one word."""

    item: StressItem
    syllable: int
    margin: float
    clear_margin: float

    @property
    def right(self) -> bool:
        """Whether the syllable that stands out is the one actually stressed."""
        return self.syllable == self.item.true

    @property
    def noticed(self) -> bool:
        """Whether another syllable than the dictionary's stands out."""
        return self.margin < 0

    @property
    def reported(self) -> bool:
        """Whether that is clear enough to be reported."""
        return self.margin <= -self.clear_margin and self.noticed


def evaluate_shipped(
    folder: Path, config: EngineConfig, *, control: Path | None = None
) -> dict[str, object]:
    """Measure the shipped weights; note of how many of these speakers they learnt.

    ``control`` holds the same words before their stress was moved: with it, words whose
    move is measurable in the signal are also reported separately.
    """
    words = load_stress_words(folder, config)
    model = models_of(config).prominence
    verdicts = hear(words.items, model)
    values = figures(verdicts, words) | {"protocol": protocol_of(words.items)}
    if control is None:
        return values
    before = load_stress_words(control, config).items
    moved = hear(measurably_moved(words.items, before), model)
    return values | {
        **with_interval("recall_measurable", moved, lambda v: v.noticed),
        "recall_measurable_reported": share(moved, lambda v: v.reported),
        "n_measurable": len(moved),
    }


def protocol_of(items: Sequence[StressItem]) -> str:
    """Say how many of the speakers the shipped weights learnt from, by their card."""
    _, card = read_head(assets_folder("stress"))
    learnt_from = card.get("speakers")
    if learnt_from is None:
        return "shipped weights, whose card does not name the speakers learnt from"
    speakers = {item.speaker for item in items}
    n_known = len(speakers & set(learnt_from))
    return f"shipped weights, which learnt from {n_known} of {len(speakers)} speakers"


def evaluate_retrained(folder: Path, config: EngineConfig) -> dict[str, object]:
    """Measure weights fitted on the folder's other speakers, fold by fold."""
    words = load_stress_words(folder, config)
    verdicts = hear_out_of_fold(words.items)
    return figures(verdicts, words) | {"protocol": "retrained, folds by speaker"}


def hear(items: Sequence[StressItem], model: ProminenceModel) -> list[Verdict]:
    """Apply a model to every word."""
    verdicts = []
    for item in items:
        logits = model.logits(item.features)
        margin = margin_of(logits, item.expected)
        heard = int(np.argmax(logits))
        verdicts.append(Verdict(item, heard, margin, model.clear_margin))
    return verdicts


def hear_out_of_fold(items: Sequence[StressItem]) -> list[Verdict]:
    """Judge every word by a model trained without its speaker."""
    verdicts: dict[int, Verdict] = {}
    for fold in speaker_folds([item.speaker for item in items], n_folds=N_FOLDS):
        model, _ = fit_model([items[i] for i in fold.train])
        heard = hear([items[i] for i in fold.test], model)
        verdicts |= dict(zip(fold.test.tolist(), heard, strict=True))
    return [verdicts[i] for i in range(len(items))]


def figures(verdicts: Sequence[Verdict], words: StressWords) -> dict[str, object]:
    """Accuracy on all graded words; recall and false alarms on marked ones."""
    values: dict[str, object] = {
        **with_interval("accuracy_polysyllabic", verdicts, lambda v: v.right),
        "share_unclear": share(verdicts, lambda v: v.noticed and not v.reported),
        "share_elsewhere": share(verdicts, lambda v: v.reported),
        "n": len(verdicts),
        "n_speakers": len({v.item.speaker for v in verdicts}),
        "n_failures": words.n_failures,
    }
    if not words.n_marks:
        return values
    marked = [v for v in verdicts if v.item.marked is not None]
    shifted = [v for v in marked if v.item.is_shifted]
    controls = [v for v in marked if not v.item.is_shifted]
    return values | {
        **with_interval("recall_shifted", shifted, lambda v: v.noticed),
        **with_interval("false_alarm_rate", controls, lambda v: v.noticed),
        "recall_shifted_reported": share(shifted, lambda v: v.reported),
        "false_alarm_rate_reported": share(controls, lambda v: v.reported),
        "accuracy_shifted": share(shifted, lambda v: v.right),
        "n_shifted": len(shifted),
        "n_controls": len(controls),
        "n_marks_not_graded": words.n_marks_not_graded,
    }


def share(verdicts: Sequence[Verdict], holds: Callable[[Verdict], bool]) -> float:
    """Share of words with a property; NaN if there are no words."""
    return float(np.mean([holds(v) for v in verdicts])) if verdicts else float("nan")


def with_interval(
    name: str, verdicts: Sequence[Verdict], holds: Callable[[Verdict], bool]
) -> dict[str, object]:
    """Return a share and its 95 % interval, resampling whole speakers."""
    held = np.array([holds(v) for v in verdicts], dtype=float)
    if not len(held):
        return {name: float("nan"), f"{name}_interval": None}
    low, high = interval_over_speakers(
        lambda drawn: float(held[drawn].mean()), [v.item.speaker for v in verdicts]
    )
    return {name: float(held.mean()), f"{name}_interval": [low, high]}


def evaluate(
    folder: Path, config: EngineConfig, *, model: str, control: Path | None
) -> dict[str, object]:
    """Measure the shipped weights, or weights fitted on the folder's other speakers."""
    if model == SHIPPED:
        return evaluate_shipped(folder, config, control=control)
    return evaluate_retrained(folder, config)


def stress_table(values: Mapping[str, Any]) -> str:
    """Show how often stress was heard on the right syllable."""
    names = {
        "accuracy_polysyllabic": "stressed syllable found",
        "share_unclear": "called unclear",
        "share_elsewhere": "called stressed elsewhere",
        "recall_shifted": "shifted stress noticed",
        "recall_shifted_reported": "  clearly",
        "recall_measurable": "  where the move is measurable",
        "recall_measurable_reported": "    clearly",
        "false_alarm_rate": "false alarms on controls",
        "false_alarm_rate_reported": "  clearly",
    }
    rows = [["", "", "95 % over speakers"]]
    for name, label in names.items():
        if name in values:
            limits = values.get(f"{name}_interval")
            interval = f"{percent(limits[0])} to {percent(limits[1])}" if limits else ""
            rows.append([label, percent(values[name]), interval])
    of = f"{values['n']} words, {values['n_speakers']} speakers; {values['protocol']}"
    return f"{of}\n{table(rows)}"


TASK = evaluation(
    evaluate,
    option(
        "--control",
        type=Path,
        metavar="FOLDER",
        help="the same words unmoved: also report those that measurably moved",
    ),
    models=(SHIPPED, RETRAIN),
    table=stress_table,
)
