"""What an owner gets back for sharing: texts to send on, and what came of it."""
