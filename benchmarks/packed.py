"""What linear layers cost whose weights oneDNN keeps in its own order, beside plain ones.

Layers of the encoder's sizes, and whole takes of four seconds with a style, are computed
both ways in turn in one process and thread, so that the ratio means the same on any
machine. CPU seconds count every thread, and what else runs beside changes them little.

    python -m benchmarks.packed [--rounds 3] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from unittest import mock

import torch
from torch import nn

import emotion_engine as engine
from benchmarks.latency import STYLE, make_take
from benchmarks.throughput import PHRASES, TAKE_S
from emotion_engine.encoders.packed_linear import PackedLinear, can_pack

WIDTH = 512
# Rows, and what they are multiplied to: layers of the encoder, the vocabulary.
SIZES = ((1, 2048), (4, 2048), (225, 2048), (600, 2048), (1, 51865), (12, 51865))
REPEATS = 20  # of a layer, in one timing
N_PHRASES = 3
PLAIN, PACKED = "plain", "packed"


def main(arguments: list[str] | None = None) -> int:
    """Measure; print and, if asked to, write the figures."""
    options = parse(arguments)
    config = replace(engine.EngineConfig.from_environment(), device="cpu", n_threads=1)
    if not can_pack(torch.device("cpu"), torch.float32):
        print("PyTorch has no oneDNN here.")
        return 2
    if missing := engine.missing_weights(config):
        print(f"{missing[0].name} is missing: run `manage.py fetch_models`")
        return 2
    torch.set_num_threads(1)
    result = {
        "layers": {
            f"{rows} by {WIDTH} by {wide}": layer(rows, wide, options.rounds)
            for rows, wide in SIZES
        },
        "takes": takes(config, options.rounds),
    }
    print_table(result)
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n")
    return 0


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="timed, of each way")
    parser.add_argument("--json", type=Path, metavar="FILE")
    return parser.parse_args(arguments)


def layer(rows: int, wide: int, rounds: int) -> dict[str, float]:
    """CPU seconds of one layer, both ways, and by how much their results differ."""
    generator = torch.Generator().manual_seed(0)
    plain = nn.Linear(WIDTH, wide)
    x = torch.randn(rows, WIDTH, generator=generator)
    ways: dict[str, nn.Module] = {PLAIN: plain, PACKED: PackedLinear(plain)}
    with torch.inference_mode():
        differs = (ways[PLAIN](x) - ways[PACKED](x)).abs().max().item()
        spent = in_turn(
            {name: lambda way=way: _again(way, x) for name, way in ways.items()}, rounds
        )
    return {**{name: s / REPEATS for name, s in spent.items()}, "differs": differs}


def _again(way: nn.Module, x: torch.Tensor) -> None:
    for _ in range(REPEATS):
        way(x)


def takes(config: engine.EngineConfig, rounds: int) -> dict[str, float]:
    """CPU seconds of a take, both ways, and by how much their reports differ."""
    with tempfile.TemporaryDirectory() as folder:
        requests = []
        for number, text in enumerate(PHRASES[:N_PHRASES]):
            below = Path(folder) / str(number)
            below.mkdir()
            sound = make_take(text, TAKE_S, config, str(below)).read_bytes()
            requests.append(engine.UtteranceRequest(sound, text=text, style=STYLE))
    engine.forget_voice()
    # Two configurations, as each has its own models: they differ in nothing else.
    configs = {
        PACKED: config,
        PLAIN: replace(config, max_padded_s=config.max_padded_s + 1),
    }
    engine.warm_up(configs[PACKED])
    with mock.patch("emotion_engine.encoders.whisper.can_pack", return_value=False):
        engine.warm_up(configs[PLAIN])

    def hear(way: str) -> list[dict[str, object]]:
        heard = []
        for request in requests:
            (outcome,) = engine.analyze_utterances([request], config=configs[way])
            values = outcome.to_json()
            del values["timings_ms"]
            heard.append(values)
        return heard

    plain, packed = hear(PLAIN), hear(PACKED)
    differences = list(changed(plain, packed))
    spent = in_turn({way: lambda way=way: hear(way) for way in configs}, rounds)
    return {
        **{way: s / len(requests) for way, s in spent.items()},
        "numbers_changed": len(differences),
        "changed_by": max(differences, default=0.0),
    }


def changed(one: object, other: object) -> Iterator[float]:
    """By how much each number of two reports differs that does; all else is the same."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        for key in one:
            yield from changed(one[key], other[key])
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for pair in zip(one, other, strict=True):
            yield from changed(*pair)
    elif one != other:
        is_number = isinstance(one, int | float) and isinstance(other, int | float)
        yield abs(one - other) if is_number else math.inf


def in_turn(ways: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """CPU seconds of each way, the median of some rounds in which they take turns."""
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            before = time.process_time()
            way()
            spent[name].append(time.process_time() - before)
    return {name: statistics.median(seconds) for name, seconds in spent.items()}


def print_table(result: Mapping[str, Mapping]) -> None:
    """Print both ways, and packed over plain."""
    print("| layer | plain, CPU ms | packed | ratio | differs |")
    print("|---|---|---|---|---|")
    for name, got in result["layers"].items():
        print(
            f"| {name} | {1e3 * got[PLAIN]:.2f} | {1e3 * got[PACKED]:.2f} "
            f"| {got[PACKED] / got[PLAIN]:.2f} | {got['differs']:.0e} |"
        )
    got = result["takes"]
    print(f"\n| take of {TAKE_S} s with a style | CPU s a take | ratio |")
    print("|---|---|---|")
    print(f"| plain layers | {got[PLAIN]:.3f} | |")
    print(f"| packed layers | {got[PACKED]:.3f} | {got[PACKED] / got[PLAIN]:.2f} |")
    print(
        f"\nNumbers that differ: {got['numbers_changed']}, by {got['changed_by']:.4f}."
    )


if __name__ == "__main__":
    sys.exit(main())
