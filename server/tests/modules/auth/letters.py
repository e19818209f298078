"""What tests read in letters."""

import re


def token_in(text: str) -> str:
    """That of the link which asks for something to be confirmed."""
    return link_in(text).partition("?token=")[2]


def link_in(text: str) -> str:
    found = re.search(r"https?://\S+/confirm/[a-z-]+\?token=[\w=-]+", text)
    assert found is not None, text
    return found[0]
