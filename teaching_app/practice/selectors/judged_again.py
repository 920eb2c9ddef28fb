"""Results of one take by natives of different times: the first and those after it.

A result keeps the natives it was judged by. The same recording may be judged again once
there are others, which makes a further analysis of it and leaves the first as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from teaching_app.practice.models import Analysis, NativeProfile

from . import consents, native_profiles


@dataclass(frozen=True, slots=True)
class Results:
    """All results of one take; ``newer`` are natives that none of them knows."""

    first: Analysis
    latest: Analysis
    newer: NativeProfile | None

    @property
    def are_several(self) -> bool:
        """Whether the take was judged again."""
        return self.latest.pk != self.first.pk

    @property
    def may_be_judged_again(self) -> bool:
        """Whether there is something to judge it by, and it is there to be judged."""
        recording = self.first.recording
        return (
            self.newer is not None
            and bool(recording.file)
            and consents.may_record(recording.owner)
        )


def results_of(analysis: Analysis) -> Results:
    """Find the results of the take that an analysis is of."""
    first = analysis.judges_again or analysis
    again = first.judged_again.select_related("recording__phrase")
    latest = again.order_by("-pk").first() or first
    is_done = latest.state == Analysis.State.DONE
    newer = native_profiles.newer_than(latest) if is_done else None
    return Results(first, latest, newer)
