"""``profile --data FOLDER --out FILE``: describe how natives say the same phrases."""

from __future__ import annotations

import argparse
import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError

if TYPE_CHECKING:
    from emotion_engine.profiles.build import Origin
    from emotion_engine.profiles.store import NativeProfile

ORIGIN = ("source", "licence", "accent")
logger = logging.getLogger(__name__)


def add_parser(commands: argparse._SubParsersAction) -> None:
    """Add ``profile`` to the command line."""
    about = "describe how natives say the same phrases, per phrase and style"
    parser = commands.add_parser("profile", help=about, description=about)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument(
        "--from",
        dest="profiles",
        type=Path,
        metavar="FILE",
        help="take these profiles and only renew what the expression head says",
    )
    for name in ORIGIN:
        parser.add_argument(f"--{name}", help=f"{name} of an unknown corpus")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, config: EngineConfig) -> str:
    """Build the profiles, let the expression head hear them, write them."""
    from emotion_engine.lab.training.native_profiles import profile_folder
    from emotion_engine.profiles.store import read_profiles, write_profiles

    if options.profiles:
        profiles = list(read_profiles(options.profiles))
    else:
        profiles = profile_folder(
            options.data, config, origin=origin(options), on_take=log_progress
        )
    if config.expression_enabled:
        profiles = heard(profiles, options.data, config)
    else:
        profiles = [replace(profile, expression=None) for profile in profiles]
    write_profiles(profiles, options.out)
    return f"{len(profiles)} profiles in {options.out}"


def origin(options: argparse.Namespace) -> Origin | None:
    """Return where the recordings come from, if the command line says it."""
    from emotion_engine.profiles.build import Origin

    said = {name: getattr(options, name) for name in ORIGIN}
    if not any(said.values()):
        return None
    if missing := [name for name, value in said.items() if not value]:
        raise CorpusError(f"Say --{missing[0]} too: a profile names its origin.")
    return Origin(**said)


def heard(
    profiles: list[NativeProfile], folder: Path, config: EngineConfig
) -> list[NativeProfile]:
    """Add what the expression head says of these natives."""
    from emotion_engine.expression.shipped import read_style_head
    from emotion_engine.lab.corpora import load_corpus
    from emotion_engine.lab.training.attach_expression import (
        attach_expression,
        native_probabilities,
    )
    from emotion_engine.lab.training.feature_cache import FeatureCache
    from emotion_engine.lab.training.train_expression import ExpressionRecipe
    from emotion_engine.weights.shipped import assets_folder

    corpus = load_corpus(folder, needs=("text",))
    head = read_style_head(assets_folder("expression"))
    probabilities = native_probabilities(
        corpus, FeatureCache.of(config), head, ExpressionRecipe()
    )
    return attach_expression(profiles, corpus, probabilities, head.labels)


def log_progress(done: int, total: int) -> None:
    """Tell now and then how many takes are measured."""
    if done % 100 == 0 or done == total:
        logger.info("measured %d of %d takes", done, total)
