"""The pages of searching: results, suggestions, the feed, and what people save."""
