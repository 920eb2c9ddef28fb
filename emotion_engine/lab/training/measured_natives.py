"""Takes of natives as the product measures them, kept on disk by content and text."""

from __future__ import annotations

import gzip
import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.audio.decode import load_audio
from emotion_engine.config import AudioLimits, EngineConfig
from emotion_engine.errors import AlignmentError
from emotion_engine.files import cache_folder, write_atomically
from emotion_engine.lab.corpora import Utterance
from emotion_engine.measure import measure, words_of
from emotion_engine.models import models_of
from emotion_engine.profiles.natives import NativeTake
from emotion_engine.profiles.store import NEUTRAL
from emotion_engine.results import Melody, Span, WordResult
from emotion_engine.results.serialization import from_plain, to_plain
from emotion_engine.version import ENGINE_VERSION

LOGGER = logging.getLogger(__name__)
FORMAT = "1"  # of the cached files; those of another version are measured again
LONGEST_S = 40.0  # of a recording: read passages are longer than takes of the product

OnTake = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Said:
    """What was measured of one take, whoever said it."""

    words: tuple[WordResult, ...]
    melody: Melody
    pauses: tuple[Span, ...]


def measure_takes(
    utterances: Sequence[Utterance],
    config: EngineConfig,
    on_take: OnTake | None = None,
) -> Iterator[NativeTake]:
    """Measure takes one by one; one that cannot be aligned is logged and left out."""
    for done, utterance in enumerate(utterances, start=1):
        said = measured(utterance, config)
        if said is None:
            LOGGER.warning("%s left out: it cannot be aligned", utterance.path.name)
            continue
        yield NativeTake(
            speaker=utterance.speaker,
            sex=utterance.sex or "",
            style=utterance.emotion or NEUTRAL,
            text=utterance.text,
            words=said.words,
            melody=said.melody,
            pauses=said.pauses,
        )
        if on_take:
            on_take(done, len(utterances))


def measured(utterance: Utterance, config: EngineConfig) -> Said | None:
    """Measure a take, or read what was measured; ``None`` if it cannot be aligned."""
    path = cached_at(utterance)
    if path.is_file():
        values = json.loads(gzip.decompress(path.read_bytes()))
        return from_plain(Said, values) if values else None
    said = measure_anew(utterance, config)
    values = to_plain(said) if said else None
    packed = gzip.compress(json.dumps(values).encode(), compresslevel=5)
    write_atomically(path, packed)
    return said


def measure_anew(utterance: Utterance, config: EngineConfig) -> Said | None:
    """Measure a take."""
    limits = AudioLimits(max_duration_s=LONGEST_S)
    waveform, models = load_audio(utterance.path, limits).waveform, models_of(config)
    try:
        taken = measure(waveform, plan_phrase(utterance.text), models)
    except AlignmentError:
        return None
    return Said(words_of(taken, models), taken.melody, taken.pauses)


def cached_at(utterance: Utterance) -> Path:
    """Return where the measures of a take are kept."""
    content = hashlib.sha256(utterance.path.read_bytes()).hexdigest()
    recipe = (content, utterance.text, "natives", ENGINE_VERSION, FORMAT)
    key = hashlib.sha256("\n".join(recipe).encode()).hexdigest()
    return cache_folder() / key[:2] / f"{key}.json.gz"


def log_progress(done: int, total: int) -> None:
    """Log the number of measured takes at intervals."""
    if done % 100 == 0 or done == total:
        LOGGER.info("measured %d of %d takes", done, total)


def speakers_of(takes: Iterable[NativeTake]) -> list[str]:
    """Return who is heard, each once, in the order of their names."""
    return sorted({take.speaker for take in takes})
