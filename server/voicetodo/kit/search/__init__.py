"""Indexes of words on an OpenSearch server. Whoever searches must be able to do without: the server may be away."""

from voicetodo.kit.search.answers import Answer, Found, InnerHits
from voicetodo.kit.search.errors import IndexMissing, QuestionRefused, SearchUnavailable
from voicetodo.kit.search.opening import OpenSearchSettings, open_opensearch
from voicetodo.kit.search.opensearch import OpenSearch
from voicetodo.kit.search.writes import Write

__all__ = [
    "Answer",
    "Found",
    "IndexMissing",
    "InnerHits",
    "OpenSearch",
    "OpenSearchSettings",
    "QuestionRefused",
    "SearchUnavailable",
    "Write",
    "open_opensearch",
]
