"""The open API, by the NL API Design Rules 2: what the site shows, for programs."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from portal.api import lists, practices, search
from portal.api.errors import VERSION, BadInput, problem
from search.service import NoSuchPage

api = NinjaAPI(
    title="Praktijkplein",
    version=VERSION,
    description="Praktijken, juridische vragen, netwerken, begrippen en themapagina’s van gemeenten. Alleen lezen.",
    docs_url=None,
    openapi_url=None,  # served with CORS by `portal.urls`
)
api.add_router("", search.router)
api.add_router("", practices.router)
api.add_router("", lists.router)


@api.exception_handler(BadInput)
def bad_input(request: HttpRequest, error: BadInput) -> HttpResponse:
    """Name the parameter that is wrong."""
    return problem(400, error.reason, invalidParams=[{"name": error.name, "reason": error.reason}])


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Name the parameters that are wrong: 400, where ninja itself would say 422."""
    wrong = [{"name": str(item["loc"][-1]), "reason": str(item["msg"])} for item in error.errors]
    return problem(400, "Een of meer parameters kloppen niet.", invalidParams=wrong)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    """Say that it is not there, or not for this reader."""
    return problem(404, "Dit adres bestaat niet, of u mag het niet zien.")


@api.exception_handler(NoSuchPage)
def no_such_page(request: HttpRequest, error: NoSuchPage) -> HttpResponse:
    """Say that there are not that many pages."""
    return problem(404, "Zo veel pagina’s zijn er niet.")


@api.exception_handler(RequestDataTooBig)
def too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    """Refuse what is larger than any question needs to be."""
    return problem(400, "De vraag is te groot.")


@api.exception_handler(HttpError)
def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Give errors of the framework the same form."""
    return problem(error.status_code, str(error))
