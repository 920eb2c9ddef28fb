"""The page to print or project that explains how to join the class."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from teaching_app.schools import qr
from teaching_app.schools.permissions import teacher_required

from .rosters import class_of


@require_safe
@teacher_required
@never_cache
def join_sheet(request: HttpRequest, class_id: UUID) -> HttpResponse:
    """Show name, link, code and QR of a class, with three steps."""
    school_class = class_of(request, class_id)
    link = reverse("join_class", args=[school_class.join_token])
    context = {
        "school_class": school_class,
        "link": request.build_absolute_uri(link),
        "code_page": request.build_absolute_uri(reverse("join_by_code")),
        "qr": qr.as_svg(request.build_absolute_uri(link)),
    }
    return render(request, "teacher/join_sheet.html", context)
