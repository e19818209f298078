"""The rules of `auth`, one file for each noun."""
