"""Every error under /api as problem+json (RFC 9457), also those that never reach the API's own handlers."""

from __future__ import annotations

import http
import json
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

PROBLEM = "application/problem+json"
VERSION = "1.0.0"


class BadInput(Exception):
    """A parameter is wrong; `reason` is a Dutch sentence."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.name = name
        self.reason = reason


def problem(status: int, detail: str = "", *, title: str = "", **extra: Any) -> HttpResponse:
    """Return a problem with this status; `extra` members are added to it."""
    body = {"status": status, "title": title or _TITLES.get(status, http.HTTPStatus(status).phrase), **extra}
    if detail:
        body["detail"] = detail
    return HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=PROBLEM)


_TITLES = {
    400: "De vraag klopt niet",
    401: "U bent niet ingelogd",
    403: "Dit mag niet",
    404: "Niet gevonden",
    405: "Deze methode kan hier niet",
    429: "Te veel vragen in korte tijd",
    500: "Er ging iets mis",
    503: "Het is even te druk",
}


class ApiErrorMiddleware:
    """Turns any error page under /api into a problem and adds the version to every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not is_api(request):
            return response
        if response.status_code >= 400 and not response.get("Content-Type", "").startswith(PROBLEM):
            kept = {name: response[name] for name in ("Allow", "Retry-After") if name in response}
            response = problem(response.status_code)
            for name, value in kept.items():
                response[name] = value
        response["API-Version"] = VERSION
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Keep Django's technical pages out of the API, also where DEBUG is on."""
        if is_api(request) and isinstance(error, Http404):
            return problem(404, str(error) if str(error) else "")
        return None


def is_api(request: HttpRequest) -> bool:
    """Tell whether the address belongs to the API."""
    return request.path == "/api" or request.path.startswith("/api/")
