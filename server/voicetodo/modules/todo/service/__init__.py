"""The verbs: one function, one use case, one transaction."""
