"""The site as a Django app."""

from django.apps import AppConfig

from portal import logs


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Praktijkplein"

    def ready(self) -> None:
        """Set up the log, and listen to sign-ins."""
        from portal import receivers  # noqa: F401 - connects the signals

        logs.configure()
