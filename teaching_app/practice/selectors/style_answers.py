"""How often each style is answered, over everybody: does one come out of everything?

Nobody's own answers are told: what is counted comes from several learners or not at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from teaching_app.practice.models import Analysis

FEWEST_LEARNERS = 5
FEWEST_CLEAR = 50  # answers below which no share says anything
FAR_AHEAD = 0.3  # of the clear answers, beyond how often the style was chosen


@dataclass(frozen=True, slots=True)
class StyleAnswers:
    """Answers and choices since some day.

    Attributes
    ----------
    named : Mapping
        Style to how many takes sounded most like it, where that was clear.
    chosen : Mapping
        Style to how many takes were meant to sound like it.
    n_unclear : int
        Takes that got an honest "not clear".
    """

    named: Mapping[str, int]
    chosen: Mapping[str, int]
    n_unclear: int

    @property
    def n_clear(self) -> int:
        """How many takes sounded like one style."""
        return sum(self.named.values())

    @property
    def prevailing(self) -> str | None:
        """The style that is answered far more often than it is chosen, if one is."""
        if self.n_clear < FEWEST_CLEAR:
            return None
        n_chosen = max(1, sum(self.chosen.values()))
        ahead = {
            style: n / self.n_clear - self.chosen.get(style, 0) / n_chosen
            for style, n in self.named.items()
        }
        first = max(ahead, key=ahead.__getitem__)
        return first if ahead[first] >= FAR_AHEAD else None


def style_answers(since: datetime) -> StyleAnswers | None:
    """Count the answers since a moment; ``None`` where they are of too few learners."""
    rows = Analysis.objects.filter(
        state=Analysis.State.DONE,
        with_expression=True,
        report__expression__isnull=False,
        created_at__gte=since,
    ).values_list(
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
