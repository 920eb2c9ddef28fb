"""Miniatures of emotion corpora in their owners' layouts: short tones, true names."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import soundfile

from tests.signals import SAMPLE_RATE, sine

DURATION_S = 0.4
# name of the take's dialogue, number within it, label, what is said
DIALOGUES = (
    ("F_impro01", "F000", "neu", "Excuse me."),
    ("F_impro01", "M001", "hap", "Do you have your forms?"),
    ("F_impro01", "F002", "exc", "I got it!"),
    ("F_impro01", "M003", "xxx", "Well."),
    ("M_script01_1b", "F000", "sad", "It is gone."),
    ("M_script01_1b", "M001", "ang", "Who told you?"),
    ("M_script01_1b", "FXX0", "fru", "Not again."),
    ("M_script01_1b", "M002", "oth", "Hm."),
)
MELD_COLUMNS = ("Sr No.", "Utterance", "Speaker", "Emotion", "Sentiment")
MELD_COLUMNS += ("Dialogue_ID", "Utterance_ID", "Season", "Episode")
MELD_FOLDERS = ("train_splits", "dev_splits_complete", "output_repeated_splits_test")


def write_tones(root: Path, names: Iterable[str]) -> Path:
    """One tone for each path below a folder, no two alike."""
    for number, name in enumerate(names):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        tone = sine(200 + 10 * number, DURATION_S)
        soundfile.write(path, tone, SAMPLE_RATE, format="WAV")
    return root


def write_iemocap(root: Path, n_sessions: int = 5) -> Path:
    """Sessions of two dialogues and eight takes, six with a label that names one."""
    for session in range(1, n_sessions + 1):
        write_session(root / f"Session{session}", f"Ses{session:02d}")
    return root


def write_session(folder: Path, prefix: str) -> None:
    names = [
        f"sentences/wav/{prefix}{dialogue}/{prefix}{dialogue}_{take}.wav"
        for dialogue, take, *_ in DIALOGUES
    ]
    write_tones(folder, names)
    for dialogue in dict.fromkeys(dialogue for dialogue, *_ in DIALOGUES):
        takes = [take for take in DIALOGUES if take[0] == dialogue]
        write_dialogue(folder / "dialog", prefix + dialogue, takes)


def write_dialogue(
    folder: Path, name: str, takes: Sequence[tuple[str, str, str, str]]
) -> None:
    evaluation = ["% [START_TIME - END_TIME] TURN_NAME EMOTION [V, A, D]", ""]
    texts = []
    for _, take, label, text in takes:
        times = "[6.2901 - 8.2357]"
        evaluation.append(f"{times}\t{name}_{take}\t{label}\t[2.5000, 2.5000, 2.5000]")
        evaluation += ["C-E1:\tNeutral;\t()", "A-E3:\tval 3; act 2; dom  2;\t()", ""]
        texts.append(f"{name}_{take} [006.2901-008.2357]: {text}")
    for kind, lines in (("EmoEvaluation", evaluation), ("transcriptions", texts)):
        (folder / kind).mkdir(parents=True, exist_ok=True)
        (folder / kind / f"{name}.txt").write_text("\n".join(lines) + "\n")
    (folder / "EmoEvaluation" / f"._{name}.txt").write_bytes(b"\x00\x05\x16\x07")


def write_meld(root: Path, rows: Mapping[str, Sequence[tuple]]) -> Path:
    """Tables of the parts; a row is speaker, emotion, text, dialogue, number, suffix.

    No recording is written where the suffix is empty.
    """
    root.mkdir(parents=True, exist_ok=True)
    for part, folder in zip(("train", "dev", "test"), MELD_FOLDERS, strict=True):
        if part not in rows:
            continue
        with (root / f"{part}_sent_emo.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, MELD_COLUMNS, restval="1")
            writer.writeheader()
            writer.writerows(meld_row(*row) for row in rows[part])
        stems = [(f"dia{row[3]}_utt{row[4]}", row[5]) for row in rows[part] if row[5]]
        write_tones(root / folder, [stem + suffix for stem, suffix in stems])
    return root


def meld_row(
    speaker: str, emotion: str, text: str, dialogue: int, number: int, suffix: str
) -> dict[str, object]:
    return {
        "Utterance": text,
        "Speaker": speaker,
        "Emotion": emotion,
        "Dialogue_ID": dialogue,
        "Utterance_ID": number,
    }
