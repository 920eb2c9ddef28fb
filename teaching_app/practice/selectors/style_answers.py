"""How often each style is recognised over all learners, to notice one that dominates.

No individual's results are exposed: counts come from several learners or are withheld.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from teaching_app.practice.access import FEWEST_LEARNERS
from teaching_app.practice.models import Analysis

FEWEST_CLEAR = 50  # results below which no share is meaningful
FAR_AHEAD = 0.3  # share of the clear results, beyond how often the style was chosen


@dataclass(frozen=True, slots=True)
class StyleAnswers:
    """Results and choices since a given day.

    Attributes
    ----------
    named : Mapping
        Style to the number of takes that clearly sounded most like it.
    chosen : Mapping
        Style to the number of takes that were meant to sound like it.
    n_unclear : int
        Number of takes with the result "not clear".
    """

    named: Mapping[str, int]
    chosen: Mapping[str, int]
    n_unclear: int

    @property
    def n_clear(self) -> int:
        """Number of takes that sounded clearly like some style."""
        return sum(self.named.values())

    @property
    def prevailing(self) -> str | None:
        """The style that is recognised far more often than chosen, if any."""
        if self.n_clear < FEWEST_CLEAR:
            return None
        n_chosen = max(1, sum(self.chosen.values()))
        ahead = {
            style: n / self.n_clear - self.chosen.get(style, 0) / n_chosen
            for style, n in self.named.items()
        }
        first = max(ahead, key=ahead.__getitem__)
        return first if ahead[first] >= FAR_AHEAD else None


def style_answers(since: datetime, *, newest: int | None = None) -> StyleAnswers | None:
    """Count the results since a given time; ``None`` if from too few learners.

    ``newest`` bounds how many of them are read.
    """
    found = Analysis.objects.filter(
        state=Analysis.State.DONE,
        judges_again=None,
        with_expression=True,
        report__expression__isnull=False,
        created_at__gte=since,
    )
    if newest is not None:
        found = found.order_by("-created_at")[:newest]
    rows = found.values_list(
        "style",
        "report__expression__clear",
        "report__expression__sounds_like",
        "recording__owner",
    )
    named: Counter[str] = Counter()
    chosen: Counter[str] = Counter()
    learners: set[int] = set()
    n_unclear = 0
    for style, is_clear, sounds_like, learner in rows.iterator():
        learners.add(learner)
        chosen.update([style] if style else [])
        named.update([sounds_like] if is_clear else [])
        n_unclear += not is_clear
    if len(learners) < FEWEST_LEARNERS:
        return None
    return StyleAnswers(named, chosen, n_unclear)
