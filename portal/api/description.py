"""The description of the API in OpenAPI, readable from any site."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from portal.api import api
from portal.api.errors import PROBLEM


def description() -> dict[str, Any]:
    """Return the OpenAPI document; ninja would describe every error as plain JSON."""
    document: dict[str, Any] = api.get_openapi_schema(path_prefix="/api/v1/")
    for operations in document["paths"].values():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                if int(status) >= 400 and "content" in response:
                    response["content"] = {PROBLEM: response["content"]["application/json"]}
    return document


@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    """Return the OpenAPI document, with CORS as the NL API Design Rules ask."""
    response = JsonResponse(description())
    response["Access-Control-Allow-Origin"] = "*"
    return response
