"""Whether the ending of a word was said: "work·ing", decided from the sound.

The recogniser writes the ending that grammar demands, said or not, so its transcript is
no proof. What counts is whether the ending's phones are there and how long they last,
whether anything hisses, and how much likelier the phrase is with the ending than without
it. The latter costs a pass of the decoder, so it is asked for only where the rest leaves a
doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.alignment.aligner import AlignedWord, Alignment
from emotion_engine.alignment.inflections import (
    EndingKind,
    Inflection,
    inflection_of,
    is_swallowed,
)
from emotion_engine.alignment.lexicon import without_stress
from emotion_engine.alignment.phrase import PhrasePlan
from emotion_engine.encoders.base import Encoding
from emotion_engine.errors import CheckpointError
from emotion_engine.phrase_check.without import Margin
from emotion_engine.results import WordResult
from emotion_engine.weights.shipped import assets_folder, read_head, write_head

from .bounds import bounded_by_share
from .hiss import Hiss
from .native_phones import NativePhones
from .phones import PHONE_INDEX, SCHWA
from .spoken import LAYERS

GAP_S = 0.1  # behind a word: what follows does not swallow its ending
BEFORE_S, BEHIND_S = 0.04, 0.08  # of the last phone, where it is searched for
SHORTEST_S = 0.02
LEAST_FIT = -6.0
# Phones that stand for each other in endings: voicing, "-in'", weak vowels.
WEAK = ("IH", SCHWA, "AH", "IY", "EH")
ALIKE = {
    "S": ("S", "Z"),
    "Z": ("S", "Z"),
    "T": ("T", "D"),
    "D": ("T", "D"),
    "NG": ("NG", "N"),
    "IH": WEAK,
    "AH": WEAK,
}
NAMES = (
    "worst_fit",
    "log_heard",
    "log_duration",
    "hiss_level",
    "hiss_balance",
    "margin",
    "margin_of_sound",
)
KINDS = tuple(EndingKind)
# If not even such a margin would make an ending count as missing, none is computed.
MOST_DOUBTFUL = Margin(heard=-3.0, unheard=0.0)
# An ending was said if the sound makes the phrase with it likelier by so much than its words
# suggest, however faint it is: of 145 that were cut out and told none was above 2.1.
SURELY_HEARD = 3.0


@dataclass(frozen=True, slots=True)
class AskedEnding:
    """An ending of the phrase that can be heard if it is said.

    Attributes
    ----------
    word : int
        Index of the word in the phrase.
    spans : float array, shape (n_phones, 2)
        Where the ending's phones were aligned, in seconds.
    follows : bool
        Whether another word follows without a pause.
    """

    word: int
    inflection: Inflection
    spans: np.ndarray
    follows: bool


def endings_asked(plan: PhrasePlan, alignment: Alignment) -> list[AskedEnding]:
    """List the endings of a phrase, without those that the next sound swallows."""
    found = []
    for place, word in enumerate(alignment.words):
        phones = [phone for syllable in word.syllables for phone in syllable.phones]
        labels = [phone.label for phone in phones]
        inflection = inflection_of(plan.words[place].spoken, labels)
        after = sound_after(alignment.words, place)
        if inflection is None or (after and is_swallowed(inflection, after)):
            continue
        own = phones[-len(inflection.phones) :]
        spans = np.array([(phone.start_s, phone.end_s) for phone in own])
        found.append(AskedEnding(place, inflection, spans, after is not None))
    return found


def sound_after(words: Sequence[AlignedWord], place: int) -> str | None:
    """Return the first phone of the next word; ``None`` before a pause or the end."""
    if place + 1 == len(words):
        return None
    own, following = words[place], words[place + 1]
    if following.start_s - own.end_s > GAP_S:
        return None
    return without_stress(following.syllables[0].phones[0].label)


def frame_posteriors(encoding: Encoding, natives: NativePhones) -> np.ndarray:
    """Return log posteriors of a native's phones by frame, (n_frames, n_phones)."""
    frames = encoding.hidden_states[list(LAYERS), 0].permute(1, 0, 2)
    return natives.log_posteriors(frames.cpu().numpy())


