"""Audio of reports: anonymous examples and a learner's submissions."""

from __future__ import annotations

from uuid import UUID

from django.core import signing
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from teaching_app.insights.presentation.examples import read_token
from teaching_app.practice.access import Purpose
from teaching_app.practice.views.audio import play
from teaching_app.schools import access
from teaching_app.schools.models import AuditEvent, Enrolment, Submission
from teaching_app.schools.permissions import teacher_required

from .lookups import class_for, note

NAMELESS = "example"


@require_safe
@teacher_required
def example(request: HttpRequest, public_id: UUID, token: str) -> HttpResponseBase:
    """Play a take shared with the class, without disclosing whose it is."""
    school_class = class_for(request.user, public_id, Purpose.HEAR)
    try:
        key = read_token(token, school_class)
    except signing.BadSignature as error:
        raise Http404 from error
    submission = get_object_or_404(
        _with_sound(request).filter(
            enrolment__school_class=school_class,
            enrolment__state=Enrolment.State.ACTIVE,
            enrolment__shares_examples=True,
            set_aside_at=None,
        ),
        pk=key,
    )
    return _played(request, submission, NAMELESS)


@require_safe
@teacher_required
def take(
    request: HttpRequest, public_id: UUID, submission_id: UUID
) -> HttpResponseBase:
    """Play a take handed in to the class."""
    school_class = class_for(request.user, public_id, Purpose.HEAR)
    submission = get_object_or_404(
        _with_sound(request).filter(enrolment__school_class=school_class),
        public_id=submission_id,
    )
    return _played(request, submission, submission.item.phrase.slug)


def _with_sound(request: HttpRequest) -> QuerySet[Submission]:
    return (
        access.submissions_to(request.user, Purpose.HEAR)
        .filter(analysis__isnull=False)
        .exclude(analysis__recording__file="")
        .select_related(
            "analysis__recording",
            "item__phrase",
            "enrolment__learner",
            "enrolment__school_class__institution",
        )
    )


def _played(
    request: HttpRequest, submission: Submission, name: str
) -> HttpResponseBase:
    recording = submission.analysis.recording
    response = play(request, recording.file, recording.container, name)
    if _is_first_part(request):
        note(request.user, AuditEvent.Action.HEARD, "take", submission.enrolment)
    response["Cache-Control"] = "private, no-store"
    return response


def _is_first_part(request: HttpRequest) -> bool:
    """Whether playback starts here; players request the rest in later ranges."""
    asked = request.headers.get("Range", "bytes=0-").replace(" ", "")
    return asked.startswith("bytes=0-")
