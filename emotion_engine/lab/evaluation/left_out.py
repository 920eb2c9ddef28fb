"""Whether endings and words that were left out are told, and no others.

Truth is built: endings or words are cut out of recordings of speakers whom nothing was
learnt from, or the model voice leaves an ending out. All takes go through
``analyze_utterances``, expression apart, with the shipped models and thresholds.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from emotion_engine import UtteranceRequest, analyze_utterances
from emotion_engine.alignment.inflections import Inflection, inflection_of
from emotion_engine.alignment.phrase import PhrasePlan, plan_phrase
from emotion_engine.audio.decode import load_audio
from emotion_engine.config import SAMPLE_RATE, EngineConfig
from emotion_engine.delivery.endings import GAP_S, AskedEnding
from emotion_engine.lab.corpora import Corpus, Utterance
from emotion_engine.lab.metrics import interval_over_speakers
from emotion_engine.lab.tasks import FOLDERS, SEED, evaluation, option
from emotion_engine.lab.training.delivery.phone_truth import PASSABLE
from emotion_engine.lab.training.left_out import (
    MOST_CUT,
    doubtful_words,
    span_of,
    word_accuracies,
)
from emotion_engine.lab.training.not_judged import every_second
from emotion_engine.lab.training.ratings import has_ratings
from emotion_engine.lab.training.splicing import cut_out
from emotion_engine.lab.training.subsets import dealt
from emotion_engine.models import models_of
from emotion_engine.results import Span, UtteranceReport, WordResult
from emotion_engine.voice.synthesis import synthesize, synthesize_phones

from .told import chosen

LOGGER = logging.getLogger(__name__)
SURELY_PLACED = 0.5  # confidence from which a word is cut where it was aligned
ENDING, WORD, BY_VOICE = "endings", "words", "endings_by_voice"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One ending or word: whether it was said, and whether it was told as missing."""

    about: str
    kind: str
    speaker: str
    said: bool
    told: bool


def evaluate_left_out(
    folders: Sequence[Path],
    config: EngineConfig,
    *,
    n_takes: int,
    max_words: int,
    n_spoken: int,
    with_words: bool = True,
    seed: int,
) -> dict[str, Any]:
    """Cut endings and words out of takes, and count which are told as missing.

    Parameters
    ----------
    folders : sequence of Path
        Corpora with texts; where speakers are reserved only those, and of learners
        every second, are judged.
    n_takes : int
        Takes of each folder, dealt over its speakers.
    n_spoken : int
        Texts of each folder that the model voice says, with and without an ending.
    with_words : bool
        Whether words are cut out as well.

    Returns
    -------
    dict
        By folder: of endings, words, and endings by the model voice, how many were said
        and left out, and the shares of both that are told.
    """
    config = replace(config, expression_enabled=False)
    found = {}
    for folder in folders:
        corpus = judged(folder, max_words)
        generator = np.random.default_rng(seed)
        verdicts = [
            *cut_verdicts(
                dealt(corpus, n_takes, seed), config, generator, with_words=with_words
            ),
            *voice_verdicts(dealt(corpus, n_spoken, seed + 1), config, generator),
        ]
        found[folder.name] = {
            about: figures_of([v for v in verdicts if v.about == about])
            for about in dict.fromkeys(verdict.about for verdict in verdicts)
        }
    return found


def judged(folder: Path, max_words: int) -> Corpus:
    """Load the takes with endings whose speakers nothing was learnt from."""
    corpus = chosen(folder, max_words)
    if has_ratings(folder):
        corpus = every_second(corpus, first=1)
    with_one = tuple(t for t in corpus.utterances if has_ending(plan_phrase(t.text)))
    return replace(corpus, utterances=with_one)


def has_ending(plan: PhrasePlan) -> bool:
    """Whether some word of a phrase has an ending."""
    return any(
        inflection_of(word.spoken, said)
        for word in plan.words
        for said in word.pronunciations
    )


