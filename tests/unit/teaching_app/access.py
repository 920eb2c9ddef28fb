"""What the access tables of all applications share: addresses, answers, a first check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import (
    IntConverter,
    SlugConverter,
    StringConverter,
    UUIDConverter,
)

BACKEND = "django.contrib.auth.backends.ModelBackend"

OK = "answered"
GONE = "not found"  # what is not one's own is not there
SIGN_IN = "asked to sign in"

# Addresses of libraries: allauth's name no row of ours (the keys in them are secrets),
# and of the admin's none answers anybody but staff: see ``test_staff_site``.
LIBRARIES = ("accounts/", "staff/")
TRIED = ("GET", "POST")
A_VALUE = {
    UUIDConverter: UUID(int=0),
    IntConverter: 0,
    SlugConverter: "slug",
    StringConverter: "text",
}


class HasRequest(Protocol):
    """A line of a table: ``request`` is a method and the name of a view."""

    @property
    def request(self) -> str: ...


def views_of(*packages: str) -> list[URLPattern]:
    """Every address whose view lies below one of the packages."""
    return [
        pattern
        for pattern in _views(get_resolver().url_patterns)
        if pattern.callback.__module__.startswith(packages)
    ]


def _views(
    patterns: list[URLPattern | URLResolver], prefix: str = ""
) -> Iterator[URLPattern]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if route.startswith(LIBRARIES):
            continue
        if isinstance(pattern, URLResolver):
            yield from _views(pattern.url_patterns, route)
        else:
            yield pattern


def assert_every_method_has_a_line(
    pattern: URLPattern, table: Iterable[HasRequest]
) -> None:
    """Which methods a view knows, it says itself when it is asked for another one."""
    converters = pattern.pattern.converters.values()
    address = [A_VALUE[type(converter)] for converter in converters]
    response = Client().generic("PATCH", reverse(pattern.name, args=address))
    assert response.status_code == 405, f"{pattern.name} answers to any method"
    allowed = {method.strip() for method in response["Allow"].split(",")}
    wanted = {f"{method} {pattern.name}" for method in TRIED if method in allowed}
    assert wanted == {
        line.request for line in table if line.request.endswith(f" {pattern.name}")
    }


def session_of(account: User | None) -> str:
    """Sign in an account; the key of its session, empty for a stranger."""
    if account is None:
        return ""
    client = Client()
    client.force_login(account, backend=BACKEND)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def browser_of(session: str) -> Client:
    """A new browser in a session of ``session_of``."""
    client = Client()
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    return client


def rows_of(models: Iterable[type[Model]], *, but: str = "") -> dict[str, list[Any]]:
    """All rows of the models' tables, without the column ``but``, for a comparison."""
    rows = {}
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(_all_rows(model, but))
            rows[model.__name__] = cursor.fetchall()
    return rows


@cache
def _all_rows(model: type[Model], but: str) -> str:
    """SQL for all rows; building it takes Django longer than reading a few rows."""
    columns = [f.attname for f in model._meta.concrete_fields if f.attname != but]
    return str(model._base_manager.order_by("pk").values_list(*columns).query)


def answer_of(response: HttpResponse) -> str:
    """How a request was answered, in the words of the tables."""
    if response.status_code == 302 and response.url.startswith("/accounts/login/"):
        return SIGN_IN
    # 400 is said of the form that was sent, by a view that let its sender in.
    known = {200: OK, 201: OK, 204: OK, 302: OK, 400: OK, 404: GONE}
    return known.get(response.status_code, f"status {response.status_code}")
