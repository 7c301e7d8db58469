"""The rules of the domain as plain Python: no Django, no input or output, no clock."""
