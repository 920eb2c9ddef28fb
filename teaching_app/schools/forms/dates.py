"""Date fields with the browser's own picker."""

from __future__ import annotations

from django import forms


class DayInput(forms.DateInput):
    """A date picker; its value is in ISO format in every language, as HTML requires."""

    input_type = "date"

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")
