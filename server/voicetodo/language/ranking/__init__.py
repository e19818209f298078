"""How likely each intent is for a request, by a small model that was trained on sentences (`training/`).

A language that brings `intents.weights` in its folder has one, and only then is anything loaded. The model knows words
alone, no context; who asks weighs it against the grammar.
"""
