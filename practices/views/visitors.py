"""Typing before signing in: what belongs to this browser, and the work address to which a link to it goes."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from practices.actions.visitors import TooMany, ask_link
from practices.forms.visitors import AddressForm
from practices.views.access import MY_PAGE, explain_refusals, viewer_of
from practices.views.drafts import own_draft
from practices.views.requested import browser_of, network_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@explain_refusals
def leave_address(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Ask a work address; a POST sends a link there that signs in and keeps the draft.

    The answer is the same for every address, so that it tells of nobody whether there is an account.
    """
    if viewer_of(request).is_signed_in:
        return redirect(MY_PAGE)
    draft = own_draft(request, draft_id)
    if "verstuurd" in request.GET:
        return render(request, "practices/sharing/address_left.html", {"draft": draft})
    form = AddressForm(request.POST or None, initial={"address": draft.address})
    if request.method == "POST" and form.is_valid():
        try:
            ask_link(
                form.cleaned_data["address"],
                draft_id=draft.pk,
                browser=browser_of(request),
                network=network_of(request),
                at=timezone.now(),
            )
        except TooMany as refusal:
            form.add_error("address", str(refusal))
        else:
            return redirect(f"{reverse('practices:sharing-keep', args=[draft.pk])}?verstuurd")
    return render(request, "practices/sharing/leave_address.html", {"draft": draft, "form": form})
