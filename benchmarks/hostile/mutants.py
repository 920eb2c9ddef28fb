"""Mutants of valid files, and what the process that decodes makes of them."""

from __future__ import annotations

import random
import re
import struct
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from emotion_engine.audio import isolation
from emotion_engine.config import AudioLimits
from emotion_engine.errors import AudioError, AudioRefusal

from .encoded import all_valid

EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
HEAD_BYTES = 600  # where most of what a parser reads stands
PEAK = re.compile(r"VmHWM:\s+(\d+) kB")
Mutation = Callable[[bytearray, random.Random], None]


def flip_bits(data: bytearray, chance: random.Random) -> None:
    """Change one to thirty bits, half of them in the header."""
    for _ in range(chance.randint(1, 30)):
        data[place_in(data, chance)] ^= 1 << chance.randrange(8)


def write_extreme(data: bytearray, chance: random.Random) -> None:
    """Write numbers at the bounds of their type over what is there."""
    for _ in range(chance.randint(1, 3)):
        value, size = chance.choice(EXTREMES), chance.choice((1, 2, 4, 8))
        order = chance.choice(("big", "little"))
        position = place_in(data, chance)
        written = (value % 256**size).to_bytes(size, order)
        data[position : position + size] = written


def cut_out(data: bytearray, chance: random.Random) -> None:
    """Remove a stretch."""
    start = place_in(data, chance)
    del data[start : start + chance.choice((1, 2, 3, 16, 300, 5_000))]


def put_in(data: bytearray, chance: random.Random) -> None:
    """Insert noise or zeros."""
    size = chance.choice((1, 2, 3, 16, 300, 5_000))
    start = place_in(data, chance)
    data[start:start] = chance.randbytes(size) if chance.random() < 0.5 else bytes(size)


def repeat(data: bytearray, chance: random.Random) -> None:
    """Repeat a stretch many times."""
    start = place_in(data, chance)
    stretch = bytes(data[start : start + chance.choice((4, 30, 400))])
    data[start:start] = stretch * chance.choice((2, 50, 1_000))


def cut_off(data: bytearray, chance: random.Random) -> None:
    """End early."""
    del data[place_in(data, chance) + 1 :]


def write_length(data: bytearray, chance: random.Random) -> None:
    """Let a number that might be a length be more, or less, than it is."""
    position = min(place_in(data, chance), max(0, len(data) - 4))
    order = chance.choice("<>")
    if position + 4 <= len(data):
        (value,) = struct.unpack_from(f"{order}I", data, position)
        changed = value + chance.choice((-8, -1, 1, 8, value, 1 << 16, 1 << 31))
        struct.pack_into(f"{order}I", data, position, changed % 2**32)


MUTATIONS: tuple[Mutation, ...] = (
    flip_bits,
    write_extreme,
    cut_out,
    put_in,
    repeat,
    cut_off,
    write_length,
)


def place_in(data: bytearray, chance: random.Random) -> int:
    """A place in the file, every second time in its header."""
    within = min(len(data), HEAD_BYTES) if chance.random() < 0.5 else len(data)
    return chance.randrange(max(1, within))


def mutants(n: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Mutants of every kind in turn, always the same ones for a seed."""
    chance = random.Random(seed)
    valid = list(all_valid((1, 2)).items())
    for number in range(n):
        kind, original = valid[number % len(valid)]
        data = bytearray(original)
        for mutate in chance.choices(MUTATIONS, k=chance.choice((1, 1, 2, 4))):
            if data:
                mutate(data, chance)
        yield f"{kind}, mutant {number} of seed {seed}", bytes(data)


def decode_all(files: Iterator[tuple[str, bytes]]) -> dict[str, Any]:
    """Decode each as a worker does; count what becomes of them, and what it costs.

    A decoder that has opened too many channels is ended on purpose, which does not count.
    """
    limits = AudioLimits()
    outcomes: Counter[str] = Counter()
    ended: list[str] = []
    slowest, growth_mb, baseline_mb = (0.0, ""), 0.0, {}
    before = None
    for name, data in files:
        start = time.perf_counter()
        outcome = outcome_of(data, limits)
        outcomes[outcome] += 1
        slowest = max(slowest, (time.perf_counter() - start, name))
        after = decoder_memory_mb()
        if after:
            pid, now_mb = after
            growth_mb = max(growth_mb, now_mb - baseline_mb.setdefault(pid, now_mb))
        is_same = after is not None and before in (None, after[0])
        if not is_same and outcome != AudioRefusal.TOO_MANY_CHANNELS:
            ended.append(name)
        before = after[0] if after else None
    return {
        "n": outcomes.total(),
        "outcomes": dict(outcomes.most_common()),
        "slowest_s": round(slowest[0], 2),
        "slowest": slowest[1],
        "decoder_ended": len(ended),
        "ended_by": ended[:20],
        "growth_mb": round(growth_mb, 1),
    }


def outcome_of(data: bytes, limits: AudioLimits) -> str:
    """Decode one; ``decoded`` or the code of the refusal."""
    try:
        isolation.load_audio_isolated(data, limits)
    except AudioError as refusal:
        return refusal.code.value
    return "decoded"


def decoder_memory_mb() -> tuple[int, float] | None:
    """Process and peak memory of the running decoder; None if it has ended."""
    decoder = isolation._decoder
    if decoder is None or not decoder.is_running():
        return None
    pid = decoder.process.pid
    (line,) = PEAK.findall(Path(f"/proc/{pid}/status").read_text()) or ("0",)
    return pid, int(line) * 1024 / 1e6
