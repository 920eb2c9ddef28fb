"""Days as browsers pick them."""

from __future__ import annotations

from django import forms


class DayInput(forms.DateInput):
    """A picker of a day; its value is written as HTML wants it, in every language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")
