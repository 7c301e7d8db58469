"""Choose the settings: development where DEBUG is on, else production; those of the tests stand apart."""

import os

from portal.settings.env import read_boolean

if os.environ.get("DJANGO_SETTINGS_MODULE", __name__) == __name__:
    if read_boolean("DEBUG", default=False):
        from portal.settings.dev import *  # noqa: F403
    else:
        from portal.settings.production import *  # noqa: F403
