"""The schema `admin`: one file for each noun."""
