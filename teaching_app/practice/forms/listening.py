"""Answering a question of a listening game."""

from __future__ import annotations

from typing import Any

from django import forms


class AnswerForm(forms.Form):
    """The index of the chosen option."""

    choice = forms.IntegerField(min_value=0)

    def __init__(self, *args: Any, n_options: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.n_options = n_options

    def clean_choice(self) -> int:
        """Refuse what was not offered."""
        choice = self.cleaned_data["choice"]
        if choice >= self.n_options:
            raise forms.ValidationError("No such option.", code="unknown")
        return choice
