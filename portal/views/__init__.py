"""The views of the site itself."""

from portal.views.errors import csrf_failure
from portal.views.home import home
from portal.views.my import my
from portal.views.security import security_txt

__all__ = ["csrf_failure", "home", "my", "security_txt"]
