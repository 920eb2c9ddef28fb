"""How often natives are inside the band of other natives: leave-one-speaker-out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.findings import find
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.tasks import evaluation
from emotion_engine.lab.training.measured_natives import measure_takes
from emotion_engine.lab.training.native_profiles import shared_phrases
from emotion_engine.profiles.build import build_profiles
from emotion_engine.profiles.compare import compare
from emotion_engine.profiles.natives import NativeTake, Origin
from emotion_engine.profiles.store import NativeProfile
from emotion_engine.results import BandPosition, Comparison, UtteranceReport
from emotion_engine.stress.vowels import load_norms

CLEARLY_HEARD = 0.5  # severity from which a finding is more than a refinement
NOBODY = Origin("", "", "")


@dataclass(frozen=True, slots=True)
class HeldOut:
    """One native take against a profile of the other speakers."""

    speaker: str
    comparison: Comparison
    severity: float


def evaluate_profiles(folder: Path, config: EngineConfig) -> dict[str, object]:
    """Compare every native of a corpus with a profile built without them.

    Returns
    -------
    dict
        Mean share of the melody inside the band, share of takes inside for each
        measure, share of takes without a clear finding, ``n``, ``n_speakers``.
    """
    corpus = load_corpus(folder, needs=("sex", "text"))
    takes = list(measure_takes(shared_phrases(corpus), config))
    compared = list(compare_held_out(takes))
    melody = [h.comparison.melody_inside_share for h in compared]
    inside: dict[str, list[bool]] = defaultdict(list)
    for measure in (m for h in compared for m in h.comparison.measures):
        inside[measure.name].append(measure.position is BandPosition.INSIDE)
    clean = [h.severity < CLEARLY_HEARD for h in compared]
    return {
        "melody_inside_share": _mean([m for m in melody if m is not None]),
        "measures_inside": {name: _mean(each) for name, each in inside.items()},
        "without_clear_finding": _mean(clean),
        "n": len(compared),
        "n_speakers": len({h.speaker for h in compared}),
    }


def compare_held_out(takes: Sequence[NativeTake]) -> Iterator[HeldOut]:
    """Compare every take with a profile of the other speakers."""
    for take, profile in held_out(takes):
        yield judge(take, profile)


def held_out(
    takes: Sequence[NativeTake],
) -> Iterator[tuple[NativeTake, NativeProfile]]:
    """Leave each speaker out in turn, phrase by phrase and style by style."""
    groups: dict[tuple[str, str], list[NativeTake]] = defaultdict(list)
    for take in takes:
        groups[take.text, take.style].append(take)
    for group in groups.values():
        for speaker in sorted({take.speaker for take in group}):
            others = [take for take in group if take.speaker != speaker]
            for profile in build_profiles(others, NOBODY):
                own = (take for take in group if take.speaker == speaker)
                yield from ((take, profile) for take in own)


def judge(take: NativeTake, profile: NativeProfile) -> HeldOut:
    """Compare one take with a profile and find what the product would report."""
    report = report_of(take, profile)
    severity = find(report, profile, load_norms())[0].severity
    return HeldOut(take.speaker, report.comparison, severity)


def report_of(take: NativeTake, profile: NativeProfile) -> UtteranceReport:
    """Build the report of a native's take on which the findings are based."""
    compared = compare(take.words, take.melody, take.pauses, profile)
    return UtteranceReport(
        text=take.text,
        engine_version="",
        words=take.words,
        pauses=take.pauses,
        melody=take.melody,
        comparison=compared,
    )


def _mean(values: Sequence[float]) -> float:
    return round(float(np.mean(values)), 4) if len(values) else float("nan")


TASK = evaluation(evaluate_profiles)
