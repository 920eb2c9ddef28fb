"""TESS (Pichora-Fuller & Dupuis, Toronto 2020): two women say "Say the word …"."""

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

EMOTIONS = {
    "angry": "angry",
    "disgust": "disgust",
    "fear": "fearful",
    "happy": "happy",
    "neutral": "neutral",
    "ps": "surprised",  # pleasant surprise
    "sad": "sad",
}
# One file of the older speaker is named OA_.
SPEAKERS = {"OAF": "OAF", "OA": "OAF", "YAF": "YAF"}
NAME = re.compile(rf"({'|'.join(SPEAKERS)})_([a-z]+)_({'|'.join(EMOTIONS)})", re.I)


def fits(folder: Path) -> bool:
    """Whether the folder, or one in it, holds a name of this layout."""
    near = (folder, *folders_in(folder))
    return any(NAME.fullmatch(p.stem) for one in near for p in sounds_in(one))


def load(root: Path) -> Corpus:
    """Read all takes by their file names, since folder names vary too much."""
    skipped, takes = Skipped(), []
    for path in first_of_each_name(sounds_below(root), skipped):
        if found := NAME.fullmatch(path.stem):
            takes.append(to_take(path, *found.groups()))
        else:
            skipped.add("no name of speaker, word and emotion")
    note = "Two speakers only: a figure from two folds says little about a third."
    corpus = Corpus(
        root,
        tuple(takes),
        source="TESS (Pichora-Fuller & Dupuis 2020)",
        licence="CC BY-NC-ND 4.0",
        notes=(*skipped.notes(), note),
    )
    return refuse_empty(corpus)


def to_take(path: Path, speaker: str, word: str, emotion: str) -> Utterance:
    """Build one take; both speakers are women, one older and one younger."""
    return Utterance(
        path=path,
        speaker=SPEAKERS[speaker.upper()],
        sex="female",
        text=f"Say the word {word.lower()}.",
        emotion=EMOTIONS[emotion.lower()],
    )


LAYOUT = Layout(
    "tess", "folders like OAF_angry with files like OAF_back_angry.wav", fits, load
)
