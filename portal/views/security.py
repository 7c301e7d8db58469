"""Tells who finds a hole where to report it (RFC 9116)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

#: Until when the text holds; whoever runs the site renews it with a release.
EXPIRES = "2027-11-30T00:00:00Z"


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Return security.txt."""
    page = f"{request.build_absolute_uri(reverse('home'))}toegankelijkheid/"
    lines = [
        f"Contact: {f'mailto:{settings.CONTACT_EMAIL}' if settings.CONTACT_EMAIL else page}",
        f"Expires: {EXPIRES}",
        "Preferred-Languages: nl, en",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
