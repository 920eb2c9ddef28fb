"""A take as the practice page posts it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from teaching_app.practice.errors import RefusedTakeError
from teaching_app.practice.models import Phrase, Recording

MAX_CAPTURED, MAX_NAME, MAX_VALUE = 20, 40, 100
MAX_NUMBER = 10**9
MAX_JSON = 20_000  # characters; deeper nesting than Python's still fits
MAX_AGE_S = 366 * 24 * 3600


class ShallowJSONField(forms.JSONField):
    """JSON of a bounded length, which Python may refuse to nest as deeply as it is."""

    def to_python(self, value: Any) -> Any:
        """Parse; brackets beyond Python's depth are invalid, not an error of ours."""
        if isinstance(value, str) and len(value) > MAX_JSON:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return super().to_python(value)
        except RecursionError as error:
            raise ValidationError(
                self.error_messages["invalid"], code="invalid"
            ) from error


class TakeForm(forms.Form):
    """The recording with its key, its style and the browser's recording settings."""

    audio = forms.FileField(allow_empty_file=True)
    idempotency_key = forms.UUIDField()
    style = forms.CharField(required=False, max_length=20)
    captured = ShallowJSONField(required=False)
    source = forms.ChoiceField(choices=Recording.Source, required=False)
    age_s = forms.FloatField(required=False, min_value=0, max_value=MAX_AGE_S)

    def __init__(self, *args: Any, styles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.styles = styles

    def clean_captured(self) -> dict[str, Any]:
        """Keep only a few plain values: what a browser reports is not trusted."""
        captured = self.cleaned_data["captured"]
        if not isinstance(captured, dict):
            return {}
        plain = [(n[:MAX_NAME], v) for n, v in captured.items() if _is_plain(n, v)]
        return dict(plain[:MAX_CAPTURED])

    def clean_source(self) -> str:
        """Treat anything without a known source as an uploaded file."""
        return self.cleaned_data["source"] or Recording.Source.UPLOAD

    @property
    def recorded_at(self) -> datetime | None:
        """When the take was recorded, as its browser tells.

        The browser sends how long ago that was: its clock need not be right for it.
        """
        age_s = self.cleaned_data.get("age_s")
        return None if age_s is None else timezone.now() - timedelta(seconds=age_s)

    def refuse_unless_sound(self) -> None:
        """Raise with a code for what is wrong with the form."""
        if "audio" in self.errors:
            raise RefusedTakeError("no_file")
        if self.errors.keys() - {"age_s"}:  # of no age we can use: of the present
            raise RefusedTakeError("bad_form")
        if self.cleaned_data["style"] not in ("", *self.styles):
            raise RefusedTakeError("unknown_style")

    def as_keywords(self) -> dict[str, Any]:
        """What was sent, by the keywords of ``recordings.submit``; without the style."""
        return {
            "upload": self.cleaned_data["audio"],
            "idempotency_key": self.cleaned_data["idempotency_key"],
            "captured": self.cleaned_data["captured"],
            "source": self.cleaned_data["source"],
        }


def _is_plain(name: str, value: Any) -> bool:
    """Whether any database can store it: no lists, infinite or unprintable values."""
    if isinstance(value, str):
        return len(value) <= MAX_VALUE and (name + value).isprintable()
    if isinstance(value, int | float):
        return name.isprintable() and abs(value) < MAX_NUMBER
    return value is None and name.isprintable()


def styles_of(phrase: Phrase, *, is_expression_enabled: bool) -> list[str]:
    """The styles a phrase may be said in; none if expression is off."""
    return list(phrase.target_styles) if is_expression_enabled else []
