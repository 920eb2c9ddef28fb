"""The profile of a phrase that was said by as many natives as there are."""

from __future__ import annotations

from collections.abc import Sequence

from emotion_engine.alignment.phrase import PhrasePlan, plan_phrase

from .build import MIN_SPEAKERS, build_profile, of_usual_shape
from .combine import FEW, combine
from .expected.expectation import Expectation
from .natives import NativeTake, Origin
from .store import NativeProfile

FEWEST_COMBINED = 3  # speakers who are worth weighing against the expectation


def describe(
    takes: Sequence[NativeTake],
    origin: Origin,
    expectation: Expectation | None,
    *,
    plan: PhrasePlan | None = None,
) -> NativeProfile | None:
    """Describe takes of one phrase in one style; ``None`` with too few speakers.

    Parameters
    ----------
    expectation : Expectation, optional
        What few speakers are weighed against. Without it, and for a style that it does
        not know, ``MIN_SPEAKERS`` are needed.
    plan : PhrasePlan, optional
        How the phrase is to be read, where the dictionary does not decide.
    """
    alike = of_usual_shape(takes)
    n_speakers = len({take.speaker for take in alike})
    plan, style = plan or plan_phrase(takes[0].text), takes[0].style
    expected = expectation.profile_of(plan, style) if expectation else None
    if expectation and expected and FEWEST_COMBINED <= n_speakers < FEW:
        return combine(alike, expected, origin, expectation.between)
    return build_profile(alike, origin) if n_speakers >= MIN_SPEAKERS else None
