"""Decode files of strangers in a process of its own, which may die of them.

libav parses what anybody may send; a crash, a loop or a gigabyte in it must not reach
the worker. One decoder is started with the first file and serves until it dies; what a
fresh one dies of is refused. Messages are bytes: to the decoder the limits as JSON and the
file; back ``ready`` once, then for each file JSON, and the waveform where there is one.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from dataclasses import asdict
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from emotion_engine.config import AudioLimits
from emotion_engine.errors import AudioError, AudioRefusal, EngineError

from .decode import DecodedAudio, read_source

logger = logging.getLogger(__name__)

START_S = 60.0  # on a machine that does much else
ANSWER_S = 30.0  # wall time; processor time is bounded by the decoder itself
MAX_ANSWER_BYTES = 64 * 1024 * 1024
CRASHES = {-signal.SIGABRT, -signal.SIGBUS, -signal.SIGILL, -signal.SIGSEGV}
ROOT = Path(__file__).parents[2]
# Nothing of the worker's, which has secrets.
ENVIRONMENT = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def load_audio_isolated(source: Path | bytes, limits: AudioLimits) -> DecodedAudio:
    """Decode as ``decode.load_audio`` does, in a process that may die.

    Raises
    ------
    AudioError
        As ``load_audio``; with ``UNDECODABLE`` where the decoder died or took too long.
    EngineError
        The decoder could not be started; the file may be all right.
    """
    data = read_source(source, limits)
    with _lock:
        decoder = _running_decoder()
        try:
            return decoder.decode(data, limits)
        except DecoderDiedError as died:
            if decoder.n_files == 1 or died.status not in CRASHES:
                raise
        # An earlier file may have damaged its heap: a fresh one has nothing of that.
        return _running_decoder().decode(data, limits)


class DecoderDiedError(AudioError):
    """The decoder ended, by a signal of ``-status`` or after ``stop``."""

    def __init__(self, status: int) -> None:
        message = f"The decoder ended with status {status}."
        super().__init__(AudioRefusal.UNDECODABLE, message)
        self.status = status


class Decoder:
    """A running decoder process and the connection to it."""

    def __init__(self) -> None:
        self.n_files = 0
        ours, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "emotion_engine.audio.decoder_process",
                    str(theirs.fileno()),
                ],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                cwd=ROOT,
                env=ENVIRONMENT,
                start_new_session=True,  # Ctrl-C is for the worker, which ends it
            )
        self.connection = Connection(ours.detach())
        try:
            self._receive(START_S)
        except (EOFError, OSError) as error:
            self.stop()
            raise EngineError("The decoder process could not be started.") from error

    def is_running(self) -> bool:
        """Whether it has not died since its last file."""
        return self.process.poll() is None and not self.connection.closed

    def decode(self, data: bytes, limits: AudioLimits) -> DecodedAudio:
        """Have one file decoded; the process is ended if that does not end well."""
        self.n_files += 1
        try:
            self.connection.send_bytes(json.dumps(asdict(limits)).encode())
            self.connection.send_bytes(data)
            answer = json.loads(self._receive(ANSWER_S))
            if "code" in answer:
                raise AudioError(AudioRefusal(answer["code"]), answer["message"])
            answer["waveform"] = np.frombuffer(self._receive(ANSWER_S), "<f4").copy()
            return DecodedAudio(**answer)
        except AudioError as refusal:
            if refusal.code is AudioRefusal.TOO_MANY_CHANNELS:
                self.stop()  # PyAV may have freed their layout twice
            raise
        except (EOFError, OSError) as error:
            self.stop()
            status = self.process.returncode
            logger.warning("The decoder ended with %s on %d bytes", status, len(data))
            raise DecoderDiedError(status) from error
        except BaseException:  # such as a time limit: its answer would come too late
            self.stop()
            raise

    def stop(self) -> None:
        """End the process."""
        self.connection.close()
        self.process.kill()
        self.process.wait()

    def _receive(self, timeout_s: float) -> bytes:
        if not self.connection.poll(timeout_s):
            raise TimeoutError(f"The decoder did not answer in {timeout_s:.0f} s.")
        return self.connection.recv_bytes(MAX_ANSWER_BYTES)


_lock = threading.Lock()
_decoder: Decoder | None = None


def _running_decoder() -> Decoder:
    global _decoder
    if _decoder is not None and not _decoder.is_running():
        _decoder.stop()
        _decoder = None
    if _decoder is None:
        _decoder = Decoder()
    return _decoder


def _stop_decoder() -> None:
    if _decoder is not None:
        _decoder.stop()


def _forget_decoder() -> None:
    """Leave the decoder to the process that forked this one."""
    global _decoder, _lock
    if _decoder is not None:
        _decoder.connection.close()
    _decoder, _lock = None, threading.Lock()


atexit.register(_stop_decoder)
os.register_at_fork(after_in_child=_forget_decoder)
