"""Accuracy against clips per class, and whether transfer saves labelling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Unpack

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.files import write_atomically
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.corpora.chosen import Choice, load_chosen
from emotion_engine.lab.splits import folds_of
from emotion_engine.lab.tasks import Task
from emotion_engine.lab.training.comparison import (
    COMPARISON,
    SPEAKERS,
    learners_option,
)
from emotion_engine.lab.training.learner_registry import CURVE, build_learners
from emotion_engine.lab.training.learners import Learner
from emotion_engine.lab.training.runs import RunStore
from emotion_engine.lab.training.subsets import sizes_within

from .fewer_speakers import fewer_table, measure_fewer
from .grid import Grid, about, recognised_grid
from .paired import compare, figures

SMALL_SIZES = (5, 10, 20, 40, 80, 120, 160)
LARGE_SIZES = (5, 10, 20, 40, 80, 125, 160, 250, 500, 1000)
LARGE_AT = 250
TRANSFER = "transfer"
FACTOR = 8  # how many times more clips the baseline is given
HOLDS, FAILS, OPEN = "holds", "does not hold", "undecided"


def measure_curve(
    corpus: Corpus,
    learners: Sequence[Learner],
    sizes: Sequence[int],
    seeds: Sequence[int],
    store: RunStore,
    *,
    fold_per_seed: bool = False,
    speakers: Sequence[int] = (),
    most_clips_only: bool = False,
) -> dict[str, Any]:
    """Run learners on more and more clips per class and report their accuracy.

    With ``speakers``, on as many clips of so many speakers, too; see ``measure_fewer``.
    """
    asked, sizes = sizes, sizes_within(corpus, folds_of(corpus), sizes)
    if not sizes:
        raise CorpusError(
            f"No size of {sorted(asked)}: most styles of {corpus.name} have fewer "
            "clips in training."
        )
    grid = recognised_grid(
        corpus, learners, sizes, seeds, store, fold_per_seed=fold_per_seed
    )
    fewer = measure_fewer(
        corpus,
        learners,
        grid,
        speakers,
        seeds,
        store,
        fold_per_seed=fold_per_seed,
        most_clips_only=most_clips_only,
    )
    labels = next(iter(next(iter(grid.values())).values())).labels
    return about(corpus, seeds, fold_per_seed=fold_per_seed) | {
        "labels": list(labels),
        "chance": 1 / len(labels),
        "sizes": list(sizes),
        "learners": {
            name: {str(size): figures(found) for size, found in by_size.items()}
            for name, by_size in grid.items()
        },
        "claim": claims(grid, sizes),
        "fewer_speakers": fewer,
    }


def usual_sizes(corpus: Corpus) -> tuple[int, ...]:
    """Return the default sizes at which a corpus is measured."""
    large = sizes_within(corpus, folds_of(corpus), LARGE_SIZES)
    return LARGE_SIZES if large and large[-1] >= LARGE_AT else SMALL_SIZES


def claims(grid: Grid, sizes: Sequence[int]) -> list[dict[str, Any]]:
    """Decide for each n whether transfer with n beats the best baseline with 8 n."""
    baselines = [name for name in grid if name != TRANSFER]
    if TRANSFER not in grid or not baselines:
        return []
    found = []
    for size in sizes:
        if FACTOR * size in sizes:
            many = {name: grid[name][FACTOR * size] for name in baselines}
            best = max(many, key=lambda name: many[name].ua_by_seed.mean())
            judged = compare(grid[TRANSFER][size], many[best])
            found.append(
                {
                    "n": size,
                    "baseline": best,
                    "baseline_n": FACTOR * size,
                    "verdict": verdict(judged["interval"]),
                    **judged,
                }
            )
    return found


def verdict(interval: Sequence[float]) -> str:
    """Return whether a difference is significantly positive, negative, or neither.

    >>> verdict([-0.02, 0.05])
    'undecided'
    """
    low, high = interval
    if low > 0:
        return HOLDS
    return FAILS if high < 0 else OPEN


def draw_curve(values: Mapping[str, Any], path: Path) -> None:
    """Draw every learner of a measured curve, with its band."""
    from .graphs import Line, draw_curves

    lines = []
    for name, by_size in values["learners"].items():
        points = [by_size[str(size)] for size in values["sizes"]]
        lines.append(
            Line(
                name,
                values["sizes"],
                [point["ua"] for point in points],
                [point["ua_interval"][0] for point in points],
                [point["ua_interval"][1] for point in points],
            )
        )
    draw_curves(path, lines, chance=values["chance"])


def curve_markdown(values: Mapping[str, Any]) -> str:
    """Write the curve and the claim as Markdown."""
    sizes = [str(size) for size in values["sizes"]]
    lines = [
        f"{values['n']} takes, {values['n_speakers']} speakers of {values['corpus']}; "
        f"{values['protocol']}; {len(values['seeds'])} seeds.",
        f"UA in %, 95 % over speakers and seeds; chance {100 * values['chance']:.1f}. "
        "A class with fewer clips gives all it has.",
        "",
        "| clips per class | " + " | ".join(sizes) + " |",
        "| --- |" + " ---: |" * len(sizes),
    ]
    for name, by_size in values["learners"].items():
        cells = [share_with_interval(by_size[size], "ua") for size in sizes]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    lines += ["", *map(claim_sentence, values["claim"])]
    return "\n".join([*lines, *fewer_table(values["fewer_speakers"])])


def share_with_interval(figures: Mapping[str, Any], name: str) -> str:
    """Format a share and its limits in per cent."""
    low, high = figures[f"{name}_interval"]
    return f"{100 * figures[name]:.1f} ({100 * low:.1f} to {100 * high:.1f})"


def claim_sentence(claim: Mapping[str, Any]) -> str:
    """Write one line on the result for one n."""
    low, high = claim["interval"]
    return (
        f"- transfer with {claim['n']} against {claim['baseline']} with "
        f"{claim['baseline_n']}: {claim['verdict']} "
        f"({100 * claim['difference']:+.1f} points, {100 * low:+.1f} to "
        f"{100 * high:+.1f}; p = {claim['p_permutation']:.4f})"
    )


def run(
    folder: Path,
    config: EngineConfig,
    *,
    learners: Sequence[str],
    clips: Sequence[int] | None,
    speakers: Sequence[int],
    seeds: int,
    fold_per_seed: bool,
    only: Sequence[str] | None,
    runs: Path,
    out: Path | None,
    **choice: Unpack[Choice],
) -> dict[str, Any]:
    """Measure the chosen learners; write table and graph to ``out``."""
    built, corpus = (
        build_learners(only or learners, config),
        load_chosen(folder, **choice),
    )
    values = measure_curve(
        corpus,
        built,
        clips or usual_sizes(corpus),
        range(seeds),
        RunStore(runs),
        fold_per_seed=fold_per_seed,
        speakers=speakers,
    )
    if out:
        write_atomically(out / "curve.md", curve_markdown(values) + "\n")
        draw_curve(values, out / "curve.svg")
    return values


TASK = Task(run, (learners_option(CURVE), SPEAKERS, *COMPARISON), curve_markdown)
