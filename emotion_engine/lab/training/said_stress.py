"""Synthesise words with the dictionary's stress, or with moved stress.

Material for stress models whose truth is known by construction, in each of the ``WAYS``:
single words in carrier sentences, said alike by every voice, or the texts of a corpus,
dealt out to the voices, with half of their longer words moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from emotion_engine.alignment.function_words import Use, words_of
from emotion_engine.alignment.lexicon import (
    is_vowel,
    pronunciations,
    stress_of,
    without_stress,
)
from emotion_engine.alignment.phrase import PhrasePlan, plan_phrase
from emotion_engine.config import SAMPLE_RATE, EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora import (
    MANIFEST,
    Corpus,
    Utterance,
    load_corpus,
    write_manifest,
)
from emotion_engine.lab.corpora.reserved import RESERVED_VOICES
from emotion_engine.lab.tasks import OUT, SEED, Task, option
from emotion_engine.models import models_of
from emotion_engine.voice.synthesis import ModelVoice, synthesize_phones
from emotion_engine.weights.kokoro import VOICES

from .moved_corpus import write_marks
from .moved_prominence import SHARE_MOVED
from .stress_words import MARKS

CONTROL, MARK, MARK_AND_VOWEL, MIX = "control", "mark", "mark-and-vowel", "mix"
WAYS = (CONTROL, MARK, MARK_AND_VOWEL, MIX)
MODEL_VOICE, RESERVED, OTHERS = "joe", "reserved", "others"
CARRIERS = (
    "Please say {} again.",
    "They wrote {} on the wall.",
    "{} is the next one.",
    "The last one is {}.",
)
LIGHT_WORDS = words_of(Use.GRAMMAR)  # said weakly in a sentence: no stress to move
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


@dataclass(frozen=True, slots=True)
class Asked:
    """How a word is asked for: its usual phones, the syllable to stress, and the way."""

    phones: tuple[str, ...]
    stressed: int
    way: str

    @property
    def said(self) -> tuple[str, ...]:
        """The phones, whose vowels follow the stress where that is asked for."""
        return (
            with_vowels(self.phones, self.stressed)
            if self.way == MARK_AND_VOWEL
            else self.phones
        )

    @property
    def marks(self) -> list[int]:
        """The stress of each vowel, where the mark alone moves; else none."""
        if self.way != MARK:
            return []
        return [int(i == self.stressed) for i in range(sum(map(is_vowel, self.phones)))]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing for a voice to say: a text, and how some of its words are stressed."""

    name: str
    text: str
    asked: Mapping[int, Asked]


def write_said(
    lines: Mapping[str, Sequence[Line]], out: Path, config: EngineConfig
) -> tuple[int, int]:
    """Let each voice say its lines, and write takes, manifest and ``stress.csv``.

    Returns
    -------
    int, int
        The number of takes, and of words with moved stress.

    Raises
    ------
    CorpusError
        There is nothing to say.
    """
    if not any(lines.values()):
        raise CorpusError("None of these words has one stress that could be moved.")
    takes, rows, n_moved = [], [], 0
    out.mkdir(parents=True, exist_ok=True)
    for name, own in lines.items():
        voice = voice_of(name, config)
        for line in own:
            path = out / f"{name}-{line.name}.flac"
            soundfile.write(path, say(line, voice), SAMPLE_RATE)
            takes.append(Utterance(path, speaker=name, text=line.text))
            words = plan_phrase(line.text).words
            rows += [
                (path.name, index, words[index].text, word.stressed)
                for index, word in line.asked.items()
            ]
            n_moved += sum(
                word.stressed != stressed_syllable(word.phones)
                for word in line.asked.values()
            )
    write_manifest(Corpus(out, tuple(takes)), out / MANIFEST)
    write_marks(rows, out / MARKS)
    return len(takes), n_moved


def voice_of(name: str, config: EngineConfig) -> ModelVoice:
    """Return the product's model voice, or a reading voice by its name."""
    models = models_of(config)
    return models.voice if name == MODEL_VOICE else models.reading_voice(name)


def say(line: Line, voice: ModelVoice) -> np.ndarray:
    """Speak one line, shape (n_samples,) at 16 kHz."""
    said = {index: word.said for index, word in line.asked.items()}
    marks = {index: word.marks for index, word in line.asked.items() if word.marks}
    return synthesize_phones(plan_phrase(line.text), said, voice=voice, marks=marks)


