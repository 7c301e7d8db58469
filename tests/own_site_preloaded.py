"""Imported once, by the server that forks the processes of `own_site`: Django, ready for work, without connections."""

import django

django.setup()
