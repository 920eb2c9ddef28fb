"""What other applications add to the page of a take, which practice knows nothing of.

They register, when Django starts (``AppConfig.ready``), a function that answers for one
take and whoever looks at it, in as few queries as it can::

    @panels.on_take
    def comments(request: HttpRequest, analysis: Analysis) -> Panel | None:
        return Panel("learner/panels/comments.html", {"comments": ...})

The template finds what it is given as ``panel``, beside all that the page has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from .models import Analysis


@dataclass(frozen=True, slots=True)
class Panel:
    """One part of the page: above the result, or else below it.

    ``styles`` and ``scripts`` (native modules) are static files that it needs.
    """

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    is_above: bool = False
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


MakePanel = Callable[[HttpRequest, Analysis], Panel | None]

_makers: list[MakePanel] = []


def on_take(function: MakePanel) -> MakePanel:
    """Register a panel; ``None`` where it has nothing to say of a take."""
    _makers.append(function)
    return function


def of_take(request: HttpRequest, analysis: Analysis) -> list[Panel]:
    """The panels of a take, in the order in which they were registered."""
    made = [make(request, analysis) for make in _makers]
    return [panel for panel in made if panel is not None]
