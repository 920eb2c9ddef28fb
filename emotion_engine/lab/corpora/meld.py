"""MELD as released (Poria et al., ACL 2019): dialogues of a television series.

Its own parts (train, dev, test) share their speakers, so they are kept as ``part`` and
never as ``fold``: our figures split by speaker.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from .labels import in_product_words
from .layouts import SOUNDS, Layout, Skipped, folders_in, refuse_empty
from .takes import Corpus, Utterance

FOLDERS = {
    "train": "train_splits",
    "dev": "dev_splits_complete",
    "test": "output_repeated_splits_test",
}
COLUMNS = ("Utterance", "Speaker", "Emotion", "Dialogue_ID", "Utterance_ID")
SEXES = {
    "Chandler": "male",
    "Joey": "male",
    "Ross": "male",
    "Monica": "female",
    "Phoebe": "female",
    "Rachel": "female",
}
SEVERAL = re.compile(r"\b(all|both|everyone|and)\b|[&/,]", re.I)
SHARED = (
    "Train, dev and test of MELD share speakers: folds here are drawn by speaker, and "
    "figures do not compare with those of its own parts."
)


def fits(folder: Path) -> bool:
    """Whether the table of a part is there."""
    return any(table_of(part, folder) for part in FOLDERS)


def table_of(part: str, root: Path) -> Path | None:
    """Return the table of a part, beside the folders or in one named for the part."""
    name = f"{part}_sent_emo.csv"
    return next(
        (p for p in (root / name, root / part / name) if p.is_file()),
        None,
    )


def load(root: Path) -> Corpus:
    """Read all takes of the parts that are there, said by one speaker each."""
    skipped = Skipped()
    takes = [take for part in FOLDERS for take in part_takes(part, root, skipped)]
    corpus = Corpus(
        root,
        tuple(takes),
        source="MELD (Poria et al. 2019)",
        licence="GPL 3.0 for the tables; the sound is of a television series",
        notes=(*skipped.notes(), SHARED),
    )
    return refuse_empty(corpus)


def part_takes(part: str, root: Path, skipped: Skipped) -> Iterator[Utterance]:
    """Yield the takes of one part in the order of its table."""
    table = table_of(part, root)
    if table is None:
        return
    folder = sound_folder(part, root)
    for row in read_rows(table, skipped):
        path = recording(folder, row) if folder else None
        if SEVERAL.search(row["Speaker"]):
            skipped.add("several people speak")
        elif path is None:
            skipped.add(f"in the table of {part}, but its recording is not there")
        else:
            yield to_take(path, row, part)


def sound_folder(part: str, root: Path) -> Path | None:
    """Return where the recordings of a part are."""
    near = (root, *folders_in(root))
    return next(
        (one / FOLDERS[part] for one in near if (one / FOLDERS[part]).is_dir()), None
    )


def recording(folder: Path, row: dict[str, str]) -> Path | None:
    """Return the recording of a row, either a film or its extracted sound."""
    stem = f"dia{row['Dialogue_ID'].strip()}_utt{row['Utterance_ID'].strip()}"
    near = (folder / f"{stem}{suffix}" for suffix in SOUNDS)
    return next((path for path in near if path.is_file()), None)


def to_take(path: Path, row: dict[str, str], part: str) -> Utterance:
    """Build one take; the sex is known for the six leading characters."""
    speaker = row["Speaker"].strip()
    return Utterance(
        path=path,
        speaker=speaker,
        sex=SEXES.get(speaker),
        text=row["Utterance"].replace("\x92", "'").strip() or None,
        emotion=in_product_words(row["Emotion"]),
        part=part,
    )


def read_rows(path: Path, skipped: Skipped) -> Iterator[dict[str, str]]:
    """Yield the rows of a table that have all required columns filled."""
    with path.open(newline="", encoding="utf-8-sig", errors="replace") as lines:
        for row in csv.DictReader(lines):
            if all(row.get(name) for name in COLUMNS):
                yield row
            else:
                skipped.add(f"a row of {path.name} without {', '.join(COLUMNS)}")


LAYOUT = Layout(
    "meld",
    "train_sent_emo.csv with train_splits/dia0_utt0.mp4, likewise dev and test",
    fits,
    load,
)
