"""The learners of styles that can be compared, by name, built on request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError

if TYPE_CHECKING:
    from .learners import Learner


def transfer(config: EngineConfig) -> Learner:
    """Frozen encoder and logistic regression."""
    from .feature_cache import FeatureCache
    from .transfer import TransferLearner

    return TransferLearner(FeatureCache.of(config))


def hand_crafted(config: EngineConfig) -> Learner:
    """Functionals and a support vector machine."""
    from .hand_crafted import HandCraftedLearner

    return HandCraftedLearner(limits=config.limits)


CURVE = ("transfer", "hand-made features + SVM", "cnn scratch")
STRATEGIES = ("cnn scratch", "cnn frozen", "cnn single-stage", "cnn two-stage")


def strategy(name: str, config: EngineConfig) -> Learner:
    """Build the CNN over log-mel spectrograms, trained by one of its strategies."""
    from emotion_engine.encoders.device import choose_device

    from .cnn.learners import cnn_learners

    device, _ = choose_device(config)
    return next(one for one in cnn_learners(device) if one.name == name)


LEARNERS: dict[str, Callable[[EngineConfig], Learner]] = {
    "transfer": transfer,
    "hand-made features + SVM": hand_crafted,
    **{name: partial(strategy, name) for name in STRATEGIES},
}


def build_learners(names: Sequence[str], config: EngineConfig) -> list[Learner]:
    """Build learners by name; ``CorpusError`` names those there are."""
    if unknown := [name for name in names if name not in LEARNERS]:
        known = ", ".join(LEARNERS)
        raise CorpusError(f"No learner {unknown[0]!r}; there are: {known}.")
    return [LEARNERS[name](config) for name in names]
