"""Takes whose phones are known: made, not recorded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from emotion_engine.delivery.phones import PHONES
from emotion_engine.delivery.spoken import LAYERS, UPPER_LAYERS, SpokenPhones
from emotion_engine.lab.corpora import Utterance
from emotion_engine.lab.training.alterations import AS_RECORDED, Alteration

HIDDEN, PHONES_A_WORD, WORDS_A_TAKE = 12, 3, 4
SOUNDS = np.random.default_rng(7).normal(0, 3, (len(PHONES), len(LAYERS), HIDDEN))


@dataclass(frozen=True)
class MadeTake:
    """A take, and which of its phones were said as others."""

    spoken: SpokenPhones
    wrong: np.ndarray


def made_take(skill: float, seed: int) -> MadeTake:
    """Say four words of three phones; the share of ``skill`` (0 to 1) is right."""
    generator = np.random.default_rng(seed)
    n_phones = PHONES_A_WORD * WORDS_A_TAKE
    phones = generator.integers(0, len(PHONES), n_phones)
    wrong = generator.random(n_phones) > skill
    said = np.where(wrong, (phones + 1) % len(PHONES), phones)
    states = SOUNDS[said] + generator.normal(0, 0.3, (n_phones, len(LAYERS), HIDDEN))
    starts = np.arange(n_phones) * 0.1
    pooled = generator.normal(0, 0.1, (len(UPPER_LAYERS), 3, HIDDEN))
    pooled[:, :, 0] += skill
    right = 1 - wrong.reshape(WORDS_A_TAKE, -1).mean(1, keepdims=True)
    return MadeTake(
        SpokenPhones(
            phones=phones,
            words=np.repeat(np.arange(WORDS_A_TAKE), PHONES_A_WORD),
            spans=np.stack([starts, starts + 0.1], 1).astype(np.float32),
            states=np.float16(states),
            pooled=np.float32(pooled),
            word_likelihoods=np.float32(np.repeat(right - 1, 2, axis=1)),
            word_states=np.float16(generator.normal(0, 1, (WORDS_A_TAKE, HIDDEN))),
        ),
        wrong,
    )


def rated_line(name: str, take: MadeTake) -> str:
    """Write a take's ratings as the corpus does: two experts who hear everything."""
    words = []
    for word in range(WORDS_A_TAKE):
        own = np.flatnonzero(take.spoken.words == word)
        marked = " ".join(
            f"({PHONES[take.spoken.phones[i]]})"
            if take.wrong[i]
            else PHONES[take.spoken.phones[i]]
            for i in own
        )
        score = 10.0 * float(1 - take.wrong[own].mean())
        words.append(
            {"accuracy": [score] * 2, "total": [score] * 2, "phones": [marked] * 2}
        )
    score = 10.0 * float(1 - take.wrong.mean())
    aspects = dict.fromkeys(("accuracy", "fluency", "prosodic", "total"), [score] * 2)
    whole = {"completeness": [score / 10] * 2, "words": words}
    return json.dumps({"utterance": name} | aspects | whole)


@dataclass(frozen=True)
class MadeListener:
    """Hears made takes by the stem of their file, the same in every alteration."""

    takes: dict[str, MadeTake]
    deaf_to: set[str] = field(default_factory=set)

    def hear(
        self, utterances: Sequence[Utterance], alteration: Alteration = AS_RECORDED
    ) -> list[SpokenPhones | None]:
        stems = [utterance.path.stem for utterance in utterances]
        return [None if s in self.deaf_to else self.takes[s].spoken for s in stems]


def write_ratings(folder: Path, takes: dict[str, MadeTake]) -> None:
    """Write ``scores.jsonl``."""
    lines = (rated_line(name, take) for name, take in takes.items())
    (folder / "scores.jsonl").write_text("\n".join(lines) + "\n")
