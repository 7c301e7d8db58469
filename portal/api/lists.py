"""The maintained lists: municipalities, themes, laws and the rest."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from practices import queries

router = Router(tags=["lijsten"])


def _route(name: str) -> None:
    @router.get(f"/{name}", response=list[dict[str, Any]], operation_id=f"lijst-{name}", summary=f"De lijst met {name}")
    def listing(request: HttpRequest) -> list[dict[str, Any]]:
        return queries.list_entries(name)


for _name in queries.LISTS:
    _route(_name)
