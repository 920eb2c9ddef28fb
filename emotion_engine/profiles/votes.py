"""What listeners heard in natives' takes: for which style a take speaks.

``votes`` count by style how many listeners heard it, where ``meant`` is what the native
was asked to perform.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from .store import Listeners

CAME_ACROSS = 0.5  # share of the votes from which a take speaks for a style
Votes = Mapping[str, int]


def heard_as(votes: Votes) -> tuple[str, float]:
    """Return the style most listeners heard, and their share.

    >>> heard_as({"sad": 3, "neutral": 1})
    ('sad', 0.75)
    """
    style = max(sorted(votes), key=lambda name: votes[name])
    return style, votes[style] / sum(votes.values())


def spoken_style(meant: str, votes: Votes) -> str | None:
    """Return the style a take speaks for: the one meant where nobody was asked.

    >>> spoken_style("happy", {"happy": 1, "sad": 1, "calm": 1}) is None
    True
    """
    if not any(votes.values()):
        return meant
    style, share = heard_as(votes)
    return style if share >= CAME_ACROSS else None


def count_listeners(votes_on: Sequence[Votes], style: str) -> Listeners:
    """Count how takes in which one style was meant came across; each has votes."""
    reached = [own.get(style, 0) / sum(own.values()) >= CAME_ACROSS for own in votes_on]
    others = Counter(
        heard_as(own)[0]
        for own, came in zip(votes_on, reached, strict=True)
        if not came and heard_as(own)[0] != style
    )
    return Listeners(
        n_votes=sum(sum(own.values()) for own in votes_on),
        n_meant=len(votes_on),
        came_across=sum(reached) / len(votes_on),
        heard_as=others.most_common(1)[0][0] if others else None,
    )
