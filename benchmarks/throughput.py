"""How many takes of four seconds a machine analyses in a second, and what each costs.

    python -m benchmarks.throughput [--processes 2] [--rounds 3] [--json FILE]

Each process is what a worker's child is. It analyses the same takes without a style and
with one, in calls of one take and of more, all ways in turn, so that the ratios mean the same
on any machine; processes begin each way together. CPU seconds are those of all threads and
of the decoder processes: they change little with what else the machine does, so that the
cores divided by them are the takes a second of a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import psutil

import emotion_engine as engine
from benchmarks.latency import make_take
from benchmarks.memory import peak_memory_mb

TAKE_S = 4
STYLE = "happy"
SIZES = (1, 2, 4, 8)
PATIENCE_S = 600
PHRASES = (
    "The photographer will present her new photographs on Friday evening.",
    "She had your dark suit in greasy wash water all year.",
    "My sister wants to study medicine at the university in town.",
    "Could you tell me when the next train to the city leaves?",
    "We usually have dinner together at the end of the week.",
    "The children were playing in the garden behind the old house.",
    "I would rather stay at home than go out in this weather.",
    "He forgot to bring the documents to the meeting yesterday.",
)
Spent = dict[str, list[tuple[float, float]]]
"""Wall and CPU seconds of each round, by the name of the way."""


@dataclass(frozen=True, slots=True)
class Way:
    """With or without a style, and how many takes go into one call."""

    styled: bool
    size: int

    @property
    def name(self) -> str:
        """As it stands in the figures."""
        return f"{'with' if self.styled else 'without'} a style, {self.size}"


def ways_of(sizes: Sequence[int]) -> list[Way]:
    """One by one comes first, as the others are compared with it."""
    by_size = sorted({1, *sizes})
    return [Way(styled, size) for styled in (False, True) for size in by_size]


def main(arguments: list[str] | None = None) -> int:
    """Measure; print and, if asked to, write the figures."""
    options = parse(arguments)
    config = replace(
        engine.EngineConfig.from_environment(),
        n_threads=options.threads or max(1, os.cpu_count() // options.processes),
    )
    if missing := engine.missing_weights(config):
        print(f"{missing[0].name} is missing: run `manage.py fetch_models`")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        takes = spoken(config, Path(folder), options.takes)
        engine.forget_voice()
        measured = in_processes(takes, config, options)
    result = figures(measured, config, options)
    print_table(result)
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n")
    return 0


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--threads", type=int, help="of each; the cores shared out")
    parser.add_argument("--rounds", type=int, default=3, help="timed runs of each way")
    parser.add_argument("--takes", type=int, default=len(PHRASES), help="to analyse")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--json", type=Path, metavar="FILE")
    return parser.parse_args(arguments)


def spoken(
    config: engine.EngineConfig, folder: Path, n_takes: int
) -> list[tuple[str, bytes]]:
    """The first phrases in the model voice, each padded or cut to the length of a take."""
    found = []
    for number, text in enumerate(PHRASES[:n_takes]):
        below = folder / str(number)
        below.mkdir()
        path = make_take(text, TAKE_S, config, str(below))
        found.append((text, path.read_bytes()))
    return found


def in_processes(
    takes: Sequence[tuple[str, bytes]],
    config: engine.EngineConfig,
    options: argparse.Namespace,
) -> list[tuple[Spent, float]]:
    """Run every way in all processes at once."""
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(options.processes, timeout=PATIENCE_S)
    results = context.Queue()
    started = [
        context.Process(target=measure, args=(takes, config, options, start, results))
        for _ in range(options.processes)
    ]
    for process in started:
        process.start()
    measured = [results.get(timeout=PATIENCE_S) for _ in started]
    for process in started:
        process.join()
    return measured


def measure(
    takes: Sequence[tuple[str, bytes]],
    config: engine.EngineConfig,
    options: argparse.Namespace,
    start: Barrier,
    results: Any,
) -> None:
    """Time every way in turn; the first round is not counted."""
    engine.warm_up(config)
    ways = ways_of(options.sizes)
    spent: Spent = {way.name: [] for way in ways}
    for _ in range(options.rounds + 1):
        for way in ways:
            start.wait()
            wall, cpu = time.perf_counter(), cpu_seconds()
            analyze(takes, way, config)
            elapsed = (time.perf_counter() - wall, cpu_seconds() - cpu)
            spent[way.name].append(elapsed)
    results.put(({name: runs[1:] for name, runs in spent.items()}, peak_memory_mb()))


def analyze(
    takes: Sequence[tuple[str, bytes]], way: Way, config: engine.EngineConfig
) -> None:
    """Analyse all takes in calls of a size; each must be assessable."""
    requests = [
        engine.UtteranceRequest(
            source, text, STYLE if way.styled else None, with_expression=way.styled
        )
        for text, source in takes
    ]
    for first in range(0, len(requests), way.size):
        together = requests[first : first + way.size]
        for outcome in engine.analyze_utterances(together, config=config):
            if isinstance(outcome, engine.EngineError) or not outcome.assessable:
                raise SystemExit(f"a take was not assessable: {outcome}")


def cpu_seconds() -> float:
    """CPU seconds of this process and of its decoder so far."""
    children = psutil.Process().children(recursive=True)
    others = (child.cpu_times() for child in children)
    return time.process_time() + sum(spent.user + spent.system for spent in others)


def figures(
    measured: Sequence[tuple[Spent, float]],
    config: engine.EngineConfig,
    options: argparse.Namespace,
) -> dict[str, Any]:
    """Takes a second of all processes together, and CPU seconds a take: medians."""
    ways = ways_of(options.sizes)
    by_way = {
        way.name: summary([spent[way.name] for spent, _ in measured], way, options)
        for way in ways
    }
    for way in ways:
        alone = by_way[replace(way, size=1).name]
        row = by_way[way.name]
        row["wall_ratio"] = round(alone["takes_per_s"] / row["takes_per_s"], 3)
        row["cpu_ratio"] = round(row["cpu_s_per_take"] / alone["cpu_s_per_take"], 3)
    best = max(
        (w for w in ways if w.styled), key=lambda w: by_way[w.name]["takes_per_s"]
    )
    return {
        "processes": options.processes,
        "threads": config.n_threads,
        "rounds": options.rounds,
        "takes": options.takes,
        "take_s": TAKE_S,
        "best": best.name,
        "takes_per_s": by_way[best.name]["takes_per_s"],
        "cpu_s_per_take": by_way[best.name]["cpu_s_per_take"],
        "takes_per_s_of_free_cores": round(
            os.cpu_count() / by_way[best.name]["cpu_s_per_take"], 2
        ),
        "by_way": by_way,
        "load": os.getloadavg()[0],
        "peak_rss_mb": max(peak for _, peak in measured),
    }


def summary(
    by_process: Sequence[Sequence[tuple[float, float]]],
    way: Way,
    options: argparse.Namespace,
) -> dict[str, Any]:
    """One way: a round lasts as long as its slowest process."""
    n_takes = options.takes * len(by_process)
    rounds = list(zip(*by_process, strict=True))
    wall_s = statistics.median(max(wall for wall, _ in one) for one in rounds)
    cpu_s = statistics.median(sum(cpu for _, cpu in one) for one in rounds)
    return {
        "styled": way.styled,
        "batch": way.size,
        "takes_per_s": round(n_takes / wall_s, 2),
        "cpu_s_per_take": round(cpu_s / n_takes, 3),
    }


def print_table(result: dict[str, Any]) -> None:
    """Print the figures as a table."""
    print(
        f"{result['processes']} processes of {result['threads']} threads, takes of "
        f"{result['take_s']} s, medians of {result['rounds']}; load {result['load']:.1f}"
    )
    print(f"{'way':22s} takes/s  CPU s/take  time, CPU beside one by one")
    for name, row in result["by_way"].items():
        print(
            f"{name:22s} {row['takes_per_s']:7.2f} {row['cpu_s_per_take']:11.3f}"
            f"  {row['wall_ratio']:.2f} {row['cpu_ratio']:.2f}"
        )
    print(
        f"cores divided by CPU s a take: {result['takes_per_s_of_free_cores']} takes/s"
    )
    print(f"peak resident memory of a process: {result['peak_rss_mb']} MB")


if __name__ == "__main__":
    sys.exit(main())
