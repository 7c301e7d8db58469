"""What happens when somebody signs in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from portal.accounts import viewer_of
from practices.actions.visitors import claim_drafts_of_browser
from practices.views.kept import save_kept
from practices.views.requested import browser_of


@receiver(user_logged_in)
def save_what_was_typed_before(sender: object, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Save what this person typed after the session had ended, or before there was one: the sign-in keeps it."""
    viewer, now = viewer_of(user), timezone.now()
    kept = save_kept(request.session, by=viewer, at=now)
    if claim_drafts_of_browser(browser_of(request), by=viewer, at=now) or kept:
        messages.success(request, "Welkom. Wat u typte, is bewaard.")
