"""Every way of learning styles that can be compared, by name; built when asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError

from .learners import Learner


def transfer(config: EngineConfig) -> Learner:
    """Frozen encoder and logistic regression."""
    from .feature_cache import FeatureCache
    from .transfer import TransferLearner

    return TransferLearner(FeatureCache.of(config))


def handmade(config: EngineConfig) -> Learner:
    """Functionals and a support vector machine."""
    from .handmade import HandmadeLearner

    return HandmadeLearner(limits=config.limits)


LEARNERS: dict[str, Callable[[EngineConfig], Learner]] = {
    "transfer": transfer,
    "hand-made features + SVM": handmade,
}


def build_learners(names: Sequence[str], config: EngineConfig) -> list[Learner]:
    """Build learners by name; ``CorpusError`` names those there are."""
    if unknown := [name for name in names if name not in LEARNERS]:
        known = ", ".join(LEARNERS)
        raise CorpusError(f"No learner {unknown[0]!r}; there are: {known}.")
    return [LEARNERS[name](config) for name in names]
