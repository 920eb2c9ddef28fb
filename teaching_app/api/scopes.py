"""What a token may be allowed to do."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Scope(TextChoices):
    """One permission of a token; a browser's session has all of its account's."""

    TAKES_READ = "takes:read", _("read your takes and their results")
    TAKES_WRITE = "takes:write", _("send takes in your name, and delete takes")
    PHRASES_READ = "phrases:read", _("read phrases, and how natives say them")
    PHRASES_WRITE = "phrases:write", _("write phrases of your own, and delete them")
    LEARNERS_READ = (
        "learners:read",
        _("read who you are, and who is in the classes that you teach"),
    )
    ROSTERS_WRITE = (
        "rosters:write",
        _("fill the classes that you teach, and read first passwords of new accounts"),
    )
    ASSIGNMENTS_READ = (
        "assignments:read",
        _("read your assignments, and those of the classes that you teach"),
    )
    REPORTS_READ = (
        "reports:read",
        _("read your reports, and those of the classes that you teach"),
    )
    WEBHOOKS = "webhooks", _("set up webhooks, and read what they were sent")
    EPHEMERAL = (
        "takes:ephemeral",
        _("have recordings judged that are not kept, of people who agreed to it"),
    )
