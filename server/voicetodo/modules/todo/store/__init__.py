"""All SQL of this module. Functions take the connection or transaction first; those that write must be in a transaction
unless they say that they are one statement of their own."""
