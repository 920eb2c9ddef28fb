"""Texts of the recorder for a teacher's spoken comment."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _

from teaching_app.practice.templatetags.recorder_words import recorder_words

register = template.Library()


@register.simple_tag
def voice_comment_words() -> dict[str, Any]:
    """All texts of the recorder, worded for a comment instead of a take."""
    return {
        **recorder_words(),
        "idle": ("", _("Press the button, then speak.")),
        "discarded": (_("Discarded"), _("The comment is gone. Record another one.")),
        "recorded": (_("Your comment"), _("Listen to it, then send it.")),
        "earlier": (
            _("Your comment"),
            _("The comment before is still here. Listen to it, then send it."),
        ),
        "restored": (
            _("A comment is waiting"),
            _("Recorded on {when} and not sent yet. Send it or discard it."),
        ),
        "sending": (_("Sending"), _("Your comment is on its way.")),
        "sent": (_("Sent"), ""),
    }
