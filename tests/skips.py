"""Which tests may skip: on a machine that should have everything, hardly any."""

from __future__ import annotations


def may_skip(markers: set[str], nothing_may: str, may: str) -> bool:
    """Whether a test with these markers may be skipped.

    ``nothing_may`` (of the environment: ``NOTHING_MAY_SKIP``) says that this machine should
    have everything; ``may`` (``MAY_SKIP``) names the markers of what it has not, separated
    by spaces. A GPU, the reading voices and Ray (``bin/test-ray``) are never asked for.
    """
    if not nothing_may:
        return True
    missing = {"gpu", "voices", "ray", *may.split()}
    return not markers.isdisjoint(missing)
