"""Pages on which people look after their programs: tokens and webhooks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from teaching_app import second_factor
from teaching_app.api.forms.tokens import TokenForm, WebhookForm
from teaching_app.api.models import Webhook
from teaching_app.api.problems import Problem
from teaching_app.api.selectors import tokens as token_selectors
from teaching_app.api.selectors import webhooks as webhook_selectors
from teaching_app.api.services import signing, tokens, webhooks
from teaching_app.practice.permissions import LearnerRequest, learner_required


@require_http_methods(["GET", "HEAD", "POST"])
@learner_required
@never_cache
def programs(request: LearnerRequest) -> HttpResponse:
    """List one's tokens; make one, and show its secret this once."""
    form, made = TokenForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        made = tokens.create(
            user=request.user,
            has_second_factor=second_factor.is_shown(request),
            **form.values,
        )
        form = TokenForm()
    context = {"form": form, "made": made, "tokens": token_selectors.of(request.user)}
    status = 400 if form.errors else 200
    return render(request, "programs/tokens.html", context, status=status)


@require_POST
@learner_required
def revoke_token(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    """End a token at once."""
    mine = token_selectors.of(request.user)
    tokens.revoke(token=get_object_or_404(mine, public_id=public_id))
    messages.success(request, _("The token is revoked: it no longer lets anybody in."))
    return redirect("programs")


@require_http_methods(["GET", "HEAD", "POST"])
@learner_required
@never_cache
def webhook_page(request: LearnerRequest) -> HttpResponse:
    """List one's webhooks with what they were sent; set one up."""
    form = WebhookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            webhook = webhooks.set_up(user=request.user, url=form.cleaned_data["url"])
            return _webhooks(request, WebhookForm(), webhook)
        except Problem as refused:
            form.add_error("url", str(refused.detail))
    return _webhooks(request, form)


@require_POST
@learner_required
@never_cache
def change_webhook(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    """Switch a webhook, change its secret, or delete it."""
    mine = webhook_selectors.of(request.user)
    webhook = get_object_or_404(mine, public_id=public_id)
    match request.POST.get("what"):
        case "secret":
            webhooks.rotate_secret(webhook=webhook)
            return _webhooks(request, WebhookForm(), webhook)
        case "on" | "off" as wanted:
            webhooks.switch(webhook=webhook, is_on=wanted == "on")
        case "delete":
            webhooks.remove(webhook=webhook)
        case _other:
            raise Http404
    return redirect("webhooks")


def _webhooks(
    request: LearnerRequest, form: WebhookForm, new: Webhook | None = None
) -> HttpResponse:
    """The page; with the secret of ``new``, which is shown this once."""
    context: dict[str, Any] = {
        "form": form,
        "webhooks": webhook_selectors.with_latest(request.user),
        "new": new,
        "secret": signing.secret_of(new.seed) if new else "",
    }
    status = 400 if form.errors else 200
    return render(request, "programs/webhooks.html", context, status=status)
