"""Whether a take gets the same report when only microphone, room or codec change."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from emotion_engine import analyze_utterance
from emotion_engine.audio.decode import load_audio
from emotion_engine.config import SAMPLE_RATE, EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.corpora.takes import some_of
from emotion_engine.lab.tasks import FOLDERS, evaluation, option
from emotion_engine.lab.training.alterations import HARMLESS
from emotion_engine.results import ExpressionResult, StressState, UtteranceReport

from .phrase_check import as_sentence

Pair = tuple[UtteranceReport, UtteranceReport]
logger = logging.getLogger(__name__)


def evaluate_repeatability(
    folders: Sequence[Path], config: EngineConfig, *, n: int
) -> dict[str, Any]:
    """Analyse ``n`` takes as recorded and after each harmless alteration.

    Parameters
    ----------
    folders : sequence of Path
        Corpora with texts; each gives an equal part of the takes, evenly spread.

    Returns
    -------
    dict
        The result of ``figures`` by alteration, with ``n_lost``: takes that could be
        judged as recorded but not after it. Takes that cannot be judged as recorded
        only count in ``n_left_out``.
    """
    takes = [take for folder in folders for take in spread(folder, n // len(folders))]
    pairs: dict[str, list[Pair]] = {alteration.name: [] for alteration in HARMLESS}
    for number, (waveform, text) in enumerate(takes):
        recorded = analysed(waveform, text, config)
        if recorded.assessable:
            for alteration in HARMLESS:
                altered = analysed(alteration(waveform, seed=number), text, config)
                pairs[alteration.name].append((recorded, altered))
        logger.info("%d of %d takes", number + 1, len(takes))
    kept = len(pairs[HARMLESS[0].name])
    if not kept:
        raise CorpusError("None of the takes can be judged as recorded.")
    return {name: figures(some) for name, some in pairs.items()} | {
        "n": kept,
        "n_left_out": len(takes) - kept,
        "corpora": [folder.name for folder in folders],
    }


def spread(folder: Path, n: int) -> Iterator[tuple[np.ndarray, str]]:
    """Yield waveform and phrase of a number of takes of a folder."""
    corpus = load_corpus(folder, needs=("text",))
    for take in some_of(corpus.utterances, n):
        yield load_audio(take.path, EngineConfig().limits).waveform, take.text


def analysed(waveform: np.ndarray, text: str, config: EngineConfig) -> UtteranceReport:
    """Run a waveform through the whole engine, as a file."""
    file = io.BytesIO()
    soundfile.write(file, waveform, SAMPLE_RATE, format="WAV", subtype="FLOAT")
    return analyze_utterance(file.getvalue(), text=as_sentence(text), config=config)


def figures(pairs: Sequence[Pair]) -> dict[str, float]:
    """Compare takes as recorded with the same takes altered.

    ``stress_changed``: share of graded words whose verdict changes; ``stress_told``:
    whose stress is reported as misplaced in only one of them. ``style_changed``: share
    of takes named as another style; NaN for a head that knows voices, to which each
    voice here is unknown. ``syllable_f0_st`` and
    ``style_probability`` (of the likeliest style as recorded): 95th percentile of the
    changes.
    """
    both = [(one, other) for one, other in pairs if other.assessable]
    verdicts = [pair for one, other in both for pair in graded(one, other)]
    styles = [(a.expression, b.expression) for a, b in both if a.expression]
    told_wrong = StressState.ELSEWHERE
    return {
        "n_lost": len(pairs) - len(both),
        "n_words": len(verdicts),
        "stress_changed": share(a is not b for a, b in verdicts),
        "stress_told": share(
            (a is told_wrong) != (b is told_wrong) for a, b in verdicts
        ),
        "syllable_f0_st": most(c for a, b in both for c in f0_changes_st(a, b)),
        "style_changed": share(
            a.sounds_like != b.sounds_like for a, b in styles if a.voice_is_known
        ),
        "style_probability": most(style_change(a, b) for a, b in styles),
        "first_finding_changed": share(
            a.findings[0].code is not b.findings[0].code for a, b in both
        ),
    }


def graded(
    one: UtteranceReport, other: UtteranceReport
) -> Iterator[tuple[StressState, StressState]]:
    """Pair the verdicts on words that are graded both times."""
    for a, b in zip(one.words, other.words, strict=True):
        if StressState.NOT_GRADED not in (a.stress_state, b.stress_state):
            yield a.stress_state, b.stress_state


def f0_changes_st(one: UtteranceReport, other: UtteranceReport) -> Iterator[float]:
    """Yield the change in F0 of each syllable that is voiced both times."""
    for a, b in zip(one.words, other.words, strict=True):
        for before, after in zip(a.syllables, b.syllables, strict=False):
            if before.f0_median_st is not None and after.f0_median_st is not None:
                yield abs(after.f0_median_st - before.f0_median_st)


def style_change(before: ExpressionResult, after: ExpressionResult) -> float:
    """Return the change in probability of the likeliest style as recorded."""
    style = max(before.probabilities, key=before.probabilities.get)
    return abs(after.probabilities[style] - before.probabilities[style])


def share(events: Iterable[bool]) -> float:
    """Share of true values; NaN if there are none."""
    events = list(events)
    return sum(events) / len(events) if events else float("nan")


def most(changes: Iterable[float]) -> float:
    """Return the 95th percentile; NaN if there are no values."""
    changes = list(changes)
    return float(np.percentile(changes, 95)) if changes else float("nan")


TASK = evaluation(
    evaluate_repeatability,
    option("--n", type=int, default=40, help="takes in all"),
    data=FOLDERS,
)
