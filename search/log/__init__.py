"""Remembers what is searched, without persons: for what is not found, what helps, and queries that many ask."""
