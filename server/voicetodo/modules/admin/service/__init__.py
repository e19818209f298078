"""The verbs of `admin`, one file for each noun."""
