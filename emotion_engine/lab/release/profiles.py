"""Describe how natives say the same phrases, and write the profiles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.expression.shipped import read_style_head
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.corpora.natives import ENOUGH_TAKES
from emotion_engine.lab.corpora.texts import texts_in
from emotion_engine.lab.tasks import FOLDER, Task, option
from emotion_engine.lab.training.attach_expression import (
    attach_expression,
    native_probabilities,
)
from emotion_engine.lab.training.feature_cache import FeatureCache
from emotion_engine.lab.training.measured_natives import log_progress
from emotion_engine.lab.training.native_profiles import profile_folder
from emotion_engine.lab.training.train_expression import ExpressionRecipe
from emotion_engine.profiles.expected.expectation import load_expectation
from emotion_engine.profiles.natives import Origin
from emotion_engine.profiles.store import NativeProfile, read_profiles, write_profiles
from emotion_engine.weights.shipped import assets_folder

ORIGIN = ("source", "licence", "accent")


def run(
    folder: Path,
    out: Path,
    config: EngineConfig,
    *,
    known: Path | None,
    phrases: Path | None,
    most: int,
    speakers: int | None,
    **origin: str,
) -> str:
    """Build the profiles, add the expression head's results, write them."""
    if known:
        profiles = list(read_profiles(known))
    else:
        profiles = profile_folder(
            folder,
            config,
            origin=origin_of(**origin),
            expectation=load_expectation(),
            texts=texts_in(phrases) or None,
            most=most,
            speakers=speakers,
            on_take=log_progress,
        )
    if config.expression_enabled:
        profiles = heard(profiles, folder, config)
    else:
        profiles = [replace(profile, expression=None) for profile in profiles]
    write_profiles(profiles, out)
    return f"{len(profiles)} profiles in {out}"


def origin_of(**given: str | None) -> Origin | None:
    """Return where the recordings come from, if the command line says it."""
    if not any(given.values()):
        return None
    if missing := [name for name in ORIGIN if not given[name]]:
        raise CorpusError(f"Give --{missing[0]} as well: a profile names its origin.")
    return Origin(**given)


def heard(
    profiles: list[NativeProfile], folder: Path, config: EngineConfig
) -> list[NativeProfile]:
    """Add the expression head's results for these natives."""
    corpus = load_corpus(folder, needs=("text",))
    head = read_style_head(assets_folder("expression"))
    probabilities = native_probabilities(
        corpus, FeatureCache.of(config), head, ExpressionRecipe()
    )
    return attach_expression(profiles, corpus, probabilities, head.labels)


TASK = Task(
    run,
    (
        FOLDER,
        option("--out", type=Path, required=True, metavar="FILE"),
        option(
            "--from",
            dest="known",
            type=Path,
            metavar="FILE",
            help="take these profiles and only renew what the expression head says",
        ),
        option(
            "--phrases",
            type=Path,
            metavar="FILE",
            help="only phrases in this JSON list, such as the product's",
        ),
        option(
            "--most",
            type=int,
            default=ENOUGH_TAKES,
            metavar="N",
            help="takes of one phrase in one style",
        ),
        option("--speakers", type=int, metavar="N", help="so many, the first by name"),
        *(option(f"--{name}", help=f"{name} of an unknown corpus") for name in ORIGIN),
    ),
    str,
)
