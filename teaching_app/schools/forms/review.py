"""Forms of the review pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from teaching_app.schools.models import CommentPhrase

LONGEST_TEXT = 2000


class JudgeForm(forms.Form):
    """One answer to one point: ``agree``, or the code of an option."""

    point = forms.CharField(max_length=80)
    answer = forms.CharField(max_length=40)
    idempotency_key = forms.UUIDField()
    seen = forms.CharField(max_length=40, required=False)


class SaidForm(forms.Form):
    """Fields of every comment: the word it is about, if any, and its key."""

    word_index = forms.IntegerField(min_value=0, required=False)
    idempotency_key = forms.UUIDField()

    def __init__(self, *args: Any, n_words: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.n_words = n_words

    def clean_word_index(self) -> int | None:
        """Refuse a word that the phrase does not have."""
        index = self.cleaned_data["word_index"]
        if index is not None and index >= self.n_words:
            raise forms.ValidationError(_("This phrase has no such word."))
        return index


class CommentForm(SaidForm):
    """A written comment: one of the teacher's own phrases, a text, or both."""

    text = forms.CharField(
        max_length=LONGEST_TEXT, required=False, widget=forms.Textarea
    )
    phrase = forms.ModelChoiceField(CommentPhrase.objects.none(), required=False)
    keep = forms.BooleanField(required=False)
    seen = forms.CharField(max_length=40, required=False)

    def __init__(self, *args: Any, owner: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phrase"].queryset = owner.comment_phrases.all()

    def clean(self) -> dict[str, Any]:
        """Join the phrase and the text; something must be said."""
        super().clean()
        values = self.cleaned_data
        phrase, text = values.get("phrase"), values.get("text", "").strip()
        values["said"] = " ".join(
            part for part in (phrase and phrase.text, text) if part
        )
        if not values["said"]:
            raise forms.ValidationError(_("Write something, or choose a phrase."))
        if len(values["said"]) > LONGEST_TEXT:
            raise forms.ValidationError(_("That is too long for one comment."))
        return values


class VoiceForm(SaidForm):
    """A spoken comment, as the recorder sends it."""

    audio = forms.FileField(allow_empty_file=True)


class AnswerForm(forms.Form):
    """A learner's answer or question."""

    text = forms.CharField(
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        error_messages={"required": _("Write something first.")},
    )
    is_question = forms.BooleanField(required=False)
    idempotency_key = forms.UUIDField()


class PhraseForm(forms.ModelForm):
    """A reusable sentence."""

    class Meta:
        model = CommentPhrase
        fields = ("text",)
        labels = {"text": _("Sentence")}
