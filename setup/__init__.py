"""Sets the house up: from a fresh clone and a bare Python to a running product, or to its tests.

Only the standard library, because nothing is installed yet when this runs. Every step leaves a stamp made
from the content it depends on, so doing it twice costs a few milliseconds the second time.
"""
