"""Decode any browser or phone recording to 16 kHz mono in bounded memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import av
import av.error
import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer

from emotion_engine.config import SAMPLE_RATE, AudioLimits
from emotion_engine.errors import AudioError, AudioRefusal

from .channels import mix_channels, refuse_many_channels
from .clipping import PlateauCounter
from .resample import ChannelResampler
from .sniff import refuse_unless_audio
from .tracks import liveliest
from .wav_header import has_stale_size

# Naming the demuxer keeps libav from detecting a playlist and opening what it lists.
DEMUXERS = {
    "wav": "wav",
    "webm": "matroska",
    "ogg": "ogg",
    "mp4": "mov",
    "mp3": "mp3",
    "flac": "flac",
    "aac": "aac",
    "caf": "caf",
    "aiff": "aiff",
    "wma": "asf",
    "amr": "amr",
}
# These declare no length: libav guesses it from the first frames.
GUESSED_LENGTH = ("aac", "amr")
MAX_DAMAGED_SHARE = 0.02  # of the packets; a cut MP3 frame at either end is harmless
MISSING_SLACK_S = 0.25
MAX_PACKETS = 40_000  # thrice those of 30 s in the shortest frames of Opus
STRETCH_SAMPLES = 8192  # later steps cost as much for a 20 ms frame as for this
COARSE_CODECS = ("pcm_u8", "pcm_alaw", "pcm_mulaw")  # flat runs by their few steps


@dataclass(frozen=True, slots=True)
class DecodedAudio:
    """One take as the engine hears it.

    Attributes
    ----------
    waveform : float32 array, shape (n_samples,)
        Mono at 16 kHz in [-1, 1], finite, without DC offset; cut just past the limit.
    source_sample_rate, source_codec, source_channels
        What the file held.
    duration_s : float
        Decoded length; the declared one where decoding stopped at the limit.
    exceeds_limit : bool
        Whether decoding stopped just past ``max_duration_s``.
    plateau_share : float
        Samples in flat tops at the peak, among all samples of the source (clipping).
    """

    waveform: np.ndarray
    source_sample_rate: int
    source_codec: str
    source_channels: int
    duration_s: float
    exceeds_limit: bool = False
    plateau_share: float = 0.0


def load_audio(source: Path | bytes, limits: AudioLimits) -> DecodedAudio:
    """Decode a file or its bytes; raise ``AudioError`` with the reason if that fails.

    Of several sound tracks the one with speech is used, video is skipped. Memory use
    does not depend on what the file declares about its size or length.
    """
    data = read_source(source, limits)
    container = refuse_unless_audio(data, len(data), limits)
    try:
        with _open(data, container) as opened:
            n_tracks = len(opened.streams.audio)
            if n_tracks <= 1:
                return _decode(opened, 0, container, limits)
        tracks = [
            partial(_decode_track, data, number, container, limits)
            for number in range(n_tracks)
        ]
        return liveliest(tracks, lambda track: track.waveform)
    except av.error.EOFError as error:
        raise AudioError(
            AudioRefusal.TRUNCATED, f"The {container} file ends before its first sound."
        ) from error
    except (av.error.FFmpegError, ValueError) as error:
        raise AudioError(
            AudioRefusal.NOT_AUDIO, f"libav cannot read this {container} file: {error}"
        ) from error


def read_source(source: Path | bytes, limits: AudioLimits) -> bytes:
    """Read at most one byte more than allowed: enough to see that it is too large."""
    if isinstance(source, bytes):
        return source
    with source.open("rb") as file:
        return file.read(limits.max_bytes + 1)


def _open(data: bytes, container: str) -> InputContainer:
    is_stale = container == "wav" and has_stale_size(data)
    return av.open(
        io.BytesIO(data),
        format=DEMUXERS[container],
        options={"ignore_length": "1"} if is_stale else {},
        metadata_errors="replace",  # tags of older phones are in GBK or Latin-1
    )


def _decode_track(
    data: bytes, number: int, container: str, limits: AudioLimits
) -> DecodedAudio:
    """Decode one of several tracks; what libav cannot read is refused like a file."""
    try:
        with _open(data, container) as opened:
            return _decode(opened, number, container, limits)
    except (av.error.FFmpegError, ValueError) as error:
        raise AudioError(
            AudioRefusal.NOT_AUDIO, f"libav cannot read track {number}: {error}"
        ) from error


def _decode(
    opened: InputContainer, number: int, container: str, limits: AudioLimits
) -> DecodedAudio:
    if not opened.streams.audio:
        raise AudioError(
            AudioRefusal.NO_AUDIO_STREAM, f"The {container} file has no audio stream."
        )
    stream = opened.streams.audio[number]
    if stream.codec_context is None:
        raise AudioError(
            AudioRefusal.NOT_AUDIO, f"The {container} file has a codec nobody knows."
        )
    refuse_many_channels(stream.codec_context.channels)
    declared_s = 0.0 if container in GUESSED_LENGTH else _declared_s(opened, stream)
    if declared_s > limits.max_declared_s:
        raise AudioError(
            AudioRefusal.DECLARES_TOO_LONG,
            f"The file declares {declared_s:.0f} s; at most "
            f"{limits.max_declared_s:.0f} s are read.",
        )
    resampler = ChannelResampler()
    counters: list[PlateauCounter] = []
    for channels, sample_rate in in_stretches(_sound(opened, stream)):
        resampler.add(channels, sample_rate)
        if not counters and stream.codec_context.name not in COARSE_CODECS:
            counters = [PlateauCounter() for _ in channels]
        for counter, samples in zip(counters, channels, strict=False):
            counter.add(samples)
        if resampler.n_samples > limits.max_duration_s * SAMPLE_RATE:
            break
    waveform = _centred(mix_channels(resampler.finish()))
    decoded_s = len(waveform) / SAMPLE_RATE
    exceeds_limit = decoded_s > limits.max_duration_s
    if not len(waveform):
        raise AudioError(AudioRefusal.EMPTY, f"The {container} file has no samples.")
    if container == "flac" and not exceeds_limit:
        _refuse_if_shorter(decoded_s, declared_s)
    return DecodedAudio(
        waveform=waveform,
        source_sample_rate=stream.codec_context.sample_rate,
        source_codec=stream.codec_context.name,
        source_channels=stream.codec_context.channels,
        duration_s=max(decoded_s, declared_s) if exceeds_limit else decoded_s,
        exceeds_limit=exceeds_limit,
        plateau_share=max((counter.share() for counter in counters), default=0.0),
    )


def _declared_s(opened: InputContainer, stream: AudioStream) -> float:
    """Duration in the container's header, 0 where it has none."""
    declared_s = (opened.duration or 0) / av.time_base
    if stream.duration and stream.time_base:
        declared_s = max(declared_s, float(stream.duration * stream.time_base))
    return declared_s


