"""Makes the site's own pages, lists and roles; safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.bootstrap import bootstrap_site


class Command(BaseCommand):
    help = "Maakt de startpagina, de lijsten, de eigen pagina's en de rollen. Mag vaker."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = bootstrap_site(at=timezone.now())
        self.stdout.write(", ".join(f"{count} {name}" for name, count in counts.items()))
