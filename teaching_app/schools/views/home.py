"""A teacher's home page: the classes and the pending work in them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from teaching_app import second_factor
from teaching_app.schools.permissions import teacher_required
from teaching_app.schools.selectors import home, institutions


@require_safe
@teacher_required
@never_cache
def teach_home(request: HttpRequest) -> HttpResponse:
    """Current classes first, by pending work; past and archived ones after."""
    classes = home.of(request.user)
    memberships = list(institutions.held_by(request.user))
    context = {
        "home": classes,
        "memberships": memberships,
        "may_make_classes": institutions.where_teaching(request.user).exists(),
        "has_learners": any(c.n_learners + c.n_joining for c in classes.current),
        "has_classes": bool(classes.current or classes.past or classes.archived),
        "has_second_factor": second_factor.is_set_up(request.user),
    }
    return render(request, "teacher/home.html", context)
