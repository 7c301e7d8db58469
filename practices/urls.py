"""The addresses of the domain."""

from django.urls import path

from practices.choices import Kind
from practices.views import pages

app_name = "practices"
urlpatterns = [
    route
    for kind in Kind
    for route in (
        path(f"{kind.plural}/", pages.listing, {"kind": kind}, name=f"{kind.value}-list"),
        path(f"{kind.plural}/<slug:address>/", pages.detail, {"kind": kind}, name=f"{kind.value}-detail"),
    )
]
