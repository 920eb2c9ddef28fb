"""Any format that a browser or phone records decodes to the same sound."""

import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emotion_engine.audio import decode
from emotion_engine.audio.decode import STRETCH_SAMPLES, in_stretches, load_audio
from emotion_engine.config import AudioLimits
from emotion_engine.errors import AudioError, AudioRefusal
from tests.signals import (
    ENCODINGS,
    amr,
    encode,
    movie,
    noise,
    ogg_vorbis,
    silence,
    sine,
    video_without_sound,
    wav,
)

LIMITS = AudioLimits()
CODEC_DELAY_S = 0.05  # AAC and MP3 pad with up to two frames


def refusal_of(data: bytes, limits: AudioLimits = LIMITS) -> AudioRefusal:
    with pytest.raises(AudioError) as refusal:
        load_audio(data, limits)
    return refusal.value.code


def level_of(waveform: np.ndarray) -> float:
    inner = waveform[4_000:-4_000]
    return float(np.sqrt(2 * np.mean(inner**2)))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_container_decodes_to_the_same_sine(encoding: str) -> None:
    audio = load_audio(encode(sine(300, 2, sample_rate=48_000), encoding), LIMITS)
    assert audio.duration_s == pytest.approx(2, abs=CODEC_DELAY_S)
    assert len(audio.waveform) == round(audio.duration_s * 16_000)
    assert audio.waveform.dtype == np.float32
    assert level_of(audio.waveform) == pytest.approx(0.3, rel=0.06)  # 0.5 dB
    spectrum = np.abs(np.fft.rfft(audio.waveform[:16_000]))
    assert np.argmax(spectrum) == 300  # Hz, in bins of 1 Hz
    assert (audio.source_sample_rate, audio.source_channels) == (48_000, 1)
    assert not audio.exceeds_limit


def test_ogg_vorbis_decodes() -> None:
    audio = load_audio(ogg_vorbis(sine(300, 2)), LIMITS)
    assert audio.source_codec == "vorbis"
    assert level_of(audio.waveform) == pytest.approx(0.3, rel=0.06)


@pytest.mark.parametrize(
    "subtype", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ULAW"]
)
@pytest.mark.parametrize("sample_rate", [8_000, 44_100, 96_000])
def test_wav_of_any_depth_and_rate_decodes(subtype: str, sample_rate: int) -> None:
    samples = sine(300, 1, sample_rate=sample_rate)
    audio = load_audio(wav(samples, sample_rate=sample_rate, subtype=subtype), LIMITS)
    coarse = 0.02 if subtype in ("PCM_U8", "ULAW") else 1e-3
    assert audio.waveform[200:-200] == pytest.approx(sine(300, 1)[200:-200], abs=coarse)


@pytest.mark.parametrize("encoding", ["wav", "webm", "mp4"])
def test_stereo_of_opposite_polarity_is_still_heard(encoding: str) -> None:
    left = sine(300, 1, sample_rate=48_000)
    audio = load_audio(encode(np.stack([left, -left]), encoding), LIMITS)
    assert audio.source_channels == 2
    assert level_of(audio.waveform) == pytest.approx(0.3, rel=0.06)


def test_amr_of_older_phones_decodes() -> None:
    audio = load_audio(amr(sine(300, 2, sample_rate=8_000)), LIMITS)
    assert (audio.source_codec, audio.source_sample_rate) == ("amrnb", 8_000)
    assert audio.duration_s == pytest.approx(2, abs=CODEC_DELAY_S)
    assert level_of(audio.waveform) == pytest.approx(0.3, rel=0.3)  # it codes speech


SPEECH_LIKE = 0.3 * np.repeat([0, 1, 0, 1, 0, 1, 0, 1], 12_000) * noise(6, rms=0.3)


@pytest.mark.parametrize("first", [silence(6), sine(100, 2, sample_rate=48_000)])
def test_of_several_tracks_the_one_that_sounds_like_speech_is_heard(
    first: np.ndarray,
) -> None:
    alone = load_audio(movie(SPEECH_LIKE), LIMITS)
    found = load_audio(movie(first, SPEECH_LIKE), LIMITS)
    assert np.abs(found.waveform - alone.waveform).max() < 0.02


def test_tracks_in_any_order_are_heard() -> None:
    ahead = load_audio(movie(SPEECH_LIKE, silence(6)), LIMITS)
    assert np.abs(ahead.waveform).max() > 0.05


