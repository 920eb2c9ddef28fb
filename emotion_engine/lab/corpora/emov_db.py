"""EmoV-DB (Adigwe et al. 2018): four speakers read CMU ARCTIC in five manners.

Both of its forms are read: ``bea/Amused/amused_1-15_0001.wav`` and the unpacked
archives, ``bea_Amused/amused_1-15_0001.wav``. The last number is the ARCTIC sentence.
"""

from __future__ import annotations

import re
from pathlib import Path

from .labels import in_product_words
from .layouts import Layout, Skipped, folders_in, refuse_empty, sounds_below, sounds_in
from .takes import Corpus, Utterance

SEXES = {"bea": "female", "jenie": "female", "josh": "male", "sam": "male"}
EMOTIONS = (
    "amused",
    "angry",
    "anger",
    "disgusted",
    "disgust",
    "neutral",
    "sleepiness",
    "sleepy",
)
NAME = re.compile(rf"({'|'.join(EMOTIONS)})_.*?(\d{{4}})\D*", re.I)
SENTENCES = "cmuarctic.data"
SENTENCE = re.compile(r'\(\s*arctic_a(\d{4})\s+"(.*)"\s*\)')


def fits(folder: Path) -> bool:
    """Whether a folder of one of the four speakers holds a name of this layout."""
    mine = [p for p in folders_in(folder) if speaker_in(p.name)]
    near = [inner for p in mine for inner in (p, *folders_in(p))]
    return any(NAME.fullmatch(p.stem) for one in near for p in sounds_in(one))


def load(root: Path) -> Corpus:
    """Read all takes; with texts if the sentences of CMU ARCTIC are beside them."""
    skipped, texts, takes = Skipped(), read_texts(root), []
    for path in sounds_below(root):
        speaker, found = speaker_of(path, root), NAME.fullmatch(path.stem)
        if speaker and found:
            takes.append(to_take(path, speaker, *found.groups(), texts=texts))
        else:
            skipped.add("no name of speaker, manner and sentence")
    missing = () if texts else (f"{SENTENCES} is not there: no text is known.",)
    corpus = Corpus(
        root,
        tuple(takes),
        source="EmoV-DB (Adigwe et al. 2018)",
        licence="EmoV-DB licence, non-commercial",
        notes=(*skipped.notes(), *missing),
    )
    return refuse_empty(corpus)


def to_take(
    path: Path, speaker: str, emotion: str, number: str, texts: dict[str, str]
) -> Utterance:
    """Build one take."""
    return Utterance(
        path=path,
        speaker=speaker,
        sex=SEXES[speaker],
        text=texts.get(number),
        emotion=in_product_words(emotion),
    )


def speaker_of(path: Path, root: Path) -> str | None:
    """Return the speaker: that of the outermost folder named after one."""
    folders = path.relative_to(root).parts[:-1]
    return next(filter(None, map(speaker_in, folders)), None)


def speaker_in(name: str) -> str | None:
    """Return the speaker in a name like ``bea`` or ``bea_Amused``."""
    first = name.lower().split("_")[0]
    return first if first in SEXES else None


def read_texts(root: Path) -> dict[str, str]:
    """Return the available sentences of ARCTIC's first half, by number."""
    for path in (root / SENTENCES, root.parent / SENTENCES):
        if path.is_file():
            return dict(SENTENCE.findall(path.read_text(encoding="utf-8")))
    return {}


LAYOUT = Layout(
    "emov-db",
    "folders bea, jenie, josh or sam with files like Amused/amused_1-15_0001.wav",
    fits,
    load,
)
