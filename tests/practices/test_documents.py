"""What the search gets of a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from practices.documents import PracticesSource
from practices.models import PracticePage
from practices.models.base import SharedPageTag
from tests.factories import make_practice


def test_the_order_in_which_keywords_are_stored_makes_no_other_document(organisation: Callable[[str], Any]) -> None:
    page = make_practice(organisation("breda"))
    page.tags.add("wijk", "schulden", "jeugd")
    page.save()
    page = PracticePage.objects.get()
    before = PracticesSource().documents([page.key])

    rows = [tagged.tag_id for tagged in SharedPageTag.objects.order_by("pk")]
    SharedPageTag.objects.all().delete()
    SharedPageTag.objects.bulk_create(SharedPageTag(tag_id=tag, content_object=page) for tag in reversed(rows))

    assert PracticesSource().documents([page.key]) == before
    assert before[page.key].facets["trefwoord"] == ("jeugd", "schulden", "wijk")
