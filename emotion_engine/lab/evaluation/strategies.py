"""Comparison of the transfer strategies with the same folds, draws and seeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, Unpack

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.files import write_atomically
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.corpora.chosen import Choice, load_chosen
from emotion_engine.lab.splits import folds_of
from emotion_engine.lab.tasks import Task, option
from emotion_engine.lab.training.cnn.learners import from_sources
from emotion_engine.lab.training.comparison import COMPARISON, learners_option
from emotion_engine.lab.training.learner_registry import STRATEGIES, build_learners
from emotion_engine.lab.training.learners import Learner
from emotion_engine.lab.training.runs import RunStore
from emotion_engine.lab.training.subsets import sizes_within

from .curve import draw_curve, share_with_interval
from .grid import about, recognised_grid
from .paired import compare, figures

ALL = "all"


def compare_strategies(
    corpus: Corpus,
    learners: Sequence[Learner],
    sizes: Sequence[int],
    seeds: Sequence[int],
    store: RunStore,
    *,
    draws_only: bool = False,
    fold_per_seed: bool = False,
) -> dict[str, Any]:
    """Compare learners on all training takes, and on subsets of a given size per class.

    ``draws_only`` skips the runs on all training takes, which take the longest.
    """
    sizes = sizes_within(corpus, folds_of(corpus), sizes)
    if draws_only and not sizes:
        raise CorpusError(f"No draw is small enough for {corpus.name}.")
    compared: list[int | None] = [*([] if draws_only else [None]), *sizes]
    grid = recognised_grid(
        corpus, learners, compared, seeds, store, fold_per_seed=fold_per_seed
    )
    names = [learner.name for learner in learners]
    labels = grid[names[0]][compared[0]].labels
    return about(corpus, seeds, fold_per_seed=fold_per_seed) | {
        "labels": list(labels),
        "chance": 1 / len(labels),
        "sizes": list(sizes),
        "learners": {
            name: {str(size or ALL): figures(found) for size, found in cells.items()}
            for name, cells in grid.items()
        },
        "pairs": [
            {"one": one, "other": other, "size": str(size or ALL)}
            | compare(grid[one][size], grid[other][size])
            for size in compared
            for one, other in combinations(names, 2)
        ],
    }


def draw_strategies(values: Mapping[str, Any], folder: Path) -> None:
    """Draw UA by strategy, recall by class and, where there are sizes, by size."""
    from .graphs import draw_points, draw_recalls

    whole = with_most(values)
    points = {name: (v["ua"], *v["ua_interval"]) for name, v in whole.items()}
    draw_points(folder / "by-strategy.svg", points, chance=values["chance"])
    recalls = {name: v["recall"] for name, v in whole.items()}
    draw_recalls(folder / "by-class.svg", recalls)
    if values["sizes"]:
        draw_curve(values, folder / "by-size.svg")


def with_most(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return each learner's result with the largest training set compared."""
    most = ALL if ALL in first_of(values) else str(values["sizes"][-1])
    return {name: by_size[most] for name, by_size in values["learners"].items()}


def first_of(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the first learner's results by size; the others have the same sizes."""
    return next(iter(values["learners"].values()))


def strategies_markdown(values: Mapping[str, Any]) -> str:
    """Write UA and WA, the paired tests and the recalls as Markdown."""
    sizes = [s for s in (ALL, *map(str, values["sizes"])) if s in first_of(values)]
    parts = [
        f"{values['n']} takes, {values['n_speakers']} speakers of {values['corpus']}; "
        f"{values['protocol']}; {len(values['seeds'])} seeds. In %, 95 % over speakers "
        f"and seeds; chance {100 * values['chance']:.1f}.",
        "",
        "| strategy | clips per class | UA | WA |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| {name} | {size} | {share_with_interval(by_size[size], 'ua')} | "
            f"{share_with_interval(by_size[size], 'wa')} |"
            for name, by_size in values["learners"].items()
            for size in sizes
        ),
        *pairs_table(values["pairs"]),
        *recalls_table(values),
    ]
    return "\n".join(parts)


def pairs_table(pairs: Sequence[Mapping[str, Any]]) -> list[str]:
    """Write the differences between strategies, in points of UA."""
    if not pairs:
        return []
    rows = ["", "| clips per class | pair | points of UA | 95 % | p |"]
    rows.append("| ---: | --- | ---: | ---: | ---: |")
    for pair in pairs:
        low, high = (100 * limit for limit in pair["interval"])
        rows.append(
            f"| {pair['size']} | {pair['one']} − {pair['other']} | "
            f"{100 * pair['difference']:+.1f} | {low:+.1f} to {high:+.1f} | "
            f"{pair['p_permutation']:.4f} |"
        )
    return rows


def recalls_table(values: Mapping[str, Any]) -> list[str]:
    """Write the recall of every class with the largest training set compared."""
    labels = values["labels"]
    rows = ["", "| recall, % | " + " | ".join(labels) + " |"]
    rows.append("| --- |" + " ---: |" * len(labels))
    for name, reached in with_most(values).items():
        recall = reached["recall"]
        cells = (f"{100 * recall[label]:.1f}" for label in labels)
        rows.append(f"| {name} | " + " | ".join(cells) + " |")
    return rows


def run(
    folder: Path,
    config: EngineConfig,
    *,
    learners: Sequence[str],
    sources: Sequence[Path] | None,
    draws_only: bool,
    clips: Sequence[int] | None,
    seeds: int,
    fold_per_seed: bool,
    only: Sequence[str] | None,
    runs: Path,
    out: Path | None,
    **choice: Unpack[Choice],
) -> dict[str, Any]:
    """Compare the chosen strategies; write table and graphs to ``out``."""
    built = build_learners(only or learners, config)
    if sources:
        built = from_sources(built, sources)
    values = compare_strategies(
        load_chosen(folder, **choice),
        built,
        clips or (),
        range(seeds),
        RunStore(runs),
        draws_only=draws_only,
        fold_per_seed=fold_per_seed,
    )
    if out:
        write_atomically(out / "strategies.md", strategies_markdown(values) + "\n")
        draw_strategies(values, out)
    return values


TASK = Task(
    run,
    (
        learners_option(STRATEGIES),
        option(
            "--sources",
            type=Path,
            nargs="+",
            metavar="FOLDER",
            help="trunks to transfer from, instead of the shipped one",
        ),
        option(
            "--draws-only",
            action="store_true",
            help="leave out training on all clips, which takes the longest",
        ),
        *COMPARISON,
    ),
    strategies_markdown,
)
