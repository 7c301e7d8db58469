"""Learning questions that were left open and go on elsewhere, as stories."""
