"""German as data: phrases, word tables and sentences to say back. Nothing here is code; the engine reads it."""
