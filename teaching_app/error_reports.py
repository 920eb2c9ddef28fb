"""Errors reported to Sentry: where in the code, and nothing of who asked or what was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emotion_engine import ENGINE_VERSION

from . import log_context, logs

if TYPE_CHECKING:
    from sentry_sdk.types import Event, Hint

# Of a request only these are reported.
KEPT_OF_REQUEST = ("method", "url")


def start(dsn: str) -> None:
    """Report from now on. Local variables are left out: they may hold a voice."""
    import sentry_sdk
    from sentry_sdk.integrations.celery import CeleryIntegration
    from sentry_sdk.integrations.django import DjangoIntegration

    sentry_sdk.init(
        dsn=dsn,
        integrations=[DjangoIntegration(), CeleryIntegration()],
        release=ENGINE_VERSION,
        send_default_pii=False,
        max_request_body_size="never",
        include_local_variables=False,
        include_source_context=False,
        before_send=_without_what_was_sent,
        before_breadcrumb=lambda crumb, hint: None,  # they quote queries and log lines
    )


def _without_what_was_sent(event: Event, hint: Hint) -> Event:
    """Leave out cookies, headers, bodies, accounts, arguments of tasks, and secrets."""
    asked = event.get("request") or {}
    event["request"] = {k: v for k, v in asked.items() if k in KEPT_OF_REQUEST}
    event.pop("user", None)
    event.pop("extra", None)
    event["contexts"] = {
        name: context
        for name, context in (event.get("contexts") or {}).items()
        if name in ("trace", "runtime")
    }
    event["tags"] = {**log_context.current()}
    return _without_secrets(event)


def _without_secrets(value: Any) -> Any:
    if isinstance(value, str):
        return logs.without_secrets(value)
    if isinstance(value, dict):
        return {key: _without_secrets(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_without_secrets(each) for each in value]
    return value
