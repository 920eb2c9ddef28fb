"""Errors of aligned boundaries against hand-labelled ones (the layout of TIMIT)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from emotion_engine.alignment.aligner import align
from emotion_engine.alignment.boundaries import (
    BoundaryModel,
    load_boundaries,
    to_segments,
)
from emotion_engine.alignment.confidence import load_confidence
from emotion_engine.alignment.lexicon import is_vowel
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.audio.decode import load_audio
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.splits import speaker_folds
from emotion_engine.lab.tasks import RETRAIN, SEED, SHIPPED, evaluation
from emotion_engine.lab.training.hand_labelled import (
    HandLabelledTake,
    load_hand_labelled,
)
from emotion_engine.lab.training.hand_segments import SEGMENTS, HandWord
from emotion_engine.lab.training.misread_takes import Misread, misread_takes
from emotion_engine.lab.training.train_alignment import BoundaryRecipe, fit_boundaries
from emotion_engine.lab.training.train_confidence import JudgedTake, fit_confidence
from emotion_engine.models import models_of
from emotion_engine.results import Span

from .word_confidence import confidence_figures

WITHIN_MS = (20, 25, 50)
N_FOLDS = 8


def evaluate_retrained(
    folder: Path, config: EngineConfig, recipe: BoundaryRecipe
) -> dict[str, object]:
    """Measure models fitted on the folder's other speakers, fold by fold."""
    if not (folder / SEGMENTS).is_file():
        return evaluate_failures(folder, config)
    return judge_out_of_fold(folder, config, recipe).figures()


def evaluate_shipped(folder: Path, config: EngineConfig) -> dict[str, object]:
    """Measure the shipped models, on a folder they were not trained on."""
    if not (folder / SEGMENTS).is_file():
        return evaluate_failures(folder, config)
    takes = load_hand_labelled(folder, config)
    licence = config.weights_licence
    boundaries, sure = load_boundaries(licence), load_confidence(licence)
    judged = judge(takes, misread_takes(takes, config, seed=0), boundaries)
    confidences = [take.judge(sure) for take in judged]
    return figures(takes, judged) | {
        "confidence": confidence_figures(judged, confidences),
        "protocol": f"shipped weights ({licence})",
    }


def evaluate_failures(folder: Path, config: EngineConfig) -> dict[str, object]:
    """Count the takes of a folder that cannot be aligned with their text."""
    corpus = load_corpus(folder, needs=("text",))
    failures = []
    for utterance in corpus.utterances:
        waveform = load_audio(utterance.path, config.limits).waveform
        try:
            align(waveform, plan_phrase(utterance.text), models_of(config).aligner)
        except AlignmentError:
            failures.append(utterance.path)
    return counts([u.path for u in corpus.utterances], corpus.speakers, failures)


@dataclass(frozen=True, slots=True)
class OutOfFold:
    """Every take aligned by models that were not trained on its speaker.

    ``new`` are the indices of takes whose sentence does not occur in training.
    """

    takes: Sequence[HandLabelledTake]
    judged: Sequence[JudgedTake]
    confidences: Sequence[np.ndarray]
    new: frozenset[int]

    def figures(self) -> dict[str, object]:
        """Measure boundaries and confidence; ``nucleus_new_text`` on the new ones."""
        new = [self.takes[i] for i in sorted(self.new)]
        of_new = figures(new, self.judged)
        return figures(self.takes, self.judged) | {
            "nucleus_new_text": of_new["nucleus"],
            "confidence": confidence_figures(self.judged, self.confidences),
            "protocol": f"retrained, {N_FOLDS} folds by speaker",
        }


def judge_out_of_fold(
    folder: Path, config: EngineConfig, recipe: BoundaryRecipe
) -> OutOfFold:
    """Align the takes of a folder with their words, and with wrong ones, by fold."""
    takes = load_hand_labelled(folder, config)
    misread = misread_takes(takes, config, recipe.seed)
    return hear_out_of_fold(takes, misread, recipe)


def hear_out_of_fold(
    takes: Sequence[HandLabelledTake],
    misread: Sequence[Misread],
    recipe: BoundaryRecipe,
) -> OutOfFold:
    """Fit boundaries, then confidence, on the speakers of the other folds."""
    judged: list[JudgedTake] = []
    new: list[int] = []
    folds = speaker_folds([t.speaker for t in takes], n_folds=N_FOLDS)
    for fold in folds:
        model = fit_boundaries([takes[i] for i in fold.train], recipe)
        known = {takes[i].plan.text for i in fold.train}
        new += [i for i in fold.test if takes[i].plan.text not in known]
        own = [takes[i] for i in fold.test]
        judged += judge(own, [m for m in misread if m.number in set(fold.test)], model)
    confidences = [np.zeros(0)] * len(judged)
    for fold in folds:
        heard = {takes[i].speaker for i in fold.test}
        sure = fit_confidence([j for j in judged if j.take.speaker not in heard])
        for i, one in enumerate(judged):
            if one.take.speaker in heard:
                confidences[i] = one.judge(sure)
    return OutOfFold(takes, judged, confidences, frozenset(new))


