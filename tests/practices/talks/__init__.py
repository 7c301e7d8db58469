"""Requests to talk, as stories."""
