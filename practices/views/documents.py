"""Serves documents to who may see a page that has them, and scaled images to everybody."""

from __future__ import annotations

import mimetypes

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model
from wagtail.documents.views.serve import serve
from wagtail.permissions import policy_registry

from practices.queries import document_to_open
from practices.rules.editing import may_enter
from practices.views.access import viewer_of

#: The folder of scaled images; originals stay where nobody reads them.
IMAGES = "images/"
_YEAR = 365 * 24 * 60 * 60


@require_safe
def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """Send a document to who may see it; for everybody else it is not there. No shared cache keeps it."""
    viewer = viewer_of(request)
    if document_to_open(document_id, viewer) is None and not (may_enter(viewer) and _works_with(request, document_id)):
        raise Http404("Dit document is er niet (meer), of u mag het niet zien.")
    response: HttpResponseBase = serve(request, document_id, document_filename)
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _works_with(request: HttpRequest, number: int) -> bool:
    """Tell whether this is a file of one's own in /cms/."""
    model = get_document_model()
    files = policy_registry.get_by_type(model).instances_user_has_any_permission_for(request.user, {"choose"})
    return bool(files.filter(pk=number).exists())


@require_safe
def image(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send a scaled image; its name changes with its content. In production the proxy does this."""
    path = f"{IMAGES}{name}"
    kind, _ = mimetypes.guess_type(name)
    if "/" in name or not kind or not kind.startswith("image/") or not default_storage.exists(path):
        raise Http404("Deze afbeelding is er niet (meer).")
    response = FileResponse(default_storage.open(path), content_type=kind)
    patch_cache_control(response, public=True, max_age=_YEAR, immutable=True)
    response["X-Content-Type-Options"] = "nosniff"
    return response
