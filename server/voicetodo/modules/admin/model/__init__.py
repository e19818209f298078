"""The rules of `admin`, one file for each noun."""
