"""The views of the site itself."""

from portal.views.errors import csrf_failure

__all__ = ["csrf_failure"]
