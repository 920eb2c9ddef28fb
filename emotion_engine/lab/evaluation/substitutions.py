"""Whether a sound that was exchanged is named, and named rightly.

Synthetic voices say a text as it is written, and once more with one sound of one word
exchanged for one that learners say instead (Swan & Smith, "Learner English", 2001), so
that the truth is known.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine import UtteranceRequest, analyze_utterances
from emotion_engine.alignment.lexicon import is_vowel, stress_of, without_stress
from emotion_engine.alignment.phrase import PhrasePlan, PlannedWord, plan_phrase
from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError, EngineError
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.corpora.reserved import RESERVED_VOICES
from emotion_engine.lab.metrics import interval_over_speakers
from emotion_engine.lab.tasks import FOLDER, SEED, evaluation, option
from emotion_engine.lab.training.said_stress import LIGHT_WORDS, MODEL_VOICE, voice_of
from emotion_engine.rendition.make import write_wav
from emotion_engine.results import Certainty, Finding, FindingCode, UtteranceReport
from emotion_engine.voice.synthesis import ModelVoice, synthesize_phones

LOGGER = logging.getLogger(__name__)
SAID_INSTEAD: Mapping[str, tuple[str, ...]] = {
    "TH": ("S", "T", "F"),
    "DH": ("D", "Z"),
    "V": ("W", "B"),
    "W": ("V",),
    "L": ("R",),
    "R": ("L",),
    "S": ("SH",),
    "SH": ("S",),
    "Z": ("S",),
    "P": ("B",),
    "B": ("P",),
    "NG": ("N",),
    "IY": ("IH",),
    "IH": ("IY",),
    "AE": ("EH",),
    "EH": ("AE",),
    "AH": ("AA",),
    "UH": ("UW",),
    "UW": ("UH",),
    "OW": ("AO",),
}
CODES = (FindingCode.SOUND_DIFFERENT, FindingCode.WORD_UNCLEAR)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One sound of one word that is said as another."""

    word: int
    phones: tuple[str, ...]
    expected: str
    said: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What was reported of one text, said by one voice as written and with an exchange."""

    voice: str
    exchange: Exchange
    written: UtteranceReport
    exchanged: UtteranceReport

    @property
    def noticed(self) -> bool:
        """Whether anything is told or asked of the sounds of the word with the exchange."""
        about = (f for f in self.exchanged.findings if f.code in CODES)
        return any(f.word_index == self.exchange.word for f in about)

    def is_right(self, certainty: Certainty) -> bool | None:
        """Whether the sound that is told, or asked, is the exchanged one, as it was said.

        ``None`` where no sound of any word is named.
        """
        named = [f for f in different(self.exchanged) if f.certainty is certainty]
        if not named:
            return None
        true = (self.exchange.word, self.exchange.expected, self.exchange.said)
        return any(
            (f.word_index, f.details["expected_sound"], f.details["heard_sound"])
            == true
            for f in named
        )

    def is_false_alarm(self, certainty: Certainty) -> bool:
        """Whether a sound is told to be another, or asked, in the text as written."""
        return any(f.certainty is certainty for f in different(self.written))


def different(report: UtteranceReport) -> list[Finding]:
    """Return the findings that a sound was another."""
    return [f for f in report.findings if f.code is FindingCode.SOUND_DIFFERENT]


def exchanges_in(plan: PhrasePlan) -> Iterator[Exchange]:
    """Find every exchange that learners make in a word that carries meaning."""
    for word in plan.words:
        if not word.pronunciations or word.text.lower() in LIGHT_WORDS:
            continue
        yield from exchanges_of(word)


def exchanges_of(word: PlannedWord) -> Iterator[Exchange]:
    """Find every exchange in a word; weak vowels are left as they are."""
    phones = word.pronunciations[0]
    for place, phone in enumerate(phones):
        if is_vowel(phone) and stress_of(phone) != 1:
            continue
        plain = without_stress(phone)
        for instead in SAID_INSTEAD.get(plain, ()):
            said = (
                *phones[:place],
                instead + phone[len(plain) :],
                *phones[place + 1 :],
            )
            yield Exchange(word.index, said, plain, instead)


def draw(
    plan: PhrasePlan, counts: dict[str, int], generator: np.random.Generator
) -> Exchange | None:
    """Draw the exchange of which there have been fewest; ``counts`` is brought forward."""
    found = list(exchanges_in(plan))
    if not found:
        return None
    order = generator.permutation(len(found))
    drawn = min(
        (found[i] for i in order),
        key=lambda one: counts.get(one.expected + one.said, 0),
    )
    key = drawn.expected + drawn.said
    counts[key] = counts.get(key, 0) + 1
    return drawn


def hear(
    plan: PhrasePlan, exchange: Exchange, voice: ModelVoice, config: EngineConfig
) -> tuple[UtteranceReport, UtteranceReport] | None:
    """Analyse what a voice says, as written and exchanged; ``None`` if that fails."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, said in (
            ("written", {}),
            ("exchanged", {exchange.word: exchange.phones}),
        ):
            paths.append(Path(folder, f"{name}.wav"))
            write_wav(paths[-1], synthesize_phones(plan, said, voice=voice, seed=0))
        requests = [UtteranceRequest(path, plan.text) for path in paths]
        written, exchanged = analyze_utterances(requests, config=config)
    if isinstance(written, EngineError) or isinstance(exchanged, EngineError):
        LOGGER.warning("%s left out: %s; %s", plan.text, written, exchanged)
        return None
    return written, exchanged


