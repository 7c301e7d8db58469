"""The fields of a record, one file per kind, in the order in which they are written."""
