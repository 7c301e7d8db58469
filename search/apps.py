"""Searching as a Django app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Zoeken"

    def ready(self) -> None:
        # Here, because both need the models of all apps.
        from search import checks  # noqa: F401
        from search.outbox import receivers

        receivers.connect()
