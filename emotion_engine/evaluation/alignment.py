"""How far aligned boundaries lie from hand-checked ones (the layout of TIMIT)."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from emotion_engine.alignment.aligner import AlignedWord, Alignment, align
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.audio.decode import load_audio
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError, CorpusError
from emotion_engine.results import Span
from emotion_engine.training.corpora import load_corpus, read_manifest

WITHIN_MS = (20, 25, 50)
# TIMIT's vowels, reductions and syllabic consonants included.
TIMIT_NUCLEI = frozenset(
    [
        *("aa", "ae", "ah", "ao", "aw", "ax", "ax-h", "axr", "ay", "eh", "er", "ey"),
        *("ih", "ix", "iy", "ow", "oy", "uh", "uw", "ux", "el", "em", "en", "eng"),
    ]
)
HEADER = ("utterance", "tier", "start_s", "end_s", "label")


@dataclass(frozen=True, slots=True)
class HandWord:
    """One word as the annotators placed it, with the nuclei inside."""

    span: Span
    nuclei: tuple[Span, ...]


def evaluate_alignment(folder: Path, config: EngineConfig) -> dict[str, object]:
    """Align every take of a folder with ``segments.csv`` and measure the errors.

    Nuclei are compared in words where annotators and pronunciation have equally many.

    Returns
    -------
    dict
        ``word`` and ``nucleus``, each with ``start`` and ``end``: median and 90th
        percentile absolute error and median signed error (aligned minus by hand) in ms,
        and the share within 20, 25 and 50 ms; ``n``, ``n_speakers``, ``n_failures``,
        and ``n_unmatched``: takes whose words are not those of ``segments.csv``.
    """
    corpus = load_corpus(folder, needs=("text", "utterance"))
    names = [row["utterance"] for row in read_manifest(folder, ("utterance",))]
    by_hand = read_segments(folder / "segments.csv")
    errors: dict[str, list[tuple[float, float]]] = {"word": [], "nucleus": []}
    failures, n_unmatched = [], 0
    for utterance, name in zip(corpus.utterances, names, strict=True):
        waveform = load_audio(utterance.path, config.limits).waveform
        try:
            found = align(waveform, plan_phrase(utterance.text), config=config)
        except AlignmentError:
            failures.append(utterance.path.relative_to(folder).as_posix())
            continue
        hand = by_hand.get(name, [])
        if len(hand) != len(found.words):
            n_unmatched += 1
            continue
        errors["word"] += compare_spans(found.words, [word.span for word in hand])
        errors["nucleus"] += nucleus_errors(found, hand)
    return {
        **{kind: summarize(pairs) for kind, pairs in errors.items()},
        "n": len(corpus),
        "n_speakers": len(set(corpus.speakers)),
        "n_failures": len(failures),
        "n_unmatched": n_unmatched,
        "failures": failures,
    }


def read_segments(path: Path) -> dict[str, list[HandWord]]:
    """Read words and nuclei by utterance."""
    if not path.is_file():
        raise CorpusError(f"{path} is missing: alignment is measured against it.")
    spans: dict[str, dict[str, list[tuple[Span, str]]]] = {}
    with path.open(newline="") as file:
        rows = csv.DictReader(file)
        if absent := set(HEADER) - set(rows.fieldnames or ()):
            raise CorpusError(f"{path} has no column {sorted(absent)[0]!r}.")
        for row in rows:
            span = Span(float(row["start_s"]), float(row["end_s"]))
            tiers = spans.setdefault(row["utterance"], {"word": [], "phone": []})
            if row["tier"] not in tiers:
                raise CorpusError(f"{path} has an unknown tier {row['tier']!r}.")
            tiers[row["tier"]].append((span, row["label"]))
    return {name: list(hand_words(tiers)) for name, tiers in spans.items()}


def hand_words(tiers: dict[str, list[tuple[Span, str]]]) -> Iterator[HandWord]:
    """Put the nuclei of one utterance into its words."""
    nuclei = [span for span, label in tiers["phone"] if label in TIMIT_NUCLEI]
    for word, _ in tiers["word"]:
        inside = (n for n in nuclei if word.start_s <= middle(n) < word.end_s)
        yield HandWord(word, tuple(inside))


def middle(span: Span) -> float:
    """Return the time halfway through a span."""
    return (span.start_s + span.end_s) / 2


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
