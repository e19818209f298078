"""Servers by others, written as their own documentation would, to be measured beside ours."""
