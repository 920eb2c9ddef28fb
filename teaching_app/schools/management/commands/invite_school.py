"""Open an institution and print the link for its first administrator."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse

from teaching_app.schools.services import invitations


class Command(BaseCommand):
    """For installations in which users cannot register as teachers themselves."""

    help = "Open an institution and print the link for its first administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="how the institution is called")

    def handle(self, *_: object, name: str, **__: object) -> None:
        invitation = invitations.invite_first_admin(name=name)
        path = reverse("teach_invitation", args=[invitation.token])
        self.stdout.write(
            f"{settings.PUBLIC_URL.rstrip('/')}{path}\n"
            f"Works once, until {invitation.expires_at:%Y-%m-%d}."
        )
