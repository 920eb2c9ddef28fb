"""Takes that are judged for a program and not kept."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from teaching_app.api.scopes import Scope
from teaching_app.api.selectors import ephemeral_takes as selectors
from teaching_app.api.serializers import takes as serializers
from teaching_app.api.services import ephemeral_takes as services
from teaching_app.api.throttles import EphemeralTakes as ManyTakes
from teaching_app.api.throttles import Requests
from teaching_app.practice.access import Purpose

from .base import (
    IDEMPOTENCY_KEY,
    LOCATION,
    RETRY_AFTER,
    ApiView,
    idempotency_key,
    key_used_before,
)
from .phrases import phrase_to, planned_from
from .takes import waiting


class EphemeralTakes(ApiView):
    """Where such takes are sent; there is no list of them."""

    part = "ephemeral takes"
    takes_recordings = True
    scopes = {"POST": Scope.EPHEMERAL}
    operations = {"POST": "ephemeral_takes_create"}
    parser_classes = [MultiPartParser]
    throttle_classes = [Requests, ManyTakes]

    @extend_schema(
        request=serializers.NewEphemeralTake,
        responses={202: serializers.EphemeralTake},
        parameters=[IDEMPOTENCY_KEY, LOCATION, RETRY_AFTER],
    )
    def post(self, request: Request) -> Response:
        """Have a recording judged; nothing of it is kept.

        The recording is deleted once it was heard, the report with the answer that has
        it, and both after a quarter of an hour in any case. Whoever is heard must have
        agreed to it; that is for you to see to.
        """
        sent, key = self.sent(serializers.NewEphemeralTake), idempotency_key(request)
        slug, text = sent.get("phrase"), sent.get("text", "")
        take = services.judge(
            user=request.user,
            upload=sent["audio"],
            idempotency_key=key,
            phrase=phrase_to(request, slug, Purpose.SEE) if slug else None,
            text=planned_from({"text": text}).text if text else "",
        )
        if take.sha256 != services.sha256_of(sent["audio"]):
            raise key_used_before()
        answer = serializers.EphemeralTake(take).data
        return waiting(answer, "api_ephemeral_take", take, status=202)


class OneEphemeralTake(ApiView):
    """One such take."""

    part = "ephemeral takes"
    scopes = {"GET": Scope.EPHEMERAL, "DELETE": Scope.EPHEMERAL}
    operations = {"GET": "ephemeral_take_read", "DELETE": "ephemeral_take_delete"}

    @extend_schema(responses=serializers.EphemeralTake, parameters=[RETRY_AFTER])
    def get(self, request: Request, public_id: UUID) -> Response:
        """Read how far it is; the answer with its result is given once."""
        take = get_object_or_404(selectors.of(request.user), public_id=public_id)
        answer = serializers.EphemeralTake(take).data
        if request.method == "GET":
            services.hand_out(take=take)
        return waiting(answer, "api_ephemeral_take", take)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, public_id: UUID) -> Response:
        """Delete it now."""
        take = get_object_or_404(selectors.of(request.user), public_id=public_id)
        services.forget(take=take)
        return Response(status=204)
