"""The process that decodes: it may die, and can open neither files nor connections.

Run with the number of an open socket; it answers one file at a time until its parent
closes the other end. ``isolation`` is the parent's side and documents the messages.
"""

from __future__ import annotations

import io
import json
import math
import resource
import sys
import wave
from dataclasses import asdict
from multiprocessing.connection import Connection
from pathlib import Path

from emotion_engine.config import AudioLimits
from emotion_engine.errors import AudioError

from .decode import load_audio

MAX_CPU_S = 5  # per file; the longest take takes a tenth of it
MAX_GROWTH_BYTES = 256 * 1024 * 1024
MEMORY_IN_USE = Path("/proc/self/statm")  # in pages; Linux alone bounds memory


def main(socket: int) -> None:
    """Decode what comes through the socket until it is closed."""
    connection = Connection(socket)
    load_audio(_short_silence(), AudioLimits())  # imports whatever is imported late
    _confine()
    connection.send_bytes(b"ready")
    while True:
        try:
            limits = AudioLimits(**json.loads(connection.recv_bytes()))
            data = connection.recv_bytes()
        except EOFError:
            return
        _allow_cpu_time()
        _answer(connection, data, limits)


def _answer(connection: Connection, data: bytes, limits: AudioLimits) -> None:
    try:
        audio = load_audio(data, limits)
    except AudioError as refusal:
        answer = {"code": refusal.code.value, "message": str(refusal)}
        connection.send_bytes(json.dumps(answer).encode())
        return
    described = asdict(audio) | {"waveform": None}
    connection.send_bytes(json.dumps(described).encode())
    connection.send_bytes(audio.waveform.astype("<f4").tobytes())


def _confine() -> None:
    """Give up opening anything, writing files and growing without bound."""
    if MEMORY_IN_USE.exists():
        in_use = int(MEMORY_IN_USE.read_text().split()[0]) * resource.getpagesize()
        most = in_use + MAX_GROWTH_BYTES
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow_cpu_time() -> None:
    """Set the processor time at which the kernel ends this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until_s = math.ceil(used.ru_utime + used.ru_stime) + MAX_CPU_S
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (until_s, hard))


def _short_silence() -> bytes:
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8_000)
        file.writeframes(bytes(8_000))
    return written.getvalue()


if __name__ == "__main__":
    main(int(sys.argv[1]))
