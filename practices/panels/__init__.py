"""The forms of /cms/: which field stands where, with help and an example beside it."""
