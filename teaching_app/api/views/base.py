"""What views of the API share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from teaching_app.api.problems import Problem
from teaching_app.api.scopes import Scope
from teaching_app.practice.models import Learner
from teaching_app.practice.services import learners

S = TypeVar("S", bound=Serializer)

A_UUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "pattern": A_UUID},
    OpenApiParameter.HEADER,
    required=True,
    description="A UUID, new for each recording: sending it again gives the first answer.",
)
LOCATION = OpenApiParameter(
    "Location", OpenApiTypes.STR, OpenApiParameter.HEADER, response=[201, 202]
)
RETRY_AFTER = OpenApiParameter(
    "Retry-After",
    OpenApiTypes.INT,
    OpenApiParameter.HEADER,
    response=[200, 202],
    description="Seconds until it is worth asking again, while there is no result.",
)


class ApiView(GenericAPIView):
    """Answers are private and never cached; ``scopes`` names one for each method."""

    scopes: ClassVar[Mapping[str, Scope]] = {}
    operations: ClassVar[Mapping[str, str]] = {}
    part: ClassVar[str] = ""
    takes_recordings: ClassVar[bool] = False  # what is posted
    http_method_names = ["get", "head", "post", "put", "patch", "delete"]

    @property
    def learner(self) -> Learner:
        """Whoever is asking, as a learner."""
        return learners.of(user=self.request.user)

    def sent(self, kind: Callable[..., S]) -> dict[str, Any]:
        """The body of the request, if it can be accepted."""
        serializer = kind(data=self.request.data)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def asked(self, kind: Callable[..., S]) -> dict[str, Any]:
        """The query of the request, if it can be accepted.

        As a plain dictionary, since of a form's fields an empty one would count as left out.
        """
        serializer = kind(data=self.request.query_params.dict())
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def finalize_response(self, *args: Any, **options: Any) -> Response:
        """Keep answers out of every cache."""
        response = super().finalize_response(*args, **options)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


def idempotency_key(request: Request) -> UUID:
    """The key of a request that must not be carried out twice."""
    try:
        return UUID(request.headers.get("Idempotency-Key", ""))
    except ValueError as error:
        detail = _("Send the header “Idempotency-Key” with a new UUID.")
        raise Problem("idempotency_key_missing", detail, status=400) from error


def key_used_before() -> Problem:
    """Two different requests with the same key."""
    detail = _("This “Idempotency-Key” came with another recording. Send a new one.")
    return Problem("idempotency_key_reused", detail, status=409)
