"""Houses to visit, as for the edge."""

from tests.kit.http.conftest import opening

__all__ = ["opening"]
