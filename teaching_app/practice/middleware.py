"""Headers of every response, its language, and a limit on request size."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.crypto import salted_hmac

from teaching_app.practice.services import learners

GetResponse = Callable[[HttpRequest], HttpResponse]


def permissions_policy(get_response: GetResponse) -> GetResponse:
    """Allow pages the microphone, and no other feature that needs permission."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Permissions-Policy"] = (
            "microphone=(self), camera=(), geolocation=(), payment=(), usb=()"
        )
        return response

    return middleware


def name_viewer(get_response: GetResponse) -> GetResponse:
    """Say whose page it is, so that a browser drops pages it keeps of somebody else.

    The name tells nothing of the account; signed out, it is ``nobody``.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code >= 500:
            return response
        pk = request.user.pk
        name = salted_hmac("viewer", str(pk)).hexdigest()[:16] if pk else "nobody"
        response["X-Viewer"] = name
        return response

    return middleware


def refuse_null_characters(get_response: GetResponse) -> GetResponse:
    """Answer 400 to an address with NUL, which PostgreSQL takes in no text."""

    def middleware(request: HttpRequest) -> HttpResponse:
        asked = (value for values in request.GET.lists() for value in values[1])
        if "\0" in request.path_info or any("\0" in value for value in asked):
            raise BadRequest("NUL in the address")
        return get_response(request)

    return middleware


def language_of_the_account(get_response: GetResponse) -> GetResponse:
    """Use the account's language in a browser where none has been chosen yet."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = "" if _has_chosen(request) else learners.language_of(request.user)
        if not language:
            return get_response(request)
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()
        response = get_response(request)
        remember_language(response, language)
        return response

    return middleware


def remember_language(response: HttpResponse, language: str) -> None:
    """Remember the language in this browser."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )


def _has_chosen(request: HttpRequest) -> bool:
    return settings.LANGUAGE_COOKIE_NAME in request.COOKIES


class SizeLimit:
    """Refuses a body that is too large by its announced length, before reading it.

    It runs before the CSRF check, which reads the form.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Answer instead of the view if the body is too large."""
        from .views.errors import too_large

        limit = settings.ENGINE.limits.max_bytes + settings.MULTIPART_OVERHEAD_BYTES
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) <= limit:
            return None
        return too_large(request, slug=kwargs.get("slug"))
