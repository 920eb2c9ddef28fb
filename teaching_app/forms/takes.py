"""A take as the practice page posts it."""

from __future__ import annotations

from typing import Any

from django import forms

from teaching_app.errors import RefusedTakeError
from teaching_app.models import Phrase, Recording

MAX_CAPTURED = 20


class TakeForm(forms.Form):
    """The recording with its key, style and what the browser granted."""

    audio = forms.FileField(allow_empty_file=True)
    idempotency_key = forms.UUIDField()
    style = forms.CharField(required=False, max_length=20)
    captured = forms.JSONField(required=False)
    source = forms.ChoiceField(choices=Recording.Source, required=False)

    def __init__(self, *args: Any, styles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.styles = styles

    def clean_captured(self) -> dict[str, Any]:
        """Keep plain values only: what a browser says of itself is not believed."""
        captured = self.cleaned_data["captured"]
        if not isinstance(captured, dict):
            return {}
        plain = [
            (str(name)[:40], value[:100] if isinstance(value, str) else value)
            for name, value in captured.items()
            if isinstance(value, str | int | float | bool | None)
        ]
        return dict(plain[:MAX_CAPTURED])

    def clean_source(self) -> str:
        """Count what does not say so as an uploaded file."""
        return self.cleaned_data["source"] or Recording.Source.UPLOAD

    def refuse_unless_sound(self) -> None:
        """Name what is wrong with the form by a code."""
        if "audio" in self.errors:
            raise RefusedTakeError("no_file")
        if not self.is_valid():
            raise RefusedTakeError("bad_form")
        if self.cleaned_data["style"] not in ("", *self.styles):
            raise RefusedTakeError("unknown_style")


def styles_of(phrase: Phrase, *, is_expression_enabled: bool) -> list[str]:
    """The styles a phrase may be said in; none where expression is off."""
    return list(phrase.target_styles) if is_expression_enabled else []
