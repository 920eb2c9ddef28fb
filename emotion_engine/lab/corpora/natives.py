"""Natives' takes to describe how a phrase is said: who counts, and for which style."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from emotion_engine.manifest import as_written
from emotion_engine.profiles.votes import heard_as, spoken_style

from .manifest import load_corpus
from .reserved import without_reserved
from .takes import Corpus, Utterance
from .texts import only_plannable

ENOUGH_TAKES = 100  # of one text in one style; more do not move a percentile
ENGLISH = "english"


def load_natives(
    folder: Path, *, with_reserved: bool = False, most: int = ENOUGH_TAKES
) -> Corpus:
    """Read the natives of a corpus, each take with the style it came across in.

    Where listeners voted, a take speaks for the style that at least half of them heard,
    whatever was meant, or for none; elsewhere for the one it was performed in.
    Of one text in one style so many are kept: first those that most listeners
    agreed on, and one of each speaker before a second.

    Raises
    ------
    CorpusError
        The folder is no corpus with texts.
    """
    corpus = load_corpus(folder, needs=("text",))
    corpus = corpus if with_reserved else without_reserved(corpus)
    heard = [as_heard(u) for u in corpus.utterances if is_native(u)]
    kept = enough([u for u in heard if u is not None], most)
    return only_plannable(replace(corpus, utterances=tuple(kept)))


def is_native(utterance: Utterance) -> bool:
    """Whether English is a speaker's first language, if that is known."""
    return utterance.first_language in (None, ENGLISH)


def as_heard(utterance: Utterance) -> Utterance | None:
    """Return a take with its text as a phrase and its style as heard, if it was."""
    utterance = replace(utterance, text=as_written(utterance.text or ""))
    if not utterance.votes:
        return utterance
    style = spoken_style(utterance.emotion or "", utterance.votes)
    return replace(utterance, emotion=style) if style is not None else None


def enough(takes: Sequence[Utterance], most: int) -> list[Utterance]:
    """Keep so many takes of each text and style, in the order of the corpus."""
    groups: dict[tuple[str | None, str | None], list[int]] = defaultdict(list)
    for index, take in enumerate(takes):
        groups[take.text, take.emotion].append(index)
    kept = (i for own in groups.values() for i in in_turn(takes, own)[:most])
    return [takes[index] for index in sorted(kept)]


def first_speakers(corpus: Corpus, n_speakers: int | None) -> Corpus:
    """Keep the speakers who come first by name, or all."""
    names = set(sorted(set(corpus.speakers))[:n_speakers])
    kept = tuple(u for u in corpus.utterances if u.speaker in names)
    return replace(corpus, utterances=kept)


def in_turn(takes: Sequence[Utterance], own: Iterable[int]) -> list[int]:
    """Order takes: first the best of each speaker, then the second best, and so on."""
    turns: Counter[str] = Counter()
    order = []
    for index in sorted(own, key=lambda i: -agreement(takes[i])):
        order.append((turns[takes[index].speaker], index))
        turns[takes[index].speaker] += 1
    return [index for _, index in sorted(order, key=lambda pair: pair[0])]


def agreement(take: Utterance) -> float:
    """Share of the listeners who heard the take's style; 1 where nobody was asked."""
    return heard_as(take.votes)[1] if take.votes else 1.0
