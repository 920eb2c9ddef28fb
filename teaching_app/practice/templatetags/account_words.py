"""Adapt the wording of the account pages, which come from a library, to ours."""

from __future__ import annotations

from django import template
from django.forms import BoundField
from django.template.defaultfilters import stringfilter
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.filter(is_safe=True)
@stringfilter
def sentence_case(words: str) -> str:
    """Write an English heading as a sentence: "Change Password" is "Change password".

    >>> sentence_case(" Change Password ")
    'Change password'
    """
    words = words.strip()
    if (get_language() or "en").startswith("en"):
        return words[:1] + words[1:].lower()
    return words


@register.filter
def without_echo(field: BoundField) -> SafeString:
    """Render a field without a placeholder that repeats its label."""
    placeholder = field.field.widget.attrs.get("placeholder")
    echoes = str(placeholder).casefold() == str(field.label).casefold()
    return field.as_widget(attrs={"placeholder": False} if echoes else None)
