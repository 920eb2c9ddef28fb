"""Whether a take with others' prosody keeps the learner's voice and stays intelligible.

Every take is compared in three states: as recorded, through the vocoder alone, and with
the model voice's melody, timing and loudness.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine import analyze_utterance
from emotion_engine.alignment.text import usual_words
from emotion_engine.audio.decode import load_audio
from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.features.f0 import to_semitones
from emotion_engine.lab.corpora import Utterance, load_corpus
from emotion_engine.lab.detectors import track_f0
from emotion_engine.lab.metrics import interval_over_speakers
from emotion_engine.lab.tasks import SEED, evaluation, option
from emotion_engine.lab.training.feature_cache import FeatureCache
from emotion_engine.phrase_check.words import edit_distance
from emotion_engine.rendition.make import change, write_wav
from emotion_engine.rendition.pattern import Pattern, pattern_of
from emotion_engine.rendition.wanted import Wanted
from emotion_engine.results import UtteranceReport
from emotion_engine.resynthesis.world import (
    FRAME_S,
    Changes,
    synthesise,
)
from emotion_engine.resynthesis.world import analyse as take_apart

from .phrase_check import as_sentence
from .speaker_space import SpeakerSpace, identified

LOGGER = logging.getLogger(__name__)
N_SPEAKERS, N_OTHERS, TRIES = 60, 5, 3
STATES = ("recorded", "vocoder", "rendition")
MEASURES = ("melody_st", "duration_ratio", "level_db")


@dataclass(frozen=True, slots=True)
class Trial:
    """One learner's take in three states.

    Attributes
    ----------
    paths, reports : dict
        By state: the file, and its report.
    f0_error_st : float
        Median distance of the resulting melody from the target.
    off : dict
        By state: distances of melody, lengths and levels from the pattern's.
    """

    speaker: str
    text: str
    paths: dict[str, Path]
    reports: dict[str, Mapping[str, Any]]
    f0_error_st: float
    off: dict[str, dict[str, float]]


def evaluate_resynthesis(
    folder: Path, config: EngineConfig, *, n_speakers: int = N_SPEAKERS, seed: int = 0
) -> dict[str, Any]:
    """Render learners' takes with the model voice's prosody, and analyse them.

    Parameters
    ----------
    folder : Path
        A corpus with texts and enough speakers: those not tried train the space in
        which speakers are identified.

    Returns
    -------
    dict
        ``states``: by state the share of takes identified as the right speaker, the
        word error rate, the share accepted by the phrase check and the mean
        log-likelihood of the sentence; ``cosine``: similarity of speakers to themselves
        and to others; ``followed``: distance from the pattern before and after.
        Intervals are over speakers, 95 %.
    """
    takes = drawn(load_corpus(folder, needs=("text",)).utterances, seed)
    names = sorted(takes)
    order = np.random.default_rng(seed).permutation(len(names))
    tried = [names[i] for i in order[:n_speakers]]
    others = [names[i] for i in order[n_speakers:]]
    if len(others) < len(tried) // 2:
        raise CorpusError(f"{folder} has too few speakers to try {n_speakers} of them.")
    cache = FeatureCache.of(config)
    space = speaker_space([u for n in others for u in takes[n][:N_OTHERS]], cache)
    with tempfile.TemporaryDirectory() as made:
        trials = [
            trial
            for name in tried
            if (trial := try_speaker(takes[name][N_OTHERS:], config, Path(made)))
        ]
        known = [u for t in trials for u in takes[t.speaker][:N_OTHERS]]
        voices = {
            state: space.directions(cache.features([t.paths[state] for t in trials]))
            for state in STATES
        }
    enrolled = space.directions(cache.features([u.path for u in known]))
    return report(trials, voices, enrolled, [u.speaker for u in known], seed)


def drawn(utterances: Sequence[Utterance], seed: int) -> dict[str, list[Utterance]]:
    """Return some takes of each speaker; the first ones enrol the voice."""
    draw = np.random.default_rng(seed)
    by_speaker: dict[str, list[Utterance]] = {}
    for utterance in utterances:
        by_speaker.setdefault(utterance.speaker, []).append(utterance)
    return {
        name: [own[i] for i in draw.permutation(len(own))[: N_OTHERS + TRIES]]
        for name, own in by_speaker.items()
        if len(own) > N_OTHERS
    }


def speaker_space(utterances: Sequence[Utterance], cache: FeatureCache) -> SpeakerSpace:
    """Learn to separate speakers from those that are not tried."""
    features = cache.features([u.path for u in utterances])
    return SpeakerSpace.learn(features, [u.speaker for u in utterances])


def try_speaker(
    takes: Sequence[Utterance], config: EngineConfig, folder: Path
) -> Trial | None:
    """Change the first of a speaker's takes that can be judged."""
    for take in takes:
        text = as_sentence(take.text)
        report = analyze_utterance(take.path, text=text, config=config)
        if report.assessable:
            LOGGER.info("%s: %s", take.speaker, text)
            return try_take(take, text, report, config, folder)
    LOGGER.warning("%s left out: no take could be judged", takes[0].speaker)
    return None


