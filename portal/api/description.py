"""The description of the API in OpenAPI, readable from any site."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from portal.api import api


@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    """Return the OpenAPI document, with CORS as the NL API Design Rules ask."""
    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    response = JsonResponse(schema)
    response["Access-Control-Allow-Origin"] = "*"
    return response
