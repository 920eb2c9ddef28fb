"""Whether the sign-in page leads to schools' accounts."""

from __future__ import annotations

from django import template

from teaching_app.lti.selectors import sign_ons

register = template.Library()


@register.simple_tag
def offers_sign_on() -> bool:
    """Whether a school's own accounts may sign in here."""
    return sign_ons.offered().exists()
