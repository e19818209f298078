"""The verbs: take in what happened, and tell what it comes to."""
