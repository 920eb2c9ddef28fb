"""Whether the CNN keeps up with speech: its real-time factor on one core.

A real-time factor of 0.1 means that a second of speech costs a tenth of a second. The
front end alone is timed in turn, so that the share of the network can be seen.

    python -m benchmarks.streaming [--chunk-ms 40] [--seconds 20] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from pathlib import Path

import numpy as np
import torch

from emotion_engine.config import SAMPLE_RATE, STYLES
from emotion_engine.expression.cnn.network import StyleCnn, StyleNetwork, read_trunk
from emotion_engine.expression.cnn.streaming import StreamingExpression
from emotion_engine.weights.shipped import assets_folder


def main(arguments: list[str] | None = None) -> int:
    """Time the stream; print and, if asked to, write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chunk-ms", type=int, nargs="+", default=[40, 200])
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    model = streaming_model()
    sound = np.random.default_rng(0).normal(0, 0.1, int(options.seconds * SAMPLE_RATE))
    waveform = sound.astype(np.float32)
    result = {
        "look_ahead_ms": StreamingExpression(model).look_ahead_ms,
        "seconds": options.seconds,
        "by_chunk_ms": {
            ms: factors(model, waveform, ms, options.repeats) for ms in options.chunk_ms
        },
    }
    print_table(result)
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n")
    return 0


def streaming_model() -> StyleCnn:
    """Put an untrained head on the shipped trunk: any head costs the same."""
    trunk = read_trunk(assets_folder("cnn"))
    network = StyleNetwork(trunk.config, len(STYLES))
    network.trunk.load_state_dict(trunk.state_dict())
    return StyleCnn(network.eval(), STYLES)


def factors(
    model: StyleCnn, waveform: np.ndarray, chunk_ms: int, repeats: int
) -> dict[str, float]:
    """Time the whole stream and its front end in turn; medians, per second of sound."""
    size = chunk_ms * SAMPLE_RATE // 1000
    chunks = np.array_split(waveform, max(1, len(waveform) // size))
    whole, front, slowest = [], [], []
    for _ in range(repeats):
        listening = StreamingExpression(model)
        took = [elapsed(listening.feed, chunk) for chunk in chunks]
        whole.append(sum(took))
        slowest.append(max(took[5:]))
        tensors = [torch.from_numpy(np.pad(c, (0, 512)))[None] for c in chunks]
        front.append(sum(elapsed(model.front_end, t) for t in tensors))
    seconds = len(waveform) / SAMPLE_RATE
    return {
        "real_time_factor": statistics.median(whole) / seconds,
        "front_end_factor": statistics.median(front) / seconds,
        "slowest_chunk_ms": 1000 * statistics.median(slowest),
    }


def elapsed(function, argument) -> float:
    """Return how many seconds a call took."""
    start = time.perf_counter()
    function(argument)
    return time.perf_counter() - start


def print_table(result: dict) -> None:
    """Print the figures as a table."""
    print(f"look-ahead {result['look_ahead_ms']:.0f} ms, one core")
    print("chunk ms  real-time factor  front end  slowest chunk ms")
    for chunk_ms, row in result["by_chunk_ms"].items():
        print(
            f"{chunk_ms:8d}  {row['real_time_factor']:16.4f}  "
            f"{row['front_end_factor']:9.4f}  {row['slowest_chunk_ms']:16.2f}"
        )


if __name__ == "__main__":
    sys.exit(main())
