"""What all corpus layouts share: how one is recognised, and what is skipped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from emotion_engine.errors import CorpusError

from .takes import Corpus

SOUNDS = (".wav", ".flac", ".ogg", ".mp3", ".mp4")


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout in which a corpus is distributed.

    Attributes
    ----------
    name : str
        Its name on the command line.
    expects : str
        What a folder must hold to be recognised, in words.
    fits : callable
        Whether a folder has this layout, checked quickly.
    load : callable
        Reads the takes below such a folder.
    """

    name: str
    expects: str
    fits: Callable[[Path], bool]
    load: Callable[[Path], Corpus]

    def root_in(self, folder: Path) -> Path | None:
        """Return the folder that fits: this one, or one up to two levels below."""
        return next((root for root in with_wrapped(folder) if self.fits(root)), None)


def with_wrapped(folder: Path) -> Iterator[Path]:
    """Yield a folder, those in it and those in them: archives often wrap a corpus."""
    yield folder
    yield from folders_in(folder)
    for inner in folders_in(folder):
        yield from folders_in(inner)


def folders_in(folder: Path) -> list[Path]:
    """Return the folders directly below, without those left by a file manager."""
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(p for p in found if p.is_dir() and not is_left_behind(p))


def sounds_below(root: Path) -> list[Path]:
    """Return all recordings at any depth, in the order of their paths."""
    return sorted(p for p in root.rglob("*") if is_sound(p) and p.is_file())


def sounds_in(folder: Path) -> Iterator[Path]:
    """Yield the recordings directly in a folder."""
    return filter(is_sound, folder.iterdir() if folder.is_dir() else ())


def is_sound(path: Path) -> bool:
    """Whether a name is that of a recording."""
    return path.suffix.lower() in SOUNDS and not is_left_behind(path)


def is_left_behind(path: Path) -> bool:
    """Whether a file manager left this: ``._name``, ``.DS_Store``, ``__MACOSX``."""
    return path.name.startswith((".", "__MACOSX"))


class Skipped:
    """Counts takes that are left out, by the reason."""

    def __init__(self) -> None:
        self.reasons: Counter[str] = Counter()

    def add(self, reason: str) -> None:
        """Count one take."""
        self.reasons[reason] += 1

    def notes(self) -> tuple[str, ...]:
        """Return one sentence for each reason."""
        return tuple(f"{n} left out: {why}." for why, n in sorted(self.reasons.items()))


def first_of_each_name(paths: Iterable[Path], skipped: Skipped) -> Iterator[Path]:
    """Yield one file of each name; some archives hold the same corpus twice."""
    seen: set[str] = set()
    for path in paths:
        if path.name in seen:
            skipped.add("a copy under the same name in another folder")
        else:
            seen.add(path.name)
            yield path


def refuse_empty(corpus: Corpus) -> Corpus:
    """Return the corpus if it has takes, else raise with the reason."""
    if corpus.utterances:
        return corpus
    why = " ".join(corpus.notes) or "No recording has a name of this layout."
    raise CorpusError(f"{corpus.folder} has no usable take. {why}")
