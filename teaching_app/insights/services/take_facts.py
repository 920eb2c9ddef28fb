"""Store, rebuild and clear facts of takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.db.models import QuerySet

from teaching_app.insights.facts.of_take import values_of
from teaching_app.insights.models import TakeFact
from teaching_app.practice.models import Analysis, Learner
from teaching_app.practice.selectors import reports
from teaching_app.schools.models import LiveTake, Submission

AT_ONCE = 200
NO_STYLE = {"style_wanted": "", "style_heard": "", "style_match": None}


def keep(*, analysis: Analysis) -> TakeFact | None:
    """Store the facts of a take, replacing earlier ones; ``None`` without a report."""
    with transaction.atomic():
        kept = _made([analysis])
        return kept[0] if kept else None


def rebuild(
    takes: QuerySet[Analysis] | None = None, *, at_once: int = AT_ONCE
) -> Iterator[int]:
    """Rebuild the facts of finished takes; yields the number of takes done so far."""
    takes = Analysis.objects.all() if takes is None else takes
    keys = list(
        takes.filter(state=Analysis.State.DONE, judges_again=None)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    for start in range(0, len(keys), at_once):
        some = keys[start : start + at_once]
        found = Analysis.objects.filter(pk__in=some).select_related("recording")
        with transaction.atomic():
            _made(list(found.order_by("pk")))
        yield start + len(some)


def mark_required(*, analysis_id: int) -> None:
    """Mark a take as handed in after its analysis, and clear its style."""
    voluntary = TakeFact.objects.filter(analysis=analysis_id, is_required=False)
    voluntary.update(is_required=True, **NO_STYLE)


def forget_styles(*, learner: Learner) -> None:
    """Clear the styles in all takes of a learner."""
    TakeFact.objects.filter(learner=learner).update(**NO_STYLE)


def _made(takes: Sequence[Analysis]) -> list[TakeFact]:
    """Facts of the takes whose report can be read, in place of those they had.

    Rows of a newer engine wait for it.
    """
    required = _required(takes)
    TakeFact.objects.filter(analysis__in=[take.pk for take in takes]).delete()
    facts = [
        TakeFact(
            analysis=take,
            **values_of(take, report, is_required=take.pk in required),
        )
        for take in takes
        if take.state == Analysis.State.DONE
        and (report := reports.visible(take)) is not None
    ]
    return TakeFact.objects.bulk_create(facts)


def _required(takes: Sequence[Analysis]) -> set[int]:
    """Keys of those that a teacher asked for.

    Of a live round only the newest take of each learner is linked; that an earlier one
    was asked for, too, its fact knows.
    """
    keys = [take.pk for take in takes]
    known = TakeFact.objects.filter(analysis__in=keys, is_required=True)
    return set(known.values_list("analysis", flat=True)) | {
        key
        for model in (Submission, LiveTake)
        for key in model.objects.filter(analysis__in=keys).values_list(
            "analysis", flat=True
        )
    }
