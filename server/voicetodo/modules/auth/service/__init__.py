"""The verbs of `auth`: accounts, what opens them, sessions, and the keys that sign for them."""
