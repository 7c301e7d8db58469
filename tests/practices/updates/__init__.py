"""Keeping a practice alive: updates, photos and documents, filling in, personal links."""
