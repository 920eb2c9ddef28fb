"""Which tests may skip: on a machine that should have everything, hardly any."""

from __future__ import annotations

from collections.abc import Mapping


def may_skip(markers: set[str], environment: Mapping[str, str]) -> bool:
    """Whether a test with these markers may be skipped.

    ``NOTHING_MAY_SKIP`` says that this machine should have everything; ``MAY_SKIP`` names
    the markers of what it has not, separated by spaces. A GPU is never asked for.
    """
    if not environment.get("NOTHING_MAY_SKIP"):
        return True
    missing = {"gpu", *environment.get("MAY_SKIP", "").split()}
    return not markers.isdisjoint(missing)
