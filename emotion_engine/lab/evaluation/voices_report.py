"""Figures of held-out voices: by corpus, sex and age, and of people who only read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from emotion_engine.lab.metrics import (
    expected_calibration_error,
    interval_over_speakers,
    per_class_recall,
)
from emotion_engine.lab.training.voices.calibrate import outcomes, worst_told
from emotion_engine.lab.training.voices.takes import READ, VoiceTakes

from .listeners import nearness

AGES = ((0, 30), (30, 50), (50, 200))


@dataclass(frozen=True, slots=True)
class Answers:
    """What held-out takes were told.

    Attributes
    ----------
    performed, heard : arrays, shape (n_takes, n_labels)
        Calibrated probabilities, nothing masked.
    clear : bool array, shape (n_takes,)
    """

    performed: np.ndarray
    heard: np.ndarray
    clear: np.ndarray

    def __getitem__(self, which: np.ndarray) -> Answers:
        """Return the answers on some takes."""
        return Answers(self.performed[which], self.heard[which], self.clear[which])


def measure_corpora(
    takes: VoiceTakes,
    answers: Answers,
    *,
    full: bool,
    among: VoiceTakes | None = None,
) -> dict[str, Any]:
    """Measure each corpus with styles; with ``full`` by sex and age and against votes.

    ``among`` are the takes a head learnt from where that was another corpus: only
    styles that both have are told apart.
    """
    found = {}
    for corpus in np.unique(takes.corpora[takes.styles != READ]):
        mine = np.flatnonzero(takes.corpora == corpus)
        found[str(corpus)] = measure_one(takes[mine], answers[mine], full, among)
    return found


def measure_one(
    takes: VoiceTakes, answers: Answers, full: bool, among: VoiceTakes | None
) -> dict[str, Any]:
    """Measure one corpus; styles it lacks are masked, not counted as errors."""
    allowed, merged = styles_to_tell(takes, among)
    labels = [s for s, yes in zip(takes.labels, allowed, strict=True) if yes]
    values = answers.performed.copy()
    truth = takes.styles
    if merged:
        values[:, takes.labels.index("neutral")] += values[
            :, takes.labels.index("calm")
        ]
        truth = np.where(truth == "calm", "neutral", truth)
    told = np.isin(truth, labels)
    values = values[told][:, allowed]
    values /= np.maximum(values.sum(1, keepdims=True), 1e-12)
    truth, speakers = truth[told], takes.speakers[told]
    said = np.array(labels)[values.argmax(1)]
    right = said == truth
    figures: dict[str, Any] = {
        "ua": ua(truth, said),
        "ua_interval": list(
            interval_over_speakers(lambda i: ua(truth[i], said[i]), speakers)
        ),
        "wa": float(right.mean()),
        "ece": expected_calibration_error(values.max(1), right),
        "n": len(truth),
        "n_styles": len(labels),
        "answered": float(answers.clear.mean()),
        "precision_of_answers": precision_of(takes, answers),
    }
    if full:
        figures["per_class_recall"] = per_class_recall(truth, said, labels)
        figures["by_sex"] = by_group(takes.sexes[told], truth, said)
        figures["by_age"] = by_group(age_groups(takes.ages[told]), truth, said)
        if takes.votes.any():
            figures["listeners"] = nearness(
                takes.votes, answers.heard, list(takes.speakers)
            )
            figures["listeners_by_performed"] = nearness(
                takes.votes, answers.performed, list(takes.speakers)
            )
    return figures


def styles_to_tell(
    takes: VoiceTakes, among: VoiceTakes | None
) -> tuple[np.ndarray, bool]:
    """Return which labels are told apart, and whether calm counts as neutral."""
    present = set(takes.styles) - {READ}
    learnt = present if among is None else set(among.styles) - {READ}
    has_calm = "calm" in present and "calm" in learnt
    wanted = (present & learnt) - (set() if has_calm else {"calm"})
    merged = not has_calm and "calm" in takes.labels
    return np.isin(takes.labels, sorted(wanted)), merged


def ua(truth: np.ndarray, said: np.ndarray) -> float:
    """Mean recall over the styles that occur."""
    return float(np.mean([np.mean(said[truth == s] == s) for s in np.unique(truth)]))


def precision_of(takes: VoiceTakes, answers: Answers) -> float | None:
    """How many of the clear answers are right."""
    right, _, _ = outcomes(takes, answers.performed)
    return float(right[answers.clear].mean()) if answers.clear.any() else None


def by_group(
    groups: np.ndarray, truth: np.ndarray, said: np.ndarray
) -> dict[str, float]:
    """UA within each group that is known."""
    return {
        str(name): ua(truth[groups == name], said[groups == name])
        for name in np.unique(groups)
        if name
    }


def age_groups(ages: np.ndarray) -> np.ndarray:
    """Name the group of each age; empty where it is not known."""
    names = []
    for age in ages:
        inside = [
            f"{low} to {high - 1}"
            for low, high in AGES
            if age and low <= int(age) < high
        ]
        names.append(inside[0] if inside else "")
    return np.array(names)


def measure_readers(takes: VoiceTakes, answers: Answers) -> dict[str, float]:
    """Share of people who only read told a style other than neutral or calm as clear."""
    _, other, styled = outcomes(takes, answers.performed)
    told = answers.clear & other
    found = {
        str(corpus): float(told[~styled & (takes.corpora == corpus)].mean())
        for corpus in np.unique(takes.corpora[~styled])
    }
    if found:
        found["all"] = float(told[~styled].mean())
        found["worst"] = worst_told(takes, told)
        found["answered"] = float(answers.clear[~styled].mean())
    return found
