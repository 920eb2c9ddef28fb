"""Train the probability that the aligner placed a word correctly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from emotion_engine.alignment.boundaries import (
    TOLERANCE_S,
    BoundaryModel,
    Placement,
)
from emotion_engine.alignment.confidence import ConfidenceModel, Durations, evidence
from emotion_engine.alignment.lexicon import is_vowel
from emotion_engine.errors import CorpusError

from .hand_labelled import HandLabelledTake
from .logistic import standardisation

SHARE_NOT_SAID = 0.05  # of words in training: in use, the phrase check comes first
STRENGTH = 1.0  # inverse of the penalty


@dataclass(frozen=True, slots=True)
class JudgedTake:
    """A take as aligned, and which of its words are right.

    Attributes
    ----------
    said : tuple of bool
        For each word whether it was said in the take at all.
    right : tuple of (bool or None)
        Whether it was said and all its vowels match the hand-labelled ones; ``None``
        if these differ in number.
    """

    take: HandLabelledTake
    placement: Placement
    said: tuple[bool, ...]
    right: tuple[bool | None, ...]

    @classmethod
    def of(
        cls,
        take: HandLabelledTake,
        model: BoundaryModel,
        said: Sequence[bool] | None = None,
    ) -> JudgedTake:
        """Align a take, and judge its words; by default all of them were said."""
        placement = model.place(take.waveform, take.outline)
        said = tuple(said or (True,) * len(take.found))
        right: tuple[bool | None, ...] = (False,) * len(said)
        if any(said):
            lies = vowels_lie_right(take, placement.times_s)
            right = tuple(
                ok if was else False for ok, was in zip(lies, said, strict=True)
            )
        return cls(take, placement, said, right)

    def evidence(self, usual: Durations) -> np.ndarray:
        """Describe every word, shape (n_words, n_names)."""
        return evidence(self.take.found, self.take.outline, self.placement, usual)

    def judge(self, model: ConfidenceModel) -> np.ndarray:
        """Return a model's probability of each word, shape (n_words,)."""
        return model(self.take.found, self.take.outline, self.placement)


def vowels_lie_right(
    take: HandLabelledTake, times_s: np.ndarray
) -> Iterator[bool | None]:
    """Return for every word whether its vowels match the hand-labelled ones."""
    edges = iter(take.outline.edges)
    for phones, word in zip(take.found, take.hand, strict=True):
        own = [next(edges) for _ in phones]
        placed = [
            times_s[list(edge)]
            for edge, phone in zip(own, phones, strict=True)
            if is_vowel(phone.label)
        ]
        if len(placed) != len(word.nuclei):
            yield None
            continue
        true = [(nucleus.start_s, nucleus.end_s) for nucleus in word.nuclei]
        errors_s = np.abs(np.array(placed) - np.array(true))
        yield bool(np.max(errors_s, initial=0.0) <= TOLERANCE_S)


def fit_confidence(takes: Sequence[JudgedTake]) -> ConfidenceModel:
    """Fit the weights; by weight, one word in twenty was not said.

    Of takes with a wrong word only that word is used: the others are included already.
    """
    every = [take for take in takes if all(take.said)]
    usual = Durations.of([word for take in every for word in take.take.found])
    rows = np.concatenate([take.evidence(usual) for take in takes])
    right = [ok for take in takes for ok in take.right]
    known = np.array([ok is not None for ok in right])
    whole = np.array([all(take.said) for take in takes for _ in take.said])
    said = np.array([was for take in takes for was in take.said])
    counts = np.where(whole & known, 1.0, 0.0)
    share = SHARE_NOT_SAID / (1 - SHARE_NOT_SAID)
    counts[~said] = share * counts.sum() / max(1, (~said).sum())
    used = counts > 0
    target = np.array([bool(ok) for ok in right])[used]
    if len(set(target)) < 2:
        raise CorpusError(
            "All words lie right, or none: nothing can be learnt from it."
        )
    mean, scale = standardisation(rows[used])
    fitted = LogisticRegression(C=STRENGTH, max_iter=1000).fit(
        (rows[used] - mean) / scale, target, sample_weight=counts[used]
    )
    weights = fitted.coef_[0] / scale
    return ConfidenceModel(usual, weights, float(fitted.intercept_[0] - mean @ weights))