def _refuse_if_shorter(decoded_s: float, declared_s: float) -> None:
    if decoded_s < declared_s - MISSING_SLACK_S:
        raise AudioError(
            AudioRefusal.TRUNCATED,
            f"The file declares {declared_s:.2f} s of sound, {decoded_s:.2f} s are there.",
        )


def in_stretches(
    sound: Iterator[tuple[np.ndarray, int]],
) -> Iterator[tuple[np.ndarray, int]]:
    """Join short frames, as long as rate and number of channels stay the same."""
    held: list[np.ndarray] = []
    held_like, n_samples = (0, 0), 0
    for channels, sample_rate in sound:
        like = (sample_rate, len(channels))
        enough = min(STRETCH_SAMPLES, held_like[0] // 4)  # a quarter of a second
        if held and (n_samples >= enough or like != held_like):
            yield np.concatenate(held, axis=1), held_like[0]
            held, n_samples = [], 0
        held.append(channels)
        held_like, n_samples = like, n_samples + channels.shape[1]
    if held:
        yield np.concatenate(held, axis=1), held_like[0]


def _sound(
    opened: InputContainer, stream: AudioStream
) -> Iterator[tuple[np.ndarray, int]]:
    """Decode stretch by stretch: (n_channels, n_samples) float32 and the sample rate.

    Single damaged packets are skipped, as a player would; a file with many is refused.
    """
    n_packets = n_damaged = n_decoded = 0
    try:
        for packet in opened.demux(stream):
            n_packets += 1
            if n_packets > MAX_PACKETS:
                raise AudioError(
                    AudioRefusal.UNDECODABLE, f"More than {MAX_PACKETS} packets."
                )
            try:
                frames = packet.decode()
            except av.error.FFmpegError:
                n_damaged += 1
                continue
            for frame in frames:
                n_decoded += 1
                yield _to_float(frame), frame.sample_rate
    except av.error.FFmpegError as error:
        raise AudioError(
            AudioRefusal.TRUNCATED, f"Decoding broke off after {n_packets} packets."
        ) from error
    if n_damaged > max(1, MAX_DAMAGED_SHARE * n_packets) or (
        n_damaged and not n_decoded
    ):
        raise AudioError(
            AudioRefusal.TRUNCATED, f"{n_damaged} of {n_packets} packets are damaged."
        )


def _to_float(frame: av.AudioFrame) -> np.ndarray:
    """Convert to shape (n_channels, n_samples), full scale 1, all finite."""
    refuse_many_channels(frame.layout.nb_channels)  # it may change within a stream
    samples = frame.to_ndarray()
    if not frame.format.is_planar:
        samples = samples.reshape(-1, frame.layout.nb_channels).T
    if samples.dtype == np.uint8:
        return (samples.astype(np.float32) - 128) / 128
    if samples.dtype.kind == "i":
        full_scale = np.float32(-float(np.iinfo(samples.dtype).min))
        return samples.astype(np.float32) / full_scale
    finite = np.where(np.isfinite(samples), samples, 0)
    return np.clip(finite, -1e9, 1e9).astype(np.float32)


def _centred(waveform: np.ndarray) -> np.ndarray:
    """Remove a DC offset, and attenuate if the result exceeds full scale.

    Cheap microphones have an offset; lossy codecs and float files overshoot.
    """
    if not len(waveform):
        return waveform
    waveform = waveform - waveform.mean(dtype=np.float64).astype(np.float32)
    peak = float(np.abs(waveform).max())
    return waveform / np.float32(peak) if peak > 1 else waveform
