"""How sure the machine must be before a take's learner or teacher is told something.

Practice tells what the engine found. Other applications, which practice never imports,
may have takes told otherwise, e.g. those that were handed in to a class::

    @telling.supply
    def as_the_class_wants(analyses: Collection[int]) -> Mapping[int, TellingPolicy]:
        ...

What is stored of a take is never changed by this: ``feedback.telling`` makes of a report
what is told of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from .models import Analysis


@dataclass(frozen=True, slots=True)
class TellingPolicy:
    """What is told of a take; the default is what the engine found, and no other.

    Attributes
    ----------
    elsewhere_from, unclear_from : float or None
        From which lead on a word's stress is told to be elsewhere, or unclear. The lead
        is the logarithm of how many times as prominent the strongest syllable is as
        the one where the stress belongs; below both, nothing is said of the word's
        stress. ``None``: as the engine judged.
    unclear_below : float or None
        A word's sounds are called unclear only below this accuracy (0 to 10).
    least_severity : float
        What is less severe (0 to 1) is not told; what is wrong with the recording is.
    accepted : frozenset of (str, int)
        Words, as ``bare`` has them, with a syllable, counted from 0, whose stress is
        right too.
    """

    elsewhere_from: float | None = None
    unclear_from: float | None = None
    unclear_below: float | None = None
    least_severity: float = 0.0
    accepted: frozenset[tuple[str, int]] = frozenset()


AS_FOUND = TellingPolicy()


def bare(word: str) -> str:
    """Return a word in lower case, without the marks around it.

    >>> bare("“Garage,”")
    'garage'
    """
    letters = word.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return "".join(c for c in letters if c.isalnum() or c in "'-").strip("'-")


Source = Callable[[Collection[int]], Mapping[int, TellingPolicy]]
_sources: list[Source] = []


def supply(source: Source) -> Source:
    """Register who knows policies: by key of the analysis, of those that have one."""
    _sources.append(source)
    return source


def policy_of(analysis: Analysis) -> TellingPolicy:
    """How a take is told; asked for once for each row that was read."""
    if "_telling_policy" not in analysis.__dict__:
        prepare([analysis])
    policy: TellingPolicy = analysis.__dict__["_telling_policy"]
    return policy


def prepare(analyses: Iterable[Analysis]) -> None:
    """Find the policies of many takes at once, before they are told one by one."""
    rows = {analysis.pk: analysis for analysis in analyses}
    found: dict[int, TellingPolicy] = {}
    for source in _sources if rows else ():
        found |= source(list(rows))
    for pk, analysis in rows.items():
        analysis.__dict__["_telling_policy"] = found.get(pk, AS_FOUND)
