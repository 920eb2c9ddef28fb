"""Train the trunk whose weights are transferred, and write it with its card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypedDict, Unpack

from emotion_engine.config import EngineConfig
from emotion_engine.encoders.device import choose_device
from emotion_engine.expression.cnn.network import write_trunk
from emotion_engine.expression.cnn.trunk import EMBEDDING_RATE_HZ, TrunkConfig
from emotion_engine.lab.corpora import Corpus, load_corpus
from emotion_engine.lab.corpora.reserved import without_reserved
from emotion_engine.lab.tasks import FOLDERS, SEED, Task, destination, option
from emotion_engine.lab.training.cnn.options import TRUNK
from emotion_engine.lab.training.cnn.source import SourceRecipe, train_source
from emotion_engine.lab.training.cnn.source_data import source_takes
from emotion_engine.version import ENGINE_VERSION

from .provenance import origin, today

DEFAULT = TrunkConfig()
TRUNK_SIZES = (
    option("--size", type=int, default=DEFAULT.size, help="channels of the trunk"),
    option(
        "--blocks", dest="n_blocks", type=int, default=DEFAULT.n_blocks, help="how many"
    ),
    option(
        "--look-ahead",
        type=int,
        default=DEFAULT.look_ahead,
        metavar="FRAMES",
        help="of 40 ms that each block sees ahead; a trunk for whole takes may see more",
    ),
)


class TrunkSizes(TypedDict):
    """The sizes of a trunk that a command can choose."""

    size: int
    n_blocks: int
    look_ahead: int


def release_source(
    corpora: Sequence[Corpus],
    config: EngineConfig,
    recipe: SourceRecipe,
    folder: Path,
    sizes: TrunkConfig | None = None,
) -> dict[str, float]:
    """Train a trunk on a source task and write it; return what it measured."""
    takes = source_takes(corpora, config, with_phones=recipe.task != "student")
    device, _ = choose_device(config)
    trunk, measured = train_source(takes, recipe, sizes or TrunkConfig(), device)
    n_frames = sum(map(len, takes.hidden))
    card = source_card(corpora, n_frames, config, recipe, measured)
    write_trunk(trunk, folder, card)
    return measured


def source_card(
    corpora: Sequence[Corpus],
    n_frames: int,
    config: EngineConfig,
    recipe: SourceRecipe,
    measured: dict[str, float],
) -> dict[str, Any]:
    """Describe the trunk and its training data."""
    return {
        "for": "A start for networks that hear style or stress.",
        "not_for": "Anything by itself.",
        "date": today(),
        "engine_version": ENGINE_VERSION,
        "data": [origin(corpus) for corpus in corpora],
        "hours": round(n_frames / EMBEDDING_RATE_HZ / 3600, 2),
        "recipe": asdict(recipe),
        "teacher": config.acoustic_encoder if recipe.task != "phones" else None,
        "measured": measured,
    }


def run(
    folders: Sequence[Path],
    out: Path,
    config: EngineConfig,
    *,
    source_task: str,
    epochs: int,
    bend: float,
    seed: int,
    **sizes: Unpack[TrunkSizes],
) -> dict[str, float]:
    """Release a trunk trained on general speech, without the reserved speakers."""
    corpora = [without_reserved(load_corpus(folder)) for folder in folders]
    recipe = SourceRecipe(source_task, epochs, bend=bend, seed=seed)
    return release_source(corpora, config, recipe, out, TrunkConfig(**sizes))


TASK = Task(
    run,
    (
        FOLDERS,
        option(
            "--task",
            dest="source_task",
            choices=("student", "phones", "both"),
            default="student",
        ),
        option("--epochs", type=int, default=16),
        option(
            "--bend",
            type=float,
            default=0.0,
            metavar="DB",
            help="bend the spectrum at random by up to so much, as rooms do",
        ),
        *TRUNK_SIZES,
        SEED,
        destination(TRUNK),
    ),
)
