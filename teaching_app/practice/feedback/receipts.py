"""A receipt of what was deleted, in words and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teaching_app.practice.models import ErasureReceipt

KINDS = {
    "recording": gettext_lazy("takes"),
    "analysis": gettext_lazy("results, with all that was measured from your voice"),
    "voicetrace": gettext_lazy("traces of your voice"),
    "rendition": gettext_lazy("what was made of your recordings"),
    "phrase": gettext_lazy("phrases of your own"),
    "referenceaudio": gettext_lazy("voices made for them"),
    "consent": gettext_lazy("what you agreed to"),
    "dataexport": gettext_lazy("copies to take along"),
    "learner": gettext_lazy("what we knew of you as a learner"),
    "user": gettext_lazy("your account"),
    "emailaddress": gettext_lazy("email addresses"),
    "authenticator": gettext_lazy("second factors for signing in"),
}


def tell_of(kinds: Mapping[str, Any]) -> None:
    """Register how to name another application's rows, by model."""
    KINDS.update(kinds)


def lines_of(receipt: ErasureReceipt) -> list[tuple[str, str]]:
    """What was deleted, with counts; files come last."""
    lines = [
        (str(KINDS[name]), str(receipt.rows[name]))
        for name in KINDS
        if name in receipt.rows
    ]
    other = sum(n for name, n in receipt.rows.items() if name not in KINDS)
    if other:
        lines.append((_("other entries"), str(other)))
    size = filesizeformat(receipt.size)
    lines.append((_("files of sound"), f"{receipt.n_files} ({size})"))
    return lines


def as_text(receipt: ErasureReceipt) -> str:
    """The receipt as a text file."""
    when = date_format(timezone.localtime(receipt.erased_at), "DATETIME_FORMAT")
    head = [
        "Intona",
        _("Receipt: deleted for good"),
        "",
        _("Number: %(id)s") % {"id": receipt.public_id},
        _("When: %(when)s (%(zone)s)")
        % {"when": when, "zone": timezone.get_current_timezone_name()},
        _("What: %(scope)s") % {"scope": receipt.get_scope_display()},
        "",
    ]
    return "\n".join([*head, *(f"{n}  {what}" for what, n in lines_of(receipt)), ""])


def as_json(receipt: ErasureReceipt) -> dict[str, Any]:
    """The receipt for programs."""
    return {
        "id": str(receipt.public_id),
        "erased_at": receipt.erased_at.isoformat(),
        "scope": receipt.scope,
        "rows": receipt.rows,
        "files": receipt.n_files,
        "bytes": receipt.size,
    }
