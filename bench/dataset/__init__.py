"""Very many todos of very many people, laid into the tables directly: some people have far more than most."""

from bench.dataset.fill import People, fill

__all__ = ["People", "fill"]
