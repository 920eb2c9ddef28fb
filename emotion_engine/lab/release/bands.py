"""Learn how natives say sentences in general, and write it with its card."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora.texts import texts_in
from emotion_engine.lab.evaluation.bands import held_out_rows
from emotion_engine.lab.tasks import FOLDERS, JSON, SEED, Task, destination, option
from emotion_engine.lab.training.bands.between import between_of
from emotion_engine.lab.training.bands.examples import (
    SELECTION,
    Example,
    Selection,
    examples_of,
)
from emotion_engine.lab.training.bands.fit import recipes
from emotion_engine.lab.training.bands.learn import calibrated_by, learn
from emotion_engine.profiles.expected.expectation import LEVELS, Expectation
from emotion_engine.version import ENGINE_VERSION
from emotion_engine.weights.shipped import assets_folder

from .provenance import DATA, today

MORE_NETWORKS = 2  # times as many as of each fold


def train_bands(
    folders: Sequence[Path],
    config: EngineConfig,
    out: Path,
    *,
    n_rounds: int,
    phrases: Path | None,
    most: int,
    limit: int,
    longest_s: float,
    speakers: int | None,
    seed: int,
) -> dict[str, Any]:
    """Learn from all natives who are not reserved; calibrate by what folds missed."""
    chosen = Selection(texts_in(phrases), most, limit, longest_s, speakers, seed)
    examples = [e for folder in folders for e in examples_of(folder, config, chosen)]
    if not examples:
        raise CorpusError("No native's take could be measured.")
    missed = held_out_rows(examples, recipes(seed), n_rounds)
    networks = learn(examples, recipes(seed, times=MORE_NETWORKS))
    between = {
        name: share
        for level, (targets, _) in LEVELS.items()
        for name, share in between_of(
            missed[level].calibrated(missed[level].calibration()), targets
        ).items()
    }
    card = card_of(examples, [folder.name for folder in folders])
    expectation = Expectation(
        **calibrated_by(networks, missed), between=between, card=card
    )
    expectation.write(out)
    return {**card, "between": between}


def card_of(examples: Sequence[Example], names: Sequence[str]) -> dict[str, Any]:
    """Describe whom was learnt from."""
    origins = [
        DATA.get(name, {"source": name, "licence": "not stated"}) for name in names
    ]
    return {
        "name": f"bands-{today()}",
        "date": today(),
        "engine_version": ENGINE_VERSION,
        "task": "how natives say a sentence that was not recorded",
        "data": origins,
        "source": "; ".join(origin["source"] for origin in origins),
        "licence": ", ".join(dict.fromkeys(origin["licence"] for origin in origins)),
        "accent": "American",
        "n_takes": len(examples),
        "n_speakers": len({e.speaker for e in examples}),
        "n_sentences": len({e.sentence for e in examples}),
        "n_female": len({e.speaker for e in examples if e.sex == "female"}),
        "n_male": len({e.speaker for e in examples if e.sex == "male"}),
    }


TASK = Task(
    train_bands,
    (
        FOLDERS,
        destination(assets_folder("bands")),
        option(
            "--rounds",
            dest="n_rounds",
            type=int,
            default=2,
            metavar="N",
            help="of the folds by speaker and sentence, up to five",
        ),
        *SELECTION,
        SEED,
        JSON,
    ),
)
