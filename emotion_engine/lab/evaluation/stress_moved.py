"""Whether stress is heard or looked up: natives as recorded, and with moved prominence.

Folds are by speaker over all corpora at once: no tested voice was trained on, neither
as recorded nor moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from emotion_engine.config import EngineConfig
from emotion_engine.lab.splits import speaker_folds
from emotion_engine.lab.tasks import FOLDERS, SEED, evaluation, option
from emotion_engine.lab.training.stress_words import STATES, load_stress_words
from emotion_engine.lab.training.train_stress import N_FOLDS, TRAINED_ON, fit_model

from .stress import Verdict, hear, share, with_interval

TESTED_ON = ("control", "swap", "strong")


def evaluate_moved(
    folders: Sequence[Path],
    config: EngineConfig,
    *,
    moved: Sequence[Path] | None = None,
    states: str = "encoder",
    seed: int = 0,
) -> dict[str, Any]:
    """Retrain for every fold of speakers and judge the held-out ones.

    Parameters
    ----------
    folders : sequence of Path
        All are trained on, and judged as recorded.
    moved : sequence of Path, optional
        Which of them are also judged with moved prominence; all if absent.
    states : str
        Features in addition to the cues: the frozen ``encoder``'s layers, as shipped,
        the trunk of the transferred ``cnn``, ``both``, or ``none``.

    Returns
    -------
    dict
        By corpus: ``native`` accuracy on takes as recorded, ``false_alarms`` on the
        resynthesised control, and of words moved by ``swap`` and ``strong`` the recall
        and the false alarms on words left in place; each with its 95 % interval over
        speakers.
    """
    shown = {
        treatment: [
            item
            for folder in (moved if moved and treatment in TESTED_ON else folders)
            for item in load_stress_words(
                folder, config, treatment=treatment, states=states, seed=seed
            ).items
        ]
        for treatment in (*TRAINED_ON, *TESTED_ON)
    }
    speakers = sorted({item.speaker for item in shown[None]})
    verdicts: dict[str | None, list[Verdict]] = {name: [] for name in shown}
    for fold in speaker_folds(speakers, n_folds=N_FOLDS, seed=seed):
        held_out = {speakers[i] for i in fold.test}
        train = [
            item
            for treatment in TRAINED_ON
            for item in shown[treatment]
            if item.speaker not in held_out
        ]
        model, _ = fit_model(train)
        for treatment, items in shown.items():
            tested = [item for item in items if item.speaker in held_out]
            verdicts[treatment] += hear(tested, model)
    corpora = sorted({item.corpus for item in shown[None]})
    return {
        "protocol": f"{N_FOLDS} folds by speaker over all corpora, seed {seed}",
        "states": states,
        **{name: of_corpus(verdicts, name) for name in corpora},
    }


def of_corpus(verdicts: dict[str | None, list[Verdict]], corpus: str) -> dict[str, Any]:
    """Summarise the results for one corpus."""
    mine = {
        treatment: [v for v in found if v.item.corpus == corpus]
        for treatment, found in verdicts.items()
    }
    native = mine[None]
    values: dict[str, Any] = {
        **with_interval("native", native, lambda v: v.right),
        "n": len(native),
        "n_speakers": len({v.item.speaker for v in native}),
    }
    if not mine["control"]:
        return values
    values |= {
        **with_interval("false_alarms", mine["control"], lambda v: v.noticed),
        "false_alarms_reported": share(mine["control"], lambda v: v.reported),
    }
    for treatment in TESTED_ON[1:]:
        moved = [v for v in mine[treatment] if v.item.is_shifted]
        left = [v for v in mine[treatment] if not v.item.is_shifted]
        values |= {
            **with_interval(f"{treatment}_recall", moved, lambda v: v.noticed),
            f"{treatment}_recall_reported": share(moved, lambda v: v.reported),
            f"{treatment}_right_syllable": share(moved, lambda v: v.right),
            f"{treatment}_false_alarms_beside": share(left, lambda v: v.noticed),
            f"{treatment}_n": len(moved),
        }
    return values


TASK = evaluation(
    evaluate_moved,
    option(
        "--moved",
        type=Path,
        nargs="+",
        metavar="FOLDER",
        help="of these, hear moved takes too (slow); all if not given",
    ),
    option(
        "--states",
        choices=STATES,
        default="encoder",
        help="beside the cues: the encoder's layers, the CNN's trunk, both, or nothing",
    ),
    SEED,
    data=FOLDERS,
)
