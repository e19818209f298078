"""An index of words outside of the database: what is written into it, what it is asked, and what its answers mean.

A document is a todo with what was said about it. Its scopes tell whose it is: its owner's, and of which category. The
index proposes, the database disposes: what somebody may see, and what they are shown, is read from the database each
time, so an index that is behind finds too little or too much but never shows anything. Pure: no I/O.
"""