def cut_verdicts(
    corpus: Corpus,
    config: EngineConfig,
    generator: np.random.Generator,
    *,
    with_words: bool,
) -> Iterator[Verdict]:
    """Judge takes as they are, then with endings cut out, then with words cut out."""
    rated = word_accuracies(corpus.folder)
    for number, take in enumerate(corpus.utterances):
        waveform = load_audio(take.path, config.limits).waveform
        report = analysed(waveform, take.text, config)
        if report is None or not report.assessable:
            continue
        ratings = rated.get(take.path.stem)
        for verdicts in (endings_cut, words_cut)[: 1 + with_words]:
            yield from verdicts(waveform, take, report, ratings, config, generator)
        LOGGER.info("%s: %d of %d takes", corpus.name, number + 1, len(corpus))


def endings_cut(
    waveform: np.ndarray,
    take: Utterance,
    report: UtteranceReport,
    ratings: Sequence[float] | None,
    config: EngineConfig,
    generator: np.random.Generator,
) -> Iterator[Verdict]:
    """Judge the endings of a take as they are and with some cut out."""
    doubtful = doubtful_words(ratings)
    asked = {
        word.index: ending
        for word in report.words
        if word.ending_heard is not None and word.index not in doubtful
        if (ending := ending_of(report.words, word))
    }
    for index, ending in asked.items():
        told = not report.words[index].ending_heard
        if told:
            LOGGER.info("told of %s: %s", take.path.name, report.words[index].text)
        yield verdict(ENDING, ending.inflection, take, said=True, told=told)
    sure = [i for i in asked if report.words[i].confidence >= SURELY_PLACED]
    cut = [asked[i] for i in drawn(sure, generator)]
    spliced = cut_out(waveform, [span_of(e, waveform) for e in cut])
    without = analysed(spliced, take.text, config) if cut else None
    for ending in cut:
        told = without is not None and is_told(without, ending.word)
        yield verdict(ENDING, ending.inflection, take, said=False, told=told)


def words_cut(
    waveform: np.ndarray,
    take: Utterance,
    report: UtteranceReport,
    ratings: Sequence[float] | None,
    config: EngineConfig,
    generator: np.random.Generator,
) -> Iterator[Verdict]:
    """Judge the words of a take as they are and with some cut out."""
    passable = [
        word
        for word in report.words
        if ratings is None or ratings[word.index] >= PASSABLE
    ]
    for word in passable:
        yield Verdict(WORD, "", take.speaker, True, not word.heard)
    sure = [w.index for w in passable if w.heard and w.confidence >= SURELY_PLACED]
    cut = drawn(sure, generator) if len(report.words) > MOST_CUT + 1 else []
    spans = [Span(report.words[i].start_s, report.words[i].end_s) for i in cut]
    without = analysed(cut_out(waveform, spans), take.text, config) if cut else None
    check = without.phrase_check if without else None
    for index in cut:
        told = check is not None and index in check.missing
        yield Verdict(WORD, "", take.speaker, False, told)


def voice_verdicts(
    corpus: Corpus, config: EngineConfig, generator: np.random.Generator
) -> Iterator[Verdict]:
    """Judge what the model voice says, whole and with one ending left out."""
    voice = models_of(config).voice
    for seed, take in enumerate(corpus.utterances):
        plan = plan_phrase(take.text)
        whole = analysed(
            synthesize(take.text, voice=voice, seed=seed), plan.text, config
        )
        if whole is None or not whole.assessable:
            continue
        asked = [w for w in whole.words if w.ending_heard is not None]
        for word in asked:
            if ending := ending_of(whole.words, word):
                told = not word.ending_heard
                yield verdict(BY_VOICE, ending.inflection, take, said=True, told=told)
        for index in drawn([word.index for word in asked], generator)[:1]:
            stem, inflection = stem_of(plan, index)
            spoken = synthesize_phones(plan, {index: stem}, voice=voice, seed=seed)
            without = analysed(spoken, plan.text, config)
            told = without is not None and is_told(without, index)
            yield verdict(BY_VOICE, inflection, take, said=False, told=told)


