"""What /cms/ shows beside the forms of pages: lists, tags, listings per kind, and who may work with what."""
