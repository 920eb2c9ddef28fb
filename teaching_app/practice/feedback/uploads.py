"""Why a take was not accepted, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

import emotion_engine as engine

from . import rules

MESSAGES = {
    "no_file": _("No recording came with the form. Choose a file, then send it."),
    "bad_form": _("The take came without its details. Reload the page and try again."),
    "unknown_style": _("This phrase is not practised in that style. Choose another."),
    "consent_needed": _(
        "Before a take can be kept, read what happens to it, and agree."
    ),
    "not_kept": _(
        "We have no room for this take just now. Send it again a little later."
    ),
    "too_many_takes": _("Many takes in a short time. Wait a minute, then send it."),
}
REFUSALS = frozenset(code.value for code in engine.AudioRefusal)


def describe(code: str) -> str:
    """One or two sentences: what is wrong, and what to do next."""
    if code in REFUSALS:
        message = rules.describe_refusal(code)
        return f"{message.text} {message.next_action}".strip()
    return str(MESSAGES[code])
