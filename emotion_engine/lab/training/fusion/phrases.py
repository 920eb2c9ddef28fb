"""Texts of a corpus as the fusion network reads them, each distinct one encoded once."""

from __future__ import annotations

from collections.abc import Sequence

from emotion_engine.config import EngineConfig
from emotion_engine.fusion.phrases import Phrase, encode_phrases
from emotion_engine.models import models_of

TEXT_BATCH = 32


def phrases_of(texts: Sequence[str], config: EngineConfig) -> list[Phrase]:
    """Encode texts, each distinct one only once."""
    encoder = models_of(config).text
    unique = sorted(set(texts), key=lambda text: (len(text), text))
    known: dict[str, Phrase] = {}
    for start in range(0, len(unique), TEXT_BATCH):
        some = unique[start : start + TEXT_BATCH]
        known |= zip(some, encode_phrases(some, encoder), strict=True)
    return [known[text] for text in texts]