def stem_of(plan: PhrasePlan, index: int) -> tuple[tuple[str, ...], Inflection]:
    """Return how a word is said without its ending."""
    word = plan.words[index]
    for said in word.pronunciations:
        if inflection := inflection_of(word.spoken, said):
            return said[: -len(inflection.phones)], inflection
    raise ValueError(f"{word.spoken!r} has no ending.")


def ending_of(words: Sequence[WordResult], word: WordResult) -> AskedEnding | None:
    """Return the ending of a word of a report, in time."""
    phones = [phone for syllable in word.syllables for phone in syllable.phones]
    spoken = plan_phrase(word.text).words[0].spoken
    inflection = inflection_of(spoken, [phone.label for phone in phones])
    if inflection is None:
        return None
    own = phones[-len(inflection.phones) :]
    spans = np.array([(phone.start_s, phone.end_s) for phone in own])
    following = words[word.index + 1 :][:1]
    follows = any(w.start_s - word.end_s < GAP_S for w in following)
    return AskedEnding(word.index, inflection, spans, follows)


def is_told(report: UtteranceReport, index: int) -> bool:
    """Whether a word is reported to lack its ending, or to be missing altogether."""
    if not report.words:
        return False
    word = report.words[index]
    return not word.heard or word.ending_heard is False


def analysed(
    waveform: np.ndarray, text: str, config: EngineConfig
) -> UtteranceReport | None:
    """Analyse a waveform as an uploaded file; ``None`` where it is refused."""
    buffer = io.BytesIO()
    soundfile.write(buffer, waveform, SAMPLE_RATE, format="WAV", subtype="PCM_16")
    request = UtteranceRequest(buffer.getvalue(), text)
    (outcome,) = analyze_utterances([request], config=config)
    return outcome if isinstance(outcome, UtteranceReport) else None


def drawn(indices: Sequence[int], generator: np.random.Generator) -> list[int]:
    """Draw what is cut out of a take: never two words in a row."""
    found: list[int] = []
    for index in generator.permutation(list(indices)).tolist():
        if len(found) < MOST_CUT and all(abs(index - other) > 1 for other in found):
            found.append(int(index))
    return found


def verdict(
    about: str, inflection: Inflection, take: Utterance, *, said: bool, told: bool
) -> Verdict:
    """Build the verdict on one ending."""
    return Verdict(about, inflection.kind.value, take.speaker, said, told)


def figures_of(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Return shares told of what was said and of what was left out, also by kind."""
    figures: dict[str, Any] = {}
    for name, said in (("said", True), ("left_out", False)):
        own = [v for v in verdicts if v.said is said]
        figures[f"n_{name}"] = len(own)
        figures |= {f"{name}_told{kind}": share for kind, share in shares(own).items()}
    return figures


def shares(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Return the share told, with its interval over speakers, and that of each kind."""
    told = np.array([v.told for v in verdicts], float)
    if not len(told):
        return {"": float("nan")}
    found: dict[str, Any] = {
        "": float(told.mean()),
        "_interval": interval_over_speakers(
            lambda own: float(told[own].mean()), [v.speaker for v in verdicts]
        ),
    }
    for kind in sorted({v.kind for v in verdicts} - {""}):
        found[f"_{kind}"] = float(np.mean([v.told for v in verdicts if v.kind == kind]))
    return found


TASK = evaluation(
    evaluate_left_out,
    option("--takes", dest="n_takes", type=int, default=40, help="of each folder"),
    option("--max-words", type=int, default=12, metavar="N"),
    option(
        "--spoken",
        dest="n_spoken",
        type=int,
        default=0,
        help="texts of each folder that the model voice says",
    ),
    option(
        "--endings-only",
        dest="with_words",
        action="store_false",
        help="cut no words out",
    ),
    SEED,
    data=FOLDERS,
)
