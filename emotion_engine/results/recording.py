"""The recording itself, and whether the phrase was said in it."""

from __future__ import annotations

from dataclasses import dataclass

from .codes import PhraseVerdict

# Thresholds from which a take can be judged, but its recording is worth a comment.
NARROW_BANDWIDTH_HZ = 4250.0
NOISY_SNR_DB = 12.0


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the take, in seconds."""

    start_s: float
    end_s: float

    @property
    def duration_s(self) -> float:
        """Length of the stretch."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class SpokenSyllable:
    """When one syllable of a reference is said; indices count from 0."""

    word_index: int
    syllable_index: int
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class AudioQuality:
    """Measured properties of the recording itself.

    ``level_dbfs`` is the RMS level of the stretches with speech (of the whole take
    where there are none), ``snr_db`` their level over that of the rest;
    ``clipping_share`` counts samples inside runs at full scale; ``bandwidth_hz`` is
    the highest frequency that still carries speech energy.
    """

    duration_s: float
    speech_s: float
    speech_share: float
    level_dbfs: float | None
    peak_dbfs: float | None
    clipping_share: float
    snr_db: float | None
    bandwidth_hz: float | None
    source_sample_rate: int
    source_codec: str
    source_channels: int

    @property
    def is_narrow(self) -> bool:
        """Whether high sounds are missing, as over a telephone."""
        return self.bandwidth_hz is not None and self.bandwidth_hz < NARROW_BANDWIDTH_HZ

    @property
    def is_noisy(self) -> bool:
        """Whether the rest of the take is loud compared with the speech."""
        return self.snr_db is not None and self.snr_db < NOISY_SNR_DB


@dataclass(frozen=True, slots=True)
class PhraseCheck:
    """Whether the asked phrase was said. Indices count its words from 0.

    ``is_quotable`` is false where the transcript may not be what was said: the
    recogniser wrote other words than the sound confirms. ``said_again`` is true where
    the phrase was said several times; all else is then about the last time.
    """

    heard: str
    verdict: PhraseVerdict
    missing: tuple[int, ...]
    extra: tuple[str, ...]
    log_likelihood_asked: float | None
    log_likelihood_heard: float | None
    word_log_likelihoods: tuple[float, ...] = ()
    is_quotable: bool = True
    said_again: bool = False