def try_take(
    take: Utterance,
    text: str,
    report: UtteranceReport,
    config: EngineConfig,
    folder: Path,
) -> Trial:
    """Write a take in its other states, and analyse them."""
    waveform = load_audio(take.path, config.limits).waveform
    frames = take_apart(waveform)
    pattern = pattern_of(text, None, config)
    changed, wanted = change(waveform, report, pattern)
    sounds = {
        "vocoder": synthesise(frames, Changes.none(len(frames))),
        "rendition": changed,
    }
    paths, reports = {"recorded": take.path}, {"recorded": report.to_json()}
    for state, sound in sounds.items():
        paths[state] = folder / f"{take.path.stem}-{state}.wav"
        write_wav(paths[state], sound)
        heard = analyze_utterance(paths[state], text=text, config=config)
        reports[state] = heard.to_json()
    return Trial(
        speaker=take.speaker,
        text=text,
        paths=paths,
        reports=reports,
        f0_error_st=f0_error_st(changed, wanted),
        off={state: off_pattern(reports[state], pattern) for state in STATES},
    )


def f0_error_st(changed: np.ndarray, wanted: Wanted) -> float:
    """Return the median distance of another tracker's F0 from the target."""
    track = track_f0(changed)
    voiced = np.flatnonzero((wanted.f0_hz > 0) & wanted.touched)
    times_s = wanted.begins()[voiced] * FRAME_S
    nearest = np.round(times_s / track.hop_s).astype(int)
    heard_hz = track.f0_hz[np.minimum(nearest, len(track.f0_hz) - 1)]
    error_st = np.abs(to_semitones(heard_hz, wanted.f0_hz[voiced]))
    return float(np.nanmedian(error_st))


def off_pattern(report: Mapping[str, Any], pattern: Pattern) -> dict[str, float]:
    """Return the mean distances of syllables from the pattern's."""
    distances: dict[str, list[float]] = {name: [] for name in MEASURES}
    for word in report["words"]:
        for index, said in enumerate(word["syllables"]):
            own = pattern.syllables.get((word["index"], index))
            if own is None:
                continue
            known = [st for st in own.melody_st if st is not None]
            pairs = {
                "melody_st": (
                    said["f0_median_st"],
                    np.median(known) if known else None,
                ),
                "duration_ratio": (
                    log_of(said["relative_duration"]),
                    log_of(own.relative_duration),
                ),
                "level_db": (said["level_db"], own.level_db),
            }
            for name, (mine, wanted) in pairs.items():
                if mine is not None and wanted is not None:
                    distances[name].append(abs(mine - wanted))
    return {name: float(np.mean(d)) if d else np.nan for name, d in distances.items()}


def log_of(ratio: float | None) -> float | None:
    """Return the natural logarithm of a known value."""
    return None if not ratio else float(np.log(ratio))


def report(
    trials: Sequence[Trial],
    voices: Mapping[str, np.ndarray],
    enrolled: np.ndarray,
    enrolled_speakers: Sequence[str],
    seed: int,
) -> dict[str, Any]:
    """Summarise all trials."""
    names = [trial.speaker for trial in trials]
    states = {
        state: state_figures(trials, state)
        | over_speakers(
            "identified",
            identified(voices[state], enrolled, enrolled_speakers) == np.array(names),
            names,
        )
        for state in STATES
    }
    return {
        "states": states,
        "cosine": cosines(voices, enrolled, enrolled_speakers, names),
        "followed": {
            state: {
                name: float(np.nanmean([t.off[state][name] for t in trials]))
                for name in MEASURES
            }
            for state in STATES
        },
        "f0_error_st": float(np.nanmedian([trial.f0_error_st for trial in trials])),
        "chance": 1 / len(names),
        "n": len(trials),
        "n_speakers": len(set(names)),
        "seed": seed,
    }


def state_figures(trials: Sequence[Trial], state: str) -> dict[str, Any]:
    """Measure how intelligible takes are in one state."""
    names = [trial.speaker for trial in trials]
    reports = [trial.reports[state] for trial in trials]
    asked = [usual_words(trial.text) for trial in trials]
    heard = [usual_words(r["heard"] or "") for r in reports]
    errors = np.array(
        [edit_distance(a, h) for a, h in zip(asked, heard, strict=True)], float
    )
    lengths = np.array([len(words) for words in asked], float)
    passed = np.array([bool(r["assessable"]) for r in reports])
    likelihood = np.array(
        [(r["phrase_check"] or {}).get("log_likelihood_asked") for r in reports], float
    )
    return {
        "word_error_rate": float(errors.sum() / lengths.sum()),
        "word_error_rate_interval": interval_over_speakers(
            lambda i: float(errors[i].sum() / lengths[i].sum()), names
        ),
        **over_speakers("passed", passed, names),
        **over_speakers("log_likelihood", likelihood, names),
    }


def over_speakers(
    name: str, values: np.ndarray, speakers: Sequence[str]
) -> dict[str, Any]:
    """Return a mean with its interval."""
    values = np.asarray(values, float)
    return {
        name: float(np.nanmean(values)),
        f"{name}_interval": interval_over_speakers(
            lambda i: float(np.nanmean(values[i])), speakers
        ),
    }


def cosines(
    voices: Mapping[str, np.ndarray],
    enrolled: np.ndarray,
    enrolled_speakers: Sequence[str],
    names: Sequence[str],
) -> dict[str, float]:
    """Return mean cosines of takes with other takes, of the speaker and of others."""
    same = np.array(names)[:, None] == np.array(enrolled_speakers)[None]
    found = {}
    for state in STATES:
        near = voices[state] @ enrolled.T
        found[f"{state}_with_same_speaker"] = float(near[same].mean())
        found[f"{state}_with_other_speakers"] = float(near[~same].mean())
    for state in STATES[1:]:
        found[f"{state}_with_recorded"] = float(
            (voices[state] * voices["recorded"]).sum(axis=1).mean()
        )
    return found


TASK = evaluation(
    evaluate_resynthesis,
    option("--speakers", dest="n_speakers", type=int, default=N_SPEAKERS, metavar="N"),
    SEED,
)
