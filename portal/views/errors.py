"""Error pages in house style, with a next step."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was open for too long, and how to go on without losing what was typed."""
    return render(request, "403_csrf.html", status=403)
