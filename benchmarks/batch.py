"""What many takes in one call cost, beside the same takes one by one.

Both ways take turns in one process, so that the ratio means the same on any machine;
CPU seconds count every thread, and what else runs beside changes them little.

    python -m benchmarks.batch [--data FOLDER ...] [--rounds 3] [--json FILE]

Without ``--data`` the model voice says phrases of two to eight seconds; with it, takes
are drawn at equal distances from the manifests of corpora with texts.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import soundfile

import emotion_engine as engine
from benchmarks.latency import PHRASES, STYLE
from benchmarks.memory import peak_memory_mb
from emotion_engine.config import SAMPLE_RATE
from emotion_engine.models import models_of
from emotion_engine.voice.synthesis import synthesize

SIZES = (8, 16)
N_THREADS = 2
MORE_PHRASES = (
    "Dogs are sitting by the door.",
    "We record a new record every year.",
    "She had your dark suit in greasy wash water all year.",
    "Could you open the window, please?",
    "The weather in the mountains changes faster than anybody expects.",
)
Request = engine.UtteranceRequest
Way = Callable[[Sequence[Request], engine.EngineConfig], list]


def main(arguments: list[str] | None = None) -> int:
    """Measure; print and, if asked to, write the figures."""
    options = parse(arguments)
    config = replace(engine.EngineConfig.from_environment(), n_threads=options.threads)
    if missing := engine.missing_weights(config):
        print(f"{missing[0].name} is missing: run `manage.py fetch_models`")
        return 2
    takes = recorded(options.data) if options.data else spoken(config)
    engine.forget_voice()
    engine.warm_up(config)
    result = {
        "threads": options.threads,
        "rounds": options.rounds,
        "max_padded_s": config.max_padded_s,
        "takes": [folder.name for folder in options.data] or "the model voice",
        "by_size": {n: measure(takes[:n], config, options.rounds) for n in SIZES},
        "peak_rss_mb": peak_memory_mb(),
    }
    print_table(result)
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n")
    return 0


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, nargs="+", default=[], metavar="FOLDER")
    parser.add_argument("--rounds", type=int, default=3, help="timed runs of each way")
    parser.add_argument("--threads", type=int, default=N_THREADS)
    parser.add_argument("--json", type=Path, metavar="FILE")
    return parser.parse_args(arguments)


def spoken(config: engine.EngineConfig) -> list[Request]:
    """Synthesise every phrase twice, in two renditions."""
    voice = models_of(config).voice
    found = []
    for seed in (1, 2):
        for text in (*PHRASES.values(), *MORE_PHRASES):
            buffer = io.BytesIO()
            waveform = synthesize(text, voice=voice, seed=seed)
            soundfile.write(buffer, waveform, SAMPLE_RATE, format="WAV")
            found.append(Request(buffer.getvalue(), text, STYLE))
    return found


def recorded(folders: Sequence[Path]) -> list[Request]:
    """Draw as many takes from each corpus, in turn."""
    per_folder = -(-max(SIZES) // len(folders))
    drawn = []
    for folder in folders:
        with (folder / "manifest.csv").open(newline="", encoding="utf-8") as lines:
            rows = [row for row in csv.DictReader(lines) if row.get("text")]
        step = len(rows) // per_folder
        drawn.append([request_of(folder, rows[i * step]) for i in range(per_folder)])
    return [request for together in zip(*drawn, strict=True) for request in together]


def request_of(folder: Path, row: dict[str, str]) -> Request:
    """Build the request for a take with the text in its manifest."""
    text = row["text"]
    text = f"{text.capitalize()}." if text.isupper() else text
    return Request(folder / row["path"], text, STYLE)


def one_by_one(takes: Sequence[Request], config: engine.EngineConfig) -> list:
    """Analyse each take in a call of its own."""
    return [engine.analyze_utterances([take], config=config)[0] for take in takes]


def together(takes: Sequence[Request], config: engine.EngineConfig) -> list:
    """Analyse all takes in one call."""
    return engine.analyze_utterances(takes, config=config)


def measure(
    takes: Sequence[Request], config: engine.EngineConfig, rounds: int
) -> dict[str, object]:
    """Time both ways in turn; the first round of each is not counted."""
    ways: dict[str, Way] = {"one_by_one": one_by_one, "together": together}
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for _ in range(rounds + 1):
        for name, analyze in ways.items():
            wall, cpu = time.perf_counter(), time.process_time()
            reports = analyze(takes, config)
            now = (time.perf_counter() - wall, time.process_time() - cpu)
            spent[name].append(now)
    if failed := [r for r in reports if isinstance(r, engine.EngineError)]:
        raise SystemExit(f"{len(failed)} takes failed, the first: {failed[0]}")
    figures = {name: summary(pairs[1:], len(takes)) for name, pairs in spent.items()}
    ratios = [
        (many[0] / one[0], many[1] / one[1])
        for one, many in zip(*(pairs[1:] for pairs in spent.values()), strict=True)
    ]
    wall_ratios, cpu_ratios = zip(*ratios, strict=True)
    return {
        "seconds_of_sound": round(sum(r.quality.duration_s for r in reports), 1),
        **figures,
        "wall_ratio": round(statistics.median(wall_ratios), 3),
        "cpu_ratio": round(statistics.median(cpu_ratios), 3),
    }


def summary(spent: Sequence[tuple[float, float]], n_takes: int) -> dict[str, float]:
    """Medians over the rounds."""
    wall_s, cpu_s = (statistics.median(values) for values in zip(*spent, strict=True))
    return {
        "takes_per_s": round(n_takes / wall_s, 2),
        "cpu_s_per_take": round(cpu_s / n_takes, 3),
    }


def print_table(result: dict) -> None:
    """Print the figures as a table."""
    print(f"{result['threads']} threads, at most {result['max_padded_s']:g} s a pass")
    print("takes  way         takes/s  CPU s a take")
    for n, row in result["by_size"].items():
        for way in ("one_by_one", "together"):
            figures = row[way]
            print(
                f"{n:5d}  {way:10s}  {figures['takes_per_s']:7.2f}"
                f"  {figures['cpu_s_per_take']:12.3f}"
            )
        print(f"       together: {row['wall_ratio']} of the time", end="")
        print(f", {row['cpu_ratio']} of the CPU seconds")
    print(f"peak resident memory {result['peak_rss_mb']} MB")


if __name__ == "__main__":
    sys.exit(main())
