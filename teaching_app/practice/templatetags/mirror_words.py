"""What the voice mirror displays while it runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def mirror_words(styles: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """All texts of the mirror, translated, for ``json_script``."""
    return {
        "states": _states(),
        "errors": _errors(),
        "figures": {
            "pace": _("{n} a second"),
            "beats": _("{strong} of {n}"),
            "range": _("{n} semitones"),
            "behind": _("{n} s"),
        },
        "summary": {
            "beats": _("In the last seconds: {n} syllables, {strong} of them strong."),
            "range": _("Your pitch moved over {n} semitones."),
        }
        | ({"style": _("It comes across as {style}.")} if styles else {}),
        **(_of_styles(styles) if styles else {}),
        "wall": _("Full screen"),
        "noWall": _("Leave full screen"),
    }


def _of_styles(styles: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {
        "styles": {code: str(label) for code, label in styles},
        "unclear": _("Not clear"),
    }


def _states() -> dict[str, tuple[str, str]]:
    return {
        "loading": (_("One moment"), _("The network is being loaded.")),
        "ready": (_("Ready"), _("Press Start and say anything in English.")),
        "requesting": (
            _("Allow the microphone"),
            _("Your browser asks whether this page may listen."),
        ),
        "listening": (_("Speak now"), _("A long bar is a strong syllable.")),
    }


def _errors() -> dict[str, tuple[str, str]]:
    return {
        "failed": (
            _("The network could not be loaded"),
            _("Reload the page while you are online. Some old browsers cannot run it."),
        ),
        "insecure": (
            _("The mirror needs a secure page"),
            _("Open this page by its https address."),
        ),
        "denied": (
            _("The microphone is blocked"),
            _("Allow the microphone in your browser’s address bar, then press Start."),
        ),
        "no_device": (_("No microphone found"), _("Connect one, then press Start.")),
        "busy": (
            _("The microphone is in use"),
            _("Close other programs that use it, then press Start."),
        ),
        "interrupted": (
            _("The microphone stopped"),
            _(
                "A call or another program may have taken it. Press Start to begin "
                "again."
            ),
        ),
        "unsupported": (_("This browser cannot listen"), _("Use a newer browser.")),
    }
