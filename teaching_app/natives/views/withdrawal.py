"""A helper takes everything back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from teaching_app.natives.permissions import HelperRequest, helper_required
from teaching_app.natives.services import helpers


@require_http_methods(["GET", "HEAD", "POST"])
@helper_required
@never_cache
def helper_withdraw(request: HelperRequest) -> HttpResponse:
    """Ask for confirmation, then delete everything, and give the receipt."""
    if request.method == "POST" and request.POST.get("sure") == "yes":
        receipt = helpers.withdraw(helper=request.helper)
        response = redirect("receipt", receipt.public_id)
        if not request.user.is_authenticated:  # else an account's unsent takes go, too
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response
    context = {
        "token": request.token,
        "not_sure": request.method == "POST",
        "n_recordings": request.helper.recordings.count(),
    }
    return render(request, "natives/withdraw.html", context)
