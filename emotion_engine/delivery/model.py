"""How expert raters would rate a take, its words and its sounds.

Trained on speechocean762 (Zhang et al., Interspeech 2021), whose raters judged
utterances and words from 0 to 10 and marked single phones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from emotion_engine.encoders.base import AcousticEncoder
from emotion_engine.encoders.fit import require_encoder
from emotion_engine.encoders.linear_head import LinearHead
from emotion_engine.errors import CheckpointError
from emotion_engine.results import (
    DeliveryResult,
    PhoneSegment,
    ScoreEstimate,
    WordResult,
)
from emotion_engine.weights.shipped import assets_folder, read_head, write_head

from .bounds import bounded_by_share
from .confusions import is_plausible
from .describe import Describer
from .exchanged import Exchanged, exchanged_in
from .native_phones import heard_instead
from .network import (
    UTTERANCE_ASPECTS,
    DeliveryNetwork,
    DeliveryShape,
    batch_of,
)
from .phones import phone_name
from .ridge import HIGHEST, LOWEST
from .spoken import LAYERS, UPPER_LAYERS, SpokenPhones

RIGHT = 2.0  # the score of a phone in which no expert heard a fault
# Words above this accuracy are not reported, whatever the card says: of 100 takes by
# learners nine of ten reported below it were rated as wrong, and one in ten above.
REPORTED_BELOW = 6.5
SPOILT = 1.5  # below this, most experts hear at least an accent
WRONG = 0.5  # of a sound that was surely another
# What the card must say of the layers that ``spoken`` gathers.
READS = {"layers": list(LAYERS), "upper_layers": list(UPPER_LAYERS)}
RATED = (*UTTERANCE_ASPECTS, "word_accuracy", "phone")


@dataclass(frozen=True, slots=True)
class RatedTake:
    """Scores on the experts' scales.

    Attributes
    ----------
    phones : float array, shape (n_phones,)
        From 0 (wrong) to 2 (right).
    words : float array, shape (n_words, 2)
        ``WORD_ASPECTS`` from 0 to 10.
    utterance : float array, shape (5,)
        ``UTTERANCE_ASPECTS`` from 0 to 10.
    instead : list of str
        The phone, other than the expected one, that each sounds most like.
    posteriors : float array, shape (n_phones, len(PHONES))
        Log posteriors of a native's phones.
    """

    phones: np.ndarray
    words: np.ndarray
    utterance: np.ndarray
    instead: list[str | None]
    posteriors: np.ndarray


@dataclass(frozen=True)
class Raters:
    """An ensemble of networks and a ridge regression.

    Attributes
    ----------
    ridge : LinearHead
        Rates the take by its pooled layers; averaged with the networks.
    """

    describer: Describer
    networks: tuple[DeliveryNetwork, ...]
    ridge: LinearHead

    def __call__(self, takes: Sequence[SpokenPhones]) -> list[RatedTake]:
        """Rate takes, each with at least one phone."""
        described = [self.describer(take) for take in takes]
        whole = self.ridge(np.stack([take.pooled for take in takes]))
        batch = batch_of(described)
        rated = [network.rate(batch) for network in self.networks]
        phones, words, utterance = (
            torch.stack(parts).mean(0).numpy() for parts in zip(*rated, strict=True)
        )
        utterance = np.clip((utterance + whole) / 2, LOWEST, HIGHEST)
        return [
            RatedTake(
                phones=np.clip(phones[i, : len(take.phones)], LOWEST, RIGHT),
                words=np.clip(words[i, : len(take.evidence)], LOWEST, HIGHEST),
                utterance=utterance[i],
                instead=heard_instead(take.posteriors, take.phones),
                posteriors=take.posteriors,
            )
            for i, take in enumerate(described)
        ]

    def tensors(self) -> dict[str, np.ndarray]:
        """Return the tensors to be stored in a checkpoint, in half precision."""
        named = {f"ridge.{k}": v for k, v in self.ridge.tensors().items()}
        named |= self.describer.tensors()
        for i, network in enumerate(self.networks):
            state = network.state_dict()
            named |= {f"network.{i}.{k}": v.numpy() for k, v in state.items()}
        return {name: halved(tensor) for name, tensor in named.items()}

    @classmethod
    def of(cls, tensors: Mapping[str, np.ndarray], card: Mapping[str, Any]) -> Raters:
        """Build them from a checkpoint and its card."""
        networks = []
        for i in range(card["n_networks"]):
            network = DeliveryNetwork(DeliveryShape(**card["network"]))
            own = below(f"network.{i}", tensors)
            network.load_state_dict({k: torch.from_numpy(v) for k, v in own.items()})
            networks.append(network.eval())
        ridge = LinearHead.of(below("ridge", tensors), card["ridge"])
        return cls(Describer.of(tensors), tuple(networks), ridge)

    def to_card(self) -> dict[str, Any]:
        """Return the entries of the card from which the raters can be rebuilt."""
        return {
            "n_networks": len(self.networks),
            "network": asdict(self.networks[0].shape),
            "ridge": self.ridge.input.to_card(),
        }


def halved(tensor: np.ndarray) -> np.ndarray:
    """Convert weights to half precision; means subtracted from inputs stay in full."""
    return np.float16(tensor) if tensor.ndim > 1 else np.float32(tensor)


def below(name: str, tensors: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return the tensors of one part, in full precision."""
    start = f"{name}."
    return {
        key.removeprefix(start): np.float32(tensor)
        for key, tensor in tensors.items()
        if key.startswith(start)
    }


