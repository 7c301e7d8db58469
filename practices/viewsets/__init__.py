"""What /cms/ shows beside the forms of pages: listings per kind, and who may work with what."""
