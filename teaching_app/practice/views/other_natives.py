"""A result beside those of the same take by natives of another time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from teaching_app.practice import feedback_policy
from teaching_app.practice.feedback.changes import Change, compare_takes
from teaching_app.practice.models import Analysis
from teaching_app.practice.selectors import judged_again, reports
from teaching_app.practice.selectors.judged_again import Results

EXPECTED = "expected"  # kind of a reference


@dataclass(frozen=True, slots=True)
class OtherResult:
    """Another result of the take: when it was judged, and by how many natives.

    0 where none of them had said the phrase; ``is_expected`` if natives of other
    sentences stood for them.
    """

    url: str
    judged_at: datetime
    n_natives: int
    is_expected: bool


@dataclass(frozen=True, slots=True)
class OtherNatives:
    """What the page says of other natives.

    ``other`` is the first result on the page of a later one, else the latest.
    ``change`` is from the first to the later one, if both are known. ``n_newer`` counts
    the natives it may be judged by, at ``again_url``.
    """

    is_later: bool
    other: OtherResult | None
    change: Change | None
    n_newer: int
    again_url: str


def other_natives_of(analysis: Analysis) -> OtherNatives | None:
    """Return what to say; ``None`` where the natives are those of the result."""
    if not reports.is_judged(analysis):
        return None
    results = judged_again.results_of(analysis)
    n_newer = _n_newer(results)
    if not (results.are_several or n_newer):
        return None
    is_later = analysis.judges_again_id is not None
    other = results.first if is_later else results.latest
    return OtherNatives(
        is_later=is_later,
        other=_other(other) if results.are_several else None,
        change=_change(analysis, other) if results.are_several else None,
        n_newer=n_newer,
        again_url=reverse("judge_take_again", args=[analysis.public_id]),
    )


def _n_newer(results: Results) -> int:
    if results.newer is None or not results.may_be_judged_again:
        return 0
    return results.newer.n_speakers


def _other(analysis: Analysis) -> OtherResult:
    report = reports.in_brief(analysis)
    reference = report.reference if report else None
    is_expected = reference is not None and reference.kind == EXPECTED
    return OtherResult(
        url=reverse("feedback", args=[analysis.public_id]),
        judged_at=analysis.finished_at or analysis.created_at,
        n_natives=reference.n_speakers if reference and not is_expected else 0,
        is_expected=is_expected,
    )


def _change(analysis: Analysis, other: Analysis) -> Change | None:
    """What changed from the first result to the later one."""
    feedback_policy.prepare([analysis, other])
    if not reports.is_judged(other):
        return None
    first, later = sorted((analysis, other), key=lambda one: one.pk)
    then, now = reports.in_brief(first), reports.in_brief(later)
    return compare_takes(now, then) if then and now else None
