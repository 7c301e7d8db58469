"""What people and programs do in a site of its own; each function runs in a process there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from threading import Event
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Model
from wagtail.models import Page, Site

from portal.bootstrap import SYSTEM
from practices.actions.organisations import organisation_of_municipality
from practices.actions.sharing import change_visibility, share, withdraw
from practices.models import Municipality, OrganisationPage, PracticePage, SharedPage, Theme, ThemeChoice
from practices.rules.visibility import CURATOR, MEMBER, PUBLIC
from search.engines.prepared import digest
from search.models import IndexRebuild
from search.outbox.enqueue import enqueue
from search.service import get_engine
from search.sources import get_source
from search.values import Document, Query

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def organisation(slug: str) -> OrganisationPage:
    """Return the organisation of a municipality."""
    return organisation_of_municipality(Municipality.objects.get(slug=slug), by=SYSTEM, at=AT)


def share_practice(title: str, slug: str = "zaanstad", visibility: str = "openbaar", theme: str = "jeugdhulp") -> str:
    """Share a practice as people do, and return its key."""
    page = PracticePage(title=title, summary=f"Over {title}", visibility=visibility)
    page.municipalities = [Municipality.objects.get(slug=slug)]
    page.theme_choices = [ThemeChoice(theme=Theme.objects.get(slug=theme))]
    return share(page, organisation=organisation(slug), by=SYSTEM, at=AT).key


def share_and_hang(shared: Any) -> None:
    """Share a practice and do nothing afterwards, for ever."""
    share_practice("Buurtteam")
    shared.set()
    Event().wait()


def share_and_hang_before_commit(shared: Any) -> None:
    """Share a practice in a transaction that never ends."""
    with transaction.atomic():
        share_and_hang(shared)


def share_astray() -> str:
    """Add a live practice that belongs to no organisation: its document cannot be made."""
    home = Site.objects.get(is_default_site=True).root_page
    page: PracticePage = home.add_child(instance=PracticePage(title="Verdwaald", visibility="openbaar"))
    return page.key


def document(key: str) -> Document:
    """Return the document of a key."""
    return get_source().documents([key])[key]


def share_many(count: int) -> list[str]:
    """Add live practices quickly, without revisions, in one transaction."""
    with transaction.atomic():
        below = organisation("breda")
        pages = [
            below.add_child(instance=PracticePage(title=f"Praktijk {number}", summary="eerst", visibility="openbaar"))
            for number in range(count)
        ]
    return [page.key for page in pages]


def copy_practice(key: str, count: int) -> None:
    """Add that many live copies of a practice below its organisation, much quicker than people could."""
    page = practice(key)
    parent, first = page.get_parent(), page.get_parent().numchild
    with transaction.atomic():
        for number in range(1, count + 1):
            path = Page._get_path(parent.path, page.depth, first + number)
            slug, title = f"kopie-{number}", f"Kopie {number}"
            own = {"path": path, "slug": slug, "title": title, "url_path": f"{parent.url_path}{slug}/"}
            base = _copied(page, Page, id=None, translation_key=uuid4(), **own)
            base.save_base(raw=True)
            _copied(page, SharedPage, page_ptr_id=base.pk, address=slug, source_id=slug).save_base(raw=True)
            _copied(page, PracticePage, sharedpage_ptr_id=base.pk).save_base(raw=True)
        Page.objects.filter(pk=parent.pk).update(numchild=first + count)


def _copied(page: PracticePage, model: type[Model], **other: object) -> Any:
    """Return the part of a page that one table holds."""
    return model(**{field.attname: getattr(page, field.attname) for field in model._meta.local_concrete_fields} | other)


def share_until(stop: Any) -> tuple[list[str], int]:
    """Share practices one after another; return their keys, and how many were saved while an index was rebuilt."""
    keys, meanwhile = [], 0
    while not stop.is_set():
        rebuild = IndexRebuild.objects.values_list("token", flat=True).first()
        keys.append(share_practice(f"Intussen {len(keys)}"))
        meanwhile += IndexRebuild.objects.filter(token=rebuild).exists()
    return keys, meanwhile


def watch_until(stop: Any, first: Any) -> list[int]:
    """Search again and again; return each total that differs from the one before it."""
    engine = get_engine()
    query = Query(tokens=frozenset({PUBLIC}), facets=("soort",), limit=1)
    totals: list[int] = []
    while not stop.is_set():
        results = engine.search(query)
        assert [bucket.count for bucket in results.facets["soort"]] == [results.total]
        assert len(results.hits) == 1
        if totals[-1:] != [results.total]:
            totals.append(results.total)
        first.set()
    return totals


def rewrite(keys: Sequence[str], summary: str) -> None:
    """Change the summary of many practices, each in a transaction of its own, as actions do."""
    for key in keys:
        with transaction.atomic():
            SharedPage.objects.filter(pk=number(key)).update(summary=summary)
            enqueue([key])


def rewrite_until(stop: Any, keys: Sequence[str]) -> int:
    """Go on rewriting until told to stop; return how often."""
    rounds = 0
    while not stop.is_set():
        rewrite(keys, f"ronde {rounds}")
        rounds += 1
    return rounds


def narrow(key: str, visibility: str) -> None:
    """Let fewer people see a practice."""
    change_visibility(practice(key), visibility=visibility, by=SYSTEM, at=AT)


def take_back(key: str) -> None:
    """Withdraw a practice."""
    withdraw(practice(key), by=SYSTEM, at=AT)


def move_pages(slug: str, other: str) -> None:
    """Give all that one organisation shared to another, page by page, as plain pages."""
    target = organisation(other)
    for page in organisation(slug).get_children():
        page.move(target, pos="last-child")


def delete_organisation(slug: str) -> None:
    """Delete an organisation with all it shared."""
    organisation(slug).delete()


def unpublish_as_plain_page(key: str) -> None:
    """Unpublish a practice without asking for its own class, as Wagtail's programs may."""
    practice(key).page_ptr.unpublish()


def rename_theme(slug: str, name: str) -> None:
    """Give a theme another name."""
    theme = Theme.objects.get(slug=slug)
    theme.name = name
    theme.save()


def present() -> dict[str, str]:
    """Return the digest of every document that the database says is findable."""
    source = get_source()
    return {key: digest(document) for key, document in source.documents(list(source.keys())).items()}


def found(*tokens: str) -> set[str]:
    """Return the keys that a search without words gives to somebody with these tokens."""
    results = get_engine().search(Query(tokens=frozenset(tokens), limit=10_000))
    return {hit.key for hit in results.hits}


def search_until(stop: Any, first: Any) -> list[tuple[int, int, int]]:
    """Search again and again; return the distinct (total, hits, count of one facet) that were seen."""
    engine = get_engine()
    query = Query(tokens=frozenset({PUBLIC, MEMBER, CURATOR}), facets=("soort",), limit=500)
    seen: set[tuple[int, int, int]] = set()
    while not stop.is_set():
        results = engine.search(query)
        counted = sum(bucket.count for bucket in results.facets["soort"])
        seen.add((results.total, len(results.hits), counted))
        first.set()
    return sorted(seen)


def practice(key: str) -> PracticePage:
    """Return the practice with this key."""
    return PracticePage.objects.get(pk=number(key))


def number(key: str) -> int:
    """Return the number of the page with this key."""
    return int(key.rpartition("-")[2])
