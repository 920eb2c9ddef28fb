"""Settings of the engine: the caller builds them, the engine never reads Django's."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from .errors import EngineError

SAMPLE_RATE = 16_000
LICENCES = ("full", "open")
STYLES = (
    "neutral",
    "calm",
    "happy",
    "sad",
    "angry",
    "fearful",
    "disgust",
    "surprised",
)


@dataclass(frozen=True, slots=True)
class AudioLimits:
    """Bounds that hold before memory is spent, and those of a take worth judging."""

    max_bytes: int = 20 * 1024 * 1024
    max_declared_s: float = 600.0
    max_duration_s: float = 30.0
    min_duration_s: float = 0.4
    min_speech_s: float = 0.25
    min_level_dbfs: float = -68.0
    min_snr_db: float = 5.0
    max_clipping_share: float = 0.04


def default_weights_dir() -> Path:
    """``WEIGHTS_DIR``, else a cache folder of the user that all clones share."""
    if configured := os.environ.get("WEIGHTS_DIR"):
        return Path(configured).expanduser()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
    return cache / "intona" / "weights"


def licence_of(wanted: str) -> str:
    """Return which set of weights is wanted; ``EngineError`` names those there are."""
    if wanted not in LICENCES:
        raise EngineError(f"WEIGHTS_LICENCE is {wanted!r}; it can be full or open.")
    return wanted


@dataclass(frozen=True, slots=True)
class EngineConfig:
    """Where the weights are, on what to run, and what is switched on.

    ``device`` is ``auto``, ``cpu`` or ``cuda``; ``acoustic_encoder`` and
    ``text_encoder`` name a folder below ``weights_dir``, a path, or a model of the
    hub. ``ctc_aligner`` names a wav2vec 2.0 CTC checkpoint in the same way; without
    one PocketSphinx aligns. ``weights_licence`` is ``full`` or ``open``: the open weights
    learnt from nothing whose licence forbids commercial use. With ``expression_enabled`` false the expression head is
    not even loaded.
    """

    weights_dir: Path = field(default_factory=default_weights_dir)
    device: str = "auto"
    n_threads: int | None = None
    acoustic_encoder: str = "whisper-base"
    text_encoder: str = "minilm-l6"
    ctc_aligner: str | None = None
    expression_enabled: bool = True
    weights_licence: str = "full"
    limits: AudioLimits = field(default_factory=AudioLimits)

    @classmethod
    def from_environment(cls) -> EngineConfig:
        """Build the configuration of the command line: environment over defaults."""
        return cls(
            device=os.environ.get("ENGINE_DEVICE", "auto"),
            ctc_aligner=os.environ.get("CTC_ALIGNER") or None,
            weights_licence=licence_of(os.environ.get("WEIGHTS_LICENCE", "full")),
            expression_enabled=os.environ.get("EXPRESSION_MODE", "on") != "off",
        )
