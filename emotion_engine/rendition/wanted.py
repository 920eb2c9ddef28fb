"""The changes to every frame of a take, and the waveform that results."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from emotion_engine.config import SAMPLE_RATE
from emotion_engine.results import Span
from emotion_engine.resynthesis.world import (
    FRAME_S,
    FULL_SCALE,
    Changes,
    WorldFrames,
    smoothed,
    synthesise,
)

FRAME_SAMPLES = round(FRAME_S * SAMPLE_RATE)
FADE_FRAMES = 2  # 10 ms: crossfade from the original into what is changed and back


@dataclass(frozen=True, slots=True)
class Wanted:
    """Changes to single frames, and a mask of where they are.

    Attributes
    ----------
    f0_hz : array, shape (n_frames,)
        0 where unvoiced: an unvoiced frame stays unvoiced.
    changes : Changes
        Of length and level.
    touched : bool array, shape (n_frames,)
        Elsewhere the original samples are kept.
    """

    f0_hz: np.ndarray
    changes: Changes
    touched: np.ndarray

    @classmethod
    def nothing(cls, frames: WorldFrames) -> Wanted:
        """Return changes that leave a take as it is, to be filled in."""
        return cls(
            frames.f0_hz.copy(),
            Changes.none(len(frames)),
            np.zeros(len(frames), dtype=bool),
        )

    def begins(self) -> np.ndarray:
        """Return the new frame where each old one begins, and the end of the last."""
        return np.concatenate([[0.0], np.cumsum(self.changes.stretch)])

    def moved_s(self, time_s: float) -> float:
        """Map a time in the take to the rendition."""
        begins = self.begins()
        return float(np.interp(time_s / FRAME_S, np.arange(len(begins)), begins)) * (
            FRAME_S
        )


def set_melody(
    wanted: Wanted, frames: WorldFrames, target_hz: np.ndarray, inside: np.ndarray
) -> None:
    """Set the melody of the voiced frames inside, with soft edges.

    Parameters
    ----------
    target_hz : array, shape (n_frames,)
        NaN where there is none.
    inside : bool array, shape (n_frames,)
        Which frames may change.
    """
    usable = inside & (frames.f0_hz > 0) & np.isfinite(target_hz)
    share = soft(inside)[usable]
    own, new = np.log(frames.f0_hz[usable]), np.log(target_hz[usable])
    wanted.f0_hz[usable] = np.exp(own + share * (new - own))
    wanted.touched[inside] = True


def soft(inside: np.ndarray) -> np.ndarray:
    """Return 1 inside and 0 outside, with ramps on the inside."""
    return np.clip(2 * smoothed(inside.astype(float)) - 1, 0, 1)


def keep_level(wanted: Wanted, frames: WorldFrames) -> None:
    """Offset the gains of the touched frames so that their mean level is unchanged."""
    at = wanted.touched
    power = frames.envelope[at].sum(axis=1) * wanted.changes.stretch[at]
    gain = 10 ** (wanted.changes.gain_db[at] / 10)
    if power.sum() > 0:
        wanted.changes.gain_db[at] -= 10 * np.log10((power * gain).sum() / power.sum())


def render(waveform: np.ndarray, frames: WorldFrames, wanted: Wanted) -> np.ndarray:
    """Return the changed take; untouched stretches keep their original samples.

    Parameters
    ----------
    waveform : float32 array, shape (n_samples,)
        The take that ``frames`` were found in.

    Returns
    -------
    float32 array, shape (n_new_samples,)
        Not beyond full scale unless the take was.
    """
    if not wanted.touched.any():
        return waveform
    voice = replace(frames, f0_hz=wanted.f0_hz)
    changed = synthesise(voice, wanted.changes) * _correction(waveform, frames, wanted)
    loudest = np.abs(changed).max(initial=0.0)
    changed *= min(1.0, FULL_SCALE / loudest) if loudest > 0 else 1.0
    return splice(waveform, changed, wanted)


def _correction(
    waveform: np.ndarray, frames: WorldFrames, wanted: Wanted
) -> np.ndarray:
    """Return the level error of the vocoder alone over the touched frames."""
    again = synthesise(frames, Changes.none(len(frames)))
    length = min(len(again), len(waveform))
    at = np.repeat(wanted.touched, FRAME_SAMPLES)[:length]
    missed = np.mean(waveform[:length][at] ** 2) / (np.mean(again[:length][at] ** 2))
    return np.float32(np.sqrt(missed)) if np.isfinite(missed) else np.float32(1.0)


def splice(waveform: np.ndarray, changed: np.ndarray, wanted: Wanted) -> np.ndarray:
    """Restore the original samples where nothing was touched, with short fades."""
    begins = wanted.begins()
    first, last = runs(~wanted.touched)
    rest = len(waveform) - len(wanted.touched) * FRAME_SAMPLES  # after the last frame
    n_samples = round(begins[-1] * FRAME_SAMPLES) + rest
    mixed = np.zeros(n_samples, dtype=np.float32)
    length = min(n_samples, len(changed))
    mixed[:length] = changed[:length]
    for start, end in zip(first, last, strict=True):
        source = waveform[start * FRAME_SAMPLES : end * FRAME_SAMPLES]
        if end == len(wanted.touched):
            source = waveform[start * FRAME_SAMPLES :]
        at = round(begins[start] * FRAME_SAMPLES)
        source = source[: n_samples - at]
        weight = fades(len(source), at_start=start > 0, at_end=end < len(begins) - 1)
        own = mixed[at : at + len(source)]
        own[:] = np.where(weight == 1, source, (1 - weight) * own + weight * source)
    return mixed


def runs(inside: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where runs of true frames start and end, the end exclusive."""
    steps = np.diff(np.concatenate([[0], inside.astype(int), [0]]))
    return np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)


def fades(n_samples: int, *, at_start: bool, at_end: bool) -> np.ndarray:
    """Return weights of 1, with a fade in and a fade out where requested."""
    weight = np.ones(n_samples, dtype=np.float32)
    length = min(FADE_FRAMES * FRAME_SAMPLES, n_samples // 2)
    ramp = np.linspace(0, 1, length, endpoint=False, dtype=np.float32)
    if at_start:
        weight[:length] = ramp
    if at_end:
        weight[n_samples - length :] = ramp[::-1]
    return weight


def mark(frames: WorldFrames, *spans: Span) -> np.ndarray:
    """Return which frames lie in any of the stretches, shape (n_frames,)."""
    inside = np.zeros(len(frames), dtype=bool)
    for span in spans:
        inside[frames.frames_in(span)] = True
    return inside
