"""One line about a take for lists: its state, or its main result."""

from __future__ import annotations

from typing import Any

from django import template

from teaching_app.feedback.presentation import TakeSummary, summarize

register = template.Library()


@register.simple_tag
def take_summary(analysis: Any) -> TakeSummary:
    """Sum up an analysis by its ``state`` and ``report``."""
    return summarize(analysis.report, state=analysis.state)
