"""Choose the settings: development where DEBUG is on, production everywhere else."""

from portal.settings.env import read_boolean

if read_boolean("DEBUG", default=False):
    from portal.settings.dev import *  # noqa: F403
else:
    from portal.settings.production import *  # noqa: F403
