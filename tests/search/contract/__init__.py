"""What every engine promises, as one suite that all of them must pass."""