def carried(
    words: Sequence[str], way: str, generator: np.random.Generator
) -> list[Line]:
    """Put each word that has one stress into a carrier sentence.

    The same seed draws the same sentences and syllables, whatever the way.
    """
    lines = []
    for word in words:
        if (phones := usual(word)) is None:
            continue
        carrier = str(generator.choice(CARRIERS))
        place = next(i for i, part in enumerate(carrier.split()) if "{}" in part)
        asked = {place: ask(phones, way, generator)}
        lines.append(Line(word, carry(carrier, word), asked))
    return lines


def carry(carrier: str, word: str) -> str:
    """Put a word into a carrier sentence.

    >>> carry("{} is the next one.", "banana")
    'Banana is the next one.'
    """
    text = carrier.format(word)
    return text[0].upper() + text[1:]


def sentences(
    texts: Sequence[str], way: str, generator: np.random.Generator
) -> list[Line]:
    """Ask for about half of the longer words of each text; the others stay as they are."""
    lines = []
    for number, text in enumerate(texts):
        movable = dict(words_with_stress(plan_phrase(text)))
        asked = {
            index: ask(phones, way if moves else CONTROL, generator)
            for index, phones in movable.items()
            for moves in [generator.random() < SHARE_MOVED]
        }
        if asked:
            lines.append(Line(f"{number:04d}", text, asked))
    return lines


def words_with_stress(plan: PhrasePlan) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield index and phones of the words whose stress can be moved in a sentence."""
    for word in plan.words:
        phones = usual(word.spoken)
        if phones is not None and word.spoken not in LIGHT_WORDS:
            yield word.index, phones


def ask(phones: tuple[str, ...], way: str, generator: np.random.Generator) -> Asked:
    """Draw the syllable that a word is stressed on, and of ``mix`` the way."""
    beside, vowel_too = neighbour(phones, generator), generator.random() < SHARE_MOVED
    if way == CONTROL:
        return Asked(phones, stressed_syllable(phones), CONTROL)
    if way == MIX:
        way = MARK_AND_VOWEL if vowel_too else MARK
    return Asked(phones, beside, way)


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


def voices_named(names: Sequence[str]) -> list[str]:
    """Spell out ``reserved`` and ``others``; refuse a voice that is not there."""
    groups = {
        RESERVED: [v for v in VOICES if v in RESERVED_VOICES],
        OTHERS: [v for v in VOICES if v not in RESERVED_VOICES],
    }
    found = [voice for name in names for voice in groups.get(name, [name])]
    if unknown := [v for v in found if v not in (*VOICES, MODEL_VOICE)]:
        raise CorpusError(f"There is no voice {unknown[0]}; {', '.join(VOICES)} are.")
    return list(dict.fromkeys(found))


def dealt(
    texts: Sequence[str], voices: Sequence[str], each: int | None
) -> dict[str, list[str]]:
    """Deal texts out to the voices, to none more than ``each``."""
    n_voices = len(voices)
    return {v: list(texts[i::n_voices])[:each] for i, v in enumerate(voices)}


def run(
    how: str,
    out: Path,
    config: EngineConfig,
    *,
    voices: Sequence[str],
    words: Sequence[str] | None,
    texts: Path | None,
    each: int | None,
    seed: int,
) -> str:
    """Write the folder and summarise its contents."""
    names, generator = voices_named(voices), np.random.default_rng(seed)
    if texts is None:
        lines = {
            name: carried(
                generator.permutation(words or WORDS)[:each].tolist(), how, generator
            )
            for name in names
        }
    else:
        known = [u.text for u in load_corpus(texts, needs=("text",)).utterances]
        every = generator.permutation(sorted(set(known))).tolist()
        shares = dealt(every, names, each)
        lines = {name: sentences(shares[name], how, generator) for name in names}
    n_takes, n_moved = write_said(lines, out, config)
    return f"{n_takes} takes, {n_moved} words with moved stress: {out}"


TASK = Task(
    run,
    (
        option("--how", choices=WAYS, required=True),
        OUT,
        option(
            "--voices",
            nargs="+",
            default=[MODEL_VOICE],
            metavar="VOICE",
            help="joe, names of reading voices, reserved (never trained on), others",
        ),
        option("--words", nargs="+", metavar="WORD", help="of your own"),
        option(
            "--texts",
            type=Path,
            metavar="FOLDER",
            help="say the texts of this corpus, with half of the longer words moved",
        ),
        option("--each", type=int, metavar="N", help="at most so many for each voice"),
        SEED,
    ),
    str,
)
