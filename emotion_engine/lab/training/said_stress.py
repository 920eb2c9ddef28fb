"""Synthesise words with the dictionary's stress, or with moved stress.

Test material for stress models whose truth is known by construction: the same words,
each in one carrier sentence, in each of the ``WAYS``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import soundfile

from emotion_engine.alignment.lexicon import (
    is_vowel,
    pronunciations,
    stress_of,
    without_stress,
)
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.config import SAMPLE_RATE, EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora import MANIFEST, Corpus, Utterance, write_manifest
from emotion_engine.lab.tasks import OUT, SEED, Task, option
from emotion_engine.models import models_of
from emotion_engine.voice.synthesis import synthesize_phones

from .moved_corpus import write_marks
from .stress_words import MARKS

CONTROL, MARK, MARK_AND_VOWEL = "control", "mark", "mark-and-vowel"
WAYS = (CONTROL, MARK, MARK_AND_VOWEL)
CARRIER, PLACE = "Please say {} again.", 2
KEPT_WHEN_WEAK = frozenset({"ER", "IY", "IH", "OW", "UW"})  # unreduced without stress
WORDS = tuple(
    """about above accident account across active address adventure advice afraid again
    agree airplane alive alone already although amazing ancient animal answer apartment
    appear apple arrive article artist attack autumn avoid balcony banana basket
    beautiful because become before begin believe below beside between beyond bottle
    brilliant business camera capital captain carpet cathedral celebrate century certain
    chocolate cinema citizen coffee collect college comfort complete computer concert
    condition contain correct costume cotton cousin create cucumber curtain dangerous
    daughter decide decision defend deliver depend describe desert design dessert
    destroy develop dictionary dinner direct discover distance divide doctor dollar
    effect elephant eleven enjoy enough envelope escape event exactly example exciting
    exercise expect expensive explain factory famous fantastic favourite festival finger
    forget forgive fortune furniture garden gentle guitar happen holiday horizon hospital
    hotel idea imagine important improve include increase indeed injure insist instead
    invent island""".split()  # noqa: SIM905 - a list of words
)


def write_said(
    way: str,
    out: Path,
    config: EngineConfig,
    *,
    words: Sequence[str] = WORDS,
    seed: int = 0,
) -> tuple[int, int]:
    """Write the synthesised takes, with a manifest and ``stress.csv``.

    Parameters
    ----------
    way : str
        One of ``WAYS``: as in the dictionary; with the stress mark alone moved to a
        neighbouring syllable; with vowel quality following it.

    Returns
    -------
    int, int
        The number of takes, and of those with moved stress.
    """
    generator = np.random.default_rng(seed)
    takes, rows = [], []
    out.mkdir(parents=True, exist_ok=True)
    for word in words:
        phones = usual(word)
        if phones is None:
            continue
        stressed = stressed_syllable(phones)
        asked = neighbour(phones, generator)
        if way == CONTROL:
            asked = stressed
        name = f"{word}.flac"
        waveform = say(word, phones, asked, way, config)
        soundfile.write(out / name, waveform, SAMPLE_RATE)
        takes.append(Utterance(out / name, speaker="model voice", text=carry(word)))
        rows.append((name, PLACE, word, asked))
    if not takes:
        raise CorpusError(
            "None of these words has two syllables and is in the dictionary."
        )
    write_manifest(Corpus(out, tuple(takes)), out / MANIFEST)
    write_marks(rows, out / MARKS)
    return len(takes), 0 if way == CONTROL else len(takes)


def carry(word: str) -> str:
    """Put a word into the carrier sentence."""
    return CARRIER.format(word)


def usual(word: str) -> tuple[str, ...] | None:
    """Return a word's pronunciation; None for monosyllables or ambiguous stress."""
    for phones in pronunciations(word)[:1]:
        digits = [stress_of(phone) for phone in phones if is_vowel(phone)]
        if len(digits) > 1 and digits.count(1) == 1:
            return phones
    return None


def stressed_syllable(phones: Sequence[str]) -> int:
    """Return which vowel has the primary stress.

    >>> stressed_syllable(("B", "AH0", "N", "AE1", "N", "AH0"))
    1
    """
    return [stress_of(phone) for phone in phones if is_vowel(phone)].index(1)


def neighbour(phones: Sequence[str], generator: np.random.Generator) -> int:
    """Draw a vowel next to the stressed one."""
    stressed, n_vowels = stressed_syllable(phones), sum(map(is_vowel, phones))
    beside = [i for i in (stressed - 1, stressed + 1) if 0 <= i < n_vowels]
    return int(generator.choice(beside))


def say(
    word: str, phones: Sequence[str], asked: int, way: str, config: EngineConfig
) -> np.ndarray:
    """Speak the carrier sentence with the word's stress on the given syllable."""
    plan = plan_phrase(carry(word))
    said = with_vowels(phones, asked) if way == MARK_AND_VOWEL else phones
    n_vowels = sum(map(is_vowel, phones))
    marks = {PLACE: [int(i == asked) for i in range(n_vowels)]} if way == MARK else None
    return synthesize_phones(
        plan, {PLACE: said}, voice=models_of(config).voice, marks=marks
    )


def with_vowels(phones: Sequence[str], asked: int) -> tuple[str, ...]:
    """Make the given vowel full and the stressed one weak.

    >>> with_vowels(("B", "AH0", "N", "AE1", "N", "AH0"), 0)
    ('B', 'AH1', 'N', 'AH0', 'N', 'AH0')
    """
    said, number = [], -1
    for phone in phones:
        number += is_vowel(phone)
        if not is_vowel(phone):
            said.append(phone)
        elif number == asked:
            said.append(f"{without_stress(phone)}1")
        elif stress_of(phone) == 1:
            name = without_stress(phone)
            said.append(f"{name if name in KEPT_WHEN_WEAK else 'AH'}0")
        else:
            said.append(phone)
    return tuple(said)


def run(
    how: str, out: Path, config: EngineConfig, *, words: Sequence[str] | None, seed: int
) -> str:
    """Write the folder and summarise its contents."""
    n_takes, n_moved = write_said(how, out, config, words=words or WORDS, seed=seed)
    return f"{n_takes} takes, stress moved in {n_moved}: {out}"


TASK = Task(
    run,
    (
        option("--how", choices=WAYS, required=True),
        OUT,
        option("--words", nargs="+", metavar="WORD", help="of your own"),
        SEED,
    ),
    str,
)
