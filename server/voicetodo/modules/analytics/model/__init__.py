"""The rules: what counts, on which day, and what is told of it. Pure."""
