"""What the recorder displays to a native, and counts in the navigation."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.utils.translation import gettext as _

from teaching_app.natives import access
from teaching_app.practice.templatetags.recorder_words import recorder_words

register = template.Library()


@register.simple_tag
def native_recorder_words() -> dict[str, Any]:
    """The recorder's texts where they differ for a native who reads for others."""
    words = recorder_words()
    return words | {
        "idle": ("", _("Press the button, then read the sentence aloud.")),
        "recorded": (
            _("Your recording"),
            _("Listen to it. Send it, or record it again."),
        ),
        "sent": (_("Sent"), _("Thank you. Here comes the next one.")),
    }


@register.simple_tag
def may_invite_natives(account: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether an account has the pages about natives."""
    return access.may_invite(account)
