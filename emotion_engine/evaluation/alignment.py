"""How far aligned boundaries lie from hand-checked ones (the layout of TIMIT)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from emotion_engine.alignment.aligner import (
    AlignedWord,
    Alignment,
    align,
    place_words,
)
from emotion_engine.alignment.boundaries import BoundaryModel, load_boundaries
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.audio.decode import load_audio
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError
from emotion_engine.results import Span
from emotion_engine.training.corpora import load_corpus
from emotion_engine.training.hand_segments import SEGMENTS, HandWord
from emotion_engine.training.hand_takes import HandTake, load_hand_takes
from emotion_engine.training.splits import speaker_folds
from emotion_engine.training.train_alignment import BoundaryRecipe, fit_boundaries

WITHIN_MS = (20, 25, 50)
N_FOLDS = 8


def evaluate_retrained(
    folder: Path, config: EngineConfig, recipe: BoundaryRecipe
) -> dict[str, object]:
    """Measure models fitted on the folder's other speakers, fold by fold."""
    if not (folder / SEGMENTS).is_file():
        return evaluate_failures(folder, config)
    return measure_retrained(load_hand_takes(folder, config), recipe)


def evaluate_shipped(folder: Path, config: EngineConfig) -> dict[str, object]:
    """Measure the shipped model, on a folder it did not learn from."""
    if not (folder / SEGMENTS).is_file():
        return evaluate_failures(folder, config)
    takes = load_hand_takes(folder, config)
    placed = [place_take(take, load_boundaries()) for take in takes]
    return figures(takes, placed) | {"protocol": "shipped weights"}


def evaluate_failures(folder: Path, config: EngineConfig) -> dict[str, object]:
    """Count the takes of a folder that cannot be aligned with their text."""
    corpus = load_corpus(folder, needs=("text",))
    failures = []
    for utterance in corpus.utterances:
        waveform = load_audio(utterance.path, config.limits).waveform
        try:
            align(waveform, plan_phrase(utterance.text), config=config)
        except AlignmentError:
            failures.append(utterance.path)
    return counts([u.path for u in corpus.utterances], corpus.speakers, failures)


def measure_retrained(
    takes: Sequence[HandTake], recipe: BoundaryRecipe
) -> dict[str, object]:
    """Place the boundaries of every take with a model that never heard its speaker.

    ``nucleus_new_text`` is measured where nobody in training said the sentence.
    """
    placed: list[Alignment | None] = [None] * len(takes)
    new = []
    folds = speaker_folds([take.speaker for take in takes], n_folds=N_FOLDS)
    for fold in folds:
        model = fit_boundaries([takes[i] for i in fold.train], recipe)
        known = {takes[i].plan.text for i in fold.train}
        new += [i for i in fold.test if takes[i].plan.text not in known]
        for i in fold.test:
            placed[i] = place_take(takes[i], model)
    of_new = figures([takes[i] for i in new], [placed[i] for i in new])
    return figures(takes, placed) | {
        "nucleus_new_text": of_new["nucleus"],
        "protocol": f"retrained, {len(folds)} folds by speaker",
    }


def place_take(take: HandTake, model: BoundaryModel) -> Alignment | None:
    """Place the words of a take; ``None`` where no alignment was found."""
    if take.found is None:
        return None
    return place_words(take.waveform, take.plan, take.found, model)


def figures(
    takes: Sequence[HandTake], placed: Sequence[Alignment | None]
) -> dict[str, object]:
    """Measure the errors of words and nuclei.

    Nuclei are compared in words where annotators and pronunciation have equally many.

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
    for take, found in zip(takes, placed, strict=True):
        if take.matches:
            words += compare_spans(found.words, [word.span for word in take.hand])
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
    """Say how many takes there were, of how many speakers, and which failed."""
    return {
        "n": len(paths),
        "n_speakers": len(set(speakers)),
        "n_failures": len(failures),
        "share_failures": round(len(failures) / max(1, len(paths)), 4),
        "failures": ["/".join(path.parts[-2:]) for path in failures],
    }


def nucleus_errors(
    found: Alignment, hand: Sequence[HandWord]
) -> Iterator[tuple[float, float]]:
    """Errors of the nuclei of words in which both sides have equally many."""
    for word, truth in zip(found.words, hand, strict=True):
        nuclei = [syllable.nucleus for syllable in word.syllables]
        if len(nuclei) == len(truth.nuclei):
            yield from compare_spans(nuclei, truth.nuclei)


def compare_spans(
    found: Sequence[Span | AlignedWord], truth: Sequence[Span]
) -> Iterator[tuple[float, float]]:
    """Signed errors of starts and ends, in ms."""
    for ours, theirs in zip(found, truth, strict=True):
        start_ms = (ours.start_s - theirs.start_s) * 1000
        yield start_ms, (ours.end_s - theirs.end_s) * 1000


def summarize(pairs: Sequence[tuple[float, float]]) -> dict[str, object]:
    """Describe the errors of starts and of ends; ``None`` where there are none."""
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
