"""Letters to people about what happens with what they share: the kinds, and what each says."""
