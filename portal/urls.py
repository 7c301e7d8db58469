"""The addresses of the site."""

from django.contrib.auth.decorators import login_required
from django.contrib.sitemaps.views import index as map_index
from django.contrib.sitemaps.views import sitemap as map_part
from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.views.generic import RedirectView, TemplateView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from portal import health
from portal.api import api
from portal.api.description import openapi
from portal.api.errors import problem
from portal.views import home, mail_link, my, security_txt, sitemap
from practices.views import documents


def unknown_api_address(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer an address below /api that does not exist, before the page tree redirects it."""
    return problem(404, "Dit adres bestaat niet in de API.")


urlpatterns = [
    path("", home, name="home"),
    path("zoeken/", include("search.urls")),
    path("mijn/", my, name="my"),
    path("sitemap/", sitemap.sitemap, name="sitemap"),
    path("sitemap.xml", map_index, {"sitemaps": sitemap.SITEMAPS, "sitemap_url_name": "map-part"}, name="map-index"),
    path("sitemap-<section>.xml", map_part, {"sitemaps": sitemap.SITEMAPS}, name="map-part"),
    path("robots.txt", sitemap.robots),
    path("", include("practices.urls")),
    path("account/link/", mail_link.ask, name="mail-link-ask"),
    path("account/link/<str:token>/", mail_link.use, name="mail-link"),
    # An address vouches for where somebody works: allauth's own screen would change it and keep the membership.
    path("account/email/", login_required(TemplateView.as_view(template_name="account/email.html"))),
    path("account/", include("allauth.urls")),
    # Wagtail's own doors would stay open beside the sign-in that guards attempts and asks the second factor.
    path("cms/login/", RedirectView.as_view(url="/account/login/?next=/cms/")),
    path("cms/logout/", RedirectView.as_view(url="/account/logout/")),
    re_path(r"^cms/password_reset/.*$", RedirectView.as_view(url="/account/password/reset/")),
    # Roles are given on screens of ours: Wagtail's know groups only, and write no audit line.
    path("cms/users/edit/<int:number>/", RedirectView.as_view(pattern_name="user")),
    re_path(
        r"^cms/(?:users|groups|bulk/portal/user|bulk/auth/group)/.*$", RedirectView.as_view(url="/cms/gebruikers/")
    ),
    path("cms/", include(wagtailadmin_urls)),
    # Under the names that Wagtail asks for; its own view serves documents to everybody.
    path("documenten/<int:document_id>/<str:document_filename>", documents.document, name="wagtaildocs_serve"),
    path("media/images/<str:name>", documents.image),
    path("api/v1/openapi.json", openapi, name="openapi"),
    path("api/v1/", api.urls),
    re_path(r"^api(?:/(?P<rest>.*))?$", unknown_api_address),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path(".well-known/security.txt", security_txt),
    path("", include(wagtail_urls)),
]

handler400 = "portal.views.errors.bad_request"
handler403 = "portal.views.errors.forbidden"
handler404 = "portal.views.errors.not_found"
handler429 = "portal.views.errors.too_many"  # allauth looks here
handler500 = "portal.views.errors.server_error"
