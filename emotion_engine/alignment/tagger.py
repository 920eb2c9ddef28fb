"""Part of speech of each word in its sentence, by an averaged perceptron.

Features and weights are those of ``denckring-en-pos`` (Apache 2.0; weights CC BY-SA 4.0),
after Honnibal's tagger of 2013. Labels are "UPOS|VerbForm" of Universal Dependencies.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from .sorted_lines import lines_with

BEGIN, END = "<s>", "</s>"
# Contracted words are two tokens, as in the treebank.
CONTRACTED = re.compile(r"(?i)^(.+?)(n't|'(?:s|m|d|re|ve|ll))$")


@dataclass(frozen=True, slots=True)
class Tag:
    """The label of a word and its lead over the best label of another part of speech."""

    label: str
    lead: float

    @property
    def part(self) -> str:
        """The part of speech: NOUN, VERB, ADJ, …."""
        return self.label.partition("|")[0]


def tag(words: Sequence[str]) -> list[Tag]:
    """Tag the words of one sentence, as they are written, without punctuation.

    >>> [tag.part for tag in tag(["They", "record", "a", "record"])]
    ['PRON', 'VERB', 'DET', 'NOUN']
    """
    pieces = [piece for word in words for piece in _pieces(word)]
    owner = [i for i, word in enumerate(words) for _ in _pieces(word)]
    tags = _tag_pieces(pieces)
    return [tags[owner.index(i)] for i in range(len(words))]


def _pieces(word: str) -> tuple[str, ...]:
    contracted = CONTRACTED.match(word)
    return contracted.groups() if contracted else (word,)


def _tag_pieces(words: Sequence[str]) -> list[Tag]:
    context, tags = [word.lower() for word in words], []
    before, before_that = BEGIN, BEGIN
    for index, word in enumerate(words):
        own = _best(_features(index, word, context, before, before_that))
        if certain := _weights(f"= {context[index]}"):
            own = Tag(certain, own.lead if own.label == certain else 0.0)
        tags.append(own)
        before, before_that = own.label, before
    return tags


def _features(
    index: int, word: str, context: Sequence[str], before: str, before_that: str
) -> list[str]:
    lower = word.lower()
    shape = ("X" if word[:1].isupper() else "x") + "d" * any(map(str.isdigit, word))
    around = [BEGIN, BEGIN, *context, END, END]
    return [
        "bias",
        *(f"suf{n} {lower[-n:]}" for n in (3, 2, 1)),
        f"pre1 {lower[:1]}",
        f"shape {shape}",
        f"w {lower}",
        f"t-1 {before}",
        f"t-2 {before_that}",
        f"t-1t-2 {before} {before_that}",
        f"w-1 {around[index + 1]}",
        f"w-2 {around[index]}",
        f"w+1 {around[index + 3]}",
        f"w+2 {around[index + 4]}",
        f"t-1 w {before} {lower}",
    ]


def _best(features: Sequence[str]) -> Tag:
    scores: dict[str, float] = {}
    for feature in features:
        parts = _weights(feature).split()
        for label, weight in zip(parts[::2], parts[1::2], strict=True):
            scores[label] = scores.get(label, 0.0) + float(weight)
    best = max(scores, key=lambda label: (scores[label], label))
    part = best.partition("|")[0]
    others = [score for label, score in scores.items() if not label.startswith(part)]
    return Tag(best, scores[best] - max(others, default=float("-inf")))


def _weights(feature: str) -> str:
    """Return what is stored for a feature, empty where nothing is."""
    found = lines_with(_model(), f"{feature}\t".encode())
    return found[0].partition("\t")[2].strip() if found else ""


@lru_cache(maxsize=1)
def _model() -> bytes:
    asset = files("emotion_engine") / "assets" / "tagger" / "tagger.txt.gz"
    return gzip.decompress(asset.read_bytes())
