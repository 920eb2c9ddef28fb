"""Names of the API's rows on receipts of deletion."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

KINDS = {
    "token": _("tokens of programs"),
    "webhook": _("webhooks"),
    "delivery": _("messages to webhooks and record stores"),
    "ephemeraltake": _("takes that are judged and not kept"),
}
