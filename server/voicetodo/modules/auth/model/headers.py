"""What is kept of what a client says of itself."""


def clean_header(text: str, longest: int = 300) -> str:
    """A header's value as it may be shown and stored."""
    return "".join(character for character in text if character.isprintable())[:longest]
