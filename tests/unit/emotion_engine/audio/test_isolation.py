"""What strangers send is decoded in a process that may die of it."""

import os
import re
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from benchmarks.hostile.encoded import encoded
from emotion_engine.audio import isolation
from emotion_engine.audio.decode import DecodedAudio, load_audio
from emotion_engine.audio.isolation import Decoder, load_audio_isolated
from emotion_engine.config import AudioLimits
from emotion_engine.errors import AudioError, AudioRefusal, EngineError
from tests.signals import encode, movie, silence, sine, wav

LIMITS = AudioLimits()
TAKE = wav(sine(300, 1))
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture
def decoder() -> Iterator[Decoder]:
    decoder = Decoder()
    yield decoder
    decoder.stop()


def test_isolated_decoding_gives_the_same_sound() -> None:
    data = encode(sine(300, 2, sample_rate=48_000), "webm")
    isolated, direct = load_audio_isolated(data, LIMITS), load_audio(data, LIMITS)
    assert np.array_equal(isolated.waveform, direct.waveform)
    assert isolated.source_codec == direct.source_codec
    assert isolated.plateau_share == direct.plateau_share


def test_of_several_tracks_one_is_heard_where_no_file_may_be_opened() -> None:
    data = movie(silence(2), sine(300, 2, sample_rate=48_000))
    assert np.abs(load_audio_isolated(data, LIMITS).waveform).max() > 0.05


def test_a_file_is_read_from_a_path_and_bounds_are_passed_on(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    path.write_bytes(TAKE)
    assert load_audio_isolated(path, LIMITS).duration_s == pytest.approx(1)
    with pytest.raises(AudioError) as refusal:
        load_audio_isolated(path, AudioLimits(max_bytes=1_000))
    assert refusal.value.code == AudioRefusal.TOO_LARGE


def test_a_refused_file_leaves_the_decoder_running(decoder: Decoder) -> None:
    with pytest.raises(AudioError) as refusal:
        decoder.decode(b"nothing to hear here", LIMITS)
    assert refusal.value.code == AudioRefusal.NOT_AUDIO
    assert decoder.decode(TAKE, LIMITS).duration_s == pytest.approx(1)


def decode_while_it_crashes() -> float:
    """Have a take decoded by a decoder that dies with it in hand; its length."""
    dying = isolation._running_decoder()

    def decode(data: bytes, limits: AudioLimits) -> DecodedAudio:
        os.kill(dying.process.pid, signal.SIGSTOP)
        for sent in (signal.SIGSEGV, signal.SIGCONT):
            threading.Timer(0.2, dying.process.send_signal, [sent]).start()
        return Decoder.decode(dying, data, limits)

    pytest.MonkeyPatch().setattr(dying, "decode", decode)  # which ends with it
    return load_audio_isolated(TAKE, LIMITS).duration_s


def test_what_kills_a_fresh_decoder_is_refused_and_the_next_take_is_decoded() -> None:
    isolation._stop_decoder()
    first = isolation._running_decoder()
    with pytest.raises(AudioError) as refusal:
        decode_while_it_crashes()
    assert refusal.value.code == AudioRefusal.UNDECODABLE
    assert load_audio_isolated(TAKE, LIMITS).duration_s == pytest.approx(1)
    assert isolation._running_decoder().process.pid != first.process.pid


def test_a_take_is_decoded_where_an_earlier_file_damaged_the_decoder() -> None:
    load_audio_isolated(TAKE, LIMITS)
    assert decode_while_it_crashes() == pytest.approx(1)


def test_no_take_is_decoded_where_eight_channels_were_opened() -> None:
    """PyAV frees the layout of some twice, which ends the process some files later."""
    load_audio_isolated(TAKE, LIMITS)
    before = isolation._running_decoder().process.pid
    with pytest.raises(AudioError) as refusal:
        load_audio_isolated(encoded("caf-pcm", 8), LIMITS)
    assert refusal.value.code == AudioRefusal.TOO_MANY_CHANNELS
    assert load_audio_isolated(TAKE, LIMITS).duration_s == pytest.approx(1)
    assert isolation._running_decoder().process.pid != before


def test_a_decoder_that_died_between_takes_costs_no_take() -> None:
    load_audio_isolated(TAKE, LIMITS)
    idle = isolation._running_decoder()
    idle.process.kill()
    idle.process.wait()
    assert load_audio_isolated(TAKE, LIMITS).duration_s == pytest.approx(1)


def test_a_decoder_that_does_not_answer_is_ended(
    decoder: Decoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolation, "ANSWER_S", 0.1)
    os.kill(decoder.process.pid, signal.SIGSTOP)
    with pytest.raises(AudioError) as refusal:
        decoder.decode(TAKE, LIMITS)
    assert refusal.value.code == AudioRefusal.UNDECODABLE
    assert not decoder.is_running()


def test_a_decoder_that_cannot_start_is_no_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolation, "ROOT", tmp_path)  # where there is no engine
    with pytest.raises(EngineError) as error:
        Decoder()
    assert not isinstance(error.value, AudioError)


@on_linux
def test_the_decoder_can_open_nothing_and_is_bounded(decoder: Decoder) -> None:
    decoder.decode(TAKE, LIMITS)
    text = Path(f"/proc/{decoder.process.pid}/limits").read_text()
    soft = {
        name.strip(): limit
        for name, limit in re.findall(r"^(Max [a-z ]+?)\s{2,}(\S+)", text, re.MULTILINE)
    }
    assert soft["Max open files"] == "0"  # neither files nor connections
    assert soft["Max file size"] == "0"
    assert int(soft["Max cpu time"]) < 20
    assert int(soft["Max address space"]) < 2 * 1024**3


@on_linux
def test_the_decoder_knows_no_secret_of_the_worker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://user:secret@host/name")
    decoder = Decoder()
    environment = Path(f"/proc/{decoder.process.pid}/environ").read_bytes()
    decoder.stop()
    assert b"secret" not in environment