def evaluate_substitutions(
    folder: Path,
    config: EngineConfig,
    *,
    voices: Sequence[str],
    n_texts: int,
    seed: int,
) -> dict[str, Any]:
    """Count how often an exchanged sound is told or asked, and rightly.

    Parameters
    ----------
    folder : Path
        Whose texts are said; each voice says ``n_texts`` others of them.

    Raises
    ------
    CorpusError
        No text has a sound to exchange.
    """
    texts = sorted({take.text for take in load_corpus(folder).utterances})
    generator = np.random.default_rng(seed)
    counts: dict[str, int] = {}
    trials = []
    for name in voices:
        drawn = generator.permutation(len(texts))[:n_texts]
        for text in [texts[i] for i in drawn]:
            plan = plan_phrase(text)
            exchange = draw(plan, counts, generator)
            if exchange is None:
                continue
            heard = hear(plan, exchange, voice_of(name, config), config)
            if heard is not None:
                trials.append(Trial(name, exchange, *heard))
        LOGGER.info("%s: %d trials so far", name, len(trials))
    if not trials:
        raise CorpusError(f"{folder}: no text has a sound to exchange.")
    return figures_of(trials)


def figures_of(trials: Sequence[Trial]) -> dict[str, Any]:
    """Return shares of trials, with intervals over voices where they are of all.

    Returns
    -------
    dict
        ``noticed``: something is told or asked of the word. Of sounds that are told, and
        that are asked: ``n`` trials in which one is, the share ``right`` (the one
        exchanged, for what was said), and ``false_alarms`` in the texts as written.
        ``by_exchange``: noticed, right whether told or asked, n.
    """
    voices = [trial.voice for trial in trials]
    noticed = np.array([trial.noticed for trial in trials])
    right = np.array([any(trial.is_right(c) for c in Certainty) for trial in trials])
    kinds = np.array([f"{t.exchange.expected} > {t.exchange.said}" for t in trials])
    return {
        "n": len(trials),
        "n_voices": len(set(voices)),
        "noticed": float(noticed.mean()),
        "noticed_interval": interval_over_speakers(lambda i: noticed[i].mean(), voices),
        **{
            certainty.value: named_figures(trials, certainty) for certainty in Certainty
        },
        "by_exchange": {
            str(kind): [
                int(noticed[kinds == kind].sum()),
                int(right[kinds == kind].sum()),
                int((kinds == kind).sum()),
            ]
            for kind in np.unique(kinds)
        },
    }


def named_figures(trials: Sequence[Trial], certainty: Certainty) -> dict[str, Any]:
    """Return how often a sound is told or asked, and how rightly; see ``figures_of``."""
    judged = [trial.is_right(certainty) for trial in trials]
    named = [is_right for is_right in judged if is_right is not None]
    return {
        "n": len(named),
        "right": sum(named) / len(named) if named else None,
        "false_alarms": float(np.mean([t.is_false_alarm(certainty) for t in trials])),
    }


def run(
    folder: Path, config: EngineConfig, *, n_texts: int, reserved: bool, seed: int
) -> dict[str, Any]:
    """Let the model voice, and the reserved reading voices if asked for, be heard."""
    voices = [MODEL_VOICE, *(sorted(RESERVED_VOICES) if reserved else ())]
    return evaluate_substitutions(
        folder, config, voices=voices, n_texts=n_texts, seed=seed
    )


TASK = evaluation(
    run,
    option("--texts", dest="n_texts", type=int, default=20, help="said by each voice"),
    option(
        "--reserved",
        action="store_true",
        help="also four reading voices that nothing learnt from",
    ),
    SEED,
    data=FOLDER,
)
