"""Build native profiles from a folder of recordings, measured as the product measures."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.audio.decode import load_audio
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError, CorpusError
from emotion_engine.lab.corpora import Corpus, Utterance, load_corpus
from emotion_engine.measure import measure, words_of
from emotion_engine.models import models_of
from emotion_engine.profiles.build import (
    MIN_SPEAKERS,
    NativeTake,
    Origin,
    build_profiles,
)
from emotion_engine.profiles.store import NEUTRAL, NativeProfile

LOGGER = logging.getLogger(__name__)
KNOWN_ORIGINS = {
    "ravdess": Origin(
        source="RAVDESS (Livingstone & Russo 2018)",
        licence="CC BY-NC-SA 4.0",
        accent="North American",
    ),
    "timit_sample": Origin(
        source="TIMIT sample (Garofolo et al. 1993)",
        licence="CC BY-NC-SA, research",
        accent="American",
    ),
}

OnTake = Callable[[int, int], None]


def profile_folder(
    folder: Path,
    config: EngineConfig,
    *,
    origin: Origin | None = None,
    on_take: OnTake | None = None,
) -> list[NativeProfile]:
    """Measure every phrase that enough speakers of a corpus say.

    Parameters
    ----------
    folder : Path
        Holds ``manifest.csv`` with ``path, speaker, sex, text`` and, if the takes are
        performed in styles, ``emotion``.
    origin : Origin, optional
        Source, licence and accent; known for the corpora in ``KNOWN_ORIGINS``.
    on_take : callable, optional
        Called with the number of takes measured and of all.

    Raises
    ------
    CorpusError
        The folder is not in the format, its origin is not known, or no phrase in it
        was said by enough speakers.
    """
    origin = origin or KNOWN_ORIGINS.get(folder.name)
    if origin is None:
        raise CorpusError(f"Say where {folder} comes from: source, licence, accent.")
    corpus = load_corpus(folder, needs=("sex", "text"))
    takes = shared_phrases(corpus)
    profiles = build_profiles(measure_takes(takes, config, on_take), origin)
    if not profiles:
        raise CorpusError(f"No phrase in {folder} is said by {MIN_SPEAKERS} speakers.")
    return profiles


def shared_phrases(corpus: Corpus) -> list[Utterance]:
    """Keep the takes of phrases that enough speakers say; others need no measuring."""
    speakers: dict[str, set[str]] = {}
    for utterance in corpus.utterances:
        speakers.setdefault(utterance.text, set()).add(utterance.speaker)
    return [u for u in corpus.utterances if len(speakers[u.text]) >= MIN_SPEAKERS]


def measure_takes(
    utterances: list[Utterance], config: EngineConfig, on_take: OnTake | None = None
) -> Iterator[NativeTake]:
    """Measure takes one by one; one that cannot be aligned is logged and left out."""
    for done, utterance in enumerate(utterances, start=1):
        waveform = load_audio(utterance.path, config.limits).waveform
        try:
            taken = measure(waveform, plan_phrase(utterance.text), models_of(config))
        except AlignmentError as error:
            LOGGER.warning("%s left out: %s", utterance.path.name, error)
            continue
        yield NativeTake(
            speaker=utterance.speaker,
            sex=utterance.sex,
            style=utterance.emotion or NEUTRAL,
            text=utterance.text,
            words=words_of(taken, models_of(config)),
            melody=taken.melody,
            pauses=taken.pauses,
        )
        if on_take:
            on_take(done, len(utterances))
