"""Records in and out: reads, checks, imports and exports the items of the portal as JSON Lines."""
