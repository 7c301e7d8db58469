"""Publishes what was planned and takes offline what has expired, now; the relay does the same every few seconds.

It takes the place of Wagtail's command of this name, which writes no audit lines.
"""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from practices.actions.schedule import do_what_is_due


class Command(BaseCommand):
    help = "Publiceert wat gepland is en haalt offline wat is verlopen. De relay doet dit ook zelf, elke 20 tellen."

    def handle(self, *args: Any, **options: Any) -> None:
        done = do_what_is_due(at=timezone.now())
        self.stdout.write("\n".join(done) if done else "Er was niets te doen.")
