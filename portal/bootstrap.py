"""Makes the site's own pages, lists and roles: safe to repeat, changes nothing that an editor changed."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Page, Site

from portal.models import ContentPage, HomePage
from portal.texts import CONTENT_PAGES
from practices.actions.lists import load_lists
from practices.actions.organisations import organisation_vng
from practices.rules.visibility import Role, Viewer

#: Who makes what comes with the site itself.
SYSTEM = Viewer(name="Praktijkplein", roles=frozenset({Role.ADMINISTRATOR}))

#: Groups of Wagtail and of an earlier version that would give rights beside those of the roles.
_NO_GROUPS = ("Editors", "Moderators", "VNG-redactie")


@transaction.atomic
def bootstrap_site(*, at: datetime) -> dict[str, int]:
    """Make home page, site, lists, VNG and the site's own pages; return the counts of the lists."""
    home = _home_page()
    counts = load_lists()
    organisation_vng(by=SYSTEM, at=at)
    for slug, (title, intro, body) in CONTENT_PAGES.items():
        if not ContentPage.objects.child_of(home).filter(slug=slug).exists():
            home.add_child(instance=ContentPage(title=title, slug=slug, intro=intro, body=body))
    Group.objects.filter(name__in=_NO_GROUPS).delete()
    return counts


def _home_page() -> HomePage:
    found = HomePage.objects.first()
    if found:
        return found
    root = Page.get_first_root_node()
    for welcome in root.get_children():  # Wagtail's own welcome page
        welcome.delete()
    home: HomePage = Page.get_first_root_node().add_child(
        instance=HomePage(title="Praktijkplein", slug="praktijkplein")
    )
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", site_name="Praktijkplein", root_page=home, is_default_site=True)
    return home
