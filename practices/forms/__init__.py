"""Checks what people type before an action gets it."""
