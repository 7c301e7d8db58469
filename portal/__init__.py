"""The composition root: settings, addresses, API, home and accounts. Knows practices and search."""
