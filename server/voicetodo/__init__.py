"""Voice Todo: speak, and it is on the list."""
