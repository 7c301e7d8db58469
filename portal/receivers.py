"""What happens when somebody signs in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from portal.accounts import viewer_of
from practices.views.kept import save_kept


@receiver(user_logged_in)
def save_what_was_typed_before(sender: object, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Save what this person typed after the session had ended: the sign-in keeps it."""
    if save_kept(request.session, by=viewer_of(user), at=timezone.now()):
        messages.success(request, "Welkom terug. Wat u typte, is bewaard.")
