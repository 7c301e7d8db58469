"""The Django app that makes `nlds/` known to the static files finders."""

from django.apps import AppConfig


class NldsAssetsConfig(AppConfig):
    """Holds static files only."""

    name = "nlds_assets"
    verbose_name = "NL Design System"
