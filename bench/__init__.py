"""Repeatable measurements of the whole product, each beside a named peer or a promised figure."""
