"""Addresses of the site, as its resolver knows them."""

from __future__ import annotations

import re

from django.urls import URLResolver

# A value for whatever an address names: a number is right for all of a library's.
A_NUMBER = "1"


def addresses_below(resolver: URLResolver, prefix: str) -> list[str]:
    """Every address below a prefix, with a number wherever it names something."""
    return sorted(
        "/" + re.sub(r"<[^>]+>", A_NUMBER, route)
        for route in _routes(resolver, "")
        if route.startswith(prefix) and "(?P" not in route
    )


def _routes(resolver: URLResolver, before: str) -> list[str]:
    found = []
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += _routes(pattern, route)
        else:
            found.append(route)
    return found
