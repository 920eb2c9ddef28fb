"""Train CNN and fusion network, fit the pool that joins them, write all with cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from emotion_engine.config import EngineConfig
from emotion_engine.expression.cnn.network import StyleCnn
from emotion_engine.expression.pool import Pool
from emotion_engine.expression.voice_middle import VOICES
from emotion_engine.fusion.checkpoint import FusionModel, write_fusion
from emotion_engine.fusion.panel import ASSETS
from emotion_engine.lab.corpora import Corpus, load_corpus
from emotion_engine.lab.corpora.reserved import without_reserved
from emotion_engine.lab.evaluation.members import (
    TOGETHER,
    fit_on,
    measured_elsewhere,
    measured_teams,
    members_table,
    others_of,
)
from emotion_engine.lab.evaluation.members_held_out import (
    CNN,
    FUSION,
    Material,
    MembersRecipe,
    Networks,
    hear_held_out,
    hear_left_out,
    read_material,
    read_networks,
    train_networks,
)
from emotion_engine.lab.evaluation.voices_held_out import UNKNOWN, WELL_KNOWN
from emotion_engine.lab.tasks import FOLDERS, JSON, SEED, Task, destination, option
from emotion_engine.lab.training.cnn.options import SOURCE
from emotion_engine.lab.training.feature_cache import FeatureCache
from emotion_engine.lab.training.members.networks import limit_to
from emotion_engine.lab.training.members.pool import FittedPool
from emotion_engine.lab.training.voices.fit import VoiceRecipe
from emotion_engine.lab.training.voices.sampling import some_of_each
from emotion_engine.models import models_of
from emotion_engine.version import ENGINE_VERSION
from emotion_engine.weights.shipped import assets_folder, read_head

from .provenance import origin, today
from .voices import altered_takes

ENCODER_FRAMES = 2  # that are averaged to one cached frame


def write_members(
    folder: Path,
    material: Material,
    networks: Networks,
    fitted: tuple[FittedPool, FittedPool],
    config: EngineConfig,
    recipe: MembersRecipe,
    card: dict[str, Any],
    trunk: dict[str, Any],
) -> None:
    """Write both networks and the pool; the networks' cards have its figures, too."""
    unknown, known = fitted
    labels = material.takes.labels
    recipes = asdict(recipe.networks)
    StyleCnn(networks.cnn, labels, unknown.temperatures[CNN]).write(
        folder / "cnn",
        {"name": f"cnn-member-{today()}"}
        | card
        | {"source": trunk, "recipe": recipes["cnn"] | {"strategy": "two-stage"}},
    )
    networks.known_voice.write(folder / "cnn" / VOICES, {"data": card["data"]})
    networks.middle.write(folder / "fusion" / VOICES, {"data": card["data"]})
    names = (Path(config.acoustic_encoder).name, Path(config.text_encoder).name)
    settings = {
        "name": f"fusion-member-{today()}",
        "layers": list(recipe.networks.layers),
        "stride": ENCODER_FRAMES * recipe.networks.stride,
        "temperature": unknown.temperatures[FUSION],
        "recipe": recipes["fusion"],
    }
    model = FusionModel(networks.fusion, labels, *names)
    write_fusion(folder / "fusion", model, card | settings)
    Pool(f"pool-{today()}", unknown.mixture, known.mixture).write(folder / "pool", card)


def card_of(
    corpora: Sequence[Corpus], recipe: MembersRecipe, measured: dict[str, Any]
) -> dict[str, Any]:
    """Say what the members learnt from, what for, and how far the figures hold."""
    origins = [origin(corpus) for corpus in corpora]
    return {
        "date": today(),
        "engine_version": ENGINE_VERSION,
        "data": {
            "source": "; ".join(o["source"] for o in origins),
            "licence": "; ".join(dict.fromkeys(o["licence"] for o in origins)),
        },
        "for": "How a delivery compares with actors performing each style of a phrase.",
        "not_for": "What a speaker feels; grades; speech that is not English.",
        "known_limits": [
            "Acted corpora have few sentences: the words of other phrases are new.",
            "Weights and thresholds come from a sixth of the actors, and from acted "
            "corpora left out whole where the figures say so.",
        ],
        "n_takes": recipe.n_takes,
        "seed": recipe.seed,
        "measured": measured,
    }


