"""Encoder and decoder outputs by phone for many takes, cached on disk.

The outputs of encoder and decoder do not depend on where phones begin, so they are
cached separately from the alignment: another aligner needs no new encoder pass.
"""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from emotion_engine.alignment.aligner import align
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.audio.decode import load_audio
from emotion_engine.audio.level import at_working_level
from emotion_engine.config import EngineConfig
from emotion_engine.delivery.spoken import (
    HeardTake,
    PlacedPhones,
    SpokenPhones,
    hear_take,
    join,
    place_phones,
)
from emotion_engine.errors import AlignmentError
from emotion_engine.files import write_atomically
from emotion_engine.lab.corpora import Utterance
from emotion_engine.lab.detectors import detect_speech
from emotion_engine.lab.training.alterations import AS_RECORDED, Alteration
from emotion_engine.lab.training.feature_cache import BATCH_SIZE, CHUNK, cache_folder
from emotion_engine.models import models_of
from emotion_engine.phrase_check.asked import asked_words
from emotion_engine.version import ENGINE_VERSION
from emotion_engine.weights.shipped import assets_folder, read_head

HEARD = "heard-3"

logger = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def aligner_kind() -> str:
    """Return the cache name of the aligner with its current weights."""
    _, card = read_head(assets_folder("alignment"))
    return f"placed-2-{card['sha256'][:8]}"


@dataclass(frozen=True)
class Altered:
    """One take in one alteration, and where its arrays are cached."""

    utterance: Utterance
    alteration: Alteration

    @cached_property
    def key(self) -> str:
        """A checksum of content, text and alteration."""
        content = hashlib.sha256(self.utterance.path.read_bytes()).hexdigest()
        parts = (content, self.utterance.text, self.alteration.name, ENGINE_VERSION)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def file(self, kind: str) -> Path:
        """Return the file in which arrays of a kind are cached."""
        return cache_folder() / kind / self.key[:2] / f"{self.key}.npz"

    def waveform(self, config: EngineConfig) -> np.ndarray:
        """Decode and alter."""
        recorded = load_audio(self.utterance.path, config.limits).waveform
        return self.alteration(recorded, seed=int(self.key[:8], 16))


@dataclass(frozen=True, slots=True)
class PhoneListener:
    """Aligns and encodes takes in any alteration, with a cache in ``FEATURE_CACHE``."""

    config: EngineConfig

    def hear(
        self, utterances: Sequence[Utterance], alteration: Alteration = AS_RECORDED
    ) -> list[SpokenPhones | None]:
        """Return the phones of each take, ``None`` where it could not be aligned."""
        takes = [Altered(utterance, alteration) for utterance in utterances]
        self._know(takes, HEARD, self._heard)
        self._know(takes, aligner_kind(), self._placed)
        return [self._join(take) for take in takes]

    def _join(self, take: Altered) -> SpokenPhones | None:
        placed = arrays_of(take.file(aligner_kind()))
        if "failed" in placed:
            return None
        heard = arrays_of(take.file(HEARD))
        return join(HeardTake(**heard), PlacedPhones(**placed))

    def _know(self, takes: Sequence[Altered], kind: str, compute) -> None:
        missing = [take for take in takes if not take.file(kind).is_file()]
        missing.sort(key=lambda take: take.utterance.path.stat().st_size)
        for start in range(0, len(missing), CHUNK):
            for take, arrays in compute(missing[start : start + CHUNK]):
                buffer = io.BytesIO()
                np.savez(buffer, **arrays)
                write_atomically(take.file(kind), buffer.getvalue())
            done = min(start + CHUNK, len(missing))
            logger.info("%s: %d of %d takes", kind, done, len(missing))

    def _heard(
        self, takes: Sequence[Altered]
    ) -> Iterator[tuple[Altered, dict[str, np.ndarray]]]:
        models = models_of(self.config)
        sound = [(take, take.waveform(self.config)) for take in takes]
        sound.sort(key=lambda item: len(item[1]))
        for start in range(0, len(sound), BATCH_SIZE):
            batch = sound[start : start + BATCH_SIZE]
            encoding = models.whisper.encode([at_working_level(w) for _, w in batch])
            for index, (take, waveform) in enumerate(batch):
                own = encoding.item(index)
                asked = asked_words(
                    models.recognizer, own, plan_phrase(take.utterance.text)
                )
                heard = hear_take(own, asked, detect_speech(waveform))
                yield take, heard.arrays()

    def _placed(
        self, takes: Sequence[Altered]
    ) -> Iterator[tuple[Altered, dict[str, np.ndarray]]]:
        for take in takes:
            plan = plan_phrase(take.utterance.text)
            try:
                aligned = align(
                    take.waveform(self.config), plan, models_of(self.config).aligner
                )
            except AlignmentError:
                yield take, {"failed": np.array(1)}
                continue
            yield take, place_phones(aligned).arrays()


def arrays_of(file: Path) -> dict[str, np.ndarray]:
    """Read named arrays."""
    with np.load(file) as kept:
        return dict(kept)
