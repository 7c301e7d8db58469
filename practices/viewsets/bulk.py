"""Publishes several pages at once in /cms/: what the privacy guard holds stays as it is, and the rest goes online."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from practices.models.guard import PersonalDataFound


class PublishWhatMay(PublishBulkAction):
    """Wagtail's action, one page at a time."""

    def execute_action(  # Wagtail calls it on the instance
        self, objects: list[Page], include_descendants: bool = False, user: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        """Publish each page by itself; `objects` keeps those that went online, for the hook that notes them."""
        held: list[PersonalDataFound] = []
        done, children = [], 0
        for page in objects:
            drafts = page.get_descendants().not_live().specific() if include_descendants else ()
            if self._published(page, user, held):
                done.append(page)
            for draft in drafts:
                if draft.permissions_for_user(user).can_publish():
                    children += self._published(draft, user, held)
        objects[:] = done
        for error in held:
            messages.error(self.request, f"Niet gepubliceerd: “{error.title}”. {' '.join(error.messages)}")
        return len(done), children

    def _published(self, page: Page, user: Any, held: list[PersonalDataFound]) -> bool:
        try:
            with transaction.atomic():
                revision = page.get_latest_revision() or page.specific.save_revision(user=user)
                revision.publish(user=user)
        except PersonalDataFound as error:
            held.append(error)
            return False
        return True
