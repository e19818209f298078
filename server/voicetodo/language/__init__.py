"""Words in, interpretation out. Pure and deterministic: no I/O, no clock."""
