"""What each of the models that decide on a style heard, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy

import emotion_engine as engine

from .labels import style_label

Name = engine.MemberName

_HEARD = {
    Name.CNN: gettext_lazy(
        "The network that hears the voice alone heard “%(style)s”. It is %(percent)d %% "
        "sure, and counts %(weight)d %%."
    ),
    Name.FUSION: gettext_lazy(
        "The network that hears voice and words together heard “%(style)s”. It is "
        "%(percent)d %% sure, and counts %(weight)d %%."
    ),
    Name.REGRESSION: gettext_lazy(
        "The model that compares the whole take with your usual voice heard "
        "“%(style)s”. It is %(percent)d %% sure, and counts %(weight)d %%."
    ),
}
# The two networks first: they are what the learner may have read of.
_ORDER = (Name.CNN, Name.FUSION, Name.REGRESSION)


def members_in_words(members: Sequence[engine.MemberAnswer]) -> tuple[str, ...]:
    """A sentence for each model: the style, how sure it is and how much it counts."""
    by_name = {member.name: member for member in members}
    return tuple(
        _HEARD[name]
        % {
            "style": style_label(by_name[name].style),
            "percent": round(100 * by_name[name].probability),
            "weight": round(100 * by_name[name].weight),
        }
        for name in _ORDER
        if name in by_name
    )
