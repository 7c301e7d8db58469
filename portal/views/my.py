"""Own things of a signed-in person."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_required
def my(request: HttpRequest) -> HttpResponse:
    """Show drafts and own items."""
    return render(request, "portal/my_page.html", {})
