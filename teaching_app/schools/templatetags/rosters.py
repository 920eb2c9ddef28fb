"""Labels for rosters."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise

from teaching_app.schools import languages, roster_words

register = template.Library()


@register.filter
def problem_words(code: str) -> str | Promise:
    """The label of a line's problem."""
    return roster_words.PROBLEMS[code]


@register.filter
def outcome_words(outcome: str) -> str | Promise:
    """What happens to a line."""
    return roster_words.OUTCOMES[outcome]


@register.filter
def language_name(code: str) -> str:
    """The name of a first language in the language of the page."""
    return languages.name_of(code)
