"""Names of these rows on receipts of deletion."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

KINDS = {
    "nativerecording": _("recordings of a native, with all that was measured of them"),
    "stylevote": _("what listeners heard in them"),
    "helper": _("what you told us about yourself"),
}
