"""The open API, by the NL API Design Rules."""
