"""A sentence as numbers: one row for each syllable, one for the whole."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from emotion_engine.alignment.function_words import (
    FUNCTION_WORDS,
    LEANING_WORDS,
    WEAK_FORMS,
)
from emotion_engine.alignment.lexicon import VOWELS

from .spoken_text import END_MARKS, PAUSE_MARKS, SpokenText, TextSyllable, TextWord

VOWEL_NAMES = tuple(sorted(VOWELS))
MANNERS = {
    "voiceless stop": ("P", "T", "K", "CH"),
    "voiced stop": ("B", "D", "G", "JH"),
    "voiceless fricative": ("F", "TH", "S", "SH", "HH"),
    "voiced fricative": ("V", "DH", "Z", "ZH"),
    "nasal": ("M", "N", "NG"),
    "liquid": ("L", "R"),
    "glide": ("W", "Y"),
}
MANNER_OF = {
    phone: index for index, own in enumerate(MANNERS.values()) for phone in own
}
PARTS = (
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "SCONJ",
    "VERB",
)
CONTENT = frozenset({"ADJ", "ADV", "NOUN", "NUM", "PROPN", "VERB", "INTJ"})
QUESTION_WORDS = frozenset(
    ["what", "where", "when", "who", "whom", "whose", "which", "why", "how"]
)
NEIGHBOURS = (-2, -1, 1, 2)
# Styles of which it was learnt how natives shift their speech.
KNOWN_STYLES = ("neutral", "angry", "disgust", "fearful", "happy", "sad")
Row = list[float]


class Register(StrEnum):
    """How natives came to say a sentence; what differs by it is no matter of the text."""

    READ = "read"  # one sentence after another
    BOOK = "book"  # in the course of a story
    ACTED = "acted"  # by actors, who were given a style


def circumstances(style: str, register: Register) -> Row:
    """Return what is equal for the whole take."""
    return [*one_hot(style, KNOWN_STYLES), *one_hot(register, tuple(Register))]


def styles_in(features: np.ndarray) -> np.ndarray:
    """Return the part of rows that names the style, shape (n_rows, n_styles).

    The circumstances end every row.
    """
    first = features.shape[1] - len(KNOWN_STYLES) - len(Register)
    return features[:, first : first + len(KNOWN_STYLES)]


def of_learner(style: str) -> Row:
    """Return the circumstances of a learner, who reads, or performs a style."""
    is_plain = style == KNOWN_STYLES[0]
    return circumstances(style, Register.READ if is_plain else Register.ACTED)


def as_of_learner(features: np.ndarray, style: str) -> np.ndarray:
    """Return rows, shape (n_rows, n_features), as if a learner had said them."""
    around = np.float32(of_learner(style))
    before = features[:, : -len(around)]
    return np.hstack([before, np.tile(around, (len(features), 1))])


def describe_syllables(text: SpokenText, circumstances: Sequence[float]) -> np.ndarray:
    """Describe every syllable by its sounds, its word, its place and its neighbours.

    Parameters
    ----------
    circumstances : sequence of float
        What is equal for the whole take: style and kind of reading.

    Returns
    -------
    float32 array, shape (n_syllables, n_features)
    """
    whole = [*sentence_row(text), *circumstances]
    rows = text.syllables
    kinds = [kind_row(text.words[at], s) for at, _, s in rows]
    none = [0.0] * len(kinds[0])
    words = word_rows(text)
    described = []
    for place, (at, index, syllable) in enumerate(rows):
        around = [
            kinds[place + step] if 0 <= place + step < len(rows) else none
            for step in NEIGHBOURS
        ]
        following = rows[place + 1][2] if place + 1 < len(rows) else None
        described.append(
            [
                *sound_row(syllable, following),
                *kinds[place],
                *place_row(text, place, at, index),
                *words[at],
                *(number for row in around for number in row),
                *whole,
            ]
        )
    return np.array(described, dtype=np.float32)


def describe_words(text: SpokenText, circumstances: Sequence[float]) -> np.ndarray:
    """Describe every word and the boundary after it, shape (n_words, n_features)."""
    whole = [*sentence_row(text), *circumstances]
    words = word_rows(text)
    none = [0.0] * len(words[0])
    padded = [none, *words, none, none]
    rows = [
        [
            *padded[at + 1],
            *padded[at],
            *padded[at + 2],
            *padded[at + 3],
            *boundary_row(text, at),
            *whole,
        ]
        for at in range(len(words))
    ]
    return np.array(rows, dtype=np.float32)


def describe_take(text: SpokenText, circumstances: Sequence[float]) -> np.ndarray:
    """Describe the sentence as a whole, shape (n_features,)."""
    syllables = [s for _, _, s in text.syllables]
    kinds = np.mean(
        [kind_row(text.words[at], s) for at, _, s in text.syllables], axis=0
    )
    sounds = np.mean([sound_row(s, None) for s in syllables], axis=0)
    words = word_rows(text)
    row = [
        *sentence_row(text),
        *kinds,
        *sounds,
        *np.mean(words, axis=0),
        *words[-1],
        *words[0],
        *sound_row(syllables[-1], None),
        *kind_row(text.words[-1], text.words[-1].syllables[0]),
        *circumstances,
    ]
    return np.array(row, dtype=np.float32)


def sound_row(syllable: TextSyllable, following: TextSyllable | None) -> Row:
    """Describe the sounds of a syllable and how the next one begins."""
    after = syllable.coda or (following.onset if following else ())
    return [
        *one_hot(syllable.vowel, VOWEL_NAMES),
        float(not syllable.vowel),
        float(len(syllable.onset)),
        float(len(syllable.coda)),
        *manner(syllable.onset[-1:]),
        *manner(syllable.onset[:1]),
        *manner(after[:1]),
        *manner(syllable.coda[-1:]),
        float(following is None),
    ]


def kind_row(word: TextWord, syllable: TextSyllable) -> Row:
    """Describe what matters of a syllable to its neighbours."""
    is_light = word.text in FUNCTION_WORDS
    stress = syllable.stress
    is_open = syllable.vowel in {"AH", "IH", "ER", ""}
    return [
        1.0,
        float(stress == 1 and not is_light),
        float(stress == 2),
        float(stress == 0),
        float(stress is None),
        float(is_light),
        float(word.text in WEAK_FORMS),
        float(is_open),
        float(len(word.syllables) == 1),
        float(word.mark[:1] in PAUSE_MARKS if word.mark else 0),
        float(word.mark[:1] in END_MARKS if word.mark else 0),
    ]


def place_row(text: SpokenText, place: int, at: int, index: int) -> Row:
    """Describe where a syllable lies in its word, its phrase and the sentence."""
    word, n_syllables = text.words[at], len(text.syllables)
    begins, ends = phrase_around(text, at)
    before = sum(len(w.syllables) for w in text.words[begins:at]) + index
    behind = sum(len(w.syllables) for w in text.words[at : ends + 1]) - index - 1
    left = n_syllables - 1 - place
    stressed = next((i for i, s in enumerate(word.syllables) if s.stress == 1), 0)
    return [
        float(index),
        float(len(word.syllables) - 1 - index),
        float(len(word.syllables)),
        float(index == len(word.syllables) - 1),
        float(np.clip(index - stressed, -2, 2)),
        place / max(n_syllables - 1, 1),
        np.log1p(place),
        np.log1p(left),
        float(place == 0),
        float(left == 0),
        float(left == 1),
        np.log1p(before),
        np.log1p(behind),
        float(behind == 0),
        float(behind == 1),
        float(at == last_content(text)),
        float(at > last_content(text)),
        float(ends == len(text.words) - 1),
    ]


def word_rows(text: SpokenText) -> list[Row]:
    """Describe every word by itself."""
    earlier: set[str] = set()
    rows = []
    for word in text.words:
        rows.append(
            [
                *one_hot(word.part, PARTS),
                float(word.part in CONTENT),
                float(word.text in FUNCTION_WORDS),
                float(word.text in LEANING_WORDS),
                float(word.text in earlier),
                float(word.text in QUESTION_WORDS),
                float("n't" in word.text or word.text in {"not", "never", "no"}),
                float(len(word.syllables)),
                np.log1p(len(word.text)),
                float(word.mark[:1] in PAUSE_MARKS if word.mark else 0),
                float(word.mark[:1] in END_MARKS if word.mark else 0),
                float(any(s.stress is None for s in word.syllables)),
            ]
        )
        earlier.add(word.text)
    return rows


def boundary_row(text: SpokenText, at: int) -> Row:
    """Describe the place between a word and the next."""
    before = sum(len(w.syllables) for w in text.words[: at + 1])
    after = sum(len(w.syllables) for w in text.words[at + 1 :])
    begins, ends = phrase_around(text, at)
    since = sum(len(w.syllables) for w in text.words[begins : at + 1])
    until = sum(len(w.syllables) for w in text.words[at + 1 : ends + 1])
    return [
        np.log1p(before),
        np.log1p(after),
        np.log1p(since),
        np.log1p(until),
        float(after == 0),
        float(at == last_content(text)),
        float(at > last_content(text)),
        before / (before + after),
    ]


def sentence_row(text: SpokenText) -> Row:
    """Describe the sentence as far as it is the same for all its syllables."""
    words, last = text.words, text.words[-1].mark
    first = words[0].text
    n_syllables = len(text.syllables)
    n_marks = sum(word.mark[:1] in PAUSE_MARKS for word in words if word.mark)
    is_question = last == "?"
    return [
        np.log1p(n_syllables),
        np.log1p(len(words)),
        n_syllables / len(words),
        float(text.has_marks),
        float(n_marks > 0),
        n_marks / len(words),
        float(is_question and first in QUESTION_WORDS),
        float(is_question and first not in QUESTION_WORDS),
        float(last == "!"),
    ]


def phrase_around(text: SpokenText, at: int) -> tuple[int, int]:
    """Return the first and the last word of the stretch between marks around a word."""
    ends = [i for i, word in enumerate(text.words) if word.mark]
    begins = max((i + 1 for i in ends if i < at), default=0)
    until = min((i for i in ends if i >= at), default=len(text.words) - 1)
    return begins, until


def last_content(text: SpokenText) -> int:
    """Return the index of the last content word, where the main accent usually is."""
    content = [i for i, word in enumerate(text.words) if word.part in CONTENT]
    return content[-1] if content else len(text.words) - 1


def one_hot(name: str, names: Sequence[str]) -> Row:
    """Return 1 at the place of a name among others."""
    return [float(name == other) for other in names]


def manner(phones: Sequence[str]) -> Row:
    """Return which kind of consonant a phone is; all 0 where there is none."""
    row = [0.0] * len(MANNERS)
    for phone in phones:
        if phone in MANNER_OF:
            row[MANNER_OF[phone]] = 1.0
    return row
