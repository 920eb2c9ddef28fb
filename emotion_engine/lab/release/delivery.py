"""Release the raters: measure by fold, train on all speakers, write with card."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from emotion_engine.config import EngineConfig
from emotion_engine.delivery.model import DeliveryModel
from emotion_engine.lab.corpora import Corpus, load_corpus
from emotion_engine.lab.evaluation.delivery import (
    ANCHORS,
    JOBS,
    hear_all,
    measure_by_fold,
)
from emotion_engine.lab.evaluation.delivery_table import delivery_table
from emotion_engine.lab.tasks import FOLDER, SEED, Task, destination
from emotion_engine.lab.training.delivery.listening import PhoneListener
from emotion_engine.lab.training.delivery.rated import natives_beside
from emotion_engine.lab.training.delivery.raters import RatersRecipe, train_raters
from emotion_engine.weights.shipped import assets_folder

from .provenance import DATA, provenance, today


def release_delivery(
    corpus: Corpus,
    listener: PhoneListener,
    recipe: RatersRecipe,
    folder: Path,
    *,
    n_jobs: int = 1,
) -> dict[str, Any]:
    """Write the model trained on all speakers; return the figures of the folds."""
    heard = hear_all(corpus, listener)
    measured, unclear_below = measure_by_fold(heard, recipe, n_jobs=n_jobs)
    raters = train_raters(
        heard.learners.spoken, heard.truths, heard.natives.spoken, recipe
    )
    encoder = listener.config.acoustic_encoder
    name = f"{encoder}-phones-{today()}"
    repeatability = measured["repeatability"]
    model = DeliveryModel(name, raters, repeatability, unclear_below)
    card = provenance(corpus, encoder) | {
        "for": "How the corpus's experts would rate a take, its words and its sounds.",
        "not_for": "Certificates; languages but English; takes of another text.",
        "natives": {
            one.name: DATA.get(one.name, {"source": one.name})
            for one in natives_beside(corpus.folder)
        },
        "known_limits": [
            "The raters heard Mandarin speakers only; other accents are unmeasured.",
            "What a sound was heard as is what a native would have had to say: no "
            "expert wrote that down, so it is not measured.",
        ],
        "recipe": asdict(recipe),
        "measured": measured,
    }
    model.write(folder, card)
    return measured


def run(
    folder: Path,
    out: Path,
    config: EngineConfig,
    *,
    seed: int,
    jobs: int,
    anchors: bool,
) -> dict[str, Any]:
    """Release raters for a corpus that experts rated."""
    corpus, listener = load_corpus(folder, needs=("text",)), PhoneListener(config)
    recipe = RatersRecipe(seed=seed, anchors=anchors)
    return release_delivery(corpus, listener, recipe, out, n_jobs=jobs)


TASK = Task(
    run,
    (FOLDER, destination(assets_folder("delivery")), SEED, JOBS, ANCHORS),
    delivery_table,
)
