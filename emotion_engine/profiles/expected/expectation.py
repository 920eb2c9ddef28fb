"""The expected profile of any sentence: what natives would probably do, and how surely."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.alignment.phrase import PhrasePlan
from emotion_engine.alignment.questions import asks_yes_or_no
from emotion_engine.profiles.bounds import bounded
from emotion_engine.profiles.measures import MEASURES
from emotion_engine.profiles.store import (
    NEUTRAL,
    Band,
    Evidence,
    NativeProfile,
    SyllableProfile,
)
from emotion_engine.results.comparison import NATIVES_AGREE
from emotion_engine.version import ENGINE_VERSION
from emotion_engine.weights.shipped import assets_folder, read_head, write_head

from .describe import (
    KNOWN_STYLES,
    describe_syllables,
    describe_take,
    describe_words,
    of_learner,
)
from .network import BandNetwork
from .spoken_text import SpokenText, TextSyllable, text_of_plan
from .targets import (
    MELODY,
    SYLLABLE,
    SYLLABLE_CHANCES,
    TAKE,
    WORD,
    WORD_CHANCES,
)

LEVELS = {
    "syllables": ((*SYLLABLE, *MELODY), SYLLABLE_CHANCES),
    "words": (WORD, WORD_CHANCES),
    "whole": (TAKE, ()),
}


@dataclass(frozen=True, slots=True)
class Expectation:
    """What was learnt of natives in general.

    Attributes
    ----------
    syllables, words, whole : BandNetwork
    between : mapping of str to float
        For each measure, which share of what natives differ by in a sentence is the
        sentence's own: common to its natives, and unknown from its text.
    card : mapping
        Whom it was learnt from.
    """

    syllables: BandNetwork
    words: BandNetwork
    whole: BandNetwork
    between: Mapping[str, float]
    card: Mapping[str, Any]

    def knows(self, style: str | None) -> bool:
        """Whether natives were heard performing a style."""
        return (style or NEUTRAL) in KNOWN_STYLES

    def profile_of(self, plan: PhrasePlan, style: str | None) -> NativeProfile | None:
        """Return how natives may be expected to say a phrase; a style may be unknown."""
        if not self.knows(style):
            return None
        text, around = (
            text_of_plan(plan),
            of_learner(style or NEUTRAL),
        )
        chances = self.words.bands(describe_words(text, around))[1]
        return NativeProfile(
            text=plan.text,
            style=style or NEUTRAL,
            source=self.card["source"],
            licence=self.card["licence"],
            accent=self.card["accent"],
            n_speakers=self.card["n_speakers"],
            n_recordings=self.card["n_takes"],
            n_female=self.card["n_female"],
            n_male=self.card["n_male"],
            profile_version=self.card["date"],
            engine_version=ENGINE_VERSION,
            syllables=self.syllables_of(text, around),
            word_accent_share=shares(chances, "accented"),
            nuclear_share=one_of(shares(chances, "nuclear")),
            pause_share=(*shares(chances, "pause")[:-1], 0.0),
            measures=self.measures_of(plan.text, text, around),
            evidence=Evidence.EXPECTED,
        )

    def syllables_of(
        self, text: SpokenText, around: list[float]
    ) -> tuple[SyllableProfile, ...]:
        """Return the expected profile of each syllable."""
        bands, chances = self.syllables.bands(describe_syllables(text, around))
        found = []
        for (at, index, syllable), own, (stressed,) in zip(
            text.syllables, bands, chances, strict=True
        ):
            by_name = dict(zip(self.syllables.targets, map(band_of, own), strict=True))
            is_alone = len(text.words[at].syllables) == 1
            found.append(
                SyllableProfile(
                    text=syllable.text,
                    word_index=at,
                    syllable_index=index,
                    stressed_share=stressed_share(syllable, float(stressed), is_alone),
                    duration=bounded("duration", by_name["duration"]),
                    f0=by_name["f0"],
                    level=by_name["level"],
                    prominence=Band(1.0, 1.0, 1.0)
                    if is_alone
                    else bounded("prominence", by_name["prominence"]),
                    melody=tuple(by_name[name] for name in MELODY),
                )
            )
        return tuple(found)

    def measures_of(
        self, written: str, text: SpokenText, around: list[float]
    ) -> dict[str, Band]:
        """Return the expected measures of the take as a whole.

        How a question of yes or no ends is not among them: the natives read hardly any,
        and what was learnt of other ends is a fall.
        """
        ((bands,), _) = self.whole.bands(describe_take(text, around)[None])
        named = dict(zip(self.whole.targets, map(band_of, bands), strict=True))
        if asks_yes_or_no(written):
            del named["final_movement_st"]
        return {name: bounded(name, named[name]) for name in MEASURES if name in named}

    def write(self, folder: Path) -> None:
        """Write tensors and card."""
        tensors = {
            name: tensor
            for level in LEVELS
            for name, tensor in getattr(self, level).tensors(level).items()
        }
        write_head(folder, tensors, {**self.card, "between": dict(self.between)})


@cache
def load_expectation() -> Expectation:
    """Return the expectation that ships with the engine."""
    return read_expectation(assets_folder("bands"))


def read_expectation(folder: Path) -> Expectation:
    """Read what ``write`` wrote.

    Raises
    ------
    CheckpointError
        The files are missing, or not those that the card names.
    """
    tensors, card = read_head(folder)
    networks = {
        level: BandNetwork.of(tensors, level, targets, chances)
        for level, (targets, chances) in LEVELS.items()
    }
    return Expectation(**networks, between=card["between"], card=card)


def stressed_share(syllable: TextSyllable, chance: float, is_alone: bool) -> float:
    """Return the share of natives who stress a syllable.

    Only natives who said the word overrule the dictionary.
    """
    if is_alone:
        return 1.0
    return max(chance, NATIVES_AGREE) if syllable.stress == 1 else chance


def band_of(percentiles: np.ndarray) -> Band:
    """Return three percentiles as a band."""
    low, median, high = (float(value) for value in percentiles)
    return Band(low, median, high)


def shares(chances: np.ndarray, name: str) -> tuple[float, ...]:
    """Return the chance of something for each word."""
    return tuple(float(c) for c in chances[:, WORD_CHANCES.index(name)])


def one_of(chances: tuple[float, ...]) -> tuple[float, ...]:
    """Scale chances of which exactly one comes true, so that they sum to 1."""
    total = sum(chances)
    return tuple(chance / total for chance in chances)
