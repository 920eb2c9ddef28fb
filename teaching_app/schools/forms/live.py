"""Forms for starting and joining a live round."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .joining import CodeForm


class LiveCodeForm(CodeForm):
    """The code on the big screen; case, spaces and hyphens do not matter."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].error_messages["required"] = _(
            "Type the code that is on the screen."
        )
