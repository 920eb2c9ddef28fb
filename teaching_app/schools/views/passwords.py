"""Choosing one's own password, before anything else."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from teaching_app.practice.permissions import LearnerRequest, learner_required
from teaching_app.schools.forms.passwords import OwnPasswordForm
from teaching_app.schools.middleware import HAS_FIRST_PASSWORD
from teaching_app.schools.selectors.cards import new_cards
from teaching_app.schools.services import cards


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@learner_required
@never_cache
def choose_password(request: LearnerRequest) -> HttpResponse:
    """Replace the printed password; users without one go on to their classes."""
    if not request.session.get(HAS_FIRST_PASSWORD):
        return redirect("my_classes")
    form = OwnPasswordForm(
        request.user, request.POST if request.method == "POST" else None
    )
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["new_password1"]
        cards.choose_password(user=request.user, password=password)
        update_session_auth_hash(request, request.user)
        del request.session[HAS_FIRST_PASSWORD]
        messages.success(request, _("Your new password is kept."))
        return redirect("my_classes")
    context = {"form": form, "new_cards": new_cards(request.user)}
    return render(request, "learner/choose_password.html", context)
