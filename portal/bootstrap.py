"""Makes the site's own pages, lists and roles: safe to repeat, changes nothing that an editor changed."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, Page, Site

from portal.accounts import EDITORS
from portal.models import ContentPage, HomePage
from portal.texts import CONTENT_PAGES
from practices.actions.lists import load_lists
from practices.actions.organisations import organisation_vng
from practices.rules.visibility import Role, Viewer

#: Who makes what comes with the site itself.
SYSTEM = Viewer(name="Praktijkplein", roles=frozenset({Role.ADMINISTRATOR}))

_EDITORS_MAY = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")


@transaction.atomic
def bootstrap_site(*, at: datetime) -> dict[str, int]:
    """Make home page, site, lists, VNG, the site's own pages and the editors' group; return the counts of the lists."""
    home = _home_page()
    counts = load_lists()
    organisation_vng(by=SYSTEM, at=at)
    for slug, (title, intro, body) in CONTENT_PAGES.items():
        if not ContentPage.objects.child_of(home).filter(slug=slug).exists():
            home.add_child(instance=ContentPage(title=title, slug=slug, intro=intro, body=body))
    _editors_group(home)
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


def _editors_group(home: HomePage) -> None:
    group, _ = Group.objects.get_or_create(name=EDITORS)
    admin = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    group.permissions.add(admin)
    for codename in _EDITORS_MAY:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.get_or_create(group=group, page=home.page_ptr, permission=permission)
