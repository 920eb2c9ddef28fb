"""Rate limit for guessing codes: only wrong guesses count."""

from __future__ import annotations

from contextlib import suppress

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

WINDOW_S = 10 * 60
WRONG_BY_ACCOUNT = 10
WRONG_BY_ADDRESS = 120  # a school may sit behind one


def are_too_many(request: HttpRequest) -> bool:
    """Whether this visitor has to wait before trying again."""
    return any(cache.get(key, 0) >= limit for key, limit in _counters(request))


def note_wrong(request: HttpRequest) -> None:
    """Count a wrong guess."""
    for key, _limit in _counters(request):
        if not cache.add(key, 1, WINDOW_S):
            with suppress(ValueError):  # it expired in between
                cache.incr(key)


def _counters(request: HttpRequest) -> list[tuple[str, int]]:
    address = get_adapter(request).get_client_ip(request)
    counters = [(f"wrong-codes:address:{address}", WRONG_BY_ADDRESS)]
    if request.user.is_authenticated:
        counters.append((f"wrong-codes:account:{request.user.pk}", WRONG_BY_ACCOUNT))
    return counters
