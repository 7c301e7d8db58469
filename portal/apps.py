"""The site as a Django app."""

from django.apps import AppConfig

from portal import logs


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Praktijkplein"

    def ready(self) -> None:
        logs.configure()