def trunk_of(source: Path, trained: Path | None) -> dict[str, Any]:
    """Return checksum and data of the CNN's trunk."""
    if trained:
        origins: dict[str, Any] = read_head(trained / "cnn")[1]["source"]
        return origins
    _, card = read_head(source)
    return {"sha256": card["sha256"], "data": card["data"]}


def release_members(
    acted: Sequence[Corpus],
    readers: Sequence[Corpus],
    config: EngineConfig,
    recipe: MembersRecipe,
    source: Path,
    folder: Path,
    *,
    suggests: Callable[[str], bool],
    trained: Path | None = None,
    leave_out: bool = False,
) -> dict[str, Any]:
    """Write members and pool; return what the held-out speakers measured.

    The networks are not trained where there is a folder of ``trained`` ones. With
    ``leave_out`` others are, without each corpus with styles in turn; the pool is
    fitted to what these hear in it, too.
    """
    limit_to(config.n_threads)
    material = read_material(acted, readers, config, recipe, suggests)
    if trained:
        networks = read_networks(trained, material.takes.labels, recipe)
    else:
        networks = train_networks(material, source, recipe)
    altered = altered_takes(acted, FeatureCache.of(config), recipe.voices)
    heard = hear_held_out(material, networks, recipe, altered)
    elsewhere = hear_left_out(material, source, recipe, altered) if leave_out else None
    held_out = material.held_out
    fitted = tuple(
        fit_on(held_out, heard[known], others_of(elsewhere, known, TOGETHER))
        for known in (UNKNOWN.name, WELL_KNOWN.name)
    )
    measured = {
        "protocol": (
            "one sixth of the actors of each corpus, one corpus of readers and half of "
            "the other readers held out; "
            "temperatures, weights and thresholds of the figures from the other half of "
            "these speakers, those that ship from all of them; so from corpora with "
            "styles that were left out whole, where there are two"
        ),
        "n_held_out": len(held_out),
        "held_out": measured_teams(held_out, heard, elsewhere),
        "weights": {
            known.name: {str(n): w for n, w in one.mixture.weights.items()}
            for known, one in zip((UNKNOWN, WELL_KNOWN), fitted, strict=True)
        },
    }
    if elsewhere is not None:
        measured["corpus_left_out"] = measured_elsewhere(held_out, heard, elsewhere)
    trunk = trunk_of(source, trained)
    card = card_of([*acted, *readers], recipe, measured)
    write_members(folder, material, networks, fitted, config, recipe, card, trunk)
    return measured


def run(
    folders: Sequence[Path],
    out: Path,
    config: EngineConfig,
    *,
    read: Sequence[Path],
    takes: int,
    read_takes: int,
    source: Path,
    networks: Path | None,
    leave_out: bool,
    seed: int,
) -> dict[str, Any]:
    """Release the members that hear a take beside the regression."""
    acted = [load_corpus(folder, needs=("emotion",)) for folder in folders]
    readers = [
        some_of_each(without_reserved(load_corpus(f)), read_takes, seed=seed)
        for f in read
    ]
    recipe = MembersRecipe(VoiceRecipe(seed=seed), n_takes=takes, seed=seed)
    suggests = models_of(config).text_emotion.suggests
    return release_members(
        acted,
        readers,
        config,
        recipe,
        source,
        out,
        suggests=suggests,
        trained=networks,
        leave_out=leave_out,
    )


TASK = Task(
    run,
    (
        FOLDERS,
        option(
            "--read",
            type=Path,
            nargs="*",
            default=[],
            metavar="FOLDER",
            help="people who only read: neutral or calm, and nothing else as clear",
        ),
        option("--takes", type=int, default=1500, metavar="N", help="of each corpus"),
        option(
            "--read-takes",
            type=int,
            default=180,
            metavar="N",
            help="of each corpus of readers",
        ),
        SOURCE,
        option(
            "--networks",
            type=Path,
            metavar="FOLDER",
            help="fit the pool alone, for networks trained on the same takes before",
        ),
        option(
            "--leave-out",
            action="store_true",
            help="train without each corpus with styles, too, and fit the pool to both",
        ),
        destination(assets_folder(ASSETS)),
        SEED,
        JSON,
    ),
    members_table,
)
