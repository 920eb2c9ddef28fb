"""The transferred CNN as a member of the stress decision, on voices it never met.

The network learns from takes as recorded and with moved prominence. What it is worth in
a pool with the regression that ships is chosen on a sixth of the speakers, from whom it
does not learn; figures are of speakers kept out of all training.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import log_softmax

from emotion_engine.config import EngineConfig
from emotion_engine.encoders.device import choose_device
from emotion_engine.expression.cnn.network import read_trunk
from emotion_engine.lab.corpora.reserved import only_reserved
from emotion_engine.lab.reports import percent, table
from emotion_engine.lab.splits import speaker_folds
from emotion_engine.lab.tasks import FOLDERS, LIMIT, SEED, evaluation, option
from emotion_engine.lab.training.cnn.options import SOURCE, STRATEGY
from emotion_engine.lab.training.cnn.strategies import STRATEGIES
from emotion_engine.lab.training.cnn.stress_target import (
    StressNetwork,
    fit_stress_network,
    logits_of,
    stress_takes,
)
from emotion_engine.lab.training.stress_words import (
    MARKS,
    StressItem,
    TakeWords,
    load_stress_words,
)
from emotion_engine.lab.training.train_stress import takes_to_learn
from emotion_engine.stress.lexical import margin_of
from emotion_engine.stress.prominence import ProminenceModel
from emotion_engine.weights.shipped import assets_folder

from .stress import Verdict, share, with_interval

N_FOLDS = 6  # one of them chooses the weight
WEIGHTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)  # of the network in the pool
MEMBERS = ("regression", "cnn", "pool")
AS_RECORDED, MOVES = "recorded", ("swap", "strong")
Logits = Sequence[np.ndarray]


def evaluate_stress_cnn(
    folders: Sequence[Path],
    config: EngineConfig,
    *,
    judged: Sequence[Path],
    strategy: str,
    source: Path,
    n_epochs: int,
    head: Path,
    limit: int | None,
    judged_limit: int | None,
    seed: int,
) -> dict[str, Any]:
    """Learn from some folders and judge the reserved speakers of others.

    Parameters
    ----------
    judged : sequence of Path
        Heard as recorded and with prominence moved in two ways; with ``stress.csv``
        as they are.
    strategy : str
        Name of one of ``STRATEGIES``.
    source : Path
        Holds the trunk that is transferred.
    head : Path
        Holds the regression's weights.
    limit, judged_limit : int, optional
        Number of takes of each folder that are learnt from, and that are judged.

    Returns
    -------
    dict
        By folder and way the share of words ``found``, and of moved ones ``noticed``,
        by each of ``MEMBERS``; and the pool's ``weight`` of the network.
    """
    takes = [
        take
        for folder in folders
        for take in takes_to_learn(folder, config, limit=limit, seed=seed)
        if take.items
    ]
    speakers = [take.items[0].speaker for take in takes]
    fold = next(iter(speaker_folds(speakers, n_folds=N_FOLDS, seed=seed)))
    learnt = [takes[i] for i in fold.train]
    device, _ = choose_device(config)
    network = fit_stress_network(
        stress_takes(learnt),
        STRATEGIES[strategy],
        read_trunk(source),
        n_epochs=n_epochs,
        seed=seed,
        device=device,
    )
    weights = ProminenceModel.read(head).weights
    heard = hear([takes[i] for i in fold.test], weights, network)
    items = [item for i in fold.test for item in takes[i].items]
    weight = best_weight(items, heard["regression"], heard["cnn"])
    found = {
        name: figures(some, hear(some, weights, network, weight))
        for name, some in judged_takes(judged, config, limit=judged_limit, seed=seed)
    }
    return {
        "protocol": f"learnt from {len(set(speakers))} speakers, judged on reserved ones",
        "strategy": strategy,
        "weight": weight,
        **found,
    }


def judged_takes(
    folders: Sequence[Path], config: EngineConfig, *, limit: int | None, seed: int
) -> Iterator[tuple[str, list[TakeWords]]]:
    """Yield the takes to judge: by folder, as recorded and as moved."""
    for folder in folders:
        is_moved_already = (folder / MARKS).is_file()
        for treatment in (None,) if is_moved_already else (None, *MOVES):
            measured = load_stress_words(
                folder,
                config,
                treatment=treatment,
                seed=seed,
                keep=only_reserved,
                limit=limit,
            )
            takes = [take for take in measured.takes if take.items]
            yield f"{folder.name}, {treatment or AS_RECORDED}", takes


def hear(
    takes: Sequence[TakeWords],
    weights: np.ndarray,
    network: StressNetwork,
    weight: float = 0.0,
) -> dict[str, list[np.ndarray]]:
    """Return for each member the logarithms of its shares, word by word."""
    items = [item for take in takes for item in take.items]
    regression = [log_softmax(item.features @ weights) for item in items]
    cnn = [log_softmax(values) for values in logits_of(network, stress_takes(takes))]
    return {
        "regression": regression,
        "cnn": cnn,
        "pool": pooled(regression, cnn, weight),
    }


def pooled(regression: Logits, cnn: Logits, weight: float) -> list[np.ndarray]:
    """Add the network's logits to the regression's; ``weight`` is its share of both."""
    return [
        log_softmax((1 - weight) * one + weight * other)
        for one, other in zip(regression, cnn, strict=True)
    ]


def best_weight(items: Sequence[StressItem], regression: Logits, cnn: Logits) -> float:
    """Choose the weight with which the pool errs least often, the smallest of several."""

    def right(weight: float) -> float:
        found = pooled(regression, cnn, weight)
        return float(
            np.mean([i.true == v.argmax() for i, v in zip(items, found, strict=True)])
        )

    return max(WEIGHTS, key=right)


def figures(
    takes: Sequence[TakeWords], heard: Mapping[str, Logits]
) -> dict[str, dict[str, Any]]:
    """Summarise what each member heard of the same words."""
    items = [item for take in takes for item in take.items]
    return {name: of_member(items, heard[name]) for name in MEMBERS}


def of_member(items: Sequence[StressItem], logits: Logits) -> dict[str, Any]:
    """Accuracy on all words; of moved words the recall, of others the false alarms."""
    verdicts = [
        Verdict(item, int(values.argmax()), margin_of(values, item.expected), 0.0)
        for item, values in zip(items, logits, strict=True)
    ]
    moved = [v for v in verdicts if v.item.is_shifted]
    values = {
        **with_interval("found", verdicts, lambda v: v.right),
        "n": len(verdicts),
        "n_speakers": len({v.item.speaker for v in verdicts}),
    }
    if not moved:
        return values
    left = [v for v in verdicts if not v.item.is_shifted]
    return values | {
        **with_interval("noticed", moved, lambda v: v.noticed),
        "false_alarms": share(left, lambda v: v.noticed),
        "n_moved": len(moved),
    }


def members_table(values: Mapping[str, Any]) -> str:
    """Show each way of moving stress, member beside member."""
    rows = [["", "words", *(f"found: {m}" for m in MEMBERS)]]
    rows[0] += [f"noticed: {m}" for m in MEMBERS]
    for name, by_member in values.items():
        if isinstance(by_member, Mapping):
            own = [by_member[member] for member in MEMBERS]
            noticed = [percent(o["noticed"]) if "noticed" in o else "" for o in own]
            found = [percent(o["found"]) for o in own]
            rows.append([name, str(own[0]["n"]), *found, *noticed])
    return f"{values['protocol']}; weight {values['weight']}\n{table(rows)}"


TASK = evaluation(
    evaluate_stress_cnn,
    option(
        "--judged",
        type=Path,
        nargs="+",
        required=True,
        metavar="FOLDER",
        help="whose reserved speakers are heard",
    ),
    STRATEGY,
    SOURCE,
    option("--epochs", dest="n_epochs", type=int, default=6, metavar="EPOCHS"),
    option(
        "--head",
        type=Path,
        default=assets_folder("stress"),
        metavar="FOLDER",
        help="the regression beside it",
    ),
    LIMIT,
    option("--judged-limit", type=int, metavar="N", help="so many takes are judged"),
    SEED,
    data=FOLDERS,
    table=members_table,
)
