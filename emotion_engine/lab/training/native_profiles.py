"""Build native profiles from a folder of recordings, measured as the product measures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora import Corpus, Utterance, load_corpus
from emotion_engine.lab.corpora.natives import (
    ENOUGH_TAKES,
    first_speakers,
    load_natives,
)
from emotion_engine.profiles.build import MIN_SPEAKERS
from emotion_engine.profiles.expected.expectation import Expectation
from emotion_engine.profiles.natives import NativeTake, Origin
from emotion_engine.profiles.spoken import FEWEST_COMBINED, describe
from emotion_engine.profiles.store import (
    NEUTRAL,
    Listeners,
    NativeProfile,
    same_phrase,
)
from emotion_engine.profiles.votes import Votes, count_listeners

from .measured_natives import OnTake, measure_takes

KNOWN_ORIGINS = {
    "ravdess": Origin(
        source="RAVDESS (Livingstone & Russo 2018)",
        licence="CC BY-NC-SA 4.0",
        accent="North American",
    ),
    "timit_sample": Origin(
        source="TIMIT sample (Garofolo et al. 1993)",
        licence="CC BY-NC-SA, research",
        accent="American",
    ),
    "crema_d": Origin(
        source="CREMA-D (Cao et al. 2014)",
        licence="ODbL 1.0",
        accent="American",
    ),
    "accent_archive": Origin(
        source="Speech Accent Archive (Weinberger)",
        licence="CC BY-NC-SA 2.0",
        accent="various",
    ),
    "arctic": Origin(
        source="CMU ARCTIC (Kominek & Black 2004), slt and bdl; kathleen (CC0)",
        licence="CMU, free with notice",
        accent="American",
    ),
}

Group = tuple[str, str]  # phrase and style


def profile_folder(
    folder: Path,
    config: EngineConfig,
    *,
    origin: Origin | None = None,
    expectation: Expectation | None = None,
    texts: Collection[str] | None = None,
    most: int = ENOUGH_TAKES,
    speakers: int | None = None,
    on_take: OnTake | None = None,
) -> list[NativeProfile]:
    """Measure every phrase that enough speakers of a corpus say.

    Parameters
    ----------
    folder : Path
        Holds ``manifest.csv`` with ``path, speaker, text`` and, if the takes are
        performed in styles, ``emotion``; with votes, what listeners heard counts.
    origin : Origin, optional
        Source, licence and accent; known for the corpora in ``KNOWN_ORIGINS``.
    expectation : Expectation, optional
        What phrases of few natives are weighed against; without it these have none.
    texts : collection of str, optional
        Only these phrases, whatever their case and punctuation.
    most : int
        Takes of one phrase in one style.
    speakers : int, optional
        Only the first speakers, in the order of their names.
    on_take : callable, optional
        Called with the number of takes measured and of all.

    Raises
    ------
    CorpusError
        The folder is not in the format, its origin is not known, or no phrase in it
        was said by enough speakers.
    """
    origin = origin or KNOWN_ORIGINS.get(folder.name)
    if origin is None:
        raise CorpusError(f"Say where {folder} comes from: source, licence, accent.")
    fewest = FEWEST_COMBINED if expectation else MIN_SPEAKERS
    corpus = first_speakers(load_natives(folder, most=most), speakers)
    takes = shared_phrases(corpus, fewest=fewest, texts=texts)
    listeners = listeners_of(load_corpus(folder, needs=("text",)))
    profiles = [
        replace(profile, listeners=listeners.get(group_of(profile.text, profile.style)))
        for group in groups_of(measure_takes(takes, config, on_take))
        if (profile := describe(group, origin, expectation))
    ]
    if not profiles:
        raise CorpusError(f"No phrase in {folder} is said by {fewest} speakers.")
    return profiles


def shared_phrases(
    corpus: Corpus,
    *,
    fewest: int = MIN_SPEAKERS,
    texts: Collection[str] | None = None,
) -> list[Utterance]:
    """Keep the takes of phrases that enough speakers say; others need no measuring."""
    wanted = None if texts is None else {same_phrase(text) for text in texts}
    speakers: dict[Group, set[str]] = defaultdict(set)
    for utterance in corpus.utterances:
        speakers[group_of(utterance.text, utterance.emotion)].add(utterance.speaker)
    return [
        u
        for u in corpus.utterances
        if len(speakers[group_of(u.text, u.emotion)]) >= fewest
        and (wanted is None or same_phrase(u.text) in wanted)
    ]


def groups_of(takes: Iterable[NativeTake]) -> Iterator[list[NativeTake]]:
    """Yield the takes of each phrase and style."""
    groups: dict[Group, list[NativeTake]] = defaultdict(list)
    for take in takes:
        groups[group_of(take.text, take.style)].append(take)
    yield from (own for _, own in sorted(groups.items()))


def group_of(text: str | None, style: str | None) -> Group:
    """Return what has a profile of its own: a phrase in a style."""
    return same_phrase(text or ""), style or NEUTRAL


def listeners_of(corpus: Corpus) -> dict[Group, Listeners]:
    """Count how natives who meant a style came across, by phrase and style."""
    meant: dict[Group, list[Votes]] = defaultdict(list)
    for utterance in corpus.utterances:
        if utterance.votes and utterance.emotion:
            meant[group_of(utterance.text, utterance.emotion)].append(utterance.votes)
    return {group: count_listeners(votes, group[1]) for group, votes in meant.items()}
