"""Panels that other applications, unknown to practice, add to the page of a take.

When Django starts (``AppConfig.ready``), they register a function of the request and
one take, which should use as few queries as possible::

    @panels.on_take
    def comments(request: HttpRequest, analysis: Analysis) -> Panel | None:
        return Panel("learner/panels/comments.html", {"comments": ...})

The template gets it as ``panel``, in addition to the context of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from .models import Analysis


@dataclass(frozen=True, slots=True)
class Panel:
    """One part of the page, above the result or below it.

    ``styles`` and ``scripts`` (native modules) are the static files that it needs.
    """

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    is_above: bool = False
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


MakePanel = Callable[[HttpRequest, Analysis], Panel | None]

_makers: list[MakePanel] = []


def on_take(function: MakePanel) -> MakePanel:
    """Register a panel; its function returns ``None`` if it has nothing on a take."""
    _makers.append(function)
    return function


def of_take(request: HttpRequest, analysis: Analysis) -> list[Panel]:
    """The panels of a take, in the order in which they were registered."""
    made = [make(request, analysis) for make in _makers]
    return [panel for panel in made if panel is not None]
