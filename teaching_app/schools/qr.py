"""QR codes of links."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe


def as_svg(link: str) -> SafeString:
    """Return the link's QR code as inline SVG, without style or script."""
    code = segno.make(link, error="m", micro=False)
    # The picture has modules and no text: nothing of the link is in it as such.
    return mark_safe(code.svg_inline(light="#fff", border=4, omitsize=True))  # nosec B308 B703
