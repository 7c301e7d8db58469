"""What happens around every request: its network, clean input, viewer, second factor, transactions and calm errors."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.middleware.common import CommonMiddleware
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme

from portal.accounts import viewer_of
from portal.views import errors
from practices.models.guard import PersonalDataFound, Vouch, vouching_if_asked
from practices.rules.permissions import NEEDS_SECOND_FACTOR
from practices.rules.privacy.asking import REASON
from practices.rules.privacy.guard import LONGEST_REASON
from search.language import clean

GetResponse = Callable[[HttpRequest], HttpResponseBase]
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
#: Where somebody without the second factor may go: to set it up, to sign out, and to what the page needs.
WITHOUT_SECOND_FACTOR = ("/account/", "/static/", "/health/")

#: The sign-in counts what it refuses; sharing keeps what was typed when what follows fails; the log of searches is
#: written later.
OUTSIDE_TRANSACTION = ("/account/", "/delen/", "/zoeken/geopend/", "/zoeken/nuttig/")

#: Where errors are answered by others: problem+json, and Wagtail's admin.
OWN_ERRORS = ("/api/", "/cms/")


class ProxyMiddleware:
    """Puts the network address of the visitor where every limit looks, as the own proxies in front tell it.

    Each proxy adds at the end of X-Forwarded-For who came to it, so only as many places from the end as there are
    proxies can be trusted; what stands before that, visitors write themselves.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        named = [each.strip() for each in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        if 0 < settings.PROXIES <= len(named) and _is_address(named[-settings.PROXIES]):
            request.META["REMOTE_ADDR"] = named[-settings.PROXIES]
        return self.get_response(request)


def _is_address(text: str) -> bool:
    """Tell whether this is a network address."""
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


class CleanInputMiddleware:
    """Drops NUL, lone surrogates and invalid UTF-8 from parameters, so that no layer below meets them."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Forms are UTF-8, whatever charset a client claims: Django refuses others, in DEBUG with an error of its own.
        request.encoding = "utf-8"
        if "\0" in request.path_info:  # no address of ours holds it, and PostgreSQL refuses to look for it
            request.path_info = "/niet-gevonden/"
        raw = request.META.get("QUERY_STRING", "")
        if "%" in raw or not raw.isascii():
            request.GET = _cleaned(request.GET)  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        """Clean the form just before the view, when its size was checked and errors are handled."""
        if request.method == "POST" and not request.path.startswith("/cms/"):
            request.POST = _cleaned(request.POST)  # type: ignore[assignment]


class HouseStyleErrorsMiddleware:
    """Shows the site's own pages for 400, 403, 404 and 405, where DEBUG is on too: people see `make start` first.

    An error in the code (500) keeps Django's page with its details there.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path.startswith(OWN_ERRORS):
            return response
        if response.status_code == 405:  # Django sends an empty page
            return errors.not_allowed(request, allowed=response.get("Allow", ""))
        if not settings.DEBUG:
            return response
        if response.status_code == 404 and request.resolver_match is None:
            return errors.not_found(request, Http404())
        if response.status_code == 400:
            return errors.bad_request(request, BadRequest())
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer what a view raised; what is no refusal goes on."""
        if not settings.DEBUG or request.path.startswith(OWN_ERRORS):
            return None
        if isinstance(error, Http404):
            return errors.not_found(request, error)
        if isinstance(error, PermissionDenied):
            return errors.forbidden(request, error)
        return None


class SlashMiddleware(CommonMiddleware):
    """Leads to the address with a slash only what is read: a redirect loses a form, and DEBUG makes it an error."""

    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        """Tell whether only a slash is missing, and nothing was sent along."""
        return request.method in SAFE_METHODS and bool(super().should_redirect_with_slash(request))


def _cleaned(parameters: QueryDict) -> QueryDict:
    """Return the parameters without what no text should hold; U+FFFD stands for bytes that were no UTF-8."""
    result = QueryDict(mutable=True, encoding="utf-8")
    for name, values in parameters.lists():
        result.setlist(clean(name), [clean(value.replace("\ufffd", "")) for value in values])
    result._mutable = False
    return result


class ViewerMiddleware:
    """Gives the request its viewer: what the rules know of whoever looks. Read from the database when first used."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.viewer = SimpleLazyObject(lambda: viewer_of(request.user))  # type: ignore[attr-defined]
        return self.get_response(request)


class VouchingMiddleware:
    """Lets the gate of the privacy guard know why a form says that something may be shared, and who says so.

    A page that the gate holds without a form around it leads back, with what was found; nothing of it is written.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with vouching_if_asked(lambda: _vouch_of(request)):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Tell what the gate found, on the page where one came from."""
        if not isinstance(error, PersonalDataFound):
            return None
        if connection.in_atomic_block:
            transaction.set_rollback(True)
        for message in error.messages:
            messages.error(request, message)
        before = request.META.get("HTTP_REFERER", "")
        is_here = url_has_allowed_host_and_scheme(before, allowed_hosts={request.get_host()})
        return redirect(before if is_here else "/cms/" if request.path.startswith("/cms/") else "/mijn/")


def _vouch_of(request: HttpRequest) -> Vouch | None:
    if request.method != "POST" or not request.POST.get(REASON):
        return None
    by = getattr(request, "actor", None) or request.viewer  # type: ignore[attr-defined]
    return Vouch(request.POST[REASON][:LONGEST_REASON], by, "cms" if request.path.startswith("/cms/") else "formulier")


class SecondFactorMiddleware:
    """Sends editors, lawyers and administrators to set up their second factor, except where DEBUG is on."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if (
            not settings.DEBUG
            and settings.SECOND_FACTOR_REQUIRED
            and request.user.is_authenticated
            and not request.path.startswith(WITHOUT_SECOND_FACTOR)
            and request.viewer.roles & NEEDS_SECOND_FACTOR  # type: ignore[attr-defined]
            and not is_mfa_enabled(request.user)
        ):
            messages.info(request, "Uw rol vraagt een tweede stap bij het inloggen. Stel die hier eerst in.")
            return redirect("mfa_index")
        return self.get_response(request)


class BusyDatabaseMiddleware:
    """Answers 503 with Retry-After when the database is too busy to write, instead of failing."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn a locked database into a page that says so; other errors go on."""
        if not isinstance(error, OperationalError) or "locked" not in str(error):
            return None
        if request.path.startswith("/api/"):
            body = {
                "status": 503,
                "title": "Het is even te druk",
                "detail": "Probeer het over een paar tellen opnieuw.",
            }
            response: HttpResponse = JsonResponse(body, status=503, content_type="application/problem+json")
        else:
            response = render(request, "503.html", status=503)
        response["Retry-After"] = "5"
        return response


class UnsafeMethodsInTransactionMiddleware:
    """Runs the view of a POST, PUT, PATCH or DELETE in one transaction; reads open none.

    ATOMIC_REQUESTS would give every read the write lock of SQLite. An error in the view rolls back. Some stay outside;
    their actions are atomic by themselves.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in SAFE_METHODS or request.path.startswith(OUTSIDE_TRANSACTION):
            return self.get_response(request)
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 500 and connection.in_atomic_block:
                transaction.set_rollback(True)
        return response
