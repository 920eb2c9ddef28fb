"""How often natives themselves come across in a style, by listeners who voted."""

from __future__ import annotations

from django.utils.translation import gettext as _

import emotion_engine as engine

from .labels import style_label

OFTEN_MISSED = (
    0.8  # share of natives' takes that come across: above it, nothing is said
)


def how_natives_fare(profile: engine.NativeProfile | None) -> str:
    """Say how hard the style is for natives; empty where nobody voted or it is easy."""
    heard = profile.listeners if profile else None
    if heard is None or heard.came_across > OFTEN_MISSED:
        return ""
    names = {
        "style": style_label(profile.style),
        "percent": round(100 * (1 - heard.came_across)),
        "n": heard.n_meant,
        "votes": heard.n_votes,
    }
    missed = _(
        "It is hard for natives, too: of %(n)d takes meant as “%(style)s”, %(percent)d %% "
        "were not heard as that (%(votes)d votes by listeners)."
    )
    if not heard.heard_as:
        return missed % names
    other = _("Most of these were heard as “%(other)s”.") % {
        "other": style_label(heard.heard_as)
    }
    return f"{missed % names} {other}"
