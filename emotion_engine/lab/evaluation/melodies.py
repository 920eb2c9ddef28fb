"""Whether prosody is judged by the melody: natives whose melody was taken away.

Each take of a native is analysed as it was recorded, and resynthesised with its melody
as it was, flattened, turned upside down, and whispered. Whatever else raters could hear
(sounds, rate, pauses, timing) stays.
"""

from __future__ import annotations

import logging
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine import UtteranceRequest, analyze_utterances
from emotion_engine.audio.decode import load_audio
from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError, EngineError
from emotion_engine.lab.metrics import interval_over_speakers
from emotion_engine.lab.tasks import FOLDERS, SEED, evaluation, option
from emotion_engine.lab.training.subsets import dealt
from emotion_engine.rendition.make import write_wav
from emotion_engine.results import UtteranceReport
from emotion_engine.resynthesis.world import (
    Changes,
    WorldFrames,
    analyse,
    synthesise,
)

from .told import chosen

LOGGER = logging.getLogger(__name__)
FLAT_RANGE_ST = 0.8
TOP_BAND = 9.0  # of the raters' guide, "excellent"
RECORDED = "recorded"
Heard = Mapping[str, UtteranceReport]


def copied(frames: WorldFrames) -> WorldFrames:
    """Leave the melody as it was."""
    return frames


def flattened(frames: WorldFrames) -> WorldFrames:
    """Compress the melody to ``FLAT_RANGE_ST`` semitones about its median."""
    low, high = np.percentile(melody_st(frames), [5, 95])
    return with_melody(frames, FLAT_RANGE_ST / max(float(high - low), FLAT_RANGE_ST))


def upside_down(frames: WorldFrames) -> WorldFrames:
    """Mirror the melody about its median: what rose falls, and what was high is low."""
    return with_melody(frames, -1.0)


def whispered(frames: WorldFrames) -> WorldFrames:
    """Excite the same envelopes by noise alone."""
    return replace(
        frames,
        f0_hz=np.zeros_like(frames.f0_hz),
        aperiodicity=np.ones_like(frames.aperiodicity),
    )


TREATMENTS: Mapping[str, Callable[[WorldFrames], WorldFrames]] = {
    "copied": copied,
    "flattened": flattened,
    "upside_down": upside_down,
    "whispered": whispered,
}


def melody_st(frames: WorldFrames) -> np.ndarray:
    """F0 of the voiced frames in semitones about its median; [0] if there are none."""
    voiced_hz = frames.f0_hz[frames.f0_hz > 0]
    if not len(voiced_hz):
        return np.zeros(1)
    return 12 * np.log2(voiced_hz / np.median(voiced_hz))


def with_melody(frames: WorldFrames, factor: float) -> WorldFrames:
    """Multiply the semitones about the median of the voiced frames."""
    f0_hz = frames.f0_hz.copy()
    voiced = f0_hz > 0
    if voiced.any():
        middle_hz = np.median(f0_hz[voiced])
        f0_hz[voiced] = middle_hz * 2 ** (factor * melody_st(frames) / 12)
    return replace(frames, f0_hz=f0_hz)


@dataclass(frozen=True, slots=True)
class Trial:
    """The reports on one take by treatment; only the recording is surely assessable."""

    speaker: str
    reports: Heard


def evaluate_melodies(
    folders: Sequence[Path],
    config: EngineConfig,
    *,
    n_takes: int,
    max_words: int | None,
    seed: int,
) -> dict[str, Any]:
    """Measure how prosody is rated with and without the natives' melody.

    Parameters
    ----------
    folders : sequence of Path
        Natives' takes with texts; only the readers kept for judging, see ``told``.

    Returns
    -------
    dict
        By folder ``n`` takes and, by treatment, what ``figures_of`` returns.

    Raises
    ------
    CorpusError
        A folder has no take that can be judged.
    """
    found = {}
    for folder in folders:
        corpus = dealt(chosen(folder, max_words), n_takes, seed)
        trials = []
        for number, take in enumerate(corpus.utterances, start=1):
            reports = hear_treated(take.path, take.text, config)
            if reports is not None:
                trials.append(Trial(take.speaker, reports))
            LOGGER.info("%s: %d of %d takes", corpus.name, number, len(corpus))
        if not trials:
            raise CorpusError(f"{folder}: no take could be judged.")
        found[folder.name] = {"n": len(trials)} | {
            treatment: figures_of(trials, treatment)
            for treatment in (RECORDED, *TREATMENTS)
        }
    return found


def hear_treated(path: Path, text: str, config: EngineConfig) -> Heard | None:
    """Analyse a take in every treatment; ``None`` if the recording cannot be judged."""
    frames = analyse(load_audio(path, config.limits).waveform)
    with tempfile.TemporaryDirectory() as folder:
        files = {RECORDED: path}
        for name, treat in TREATMENTS.items():
            files[name] = Path(folder, f"{name}.wav")
            write_wav(files[name], synthesise(treat(frames), Changes.none(len(frames))))
        requests = [UtteranceRequest(file, text) for file in files.values()]
        outcomes = analyze_utterances(requests, config=config)
    reports = dict(zip(files, outcomes, strict=True))
    if failed := [one for one in outcomes if isinstance(one, EngineError)]:
        LOGGER.warning("%s left out: %s", path.name, failed[0])
        return None
    return reports if reports[RECORDED].assessable else None


def figures_of(trials: Sequence[Trial], treatment: str) -> dict[str, Any]:
    """Return how one treatment is rated, and what is told of it.

    Returns
    -------
    dict
        ``top_band``: share of takes whose prosody is excellent, with its interval over
        speakers; ``prosody``: its mean; ``not_judged``: share of takes without a score;
        ``told``: share of takes with each finding.
    """
    reports = [trial.reports[treatment] for trial in trials]
    scores = np.array([prosody_of(report) for report in reports])
    is_top = np.nan_to_num(scores, nan=0.0) >= TOP_BAND
    judged = scores[np.isfinite(scores)]
    codes = Counter(
        code for report in reports for code in {f.code for f in report.told}
    )
    return {
        "top_band": float(is_top.mean()),
        "top_band_interval": interval_over_speakers(
            lambda own: float(is_top[own].mean()), [trial.speaker for trial in trials]
        ),
        "prosody": float(judged.mean()) if len(judged) else float("nan"),
        "not_judged": float(np.isnan(scores).mean()),
        "told": {code.value: n / len(trials) for code, n in codes.most_common()},
    }


def prosody_of(report: UtteranceReport) -> float:
    """Return the score of prosody, NaN where it is not judged."""
    rated = report.delivery.prosody if report.delivery else None
    return rated.value if rated else float("nan")


TASK = evaluation(
    evaluate_melodies,
    option("--takes", dest="n_takes", type=int, default=30, help="of each folder"),
    option("--max-words", type=int, metavar="N", help="leave longer texts out"),
    SEED,
    data=FOLDERS,
)
