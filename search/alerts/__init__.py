"""Tells people what is new: saved searches, topics and items they follow, one mail per person and rhythm."""
