"""Audio for the fake microphone and for uploads: good takes and bad files."""

from __future__ import annotations

import csv
import struct
from pathlib import Path

import av
import numpy as np
import soundfile

PHRASE = "Kids are talking by the door."
RATE = 16_000


def native_take(speech_data: Path, *, style: str = "neutral", **is_: str) -> np.ndarray:
    """A native's take of the phrase with half a second of room noise around it.

    ``is_`` filters on further columns of the manifest, such as ``speaker="actor_08"``.
    """
    folder = speech_data / "ravdess"
    wanted = {"text": PHRASE, "emotion": style, **is_}
    with (folder / "manifest.csv").open() as manifest:
        rows = [
            row for row in csv.DictReader(manifest) if wanted.items() <= row.items()
        ]
    waveform, _ = soundfile.read(folder / rows[0]["path"], dtype="float32")
    return with_room(waveform)


def with_room(waveform: np.ndarray, *, pause_s: float = 0.5) -> np.ndarray:
    """Trim the silence around a take to ``pause_s``, filled with noise, not zeros."""
    loud = np.flatnonzero(np.abs(waveform) > 0.05 * np.abs(waveform).max())
    pad = int(pause_s * RATE)
    start, end = max(0, loud[0] - pad), min(len(waveform), loud[-1] + pad)
    take = np.pad(waveform[start:end], (pad - (loud[0] - start), 0))
    noise = np.random.default_rng(1).normal(0, 3e-4, len(take))
    return (0.6 * take / np.abs(take).max() + noise).astype(np.float32)


def write_wav(path: Path, waveform: np.ndarray, rate: int = RATE) -> Path:
    soundfile.write(path, waveform, rate, subtype="PCM_16")
    return path


def write_webm(path: Path, waveform: np.ndarray) -> Path:
    """Opus in WebM, as browsers record it."""
    with av.open(str(path), "w", format="webm") as container:
        stream = container.add_stream("libopus", rate=48_000)
        samples = np.repeat(waveform, 48_000 // RATE)[None, :]
        frame = av.AudioFrame.from_ndarray(samples, format="flt", layout="mono")
        frame.sample_rate = 48_000
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return path


def bad_files(folder: Path, good: np.ndarray) -> dict[str, Path]:
    """Files that cannot be assessed, by name."""
    rng = np.random.default_rng(7)
    sounds = {
        "silence": np.zeros(2 * RATE),
        "noise": rng.normal(0, 0.2, 3 * RATE),
        "too_short": good[RATE : RATE + RATE // 5],
        "three_minutes": rng.normal(0, 0.05, 180 * RATE),
    }
    files = {
        name: write_wav(folder / f"{name}.wav", sound.astype(np.float32))
        for name, sound in sounds.items()
    }
    whole = write_wav(folder / "whole.wav", good).read_bytes()
    webm = write_webm(folder / "whole.webm", good).read_bytes()
    written = {
        "empty": b"",
        "text": b"This is a letter, not a recording.\n" * 40,
        "truncated": whole[: len(whole) // 2],
        "only_begins_like_webm": webm[:40] + rng.bytes(3_000_000),
        "truncated_webm": webm[: len(webm) // 2],
        "ten_hours": _declaring(whole, 10 * 3600),
    }
    for name, data in written.items():
        files[name] = folder / f"{name}.wav"
        files[name].write_bytes(data)
    return files


def _declaring(wav: bytes, seconds: int) -> bytes:
    """The same WAV with a header that states another length."""
    n_bytes = seconds * RATE * 2
    at = wav.index(b"data") + 4
    return wav[:at] + struct.pack("<I", n_bytes) + wav[at + 4 :]
