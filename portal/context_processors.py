"""What every page shows around its content."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the viewer and where in the menu this page stands."""
    return {
        "viewer": getattr(request, "viewer", None),
        "section": request.path.strip("/").split("/")[0],
        "site_url": settings.SITE_URL or _address_asked(request),
    }


def _address_asked(request: HttpRequest) -> str:
    """Return the address of the site as this request knows it; nothing when it asks for a site that is not ours."""
    try:
        return request.build_absolute_uri("/").rstrip("/")
    except DisallowedHost:
        return ""
