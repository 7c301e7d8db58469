"""What people do: one use case, one function, one transaction, one actor."""
