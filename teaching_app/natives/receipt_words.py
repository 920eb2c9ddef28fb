"""Names of these rows on receipts of deletion."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

KINDS = {
    "nativerecording": _("recordings of a native, with all that was measured of them"),
    "measuringjob": _("requests to measure them"),
    "profiletake": _("notes of which ranges they were part of"),
    "stylevote": _("what listeners heard in them"),
    "helper": _("what you told us about yourself"),
}
