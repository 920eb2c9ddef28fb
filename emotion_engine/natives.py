"""The facade's natives: their takes measured, and the profiles made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from .config import EngineConfig
from .errors import EngineError
from .phrases import plan_phrase
from .profiles.natives import NativeTake, Origin
from .profiles.store import NativeProfile
from .request import UtteranceRequest
from .results import NativeDoubt, NativeMeasures


def shipped_profiles(licence: str = "full") -> tuple[NativeProfile, ...]:
    """Return the native profiles that come with the engine.

    With ``licence`` ``open`` those of recordings that forbid commercial use are left out.
    """
    from .profiles.store import shipped_profiles as shipped

    return shipped(licence)


def find_profile(text: str, style: str | None) -> NativeProfile | None:
    """Return the shipped profile of this phrase in this style, if there is one."""
    from .profiles.store import find_profile as find

    return find(text, style)


def measure_natives(
    requests: Sequence[UtteranceRequest],
    *,
    config: EngineConfig,
    on_outcome: Callable[[int, NativeMeasures | EngineError], None] | None = None,
) -> list[NativeMeasures | EngineError]:
    """Check takes of natives, and measure them as native profiles need it.

    Parameters
    ----------
    requests : sequence of UtteranceRequest
        The takes, each with the text that should be said and, if need be, its stress.
    on_outcome : callable, optional
        Called with the index of a request and its outcome as soon as that is known.

    Returns
    -------
    list of NativeMeasures or EngineError
        As ``analyze_utterances``: a take with a ``reason`` is of no use, an error is a
        file that is no recording, a text that is no phrase, or a lack of memory.

    Raises
    ------
    CheckpointError
        As ``analyze_utterances``.
    """
    from .memory import release_unused_memory
    from .native_takes import measure_all

    try:
        return measure_all(requests, config=config, on_outcome=on_outcome)
    finally:
        release_unused_memory()


def doubts_about(
    measured: NativeMeasures,
    *,
    style: str,
    stress: Mapping[int, int | str] | None = None,
    profile: NativeProfile | None = None,
) -> tuple[NativeDoubt, ...]:
    """Return what a person should listen for in a native's take.

    Parameters
    ----------
    style : str
        The style that was meant, one of ``STYLES``.
    profile : NativeProfile, optional
        The other natives of the phrase; without it the take is compared with what is
        expected of natives, if something is in this style.
    """
    from .profiles.expected.expectation import load_expectation
    from .profiles.outliers import outliers

    plan = plan_phrase(measured.text, stress)
    others = profile or load_expectation().profile_of(plan, style)
    return (*measured.doubts, *(outliers(measured, others) if others else ()))


def profile_of_natives(
    takes: Sequence[NativeTake],
    *,
    origin: Origin,
    stress: Mapping[int, int | str] | None = None,
) -> NativeProfile | None:
    """Describe how natives say one phrase in one style; ``None`` for too few of them.

    Fewer than twenty speakers are weighed against what is expected of natives, if
    something is in this style.

    Parameters
    ----------
    takes : sequence of NativeTake
        All of one text and one style; at least one.
    """
    from .profiles.expected.expectation import load_expectation
    from .profiles.spoken import describe

    plan = plan_phrase(takes[0].text, stress)
    return describe(takes, origin, load_expectation(), plan=plan)
