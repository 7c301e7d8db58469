"""Who is asking, and a calm answer when that person may not."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from practices.models import SharedPage
from practices.queries import MODELS, split_key
from practices.rules.permissions import NotAllowed
from practices.rules.visibility import Viewer

View = Callable[..., HttpResponse]

#: Where one finds what one shared oneself: an address that the site promises.
MY_PAGE = "/mijn/"


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who is asking, as the middleware found it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def explain_refusals(view: View) -> View:
    """Turn NotAllowed of an action into the page that says why (403)."""

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal

    return answer


def page_or_404(key: str, viewer: Viewer) -> SharedPage:
    """Return the page with this key that the viewer may see, a draft of the own organisation too; raises Http404."""
    parts = split_key(key)
    if parts is None:
        raise Http404("Dit is er niet.")
    pages = MODELS[parts[0]].objects.filter(pk=parts[1])
    page: SharedPage | None = pages.visible_to(viewer).first() or pages.drafts_of(viewer).first()
    if page is None:
        raise Http404("Dit is er niet (meer), of u mag het niet zien.")
    return page
