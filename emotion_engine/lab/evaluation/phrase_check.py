"""How often the phrase check accepts the right phrase and rejects another one."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from emotion_engine.alignment.aligner import align
from emotion_engine.alignment.phrase import PhrasePlan, plan_phrase
from emotion_engine.alignment.text import usual_words
from emotion_engine.audio.decode import load_audio
from emotion_engine.audio.level import at_working_level
from emotion_engine.audio.quality import measure_quality, why_not_assessable
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError, CorpusError
from emotion_engine.lab.corpora import Utterance, load_corpus
from emotion_engine.lab.detectors import detect_speech
from emotion_engine.lab.tasks import FOLDERS, SEED, evaluation, option
from emotion_engine.models import models_of
from emotion_engine.phrase_check.check import check_phrase
from emotion_engine.results import PhraseVerdict, Reason

PASSES = {PhraseVerdict.MATCH.value, PhraseVerdict.PARTIAL.value}


@dataclass(frozen=True, slots=True)
class Trial:
    """One take checked against one text: the outcome and the transcript."""

    corpus: str
    path: str
    text: str
    outcome: str
    heard: str


def evaluate_phrase_check(
    folders: Sequence[Path], config: EngineConfig, *, n: int, seed: int
) -> dict[str, object]:
    """Check ``n`` takes against their own text and against another of similar length.

    Parameters
    ----------
    folders : sequence of Path
        Corpora with texts; each gives an equal part of the takes. The other text comes
        from the same folder.
    n : int
        Takes in all.
    seed : int
        Chooses takes and texts.

    Returns
    -------
    dict
        ``right`` and ``wrong``, each with counts by outcome (a verdict, or the reason
        why the take could not be judged) and ``failed``: rejections of the right text,
        or acceptances of the wrong one; ``failures`` lists them.
    """
    draw = random.Random(seed)
    trials: dict[str, list[Trial]] = {"right": [], "wrong": []}
    for index, folder in enumerate(folders):
        corpus = load_corpus(folder, needs=("text",))
        texts = sorted({as_sentence(u.text) for u in corpus.utterances})
        if len(texts) < 2:
            raise CorpusError(f"{folder} has one text only: there is no other one.")
        share = n // len(folders) + (index < n % len(folders))
        for take in draw.sample(corpus.utterances, min(share, len(corpus))):
            text = as_sentence(take.text)
            for kind, said in (("right", text), ("wrong", another(text, texts, draw))):
                trials[kind].append(attempt(take, said, config))
    return {
        "right": summarize(trials["right"], must_pass=True),
        "wrong": summarize(trials["wrong"], must_pass=False),
        "n": len(trials["right"]),
        "seed": seed,
        "corpora": [folder.name for folder in folders],
    }


def attempt(take: Utterance, text: str, config: EngineConfig) -> Trial:
    """Judge one take against one text, as the first stages of the engine do."""
    audio = load_audio(take.path, config.limits)
    quality = measure_quality(audio, detect_speech(audio.waveform))
    reason: Reason | None = why_not_assessable(quality, config.limits)
    name = (take.path.parent.name, take.path.name)
    if reason:
        return Trial(*name, text, reason.value, "")
    models, plan = models_of(config), plan_phrase(text)
    encoding = models.whisper.encode([at_working_level(audio.waveform)])
    check = check_phrase(models.recognizer, encoding, plan, quality.speech_s)
    outcome = check.verdict.value
    if outcome in PASSES and not can_be_aligned(audio.waveform, plan, config):
        outcome = Reason.NOT_ALIGNED.value
    return Trial(*name, text, outcome, check.heard)


def can_be_aligned(
    waveform: np.ndarray, plan: PhrasePlan, config: EngineConfig
) -> bool:
    """Whether the engine could align the take."""
    try:
        align(waveform, plan, models_of(config).aligner)
    except AlignmentError:
        return False
    return True


def summarize(trials: Sequence[Trial], *, must_pass: bool) -> dict[str, object]:
    """Count outcomes, and list the wrong ones."""
    failures = [t for t in trials if (t.outcome in PASSES) is not must_pass]
    return {
        "outcomes": dict(Counter(trial.outcome for trial in trials)),
        "failed": len(failures),
        "failures": [
            {"take": f"{t.corpus}/{t.path}", "outcome": t.outcome}
            | {"text": t.text, "heard": t.heard}
            for t in failures
        ],
    }


def another(text: str, texts: Sequence[str], draw: random.Random) -> str:
    """Choose another text, of the number of words nearest to this one's."""
    n_words = len(usual_words(text))
    others = [other for other in texts if words_of(other) != words_of(text)]
    draw.shuffle(others)
    return min(others, key=lambda other: abs(len(usual_words(other)) - n_words))


def words_of(text: str) -> list[str]:
    """Return the spoken words."""
    return usual_words(text)


def as_sentence(text: str) -> str:
    """Return a transcript in capitals in normal sentence case."""
    return f"{text.capitalize()}." if text.isupper() else text


TASK = evaluation(
    evaluate_phrase_check,
    option("--n", type=int, default=100, help="takes in all"),
    SEED,
    data=FOLDERS,
)
