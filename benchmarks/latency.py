"""What one analysis costs, stage by stage, beside a plain transcription.

The yardstick is one faster-whisper base int8 transcription of the same take, timed in
turn with the analysis in the same run, so that the ratio means the same on any machine.

    python -m benchmarks.latency [--repeats 7] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile

import emotion_engine as engine
from benchmarks.memory import resident_memory_mb

PHRASES = {
    2: "Kids are talking by the door.",
    4: "The photographer will present her new photographs on Friday evening.",
    8: (
        "If you record a present for every object that you want to refuse, "
        "remember to keep the receipt, because the shop may ask you for it."
    ),
}
STYLE = "happy"


def main(arguments: list[str] | None = None) -> int:
    options = parse(arguments)
    config = engine.EngineConfig.from_environment()
    if missing := engine.missing_weights(config):
        print(f"{missing[0].name} is missing: run `manage.py fetch_models`")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        takes = {s: make_take(text, s, config, folder) for s, text in PHRASES.items()}
        result = measure(takes, config, options.repeats)
    result["rss_mb"] = resident_memory_mb()
    print_table(result)
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n")
    return 0


def parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=7, help="timed runs per take")
    parser.add_argument("--json", type=Path, metavar="FILE")
    return parser.parse_args(arguments)


def make_take(
    text: str, duration_s: int, config: engine.EngineConfig, folder: str
) -> Path:
    """The model voice saying ``text``, padded or cut to exactly ``duration_s``."""
    path = Path(folder) / f"{duration_s}s.wav"
    engine.synthesize_reference(text, config=config, out=path)
    waveform, rate = soundfile.read(path, dtype="float32")
    n_samples = duration_s * rate
    quiet = np.random.default_rng(0).normal(0, 1e-4, n_samples).astype("float32")
    said = waveform[: n_samples - rate // 4]
    start = (n_samples - len(said)) // 2
    quiet[start : start + len(said)] += said
    soundfile.write(path, quiet, rate, subtype="PCM_16")
    return path


def measure(
    takes: dict[int, Path], config: engine.EngineConfig, repeats: int
) -> dict[str, object]:
    """Time analysis and yardstick in turn; the first run of each is not counted."""
    transcribe = load_yardstick(config)
    engine.warm_up(config)
    by_take = {
        f"{duration_s}s": measure_take(
            path, PHRASES[duration_s], config, transcribe, repeats
        )
        for duration_s, path in takes.items()
    }
    ratios = [take["ratio_to_yardstick"] for take in by_take.values()]
    analysis = statistics.median(t["analysis_ms"]["p50"] for t in by_take.values())
    yardstick = statistics.median(t["yardstick_ms"]["p50"] for t in by_take.values())
    return {
        "ratio_to_yardstick": round(analysis / yardstick, 3),
        "ratio_by_take": dict(zip(by_take, ratios, strict=True)),
        "stages_ms": {name: take["stages_ms"] for name, take in by_take.items()},
        "takes": by_take,
    }


def load_yardstick(config: engine.EngineConfig) -> Callable[[Path], str]:
    from faster_whisper import WhisperModel

    model = WhisperModel(
        str(config.weights_dir / "whisper-base-ct2"), device="cpu", compute_type="int8"
    )

    def transcribe(path: Path) -> str:
        segments, _ = model.transcribe(str(path), language="en")
        return " ".join(segment.text for segment in segments)

    return transcribe


def measure_take(
    path: Path,
    text: str,
    config: engine.EngineConfig,
    transcribe: Callable[[Path], str],
    repeats: int,
) -> dict[str, object]:
    analysis_ms, yardstick_ms, stages = [], [], {}
    for repeat in range(repeats + 1):
        elapsed, report = timed(
            lambda: engine.analyze_utterance(
                path, text=text, style=STYLE, config=config
            )
        )
        other, _ = timed(lambda: transcribe(path))
        if not report.assessable:
            raise SystemExit(f"{path.name} was not assessable: {report.reason}")
        if repeat == 0:
            continue
        analysis_ms.append(elapsed)
        yardstick_ms.append(other)
        for stage, stage_ms in report.timings_ms.items():
            stages.setdefault(stage, []).append(stage_ms)
    return {
        "analysis_ms": percentiles(analysis_ms),
        "yardstick_ms": percentiles(yardstick_ms),
        "ratio_to_yardstick": round(
            statistics.median(analysis_ms) / statistics.median(yardstick_ms), 3
        ),
        "stages_ms": {stage: percentiles(values) for stage, values in stages.items()},
    }


def timed(call: Callable[[], object]) -> tuple[float, object]:
    start = time.perf_counter()
    value = call()
    return (time.perf_counter() - start) * 1000, value


def percentiles(values: list[float]) -> dict[str, float]:
    p50, p95 = np.percentile(values, [50, 95])
    return {"p50": round(float(p50), 1), "p95": round(float(p95), 1)}


def print_table(result: dict[str, object]) -> None:
    takes = result["takes"]
    stages = list(next(iter(takes.values()))["stages_ms"])
    print(f"{'ms, p50 (p95)':16s}" + "".join(f"{name:>18s}" for name in takes))
    for stage in stages:
        print_row(stage, [take["stages_ms"].get(stage) for take in takes.values()])
    print_row("whole analysis", [take["analysis_ms"] for take in takes.values()])
    print_row("yardstick", [take["yardstick_ms"] for take in takes.values()])
    print(
        f"ratio to yardstick {result['ratio_to_yardstick']} {result['ratio_by_take']}"
    )
    print(
        "resident memory, MB: "
        + ", ".join(f"{k} {v}" for k, v in result["rss_mb"].items())
    )


def print_row(name: str, cells: list[dict[str, float] | None]) -> None:
    texts = [f"{c['p50']:.0f} ({c['p95']:.0f})" if c else "" for c in cells]
    print(f"{name:16s}" + "".join(f"{text:>18s}" for text in texts))


if __name__ == "__main__":
    sys.exit(main())
