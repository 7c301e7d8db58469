"""The domain as a Django app."""

from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "practices"
    verbose_name = "Praktijken en vragen"

    def ready(self) -> None:
        from practices import receivers  # noqa: F401  (here, because it needs the models)
