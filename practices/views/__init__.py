"""The pages of the domain."""
