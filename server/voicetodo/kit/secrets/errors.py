"""Why a secret could not be read."""


class SecretError(Exception):
    """The message says why, in the middle of a sentence, and nothing of what the secret holds."""
