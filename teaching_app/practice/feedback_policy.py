"""How certain the engine must be before something is reported to learner or teacher.

By default practice reports what the engine found. Other applications, which practice
never imports, may have takes reported differently, e.g. those submitted to a class::

    @feedback_policy.supply
    def as_the_class_wants(analyses: Collection[int]) -> Mapping[int, FeedbackPolicy]:
        ...

Stored reports are never changed by this: ``feedback.policy`` applies a policy to a
report when it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from .models import Analysis


@dataclass(frozen=True, slots=True)
class FeedbackPolicy:
    """What is reported of a take; by default exactly what the engine found.

    Attributes
    ----------
    elsewhere_from : float or None
        Stress that the engine found elsewhere is told from this lead on, where that is
        more than the engine asks for itself. The lead is the logarithm of the ratio of
        prominence between the strongest and the expected syllable.
    asks_from : float or None
        From this lead on, stress of which nothing is told is asked about; below, nothing
        is said of it. ``None``: the engine's own questions. Infinite: nothing is asked,
        of sounds neither.
    unclear_below : float or None
        A word's sounds are reported as unclear only below this accuracy (0 to 10).
    least_severity : float
        Less severe findings (0 to 1) are not told, except on the recording.
    accepted : frozenset of (str, int)
        Words, normalised by ``bare``, with a syllable (from 0) that may be stressed
        too.
    """

    elsewhere_from: float | None = None
    asks_from: float | None = None
    unclear_below: float | None = None
    least_severity: float = 0.0
    accepted: frozenset[tuple[str, int]] = frozenset()


AS_FOUND = FeedbackPolicy()


def bare(word: str) -> str:
    """Return a word in lower case, without the punctuation around it.

    >>> bare("“Garage,”")
    'garage'
    """
    letters = word.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return "".join(c for c in letters if c.isalnum() or c in "'-").strip("'-")


Source = Callable[[Collection[int]], Mapping[int, FeedbackPolicy]]
_sources: list[Source] = []


def supply(source: Source) -> Source:
    """Register a source of policies: it maps primary keys of analyses to policies."""
    _sources.append(source)
    return source


def policy_of(analysis: Analysis) -> FeedbackPolicy:
    """Return the policy of a take, looked up once for each row that was read."""
    if "_feedback_policy" not in analysis.__dict__:
        prepare([analysis])
    policy: FeedbackPolicy = analysis.__dict__["_feedback_policy"]
    return policy


def prepare(analyses: Iterable[Analysis]) -> None:
    """Look up the policies of many takes at once, before they are applied singly."""
    rows = [(_first_of(analysis), analysis) for analysis in analyses]
    found: dict[int, FeedbackPolicy] = {}
    for source in _sources if rows else ():
        found |= source(list(dict.fromkeys(pk for pk, _ in rows)))
    for pk, analysis in rows:
        analysis.__dict__["_feedback_policy"] = found.get(pk, AS_FOUND)


def _first_of(analysis: Analysis) -> int:
    """The key of a take's first result: one judged again is reported like that."""
    return analysis.judges_again_id or analysis.pk