def test_a_track_that_cannot_be_decoded_does_not_hide_the_others() -> None:
    data = bytearray(movie(SPEECH_LIKE, SPEECH_LIKE))
    first = data.index(b"mp4a", data.index(b"stsd"))
    data[first : first + 4] = b"apac"  # a codec of spatial sound
    assert np.abs(load_audio(bytes(data), LIMITS).waveform).max() > 0.05


def stale(data: bytes, declared: int) -> bytes:
    """A WAV whose header still has the size of an earlier moment."""
    at = data.index(b"data") + 4
    return data[:at] + struct.pack("<I", declared) + data[at + 4 :]


def test_a_wav_whose_header_is_short_gives_the_whole_sound() -> None:
    whole = wav(sine(300, 3))
    audio = load_audio(stale(whole, 32_000), LIMITS)
    assert audio.waveform == pytest.approx(load_audio(whole, LIMITS).waveform)


def test_the_chunks_behind_the_sound_of_a_wav_are_not_heard() -> None:
    plain = wav(sine(300, 1))
    chunk = b"LIST" + struct.pack("<I", 4_000) + bytes(range(250)) * 16
    assert load_audio(plain + chunk, LIMITS).duration_s == pytest.approx(1)


def test_a_file_and_its_bytes_decode_alike(tmp_path) -> None:
    data = wav(sine(300, 1))
    path = tmp_path / "take.txt"
    path.write_bytes(data)
    assert np.array_equal(
        load_audio(path, LIMITS).waveform, load_audio(data, LIMITS).waveform
    )


def test_too_large_a_file_is_not_read_whole(tmp_path) -> None:
    path = tmp_path / "take.wav"
    path.write_bytes(wav(sine(300, 1)))
    with pytest.raises(AudioError) as refusal:
        load_audio(path, AudioLimits(max_bytes=1_000))
    assert refusal.value.code == AudioRefusal.TOO_LARGE


def test_not_a_number_and_infinite_samples_become_silence() -> None:
    samples = np.tile(np.array([np.nan, np.inf, -np.inf, 0.25], np.float32), 4_000)
    header = wav(sine(200, 1), subtype="FLOAT")
    start = header.index(b"data") + 8
    data = header[: start - 4] + struct.pack("<I", samples.nbytes) + samples.tobytes()
    waveform = load_audio(data, LIMITS).waveform
    assert np.isfinite(waveform).all()
    assert np.ptp(waveform) == pytest.approx(0.25)


def test_floats_beyond_full_scale_are_attenuated_not_clipped() -> None:
    audio = load_audio(wav(20 * sine(300, 1), subtype="FLOAT"), LIMITS)
    assert np.abs(audio.waveform).max() == pytest.approx(1)
    assert audio.waveform == pytest.approx(sine(300, 1, peak=1), abs=1e-3)


@pytest.mark.parametrize("encoding", ["wav", "webm_of_a_browser", "flac"])
def test_decoding_stops_just_past_the_limit(encoding: str) -> None:
    limits = AudioLimits(max_duration_s=2)
    data = encode(noise(3 * 5, rms=0.05), encoding, sample_rate=48_000)  # 5 s of 48 kHz
    audio = load_audio(data, limits)
    assert audio.exceeds_limit
    assert 2 < len(audio.waveform) / 16_000 < 2.5
    assert audio.duration_s > 2


def test_what_a_compressed_file_declares_is_refused_before_decoding() -> None:
    data = encode(silence(3 * 20), "flac")
    limits = AudioLimits(max_declared_s=10)
    assert refusal_of(data, limits) == AudioRefusal.DECLARES_TOO_LONG


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_cut_file_is_truncated(encoding: str, share: float) -> None:
    data = encode(noise(3 * 2, rms=0.05), encoding)
    assert refusal_of(data[: int(len(data) * share)]) == AudioRefusal.TRUNCATED


def test_a_file_with_pictures_only_has_no_audio_stream() -> None:
    assert refusal_of(video_without_sound()) == AudioRefusal.NO_AUDIO_STREAM


def test_a_wav_header_alone_is_empty() -> None:
    assert refusal_of(wav(silence(0))) == AudioRefusal.EMPTY


