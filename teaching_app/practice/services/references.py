"""Recordings to listen to, stored privately: natives' if a corpus is available.

Phrases without a native recording are synthesised by a worker: see ``reference_work``.
The natives' recordings stay in this installation's private files; nothing of a corpus
is part of the product.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from teaching_app.practice.models import Phrase, ReferenceAudio


@dataclass(frozen=True, slots=True)
class Corpus:
    """A folder of native speech with a manifest, and its licence."""

    folder: str
    name: str
    licence: str


CORPORA = (
    Corpus("ravdess", "RAVDESS", "CC BY-NC-SA 4.0"),
    Corpus("timit_sample", "TIMIT", "CC BY-NC-SA, research"),
)


@dataclass(frozen=True, slots=True)
class NativeTake:
    """One take of a corpus that says a phrase in a style."""

    path: Path
    text: str
    style: str
    speaker: str
    sex: str
    corpus: Corpus
    is_plain: bool

    @property
    def rank(self) -> tuple[bool, str, str]:
        """Sort key: normal intensity first, then the first speaker's first take."""
        return not self.is_plain, self.speaker, self.path.name


def install_native(speech_data: Path) -> int:
    """Copy a woman's and a man's take per phrase and style; return how many are new."""
    phrases = {
        phrase.text: phrase
        for phrase in Phrase.objects.filter(owner=None, is_active=True, is_listed=True)
    }
    chosen: dict[tuple[str, str, str], NativeTake] = {}
    for take in sorted(_takes(speech_data), key=lambda take: take.rank):
        if take.text in phrases:
            chosen.setdefault((take.text, take.style, take.sex), take)
    return sum(_keep_native(phrases[take.text], take) for take in chosen.values())


def forget_lost() -> int:
    """Delete rows whose file is gone, so that it is made again; return how many."""
    lost = [
        reference.pk
        for reference in ReferenceAudio.objects.all()
        if not default_storage.exists(reference.file.name or "")
    ]
    ReferenceAudio.objects.filter(pk__in=lost).delete()
    return len(lost)


def _takes(speech_data: Path) -> Iterator[NativeTake]:
    for corpus in CORPORA:
        manifest = speech_data / corpus.folder / "manifest.csv"
        if not manifest.is_file():
            continue
        with manifest.open(newline="", encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                yield NativeTake(
                    path=manifest.parent / row["path"],
                    text=row["text"],
                    style=row.get("emotion") or "neutral",
                    speaker=row["speaker"],
                    sex=row["sex"],
                    corpus=corpus,
                    is_plain=row.get("intensity", "normal") == "normal",
                )


def _keep_native(phrase: Phrase, take: NativeTake) -> bool:
    of_sex = ReferenceAudio.objects.filter(
        phrase=phrase,
        style=take.style,
        kind=ReferenceAudio.Kind.NATIVE,
        speaker_sex=take.sex,
    )
    if of_sex.exists():
        return False
    reference = ReferenceAudio(
        phrase=phrase,
        style=take.style,
        kind=ReferenceAudio.Kind.NATIVE,
        source=f"{take.corpus.name}, {take.speaker}",
        licence=take.corpus.licence,
        speaker=take.speaker,
        speaker_sex=take.sex,
    )
    keep(reference, take.path)
    return True


def keep(reference: ReferenceAudio, path: Path) -> None:
    """Store the sound of a new reference, and the reference."""
    store(reference, path)
    reference.save()


def store(reference: ReferenceAudio, path: Path) -> str:
    """Store the sound of an unsaved reference; return its name in storage."""
    reference.container = path.suffix.removeprefix(".")
    style = reference.style or "plain"
    name = f"{style}-{reference.speaker or reference.kind}{path.suffix}"
    with path.open("rb") as file:
        reference.file.save(
            f"references/{reference.phrase.slug}/{name}", File(file), save=False
        )
    return str(reference.file.name)


def forget_earlier_voice(phrase: Phrase) -> None:
    """Delete what the voice of earlier releases said, which had no name, and its file."""
    earlier = phrase.references.filter(kind=ReferenceAudio.Kind.SYNTHETIC, speaker="")
    for reference in earlier:
        sound = reference.file
        transaction.on_commit(partial(sound.storage.delete, str(sound.name)))
    earlier.delete()