@dataclass(frozen=True)
class DeliveryModel:
    """The raters, their repeatability, and when a word is reported as unclear.

    Attributes
    ----------
    repeatability : mapping of ``RATED`` to float
        Half-width within which 95 % of the scores of one take lie when only level,
        noise, codec or timing change.
    unclear_below : float
        Words with a lower accuracy are reported.
    """

    name: str
    raters: Raters
    repeatability: Mapping[str, float]
    unclear_below: float

    def predict(
        self,
        spoken: SpokenPhones,
        words: Sequence[WordResult],
        *,
        with_hiss: bool = True,
    ) -> tuple[DeliveryResult, tuple[WordResult, ...]]:
        """Rate one take; the words are returned with their scores.

        ``with_hiss`` says whether the recording is wide enough to tell consonants apart.
        """
        (rated,) = self.raters([spoken])
        utterance = {
            aspect: self.estimate(aspect, score)
            for aspect, score in zip(UTTERANCE_ASPECTS, rated.utterance, strict=True)
        }
        judged = tuple(self.judge(word, spoken, rated, with_hiss) for word in words)
        return DeliveryResult(**utterance), judged

    def estimate(self, aspect: str, score: float) -> ScoreEstimate:
        """Give a score from 0 to 10 its interval."""
        half = self.repeatability[aspect]
        low, high = max(score - half, LOWEST), min(score + half, HIGHEST)
        return ScoreEstimate(float(score), float(low), float(high))

    def judge(
        self,
        word: WordResult,
        spoken: SpokenPhones,
        rated: RatedTake,
        with_hiss: bool,
    ) -> WordResult:
        """Add to a word the estimated ratings of it and of its sounds.

        A sound that was surely another makes a word unclear, whatever raters would say.
        """
        own = np.flatnonzero(spoken.words == word.index)
        accuracy = float(rated.words[word.index, 0])
        clear = accuracy >= min(self.unclear_below, REPORTED_BELOW)
        exchanged = exchanged_in(word, rated.posteriors[own], with_hiss=with_hiss)
        places = iter(zip(own, exchanged, strict=False))
        syllables = tuple(
            replace(
                syllable,
                phones=tuple(
                    heard(
                        phone,
                        float(rated.phones[i]),
                        rated.instead[i],
                        other,
                        clear=clear,
                    )
                    for phone, (i, other) in zip(syllable.phones, places, strict=False)
                ),
            )
            for syllable in word.syllables
        )
        n_wrong = sum(other is not None and other.is_sure for other in exchanged)
        judged = replace(
            word,
            syllables=syllables,
            accuracy=self.estimate("word_accuracy", accuracy),
            clear=clear and not n_wrong,
        )
        return bounded_by_share(judged, n_wrong) if n_wrong else judged

    def write(self, folder: Path, card: dict[str, Any]) -> None:
        """Save the model with its card, to which it adds what loading needs."""
        settings = {
            "name": self.name,
            **READS,
            "repeatability": dict(self.repeatability),
            "unclear_below": self.unclear_below,
            **self.raters.to_card(),
        }
        write_head(folder, self.raters.tensors(), settings | card)

    @classmethod
    def read(cls, folder: Path) -> DeliveryModel:
        """Load what ``write`` saved; ``CheckpointError`` where that is not possible."""
        tensors, card = read_head(folder)
        if any(card.get(key) != layers for key, layers in READS.items()):
            raise CheckpointError(
                f"The raters in {folder} do not read these layers: train them again."
            )
        try:
            return cls(
                card["name"],
                Raters.of(tensors, card),
                {aspect: card["repeatability"][aspect] for aspect in RATED},
                card["unclear_below"],
            )
        except (KeyError, TypeError, RuntimeError) as error:
            raise CheckpointError(f"{folder} holds no raters: {error}") from None


def heard(
    phone: PhoneSegment,
    score: float,
    instead: str | None,
    exchanged: Exchanged | None = None,
    *,
    clear: bool = False,
) -> PhoneSegment:
    """Add a phone's score, and what it was heard as where that is another sound.

    In a word that is clear otherwise only an exchanged sound is named. In any other also
    the likeliest, where people say it for the expected one, which is not rated as right.
    """
    if exchanged is not None:
        most = WRONG if exchanged.is_sure else RIGHT
        return replace(phone, score=min(score, most), heard_as=exchanged.heard_as)
    is_other = instead is not None and is_plausible(phone_name(phone.label), instead)
    named = instead if is_other and score < SPOILT and not clear else None
    return replace(phone, score=score, heard_as=named)


def load_delivery(encoder: AcousticEncoder) -> DeliveryModel:
    """Load the shipped model, which must be for this encoder.

    Raises
    ------
    CheckpointError
        It was trained on another encoder, or wants layers that it does not have.
    """
    folder = assets_folder("delivery")
    _, card = read_head(folder)
    require_encoder(card, folder, encoder, layers=LAYERS)
    return DeliveryModel.read(folder)