@pytest.mark.parametrize("magic", [b"fLaC", b"ID3\x03\0\0\0\0\0\x10", b"\xff\xfb\x90d"])
def test_magic_bytes_before_garbage_are_no_audio(magic: bytes) -> None:
    assert refusal_of(magic + b"nothing to hear here. " * 50) == AudioRefusal.NOT_AUDIO


def test_a_wav_of_60000_channels_is_refused() -> None:
    data = bytearray(wav(noise(2)))
    data[22:24] = struct.pack("<H", 60_000)
    assert refusal_of(bytes(data)) in (
        AudioRefusal.TOO_MANY_CHANNELS,
        AudioRefusal.TRUNCATED,
    )


@pytest.mark.parametrize("channels", [8, 12])
def test_a_compressed_file_of_many_channels_is_refused_by_its_header(
    channels: int,
) -> None:
    data = ogg_vorbis(noise(1)[:, None].repeat(channels, axis=1))
    assert refusal_of(data) == AudioRefusal.TOO_MANY_CHANNELS


def test_seven_channels_are_decoded() -> None:
    audio = load_audio(ogg_vorbis(sine(300, 2)[:, None].repeat(7, axis=1)), LIMITS)
    assert audio.source_channels == 7
    assert level_of(audio.waveform) == pytest.approx(0.3, rel=0.06)


GBK_TITLE = "我的录音".encode("gbk")


def test_a_wav_with_tags_that_are_not_utf8_is_decoded() -> None:
    tag = b"INFOINAM" + struct.pack("<I", len(GBK_TITLE)) + GBK_TITLE
    data = wav(sine(300, 2)) + b"LIST" + struct.pack("<I", len(tag)) + tag
    data = data[:4] + struct.pack("<I", len(data) - 8) + data[8:]
    assert load_audio(data, LIMITS).duration_s == pytest.approx(2)


def test_an_mp3_with_tags_that_are_not_utf8_is_decoded() -> None:
    tag = b"TAG" + GBK_TITLE.ljust(125, b"\0")
    sound = encode(sine(300, 2, sample_rate=48_000), "mp3")
    data = sound[sound.index(b"\xff\xfb") :] + tag  # without its tag in UTF-8
    assert load_audio(data, LIMITS).duration_s == pytest.approx(2, abs=CODEC_DELAY_S)


def test_a_file_of_far_too_many_packets_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(decode, "MAX_PACKETS", 90)  # of 20 ms
    load_audio(encode(noise(1, rms=0.05), "webm"), LIMITS)
    data = encode(noise(3 * 2, rms=0.05), "webm")
    assert refusal_of(data) == AudioRefusal.UNDECODABLE


def test_frames_are_joined_in_order_and_in_bounds() -> None:
    whole = np.arange(100_000, dtype=np.float32)[None]
    frames = ((part, 48_000) for part in np.array_split(whole, 250, axis=1))
    joined = [part for part, _ in in_stretches(frames)]
    assert np.array_equal(np.concatenate(joined, axis=1), whole)
    assert 5 < len(joined) < 20
    assert max(part.shape[1] for part in joined) < STRETCH_SAMPLES + 401


def test_frames_of_another_rate_or_layout_are_kept_apart() -> None:
    mono, stereo = np.zeros((1, 100), np.float32), np.zeros((2, 100), np.float32)
    frames = [(mono, 8_000), (mono, 8_000), (mono, 16_000), (stereo, 16_000)]
    shapes = [(part.shape, rate) for part, rate in in_stretches(iter(frames))]
    assert shapes == [((1, 200), 8_000), ((1, 100), 16_000), ((2, 100), 16_000)]


SHORT_FILES = {name: encode(noise(1, rms=0.05), name) for name in ENCODINGS}


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(ENCODINGS)),
    st.floats(0, 1),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=12),
)
def test_damaged_files_decode_or_are_refused(
    encoding: str, kept: float, damage: list[tuple[float, int]]
) -> None:
    data = bytearray(SHORT_FILES[encoding])
    for position, value in damage:
        data[int(position * (len(data) - 1))] = value
    try:
        audio = load_audio(bytes(data[: int(kept * len(data))]), LIMITS)
    except AudioError:
        return
    assert np.isfinite(audio.waveform).all()
    assert np.abs(audio.waveform).max() <= 1
    assert len(audio.waveform) <= (LIMITS.max_duration_s + 1) * 16_000
