"""The API against its own description: whatever schemathesis makes of it is answered as described."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from portal.api.description import description
from portal.wsgi import application
from tests.factories import make_practice

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    unsupported_method,
)

schema = schemathesis.openapi.from_dict(description())
schema.app = application


@pytest.fixture
def shared(organisation: Callable[[str], Any], search_index: Any) -> Any:
    """A practice that everybody may find."""
    page = make_practice(organisation("zaanstad"), visibility="openbaar")
    search_index.refresh()
    return page


@schema.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_api_answers_as_it_describes_itself(case: schemathesis.Case, shared: Any) -> None:
    response = case.call(headers={"Accept-Encoding": "identity"})

    case.validate_response(response, checks=CHECKS)
    assert response.headers["api-version"] == ["1.0.0"]
    if response.status_code >= 400:
        assert response.headers["content-type"] == ["application/problem+json"]
