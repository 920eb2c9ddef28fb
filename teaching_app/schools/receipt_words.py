"""Names of schools' rows on receipts of deletion."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

KINDS = {
    "schoolclass": _("classes"),
    "enrolment": _("who was in the class"),
    "assignment": _("assignments"),
    "submission": _("what was handed in, as the class had it"),
    "judgement": _("what teachers judged"),
    "comment": _("comments"),
    "mark": _("marks"),
    "liveround": _("live rounds"),
    "membership": _("where you taught"),
}
