"""Signing in without a password: a link that was sent to a work address, used once, and only by a POST."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.accounts import viewer_of
from portal.mail_sign_in import account_for
from portal.models import User
from practices.actions.visitors import TooMany, ask_link, claim_draft, open_link, renew_link, use_link
from practices.forms.visitors import AddressForm
from practices.models import MailLink
from practices.views.requested import network_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask to which address a link may go; the answer is the same whether it has an account or not."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_link(form.cleaned_data["address"], network=network_of(request), at=timezone.now())
        except TooMany as refusal:
            form.add_error("address", str(refusal))
        else:
            return render(request, "account/mail_link_sent.html", {"address": form.cleaned_data["address"]})
    return render(request, "account/mail_link_ask.html", {"form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def use(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the click that signs in: mail programs open links too. A POST uses the link up."""
    return _use(request, token) if request.method == "POST" else _show(request, token)


def _show(request: HttpRequest, token: str) -> HttpResponse:
    link = open_link(token, at=timezone.now())
    if link is None:
        return render(request, "account/mail_link_over.html", {"token": token}, status=410)
    return render(request, "account/mail_link.html", {"link": link})


def _use(request: HttpRequest, token: str) -> HttpResponse:
    if "opnieuw" in request.POST:
        return _renew(request, token)
    now = timezone.now()
    with transaction.atomic():
        link = use_link(token, at=now)
        user = account_for(link.address, at=now) if link else None
        following = _keep_draft(link, user) if link and user else ""
    if link is None:
        return render(request, "account/mail_link_over.html", {"token": token}, status=410)
    if user is None:
        return render(request, "account/mail_link_unknown.html", {"link": link}, status=403)
    if request.user.is_authenticated:
        if request.user == user:
            return redirect(following)
        logout(request)  # somebody else's session at the same computer
    record_authentication(request, user, method="mail_link", email=user.email)
    response: HttpResponse = perform_login(request, user, redirect_url=following)
    return response


def _keep_draft(link: MailLink, user: User) -> str:
    """Give the draft of the link to its owner, and return where one goes on."""
    draft = link.draft
    if draft is None or draft.user_id not in (None, user.pk):
        return reverse("my")
    if draft.user_id is None:
        claim_draft(draft, by=viewer_of(user), at=timezone.now())
    return reverse("practices:sharing-review", args=[draft.pk])


def _renew(request: HttpRequest, token: str) -> HttpResponse:
    try:
        link = renew_link(token, network=network_of(request), at=timezone.now())
    except TooMany as refusal:
        return render(request, "account/mail_link_over.html", {"token": token, "refusal": str(refusal)}, status=429)
    if link is None:
        return render(request, "account/mail_link_over.html", {"token": ""}, status=410)
    return render(request, "account/mail_link_sent.html", {"address": link.address})
