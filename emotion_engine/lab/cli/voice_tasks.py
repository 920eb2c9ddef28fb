"""``train voices``: the expression head that ships, from several corpora at once."""

from __future__ import annotations

import argparse
from pathlib import Path

from emotion_engine.config import LICENCES, EngineConfig
from emotion_engine.weights.shipped import EXPRESSION_FOLDERS, assets_folder


def train_voices(options: argparse.Namespace, config: EngineConfig) -> str:
    """Learn styles from several corpora, and voices' own middles; measured by fold."""
    from emotion_engine.lab.corpora import load_corpus
    from emotion_engine.lab.evaluation.reports import figures_table
    from emotion_engine.lab.release.expression import today
    from emotion_engine.lab.release.voices import release_voices
    from emotion_engine.lab.training.feature_cache import FeatureCache
    from emotion_engine.lab.training.voices.fit import VoiceRecipe
    from emotion_engine.lab.training.voices.sampling import some_of_each

    acted = [load_corpus(folder, needs=("emotion",)) for folder in options.data]
    read = [
        some_of_each(load_corpus(folder), options.read_takes, seed=options.seed)
        for folder in options.read
    ]
    cache = FeatureCache.of(config)
    name = f"{cache.encoder_name}-voices-{options.licence}-{today()}"
    folder = options.out or assets_folder(EXPRESSION_FOLDERS[options.licence])
    recipe = VoiceRecipe(seed=options.seed)
    measured = release_voices(
        [*acted, *read], cache, recipe, folder, name=name, profiles=options.profiles
    )
    return figures_table(measured)


def add_voice_options(parser: argparse.ArgumentParser) -> None:
    """Say where people act, where they only read, and which set of weights it is."""
    parser.add_argument("--data", type=Path, required=True, nargs="+", metavar="FOLDER")
    parser.add_argument(
        "--read",
        type=Path,
        nargs="*",
        default=[],
        metavar="FOLDER",
        help="people who only read: neutral or calm, and nothing else as clear",
    )
    parser.add_argument(
        "--read-takes", type=int, default=180, metavar="N", help="of each such corpus"
    )
    parser.add_argument(
        "--profiles",
        type=Path,
        metavar="FILE",
        help="renew what native profiles say of natives who were held out",
    )
    parser.add_argument("--licence", choices=LICENCES, default="full")
    parser.add_argument("--out", type=Path, metavar="FOLDER")
    parser.add_argument("--seed", type=int, default=0)
