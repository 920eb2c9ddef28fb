"""Settings of the engine: built by the caller; the engine never reads Django's."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from .errors import EngineError

SAMPLE_RATE = 16_000
LICENCES = ("full", "open")  # of the sets of weights
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
    """Bounds checked before memory is spent, and those of a take worth judging."""

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


def threads_from_environment() -> int | None:
    """``ENGINE_THREADS``: unset or 0 leaves the number to PyTorch."""
    value = os.environ.get("ENGINE_THREADS") or "0"
    if not value.isdecimal():
        raise EngineError(f"ENGINE_THREADS must be a whole number, not {value!r}.")
    return int(value) or None


def licence_from_environment() -> str:
    """``WEIGHTS_LICENCE``: one of ``LICENCES``; unset is ``full``."""
    value = os.environ.get("WEIGHTS_LICENCE") or "full"
    if value not in LICENCES:
        raise EngineError(f"WEIGHTS_LICENCE must be full or open, not {value!r}.")
    return value


@dataclass(frozen=True, slots=True)
class EngineConfig:
    """Where the weights are, which device to use, and what is switched on.

    ``device`` is ``auto``, ``cpu`` or ``cuda``; ``acoustic_encoder`` and
    ``text_encoder`` name a folder below ``weights_dir``, a path, or a model on the
    hub. ``ctc_aligner`` names a wav2vec 2.0 CTC checkpoint in the same way; without
    one PocketSphinx aligns. With ``expression_enabled`` false the expression head is
    not even loaded. ``n_threads`` bounds the threads of tensor operations in the
    process that loads the models. ``max_padded_s`` bounds one pass of the encoder: the
    number of takes times the length of the longest. A single take may exceed it.
    ``weights_licence`` is ``full``, or ``open`` for heads and native profiles that were
    made from nothing that forbids commercial use.

    The shipped heads are trained on the default encoders, and loading refuses others.
    """

    weights_dir: Path = field(default_factory=default_weights_dir)
    device: str = "auto"
    n_threads: int | None = None
    acoustic_encoder: str = "whisper-base"
    text_encoder: str = "minilm-l6"
    ctc_aligner: str | None = None
    expression_enabled: bool = True
    max_padded_s: float = 30.0
    weights_licence: str = "full"
    limits: AudioLimits = field(default_factory=AudioLimits)

    @classmethod
    def from_environment(cls) -> EngineConfig:
        """Build the configuration of the command line: environment over defaults."""
        return cls(
            device=os.environ.get("ENGINE_DEVICE", "auto"),
            n_threads=threads_from_environment(),
            ctc_aligner=os.environ.get("CTC_ALIGNER") or None,
            expression_enabled=os.environ.get("EXPRESSION_MODE", "on") != "off",
            weights_licence=licence_from_environment(),
        )
