"""The domain: practices, legal cases, networks, terms and dossiers, and who may do what with them."""
