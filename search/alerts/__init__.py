"""Tells people what is new: saved searches and what they follow in digests, other things in letters, by one post."""
