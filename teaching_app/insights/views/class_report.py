"""The report of a class: what to do next, and the evidence for it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from teaching_app.insights.detectors import Pattern
from teaching_app.insights.feedback.patterns import in_words
from teaching_app.insights.presentation.class_page import page_of
from teaching_app.insights.selectors.class_report import patterns_of, report_of
from teaching_app.insights.selectors.training import phrases_that_train
from teaching_app.practice.access import Actor, Purpose
from teaching_app.schools import access
from teaching_app.schools.models import SchoolClass
from teaching_app.schools.permissions import teacher_required

from .lookups import class_for


@require_safe
@teacher_required
@never_cache
def class_report(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what to do next, with the evidence below."""
    school_class = class_for(request.user, public_id, Purpose.SEE)
    may_teach = access.classes_to(request.user, Purpose.CHANGE)
    context = {
        "school_class": school_class,
        "page": page_of(report_of(school_class)),
        "may_teach": may_teach.filter(pk=school_class.pk).exists(),
    }
    return render(request, "teacher/class_report.html", context)


@require_POST
@teacher_required
def assign(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Create a draft assignment that trains a pattern."""
    school_class = class_for(request.user, public_id, Purpose.CHANGE)
    key = request.POST.get("pattern", "")
    found = (p for p in patterns_of(school_class) if p.key == key)
    pattern = next(found, None)
    if pattern is None:
        messages.info(request, _("The class has moved on: that is no longer so."))
        return redirect("insights_class", school_class.public_id)
    draft_from(pattern, school_class, request.user)
    messages.success(
        request, _("The assignment is a draft: look it over, then publish it.")
    )
    return redirect("teach_assignments", school_class.public_id)


def draft_from(pattern: Pattern, school_class: SchoolClass, by: Actor) -> None:
    """Pass the pattern to train and its phrases to the assignments service."""
    from teaching_app.schools.services import assignments

    words = in_words(pattern)
    assignments.from_pattern(
        school_class=school_class,
        by=by,
        title=words.assignment,
        instructions=words.instructions,
        phrases=phrases_that_train(pattern, school_class),
    )
