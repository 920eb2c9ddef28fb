"""IEMOCAP as released by USC SAIL (Busso et al., LREC 2008): five sessions, ten actors.

``torchaudio.datasets.IEMOCAP`` reads the same folders, and the tests compare with it.
It is not used because it has no transcripts, drops all but six labels, requires the
folder to be named ``IEMOCAP``, and takes the wearer of the markers for the speaker: in
``Ses01F_…_M003`` the man speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from .layouts import Layout, Skipped, folders_in, is_left_behind, refuse_empty
from .takes import Corpus, Utterance

LABELS = {
    "neu": "neutral",
    "hap": "happy",
    "sad": "sad",
    "ang": "angry",
    "exc": "excited",
    "fru": "frustrated",
    "fea": "fearful",
    "sur": "surprised",
    "dis": "disgust",
}
NO_LABEL = {
    "xxx": "the annotators did not agree",
    "oth": "labelled as another emotion than the nine",
}
SEXES = {"F": "female", "M": "male"}
PARTS = {"impro": "improvised", "script": "scripted"}
EVALUATIONS = Path("dialog", "EmoEvaluation")
LABEL_LINE = re.compile(r"\[[\d.]+ - [\d.]+\]\t(\S+)\t(\w+)\t")
TEXT_LINE = re.compile(r"(Ses\w+) \[[\d.]+-[\d.]+\]: *(.*)")
NAME = re.compile(r"Ses(\d\d)[FM]_(impro|script)\w*_([FM])\w+")


def fits(folder: Path) -> bool:
    """Whether a session with evaluations is there."""
    return any((session / EVALUATIONS).is_dir() for session in sessions(folder))


def sessions(folder: Path) -> list[Path]:
    """Return those of the folders ``Session1`` to ``Session5`` that exist."""
    return [p for p in folders_in(folder) if re.fullmatch(r"Session\d", p.name)]


def load(root: Path) -> Corpus:
    """Read all labelled takes; each session, with its own two speakers, is one fold."""
    skipped = Skipped()
    takes = [take for one in sessions(root) for take in session_takes(one, skipped)]
    corpus = Corpus(
        root,
        tuple(takes),
        source="IEMOCAP (Busso et al. 2008)",
        licence="USC SAIL release agreement, research",
        notes=skipped.notes(),
    )
    return refuse_empty(corpus)


def session_takes(session: Path, skipped: Skipped) -> Iterator[Utterance]:
    """Yield the takes of one session in the order of its dialogues."""
    for evaluation in text_files(session / EVALUATIONS):
        texts = read_texts(session / "dialog" / "transcriptions" / evaluation.name)
        sounds = session / "sentences" / "wav" / evaluation.stem
        for name, label in LABEL_LINE.findall(read(evaluation)):
            path = sounds / f"{name}.wav"
            if why := reason_against(path, label):
                skipped.add(why)
            else:
                yield to_take(path, label, texts.get(name), session.name)


def reason_against(path: Path, label: str) -> str | None:
    """Why a labelled line is not a usable take, ``None`` if it is."""
    if label in NO_LABEL:
        return NO_LABEL[label]
    if label not in LABELS:
        return f"unknown label {label}"
    if not NAME.fullmatch(path.stem):
        return "a name that does not say who speaks"
    return None if path.is_file() else "labelled, but its wav is not there"


def to_take(path: Path, label: str, text: str | None, session: str) -> Utterance:
    """Build one take; the last part of its name says which of the two speaks."""
    number, part, sex = NAME.fullmatch(path.stem).groups()
    return Utterance(
        path=path,
        speaker=f"Ses{number}_{sex}",
        sex=SEXES[sex],
        text=text,
        emotion=LABELS[label],
        fold=session,
        part=PARTS[part],
    )


def text_files(folder: Path) -> list[Path]:
    """Return the text files of a folder, without those left by a file manager."""
    return sorted(p for p in folder.glob("*.txt") if not is_left_behind(p))


def read_texts(path: Path) -> dict[str, str]:
    """Return the texts by name of the take; empty if there is no file."""
    return dict(TEXT_LINE.findall(read(path))) if path.is_file() else {}


def read(path: Path) -> str:
    """Read a text of the release; a few bytes in it are not UTF-8."""
    return path.read_text(encoding="utf-8", errors="replace")


LAYOUT = Layout(
    "iemocap",
    "Session1 … Session5, each with dialog/EmoEvaluation and sentences/wav",
    fits,
    load,
)
