"""The microphone test: measured in the browser, with the same limits as takes."""

from __future__ import annotations

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

import emotion_engine as engine
from teaching_app.practice.answers import local_next
from teaching_app.practice.feedback import circumstances


@require_safe
def microphone(request: HttpRequest) -> HttpResponse:
    """Test level, noise and bandwidth; nothing is sent, so it is open to everybody."""
    limits = settings.ENGINE.limits
    values = {
        "minLevelDb": limits.min_level_dbfs,
        "minSnrDb": limits.min_snr_db,
        "maxClippedShare": limits.max_clipping_share,
        "quietDb": circumstances.QUIET_DBFS,
        "lowSnrDb": engine.NOISY_SNR_DB,
        "clippedShare": circumstances.CLIPPED_SHARE,
        "narrowHz": engine.NARROW_BANDWIDTH_HZ,
    }
    fallback = "practise_next" if request.user.is_authenticated else "phrase_list"
    context = {
        "limits": json.dumps(values),
        "next": local_next(request) or reverse(fallback),
    }
    return render(request, "learner/microphone.html", context)
