"""The blocks that pages are put together from; their names are the values of `soort` in a record."""
