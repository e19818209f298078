"""The schema `auth`: one file for each noun."""
