"""Align the transcript's words with those of the phrase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from emotion_engine.alignment.lexicon import pronunciations, without_stress
from emotion_engine.alignment.text import spoken_words

MOST_READINGS = 24
BAND = 10  # words further apart in position than this are not compared
DIGITS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
)
# Spellings of the same words; each side is tried against the other.
SPELT_OUT = {
    "can't": "can not",
    "won't": "will not",
    "let's": "let us",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "ok": "okay",
    "oh": "zero",
    "o": "zero",
}
ENDINGS = {
    "n't": ("not",),
    "'m": ("am",),
    "'re": ("are",),
    "'ve": ("have",),
    "'ll": ("will",),
    "'d": ("would", "had"),
    "'s": ("is", "has", "us"),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Asked and heard words that are aligned with each other, by index.

    One of the two is empty where a word is missing or surplus. ``distance`` is the
    share of phones that differ: 0 for the same word, 1 where nothing fits.
    """

    asked: tuple[int, ...]
    heard: tuple[int, ...]
    distance: float


def readings(written: str) -> list[list[str]]:
    """Return the words that a piece of transcript may stand for, in every reading.

    Numbers have several: "42" is "forty two" or "four two".
    """
    said = [word.readings for word in spoken_words(written)]
    found = [" ".join(each).split() for each in islice(product(*said), MOST_READINGS)]
    if any(c.isdigit() for c in written):
        found.append([DIGITS[int(c)] for c in written if c in "0123456789"])
    return found


def pair_words(asked: Sequence[str], heard: Sequence[str]) -> list[Pair]:
    """Align two lists of words at the least cost.

    One word may be aligned with two ("cannot" and "can not"), and aligning different
    words costs the distance of their sounds.
    """
    best: dict[tuple[int, int], tuple[float, list[Pair]]] = {(0, 0): (0.0, [])}
    for i in range(len(asked) + 1):
        for j in range(len(heard) + 1):
            if i or j:
                best[i, j] = min(
                    (
                        (best[i - a, j - h][0] + cost, best[i - a, j - h][1] + [pair])
                        for a, h, cost, pair in _steps(asked, heard, i, j)
                    ),
                    key=lambda step: step[0],
                )
    return best[len(asked), len(heard)][1]


def _steps(
    asked: Sequence[str], heard: Sequence[str], i: int, j: int
) -> Iterator[tuple[int, int, float, Pair]]:
    """Yield each step to asked word ``i`` and heard word ``j``, with its cost."""
    if i:
        yield 1, 0, 1.0, Pair((i - 1,), (), 1.0)
    if j:
        yield 0, 1, 1.0, Pair((), (j - 1,), 1.0)
    if not (i and j) or abs(i - j) > BAND + abs(len(asked) - len(heard)):
        return
    distance = word_distance(asked[i - 1], heard[j - 1])
    yield 1, 1, 1.5 * distance, Pair((i - 1,), (j - 1,), distance)
    for n in (2, 3):
        if j >= n and same_written(asked[i - 1], " ".join(heard[j - n : j])):
            yield 1, n, 0.0, Pair((i - 1,), tuple(range(j - n, j)), 0.0)
        if i >= n and same_written(" ".join(asked[i - n : i]), heard[j - 1]):
            yield n, 1, 0.0, Pair(tuple(range(i - n, i)), (j - 1,), 0.0)


@lru_cache(maxsize=4096)
def word_distance(one: str, other: str) -> float:
    """Share of phones that differ between two words: 0 for homophones."""
    if same_said(one, other):
        return 0.0
    distances = [
        edit_distance(a, b) / max(len(a), len(b))
        for a in sounds(one)
        for b in sounds(other)
    ]
    return min(distances)


def same_said(one: str, other: str) -> bool:
    """Whether two words are the same when spoken: one word, or homophones."""
    return same_written(one, other) or bool(set(sounds(one)) & set(sounds(other)))


def same_written(one: str, other: str) -> bool:
    """Whether two spellings are equivalent: "cannot", "can not" and "can't"."""
    if letters(one) == letters(other):
        return True
    return bool(spellings(one) & spellings(other))


def letters(words: str) -> str:
    """Return the letters alone."""
    return words.replace("'", "").replace(" ", "")


@lru_cache(maxsize=4096)
def spellings(words: str) -> set[str]:
    """Return words with their contraction spelt out in every way."""
    found = {words, SPELT_OUT.get(words, words)}
    for ending, full in ENDINGS.items():
        if words.endswith(ending):
            found |= {f"{words.removesuffix(ending)} {word}" for word in full}
    return found


@lru_cache(maxsize=4096)
def sounds(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the pronunciations without stress; letters for a word in no dictionary."""
    known = (tuple(map(without_stress, said)) for said in pronunciations(word))
    return tuple(dict.fromkeys(known)) or (tuple(word.upper()),)


def edit_distance(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the insertions, deletions and substitutions between two sequences."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        diagonal, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            diagonal, row[j] = (
                row[j],
                min(row[j] + 1, row[j - 1] + 1, diagonal + (a != b)),
            )
    return row[-1]
