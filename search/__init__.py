"""Faceted search over documents: values, Dutch language, two engines and an outbox. Knows no practice."""