def judge(
    takes: Sequence[HandLabelledTake], misread: Sequence[Misread], model: BoundaryModel
) -> list[JudgedTake]:
    """Align takes with what was said, and with what was not."""
    placed = [JudgedTake.of(take, model) for take in takes if take.matches]
    return placed + [JudgedTake.of(m.take, model, m.said) for m in misread]


def figures(
    takes: Sequence[HandLabelledTake], judged: Sequence[JudgedTake]
) -> dict[str, object]:
    """Measure the errors of words and nuclei of aligned takes.

    Nuclei are compared in words where annotation and pronunciation have equally many.

    Returns
    -------
    dict
        ``word`` and ``nucleus``, each with ``start`` and ``end``: median and 90th
        percentile absolute error and median signed error (aligned minus by hand) in ms,
        and the share within 20, 25 and 50 ms; ``n``, ``n_speakers``, ``n_failures``,
        and ``n_unmatched``: takes whose words are not those of ``segments.csv``.
    """
    words: list[tuple[float, float]] = []
    nuclei: list[tuple[float, float]] = []
    placed = {id(j.take): j.placement.times_s for j in judged}
    for take in takes:
        if take.matches:
            found = list(spans_of(take, placed[id(take)]))
            words += compare_spans(
                [word.span for word in found], [word.span for word in take.hand]
            )
            nuclei += nucleus_errors(found, take.hand)
    failures = [take.path for take in takes if take.found is None]
    n_matching = sum(take.matches for take in takes)
    return {
        "word": summarize(words),
        "nucleus": summarize(nuclei),
        **counts([t.path for t in takes], [t.speaker for t in takes], failures),
        "n_unmatched": len(takes) - len(failures) - n_matching,
    }


def counts(
    paths: Sequence[Path], speakers: Sequence[str], failures: Sequence[Path]
) -> dict[str, object]:
    """Count takes and speakers, and list the takes that failed."""
    return {
        "n": len(paths),
        "n_speakers": len(set(speakers)),
        "n_failures": len(failures),
        "share_failures": round(len(failures) / max(1, len(paths)), 4),
        "failures": ["/".join(path.parts[-2:]) for path in failures],
    }


def spans_of(take: HandLabelledTake, times_s: np.ndarray) -> Iterator[HandWord]:
    """Convert aligned boundaries to the form of hand-labelled ones."""
    segments = iter(to_segments(take.outline, times_s))
    for phones in take.found:
        own = [next(segments) for _ in phones]
        vowels = [Span(p.start_s, p.end_s) for p in own if is_vowel(p.label)]
        yield HandWord(Span(own[0].start_s, own[-1].end_s), tuple(vowels))


def nucleus_errors(
    found: Sequence[HandWord], hand: Sequence[HandWord]
) -> Iterator[tuple[float, float]]:
    """Errors of the nuclei of words in which both sides have equally many."""
    for word, truth in zip(found, hand, strict=True):
        if len(word.nuclei) == len(truth.nuclei):
            yield from compare_spans(word.nuclei, truth.nuclei)


def compare_spans(
    found: Sequence[Span], truth: Sequence[Span]
) -> Iterator[tuple[float, float]]:
    """Signed errors of starts and ends, in ms."""
    for ours, theirs in zip(found, truth, strict=True):
        start_ms = (ours.start_s - theirs.start_s) * 1000
        yield start_ms, (ours.end_s - theirs.end_s) * 1000


def summarize(pairs: Sequence[tuple[float, float]]) -> dict[str, object]:
    """Summarise the errors of starts and of ends; ``None`` if there are none."""
    signed = np.asarray(pairs, dtype=float).reshape(-1, 2)  # (n_spans, 2)
    summary: dict[str, object] = {"n": len(signed)}
    if not len(signed):
        return {**summary, "start": None, "end": None}
    for name, errors in zip(("start", "end"), signed.T, strict=True):
        absolute = np.abs(errors)
        summary[name] = {
            "median_ms": round(float(np.median(absolute)), 1),
            "p90_ms": round(float(np.percentile(absolute, 90)), 1),
            "bias_ms": round(float(np.median(errors)), 1),
            **{
                f"within_{limit}_ms": round(float((absolute <= limit).mean()), 4)
                for limit in WITHIN_MS
            },
        }
    return summary


def evaluate(
    folder: Path, config: EngineConfig, *, model: str, seed: int
) -> dict[str, object]:
    """Measure the shipped models, or models fitted on the folder's other speakers."""
    if model == SHIPPED:
        return evaluate_shipped(folder, config)
    return evaluate_retrained(folder, config, BoundaryRecipe(seed=seed))


TASK = evaluation(evaluate, SEED, models=(RETRAIN, SHIPPED))
