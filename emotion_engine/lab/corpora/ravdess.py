"""RAVDESS as released (Livingstone & Russo, PLoS ONE 2018): numbers in the file names.

``03-01-06-01-02-01-12.wav`` is modality, channel, emotion, intensity, statement,
repetition, actor. Folds are those of EmoBox (Ma et al., Interspeech 2024).
"""

from __future__ import annotations

import re
from pathlib import Path

from .layouts import (
    Layout,
    Skipped,
    first_of_each_name,
    folders_in,
    refuse_empty,
    sounds_below,
    sounds_in,
)
from .takes import Corpus, Utterance

EMOTIONS = (
    "neutral",
    "calm",
    "happy",
    "sad",
    "angry",
    "fearful",
    "disgust",
    "surprised",
)
INTENSITIES = ("normal", "strong")
TEXTS = ("Kids are talking by the door.", "Dogs are sitting by the door.")
FOLDS = (
    (1, 11, 20, 21),
    (4, 10, 12, 14),
    (8, 9, 19, 23),
    (3, 5, 7, 24),
    (2, 15, 16, 18),
    (6, 13, 17, 22),
)
FOLD_OF = {actor: str(i) for i, actors in enumerate(FOLDS, start=1) for actor in actors}
NAME = re.compile(r"(\d\d)-(\d\d)-(0[1-8])-(0[12])-(0[12])-(\d\d)-(\d\d)")
AUDIO_ONLY, SPEECH = "03", "01"


def fits(folder: Path) -> bool:
    """Whether an actor's folder holds a spoken take; songs have the same layout."""
    actors = [p for p in folders_in(folder) if p.name.lower().startswith("actor_")]
    return any(
        reason_against(p.stem) is None for actor in actors for p in sounds_in(actor)
    )


def load(root: Path) -> Corpus:
    """Read the spoken takes; songs and films are left out."""
    skipped = Skipped()
    takes = []
    for path in first_of_each_name(sounds_below(root), skipped):
        if why := reason_against(path.stem):
            skipped.add(why)
        else:
            takes.append(to_take(path))
    corpus = Corpus(
        root,
        tuple(takes),
        source="RAVDESS (Livingstone & Russo 2018), speech",
        licence="CC BY-NC-SA 4.0",
        notes=skipped.notes(),
    )
    return refuse_empty(corpus)


def reason_against(name: str) -> str | None:
    """Why a file is not a spoken take, ``None`` if it is."""
    found = NAME.fullmatch(name)
    if not found or int(found[7]) not in FOLD_OF:
        return "no name of seven numbers"
    if found[1] != AUDIO_ONLY:
        return "a film, the sound of which is also a take"
    return None if found[2] == SPEECH else "sung, not spoken"


def to_take(path: Path) -> Utterance:
    """Build one take from its name; actors with odd numbers are men."""
    *_, emotion, intensity, text, _, actor = map(int, path.stem.split("-"))
    return Utterance(
        path=path,
        speaker=f"actor_{actor:02d}",
        sex="male" if actor % 2 else "female",
        text=TEXTS[text - 1],
        emotion=EMOTIONS[emotion - 1],
        intensity=INTENSITIES[intensity - 1],
        fold=FOLD_OF[actor],
    )


LAYOUT = Layout(
    "ravdess",
    "Actor_01 … Actor_24 with files like 03-01-06-01-02-01-12.wav",
    fits,
    load,
)
