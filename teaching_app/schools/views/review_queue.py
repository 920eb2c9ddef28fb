"""The Review tab: the queue, takes to confirm in bulk, and how the engine performs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from teaching_app.practice import feedback_policy
from teaching_app.practice.access import Purpose
from teaching_app.practice.answers import local_next
from teaching_app.practice.feedback.presentation import summarize
from teaching_app.practice.selectors import reports
from teaching_app.schools.access import classes_to
from teaching_app.schools.models import SchoolClass, Submission
from teaching_app.schools.permissions import teacher_required
from teaching_app.schools.selectors import overruled, review_queue
from teaching_app.schools.selectors.review_queue import Why
from teaching_app.schools.services import certainty, judgements

from .hidden_names import are_hidden, hide, shown_name

PER_PAGE = 25
CONFIRMED_AT_ONCE = 50


@require_safe
@teacher_required
@never_cache
def queue(request: HttpRequest) -> HttpResponse:
    """The queue across all of a teacher's classes."""
    return _queue(request, classes_to(request.user, Purpose.REVIEW), None)


@require_safe
@teacher_required
@never_cache
def class_queue(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The queue of one class."""
    school_class = _class(request, public_id)
    return _queue(request, _only(school_class), school_class)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
@never_cache
def confirm(request: HttpRequest) -> HttpResponse:
    """Show what the engine is certain of, and confirm the ticked takes."""
    school_class = _wanted_class(request)
    classes = _only(school_class) if school_class else _all(request)
    found = review_queue.to_confirm(classes)
    if request.method == "POST":
        return _confirmed(request, found, school_class)
    certainty.catch_up(review_queue.unnoted(classes))
    n_more = max(0, found.count() - CONFIRMED_AT_ONCE)
    rows = _rows(request, found[:CONFIRMED_AT_ONCE])
    context = {"rows": rows, "n_more": n_more, **_context(request, school_class)}
    return render(request, "teacher/review/confirm.html", context)


@require_POST
@teacher_required
def names(request: HttpRequest) -> HttpResponse:
    """Hide the learners' names while marking, or show them again."""
    hide(request, request.POST.get("hide") == "yes")
    return redirect(local_next(request) or "teach_queue")


@require_safe
@teacher_required
@never_cache
def overruled_findings(request: HttpRequest) -> HttpResponse:
    """How often teachers overrule each finding, in one's own classes."""
    lines = overruled.by_finding(_all(request))
    context = {"lines": lines, "overall": overruled.overall(lines)}
    return render(request, "teacher/review/overruled.html", context)


def _confirmed(
    request: HttpRequest,
    found: QuerySet[Submission],
    school_class: SchoolClass | None,
) -> HttpResponse:
    ticked = [value for value in request.POST.getlist("take") if _is_uuid(value)]
    chosen = found.filter(public_id__in=ticked[:CONFIRMED_AT_ONCE])
    done = judgements.confirm(submissions=chosen, author=request.user)
    sentence = ngettext("One take confirmed.", "%(n)d takes confirmed.", len(done))
    messages.success(request, sentence % {"n": len(done)})
    return redirect(_queue_url(school_class))


def _queue(
    request: HttpRequest,
    classes: QuerySet[SchoolClass],
    school_class: SchoolClass | None,
) -> HttpResponse:
    certainty.catch_up(review_queue.unnoted(classes))
    waiting = review_queue.waiting(classes)
    shows_reviewed = request.GET.get("show") == "reviewed"
    takes = review_queue.reviewed(classes) if shows_reviewed else waiting
    page = Paginator(takes, PER_PAGE).get_page(request.GET.get("page"))
    n_waiting = waiting.count() if shows_reviewed else page.paginator.count
    context = {
        "page": page,
        "rows": _rows(request, page.object_list),
        "shows_reviewed": shows_reviewed,
        "n_waiting": n_waiting,
        "n_to_confirm": review_queue.to_confirm(classes).count(),
        "n_pending": review_queue.n_pending(classes),
        **_context(request, school_class),
    }
    return render(request, "teacher/review/queue.html", context)


def _context(request: HttpRequest, school_class: SchoolClass | None) -> dict[str, Any]:
    return {
        "school_class": school_class,
        "queue_url": _queue_url(school_class),
        "scope": f"?class={school_class.public_id}" if school_class else "",
        "names_are_hidden": are_hidden(request),
    }


def _rows(request: HttpRequest, takes: QuerySet[Submission]) -> list[dict[str, Any]]:
    feedback_policy.prepare(take.analysis for take in takes if take.analysis)
    return [
        {
            "submission": take,
            "name": shown_name(request, take),
            "why": Why(take.why),
            "summary": summarize(
                reports.in_brief(take.analysis),
                state=take.analysis.state,
                unreadable=reports.trouble(take.analysis, in_brief=True),
            ),
        }
        for take in takes
    ]


def _queue_url(school_class: SchoolClass | None) -> str:
    if school_class is None:
        return reverse("teach_queue")
    return reverse("teach_review", args=[school_class.public_id])


def _all(request: HttpRequest) -> QuerySet[SchoolClass]:
    return classes_to(request.user, Purpose.REVIEW)


def _only(school_class: SchoolClass) -> QuerySet[SchoolClass]:
    return SchoolClass.objects.filter(pk=school_class.pk)


def _class(request: HttpRequest, public_id: UUID | str) -> SchoolClass:
    return get_object_or_404(_all(request), public_id=public_id)


def _wanted_class(request: HttpRequest) -> SchoolClass | None:
    """The class named in the URL; ``None`` stands for all of them."""
    wanted = request.GET.get("class", "")
    return _class(request, wanted) if _is_uuid(wanted) else None


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
