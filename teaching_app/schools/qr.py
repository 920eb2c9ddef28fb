"""Links as squares for the camera of a phone."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe


def as_svg(link: str) -> SafeString:
    """The link as inline SVG, which scales; it has neither style nor script in it."""
    code = segno.make(link, error="m", micro=False)
    return mark_safe(code.svg_inline(light="#fff", border=4, omitsize=True))
