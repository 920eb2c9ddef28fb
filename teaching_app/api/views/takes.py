"""Takes: send, poll, hear, list, delete."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.mixins import ListModelMixin
from rest_framework.parsers import MultiPartParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from teaching_app.api.problems import Problem
from teaching_app.api.renderers import Sound
from teaching_app.api.scopes import Scope
from teaching_app.api.selectors import handing_in, takes
from teaching_app.api.serializers import takes as serializers
from teaching_app.practice import access
from teaching_app.practice.access import Purpose
from teaching_app.practice.errors import RefusedTakeError
from teaching_app.practice.feedback import receipts
from teaching_app.practice.feedback.presentation import poll_ms
from teaching_app.practice.forms.takes import styles_of
from teaching_app.practice.models import Analysis, Phrase
from teaching_app.practice.selectors import analyses, consents
from teaching_app.practice.services import analyses as analyses_service
from teaching_app.practice.services import erasure, recordings
from teaching_app.practice.signals import take_opened
from teaching_app.practice.views.audio import play
from teaching_app.schools.services import submissions

from .base import (
    IDEMPOTENCY_KEY,
    LOCATION,
    RETRY_AFTER,
    ApiView,
    idempotency_key,
    key_used_before,
)

SOUND = OpenApiResponse(OpenApiTypes.BINARY, "The sound.")


class Takes(ListModelMixin, ApiView):
    """One's own takes."""

    part = "takes"
    takes_recordings = True
    scopes = {"GET": Scope.TAKES_READ, "POST": Scope.TAKES_WRITE}
    operations = {"GET": "takes_list", "POST": "takes_create"}
    parser_classes = [MultiPartParser]
    serializer_class = serializers.Take

    def get_queryset(self) -> QuerySet[Analysis]:
        """Those that come out of one's own recordings."""
        return takes.listed(self.learner)

    def get(self, request: Request) -> Response:
        """List your takes, newest first, without their results."""
        return self.list(request)

    @extend_schema(
        request=serializers.NewTake,
        responses={202: serializers.KeptTake},
        parameters=[IDEMPOTENCY_KEY, LOCATION, RETRY_AFTER],
    )
    def post(self, request: Request) -> Response:
        """Send a recording of a phrase; a worker judges it."""
        sent, key = self.sent(serializers.NewTake), idempotency_key(request)
        phrase = get_object_or_404(
            access.phrases_for(request.user, Purpose.SEE), slug=sent["phrase"]
        )
        kept_because = ""
        if "assignment" in sent:
            result = self._hand_in(sent, phrase, key)
            kept_because = result.kept_because
        else:
            result = self._keep(sent, phrase, key)
        _refuse_other(result.analysis, phrase, sent)
        context = {"kept_because": kept_because}
        answer = serializers.KeptTake(result.analysis, context=context)
        return waiting(answer.data, "api_take", result.analysis, status=202)

    def _keep(
        self, sent: dict[str, Any], phrase: Phrase, key: UUID
    ) -> recordings.SubmitResult:
        has_expression = consents.allows_expression(self.learner)
        style = sent.get("style", "")
        known = styles_of(phrase, is_expression_enabled=has_expression)
        if style not in ("", *known):
            raise RefusedTakeError("unknown_style")
        return recordings.submit(
            learner=self.learner,
            phrase=phrase,
            upload=sent["audio"],
            idempotency_key=key,
            style=style,
        )

    def _hand_in(
        self, sent: dict[str, Any], phrase: Phrase, key: UUID
    ) -> submissions.HandedIn:
        item, enrolment = handing_in.place_of(
            self.learner, assignment=sent["assignment"], phrase=phrase
        )
        return submissions.hand_in(
            item=item, enrolment=enrolment, upload=sent["audio"], idempotency_key=key
        )


class OneTake(ApiView):
    """One take."""

    part = "takes"
    scopes = {"GET": Scope.TAKES_READ, "DELETE": Scope.TAKES_WRITE}
    operations = {"GET": "take_read", "DELETE": "take_delete"}

    @extend_schema(responses=serializers.TakeWithResult, parameters=[RETRY_AFTER])
    def get(self, request: Request, public_id: UUID) -> Response:
        """Read a take: how far it is, and its result once it is done.

        That it cannot be assessed, with a reason, is a result.
        """
        seen = access.takes_for(request.user, Purpose.SEE)
        take = get_object_or_404(seen, public_id=public_id)
        if take.recording.owner_id != self.learner.pk:
            take_opened.send(sender=Analysis, analysis=take, actor=request.user)
        return waiting(serializers.TakeWithResult(take).data, "api_take", take)

    @extend_schema(responses={200: serializers.Receipt})
    def delete(self, request: Request, public_id: UUID) -> Response:
        """Delete a take for good, with its results; the answer is a receipt."""
        own = access.takes_for(request.user, Purpose.DELETE)
        take = get_object_or_404(own, public_id=public_id)
        receipt = erasure.erase_take(recording=take.recording)
        return Response(receipts.as_json(receipt))


class RetriedTake(ApiView):
    """A take that failed, once more."""

    part = "takes"
    scopes = {"POST": Scope.TAKES_WRITE}
    operations = {"POST": "take_retry"}

    @extend_schema(
        request=None,
        responses={202: serializers.TakeWithResult},
        parameters=[LOCATION, RETRY_AFTER],
    )
    def post(self, request: Request, public_id: UUID) -> Response:
        """Have a take judged again that failed; any other is a conflict."""
        own = access.takes_for(request.user, Purpose.CHANGE)
        take = get_object_or_404(own, public_id=public_id)
        if not analyses_service.retry(take):
            detail = _("Only a take that failed can be tried again.")
            raise Problem("not_failed", detail, status=409)
        take.refresh_from_db()
        answer = serializers.TakeWithResult(take)
        return waiting(answer.data, "api_take", take, status=202)


class TakeSound(ApiView):
    """The sound of one's own take."""

    part = "takes"
    scopes = {"GET": Scope.TAKES_READ}
    operations = {"GET": "take_audio"}
    renderer_classes = [JSONRenderer, Sound]

    @extend_schema(responses={(200, "audio/*"): SOUND})
    def get(self, request: Request, public_id: UUID) -> HttpResponseBase:
        """Hear a take as it was sent."""
        own = analyses.of_learner(self.learner)
        take = get_object_or_404(own.exclude(recording__file=""), public_id=public_id)
        name = f"take-{take.public_id}"
        return play(request, take.recording.file, take.recording.container, name)


def waiting(data: Any, view: str, take: Any, *, status: int = 200) -> Response:
    """Answer with a take; while it has no result, say when to ask again."""
    response = Response(data, status=status)
    if status != 200:
        response["Location"] = reverse(view, args=[take.public_id])
    if take.is_pending:
        waited_s = (timezone.now() - take.queued_at).total_seconds()
        response["Retry-After"] = str(max(1, round(poll_ms(waited_s) / 1000)))
    return response


def _refuse_other(analysis: Analysis, phrase: Phrase, sent: dict[str, Any]) -> None:
    """A key of another recording is a mistake of the client, which has to be told."""
    recording = analysis.recording
    is_same = recording.phrase_id == phrase.pk and recording.size == sent["audio"].size
    if not is_same:
        raise key_used_before()
