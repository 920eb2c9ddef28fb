"""A corpus made on the spot: a manifest, short sounds, and features with known truth."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import soundfile

from emotion_engine.encoders.pooling import STATISTICS
from emotion_engine.lab.training.alterations import AS_RECORDED, Alteration
from tests.signals import SAMPLE_RATE, noise

N_LAYERS, HIDDEN = 2, 4


def write_corpus(folder: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    """Write one short noise for each row, and the manifest of all."""
    folder.mkdir(parents=True, exist_ok=True)
    columns = ["path", *(name for name in rows[0] if name != "path")]
    with (folder / "manifest.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        for number, row in enumerate(rows):
            path = str(row.get("path", f"{number}.wav"))
            sound = noise(0.2 + 0.01 * number, seed=number)
            soundfile.write(folder / path, sound, SAMPLE_RATE)
            writer.writerow({"path": path, **row})
    return folder


def pooled_like(
    values: np.ndarray, *, spread: float = 0.1, seed: int = 0
) -> np.ndarray:
    """Pooled layers whose every entry is the take's value and a little noise."""
    shape = (len(values), N_LAYERS + 1, len(STATISTICS), HIDDEN)
    generator = np.random.default_rng(seed)
    loud = np.asarray(values, dtype=float).reshape(-1, 1, 1, 1)
    return loud + generator.normal(0, spread, shape)


class MadeFeatures:
    """Stands in for the feature cache: features by file, whatever the alteration."""

    encoder_name = "made"

    def __init__(self, paths: Sequence[Path], pooled: np.ndarray) -> None:
        self.pooled = dict(zip(paths, pooled, strict=True))
        self.asked: list[str] = []

    def features(
        self, paths: Sequence[Path], alteration: Alteration = AS_RECORDED
    ) -> np.ndarray:
        self.asked.append(alteration.name)
        return np.stack([self.pooled[path] for path in paths])
