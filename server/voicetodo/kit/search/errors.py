"""What can go wrong between us and the search server."""

from voicetodo.kit.errors import Unavailable


class SearchUnavailable(Unavailable):
    """The search server does not answer just now."""


class IndexMissing(SearchUnavailable):
    """There is no index under this name on the search server."""


class QuestionRefused(SearchUnavailable):
    """The search server did not take the question."""
