"""Takes aligned with words not said in them, as negative examples for confidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from emotion_engine.alignment.aligner import find_phones
from emotion_engine.alignment.phrase import PhrasePlan, plan_phrase
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError
from emotion_engine.models import models_of

from .hand_labelled import HandLabelledTake


@dataclass(frozen=True, slots=True)
class Misread:
    """A take aligned with another text than was said in it.

    ``said`` has for each word whether it was said; ``number`` is the take's index.
    """

    number: int
    take: HandLabelledTake
    said: tuple[bool, ...]


def misread_takes(
    takes: Sequence[HandLabelledTake], config: EngineConfig, seed: int
) -> list[Misread]:
    """Align each take once with one word replaced, and once with another phrase.

    A word is replaced by one with as many syllables. Takes in which such a text is not
    found at all are left out: the aligner already refuses those.
    """
    generator = np.random.default_rng(seed)
    misread = []
    for number, take in enumerate(takes):
        if not take.matches:
            continue
        for plan, said in wrong_plans(take, takes, generator):
            try:
                found = find_phones(take.waveform, plan, models_of(config).aligner)
            except AlignmentError:
                continue
            other = replace(take, plan=plan, found=found)
            misread.append(Misread(number, other, said))
    return misread


def wrong_plans(
    take: HandLabelledTake,
    takes: Sequence[HandLabelledTake],
    generator: np.random.Generator,
) -> Iterator[tuple[PhrasePlan, tuple[bool, ...]]]:
    """Draw a plan with one wrong word, and one with nothing but wrong words."""
    words = [word.spoken for word in take.plan.spoken_words]
    at = int(generator.integers(len(words)))
    alike = [
        word.spoken
        for other in takes
        for word in other.plan.spoken_words
        if len(word.syllables) == len(take.plan.spoken_words[at].syllables)
        and word.spoken not in {w.spoken for w in take.plan.spoken_words}
    ]
    if alike:
        words[at] = str(generator.choice(alike))
        plan = plan_phrase(" ".join(words))
        if len(plan.spoken_words) == len(words):
            yield plan, tuple(index != at for index in range(len(words)))
    others = [o.plan for o in takes if o.plan.text != take.plan.text]
    if others:
        plan = others[int(generator.integers(len(others)))]
        yield plan, (False,) * len(plan.spoken_words)
