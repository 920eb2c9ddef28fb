"""CREMA-D as released (Cao et al., IEEE TAC 2014): 91 actors, twelve sentences."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from .layouts import Layout, Skipped, refuse_empty, sounds_in
from .takes import Corpus, Utterance

EMOTIONS = {
    "ANG": "angry",
    "DIS": "disgust",
    "FEA": "fearful",
    "HAP": "happy",
    "NEU": "neutral",
    "SAD": "sad",
}
INTENSITIES = {"LO": "low", "MD": "medium", "HI": "high"}
TEXTS = {
    "DFA": "Don't forget a jacket.",
    "IEO": "It's eleven o'clock.",
    "IOM": "I'm on my way to the meeting.",
    "ITH": "I think I have a doctor's appointment.",
    "ITS": "I think I've seen this before.",
    "IWL": "I would like a new alarm clock.",
    "IWW": "I wonder what this is about.",
    "MTI": "Maybe tomorrow it will be cold.",
    "TAI": "The airplane is almost full.",
    "TIE": "That is exactly what happened.",
    "TSI": "The surface is slick.",
    "WSI": "We'll stop in a couple of minutes.",
}
NAME = re.compile(r"(\d{4})_([A-Z]{3})_([A-Z]{3})_([A-Z]{1,2})")
SOUNDS, ACTORS = "AudioWAV", "VideoDemographics.csv"
UNUSABLE = {  # known faults of the release
    "1076_MTI_SAD_XX": "known to be silent",
    "1064_IEO_DIS_MD": "known to hold takes of several emotions",
}


def fits(folder: Path) -> bool:
    """Whether ``AudioWAV`` is there and holds a name of this layout."""
    return any(NAME.fullmatch(path.stem) for path in sounds_in(folder / SOUNDS))


def load(root: Path) -> Corpus:
    """Read all takes; with the actors' sex if the table of actors is there."""
    skipped, sexes = Skipped(), read_sexes(root / ACTORS)
    takes = []
    for path in sorted(sounds_in(root / SOUNDS)):
        if why := reason_against(path.stem):
            skipped.add(why)
        else:
            takes.append(to_take(path, sexes))
    missing = () if sexes else (f"{ACTORS} is not there: nobody's sex is known.",)
    corpus = Corpus(
        root,
        tuple(takes),
        source="CREMA-D (Cao et al. 2014)",
        licence="ODbL 1.0",
        notes=(*skipped.notes(), *missing),
    )
    return refuse_empty(corpus)


def reason_against(name: str) -> str | None:
    """Why a file is not a usable take, ``None`` if it is."""
    if name in UNUSABLE:
        return UNUSABLE[name]
    found = NAME.fullmatch(name)
    known = found and found[2] in TEXTS and found[3] in EMOTIONS
    return None if known else "no name of actor, sentence, emotion and level"


def to_take(path: Path, sexes: dict[str, str]) -> Utterance:
    """Build one take from its name; the level XX means that none was specified."""
    actor, sentence, emotion, level = NAME.fullmatch(path.stem).groups()
    return Utterance(
        path=path,
        speaker=actor,
        sex=sexes.get(actor),
        text=TEXTS[sentence],
        emotion=EMOTIONS[emotion],
        intensity=INTENSITIES.get(level),
    )


def read_sexes(path: Path) -> dict[str, str]:
    """Return the sex by actor number; empty if there is no table."""
    if not path.is_file():
        return {}
    with path.open(newline="", encoding="utf-8-sig") as lines:
        rows = csv.DictReader(lines)
        return {row["ActorID"].strip(): row["Sex"].strip().lower() for row in rows}


LAYOUT = Layout("crema-d", "AudioWAV with files like 1001_DFA_ANG_XX.wav", fits, load)
