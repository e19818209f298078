"""dateparser: dates in the same sentences, in an environment of its own."""
