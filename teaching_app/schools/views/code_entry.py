"""The page on which a code is typed in; wrong codes are counted and limited."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from teaching_app.schools import guesses
from teaching_app.schools.forms.joining import CodeForm

TOO_MANY = 429


def enter_code(
    request: HttpRequest,
    form: CodeForm,
    template: str,
    *,
    open_by: Callable[[str], HttpResponse | None],
    unknown: str,
) -> HttpResponse:
    """Answer with what a code opens, or with the form and why nothing does.

    ``open_by`` returns ``None`` for a code that opens nothing, ``unknown`` says so.
    """
    status = 200
    if form.is_bound and guesses.are_too_many(request):
        form.add_error("code", _("Too many wrong codes. Wait ten minutes."))
        status = TOO_MANY
    elif form.is_valid():
        if opened := open_by(form.cleaned_data["code"]):
            return opened
        guesses.note_wrong(request)
        form.add_error("code", unknown)
    return render(request, template, {"form": form}, status=status)
