"""Tells a person's other clients at once what changed anywhere.

Owns a feed per user: numbered without gaps, kept for a day. A client says the last number it saw and is sent what came
after, in order and exactly once per connection; where that is gone already, it is told to read everything anew.
"""
