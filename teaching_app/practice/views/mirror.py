"""The voice mirror: the live CNN runs in the browser, and nothing is sent."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from teaching_app.practice.feedback.labels import style_label
from teaching_app.practice.models import Learner
from teaching_app.practice.selectors import consents

CARD = "models/live.json"


@require_safe
def mirror(request: HttpRequest) -> HttpResponse:
    """See beats and pitch while speaking; open to everybody, also for a wall.

    How the delivery comes across is shown to learners who chose that.
    """
    styles = [(code, style_label(code)) for code in _card()["labels"]]
    context = {"styles": styles if _wants_styles(request) else []}
    return render(request, "learner/mirror.html", context)


def _wants_styles(request: HttpRequest) -> bool:
    if not request.user.is_authenticated:
        return False
    learner = Learner.objects.filter(user=request.user).first()
    return learner is not None and consents.allows_expression(learner)


@cache
def _card() -> dict[str, Any]:
    return json.loads(Path(finders.find(CARD)).read_text(encoding="utf-8"))
