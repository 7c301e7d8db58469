"""Tells a load balancer whether this process lives and can serve."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from search.service import engine_answers


@require_safe
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """Answer 200 while this process runs."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 503 only without the database; without the engine the site serves on, "degraded"."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "down", "database": False}, status=503)
    engine = engine_answers()
    return JsonResponse({"status": "ok" if engine else "degraded", "database": True, "engine": engine})
