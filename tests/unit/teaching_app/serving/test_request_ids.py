"""Each request has a number, which a browser cannot choose."""

from __future__ import annotations

from typing import Any

import pytest

from teaching_app import log_context
from teaching_app.serving.request_ids import with_request_ids

GIVEN = "0f6c-given.by_proxy"


def numbers(environ: dict[str, Any]) -> tuple[object, str]:
    """The number within the request, and the one that the response says."""
    seen: list[object] = []
    sent: dict[str, str] = {}

    def application(_: Any, start_response: Any) -> list[bytes]:
        seen.append(log_context.current()["request"])
        start_response("200 OK", [("Content-Type", "text/plain")])
        return []

    with_request_ids(application)(environ, lambda _, headers: sent.update(headers))
    assert sent["Content-Type"] == "text/plain"
    return seen[0], sent["X-Request-ID"]


def test_each_request_has_a_number_of_its_own_which_the_response_says() -> None:
    (first, said), (second, _) = numbers({}), numbers({})
    assert first == said
    assert first != second
    assert "request" not in log_context.current()


def test_a_proxy_of_ours_gives_the_number(settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    assert numbers({"HTTP_X_REQUEST_ID": GIVEN}) == (GIVEN, GIVEN)


def test_a_browser_does_not_give_the_number(settings: Any) -> None:
    settings.TRUSTED_PROXIES = 0
    assert GIVEN not in numbers({"HTTP_X_REQUEST_ID": GIVEN})


@pytest.mark.parametrize(
    "forged", ["short", "x" * 65, "number\nINFO signed in", 'number", "level": "INFO']
)
def test_a_number_that_could_forge_a_line_is_replaced(
    settings: Any, forged: str
) -> None:
    settings.TRUSTED_PROXIES = 1
    number, said = numbers({"HTTP_X_REQUEST_ID": forged})
    assert number == said != forged
