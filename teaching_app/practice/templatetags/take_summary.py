"""One line about a take for lists: its state, or its main result."""

from __future__ import annotations

from django import template

from teaching_app.practice.feedback.presentation import TakeSummary, summarize
from teaching_app.practice.models import Analysis
from teaching_app.practice.selectors import reports

register = template.Library()


@register.simple_tag
def take_summary(analysis: Analysis) -> TakeSummary:
    """Summarise an analysis from the part of its report that may be shown here."""
    return summarize(
        reports.in_brief(analysis),
        state=analysis.state,
        unreadable=reports.trouble(analysis, in_brief=True),
    )
