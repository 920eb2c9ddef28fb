"""What the lines of a log are about: the request, and the job that a worker has in hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

_ids: ContextVar[Mapping[str, object]] = ContextVar("ids", default={})  # noqa: B039


@contextmanager
def about(**ids: object) -> Iterator[None]:
    """Add identifiers to every line that is logged in the block."""
    token = _ids.set({**_ids.get(), **ids})
    try:
        yield
    finally:
        _ids.reset(token)


def current() -> Mapping[str, object]:
    """The identifiers that hold now, by what they identify."""
    return _ids.get()
