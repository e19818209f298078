"""The SQL of this module."""
