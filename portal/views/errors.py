"""Error pages in house style, with a next step."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from portal.likely import likely_pages, words_of
from practices.rules.visibility import VISITOR, Viewer

#: Where what was typed may be shown and sent again: not where people type passwords.
_RESENT_BELOW = "/delen/"
#: Parameters that nobody typed.
_NOT_TYPED = frozenset({"csrfmiddlewaretoken", "seen", "window", "actie", "rij", "question_id"})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was open for too long; what was typed is shown, and goes on when the person says so."""
    resend: list[tuple[str, str]] = []
    if request.path.startswith(_RESENT_BELOW):
        resend = [
            (name, value) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken" for value in values
        ]
    texts = [value for name, value in resend if name not in _NOT_TYPED and value.strip()]
    return render(request, "403_csrf.html", {"resend": resend, "texts": texts}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the question could not be read."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this is not for this person, and who can help."""
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that it is not here, with a search box."""
    reason = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    likely = likely_pages(request.path, viewer_of(request))
    context = {"reason": reason, "words": words_of(request.path), "likely": likely}
    return render(request, "404.html", context, status=404)


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who looks; a visitor where an error came before anybody found out."""
    return getattr(request, "viewer", VISITOR)


def not_allowed(request: HttpRequest, *, allowed: str) -> HttpResponse:
    """Say that this address cannot do this; `allowed`: the methods that it knows, with commas between."""
    response = render(request, "405.html", status=405)
    response["Allow"] = allowed
    return response


def too_many(request: HttpRequest) -> HttpResponse:
    """Say that somebody tried too often in a short time."""
    return render(request, "429.html", status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something went wrong; asks nothing of the database or the viewer."""
    return HttpResponse(render_to_string("500.html"), status=500)
