"""Questions of readers at a practice, as stories."""
