"""Names of these rows on receipts of deletion."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

KINDS = {
    "ltiuser": _("who you are on learning platforms"),
    "ltimembership": _("courses that you came from"),
    "grade": _("grades for these courses"),
    "socialaccount": _("who you are at your school’s sign-in"),
}