def evidence_of(
    asked: AskedEnding, logs: np.ndarray, rate_hz: float, hiss: Hiss, margin: Margin
) -> np.ndarray:
    """Describe how well the sound supports an ending.

    Parameters
    ----------
    logs : float array, shape (n_frames, len(PHONES))
        See ``frame_posteriors``; ``rate_hz`` frames per second.
    hiss : Hiss
        Of the take.
    margin : Margin
        Of the phrase over the phrase with the bare stem.

    Returns
    -------
    float array, shape (len(NAMES),)
        The worst log posterior of its phones, the logarithms of how long its last phone
        was heard and of how long it was aligned (seconds), how much hiss there is around
        it, and the margin, as it is and less what the words alone suggest.
    """
    rows = [joint(logs, phone) for phone in asked.inflection.phones]
    spans = asked.spans
    fits = [
        part(row, first_s, last_s, rate_hz).mean()
        for row, (first_s, last_s) in zip(rows, spans, strict=True)
    ]
    start_s, end_s = spans[-1]
    around_s = start_s - BEFORE_S, end_s + BEHIND_S
    heard_s = np.exp(part(rows[-1], *around_s, rate_hz)).sum() / rate_hz
    return np.array(
        [
            max(min(fits), LEAST_FIT),
            np.log(heard_s + SHORTEST_S / 2),
            np.log(max(end_s - spans[0, 0], SHORTEST_S)),
            *hiss.between(*around_s),
            margin.heard,
            margin.heard - margin.unheard,
        ]
    )


def joint(logs: np.ndarray, phone: str) -> np.ndarray:
    """Return the log posterior of a phone or one that stands for it, (n_frames,)."""
    columns = [PHONE_INDEX[p] for p in ALIKE[phone]]
    return np.logaddexp.reduce(logs[:, columns], axis=1)


def part(row: np.ndarray, start_s: float, end_s: float, rate_hz: float) -> np.ndarray:
    """Return the frames of a span, at least one."""
    first = min(max(int(start_s * rate_hz), 0), len(row) - 1)
    return row[first : max(int(np.ceil(end_s * rate_hz)), first + 1)]


@dataclass(frozen=True, slots=True)
class EndingModel:
    """A logistic regression for each kind of ending.

    Attributes
    ----------
    weights : array, shape (len(KINDS), len(NAMES))
    bias : array, shape (len(KINDS),)
        With these, positive sums mean that the ending is reported as missing.
    """

    weights: np.ndarray
    bias: np.ndarray

    def is_missing(self, kind: EndingKind, evidence: np.ndarray) -> bool:
        """Whether an ending is reported as missing."""
        number = KINDS.index(kind)
        return bool(self.weights[number] @ evidence + self.bias[number] > 0)

    def write(self, folder: Path, card: dict[str, Any]) -> None:
        """Save the model with its card, to which it adds what loading needs."""
        tensors = {"weights": np.float32(self.weights), "bias": np.float32(self.bias)}
        settings = {"evidence": list(NAMES), "kinds": list(KINDS)}
        write_head(folder, tensors, settings | card)

    @classmethod
    def read(cls, folder: Path) -> EndingModel:
        """Load what ``write`` saved; ``CheckpointError`` where that is not possible."""
        tensors, card = read_head(folder)
        if card.get("evidence") != list(NAMES) or card.get("kinds") != list(KINDS):
            raise CheckpointError(
                f"The model in {folder} does not fit: run `train endings`."
            )
        return cls(tensors["weights"], tensors["bias"])


def load_endings() -> EndingModel:
    """Load the shipped model."""
    return EndingModel.read(assets_folder("endings"))


def judge_endings(
    words: Sequence[WordResult],
    plan: PhrasePlan,
    alignment: Alignment,
    *,
    waveform: np.ndarray,
    encoding: Encoding,
    natives: NativePhones,
    margin_over: Callable[[int, str], Margin],
    model: EndingModel,
) -> tuple[WordResult, ...]:
    """Decide of each ending of a take whether it was said.

    Parameters
    ----------
    waveform : float32 array, shape (n_samples,)
        The take, at 16 kHz.
    encoding : Encoding
        The take, as a batch of one.
    margin_over : callable
        Compares the phrase with the same phrase in which a word is another one.

    Returns
    -------
    tuple of WordResult
        The same words, with ``ending_heard`` where that can be told. Words without
        their ending have no higher accuracy than the share of their sounds.
    """
    asked = [e for e in endings_asked(plan, alignment) if words[e.word].heard]
    if not asked:
        return tuple(words)
    logs, rate_hz = frame_posteriors(encoding, natives), encoding.frame_rate_hz
    describe = partial(evidence_of, logs=logs, rate_hz=rate_hz, hiss=Hiss.of(waveform))
    judged = list(words)
    for ending in asked:
        kind, stem = ending.inflection.kind, ending.inflection.stem
        found = describe(ending, margin=MOST_DOUBTFUL)
        if missing := model.is_missing(kind, found):  # unless the decoder objects
            margin = margin_over(ending.word, stem)
            found = describe(ending, margin=margin)
            is_heard = margin.heard - margin.unheard >= SURELY_HEARD
            missing = model.is_missing(kind, found) and not is_heard
        word = replace(judged[ending.word], ending_heard=not missing)
        judged[ending.word] = (
            bounded_by_share(word, len(ending.inflection.phones)) if missing else word
        )
    return tuple(judged)
